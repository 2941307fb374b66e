/**
 * The published JSON of a year, `basisbook/year-end-report@1`. Scripts depend on it: fields are
 * added, never renamed. Money has two digits, shares and rates no trailing zeros, lists a stable order.
 */
import type { Component, Subset } from '../tax/model.ts';
import type { BoxMeaning } from '../tax/forms.ts';
import type { NoticeCode, NoticeLevel, NoticeSubject } from '../tax/notices.ts';
import type { Term } from '../tax/year-report.ts';

export const YEAR_END_REPORT_SCHEMA = 'basisbook/year-end-report@1';

export interface FormBoxJson {
  readonly box: string;
  readonly meaning: BoxMeaning;
  readonly caption: string;
  readonly amount: string;
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
  readonly shares: string;
  readonly cost: string;
  readonly returnOfCapitalBefore: string;
  readonly returnOfCapitalInYear: string;
  readonly adjustedBasis: string;
}

export interface SaleJson {
  readonly account: string;
  readonly security: string;
  readonly lot: string;
  readonly acquired: string;
  readonly sold: string;
  readonly shares: string;
  readonly proceeds: string;
  readonly adjustedBasis: string;
  readonly returnOfCapital: string;
  readonly gain: string;
  readonly term: Term;
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
  readonly accounts: readonly {
    readonly account: string;
    readonly taxDeferred: boolean;
    readonly form1099Div: readonly FormBoxJson[];
  }[];
  readonly payments: readonly PaymentJson[];
  readonly lots: readonly LotJson[];
  readonly sales: readonly SaleJson[];
  readonly excessGains: readonly ExcessGainJson[];
  readonly notices: readonly NoticeJson[];
}
