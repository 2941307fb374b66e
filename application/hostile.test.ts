/** What a window, a file or the disk can do to a book that it should not: always a sentence, never a loss. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { recomputeAll } from '../tax/testing/recompute.ts';
import { reference, sample } from '../resources/reference.ts';
import { bookRefusal } from './book-refusal.ts';
import { makeHarness, useHarness } from './testing/harness.ts';
import { purchase, release, type ReleaseParts } from './testing/releases.ts';

const use = useHarness();

const own = () => use.app.ok('book.create', { kind: 'own' });
const accept = (parts: ReleaseParts) =>
  use.app.ok('documents.accept', { ...release(parts), status: null });

describe('text that is no text', () => {
  beforeEach(own);

  it.each(['security', 'account', 'lot', 'note'] as const)(
    'half a character in %s is refused at the field',
    async (field) => {
      // SQLite would keep another text than was given, and two names would become one.
      const refusal = await use.app.refused('transactions.add', {
        ...purchase,
        [field]: 'x\ud800y',
      });
      expect(refusal.issues).toEqual([
        expect.objectContaining({ field, message: expect.stringMatching(/broken character/) }),
      ]);
    },
  );

  it('is refused in a note with a NUL, as in a file', async () => {
    const refusal = await use.app.refused('transactions.add', { ...purchase, note: 'a\u0000b' });
    expect(refusal.issues).toMatchObject([{ field: 'note' }]);
  });

  it('is refused in an account that is added or renamed', async () => {
    const broken = { name: 'x\udc00', taxDeferred: false };
    expect((await use.app.refused('accounts.add', broken)).issues[0]?.field).toBe('name');
    const { id } = await use.app.ok('accounts.add', { name: 'x', taxDeferred: false });
    expect((await use.app.refused('accounts.update', { id, ...broken })).issues[0]?.field).toBe(
      'name',
    );
  });

  it('keeps whole characters beyond the first plane, and line breaks in notes', async () => {
    const typed = { ...purchase, lot: '🏠 1', note: 'first\r\nsecond\t𝒳' };
    const { id } = await use.app.ok('transactions.add', typed);
    use.app.restart();
    expect(await use.app.ok('transactions.list', {})).toMatchObject([
      { id, lot: '🏠 1', note: 'first\r\nsecond\t𝒳' },
    ]);
  });

  it('of a lot named after a very long security can be typed again', async () => {
    const security = 'Shares of a very long name '.repeat(7).trim();
    const row = await use.app.ok('transactions.add', { ...purchase, security, lot: null });
    expect(row.lot).toMatch(/…\/2000-03-01$/);
    const { id, lot } = row;
    expect(
      await use.app.ok('transactions.update', { ...purchase, id, security, lot }),
    ).toMatchObject({
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
    expect(await use.app.ok('documents.accept', text)).toMatchObject({ name });
  });

  it('is imported as pasted rows', async () => {
    await use.app.ok('imports.accept', { fileName: '', text: sample.transactions });
    expect((await use.app.ok('transactions.list', {}))[0]?.source?.fileName).toBe(
      'Pasted rows.csv',
    );
  });
});

describe('an import', () => {
  beforeEach(own);
  const file = {
    fileName: 'one.csv',
    text: 'date,action,security,shares,amount\n2000-03-01,buy,HBR,100,3800.00\n',
  };

  it('whose entries were removed one by one can be read again', async () => {
    await use.app.ok('imports.accept', file);
    const [row] = await use.app.ok('transactions.list', {});
    await use.app.ok('transactions.remove', { id: row?.id ?? '' });
    expect((await use.app.ok('imports.preview', file)).problems).toEqual([]);
    expect(await use.app.ok('imports.accept', file)).toMatchObject({ transactions: 1 });
  });

  it('counts one more problem as one', async () => {
    const text = `${file.text}2000-03-01,buy,HBR,x,1.00\n2000-03-01,buy,HBR,1,y\n`;
    expect((await use.app.refused('imports.accept', { ...file, text })).message).toMatch(
      /There is 1 more problem\./,
    );
  });
});

describe('the sample', () => {
  it('opens again as its user left it', async () => {
    await use.app.ok('book.create', { kind: 'sample' });
    const [document] = await use.app.ok('documents.list', {});
    await use.app.ok('documents.remove', { id: document?.id ?? '' });
    use.app.restart();
    const { book, problem } = await use.app.ok('status.get', {});
    expect(problem).toBeNull();
    expect(book).toMatchObject({ kind: 'sample', counts: { documents: 0, transactions: 18 } });
  });

  it('is not shown in silence where the own book is open elsewhere', async () => {
    await own();
    await use.app.ok('book.create', { kind: 'sample' });
    await use.app.ok('book.open', { kind: 'own' });
    const other = makeHarness({ folder: use.app.folder });
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
    await use.app.ok('transactions.add', purchase);
    mkdirSync(path.join(use.app.folder, 'sample.basisbook'));
    expect((await use.app.refused('book.create', { kind: 'sample' })).message).toMatch(/folder/);
    expect(await use.app.ok('transactions.list', {})).toHaveLength(1);
  });
});

describe('the disk', () => {
  it('that has a file in place of the folder is told of', async () => {
    const file = path.join(use.app.folder, 'file');
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
    ['EFBIG', /Check the disk/],
    ['ENAMETOOLONG', /Choose another name/],
    ['ELOOP', /Choose another name/],
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
    await use.app.ok('imports.accept', { fileName: 'many.csv', text });
    const { report } = await use.app.ok('year.report', { year: 2002 });
    const lot = report.lots[0]?.lot ?? '';
    const [holder] = await use.app.ok('accounts.list', {});
    const basis = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'adjustedBasis', account: holder?.id ?? '', lot },
    });
    expect(basis.steps[0]?.value).toBe(report.lots[0]?.adjustedBasis);
    const gain = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'saleGain', transaction: report.sales[0]?.transaction ?? '', lot },
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
