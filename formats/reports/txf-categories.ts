/**
 * Which category of the Tax Exchange Format takes which box, and which sale?
 *
 * Source: Intuit, TXF specification, version 042, change date 11/30/2011 (sections IV, VII and X). A box that
 * is not named has no category: section 199A dividends, section 897 amounts.
 * Example: box 2a of every year is category 488; a long-term sale whose basis was not reported to the IRS
 * is 713 from 2011 on, and 323 before, when there was one category for each term.
 */
import type { BoxMeaning } from '../../tax/facts/forms.ts';
import type { Term } from '../../tax/lots/figures.ts';
import type { SaleBox } from '../../tax/report/return-line-map.ts';

interface TxfCategory {
  readonly refnum: number;
  /** As the specification calls it. */
  readonly name: string;
  readonly firstYear: number;
  /** Null while it is among the current categories. */
  readonly lastYear: number | null;
}

/** Categories of format 3: an amount, and the payer. */
export const BOX_CATEGORIES: Readonly<Partial<Record<BoxMeaning, TxfCategory>>> = {
  ordinaryDividends: category(286, 'Total dividend income', 0),
  qualifiedDividends: category(683, 'Qualified dividend', 2003),
  totalCapitalGain: category(488, 'Capital gain distribution', 0),
  postMay5Gain: category(684, 'Post-May 5 capital gain', 2003, 2003),
  rate28Gain: category(644, '28% capital gain', 1999),
  collectibles28Gain: category(644, '28% capital gain', 1999),
  qualified5YearGain: category(677, 'Qualified 5-year gain', 2001, 2003),
  unrecaptured1250Gain: category(645, 'Unrecaptured section 1250', 1999),
  section1202Gain: category(646, 'Section 1202 gain', 1999),
  nondividendDistributions: category(647, 'Nontaxable distributions', 1999),
  cashLiquidation: category(651, 'Cash liquidation', 1999),
  noncashLiquidation: category(652, 'Noncash liquidation', 1999),
};

function category(
  refnum: number,
  name: string,
  firstYear: number,
  lastYear: number | null = null,
): TxfCategory {
  return { refnum, name, firstYear, lastYear };
}

/** Whether a category is for a tax year. */
export function isOfYear({ firstYear, lastYear }: TxfCategory, taxYear: number): boolean {
  return firstYear <= taxYear && (lastYear === null || taxYear <= lastYear);
}

/** From this year on the category says what the broker reported, and a wash sale has a third amount. */
export const BASIS_YEARS_FROM = 2011;

const BOXES: Readonly<Record<SaleBox, number>> = { A: 321, B: 711, C: 712, D: 323, E: 713, F: 714 };

/** The category of a sale, by the box of Form 8949; before there was that form, by term. */
export function saleCategory(term: Term, box: SaleBox | null): number {
  return BOXES[box ?? (term === 'short' ? 'A' : 'D')];
}
