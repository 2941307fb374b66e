/** Is the book sound, from end to end? */
import { BookError } from './book-error.ts';
import { connectionOf, type Book } from './book.ts';
import { countFacts, type BookCounts } from './counts.ts';
import { otherRules } from './format-rules.ts';
import { recordProblems } from './record-check.ts';
import { damage } from './sqlite.ts';

export interface BookCheck {
  readonly schemaVersion: number;
  /** Null where the book is too damaged to count. */
  readonly counts: BookCounts | null;
  /** A sentence each; none when the book is sound. What can be done is the same for all: `AFTER_DAMAGE`. */
  readonly problems: readonly string[];
}

interface DanglingRecord {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

/**
 * Reads every page, checks every rule of every table, and holds every record against its checksum.
 * Open the book with `allowDamaged` for it.
 */
export function checkBook(book: Book): BookCheck {
  const problems: string[] = [];
  const attempt = <T>(fn: () => T): T | null => {
    try {
      return fn();
    } catch (thrown) {
      // The sentence about a damaged book says what to do; here it is asked what is wrong.
      const error = thrown instanceof BookError ? (thrown.cause ?? thrown) : thrown;
      problems.push(
        `The book cannot be read: ${error instanceof Error ? error.message : 'no reason'}.`,
      );
      return null;
    }
  };
  const db = connectionOf(book);
  for (const line of attempt(() => damage(db, 'integrity_check')) ?? []) {
    problems.push(`The file is damaged: ${line}.`);
  }
  const dangling = attempt(() => db.pragma('foreign_key_check') as DanglingRecord[]);
  for (const { table, rowid, parent } of dangling ?? []) {
    problems.push(`Row ${rowid ?? '?'} of ${table} names a row of ${parent} that does not exist.`);
  }
  attempt(() => {
    for (const problem of recordProblems(db)) {
      const begun = `${problem[0]?.toUpperCase() ?? ''}${problem.slice(1)}`;
      problems.push(`${begun}. Compare it with your papers.`);
    }
  });
  for (const name of attempt(() => otherRules(db)) ?? []) {
    problems.push(`The ${name} is not as this format has it.`);
  }
  const counts = attempt(() => book.read(() => countFacts(book)));
  return { schemaVersion: book.schemaVersion, counts, problems };
}
