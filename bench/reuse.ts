/**
 * How soon is the shown year there again after one fact changed in a book of 30 years, beside
 * computing all years from nothing? Both from the book's file, as the application does it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '../db/accounts.ts';
import { insertDocument } from '../db/documents.ts';
import { loadFacts } from '../db/facts.ts';
import { createBook, openBook, type Book } from '../db/open.ts';
import { addSecurity } from '../db/securities.ts';
import { addTransactions, getTransaction, updateTransaction } from '../db/transactions.ts';
import { Figures } from '../application/figures.ts';
import { reference } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import { parseMoney, parseShares, type Cents, type Shares } from '../tax/values/money.ts';
import { madeUpLots } from './data.ts';
import { documentOf, FIRST_YEAR } from './engine-book.ts';
import { median } from './measure.ts';

const LOTS = 10_000;
const YEARS = 30;
const ROUNDS = 7;
const LAST_YEAR = FIRST_YEAR + YEARS - 1;
const AIM = 0.1;
const NOW = '2003-01-31T00:00:00.000Z';

function makeBook(path: string): void {
  const book = createBook(path, { kind: 'own', now: NOW });
  book.write(() => {
    const account = addAccount(book, { name: 'Broker', taxDeferred: false });
    const names = { issuer: null, name: 'Harbor Point', symbol: 'AIV', cusips: [] };
    const security = addSecurity(book, names);
    const lots = [...madeUpLots(LOTS)];
    addTransactions(
      book,
      lots.map(({ date, action, shares, amount }, i) => ({
        date,
        action,
        accountId: account.id,
        securityId: security.id,
        shares: parseShares(shares) as Shares,
        amount: parseMoney(amount) as Cents,
        lot: `AIV/${date}/${i}`,
        acquired: null,
        note: null,
        source: null,
      })),
    );
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      const { name, taxYear, issuer, publishedOn, status, securities } = documentOf(
        year,
        security.id,
      );
      insertDocument(book, {
        fileName: name,
        text: name,
        sha256: String(year).padStart(64, '0'),
        issuer,
        taxYear,
        publishedOn,
        status,
        acceptedAt: NOW,
        securities: securities.map(({ securityId, distributions }) => ({
          securityId,
          printedName: 'Harbor Point',
          distributions,
        })),
      });
    }
  });
  book.close();
}

/** Milliseconds of one run, after the garbage of others was collected. */
function timed(run: () => void): number {
  globalThis.gc?.();
  const start = performance.now();
  run();
  return performance.now() - start;
}

function show(book: Book, figures: Figures, ...years: number[]): void {
  book.read(() => years.forEach((year) => figures.ofQuery().report(year)));
}

/** A cent more for one purchase: the first one, which every year rests on, or the last one. */
function changeOne(book: Book, which: 'first' | 'last'): void {
  book.write(() => {
    const id = loadFacts(book).transactions.at(which === 'first' ? 0 : -1)?.id ?? '';
    const entry = getTransaction(book, id);
    if (!entry || !('amount' in entry)) throw new Error('no entry to change');
    updateTransaction(book, id, { ...entry, amount: ((entry.amount ?? 0n) + 1n) as Cents });
  });
}

function line(what: string, values: readonly number[]): void {
  const all = values.map((value) => value.toFixed(1)).join(', ');
  console.log(`  ${what.padEnd(58)} ${median(values).toFixed(1).padStart(8)} ms  (${all})`);
}

/** Prints the times and their ratio; answers with the ratio of the slowest case. */
export function measureReuse(): number {
  const folder = mkdtempSync(join(tmpdir(), 'basisbook-bench-'));
  const path = join(folder, 'the.book');
  try {
    makeBook(path);
    const years = Array.from({ length: YEARS }, (_, i) => FIRST_YEAR + i);
    const all: number[] = [];
    const last: number[] = [];
    const kept: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const book = openBook(path, { now: NOW });
      const figures = new Figures(book, (facts, year) => computeYear(facts, year, reference));
      const a = timed(() => show(book, figures, ...years));
      changeOne(book, 'first');
      const b = timed(() => show(book, figures, LAST_YEAR));
      changeOne(book, 'last');
      // Bought in 2001, so that only years before that are as they were: there is nothing in them.
      show(book, figures, FIRST_YEAR - 3);
      changeOne(book, 'last');
      const c = timed(() => show(book, figures, FIRST_YEAR - 3));
      book.close();
      if (round === 0) continue; // The first round fills the caches.
      all.push(a);
      last.push(b);
      kept.push(c);
    }
    const ratio = median(last.map((value, round) => value / (all[round] as number)));
    console.log(
      `${LOTS} lots, ${YEARS} years with 4 payments, ${ROUNDS} rounds, from the book's file`,
    );
    line('all years from nothing', all);
    line(`${LAST_YEAR}, after an entry changed that it rests on`, last);
    line(`${FIRST_YEAR - 3}, after an entry changed that cannot touch it`, kept);
    console.log(`  ratio${ratio.toFixed(3).padStart(62)}     (aim: at most ${AIM})`);
    return ratio;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
