import type { Answer } from '../../../electron/api/contract.ts';
import { call } from '../../api/client.ts';

type Year = Answer<'year.report'>;
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
  /** By the label that the report gives a security; null where no document names the issuer. */
  readonly issuers: ReadonlyMap<string, string | null>;
  readonly hasDocuments: boolean;
  readonly hasEntries: boolean;
}

export async function loadTaxYear(
  year: number,
  years: readonly number[],
  counts: { readonly documents: number; readonly transactions: number },
): Promise<TaxYearView> {
  const [answer, securities] = await Promise.all([
    call('year.report', { year }),
    call('securities.list', {}),
  ]);
  const { report } = answer;
  return {
    year,
    years,
    report,
    form: answer.form,
    payments: report.payments.map((payment, index) => ({
      key: answer.paymentKeys[index] ?? '',
      payment,
    })),
    sales: report.sales.map((sale, index) => ({
      transaction: answer.saleTransactions[index] ?? '',
      sale,
    })),
    excessGains: report.excessGains.map((gain, index) => ({
      payment: answer.excessPayments[index] ?? '',
      gain,
    })),
    issuers: new Map(securities.map(({ label, issuer }) => [label, issuer])),
    hasDocuments: counts.documents > 0,
    hasEntries: counts.transactions > 0,
  };
}
