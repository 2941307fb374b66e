/**
 * The seventh format: what the rest of the law asks of an entry, and shares to the hundred-millionth.
 *
 * An exchange can have cash besides the new shares, and the value of one of them; a gift and a
 * reinvestment the value of all shares; and there is room for liquidating distributions, gain that a trust
 * kept, the basis of a lot from a day on, years in which nothing was returned, and average basis.
 *
 * SQLite cannot change the CHECK of a table, so the tables of entries and of picked lots are made anew and
 * filled in their order; no place of an entry is given a second time afterwards.
 *
 * Awkward case: the value of an exchange is of one share and has up to 12 places; of a gift and of a
 * reinvestment it is of all of them and in cents. They stand in one column, as in a file.
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

/** Shares: more than none, to the hundred-millionth. */
const shares = (column: string): string => `${shortest(column, 8)} AND ${aboveZero(column)}`;

/** One side of a ratio: more than none, to 10^-12. */
const ratio = (column: string): string => `${shortest(column, 12)} AND ${aboveZero(column)}`;

/** From 0 to 100, to 10^-12. */
const percent = (column: string): string =>
  `${shortest(column, 12)} AND (${column} = '100' OR ${column} NOT GLOB '${digits(3)}*')`;

/** Dollars per share, to 10^-12. */
const rate = (column: string): string => shortest(column, 12);

/** A day of the calendar from 1900 to 2199. */
const day = (column: string): string =>
  `${column} BETWEEN '1900-01-01' AND '2199-12-31' AND date(${column}) IS ${column}`;

/** The largest number that SQLite keeps in six bytes. */
const SIX_BYTES = 2 ** 47 - 1;

const CHECKSUM = `checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${SIX_BYTES})`;

const hex = (count: number): string => '[0-9a-f]'.repeat(count);

/** A UUID as this program writes it. */
const UUID = [8, 4, 4, 4, 12].map(hex).join('-');

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
  'cash',
  'value',
  'tax',
  'unrecaptured_1250',
  'section_1202',
  'collectibles_28',
  'last',
] as const;
type OwnColumn = (typeof OWN_COLUMNS)[number];

/** Actions, the columns that they need, and those that they may have besides. */
const KINDS: readonly {
  readonly actions: readonly string[];
  readonly needs: readonly OwnColumn[];
  readonly takes: readonly OwnColumn[];
}[] = [
  {
    actions: ['buy', 'stock-dividend', 'in-kind', 'inherit'],
    needs: ['shares', 'amount', 'lot'],
    takes: ['acquired'],
  },
  {
    actions: ['reinvest', 'gift-received'],
    needs: ['shares', 'amount', 'lot'],
    takes: ['acquired', 'value'],
  },
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
    takes: ['cash_shares', 'shares', 'lot', 'cash', 'value'],
  },
  { actions: ['transfer'], needs: ['to_account_key'], takes: ['shares', 'lot'] },
  { actions: ['dividend'], needs: ['amount'], takes: [] },
  {
    actions: ['liquidation'],
    needs: ['amount'],
    takes: ['to_security_key', 'shares', 'lot', 'last'],
  },
  {
    actions: ['undistributed-gain'],
    needs: ['amount', 'tax'],
    takes: ['unrecaptured_1250', 'section_1202', 'collectibles_28'],
  },
  { actions: ['opening-basis'], needs: ['lot', 'amount'], takes: [] },
  { actions: ['nothing-returned'], needs: [], takes: [] },
  // From a day on, or with `last` until then; `acquired`: of shares that were acquired since.
  { actions: ['average-basis'], needs: [], takes: ['acquired', 'last'] },
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

/** Of one share where it is an exchange's, else of all of them. */
const VALUE = `CASE action WHEN 'exchange' THEN ${rate('value')} ELSE ${money('value')} END`;

const KEPT = `sequence, own_id, trade_date, action, account_key, security_key, shares, amount, lot, note,
  import_key, source_line, acquired, ratio_new, ratio_old, cash_shares, percent, to_security_key,
  to_account_key`;

const SCHEMA = `
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
  cash TEXT CHECK (${orNull('cash', rate('cash'))}),
  value TEXT CHECK (${orNull('value', VALUE)}),
  tax TEXT CHECK (${orNull('tax', money('tax'))}),
  unrecaptured_1250 TEXT CHECK (${orNull('unrecaptured_1250', money('unrecaptured_1250'))}),
  section_1202 TEXT CHECK (${orNull('section_1202', money('section_1202'))}),
  collectibles_28 TEXT CHECK (${orNull('collectibles_28', money('collectibles_28'))}),
  last INTEGER CHECK (last = 1),
  ${CHECKSUM},
  ${WHOLE},
  CHECK (acquired <= trade_date),
  CHECK (to_account_key <> account_key),
  CHECK ((import_key IS NULL) = (source_line IS NULL))
) STRICT;
INSERT INTO holding_transaction_new (${KEPT})
  SELECT ${KEPT} FROM holding_transaction ORDER BY sequence;

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
  SELECT sequence, position, lot, shares FROM lot_pick ORDER BY sequence, position;
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
