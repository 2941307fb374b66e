/**
 * Do two calculations say the same of every year of a book?
 */
import { computeYear } from '../compute-year.ts';
import type { Reference } from '../facts/reference.ts';
import type { Facts } from '../facts/model.ts';
import { differencesOf } from './differences.ts';
import { yearsOf } from './random-book.ts';
import { slowYear } from './slow-year.ts';

interface Agreement {
  /** Years compared. */
  readonly compared: number;
  /** Sentences that begin with the year; none when the two agree. */
  readonly differences: readonly string[];
}

/** A calculation that throws on a book differs from one that does not: it may then be shrunk. */
function differencesIn(facts: Facts, year: number, reference: Reference): string[] {
  const slow = slowYear(facts, year, reference);
  try {
    return differencesOf(computeYear(facts, year, reference), slow);
  } catch (error) {
    return [`the engine throws: ${error instanceof Error ? String(error.stack) : String(error)}`];
  }
}

export function disagreementsOn(facts: Facts, reference: Reference): Agreement {
  const years = yearsOf(facts);
  const differences = years.flatMap((year) =>
    differencesIn(facts, year, reference).map((difference) => `${year}: ${difference}`),
  );
  return { compared: years.length, differences };
}
