/** What a year lacks, as a list, and the state that the list of years gives it. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import type { Notice } from '../facts/notices.ts';
import type { StateReason, YearState } from '../facts/year-state.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { SmallBook } from '../oracle/testing/small-book.ts';
import { checklistOf, yearsOnDesk } from './checklist.ts';

const book = (): SmallBook => new SmallBook().buy('2001-06-01', 'a', '10', '100.00');
const statesOf = (made: SmallBook, year: number) =>
  computeYear(made.facts(), year, reference).yearStates;

/** Without the securities. */
const desk = (states: readonly YearState[], years: readonly number[]) =>
  yearsOnDesk(states, years).map(({ year, state, missing }) => ({ year, state, missing }));

describe('the list of a year', () => {
  it('asks for its own allocation, and for those of earlier years in one line', () => {
    const states = statesOf(book(), 2003);
    expect(
      checklistOf(states, 2003).map(({ kind, years, security }) => [kind, years, security]),
    ).toEqual([
      ['document', [2003], states[0]?.reasons[0]?.about.security],
      ['earlier-documents', [2001, 2002], states[0]?.reasons[0]?.about.security],
    ]);
    expect(checklistOf(states, 2003)[1]?.message).toMatch(
      /: the issuer's releases for 2001 and 2002 are not in the book\./,
    );
    expect(desk(states, [2000, 2001, 2002, 2003])).toEqual([
      { year: 2000, state: 'nothing-held', missing: 0 },
      { year: 2001, state: 'missing', missing: 1 },
      { year: 2002, state: 'missing', missing: 2 },
      { year: 2003, state: 'missing', missing: 2 },
    ]);
  });

  it('is provisional, and lacks nothing of its own, where only an earlier year is open', () => {
    const states = statesOf(book().document(2002, []), 2002);
    const [item] = checklistOf(states, 2002);
    expect(item?.message).toMatch(/release for 2001 is not in the book/);
    expect(desk(states, [2002])).toEqual([{ year: 2002, state: 'provisional', missing: 1 }]);
  });

  it('names the securities whose figures can still change', () => {
    const states = statesOf(book().document(2001, []), 2002);
    expect(yearsOnDesk(states, [2001, 2002]).map(({ securities }) => securities)).toEqual([
      [],
      [states[0]?.reasons[0]?.about.security ?? states[1]?.reasons[0]?.about.security],
    ]);
  });

  it('is empty where everything is there', () => {
    const states = statesOf(book().document(2001, []), 2001);
    expect(checklistOf(states, 2001)).toEqual([]);
    expect(desk(states, [2001])).toEqual([{ year: 2001, state: 'complete', missing: 0 }]);
  });
});

describe('a line of the list', () => {
  const reason = (code: StateReason['code'], about: StateReason['about'] = {}): StateReason => ({
    code,
    message: `${code} is said.`,
    about: { security: 'XYZ', year: 2010, ...about },
  });
  const yearWith = (year: number, ...reasons: StateReason[]) =>
    ({ year, state: 'provisional', reasons }) as unknown as YearState;
  const notice = (level: string, transaction: string) =>
    ({ level, message: `The ${level} of ${transaction}.`, about: { transaction } }) as Notice;
  const messages = (states: YearState[], notices: Notice[] = []) =>
    checklistOf(states, 2010, notices).map(({ message }) => message);

  it('about an entry that is left out says why, where an error of the year does', () => {
    const left = [yearWith(2010, reason('entry-left-out', { transaction: 't2' }))];
    const errors = [notice('error', 't1'), notice('warning', 't2'), notice('error', 't2')];
    expect(messages(left, errors)).toEqual(['The error of t2.']);
    expect(messages(left, errors.slice(0, 2))).toEqual(['entry-left-out is said.']);
    const other = [yearWith(2010, reason('document-incomplete', { transaction: 't2' }))];
    expect(messages(other, errors)).toEqual(['document-incomplete is said.']);
  });

  it('asks for what kind of income it was only where the release is not asked for', () => {
    const character = reason('only-payments-known');
    expect(messages([yearWith(2010, character)])).toEqual(['only-payments-known is said.']);
    const both = messages([yearWith(2010, reason('missing-document'), character)]);
    expect(both).toEqual([expect.stringMatching(/^XYZ: the issuer's release for 2010/)]);
  });

  it('says what to do where published sources have no dividend of the year, but not where a broker has one', () => {
    const none = { ...reason('missing-document'), noneFound: 'For 2010, no payment was found.' };
    expect(messages([yearWith(2010, none)])).toEqual([
      "XYZ: the issuer's release for 2010 is not in the book. For 2010, no payment was found. If you got no dividend either, say that nothing was returned.",
    ]);
    const [known] = messages([yearWith(2010, none, reason('only-payments-known'))]);
    expect(known).not.toMatch(/no payment was found|nothing was returned/);
  });

  it('names the years of the basis in order, those without a release apart', () => {
    const states = [
      yearWith(2005, reason('missing-document', { year: 2005 })),
      yearWith(2006, reason('estimate-in-use', { year: 2006 })),
      yearWith(
        2010,
        ...[2008, 2005, 2006].map((year) => reason('basis-of-another-year', { year })),
      ),
    ];
    expect(checklistOf(states, 2010).map(({ kind, years }) => [kind, years])).toEqual([
      ['earlier-years', [2006, 2008]],
      ['earlier-documents', [2005]],
    ]);
    expect(messages(states)[0]).toMatch(/the basis rests on 2006 and 2008, which are not complete/);
    const one = [yearWith(2010, reason('basis-of-another-year', { year: 2006 }))];
    expect(messages(one)).toEqual(['XYZ: the basis rests on 2006, which is not complete.']);
  });

  it.each([
    ['missing-document', 'missing'],
    ['only-payments-known', 'missing'],
    ['document-incomplete', 'missing'],
    ['value-not-known', 'missing'],
    ['entry-left-out', 'missing'],
    ['estimate-in-use', 'provisional'],
    ['basis-of-another-year', 'provisional'],
  ] as const)('%s alone makes the year %s', (code, state) => {
    expect(desk([yearWith(2010, reason(code))], [2010])).toEqual([
      { year: 2010, state, missing: 1 },
    ]);
  });
});

it('has a line for a provisional year and none for a complete one, for random books', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const facts = randomBook(seed);
    const years = yearsOf(facts);
    const { yearStates } = computeYear(facts, Math.max(...years), reference);
    for (const { year, missing } of desk(yearStates, years)) {
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
