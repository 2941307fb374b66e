/** The places of a tax year, in the order of the work; a place is added here and in `routes.ts`. */
import { to } from './routes.ts';

interface YearPlace {
  /** What a screen says as `place`. */
  readonly name: string;
  readonly label: string;
  readonly address: (year: number) => string;
}

export const YEAR_PLACES: readonly YearPlace[] = [
  { name: 'summary', label: 'Summary', address: (year) => to.taxYear(year) },
  { name: 'check', label: 'Check my 1099', address: (year) => to.taxYear(year, 'check') },
  { name: 'sales', label: 'Sales', address: (year) => to.taxYear(year, 'sales') },
  { name: 'return', label: 'Return', address: (year) => to.taxYear(year, 'return') },
];
