/**
 * Which entries does a change of the facts carry out otherwise? Sales that name no lot and take other lots
 * than before, and entries that are left out now, or no longer.
 *
 * Authority: Reg. 1.1012-1(c): lots that the holder named stay what they are, whatever becomes known; a
 * standing order by basis is carried out anew with every document, because it speaks of the basis.
 * Example: highest basis first, L1 at $100.00 a share and L2 at $95.00: a sale of 10 takes L1. A document
 * with $20.00 of return of capital on L1 comes: it takes L2, and that is said before it is accepted.
 * Awkward case: a later sale of a named lot can become impossible, or possible, by that.
 * Not handled: gifts and moves that name no lot; the lots that they leave are compared.
 */
import { yearOf } from '../values/days.ts';
import { isSale, type Facts } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import type { SalePiece } from '../lots/figures.ts';
import type { Shares } from '../values/money.ts';
import type { YearReport } from './year-report.ts';

/** Shares that a sale takes of a lot. */
interface TakenOfLot {
  readonly lot: string;
  readonly shares: Shares;
}

export interface ChoiceChange {
  readonly account: string;
  readonly transactionId: string;
  readonly sold: string;
  readonly lotsBefore: readonly TakenOfLot[];
  readonly lotsAfter: readonly TakenOfLot[];
}

/** An entry that is left out of one of two reports alone. */
export interface LeftOutChange {
  readonly account: string | null;
  readonly transactionId: string;
  /** Why, in the report that leaves it out. */
  readonly message: string;
  readonly isLeftOutAfter: boolean;
}

function lotsOf(pieces: readonly SalePiece[] | undefined): TakenOfLot[] {
  return (pieces ?? []).map(({ lot, shares }) => ({ lot, shares }));
}

function isSame(a: readonly TakenOfLot[], b: readonly TakenOfLot[]): boolean {
  if (a.length !== b.length) return false;
  const shares = new Map(a.map((one) => [one.lot, one.shares]));
  return b.every((one) => shares.get(one.lot) === one.shares);
}

/** The sales of the year by a method that take other lots. `facts` are those of one of the reports. */
export function choiceChanges(
  before: YearReport,
  after: YearReport,
  facts: Facts,
): readonly ChoiceChange[] {
  const byMethod = new Set(
    facts.transactions
      .filter((entry) => isSale(entry) && entry.lot === null && entry.picks.length === 0)
      .map(({ id }) => id),
  );
  const ofSale = ({ transactionId }: SalePiece): string => transactionId;
  const old = Map.groupBy(before.sales, ofSale);
  return [...Map.groupBy(after.sales, ofSale)].flatMap(([transactionId, pieces]) => {
    const [first] = pieces;
    const lotsBefore = lotsOf(old.get(transactionId));
    const lotsAfter = lotsOf(pieces);
    // A sale that was left out is told as such.
    if (!first || !byMethod.has(transactionId) || lotsBefore.length === 0) return [];
    if (isSame(lotsBefore, lotsAfter)) return [];
    return [{ account: first.account, transactionId, sold: first.sold, lotsBefore, lotsAfter }];
  });
}

/** By entry, the errors about entries of the year itself: a report repeats those of the years before. */
function errorsOf({ taxYear, notices }: YearReport): Map<string, Notice> {
  const errors = new Map<string, Notice>();
  for (const notice of notices) {
    const { transaction, day } = notice.about;
    if (notice.level !== 'error' || transaction === undefined || day === undefined) continue;
    if (yearOf(day) === taxYear) errors.set(transaction, notice);
  }
  return errors;
}

/** The entries of the year that only one of the reports leaves out. */
export function leftOutChanges(before: YearReport, after: YearReport): readonly LeftOutChange[] {
  const old = errorsOf(before);
  const now = errorsOf(after);
  const changeOf =
    (isLeftOutAfter: boolean) =>
    ([transactionId, { message, about }]: [string, Notice]): LeftOutChange => ({
      account: about.account ?? null,
      transactionId,
      message,
      isLeftOutAfter,
    });
  return [
    ...[...now].filter(([id]) => !old.has(id)).map(changeOf(true)),
    ...[...old].filter(([id]) => !now.has(id)).map(changeOf(false)),
  ];
}
