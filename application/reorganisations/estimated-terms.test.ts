/** Terms that are an estimate leave the years that rest on them open, until the final ones come. */
import { beforeEach, expect, test } from 'vitest';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const harness = useHarness();
const terms = (percent: string, ...more: string[]): string =>
  [
    ...[TERMS_HEADING, 'kind: spin-off', 'date: 2019-10-01', 'from: AIV', 'to: NEWCO'],
    ...['ratio: 1:8', `percent: ${percent}`, 'fractions: kept', 'source: notice', ...more],
  ].join('\n');
const ESTIMATE = terms('12.34', 'status: estimate');

const apply = (text: string) =>
  harness.app.ok('terms.apply', { fileName: 'estimate.txt', text, answers: {} });

beforeEach(async () => {
  await makeOwnBook(harness.app);
  await harness.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    date: '2019-02-20',
    shares: '80',
    amount: '800.00',
  });
  // Nothing else is to be asked of these years.
  for (const security of ['AIV'])
    for (const date of ['2019-12-31', '2020-12-31'])
      await harness.app.ok('transactions.add', {
        ...EXAMPLE_PURCHASE,
        ...{ action: 'nothing-returned', security, date, shares: '', amount: '' },
      });
});

async function statesOf(year: number) {
  const { report } = await harness.app.ok('year.report', { year });
  return {
    told: report.notices.filter(({ code }) => code === 'estimate-in-use').map((one) => one.message),
    years: report.years.map(({ security, year: of, reasons }) =>
      [security, of, ...reasons.map(({ code }) => code)].join(' '),
    ),
  };
}

test('both securities wait for the final terms, and so does what rests on them', async () => {
  expect((await statesOf(2020)).told).toEqual([]);
  await apply(ESTIMATE);
  const { told, years } = await statesOf(2020);
  expect(told).toEqual([
    "The spin-off of 2019-10-01 that the figures of AIV rest on is by an estimate, estimate.txt: the final terms can differ. Add the issuer's final terms when they are published.",
    "The spin-off of 2019-10-01 that the figures of NEWCO rest on is by an estimate, estimate.txt: the final terms can differ. Add the issuer's final terms when they are published.",
  ]);
  expect(years).toContain('AIV 2019 estimate-in-use');
  expect(years).toContain('AIV 2020 basis-of-another-year');
  expect(years.some((one) => one.startsWith('NEWCO 2019') && one.includes('estimate-in-use'))).toBe(
    true,
  );
});

test('the final version leaves nothing of it, and undo brings it back', async () => {
  await apply(ESTIMATE);
  await apply(terms('12.34'));
  const { told, years } = await statesOf(2020);
  expect([told, years.some((one) => one.includes('estimate-in-use'))]).toEqual([[], false]);
  await harness.app.undo();
  expect((await statesOf(2020)).told).toHaveLength(2);
});
