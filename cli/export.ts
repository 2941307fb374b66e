/** `basisbook export`: the whole book as JSON, documents with their text; `import --export` reads it. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isBookOrCopy } from '../db/book-file.ts';
import { withClosedBook } from '../db/closed-book.ts';
import { countsIn } from '../db/counts.ts';
import { portableText } from '../db/portable.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { InputRefused } from './errors.ts';
import { isSameFile, writeOutput } from './files.ts';
import { DONE, type Io } from './io.ts';

export function exportBook({ from, to, json }: BookArguments, io: Io): number {
  if (isSameFile(io, from, to)) {
    throw InputRefused.of(to, 'This is the book itself. Name another file for the export.');
  }
  requireNoBook(io, to);
  const counts = refusing(
    () => from,
    () => from,
    () =>
      withClosedBook(resolve(io.cwd, from), { passphrase: null, is: 'the book' }, (db) => {
        writeOutput(io, to, portableText(db));
        return countsIn(db);
      }),
  );
  if (json) {
    const answer = { schema: 'basisbook/export@1', book: from, out: to, counts };
    io.stdout(`${JSON.stringify(answer)}\n`);
    return DONE;
  }
  const { transactions, documents, accounts } = counts;
  io.stdout(
    `${to}: all of ${from}: ${transactions} transactions, ${documents} documents, ${accounts} accounts\n`,
  );
  return DONE;
}

/** An earlier export is written over, a book never. */
function requireNoBook(io: Io, file: string): void {
  const path = resolve(io.cwd, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  if (!isBookOrCopy(path)) return;
  throw InputRefused.of(file, 'There is a book. Name another file for the export.');
}
