/**
 * The fourth format: what was done with the book, act by act, so that each can be undone and done again
 * (`db/acts.ts`).
 *
 * An act that was undone is kept until another one is done. A change holds what an act made of rows of
 * one table: a run of new rows by its first and last place, other rows one by one. `rows` is what the
 * table does not hold at present: as it was before the act, or after it where the act is undone.
 */
import type { Connection } from '../sqlite.ts';

/** An instant in UTC: "2003-01-29T15:04:05Z", with or without milliseconds. */
const INSTANT =
  `strftime('%Y-%m-%dT%H:%M:%SZ', happened_at) IS happened_at` +
  ` OR strftime('%Y-%m-%dT%H:%M:%fZ', happened_at) IS happened_at`;

/** The largest number that SQLite keeps in six bytes. */
const CHECKSUM = `checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${2 ** 47 - 1})`;

const SCHEMA = `
CREATE TABLE act (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT CHECK (sequence >= 1),
  happened_at TEXT NOT NULL CHECK (${INSTANT}),
  name TEXT NOT NULL CHECK (name <> ''),
  undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  ${CHECKSUM}
) STRICT;

CREATE TABLE act_change (
  act INTEGER NOT NULL REFERENCES act (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (name <> ''),
  first INTEGER CHECK (first >= 1),
  last INTEGER CHECK (last >= first),
  rows BLOB CHECK (length(rows) > 0),
  ${CHECKSUM},
  PRIMARY KEY (act, position),
  CHECK ((first IS NULL) = (last IS NULL)),
  CHECK (first IS NOT NULL OR rows IS NOT NULL)
) STRICT, WITHOUT ROWID;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
