/**
 * The terms of a reorganisation, as its issuer states them: Form 8937, a tax notice, a release.
 *
 * Published interface: `basisbook/reorganisation@1`. What the issuer does not say, or nobody has read, is
 * null, and is asked of the holder where it is needed; amounts are dollars per share.
 */
import type { DocumentStatus, Ratio } from '../../tax/facts/model.ts';
import type { Day } from '../../tax/values/days.ts';
import type { Rate } from '../../tax/values/money.ts';

export const TERMS_SCHEMA = 'basisbook/reorganisation@1';

/** The first line of terms that are written as text. */
export const TERMS_HEADING = 'BasisBook terms of a reorganisation';

/** The line between terms and the notice of the issuer that they were read from. */
export const NOTICE_HEADING = "The issuer's notice:";

/** Each is made into entries of the kind of that name. */
export const TERMS_KINDS = ['split', 'stock-dividend', 'in-kind', 'spin-off', 'exchange'] as const;
export type TermsKind = (typeof TERMS_KINDS)[number];

/** Before the first trade of the day, or after the last one. */
export const TERMS_WHEN = ['before trading', 'after trading'] as const;

export const FRACTIONS = ['cash', 'kept'] as const;

export const CASH_AS_DIVIDEND = ['yes', 'no'] as const;

/** What a holder could choose, or was given by lot. */
export interface TermsChoice {
  readonly name: string;
  /** New shares for old ones; null where none came in. */
  readonly ratio: Ratio | null;
  /** Beside them, per old share. */
  readonly cash: Rate | null;
  /** Line of the text, from 1. */
  readonly line: number;
}

export interface ReorganisationTerms {
  readonly title: string;
  readonly issuer: string | null;
  readonly kind: TermsKind;
  /** The day of the distribution, or on which it took effect. */
  readonly date: Day;
  readonly when: (typeof TERMS_WHEN)[number] | null;
  readonly recordDate: Day | null;
  readonly exDate: Day | null;
  /** Ticker, CUSIP or name. */
  readonly from: string;
  readonly fromCusip: string | null;
  readonly to: string | null;
  readonly toCusip: string | null;
  /** Null where it is not known, and where there are choices. */
  readonly ratio: Ratio | null;
  readonly choices: readonly TermsChoice[];
  /** Of the basis that goes with a spin-off. */
  readonly percent: Rate | null;
  /** Of an exchange: per old share, besides the new ones. */
  readonly cash: Rate | null;
  /** Whether the cash of an exchange has the effect of a dividend (section 356(a)(2)), as the issuer says. */
  readonly dividend: (typeof CASH_AS_DIVIDEND)[number] | null;
  /** Market value of one new share. */
  readonly value: Rate | null;
  /** Whether a fraction of a new share was paid in cash. */
  readonly fractions: (typeof FRACTIONS)[number] | null;
  /** What was paid for one whole share where a fraction was. */
  readonly fractionPrice: Rate | null;
  readonly status: DocumentStatus;
  readonly publishedOn: Day | null;
  readonly source: string;
  readonly address: string | null;
  /** What is known not to be known, in words. */
  readonly unknown: readonly string[];
  /** What the holder answered, by the ids of the questions. */
  readonly answers: Readonly<Record<string, string>>;
  /** The line from which an entry is made where there is no choice: that of the ratio, or of the kind. */
  readonly line: number;
}

/** Why terms cannot be taken: a sentence, and the line where there is one. */
export interface TermsProblem {
  readonly line: number | null;
  readonly message: string;
  /** The field that is missing. */
  readonly missing?: string;
}
