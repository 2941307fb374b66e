/** Terms whose day is another one in a later version: whether they are of one event is asked where nobody can know it. */
import { beforeEach, expect, test } from 'vitest';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const harness = useHarness();
const split = (date: string, status: string, ratio = '2:1'): string =>
  [
    ...[TERMS_HEADING, 'kind: split', `date: ${date}`, 'from: AIV', `ratio: ${ratio}`],
    ...['source: release', `status: ${status}`, 'publishedOn: 2019-03-01'],
  ].join('\n');
const given = (text: string, answers: Record<string, string> = {}) => ({
  ...{ fileName: 'terms.txt', text, answers },
});
const apply = (text: string, answers: Record<string, string> = {}) =>
  harness.app.ok('terms.apply', given(text, answers));

const ESTIMATE = split('2019-02-04', 'estimate');
const LATER = split('2019-03-04', 'final');

/** Buys ten for a thousand, and what else is said. */
const enter = (account: string, more: Record<string, string> = {}) =>
  harness.app.ok('transactions.add', {
    ...{ ...EXAMPLE_PURCHASE, account, date: '2018-02-20', shares: '10', amount: '1000.00' },
    ...more,
  });

beforeEach(async () => {
  await makeOwnBook(harness.app);
  await enter('Taxable');
});

async function lots(): Promise<readonly string[]> {
  const { report } = await harness.app.ok('year.report', { year: 2019 });
  const open = report.lots.map(({ account, shares }) => `${account} holds ${shares}`);
  const sold = report.sales.map(({ account, gain }) => `${account} gains ${gain}`);
  return [...open, ...sold];
}

test('the final terms of a later day: whether they are the estimate’s is asked, and nothing else', async () => {
  await enter('Taxable', { date: '2018-03-01', shares: '0.5', amount: '50.00' });
  await apply(split('2019-02-04', 'estimate', '1:3'), { 'fraction/Taxable': 'kept' });
  const final = given(split('2019-03-04', 'final', '1:3'));
  const { message, issues } = await harness.app.refused('terms.apply', final);
  expect(message).toBe(
    'Your book already has "Split of AIV on 2019-02-04" (estimate, from terms.txt), and these terms are for 2019-03-04. Is it the same event on a new day, or another event? If it is another event, the shares go through both. One of: "the same event"; "another event".',
  );
  expect(issues.map(({ field }) => field)).toEqual(['version']);
});

test('as the same event they take the place of the estimate', async () => {
  await apply(ESTIMATE);
  await enter('Taxable', { date: '2019-02-20', shares: '1' });
  expect(await lots()).toEqual(['Taxable holds 20', 'Taxable holds 1']);
  await apply(LATER, { version: 'the same event' });
  expect(await lots()).toEqual(['Taxable holds 20', 'Taxable holds 2']);
});

test('an estimate is asked about for a year, whatever the final figures', async () => {
  await apply(ESTIMATE);
  const { issues } = await harness.app.refused(
    'terms.apply',
    given(split('2019-08-05', 'final', '3:1')),
  );
  expect(issues.map(({ field }) => field)).toEqual(['version']);
  await apply(split('2020-02-10', 'final', '3:1'));
  expect(await lots()).toEqual(['Taxable holds 20']);
});

test('as another event the shares go through both', async () => {
  await apply(ESTIMATE);
  await apply(LATER, { version: 'another event' });
  expect(await lots()).toEqual(['Taxable holds 40']);
});

test('final terms of one text within two months are asked about, others are other events', async () => {
  await apply(split('2019-02-04', 'final'));
  const { message } = await harness.app.refused('terms.apply', given(LATER));
  expect(message).toContain('(final, from terms.txt), and these terms are for 2019-03-04');
  await apply(split('2019-03-04', 'final', '3:1'));
  expect(await lots()).toEqual(['Taxable holds 60']);
  await apply(split('2019-06-03', 'final', '3:1'));
  expect(await lots()).toEqual(['Taxable holds 180']);
});

test('what comes once is asked about within two months, whatever the figures of two final terms', async () => {
  const separated = (date: string, percent: string): string =>
    split(date, 'final', '1:2')
      .replace('kind: split', 'kind: spin-off')
      .replace('from: AIV', `from: AIV\nto: NEWCO\npercent: ${percent}`);
  await apply(separated('2019-02-04', '12.5').replace('2019-03-01', '2019-02-11'));
  const { message } = await harness.app.refused(
    'terms.apply',
    given(separated('2019-03-04', '20')),
  );
  expect(message).toContain('Is it the same event on a new day, or another event?');
  await apply(separated('2019-03-04', '20'), { version: 'the same event' });
  expect(await lots()).toEqual(['Taxable holds 10', 'Taxable holds 5']);
});

test('an account that sold all before the day that counts has no entry of it any more', async () => {
  await enter('Joint');
  await enter('Joint', { action: 'sell', date: '2019-02-07', lot: '' });
  await apply(ESTIMATE);
  expect(await lots()).toEqual(['Joint holds 10', 'Taxable holds 20', 'Joint gains 500.00']);
  await apply(split('2019-02-11', 'final'));
  expect(await lots()).toEqual(['Taxable holds 20', 'Joint gains 0.00']);
});

test('the estimate whose place they take is told as what does not count', async () => {
  await apply(ESTIMATE);
  await apply(LATER, { version: 'the same event' });
  const { report } = await harness.app.ok('year.report', { year: 2019 });
  const told = report.notices.filter(({ code }) => code === 'superseded-allocation');
  expect(told.map(({ message }) => message)).toEqual([
    'AIV: the terms "Split of AIV on 2019-02-04" (estimate of 2019-03-01) do not count: "Split of AIV on 2019-03-04" (final of 2019-03-01) take their place.',
  ]);
});

test('terms of another event count beside them', async () => {
  await apply(ESTIMATE);
  await apply(LATER, { version: 'another event' });
  const { report } = await harness.app.ok('year.report', { year: 2019 });
  expect(report.notices.map(({ code }) => code)).not.toContain('superseded-allocation');
});
