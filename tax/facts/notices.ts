/**
 * What the calculation has to say about the user's data. A notice is part of the answer, never an
 * exception: `error` means that something was left out of the figures, `warning` that a figure may
 * be wrong until the user acts, `info` that a choice was made which the user can check.
 */
import type { Day } from '../values/days.ts';
import type { SentencePart } from './said.ts';

export const NOTICE_CODES = [
  'same-security',
  'missing-allocation',
  'income-not-known',
  'estimate-in-use',
  'derived-in-use',
  'superseded-allocation',
  'ex-date-computed',
  'large-distribution',
  'terms-differ',
  'order-of-terms',
  'in-kind-value-differs',
  'in-kind-without-value',
  'roc-after-sale',
  'excess-over-basis',
  'loss-after-capital-gain',
  'loss-share-by-share',
  'possible-wash-sale',
  'january-payment',
  'payment-of-another-year',
  'split-year-payment',
  'overlapping-allocation',
  'conflicting-declaration',
  'not-entitled',
  'acquired-elsewhere',
  'reinvested-before-ex',
  'plan-discount',
  'discount-without-payment',
  'value-not-above-cash',
  'unlikely-value',
  'holding-period-not-met',
  'provisional-year',
  'dividend-differs',
  'gift-basis',
  'opening-basis',
  'basis-above-cost',
  'average-basis',
  'average-conditions',
  'named-in-average',
  'nothing-returned',
  'transfer-between-kinds',
  'split-in-one-account',
  'known-event',
  'split-without-effect',
  'entered-twice',
  'earlier-doubt',
  'no-trading-day',
  'sum-within-tolerance',
  'sum-out-of-tolerance',
  'record-date-missing',
  'beyond-market-calendar',
  'oversold',
  'nearly-all-sold',
  'unknown-lot',
  'duplicate-lot',
  'nothing-held',
  'no-fraction',
  'contradictory-fact',
  'invalid-transaction',
  'boot-in-exchange',
  'boot-without-value',
  'fraction-alone',
  'fraction-above-value',
  'after-liquidation',
  'not-the-last-day',
  'kept-gain-tax',
  'paid-twice',
  'per-share-differs',
  'lots-of-the-day',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

export type NoticeLevel = 'error' | 'warning' | 'info';

/** What a notice is about: the screen links to it. */
export interface NoticeSubject {
  readonly security?: string;
  readonly account?: string;
  readonly year?: number;
  readonly document?: string;
  readonly distribution?: string;
  readonly payment?: string;
  readonly transaction?: string;
  readonly line?: number;
  readonly day?: Day;
  readonly lots?: readonly string[];
}

export interface Notice {
  readonly level: NoticeLevel;
  readonly code: NoticeCode;
  /** A sentence that names the thing and the next step. */
  readonly message: string;
  /** The message in parts, where it states amounts. */
  readonly parts?: readonly SentencePart[];
  readonly about: NoticeSubject;
  /** The security of `about` where an allocation of it is asked for: several can have one name. */
  readonly securityId?: string;
  /** Of an allocation that is missing: what is known of a year in which published sources have no dividend. */
  readonly noneFound?: string;
}
