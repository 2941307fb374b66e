/**
 * Which columns does the form have that lists the sales of a year?
 *
 * Authority: the forms that the map names for each style (`saleForms`). Example: Form 8949 of 2012 and later
 * has (a) to (h), with the code in (f); that of 2011 had the code in (b) and ended with the adjustment in
 * (g), because the gain was worked out on Schedule D.
 */
import type { SaleStyle } from './return-line-map.ts';

/** Amounts of a row, each a column in some year. */
type SaleAmountColumn = 'proceeds' | 'basis' | 'adjustment' | 'gain' | 'postMay5Gain';
type SaleColumnOf = 'description' | 'acquired' | 'sold' | 'codes' | SaleAmountColumn;

export interface SaleColumn {
  /** The letter that the form has for it. */
  readonly letter: string;
  readonly caption: string;
  readonly of: SaleColumnOf;
}

const CAPTIONS: Readonly<Record<SaleColumnOf, string>> = {
  description: 'Description',
  codes: 'Code',
  acquired: 'Acquired',
  sold: 'Sold',
  proceeds: 'Proceeds',
  basis: 'Cost or basis',
  adjustment: 'Adjustment',
  gain: 'Gain or loss',
  postMay5Gain: 'Post-May 5',
};

const ROW = ['description', 'acquired', 'sold', 'proceeds', 'basis'] as const;

const COLUMNS: Readonly<Record<SaleStyle, readonly SaleColumnOf[]>> = {
  scheduleD: [...ROW, 'gain'],
  scheduleD2003: [...ROW, 'gain', 'postMay5Gain'],
  form8949of2011: ['description', 'codes', ...ROW.slice(1), 'adjustment'],
  form8949: [...ROW, 'codes', 'adjustment', 'gain'],
};

/** The columns of a style, from (a) on. */
export function saleColumns(style: SaleStyle): readonly SaleColumn[] {
  return COLUMNS[style].map((of, place) => ({
    letter: 'abcdefgh'.charAt(place),
    caption: CAPTIONS[of],
    of,
  }));
}
