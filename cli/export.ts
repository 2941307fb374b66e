/** `basisbook export`: the whole book as JSON, documents with their text; `import --export` reads it. */
import { resolve } from 'node:path';
import { withClosedBook } from '../db/closed-book.ts';
import { countsIn } from '../db/counts.ts';
import { portableText } from '../db/portable.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { InputRefused } from './errors.ts';
import { isSameFile } from './files.ts';
import { DONE, type Io } from './io.ts';
import { requireReplaceable, writeOutput } from './outputs.ts';

export function exportBook({ from, to, json }: BookArguments, io: Io): number {
  if (isSameFile(io, from, to)) {
    throw InputRefused.of(to, 'This is the book itself. Name another file for the export.');
  }
  requireReplaceable(io, to, 'export');
  const counts = refusing(
    () => from,
    () => from,
    () =>
      withClosedBook(resolve(io.cwd, from), { passphrase: null, is: 'the book' }, (db) => {
        writeOutput(io, to, 'export', portableText(db));
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
