/** The screen of a year and its long tables, as validators: payments with their lots, sales, gains beyond the basis, holding periods. */
import * as v from 'valibot';
import { COMPONENTS } from '../tax/facts/model.ts';
import { query } from './wire-calls.ts';
import { askedPage, askedYearPage, pageOfRows } from './wire-pages.ts';
import {
  excessGainRow,
  holdingPeriodRow,
  paymentLotRow,
  paymentRow,
  returnLinesRequest,
  saleFormRow,
  saleRow,
  yearFrame,
  yearRows,
} from './wire-report.ts';
import { day, field, nullableText, text, year } from './wire-values.ts';
import { checklistItem } from './wire-year-calls.ts';

const PAYMENT_COLUMNS = [
  'paid',
  'security',
  'account',
  'shares',
  'perShare',
  'cash',
  ...COMPONENTS,
] as const;
const PAYMENT_LOT_COLUMNS = [
  'lot',
  'shares',
  'returnOfCapital',
  'basisReduction',
  'excessGain',
] as const;
const SALE_COLUMNS = [
  ...(['sold', 'lot', 'security', 'account', 'acquired', 'shares', 'proceeds'] as const),
  ...(['adjustedBasis', 'gain', 'disallowedLoss', 'counted', 'term'] as const),
] as const;
const EXCESS_COLUMNS = ['date', 'lot', 'account', 'gain', 'term'] as const;
const HOLDING_COLUMNS = [
  'exDate',
  'lot',
  'part',
  'shares',
  'disposed',
  'daysHeld',
  'enough',
] as const;

const besideReport = {
  /** What the year lacks; nothing where it is complete. */
  checklist: v.array(checklistItem),
  form: v.nullable(
    v.strictObject({
      title: text,
      source: text,
      linesSource: nullableText,
      boxes: v.array(
        v.strictObject({
          box: text,
          goesTo: v.array(v.strictObject({ form: text, line: text, note: v.nullable(text) })),
        }),
      ),
    }),
  ),
};

export const yearReportCalls = {
  /** The screen of a year: its sums, boxes, notices and how many rows its tables have. */
  'year.frame': query(
    v.strictObject({ year }),
    v.strictObject({
      report: yearFrame,
      ...besideReport,
      /** The year is finished: what was filed is kept, with its day where that is known. */
      filed: v.nullable(v.strictObject({ on: v.nullable(day) })),
    }),
  ),
  /** All of a year at once, with every row; the window asks for the frame, and for pages of rows. */
  'year.report': query(
    v.strictObject({ year }),
    v.strictObject({ report: yearRows, ...besideReport }),
  ),
  'year.payments': query(askedYearPage(PAYMENT_COLUMNS), v.strictObject(pageOfRows(paymentRow))),
  'year.paymentLots': query(
    v.strictObject({ year, payment: field, ...askedPage(PAYMENT_LOT_COLUMNS) }),
    v.strictObject({ ...pageOfRows(paymentLotRow), anyExcess: v.boolean() }),
  ),
  'year.sales': query(
    askedYearPage(SALE_COLUMNS),
    v.strictObject({ ...pageOfRows(saleRow), anyDisallowed: v.boolean() }),
  ),
  'year.excessGains': query(
    askedYearPage(EXCESS_COLUMNS),
    v.strictObject(pageOfRows(excessGainRow)),
  ),
  /** The rows of one page of the form that lists sales, by the page's title. */
  'year.formRows': query(
    v.strictObject({ ...returnLinesRequest.entries, title: field, ...askedPage([]) }),
    v.strictObject(pageOfRows(saleFormRow)),
  ),
  'year.holdingPeriods': query(
    askedYearPage(HOLDING_COLUMNS),
    v.strictObject(pageOfRows(holdingPeriodRow)),
  ),
} as const;
