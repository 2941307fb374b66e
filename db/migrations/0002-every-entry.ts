/**
 * The second format: every kind of entry, lots that the seller picked, and the five ways of choosing
 * lots with the days from which they count.
 *
 * SQLite cannot change the CHECK of a table, so the tables of accounts and transactions are made
 * anew and filled in their order; no place of a transaction is given a second time afterwards.
 *
 * Awkward case: an exchange into the same security is let in. Two securities of a book can turn out
 * to be one, and the calculation then leaves the entry out and says so.
 * Not handled here: whether an entry fits what was held on its day; the calculation says that.
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

const oneOf = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;

const METHODS = oneOf('method', ['fifo', 'lifo', 'hifo', 'lofo', 'lowest-tax']);

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
  'to_security_id',
  'to_account_id',
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
    needs: ['ratio_new', 'ratio_old', 'amount', 'to_security_id', 'percent'],
    takes: ['cash_shares'],
  },
  {
    actions: ['exchange'],
    needs: ['ratio_new', 'ratio_old', 'amount', 'to_security_id'],
    takes: ['cash_shares', 'shares', 'lot'],
  },
  { actions: ['transfer'], needs: ['to_account_id'], takes: ['shares', 'lot'] },
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

const SCHEMA = `
CREATE TABLE account_new (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  tax_deferred INTEGER NOT NULL CHECK (tax_deferred IN (0, 1)),
  method TEXT NOT NULL CHECK (${METHODS})
) STRICT;
INSERT INTO account_new (id, name, tax_deferred, method)
  SELECT id, name, tax_deferred, method FROM account ORDER BY rowid;
DROP TABLE account;
ALTER TABLE account_new RENAME TO account;

-- The method that took the place of the account's first one, from a day on.
CREATE TABLE account_method (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  valid_from TEXT NOT NULL CHECK (${day('valid_from')}),
  method TEXT NOT NULL CHECK (${METHODS}),
  PRIMARY KEY (account_id, valid_from)
) STRICT, WITHOUT ROWID;

-- What a kind of entry has not is NULL. The sequence is the order of entry and is never given twice.
CREATE TABLE holding_transaction_new (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT CHECK (sequence >= 1),
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  trade_date TEXT NOT NULL CHECK (${day('trade_date')}),
  action TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  security_id TEXT NOT NULL REFERENCES security (id),
  shares TEXT CHECK (${orNull('shares', shares('shares'))}),
  amount TEXT CHECK (${orNull('amount', money('amount'))}),
  lot TEXT CHECK (lot <> ''),
  note TEXT,
  import_batch_id TEXT REFERENCES import_batch (id),
  source_line INTEGER CHECK (source_line >= 1),
  acquired TEXT CHECK (${orNull('acquired', day('acquired'))}),
  ratio_new TEXT CHECK (${orNull('ratio_new', ratio('ratio_new'))}),
  ratio_old TEXT CHECK (${orNull('ratio_old', ratio('ratio_old'))}),
  cash_shares TEXT CHECK (${orNull('cash_shares', shares('cash_shares'))}),
  percent TEXT CHECK (${orNull('percent', percent('percent'))}),
  to_security_id TEXT REFERENCES security (id),
  to_account_id TEXT REFERENCES account (id),
  ${WHOLE},
  CHECK (acquired <= trade_date),
  CHECK (to_account_id <> account_id),
  CHECK ((import_batch_id IS NULL) = (source_line IS NULL))
) STRICT;
INSERT INTO holding_transaction_new
  (sequence, id, trade_date, action, account_id, security_id, shares, amount, lot, note,
   import_batch_id, source_line)
  SELECT sequence, id, trade_date, action, account_id, security_id, shares, amount, lot, note,
         import_batch_id, source_line
  FROM holding_transaction ORDER BY sequence;
-- The last place that was ever given, also where its row is gone.
DELETE FROM sqlite_sequence WHERE name = 'holding_transaction_new';
INSERT INTO sqlite_sequence (name, seq)
  SELECT 'holding_transaction_new', seq FROM sqlite_sequence WHERE name = 'holding_transaction';
DROP TABLE holding_transaction;
ALTER TABLE holding_transaction_new RENAME TO holding_transaction;
CREATE UNIQUE INDEX one_lot_per_name
  ON holding_transaction (account_id, lot) WHERE ${MAKES_A_LOT};
CREATE INDEX transactions_of_import
  ON holding_transaction (import_batch_id) WHERE import_batch_id IS NOT NULL;

-- The lots that the seller named for one sale, in their order. They go with the sale.
CREATE TABLE lot_pick (
  transaction_id TEXT NOT NULL REFERENCES holding_transaction (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  lot TEXT NOT NULL CHECK (lot <> ''),
  shares TEXT NOT NULL CHECK (${shares('shares')}),
  PRIMARY KEY (transaction_id, position),
  UNIQUE (transaction_id, lot)
) STRICT, WITHOUT ROWID;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
