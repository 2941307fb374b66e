/**
 * The sixth format: a mark by which a book and the log beside it know each other (`db/log-mark.ts`). It
 * says nothing about anybody's shares, so it is no record with a checksum.
 */
import type { Connection } from '../sqlite.ts';

const SCHEMA = `
CREATE TABLE log_mark (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  mark TEXT NOT NULL CHECK (length(mark) = 32 AND mark NOT GLOB '*[^0-9a-f]*')
) STRICT;
INSERT INTO log_mark (only_row, mark) VALUES (1, lower(hex(randomblob(16))));
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
