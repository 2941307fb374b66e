/** One sound row of every table, and tables to try another in. Only tests import this. */
import { MIGRATIONS } from '../migrations/index.ts';
import { migrate } from '../migrate.ts';
import { connectToBytes, type Connection } from '../sqlite.ts';

export type Row = Record<string, string | number | Buffer | null>;

/** One sound row of every table, in an order in which they can be inserted. */
export const SOUND: Readonly<Record<string, Row>> = {
  meta: {
    only_row: 1,
    kind: 'own',
    created_at: '2026-11-23T08:15:00.000Z',
    id_prefix: '0123abcd-4567-89ab-8cde-',
  },
  account: {
    key: 1,
    id: 'a',
    name: 'Broker',
    tax_deferred: 0,
    method: 'fifo',
    return_of_capital: 'by-shares',
  },
  account_method: { account_id: 'a', valid_from: '2004-01-02', method: 'hifo' },
  security: { key: 1, id: 's', issuer: 'Juniper Court Trust', name: 'Common Shares' },
  security_identifier: {
    entry: 1,
    security_id: 's',
    kind: 'cusip',
    value: '48123A104',
    valid_from: '1998-01-02',
    valid_to: null,
  },
  document: {
    entry: 1,
    id: 'd',
    file_name: 'allocation.txt',
    sha256: '0123456789abcdef'.repeat(4),
    status: 'final',
    issuer: 'Juniper Court Trust',
    tax_year: 2001,
    published_on: '2002-01-22',
    version: 1,
    accepted_at: '2026-11-23T08:15:00Z',
    source_text: '',
  },
  document_security: {
    document_id: 'd',
    security_id: 's',
    position: 0,
    printed_name: 'Common Shares',
  },
  said_caption: {
    document_id: 'd',
    caption: 'portfolio yield',
    nth: 0,
    columns: 1,
    printed: 'Portfolio Yield',
    meaning: 'ordinary',
  },
  distribution: {
    id: 'p',
    document_id: 'd',
    security_id: 's',
    position: 0,
    declaration_date: '2001-04-20',
    record_date: '2001-05-04',
    ex_date: '2001-05-02',
    payable_date: '2001-05-18',
    amount_per_share: '0.3125',
    allocable_per_share: '0.3125',
    in_kind: 0,
    unit: 'percent',
    ordinary: '70.25',
    qualified: '0',
    capital_gain: '9.75',
    unrecaptured_1250: '0',
    section_1202: '0',
    collectibles_28: '0',
    return_of_capital: '20',
    qualified_5_year: '9.75',
    section_199a: null,
    short_term_capital_gain: null,
    post_may_5: null,
    section_897_ordinary: null,
    section_897_capital_gain: null,
    source_line: 12,
  },
  import_batch: {
    entry: 1,
    id: 'b',
    file_name: 'trades.csv',
    sha256: 'f'.repeat(64),
    imported_at: '2026-11-23T08:15:00Z',
  },
  holding_transaction: {
    sequence: 1,
    own_id: null,
    trade_date: '2000-02-29',
    action: 'buy',
    account_key: 1,
    security_key: 1,
    shares: '40.5',
    amount: '1012.50',
    lot: 'JCT/1',
    note: null,
    import_key: 1,
    source_line: 2,
    acquired: null,
    ratio_new: null,
    ratio_old: null,
    cash_shares: null,
    percent: null,
    to_security_key: null,
    to_account_key: null,
    cash: null,
    value: null,
    tax: null,
    unrecaptured_1250: null,
    section_1202: null,
    collectibles_28: null,
    last: null,
    dividend: null,
    confirmed: null,
  },
  lot_pick: { sequence: 1, position: 0, lot: 'JCT/1', shares: '0.5' },
  broker_claim: {
    import_key: 1,
    line: 3,
    account_key: 1,
    security: 'JCT',
    booked_on: '2001-05-18',
    kind: 'returnOfCapital',
    amount: '2.53',
    qualified: 0,
    reinvested: 1,
    prior_year: 0,
    reversal: 0,
    record_date: '2001-05-04',
    payable_date: '2001-05-18',
    broker_id: '4711',
  },
  row_again: { import_key: 1, line: 4, sequence: 1 },
  own_layout: {
    shape: '["tag","was"]',
    name: 'Old bank',
    headings: '["Tag","Was"]',
    columns: '["tradeDate","action"]',
    words: '{"KAUF":"buy"}',
  },
  broker_form: {
    key: 1,
    tax_year: 2001,
    account_key: 1,
    security_key: null,
    version: 1,
    received_on: '2002-02-14',
  },
  broker_form_box: { form_key: 1, form: '1099-DIV', box: '2a', amount: '62.64' },
  broker_form_sale: {
    form_key: 1,
    row: 1,
    security_key: 1,
    acquired: '2000-02-29',
    sold: '2001-12-14',
    shares: '12.5',
    proceeds: '480.00',
    basis: '312.50',
    wash_sale: '0.00',
    reporting: 'basis',
  },
  accepted_difference: {
    form_key: 1,
    form: '1099-B',
    row: 1,
    field: 'basis',
    theirs: '312.50',
    ours: '299.84',
    reason: 'The broker says that it will not correct this.',
  },
  stand_in: { tax_year: 2001, security_key: 1, account_key: 1 },
  filed_return: {
    tax_year: 2001,
    filed_on: '2002-04-12',
    whole_dollars: 0,
    broker_basis: 'adjusted',
  },
  filed_figure: { tax_year: 2001, kind: 'line', name: 'longTermSales/gain', amount: '-12.66' },
};

let empty: Buffer | undefined;

function emptyBytes(): Buffer {
  const db = connectToBytes(Buffer.alloc(0));
  try {
    migrate(db, MIGRATIONS);
    return db.serialize();
  } finally {
    db.close();
  }
}

export function emptyTables(): Connection {
  empty ??= emptyBytes();
  return connectToBytes(Buffer.from(empty));
}

export function insert(db: Connection, table: string, row: Row): void {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(
    ...Object.values(row),
  );
}

/** Tables with every sound row that the last named one needs, and that one changed. */
export function attempt(table: string, change: Row): void {
  const db = emptyTables();
  try {
    for (const [name, row] of Object.entries(SOUND)) {
      if (name === table) {
        insert(db, table, { ...row, ...change });
        return;
      }
      insert(db, name, row);
    }
    throw new TypeError(`there is no table ${table}`);
  } finally {
    db.close();
  }
}
