/** A corrected version of terms: what the earlier one made is replaced, and what the holder changed is asked about. */
import { beforeEach, describe, expect, test } from 'vitest';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const harness = useHarness();

const form = (percent: string, ...more: string[]) =>
  [
    TERMS_HEADING,
    'kind: spin-off',
    'date: 2021-06-01',
    'from: AIV',
    'to: NEWCO',
    'ratio: 1:3',
    `percent: ${percent}`,
    'source: Form 8937',
    ...more,
  ].join('\n');
const FIRST = form('12.5', 'publishedOn: 2021-06-10');
const LATER = form('20', 'publishedOn: 2021-09-01', 'status: corrected');
const given = (text: string, answers: Record<string, string> = {}) => ({
  fileName: 'newco.txt',
  text,
  answers,
});
const PAID = { 'fraction/Taxable': '9.00', 'fraction/IRA': '9.00' };

beforeEach(async () => {
  await makeOwnBook(harness.app);
  for (const [account, shares] of [
    ['Taxable', '10'],
    ['IRA', '20'],
  ] as const) {
    await harness.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      ...{ account, shares, date: '2020-01-02', amount: '1000.00' },
      newAccount: { taxDeferred: account === 'IRA' },
    });
  }
  await harness.app.ok('terms.apply', given(FIRST, PAID));
});

async function percents(): Promise<string[]> {
  const entries = await harness.app.ok('transactions.list', {});
  return entries
    .flatMap(({ action, account, percent, source }) =>
      action === 'spin-off' ? [`${account} ${percent} by ${source?.fileName ?? 'hand'}`] : [],
    )
    .sort();
}

const everything = async () => ({
  entries: await harness.app.ok('transactions.list', {}),
  terms: await harness.app.ok('terms.kept', {}),
  history: (await harness.app.ok('history.list', {})).redo === null,
});

describe('a corrected version', () => {
  test('is known as one: what differs, the entries before and after, and what was answered', async () => {
    const preview = await harness.app.ok('terms.preview', given(LATER));
    expect(preview).toMatchObject({ entries: 2, obstacle: null });
    expect(preview.earlier?.fields).toEqual([
      { key: 'percent', label: 'Basis that goes along, %', before: '12.5', after: '20' },
      { key: 'status', label: 'Status', before: null, after: 'corrected' },
      { key: 'publishedOn', label: 'Published', before: '2021-06-10', after: '2021-09-01' },
    ]);
    expect(preview.questions.map(({ id, answer }) => [id, answer])).toEqual([
      ['fraction/IRA', '9.00'],
      ['fraction/Taxable', '9.00'],
    ]);
    // 1,000.00 less 12.5%, and less 20%; a third of ten shares is three, and the fraction is sold.
    const taxable = preview.accounts.find(({ account }) => account === 'Taxable');
    expect(taxable?.state).toBe('replace');
    const held = taxable?.preview?.rows.find(({ lot }) => lot === 'AIV/2020-01-02');
    expect([held?.before?.adjustedBasis, held?.after?.adjustedBasis]).toEqual(['875.00', '800.00']);
    const changes = await harness.app.ok('documents.changes', { kind: 'terms', ...given(LATER) });
    expect(changes.map(({ year, counts }) => [year, counts.sales])).toEqual([[2021, 2]]);
  });

  test('replaces the values in one act, and undo gives back the book as it was', async () => {
    const before = await everything();
    expect(await percents()).toEqual(['IRA 12.5 by newco.txt', 'Taxable 12.5 by newco.txt']);
    const ids = before.entries.map(({ id }) => id);
    await harness.app.ok('terms.apply', given(LATER));
    expect(await percents()).toEqual(['IRA 20 by newco.txt', 'Taxable 20 by newco.txt']);
    const after = await everything();
    expect(after.entries.map(({ id }) => id)).toEqual(ids);
    expect(after.terms.map(({ version, entries }) => [version, entries])).toEqual([
      [1, 0],
      [2, 2],
    ]);
    const [first, second] = after.terms;
    const compared = await harness.app.ok('terms.compare', {
      before: first?.id ?? '',
      after: second?.id ?? '',
    });
    expect(compared.fields.find(({ key }) => key === 'ratio')).toMatchObject({
      before: '1:3',
      after: '1:3',
    });
    await harness.app.undo();
    expect(await everything()).toEqual({ ...before, history: false });
  });

  test('asks before it replaces what the holder changed, or enters what the holder took out', async () => {
    const entries = await harness.app.ok('transactions.list', {});
    const [mine, gone] = ['Taxable', 'IRA'].map((account) =>
      entries.find((one) => one.action === 'spin-off' && one.account === account),
    );
    await harness.app.ok('transactions.remove', { id: gone?.id ?? '' });
    await harness.app.ok('transactions.update', {
      ...EXAMPLE_PURCHASE,
      id: mine?.id ?? '',
      account: 'Taxable',
      date: '2021-06-01',
      action: 'spin-off',
      to: 'NEWCO',
      ratio: '1:3',
      percent: '13',
      shares: '',
      amount: '9.00',
      cashShares: '0.33333333',
    });
    const { questions } = await harness.app.ok('terms.preview', given(LATER));
    expect(questions.flatMap(({ id, answer }) => (answer === null ? [id] : []))).toEqual([
      'missing/IRA',
      'changed/Taxable',
    ]);
    const left = { 'missing/IRA': 'leave it out', 'changed/Taxable': 'keep it as it is' };
    await harness.app.ok('terms.apply', given(LATER, left));
    expect(await percents()).toEqual(['Taxable 13 by newco.txt']);
    await harness.app.undo();
    const taken = { 'missing/IRA': 'enter it', 'changed/Taxable': 'take what these terms say' };
    await harness.app.ok('terms.apply', given(LATER, taken));
    expect(await percents()).toEqual(['IRA 20 by newco.txt', 'Taxable 20 by newco.txt']);
  });

  test('an earlier one does not take over, and says which counts', async () => {
    await harness.app.ok('terms.apply', given(LATER));
    const { message } = await harness.app.refused('terms.apply', given(FIRST));
    expect(message).toMatch(
      'Your book has a later version of these terms: "Spin-off of AIV on 2021-06-01", corrected, published 2021-09-01.',
    );
  });

  test('its own entries are no trades of the day, and nothing is asked of terms that are applied', async () => {
    const { questions, earlier } = await harness.app.ok('terms.preview', given(`${FIRST}\n`));
    expect([questions, earlier]).toEqual([[], null]);
  });

  test('a version of another event is none', async () => {
    const other = LATER.replace('NEWCO', 'OTHER');
    expect((await harness.app.ok('terms.preview', given(other))).earlier).toBeNull();
    const split = LATER.replace('kind: spin-off', 'kind: split').replace(
      /^(to|percent): .*\n/gm,
      '',
    );
    expect((await harness.app.ok('terms.preview', given(split))).earlier).toBeNull();
  });
});
