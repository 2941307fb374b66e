/** Both calculations on books about nothing but cash: what came in, was taken back, and moved. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { disagreementsOn } from './agreement.ts';
import { Dice } from './dice.ts';
import { randomCashBook } from './random-cash-book.ts';

it('says the same of every year of random books', () => {
  let compared = 0;
  for (let seed = 1; seed <= 120; seed++) {
    const { compared: years, differences } = disagreementsOn(
      randomCashBook(new Dice(seed)),
      reference,
    );
    compared += years;
    expect(differences, `seed ${seed}`).toEqual([]);
  }
  expect(compared).toBeGreaterThan(200);
});
