/**
 * Do two calculations say the same of every year of a book?
 */
import { computeYear } from '../compute-year.ts';
import type { Reference } from '../compute-year.ts';
import type { Facts } from '../model.ts';
import { differencesOf } from './differences.ts';
import { yearsOf } from './random-book.ts';
import { slowYear } from './slow-year.ts';

export interface Agreement {
  /** Years compared. */
  readonly compared: number;
  /** Sentences that begin with the year; none when the two agree. */
  readonly differences: readonly string[];
}

export function disagreementsOn(facts: Facts, reference: Reference): Agreement {
  const differences: string[] = [];
  const years = yearsOf(facts);
  for (const year of years) {
    const fast = computeYear(facts, year, reference);
    const slow = slowYear(facts, year, reference);
    for (const difference of differencesOf(fast, slow)) differences.push(`${year}: ${difference}`);
  }
  return { compared: years.length, differences };
}
