/** `basisbook salvage`: a new book of what can be read of a damaged one, and a list of what is lost. */
import { resolve } from 'node:path';
import { BookError } from '../db/open.ts';
import { salvageBook } from '../db/salvage.ts';
import type { BookArguments } from './arguments.ts';
import { refusing } from './book.ts';
import { oneLine } from './errors.ts';
import { DONE, type Io } from './io.ts';

export function salvage({ from, to, json }: BookArguments, io: Io): number {
  const { counts, lost } = refusing(
    (error) =>
      error instanceof BookError && /^(?:not-a|book-newer|book-in)/.test(error.code) ? from : to,
    () => from,
    () => salvageBook(resolve(io.cwd, from), resolve(io.cwd, to), new Date().toISOString()),
  );
  if (json) {
    const answer = { schema: 'basisbook/salvage@1', from, book: to, counts, lost };
    io.stdout(`${JSON.stringify(answer)}\n`);
    return DONE;
  }
  const { transactions, documents, accounts } = counts;
  io.stdout(
    `${to}: a new book of what can be read of ${from}, which is kept as it is: ` +
      `${transactions} transactions, ${documents} documents, ${accounts} accounts\n`,
  );
  io.stdout(lost.length === 0 ? 'Nothing is lost.\n' : `Lost, ${lost.length} in all:\n`);
  for (const { message, says } of lost) {
    io.stdout(`  ${oneLine(message)}\n`);
    if (says !== null) io.stdout(`    It says: ${oneLine(JSON.stringify(says))}\n`);
  }
  return DONE;
}
