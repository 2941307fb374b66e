/**
 * The eighth format: a cash dividend that the broker took back has an amount below zero.
 *
 * SQLite cannot change the CHECK of a table. The text that made the table of entries is the seventh format's
 * in every book, letter by letter, so that the one condition in it is replaced, and the table filled anew in
 * its order; no place of an entry is given a second time afterwards.
 *
 * Not handled here: whether a dividend that is taken back was ever entered; the comparison with the issuer's
 * document says that.
 */
import type { Connection } from '../sqlite.ts';

const ENTRIES = 'holding_transaction';

/** What made a table, an index or a rule of it, in the order in which they were made. */
function textsOf(db: Connection): string[] {
  return db
    .prepare('SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid')
    .pluck()
    .all(ENTRIES) as string[];
}

/** The condition of the column `amount`: all that stands in its brackets. */
function amountCondition(table: string): string {
  const line = /^ {2}amount TEXT CHECK \((.*)\),$/m.exec(table)?.[1];
  if (line === undefined) throw new Error('the table of entries has no condition of its amounts');
  return line;
}

export function up(db: Connection): void {
  const [table, ...rest] = textsOf(db) as [string, ...string[]];
  const condition = amountCondition(table);
  const takenBack = `action = 'dividend' AND amount GLOB '-*[1-9]*' AND (${condition.replaceAll(/\bamount\b/g, 'substr(amount, 2)')})`;
  const body = table
    .slice(table.indexOf('('))
    .replace(`(${condition})`, () => `(${condition}\n    OR (${takenBack}))`);
  db.exec(`
    CREATE TABLE ${ENTRIES}_new ${body};
    INSERT INTO ${ENTRIES}_new SELECT * FROM ${ENTRIES} ORDER BY sequence;
    -- The last place that was ever given, also where its row is gone.
    DELETE FROM sqlite_sequence WHERE name = '${ENTRIES}_new';
    INSERT INTO sqlite_sequence (name, seq)
      SELECT '${ENTRIES}_new', seq FROM sqlite_sequence WHERE name = '${ENTRIES}';
    DROP TABLE ${ENTRIES};
    ALTER TABLE ${ENTRIES}_new RENAME TO ${ENTRIES};
    ${rest.map((sql) => `${sql};`).join('\n')}
  `);
}
