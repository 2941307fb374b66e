/** What a form asks and keeps of the person: a value that may wait, conditions, the effect of a dividend. */
import { beforeEach, describe, expect, test } from 'vitest';
import { library } from '../resources/reference.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from './testing/harness.ts';

const harness = useHarness();
const ALLOCATION = library.find(({ id }) => id === 'aimco-2020')?.text ?? '';
const RECEIVED = {
  ...EXAMPLE_PURCHASE,
  date: '2020-12-15',
  action: 'in-kind',
  security: 'AIRC',
  shares: '100',
  amount: '',
};

beforeEach(async () => {
  await makeOwnBook(harness.app);
  await harness.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    date: '2018-03-01',
    shares: '100',
    amount: '4000.00',
  });
});

const lotsOf = async (year: number) => {
  const { rows } = await harness.app.ok('lots.list', {
    year,
    accountId: null,
    search: 'AIRC',
    sort: null,
    from: 0,
    most: 10,
  });
  return rows.map(({ adjustedBasis, awaitsValue }) => [adjustedBasis, awaitsValue]);
};

const codesOf = async (year: number) => {
  const { report } = await harness.app.ok('year.report', { year });
  return report.notices.map(({ code }) => code);
};

describe('shares received in kind without a value', () => {
  test('are previewed without a basis while no release says it, and with it once one does', async () => {
    const previewed = async () => {
      const { rows } = await harness.app.ok('transactions.preview', {
        ...RECEIVED,
        replacing: null,
      });
      return rows.map(({ lot, after }) => [lot, after?.adjustedBasis, after?.awaitsValue]);
    };
    expect(await previewed()).toEqual([['AIRC/2020-12-15', '0.00', true]]);
    await harness.app.ok('documents.accept', {
      fileName: 'AIMCO-2020.txt',
      content: { kind: 'text', text: ALLOCATION },
      status: 'final',
    });
    expect(await previewed()).toEqual([['AIRC/2020-12-15', '3807.11', false]]);
  });

  test('wait for the release, take its value, and wait again where it is taken out', async () => {
    await harness.app.ok('transactions.add', RECEIVED);
    const entries = await harness.app.ok('transactions.list', {});
    expect(entries.find(({ action }) => action === 'in-kind')).toMatchObject({ amount: null });
    expect(await lotsOf(2020)).toEqual([['0.00', true]]);
    expect(await codesOf(2020)).toContain('in-kind-without-value');
    await harness.app.ok('documents.accept', {
      fileName: 'AIMCO-2020.txt',
      content: { kind: 'text', text: ALLOCATION },
      status: 'final',
    });
    expect(await lotsOf(2020)).toEqual([['3807.11', false]]);
    const codes = await codesOf(2020);
    expect(codes).not.toContain('in-kind-without-value');
    expect(codes).not.toContain('in-kind-value-differs');
    await harness.app.undo();
    expect(await lotsOf(2021)).toEqual([['0.00', true]]);
    expect(await codesOf(2021)).toContain('in-kind-without-value');
  });

  test('a purchase without its cost is refused as before', async () => {
    const { issues } = await harness.app.refused('transactions.add', {
      ...RECEIVED,
      action: 'stock-dividend',
    });
    expect(issues).toMatchObject([{ field: 'amount' }]);
  });
});

describe('a choice of average basis', () => {
  const CHOICE = {
    ...EXAMPLE_PURCHASE,
    date: '2020-01-02',
    action: 'average-basis',
    shares: '',
    amount: '',
    lot: null,
  };

  test('keeps from which day of acquisition on shares are averaged, and shows it', async () => {
    const typed = { ...CHOICE, acquired: '2018-06-01', further: { confirmed: 'yes' } };
    await harness.app.ok('transactions.add', typed);
    const entries = await harness.app.ok('transactions.list', {});
    const entry = entries.find(({ action }) => action === 'average-basis');
    expect(entry?.acquired).toBe('2018-06-01');
  });

  test('is not taken without its conditions, and keeps that they are met', async () => {
    const { issues } = await harness.app.refused('transactions.add', CHOICE);
    expect(issues).toEqual([
      {
        field: 'confirmed',
        line: null,
        message:
          'Tick this box once you have checked the conditions. Where one of them is not met, the basis may not be averaged.',
      },
    ]);
    // What it would do is shown before it is confirmed.
    const shown = await harness.app.ok('transactions.preview', { ...CHOICE, replacing: null });
    expect(shown.problem).toBeNull();
    await harness.app.ok('transactions.add', { ...CHOICE, further: { confirmed: 'yes' } });
    const entries = await harness.app.ok('transactions.list', {});
    expect(entries.find(({ action }) => action === 'average-basis')?.further).toEqual({
      confirmed: 'yes',
    });
    const codes = await codesOf(2020);
    expect(codes).toContain('average-basis');
    expect(codes).not.toContain('average-conditions');
  });

  test('that ends it asks for none', async () => {
    await harness.app.ok('transactions.add', { ...CHOICE, further: { confirmed: 'yes' } });
    const end = { ...CHOICE, date: '2020-06-01', further: { last: 'yes' } };
    await harness.app.ok('transactions.add', end);
  });
});

test('cash of an exchange counts as a dividend once the entry says so, and no longer when that is taken back', async () => {
  const exchange = {
    ...EXAMPLE_PURCHASE,
    date: '2019-10-01',
    action: 'exchange',
    to: 'AIRC',
    shares: '',
    amount: '',
    lot: null,
    ratio: '1:2',
    further: { cash: '1.00', valuePerShare: '90.00' },
  };
  const boxOf = async () => {
    const { report } = await harness.app.ok('year.report', { year: 2019 });
    return report.form1099Div.find(({ box }) => box === '1a')?.amount;
  };
  const row = await harness.app.ok('transactions.add', exchange);
  expect(await boxOf()).toBe('0.00');
  await harness.app.ok('transactions.update', {
    ...exchange,
    id: row.id,
    further: { ...exchange.further, dividend: 'yes' },
  });
  expect(await boxOf()).toBe('100.00');
  await harness.app.undo();
  expect(await boxOf()).toBe('0.00');
});
