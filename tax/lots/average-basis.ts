/**
 * What is the basis of each share of a plan where the holder chose to average them?
 *
 * Authority: Internal Revenue Code section 1012(c)(2) and (d); Reg. 1.1012-1(e): by choice, account by
 * account, for stock of a plan that reinvests at least 10% of every dividend, acquired after 2011; shares
 * acquired before stay apart unless the holder chose a single account. The basis of the averaged shares is
 * divided among them by their number; a return of capital reduces all of it, and is gain only where all of
 * it is gone. The days go first in, first out. After a change back each share keeps its averaged basis.
 * Example: 100 shares that cost $1,000.00 and 100 that cost $3,000.00 have a basis of $2,000.00 each.
 * Awkward case: cents. The lots stay, and the basis of all of them is divided by largest remainder after
 * every entry and every payment, so that nothing is lost; what a lot gets or gives is a change of its basis
 * that is neither cost nor return of capital, and all of them together are nothing.
 * Awkward case: a sale of some of them. Its basis is that of all by its shares, to the cent, and then divided
 * among the lots that it takes.
 * Awkward case: what one averaged basis rests on, all of them rest on (`rests-on.ts`).
 * Not handled: gifts worth less than their cost, which have two bases: they stay apart (Reg.
 * 1.1012-1(e)(3)). Liquidating distributions and cash in an exchange are reckoned lot by lot.
 */
import type { Day } from '../values/days.ts';
import { securityLabel, type AverageBasis } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import { transactionSubject, type Trade } from '../facts/transactions.ts';
import { transactionText } from '../facts/wording.ts';
import { NO_SHARES, subtractCents, type Cents } from '../values/money.ts';
import { compareText } from '../values/order.ts';
import { COUNTING } from './counting.ts';
import { openLots } from './lots.ts';
import type { OpenLot, Stay } from './open-lot.ts';
import type { PassLog } from './pass-log.ts';
import type { PositionState } from './position-state.ts';
import { changeBasis } from './paid-on-lots.ts';
import { averagedSides } from './averaged-floor.ts';
import type { TakenShares } from './choose-lots.ts';

/** From when on shares of a plan can be averaged, and when they must have been acquired. */
export const FIRST_AVERAGED = '2012-01-01' as Day;

type AverageTrade = Trade & { readonly transaction: AverageBasis };

function isAverage(trade: Trade): trade is AverageTrade {
  return trade.transaction.action === 'average-basis';
}

/** The choices of a pass, and the positions that are averaged. */
export class Averages {
  readonly #byDay: ReadonlyMap<Day, readonly AverageTrade[]>;
  readonly #averaged = new Set<PositionState>();
  readonly #log: PassLog;

  constructor(statements: readonly Trade[], log: PassLog) {
    this.#byDay = Map.groupBy(statements.filter(isAverage), ({ transaction }) => transaction.date);
    this.#log = log;
  }

  on(day: Day): readonly Trade[] {
    return this.#byDay.get(day) ?? [];
  }

  /** Begins to average a position, or ends it; answers with a notice where that cannot be. */
  carryOut(entry: AverageBasis, state: PositionState): Notice | undefined {
    const { book, position } = state;
    const { account, security } = position;
    const contradiction = (why: string): Notice => ({
      level: 'error',
      code: 'contradictory-fact',
      message: `The ${transactionText(entry)} of ${securityLabel(security)} in the account ${account.name} is left out: ${why}`,
      about: transactionSubject(entry, account, security),
    });
    if (entry.date < FIRST_AVERAGED) {
      return contradiction(
        'shares of a plan can be averaged from 2012 on (section 1012(c)(2)). Correct the day.',
      );
    }
    if (entry.last) {
      if (!this.#averaged.delete(state)) {
        return contradiction('it ends what has not begun. Enter from when on it was chosen.');
      }
      book.figures.pool = null;
      return undefined;
    }
    const from = entry.acquired ?? FIRST_AVERAGED;
    book.figures.pool = {
      from,
      lots: () => openLots(book).filter((lot) => lot.pool !== null),
      leaving: new Map(),
    };
    this.#averaged.add(state);
    return undefined;
  }

  /** Divides the basis of averaged lots anew; to be called after whatever can have changed it. */
  settle(day: Day, trade: Trade | null): void {
    if (this.#averaged.size === 0) return;
    for (const state of this.#averaged) this.#average(state, day, trade);
  }

  /**
   * Divides it for shares that are about to leave: together they take the basis of all by their number, to the
   * cent, whatever cents their lots have.
   */
  beforeLeaving(
    { book, position }: PositionState,
    taken: readonly TakenShares[],
    trade: Trade,
  ): void {
    const { pool } = book.figures;
    if (!pool) return;
    pool.leaving.clear();
    const lots = pool.lots();
    const gone = new Map(taken.map(({ lot, shares }) => [lot, shares]));
    const leaving = lots.map((lot) => gone.get(lot) ?? NO_SHARES);
    // Where all leave, or one alone is there, the bases are what they are.
    const stays = lots.some(({ shares }, place) => shares !== leaving[place]);
    if (lots.length < 2 || !stays || leaving.every((shares) => shares === 0n)) return;
    const group = this.#log.beginAveraging(lots, leaving);
    const bases = lots.map(({ basis }) => basis);
    const held = lots.map(({ shares }) => shares);
    const sides = averagedSides<bigint>(COUNTING, bases, held, leaving, []);
    const day = trade.transaction.date;
    lots.forEach((lot, place) => {
      const [basis = 0n, kept = 0n] = [sides.leaving[place], sides.staying[place]];
      if (leaving[place] !== 0n) pool.leaving.set(lot, { basis: basis as Cents, group });
      const change = subtractCents((basis + kept) as Cents, lot.basis);
      if (change === 0n) return;
      changeBasis(lot, change);
      this.#log.averaged(position, lot, day, change, trade, group);
    });
  }

  #average({ book, position }: PositionState, day: Day, trade: Trade | null): void {
    const lots = book.figures.pool?.lots() ?? [];
    if (lots.length < 2) return;
    restTogether(lots, position.security.id);
    book.hasPast = true;
    const all = COUNTING.sum(
      lots.map(({ basis }) => basis),
      null,
    );
    const weights = lots.map(({ shares }) => shares);
    const parts = COUNTING.apportion(all, weights, 'averageBasis', []);
    const group = this.#log.beginAveraging(lots);
    lots.forEach((lot, place) => {
      const change = subtractCents(parts[place] as Cents, lot.basis);
      if (change === 0n) return;
      changeBasis(lot, change);
      this.#log.averaged(position, lot, day, change, trade, group);
    });
  }
}

/** Those that lie within no other one: all lots have most of them, and each would be handed on again with every lot. */
function longestOf(stays: readonly Stay[]): readonly Stay[] {
  const inOrder = stays.toSorted(
    (a, b) =>
      compareText(a.securityId, b.securityId) ||
      compareText(a.from, b.from) ||
      compareText(b.to, a.to),
  );
  const longest: Stay[] = [];
  for (const stay of inOrder) {
    const last = longest.at(-1);
    if (last?.securityId !== stay.securityId || last.to < stay.to) longest.push(stay);
  }
  return longest;
}

/** What the basis of one averaged lot was reckoned through, that of all was. */
function restTogether(lots: readonly OpenLot[], securityId: string): void {
  const first = lots.reduce((day, { since }) => (since < day ? since : day), '9999-12-31' as Day);
  const all = longestOf(lots.flatMap(({ past }) => past));
  const openings = lots.flatMap(({ opening }) => opening ?? []);
  const opening = openings.toSorted((a, b) => compareText(b.date, a.date))[0];
  for (const lot of lots) {
    const wanted = lot.since > first ? [...all, { securityId, from: first, to: lot.since }] : all;
    const isOwn = ({ securityId: id, from, to }: Stay): boolean => {
      const end = id === securityId && to > lot.since ? lot.since : to;
      if (id === securityId && from >= lot.since) return true;
      return lot.past.some((own) => own.securityId === id && own.from <= from && own.to >= end);
    };
    const missing = wanted.filter((stay) => !isOwn(stay));
    if (missing.length > 0) lot.restOn(missing);
    lot.restOnOpening(opening ?? null);
  }
}
