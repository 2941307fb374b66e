/**
 * Random books with the reports of all their years, from both calculations: what the laws are held
 * against.
 */
import { reference } from '../../../resources/reference.ts';
import { computeYear } from '../../compute-year.ts';
import type { Facts } from '../../facts/model.ts';
import type { YearReport } from '../../report/year-report.ts';
import { randomBook, yearsOf } from '../random-book.ts';
import { slowYear } from '../slow-year.ts';

const BOOKS = 150;
const FIRST_SEED = 500_000;

type Compute = typeof computeYear;

export const CALCULATIONS: readonly (readonly [string, Compute])[] = [
  ['the engine', computeYear],
  ['the slow calculation', slowYear],
];

export interface Years {
  readonly seed: number;
  readonly facts: Facts;
  /** One for each year that the book can say something about, in order. */
  readonly reports: readonly YearReport[];
}

export function reportsOf(compute: Compute, facts: Facts): readonly YearReport[] {
  return yearsOf(facts).map((year) => compute(facts, year, reference));
}

export function booksBy(compute: Compute): readonly Years[] {
  const books: Years[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + BOOKS; seed++) {
    const facts = randomBook(seed);
    books.push({ seed, facts, reports: reportsOf(compute, facts) });
  }
  return books;
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
