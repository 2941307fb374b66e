/**
 * A report as the tables of a scenario: each list as rows of named cells.
 */
import { COMPONENTS, securityLabel, SUBSETS } from '../facts/model.ts';
import { formatMoney, formatRate, formatShares, sumCents } from '../values/money.ts';
import type { Cents } from '../values/money.ts';
import type { YearReport } from '../report/year-report.ts';

/** `undefined` where the report says nothing: an expected `-`. */
type Cells = Readonly<Record<string, string | undefined>>;

type ListName =
  | 'boxes'
  | 'accounts'
  | 'payments'
  | 'parts'
  | 'lots'
  | 'sales'
  | 'replacements'
  | 'gains'
  | 'kept'
  | 'holding'
  | 'uncounted'
  | 'provisional'
  | 'years'
  | 'notices';

const money = (amount: Cents | undefined): string | undefined =>
  amount === undefined ? undefined : formatMoney(amount);

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** The payable date of a payment that another list names by its key. */
function payableOf(report: YearReport, key: string): string | undefined {
  return report.payments.find((payment) => payment.key === key)?.distribution.payableDate;
}

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
        taxDeferred: yesNo(each.taxDeferred),
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
      computed: yesNo(payment.exDateComputed),
      payable: payment.distribution.payableDate,
      shares: formatShares(payment.shares),
      amount: formatRate(payment.amountPerShare),
      cash: formatMoney(payment.cash),
      discount: formatMoney(payment.discount),
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
      row: lot.transactionId,
      acquired: lot.acquired,
      since: lot.heldSince,
      inherited: yesNo(lot.inherited),
      shares: formatShares(lot.shares),
      cost: formatMoney(lot.cost),
      added: formatMoney(lot.disallowedLossAdded),
      other: formatMoney(lot.otherBasisChanges),
      before: formatMoney(lot.returnOfCapitalBefore),
      inYear: formatMoney(lot.returnOfCapitalInYear),
      basis: formatMoney(lot.adjustedBasis),
      stated: lot.opening?.day,
      waits: yesNo(lot.awaitsValue),
      lossBasis: lot.lossBasis === null ? undefined : formatMoney(lot.lossBasis),
    })),
  sales: (report) =>
    report.sales.map((sale) => ({
      account: sale.account,
      security: securityLabel(sale.security),
      row: sale.transactionId,
      lot: sale.lot,
      kind: sale.kind,
      gift: sale.giftRule ?? undefined,
      stated: sale.opening?.day,
      waits: yesNo(sale.awaitsValue),
      acquired: sale.acquired,
      since: sale.heldSince,
      inherited: yesNo(sale.inherited),
      sold: sale.sold,
      shares: formatShares(sale.shares),
      proceeds: formatMoney(sale.proceeds),
      cost: formatMoney(sale.cost),
      basis: formatMoney(sale.adjustedBasis),
      returnOfCapital: formatMoney(sale.returnOfCapital),
      gain: formatMoney(sale.gain),
      term: sale.term,
      disallowed: formatMoney(sale.disallowedLoss),
      allowed: formatMoney(sumCents([sale.gain, sale.disallowedLoss])),
      longTermLoss: formatMoney(sale.longTermLoss),
    })),
  replacements: (report) =>
    report.sales.flatMap((sale) =>
      sale.replacements.map((replacement) => ({
        row: sale.transactionId,
        sold: sale.lot,
        account: replacement.account,
        lot: replacement.lot,
        bought: replacement.bought,
        shares: formatShares(replacement.shares),
        disallowed: formatMoney(replacement.disallowedLoss),
        added: yesNo(replacement.addedToBasis),
      })),
    ),
  gains: (report) =>
    report.excessGains.map((gain) => ({
      account: gain.account,
      security: securityLabel(gain.security),
      lot: gain.lot,
      date: gain.date,
      amount: formatMoney(gain.amount),
      term: gain.term,
    })),
  kept: (report) =>
    report.keptGains.map((one) => ({
      account: one.account,
      security: securityLabel(one.security),
      row: one.transactionId,
      date: one.date,
      gain: formatMoney(one.gain),
      tax: formatMoney(one.tax),
      unrecaptured1250: formatMoney(one.unrecaptured1250),
      section1202: formatMoney(one.section1202),
      collectibles28: formatMoney(one.collectibles28),
    })),
  holding: (report) =>
    report.holdingPeriods.map((period) => ({
      account: period.account,
      security: securityLabel(period.security),
      payable: payableOf(report, period.paymentKey),
      part: period.part,
      lot: period.lot,
      shares: formatShares(period.shares),
      ex: period.exDate,
      disposed: period.disposed ?? undefined,
      days: period.daysHeld.toString(),
      needed: period.daysNeeded.toString(),
    })),
  uncounted: (report) =>
    report.uncountedParts.map((part) => ({
      account: part.account,
      security: securityLabel(part.security),
      payable: payableOf(report, part.paymentKey),
      part: part.part,
      amount: formatMoney(part.amount),
      shares: formatShares(part.shares),
      short: formatShares(part.sharesTooShort),
      notCounted: formatMoney(part.notCounted),
    })),
  provisional: (report) =>
    report.provisional.map((each) => ({
      account: each.account,
      taxDeferred: yesNo(each.taxDeferred),
      security: securityLabel(each.security),
      cash: formatMoney(each.cash),
      entries: each.entries.toString(),
    })),
  // A row for each reason; a complete year has one without.
  years: (report) =>
    report.yearStates.flatMap(({ security, year, state, reasons }) =>
      (reasons.length === 0 ? [undefined] : reasons).map((reason) => ({
        security: securityLabel(security),
        year: year.toString(),
        state,
        reason: reason?.code,
        of: reason && [reason.about.security, reason.about.year].join('@'),
        document: reason?.about.document,
        row: reason?.about.transaction,
        account: reason?.about.account,
        day: reason?.about.day,
      })),
    ),
  notices: (report) =>
    report.notices.map(({ level, code, about }) => ({
      level,
      code,
      security: about.security,
      year: about.year?.toString(),
      account: about.account,
      document: about.document,
      row: about.transaction,
      day: about.day,
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
