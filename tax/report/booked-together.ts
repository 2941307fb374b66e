/**
 * Which rows of cash are one booking: what came in, what of it was taken back, and what it was booked as then?
 *
 * Authority: practice. A broker takes a dividend back and books it again with another character, in one row or
 * several, on that day or in the days after it, and often in the year after; now and then the new rows have
 * another total, because the issuer paid another amount.
 * Example: $100.00 of March 29, taken back on April 9 and booked again as $40.00 and $60.00: $100.00 of March 29.
 * Awkward case: $40.00 and $55.00 are booked again. They may be the corrected payment or one of their own, which
 * only the issuer's table can tell: they stay apart, with the day that they may belong to (`corrects`).
 * Awkward case: one row takes back what was booked in two.
 * Not handled: rows that take back a part of a row; `matchCash` looks at the payments for them.
 */
import { addDays, type Day } from '../values/days.ts';
import { sumCents, type Cents } from '../values/money.ts';

/** What is taken back is booked again on that day or some days after it. */
const DAYS_UNTIL_BOOKED_AGAIN = 5;

/** What says on which day how much cash came in; below zero where it was taken back. */
export interface CashRow {
  readonly date: Day;
  readonly amount: Cents;
}

/** Cash that came in, with what was taken back and booked again of it. */
export interface Booked<Row extends CashRow> {
  readonly day: Day;
  readonly entries: readonly Row[];
  readonly total: Cents;
  /** Days of cash that was taken back when this came in, with another total: it may be that cash. */
  readonly corrects: readonly Day[];
  /** A reinvestment that another receipt can have paid for: it is cash only where that makes a payment whole. */
  readonly isBought?: true;
}

const totalOf = (entries: readonly CashRow[]): Cents =>
  sumCents(entries.map(({ amount }) => amount));

/** The rows in order; each with what was taken back of it, and booked again. */
export function bookedTogether<Row extends CashRow>(
  entries: readonly Row[],
): readonly Booked<Row>[] {
  return entries.some(({ amount }) => amount < 0n)
    ? new Bookings(entries).booked()
    : entries.map((entry) => asBooked(entry));
}

export function asBooked<Row extends CashRow>(entry: Row): Booked<Row> {
  return { day: entry.date, entries: [entry], total: entry.amount, corrects: [] };
}

class Bookings<Row extends CashRow> {
  readonly #entries: readonly Row[];
  /** The first row of the booking that each row belongs to. */
  readonly #anchors: Map<Row, Row>;
  readonly #gone = new Set<Row>();
  /** What was booked again can be taken back itself, but is not what another one is booked as. */
  readonly #settled = new Set<Row>();
  /** The bookings that a row may correct. */
  readonly #mayCorrect = new Map<Row, Row[]>();

  constructor(entries: readonly Row[]) {
    this.#entries = entries;
    this.#anchors = new Map(entries.map((entry) => [entry, entry]));
    for (const reversal of entries) if (reversal.amount < 0n) this.#takeBack(reversal);
  }

  booked(): readonly Booked<Row>[] {
    return [...Map.groupBy(this.#entries, (entry) => this.#anchorOf(entry))].map(
      ([anchor, own]) => ({
        day: anchor.date,
        entries: own,
        total: totalOf(own),
        corrects: this.#isOpen(anchor)
          ? (this.#mayCorrect.get(anchor) ?? []).map((one) => this.#anchorOf(one).date)
          : [],
      }),
    );
  }

  #anchorOf(entry: Row): Row {
    return this.#anchors.get(entry) as Row;
  }

  /** Whether cash came in by a row and nothing has been said of it since. */
  #isOpen(entry: Row): boolean {
    return entry.amount > 0n && !this.#gone.has(entry) && !this.#settled.has(entry);
  }

  #takeBack(reversal: Row): void {
    const taken = this.#takenBackBy(reversal);
    const [first, ...more] = taken;
    if (!first) return;
    const anchor = this.#anchorOf(first);
    for (const other of more) this.#join(this.#anchorOf(other), anchor);
    for (const one of taken) this.#gone.add(one);
    this.#settle(reversal, anchor);
    const amount = -reversal.amount as Cents;
    const open = this.#entries.filter((entry) => this.#isOpen(entry));
    const again = open.filter(({ date }) => date === reversal.date);
    const fitting = addingUpTo(again, amount);
    for (const entry of fitting) this.#settle(entry, anchor);
    if (fitting.length > 0) return;
    const last = addDays(reversal.date, DAYS_UNTIL_BOOKED_AGAIN);
    const later = open.filter(({ date }) => date > reversal.date && date <= last);
    for (const entry of [...again, ...addingUpTo(later, amount)])
      this.#mayCorrect.set(entry, [...(this.#mayCorrect.get(entry) ?? []), anchor]);
  }

  #settle(entry: Row, anchor: Row): void {
    this.#anchors.set(entry, anchor);
    this.#settled.add(entry);
  }

  #join(anchor: Row, into: Row): void {
    for (const [entry, its] of this.#anchors) if (its === anchor) this.#anchors.set(entry, into);
  }

  /** The newest row of the amount that stands until then; else the rows of the newest day that add up to it. */
  #takenBackBy({ date, amount }: Row): readonly Row[] {
    const standing = this.#entries.filter(
      (entry) => entry.amount > 0n && entry.date <= date && !this.#gone.has(entry),
    );
    const same = standing.findLast((entry) => entry.amount === -amount);
    if (same) return [same];
    const days = [...Map.groupBy(standing, (entry) => entry.date).values()].reverse();
    for (const rows of days) {
      const parts = addingUpTo(rows, -amount as Cents);
      if (parts.length > 0) return parts;
    }
    return [];
  }
}

/** So many sums are looked at. */
const MANY = 2000;

/**
 * Those that add up to an amount, each more than nothing: of several choices the one that is complete first,
 * as the list goes on; of those, the one of which the rest is.
 */
export function addingUpTo<Of extends { readonly amount: Cents } | { readonly total: Cents }>(
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
