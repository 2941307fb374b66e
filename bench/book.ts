/**
 * How long does a book take to open, and one entry to be on the disk?
 *
 * Opening: a book of 100,000 entries and an empty one by turns, so that what is the same for both falls
 * away. Writing: one entry committed, and the bytes which that put into the log written to a plain file
 * beside it and flushed with fdatasync, by turns and each as often before the other as behind it.
 *
 * The floor writes as SQLite must: of each page the header of its frame and the page, one after the other, at
 * the end of a file that grows, and one flush for all. So it has what no program of this format can do
 * without, and nothing else: no lock, no page made, no checksum, no look at the names.
 */
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '../db/accounts.ts';
import { connectionOf } from '../db/book.ts';
import { loadFacts } from '../db/facts.ts';
import { createBook, openBook, type Book } from '../db/open.ts';
import { addSecurity } from '../db/securities.ts';
import { addTransaction, addTransactions, type NewTransaction } from '../db/transactions.ts';
import { parseMoney, parseShares, type Cents, type Shares } from '../tax/values/money.ts';
import { madeUpLots } from './data.ts';
import { median, within } from './measure.ts';

const LOTS = 100_000;
const ROUNDS = 60;
const COMMITS = 300;
/** A frame of the log: its header, and the page. */
const FRAME = [24, 4096] as const;
const NOW = '2003-01-31T00:00:00.000Z';

function* purchases(book: Book, lots: number): Generator<NewTransaction> {
  const accountId = addAccount(book, { name: 'Broker', taxDeferred: false }).id;
  const security = { issuer: null, name: 'Class A', symbol: 'HPR', cusips: [] };
  const securityId = addSecurity(book, security).id;
  let count = 0;
  for (const { date, action, shares, amount } of madeUpLots(lots)) {
    yield {
      date,
      action,
      accountId,
      securityId,
      shares: parseShares(shares) as Shares,
      amount: parseMoney(amount) as Cents,
      lot: `HPR/${date}/${++count}`,
      acquired: null,
      note: null,
      source: null,
    };
  }
}

const milliseconds = (fn: () => void): number => {
  const start = process.hrtime.bigint();
  fn();
  return Number(process.hrtime.bigint() - start) / 1e6;
};

/** How much longer the large book takes to open than the empty one, in milliseconds. */
function measureOpening(empty: string, large: string): number {
  const opening = (path: string): number => {
    let book: Book | undefined;
    const time = milliseconds(() => (book = openBook(path)));
    book?.close();
    return time;
  };
  const more: number[] = [];
  for (let round = 0; round < ROUNDS; round++) more.push(opening(large) - opening(empty));
  return median(more);
}

/** Writes so many bytes as frames of a log to the end of a file, and flushes them. */
function writeFrames(descriptor: number, bytes: number): void {
  const frames = Math.floor(bytes / (FRAME[0] + FRAME[1]));
  for (let frame = 0; frame < frames; frame++) {
    for (const part of FRAMES) writeSync(descriptor, part);
  }
  fdatasyncSync(descriptor);
}
const FRAMES = FRAME.map((size) => Buffer.alloc(size, 0x5a));

/**
 * How much longer one entry takes to be committed than its bytes to be flushed: the median of pairs, each
 * done one right after the other, since a disk that others use too takes now one time, now three times as long.
 */
function measureCommit(path: string, plain: string, entries: readonly NewTransaction[]): number {
  const book = openBook(path);
  const descriptor = openSync(plain, 'w');
  const logBytes = (): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const commits: number[] = [];
  const floors: number[] = [];
  const commitOf = (entry: NewTransaction): number =>
    milliseconds(() => book.write(() => addTransaction(book, entry)));
  const ratios: number[] = [];
  try {
    let bytes = 0;
    for (const [round, entry] of entries.slice(0, COMMITS).entries()) {
      const floor = (): number => milliseconds(() => writeFrames(descriptor, bytes));
      const isFirst = round % 2 === 0;
      const floorBefore = isFirst && bytes > 0 ? floor() : undefined;
      const before = logBytes();
      const took = commitOf(entry);
      const written = logBytes() - before;
      // Every few hundred entries the log goes into the book instead.
      if (written > 0) bytes = written;
      const beside = isFirst ? floorBefore : floor();
      if (written <= 0 || beside === undefined) continue;
      commits.push(took);
      floors.push(beside);
      ratios.push(took / beside);
    }
    // What checksums, history and SQLite's own pages take, whatever the disk; the pause, since nobody types without one.
    connectionOf(book).pragma('synchronous = OFF');
    const alone = median(
      entries.slice(COMMITS).map((entry) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.3);
        return commitOf(entry);
      }),
    );
    console.log(`  commit without waiting for the disk: ${alone.toFixed(2)} ms`);
  } finally {
    closeSync(descriptor);
    book.close();
  }
  console.log(
    `  commit ${median(commits).toFixed(2)} ms, fdatasync of the same bytes ${median(floors).toFixed(2)} ms`,
  );
  return median(ratios);
}

/** Prints the figures; whether all are within their limits. */
export function measureBook(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'basisbook-bench-'));
  try {
    const [empty, large] = [join(folder, 'empty.book'), join(folder, 'large.book')];
    createBook(empty, { kind: 'own', now: NOW }).close();
    const book = createBook(large, { kind: 'own', now: NOW });
    const more: NewTransaction[] = [];
    book.write(() => {
      const all = [...purchases(book, LOTS + 2 * COMMITS)];
      more.push(...all.splice(LOTS));
      addTransactions(book, all);
    });
    book.close();
    const again = openBook(large);
    const proven = milliseconds(() => void loadFacts(again));
    const known = milliseconds(() => void loadFacts(again));
    again.close();
    console.log(`${LOTS} entries; ${ROUNDS} rounds`);
    console.log(
      `  to prove every record before the first figure: ${(proven - known).toFixed(0)} ms`,
    );
    return [
      within('opening, over an empty book', measureOpening(empty, large), 15, 'ms'),
      within(
        'commit beside fdatasync',
        measureCommit(large, join(folder, 'plain'), more),
        1.5,
        'times',
      ),
    ].every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
