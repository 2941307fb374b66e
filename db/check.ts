/** Is the book sound, from end to end? */
import { BookError } from './book-error.ts';
import { connectionOf, type Book } from './book.ts';
import { countFacts, type BookCounts } from './counts.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { recordProblems } from './record-check.ts';
import { connectToBytes, damage, type Connection } from './sqlite.ts';

export interface BookCheck {
  readonly schemaVersion: number;
  /** Null where the book is too damaged to count. */
  readonly counts: BookCounts | null;
  /** A sentence each; none when the book is sound. */
  readonly problems: readonly string[];
}

interface DanglingRecord {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

const COPY = 'put a copy of the book from before in its place.';

/** What the file says of its tables, by name. */
function rulesOf(db: Connection): Map<string, string | null | undefined> {
  const all = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all() as Readonly<
    Record<string, string | null>
  >[];
  return new Map(
    all.map(({ type, name, tbl_name, sql }) => [`${type} ${name} of ${tbl_name}`, sql]),
  );
}

let ofFormat: ReturnType<typeof rulesOf> | undefined;

/** What a new book's file says of its tables. */
function rulesOfFormat(): ReturnType<typeof rulesOf> {
  const fresh = connectToBytes(Buffer.alloc(0));
  try {
    migrate(fresh, MIGRATIONS);
    return rulesOf(fresh);
  } finally {
    fresh.close();
  }
}

/** Tables, indexes and rules that are not those which a book of this format is made with. */
function otherRules(db: Connection): string[] {
  const [own, right] = [rulesOf(db), (ofFormat ??= rulesOfFormat())];
  const names = new Set([...own.keys(), ...right.keys()]);
  return [...names].filter((name) => own.get(name) !== right.get(name));
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
      problems.push(`${begun}. Compare it with your papers, or ${COPY}`);
    }
  });
  for (const name of attempt(() => otherRules(db)) ?? []) {
    problems.push(`The ${name} is not as this format has it. To be safe, ${COPY}`);
  }
  const counts = attempt(() => book.read(() => countFacts(book)));
  return { schemaVersion: book.schemaVersion, counts, problems };
}
