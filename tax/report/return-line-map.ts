/**
 * On which line of the return does a figure go, in which year?
 *
 * Lines move from year to year, so they are data (`resources/forms/return-lines.json`), each entry
 * with its years and its source; this file defines their shape and how an entry is found. A year that
 * the map does not name has no confirmed lines: its boxes are shown and nothing is guessed.
 */
import type { BoxMeaning } from '../facts/forms.ts';
import type { Cents } from '../values/money.ts';

/** The boxes of Form 8949 for shares: A to C short-term, D to F long-term. */
export const SALE_BOXES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type SaleBox = (typeof SALE_BOXES)[number];

/** What the broker's Form 1099-B shows as basis: after return of capital, or the original cost. */
export const BROKER_BASES = ['adjusted', 'original'] as const;
export type BrokerBasis = (typeof BROKER_BASES)[number];

/** How sales are listed: rows of lines 1 and 8 of Schedule D, or of Form 8949, by the columns of the year. */
export const SALE_STYLES = ['scheduleD', 'scheduleD2003', 'form8949of2011', 'form8949'] as const;
export type SaleStyle = (typeof SALE_STYLES)[number];

/** Figures that are on no Form 1099-DIV, or that stand on a line of their own beside a box. */
export const OTHER_FIGURES = [
  'capitalGainDistributions',
  'dividendsByPayer',
  'shortTermSales',
  'longTermSales',
  'salesBoxA',
  'salesBoxB',
  'salesBoxC',
  'salesBoxD',
  'salesBoxE',
  'salesBoxF',
  'undistributedGain',
  'undistributedTax',
] as const;

export type ReturnFigure = BoxMeaning | (typeof OTHER_FIGURES)[number];

interface Years {
  readonly firstYear: number;
  /** Null while the newest known form is still in use. */
  readonly lastYear: number | null;
}

/** A form or worksheet, and a line of it; null where the line is not confirmed. */
export interface FormPlace {
  readonly form: string;
  readonly line: string | null;
}

export interface LineEntry extends Years {
  readonly figure: ReturnFigure;
  readonly form: string;
  readonly line: string;
  /** What the line is called on the form. */
  readonly caption: string;
  /** Title and year of the form, instructions or publication that says so. */
  readonly source: string;
  /** The line that adds up the rows: of Schedule B, and of sales on Schedule D. */
  readonly totalLine?: string;
  /** The schedule is needed above this amount only. */
  readonly over?: Cents;
  /** The letter of the box on the form of these years: in 2011 and 2012 the long-term boxes are A to C too. */
  readonly box?: SaleBox;
  /** The worksheet that the amount is entered on before it reaches the line. */
  readonly through?: FormPlace;
  /** Another place, and when it is the one to use: "If you need no Schedule D". */
  readonly instead?: FormPlace & { readonly when: string };
  readonly note?: string;
}

/** What a figure means for the tax, where its box is filled. */
export interface FigureNote extends Years {
  readonly figure: BoxMeaning;
  /** What stands in place of the caption of the box. */
  readonly heading?: string;
  readonly text: string;
  readonly source: string;
}

/** Which form, with which columns, lists the sales of a year. */
interface SaleForm extends Years {
  readonly style: SaleStyle;
  readonly source: string;
}

/** A figure that has a line on the return, and why its number is not known here. */
interface UnmappedFigure extends Years {
  readonly figure: ReturnFigure;
  readonly reason: string;
}

export interface ReturnLineMap {
  readonly title: string;
  readonly saleForms: readonly SaleForm[];
  readonly unmapped: readonly UnmappedFigure[];
  /** The years whose lines are mapped. */
  readonly years: readonly Years[];
  /** Tax year of the newest forms that were looked at; later years are carried on from them. */
  readonly newestForms: number;
  readonly lines: readonly LineEntry[];
  readonly notes: readonly FigureNote[];
}

function holds({ firstYear, lastYear }: Years, taxYear: number): boolean {
  return firstYear <= taxYear && (lastYear === null || taxYear <= lastYear);
}

/** Whether the lines of a tax year are mapped. */
export function isMapped(map: ReturnLineMap, taxYear: number): boolean {
  return map.years.some((years) => holds(years, taxYear));
}

/** The line of a figure in a tax year; undefined where the return has none, or none is confirmed. */
export function lineOf(
  map: ReturnLineMap,
  taxYear: number,
  figure: ReturnFigure,
): LineEntry | undefined {
  if (!isMapped(map, taxYear)) return undefined;
  return map.lines.find((entry) => entry.figure === figure && holds(entry, taxYear));
}

/** Why a figure of a tax year has no line here; undefined where it has one, or none on the return. */
export function reasonUnmapped(
  map: ReturnLineMap,
  taxYear: number,
  figure: ReturnFigure,
): string | undefined {
  return map.unmapped.find((entry) => entry.figure === figure && holds(entry, taxYear))?.reason;
}

/** The form that lists the sales of a tax year, whether its lines are mapped or not. */
export function saleStyleOf(map: ReturnLineMap, taxYear: number): SaleStyle {
  const form = map.saleForms.find((each) => holds(each, taxYear));
  // Before the first form that is known there is no other than Schedule D.
  return form?.style ?? 'scheduleD';
}

/** What is to be said of the filled boxes of a tax year, mapped or not. */
export function notesOf(
  map: ReturnLineMap,
  taxYear: number,
  filled: ReadonlySet<BoxMeaning>,
): readonly FigureNote[] {
  return map.notes.filter((note) => holds(note, taxYear) && filled.has(note.figure));
}
