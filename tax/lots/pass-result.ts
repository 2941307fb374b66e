/** What is asked of a pass over the facts, and what comes of it. */
import type { Day } from '../values/days.ts';
import type { Steps } from '../values/steps.ts';
import type { ListOfMany } from '../values/list-of-many.ts';
import type { LotMethod, PaidOnLots, Sale, Transaction } from '../facts/model.ts';
import type { Position, TransactionNotice } from '../facts/transactions.ts';
import type { Cents, Shares } from '../values/money.ts';
import type { LotState } from './figures.ts';
import type { Keeps, LotChange, Match, Movement, PassLog } from './pass-log.ts';
import type { PlanDiscounts } from './plan-discounts.ts';
import type { PlannedDistribution } from './planned-distributions.ts';
import type { Holding, PositionState } from './position-state.ts';
import type { RestsOnOf } from './rests-on.ts';
import type { PaymentRun } from './return-of-capital.ts';
import type { PieceRun } from './sales.ts';
import type { WashSaleOutcome, WashSaleScope } from './wash-sales.ts';

/** An entry that sold shares. */
export interface SaleRun {
  readonly position: Position;
  readonly entry: Transaction;
  readonly order: number;
  readonly pieces: readonly PieceRun[];
  /** Shares of the position after it. */
  readonly left: Shares;
}

/** A payment on all lots of a position, or gain that was added to them. */
export interface PaidEntry {
  readonly position: Position;
  readonly entry: PaidOnLots;
  /** Those that it was paid on. */
  readonly shares: Shares;
  /** What their lots cost. */
  readonly cost: Cents;
}

/** Shares that were sold, or given away, between an ex-date and its payment. */
export interface SoldBeforePayment {
  readonly position: Position;
  readonly entry: Transaction;
  readonly run: PaymentRun;
  readonly lots: readonly string[];
  /** Whether the part became a gain of the payment's year instead of going into the sale. */
  readonly becameGain: boolean;
  /** Those that were short-term when they left, and are long-term on the day of that gain. */
  readonly longByPayment: readonly string[];
}

/** What is told of a pass while it goes on. May throw to end it. */
export type Watch = Steps;

/** Looks at the lots before and after one entry. */
export interface Probe {
  readonly transactionId: string;
  /** Chooses the lots in place of the account's method; null leaves it to that. */
  readonly method: LotMethod | null;
  readonly before: (states: readonly PositionState[]) => void;
  readonly after: (states: readonly PositionState[]) => void;
}

export interface PassOptions {
  readonly taxYear: number;
  /** The last day whose events count. */
  readonly horizon: Day;
  /** Payments and sales of every year with every change of a lot, or the year's own. */
  readonly keeps: Keeps;
  /** From which day on moves of shares are kept; null keeps none. */
  readonly movementsFrom: Day | null;
  readonly discounts: PlanDiscounts;
  readonly watch?: Watch | undefined;
  readonly probe?: Probe | undefined;
  /** What a broker's form is worked out with; all accounts where it is not said. */
  readonly washSales?: WashSaleScope | undefined;
}

/** What a payment came to for an account. */
export interface PaidCash {
  readonly planned: PlannedDistribution;
  /** Those that were entitled. */
  readonly shares: Shares;
  readonly cash: Cents;
}

export interface PositionRun {
  readonly position: Position;
  /** Of the reported year, or of every year where all are asked for. */
  readonly payments: readonly PaymentRun[];
  /** Of every payment up to the end of the pass. */
  readonly cash: readonly PaidCash[];
  /** Rows that shares were entitled to and that cannot be divided. */
  readonly leftOut: readonly PlannedDistribution[];
  /** Open at the end of the year, in order of acquisition and name. */
  readonly lots: ListOfMany<LotState>;
  readonly holdings: readonly Holding[];
}

export interface PassResult {
  readonly positions: readonly PositionRun[];
  /** In order of the entries. */
  readonly sales: readonly SaleRun[];
  readonly paid: readonly PaidEntry[];
  readonly soldBeforePayment: readonly SoldBeforePayment[];
  readonly refused: readonly TransactionNotice[];
  /** Entries that were carried out as they stand, and contradict what is known beside them. */
  readonly doubted: readonly TransactionNotice[];
  /** Sales that name lots whose basis is averaged, and whose days go first in, first out. */
  readonly namedInAverage: readonly Sale[];
  /** In order of effect. */
  readonly changes: readonly LotChange[];
  readonly movements: readonly Movement[];
  readonly restsOn: RestsOnOf;
  readonly washSales: WashSaleOutcome;
  /** In order; only where everything is kept. */
  readonly matches: readonly Match[];
  /** What payments did, for whoever tells it. */
  readonly told: Pick<PassLog, 'payments' | 'reductions' | 'splits'>;
}
