/** What a year lacks, as a list, and the state that the list of years gives it. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { SmallBook } from '../oracle/testing/small-book.ts';
import { checklistOf, yearsOnDesk } from './checklist.ts';

const book = (): SmallBook => new SmallBook().buy('2001-06-01', 'a', '10', '100.00');
const statesOf = (made: SmallBook, year: number) =>
  computeYear(made.facts(), year, reference).yearStates;

describe('the list of a year', () => {
  it('asks for its own allocation, and for those of earlier years in one line', () => {
    const states = statesOf(book(), 2003);
    expect(
      checklistOf(states, 2003).map(({ kind, years, security }) => [kind, years, security]),
    ).toEqual([
      ['document', [2003], states[0]?.reasons[0]?.about.security],
      ['earlier-documents', [2001, 2002], states[0]?.reasons[0]?.about.security],
    ]);
    expect(yearsOnDesk(states, [2000, 2001, 2002, 2003])).toEqual([
      { year: 2000, state: 'nothing-held', missing: 0 },
      { year: 2001, state: 'missing', missing: 1 },
      { year: 2002, state: 'missing', missing: 2 },
      { year: 2003, state: 'missing', missing: 2 },
    ]);
  });

  it('is provisional, and lacks nothing of its own, where only an earlier year is open', () => {
    const states = statesOf(book().document(2002, []), 2002);
    const [item] = checklistOf(states, 2002);
    expect(item?.message).toMatch(/allocation for 2001 is not in the book/);
    expect(yearsOnDesk(states, [2002])).toEqual([{ year: 2002, state: 'provisional', missing: 1 }]);
  });

  it('is empty where everything is there', () => {
    const states = statesOf(book().document(2001, []), 2001);
    expect(checklistOf(states, 2001)).toEqual([]);
    expect(yearsOnDesk(states, [2001])).toEqual([{ year: 2001, state: 'complete', missing: 0 }]);
  });
});

it('has a line for a provisional year and none for a complete one, for random books', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const facts = randomBook(seed);
    const years = yearsOf(facts);
    const { yearStates } = computeYear(facts, Math.max(...years), reference);
    for (const { year, missing } of yearsOnDesk(yearStates, years)) {
      const reasons = yearStates.filter((one) => one.year === year).flatMap((one) => one.reasons);
      expect(missing > 0, `seed ${seed}, ${year}`).toBe(reasons.length > 0);
      const items = checklistOf(yearStates, year);
      expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length);
      for (const { message } of items) expect(message).toMatch(/\.$/);
      // Nothing that a reason asks for is left out of the list.
      for (const { about } of reasons) {
        expect(
          items.some(
            ({ security, years: of }) =>
              security === about.security && of.includes(about.year ?? year),
          ),
        ).toBe(true);
      }
    }
  }
});
