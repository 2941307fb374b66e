/**
 * How are the sales of a year listed on the return: in which rows, on which page, with which totals?
 *
 * Authority: the forms and instructions that the map names (`saleForms` and the entries of `lines`): lines
 * 1 and 8 of Schedule D until 2010, Form 8949 from 2011; its boxes are A to C in both parts in 2011 and
 * 2012, A to F from 2013.
 * Example: shares bought on 2011-02-01 and sold on 2012-03-01, basis reported: Part II, box A of 2012, whose
 * totals go to Schedule D, line 8.
 * Awkward case: a year whose lines are not mapped has rows, in the columns of its form, and no pages.
 * Not handled: a broker's row that is of no sale of the book (`reported-sales.ts`).
 */
import { NO_MONEY, sumCents, type Cents } from '../values/money.ts';
import { lineAmount } from '../values/whole-dollars.ts';
import type { Term } from '../lots/figures.ts';
import {
  isMapped,
  lineOf,
  saleStyleOf,
  SALE_BOXES,
  type BrokerBasis,
  type FormPlace,
  type ReturnFigure,
  type ReturnLineMap,
} from './return-line-map.ts';
import { excessRow, isForm8949, saleRows, type SaleRow } from './sale-rows.ts';
import { pieceKey, type ReportedSales } from './reported-sales.ts';
import type { YearReport } from './year-report.ts';
import { isDividend } from './sale-figures.ts';

export interface ReturnOptions {
  /** Round every amount to be entered to whole dollars. */
  readonly wholeDollars: boolean;
  readonly brokerBasis: BrokerBasis;
  /** One account, or null for all taxable ones together. */
  readonly accountId: string | null;
  /** What the holder typed of Forms 1099-B; left out where nothing is known. */
  readonly reported?: ReportedSales;
}

/** The rows of one page of Form 8949, or of line 1 or 8 of Schedule D, and where their totals go. */
export interface SaleGroup {
  readonly form: string;
  /** "Part I, box A"; "Part I" of Schedule D. */
  readonly title: string;
  /** The letter of the box on the form of the year; null on Schedule D. */
  readonly box: string | null;
  readonly caption: string;
  readonly term: Term;
  /** Where the totals go on Schedule D. */
  readonly line: string;
  readonly instead: (FormPlace & { readonly when: string }) | null;
  readonly rows: readonly SaleRow[];
  readonly totals: SaleTotals;
  readonly source: string;
}

interface SaleTotals {
  readonly proceeds: Cents;
  readonly basis: Cents;
  readonly adjustment: Cents;
  readonly gain: Cents;
  /** Column (g) of Schedule D of 2003; null in other years. */
  readonly postMay5Gain: Cents | null;
}

export type OnReturn = (item: {
  readonly accountId: string;
  readonly taxDeferred: boolean;
}) => boolean;

/** Whether a row of the report is on the return of who asks for one account, or for all taxable ones. */
export function isOnReturn(accountId: string | null): OnReturn {
  return (item) => !item.taxDeferred && (accountId === null || item.accountId === accountId);
}

/**
 * Every row of the year's form for sales, to the cent, in the order of the report; also of a year whose
 * lines are not mapped.
 */
export function saleRowsOf(
  report: YearReport,
  map: ReturnLineMap,
  { accountId, brokerBasis, reported }: Omit<ReturnOptions, 'wholeDollars'>,
): readonly SaleRow[] {
  const style = saleStyleOf(map, report.taxYear);
  const chosen = isOnReturn(accountId);
  return [
    // Cash of an exchange that has the effect of a dividend is on no form for sales.
    ...report.sales
      .filter((piece) => chosen(piece) && !isDividend(piece))
      .flatMap((piece) => saleRows(piece, style, brokerBasis, reported?.get(pieceKey(piece)))),
    ...report.excessGains.filter(chosen).map((gain) => excessRow(gain, style)),
  ];
}

type Place = readonly [figure: ReturnFigure, part: string, belongs: (row: SaleRow) => boolean];

const BOX_PLACES: readonly Place[] = SALE_BOXES.map((box) => [
  `salesBox${box}`,
  `Part ${box < 'D' ? 'I' : 'II'}`,
  (row) => row.box === box,
]);
const TERM_PLACES: readonly Place[] = [
  ['shortTermSales', 'Part I', (row) => row.term === 'short'],
  ['longTermSales', 'Part II', (row) => row.term === 'long'],
];

/** The pages of the year's form; none where the lines of the year are not mapped. */
export function saleGroups(
  report: YearReport,
  map: ReturnLineMap,
  options: ReturnOptions,
): readonly SaleGroup[] {
  const { taxYear } = report;
  if (!isMapped(map, taxYear)) return [];
  const { wholeDollars } = options;
  const style = saleStyleOf(map, taxYear);
  const rows = saleRowsOf(report, map, options);
  const places = isForm8949(style) ? BOX_PLACES : TERM_PLACES;
  return places.flatMap(([figure, part, belongs]) => {
    const entry = lineOf(map, taxYear, figure);
    const own = rows.filter(belongs);
    const [first] = own;
    if (entry === undefined || first === undefined) return [];
    const total = (of: (row: SaleRow) => Cents | null): Cents =>
      lineAmount(sumCents(own.map((row) => of(row) ?? NO_MONEY)), wholeDollars);
    const box = first.box === null ? null : (entry.box ?? first.box);
    return [
      {
        form: box === null ? entry.form : 'Form 8949',
        title: box === null ? part : `${part}, box ${box}`,
        box,
        caption: entry.caption,
        term: first.term,
        line: entry.line,
        instead: own.some((row) => row.codes !== '') ? null : (entry.instead ?? null),
        rows: own.map((row) => rounded(row, wholeDollars)),
        totals: {
          proceeds: total((row) => row.proceeds),
          basis: total((row) => row.basis),
          adjustment: total((row) => row.adjustment),
          gain: total((row) => row.gain),
          postMay5Gain: style === 'scheduleD2003' ? total((row) => row.postMay5Gain) : null,
        },
        source: entry.source,
      },
    ];
  });
}

function rounded(row: SaleRow, wholeDollars: boolean): SaleRow {
  if (!wholeDollars) return row;
  const amount = (exact: Cents | null): Cents | null =>
    exact === null ? null : lineAmount(exact, true);
  return {
    ...row,
    proceeds: amount(row.proceeds),
    basis: amount(row.basis),
    adjustment: amount(row.adjustment),
    gain: lineAmount(row.gain, true),
    postMay5Gain: amount(row.postMay5Gain),
  };
}
