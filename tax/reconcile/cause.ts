/**
 * A cause: something that can make a broker's form differ from ours, and what it does to the book.
 *
 * A cause never says what a form would show. It changes the facts, or the way in which the forms are
 * made of them, and the engine says the rest.
 */
import type { NoticeSubject } from '../facts/notices.ts';
import type { Reference } from '../facts/reference.ts';
import type { ChosenDocuments } from '../facts/select-documents.ts';
import type { DistributionPlan } from '../lots/planned-distributions.ts';
import type { BrokerForms, Field } from './broker-forms.ts';
import type { AccountYear, Figure, Practice } from './broker-view.ts';
import type { Received } from './received.ts';

/** By code: whom the rule goes back to. In the order in which they stand where they explain as much. */
export const CAUSE_AUTHORITIES = {
  'january-payment': 'Internal Revenue Code section 857(b)(9)',
  'settlement-date-as-trade-date': 'Rev. Rul. 66-97; Reg. 1.1223-1: the trade date counts',
  'not-entitled': 'Practice of the New York Stock Exchange (ex-dividend rules)',
  'total-without-1250': 'Instructions for Form 1099-DIV, box 2a',
  'holding-period-applied':
    'Reg. 1.199A-3(c)(2)(ii); Internal Revenue Code section 1(h)(11)(B)(iii)',
  'return-of-capital-not-in-basis':
    'Internal Revenue Code section 301(c)(2); of liquidating distributions section 331 and Rev. Rul. 68-348',
  'wash-sale': 'Internal Revenue Code section 1091; Reg. 1.6045-1(d)(6)(iii)',
  'undistributed-gain': 'Internal Revenue Code section 857(b)(3); Form 2439',
  'plan-discount': 'Publication 550, dividend reinvestment plans; Rev. Rul. 78-375',
  'plan-fees':
    'Rev. Rul. 78-375: a commission that the company pays is part of the dividend; Publication 550: one that you pay is part of the cost, or lowers the proceeds',
  'average-basis': 'Internal Revenue Code section 1012(c) and (d); Reg. 1.1012-1(e)',
  'estimate-used': 'The issuer’s final release counts',
  'superseded-document': 'The issuer’s corrected release counts',
  rounding: 'Practice; no rule says how a payer rounds',
  'transferred-in-year': 'Each broker reports what it paid (section 6042)',
  'payment-in-lieu': 'Section 6045(d): substitute payments stand on Form 1099-MISC, box 8',
  'missing-reinvestment': 'Publication 550: a reinvested dividend is a purchase',
  'missing-lot': 'Each broker reports what it paid on all shares that it held',
} as const;
export type CauseCode = keyof typeof CAUSE_AUTHORITIES;
export const CAUSE_CODES = Object.keys(CAUSE_AUTHORITIES) as readonly CauseCode[];

/**
 * How much has to be supposed: 1 nothing that the book does not have; 2 something that nothing in the
 * book points at, in whole or round numbers; 3 the same with a number made to fit.
 */
type Supposed = 1 | 2 | 3;

interface Told {
  readonly code: CauseCode;
  /** What happened and what to do, in plain sentences. */
  readonly message: string;
  readonly about: NoticeSubject;
}

/** A cause that can be tried as it is. */
export interface Cause extends Told {
  readonly supposed: Supposed;
  /** The groups of the book that it changes, by place. */
  readonly groups: readonly number[];
  /** How many facts it changes: of causes with one effect the one with the fewest is said. */
  readonly size: number;
  readonly change: (practice: Practice) => Practice;
  /** Of a number that the form gave: whether something else speaks for it, as a lot of as many shares, or a round one. */
  readonly isNatural?: boolean;
  /** Whether its number was made to fit. */
  readonly isFitted?: boolean;
  /** Whether it rests on a number of a list of usual ones, which one of them nearly always meets: a plan's discount. */
  readonly isListed?: boolean;
  /** Of a number that the form gave: whether it is so far from what is usual that it needs all of the form for itself. */
  readonly isFar?: boolean;
  /** Of a number of shares that the form gave: whether it is neither round nor one that was bought here. */
  readonly isOdd?: boolean;
  /** Whether it fits nearly anything that is left out: it is said only where nothing does that the book points at. */
  readonly isLastResort?: boolean;
  /** Fields that it says something about without changing them: where one of them differs, it is contradicted. */
  readonly speaksOf?: (field: Field) => boolean;
}

/** A cause with a number that the forms have to give: shares of a lot, dollars of a fee. */
export interface OpenCause {
  readonly code: CauseCode;
  readonly groups: readonly number[];
  /** Parts of a share, or cents; as far from nothing as the number usually is. */
  readonly typical: bigint;
  readonly least: bigint;
  readonly most: bigint;
  /** What a round number is a multiple of, roundest first. */
  readonly steps: readonly bigint[];
  /** Whether it can be a number that is no multiple of a step. */
  readonly isContinuous: boolean;
  /** How many numbers of its span are tried, where not the usual ones. */
  readonly numbers?: bigint;
  readonly withNumber: (number: bigint) => Cause;
}

/** One group of the book, as it stands. */
export interface Group {
  readonly place: number;
  readonly practice: Practice;
  readonly year: AccountYear;
  readonly chosen: ChosenDocuments;
  readonly plans: ReadonlyMap<string, DistributionPlan>;
}

/** What causes are looked for in. */
export interface Setting {
  readonly forms: BrokerForms;
  readonly fields: readonly Field[];
  readonly ours: readonly Figure[];
  readonly reference: Reference;
  readonly groups: readonly Group[];
  /** What the broker's own rows in the book say was paid. */
  readonly received: readonly Received[];
}

/** What these do can depend on any other cause. */
export const REACHING: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'january-payment',
  'total-without-1250',
  'holding-period-applied',
  'return-of-capital-not-in-basis',
  'wash-sale',
  'undistributed-gain',
  'average-basis',
  'estimate-used',
  'superseded-document',
  'rounding',
  'transferred-in-year',
  'payment-in-lieu',
]);
