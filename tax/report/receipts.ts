/**
 * Which payment is the cash that came in by an entry?
 *
 * Authority: practice. A broker books a payment on its payable date or some days after it, may book it in
 * parts, and may take it back and book it again with another character. What was paid, and when it
 * counts, is what the issuer's document says (Internal Revenue Code section 857(b)(9) for January).
 * Example: $100.00 payable on Friday 2019-03-29, entered on Monday 2019-04-01: the payment of March 29.
 * Entered on March 29, taken back on April 9 and entered again as $40.00 and $60.00: the same payment.
 * Awkward case: $35.00 entered on 2014-01-15 is the payment that the document of 2013 lists for that
 * day. Where no document of 2014 is there, only a payment of the very amount is taken for it.
 * A reinvestment up to five days after a dividend that was as much is what the dividend bought.
 * Not handled: a payment taken back on another day than it is booked again, or with another total; one that
 * was paid into another account than that of the shares.
 */
import { dayNumber, yearOf, type Day } from '../values/days.ts';
import type { Bought, Dividend } from '../facts/model.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { entriesOf } from '../facts/transactions.ts';
import type { PaidCash, PositionRun } from '../lots/pass-result.ts';

/** Days by which the entry of a payment can lie away from its payable date. */
export const DAYS_UNTIL_CREDITED = 14;

/** What a dividend buys is booked some days after it, or on the day before it. */
const DAYS_UNTIL_BOUGHT = 5;
const DAYS_BOUGHT_BEFORE = 1;

/** So many receipts near a payment are looked at, the nearest ones. */
const MANY_NEAR = 12;

type CashEntry = Dividend | Bought;

/** What says on which day how much cash came in; below zero where it was taken back. */
interface CashRow {
  readonly date: Day;
  readonly amount: Cents;
}

/** Cash that came in, with what was taken back and booked again of it. */
export interface Booked<Row extends CashRow> {
  readonly day: Day;
  readonly entries: readonly Row[];
  readonly total: Cents;
  /** A reinvestment that another receipt can have paid for: it is cash only where that makes a payment whole. */
  readonly isBought?: true;
}

/** An entry by which cash came in, with what was taken back and booked again of it. */
export type Receipt<Entry extends CashEntry = CashEntry> = Booked<Entry>;

/** All payments of one day to an account. */
interface CashOfDay<Payment> {
  readonly day: Day;
  readonly payments: readonly Payment[];
  readonly cash: Cents;
}

/** With the cash that came in for them. */
interface PaidDay<Row extends CashRow, Payment = PaidCash> extends CashOfDay<Payment> {
  readonly receipts: Booked<Row>[];
}

/** What belongs together, and the receipts that are no payment. */
interface MatchedReceipts<Row extends CashRow, Payment = PaidCash> {
  readonly paid: readonly PaidDay<Row, Payment>[];
  readonly unknown: readonly Booked<Row>[];
}

const apart = (a: Day, b: Day): number => Math.abs(dayNumber(a) - dayNumber(b));

export function isNear(a: Day, b: Day): boolean {
  return apart(a, b) <= DAYS_UNTIL_CREDITED;
}

/** The dividends that were entered for a position, of a year and of the year before. */
export function dividendReceipts(
  position: PositionRun['position'],
  taxYear: number,
): readonly Receipt<Dividend>[] {
  return bookedTogether(
    [taxYear - 1, taxYear].flatMap((year) =>
      entriesOf(position, year).filter((one) => one.action === 'dividend'),
    ),
  );
}

/** Dividends, and reinvestments: those that a dividend of these days paid for are marked. */
export function cashReceipts(
  position: PositionRun['position'],
  taxYear: number,
): readonly Receipt[] {
  const dividends = dividendReceipts(position, taxYear);
  const left = new Map(dividends.map((one) => [one, one.total as bigint]));
  const reinvested = [taxYear - 1, taxYear].flatMap((year) =>
    entriesOf(position, year).filter((one) => one.action === 'reinvest'),
  ) as readonly Bought[];
  const bought = reinvested.map((entry): Receipt => {
    const { date: day, amount: total } = entry;
    const payers = dividends
      .filter((one) => {
        const after = dayNumber(day) - dayNumber(one.day);
        return after >= -DAYS_BOUGHT_BEFORE && after <= DAYS_UNTIL_BOUGHT;
      })
      .filter((one) => (left.get(one) ?? 0n) >= total);
    const [payer] = payers.sort((a, b) => apart(a.day, day) - apart(b.day, day));
    if (!payer) return { day, entries: [entry], total };
    left.set(payer, (left.get(payer) ?? 0n) - total);
    return { day, entries: [entry], total, isBought: true };
  });
  return [...dividends, ...bought].sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
}

const totalOf = (entries: readonly { readonly amount: Cents }[]): Cents =>
  sumCents(entries.map(({ amount }) => amount));

/** The rows in order; each with what was taken back of it, and booked again on that day. */
export function bookedTogether<Row extends CashRow>(
  entries: readonly Row[],
): readonly Booked<Row>[] {
  const anchorOf = new Map(entries.map((entry) => [entry, entry]));
  const gone = new Set<Row>();
  const moved = new Set<Row>();
  for (const reversal of entries) {
    if (reversal.amount >= 0n) continue;
    const of = takenBackBy(reversal, entries, gone);
    if (!of) continue;
    const anchor = anchorOf.get(of) as Row;
    const again = entries.filter(
      (entry) =>
        entry.date === reversal.date &&
        entry.amount > 0n &&
        entry !== of &&
        !gone.has(entry) &&
        !moved.has(entry),
    );
    for (const entry of [reversal, ...addingUpTo(again, of.amount)]) {
      anchorOf.set(entry, anchor);
      // What was booked again can be taken back itself, but is not what another one is booked as.
      moved.add(entry);
    }
    gone.add(of);
  }
  return [...Map.groupBy(entries, (entry) => anchorOf.get(entry) as Row)].map(
    ([{ date: day }, own]) => ({ day, entries: own, total: totalOf(own) }),
  );
}

/** The newest entry of the amount that a reversal takes back and that stands until then. */
function takenBackBy<Row extends CashRow>(
  { date, amount }: Row,
  entries: readonly Row[],
  gone: ReadonlySet<Row>,
): Row | undefined {
  return entries.findLast(
    (entry) => entry.amount === -amount && entry.date <= date && !gone.has(entry),
  );
}

/** So many sums are looked at. */
const MANY = 2000;

/**
 * Those that add up to an amount, each more than nothing: of several choices the one that is complete first,
 * as the list goes on; of those, the one of which the rest is.
 */
function addingUpTo<Of extends { readonly amount: Cents } | { readonly total: Cents }>(
  list: readonly Of[],
  amount: Cents,
): readonly Of[] {
  const bySum = new Map<bigint, readonly Of[]>([[0n, []]]);
  for (const one of list) {
    const own = 'total' in one ? one.total : one.amount;
    for (const [sum, of] of [...bySum]) {
      const more = sum + own;
      if (more > amount || bySum.has(more) || bySum.size > MANY) continue;
      bySum.set(more, [...of, one]);
    }
    const whole = bySum.get(amount);
    if (whole) return whole;
  }
  return [];
}

/**
 * For each payment, in order, the nearest receipts that come to just its cash; then each receipt that is left
 * is a part of the nearest payment that is not whole. Of two that are as near, the earlier one: cash comes in
 * after the payable date. With `exactly` only what comes to a payment's very amount is taken for it.
 */
export function matchReceipts<Entry extends CashEntry>(
  receipts: readonly Receipt<Entry>[],
  cash: readonly PaidCash[],
  taxYear: number,
  exactly: boolean,
): MatchedReceipts<Entry> {
  const known = cash.filter(({ planned }) => planned.taxYear <= taxYear);
  const days = [...Map.groupBy(known, ({ planned }) => planned.distribution.payableDate)].map(
    ([day, payments]) => ({ day, payments, cash: sumCents(payments.map((one) => one.cash)) }),
  );
  return matchCash(receipts, days, exactly);
}

/** As `matchReceipts`, of payments that were put together by their days. */
export function matchCash<Row extends CashRow, Payment>(
  receipts: readonly Booked<Row>[],
  days: readonly CashOfDay<Payment>[],
  exactly: boolean,
): MatchedReceipts<Row, Payment> {
  const paid = days
    .map((one): PaidDay<Row, Payment> => ({ ...one, receipts: [] }))
    .sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
  const left = new Set(receipts);
  for (const payment of paid) {
    const near = [...left]
      .filter(({ day, total }) => total > 0n && isNear(day, payment.day))
      .sort((a, b) => apart(a.day, payment.day) - apart(b.day, payment.day))
      .slice(0, MANY_NEAR);
    for (const receipt of addingUpTo(near, payment.cash)) {
      payment.receipts.push(receipt);
      left.delete(receipt);
    }
  }
  const unknown: Booked<Row>[] = [];
  for (const receipt of left) {
    if (receipt.isBought) continue;
    const near = paid
      .filter((one) => !exactly && isNear(one.day, receipt.day) && !isWhole(one))
      .sort((a, b) => apart(a.day, receipt.day) - apart(b.day, receipt.day))[0];
    if (near) near.receipts.push(receipt);
    else unknown.push(receipt);
  }
  return { paid, unknown };
}

/** Whether as much came in for the payments of a day as was paid. */
export function isWhole({
  cash,
  receipts,
}: {
  readonly cash: Cents;
  readonly receipts: readonly Booked<CashRow>[];
}): boolean {
  return receipts.length > 0 && receiptsTotal(receipts) === cash;
}

export function receiptsTotal(receipts: readonly Booked<CashRow>[]): Cents {
  return sumCents(receipts.map(({ total }) => total));
}

/** Those of a year. */
export function ofYear<Of extends Receipt>(receipts: readonly Of[], taxYear: number): Of[] {
  return receipts.filter(({ day }) => yearOf(day) === taxYear);
}
