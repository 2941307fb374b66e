/** What the parts of a year are headed. */
import type { YearPart } from '../../state/routes.ts';

const TITLES: Readonly<Record<YearPart, (year: number) => string>> = {
  summary: (year) => `Tax year ${year}`,
  check: (year) => `Check my 1099 for ${year}`,
  sales: (year) => `Sales in ${year}`,
  return: (year) => `Return for ${year}`,
};

export function yearTitle(part: YearPart, year: number): string {
  return TITLES[part](year);
}
