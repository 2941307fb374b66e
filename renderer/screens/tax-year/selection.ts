/** The part of a year that is looked at: all taxable accounts together, or one account. */
import type {
  ExcessView,
  HoldingView,
  PaymentView,
  Report,
  SaleView,
  TaxYearView,
  UncountedView,
} from './load.ts';

export interface Selection {
  /** Null for all taxable accounts together. */
  readonly account: string | null;
  readonly title: string;
  readonly taxDeferred: boolean;
  readonly boxes: Report['form1099Div'];
  readonly payments: readonly PaymentView[];
  readonly lots: Report['lots'];
  readonly sales: readonly SaleView[];
  readonly excessGains: readonly ExcessView[];
  readonly holdingPeriods: readonly HoldingView[];
  readonly uncountedParts: readonly UncountedView[];
  readonly provisional: Report['provisional'];
}

/** Tax-deferred accounts are in no selection but their own, as they are in no total. */
export function select(view: TaxYearView, account: string | null): Selection {
  const one = view.report.accounts.find((candidate) => candidate.account === account);
  const deferred = new Set(
    view.report.accounts
      .filter((candidate) => candidate.taxDeferred)
      .map((candidate) => candidate.account),
  );
  const wanted = (name: string): boolean => (one ? name === one.account : !deferred.has(name));
  return {
    account: one?.account ?? null,
    title: one?.account ?? 'All taxable accounts',
    taxDeferred: one?.taxDeferred ?? false,
    boxes: one?.form1099Div ?? view.report.form1099Div,
    payments: view.payments.filter(({ payment }) => wanted(payment.account)),
    lots: view.report.lots.filter((lot) => wanted(lot.account)),
    sales: view.sales.filter(({ sale }) => wanted(sale.account)),
    excessGains: view.excessGains.filter(({ gain }) => wanted(gain.account)),
    holdingPeriods: view.holdingPeriods.filter(({ period }) => wanted(period.account)),
    uncountedParts: view.uncountedParts.filter(({ uncounted }) => wanted(uncounted.account)),
    provisional: view.report.provisional.filter(({ account: name }) => wanted(name)),
  };
}
