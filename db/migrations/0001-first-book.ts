/**
 * The first format: what the issuers published and what the holder did, nothing derived.
 *
 * Every table is STRICT. Exact decimals are TEXT in one canonical form, checked here as well as
 * where they are entered, so that a mistake anywhere else in the program cannot get into a book.
 */
import type { Connection } from '../sqlite.ts';

const digits = (count: number): string => '[0-9]'.repeat(count);

/** Text without NUL characters, at which SQLite's own string functions would stop looking. */
const whole = (column: string): string => `octet_length(${column}) = length(${column})`;

/**
 * A plain decimal that is not negative: no sign, exponent or needless leading zero, at most 18
 * digits before the point and `places` after it.
 */
const decimal = (column: string, places: number): string =>
  [
    `${column} GLOB '[0-9]*'`,
    `${column} GLOB '*[0-9]'`,
    `${column} NOT GLOB '*[^0-9.]*'`,
    `${column} NOT GLOB '*.*.*'`,
    `${column} NOT GLOB '0[0-9]*'`,
    `${column} NOT GLOB '${digits(19)}*'`,
    `${column} NOT GLOB '*.${digits(places + 1)}*'`,
    `length(${column}) <= ${18 + 1 + places}`,
    whole(column),
  ].join(' AND ');

/** Dollars with exactly two places: "63.96". */
const money = (column: string): string => `${decimal(column, 2)} AND ${column} GLOB '*.[0-9][0-9]'`;

/** Without trailing zeros: "0.5859375". */
const shortest = (column: string, places: number): string =>
  `${decimal(column, places)} AND ${column} NOT GLOB '*.*0'`;

/** Shares: more than none, to the millionth. */
const shares = (column: string): string => `${shortest(column, 6)} AND ${column} GLOB '*[1-9]*'`;

/** Dollars per share or percent, to 10^-12. */
const rate = (column: string): string => shortest(column, 12);

/** A day of the calendar from 1900 to 2199. */
const day = (column: string): string =>
  `${column} BETWEEN '1900-01-01' AND '2199-12-31' AND date(${column}) IS ${column}`;

/** An instant in UTC: "2003-01-29T15:04:05Z", with or without milliseconds. */
const instant = (column: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%SZ', ${column}) IS ${column}` +
  ` OR strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column}`;

const sha256 = (column: string): string =>
  `length(${column}) = 64 AND ${column} NOT GLOB '*[^0-9a-f]*' AND ${whole(column)}`;

const cusip = (column: string): string =>
  `length(${column}) = 9 AND ${column} NOT GLOB '*[^0-9A-Z*@#]*' AND ${whole(column)}`;

const oneOf = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;

const COMPONENT_COLUMNS = [
  'ordinary',
  'qualified',
  'capital_gain',
  'unrecaptured_1250',
  'section_1202',
  'collectibles_28',
  'return_of_capital',
];

const SUBSET_COLUMNS = [
  'qualified_5_year',
  'section_199a',
  'short_term_capital_gain',
  'post_may_5',
  'section_897_ordinary',
  'section_897_capital_gain',
];

const componentColumn = (name: string): string => `${name} TEXT NOT NULL CHECK (${rate(name)}),`;
/** NULL: the document does not state it, which is not the same as zero. */
const subsetColumn = (name: string): string => `${name} TEXT CHECK (${rate(name)}),`;

const SCHEMA = `
CREATE TABLE meta (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  kind TEXT NOT NULL CHECK (${oneOf('kind', ['sample', 'own'])}),
  created_at TEXT NOT NULL CHECK (${instant('created_at')})
) STRICT;

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  tax_deferred INTEGER NOT NULL CHECK (tax_deferred IN (0, 1)),
  method TEXT NOT NULL CHECK (${oneOf('method', ['fifo'])})
) STRICT;

CREATE TABLE security (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  issuer TEXT CHECK (issuer <> ''),
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

-- Tickers, CUSIPs and former names, each for as long as it was in use; entry order settles ties.
CREATE TABLE security_identifier (
  entry INTEGER PRIMARY KEY,
  security_id TEXT NOT NULL REFERENCES security (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (${oneOf('kind', ['symbol', 'cusip', 'name'])}),
  value TEXT NOT NULL CHECK (value <> ''),
  valid_from TEXT CHECK (${day('valid_from')}),
  valid_to TEXT CHECK (${day('valid_to')}),
  CHECK (valid_from <= valid_to),
  CHECK (kind <> 'cusip' OR (${cusip('value')}))
) STRICT;
CREATE UNIQUE INDEX one_entry_per_identifier
  ON security_identifier (security_id, kind, value, ifnull(valid_from, ''));
CREATE UNIQUE INDEX one_security_per_cusip ON security_identifier (value) WHERE kind = 'cusip';
CREATE UNIQUE INDEX one_security_per_symbol_in_use
  ON security_identifier (value) WHERE kind = 'symbol' AND valid_to IS NULL;
CREATE INDEX identifier_by_value ON security_identifier (kind, value);

-- The text comes last: the lists that leave it out need not read past it.
CREATE TABLE document (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  sha256 TEXT NOT NULL UNIQUE CHECK (${sha256('sha256')}),
  status TEXT NOT NULL CHECK (${oneOf('status', ['estimate', 'final', 'corrected'])}),
  issuer TEXT CHECK (issuer <> ''),
  tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1900 AND 2199),
  published_on TEXT CHECK (${day('published_on')}),
  version INTEGER NOT NULL CHECK (version >= 1),
  accepted_at TEXT NOT NULL CHECK (${instant('accepted_at')}),
  source_text TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_version_per_document ON document (ifnull(issuer, ''), tax_year, version);

CREATE TABLE document_security (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  security_id TEXT NOT NULL REFERENCES security (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  printed_name TEXT NOT NULL CHECK (printed_name <> ''),
  PRIMARY KEY (document_id, security_id),
  UNIQUE (document_id, position)
) STRICT;
CREATE INDEX documents_of_security ON document_security (security_id);

CREATE TABLE distribution (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  document_id TEXT NOT NULL,
  security_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  declaration_date TEXT CHECK (${day('declaration_date')}),
  record_date TEXT CHECK (${day('record_date')}),
  ex_date TEXT CHECK (${day('ex_date')}),
  payable_date TEXT NOT NULL CHECK (${day('payable_date')}),
  amount_per_share TEXT NOT NULL CHECK (${rate('amount_per_share')}),
  allocable_per_share TEXT NOT NULL CHECK (${rate('allocable_per_share')}),
  in_kind INTEGER NOT NULL CHECK (in_kind IN (0, 1)),
  unit TEXT NOT NULL CHECK (${oneOf('unit', ['percent', 'usd'])}),
  ${COMPONENT_COLUMNS.map(componentColumn).join('\n  ')}
  ${SUBSET_COLUMNS.map(subsetColumn).join('\n  ')}
  source_line INTEGER CHECK (source_line >= 1),
  FOREIGN KEY (document_id, security_id)
    REFERENCES document_security (document_id, security_id) ON DELETE CASCADE,
  UNIQUE (document_id, security_id, position)
) STRICT;

CREATE TABLE import_batch (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  sha256 TEXT NOT NULL CHECK (${sha256('sha256')}),
  imported_at TEXT NOT NULL CHECK (${instant('imported_at')})
) STRICT;

-- The sequence is the order of entry and is never given twice: a row that was removed can return to
-- its place among those of its day.
CREATE TABLE holding_transaction (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT CHECK (sequence >= 1),
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  trade_date TEXT NOT NULL CHECK (${day('trade_date')}),
  action TEXT NOT NULL CHECK (${oneOf('action', ['buy', 'reinvest', 'sell'])}),
  account_id TEXT NOT NULL REFERENCES account (id),
  security_id TEXT NOT NULL REFERENCES security (id),
  shares TEXT NOT NULL CHECK (${shares('shares')}),
  amount TEXT NOT NULL CHECK (${money('amount')}),
  lot TEXT CHECK (lot <> ''),
  note TEXT,
  import_batch_id TEXT REFERENCES import_batch (id),
  source_line INTEGER CHECK (source_line >= 1),
  CHECK (lot IS NOT NULL OR action = 'sell'),
  CHECK ((import_batch_id IS NULL) = (source_line IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_lot_per_name
  ON holding_transaction (account_id, lot) WHERE action IN ('buy', 'reinvest');
CREATE INDEX transactions_of_import
  ON holding_transaction (import_batch_id) WHERE import_batch_id IS NOT NULL;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
