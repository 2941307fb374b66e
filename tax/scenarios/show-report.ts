/**
 * A report as the tables of a scenario: each list as rows of named cells.
 */
import { COMPONENTS, securityLabel, SUBSETS } from '../model.ts';
import { formatMoney, formatRate, formatShares } from '../money.ts';
import type { Cents } from '../money.ts';
import type { YearReport } from '../year-report.ts';

/** `undefined` where the report says nothing: an expected `-`. */
type Cells = Readonly<Record<string, string | undefined>>;

type ListName =
  'boxes' | 'accounts' | 'payments' | 'parts' | 'lots' | 'sales' | 'gains' | 'notices';

const money = (amount: Cents | undefined): string | undefined =>
  amount === undefined ? undefined : formatMoney(amount);

const LISTS: Readonly<Record<ListName, (report: YearReport) => Cells[]>> = {
  boxes: (report) =>
    report.form1099Div.map((box) => ({
      box: box.box,
      meaning: box.meaning,
      amount: formatMoney(box.amount),
    })),
  accounts: (report) =>
    report.accounts.flatMap((each) =>
      each.form1099Div.map((box) => ({
        account: each.account,
        taxDeferred: each.taxDeferred ? 'yes' : 'no',
        box: box.box,
        amount: formatMoney(box.amount),
      })),
    ),
  payments: (report) =>
    report.payments.map((payment) => ({
      account: payment.account,
      security: securityLabel(payment.security),
      document: payment.documentId,
      record: payment.distribution.recordDate ?? undefined,
      ex: payment.exDate,
      computed: payment.exDateComputed ? 'yes' : 'no',
      payable: payment.distribution.payableDate,
      shares: formatShares(payment.shares),
      amount: formatRate(payment.amountPerShare),
      cash: formatMoney(payment.cash),
      ...Object.fromEntries(COMPONENTS.map((name) => [name, money(payment.components[name])])),
      ...Object.fromEntries(SUBSETS.map((name) => [name, money(payment.subsets[name])])),
    })),
  parts: (report) =>
    report.payments.flatMap((payment) =>
      payment.lots.map((lot) => ({
        account: payment.account,
        security: securityLabel(payment.security),
        payable: payment.distribution.payableDate,
        lot: lot.lot,
        shares: formatShares(lot.shares),
        returnOfCapital: formatMoney(lot.returnOfCapital),
        reduced: formatMoney(lot.basisReduction),
        excess: formatMoney(lot.excessGain),
      })),
    ),
  lots: (report) =>
    report.lots.map((lot) => ({
      account: lot.account,
      security: securityLabel(lot.security),
      lot: lot.lot,
      acquired: lot.acquired,
      shares: formatShares(lot.shares),
      cost: formatMoney(lot.cost),
      before: formatMoney(lot.returnOfCapitalBefore),
      inYear: formatMoney(lot.returnOfCapitalInYear),
      basis: formatMoney(lot.adjustedBasis),
    })),
  sales: (report) =>
    report.sales.map((sale) => ({
      account: sale.account,
      security: securityLabel(sale.security),
      row: sale.transactionId,
      lot: sale.lot,
      acquired: sale.acquired,
      sold: sale.sold,
      shares: formatShares(sale.shares),
      proceeds: formatMoney(sale.proceeds),
      cost: formatMoney(sale.cost),
      basis: formatMoney(sale.adjustedBasis),
      returnOfCapital: formatMoney(sale.returnOfCapital),
      gain: formatMoney(sale.gain),
      term: sale.term,
      longTermLoss: formatMoney(sale.longTermLoss),
    })),
  gains: (report) =>
    report.excessGains.map((gain) => ({
      account: gain.account,
      security: securityLabel(gain.security),
      lot: gain.lot,
      date: gain.date,
      amount: formatMoney(gain.amount),
      term: gain.term,
    })),
  notices: (report) =>
    report.notices.map(({ level, code, about }) => ({
      level,
      code,
      security: about.security,
      year: about.year?.toString(),
      account: about.account,
      row: about.transaction,
      lots: about.lots?.join(','),
    })),
};

function isListName(name: string): name is ListName {
  return Object.hasOwn(LISTS, name);
}

/** The named columns of one list of a report, in its order. Throws on a list or column unknown. */
export function showList(
  report: YearReport,
  list: string,
  columns: readonly string[],
): readonly (readonly string[])[] {
  if (!isListName(list)) throw new RangeError(`no such list: ${list}`);
  return LISTS[list](report).map((cells) =>
    columns.map((column) => {
      if (!Object.hasOwn(cells, column)) throw new RangeError(`no column ${column} in ${list}`);
      return cells[column] ?? '-';
    }),
  );
}
