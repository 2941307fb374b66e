/** A form in the place of a release that nobody published, from the typed boxes to the figures. */
import { expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, RELEASE, useHarness } from '../testing/harness.ts';

const use = useHarness();
const BOXES = { '1': '201.40', '2a': '62.64', '2c': '21.64', '2d': '41.00', '3': '63.96' };
const DAYS = ['2002-02-11', '2002-05-10', '2002-08-09', '2002-11-12'];

async function makeBook(): Promise<string> {
  await makeOwnBook(use.app);
  await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
  const [account] = await use.app.ok('accounts.list', {});
  for (const date of DAYS) {
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      ...{ action: 'dividend', date, shares: '', amount: '82.00', lot: '' },
    });
  }
  await use.app.ok('forms.keep', {
    forms: {
      ...{ schema: 'basisbook/broker-forms@1', year: 2002, account: account?.name ?? '' },
      form1099Div: BOXES,
    },
    version: 1,
    receivedOn: null,
  });
  return account?.name ?? '';
}

const codes = async (): Promise<readonly string[]> =>
  (await use.app.ok('year.report', { year: 2002 })).report.notices.map(({ code }) => code);

it('divides the cash of the year, is marked, and gives way to the document', async () => {
  const account = await makeBook();
  const owner = { year: 2002, account, payer: null };
  expect(await codes()).not.toContain('derived-in-use');
  const [before] = await use.app.ok('forms.ours', { year: 2002 });
  expect(before?.standIn).toMatchObject({ inUse: false, problem: null });
  await use.app.ok('forms.standIn', { ...owner, inUse: true });
  const { report, checklist } = await use.app.ok('year.report', { year: 2002 });
  expect(report.payments.map(({ cash }) => cash)).toEqual(['82.00', '82.00', '82.00', '82.00']);
  expect(report.lots[0]?.adjustedBasis).toBe('3736.04');
  expect(report.notices.map(({ code }) => code)).toContain('derived-in-use');
  expect(checklist.map(({ kind }) => kind)).toContain('derived');
  const { left } = await use.app.ok('year.file', {
    ...{ year: 2002, accountId: null, brokerBasis: 'adjusted', kind: 'txf' },
  } as never);
  expect(left.join('\n')).toContain('In the file, and derived');

  await use.app.undo();
  expect(await codes()).not.toContain('derived-in-use');
  const { redo } = await use.app.ok('history.list', {});
  const step = redo?.sequence ?? 0;
  await use.app.ok('history.redo', { from: step, to: step });
  expect(await codes()).toContain('derived-in-use');

  await use.app.ok('documents.accept', { ...RELEASE, status: null });
  expect(await codes()).not.toContain('derived-in-use');
  const [after] = await use.app.ok('forms.ours', { year: 2002 });
  expect(after?.standIn).toBe(null);
});
