/**
 * What becomes of a lot whose adjusted basis on a day is stated?
 *
 * Authority: the calculation's section 8 (ours): "the adjusted basis of this lot on this day is X", a fact
 * with its source. Computation of the lot begins there, at the start of the day, before the payments and
 * the trades of that day; the holding period stays (section 1223 asks for days, not for basis).
 * Example: 100 shares of 1999, basis $2,415.00 on 2005-01-01 by the broker: the returns of capital of 2005
 * reduce $2,415.00, and the years before 2005 ask for no document.
 * Awkward case: a lot that a wash sale has divided is one lot to who names it: the basis is divided among
 * its parts by their shares, by largest remainder.
 * Not handled: of a gift worth less than its cost what its basis for a loss is; it stays, and is at most
 * the one that was stated.
 */
import type { Day } from '../values/days.ts';
import type { OpeningBasis } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import { securityLabel } from '../facts/model.ts';
import { transactionSubject, type Position, type Trade } from '../facts/transactions.ts';
import { dollars, transactionText } from '../facts/wording.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { chooseLots } from './choose-lots.ts';
import { COUNTING } from './counting.ts';
import type { OpenLot } from './open-lot.ts';
import type { PassLog } from './pass-log.ts';
import type { PositionState } from './position-state.ts';
import { openLots } from './lots.ts';
import type { RestsOnNotes } from './rests-on.ts';
import { saleProblem, type lotsByName } from './sale-problem.ts';

/** A basis that is so much above the cost can be one that was rounded share by share. */
const BROKERS_ROUNDING = 100n;

/** An entry that states a basis, with its place. */
type OpeningTrade = Trade & { readonly transaction: OpeningBasis };

function isOpening(trade: Trade): trade is OpeningTrade {
  return trade.transaction.action === 'opening-basis';
}

/** The day of the last entry that states a basis; undefined where none does. */
export function lastOpening(trades: readonly Trade[]): Day | undefined {
  return trades.findLast(isOpening)?.transaction.date;
}

function keyOf({ accountId, securityId, lot, date }: OpeningBasis): string {
  return JSON.stringify([accountId, securityId, lot, date]);
}

/** What is told of the stating, and asked for it. */
interface OpeningTools {
  readonly log: PassLog;
  readonly restsOn: RestsOnNotes;
  readonly names: ReturnType<typeof lotsByName>;
}

/** All entries of a pass that state a basis. */
export class Openings {
  readonly #byDay: ReadonlyMap<Day, readonly OpeningTrade[]>;
  /** What is stated of a lot on a day: more than one amount cannot be. */
  readonly #amounts = new Map<string, Set<Cents>>();

  constructor(trades: readonly Trade[]) {
    const openings = trades.filter(isOpening);
    this.#byDay = Map.groupBy(openings, ({ transaction }) => transaction.date);
    for (const { transaction } of openings) {
      const key = keyOf(transaction);
      this.#amounts.set(key, (this.#amounts.get(key) ?? new Set()).add(transaction.amount));
    }
  }

  get entries(): readonly OpeningBasis[] {
    return [...this.#byDay.values()].flat().map(({ transaction }) => transaction);
  }

  on(day: Day): readonly Trade[] {
    return this.#byDay.get(day) ?? [];
  }

  /** Begins the lot anew with what is stated; answers with a notice where that cannot be, or hardly. */
  carryOut(
    entry: OpeningBasis,
    state: PositionState,
    trade: Trade,
    { log, restsOn, names }: OpeningTools,
  ): Notice | undefined {
    const { book, position } = state;
    const { account, security } = position;
    const { lot, date: day, amount } = entry;
    const contradiction = (why: string): Notice => ({
      level: 'error',
      code: 'contradictory-fact',
      message: `The ${transactionText(entry)} of ${dollars(amount)} for the lot ${lot} of ${securityLabel(security)} in the account ${account.name} is left out: ${why}`,
      about: transactionSubject(entry, account, security, { lots: [lot] }),
    });
    if ((this.#amounts.get(keyOf(entry))?.size ?? 0) > 1) {
      return contradiction('another amount is stated for the same day. Delete the wrong one.');
    }
    const choice = chooseLots(book, {
      day,
      shares: null,
      lot,
      picks: [],
      method: 'fifo',
      proceeds: null,
    });
    if ('problem' in choice) {
      const maker = names.owner(lot);
      if (choice.problem === 'unknown-lot' && maker?.securityId === security.id) {
        return contradiction(
          `the lot was only acquired on ${maker.date}. Correct the day: a basis can be stated from the day after.`,
        );
      }
      return saleProblem(choice, entry, account, security, {
        ...names,
        takenBy: undefined,
        trades: [],
        held: openLots(book),
      });
    }
    const doubt = aboveCost(
      entry,
      choice.taken.map((taken) => taken.lot),
      position,
    );
    const weights = choice.taken.map(({ shares }) => shares);
    const parts = COUNTING.apportion(amount, weights, 'openingBasis', []);
    choice.taken.forEach((taken, place) => {
      const before = taken.lot.basis;
      restsOn.stated(position, taken.lot, day);
      taken.lot.stateBasis(entry, parts[place] as Cents);
      log.basisStated(position, taken.lot, before, trade);
    });
    return doubt;
  }
}

/** A stated basis that is more than all that was ever put into the lot; where nothing was, nobody knows its cost. */
function aboveCost(
  entry: OpeningBasis,
  lots: readonly OpenLot[],
  { account, security }: Position,
): Notice | undefined {
  const all = sumCents(lots.flatMap(({ cost, otherChanges }) => [cost, otherChanges]));
  if (all <= 0n || entry.amount - all <= BROKERS_ROUNDING) return undefined;
  const { lot } = entry;
  return {
    level: 'warning',
    code: 'basis-above-cost',
    message: `The ${transactionText(entry)} of ${dollars(entry.amount)} for the lot ${lot} of ${securityLabel(security)} in the account ${account.name} is more than the ${dollars(all)} that its shares cost with all that was added since. A return of capital lowers a basis and nothing else here has raised it. It counts as it stands: compare it with your records, and check whether it is the market value or the basis of more shares.`,
    about: transactionSubject(entry, account, security, { lots: [lot] }),
  };
}
