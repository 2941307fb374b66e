/** Terms of reorganisations applied to the lots of a book, worked out by hand, and taken out again. */
import { describe, expect, test } from 'vitest';
import type { Request } from '../contract.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';
import { knownTerms } from '../../resources/reference.ts';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';

const harness = useHarness();

const SEPARATION = 'aimco-separation-2020';
const given = (id: string, answers: Record<string, string> = {}): Request<'terms.apply'> => ({
  fileName: id,
  text: knownTerms.find((one) => one.id === id)?.text ?? '',
  answers,
});

const buy = (account: string, date: string, shares: string, amount: string) =>
  harness.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    account,
    date,
    shares,
    amount,
    newAccount: { taxDeferred: account === 'IRA' },
  });

/** Two accounts with lots of 2018 and June 2020, and one lot of after all that is known. */
async function makeHolder(): Promise<void> {
  await makeOwnBook(harness.app);
  await buy('Taxable', '2018-03-01', '100', '4000.00');
  await buy('IRA', '2020-06-15', '40', '1480.00');
  await harness.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    account: 'Taxable',
    date: '2021-03-01',
    shares: '10',
    amount: '60.00',
  });
}

async function lotsOf(year: number): Promise<string[]> {
  const { rows } = await harness.app.ok('lots.list', {
    year,
    accountId: null,
    search: '',
    sort: null,
    from: 0,
    most: 50,
  });
  return rows.map((lot) => `${lot.account} ${lot.lot}: ${lot.shares}, ${lot.adjustedBasis}`).sort();
}

const everything = async () => ({
  entries: await harness.app.ok('transactions.list', {}),
  securities: await harness.app.ok('securities.list', {}),
  accounts: await harness.app.ok('accounts.list', {}),
  terms: await harness.app.ok('terms.list', {}),
});

const BOUGHT = ['IRA AIV/2020-06-15: 40, 1480.00', 'Taxable AIV/2018-03-01: 100, 4000.00'];

describe('the separation of 2020-12-15', () => {
  test('is shown for each account before it is applied, and nothing is written', async () => {
    await makeHolder();
    const row = (await harness.app.ok('terms.list', {})).find(({ id }) => id === SEPARATION);
    expect(row).toMatchObject({ wanted: true, holders: 2, entered: 0, documentId: null });
    const preview = await harness.app.ok('terms.preview', given(SEPARATION));
    expect(preview.says).toBe(
      'For each share of AIV 1 share of AIRC, worth $38.0711 each; the basis of AIV stays with it, less what is return of capital.',
    );
    expect(preview).toMatchObject({ entries: 2, obstacle: null, questions: [] });
    expect(
      preview.accounts.map(({ account, held, state, preview: lots }) => [
        account,
        held,
        state,
        lots?.rows.map(({ lot, change, after }) => [
          lot,
          change,
          after?.shares,
          after?.adjustedBasis,
        ]),
      ]),
    ).toEqual([
      ['IRA', '40', 'apply', [['AIRC/2020-12-15', 'new', '40', '1522.84']]],
      ['Taxable', '100', 'apply', [['AIRC/2020-12-15/2', 'new', '100', '3807.11']]],
    ]);
    expect(await lotsOf(2020)).toEqual(BOUGHT);
  });

  test('is applied to all accounts in one act, each entry with its document and line', async () => {
    await makeHolder();
    const { transactions } = await harness.app.ok('terms.apply', given(SEPARATION));
    expect(transactions).toBe(2);
    // 100 x 38.0711 and 40 x 38.0711; what was bought in 2021 has nothing of it.
    expect(await lotsOf(2020)).toEqual([
      'IRA AIRC/2020-12-15: 40, 1522.84',
      BOUGHT[0],
      'Taxable AIRC/2020-12-15/2: 100, 3807.11',
      BOUGHT[1],
    ]);
    const { acts } = await harness.app.ok('history.list', {});
    expect(acts[0]?.name).toBe('Separation of December 15, 2020: 2 entries');
    const made = (await harness.app.ok('transactions.list', {})).filter(({ source }) => source);
    const lines = given(SEPARATION).text.split('\n');
    for (const { source, action } of made) {
      expect(action).toBe('in-kind');
      expect(source?.fileName).toBe(SEPARATION);
      expect(lines[(source?.line ?? 0) - 1]).toBe('ratio: 1:1');
    }
    const [row] = (await harness.app.ok('terms.list', {})).filter(({ id }) => id === SEPARATION);
    expect(row).toMatchObject({ wanted: false, entered: 2, holders: 2 });
  });

  test('is refused a second time, and taken out with its entries', async () => {
    await makeHolder();
    const before = await everything();
    const { documentId } = await harness.app.ok('terms.apply', given(SEPARATION));
    const { message } = await harness.app.refused('terms.apply', given(SEPARATION));
    expect(message).toBe(
      '"Separation of December 15, 2020" is already in your book: every account that held AIV has its entry.',
    );
    expect((await harness.app.ok('documents.list', {})).length).toBe(0);
    expect(await harness.app.ok('terms.remove', { id: documentId })).toEqual({ transactions: 2 });
    expect((await everything()).entries).toEqual(before.entries);
    expect((await everything()).terms).toEqual(before.terms);
    expect((await harness.app.refused('terms.remove', { id: documentId })).code).toBe('not-found');
  });

  test('undo gives back the book as it was, and the import taken back takes the terms along', async () => {
    await makeHolder();
    const before = await everything();
    await harness.app.ok('terms.apply', given(SEPARATION));
    const after = await everything();
    await harness.app.undo();
    expect(await everything()).toEqual(before);
    const { redo } = await harness.app.ok('history.list', {});
    const sequence = redo?.sequence ?? 0;
    await harness.app.ok('history.redo', { from: sequence, to: sequence });
    expect(await everything()).toEqual(after);
    const batchId = after.entries.find(({ source }) => source)?.source?.batchId ?? '';
    await harness.app.ok('imports.remove', { batchId });
    expect((await everything()).terms).toEqual(before.terms);
  });

  test('an entry that was typed in is proposed as already there; another event can be said', async () => {
    await makeHolder();
    await harness.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      account: 'Taxable',
      date: '2020-12-16',
      security: 'AIRC',
      shares: '100',
      amount: '3800.00',
    });
    const { accounts, questions, obstacle } = await harness.app.ok(
      'terms.preview',
      given(SEPARATION),
    );
    expect(accounts.map(({ account, state, says }) => [account, state, says])).toEqual([
      ['IRA', 'apply', ''],
      [
        'Taxable',
        'there',
        'Already in your book: the purchase of 2020-12-16. It does not say the same: a value of $3,807.11 by the terms, $3,800.00 in the entry. The entry counts; correct what is wrong.',
      ],
    ]);
    expect(obstacle).toBeNull();
    expect(questions.map(({ id, proposed }) => [id, proposed])).toEqual([
      ['there/Taxable', 'the same'],
    ]);
    const other = given(SEPARATION, { 'there/Taxable': 'another event' });
    expect((await harness.app.ok('terms.preview', other)).entries).toBe(2);
    expect(await harness.app.ok('terms.apply', given(SEPARATION))).toMatchObject({
      transactions: 1,
    });
  });

  test('an account that comes later gets its entry from the same terms', async () => {
    await makeHolder();
    await harness.app.ok('terms.apply', given(SEPARATION));
    await buy('Joint', '2019-05-01', '5', '250.00');
    expect(await harness.app.ok('terms.apply', given(SEPARATION))).toMatchObject({
      transactions: 1,
    });
    expect(await lotsOf(2020)).toContain('Joint AIRC/2020-12-15/3: 5, 190.36');
  });
});

describe('the special dividend and the reverse split of 2020-11-30', () => {
  const SPECIAL = 'aimco-special-2020';
  const SPLIT = 'aimco-split-2020';
  const CHOSEN = {
    'choice/Taxable': 'Cash, or no election',
    'choice/IRA': 'Shares',
    'fraction/Taxable': '4.54',
    'fraction/IRA': '18.20',
  };
  // 123 and 50 shares by 1.23821 are 99.33694608 and 40.38087239.
  const PAID = { 'fraction/Taxable': '20.00', 'fraction/IRA': 'kept' };

  test('ask what each account took and was paid for the fraction, which is received and sold', async () => {
    await makeHolder();
    const refusal = await harness.app.refused('terms.apply', given(SPECIAL));
    expect(refusal.issues.map(({ field }) => field)).toEqual(['choice/IRA', 'choice/Taxable']);
    const preview = await harness.app.ok('terms.preview', given(SPECIAL, CHOSEN));
    // Two entries in each account, the second of which sells the fraction of what the first one brought.
    expect(preview).toMatchObject({ entries: 4, written: 2 });
    expect(
      preview.accounts.map(({ preview: lots }) =>
        lots?.rows.map(({ lot, after }) => [lot, after?.shares, after?.adjustedBasis]),
      ),
    ).toEqual([[['AIV/2020-11-30', '10', '309.80']], [['AIV/2020-11-30/2', '23', '712.54']]]);
    await harness.app.ok('terms.apply', given(SPECIAL, CHOSEN));
    // 100 x 7.17076 / 30.98 = 23.146...; 40 x 8.20 / 30.98 = 10.587...: all at $30.98, and the fraction sold.
    expect(await lotsOf(2020)).toEqual([
      'IRA AIV/2020-06-15: 40, 1480.00',
      'IRA AIV/2020-11-30: 10, 309.80',
      'Taxable AIV/2018-03-01: 100, 4000.00',
      'Taxable AIV/2020-11-30/2: 23, 712.54',
    ]);
    const sold = (await harness.app.ok('transactions.list', {})).filter(
      ({ action }) => action === 'sell',
    );
    expect(sold.map(({ shares, amount, lot }) => [shares, amount, lot])).toEqual([
      ['0.58747579', '18.20', 'AIV/2020-11-30'],
      ['0.14641704', '4.54', 'AIV/2020-11-30/2'],
    ]);
    await harness.app.ok('terms.apply', given(SPLIT, PAID));
    const lots = await lotsOf(2020);
    // The fraction is sold, for more than its basis, from the lot of 2018: 80.76174477 shares less it.
    expect(lots).toEqual([
      'IRA AIV/2020-06-15: 32.30469791, 1480.00',
      'IRA AIV/2020-11-30: 8.07617448, 309.80',
      'Taxable AIV/2018-03-01: 80.4247987, 3983.31',
      'Taxable AIV/2020-11-30/2: 18.5752013, 712.54',
    ]);
  });

  test('the split first: the dividend is refused, as its shares would not be split', async () => {
    await makeHolder();
    const paid = { 'fraction/Taxable': 'kept', 'fraction/IRA': 'kept' };
    await harness.app.ok('terms.apply', given(SPLIT, paid));
    const { message } = await harness.app.refused('terms.apply', given(SPECIAL, CHOSEN));
    expect(message).toMatch('Take the split out, apply this, and then the split.');
  });

  test('an answer with a slip is refused with its id', async () => {
    await makeHolder();
    const wrong = await harness.app.refused(
      'terms.apply',
      given(SPECIAL, { 'choice/Taxable': 'Gold', 'choice/Ira': 'Shares' }),
    );
    expect(wrong.issues.map(({ field }) => field)).toEqual(['choice/IRA', 'choice/Taxable', null]);
  });
});

test('what is not known is asked: the ratio of 2019, and the shares and price of 2008', async () => {
  await makeOwnBook(harness.app);
  await buy('Taxable', '2007-03-01', '100', '5000.00');
  const asked = async (id: string) =>
    (await harness.app.ok('terms.preview', given(id))).questions.map((question) => question.id);
  expect(await asked('aimco-split-2019')).toEqual(['ratio']);
  expect(await asked('aimco-special-2008-08')).toEqual(['shares/Taxable', 'value']);
  await harness.app.ok(
    'terms.apply',
    given('aimco-special-2008-08', { 'shares/Taxable': '6', value: '35.50' }),
  );
  expect(await lotsOf(2008)).toContain('Taxable AIV/2008-08-29: 6, 213.00');
});

test('terms of a holder’s own: a spin-off with its percentage, and trades of that day after it', async () => {
  await makeOwnBook(harness.app);
  await buy('Taxable', '2020-01-02', '10', '1000.00');
  await harness.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    account: 'Taxable',
    date: '2021-06-01',
    shares: '10',
    amount: '500.00',
  });
  const lines = [
    TERMS_HEADING,
    'kind: spin-off',
    'date: 2021-06-01',
    'from: AIV',
    'to: NEWCO',
    'ratio: 1:2',
    'percent: 12.5',
    'source: Form 8937',
  ];
  const own = { fileName: 'newco.txt', text: lines.join('\n'), answers: {} };
  expect((await harness.app.ok('terms.preview', own)).questions.map(({ id }) => id)).toEqual([
    'when',
  ]);
  const answers = { when: 'before trading' };
  const preview = await harness.app.ok('terms.preview', { ...own, answers });
  expect(preview.accounts[0]?.says).toMatch('Entered for 2021-05-31');
  await harness.app.ok('terms.apply', { ...own, answers });
  // 12.5% of 1,000.00 goes with five new shares; the purchase of the day keeps all of its basis.
  expect(await lotsOf(2021)).toEqual([
    'Taxable AIV/2020-01-02/NEWCO: 5, 125.00',
    'Taxable AIV/2020-01-02: 10, 875.00',
    'Taxable AIV/2021-06-01: 10, 500.00',
  ]);
  expect((await harness.app.ok('terms.list', {})).at(-1)).toMatchObject({
    title: 'Spin-off of AIV on 2021-06-01',
    entered: 1,
  });
});

test('what is no terms, or terms with a fault, is refused with its line', async () => {
  await makeOwnBook(harness.app);
  const release = await harness.app.refused('terms.preview', {
    fileName: 'release.txt',
    text: 'A release',
    answers: {},
  });
  expect(release.message).toMatch('"release.txt" is not the terms of a reorganization');
  const { issues } = await harness.app.refused('terms.apply', {
    fileName: 'x',
    text: `${TERMS_HEADING}\nkind: merger`,
    answers: {},
  });
  expect(issues.map(({ line }) => line)).toContain(2);
  const { message } = await harness.app.refused('terms.apply', given(SEPARATION));
  expect(message).toMatch('changes nothing: no account held AIV before it');
});

test('a notice is given as a form, kept with its text, and another document is none', async () => {
  await makeOwnBook(harness.app);
  await buy('Taxable', '2020-01-02', '10', '1000.00');
  const notice = 'Form 8937\nA 1-for-5 reverse split of AIV (NYSE: AIV), effective June 1, 2021.';
  const content = { kind: 'text', text: notice } as const;
  const form = await harness.app.ok('terms.read', { fileName: 'notice.txt', content });
  expect(form).toMatchObject({ notice, whole: true });
  const values = { ...Object.fromEntries(form?.fields.map((one) => [one.key, one.value]) ?? []) };
  const text = form?.text ?? '';
  const wrong = await harness.app.ok('terms.form', { text, values: { ...values, ratio: '1/5' } });
  expect(wrong.whole).toBe(false);
  const right = await harness.app.ok('terms.form', { text, values: { ...values, ratio: '1:4' } });
  const given = {
    fileName: 'notice.txt',
    text: right.text,
    answers: { 'fraction/Taxable': 'kept' },
  };
  const { documentId } = await harness.app.ok('terms.apply', given);
  expect(await lotsOf(2021)).toEqual(['Taxable AIV/2020-01-02: 2.5, 1000.00']);
  const kept = await harness.app.ok('terms.get', { id: documentId });
  expect(kept.row).toMatchObject({ name: 'notice.txt', entries: 1, date: '2021-06-01' });
  expect(kept.text.endsWith(notice)).toBe(true);
  const release = { kind: 'text', text: 'Dividends of 2021: all ordinary.' } as const;
  expect(await harness.app.ok('terms.read', { fileName: 'x.txt', content: release })).toBeNull();
});
