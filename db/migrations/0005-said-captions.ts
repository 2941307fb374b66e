/**
 * The fifth format: what a person said that the captions of a release mean.
 *
 * A row belongs to the document that it was said of and goes with it; issuer and day are the document's.
 * A caption stands over one column, or a line of captions over several, which have numbers from 0.
 *
 * Not handled: what was said of documents before this format. It stands in their texts alone.
 */
import type { Connection } from '../sqlite.ts';

/** The largest number that SQLite keeps in six bytes. */
const SIX_BYTES = 2 ** 47 - 1;

const SCHEMA = `
CREATE TABLE said_caption (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  caption TEXT NOT NULL CHECK (caption <> ''),
  nth INTEGER NOT NULL CHECK (nth >= 0),
  columns INTEGER NOT NULL CHECK (columns > nth),
  printed TEXT NOT NULL CHECK (printed <> ''),
  meaning TEXT NOT NULL CHECK (meaning <> ''),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${SIX_BYTES}),
  PRIMARY KEY (document_id, caption, nth, columns)
) STRICT, WITHOUT ROWID;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
