/**
 * Are the tables of a book those that its format has?
 *
 * What SQLite keeps of a table is the text that made it. A byte of that text can change without any page
 * being broken or any record being another one: a rule of the table is then another rule. So the text is held
 * against that of a new book of the same format, letter by letter.
 */
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { connectToBytes, DamageFound, userVersion, type Connection } from './sqlite.ts';

type Rules = ReadonlyMap<string, string | null | undefined>;

/** What the file says of its tables, by name. */
function rulesOf(db: Connection): Rules {
  const all = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all() as Readonly<
    Record<string, string | null>
  >[];
  return new Map(
    all.map(({ type, name, tbl_name, sql }) => [
      tbl_name === name ? `${type} ${name}` : `${type} ${name} of ${tbl_name}`,
      sql,
    ]),
  );
}

const known = new Map<number, Rules>();

/** What a new book's file says of its tables. */
function rulesOfFormat(version: number): Rules {
  const before = known.get(version);
  if (before !== undefined) return before;
  const fresh = connectToBytes(Buffer.alloc(0));
  try {
    migrate(
      fresh,
      MIGRATIONS.filter((each) => each.version <= version),
    );
    const rules = rulesOf(fresh);
    known.set(version, rules);
    return rules;
  } finally {
    fresh.close();
  }
}

/** Tables, indexes and rules that are not those which a book of its format is made with. */
export function otherRules(db: Connection): string[] {
  const [own, right] = [rulesOf(db), rulesOfFormat(userVersion(db))];
  const names = new Set([...own.keys(), ...right.keys()]);
  return [...names].filter((name) => own.get(name) !== right.get(name));
}

/** The format whose tables these are, letter by letter, whatever the file says of itself; undefined for none. */
export function formatOf(db: Connection): number | undefined {
  const own = rulesOf(db);
  const isOf = (version: number): boolean => {
    const right = rulesOfFormat(version);
    return own.size === right.size && [...right].every(([name, sql]) => own.get(name) === sql);
  };
  return MIGRATIONS.map(({ version }) => version).findLast(isOf);
}

/** Throws what says that the book is damaged, where there is one of them; a table that is gone first. */
export function requireRules(db: Connection): void {
  const others = otherRules(db);
  const own = rulesOf(db);
  const gone = others.find((name) => name.startsWith('table ') && !own.has(name));
  if (gone !== undefined) throw new DamageFound(gone.replace(/^table /, 'no such table: '));
  const [name] = others;
  if (name !== undefined) throw new DamageFound(`the ${name} is not as its format has it`);
}
