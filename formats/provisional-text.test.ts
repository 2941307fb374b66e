/** The first lines of a report whose figures can still change. */
import { expect, it } from 'vitest';
import { reference } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import { STATE_REASONS } from '../tax/facts/year-state.ts';
import { randomBook, yearsOf } from '../tax/oracle/random-book.ts';
import { SmallBook } from '../tax/oracle/testing/small-book.ts';
import { stateSection } from './provisional-text.ts';

it('says of each security why, and nothing where all is complete', () => {
  const book = new SmallBook().document(2004, []).buy('2001-03-01', 'a', '10', '100');
  const lines = stateSection(computeYear(book.facts(), 2004, reference));
  expect(lines.slice(0, 3)).toEqual([
    'Provisional: figures of 2004 can still change',
    '=============================================',
    expect.stringMatching(/: its basis rests on 2001 to 2003, which are provisional\.$/),
  ]);
  const first = stateSection(computeYear(book.facts(), 2001, reference));
  expect(first[2]).toMatch(/: the release of this year has not been added\.$/);
  const whole = new SmallBook().document(2001, []).buy('2001-03-01', 'a', '10', '100').facts();
  expect(stateSection(computeYear(whole, 2001, reference))).toEqual([]);
});

it('has words for every reason, in random books', () => {
  const met = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) {
    const facts = randomBook(seed);
    for (const year of yearsOf(facts)) {
      const report = computeYear(facts, year, reference);
      const own = report.yearStates.filter((one) => one.year === year);
      const isOpen = own.some(({ state }) => state === 'provisional');
      const text = stateSection(report).join('\n');
      expect(text === '', `seed ${seed}, ${year}`).toBe(!isOpen);
      expect(text).not.toMatch(/undefined|: \./);
      for (const { code } of own.flatMap(({ reasons }) => reasons)) met.add(code);
    }
  }
  expect([...met].sort()).toEqual([...STATE_REASONS].sort());
});
