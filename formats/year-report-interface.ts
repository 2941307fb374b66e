/**
 * The shape of the published JSON of a year, `basisbook/year-end-report@1`. Scripts depend on it:
 * fields are added, never renamed.
 */
import type { BoxMeaning } from '../tax/facts/forms.ts';
import type { Component, Subset } from '../tax/facts/model.ts';
import type { NoticeCode, NoticeLevel, NoticeSubject } from '../tax/facts/notices.ts';
import type { HoldingPeriod, SaleKind, Term, UncountedPart } from '../tax/lots/figures.ts';

export const YEAR_END_REPORT_SCHEMA = 'basisbook/year-end-report@1';

export interface FormBoxJson {
  readonly box: string;
  readonly meaning: BoxMeaning;
  readonly caption: string;
  readonly amount: string;
}

export interface AccountFormJson {
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly form1099Div: readonly FormBoxJson[];
}

export interface PaymentLotJson {
  readonly lot: string;
  readonly shares: string;
  readonly returnOfCapital: string;
  readonly basisReduction: string;
  readonly excessGain: string;
}

export interface PaymentJson {
  readonly account: string;
  readonly security: string;
  readonly recordDate: string | null;
  readonly exDate: string;
  readonly payableDate: string;
  readonly shares: string;
  readonly amountPerShare: string;
  readonly cash: string;
  readonly components: Readonly<Record<Component, string>>;
  readonly subsets: Readonly<Partial<Record<Subset, string>>>;
  readonly lots: readonly PaymentLotJson[];
}

export interface LotJson {
  readonly lot: string;
  readonly account: string;
  readonly security: string;
  readonly acquired: string;
  /** From when the holding period counts: earlier than `acquired` after a wash sale. */
  readonly heldSince: string;
  readonly shares: string;
  readonly cost: string;
  /** Of `cost`: losses that wash sales added to this lot. */
  readonly disallowedLossAdded: string;
  readonly returnOfCapitalBefore: string;
  readonly returnOfCapitalInYear: string;
  readonly adjustedBasis: string;
}

/** Shares that took the place of sold ones within 30 days, and the loss that they took on. */
export interface ReplacementJson {
  readonly account: string;
  readonly lot: string;
  readonly bought: string;
  readonly shares: string;
  readonly disallowedLoss: string;
  readonly addedToBasis: boolean;
}

export interface SaleJson {
  readonly kind: SaleKind;
  readonly account: string;
  readonly security: string;
  readonly lot: string;
  readonly acquired: string;
  /** From when the holding period counts: earlier than `acquired` after a wash sale. */
  readonly heldSince: string;
  readonly sold: string;
  readonly shares: string;
  readonly proceeds: string;
  readonly adjustedBasis: string;
  readonly returnOfCapital: string;
  /** Proceeds less adjusted basis; what counts is this and the disallowed loss. */
  readonly gain: string;
  readonly term: Term;
  /** The part of a loss that section 1091 disallows, not negative. */
  readonly disallowedLoss: string;
  readonly replacements: readonly ReplacementJson[];
  readonly longTermLoss: string;
}

export interface ExcessGainJson {
  readonly account: string;
  readonly security: string;
  readonly lot: string;
  readonly date: string;
  readonly amount: string;
  readonly term: Term;
}

/** How long the shares of one lot were held around an ex-date, for one part of a payment. */
export interface HoldingPeriodJson {
  readonly account: string;
  readonly security: string;
  readonly payableDate: string;
  readonly exDate: string;
  readonly part: HoldingPeriod['part'];
  readonly lot: string;
  readonly shares: string;
  /** Null where they were held to the end of the window. */
  readonly disposed: string | null;
  readonly daysHeld: number;
  readonly daysNeeded: number;
}

/** A part of a payment that does not count on the return: shares were not held long enough. */
export interface UncountedPartJson {
  readonly account: string;
  readonly security: string;
  readonly payableDate: string;
  readonly part: UncountedPart['part'];
  readonly amount: string;
  readonly shares: string;
  readonly sharesTooShort: string;
  readonly notCounted: string;
}

/** Cash of the year whose character no document tells. */
export interface ProvisionalJson {
  readonly account: string;
  readonly security: string;
  readonly cash: string;
  readonly entries: number;
}

export interface NoticeJson {
  readonly level: NoticeLevel;
  readonly code: NoticeCode;
  readonly message: string;
  readonly about: NoticeSubject;
}

export interface YearEndReportJson {
  readonly schema: typeof YEAR_END_REPORT_SCHEMA;
  readonly taxYear: number;
  readonly form1099Div: readonly FormBoxJson[];
  readonly accounts: readonly AccountFormJson[];
  readonly payments: readonly PaymentJson[];
  readonly lots: readonly LotJson[];
  readonly sales: readonly SaleJson[];
  readonly excessGains: readonly ExcessGainJson[];
  readonly holdingPeriods: readonly HoldingPeriodJson[];
  readonly uncountedParts: readonly UncountedPartJson[];
  readonly provisional: readonly ProvisionalJson[];
  readonly notices: readonly NoticeJson[];
}
