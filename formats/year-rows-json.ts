/**
 * The report of a year for the window: the rows of the published document, each with what the
 * explanation of a figure calls its figures by. Scripts do not see it.
 */
import { countedGain } from '../tax/report/sale-figures.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { figurePartJson, sentencePartJson } from './figure-part-json.ts';
import {
  excessGainJson,
  holdingPeriodJson,
  noticeJson,
  payableDates,
  paymentJson,
  saleJson,
  uncountedJson,
  yearReportJson,
} from './year-report-json.ts';

export function yearRowsJson(report: YearReport) {
  const payable = payableDates(report);
  const { payments, sales, excessGains, holdingPeriods, uncountedParts, notices } = report;
  // Lists with names are written here; nothing else of them is written before.
  const rest = {
    payments: [],
    sales: [],
    excessGains: [],
    holdingPeriods: [],
    uncountedParts: [],
    notices: [],
  };
  return {
    ...yearReportJson({ ...report, ...rest }),
    payments: payments.map((one) => ({ ...paymentJson(one), key: one.key })),
    sales: sales.map((piece) => ({
      ...saleJson(piece),
      transaction: piece.transactionId,
      counted: figurePartJson(countedGain(piece)),
    })),
    excessGains: excessGains.map((gain) => ({
      ...excessGainJson(gain),
      payment: gain.paymentKey,
    })),
    holdingPeriods: holdingPeriods.map((period) => ({
      ...holdingPeriodJson(period, payable),
      payment: period.paymentKey,
    })),
    notices: notices.map((notice) => ({
      ...noticeJson(notice),
      parts: (notice.parts ?? [notice.message]).map(sentencePartJson),
    })),
    uncountedParts: uncountedParts.map((part) => ({
      ...uncountedJson(part, payable),
      payment: part.paymentKey,
    })),
  };
}
