/**
 * How long does a report take where lots have names and a tenth of them is sold in part, from a book
 * and from text? Whole processes beside the bare script of floor-book.ts, by turns, so that what else
 * the machine does falls on all. Also the memory, and how many bytes of the book an entry takes.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createBook } from '../db/open.ts';
import { makeFiles } from './data.ts';
import { median, outputOf, peakOf, ROOT, timed, within } from './measure.ts';

const LOTS = 100_000;
const ROUNDS = 5;
const CLI = join(ROOT, 'cli', 'main.ts');
const FLOOR = join(import.meta.dirname, 'floor-book.ts');

interface Commands {
  readonly files: ReturnType<typeof makeFiles>;
  readonly book: string;
  readonly fromBook: readonly string[];
  readonly fromText: readonly string[];
}

function prepare(lots: number): Commands {
  const files = makeFiles(lots, true);
  const book = join(files.folder, 'the.book');
  createBook(book, { kind: 'own', now: '2003-01-31T00:00:00.000Z' }).close();
  const put = [CLI, 'import', '--book', book];
  outputOf(process.execPath, [...put, '--documents', files.document]);
  outputOf(process.execPath, [...put, '--transactions', files.transactions]);
  const report = [CLI, 'report', '--year', '2002', '--json', '--out', files.out];
  const text = ['--transactions', files.transactions, '--documents', files.document];
  return {
    files,
    book,
    fromBook: [...report, '--book', book],
    fromText: [...report, ...text],
  };
}

/** Prints the figures; whether all are within their limits. */
export function measureSales(): boolean {
  const large = prepare(LOTS);
  const small = prepare(LOTS / 10);
  try {
    const ratios: Record<'book' | 'text' | 'tenfold', number[]> = {
      book: [],
      text: [],
      tenfold: [],
    };
    for (let round = 0; round <= ROUNDS; round++) {
      const book = timed(process.execPath, large.fromBook);
      const bytes = String(statSync(large.files.out).size);
      const floor = timed(process.execPath, [FLOOR, large.book, `${large.files.out}.floor`, bytes]);
      const text = timed(process.execPath, large.fromText);
      const tenth = timed(process.execPath, small.fromBook);
      if (round === 0) continue; // The first round fills the caches.
      console.log(`  ms: ${[book, text, floor, tenth].map((ms) => ms.toFixed(0)).join(', ')}`);
      ratios.book.push(book / floor);
      ratios.text.push(text / floor);
      ratios.tenfold.push(book / tenth);
    }
    const entries = LOTS + LOTS / 10;
    const bare = peakOf(['-e', '']);
    console.log(
      `${LOTS} named lots, ${LOTS / 10} sales of them; ${ROUNDS} rounds of whole processes`,
    );
    return [
      within('book to JSON beside the floor', median(ratios.book), 2.0, 'times'),
      within('text to JSON beside the floor', median(ratios.text), 2.5, 'times'),
      within('ten times as many lots, from a book', median(ratios.tenfold), 11, 'times'),
      within('memory over bare Node, from a book', peakOf(large.fromBook) - bare, 250, 'MiB'),
      within('memory over bare Node, from text', peakOf(large.fromText) - bare, 300, 'MiB'),
      within('the book', statSync(large.book).size / entries, 160, 'bytes an entry'),
    ].every(Boolean);
  } finally {
    large.files.remove();
    small.files.remove();
  }
}
