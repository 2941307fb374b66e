/** A copy that is put back after a crash is opened as it is, and a log is never put into another book. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createBook, openBook, type Book } from './open.ts';
import { saveCopy } from './save-copy.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

/** `BASISBOOK_KILLS=200` makes as many as the figure in the notes. */
const KILLS = Number(process.env['BASISBOOK_KILLS'] ?? 6);

interface Told {
  readonly wrote?: string;
  readonly settled?: number;
}

class Writer {
  readonly acknowledged: string[] = [];
  readonly #child: ChildProcess;

  constructor(path: string) {
    this.#child = fork(join(import.meta.dirname, 'testing', 'log-writer.ts'), [path]);
    this.#child.on('message', ({ wrote }: Told) => {
      if (wrote !== undefined) this.acknowledged.push(wrote);
    });
  }

  async ready(): Promise<void> {
    await once(this.#child, 'message');
  }

  async tell(what: 'write' | 'settle'): Promise<void> {
    const answer = once(this.#child, 'message');
    this.#child.send(what);
    await answer;
  }

  /** Writes and settles without end, and is killed after so many thousandths of a second. */
  async runAndDie(after: number): Promise<void> {
    this.#child.send('run');
    await new Promise((done) => setTimeout(done, after));
    await this.die();
  }

  async die(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

function namesIn(path: string): { names: string[]; setAside: string | null } {
  const book = openBook(path);
  try {
    const names = book.read(() => listAccounts(book).map(({ name }) => name));
    return { names, setAside: book.setAside };
  } finally {
    book.close();
  }
}

it(
  'is a copy or the book, never a mixture of both, and loses nothing that was acknowledged',
  async () => {
    let aside = 0;
    for (let round = 0; round < KILLS; round++) {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      createBook(path, { kind: 'own', now: NOW }).close();
      const writer = new Writer(path);
      await writer.ready();
      const steps = round % 5;
      for (let step = 0; step < steps; step++) {
        await writer.tell('write');
        if ((round + step) % 2 === 0) await writer.tell('settle');
      }
      if (steps > 2) await writer.tell('settle');
      using elsewhere = temporaryFolder();
      const kept = join(elsewhere.path, 'kept.book');
      copyFileSync(path, kept);
      copyFileSync(path, join(elsewhere.path, 'read.book'));
      const inCopy = namesIn(join(elsewhere.path, 'read.book')).names;
      if (round % 4 === 1) {
        // Here something certainly waits in a log that is not the copy's.
        await writer.tell('settle');
        await writer.tell('write');
        await writer.die();
      } else {
        await writer.runAndDie(15 + ((round * 37) % 90));
      }
      if (round % 3 === 0) {
        // Nothing is put back: all that was acknowledged is there.
        const { names, setAside } = namesIn(path);
        expect(setAside).toBeNull();
        expect(names).toEqual(expect.arrayContaining(writer.acknowledged));
        continue;
      }
      if (round % 3 === 1) copyFileSync(kept, path);
      else renameSync(kept, path);
      const opened = namesIn(path);
      if (opened.setAside === null) {
        // The log was empty at that moment, or the copy is the file that the log belongs to.
        const whole = opened.names.toSorted();
        const same = [inCopy, [...writer.acknowledged]].some(
          (names) =>
            names.every((name) => whole.includes(name)) && whole.length - names.length <= 1,
        );
        expect(same, JSON.stringify({ whole, inCopy, acknowledged: writer.acknowledged })).toBe(
          true,
        );
      } else {
        aside += 1;
        expect(opened.names.toSorted()).toEqual(inCopy.toSorted());
        expect(existsSync(opened.setAside)).toBe(true);
      }
      const book = openBook(path);
      expect(checkBook(book).problems).toEqual([]);
      book.close();
      expect(readdirSync(folder.path).filter((name) => /-(wal|mark|shm)$/.test(name))).toEqual(
        opened.setAside === null ? [] : [expect.stringContaining('.set-aside.')],
      );
    }
    expect(aside, 'logs that were set aside').toBeGreaterThanOrEqual(Math.floor(KILLS / 6));
  },
  Math.max(600_000, KILLS * 10_000),
);

it('has everything in the file itself once it is settled, and after a clean close no log', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  const copy = join(folder.path, 'copy.book');
  const book = createBook(path, { kind: 'own', now: NOW });
  const add = (name: string) =>
    book.write(() =>
      addAccount(book, {
        name,
        taxDeferred: false,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      }),
    );
  add('first');
  book.settle();
  add('second');
  expect(existsSync(`${path}-mark`)).toBe(true);
  book.close();
  copyFileSync(path, copy);
  expect(namesIn(copy).names).toEqual(['first', 'second']);
  expect(readdirSync(folder.path).toSorted()).toEqual(['copy.book', 'the.book']);
});

it('is not parted from a log that was copied together with it from elsewhere', async () => {
  using here = temporaryFolder();
  using there = temporaryFolder();
  const [mine, other] = [join(here.path, 'the.book'), join(there.path, 'the.book')];
  const names: string[][] = [];
  for (const path of [mine, other]) {
    createBook(path, { kind: 'own', now: NOW }).close();
    const writer = new Writer(path);
    await writer.ready();
    await writer.tell('write');
    await writer.die();
    names.push(writer.acknowledged);
  }
  // The note in this folder speaks of the log that was here.
  for (const suffix of ['', '-wal']) copyFileSync(other + suffix, mine + suffix);
  expect(namesIn(mine)).toEqual({ names: names[1], setAside: null });
});

it('has a log without a note put in, as older programs leave it', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  const writer = new Writer(path);
  await writer.ready();
  await writer.tell('write');
  await writer.die();
  const note = `${path}-mark`;
  expect(existsSync(note)).toBe(true);
  for (const broken of ['', 'marks of something else', undefined]) {
    if (broken === undefined) rmSync(note);
    else writeFileSync(note, broken);
    const book = openBook(path, { readOnly: true });
    expect(book.read(() => listAccounts(book).map(({ name }) => name))).toEqual(
      writer.acknowledged,
    );
    book.close();
  }
  expect(namesIn(path)).toEqual({ names: writer.acknowledged, setAside: null });
});

it('is read as it is beside a log of another book, which stays where it is', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  const copy = join(folder.path, 'copy.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  copyFileSync(path, copy);
  const writer = new Writer(path);
  await writer.ready();
  await writer.tell('write');
  await writer.tell('settle');
  await writer.tell('write');
  await writer.die();
  copyFileSync(copy, path);
  const before = readdirSync(folder.path);
  const book = openBook(path, { readOnly: true });
  expect(book.read(() => listAccounts(book))).toEqual([]);
  book.close();
  expect(readdirSync(folder.path)).toEqual(before);
});

it('is opened as it is also where the copy is of a format without marks', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  const old = join(folder.path, 'old.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  createBook(old, { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 5) }).close();
  const writer = new Writer(path);
  await writer.ready();
  await writer.tell('write');
  await writer.die();
  renameSync(old, path);
  const { names, setAside } = namesIn(path);
  expect(names).toEqual([]);
  expect(setAside).toMatch(/the\.set-aside\./);
});

it('has a note that speaks of no log taken away, and a saved copy has a mark of its own', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  const copy = join(folder.path, 'copy.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  writeFileSync(`${path}-mark`, 'BasisBook log 1');
  const book = openBook(path);
  expect(existsSync(`${path}-mark`)).toBe(false);
  saveCopy(book, copy);
  const mark = (each: Book): unknown =>
    connectionOf(each).prepare('SELECT mark FROM log_mark').pluck().get();
  const saved = openBook(copy);
  expect(mark(saved)).not.toBe(mark(book));
  saved.close();
  book.close();
});
