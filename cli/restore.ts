/** `basisbook restore`: puts a copy in a book's place, after the present has been backed up. */
import { basename, relative, resolve } from 'node:path';
import { backupsBeside } from '../db/backups.ts';
import { countFacts } from '../db/counts.ts';
import { BookError, openBook } from '../db/open.ts';
import { restoreBook } from '../db/restore.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { DONE, type Io } from './io.ts';
import { readPassphrase } from './passphrase.ts';

export function restore({ from, to, passphraseFile, json }: BookArguments, io: Io): number {
  const passphrase = readPassphrase(io, passphraseFile);
  const path = resolve(io.cwd, to);
  const source = resolve(io.cwd, from);
  const done = refusing(
    (error) => (error instanceof BookError && error.message.includes(`"${source}"`) ? from : to),
    () => to,
    () => {
      const { kept, isAct } = restoreBook({
        from: source,
        passphrase,
        path,
        folder: backupsBeside(path),
        isOwnFolder: true,
        act: { name: `Book put back from ${basename(source)}`, is: 'done' },
        now: new Date().toISOString(),
      });
      const book = openBook(path, { readOnly: true });
      try {
        return { kept, isAct, counts: book.read(() => countFacts(book)) };
      } finally {
        book.close();
      }
    },
  );
  const kept = done.kept === null ? null : relative(io.cwd, done.kept);
  if (json) {
    const answer = { schema: 'basisbook/restore@1', book: to, from, kept, counts: done.counts };
    io.stdout(`${JSON.stringify(answer)}\n`);
    return DONE;
  }
  const { transactions, documents, accounts } = done.counts;
  io.stdout(
    `${to}: is ${from} now: ${transactions} transactions, ${documents} documents, ${accounts} accounts\n`,
  );
  if (kept !== null) io.stdout(`What was there before is kept: ${kept}\n`);
  if (done.isAct) io.stdout('The window lists this in its History and undoes it there.\n');
  return DONE;
}
