/** Backups of the holder's own book: made, listed, shown, put back; and what is saved of a damaged one. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { createBook } from '../db/open.ts';
import { BOOK_FILES } from './session.ts';
import {
  EXAMPLE_PURCHASE,
  makeHarness,
  makeWorkedExample,
  RELEASE,
  useHarness,
  type Harness,
} from './testing/harness.ts';

const use = useHarness();

const NOW = '2003-02-01T12:00:00.000Z';
const LATER = { ...EXAMPLE_PURCHASE, date: '2001-03-01', amount: '1500.00' };
const listed = (file: string, passphrase: string | null = null) =>
  ({ source: { kind: 'listed', file, passphrase } }) as const;
const given = (file: string, passphrase: string | null = null) =>
  ({
    source: {
      kind: 'given',
      fileName: path.basename(file),
      base64: readFileSync(file).toString('base64'),
      passphrase,
    },
  }) as const;
const NEWEST = { source: { kind: 'newest' } } as const;

const ownFile = (app: Harness): string => path.join(app.folder, BOOK_FILES.own);
const entriesOf = async (app: Harness): Promise<string[]> =>
  (await app.ok('transactions.list', {})).map(({ date }) => date);

/** Changes the cost of the purchase by one digit. */
function damage(app: Harness): void {
  app.close();
  const bytes = readFileSync(ownFile(app));
  bytes.write('9', bytes.indexOf('3800.00'));
  writeFileSync(ownFile(app), bytes);
  app.restart();
}

describe('a backup', () => {
  it('is listed, says what differs, and is put back; what was there is put back again', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    const [made] = (await app.ok('backups.make', {})).backups;
    expect(made).toMatchObject({ reason: 'by-hand', places: ['own'], isOfThisBook: true });
    const file = made?.file ?? '';
    expect((await app.ok('backups.preview', listed(file)))?.differences).toEqual([]);
    await app.ok('transactions.add', LATER);
    const [first] = await app.ok('transactions.list', {});
    await app.ok('transactions.remove', { id: first?.id ?? '' });
    expect(await app.ok('backups.preview', listed(file))).toMatchObject({
      file,
      at: '2003-02-01T12:00:00Z',
      counts: { transactions: 1, documents: 1 },
      differences: [
        {
          what: 'entries',
          back: { count: 1, first: ['purchase of AIV on 2000-03-01'] },
          gone: { count: 1, first: ['purchase of AIV on 2001-03-01'] },
          changed: { count: 0 },
        },
      ],
    });
    const { kept, status } = await app.ok('backups.restore', listed(file));
    expect(status.book?.counts.transactions).toBe(1);
    expect(await entriesOf(app)).toEqual(['2000-03-01']);
    await app.ok('backups.restore', listed(path.basename(kept ?? '')));
    expect(await entriesOf(app)).toEqual(['2001-03-01']);
  });

  it('comes before an import, and goes where nothing was imported', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    const csv = 'date,action,security,account,shares,amount\n';
    const row = '2001-05-01,buy,AIV,default,10,400.00\n';
    const importing = { fileName: 'a.csv', text: `${csv}${row}` };
    expect(await app.refused('imports.accept', { ...importing, text: `${csv}no\n` })).toBeTruthy();
    expect((await app.ok('backups.list', {})).backups).toEqual([]);
    await app.ok('imports.accept', importing);
    const [made] = (await app.ok('backups.list', {})).backups;
    expect(made?.reason).toBe('before-import');
    const preview = await app.ok('backups.preview', listed(made?.file ?? ''));
    expect(preview?.counts.transactions).toBe(1);
  });

  it('comes before a release too, with its reason, and goes where none was accepted', async () => {
    const { app } = use;
    await app.ok('book.create', { kind: 'own' });
    await app.ok('transactions.add', EXAMPLE_PURCHASE);
    const release = { ...RELEASE, status: null };
    const unread = { ...release, content: { kind: 'text', text: 'a letter' } as const };
    await app.refused('documents.accept', unread);
    expect((await app.ok('backups.list', {})).backups).toEqual([]);
    await app.ok('documents.accept', release);
    const [made, ...more] = (await app.ok('backups.list', {})).backups;
    expect([made?.reason, more]).toEqual(['before-release', []]);
    const preview = await app.ok('backups.preview', listed(made?.file ?? ''));
    expect(preview?.counts).toMatchObject({ documents: 0, transactions: 1 });
  });

  it('from before an upgrade is listed, shown and put back; so is what was kept beside the book', async () => {
    const { app } = use;
    createBook(ownFile(app), { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 4) }).close();
    app.restart();
    await app.ok('accounts.add', { name: 'Since', taxDeferred: false });
    const saved = path.join(app.folder, 'book.saved.2003-01-31-2.basisbook');
    copyFileSync(ownFile(app), saved);
    writeFileSync(path.join(app.folder, 'book.saved.2003-13-31.basisbook'), 'no day');
    mkdirSync(path.join(app.folder, 'book.before-restore.2003-01-31.basisbook'));
    const { backups } = await app.ok('backups.list', {});
    expect(
      backups.map(({ file, reason, places, isOfThisBook }) => [file, reason, places, isOfThisBook]),
    ).toEqual([
      ['book.format-4.2003-02-01.basisbook', 'before-upgrade', ['beside'], null],
      ['book.saved.2003-01-31-2.basisbook', 'saved', ['beside'], null],
    ]);
    const before = listed('book.format-4.2003-02-01.basisbook');
    expect(await app.ok('backups.preview', before)).toMatchObject({
      counts: { accounts: 0 },
      differences: [{ what: 'accounts', gone: { first: ['Since'] } }],
    });
    await app.ok('backups.restore', before);
    expect(await app.ok('accounts.list', {})).toEqual([]);
    const { reason } =
      (await app.ok('backups.list', {})).backups.find(({ places }) => places[0] === 'own') ?? {};
    expect(reason).toBe('before-restore');
  });

  it('is made by itself once a day, of the own book alone', async () => {
    const app = makeHarness({ dailyBackupAfter: 0 });
    try {
      await app.ok('book.create', { kind: 'sample' });
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect((await app.ok('backups.list', {})).backups).toEqual([]);
      await makeWorkedExample(app);
      for (let start = 0; start < 2; start++) {
        app.restart();
        await app.ok('status.get', {});
        await new Promise((resolve) => setTimeout(resolve, 5));
        const { backups } = await app.ok('backups.list', {});
        expect(backups.map(({ reason }) => reason)).toEqual(['daily']);
      }
    } finally {
      app.dispose();
    }
  });

  it('is made again on a day that comes twice, as after the clock was set back', async () => {
    let now = NOW;
    const app = makeHarness({ dailyBackupAfter: 0, now: () => now });
    try {
      await makeWorkedExample(app);
      const days = ['2003-02-01', '2003-02-02', '2003-02-01', '2002-02-01', '2003-02-02'];
      for (const day of days) {
        now = `${day}T12:00:00.000Z`;
        app.restart();
        await app.ok('status.get', {});
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const { backups } = await app.ok('backups.list', {});
      const made = backups.map(({ at, reason }) => `${at.slice(0, 10)} ${reason}`);
      expect(made).toEqual([
        '2003-02-02 daily',
        '2003-02-01 daily',
        '2003-02-01 daily',
        '2002-02-01 daily',
      ]);
    } finally {
      app.dispose();
    }
  });

  it('goes into a second folder too, and is made without it where that is gone', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    const stick = path.join(app.folder, 'stick');
    expect(await app.refused('backups.setFolder', { folder: stick })).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Put in the stick') as unknown,
    });
    expect(await app.refused('backups.setFolder', { folder: 'stick' })).toMatchObject({
      code: 'invalid-input',
    });
    mkdirSync(stick);
    for (const folder of [app.folder, path.join(stick, '..')]) {
      expect(await app.refused('backups.setFolder', { folder })).toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining('would be lost with them') as unknown,
      });
    }
    if (process.platform === 'linux') {
      expect(await app.refused('backups.setFolder', { folder: '/proc' })).toMatchObject({
        code: 'book-read-only',
        message: expect.stringContaining(
          'Nothing can be written into the folder “/proc”',
        ) as unknown,
      });
    }
    await app.ok('backups.setFolder', { folder: stick });
    expect(readdirSync(stick)).toEqual([]);
    const { backups, secondProblem } = await app.ok('backups.make', {});
    expect(backups.map(({ places }) => places)).toEqual([['own', 'second']]);
    expect(secondProblem).toBeNull();
    // The laptop is lost: the stick alone brings the book back on another one.
    const other = makeHarness();
    try {
      await other.ok('backups.setFolder', { folder: stick });
      const { status } = await other.ok('backups.restore', NEWEST);
      expect(status.book?.counts.transactions).toBe(1);
    } finally {
      other.dispose();
    }
    rmSync(stick, { recursive: true });
    const without = await app.ok('backups.make', {});
    expect(without.secondProblem).toContain('is not there');
    expect(without.backups.map(({ places }) => places)).toEqual([['own'], ['own']]);
    expect(await app.ok('backups.setFolder', { folder: null })).toMatchObject({
      secondFolder: null,
      secondProblem: null,
    });
  });

  it('is said to fail where its folder cannot be made, and an import waits for it', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    writeFileSync(path.join(app.folder, 'backups'), 'in the way');
    expect(await app.refused('backups.make', {})).toMatchObject({ code: 'not-found' });
    const csv =
      'date,action,security,account,shares,amount\n2001-05-01,buy,AIV,default,10,400.00\n';
    await app.refused('imports.accept', { fileName: 'a.csv', text: csv });
    expect(await entriesOf(app)).toEqual(['2000-03-01']);
  });
});

describe('a copy for elsewhere', () => {
  it('is sealed, and opens with its passphrase alone', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    const sealed = { folder: app.folder, passphrase: 'correct horse' };
    const { path: file } = await app.ok('backups.copy', sealed);
    await app.ok('transactions.add', LATER);
    expect(await app.refused('backups.preview', given(file))).toMatchObject({
      code: 'invalid-input',
      message: `The copy "${path.basename(file)}" is sealed with a passphrase. Give the passphrase, then try again.`,
    });
    await app.ok('backups.restore', given(file, 'correct horse'));
    expect(await entriesOf(app)).toEqual(['2000-03-01']);
  });

  it('is text that becomes an equal book', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    const { path: file } = await app.ok('backups.export', { folder: app.folder });
    const preview = await app.ok('backups.preview', given(file));
    expect(preview?.differences).toEqual([]);
    const other = makeHarness();
    try {
      await other.ok('backups.restore', given(file));
      expect(await other.ok('year.report', { year: 2002 })).toEqual(
        await app.ok('year.report', { year: 2002 }),
      );
      expect(readdirSync(other.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    } finally {
      other.dispose();
    }
  });

  it('is looked at however large it is', async () => {
    const source = { kind: 'given', fileName: 'x', passphrase: null } as const;
    for (const [base64, code] of [
      ['A'.repeat(12_000_000), 'not-a-book'],
      [`${'A'.repeat(12_000_000)}*`, 'invalid-input'],
    ] as const) {
      expect(
        (await use.app.refused('backups.preview', { source: { ...source, base64 } })).code,
      ).toBe(code);
    }
  });

  it('of the sample, or of something else, does not become the book', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    await app.ok('book.create', { kind: 'sample' });
    const sample = path.join(app.folder, BOOK_FILES.sample);
    expect(await app.refused('backups.make', {})).toMatchObject({ code: 'no-book' });
    app.close();
    expect(await app.refused('backups.restore', given(sample))).toMatchObject({
      message: expect.stringMatching(/^This is a copy of the sample book\./) as unknown,
    });
    writeFileSync(path.join(app.folder, 'letter.json'), 'a letter');
    expect(
      await app.refused('backups.preview', given(path.join(app.folder, 'letter.json'))),
    ).toMatchObject({
      code: 'not-a-book',
      message: expect.stringContaining('"letter.json"') as unknown,
    });
    app.restart();
  });
});

describe('a file for the window to save', () => {
  const inHand = ({ fileName, base64 }: { fileName: string; base64: string }) =>
    ({ source: { kind: 'given', fileName, base64, passphrase: null } }) as const;

  it('is the book as it is, sealed or as text, and becomes the book again', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    const plain = await app.ok('backups.openFile', {});
    const text = await app.ok('backups.exportFile', {});
    const sealed = await app.ok('backups.sealedFile', { passphrase: 'correct horse' });
    expect([plain, text, sealed].map(({ fileName }) => fileName)).toEqual([
      'book.2003-02-01.saved.basisbook',
      'book.2003-02-01.export.json',
      'book.2003-02-01.basisbook-sealed',
    ]);
    for (const { source } of [
      inHand(plain),
      inHand(text),
      { source: { ...inHand(sealed).source, passphrase: 'correct horse' } },
    ]) {
      expect((await app.ok('backups.preview', { source }))?.differences).toEqual([]);
    }
    // Whatever it is called: the file says that it asks for a passphrase.
    for (const fileName of [sealed.fileName, 'renamed.bak']) {
      expect(await app.refused('backups.preview', inHand({ ...sealed, fileName }))).toMatchObject({
        code: 'invalid-input',
        issues: [{ field: 'passphrase' }],
      });
    }
    const { source } = inHand({ ...plain, fileName: 'plain.basisbook-sealed' });
    expect((await app.ok('backups.preview', { source }))?.differences).toEqual([]);
  });

  // An open file can be neither moved nor removed on Windows.
  it.skipIf(process.platform === 'win32')(
    'is whole where the book’s own file and its folder are gone',
    async () => {
      const { app } = use;
      await makeWorkedExample(app);
      rmSync(app.folder, { recursive: true });
      expect(await app.refused('transactions.add', LATER)).toMatchObject({ code: 'book-gone' });
      const saved = await app.ok('backups.openFile', {});
      const other = makeHarness();
      try {
        await other.ok('backups.restore', inHand(saved));
        expect(await entriesOf(other)).toEqual(['2000-03-01']);
      } finally {
        other.dispose();
      }
    },
  );

  it('is of the own book alone where it is for elsewhere', async () => {
    const { app } = use;
    expect(await app.refused('backups.openFile', {})).toMatchObject({ code: 'no-book' });
    await app.ok('book.create', { kind: 'sample' });
    expect(await app.refused('backups.exportFile', {})).toMatchObject({ code: 'no-book' });
    expect((await app.ok('backups.openFile', {})).fileName).toMatch(/^sample\./);
  });
});

describe('a damaged book', () => {
  it('has its newest whole backup to put back, and is kept', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    await app.ok('backups.make', {});
    await app.ok('transactions.add', LATER);
    const { backups } = await app.ok('backups.make', {});
    // The newest is not whole: the one before it is offered.
    const newest = path.join(app.folder, 'backups', backups[0]?.file ?? '');
    writeFileSync(newest, readFileSync(newest).subarray(0, 5000));
    damage(app);
    const damaged = await app.ok('status.get', {});
    expect(damaged).toMatchObject({ book: null, isDamaged: true });
    expect(damaged.problem).toContain('is damaged');
    expect(await app.ok('backups.preview', NEWEST)).toMatchObject({
      counts: { transactions: 1 },
      differences: null,
    });
    const { kept, status } = await app.ok('backups.restore', NEWEST);
    expect(status).toMatchObject({ problem: null, book: { counts: { transactions: 1 } } });
    expect(readFileSync(kept ?? '').includes('9800.00')).toBe(true);
  });

  it('gives what can be read of it, a list of what was lost, and is kept', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    await app.ok('transactions.add', LATER);
    expect(await app.refused('backups.salvage', {})).toMatchObject({ code: 'conflict' });
    expect(await app.ok('backups.preview', NEWEST)).toBeNull();
    damage(app);
    await app.ok('status.get', {});
    expect(await app.refused('backups.restore', NEWEST)).toMatchObject({ code: 'not-found' });
    const { kept, list, counts, lost, status } = await app.ok('backups.salvage', {});
    expect(counts).toMatchObject({ transactions: 1, documents: 1 });
    expect(lost.count).toBe(1);
    expect(lost.first[0]).toMatch(/^The entry 1, .*is not what was written\./);
    expect(readFileSync(list ?? '', 'utf8')).toContain('9800.00');
    expect(existsSync(kept)).toBe(true);
    expect(status.problem).toBeNull();
    expect(await entriesOf(app)).toEqual(['2001-03-01']);
  });

  it('that was made empty is known to have had more', async () => {
    const { app } = use;
    await makeWorkedExample(app);
    app.close();
    rmSync(ownFile(app));
    createBook(ownFile(app), { kind: 'own', now: NOW }).close();
    const bytes = readFileSync(ownFile(app));
    // Whose file it is.
    bytes.write('none', 68);
    writeFileSync(ownFile(app), bytes);
    app.restart();
    expect((await app.ok('status.get', {})).isDamaged).toBe(true);
    const { list, lost } = await app.ok('backups.salvage', {});
    expect(lost).toEqual({
      count: 1,
      first: [
        'The book had 1 entry and 1 document when it was last open on 2003-02-01; 0 entries and 0 documents were read.',
      ],
    });
    expect(readFileSync(list ?? '', 'utf8')).toBe(`${lost.first[0]}\n`);
  });
});
