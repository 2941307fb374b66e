/** Notices of issuers, invented, each with what a careful reader takes from it. */
import { describe, expect, test } from 'vitest';
import { withAnswers, withoutAnswers } from './answers.ts';
import { partsOf } from './fields.ts';
import { termsForm, termsOfNotice, textOfValues } from './form.ts';
import { noticeKind, valuesInNotice } from './notice.ts';
import { readTerms } from './read-terms.ts';

const FORM_8937 = `Form 8937
Report of Organizational Actions Affecting Basis of Securities
1 Issuer's name                         2 Issuer's employer identification number (EIN)
Harbor Row Trust                        12-3456789
10 CUSIP number: 03748R-10-1     12 Ticker symbol: HRT
14 On June 2, 2015, the distribution date, Harbor Row Trust made a spin-off under section 355 of
Quay Homes to holders of record as of May 20, 2015: one share of Quay Homes common stock for every
two shares of Harbor Row common stock. Cash in lieu of fractional shares was paid at $21.50 per whole share.
15 Holders should allocate 87.66% of the basis to Harbor Row and 12.34% to Quay Homes.
16 The fair market value of Quay Homes common stock was $21.50 per share.`;

const SPLIT = `DENVER, November 25, 2020
Low Hill REIT (NYSE: LOW) set the ratio of its 1-for-1.23821 reverse split, effective on
November 30, 2020, at the close of trading.`;

const read = (text: string) =>
  Object.fromEntries(
    [...valuesInNotice(text)].map(([key, each]) => [key, each.map((one) => one.text)]),
  );

test('a Form 8937: each value with its line, and of two percentages none is proposed', () => {
  expect(noticeKind(FORM_8937)).toBe('form');
  expect(read(FORM_8937)).toEqual({
    issuer: ['Harbor Row Trust'],
    kind: ['spin-off'],
    date: ['2015-06-02'],
    recordDate: ['2015-05-20'],
    ratio: ['1:2'],
    percent: ['87.66', '12.34'],
    value: ['21.50'],
    fractionPrice: ['21.50'],
    fractions: ['cash'],
    from: ['HRT'],
    fromCusip: ['03748R101'],
    source: ['Form 8937 of Harbor Row Trust'],
  });
});

test('a release on a reverse split: nothing is open, and it reads as terms', () => {
  expect(noticeKind(SPLIT)).toBe('maybe');
  const text = termsOfNotice(SPLIT);
  const { terms } = readTerms(text);
  expect(terms).toMatchObject({ kind: 'split', date: '2020-11-30', from: 'LOW' });
  expect(terms?.source).toBe('DENVER, November 25, 2020');
  expect(partsOf(text).notice).toBe(SPLIT);
  const ratio = termsForm(text).find(({ key }) => key === 'ratio');
  expect(ratio).toMatchObject({ value: '1:1.23821', line: 2, problem: null });
});

describe('what is not certain is left to a person', () => {
  test.each([
    ['a merger that speaks of a split', `${SPLIT} Its merger follows.`, 'kind', '', true],
    ['two ratios', `${SPLIT} A 1-for-5 reverse split was turned down.`, 'ratio', '', false],
    ['two percentages', FORM_8937, 'percent', '', false],
  ])('%s', (_, text, key, value, needed) => {
    const field = termsForm(termsOfNotice(text)).find((one) => one.key === key);
    expect(field).toMatchObject({ value, needed, line: null });
    expect(field?.hint).toMatch(/The notice has .+ \(line \d+\) and /);
  });

  test('a day without its century, and a release without an event', () => {
    expect(read('The reverse split was effective on 11/30/20.').date).toBeUndefined();
    expect(noticeKind('Dividends of 2002: 61.4% ordinary income.')).toBeNull();
  });
});

test('a wrong value is said at its field, and what is typed takes the place of what was read', () => {
  const values = { kind: 'split', date: '2020-11-31', from: 'LOW', source: 'Form 8937' };
  const form = termsForm(textOfValues(values, SPLIT));
  expect(form.filter(({ problem }) => problem !== null).map(({ key }) => key)).toEqual(['date']);
  // Of another kind, what belongs to it alone is asked for, and what belongs to the first is gone.
  const other = termsForm(textOfValues({ ...values, kind: 'spin-off' }, null));
  expect(other.find(({ key }) => key === 'to')).toMatchObject({ needed: true });
  expect(other.some(({ key }) => key === 'choice')).toBe(false);
});

test('several choices stand on a line each', () => {
  const choice = 'Cash; cash 2.00\nShares; ratio 1:25';
  const values = { kind: 'stock-dividend', date: '2019-03-22', from: 'LOW', source: 'x', choice };
  const text = textOfValues(values, null);
  expect(readTerms(text).terms?.choices.map(({ name }) => name)).toEqual(['Cash', 'Shares']);
  expect(termsForm(text).find(({ key }) => key === 'choice')?.value).toBe(choice);
});

test('answers are kept above the notice, and the same terms without them are one text', () => {
  const text = termsOfNotice(SPLIT);
  const answered = withAnswers(text, { 'fraction/A = "B"': '20.00', when: 'after trading' });
  expect(readTerms(answered).terms?.answers).toEqual({
    'fraction/A = "B"': '20.00',
    when: 'after trading',
  });
  expect(partsOf(answered).notice).toBe(SPLIT);
  expect(withoutAnswers(answered)).toBe(withoutAnswers(text));
  expect(withAnswers(answered, {})).toBe(withoutAnswers(text));
  expect(readTerms(`${answered.replace(/^answer: .*$/m, 'answer: 1')}`).problems).toHaveLength(1);
});
