/** What a window, a file or the disk can do to a book that it should not: always a sentence, never a loss. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Request } from './contract.ts';
import { recomputeAll } from '../tax/explain/recompute.ts';
import { reference, sample } from '../resources/reference.ts';
import { bookRefusal } from './session.ts';
import { makeHarness, type Harness } from './testing/harness.ts';
import { release, type ReleaseParts } from './testing/releases.ts';

let app: Harness;

beforeEach(() => {
  app = makeHarness();
});

afterEach(() => {
  expect(app.log, 'no bug was logged').toEqual([]);
  app.dispose();
});

const purchase = {
  date: '2000-03-01',
  action: 'buy',
  security: 'HBR',
  account: 'default',
  shares: '100',
  amount: '3800.00',
  lot: 'A',
  note: null,
} satisfies Request<'transactions.add'>;

const own = () => app.ok('book.create', { kind: 'own' });
const accept = (parts: ReleaseParts) =>
  app.ok('documents.accept', { ...release(parts), status: null });
const facts = async () => [
  await app.ok('transactions.list', {}),
  await app.ok('documents.list', {}),
  await app.ok('accounts.list', {}),
  await app.ok('securities.list', {}),
];
const capitalOf = async (year: number) =>
  (await app.ok('year.report', { year })).report.lots.map((lot) => [
    lot.lot,
    lot.security,
    lot.returnOfCapitalInYear,
  ]);

describe('an entry that is put back', () => {
  let removed: Answer<'transactions.remove'>;

  beforeEach(async () => {
    await own();
    const { id } = await app.ok('transactions.add', purchase);
    await app.ok('transactions.add', { ...purchase, lot: 'B' });
    removed = await app.ok('transactions.remove', { id });
  });

  it.each<[string, object, RegExp]>([
    ['the place of another', { sequence: 2 }, /place/],
    ['no place', { sequence: 0 }, /place/],
    ['a place that was never given', { sequence: 3 }, /place/],
    ['a place beyond all', { sequence: 1e300 }, /place/],
    ['no name of its own', { id: '' }, /place/],
    ['no shares', { shares: '0' }, /zero/],
    ['negative shares', { shares: '-5' }, /negative/],
    ['more shares than there are', { shares: '9'.repeat(30) }, /too large/],
    ['a negative cost', { amount: '-5.00' }, /negative/],
    ['a day before 1900', { date: '1800-01-01' }, /1900/],
    ['a day that does not exist', { date: '2002-02-30' }, /does not exist/],
    ['a day after the calendar', { date: '2190-01-01' }, /calendar/],
    ['no lot', { lot: null }, /lot/],
    ['an empty lot', { lot: ' ' }, /lot/],
    ['half a character in its lot', { lot: 'x\ud800' }, /broken/],
    ['the lot of another', { lot: 'B' }, /"B"/],
    ['a note beyond all length', { note: 'x'.repeat(1001) }, /1000/],
    ['an account that is gone', { accountId: 'gone' }, /belonged/],
    ['a security that is gone', { securityId: 'gone' }, /belonged/],
    ['an import that is gone', { source: { batchId: 'x', fileName: 'y', line: 2 } }, /import/],
    ['a lot to sell that is not there', { action: 'sell', lot: 'nowhere' }, /nowhere/],
  ])('with %s is refused, and nothing is changed', async (_what, change, sentence) => {
    const before = await facts();
    const refusal = await app.refused('transactions.restore', {
      transaction: { ...removed, ...change },
    });
    expect(refusal.message).toMatch(sentence);
    expect(refusal.code).toMatch(/^(conflict|invalid-input)$/);
    expect(await facts()).toEqual(before);
    // The book can still be written: no place was given away beyond the next one.
    expect((await app.ok('transactions.add', { ...purchase, lot: 'C' })).sequence).toBe(3);
  });

  it('stays out while another lot has its name, and returns when that is gone', async () => {
    const { id } = await app.ok('transactions.add', purchase);
    expect((await app.refused('transactions.restore', { transaction: removed })).message).toMatch(
      /lot name "A"/,
    );
    await app.ok('transactions.remove', { id });
    expect(await app.ok('transactions.restore', { transaction: removed })).toEqual(removed);
  });
});

describe('text that is no text', () => {
  beforeEach(own);

  it.each(['security', 'account', 'lot', 'note'] as const)(
    'half a character in %s is refused at the field',
    async (field) => {
      // SQLite would keep another text than was given, and two names would become one.
      const refusal = await app.refused('transactions.add', { ...purchase, [field]: 'x\ud800y' });
      expect(refusal.issues).toEqual([
        expect.objectContaining({ field, message: expect.stringMatching(/broken character/) }),
      ]);
    },
  );

  it('is refused in a note with a NUL, as in a file', async () => {
    const refusal = await app.refused('transactions.add', { ...purchase, note: 'a\u0000b' });
    expect(refusal.issues).toMatchObject([{ field: 'note' }]);
  });

  it('is refused in an account that is added or renamed', async () => {
    const broken = { name: 'x\udc00', taxDeferred: false };
    expect((await app.refused('accounts.add', broken)).issues[0]?.field).toBe('name');
    const { id } = await app.ok('accounts.add', { name: 'x', taxDeferred: false });
    expect((await app.refused('accounts.update', { id, ...broken })).issues[0]?.field).toBe('name');
  });

  it('keeps whole characters beyond the first plane, and line breaks in notes', async () => {
    const typed = { ...purchase, lot: '🏠 1', note: 'first\r\nsecond\t𝒳' };
    const { id } = await app.ok('transactions.add', typed);
    app.restart();
    expect(await app.ok('transactions.list', {})).toMatchObject([
      { id, lot: '🏠 1', note: 'first\r\nsecond\t𝒳' },
    ]);
  });

  it('of a lot named after a very long security can be typed again', async () => {
    const security = 'Shares of a very long name '.repeat(7).trim();
    const row = await app.ok('transactions.add', { ...purchase, security, lot: null });
    expect(row.lot).toMatch(/…\/2000-03-01$/);
    const { id, lot } = row;
    expect(await app.ok('transactions.update', { ...purchase, id, security, lot })).toMatchObject({
      lot,
    });
  });
});

describe('a file without a name', () => {
  beforeEach(own);

  it.each([
    ['', 'Pasted release.txt'],
    [' \n ', 'Pasted release.txt'],
    ['a\u0000b\ud800.txt', 'a b\ufffd.txt'],
  ])('%j is kept as %j', async (fileName, name) => {
    const text = { ...release({ classes: [{ name: 'Common Stock' }] }), fileName, status: null };
    expect(await app.ok('documents.accept', text)).toMatchObject({ name });
  });

  it('is imported as pasted rows', async () => {
    await app.ok('imports.accept', { fileName: '', text: sample.transactions });
    expect((await app.ok('transactions.list', {}))[0]?.source?.fileName).toBe('Pasted rows.csv');
  });
});

describe('an import', () => {
  beforeEach(own);
  const file = {
    fileName: 'one.csv',
    text: 'date,action,security,shares,amount\n2000-03-01,buy,HBR,100,3800.00\n',
  };

  it('whose entries were removed one by one can be read again', async () => {
    await app.ok('imports.accept', file);
    const [row] = await app.ok('transactions.list', {});
    await app.ok('transactions.remove', { id: row?.id ?? '' });
    expect((await app.ok('imports.preview', file)).problems).toEqual([]);
    expect(await app.ok('imports.accept', file)).toMatchObject({ transactions: 1 });
  });

  it('that was taken back is not needed for an entry to say why it stays out', async () => {
    const { batchId } = await app.ok('imports.accept', file);
    const [row] = await app.ok('transactions.list', {});
    const transaction = await app.ok('transactions.remove', { id: row?.id ?? '' });
    await app.ok('imports.remove', { batchId });
    expect(await app.refused('transactions.restore', { transaction })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/import .* was taken back/),
    });
  });

  it('counts one more problem as one', async () => {
    const text = `${file.text}2000-03-01,buy,HBR,x,1.00\n2000-03-01,buy,HBR,1,y\n`;
    expect((await app.refused('imports.accept', { ...file, text })).message).toMatch(
      /There is 1 more problem\./,
    );
  });
});

describe('securities that turn out to be one', () => {
  beforeEach(own);
  const common = { name: 'Common Stock', cusip: '41150R10' };

  it('are joined by the first document that states both ticker and CUSIP', async () => {
    await accept({ classes: [common] });
    await app.ok('transactions.add', purchase);
    const both = { year: 2003, symbols: 'HBR', classes: [common] };
    const what = await app.ok('documents.changes', {
      kind: 'accept',
      ...release(both),
      status: null,
    });
    await accept(both);
    expect(await app.ok('securities.list', {})).toHaveLength(1);
    // The entries now have the figures of both documents.
    expect(await capitalOf(2002)).toEqual([['A', 'HBR', '20.00']]);
    expect(await capitalOf(2003)).toEqual([['A', 'HBR', '20.00']]);
    expect(what.find((each) => each.year === 2003)?.lots).toMatchObject([{ lot: 'A' }]);
  });

  it.each([
    ['CUSIP, then ticker', ['41150R102', 'HBR']],
    ['ticker, then CUSIP', ['HBR', '41150R102']],
  ])('are joined where both were entered by hand: %s', async (_what, names) => {
    const cusip = names.find((name) => name !== 'HBR') ?? '';
    for (const [i, security] of names.entries()) {
      await app.ok('transactions.add', { ...purchase, security, lot: `L${i}` });
    }
    const row = { name: 'Common Stock', cusip: cusip.slice(0, 8) };
    await accept({ symbols: 'HBR', classes: [row] });
    const [only, ...others] = await app.ok('securities.list', {});
    expect(others).toEqual([]);
    expect(only).toMatchObject({ symbol: 'HBR', issuer: 'Harbor Light Trust' });
    expect((await capitalOf(2002)).map(([lot, , capital]) => [lot, capital])).toEqual([
      ['L0', '20.00'],
      ['L1', '20.00'],
    ]);
  });

  it('stay two where the one that has the CUSIP has another ticker, and the report says so', async () => {
    await accept({ symbols: 'OLD', classes: [common] });
    await app.ok('transactions.add', purchase);
    await accept({ year: 2003, symbols: 'HBR', classes: [common] });
    expect((await app.ok('securities.list', {})).map((each) => each.symbol).sort()).toEqual([
      'HBR',
      'OLD',
    ]);
    const { report } = await app.ok('year.report', { year: 2003 });
    expect(report.notices.map((notice) => notice.code)).toContain('missing-allocation');
  });

  it('are refused with both names where documents speak of both', async () => {
    await accept({ classes: [common] });
    await accept({ symbols: 'HBR', classes: [{ name: 'Common Shares' }], year: 2003 });
    const before = await facts();
    const third = { ...release({ year: 2004, symbols: 'HBR', classes: [common] }), status: null };
    const refusal = await app.refused('documents.accept', third);
    expect(refusal).toMatchObject({ code: 'conflict' });
    expect(refusal.message).toMatch(/HBR.*Common Shares/);
    expect(await facts()).toEqual(before);
  });
});

describe('securities that only look like one', () => {
  beforeEach(own);

  it('are not joined over two tickers', async () => {
    const common = { name: 'Common Stock', cusip: '41150R10' };
    const { id } = await accept({ symbols: 'HBR', classes: [common] });
    await app.ok('transactions.add', purchase);
    await app.ok('documents.remove', { id });
    await accept({ issuer: 'Meadow Trust', symbols: 'MDW', classes: [{ name: 'Common Shares' }] });
    const both = release({ issuer: 'Meadow Trust', year: 2003, symbols: 'MDW', classes: [common] });
    const before = await facts();
    expect((await app.refused('documents.accept', { ...both, status: null })).message).toMatch(
      /HBR.*MDW/,
    );
    expect(await facts()).toEqual(before);
  });

  it('are refused where one document gives two rows the same ticker', async () => {
    const classes = [
      { name: 'Series C Preferred Stock', cusip: '41150R20' },
      { name: 'Series C Convertible Preferred Stock', cusip: '41150R30' },
    ];
    const refusal = await app.refused('documents.accept', {
      ...release({ symbols: 'HBR and HBRPrC', classes }),
      status: null,
    });
    expect(refusal.message).toMatch(/"Series C Preferred Stock".*the same ticker/);
    expect((await facts()).flat()).toEqual([]);
  });
});

describe('a document that was removed', () => {
  beforeEach(own);
  const first = { classes: [{ name: 'Common Stock', capital: 20 }], symbols: 'HBR' };
  const second = { ...first, classes: [{ name: 'Common Stock', capital: 30 }] };

  it('returns to its place: of two of one day the later one counts as before', async () => {
    await app.ok('transactions.add', purchase);
    const { id } = await accept(first);
    await accept(second);
    const before = [await facts(), await app.ok('year.report', { year: 2002 })];
    expect(await capitalOf(2002)).toEqual([['A', 'HBR', '30.00']]);
    const { text, ...rest } = await app.ok('documents.remove', { id });
    app.restart();
    await app.ok('documents.accept', { ...rest, content: { kind: 'text', text } });
    expect([await facts(), await app.ok('year.report', { year: 2002 })]).toEqual(before);
  });

  it.each([
    ['taken', { entry: 2 }],
    ['beyond all', { entry: 2 ** 53 - 1 }],
    ['nowhere', { entry: 0 }],
    ['without a name', { id: '' }],
    ['of another version', { version: 99 }],
    ['of no day', { acceptedAt: 'yesterday' }],
  ])('becomes the newest where its place is %s', async (_what, change) => {
    const { id } = await accept(first);
    await accept(second);
    const { text, place, ...rest } = await app.ok('documents.remove', { id });
    await app.ok('documents.accept', {
      ...rest,
      content: { kind: 'text', text },
      place: { ...place, ...change },
    });
    const rows = await app.ok('documents.list', {});
    expect(rows.map((row) => row.securities[0]?.inUse)).toEqual([false, true]);
    expect(rows.map((row) => row.version)).toEqual([2, 3]);
    const { id: third } = await accept({ ...first, year: 2003 });
    expect((await app.ok('documents.remove', { id: third })).place.entry).toBe(4);
  });

  it('has the next version where another document has its own by now', async () => {
    const { id } = await accept(first);
    const { text, ...rest } = await app.ok('documents.remove', { id });
    expect((await accept(second)).version).toBe(1);
    const again = { ...rest, content: { kind: 'text', text } } as const;
    expect((await app.ok('documents.accept', again)).version).toBe(2);
    expect((await app.ok('documents.list', {})).map((row) => row.version)).toEqual([2, 1]);
  });
});

describe('what a document taught', () => {
  beforeEach(own);
  const common = { name: 'Common Stock', cusip: '41150R10' };

  it('goes with it when it is taken back: no security, ticker or CUSIP stays', async () => {
    await app.ok('transactions.add', purchase);
    const before = await facts();
    const { id } = await accept({ symbols: 'HBR', classes: [common, { name: 'Class B Stock' }] });
    expect(await app.ok('securities.list', {})).toHaveLength(2);
    await app.ok('documents.remove', { id });
    expect(await facts()).toEqual(before);
  });

  it('parts two securities again that it had joined', async () => {
    await accept({ classes: [common] });
    await app.ok('transactions.add', purchase);
    const before = await facts();
    const { id } = await accept({ year: 2003, symbols: 'HBR', classes: [common] });
    await app.ok('documents.remove', { id });
    expect(await facts()).toEqual(before);
    expect(await capitalOf(2002)).toEqual([['A', 'HBR', '0.00']]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an entry', () => app.ok('transactions.add', purchase)],
    ['another document', () => accept({ year: 2003, symbols: 'HBR', classes: [common] })],
    [
      'the past of a book that was closed meanwhile',
      async () => {
        await app.ok('book.create', { kind: 'sample' });
        await app.ok('book.open', { kind: 'own' });
      },
    ],
    [
      'an entry that can still be put back',
      async () => {
        const { id } = await app.ok('transactions.add', purchase);
        await app.ok('transactions.remove', { id });
      },
    ],
  ])('stays where %s rests on it', async (_what, rest) => {
    const { id } = await accept({ symbols: 'HBR', classes: [common] });
    const taught = await app.ok('securities.list', {});
    await rest();
    await app.ok('documents.remove', { id });
    expect(await app.ok('securities.list', {})).toEqual(taught);
  });
});

describe('the sample', () => {
  it('opens again as its user left it', async () => {
    await app.ok('book.create', { kind: 'sample' });
    const [document] = await app.ok('documents.list', {});
    await app.ok('documents.remove', { id: document?.id ?? '' });
    app.restart();
    const { book, problem } = await app.ok('status.get', {});
    expect(problem).toBeNull();
    expect(book).toMatchObject({ kind: 'sample', counts: { documents: 0, transactions: 18 } });
  });

  it('is not shown in silence where the own book is open elsewhere', async () => {
    await own();
    await app.ok('book.create', { kind: 'sample' });
    await app.ok('book.open', { kind: 'own' });
    const other = makeHarness({ folder: app.folder });
    try {
      const status = await other.ok('status.get', {});
      expect(status).toMatchObject({ book: null, available: ['own', 'sample'] });
      expect(status.problem).toContain('book.basisbook');
      expect(await other.refused('transactions.list', {})).toMatchObject({
        code: 'no-book',
        message: status.problem,
      });
    } finally {
      other.close();
    }
  });

  it('leaves the own book open when it cannot be made', async () => {
    await own();
    await app.ok('transactions.add', purchase);
    mkdirSync(path.join(app.folder, 'sample.basisbook'));
    expect((await app.refused('book.create', { kind: 'sample' })).message).toMatch(/folder/);
    expect(await app.ok('transactions.list', {})).toHaveLength(1);
  });
});

describe('the disk', () => {
  it('that has a file in place of the folder is told of', async () => {
    const file = path.join(app.folder, 'file');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'below')]) {
      const other = makeHarness({ folder });
      const refusal = await other.refused('book.create', { kind: 'own' });
      expect(refusal).toMatchObject({ code: 'book-read-only', reference: null });
      expect(refusal.message).toMatch(/cannot be written/);
      expect(other.log).toEqual([]);
      other.close();
    }
  });

  it.each([
    ['SQLITE_FULL', /full.*Free some space/],
    ['ENOSPC', /full/],
    ['SQLITE_IOERR_WRITE', /Check the disk/],
    ['SQLITE_READONLY_DBMOVED', /permission/],
    ['EROFS', /permission/],
  ])('that answers %s is told of in a sentence', (code, sentence) => {
    const refusal = bookRefusal(Object.assign(new Error('of the system'), { code }));
    expect(refusal).toMatchObject({ code: 'book-read-only' });
    expect(refusal?.message).toMatch(sentence);
  });

  it('is not blamed for a bug', () => {
    for (const code of ['SQLITE_CONSTRAINT_UNIQUE', 'ERR_INVALID_ARG_TYPE']) {
      expect(bookRefusal(Object.assign(new Error('a bug'), { code }))).toBeUndefined();
    }
    expect(bookRefusal(new Error('a bug'))).toBeUndefined();
  });
});

describe('a lot that was sold in very many parts', () => {
  it('is explained in an answer that can be shown, and whose sums come out', async () => {
    await own();
    await accept({ symbols: 'HBR', classes: [{ name: 'Common Stock' }] });
    const sales = Array.from({ length: 400 }, () => '2001-05-01,sell,HBR,1,40.00');
    const rows = ['2000-03-01,buy,HBR,1000,38000.00', ...sales, '2002-12-02,sell,HBR,1,40.00'];
    const text = `date,action,security,shares,amount\n${rows.join('\n')}\n`;
    await app.ok('imports.accept', { fileName: 'many.csv', text });
    const { report, saleTransactions } = await app.ok('year.report', { year: 2002 });
    const lot = report.lots[0]?.lot ?? '';
    const basis = await app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'adjustedBasis', account: 'default', lot },
    });
    expect(basis.steps[0]?.value).toBe(report.lots[0]?.adjustedBasis);
    const gain = await app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'saleGain', transaction: saleTransactions[0] ?? '', lot },
    });
    expect(gain.steps[0]?.value).toBe(report.sales[0]?.gain);
    for (const tree of [basis, gain]) {
      expect(JSON.stringify(tree).length).toBeLessThan(30_000);
      expect(JSON.stringify(tree)).toMatch(/38[0-9] earlier sales/);
      const values = recomputeAll(tree.steps, reference.calendar);
      expect(values).toEqual(tree.steps.map((step) => step.value));
    }
  });
});
