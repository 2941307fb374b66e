/**
 * Which years' documents does the basis of a year's lots rest on?
 *
 * Authority: section 1016 and 301(c)(2): a basis is the cost less every return of capital since. So a
 * lot that is held in a year rests on every year since its shares came, on the years of the shares that
 * they were exchanged for or distributed on, and where a wash sale added a loss to it, on those of the
 * shares that were sold.
 * Example: bought 2001-03-01 and held in 2004: the lots of 2004 rest on 2001, 2002 and 2003.
 * Awkward case: the lot of 2001 is sold in 2003, one of 2003 is kept: 2004 rests on 2003 alone.
 * Awkward case: shares in a tax-deferred account. What is sold there reaches no return, so no year is asked for
 * because of them; but in a year in which shares are taken out of such an account, all of them count.
 * Not handled: of shares that came and went within one year by an exchange or a spin-off, which lots of
 * the old ones they were; all of them count (`tax/report/year-states.ts`).
 */
import { addDays, firstDayOfYear, lastDayOfYear, yearOf, type Day } from '../values/days.ts';
import type { OpeningBasis } from '../facts/model.ts';
import type { LotBook } from './lots.ts';
import type { OpenLot, Stay } from './open-lot.ts';
import type { PositionState } from './position-state.ts';
import type { AdmittedTransactions, Position, Trade } from '../facts/transactions.ts';

/** Whose lot it is. */
type Owner = Pick<Position, 'account' | 'security'>;

/**
 * What the lots of one security at the start of a year rest on, in all accounts together. In a year in which a
 * basis is stated: what its sales and the lots at its end rest on, as the lots before it may count no longer.
 */
interface RestsOn {
  /** From when on shares that are there were of this security; null where `past` says it. */
  readonly since: Day | null;
  /** What they were before that, and what losses that were added to them were. */
  readonly past: readonly Stay[];
}

export interface RestsOnOf {
  /** By security, then by year. */
  readonly byYear: ReadonlyMap<string, ReadonlyMap<number, RestsOn>>;
  /** The years that some basis was ever reckoned through, by security; null where all are in which shares were held. */
  readonly asked: ReadonlyMap<string, ReadonlySet<number>> | null;
  /** Whether the basis of shares in an account can reach a return of the year. */
  reachesReturn(accountId: string, year: number): boolean;
}

/** The earliest day on which shares of the open lots came; the lots are in order of acquisition. */
function earliestOf(lots: Iterable<OpenLot>, before: Day): Day {
  let earliest = before;
  for (const lot of lots) {
    // Nothing comes before it was acquired.
    if (lot.acquired >= earliest) break;
    if (lot.shares > 0n && lot.since < earliest) earliest = lot.since;
  }
  return earliest;
}

function* lotsFrom({ lots, first }: LotBook): Generator<OpenLot> {
  for (let at = first; at < lots.length; at++) yield lots[at] as OpenLot;
}

/** Notes at the start of every year what is there. */
export class RestsOnNotes implements RestsOnOf {
  readonly asked: Map<string, Set<number>> | null;
  readonly byYear = new Map<string, Map<number, RestsOn>>();
  readonly #lastYear: number;
  #year: number | null = null;
  /** The last day on which there is nothing more to note than there was. */
  #until = '' as Day;
  /** The years in which a basis is stated, by security. */
  readonly #stated = new Map<string, Set<number>>();
  /** The last year that has ended. */
  #closed = 0;
  readonly #deferred: ReadonlySet<string>;
  /** The years in which shares are taken out of a tax-deferred account into another one. */
  readonly #takenOut: ReadonlySet<number>;

  /** Which years are asked for is noted where some are not: where a basis was stated. */
  constructor(
    lastYear: number,
    openings: Iterable<OpeningBasis>,
    { positions, departures }: Pick<AdmittedTransactions, 'positions' | 'departures'>,
  ) {
    this.#lastYear = lastYear;
    const accounts = positions.map(({ account }) => account);
    this.#deferred = new Set(accounts.flatMap(({ id, taxDeferred }) => (taxDeferred ? [id] : [])));
    this.#takenOut = new Set(this.#deferred.size === 0 ? [] : this.#yearsTakenOut(departures));
    for (const { securityId, date } of openings) {
      const years = this.#stated.get(securityId) ?? new Set<number>();
      this.#stated.set(securityId, years.add(yearOf(date)));
    }
    this.#closed = Math.min(...[...this.#stated.values()].flatMap((years) => [...years])) - 1;
    this.asked = this.#stated.size > 0 ? new Map<string, Set<number>>() : null;
  }

  #yearsTakenOut(departures: readonly Trade[]): readonly number[] {
    return departures.flatMap(({ transaction: entry }) =>
      entry.action === 'transfer' &&
      this.#deferred.has(entry.accountId) &&
      !this.#deferred.has(entry.toAccountId)
        ? [yearOf(entry.date)]
        : [],
    );
  }

  reachesReturn(accountId: string, year: number): boolean {
    return !this.#deferred.has(accountId) || this.#takenOut.has(year);
  }

  /**
   * To be called before a basis is stated: where nothing of a cost is left, more can have become gain of the year,
   * which rests on it.
   */
  stated(position: Owner, lot: OpenLot, day: Day): void {
    if (lot.basis === 0n && lot.cost > 0n) this.left(position, lot, day);
  }

  /** To be called before what is stated for the first day of a year. */
  endsBefore(day: Day, states: readonly PositionState[]): void {
    this.before(addDays(day, -1), states);
    this.#closes(yearOf(day) - 1, states);
  }

  /** Ends the years up to this one, with the lots as they are then. */
  #closes(last: number, states: readonly PositionState[]): void {
    if (!this.asked) return;
    for (let year = this.#closed + 1; year <= Math.min(last, this.#lastYear); year++) {
      this.#closed = year;
      for (const { book, position } of states) {
        if (!this.#isStatedIn(position.security.id, year)) continue;
        for (const lot of [...book.lots, ...book.late])
          if (lot.shares > 0n) this.#uses(position, lot, lastDayOfYear(year));
      }
    }
  }

  #isStatedIn(securityId: string, year: number): boolean {
    return this.#stated.get(securityId)?.has(year) === true;
  }

  /** Notes that a figure of a year in which a basis is stated rests on that of a lot. */
  #uses({ account, security }: Owner, { past, since }: OpenLot, day: Day): void {
    const year = yearOf(day);
    const securityId = security.id;
    if (!this.#isStatedIn(securityId, year) || !this.reachesReturn(account.id, year)) return;
    const ofSecurity = this.byYear.get(securityId) ?? new Map<number, RestsOn>();
    this.byYear.set(securityId, ofSecurity);
    const before = ofSecurity.get(year)?.past ?? [];
    const own: Stay = { securityId, from: since, to: day };
    ofSecurity.set(year, { since: null, past: [...before, ...past, own] });
  }

  /** To be called when shares leave the book, sold or given. */
  left(position: Owner, lot: OpenLot, day: Day): void {
    if (!this.asked) return;
    this.#uses(position, lot, day);
    this.#asks(position.security.id, lot, day);
  }

  #asks(ownId: string, { past, since }: OpenLot, day: Day): void {
    if (!this.asked) return;
    for (const { securityId, from, to } of [...past, { securityId: ownId, from: since, to: day }]) {
      const years = this.asked.get(securityId) ?? new Set<number>();
      this.asked.set(securityId, years);
      for (let year = yearOf(from); year <= yearOf(to); year++) years.add(year);
    }
  }

  /** To be called at the end: what is still there has been reckoned through all years. */
  end(states: readonly PositionState[]): void {
    if (!this.asked) return;
    this.#closes(this.#lastYear, states);
    const day = lastDayOfYear(this.#lastYear);
    for (const { book, position } of states) {
      for (const lot of [...book.lots, ...book.late])
        if (lot.shares > 0n) this.#asks(position.security.id, lot, day);
    }
  }

  /** To be called before what happens on a day, with the lots as they are. */
  before(day: Day, states: readonly PositionState[]): void {
    if (day <= this.#until) return;
    const year = Math.min(yearOf(day), this.#lastYear);
    const first = (this.#year ?? year) + 1;
    this.#closes(yearOf(day) - 1, states);
    if (first <= year) {
      for (const state of states) if (state.book.held > 0n) this.#note(state, first, year);
    }
    this.#year = year;
    this.#until = lastDayOfYear(yearOf(day));
  }

  #note({ book, position }: PositionState, first: number, last: number): void {
    let since = earliestOf(lotsFrom(book), firstDayOfYear(first));
    for (const lot of book.late) since = earliestOf([lot], since);
    const open = book.hasPast
      ? [...book.lots, ...book.late].filter(({ shares }) => shares > 0n)
      : [];
    const past = open.flatMap((lot) => lot.past);
    const ofSecurity = this.byYear.get(position.security.id) ?? new Map<number, RestsOn>();
    this.byYear.set(position.security.id, ofSecurity);
    for (let year = first; year <= last; year++) {
      if (this.#isStatedIn(position.security.id, year)) continue;
      if (!this.reachesReturn(position.account.id, year)) continue;
      const before = ofSecurity.get(year);
      ofSecurity.set(year, {
        since: before?.since && before.since < since ? before.since : since,
        past: [...(before?.past ?? []), ...past],
      });
    }
  }
}
