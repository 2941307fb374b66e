/**
 * Rows of Form 1099-B that are none of our sales: what was sold is not in the book, or its sale is not, or both
 * stand under another account.
 *
 * Practice: a broker reports each sale that it carried out (section 6045). The row says what was sold and when,
 * often when it was acquired and its basis; the boxes say whether the shares were paid on.
 * Example: 30 shares bought in April and sold in October: the row is on the form, and two payments are higher.
 * Awkward case: a row without a day of acquisition. Then each span of payments is tried.
 * Not handled: rows of a sale that the book has with other shares; they stand beside that sale.
 */
import { addDays, dayNumber, type Day } from '../../values/days.ts';
import {
  isAcquisition,
  isSale,
  securityLabel,
  type Acquisition,
  type Facts,
  type Sale,
  type Security,
} from '../../facts/model.ts';
import { dollars, sharesText } from '../../facts/wording.ts';
import { NO_MONEY } from '../../values/money.ts';
import type { BrokerSale } from '../broker-forms.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { everywhere, mapEntries, withEntries } from '../edit-facts.ts';
import { DAYS_APART } from '../match-sales.ts';

interface Row {
  readonly number: number;
  readonly sale: BrokerSale;
}

/** Rows beside which nothing of ours stands. */
function rowsAlone({ forms, fields, ours }: Setting): readonly Row[] {
  return forms.sales.flatMap((sale, place): Row[] => {
    const number = place + 1;
    const isAlone = fields.every(
      (field, at) => field.form !== '1099-B' || field.row !== number || ours[at] === null,
    );
    return isAlone ? [{ number, sale }] : [];
  });
}

function about(setting: Setting, group: Group, security: Security, { sale }: Row) {
  const { accountId, year } = setting.forms;
  const account = group.practice.facts.accounts.find(({ id }) => id === accountId);
  return {
    security: securityLabel(security),
    account: account?.name ?? accountId,
    year,
    day: sale.sold,
  };
}

const told = (label: string, { number, sale }: Row): string =>
  `Row ${number} of Form 1099-B, the sale of ${sharesText(sale.shares)} of ${label} on ${sale.sold}`;

function sold({ forms }: Setting, security: Security, { number, sale }: Row, lot: string | null) {
  return {
    id: `sale of row ${number}`,
    action: 'sell' as const,
    date: sale.sold,
    securityId: security.id,
    accountId: forms.accountId,
    note: null,
    sourceLine: null,
    shares: sale.shares,
    amount: sale.proceeds ?? NO_MONEY,
    lot,
    picks: [],
  };
}

function base(setting: Setting, group: Group, security: Security, row: Row) {
  return {
    code: 'missing-lot',
    supposed: 2,
    groups: [group.place],
    about: about(setting, group, security, row),
  } as const;
}

/** The book's sales of as many shares about that day. */
function salesLike(facts: Facts, security: Security, { sale }: Row): readonly Sale[] {
  return facts.transactions.filter(
    (entry): entry is Sale =>
      isSale(entry) &&
      entry.securityId === security.id &&
      entry.shares === sale.shares &&
      Math.abs(dayNumber(entry.date) - dayNumber(sale.sold)) <= DAYS_APART,
  );
}

/** The sale of shares that the book has. */
function saleAlone(setting: Setting, group: Group, security: Security, row: Row): Cause[] {
  const { forms } = setting;
  // One that the book has on another day, perhaps in another year, is not missing.
  if (salesLike(group.practice.facts, security, row).length > 0) return [];
  const held = group.practice.facts.transactions.filter(
    (entry): entry is Acquisition =>
      isAcquisition(entry) &&
      entry.accountId === forms.accountId &&
      entry.securityId === security.id &&
      entry.date <= row.sale.sold,
  );
  if (held.length === 0) return [];
  const ofDay = held.find(({ date, acquired }) => (acquired ?? date) === row.sale.acquired);
  const label = securityLabel(security);
  return [
    {
      ...base(setting, group, security, row),
      size: 1,
      message: `${told(label, row)}, is not in this book, and the shares are. Enter the sale from the broker’s confirmation; if you did not sell, ask the broker for a corrected form.`,
      change: everywhere((facts) =>
        withEntries(facts, sold(setting, security, row, ofDay?.lot ?? null)),
      ),
    },
  ];
}

/** Days on which the shares can have come, where the row does not say it: each makes other payments theirs. */
function daysOf(group: Group, security: Security, { sale }: Row): readonly Day[] {
  if (sale.acquired !== null) return [sale.acquired];
  const exDates = (group.plans.get(security.id)?.planned ?? [])
    .map(({ exDate }) => exDate)
    .filter((day) => day <= sale.sold);
  return [...new Set([...exDates.map((day) => addDays(day, -1)), sale.sold])];
}

/** Shares that came and went, and are not in the book at all. */
function lotAlone(setting: Setting, group: Group, security: Security, row: Row): Cause[] {
  const { forms } = setting;
  if (salesLike(group.practice.facts, security, row).length > 0) return [];
  const { sale, number } = row;
  const label = securityLabel(security);
  const lot = `row ${number}`;
  const owned = { securityId: security.id, accountId: forms.accountId, note: null };
  const entered = (facts: Facts, date: Day): Facts =>
    withEntries(
      facts,
      {
        ...owned,
        id: `purchase of row ${number}`,
        action: 'buy',
        date,
        sourceLine: null,
        shares: sale.shares,
        amount: sale.basis ?? sale.proceeds ?? NO_MONEY,
        lot,
        acquired: null,
      },
      sold(setting, security, row, lot),
    );
  // The form's basis is all that is known of it: it is taken over, and begins there.
  const withBasis = (facts: Facts): Facts =>
    sale.basis === null
      ? facts
      : withEntries(facts, {
          ...owned,
          id: `basis of row ${number}`,
          action: 'opening-basis',
          date: sale.sold,
          sourceLine: null,
          lot,
          amount: sale.basis,
        });
  const basis = sale.basis === null ? '' : ` for ${dollars(sale.basis)} (the form’s basis)`;
  return daysOf(group, security, row).map((day) => ({
    ...base(setting, group, security, row),
    size: 2,
    message: `${told(label, row)}, is not in this book, and neither are the shares${sale.acquired === null ? '' : `, acquired on ${day}`}. Enter the purchase${basis} and the sale from the broker’s confirmations; if they are not yours, ask the broker for a corrected form.`,
    change: (practice) => ({
      ...practice,
      facts: entered(practice.facts, day),
      basis: withBasis(entered(practice.basis, day)),
    }),
  }));
}

/** The book has the sale, and its shares, under another account. */
function elsewhere(setting: Setting, group: Group, security: Security, row: Row): Cause[] {
  const { accountId } = setting.forms;
  const { facts } = group.practice;
  const others = salesLike(facts, security, row).filter((one) => one.accountId !== accountId);
  return others.flatMap((sale): Cause[] => {
    const own = facts.transactions.filter(
      (entry) =>
        isAcquisition(entry) &&
        entry.accountId === sale.accountId &&
        entry.securityId === security.id &&
        entry.date <= sale.date &&
        (sale.lot === null || entry.lot === sale.lot),
    );
    if (own.length !== 1) return [];
    const ids = new Set([sale.id, ...own.map(({ id }) => id)]);
    const other = facts.accounts.find(({ id }) => id === sale.accountId);
    const label = securityLabel(security);
    return [
      {
        ...base(setting, group, security, row),
        supposed: 1,
        size: 2,
        message: `${told(label, row)}, stands in this book under the account ${other?.name ?? sale.accountId}. If the shares were in this account, correct the entries; if they were not, ask the broker for a corrected form.`,
        change: everywhere((own_) =>
          mapEntries(own_, (entry) => (ids.has(entry.id) ? { ...entry, accountId } : entry)),
        ),
      },
    ];
  });
}

export function rowsAloneCauses(setting: Setting): Cause[] {
  const rows = rowsAlone(setting);
  return setting.groups.flatMap((group) =>
    group.practice.facts.securities.flatMap((security) =>
      rows
        .filter(({ sale }) => (sale.securityId ?? security.id) === security.id)
        .flatMap((row) => [
          ...elsewhere(setting, group, security, row),
          ...saleAlone(setting, group, security, row),
          ...lotAlone(setting, group, security, row),
        ]),
    ),
  );
}
