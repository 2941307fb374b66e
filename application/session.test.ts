import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { BOOK_FILES } from './session.ts';
import {
  EXAMPLE_PURCHASE,
  makeHarness,
  makeOwnBook,
  makeWorkedExample,
  useHarness,
} from './testing/harness.ts';

const use = useHarness();

describe('a book that is not in its place', () => {
  const own = () => path.join(use.app.folder, BOOK_FILES.own);
  const purchase = (lot: string) => ({ ...EXAMPLE_PURCHASE, lot });
  const lots = async () => (await use.app.ok('transactions.list', {})).map(({ lot }) => lot);

  // An open file can be neither moved nor removed on Windows.
  it.skipIf(process.platform === 'win32')(
    'takes no change, and is saved to its place again by one call',
    async () => {
      await makeOwnBook(use.app);
      await use.app.ok('transactions.add', purchase('first'));
      rmSync(own());
      const refusal = await use.app.refused('transactions.add', purchase('second'));
      expect(refusal.code).toBe('book-gone');
      expect(refusal.message).toMatch(/not written.*save it to a new file/);
      expect((await use.app.ok('status.get', {})).gone).toBe(refusal.message);
      const { place, status } = await use.app.ok('book.saveOpen', {});
      expect(place).toBe(own());
      expect(status).toMatchObject({
        gone: null,
        problem: null,
        logNotice: null,
        book: { kind: 'own' },
      });
      await use.app.ok('transactions.add', purchase('second'));
      use.app.restart();
      expect(await lots()).toEqual(['first', 'second']);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is saved beside what came into its place, which stays as it is',
    async () => {
      await makeOwnBook(use.app);
      await use.app.ok('transactions.add', purchase('first'));
      rmSync(own());
      writeFileSync(own(), 'a letter');
      await use.app.refused('transactions.add', purchase('second'));
      const { place, status } = await use.app.ok('book.saveOpen', {});
      expect(path.basename(place)).toBe('book.saved.2003-02-01.basisbook');
      expect(status.problem).toMatch(/is not a BasisBook book/);
      expect(readFileSync(own(), 'utf8')).toBe('a letter');
      rmSync(own());
      renameSync(place, own());
      use.app.restart();
      expect(await lots()).toEqual(['first']);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'takes the change again when only its log was removed',
    async () => {
      await makeOwnBook(use.app);
      await use.app.ok('transactions.add', purchase('first'));
      rmSync(`${own()}-wal`);
      const refusal = await use.app.refused('transactions.add', purchase('second'));
      expect(refusal.message).toMatch(/Make the change again/);
      await use.app.ok('transactions.add', purchase('second'));
      use.app.restart();
      expect(await lots()).toEqual(['first', 'second']);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is opened again as it is where another program wrote an older copy into it, and says so',
    async () => {
      await makeOwnBook(use.app);
      await use.app.ok('transactions.add', purchase('first'));
      use.app.restart();
      const copy = path.join(use.app.folder, 'copy');
      copyFileSync(own(), copy);
      await use.app.ok('transactions.add', purchase('second'));
      use.app.restart();
      await use.app.ok('transactions.add', purchase('in the log'));
      copyFileSync(copy, own());
      const refusal = await use.app.refused('transactions.add', purchase('third'));
      expect(refusal).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/Another program wrote into the book .* then try again\.$/),
      });
      expect((await use.app.ok('status.get', {})).logNotice).toMatch(/set aside as/);
      expect(await lots()).toEqual(['first']);
      await use.app.ok('transactions.add', purchase('third'));
      use.app.restart();
      expect(await lots()).toEqual(['first', 'third']);
    },
  );

  it
    .skipIf(process.platform === 'win32')
    .each([
      'accounts.list',
      'transactions.list',
      'history.list',
      'documents.list',
      'backups.make',
      'backups.exportFile',
      'backups.openFile',
      'status.get',
    ] as const)(
    'whose file was empty for a moment is there again for %s, whatever was asked in between',
    async (name) => {
      await makeOwnBook(use.app);
      await use.app.ok('transactions.add', purchase('first'));
      use.app.restart();
      const bytes = readFileSync(own());
      truncateSync(own());
      // The first finds out; the next finds nothing to open.
      expect(await use.app.refused('transactions.list', {})).toMatchObject({ code: 'conflict' });
      const refusal = await use.app.refused('transactions.list', {});
      expect(refusal.message).toMatch(/another program is writing it|is not a BasisBook book/);
      expect((await use.app.ok('status.get', {})).problem).toBe(refusal.message);
      writeFileSync(own(), bytes);
      await use.app.ok(name, {});
      await use.app.ok('transactions.add', purchase('second'));
      expect(await lots()).toEqual(['first', 'second']);
    },
  );

  it('is missed at the next start, until it is put back or an empty one is begun', async () => {
    await makeOwnBook(use.app);
    await use.app.ok('transactions.add', purchase('first'));
    use.app.close();
    const elsewhere = `${own()}.elsewhere`;
    renameSync(own(), elsewhere);
    use.app.restart();
    const lost = await use.app.ok('status.get', {});
    expect(lost).toMatchObject({ book: null, isLost: true });
    expect(lost.problem).toContain(
      `"${own()}", last open on 2003-02-01 with 1 entry and 0 documents`,
    );
    renameSync(elsewhere, own());
    expect(await use.app.ok('status.get', {})).toMatchObject({ isLost: false, problem: null });
    expect(await lots()).toEqual(['first']);
    use.app.close();
    renameSync(own(), elsewhere);
    // Its log may have stayed behind.
    writeFileSync(`${own()}-wal`, 'left over');
    use.app.restart();
    const begun = await use.app.ok('book.create', { kind: 'own' });
    expect(begun).toMatchObject({ isLost: false, problem: null, logNotice: null });
    expect(begun.book?.counts.transactions).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'that was a link to a disk that is gone is in no new book’s way, and the link is kept',
    async () => {
      const disk = path.join(use.app.folder, 'disk');
      mkdirSync(disk);
      await makeOwnBook(use.app);
      use.app.close();
      renameSync(own(), path.join(disk, 'book'));
      symlinkSync(path.join(disk, 'book'), own());
      use.app.restart();
      await use.app.ok('transactions.add', purchase('first'));
      use.app.close();
      renameSync(disk, `${disk}.away`);
      use.app.restart();
      expect(await use.app.ok('status.get', {})).toMatchObject({ book: null, isLost: true });
      const begun = await use.app.ok('book.create', { kind: 'own' });
      expect(begun.book?.counts.transactions).toBe(0);
      const kept = path.join(use.app.folder, 'book.set-aside.2003-02-01.basisbook');
      expect(readlinkSync(kept)).toBe(path.join(disk, 'book'));
    },
  );

  it('is missed also where its whole folder is gone', async () => {
    await makeOwnBook(use.app);
    use.app.close();
    rmSync(use.app.folder, { recursive: true });
    use.app.restart();
    expect(await use.app.ok('status.get', {})).toMatchObject({ book: null, isLost: true });
    expect((await use.app.ok('book.create', { kind: 'own' })).book?.kind).toBe('own');
  });

  it('is whole in a plain copy of its file a second after a change', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await makeOwnBook(use.app);
      await use.app.ok('transactions.add', purchase('first'));
      const copyTo = (name: string): string => {
        const copy = path.join(use.app.folder, name);
        copyFileSync(own(), copy);
        return copy;
      };
      const entriesOf = async (bookPath: string): Promise<number | undefined> => {
        const single = makeHarness({ bookPath });
        const { book } = await single.ok('status.get', {});
        single.dispose();
        return book?.counts.transactions;
      };
      expect(await entriesOf(copyTo('before.basisbook'))).toBe(0);
      vi.advanceTimersByTime(1000);
      expect(await entriesOf(copyTo('after.basisbook'))).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('an import', () => {
  it('is whole in a plain copy of the file as soon as it is answered, and so is its removal', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const file = path.join(use.app.folder, BOOK_FILES.own);
      const copied = async (): Promise<number | undefined> => {
        const bookPath = path.join(use.app.folder, 'copy.basisbook');
        rmSync(bookPath, { force: true });
        copyFileSync(file, bookPath);
        const single = makeHarness({ bookPath });
        const { book } = await single.ok('status.get', {});
        single.dispose();
        return book?.counts.transactions;
      };
      await makeOwnBook(use.app);
      const text = 'date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n';
      const { batchId } = await use.app.ok('imports.accept', { fileName: 'a.csv', text });
      expect(await copied()).toBe(1);
      await use.app.ok('imports.remove', { batchId });
      expect(await copied()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('which book is open', () => {
  it('is none on the first run, and nothing is written until one is chosen', async () => {
    expect(await use.app.ok('status.get', {})).toMatchObject({
      book: null,
      available: [],
      problem: null,
      years: [],
      defaultYear: null,
    });
    expect(use.app.bytes()).toEqual({});
    expect(await use.app.refused('accounts.list', {})).toMatchObject({ code: 'no-book' });
  });

  it('is the sample, filled and marked, when it is chosen', async () => {
    const status = await use.app.ok('book.create', { kind: 'sample' });
    expect(status).toMatchObject({
      book: { kind: 'sample', counts: { documents: 1, distributions: 33, securities: 9 } },
      defaultYear: 2002,
    });
    const accounts = await use.app.ok('accounts.list', {});
    expect(accounts.map(({ name, taxDeferred }) => [name, taxDeferred])).toEqual([
      ['IRA', true],
      ['Joint', false],
      ['Taxable', false],
    ]);
  });

  it('is made anew when the sample is chosen again', async () => {
    await use.app.ok('book.create', { kind: 'sample' });
    const [first] = await use.app.ok('documents.list', {});
    await use.app.ok('documents.remove', { id: first?.id ?? '' });
    const status = await use.app.ok('book.create', { kind: 'sample' });
    expect(status.book?.counts.documents).toBe(1);
  });

  it('is the own book after a restart, though the sample was looked at last', async () => {
    await makeWorkedExample(use.app);
    await use.app.ok('book.create', { kind: 'sample' });
    use.app.restart();
    const status = await use.app.ok('status.get', {});
    expect(status).toMatchObject({ book: { kind: 'own' }, available: ['own', 'sample'] });
    expect(status.book?.counts.transactions).toBe(1);
    expect((await use.app.ok('book.open', { kind: 'sample' })).book?.kind).toBe('sample');
  });

  it('never replaces a book of the user', async () => {
    await makeWorkedExample(use.app);
    const before = use.app.bytes();
    expect(await use.app.refused('book.create', { kind: 'own' })).toMatchObject({
      code: 'conflict',
    });
    expect(use.app.bytes()).toEqual(before);
  });

  it('fills a sample whose making was cut off', async () => {
    await use.app.ok('book.create', { kind: 'sample' });
    use.app.close();
    const file = path.join(use.app.folder, BOOK_FILES.sample);
    rmSync(file);
    const { createBook } = await import('../db/open.ts');
    createBook(file, { kind: 'sample', now: '2003-02-01T12:00:00.000Z' }).close();
    use.app.restart();
    expect((await use.app.ok('status.get', {})).book?.counts.transactions).toBeGreaterThan(10);
  });

  it.each([
    ['a file that is not a database', 'not a book\n', /not a BasisBook book|is not a book/i],
    ['an empty file', '', /book/i],
  ])('says why when the book is %s, and leaves it alone', async (_what, content, sentence) => {
    const file = path.join(use.app.folder, BOOK_FILES.own);
    writeFileSync(file, content);
    use.app.restart();
    const status = await use.app.ok('status.get', {});
    expect(status.book).toBeNull();
    expect(status.problem).toMatch(sentence);
    expect(status.problem).toContain(BOOK_FILES.own);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(await use.app.refused('year.report', { year: 2002 })).toMatchObject({
      code: 'no-book',
      message: status.problem,
    });
  });

  it('says which record is not what was written, and opens the book once it is whole again', async () => {
    await makeWorkedExample(use.app);
    use.app.close();
    const file = path.join(use.app.folder, BOOK_FILES.own);
    const good = readFileSync(file);
    // The cost of the one purchase, changed by one digit.
    const at = good.indexOf('3800.00');
    expect(at).toBeGreaterThan(0);
    const bad = Buffer.from(good);
    bad.write('9', at);
    writeFileSync(file, bad);
    use.app.restart();
    const status = await use.app.ok('status.get', {});
    expect(status.book).toBeNull();
    expect(status.problem).toMatch(
      /is damaged \(the entry 1 in holding_transaction, "buy of .*", is not what was written\)\. Put a backup back with "restore".*"salvage"/,
    );
    expect(await use.app.refused('year.report', { year: 2002 })).toMatchObject({
      code: 'no-book',
      message: status.problem,
    });
    expect(readFileSync(file)).toEqual(bad);
    // Opening it again at every call does not make it one that is open.
    expect((await use.app.ok('backups.list', {})).backups).toEqual([]);
    expect((await use.app.ok('status.get', {})).isDamaged).toBe(true);
    writeFileSync(file, good);
    expect((await use.app.ok('status.get', {})).book?.counts.transactions).toBe(1);
  });

  it('says so when a damaged book is first asked for something else', async () => {
    await makeWorkedExample(use.app);
    use.app.close();
    const file = path.join(use.app.folder, BOOK_FILES.own);
    const bytes = readFileSync(file);
    bytes.write('9', bytes.indexOf('3800.00'));
    writeFileSync(file, bytes);
    use.app.restart();
    const refusal = await use.app.refused('year.report', { year: 2002 });
    expect(refusal).toMatchObject({
      code: 'not-a-book',
      message: expect.stringContaining('the entry 1 in holding_transaction') as unknown,
    });
    expect((await use.app.ok('status.get', {})).problem).toBe(refusal.message);
  });

  it('says so when another window has the book, and opens it once that is closed', async () => {
    await makeWorkedExample(use.app);
    const other = makeHarness({ folder: use.app.folder });
    try {
      const status = await other.ok('status.get', {});
      expect(status.book).toBeNull();
      expect(status.problem).toMatch(/open/i);
      use.app.close();
      expect((await other.ok('status.get', {})).book?.counts.transactions).toBe(1);
    } finally {
      other.close();
      use.app.restart();
    }
  });
});

describe('one book by its path', () => {
  it('is opened instead of those of the data folder', async () => {
    await makeWorkedExample(use.app);
    use.app.close();
    const bookPath = path.join(use.app.folder, BOOK_FILES.own);
    const single = makeHarness({ bookPath });
    try {
      const status = await single.ok('status.get', {});
      expect(status).toMatchObject({ book: { kind: 'own', path: bookPath }, available: [] });
    } finally {
      single.close();
      use.app.restart();
    }
    expect(existsSync(bookPath)).toBe(true);
  });
});
