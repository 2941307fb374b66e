/**
 * The report of a year for the window: the rows of the published document, each with what the
 * explanation of a figure calls its figures by. Scripts do not see it.
 */
import { BOX_SOURCES } from '../tax/facts/forms.ts';
import { PATH_TOTALS, type PathTotal } from '../tax/facts/figure-ref.ts';
import { securityLabel, SUBSETS } from '../tax/facts/model.ts';
import type { HoldingPeriod, Payment } from '../tax/lots/figures.ts';
import { countedGain } from '../tax/report/sale-figures.ts';
import { isHeldLongEnough, isIn, selectionsOf, type Selection } from '../tax/report/selections.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { formatMoney } from '../tax/values/money.ts';
import { figurePartJson, sentencePartJson } from './figure-part-json.ts';
import {
  boxJson,
  componentsJson,
  excessGainJson,
  holdingPeriodJson,
  noticeJson,
  payableDates,
  paymentJson,
  provisionalJson,
  saleJson,
  uncountedJson,
  yearReportJson,
} from './year-report-json.ts';

function selectionJson(
  { payments, accounts }: YearReport,
  {
    boxes,
    basis,
    cash,
    components,
    path,
    discount,
    provisionalCash,
    notCounted,
    ...one
  }: Selection,
) {
  const account = accounts.find(({ accountId }) => accountId === one.accountId);
  const own = payments.filter(isIn(one.accountId));
  return {
    ...one,
    account: account?.account ?? null,
    boxes: boxes.map((box) => ({
      ...boxJson(box),
      // What no document tells of is not zero.
      known: box.amount !== 0n || !one.incomplete,
    })),
    payers: [...new Set(own.map(({ security }) => security.issuer ?? securityLabel(security)))],
    basis: {
      cost: formatMoney(basis.cost),
      returnOfCapitalBefore: formatMoney(basis.returnOfCapitalBefore),
      basisBefore: formatMoney(basis.basisBefore),
      returnOfCapitalInYear: formatMoney(basis.returnOfCapitalInYear),
      adjustedBasis: formatMoney(basis.adjustedBasis),
    },
    cash: formatMoney(cash),
    components: componentsJson(components),
    path: Object.fromEntries(PATH_TOTALS.map((name) => [name, formatMoney(path[name])])) as Record<
      PathTotal,
      string
    >,
    discount: formatMoney(discount),
    provisionalCash: formatMoney(provisionalCash),
    notCounted: notCounted.map(({ part, amount }) => ({ part, amount: formatMoney(amount) })),
  };
}

/** A payment's subsets, with the box of the form that shows each. */
function subsetRowsJson({ subsets }: Payment, { form1099Div }: YearReport) {
  return SUBSETS.flatMap((name) => {
    const amount = subsets[name];
    if (amount === undefined) return [];
    const box = form1099Div.find(({ meaning }) => BOX_SOURCES[meaning].includes(name));
    return [{ name, amount: formatMoney(amount), box: box?.box ?? null }];
  });
}

export function yearRowsJson(report: YearReport) {
  const payable = payableDates(report);
  const { payments, sales, excessGains, holdingPeriods, uncountedParts, provisional, notices } =
    report;
  // Lists with names are written here; nothing else of them is written before.
  const rest = {
    payments: [],
    sales: [],
    excessGains: [],
    holdingPeriods: [],
    uncountedParts: [],
    provisional: [],
    notices: [],
  };
  const tooShort = (period: HoldingPeriod): boolean => !isHeldLongEnough(period);
  return {
    ...yearReportJson({ ...report, ...rest }),
    payments: payments.map((one) => ({
      ...paymentJson(one),
      key: one.key,
      subsetRows: subsetRowsJson(one, report),
    })),
    sales: sales.map((piece) => ({
      ...saleJson(piece),
      transaction: piece.transactionId,
      counted: figurePartJson(countedGain(piece)),
    })),
    excessGains: excessGains.map((gain) => ({
      ...excessGainJson(gain),
      payment: gain.paymentKey,
    })),
    holdingPeriods: [
      ...holdingPeriods.filter(tooShort),
      ...holdingPeriods.filter(isHeldLongEnough),
    ].map((period) => ({
      ...holdingPeriodJson(period, payable),
      payment: period.paymentKey,
      enough: isHeldLongEnough(period),
    })),
    notices: notices.map((notice) => ({
      ...noticeJson(notice),
      parts: (notice.parts ?? [notice.message]).map(sentencePartJson),
    })),
    uncountedParts: uncountedParts.map((part) => ({
      ...uncountedJson(part, payable),
      payment: part.paymentKey,
    })),
    provisional: provisional.map((one) => ({
      ...provisionalJson(one),
      accountId: one.accountId,
      securityId: one.security.id,
      taxDeferred: one.taxDeferred,
    })),
    selections: selectionsOf(report).map((one) => selectionJson(report, one)),
  };
}
