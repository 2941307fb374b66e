/**
 * The eleventh format: shares received in kind may wait for the value that a document gives them, cash of an
 * exchange can be a dividend, and a choice of average basis keeps that its conditions are met.
 *
 * As in the eighth format the text that made the table of entries is changed, condition by condition, and
 * the table filled anew in its order; no place of an entry is given a second time afterwards.
 *
 * Not handled here: whether a document values the shares; the calculation says that.
 */
import type { Connection } from '../sqlite.ts';

const ENTRIES = 'holding_transaction';

/** What is new, and the one kind of entry that can have it. */
const MARKS = { dividend: 'exchange', confirmed: 'average-basis' } as const;

/** What made a table, an index or a rule of it, in the order in which they were made. */
function textsOf(db: Connection): string[] {
  return db
    .prepare('SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid')
    .pluck()
    .all(ENTRIES) as string[];
}

function columnsOf(db: Connection): string {
  return (db.pragma(`table_info(${ENTRIES})`) as { name: string }[])
    .map(({ name }) => name)
    .join(', ');
}

const IN_KIND = "action = 'in-kind'";

/** The conditions of one group of kinds: without the new columns, but where they belong. */
function caseOf(kinds: string, conditions: string): string {
  const not = Object.entries(MARKS)
    .filter(([, action]) => kinds !== `action = '${action}'`)
    .map(([column]) => ` AND ${column} IS NULL`)
    .join('');
  const when = (which: string, all: string): string => `WHEN ${which}\n      THEN ${all}${not}`;
  const names = kinds.split(' OR ');
  if (!names.includes(IN_KIND)) return when(kinds, conditions);
  const others = names.filter((one) => one !== IN_KIND).join(' OR ');
  const valuable = conditions.replace('amount IS NOT NULL AND ', '');
  return `${when(others, conditions)}\n    ${when(IN_KIND, valuable)}`;
}

export function up(db: Connection): void {
  const [table, ...rest] = textsOf(db) as [string, ...string[]];
  const columns = columnsOf(db);
  const marks = Object.keys(MARKS).map((name) => `  ${name} INTEGER CHECK (${name} = 1),\n`);
  const body = table
    .slice(table.indexOf('('))
    .replace(/WHEN (action .*)\n {6}THEN (.*)/g, (_, kinds: string, all: string) =>
      caseOf(kinds, all),
    )
    .replace(/^ {2}checksum /m, (checksum) => `${marks.join('')}${checksum}`);
  db.exec(`
    CREATE TABLE ${ENTRIES}_new ${body};
    INSERT INTO ${ENTRIES}_new (${columns}) SELECT ${columns} FROM ${ENTRIES} ORDER BY sequence;
    -- The last place that was ever given, also where its row is gone.
    DELETE FROM sqlite_sequence WHERE name = '${ENTRIES}_new';
    INSERT INTO sqlite_sequence (name, seq)
      SELECT '${ENTRIES}_new', seq FROM sqlite_sequence WHERE name = '${ENTRIES}';
    DROP TABLE ${ENTRIES};
    ALTER TABLE ${ENTRIES}_new RENAME TO ${ENTRIES};
    ${rest.map((sql) => `${sql};`).join('\n')}
  `);
}
