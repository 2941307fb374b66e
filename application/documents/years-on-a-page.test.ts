/** A page with tables of two tax years becomes a document for each, in one act. */
import { beforeEach, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

const table = (year: number, part: string, rest: string): string => `
Tax Treatment of ${year} Dividends

Common Stock (CUSIP 99421A100)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
06/15/${year} | 06/30/${year} | $0.40 | ${part} | ${rest}
09/15/${year} | 09/30/${year} | $0.40 | ${part} | ${rest}
`;
const PAGE = `Fernhollow Realty Trust (NYSE: FHR)
${table(2021, '$0.30', '$0.10')}${table(2020, '$0.15', '$0.25')}`;
const release = { fileName: 'page.txt', content: { kind: 'text', text: PAGE } } as const;

const listed = async () =>
  (await use.app.ok('documents.list', {})).map(({ taxYear, securities }) => [
    taxYear,
    securities.map(({ distributions }) => distributions),
  ]);

beforeEach(() => makeOwnBook(use.app));

it('is shown as one table with two years, and accepted as two documents', async () => {
  const read = await use.app.ok('documents.read', release);
  expect(read.acceptable).toBe(true);
  expect(read.document.taxYear).toBe(2021);
  expect(read.document.securities.map(({ taxYear }) => taxYear)).toEqual([undefined, 2020]);
  const row = await use.app.ok('documents.accept', { ...release, status: null });
  expect(row.taxYear).toBe(2021);
  expect(await listed()).toEqual([
    [2021, [2]],
    [2020, [2]],
  ]);
  const [, older] = await use.app.ok('documents.list', {});
  const opened = await use.app.ok('documents.get', { id: older?.id ?? '' });
  expect(opened.text.startsWith(PAGE.trimEnd())).toBe(true);
  expect(opened.document.taxYear).toBe(2020);
  expect(opened.document.securities[0]?.distributions.map((one) => one.sourceLine)).toEqual([
    14, 15,
  ]);
});

it('is in the book already once both years are; one that was removed comes back alone', async () => {
  await use.app.ok('documents.accept', { ...release, status: null });
  expect((await use.app.ok('documents.read', release)).duplicateOf?.taxYear).toBe(2021);
  expect(await use.app.refused('documents.accept', { ...release, status: null })).toMatchObject({
    code: 'conflict',
  });
  const [, older] = await use.app.ok('documents.list', {});
  await use.app.ok('documents.remove', { id: older?.id ?? '' });
  expect((await use.app.ok('documents.read', release)).duplicateOf).toBe(null);
  await use.app.ok('documents.accept', { ...release, status: null });
  expect(await listed()).toEqual([
    [2021, [2]],
    [2020, [2]],
  ]);
});

it('is one act, which undo takes back; what it changes is foretold of both years', async () => {
  await use.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    security: 'FHR',
    date: '2020-01-10',
  });
  const changes = await use.app.ok('documents.changes', {
    kind: 'accept',
    ...release,
    status: null,
  });
  expect(changes.map(({ year }) => year)).toEqual([2020, 2021]);
  const read = await use.app.ok('documents.read', release);
  const same = read.same.map(({ security, candidates }) => ({
    security,
    securityId: candidates[0]?.securityId ?? '',
  }));
  await use.app.ok('documents.accept', { ...release, status: null, same });
  const boxes = async (year: number) =>
    (await use.app.ok('year.report', { year })).report.form1099Div.find(
      ({ meaning }) => meaning === 'nondividendDistributions',
    )?.amount;
  expect([await boxes(2020), await boxes(2021)]).toEqual(['50.00', '20.00']);
  await use.app.undo();
  expect(await listed()).toEqual([]);
});
