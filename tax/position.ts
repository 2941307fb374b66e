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
import { chooseLots, emptyLotBook, openLot, openLots, type LotBook } from './lots.ts';
import type { Account, Sale, Security, Transaction } from './model.ts';
import { addCents, type Cents, type Shares } from './money.ts';
import { firstIndex } from './order.ts';
import { amountsOf } from './payment.ts';
import {
  stepsOf,
  type DistributionStep,
  type PlannedDistribution,
} from './planned-distributions.ts';
import {
  divideAmongLots,
  entitle,
  holdUntilEffective,
  reduceBasis,
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
  readonly lots: readonly LotState[];
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
  const { account, security, trades } = position;
  const { taxYear, horizon, everything } = options;
  const yearEnd = lastDayOfYear(taxYear);
  const steps = stepsOf(planned);
  const book: LotBook<LotPart> = emptyLotBook(
    trades.some(({ transaction }) => transaction.action === 'sell' && transaction.lot !== null),
  );
  const runs = new Map<PlannedDistribution, PaymentRun>();
  const payments: PaymentRun[] = [];
  const leftOut: PlannedDistribution[] = [];
  const sales: SaleRun[] = [];
  const soldBeforePayment: SoldBeforePayment[] = [];
  const refused: TransactionNotice[] = [];
  const holdings: Holding[] = [];
  const changes: LotChange[] = [];
  const runOfPart = new Map<LotPart, PaymentRun>();
  /** With a return of capital, and not paid yet on the day that the pass has reached. */
  let unpaid: PaymentRun[] = [];
  const partsByLot = new WeakMap<PaymentRun, ReadonlyMap<string, LotPart>>();

  const entitleTo = (one: PlannedDistribution): void => {
    if (book.held === 0n) return;
    const usable = one.weights.verdict === 'exact' || one.weights.verdict === 'within';
    const amounts = usable ? amountsOf(one.distribution, book.held) : undefined;
    if (!amounts) {
      leftOut.push(one);
      return;
    }
    const run = entitle(one, book.held, amounts, openLots(book));
    runs.set(one, run);
    if (everything || one.taxYear === taxYear) payments.push(run);
    if (amounts.components.returnOfCapital > 0n) {
      unpaid = unpaid.filter((other) => other.planned.distribution.payableDate > one.exDate);
      unpaid.push(run);
      if (one.effectiveDay > one.exDate) {
        holdUntilEffective(run);
        for (const part of run.parts) runOfPart.set(part, run);
      }
    }
    if (one.taxYear <= taxYear) receiveCapitalGain(run, trades);
  };

  const reduceBy = (one: PlannedDistribution): void => {
    const run = runs.get(one);
    if (!run) return;
    reduceBasis(
      run,
      taxYear,
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
    if (!everything && one.taxYear !== taxYear) runs.delete(one);
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
    noteSoldBeforePayment(sale, released, pieces);
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
    released: readonly LotPart[],
    pieces: readonly SalePiece[],
  ): void => {
    const releasedByRun = Map.groupBy(released, (part) => runOfPart.get(part));
    for (const [run, parts] of releasedByRun) {
      if (!run) continue;
      const lots = parts.map((part) => part.lot);
      soldBeforePayment.push({ sale, run, lots, becameGain: true });
    }
    unpaid = unpaid.filter((run) => run.planned.distribution.payableDate > sale.date);
    for (const run of unpaid) {
      if (run.planned.effectiveDay > sale.date) continue;
      const parts = partsByLot.get(run) ?? new Map(run.parts.map((part) => [part.lot, part]));
      partsByLot.set(run, parts);
      const lots = pieces
        .map((piece) => piece.lot)
        .filter((lot) => (parts.get(lot)?.returnOfCapital ?? 0n) > 0n);
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

  let lots: readonly LotState[] | undefined;
  let nextStep = 0;
  let nextTrade = 0;
  for (;;) {
    const step: DistributionStep | undefined = steps[nextStep];
    const due: Trade | undefined = trades[nextTrade];
    const stepFirst = step !== undefined && (!due || step.day <= due.transaction.date);
    const day = stepFirst ? step.day : due?.transaction.date;
    if (!lots && (day === undefined || day > yearEnd)) lots = statesOf(book, account, security);
    if (day === undefined || day > horizon) break;
    if (stepFirst) {
      nextStep++;
      if (step.kind === 'entitle') entitleTo(step.planned);
      else reduceBy(step.planned);
    } else if (due) {
      nextTrade++;
      trade(due);
    }
  }
  return {
    position,
    payments,
    leftOut,
    lots: lots ?? [],
    sales,
    soldBeforePayment,
    refused,
    holdings,
    changes,
  };
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
  divideAmongLots(received, run.lots).forEach((part, place) => {
    const lot = run.lots[place] as RunLot;
    lot.capitalGainReceived = addCents(lot.capitalGainReceived, part);
  });
}

function statesOf(book: LotBook<LotPart>, account: Account, security: Security): LotState[] {
  return openLots(book).map((lot): LotState => {
    const total = lot.cost - lot.basis;
    const before =
      lot.reducedBefore === 0n
        ? 0n
        : lot.reducedInYear === 0n
          ? total
          : clamp(lot.reducedBefore, total);
    return {
      lot: lot.name,
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      transactionId: lot.acquisition.id,
      acquired: lot.acquired,
      shares: lot.shares,
      cost: lot.cost,
      returnOfCapitalBefore: before as Cents,
      returnOfCapitalInYear: (total - before) as Cents,
      adjustedBasis: lot.basis,
    };
  });
}

function clamp(value: bigint, most: bigint): bigint {
  return value < 0n ? 0n : value > most ? most : value;
}
