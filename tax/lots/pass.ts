/**
 * What becomes of every lot? One pass over the facts of all accounts and securities in date order; on
 * one day the distributions come first (start of the day), then the entries as listed.
 *
 * Authority: the calculation's section 6.3 (ours where no authority was found).
 * Example: bought 2002-01-30, ex-date 2002-01-31, sold 2002-01-31: entitled, and the basis is already
 * reduced when the sale takes it.
 * Awkward case: what happens after December 31 and still belongs to the year: a payment of the year
 * whose ex-date lies there (25% or more of the price), a purchase that makes a loss of December a wash
 * sale, a sale that makes a dividend's holding period too short. The pass runs on, while the lots of
 * the report are those at the end of December 31.
 * Not handled: trades of a day on which the market was closed are taken as they stand.
 */
import { Averages } from './average-basis.ts';
import { chooseLots, methodOn } from './choose-lots.ts';
import {
  canBePaid,
  convert,
  fractionFrom,
  moveLots,
  spinOffLots,
  splitLots,
  type ActionTools,
  type Conversion,
  type Taken,
} from './corporate-actions.ts';
import { isNewYear, lastDayOfYear, yearOf, type Day } from '../values/days.ts';
import type { ListOfMany } from '../values/list-of-many.ts';
import { LotNames } from './lot-names.ts';
import { openLot, openLots, takeOut } from './lots.ts';
import {
  isAcquisition,
  isSale,
  securityLabel,
  type AverageBasis,
  type Exchange,
  type Gift,
  type LotPick,
  type OpeningBasis,
  type PaidOnLots,
  type Sale,
  type SpinOff,
  type Split,
  type Transaction,
  type Transfer,
} from '../facts/model.ts';
import { fractionOf, type Cents } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { PassLog } from './pass-log.ts';
import { addKeptGain, hasBoot, paidOn, payBoot, payLiquidation } from './paid-on-lots.ts';
import { PassPayments } from './pass-payments.ts';
import type { PaidEntry, PassOptions, PassResult, SaleRun } from './pass-result.ts';
import {
  earlierDay,
  isStatedAtFirst,
  Progress,
  stepsInOrder,
  workOf,
  workOfStep,
  type PlannedOf,
  type Step,
} from './pass-steps.ts';
import { Openings } from './opening-basis.ts';
import {
  emptyState,
  noteHolding,
  openReceived,
  stateFinder,
  statesOf,
  type PositionState,
  type StateFinder,
} from './position-state.ts';
import { RestsOnNotes } from './rests-on.ts';
import { fractionNotice, lotsByName, NO_LOT, saleProblem, tooFineProblem } from './sale-problem.ts';
import { releaseAll, settleSale, type PieceRun } from './sales.ts';
import { SoldBeforePayments } from './sold-before-payment.ts';
import {
  targetOf,
  type AdmittedTransactions,
  type Trade,
  type TransactionNotice,
} from '../facts/transactions.ts';
import { TakenByMethod } from './taken-by-method.ts';
import { WashSales } from './wash-sales.ts';
import type { LotState, SaleKind } from './figures.ts';

/** Runs all positions up to the horizon. Never throws on the facts. */
export function runPass(
  admitted: AdmittedTransactions,
  plannedOf: PlannedOf,
  options: PassOptions,
): PassResult {
  return new Pass(admitted, plannedOf, options).run();
}

class Pass {
  readonly #admitted: AdmittedTransactions;
  readonly #options: PassOptions;
  readonly #states: readonly PositionState[];
  readonly #stateOf: StateFinder;
  readonly #steps: readonly Step[];
  readonly #names: LotNames;
  readonly #log: PassLog;
  readonly #wash: WashSales;
  readonly #sales: SaleRun[] = [];
  readonly #paid: PaidEntry[] = [];
  readonly #soldBefore = new SoldBeforePayments();
  readonly #refused: TransactionNotice[] = [];
  readonly #doubted: TransactionNotice[] = [];
  readonly #restsOn: RestsOnNotes;
  readonly #openings: Openings;
  readonly #averages: Averages;
  readonly #namedInAverage: Sale[] = [];
  readonly #takenByMethod = new TakenByMethod();
  readonly #payments: PassPayments;

  constructor(admitted: AdmittedTransactions, plannedOf: PlannedOf, options: PassOptions) {
    this.#admitted = admitted;
    this.#options = options;
    const moved = { count: 0 };
    this.#states = admitted.positions.map((position) => emptyState(position, moved));
    const bySecurity = Map.groupBy(this.#states, (state) => state.position.security.id);
    this.#stateOf = stateFinder(this.#states);
    this.#steps = stepsInOrder(this.#states, plannedOf);
    this.#names = new LotNames(admitted.positions);
    this.#openings = new Openings(admitted.statements);
    this.#restsOn = new RestsOnNotes(options.taxYear, this.#openings.entries, admitted);
    this.#log = new PassLog(options.keeps, options.movementsFrom);
    this.#averages = new Averages(admitted.statements, this.#log);
    this.#payments = new PassPayments(
      options,
      admitted.departures,
      this.#states,
      this.#log,
      this.#soldBefore,
    );
    this.#wash = new WashSales(
      (id) => bySecurity.get(id) ?? [],
      this.#names,
      this.#log,
      options.washSales,
    );
  }

  run(): PassResult {
    const lots = this.#runDays();
    return {
      positions: this.#states.map((state, i) => ({
        ...state,
        lots: lots[i] as ListOfMany<LotState>,
      })),
      sales: this.#sales,
      paid: this.#paid,
      soldBeforePayment: this.#soldBefore.found,
      refused: this.#refused,
      doubted: this.#doubted,
      namedInAverage: this.#namedInAverage,
      changes: this.#log.changes,
      movements: this.#log.movements,
      restsOn: this.#restsOn,
      washSales: this.#wash.outcome,
      matches: this.#log.matches,
      told: this.#log,
    };
  }

  /** Goes through the days and answers with the lots at the end of the year. */
  #runDays(): readonly ListOfMany<LotState>[] {
    const { taxYear, horizon, watch } = this.#options;
    const { trades, statements } = this.#admitted;
    const isStated = statements.some(({ transaction }) => isStatedAtFirst(transaction));
    const yearEnd = lastDayOfYear(taxYear);
    const progress = watch && new Progress(watch, workOf(this.#steps, trades, horizon));
    let atYearEnd: readonly ListOfMany<LotState>[] | undefined;
    let nextStep = 0;
    let nextTrade = 0;
    let carriedOut = 0;
    for (;;) {
      const day = earlierDay(this.#steps[nextStep]?.day, trades[nextTrade]?.transaction.date);
      if (!atYearEnd && (day === undefined || day > yearEnd))
        atYearEnd = this.#states.map(statesOf);
      // With a basis that is stated for January 1 the lots of the year rest on nothing before it.
      const begins = isStated && day !== undefined && day <= horizon && isNewYear(day);
      if (begins) {
        this.#restsOn.endsBefore(day, this.#states);
        this.#stateBases(day);
      }
      this.#restsOn.before(day ?? yearEnd, this.#states);
      if (day === undefined || day > horizon) break;
      if (isStated && !begins) this.#stateBases(day);
      for (let step = this.#steps[nextStep]; step?.day === day; step = this.#steps[++nextStep]) {
        this.#payments.carryOut(step);
        this.#averages.settle(day, null);
        progress?.did(workOfStep(nextTrade));
      }
      for (let due = trades[nextTrade]; due?.transaction.date === day; due = trades[++nextTrade]) {
        if (!isStated || !isStatedAtFirst(due.transaction)) this.#carryOutWatched(due);
      }
      this.#settleLosses(day);
      progress?.did(nextTrade - carriedOut);
      carriedOut = nextTrade;
    }
    this.#restsOn.end(this.#states);
    return atYearEnd ?? this.#states.map(statesOf);
  }

  /** What is stated for a day: the basis of a lot, then that the basis is averaged from then on. */
  #stateBases(day: Day): void {
    const openings = this.#openings.on(day);
    for (const due of openings) this.#carryOutWatched(due);
    if (openings.length > 0) this.#averages.settle(day, null);
    for (const due of this.#averages.on(day)) this.#carryOutWatched(due);
  }

  /** Matches losses, and averages what that has changed. */
  #settleLosses(day: Day, securityIds?: readonly string[]): void {
    this.#wash.settle(securityIds);
    this.#averages.settle(day, null);
  }

  #carryOutWatched(trade: Trade): void {
    const { probe } = this.#options;
    const { date, id } = trade.transaction;
    const isWatched = id === probe?.transactionId;
    if (isWatched) probe.before(this.#states);
    this.#carryOut(trade);
    // Of several lots whose basis is stated for a day none is averaged before the others are.
    if (trade.transaction.action !== 'opening-basis') this.#averages.settle(date, trade);
    if (!isWatched) return;
    this.#settleLosses(date);
    probe.after(this.#states);
  }

  #carryOut(trade: Trade): void {
    const { transaction } = trade;
    if (transaction.action === 'dividend' || transaction.action === 'nothing-returned') return;
    const state = this.#stateOf(transaction);
    if (transaction.action === 'average-basis' || transaction.action === 'opening-basis')
      return this.#stateBasis(state, trade, transaction);
    if (isAcquisition(transaction)) {
      const lot = openLot(state.book, transaction, trade.order);
      noteHolding(state, transaction.date);
      this.#log.acquired(state.position, lot, trade);
      this.#wash.afterPurchase(state, lot, trade);
      return;
    }
    const target = targetOf(transaction);
    const { securityId } = transaction;
    if (!isSale(transaction))
      this.#settleLosses(transaction.date, [securityId, target?.securityId ?? securityId]);
    if (isSale(transaction)) this.#sell(state, trade, transaction);
    else if (transaction.action === 'gift') this.#give(state, trade, transaction);
    else if (transaction.action === 'split') this.#split(state, trade, transaction);
    else if (transaction.action === 'liquidation' || transaction.action === 'undistributed-gain')
      this.#payOnLots(state, trade, transaction);
    else this.#move(state, trade, transaction);
    noteHolding(state, transaction.date);
    if (target) noteHolding(this.#stateOf(target), transaction.date);
  }

  #stateBasis(state: PositionState, trade: Trade, entry: OpeningBasis | AverageBasis): void {
    const names = lotsByName(this.#admitted, entry.accountId);
    const tools = { log: this.#log, restsOn: this.#restsOn, names };
    const notice =
      entry.action === 'average-basis'
        ? this.#averages.carryOut(entry, state)
        : this.#openings.carryOut(entry, state, trade, tools);
    if (notice?.level === 'error') this.#refuse(entry, notice);
    else if (notice) this.#doubted.push({ transaction: entry, notice });
  }

  #refuse(transaction: Transaction, notice: Notice): void {
    this.#refused.push({ transaction, notice });
  }

  /** The lots that an entry takes its shares from; undefined where it is left out. */
  #choose(
    { book, position }: PositionState,
    entry: Sale | Gift | Exchange | Transfer,
    picks: readonly LotPick[],
    proceeds: Cents | null,
  ): readonly Taken[] | undefined {
    const { account, security } = position;
    const { date: day, shares, lot } = entry;
    const { probe } = this.#options;
    const asked = probe?.transactionId === entry.id ? probe.method : null;
    // The days of averaged shares go first in, first out.
    const method = book.figures.pool ? 'fifo' : (asked ?? methodOn(account, day));
    const wanted = { day, shares, lot, picks, method, proceeds };
    let choice = chooseLots(book, wanted);
    if (this.#wash.isBefore(security.id, choice, day)) {
      this.#settleLosses(day, [security.id]);
      choice = chooseLots(book, wanted);
    }
    if (!('problem' in choice)) {
      this.#takenByMethod.note(book, entry, picks, choice.taken);
      const isNamed = lot !== null || picks.length > 0;
      if (isSale(entry) && isNamed && choice.taken.some((one) => one.lot.pool))
        this.#namedInAverage.push(entry);
      return choice.taken;
    }
    const names = lotsByName(this.#admitted, account.id);
    const takenBy = this.#takenByMethod.of(book, choice.lot);
    const about = { ...names, takenBy, trades: position.trades, held: openLots(book) };
    this.#refuse(entry, saleProblem(choice, entry, account, security, about));
    return undefined;
  }

  #sell(state: PositionState, trade: Trade, sale: Sale): void {
    const taken = this.#choose(state, sale, sale.picks, sale.amount);
    if (!taken) return;
    const kind = sale.action === 'redeem' ? 'redemption' : 'sale';
    this.#settle(state, trade, taken, kind, sale.amount);
  }

  #settle(
    state: PositionState,
    trade: Trade,
    taken: readonly Taken[],
    kind: SaleKind,
    proceeds: Cents,
  ): void {
    const { position, book } = state;
    const { transaction } = trade;
    this.#averages.beforeLeaving(state, taken, trade);
    const { pieces, released } = settleSale(book, transaction, { kind, proceeds }, taken, position);
    this.#list(state, trade, pieces);
    for (const piece of pieces) {
      this.#log.sold(position, piece, trade);
      this.#restsOn.left(position, piece.lot, transaction.date);
    }
    this.#soldBefore.sold(position, transaction, released, taken);
    this.#wash.afterSale(state, pieces, trade);
  }

  #list({ position, book }: PositionState, trade: Trade, pieces: readonly PieceRun[]): void {
    const { transaction: entry, order } = trade;
    const { keeps, taxYear } = this.#options;
    if (pieces.length === 0 || (keeps === 'the-year' && yearOf(entry.date) !== taxYear)) return;
    this.#sales.push({ position, entry, order, pieces, left: book.held });
  }

  /** A liquidating distribution, or gain that the trust kept. */
  #payOnLots(state: PositionState, trade: Trade, entry: PaidOnLots): void {
    const taken = this.#allLots(state, entry);
    if (!taken) return;
    const { position } = state;
    const [lots, tools] = [taken.map(({ lot }) => lot), this.#tools(trade)];
    this.#paid.push({ position, entry, ...paidOn(lots) });
    if (entry.action === 'undistributed-gain') return addKeptGain(position, entry, lots, tools);
    if (entry.last) this.#settle(state, trade, taken, 'liquidation', entry.amount);
    else this.#list(state, trade, payLiquidation(position, entry, lots, tools));
    const target = targetOf(entry);
    const received = target && this.#stateOf(target);
    if (!received) return;
    const lot = openReceived(received, entry, this.#names, trade.order);
    this.#log.acquired(received.position, lot, trade);
    this.#wash.afterPurchase(received, lot, trade);
  }

  #give(state: PositionState, trade: Trade, gift: Gift): void {
    const taken = this.#choose(state, gift, [], null);
    if (!taken) return;
    this.#averages.beforeLeaving(state, taken, trade);
    this.#soldBefore.givenAway(state.position, gift, releaseAll(taken), taken);
    for (const { lot, shares } of taken) {
      this.#log.given(state.position, lot, takeOut(state.book, lot, shares), trade);
      this.#restsOn.left(state.position, lot, gift.date);
    }
  }

  #allLots(
    state: PositionState,
    entry: Split | SpinOff | PaidOnLots,
  ): readonly Taken[] | undefined {
    const { book, position } = state;
    const { account, security } = position;
    if (book.held > 0n) return openLots(book).map((lot) => ({ lot, shares: lot.shares }));
    const nothing = { problem: 'nothing-held', lot: null } as const;
    const about = { ...NO_LOT, ...lotsByName(this.#admitted, account.id) };
    this.#refuse(entry, saleProblem(nothing, entry, account, security, about));
    return undefined;
  }

  #split(state: PositionState, trade: Trade, split: Split): void {
    this.#wash.atSplit(split);
    const taken = this.#allLots(state, split);
    if (!taken) return;
    const conversion = convert(taken, split.ratio);
    if (!conversion) return this.#refuse(split, tooFineProblem(split, state.position));
    splitLots(state, conversion, this.#tools(trade));
    const lots = taken.map(({ lot }) => lot);
    this.#payFraction(state, trade, split, lots, conversion);
  }

  #move(state: PositionState, trade: Trade, entry: Transfer | Exchange | SpinOff): void {
    const target = this.#stateOf(targetOf(entry) as { accountId: string; securityId: string });
    const tools = this.#tools(trade);
    if (entry.action === 'spin-off') {
      const taken = this.#allLots(state, entry);
      if (!taken) return;
      const made = convert(taken, entry.ratio);
      if (!made) return this.#refuse(entry, tooFineProblem(entry, state.position));
      const label = securityLabel(target.position.security);
      const lots = spinOffLots(state, target, entry, taken, made.parts, label, tools);
      this.#payFraction(target, trade, entry, lots, made);
      return;
    }
    const taken = this.#choose(state, entry, [], null);
    if (!taken) return;
    this.#averages.beforeLeaving(state, taken, trade);
    if (entry.action === 'transfer') {
      const parts = taken.map(({ shares }) => shares);
      moveLots(state, target, taken, parts, 'same-shares', tools);
      return;
    }
    const made = convert(taken, entry.ratio);
    if (!made) return this.#refuse(entry, tooFineProblem(entry, state.position));
    const lots = moveLots(state, target, taken, made.parts, 'exchanged', tools);
    if (hasBoot(entry)) {
      const exchanged = { taken, arrived: lots, total: made.total };
      const between = { from: state.position, to: target.position };
      this.#list(state, trade, payBoot(between, entry, exchanged, tools));
    }
    this.#payFraction(target, trade, entry, lots, made);
  }

  #payFraction(
    state: PositionState,
    trade: Trade,
    entry: Split | SpinOff | Exchange,
    lots: Parameters<typeof fractionFrom>[0],
    { total, small }: Conversion,
  ): void {
    const { amount, cashShares } = entry;
    noteHolding(state, entry.date);
    if (amount === 0n && (cashShares ?? 0n) === 0n) return;
    const fraction = cashShares ?? fractionOf(total);
    const isLeft = canBePaid(fraction, total, state.book.held);
    const notice = fractionNotice(entry, this.#stateOf(entry).position, fraction, total, isLeft);
    if (notice?.level === 'error') return this.#refuse(entry, notice);
    if (notice) this.#doubted.push({ transaction: entry, notice });
    this.#settle(state, trade, fractionFrom(lots, small, fraction), 'cash-for-fraction', amount);
  }

  #tools(trade: Trade): ActionTools {
    return { trade, names: this.#names, log: this.#log };
  }
}
