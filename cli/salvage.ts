/** `basisbook salvage`: a new book of what can be read of a damaged one, and a list of what is lost. */
import { resolve } from 'node:path';
import { BookError } from '../db/open.ts';
import { salvageBook } from '../db/salvage.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { InputRefused } from './errors.ts';
import { DONE, type Io } from './io.ts';
import { lostInWords } from './lost-in-words.ts';
import { newestBackupOffer } from './newest-backup-offer.ts';

export function salvage({ from, to, json }: BookArguments, io: Io): number {
  const source = resolve(io.cwd, from);
  const { counts, lost } = refusing(
    (error) =>
      error instanceof BookError && /^(?:not-a|book-newer|book-in)/.test(error.code) ? from : to,
    () => from,
    () => {
      try {
        return salvageBook(source, resolve(io.cwd, to), new Date().toISOString());
      } catch (error) {
        if (!(error instanceof BookError) || error.code !== 'not-a-book') throw error;
        throw withOffer(io, from, error);
      }
    },
  );
  const newest = lost.length === 0 ? undefined : newestBackupOffer(io, from);
  if (json) {
    const newestBackup = newest?.path ?? null;
    const answer = { schema: 'basisbook/salvage@1', from, book: to, counts, lost, newestBackup };
    io.stdout(`${JSON.stringify(answer)}\n`);
    return DONE;
  }
  const { transactions, documents, accounts } = counts;
  io.stdout(
    `${to}: a new book of what can be read of ${from}, which is kept as it is: ` +
      `${transactions} transactions, ${documents} documents, ${accounts} accounts\n`,
  );
  if (lost.length === 0) {
    io.stdout('Nothing is lost.\n');
    return DONE;
  }
  io.stdout(`Lost, ${lost.length} in all:\n`);
  for (const line of lostInWords(lost)) io.stdout(`  ${line}\n`);
  io.stdout(
    newest === undefined
      ? 'There is no whole backup beside the book. Enter what is lost again from your papers.\n'
      : `${newest.text} What was entered after that backup is not in it: compare both.\n`,
  );
  return DONE;
}

/** Where nothing can be read, the way on is a backup, if there is one. */
function withOffer(io: Io, book: string, error: BookError): unknown {
  const offer = newestBackupOffer(io, book);
  return offer === undefined ? error : InputRefused.of(book, `${error.message} ${offer.text}`);
}
