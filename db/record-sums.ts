/**
 * How does the book notice that one of its bytes is not what was written?
 *
 * Every record carries a checksum over its table's name and all that it says, and `tally` has of every
 * table the number of its records and the sum of their checksums. So a changed byte is found, with the
 * record that it is in, and so are records that were lost, doubled or put back from another day. The
 * connection keeps both up to date in triggers of its own: whatever statement changes a record,
 * through whatever query, and what is rolled back is rolled back with its sums. Another program has
 * no such triggers; what it writes is found as what it is.
 *
 * The checksum is the first 48 bits of the SHA-256 of the record as JSON, of which 47 are kept, since
 * that is what six bytes hold in SQLite: one changed record in 10^14 would be missed. A sum by addition
 * does not depend on the order of records, so that one change costs one addition.
 *
 * Example: the entry `["holding_transaction",1,"NULL","2000-02-29","buy",1,1,"40.5","1012.50",…]`.
 * Awkward case: the last place that a table gave stands in SQLite's own table, which takes no trigger;
 * the tally has it too, and the two have to agree.
 * Not handled: somebody who changes a record and its checksum on purpose. This finds accidents.
 */
import { hash } from 'node:crypto';
import type { Connection } from './sqlite.ts';

const BITS = 47;
const MODULUS = 2 ** BITS;

/** The checksum of a text: 0 to 2^47 - 1. */
export function recordSum(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 12), 16) % MODULUS;
}

/** The name under which statements know `recordSum`. */
export const RECORD_SUM = 'record_sum';

export interface SummedTable {
  readonly name: string;
  /** The columns by which one record is found. */
  readonly key: readonly string[];
  /** What a record says: all columns but the checksum. */
  readonly columns: readonly string[];
  /** Those of them that can hold bytes. */
  readonly anything: readonly string[];
  /** What its checksum is made of, an expression each. */
  readonly contents: (row?: 'NEW') => string;
  /** Whether its places are never given twice. */
  readonly keepsPlaces: boolean;
}

interface ColumnRecord {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

/** Whether the book's format has checksums: those from the third on. */
export function hasSums(db: Connection): boolean {
  const tally = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'tally'";
  return db.prepare(tally).pluck().get() === 1;
}

/** Every table with checksums, as it is in this file. */
export function summedTables(db: Connection): SummedTable[] {
  const tables = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all() as { name: string; sql: string }[];
  return tables.flatMap(({ name, sql }) => {
    const all = db
      .prepare('SELECT name, type, pk FROM pragma_table_info(?)')
      .all(name) as ColumnRecord[];
    if (!all.some((column) => column.name === 'checksum')) return [];
    const said = all.filter((column) => column.name !== 'checksum');
    const contents = (row?: 'NEW'): string => {
      const values = said.map((column) => {
        const value = row === undefined ? column.name : `${row}.${column.name}`;
        // Bytes cannot stand in JSON.
        return column.type === 'ANY' || column.type === 'BLOB' ? `quote(${value})` : value;
      });
      return `${RECORD_SUM}(json_array('${name}', ${values.join(', ')}))`;
    };
    const key = said.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    return [
      {
        name,
        key: key.map((column) => column.name),
        columns: said.map((column) => column.name),
        anything: said.flatMap(({ name: column, type }) => (type === 'ANY' ? [column] : [])),
        contents,
        keepsPlaces: sql.includes('AUTOINCREMENT'),
      },
    ];
  });
}

/** The sum of all checksums of a table; in two halves, as SQLite's own numbers end at 2^63. */
export const TOTAL = `ifnull(((sum(checksum >> 24) % ${2 ** (BITS - 24)}) * ${2 ** 24}
  + sum(checksum & ${2 ** 24 - 1})) % ${MODULUS}, 0)`;

/** The last place that a table gave, as SQLite remembers it; 0 before the first. */
export const lastPlace = ({ name, keepsPlaces }: SummedTable): string =>
  keepsPlaces ? `ifnull((SELECT seq FROM sqlite_sequence WHERE name = '${name}'), 0)` : '0';

/**
 * Makes the checksums and tallies of all records anew, from what they say now. For the end of an
 * upgrade and of a salvage: afterwards whatever is there counts as what was written.
 */
export function sealRecords(db: Connection): void {
  db.exec('DELETE FROM tally');
  for (const table of summedTables(db)) {
    db.exec(`UPDATE ${table.name} SET checksum = ${table.contents()};
      INSERT INTO tally (name, records, total, last)
        SELECT '${table.name}', count(*), ${TOTAL}, ${lastPlace(table)} FROM ${table.name};`);
  }
}

function triggersOf({ name, key, columns, contents, keepsPlaces }: SummedTable): string {
  const here = key.map((column) => `${column} = NEW.${column}`).join(' AND ');
  const seal = `UPDATE ${name} SET checksum = ${contents('NEW')} WHERE ${here};`;
  const fresh = `(SELECT checksum FROM ${name} WHERE ${here})`;
  const tally = (change: string): string => `UPDATE tally SET ${change} WHERE name = '${name}';`;
  const place = keepsPlaces ? `, last = max(last, NEW.${key.join('')})` : '';
  const trigger = (event: string, when: string, body: string): string =>
    `CREATE TEMP TRIGGER sum_${name}_${event} AFTER ${when} ON main.${name} BEGIN ${body} END;`;
  return [
    trigger(
      'insert',
      'INSERT',
      seal + tally(`records = records + 1, total = (total + ${fresh}) % ${MODULUS}${place}`),
    ),
    trigger(
      'update',
      // Not of the checksum: that is what is written here.
      `UPDATE OF ${columns.join(', ')}`,
      seal + tally(`total = (total + ${MODULUS} - OLD.checksum + ${fresh}) % ${MODULUS}${place}`),
    ),
    trigger(
      'delete',
      'DELETE',
      tally(`records = records - 1, total = (total + ${MODULUS} - OLD.checksum) % ${MODULUS}`),
    ),
  ].join('\n');
}

/** From now on every change through this connection keeps the sums. Once, outside of a transaction. */
export function keepSums(db: Connection): void {
  db.exec(summedTables(db).map(triggersOf).join('\n'));
}
