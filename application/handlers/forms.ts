/** A broker's forms beside ours. */
import { reconciliationJson } from '../../formats/reconciliation-json.ts';
import { reference } from '../../resources/reference.ts';
import { securityLabel } from '../../tax/facts/model.ts';
import { formBoxes } from '../../tax/report/form-boxes.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { reconcile } from '../../tax/reconcile/reconcile.ts';
import { formatMoney, formatShares } from '../../tax/values/money.ts';
import type { BookHandlers } from '../dispatch.ts';
import { readBrokerForms } from '../reconcile/read-broker-forms.ts';
import type { BookContext } from '../session.ts';

/** What we have for one form; `payer` is the label of a security, null for all of them. */
function formOf(report: YearReport, account: string, payer: string | null) {
  const own = <
    T extends {
      readonly account: string;
      readonly security: YearReport['lots'][number]['security'];
    },
  >(
    rows: readonly T[],
  ): T[] =>
    rows.filter(
      (row) => row.account === account && (payer === null || securityLabel(row.security) === payer),
    );
  const received = {
    payments: own(report.payments),
    liquidations: own(report.liquidations),
    sales: own(report.sales),
  };
  const sold = received.sales.filter(({ kind }) => kind !== 'boot-dividend');
  return {
    account,
    payer,
    boxes: formBoxes(reference.forms, report.taxYear, received).map(({ box, caption, amount }) => ({
      box,
      caption,
      amount: formatMoney(amount),
    })),
    sales: sold.map((piece) => ({
      security: securityLabel(piece.security),
      acquired: piece.acquired,
      sold: piece.sold,
      shares: formatShares(piece.shares),
      proceeds: formatMoney(piece.proceeds),
      basis: formatMoney(piece.adjustedBasis),
      washSale: formatMoney(piece.disallowedLoss),
    })),
  };
}

/** Labels of what paid the account, or was sold in it. */
function payersOf(report: YearReport, account: string): readonly string[] {
  const rows = [...report.payments, ...report.sales, ...report.liquidations, ...report.keptGains];
  const own = rows.filter((row) => row.account === account);
  return [...new Set(own.map(({ security }) => securityLabel(security)))].sort();
}

export const formsHandlers: Pick<BookHandlers<BookContext>, 'forms.ours' | 'forms.compare'> = {
  'forms.ours': ({ report: reportOf }, { year }) => {
    const report = reportOf(year);
    return report.accounts
      .filter(({ taxDeferred }) => !taxDeferred)
      .flatMap(({ account }) => {
        const payers = payersOf(report, account);
        const single = payers.length > 1 ? payers : [];
        return [null, ...single].map((payer) => formOf(report, account, payer));
      });
  },

  'forms.compare': ({ facts: factsOf }, { forms }) => {
    const facts = factsOf();
    const read = readBrokerForms(forms, { facts, reference, year: forms.year });
    if (!read.ok) return { problems: [...read.problems], found: null };
    return { problems: [], found: reconciliationJson(reconcile(facts, read.forms, reference)) };
  },
};
