/**
 * Which box of Form 1099-DIV shows which meaning, in which year?
 *
 * Amounts are stored by meaning; the letter of the box is looked up by year, because the same
 * letter means different things in different years. The maps are data (`resources/forms/`), each
 * entry with its title, source and year; this file defines their shape and how a box is filled.
 */
import type { Component, Subset } from './model.ts';

export const BOX_MEANINGS = [
  'ordinaryDividends',
  'qualifiedDividends',
  'totalCapitalGain',
  'rate28Gain',
  'postMay5Gain',
  'qualified5YearGain',
  'unrecaptured1250Gain',
  'section1202Gain',
  'collectibles28Gain',
  'section897Ordinary',
  'section897CapitalGain',
  'nondividendDistributions',
  'section199ADividends',
  'cashLiquidation',
  'noncashLiquidation',
] as const;
export type BoxMeaning = (typeof BOX_MEANINGS)[number];

/** Which components and subsets of the payments make up a box. */
export const BOX_SOURCES: Readonly<Record<BoxMeaning, readonly (Component | Subset)[]>> = {
  ordinaryDividends: ['ordinary', 'qualified'],
  qualifiedDividends: ['qualified'],
  totalCapitalGain: ['capitalGain', 'unrecaptured1250', 'section1202', 'collectibles28'],
  rate28Gain: ['collectibles28'],
  postMay5Gain: ['postMay5'],
  qualified5YearGain: ['qualified5Year'],
  unrecaptured1250Gain: ['unrecaptured1250'],
  section1202Gain: ['section1202'],
  collectibles28Gain: ['collectibles28'],
  section897Ordinary: ['section897Ordinary'],
  section897CapitalGain: ['section897CapitalGain'],
  nondividendDistributions: ['returnOfCapital'],
  section199ADividends: ['section199A'],
  cashLiquidation: [],
  noncashLiquidation: [],
};

/** Boxes of what a company in liquidation paid, by whether it was paid in kind; they stand only where there is any. */
export const LIQUIDATION_BOXES: Readonly<Partial<Record<BoxMeaning, boolean>>> = {
  cashLiquidation: false,
  noncashLiquidation: true,
};

interface BoxDefinition {
  /** As printed on the form: "1", "2a". */
  readonly box: string;
  readonly meaning: BoxMeaning;
  /** As printed on the form of that year. */
  readonly caption: string;
  /** Where the taxpayer's return takes it; absent where no confirmed map exists. */
  readonly goesTo?: readonly {
    readonly form: string;
    readonly line: string;
    readonly note?: string;
  }[];
}

/** The Form 1099-DIV of a span of tax years. */
export interface FormMap {
  readonly title: string;
  readonly firstYear: number;
  /** Null while the newest known form is still in use. */
  readonly lastYear: number | null;
  readonly source: string;
  /** Source of the `goesTo` lines; null where the lines are not mapped. */
  readonly linesSource: string | null;
  readonly boxes: readonly BoxDefinition[];
}

/** What a row of Form 1099-B can say of a sale beside its days: amounts, and what of it the IRS was told. */
export const SALE_FORM_FIELDS = ['proceeds', 'basis', 'washSale', 'reporting'] as const;
type SaleFormField = (typeof SALE_FORM_FIELDS)[number];

/** From this tax year on brokers report basis and wash sales (section 6045(g)), and Form 8949 asks which. */
const BASIS_ON_FORM_FROM = 2011;

/** The fields of a sale on the Form 1099-B of a year, and those that a broker may have added of its own accord. */
export function saleFormFields(taxYear: number): {
  readonly onForm: readonly SaleFormField[];
  readonly more: readonly SaleFormField[];
} {
  if (taxYear >= BASIS_ON_FORM_FROM) return { onForm: SALE_FORM_FIELDS, more: [] };
  return { onForm: ['proceeds'], more: ['basis', 'washSale'] };
}

/** The form of a tax year; undefined before the first one known. */
export function formOf(maps: readonly FormMap[], taxYear: number): FormMap | undefined {
  return maps.find(
    (map) => map.firstYear <= taxYear && (map.lastYear === null || taxYear <= map.lastYear),
  );
}
