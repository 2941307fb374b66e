/**
 * The tenth format: what a person said that the columns of a broker's file hold, by the shape of its header.
 *
 * The lists are JSON: headings as printed, what each column holds, and what words of actions mean. What those
 * can say is the reader's to know; one that is not known any more is a layout that is not used.
 *
 * Not handled: two layouts for one shape; the later one takes the place of the earlier.
 */
import type { Connection } from '../sqlite.ts';

/** The largest number that SQLite keeps in six bytes. */
const SIX_BYTES = 2 ** 47 - 1;

const json = (column: string, type: 'array' | 'object'): string =>
  `${column} TEXT NOT NULL CHECK (CASE WHEN json_valid(${column}) THEN json_type(${column}) = '${type}' ELSE 0 END)`;

const SCHEMA = `
CREATE TABLE own_layout (
  shape TEXT NOT NULL PRIMARY KEY CHECK (shape <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  ${json('headings', 'array')},
  ${json('columns', 'array')},
  ${json('words', 'object')},
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${SIX_BYTES}),
  CHECK (json_array_length(columns) = json_array_length(headings))
) STRICT, WITHOUT ROWID;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
