/**
 * What do payments do in a pass? On the ex-date the lots that are held are entitled; on the day of effect the
 * basis goes down. What a payment was is kept for the year that is reported, or for every year.
 */
import type { PoolExcess } from './averaged-floor.ts';
import type { AdmittedTransactions, Position } from '../facts/transactions.ts';
import type { Shares } from '../values/money.ts';
import { receiveCapitalGain } from './capital-gain-received.ts';
import type { Taking } from './earliest-first.ts';
import { entitledTo } from './lots.ts';
import type { PassLog } from './pass-log.ts';
import type { PassOptions } from './pass-result.ts';
import type { Step } from './pass-steps.ts';
import { amountsOf } from './payment.ts';
import { isWaiting, type PlannedDistribution } from './planned-distributions.ts';
import { positionOf, type PositionState } from './position-state.ts';
import { entitle, holdUntilEffective, reduceBasis, type DuePart } from './return-of-capital.ts';
import type { SoldBeforePayments } from './sold-before-payment.ts';

function isByShares({ account }: Position): boolean {
  return account.returnOfCapital === 'by-shares';
}

export class PassPayments {
  readonly #options: PassOptions;
  readonly #departures: AdmittedTransactions['departures'];
  readonly #states: readonly PositionState[];
  readonly #log: PassLog;
  readonly #soldBefore: SoldBeforePayments;

  constructor(
    options: PassOptions,
    departures: AdmittedTransactions['departures'],
    states: readonly PositionState[],
    log: PassLog,
    soldBefore: SoldBeforePayments,
  ) {
    this.#options = options;
    this.#departures = departures;
    this.#states = states;
    this.#log = log;
    this.#soldBefore = soldBefore;
  }

  carryOut(step: Step): void {
    if (step.kind === 'entitle') this.#entitle(step);
    else this.#reduce(step);
  }

  #isListed(one: PlannedDistribution): boolean {
    return this.#options.keeps !== 'the-year' || one.taxYear === this.#options.taxYear;
  }

  #entitle({ state, planned }: Step): void {
    const { book, position } = state;
    if (book.held === 0n) return;
    const entitled = entitledTo(book, position.security.id, planned);
    const shares = entitled.shares.sum as Shares;
    if (shares === 0n) return;
    const { discounts } = this.#options;
    const beyondCash = discounts.of(planned, position.account.id);
    const usable = planned.weights.verdict === 'exact' || planned.weights.verdict === 'within';
    const amounts = usable ? amountsOf(planned.distribution, shares, beyondCash) : undefined;
    if (!amounts) {
      state.leftOut.push(planned);
      return;
    }
    discounts.count(beyondCash);
    let taking: Taking | null = null;
    const tell = this.#log.tells ? (one: Taking) => void (taking = one) : undefined;
    const byShares = book.figures.pool !== null || isByShares(position);
    const run = entitle(position, planned, shares, amounts, entitled, byShares, tell);
    this.#log.entitled(run, taking);
    state.runs.set(planned, run);
    state.cash.push({ planned, shares, cash: amounts.cash });
    if (this.#isListed(planned)) state.payments.push(run);
    if (amounts.components.returnOfCapital > 0n) {
      this.#soldBefore.paidFrom(planned.exDate, run);
      if (isWaiting(planned)) holdUntilEffective(run);
    }
    if (planned.taxYear <= this.#options.taxYear) {
      receiveCapitalGain(run, this.#departures, this.#log, book.figures.hasGifts);
    }
  }

  #reduce({ state, planned }: Step): void {
    const run = state.runs.get(planned);
    if (!run) return;
    const isListed = this.#isListed(planned);
    const beyondAverage = (excess: PoolExcess<DuePart>) => this.#log.beyondAverage(run, excess);
    const viewpoint = { taxYear: this.#options.taxYear, isListed, beyondAverage };
    const listener = this.#log.listenerOf(run, (lot) => positionOf(lot, state, this.#states));
    reduceBasis(run, state.book.figures, viewpoint, listener);
    this.#log.tookEffect(run);
    if (!isListed) state.runs.delete(planned);
  }
}
