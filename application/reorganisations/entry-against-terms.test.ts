/** Entries that are there beside terms of the same event: the holder's counts, and what differs is said. */
import { beforeEach, expect, test } from 'vitest';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';
import type { Request } from '../contract.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const harness = useHarness();

const terms = (kind: string, ...more: string[]): string =>
  [TERMS_HEADING, `kind: ${kind}`, 'date: 2019-10-01', 'from: AIV', 'source: notice', ...more].join(
    '\n',
  );

const enter = (values: Partial<Request<'transactions.add'>>) =>
  harness.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, ...values });

beforeEach(async () => {
  await makeOwnBook(harness.app);
  await enter({ date: '2012-01-05', shares: '101', amount: '800.00' });
});

const EVENT = { date: '2019-10-01', shares: '', amount: '' } as const;
const SPIN_OFF = { ...EVENT, action: 'spin-off' as const, to: 'NEWCO', ratio: '1:8' };

/** What is said of terms whose entries are there, and that they are kept without one more. */
async function saidOfKept(text: string): Promise<string> {
  const given = { fileName: 'own.txt', text, answers: {} };
  const before = await harness.app.ok('transactions.list', {});
  const preview = await harness.app.ok('terms.preview', given);
  expect(preview).toMatchObject({ beside: true, obstacle: null });
  expect((await harness.app.ok('terms.apply', given)).transactions).toBe(0);
  expect(await harness.app.ok('transactions.list', {})).toEqual(before);
  const { acts } = await harness.app.ok('history.list', {});
  expect(acts[0]?.name).toMatch(/: kept beside the entries$/);
  // A second time there is nothing to keep.
  expect((await harness.app.ok('terms.preview', given)).beside).toBe(false);
  return (await harness.app.refused('terms.apply', given)).message;
}

test.each<[string, Partial<Request<'transactions.add'>>, string, string]>([
  [
    'a ratio',
    { ...EVENT, action: 'split', ratio: '1:2' },
    terms('split', 'ratio: 1:4', 'fractions: kept'),
    '1:4 by the terms, 1:2 in the entry',
  ],
  [
    'a percentage',
    { ...SPIN_OFF, percent: '50' },
    terms('spin-off', 'to: NEWCO', 'ratio: 1:8', 'percent: 12.34', 'fractions: kept'),
    '12.34% of the basis by the terms, 50% in the entry',
  ],
  [
    'the cash for a fraction',
    { ...SPIN_OFF, percent: '50' },
    terms('spin-off', 'to: NEWCO', 'ratio: 1:8', 'percent: 50', 'fractionPrice: 20'),
    '$12.50 for the 0.625 of a share by the terms, nothing paid for it in the entry',
  ],
  [
    'cash and value of an exchange',
    {
      ...{ ...EVENT, action: 'exchange', to: 'NEWCO', ratio: '1:1' },
      further: { cash: '2', valuePerShare: '19' },
    },
    terms('exchange', 'to: NEWCO', 'ratio: 1:1', 'cash: 1', 'value: 18'),
    '$1.00 a share in cash by the terms, $2.00 in the entry; a new share worth $18.00 by the terms, $19.00 in the entry',
  ],
  [
    'cash of an exchange without the value of a new share',
    {
      ...{ ...EVENT, action: 'exchange', to: 'NEWCO', ratio: '1:1' },
      further: { cash: '1' },
    },
    terms('exchange', 'to: NEWCO', 'ratio: 1:1', 'cash: 1', 'value: 18'),
    'a new share worth $18.00 by the terms, no value in the entry',
  ],
  [
    'an exchange of which only the terms have cash',
    { ...EVENT, action: 'exchange', to: 'NEWCO', ratio: '1:1' },
    terms('exchange', 'to: NEWCO', 'ratio: 1:1', 'cash: 1', 'value: 18'),
    '$1.00 a share in cash by the terms, none in the entry',
  ],
  [
    'the shares of a dividend and what they were worth',
    { ...EVENT, action: 'stock-dividend', shares: '9', amount: '300.00' },
    terms('stock-dividend', 'ratio: 1:10', 'value: 30', 'fractions: kept'),
    '10.1 new shares by the terms, 9 in the entry; a value of $270.00 by the terms, $300.00 in the entry',
  ],
])('%s', async (_, entry, text, difference) => {
  await enter(entry);
  const said = `It does not say the same: ${difference}. The entry counts; correct what is wrong.`;
  const preview = await harness.app.ok('terms.preview', { fileName: 'x', text, answers: {} });
  expect(preview.accounts[0]?.says).toContain(said);
  const message = await saidOfKept(text);
  expect(message).toContain('and not as these terms have it. default: ');
  expect(message).toContain(said);
});

test('what is the same is only said to be there, and what the terms do not say is no difference', async () => {
  await enter({ ...SPIN_OFF, percent: '50' });
  const same = terms('spin-off', 'to: NEWCO', 'ratio: 2:16', 'percent: 50', 'fractions: kept');
  expect(await saidOfKept(same)).toMatch('is already in your book: every account that held AIV');
  expect(await saidOfKept(same.replace(/^ratio.*\n/m, ''))).toMatch('is already in your book');
});

test('the report of a book says it account by account, as long as it is so', async () => {
  await enter({ ...SPIN_OFF, percent: '50' });
  await enter({ account: 'Joint', date: '2012-01-05', shares: '8', amount: '80.00' });
  const text = terms('spin-off', 'to: NEWCO', 'ratio: 1:8', 'percent: 20', 'fractions: kept');
  await harness.app.ok('terms.apply', { fileName: 'own.txt', text, answers: {} });
  const { report } = await harness.app.ok('year.report', { year: 2019 });
  const told = report.notices.filter(({ code }) => code === 'terms-differ');
  expect(told.map(({ message }) => message)).toEqual([
    'AIV: the spin-off of 2019-10-01 in default does not say the same as the terms "Spin-off of AIV on 2019-10-01": 20% of the basis by the terms, 50% in the entry. The entry counts; correct what is wrong.',
  ]);
});
