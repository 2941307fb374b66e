/**
 * The figures of one tax year, as exact values. `formats/` turns them into the published JSON and
 * the table for a person; the meaning of each field is that of the published interface.
 */
import type { Day } from './days.ts';
import type { BoxMeaning } from './forms.ts';
import type { Component, Distribution, Security, Subset } from './model.ts';
import type { Cents, Rate, Shares } from './money.ts';
import type { Notice } from './notices.ts';

export type Term = 'short' | 'long';

export interface FormBox {
  readonly box: string;
  readonly meaning: BoxMeaning;
  readonly caption: string;
  readonly amount: Cents;
}

export interface AccountForm {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly form1099Div: readonly FormBox[];
}

/** The part of a payment's return of capital that fell to one lot. */
export interface PaymentLot {
  readonly lot: string;
  /** Entitled shares. */
  readonly shares: Shares;
  readonly returnOfCapital: Cents;
  readonly basisReduction: Cents;
  readonly excessGain: Cents;
}

export interface Payment {
  /** Unique within a report: distribution and account. */
  readonly key: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly documentId: string;
  readonly distribution: Distribution;
  readonly exDate: Day;
  readonly exDateComputed: boolean;
  readonly shares: Shares;
  /** Dollars per share that count in this tax year. */
  readonly amountPerShare: Rate;
  readonly cash: Cents;
  readonly components: Readonly<Record<Component, Cents>>;
  readonly subsets: Readonly<Partial<Record<Subset, Cents>>>;
  readonly lots: readonly PaymentLot[];
}

/** A lot that is open at the end of the year. */
export interface LotState {
  readonly lot: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly transactionId: string;
  readonly acquired: Day;
  /** Remaining shares. */
  readonly shares: Shares;
  /** What the remaining shares cost. */
  readonly cost: Cents;
  /** Basis reductions of earlier years that the remaining shares carry. */
  readonly returnOfCapitalBefore: Cents;
  /** Basis reductions of this year's payments that the remaining shares carry. */
  readonly returnOfCapitalInYear: Cents;
  readonly adjustedBasis: Cents;
}

/** One lot's part of a sale. */
export interface SalePiece {
  readonly transactionId: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly lot: string;
  readonly acquired: Day;
  readonly sold: Day;
  readonly shares: Shares;
  readonly proceeds: Cents;
  readonly cost: Cents;
  readonly adjustedBasis: Cents;
  /** Basis reductions that the sold shares carried: cost less adjusted basis. */
  readonly returnOfCapital: Cents;
  readonly gain: Cents;
  readonly term: Term;
  /** The part of a short-term loss that section 857(b)(8) makes long-term. */
  readonly longTermLoss: Cents;
}

/** Return of capital beyond the basis: a capital gain of the payable date. */
export interface ExcessGain {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly lot: string;
  readonly paymentKey: string;
  readonly date: Day;
  readonly amount: Cents;
  readonly term: Term;
}

export type LotEventKind = 'acquired' | 'returnOfCapital' | 'sold';

/** One change of a lot, in order: the figures after it. */
export interface LotEvent {
  readonly lot: string;
  readonly accountId: string;
  readonly kind: LotEventKind;
  /** The day on which it took effect. */
  readonly day: Day;
  readonly transactionId: string | null;
  readonly paymentKey: string | null;
  readonly sharesAfter: Shares;
  readonly basisChange: Cents;
  readonly basisAfter: Cents;
}

export interface YearReport {
  readonly taxYear: number;
  readonly form1099Div: readonly FormBox[];
  readonly accounts: readonly AccountForm[];
  readonly payments: readonly Payment[];
  readonly lots: readonly LotState[];
  readonly sales: readonly SalePiece[];
  readonly excessGains: readonly ExcessGain[];
  readonly notices: readonly Notice[];
}
