/**
 * What a broker says that it paid, and what it called it. Kept beside our figures and never added to them:
 * what a payment was is what the issuer's document says.
 */
import type { Cents } from '../values/money.ts';
import type { Day } from '../values/days.ts';

/** Kinds of payments by a broker's words; "paymentInLieu" is none of the issuer's. */
export const CLAIM_KINDS = [
  'dividend',
  'capitalGain',
  'unrecaptured1250',
  'returnOfCapital',
  'liquidation',
  'paymentInLieu',
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** What a broker's row can say besides its kind. */
export const CLAIM_FLAGS = ['qualified', 'reinvested', 'priorYear', 'reversal'] as const;
export type ClaimFlag = (typeof CLAIM_FLAGS)[number];

/** Cash that a broker's history has, of an issuer's payment on a security of the book; in lieu of one is none. */
export interface ClaimedCash {
  readonly accountId: string;
  readonly securityId: string;
  /** The payable date where the row names it, else its own day. */
  readonly date: Day;
  /** Below zero where it takes something back. */
  readonly amount: Cents;
  readonly fileName: string;
  /** Line of that file, from 1. */
  readonly line: number;
}

/** One row of a broker's history about cash of a payment. */
export interface BrokerClaim {
  readonly accountId: string;
  /** Ticker, CUSIP or name, as the broker writes it. */
  readonly security: string;
  /** The day of the broker's row. */
  readonly date: Day;
  readonly kind: ClaimKind;
  /** Below zero where it takes something back. */
  readonly amount: Cents;
  readonly flags: readonly ClaimFlag[];
  readonly recordDate: Day | null;
  readonly payableDate: Day | null;
  /** The broker's own id of the row. */
  readonly brokerId: string | null;
  /** Line of the broker's file, from 1. */
  readonly line: number;
}
