/** `basisbook backup`: a proven copy of a book under a new name, sealed where a passphrase is given. */
import { resolve } from 'node:path';
import { fillBackup } from '../db/backups.ts';
import { withClosedBook } from '../db/closed-book.ts';
import { countsIn } from '../db/counts.ts';
import { makeNewFile } from '../db/draft-file.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { InputRefused } from './errors.ts';
import { isSameFile } from './files.ts';
import { DONE, type Io } from './io.ts';
import { readPassphrase } from './passphrase.ts';

export function backup({ from, to, passphraseFile, json }: BookArguments, io: Io): number {
  const passphrase = readPassphrase(io, passphraseFile);
  if (isSameFile(io, from, to)) {
    throw InputRefused.of(to, 'This is the book itself. Name another file for the copy.');
  }
  let about = from;
  const done = refusing(
    () => about,
    () => about,
    () =>
      withClosedBook(resolve(io.cwd, from), { passphrase: null, is: 'the book' }, (db, format) => {
        about = to;
        makeNewFile(resolve(io.cwd, to), (draft) => fillBackup(db, draft, passphrase));
        return { schemaVersion: format, counts: countsIn(db) };
      }),
  );
  const sealed = passphrase !== null;
  if (json) {
    const answer = { schema: 'basisbook/backup@1', book: from, out: to, sealed, ...done };
    io.stdout(`${JSON.stringify(answer)}\n`);
    return DONE;
  }
  const { transactions, documents, accounts } = done.counts;
  io.stdout(
    `${to}: a whole copy of ${from}${sealed ? ', sealed with the passphrase' : ''}: ` +
      `${transactions} transactions, ${documents} documents, ${accounts} accounts\n`,
  );
  return DONE;
}
