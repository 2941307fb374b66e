/** `basisbook check`: reads a book from end to end and says whether it is sound, without changing it. */
import { AFTER_DAMAGE } from '../db/book-error.ts';
import { checkBook } from '../db/check.ts';
import type { CheckArguments } from './arguments.ts';
import { withBook } from './book.ts';
import { reasonLine } from './errors.ts';
import { DONE, REFUSED, type Io } from './io.ts';
import { newestBackupOffer } from './newest-backup-offer.ts';

export function check({ book: file, json }: CheckArguments, io: Io): number {
  const options = { readOnly: true, allowDamaged: true };
  const { schemaVersion, counts, problems } = withBook(io, file, options, checkBook);
  if (json) {
    io.stdout(
      `${JSON.stringify({ schema: 'basisbook/book-check@1', schemaVersion, counts, problems })}\n`,
    );
  } else if (problems.length === 0 && counts !== null) {
    io.stdout(
      `${file}: sound, format ${schemaVersion}\n` +
        Object.entries(counts)
          .map(([name, count]) => `  ${name}: ${String(count)}\n`)
          .join(''),
    );
  }
  if (problems.length === 0) return DONE;
  const offer = newestBackupOffer(io, file);
  const lines = [
    ...problems,
    [AFTER_DAMAGE, ...(offer === undefined ? [] : [offer.text])].join(' '),
  ];
  io.stderr(lines.map((message) => reasonLine({ file, line: null, message })).join(''));
  return REFUSED;
}
