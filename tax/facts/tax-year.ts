/**
 * In which year does a distribution count?
 *
 * Authority: Internal Revenue Code section 857(b)(9): the year of the payable date; but a dividend
 * declared in October, November or December to holders of record in those months and paid in
 * January counts on December 31 before. The declaration date being unknown, the record date decides.
 * The issuer's document says what is allocable to its tax year, and the document decides; this rule
 * only explains rows whose payable date lies in another year, or that the rule would have moved.
 * Example: record date 2002-12-31, payable 2003-01-15, in the document of 2002: counts in 2002.
 * Awkward case: the same dates in the document of 2003 (Aimco's preferred stock of 2002): it counts
 * in 2003, because the document says so; the notice tells the holder that the rule points to 2002.
 * Not handled: fiscal years other than the calendar year.
 */
import { firstDayOfYear, lastDayOfYear, monthOf, yearOf, type Day } from '../values/days.ts';
import type { Distribution } from './model.ts';

function inLastQuarterOf(day: Day | null, year: number): boolean {
  return day !== null && yearOf(day) === year && monthOf(day) >= 10;
}

/** The year in which section 857(b)(9) lets a distribution count, by its dates alone. */
export function yearBySection857(distribution: Distribution): number {
  const { declarationDate, payableDate, recordDate } = distribution;
  const year = yearOf(payableDate);
  if (monthOf(payableDate) !== 1 || !inLastQuarterOf(recordDate, year - 1)) return year;
  const declaredInTime = declarationDate === null || inLastQuarterOf(declarationDate, year - 1);
  return declaredInTime ? year - 1 : year;
}

/**
 * The day on which the holder is treated as having received a payment that counts in a year: the payable
 * date; where that lies in a later year, December 31 of the year in which it counts (section 857(b)(9)).
 * Where a document states it, or a part of it, for a year after that of its payable date: January 1 of that
 * year, from which on it counts (ours; a gain of the day before could stand on no return of that year).
 */
export function dayReceived({ payableDate }: Distribution, taxYear: number): Day {
  const year = yearOf(payableDate);
  if (year === taxYear) return payableDate;
  return year > taxYear ? lastDayOfYear(taxYear) : firstDayOfYear(taxYear);
}

/**
 * Whether a document lists a payment of a year that is neither its own nor, with a payment of January, the
 * one that section 857(b)(9) has to do with.
 */
export function isOfAnotherYear({ payableDate }: Distribution, documentYear: number): boolean {
  const year = yearOf(payableDate);
  return year !== documentYear && !(year === documentYear + 1 && monthOf(payableDate) === 1);
}

/**
 * Why a distribution of a document counts in that document's year, as a sentence, where the dates
 * leave room for doubt; undefined where the payable date's year speaks for itself.
 */
export function januaryRuleSentence(
  distribution: Distribution,
  documentYear: number,
): string | undefined {
  const { payableDate, recordDate } = distribution;
  const paidInAnotherYear = yearOf(payableDate) !== documentYear;
  const paidInJanuary = monthOf(payableDate) === 1 && yearOf(payableDate) === documentYear;
  if (!paidInAnotherYear && !(paidInJanuary && inLastQuarterOf(recordDate, documentYear - 1))) {
    return undefined;
  }
  const dates = `paid on ${payableDate}${recordDate === null ? '' : ` to holders of record on ${recordDate}`}`;
  const byLaw = yearBySection857(distribution);
  if (byLaw === documentYear) {
    const law = paidInAnotherYear
      ? 'section 857(b)(9) treats a January payment of a dividend declared in the last quarter as received on December 31 before'
      : 'it was not declared in the last quarter of the year before, so section 857(b)(9) does not move it';
    return `${dates} counts in ${documentYear}: the release lists it for that year, and ${law}`;
  }
  return `${dates} counts in ${documentYear} because the release lists it for that year; by its dates section 857(b)(9) would place it in ${byLaw}, so compare it with your Form 1099-DIV`;
}
