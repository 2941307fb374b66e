import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { disagreementsOn } from './agreement.ts';
import { randomBook } from './random-book.ts';
import { shrinkBook } from './shrink-book.ts';

const BOOKS = 300;

it(`agrees with the slow calculation on every year of ${BOOKS} random books`, () => {
  for (let seed = 1; seed <= BOOKS; seed++) {
    const facts = randomBook(seed);
    if (disagreementsOn(facts, reference).differences.length === 0) continue;
    const smallest = shrinkBook(
      facts,
      (smaller) => disagreementsOn(smaller, reference).differences.length > 0,
    );
    expect(disagreementsOn(smallest, reference).differences, `seed ${seed}`).toEqual([]);
  }
});
