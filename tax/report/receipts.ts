/**
 * Which payments are the cash that the holder entered?
 *
 * Authority: the calculation's section 4 and practice. What was paid, and when it counts, is what the issuer's
 * document says (Internal Revenue Code section 857(b)(9) for January).
 * Example: $35.00 entered on 2014-01-15 is the payment that the document of 2013 lists for that day. Where no
 * document of 2014 is there, only a payment of the very amount is taken for it.
 * Awkward case: a reinvestment up to five days after a dividend that was as much is what the dividend bought.
 * Awkward case: a dividend of 2019 is corrected in 2020. The new year has nothing of it, and the old one is
 * not told to differ where the correction made it what the document says (`isSettled`).
 */
import {
  addDays,
  dayNumber,
  firstDayOfYear,
  lastDayOfYear,
  yearOf,
  type Day,
} from '../values/days.ts';
import type { Bought, Dividend, Security, Transfer } from '../facts/model.ts';
import { sumCents } from '../values/money.ts';
import { compareText, firstIndex } from '../values/order.ts';
import type { PaidCash } from '../lots/pass-result.ts';
import type { YearRun } from '../lots/year-run.ts';
import { asBooked, bookedTogether, type Booked, type CashRow } from './booked-together.ts';
import {
  DAYS_UNTIL_CREDITED,
  isWhole,
  matchCash,
  type CashReceipt,
  type MatchedCash,
  type PaidDay,
} from './match-cash.ts';

/** What a dividend buys is booked some days after it, or on the day before it. */
const DAYS_UNTIL_BOUGHT = 5;
const DAYS_BOUGHT_BEFORE = 1;

type CashEntry = Dividend | Bought;

/** Cash that came in by entries, with what was taken back and booked again of it. */
export type Receipt = CashReceipt<CashEntry>;

export type PaidByEntries = PaidDay<CashEntry, PaidCash>;

/** What cash of a security is looked at. */
export interface Asked {
  readonly security: Security;
  readonly taxYear: number;
  /** Only receipts of the very amount of a payment are taken for it. */
  readonly exactly: boolean;
}

type Position = YearRun['admitted']['positions'][number];

/** The positions of a security, in the order of their accounts. */
export function positionsOf(run: YearRun, security: Security): readonly Position[] {
  return run.admitted.positions
    .filter((position) => position.security.id === security.id)
    .toSorted(({ account: a }, { account: b }) => compareText(a.name, b.name));
}

function inYears<Entry extends { readonly date: Day }>(
  entries: readonly Entry[],
  years: readonly number[],
): readonly Entry[] {
  return entries.filter(({ date }) => years.includes(yearOf(date)));
}

/** What was reinvested in years that follow one another, in order: all others are left alone, however many. */
export function* reinvestedIn({ trades }: Position, years: readonly number[]): Generator<Bought> {
  const from = firstDayOfYear(Math.min(...years));
  const to = lastDayOfYear(Math.max(...years));
  for (let at = firstIndex(trades, ({ transaction }) => transaction.date >= from); ; at++) {
    const transaction = trades[at]?.transaction;
    if (transaction === undefined || transaction.date > to) return;
    if (transaction.action === 'reinvest') yield transaction as Bought;
  }
}

/** The dividends that were entered for a position in some years. */
function dividends(position: Position, years: readonly number[]): readonly Booked<Dividend>[] {
  return bookedTogether(inYears(position.dividends, years));
}

/** Dividends, and reinvestments: those that a dividend of these days paid for are marked. */
function withReinvested(
  position: Position,
  paying: readonly Booked<Dividend>[],
  years: readonly number[],
): readonly Booked<CashEntry>[] {
  const left = new Map(paying.map((one) => [one, one.total as bigint]));
  const reinvested = [...reinvestedIn(position, years)];
  const bought = reinvested.map((entry): Booked<CashEntry> => {
    const { date: day, amount: total } = entry;
    const after = (one: Booked<Dividend>): number => dayNumber(day) - dayNumber(one.day);
    const [payer] = paying
      .filter((one) => after(one) >= -DAYS_BOUGHT_BEFORE && after(one) <= DAYS_UNTIL_BOUGHT)
      .filter((one) => (left.get(one) ?? 0n) >= total)
      .toSorted((a, b) => Math.abs(after(a)) - Math.abs(after(b)));
    if (!payer) return asBooked(entry);
    left.set(payer, (left.get(payer) ?? 0n) - total);
    return { ...asBooked(entry), isBought: true };
  });
  return [...paying, ...bought];
}

function inOrder<Of extends { readonly day: Day }>(receipts: readonly Of[]): readonly Of[] {
  return receipts.toSorted((a, b) => dayNumber(a.day) - dayNumber(b.day));
}

/** Dividends that were entered, beside the payments of the year and of the years before. */
export function matchDividends(run: YearRun, asked: Asked): MatchedCash<CashEntry, PaidCash> {
  const years = [asked.taxYear - 1, asked.taxYear];
  const receipts = positionsOf(run, asked.security).flatMap((position) =>
    dividends(position, years).map((one) => ({ ...one, accountId: position.account.id })),
  );
  return matchReceipts(run, asked, receipts);
}

/** All cash that came in by entries, shares that were reinvested as well. */
export function matchAllCash(run: YearRun, asked: Asked): MatchedCash<CashEntry, PaidCash> {
  const years = [asked.taxYear - 1, asked.taxYear];
  const receipts = positionsOf(run, asked.security).flatMap((position) =>
    withReinvested(position, dividends(position, years), years).map((one) => ({
      ...one,
      accountId: position.account.id,
    })),
  );
  return matchReceipts(run, asked, receipts);
}

/**
 * Whether cash of a year came in that is no payment of a document. Where no payment is known, and no dividend
 * that could have bought them, any reinvested shares are such cash, and nobody matches all of them to see it.
 */
export function cameInUnknown(run: YearRun, asked: Omit<Asked, 'exactly'>): boolean {
  const { security, taxYear } = asked;
  const years = [taxYear - 1, taxYear];
  const isPaid = run.positions.some(
    ({ position, cash }) =>
      position.security.id === security.id &&
      cash.some(({ planned }) => planned.taxYear <= taxYear),
  );
  const isReinvested = (position: Position): boolean =>
    inYears(position.dividends, years).length === 0 &&
    reinvestedIn(position, [taxYear]).some(({ amount }) => amount > 0n);
  if (!isPaid && positionsOf(run, security).some(isReinvested)) return true;
  const { unknown } = matchAllCash(run, { ...asked, exactly: true });
  return ofYear(unknown, taxYear).some(({ total }) => total !== 0n);
}

/** With what of the year after is a correction. */
function matchCorrected(run: YearRun, asked: Asked): MatchedCash<CashEntry, PaidCash> {
  const { taxYear } = asked;
  const years = [taxYear - 1, taxYear, taxYear + 1];
  const receipts = positionsOf(run, asked.security).flatMap((position) =>
    dividends(position, years)
      .filter(
        ({ day, total, corrects }) =>
          yearOf(day) <= taxYear || total < 0n || corrects.some((one) => yearOf(one) <= taxYear),
      )
      .map((one) => ({ ...one, accountId: position.account.id })),
  );
  return matchReceipts(run, asked, receipts);
}

/** Says of what differs in a year whether corrections of the year after have settled it. */
export function settledLater(
  run: YearRun,
  asked: Asked,
): { payment: (one: PaidByEntries) => boolean; receipt: (one: Receipt) => boolean } {
  let later: MatchedCash<CashEntry, PaidCash> | undefined;
  const matching = (): MatchedCash<CashEntry, PaidCash> => (later ??= matchCorrected(run, asked));
  return {
    payment: ({ day, accountId }) =>
      matching().paid.some(
        (one) => one.day === day && one.accounts.includes(accountId) && isWhole(one),
      ),
    receipt: ({ entries }) =>
      !matching().unknown.some(
        (one) => one.total !== 0n && one.entries.some((entry) => entry === entries[0]),
      ),
  };
}

/** Puts cash that came in to the payments of the documents up to a year. */
export function matchReceipts<Row extends CashRow>(
  run: YearRun,
  { security, taxYear, exactly }: Asked,
  receipts: readonly CashReceipt<Row>[],
): MatchedCash<Row, PaidCash> {
  if (receipts.length === 0) return { paid: [], unknown: [] };
  const positions = positionsOf(run, security);
  const moves = positions.flatMap(({ transfers }) => transfers);
  const cashOf = new Map(run.positions.map(({ position, cash }) => [position, cash]));
  const days = positions.flatMap((position) => {
    const known = (cashOf.get(position) ?? []).filter(({ planned }) => planned.taxYear <= taxYear);
    const byDay = Map.groupBy(known, ({ planned }) => planned.distribution.payableDate);
    const accountId = position.account.id;
    return [...byDay].map(([day, payments]) => ({
      day,
      payments,
      accountId,
      accounts: accountsReached(accountId, moves, {
        first: payments.map(({ planned }) => planned.exDate).reduce(earlier),
        last: addDays(day, DAYS_UNTIL_CREDITED),
      }),
      cash: sumCents(payments.map((one) => one.cash)),
    }));
  });
  return matchCash(inOrder(receipts), days, exactly);
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** The accounts that shares of one have come to within some days, by one move or several; its own first. */
function accountsReached(
  accountId: string,
  moves: readonly Transfer[],
  { first, last }: { readonly first: Day; readonly last: Day },
): readonly string[] {
  const reached = new Set([accountId]);
  for (const from of reached)
    for (const move of moves)
      if (move.accountId === from && move.date >= first && move.date <= last)
        reached.add(move.toAccountId);
  return [...reached];
}

/** Those of a year. */
export function ofYear<Of extends { readonly day: Day }>(
  receipts: readonly Of[],
  taxYear: number,
): Of[] {
  return receipts.filter(({ day }) => yearOf(day) === taxYear);
}
