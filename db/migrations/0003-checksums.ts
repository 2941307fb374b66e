/**
 * The third format: a checksum in every record, and entries in less than half of the room.
 *
 * Every record has a checksum over what it says, and every table a tally of its records
 * (`db/record-sums.ts` makes both, and fills them after the last step). An entry refers to its account,
 * its security and its import by number. It has no id of its own: its id is the book's prefix and its
 * place. An entry of an older format keeps the id that it had; one that is a UUID takes 16 bytes.
 *
 * Awkward case: an id of an older book that is no UUID, which only a test or a tool can have made. It
 * stays as it is, as text.
 * Not handled here: room that becomes free; an upgrade gives it back afterwards.
 */
import type { Connection } from '../sqlite.ts';

const digits = (count: number): string => '[0-9]'.repeat(count);

/** A plain decimal as the first format has it: at most 18 digits before the point, `places` after it. */
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
    `octet_length(${column}) = length(${column})`,
  ].join(' AND ');

/** Dollars with exactly two places: "63.96". */
const money = (column: string): string => `${decimal(column, 2)} AND ${column} GLOB '*.[0-9][0-9]'`;

/** Without trailing zeros: "0.5859375". */
const shortest = (column: string, places: number): string =>
  `${decimal(column, places)} AND ${column} NOT GLOB '*.*0'`;

const aboveZero = (column: string): string => `${column} GLOB '*[1-9]*'`;

/** Shares: more than none, to the millionth. */
const shares = (column: string): string => `${shortest(column, 6)} AND ${aboveZero(column)}`;

/** One side of a ratio: more than none, to 10^-12. */
const ratio = (column: string): string => `${shortest(column, 12)} AND ${aboveZero(column)}`;

/** From 0 to 100, to 10^-12. */
const percent = (column: string): string =>
  `${shortest(column, 12)} AND (${column} = '100' OR ${column} NOT GLOB '${digits(3)}*')`;

/** A day of the calendar from 1900 to 2199. */
const day = (column: string): string =>
  `${column} BETWEEN '1900-01-01' AND '2199-12-31' AND date(${column}) IS ${column}`;

const METHODS = ['fifo', 'lifo', 'hifo', 'lofo', 'lowest-tax']
  .map((method) => `'${method}'`)
  .join(', ');

/** An instant in UTC: "2003-01-29T15:04:05Z", with or without milliseconds. */
const instant = (column: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%SZ', ${column}) IS ${column}` +
  ` OR strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column}`;

/** The largest number that SQLite keeps in six bytes. */
const SIX_BYTES = 2 ** 47 - 1;

const CHECKSUM = `checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${SIX_BYTES})`;

const hex = (count: number): string => '[0-9a-f]'.repeat(count);

/** A UUID as this program writes it. */
const UUID = [8, 4, 4, 4, 12].map(hex).join('-');

/** What stands before the place in the ids of a book's entries: a UUID of version 8 without its end. */
const ID_PREFIX = `${hex(8)}-${hex(4)}-8${hex(3)}-[89ab]${hex(3)}-`;
const RANDOM_PREFIX = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-8' ||
    substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + abs(random() % 4), 1) ||
    substr(hex(randomblob(2)), 2) || '-')`;

/** An id that does not follow from the entry's place: 16 bytes of a UUID, or a text that is none. */
const OWN_ID = `own_id IS NULL
    OR (typeof(own_id) = 'blob' AND length(own_id) = 16)
    OR (typeof(own_id) = 'text' AND own_id <> '' AND own_id NOT GLOB '${UUID}')`;

const ACQUISITIONS = ['buy', 'reinvest', 'stock-dividend', 'in-kind', 'gift-received', 'inherit'];
/**
 * As `oneOf`, for conditions that each new row is held against: for a list of more than two, SQLite
 * would build a table of its own at every row.
 */
const either = (column: string, values: readonly string[]): string =>
  values.map((value) => `${column} = '${value}'`).join(' OR ');

/** Columns that some kinds of entry have and others have not. */
const OWN_COLUMNS = [
  'shares',
  'amount',
  'lot',
  'acquired',
  'ratio_new',
  'ratio_old',
  'cash_shares',
  'percent',
  'to_security_key',
  'to_account_key',
] as const;
type OwnColumn = (typeof OWN_COLUMNS)[number];

/** Actions, the columns that they need, and those that they may have besides. */
const KINDS: readonly {
  readonly actions: readonly string[];
  readonly needs: readonly OwnColumn[];
  readonly takes: readonly OwnColumn[];
}[] = [
  { actions: ACQUISITIONS, needs: ['shares', 'amount', 'lot'], takes: ['acquired'] },
  { actions: ['sell', 'redeem'], needs: ['shares', 'amount'], takes: ['lot'] },
  { actions: ['gift'], needs: ['shares'], takes: ['lot'] },
  { actions: ['split'], needs: ['ratio_new', 'ratio_old', 'amount'], takes: ['cash_shares'] },
  {
    actions: ['spin-off'],
    needs: ['ratio_new', 'ratio_old', 'amount', 'to_security_key', 'percent'],
    takes: ['cash_shares'],
  },
  {
    actions: ['exchange'],
    needs: ['ratio_new', 'ratio_old', 'amount', 'to_security_key'],
    takes: ['cash_shares', 'shares', 'lot'],
  },
  { actions: ['transfer'], needs: ['to_account_key'], takes: ['shares', 'lot'] },
  { actions: ['dividend'], needs: ['amount'], takes: [] },
];

const WHOLE = `CHECK (CASE
    ${KINDS.map(({ actions, needs, takes }) => {
      const not = OWN_COLUMNS.filter((each) => !needs.includes(each) && !takes.includes(each));
      const all = [
        ...needs.map((column) => `${column} IS NOT NULL`),
        ...not.map((column) => `${column} IS NULL`),
      ];
      return `WHEN ${either('action', actions)}\n      THEN ${all.join(' AND ')}`;
    }).join('\n    ')}
    ELSE 0 END)`;

const MAKES_A_LOT = either('action', ACQUISITIONS);

/** The condition, where there is a value at all. */
const orNull = (column: string, condition: string): string => `${column} IS NULL OR (${condition})`;

/** Tables that stay as they are, but for the checksum. */
const KEPT = [
  'account_method',
  'security_identifier',
  'document',
  'document_security',
  'distribution',
  'import_batch',
];

const SCHEMA = `
CREATE TABLE meta_new (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  kind TEXT NOT NULL CHECK (kind IN ('sample', 'own')),
  created_at TEXT NOT NULL CHECK (${instant('created_at')}),
  id_prefix TEXT NOT NULL DEFAULT (${RANDOM_PREFIX}) CHECK (id_prefix GLOB '${ID_PREFIX}'),
  ${CHECKSUM}
) STRICT;
INSERT INTO meta_new (only_row, kind, created_at) SELECT only_row, kind, created_at FROM meta;
DROP TABLE meta;
ALTER TABLE meta_new RENAME TO meta;

-- How many records each table has, and their checksums together; and the last place that it gave.
CREATE TABLE tally (
  name TEXT NOT NULL PRIMARY KEY,
  records INTEGER NOT NULL CHECK (records >= 0),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND ${SIX_BYTES}),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

${KEPT.map((table) => `ALTER TABLE ${table} ADD COLUMN ${CHECKSUM};`).join('\n')}

-- Keys are numbers for this file alone: what is said of an account elsewhere is said of its id.
CREATE TABLE account_new (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  tax_deferred INTEGER NOT NULL CHECK (tax_deferred IN (0, 1)),
  method TEXT NOT NULL CHECK (method IN (${METHODS})),
  return_of_capital TEXT NOT NULL CHECK (return_of_capital IN ('by-shares', 'earliest-first')),
  ${CHECKSUM}
) STRICT;
INSERT INTO account_new (id, name, tax_deferred, method, return_of_capital)
  SELECT id, name, tax_deferred, method, return_of_capital FROM account ORDER BY rowid;
DROP TABLE account;
ALTER TABLE account_new RENAME TO account;

CREATE TABLE security_new (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  issuer TEXT CHECK (issuer <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  ${CHECKSUM}
) STRICT;
INSERT INTO security_new (id, issuer, name) SELECT id, issuer, name FROM security ORDER BY rowid;
DROP TABLE security;
ALTER TABLE security_new RENAME TO security;

-- What a kind of entry has not is NULL. The sequence is the order of entry and is never given twice;
-- it is the end of the id, which has 12 hexadecimal digits for it.
CREATE TABLE holding_transaction_new (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT CHECK (sequence BETWEEN 1 AND ${2 ** 48 - 1}),
  own_id ANY CHECK (${OWN_ID}),
  trade_date TEXT NOT NULL CHECK (${day('trade_date')}),
  action TEXT NOT NULL,
  account_key INTEGER NOT NULL REFERENCES account (key),
  security_key INTEGER NOT NULL REFERENCES security (key),
  shares TEXT CHECK (${orNull('shares', shares('shares'))}),
  amount TEXT CHECK (${orNull('amount', money('amount'))}),
  lot TEXT CHECK (lot <> ''),
  note TEXT,
  import_key INTEGER REFERENCES import_batch (entry),
  source_line INTEGER CHECK (source_line >= 1),
  acquired TEXT CHECK (${orNull('acquired', day('acquired'))}),
  ratio_new TEXT CHECK (${orNull('ratio_new', ratio('ratio_new'))}),
  ratio_old TEXT CHECK (${orNull('ratio_old', ratio('ratio_old'))}),
  cash_shares TEXT CHECK (${orNull('cash_shares', shares('cash_shares'))}),
  percent TEXT CHECK (${orNull('percent', percent('percent'))}),
  to_security_key INTEGER REFERENCES security (key),
  to_account_key INTEGER REFERENCES account (key),
  ${CHECKSUM},
  ${WHOLE},
  CHECK (acquired <= trade_date),
  CHECK (to_account_key <> account_key),
  CHECK ((import_key IS NULL) = (source_line IS NULL))
) STRICT;
INSERT INTO holding_transaction_new
  (sequence, own_id, trade_date, action, account_key, security_key, shares, amount, lot, note,
   import_key, source_line, acquired, ratio_new, ratio_old, cash_shares, percent, to_security_key,
   to_account_key)
  SELECT sequence, CASE WHEN id GLOB '${UUID}' THEN unhex(replace(id, '-', '')) ELSE id END,
         trade_date, action,
         (SELECT key FROM account WHERE account.id = account_id),
         (SELECT key FROM security WHERE security.id = security_id),
         shares, amount, lot, note,
         (SELECT entry FROM import_batch WHERE import_batch.id = import_batch_id),
         source_line, acquired, ratio_new, ratio_old, cash_shares, percent,
         (SELECT key FROM security WHERE security.id = to_security_id),
         (SELECT key FROM account WHERE account.id = to_account_id)
  FROM holding_transaction ORDER BY sequence;

-- The lots that the seller named for one sale, in their order. They go with the sale.
CREATE TABLE lot_pick_new (
  sequence INTEGER NOT NULL REFERENCES holding_transaction (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  lot TEXT NOT NULL CHECK (lot <> ''),
  shares TEXT NOT NULL CHECK (${shares('shares')}),
  ${CHECKSUM},
  PRIMARY KEY (sequence, position),
  UNIQUE (sequence, lot)
) STRICT, WITHOUT ROWID;
INSERT INTO lot_pick_new (sequence, position, lot, shares)
  SELECT t.sequence, p.position, p.lot, p.shares
  FROM lot_pick p JOIN holding_transaction t ON t.id = p.transaction_id
  ORDER BY t.sequence, p.position;
DROP TABLE lot_pick;

-- The last place that was ever given, also where its row is gone.
DELETE FROM sqlite_sequence WHERE name = 'holding_transaction_new';
INSERT INTO sqlite_sequence (name, seq)
  SELECT 'holding_transaction_new', seq FROM sqlite_sequence WHERE name = 'holding_transaction';
DROP TABLE holding_transaction;
ALTER TABLE holding_transaction_new RENAME TO holding_transaction;
ALTER TABLE lot_pick_new RENAME TO lot_pick;
CREATE UNIQUE INDEX one_lot_per_name
  ON holding_transaction (account_key, lot) WHERE ${MAKES_A_LOT};
CREATE UNIQUE INDEX one_entry_per_own_id
  ON holding_transaction (own_id) WHERE own_id IS NOT NULL;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
