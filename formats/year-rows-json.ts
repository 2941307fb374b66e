/**
 * The report of a year for the window: its frame, and the rows of the published document, each with what the
 * explanation of a figure calls its figures by. Scripts do not see it.
 */
import { BOX_SOURCES } from '../tax/facts/forms.ts';
import { PATH_TOTALS, type PathTotal } from '../tax/facts/figure-ref.ts';
import { securityLabel, SUBSETS } from '../tax/facts/model.ts';
import type { ExcessGain, HoldingPeriod, Payment, SalePiece } from '../tax/lots/figures.ts';
import type { Notice } from '../tax/facts/notices.ts';
import { daysOfLots } from '../tax/report/lot-days.ts';
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
  paymentHeadJson,
  paymentLotJson,
  provisionalJson,
  saleJson,
  uncountedJson,
  yearReportJson,
} from './year-report-json.ts';

function selectionJson(
  { payments, liquidations, accounts }: YearReport,
  {
    boxes,
    basis,
    cash,
    components,
    path,
    discount,
    provisionalCash,
    notCounted,
    counts: _,
    ...one
  }: Selection,
) {
  const account = accounts.find(({ accountId }) => accountId === one.accountId);
  const own = [...payments, ...liquidations].filter(isIn(one.accountId));
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

/** A payment without its lots, of which there may be very many. */
export function paymentRowJson(payment: Payment, report: YearReport) {
  return {
    ...paymentHeadJson(payment),
    key: payment.key,
    subsetRows: subsetRowsJson(payment, report),
  };
}

export function saleRowJson(piece: SalePiece) {
  return {
    ...saleJson(piece),
    transaction: piece.transactionId,
    counted: figurePartJson(countedGain(piece)),
  };
}

/** The day on which a lot of an account was acquired. */
type Days = ReturnType<typeof daysOfLots>;

export function excessGainRowJson(gain: ExcessGain, days: Days) {
  return {
    ...excessGainJson(gain),
    payment: gain.paymentKey,
    since: gain.since,
    acquired: days(gain.accountId, gain.lot),
  };
}

export function holdingPeriodRowJson(
  period: HoldingPeriod,
  payable: ReturnType<typeof payableDates>,
  days: Days,
) {
  return {
    ...holdingPeriodJson(period, payable),
    payment: period.paymentKey,
    acquired: days(period.accountId, period.lot),
    enough: isHeldLongEnough(period),
  };
}

/** What falls short first. */
export function holdingPeriodsInOrder({ holdingPeriods }: YearReport): readonly HoldingPeriod[] {
  return [
    ...holdingPeriods.filter((period) => !isHeldLongEnough(period)),
    ...holdingPeriods.filter(isHeldLongEnough),
  ];
}

/** What both the whole report and the frame of its screen have. */
function aroundRows(report: YearReport, payable: ReturnType<typeof payableDates>) {
  const { uncountedParts, provisional } = report;
  return {
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
  };
}

function noticeRowJson(notice: Notice) {
  return {
    ...noticeJson(notice),
    parts: (notice.parts ?? [notice.message]).map(sentencePartJson),
  };
}

/** More of one kind than these are counted: nobody reads them one by one. Errors are all there. */
const MOST_OF_A_KIND = 100;

/** Notices beyond those of their kind that are shown. */
function beyondShown(notices: readonly Notice[]): ReadonlySet<Notice> {
  const kinds = Map.groupBy(
    notices.filter(({ level }) => level !== 'error'),
    ({ level, code }) => (level === 'info' ? level : code),
  );
  return new Set([...kinds.values()].flatMap((of) => of.slice(MOST_OF_A_KIND)));
}

/** The screen of a year without its tables, which are asked for page by page. */
export function yearFrameJson(report: YearReport) {
  const rest = beyondShown(report.notices);
  const notesLeft = [...rest].filter(({ level }) => level === 'info').length;
  return {
    ...aroundRows(report, payableDates(report)),
    payments: report.payments.map((one) => ({
      key: one.key,
      account: one.account,
      security: securityLabel(one.security),
      payableDate: one.distribution.payableDate,
      cash: formatMoney(one.cash),
      ...(one.discount === 0n ? {} : { discount: formatMoney(one.discount) }),
      components: componentsJson(one.components),
    })),
    notices: report.notices.filter((one) => !rest.has(one)).map(noticeRowJson),
    notesLeft,
    openLeft: rest.size - notesLeft,
    selections: selectionsOf(report).map((one) => ({
      ...selectionJson(report, one),
      ...one.counts,
    })),
  };
}

/** Every row of the report at once. */
export function yearRowsJson(report: YearReport) {
  const payable = payableDates(report);
  const days = daysOfLots(report);
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
  return {
    ...yearReportJson({ ...report, ...rest }),
    ...aroundRows(report, payable),
    payments: report.payments.map((one) => ({
      ...paymentRowJson(one, report),
      lots: one.lots.map(paymentLotJson),
    })),
    sales: report.sales.map(saleRowJson),
    excessGains: report.excessGains.map((one) => excessGainRowJson(one, days)),
    holdingPeriods: holdingPeriodsInOrder(report).map((one) =>
      holdingPeriodRowJson(one, payable, days),
    ),
    notices: report.notices.map(noticeRowJson),
    selections: selectionsOf(report).map((one) => selectionJson(report, one)),
  };
}
