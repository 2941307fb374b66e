/**
 * What changes when one fact changes? Compares two reports of one year, before and after, figure by
 * figure: boxes, lots, sales and gains beyond the basis, and what is carried out otherwise
 * (`compare-choices.ts`).
 *
 * Source: the calculation's preamble: a table that arrives in January, or is corrected in March,
 * changes every lot and every earlier sale by itself, so a person should see what it will do first.
 * Example: a corrected table with 20.5% in place of 19.5% return of capital: box 3 from 63.96 to
 * 67.24 and the lot's adjusted basis from 3,736.04 to 3,732.76.
 * Awkward case: a figure that is there only before or only after has null on the other side.
 * Not handled: notices other than of entries that are left out; payments are only counted.
 */
import type { Cents } from '../values/money.ts';
import {
  isBoot,
  type ExcessGain,
  type SaleKind,
  type SalePiece,
  type Term,
} from '../lots/figures.ts';
import type { Facts } from '../facts/model.ts';
import {
  choiceChanges,
  leftOutChanges,
  type ChoiceChange,
  type LeftOutChange,
} from './compare-choices.ts';
import { gainThatCounts } from './sale-figures.ts';
import { isIncomplete } from './selections.ts';
import type { YearReport } from './year-report.ts';

interface BoxChange {
  /** Both are null for the total of all taxable accounts. */
  readonly accountId: string | null;
  readonly account: string | null;
  readonly box: string;
  readonly caption: string;
  readonly before: Cents | null;
  readonly after: Cents | null;
}

interface LotChange {
  readonly accountId: string;
  readonly account: string;
  readonly lot: string;
  readonly adjustedBasisBefore: Cents | null;
  readonly adjustedBasisAfter: Cents | null;
}

/** Cash of an exchange can stand beside a fraction of the same lot. */
function keyOfSale({ transactionId, lot, kind }: SalePiece): string {
  return `${transactionId}\n${lot}\n${isBoot(kind) ? 'boot' : ''}`;
}

interface SaleChange {
  readonly account: string;
  readonly transactionId: string;
  readonly kind: SaleKind;
  readonly lot: string;
  readonly sold: string;
  /** The gain that counts: less what a wash sale disallows. */
  readonly gainBefore: Cents | null;
  readonly gainAfter: Cents | null;
  readonly term: Term;
  /** Null where it was not sold before. */
  readonly termBefore: Term | null;
}

interface ExcessGainChange {
  readonly account: string;
  readonly lot: string;
  readonly date: string;
  readonly before: Cents | null;
  readonly after: Cents | null;
  /** Of the payments that they were added up from. */
  readonly partsBefore: readonly GainOfPayment[];
  readonly partsAfter: readonly GainOfPayment[];
}

export type GainOfPayment = Pick<ExcessGain, 'paymentKey' | 'lot' | 'amount' | 'since'>;

export interface YearChanges {
  readonly year: number;
  readonly boxes: readonly BoxChange[];
  readonly lots: readonly LotChange[];
  readonly sales: readonly SaleChange[];
  readonly excessGains: readonly ExcessGainChange[];
  readonly choices: readonly ChoiceChange[];
  readonly leftOut: readonly LeftOutChange[];
  readonly paymentsBefore: number;
  readonly paymentsAfter: number;
}

interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** Every key of both lists, in the order of the second list, what is gone last. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (value: T) => string,
): Pair<T>[] {
  const old = new Map(before.map((value) => [keyOf(value), value]));
  const paired = after.map((value): Pair<T> => {
    const key = keyOf(value);
    const match = old.get(key) ?? null;
    old.delete(key);
    return { before: match, after: value };
  });
  return [...paired, ...[...old.values()].map((value) => ({ before: value, after: null }))];
}

interface FlatBox {
  readonly accountId: string | null;
  readonly account: string | null;
  readonly box: string;
  readonly caption: string;
  /** Null where nothing is in the box of a year that lacks a release: a zero of it is not known to be one. */
  readonly amount: Cents | null;
}

function flatBoxes(report: YearReport): FlatBox[] {
  const owned = [
    { accountId: null, account: null, form1099Div: report.form1099Div },
    ...report.accounts,
  ];
  return owned.flatMap(({ accountId, account, form1099Div }) => {
    const isKnown = !isIncomplete(report, accountId);
    return form1099Div.map(({ box, caption, amount }) => ({
      ...{ accountId, account, box, caption },
      amount: isKnown || amount !== 0n ? amount : null,
    }));
  });
}

/** Both are reports of the same year. Lists only what differs. `facts` are those of one of them. */
export function compareReports(before: YearReport, after: YearReport, facts: Facts): YearChanges {
  const differs =
    <T>(pick: (value: T) => Cents) =>
    (pair: Pair<T>): boolean =>
      pair.before === null || pair.after === null || pick(pair.before) !== pick(pair.after);
  // A form that appears with zeros, or goes with zeros, is no change of a figure.
  const boxes = pairs(
    flatBoxes(before),
    flatBoxes(after),
    (box) => `${box.accountId ?? ''}\n${box.box}`,
  )
    .filter((pair) => (pair.before?.amount ?? 0n) !== (pair.after?.amount ?? 0n))
    .map(({ before: old, after: now }): BoxChange => {
      const { accountId, account, box, caption } = (now ?? old) as FlatBox;
      const amounts = { before: old?.amount ?? null, after: now?.amount ?? null };
      return { accountId, account, box, caption, ...amounts };
    });
  const lots = pairs(before.lots, after.lots, (lot) => `${lot.accountId}\n${lot.lot}`)
    .filter(differs((lot) => lot.adjustedBasis))
    .map(({ before: old, after: now }): LotChange => {
      const { accountId, account, lot } = (now ?? old) as YearReport['lots'][number];
      return {
        accountId,
        account,
        lot,
        adjustedBasisBefore: old?.adjustedBasis ?? null,
        adjustedBasisAfter: now?.adjustedBasis ?? null,
      };
    });
  const sales = pairs(before.sales, after.sales, keyOfSale)
    .filter(
      (pair) =>
        differs(gainThatCounts)(pair) ||
        differs((sale: SalePiece) => sale.longTermLoss)(pair) ||
        pair.before?.term !== pair.after?.term,
    )
    .map(({ before: old, after: now }): SaleChange => {
      const { account, transactionId, kind, lot, sold, term } = (now ??
        old) as YearReport['sales'][number];
      return {
        account,
        transactionId,
        kind,
        lot,
        sold,
        term,
        termBefore: old?.term ?? null,
        gainBefore: old ? gainThatCounts(old) : null,
        gainAfter: now ? gainThatCounts(now) : null,
      };
    });
  const excessGains = pairs(
    gainsByLotAndDay(before),
    gainsByLotAndDay(after),
    (gain) => `${gain.accountId}\n${gain.lot}\n${gain.date}`,
  )
    .filter(differs((gain) => gain.amount))
    .map(({ before: old, after: now }): ExcessGainChange => {
      const { account, lot, date } = (now ?? old) as GainOfLot;
      return {
        account,
        lot,
        date,
        before: old?.amount ?? null,
        after: now?.amount ?? null,
        partsBefore: old?.parts ?? [],
        partsAfter: now?.parts ?? [],
      };
    });
  return {
    year: after.taxYear,
    boxes,
    lots,
    sales,
    excessGains,
    choices: choiceChanges(before, after, facts),
    leftOut: leftOutChanges(before, after),
    paymentsBefore: before.payments.length,
    paymentsAfter: after.payments.length,
  };
}

interface GainOfLot {
  readonly accountId: string;
  readonly account: string;
  readonly lot: string;
  readonly date: string;
  readonly amount: Cents;
  readonly parts: readonly GainOfPayment[];
}

/** Added up by lot and day: another version of a document has other payment keys. */
function gainsByLotAndDay(report: YearReport): GainOfLot[] {
  const sums = new Map<string, GainOfLot>();
  for (const { accountId, account, lot, date, amount, paymentKey, since } of report.excessGains) {
    const key = `${accountId}\n${lot}\n${date}`;
    const before = sums.get(key);
    const sum = ((before?.amount ?? 0n) + amount) as Cents;
    const parts = [...(before?.parts ?? []), { paymentKey, lot, amount, since }];
    sums.set(key, { accountId, account, lot, date, amount: sum, parts });
  }
  return [...sums.values()];
}

/** Whether any figure of the year is another one, or an entry is carried out otherwise. */
export function isChanged(changes: YearChanges): boolean {
  const { boxes, lots, sales, excessGains, choices, leftOut } = changes;
  return (
    [boxes, lots, sales, excessGains, choices, leftOut].some((list) => list.length > 0) ||
    changes.paymentsBefore !== changes.paymentsAfter
  );
}
