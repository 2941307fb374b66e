import type { YearReport } from '../tax/year-report.ts';

/** The report of one account alone: its own form on top, also where it is tax-deferred. */
export function limitToAccount(report: YearReport, name: string): YearReport {
  const own = (item: { readonly account: string }): boolean => item.account === name;
  const accounts = report.accounts.filter(own);
  return {
    ...report,
    form1099Div: accounts[0]?.form1099Div ?? [],
    accounts,
    payments: report.payments.filter(own),
    lots: report.lots.filter(own),
    sales: report.sales.filter(own),
    excessGains: report.excessGains.filter(own),
    notices: report.notices.filter(
      ({ about }) => about.account === undefined || about.account === name,
    ),
  };
}
