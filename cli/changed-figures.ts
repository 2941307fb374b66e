/**
 * Which years, lots and sales have other figures now, because a corrected version of terms took the place of
 * another? The window shows it before they are applied; a command says it once they are in the book.
 */
import { formatMoney, type Cents } from '../tax/values/money.ts';
import type { Facts } from '../tax/facts/model.ts';
import { counted } from '../tax/facts/wording.ts';
import { compareReports, isChanged, type YearChanges } from '../tax/report/compare-reports.ts';
import { touchedYears } from '../tax/report/touched-years.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { yearOf } from '../tax/values/days.ts';

type Compute = (facts: Facts, year: number) => YearReport;

/** So many lots and sales of a year are named. */
const MOST = 5;

/** A line for each year that has other figures, and below it what changed in it. */
export function changedFigures(before: Facts, after: Facts, compute: Compute): readonly string[] {
  const isTouched = touchedYears(before, after);
  const days = [...before.transactions, ...after.transactions].map(({ date }) => yearOf(date));
  return [...new Set(days)]
    .filter((year) => isTouched(year))
    .sort((a, b) => a - b)
    .map((year) => compareReports(compute(before, year), compute(after, year), after))
    .filter(isChanged)
    .flatMap(linesOf);
}

function linesOf({ year, boxes, lots, sales }: YearChanges): string[] {
  const counts = [
    ...(lots.length > 0 ? [counted(lots.length, 'lot', 'lots')] : []),
    ...(sales.length > 0 ? [counted(sales.length, 'sale', 'sales')] : []),
    ...(boxes.length > 0 ? [counted(boxes.length, 'box', 'boxes')] : []),
  ];
  return [
    `${year}: other figures of ${counts.length === 0 ? 'its payments' : counts.join(', ')}`,
    ...named(
      lots,
      ({ account, lot, adjustedBasisBefore, adjustedBasisAfter }) =>
        `  ${account}, lot ${lot}: basis ${sides(adjustedBasisBefore, adjustedBasisAfter)}`,
    ),
    ...named(
      sales,
      ({ account, lot, sold, gainBefore, gainAfter }) =>
        `  ${account}, sale of ${sold} from ${lot}: gain ${sides(gainBefore, gainAfter)}`,
    ),
  ];
}

function named<T>(list: readonly T[], text: (one: T) => string): string[] {
  const more = list.length - MOST;
  return [...list.slice(0, MOST).map(text), ...(more > 0 ? [`  and ${more} more`] : [])];
}

function sides(before: Cents | null, after: Cents | null): string {
  const text = (value: Cents | null): string => (value === null ? 'none' : formatMoney(value));
  return `${text(after)}, before ${text(before)}`;
}
