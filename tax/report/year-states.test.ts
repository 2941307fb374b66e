/** The states of the years; the cases are in `tax/scenarios/states-of-years.txt`. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import type { Security } from '../facts/model.ts';
import { STATE_REASONS } from '../facts/year-state.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { SmallBook } from '../oracle/testing/small-book.ts';
import { factsOf } from '../testing/fixtures.ts';
import { yearOf } from '../values/days.ts';

it('a later report says the same of a year as its own, for random books', () => {
  const met = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) {
    const facts = randomBook(seed);
    const years = yearsOf(facts);
    const last = computeYear(facts, Math.max(...years), reference).yearStates;
    for (const year of years) {
      const { yearStates } = computeYear(facts, year, reference);
      expect(yearStates, `seed ${seed}, ${year}`).toEqual(last.filter((one) => one.year <= year));
    }
    for (const { code } of last.flatMap(({ reasons }) => reasons)) met.add(code);
  }
  expect([...met].sort()).toEqual([...STATE_REASONS].sort());
});

it('each reason is a sentence with the year in it', () => {
  for (const { reasons, year } of computeYear(randomBook(3), 2030, reference).yearStates) {
    for (const { message, about } of reasons) {
      expect(message).toMatch(/^.*[.]$/);
      expect(message).toContain(String(about.year ?? year));
    }
  }
});

it('takes no uncertain payment for one that a document lacks', () => {
  const [known] = reference.knownPayments ?? [];
  const uncertain = known?.years.flatMap(({ payments }) =>
    payments.filter(({ certainty }) => certainty === 'uncertain'),
  );
  expect(uncertain?.length).toBeGreaterThan(0);
  for (const { exDate } of uncertain ?? []) {
    const year = yearOf(exDate);
    const facts = new SmallBook().document(year, []).buy(`${year}-01-02`, 'a', '10', '100').facts();
    const [security] = facts.securities;
    const held = {
      ...facts,
      securities: [{ ...(security as Security), symbol: known?.symbol ?? '' }],
    };
    const [state] = computeYear(held, year, reference).yearStates;
    expect(state?.reasons.filter(({ about }) => about.day === exDate)).toEqual([]);
  }
});

it('a basis rests on the years of a lot that came behind very many later ones', () => {
  const later = Array.from(
    { length: 120 },
    (_, i) => `  2003-01-06 buy      1      XYZ      10.00  N${i} A       -`,
  );
  const facts = factsOf(`trades
  date       action   shares security amount lot account to
  2001-03-01 buy      10     XYZ      100.00 O   B       -
${later.join('\n')}
  2003-12-01 transfer 10     XYZ      -      O   B       A
  2004-01-06 buy      1      XYZ      10.00  M   A       -`);
  const { yearStates } = computeYear(facts, 2004, reference);
  const of2004 = yearStates.find(({ year }) => year === 2004);
  const rests = of2004?.reasons.filter(({ code }) => code === 'basis-of-another-year');
  expect(rests?.map(({ about }) => about.year)).toEqual([2001, 2002, 2003]);
});
