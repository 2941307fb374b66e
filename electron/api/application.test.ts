import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Request } from './contract.ts';
import { sample } from './reference.ts';
import { BOOK_FILES } from './session.ts';
import { makeHarness, type Harness } from './testing/harness.ts';

let app: Harness;

beforeEach(() => {
  app = makeHarness();
});

afterEach(() => {
  expect(app.log, 'no bug was logged').toEqual([]);
  app.dispose();
});

const release = {
  fileName: sample.documentName,
  content: { kind: 'text', text: sample.document },
} as const;

/** The worked example: 100 class A shares bought 2000-03-01 for $3,800.00. */
const purchase = {
  date: '2000-03-01',
  action: 'buy',
  security: 'AIV',
  account: 'default',
  shares: '100',
  amount: '3800.00',
  lot: null,
  note: null,
} satisfies Request<'transactions.add'>;

async function ownBook(): Promise<void> {
  await app.ok('book.create', { kind: 'own' });
}

async function workedExample(): Promise<void> {
  await ownBook();
  await app.ok('documents.accept', { ...release, status: null });
  await app.ok('transactions.add', purchase);
}

describe('which book is open', () => {
  it('is none on the first run, and nothing is written until one is chosen', async () => {
    expect(await app.ok('status.get', {})).toMatchObject({
      book: null,
      available: [],
      problem: null,
      years: [],
      defaultYear: null,
    });
    expect(app.bytes()).toEqual({});
    expect(await app.refused('accounts.list', {})).toMatchObject({ code: 'no-book' });
  });

  it('is the sample, filled and marked, when it is chosen', async () => {
    const status = await app.ok('book.create', { kind: 'sample' });
    expect(status).toMatchObject({
      book: { kind: 'sample', counts: { documents: 1, distributions: 33, securities: 9 } },
      defaultYear: 2002,
    });
    const accounts = await app.ok('accounts.list', {});
    expect(accounts.map(({ name, taxDeferred }) => [name, taxDeferred])).toEqual([
      ['IRA', true],
      ['Joint', false],
      ['Taxable', false],
    ]);
  });

  it('is made anew when the sample is chosen again', async () => {
    await app.ok('book.create', { kind: 'sample' });
    const [first] = await app.ok('documents.list', {});
    await app.ok('documents.remove', { id: first?.id ?? '' });
    const status = await app.ok('book.create', { kind: 'sample' });
    expect(status.book?.counts.documents).toBe(1);
  });

  it('is the own book after a restart, though the sample was looked at last', async () => {
    await workedExample();
    await app.ok('book.create', { kind: 'sample' });
    app.restart();
    const status = await app.ok('status.get', {});
    expect(status).toMatchObject({ book: { kind: 'own' }, available: ['own', 'sample'] });
    expect(status.book?.counts.transactions).toBe(1);
    expect((await app.ok('book.open', { kind: 'sample' })).book?.kind).toBe('sample');
  });

  it('never replaces a book of the user', async () => {
    await workedExample();
    const before = app.bytes();
    expect(await app.refused('book.create', { kind: 'own' })).toMatchObject({ code: 'conflict' });
    expect(app.bytes()).toEqual(before);
  });

  it('fills a sample whose making was cut off', async () => {
    await app.ok('book.create', { kind: 'sample' });
    app.close();
    const file = path.join(app.folder, BOOK_FILES.sample);
    rmSync(file);
    const { createBook } = await import('../../db/open.ts');
    createBook(file, { kind: 'sample', now: '2003-02-01T12:00:00.000Z' }).close();
    app.restart();
    expect((await app.ok('status.get', {})).book?.counts.transactions).toBeGreaterThan(10);
  });

  it.each([
    ['a file that is not a database', 'not a book\n', /not a BasisBook book|is not a book/i],
    ['an empty file', '', /book/i],
  ])('says why when the book is %s, and leaves it alone', async (_what, content, sentence) => {
    const file = path.join(app.folder, BOOK_FILES.own);
    writeFileSync(file, content);
    app.restart();
    const status = await app.ok('status.get', {});
    expect(status.book).toBeNull();
    expect(status.problem).toMatch(sentence);
    expect(status.problem).toContain(BOOK_FILES.own);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(await app.refused('year.report', { year: 2002 })).toMatchObject({
      code: 'no-book',
      message: status.problem,
    });
  });

  it('says so when another window has the book, and opens it once that is closed', async () => {
    await workedExample();
    const other = makeHarness({ folder: app.folder });
    try {
      const status = await other.ok('status.get', {});
      expect(status.book).toBeNull();
      expect(status.problem).toMatch(/open/i);
      app.close();
      expect((await other.ok('status.get', {})).book?.counts.transactions).toBe(1);
    } finally {
      other.close();
      app.restart();
    }
  });
});

describe('the worked example of the calculation, section 11', () => {
  it('comes out of the handlers to the cent', async () => {
    await workedExample();
    const { report, paymentKeys, form } = await app.ok('year.report', { year: 2002 });
    expect(Object.fromEntries(report.form1099Div.map((box) => [box.box, box.amount]))).toEqual({
      '1': '201.40',
      '2a': '62.64',
      '2b': '0.00',
      '2c': '21.64',
      '2d': '41.00',
      '2e': '0.00',
      '3': '63.96',
    });
    expect(report.payments).toHaveLength(4);
    expect(report.payments[0]).toMatchObject({
      exDate: '2002-01-31',
      cash: '82.00',
      components: {
        ordinary: '50.35',
        capitalGain: '5.41',
        unrecaptured1250: '10.25',
        returnOfCapital: '15.99',
      },
      subsets: { qualified5Year: '5.41' },
    });
    expect(report.lots).toMatchObject([
      {
        lot: 'AIV/2000-03-01',
        cost: '3800.00',
        returnOfCapitalBefore: '0.00',
        returnOfCapitalInYear: '63.96',
        adjustedBasis: '3736.04',
      },
    ]);
    expect(paymentKeys).toHaveLength(4);
    expect(form?.title).toContain('1099-DIV');
  });

  it('is there again after a restart', async () => {
    await workedExample();
    const before = await app.ok('year.report', { year: 2002 });
    app.restart();
    expect(await app.ok('year.report', { year: 2002 })).toEqual(before);
  });

  it('explains every box, payment and lot down to the document and the entry', async () => {
    await workedExample();
    const { report, paymentKeys } = await app.ok('year.report', { year: 2002 });
    const box = await app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'box', box: '3', account: null },
    });
    expect(box).toMatchObject({ value: '63.96', unit: 'usd' });
    const leaves = JSON.stringify(box);
    expect(leaves).toContain('"kind":"document"');
    expect(leaves).toContain('"kind":"transaction"');
    for (const each of report.form1099Div) {
      const figure = { kind: 'box', box: each.box, account: null } as const;
      expect((await app.ok('year.explain', { year: 2002, figure })).value).toBe(each.amount);
    }
    const basis = await app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'adjustedBasis', account: 'default', lot: 'AIV/2000-03-01' },
    });
    expect(basis.value).toBe('3736.04');
    const cash = await app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'paymentCash', payment: paymentKeys[0] ?? '' },
    });
    expect(cash.value).toBe('82.00');
    expect(
      await app.refused('year.explain', {
        year: 2002,
        figure: { kind: 'paymentCash', payment: 'gone' },
      }),
    ).toMatchObject({ code: 'not-found' });
  });

  it('shows the lot stepping down payment by payment', async () => {
    await workedExample();
    const steps = await app.ok('lots.timeline', {
      year: 2002,
      account: 'default',
      lot: 'AIV/2000-03-01',
    });
    expect(
      steps.map((step) => [step.kind, step.day, step.basisAfter, step.basisPerShareAfter]),
    ).toEqual([
      ['acquired', '2000-03-01', '3800.00', '38'],
      ['returnOfCapital', '2002-01-31', '3784.01', '37.8401'],
      ['returnOfCapital', '2002-05-02', '3768.02', '37.6802'],
      ['returnOfCapital', '2002-08-14', '3752.03', '37.5203'],
      ['returnOfCapital', '2002-11-06', '3736.04', '37.3604'],
    ]);
    expect(
      await app.refused('lots.timeline', { year: 2002, account: 'default', lot: 'none' }),
    ).toMatchObject({ code: 'not-found' });
  });
});

describe('entries by hand', () => {
  beforeEach(ownBook);

  it.each([
    ['date', '2000-02-30', /does not exist/],
    ['date', '3/1/2000', /YYYY-MM-DD/],
    ['date', '', /trade date/],
    ['date', '2190-01-01', /future of the market calendar/],
    ['action', 'steal', /Choose/],
    ['security', ' ', /ticker, CUSIP or name/],
    ['account', '', /account/],
    ['shares', '-5', /negative/],
    ['shares', '0', /zero/],
    ['shares', '1.2345678', /decimals/],
    ['shares', 'ten', /plain number/],
    ['amount', '12.345', /two decimals/],
    ['amount', '', /total cost/],
    ['amount', '1.234,56', /comma|point|plain/],
  ])(
    'refuses %s "%s" with a sentence at the field, and writes nothing',
    async (field, text, sentence) => {
      const before = app.bytes();
      const refusal = await app.refused('transactions.add', { ...purchase, [field]: text });
      expect(refusal.code).toBe('invalid-input');
      expect(refusal.issues).toEqual([
        expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
      ]);
      expect(await app.ok('transactions.list', {})).toEqual([]);
      expect(app.bytes()).toEqual(before);
    },
  );

  it('names every field that is wrong at once', async () => {
    const refusal = await app.refused('transactions.add', {
      ...purchase,
      shares: 'x',
      amount: 'y',
    });
    expect(refusal.issues.map((issue) => issue.field)).toEqual(['shares', 'amount']);
  });

  it('refuses a sale of more than is held at the shares, and of an unknown lot at the lot', async () => {
    await app.ok('transactions.add', purchase);
    const sale = { ...purchase, action: 'sell', date: '2001-01-02', shares: '101' };
    expect((await app.refused('transactions.add', sale)).issues[0]).toMatchObject({
      field: 'shares',
      message: expect.stringMatching(/100/),
    });
    expect(
      (await app.refused('transactions.add', { ...sale, shares: '1', lot: 'nowhere' })).issues[0],
    ).toMatchObject({ field: 'lot', message: expect.stringMatching(/nowhere/) });
    expect(await app.ok('transactions.list', {})).toHaveLength(1);
  });

  it('refuses to remove a purchase that a sale rests on, and takes both in the other order', async () => {
    const bought = await app.ok('transactions.add', purchase);
    const sold = await app.ok('transactions.add', {
      ...purchase,
      action: 'sell',
      date: '2001-01-02',
      shares: '40',
    });
    expect(await app.refused('transactions.remove', { id: bought.id })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/others rest on it/),
    });
    await app.ok('transactions.remove', { id: sold.id });
    await app.ok('transactions.remove', { id: bought.id });
    expect(await app.ok('transactions.list', {})).toEqual([]);
  });

  it('puts a removed entry back in its old place', async () => {
    const first = await app.ok('transactions.add', purchase);
    await app.ok('transactions.add', { ...purchase, amount: '10.00' });
    const before = await app.ok('transactions.list', {});
    const removed = await app.ok('transactions.remove', { id: first.id });
    await app.ok('transactions.restore', { transaction: removed });
    expect(await app.ok('transactions.list', {})).toEqual(before);
    expect(await app.refused('transactions.restore', { transaction: removed })).toMatchObject({
      code: 'conflict',
    });
  });

  it('changes an entry in its place, and refuses a change that leaves a sale without shares', async () => {
    const bought = await app.ok('transactions.add', purchase);
    await app.ok('transactions.add', { ...purchase, action: 'sell', shares: '100' });
    const changed = { ...purchase, id: bought.id, amount: '3900.00', note: 'with fees' };
    expect(await app.ok('transactions.update', changed)).toMatchObject({
      id: bought.id,
      sequence: bought.sequence,
      lot: 'AIV/2000-03-01',
      amount: '3900.00',
      note: 'with fees',
    });
    expect(await app.refused('transactions.update', { ...changed, shares: '99' })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/not possible/),
    });
    expect((await app.ok('transactions.list', {}))[0]).toMatchObject({ shares: '100' });
  });

  it('refuses an account name that is empty or taken', async () => {
    const account = await app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
    expect(
      (await app.refused('accounts.add', { name: ' ', taxDeferred: false })).issues[0]?.field,
    ).toBe('name');
    expect(
      (await app.refused('accounts.add', { name: 'JOINT', taxDeferred: false })).message,
    ).toMatch(/already/);
    expect(
      await app.ok('accounts.update', { id: account.id, name: 'Joint', taxDeferred: true }),
    ).toMatchObject({ taxDeferred: true });
  });
});

describe('documents', () => {
  beforeEach(ownBook);

  it('are read without writing', async () => {
    const before = app.bytes();
    const read = await app.ok('documents.read', release);
    expect(read.acceptable).toBe(true);
    expect(read.document.securities).toHaveLength(9);
    expect(read.places.length).toBeGreaterThan(100);
    expect(app.bytes()).toEqual(before);
  });

  it('are listed with what counts, opened with their text, and given back by removal', async () => {
    const row = await app.ok('documents.accept', { ...release, status: null });
    expect(row).toMatchObject({
      taxYear: 2002,
      status: 'final',
      version: 1,
      publishedOn: '2003-01-29',
    });
    expect(row.securities.every((each) => each.inUse)).toBe(true);
    const opened = await app.ok('documents.get', { id: row.id });
    expect(opened.text).toBe(sample.document);
    const read = await app.ok('documents.read', release);
    expect(opened.document.securities).toEqual(read.document.securities);
    expect(await app.ok('documents.remove', { id: row.id })).toEqual({
      fileName: sample.documentName,
      text: sample.document,
      status: 'final',
      place: { id: row.id, entry: 1, version: 1, acceptedAt: row.acceptedAt },
    });
    expect(await app.ok('documents.list', {})).toEqual([]);
    expect(await app.refused('documents.get', { id: row.id })).toMatchObject({ code: 'not-found' });
  });

  it('are refused the second time', async () => {
    await app.ok('documents.accept', { ...release, status: null });
    const before = await app.ok('documents.list', {});
    expect(await app.ok('documents.read', release)).toMatchObject({
      acceptable: false,
      duplicateOf: { id: before[0]?.id },
    });
    expect(await app.refused('documents.accept', { ...release, status: null })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/same text.*2003-02-01/),
    });
    expect(await app.ok('documents.list', {})).toEqual(before);
  });

  it('give way to a corrected version, and come back when that is removed', async () => {
    const first = await app.ok('documents.accept', { ...release, status: null });
    const corrected = {
      fileName: 'corrected.txt',
      content: { kind: 'text', text: `${sample.document}\nCorrected on February 3, 2003.\n` },
    } as const;
    expect((await app.ok('documents.read', corrected)).replaces).toMatchObject([{ id: first.id }]);
    const second = await app.ok('documents.accept', { ...corrected, status: 'corrected' });
    expect(second).toMatchObject({ version: 2, status: 'corrected' });
    const rows = await app.ok('documents.list', {});
    expect(rows.map((row) => row.securities[0]?.inUse)).toEqual([false, true]);
    await app.ok('documents.remove', { id: second.id });
    expect((await app.ok('documents.list', {}))[0]?.securities[0]?.inUse).toBe(true);
  });

  it('say what they would change before they count, and what their removal would', async () => {
    const accept = { kind: 'accept', ...release, status: null } as const;
    expect(await app.ok('documents.changes', accept), 'nothing is held').toEqual([]);
    await app.ok('transactions.add', purchase);
    await app.ok('transactions.add', {
      ...purchase,
      action: 'sell',
      date: '2003-01-15',
      shares: '50',
      amount: '2000.00',
    });
    const before = app.bytes();
    const changes = await app.ok('documents.changes', accept);
    expect(app.bytes()).toEqual(before);
    expect(changes.map((each) => each.year)).toEqual([2002, 2003]);
    const [first, second] = changes;
    expect(first).toMatchObject({ paymentsBefore: 0, paymentsAfter: 4, lotCount: 1 });
    expect(
      first?.boxes
        .filter((box) => box.account === null)
        .map((box) => [box.box, box.before, box.after]),
    ).toEqual([
      ['1', '0.00', '201.40'],
      ['2a', '0.00', '62.64'],
      ['2c', '0.00', '21.64'],
      ['2d', '0.00', '41.00'],
      ['3', '0.00', '63.96'],
    ]);
    expect(first?.lots).toEqual([
      {
        account: 'default',
        lot: 'AIV/2000-03-01',
        adjustedBasisBefore: '3800.00',
        adjustedBasisAfter: '3736.04',
      },
    ]);
    expect(second?.sales).toMatchObject([{ gainBefore: '100.00', gainAfter: '131.98' }]);
    // Exactly what is announced is what happens, and its removal announces the way back.
    const row = await app.ok('documents.accept', { ...release, status: null });
    const { report } = await app.ok('year.report', { year: 2003 });
    expect(report.sales[0]?.gain).toBe('131.98');
    const back = await app.ok('documents.changes', { kind: 'remove', id: row.id });
    expect(back[0]?.lots[0]).toMatchObject({
      adjustedBasisBefore: '3736.04',
      adjustedBasisAfter: '3800.00',
    });
    expect(back.map((each) => each.boxes.length)).toEqual(changes.map((each) => each.boxes.length));
    expect(
      await app.ok('documents.changes', { ...accept, status: 'corrected' }),
      'the same figures under another status',
    ).toEqual([]);
    expect(await app.refused('documents.changes', { kind: 'remove', id: 'gone' })).toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['a row that does not sum', sample.document.replace('61.4%', '62.4%')],
    ['a date that does not exist', sample.document.replace('02/04/02', '02/30/02')],
    ['a payable date before its record date', sample.document.replace('02/11/02', '02/01/02')],
    ['no table', 'Apartment Investment and Management Company 2002 Dividend Allocation\n'],
  ])('with %s are not accepted, and the reason has its place', async (_what, text) => {
    const before = app.bytes();
    const input = { fileName: 'release.txt', content: { kind: 'text', text } } as const;
    const read = await app.ok('documents.read', input);
    expect(read.acceptable).toBe(false);
    const refusal = await app.refused('documents.accept', { ...input, status: null });
    expect(refusal.code).toBe('unreadable-document');
    expect(refusal.message.length).toBeGreaterThan(40);
    expect(app.bytes()).toEqual(before);
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['not text', new Uint8Array([0, 1, 2, 3, 0, 255, 254, 0, 9])],
    ['50 MB', new Uint8Array(50 * 1024 * 1024).fill(65)],
  ])('that are %s are refused', async (_what, bytes) => {
    const content = { kind: 'bytes', base64: Buffer.from(bytes).toString('base64') } as const;
    expect(await app.refused('documents.read', { fileName: 'x.txt', content })).toMatchObject({
      code: 'unreadable-document',
      message: expect.stringContaining('x.txt'),
    });
  });
});

describe('imports', () => {
  beforeEach(ownBook);
  const file = { fileName: 'lots.csv', text: sample.transactions };

  it('are looked at without writing, taken whole, and taken back whole', async () => {
    const before = app.bytes();
    const preview = await app.ok('imports.preview', file);
    expect(preview.problems).toEqual([]);
    expect(preview.newAccounts).toEqual(['Taxable', 'Joint', 'IRA']);
    expect(app.bytes()).toEqual(before);
    const { batchId, transactions } = await app.ok('imports.accept', file);
    expect(transactions).toBe(preview.rows.length);
    const rows = await app.ok('transactions.list', {});
    expect(rows[0]?.source).toEqual({ batchId, fileName: 'lots.csv', line: 2 });
    expect(await app.ok('imports.remove', { batchId })).toEqual({ transactions });
    expect(await app.ok('transactions.list', {})).toEqual([]);
  });

  it('are refused the second time', async () => {
    await app.ok('imports.accept', file);
    const rows = await app.ok('transactions.list', {});
    expect((await app.refused('imports.accept', file)).message).toMatch(
      /was imported on 2003-02-01/,
    );
    expect(await app.ok('transactions.list', {})).toEqual(rows);
  });

  it('with one wrong row are refused whole, with the line', async () => {
    const before = app.bytes();
    const text = `${sample.transactions.trimEnd()}\n2002-12-31,sell,AIV,99999,1.00,Joint,,\n`;
    const refusal = await app.refused('imports.accept', { fileName: 'lots.csv', text });
    expect(refusal.issues).toEqual([
      expect.objectContaining({ line: text.trimEnd().split('\n').length }),
    ]);
    expect(app.bytes()).toEqual(before);
  });

  it('cannot be taken back while a sale rests on them', async () => {
    const text = 'date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n';
    const { batchId } = await app.ok('imports.accept', { fileName: 'buy.csv', text });
    await app.ok('transactions.add', { ...purchase, action: 'sell', date: '2001-05-01' });
    expect(await app.refused('imports.remove', { batchId })).toMatchObject({ code: 'conflict' });
    expect(await app.ok('transactions.list', {})).toHaveLength(2);
  });
});

describe('one book by its path', () => {
  it('is opened instead of those of the data folder', async () => {
    await workedExample();
    app.close();
    const bookPath = path.join(app.folder, BOOK_FILES.own);
    const single = makeHarness({ bookPath });
    try {
      const status = await single.ok('status.get', {});
      expect(status).toMatchObject({ book: { kind: 'own', path: bookPath }, available: [] });
    } finally {
      single.close();
      app.restart();
    }
    expect(existsSync(bookPath)).toBe(true);
  });
});
