/**
 * What becomes of one security in one account? One pass over its trades and distributions in date
 * order; on one day the distributions come first (start of the day), then the trades as listed.
 *
 * Authority: the calculation's section 6.3 (ours where no authority was found).
 * Example: bought 2002-01-30, ex-date 2002-01-31, sold 2002-01-31: entitled, and the basis is already
 * reduced when the sale takes it.
 * Awkward case: a payment of the year whose ex-date lies in the next one (25% or more of the price):
 * the pass runs on past December 31 until that payment is settled, while the lots of the report are
 * those at the end of December 31.
 * Not handled: trades of a day on which the market was closed are taken as they stand.
 */
import { lastDayOfYear, moreThanSixMonthsFrom, yearOf, type Day } from './days.ts';
import {
  chooseLots,
  emptyLotBook,
  entitledLots,
  openLot,
  type LotBook,
  type TakenShares,
} from './lots.ts';
import { divideColumn } from './largest-remainder.ts';
import type { ListOfMany } from './list-of-many.ts';
import type { Account, Sale, Security, Transaction } from './model.ts';
import { addCents, type Cents, type Shares } from './money.ts';
import { firstIndex } from './order.ts';
import { amountsOf } from './payment.ts';
import { stepsOf, type PlannedDistribution } from './planned-distributions.ts';
import {
  entitle,
  holdUntilEffective,
  reduceBasis,
  returnedTo,
  type LotPart,
  type PaymentRun,
  type RunLot,
} from './return-of-capital.ts';
import { settleSale } from './sales.ts';
import { saleProblem } from './sale-problem.ts';
import type { Position, Trade, TransactionNotice } from './transactions.ts';
import type { LotEventKind, LotState, SalePiece } from './year-report.ts';

export interface SaleRun {
  readonly sale: Sale;
  readonly order: number;
  readonly pieces: readonly SalePiece[];
}

/** Shares that were sold between an ex-date and its payment. */
export interface SoldBeforePayment {
  readonly sale: Sale;
  readonly run: PaymentRun;
  readonly lots: readonly string[];
  /** Whether the part became a gain of the payment's year instead of going into the sale. */
  readonly becameGain: boolean;
}

/** A change of a lot with what places it among the changes of other positions. */
export interface LotChange {
  readonly lot: RunLot;
  readonly kind: LotEventKind;
  readonly day: Day;
  readonly planned: PlannedDistribution | null;
  readonly trade: Trade | null;
  /** What a sale took of the lot. */
  readonly piece: SalePiece | null;
  readonly sharesAfter: Shares;
  readonly basisChange: Cents;
  readonly basisAfter: Cents;
}

/** A stretch of time in which shares were held; `to` is null while they still are. */
export interface Holding {
  readonly from: Day;
  to: Day | null;
}

export interface PositionRun {
  readonly position: Position;
  readonly payments: readonly PaymentRun[];
  /** Rows that shares were entitled to and that cannot be divided. */
  readonly leftOut: readonly PlannedDistribution[];
  /** Open at the end of the year, in order of acquisition and name. */
  readonly lots: ListOfMany<LotState>;
  readonly sales: readonly SaleRun[];
  readonly soldBeforePayment: readonly SoldBeforePayment[];
  readonly refused: readonly TransactionNotice[];
  readonly holdings: readonly Holding[];
  readonly changes: readonly LotChange[];
}

export interface PassOptions {
  readonly taxYear: number;
  /** The last day whose events count: December 31, or the last ex-date of the year's payments. */
  readonly horizon: Day;
  /** Keep payments and sales of every year and every change of a lot; else only the year's own. */
  readonly everything: boolean;
}

/** Runs one position up to the horizon. Never throws on the facts. */
export function runPosition(
  position: Position,
  planned: readonly PlannedDistribution[],
  options: PassOptions,
  lotOwner: (lot: string) => Transaction | undefined,
): PositionRun {
  const { account, security, trades, namesLots } = position;
  const { taxYear, horizon, everything } = options;
  const yearEnd = lastDayOfYear(taxYear);
  const steps = stepsOf(planned);
  const book: LotBook<LotPart> = emptyLotBook(namesLots, trades.length);
  const runs = new Map<PlannedDistribution, PaymentRun>();
  const payments: PaymentRun[] = [];
  const leftOut: PlannedDistribution[] = [];
  const sales: SaleRun[] = [];
  const soldBeforePayment: SoldBeforePayment[] = [];
  const refused: TransactionNotice[] = [];
  const holdings: Holding[] = [];
  const changes: LotChange[] = [];
  /** With a return of capital, and not paid yet on the day that the pass has reached. */
  let unpaid: PaymentRun[] = [];

  const isListed = (one: PlannedDistribution): boolean => everything || one.taxYear === taxYear;

  const entitleTo = (one: PlannedDistribution): void => {
    if (book.held === 0n) return;
    const usable = one.weights.verdict === 'exact' || one.weights.verdict === 'within';
    const amounts = usable ? amountsOf(one.distribution, book.held) : undefined;
    if (!amounts) {
      leftOut.push(one);
      return;
    }
    const run = entitle(one, book.held, amounts, entitledLots(book));
    runs.set(one, run);
    if (isListed(one)) payments.push(run);
    if (amounts.components.returnOfCapital > 0n) {
      unpaid = unpaid.filter((other) => other.planned.distribution.payableDate > one.exDate);
      unpaid.push(run);
      if (one.effectiveDay > one.exDate) holdUntilEffective(run);
    }
    if (one.taxYear <= taxYear) receiveCapitalGain(run, trades);
  };

  const reduceBy = (one: PlannedDistribution): void => {
    const run = runs.get(one);
    if (!run) return;
    reduceBasis(
      run,
      book.figures,
      { taxYear, isListed: isListed(one) },
      one.effectiveDay > one.exDate,
      everything
        ? (lot, reduction) =>
            changes.push({
              lot,
              kind: 'returnOfCapital',
              day: one.effectiveDay,
              planned: one,
              trade: null,
              piece: null,
              sharesAfter: lot.shares,
              basisChange: -reduction as Cents,
              basisAfter: lot.basis,
            })
        : undefined,
    );
    if (!isListed(one)) runs.delete(one);
  };

  const sell = (trade: Trade, sale: Sale): void => {
    const choice = chooseLots(book, sale);
    if ('problem' in choice) {
      refused.push({
        transaction: sale,
        notice: saleProblem(choice, sale, account, security, lotOwner),
      });
      return;
    }
    const { pieces, released } = settleSale(book, sale, choice.taken, account, security);
    if (book.held === 0n) (holdings.at(-1) as Holding).to = sale.date;
    if (everything || yearOf(sale.date) === taxYear) {
      sales.push({ sale, order: trade.order, pieces });
    }
    noteSoldBeforePayment(sale, released, choice.taken);
    if (!everything) return;
    choice.taken.forEach(({ lot }, place) => {
      const piece = pieces[place] as SalePiece;
      changes.push({
        lot,
        kind: 'sold',
        day: sale.date,
        planned: null,
        trade,
        piece,
        sharesAfter: lot.shares,
        basisChange: -piece.adjustedBasis as Cents,
        basisAfter: lot.basis,
      });
    });
  };

  const noteSoldBeforePayment = (
    sale: Sale,
    released: ReadonlyMap<PaymentRun, readonly string[]>,
    taken: readonly TakenShares<LotPart>[],
  ): void => {
    for (const [run, lots] of released) {
      soldBeforePayment.push({ sale, run, lots, becameGain: true });
    }
    unpaid = unpaid.filter((run) => run.planned.distribution.payableDate > sale.date);
    for (const run of unpaid) {
      if (run.planned.effectiveDay > sale.date) continue;
      const lots = taken.filter(({ lot }) => returnedTo(run, lot) > 0n).map(({ lot }) => lot.name);
      if (lots.length > 0) soldBeforePayment.push({ sale, run, lots, becameGain: false });
    }
  };

  const trade = (one: Trade): void => {
    const { transaction } = one;
    if (transaction.action === 'sell') {
      sell(one, transaction);
      return;
    }
    if (book.held === 0n) holdings.push({ from: transaction.date, to: null });
    const lot = openLot(book, transaction);
    if (!everything) return;
    changes.push({
      lot,
      kind: 'acquired',
      day: transaction.date,
      planned: null,
      trade: one,
      piece: null,
      sharesAfter: lot.shares,
      basisChange: lot.basis,
      basisAfter: lot.basis,
    });
  };

  let lots: ListOfMany<LotState> | undefined;
  let nextStep = 0;
  let nextTrade = 0;
  for (;;) {
    const day = earlierDay(steps[nextStep]?.day, trades[nextTrade]?.transaction.date);
    if (!lots && (day === undefined || day > yearEnd)) lots = statesOf(book, account, security);
    if (day === undefined || day > horizon) break;
    for (let step = steps[nextStep]; step?.day === day; step = steps[++nextStep]) {
      if (step.kind === 'entitle') entitleTo(step.planned);
      else reduceBy(step.planned);
    }
    for (let due = trades[nextTrade]; due?.transaction.date === day; due = trades[++nextTrade]) {
      trade(due);
    }
  }
  return {
    position,
    payments,
    leftOut,
    lots: lots ?? NO_LOTS,
    sales,
    soldBeforePayment,
    refused,
    holdings,
    changes,
  };
}

function earlierDay(a: Day | undefined, b: Day | undefined): Day | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a <= b ? a : b;
}

/**
 * Adds the capital gain distributions that each lot receives (section 857(b)(8)). Left out where no
 * sale follows while a lot is six months old or less: nobody would ask.
 */
function receiveCapitalGain(run: PaymentRun, trades: readonly Trade[]): void {
  const newest = run.lots.at(-1);
  if (!newest) return;
  const { capitalGain, unrecaptured1250 } = run.amounts.components;
  const received = addCents(capitalGain, unrecaptured1250);
  if (received === 0n) return;
  const { exDate } = run.planned;
  let next = firstIndex(trades, (one) => one.transaction.date >= exDate);
  while (trades[next] && trades[next]?.transaction.action !== 'sell') next++;
  const nextSale = trades[next];
  if (!nextSale || nextSale.transaction.date >= moreThanSixMonthsFrom(newest.acquired)) return;
  const parts = divideColumn(received, run.entitled.shares);
  run.lots.forEach((lot, place) => {
    lot.capitalGainReceived = addCents(lot.capitalGainReceived, parts[place] as Cents);
  });
}

const NO_LOTS: ListOfMany<LotState> = { count: 0, list: () => [] };

/** The open lots as they are now, whatever happens to them later. */
function statesOf(
  book: LotBook<LotPart>,
  account: Account,
  security: Security,
): ListOfMany<LotState> {
  const { lots, places, shares } = entitledLots(book);
  const cost = book.figures.cost.slice();
  const basis = book.figures.basis.slice();
  const reducedBefore = book.figures.reducedBefore.slice();
  const reducedInYear = book.figures.reducedInYear.slice();
  const stateOf = ({ name, acquisition, acquired }: RunLot, i: number): LotState => {
    const place = places[i] as number;
    const total = (cost[place] as bigint) - (basis[place] as bigint);
    const before = partBefore(
      total,
      reducedBefore[place] as bigint,
      reducedInYear[place] as bigint,
    );
    return {
      lot: name,
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      transactionId: acquisition.id,
      acquired,
      shares: shares.values[i] as Shares,
      cost: cost[place] as Cents,
      returnOfCapitalBefore: before as Cents,
      returnOfCapitalInYear: (total - before) as Cents,
      adjustedBasis: basis[place] as Cents,
    };
  };
  return { count: lots.length, list: () => lots.map(stateOf) };
}

/** What of a lot's reductions is of earlier years; roundings of partial sales stay within the total. */
function partBefore(total: bigint, reducedBefore: bigint, reducedInYear: bigint): bigint {
  if (reducedBefore === 0n) return 0n;
  return reducedInYear === 0n ? total : clamp(reducedBefore, total);
}

function clamp(value: bigint, most: bigint): bigint {
  return value < 0n ? 0n : value > most ? most : value;
}
