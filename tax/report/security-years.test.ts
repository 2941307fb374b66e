/** A security's own facts give what the whole book gives of it. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { factsOfSecurity, securityYear } from './security-years.ts';

const BOOKS = 300;

describe('one security over its years', () => {
  it(`has the figures of the whole book, in ${BOOKS} random books`, () => {
    const seen = { years: 0, smaller: 0, cash: 0, beyond: 0 };
    for (let seed = 1; seed <= BOOKS; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const whole = computeYear(facts, year, reference);
        for (const { id } of facts.securities) {
          const own = factsOfSecurity(facts, id);
          const expected = securityYear(whole, id);
          expect(
            securityYear(computeYear(own, year, reference), id),
            `book ${seed}, ${id}`,
          ).toEqual(expected);
          seen.years++;
          if (own.transactions.length < facts.transactions.length) seen.smaller++;
          if (expected.amounts.cash > 0n) seen.cash++;
          if (expected.amounts.exceedsBasis > 0n) seen.beyond++;
        }
      }
    }
    // Not only empty years of empty books.
    expect(seen.smaller).toBeGreaterThan(100);
    expect(seen.cash).toBeGreaterThan(100);
    expect(seen.beyond).toBeGreaterThan(10);
    expect(seen.years).toBeGreaterThan(seen.cash);
  });
});
