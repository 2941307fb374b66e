/**
 * The amounts that a notice states, as figures that say where they are from.
 *
 * A notice is a sentence; which figures of the report its amounts are follows from its code and from
 * what it is about. An amount that is not found in the sentence is not shown twice.
 */
import type { NoticeAmount } from '../../components/notice-item.ts';
import { isZero, sumDecimals } from '../../format/decimal.ts';
import { formatUsd } from '../../format/money.ts';
import type { PagePart } from '../../state/derivation.svelte.ts';
import type { Report, TaxYearView } from './load.ts';

type Notice = Report['notices'][number];
type View = Pick<TaxYearView, 'year' | 'sales' | 'excessGains' | 'payments'>;

function together(label: string, explanation: string, parts: readonly PagePart[]): PagePart | null {
  const [only] = parts;
  if (!only) return null;
  if (parts.length === 1) return only;
  return { label, explanation, value: sumDecimals(parts.map((part) => part.value)), parts };
}

function ofSale(
  view: View,
  transaction: string,
  of: 'longTermLoss' | 'disallowedLoss',
  label: string,
): PagePart | null {
  const parts = view.sales
    .filter((one) => one.transaction === transaction && !isZero(one.sale[of]))
    .map(({ sale }) => ({
      label: `${label}, lot ${sale.lot}`,
      value: sale[of],
      figure: { kind: 'sale' as const, transaction, lot: sale.lot, of },
    }));
  return together(label, 'Of every lot of the sale.', parts);
}

/** What a sale's wash sales add to no basis, because the new shares are in a tax-deferred account. */
function lostFor(view: View, transaction: string): PagePart | null {
  const parts = view.sales
    .filter((one) => one.transaction === transaction)
    .flatMap(({ sale }) =>
      sale.replacements.flatMap((one, place) =>
        one.addedToBasis
          ? []
          : [
              {
                label: `Lost with the lot ${one.lot}`,
                value: one.disallowedLoss,
                figure: { kind: 'replacementLoss' as const, transaction, lot: sale.lot, place },
              },
            ],
      ),
    );
  return together('Loss that is lost', 'Of every new lot in a tax-deferred account.', parts);
}

function partsOf(notice: Notice, view: View): (PagePart | null)[] {
  const { code, about } = notice;
  const { transaction, payment } = about;
  switch (code) {
    case 'excess-over-basis':
      return [
        together(
          'Return of capital beyond the basis',
          'Of every lot of the payment.',
          view.excessGains
            .filter((one) => one.payment === payment)
            .map((one) => ({
              label: `Gain of the lot ${one.gain.lot}`,
              value: one.gain.amount,
              figure: { kind: 'excessGain', payment: one.payment, lot: one.gain.lot },
            })),
        ),
      ];
    case 'loss-after-capital-gain':
      return transaction
        ? [ofSale(view, transaction, 'longTermLoss', 'Loss that is long-term')]
        : [];
    case 'possible-wash-sale':
      return transaction
        ? [
            ofSale(view, transaction, 'disallowedLoss', 'Disallowed loss'),
            lostFor(view, transaction),
          ]
        : [];
    case 'dividend-differs':
      return [
        together(
          'Cash by the allocation and your lots',
          'Of every payment of that day.',
          view.payments
            .filter(
              (one) =>
                one.payment.payableDate === about.day &&
                one.payment.account === about.account &&
                one.payment.security === about.security,
            )
            .map((one) => ({
              label: `Cash of ${one.payment.payableDate}`,
              value: one.payment.cash,
              figure: { kind: 'paymentCash', payment: one.key },
            })),
        ),
      ];
    default:
      return [];
  }
}

/** The amounts of a notice, in the words of its sentence. */
export function amountsOf(notice: Notice, view: View): readonly NoticeAmount[] {
  return partsOf(notice, view).flatMap((part) => {
    if (!part) return [];
    const text = formatUsd(part.value);
    return notice.message.includes(text) ? [{ text, year: view.year, part }] : [];
  });
}
