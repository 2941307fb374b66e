/** The forms of brokers that a book keeps, as values for the wire. */
import type { KeptForm } from '../../db/kept-forms.ts';
import { securityLabel, type Facts } from '../../tax/facts/model.ts';
import type { BrokerSale } from '../../tax/reconcile/broker-forms.ts';
import { formatMoney, formatShares, type Cents } from '../../tax/values/money.ts';
import { formChanges } from './form-changes.ts';

/** A sale of ours, as the screen lists it. */
interface OurSale {
  readonly security: string;
  readonly acquired: string;
  readonly sold: string;
  readonly shares: string;
}

const money = (amount: Cents | null): string | null =>
  amount === null ? null : formatMoney(amount);

/** What the securities of a book are called, by their ids. */
export function labelsOf({ securities }: Facts): (id: string | null) => string | null {
  const labels = new Map(securities.map((each) => [each.id, securityLabel(each)]));
  return (id) => (id === null ? null : (labels.get(id) ?? null));
}

function saleOnWire(sale: BrokerSale, label: (id: string | null) => string | null) {
  return {
    security: label(sale.securityId),
    acquired: sale.acquired,
    sold: sale.sold,
    shares: formatShares(sale.shares),
    proceeds: money(sale.proceeds),
    basis: money(sale.basis),
    washSale: money(sale.washSale),
    reporting: sale.reporting,
  };
}

type WireSale = ReturnType<typeof saleOnWire>;

/** Beside which of our sales each row stands, by its place; null where none of them is free. */
function placesOf(rows: readonly WireSale[], ours: readonly OurSale[]): (number | null)[] {
  const free = new Set(ours.keys());
  const take = (row: WireSale, isExact: boolean): number | null => {
    for (const place of free) {
      const own = ours[place];
      const isSame =
        own !== undefined &&
        own.sold === row.sold &&
        own.shares === row.shares &&
        (row.security === null || own.security === row.security) &&
        (!isExact || own.acquired === row.acquired);
      if (!isSame) continue;
      free.delete(place);
      return place;
    }
    return null;
  };
  const exact = rows.map((row) => take(row, true));
  return rows.map((row, at) => exact[at] ?? take(row, false));
}

/** The versions of one form, oldest first, each with what it changes of the one before. */
export function versionsOnWire(
  versions: readonly KeptForm[],
  ours: readonly OurSale[],
  label: (id: string | null) => string | null,
) {
  return versions.map((form, at) => {
    const before = versions[at - 1];
    const rows = form.sales.map((sale) => saleOnWire(sale, label));
    const places = placesOf(rows, ours);
    return {
      version: form.version,
      receivedOn: form.receivedOn,
      boxes: Object.fromEntries([...form.boxes].map(([box, amount]) => [box, formatMoney(amount)])),
      form2439: Object.fromEntries(
        [...form.form2439].map(([box, amount]) => [box, formatMoney(amount)]),
      ),
      sales: rows.map((row, place) => ({ ...row, place: places[place] ?? null })),
      accepted: form.accepted.map((one) => ({ ...one })),
      changes: before ? formChanges(before, form).map((one) => ({ ...one })) : [],
    };
  });
}
