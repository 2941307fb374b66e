/** `basisbook restore`: puts a copy or an export in a book's place, after the present has been backed up. */
import { rmSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { backupsBeside } from '../db/backups.ts';
import { looksPortable, readHeader } from '../db/book-file.ts';
import { countFacts } from '../db/counts.ts';
import { draftPath } from '../db/draft-file.ts';
import { BookError, openBook } from '../db/open.ts';
import { bookOfPortable } from '../db/portable.ts';
import { restoreBook } from '../db/restore.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { readExport } from './files.ts';
import { DONE, type Io } from './io.ts';
import { readPassphrase } from './passphrase.ts';

export function restore({ from, to, passphraseFile, json }: BookArguments, io: Io): number {
  const passphrase = readPassphrase(io, passphraseFile);
  const path = resolve(io.cwd, to);
  const source = resolve(io.cwd, from);
  const done = refusing(
    (error) =>
      error instanceof BookError &&
      [from, source].some((name) => error.message.includes(`"${name}"`))
        ? from
        : to,
    () => to,
    () => {
      const { kept, isAct } = withCopyIn(io, from, path, (copy) =>
        restoreBook({
          from: copy,
          passphrase,
          path,
          folder: backupsBeside(path),
          isOwnFolder: true,
          act: { name: `Book put back from ${basename(source)}`, is: 'done' },
          now: new Date().toISOString(),
        }),
      );
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

/** An export becomes a book under a hidden name beside the one that it is to replace. */
function withCopyIn<T>(io: Io, file: string, target: string, use: (copy: string) => T): T {
  const source = resolve(io.cwd, file);
  // What is no file has no beginning either, and is refused where copies are.
  const isFile = statSync(source, { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile || !looksPortable(readHeader(file, source))) return use(source);
  const draft = draftPath(target);
  try {
    bookOfPortable(readExport(io, file), file, draft);
    return use(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}
