/** What is said of a year of a security: whether anything about it is still to come. */
import type { Security } from './model.ts';
import type { NoticeSubject } from './notices.ts';

/** What can make a year of a security provisional, in the order in which it is told. */
export const STATE_REASONS = [
  /** No allocation of the year. */
  'missing-document',
  /** None, and amounts of its payments are known: by entries, or by published sources. */
  'only-payments-known',
  'estimate-in-use',
  /** Nobody published an allocation; a broker's form stands in. */
  'derived-in-use',
  /** A row that is left out or that another year's document counts too, a known payment that it lacks, a dividend of an entry that no row is near. */
  'document-incomplete',
  /** Cash that a broker's history has, and no document and no entry. */
  'claim-without-payment',
  /** Shares received in kind, and nobody has said yet what they were worth. */
  'value-not-known',
  'entry-left-out',
  /** A year that the basis rests on is provisional itself. */
  'basis-of-another-year',
] as const;
type StateReasonCode = (typeof STATE_REASONS)[number];

export interface StateReason {
  readonly code: StateReasonCode;
  /** A sentence that names the thing and the next step. */
  readonly message: string;
  /** Of `basis-of-another-year` the security and year whose document is asked for. */
  readonly about: NoticeSubject;
  /** Of `missing-document`: what is known of a year in which published sources have no dividend. */
  readonly noneFound?: string;
}

/** A year in which shares of a security were held, in all accounts together. */
export interface YearState {
  readonly security: Security;
  readonly year: number;
  readonly state: 'complete' | 'provisional';
  /** None where it is complete. */
  readonly reasons: readonly StateReason[];
}
