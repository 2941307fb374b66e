/**
 * The ninth format: what a broker says that it paid, and rows that more than one file has.
 *
 * A claim belongs to the file that it came with and goes with it. Its security is as the broker writes it:
 * a claim is no reason for a security of the book, and who it is can be known later. A row of a file that an
 * earlier file had already is remembered with its line, so that the entry stays when the earlier file is
 * taken back.
 *
 * Not handled: claims of files that were imported before this format. They are in the files alone.
 */
import type { Connection } from '../sqlite.ts';

/** The largest number that SQLite keeps in six bytes. */
const SIX_BYTES = 2 ** 47 - 1;

const day = (column: string): string =>
  `${column} BETWEEN '1900-01-01' AND '2199-12-31' AND date(${column}) IS ${column}`;

const digits = (count: number): string => '[0-9]'.repeat(count);

/** Dollars with exactly two places, at most 18 before the point: "63.96". */
const dollars = (value: string): string =>
  [
    `${value} GLOB '[0-9]*'`,
    `${value} GLOB '*.[0-9][0-9]'`,
    `${value} NOT GLOB '*[^0-9.]*'`,
    `${value} NOT GLOB '*.*.*'`,
    `${value} NOT GLOB '0[0-9]*'`,
    `${value} NOT GLOB '${digits(19)}*'`,
    `length(${value}) <= 21`,
    `octet_length(${value}) = length(${value})`,
  ].join(' AND ');

const flag = (column: string): string => `${column} INTEGER NOT NULL CHECK (${column} IN (0, 1))`;

const CHECKSUM = `checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${SIX_BYTES})`;

const SCHEMA = `
CREATE TABLE broker_claim (
  import_key INTEGER NOT NULL REFERENCES import_batch (entry) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line >= 1),
  account_key INTEGER NOT NULL REFERENCES account (key),
  security TEXT NOT NULL CHECK (security <> ''),
  booked_on TEXT NOT NULL CHECK (${day('booked_on')}),
  kind TEXT NOT NULL CHECK (kind IN ('dividend', 'capitalGain', 'unrecaptured1250', 'returnOfCapital', 'liquidation', 'paymentInLieu')),
  amount TEXT NOT NULL CHECK ((${dollars('amount')})
    OR (amount GLOB '-*[1-9]*' AND ${dollars('substr(amount, 2)')})),
  ${flag('qualified')},
  ${flag('reinvested')},
  ${flag('prior_year')},
  ${flag('reversal')},
  record_date TEXT CHECK (${day('record_date')}),
  payable_date TEXT CHECK (${day('payable_date')}),
  broker_id TEXT CHECK (broker_id <> ''),
  ${CHECKSUM},
  PRIMARY KEY (import_key, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE row_again (
  import_key INTEGER NOT NULL REFERENCES import_batch (entry) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line >= 1),
  sequence INTEGER NOT NULL REFERENCES holding_transaction (sequence) ON DELETE CASCADE,
  ${CHECKSUM},
  PRIMARY KEY (import_key, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX rows_again_of_entry ON row_again (sequence);
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
