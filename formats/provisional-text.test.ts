/** The first lines of a report whose figures can still change. */
import { expect, it } from 'vitest';
import { reference } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import { STATE_REASONS } from '../tax/facts/year-state.ts';
import { factsOf } from '../tax/testing/fixtures.ts';
import { stateAndLeftOut, stateSection } from './provisional-text.ts';

const BOUGHT = `trades
  date        action  shares  security  amount  lot
  2001-03-01  buy     10      XYZ       100.00  a`;
const document = (year: number): string => `
document ${year} final ${year + 1}-01-20
  security  record         ex             payable        amount  parts
  XYZ       ${year}-05-15  ${year}-05-13  ${year}-05-31  0.5     ordinary=100`;

it('says of each security why, and that a year is complete where it is', () => {
  const facts = factsOf(BOUGHT + document(2004));
  expect(stateSection(computeYear(facts, 2004, reference)).slice(0, 3)).toEqual([
    'Provisional: figures of 2004 can still change',
    '=============================================',
    'XYZ: its basis rests on 2001 to 2003, which are provisional.',
  ]);
  const first = stateSection(computeYear(facts, 2001, reference));
  expect(first[2]).toMatch(/^XYZ: the \w+ of this year has not been added\.$/);
  const whole = factsOf(BOUGHT + document(2001));
  expect(stateSection(computeYear(whole, 2001, reference))).toEqual([
    'Complete: nothing is missing for the figures of 2001.',
    '',
  ]);
  // Nothing was held.
  expect(stateSection(computeYear(whole, 2000, reference))).toEqual([]);
});

it.each(STATE_REASONS)('has words for %s', (code) => {
  const report = computeYear(factsOf(BOUGHT), 2001, reference);
  const [one] = report.yearStates;
  const reason = { code, message: '', about: { year: 1999 } };
  const states = one ? [{ ...one, reasons: [reason] }] : [];
  const text = stateSection({ ...report, yearStates: states })[2];
  expect(text).toMatch(/^XYZ: [a-z][^:]{10,}\.$/);
  expect(text).not.toContain('undefined');
});

it('a year with something left out is not complete, and a text beside tables says what', () => {
  const report = computeYear(factsOf(BOUGHT + document(2001)), 2001, reference);
  const notice = { level: 'error', code: 'no-shares', message: 'A sale is left out.', about: {} };
  const notices = [notice] as unknown as typeof report.notices;
  expect(stateSection({ ...report, notices })).toEqual([]);
  expect(stateAndLeftOut({ ...report, notices })).toEqual([
    'Left out of the figures',
    '=======================',
    'A sale is left out.',
    '',
  ]);
});
