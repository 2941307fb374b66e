import { beforeEach, describe, expect, it } from 'vitest';
import { sample } from '../../resources/reference.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, RELEASE, useHarness } from '../testing/harness.ts';

const use = useHarness();

describe('documents', () => {
  beforeEach(() => makeOwnBook(use.app));

  it('are read without writing', async () => {
    const before = use.app.bytes();
    const read = await use.app.ok('documents.read', RELEASE);
    expect(read.acceptable).toBe(true);
    expect(read.document.securities).toHaveLength(9);
    expect(read.places.length).toBeGreaterThan(100);
    expect(use.app.bytes()).toEqual(before);
  });

  it('are listed with what counts, opened with their text, and given back by removal', async () => {
    const row = await use.app.ok('documents.accept', { ...RELEASE, status: null });
    expect(row).toMatchObject({
      taxYear: 2002,
      status: 'final',
      version: 1,
      publishedOn: '2003-01-29',
    });
    expect(row.securities.every((each) => each.inUse)).toBe(true);
    const opened = await use.app.ok('documents.get', { id: row.id });
    expect(opened.text).toBe(sample.document);
    const read = await use.app.ok('documents.read', RELEASE);
    expect(opened.document.securities).toEqual(read.document.securities);
    await use.app.ok('documents.remove', { id: row.id });
    expect(await use.app.ok('documents.list', {})).toEqual([]);
    expect(await use.app.refused('documents.get', { id: row.id })).toMatchObject({
      code: 'not-found',
    });
  });

  it('are refused the second time', async () => {
    await use.app.ok('documents.accept', { ...RELEASE, status: null });
    const before = await use.app.ok('documents.list', {});
    expect(await use.app.ok('documents.read', RELEASE)).toMatchObject({
      acceptable: false,
      duplicateOf: { id: before[0]?.id },
    });
    expect(await use.app.refused('documents.accept', { ...RELEASE, status: null })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/same text.*2003-02-01/),
    });
    expect(await use.app.ok('documents.list', {})).toEqual(before);
  });

  it('give way to a corrected version, and come back when that is removed', async () => {
    const first = await use.app.ok('documents.accept', { ...RELEASE, status: null });
    const corrected = {
      fileName: 'corrected.txt',
      content: { kind: 'text', text: `${sample.document}\nCorrected on February 3, 2003.\n` },
    } as const;
    expect((await use.app.ok('documents.read', corrected)).replaces).toMatchObject([
      { id: first.id },
    ]);
    const second = await use.app.ok('documents.accept', { ...corrected, status: 'corrected' });
    expect(second).toMatchObject({ version: 2, status: 'corrected' });
    const rows = await use.app.ok('documents.list', {});
    expect(rows.map((row) => row.securities[0]?.inUse)).toEqual([false, true]);
    await use.app.ok('documents.remove', { id: second.id });
    expect((await use.app.ok('documents.list', {}))[0]?.securities[0]?.inUse).toBe(true);
  });

  it('say what they would change before they count, and what their removal would', async () => {
    const accept = { kind: 'accept', ...RELEASE, status: null } as const;
    expect(await use.app.ok('documents.changes', accept), 'nothing is held').toEqual([]);
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      action: 'sell',
      date: '2003-01-15',
      shares: '50',
      amount: '2000.00',
    });
    const before = use.app.bytes();
    const changes = await use.app.ok('documents.changes', accept);
    expect(use.app.bytes()).toEqual(before);
    expect(changes.map((each) => each.year)).toEqual([2002, 2003]);
    const [first, second] = changes;
    expect(first).toMatchObject({ paymentsBefore: 0, paymentsAfter: 4, counts: { lots: 1 } });
    const rowsOf = (of: typeof first, kind: string) =>
      (of?.rows ?? []).filter(({ subject }) => subject.kind === kind);
    const amounts = (row: ReturnType<typeof rowsOf>[number] | undefined) => [
      row?.before?.value,
      row?.after?.value,
    ];
    expect(
      rowsOf(first, 'box').map((row) => [
        'box' in row.subject && row.subject.box,
        row.account,
        ...amounts(row),
      ]),
    ).toEqual([
      ['1', null, undefined, '201.40'],
      ['2a', null, undefined, '62.64'],
      ['2c', null, undefined, '21.64'],
      ['2d', null, undefined, '41.00'],
      ['3', null, undefined, '63.96'],
    ]);
    expect(rowsOf(first, 'lot')).toEqual([
      {
        subject: { kind: 'lot', lot: 'AIV/2000-03-01' },
        account: 'default',
        before: expect.objectContaining({ value: '3800.00' }),
        after: expect.objectContaining({ value: '3736.04' }),
      },
    ]);
    expect(rowsOf(second, 'sale').map(amounts)).toEqual([['100.00', '131.98']]);
    // Exactly what is announced is what happens, and its removal announces the way back.
    const row = await use.app.ok('documents.accept', { ...RELEASE, status: null });
    const { report } = await use.app.ok('year.report', { year: 2003 });
    expect(report.sales[0]?.gain).toBe('131.98');
    const back = await use.app.ok('documents.changes', { kind: 'remove', id: row.id });
    expect(amounts(rowsOf(back[0], 'lot')[0])).toEqual(['3736.04', '3800.00']);
    expect(back.map(({ counts }) => counts)).toEqual(changes.map(({ counts }) => counts));
    expect(
      await use.app.ok('documents.changes', { ...accept, status: 'corrected' }),
      'the same figures under another status',
    ).toEqual([]);
    expect(
      await use.app.refused('documents.changes', { kind: 'remove', id: 'gone' }),
    ).toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['a row that does not sum', sample.document.replace('61.4%', '62.4%')],
    ['a date that does not exist', sample.document.replace('02/04/02', '02/30/02')],
    ['a payable date before its record date', sample.document.replace('02/11/02', '02/01/02')],
    ['no table', 'Apartment Investment and Management Company 2002 Dividend Allocation\n'],
  ])('with %s are not accepted, and the reason has its place', async (_what, text) => {
    const before = use.app.bytes();
    const input = { fileName: 'release.txt', content: { kind: 'text', text } } as const;
    const read = await use.app.ok('documents.read', input);
    expect(read.acceptable).toBe(false);
    const refusal = await use.app.refused('documents.accept', { ...input, status: null });
    expect(refusal.code).toBe('unreadable-document');
    expect(refusal.message.length).toBeGreaterThan(40);
    expect(use.app.bytes()).toEqual(before);
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['not text', new Uint8Array([0, 1, 2, 3, 0, 255, 254, 0, 9])],
    ['50 MB', new Uint8Array(50 * 1024 * 1024).fill(65)],
  ])('that are %s are refused', async (_what, bytes) => {
    const content = { kind: 'bytes', base64: Buffer.from(bytes).toString('base64') } as const;
    expect(await use.app.refused('documents.read', { fileName: 'x.txt', content })).toMatchObject({
      code: 'unreadable-document',
      message: expect.stringContaining('x.txt'),
    });
  });

  it('that arrive damaged are refused, not read in part', async () => {
    const content = { kind: 'bytes', base64: 'QUJD*kRF' } as const;
    expect(await use.app.refused('documents.read', { fileName: 'x.txt', content })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('did not arrive whole'),
    });
  });
});
