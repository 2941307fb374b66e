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
 * Not handled: a payment taken back on another day than it is booked again, more than two weeks after it.
 */
import { dayNumber, yearOf, type Day } from '../values/days.ts';
import type { Acquisition, Dividend } from '../facts/model.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { entriesOf } from '../facts/transactions.ts';
import type { PaidCash, PositionRun } from '../lots/pass-result.ts';

/** Days by which the entry of a payment can lie away from its payable date. */
export const DAYS_UNTIL_CREDITED = 14;

/** Entries that came in as one: those of a day, with what was taken back and booked again of it. */
export interface Receipt<Entry extends Dividend | Acquisition = Dividend | Acquisition> {
  /** The first day of them. */
  readonly day: Day;
  readonly entries: readonly Entry[];
  readonly total: Cents;
}

/** All payments of one day to an account, with the cash that came in for them by entries. */
interface PaidDay<Entry extends Dividend | Acquisition> {
  readonly day: Day;
  readonly payments: readonly PaidCash[];
  readonly cash: Cents;
  readonly receipts: Receipt<Entry>[];
}

/** What belongs together, and the receipts that are no payment. */
interface MatchedReceipts<Entry extends Dividend | Acquisition> {
  readonly paid: readonly PaidDay<Entry>[];
  readonly unknown: readonly Receipt<Entry>[];
}

export function isNear(a: Day, b: Day): boolean {
  return Math.abs(dayNumber(a) - dayNumber(b)) <= DAYS_UNTIL_CREDITED;
}

/** The dividends that were entered for a position, of a year and of the year before. */
export function dividendReceipts(
  position: PositionRun['position'],
  taxYear: number,
): readonly Receipt<Dividend>[] {
  return receiptsOf(
    [taxYear - 1, taxYear].flatMap((year) =>
      entriesOf(position, year).filter((one) => one.action === 'dividend'),
    ),
  );
}

/** Dividends, and reinvestments that stand for themselves: on no day of a dividend. */
export function cashReceipts(
  position: PositionRun['position'],
  taxYear: number,
): readonly Receipt[] {
  const dividends = dividendReceipts(position, taxYear);
  const days = new Set(dividends.flatMap(({ entries }) => entries.map(({ date }) => date)));
  const reinvested = [taxYear - 1, taxYear].flatMap((year) =>
    entriesOf(position, year).filter((one) => one.action === 'reinvest' && !days.has(one.date)),
  ) as readonly Acquisition[];
  const alone = [...Map.groupBy(reinvested, ({ date }) => date)].map(([day, entries]) => ({
    day,
    entries,
    total: totalOf(entries),
  }));
  return [...dividends, ...alone].sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
}

const totalOf = (entries: readonly { readonly amount: Cents }[]): Cents =>
  sumCents(entries.map(({ amount }) => amount));

/** Entries by day, in order; what was taken back, and booked again on that day, by the day it is of. */
function receiptsOf(entries: readonly Dividend[]): readonly Receipt<Dividend>[] {
  const dayOf = new Map(entries.map((entry) => [entry, entry.date]));
  const gone = new Set<Dividend>();
  const moved = new Set<Dividend>();
  for (const reversal of entries) {
    if (reversal.amount >= 0n) continue;
    const of = takenBackBy(reversal, entries, gone);
    if (!of) continue;
    const day = dayOf.get(of) as Day;
    const again = entries.filter(
      (entry) =>
        entry.date === reversal.date &&
        entry.amount > 0n &&
        entry !== of &&
        !gone.has(entry) &&
        !moved.has(entry),
    );
    for (const entry of [reversal, ...addingUpTo(again, of.amount)]) {
      dayOf.set(entry, day);
      // What was booked again can be taken back itself, but is not what another one is booked as.
      moved.add(entry);
    }
    gone.add(of);
  }
  return [...Map.groupBy(entries, (entry) => dayOf.get(entry) as Day)]
    .map(([day, own]) => ({ day, entries: own, total: totalOf(own) }))
    .sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
}

/** The newest entry of the amount that a reversal takes back and that stands until then. */
function takenBackBy(
  { date, amount }: Dividend,
  entries: readonly Dividend[],
  gone: ReadonlySet<Dividend>,
): Dividend | undefined {
  return entries.findLast(
    (entry) => entry.amount === -amount && entry.date <= date && !gone.has(entry),
  );
}

/** So many sums of the rows of a day are looked at. */
const MANY = 2000;

/** The fewest of these entries that add up to an amount; of as few, those that are complete first. */
function addingUpTo(entries: readonly Dividend[], amount: Cents): readonly Dividend[] {
  const bySum = new Map<bigint, readonly Dividend[]>([[0n, []]]);
  for (const entry of entries) {
    for (const [sum, of] of [...bySum]) {
      const more = sum + entry.amount;
      if (more > amount || bySum.size > MANY) continue;
      const known = bySum.get(more);
      if (!known || known.length > of.length + 1) bySum.set(more, [...of, entry]);
    }
  }
  return bySum.get(amount) ?? [];
}

/**
 * Each receipt is the nearest payment of its amount that nothing came in for yet, else the nearest one
 * that is not whole. Of two that are as near, the earlier one: cash comes in after the payable date.
 * With `exactly` only a payment of its very amount.
 */
export function matchReceipts<Entry extends Dividend | Acquisition>(
  receipts: readonly Receipt<Entry>[],
  cash: readonly PaidCash[],
  taxYear: number,
  exactly: boolean,
): MatchedReceipts<Entry> {
  const known = cash.filter(({ planned }) => planned.taxYear <= taxYear);
  const paid = [...Map.groupBy(known, ({ planned }) => planned.distribution.payableDate)]
    .map(([day, payments]): PaidDay<Entry> => {
      return { day, payments, cash: sumCents(payments.map((one) => one.cash)), receipts: [] };
    })
    .sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
  const unknown: Receipt<Entry>[] = [];
  for (const receipt of receipts) {
    const near = paid
      .filter(({ day }) => isNear(day, receipt.day))
      .sort((a, b) => distance(a, receipt) - distance(b, receipt));
    const whole = near.find((one) => one.receipts.length === 0 && one.cash === receipt.total);
    const found = whole ?? (exactly ? undefined : near.find((one) => !isWhole(one)));
    if (found) found.receipts.push(receipt);
    else unknown.push(receipt);
  }
  return { paid, unknown };
}

const distance = ({ day }: { readonly day: Day }, receipt: Receipt): number =>
  Math.abs(dayNumber(day) - dayNumber(receipt.day));

/** Whether as much came in for the payments of a day as was paid. */
export function isWhole({ cash, receipts }: Omit<PaidDay<Dividend | Acquisition>, 'day'>): boolean {
  return receipts.length > 0 && receiptsTotal(receipts) === cash;
}

export function receiptsTotal(receipts: readonly Receipt[]): Cents {
  return sumCents(receipts.map(({ total }) => total));
}

/** Those of a year. */
export function ofYear<Of extends Receipt>(receipts: readonly Of[], taxYear: number): Of[] {
  return receipts.filter(({ day }) => yearOf(day) === taxYear);
}
