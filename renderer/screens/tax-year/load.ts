import type { Answer } from '../../../application/contract.ts';
import { accountIdOf } from '../../api/account-id.ts';
import { call } from '../../api/client.ts';
import type { ReturnOptions } from '../../state/return-options.svelte.ts';

type Year = Answer<'year.report'>;
export type ReturnLines = Answer<'year.returnLines'>;
export type SaleGroup = ReturnLines['sales'][number];
export type Report = Year['report'];
export type FormMapView = NonNullable<Year['form']>;

export interface PaymentView {
  readonly key: string;
  readonly payment: Report['payments'][number];
}
export interface SaleView {
  readonly transaction: string;
  readonly sale: Report['sales'][number];
}
export interface HoldingView {
  readonly payment: string;
  readonly period: Report['holdingPeriods'][number];
}
export interface UncountedView {
  readonly payment: string;
  readonly uncounted: Report['uncountedParts'][number];
}
export interface ExcessView {
  readonly payment: string;
  readonly gain: Report['excessGains'][number];
}

/** All that the Tax year screen shows. */
export interface TaxYearView {
  readonly year: number;
  readonly years: readonly number[];
  readonly report: Report;
  readonly form: Year['form'];
  readonly payments: readonly PaymentView[];
  readonly sales: readonly SaleView[];
  readonly excessGains: readonly ExcessView[];
  readonly holdingPeriods: readonly HoldingView[];
  readonly uncountedParts: readonly UncountedView[];
  /** Of all taxable accounts, with the options that were chosen when the year was loaded. */
  readonly returnLines: ReturnLines;
  readonly options: ReturnOptions;
  /** By the label that the report gives a security; null where no document names the issuer. */
  readonly issuers: ReadonlyMap<string, string | null>;
  readonly hasDocuments: boolean;
  readonly hasEntries: boolean;
}

/** Where the figures go on the return: of one account, or of all taxable ones. */
export async function loadReturnLines(
  year: number,
  account: string | null,
  options: ReturnOptions,
): Promise<ReturnLines> {
  const accountId = account === null ? null : await accountIdOf(account);
  return call('year.returnLines', { year, accountId, ...options });
}

export async function loadTaxYear(
  year: number,
  years: readonly number[],
  counts: { readonly documents: number; readonly transactions: number },
  options: ReturnOptions,
): Promise<TaxYearView> {
  const [answer, returnLines, securities] = await Promise.all([
    call('year.report', { year }),
    loadReturnLines(year, null, options),
    call('securities.list', {}),
  ]);
  const { report } = answer;
  return {
    year,
    years,
    report,
    form: answer.form,
    payments: report.payments.map((payment) => ({ key: payment.key, payment })),
    sales: report.sales.map((sale) => ({ transaction: sale.transaction, sale })),
    excessGains: report.excessGains.map((gain) => ({ payment: gain.payment, gain })),
    holdingPeriods: report.holdingPeriods.map((period) => ({ payment: period.payment, period })),
    uncountedParts: report.uncountedParts.map((uncounted) => ({
      payment: uncounted.payment,
      uncounted,
    })),
    returnLines,
    options,
    issuers: new Map(securities.map(({ label, issuer }) => [label, issuer])),
    hasDocuments: counts.documents > 0,
    hasEntries: counts.transactions > 0,
  };
}
