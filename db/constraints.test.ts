/** What the tables themselves refuse, whatever the program around them does. */
import { describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import {
  ACTIONS,
  actionsThat,
  kindOf,
  makesLot,
  paysFractions,
  type Action,
  type EntryPart,
} from '../tax/facts/entry-kinds.ts';
import type { Connection } from './sqlite.ts';
import { attempt, emptyTables, insert, SOUND, type Row } from './testing/sound-rows.ts';

const NOT_DECIMALS = [
  '',
  ' ',
  '-1.00',
  '+1.00',
  '1e3',
  '1E3.00',
  '0x10',
  '1,000.00',
  '1.00 ',
  ' 1.00',
  '.50',
  '5.',
  '1.0.0',
  '01.00',
  '٣.00',
  'NaN',
  'Infinity',
  '1.00\0',
  '1\0.00',
  `${'9'.repeat(19)}.00`,
];
const NOT_MONEY = [...NOT_DECIMALS, '1', '1.0', '1.000', '0.005', '-0.01'];
const NOT_SHARES = [...NOT_DECIMALS, '0', '0.000000001', '1.50', '1.0', '-1', '9'.repeat(19)];
const NOT_RATES = [...NOT_DECIMALS, '0.0000000000001', '1.50', '1.0', '-1', '9'.repeat(19)];
const NOT_DAYS = [
  '',
  '2001-02-29',
  '2001-02-31',
  '2001-13-01',
  '2001-00-10',
  '1899-12-31',
  '2200-01-01',
  '2001-1-1',
  '20010101',
  '02/03/2001',
  '2001-01-01T00:00:00Z',
  '2001-01-01\0',
  'now',
  '2451545',
];
const NOT_INSTANTS = ['', 'now', '2001-01-01', '2001-01-01T25:00:00Z', '2001-01-01T00:00:00'];
const NOT_DIGESTS = ['', 'f'.repeat(63), 'f'.repeat(65), 'F'.repeat(64), `${'f'.repeat(63)}\0`];

/** Kinds, and columns of kinds, for which the tables have room and which the calculation has not yet. */
const COMING: Readonly<Partial<Record<Action | Coming, readonly string[]>>> = {
  reinvest: ['value'],
  'average-basis': [],
};
type Coming = 'average-basis';

/** Table and column, and what it refuses. */
const REFUSED: readonly (readonly [string, string, readonly Row[string][]])[] = [
  ['meta', 'only_row', [2]],
  ['meta', 'kind', ['other', null]],
  ['meta', 'created_at', [...NOT_INSTANTS, null]],
  ['meta', 'id_prefix', ['', '0123abcd-4567-49ab-8cde-', '0123ABCD-4567-89ab-8cde-', null]],
  ['account', 'id', ['', null]],
  ['account', 'name', ['', null]],
  ['account', 'tax_deferred', [2, -1, 'yes', null]],
  ['account', 'method', ['average', 'FIFO', null]],
  ['account', 'return_of_capital', ['latest-first', '', null]],
  ['account_method', 'account_id', ['nobody', null]],
  ['account_method', 'valid_from', [...NOT_DAYS, null]],
  ['account_method', 'method', ['average', 'FIFO', null]],
  ['security', 'id', ['', null]],
  ['security', 'issuer', ['']],
  ['security', 'name', ['', null]],
  ['security_identifier', 'security_id', ['nobody', null]],
  ['security_identifier', 'kind', ['isin', null]],
  ['security_identifier', 'value', ['', '48123A10', '48123a104', '48123-A10', '48123A104X', null]],
  ['security_identifier', 'valid_from', NOT_DAYS],
  ['security_identifier', 'valid_to', [...NOT_DAYS, '1998-01-01']],
  ['document', 'id', ['', null]],
  ['document', 'file_name', ['', null]],
  ['document', 'sha256', [...NOT_DIGESTS, null]],
  ['document', 'status', ['draft', null]],
  ['document', 'issuer', ['']],
  ['document', 'tax_year', [1899, 2200, 2001.5, 'last', null]],
  ['document', 'published_on', NOT_DAYS],
  ['document', 'version', [0, -1, null]],
  ['document', 'accepted_at', [...NOT_INSTANTS, null]],
  ['document', 'source_text', [null]],
  ['document_security', 'document_id', ['nobody', null]],
  ['document_security', 'security_id', ['nobody', null]],
  ['document_security', 'position', [-1, null]],
  ['document_security', 'printed_name', ['', null]],
  ['said_caption', 'document_id', ['nobody', null]],
  ['said_caption', 'caption', ['', null]],
  ['said_caption', 'nth', [-1, 1, null]],
  ['said_caption', 'columns', [0, null]],
  ['said_caption', 'printed', ['', null]],
  ['said_caption', 'meaning', ['', null]],
  ['distribution', 'id', ['', null]],
  ['distribution', 'document_id', ['nobody', null]],
  ['distribution', 'security_id', ['nobody', null]],
  ['distribution', 'position', [-1, null]],
  ['distribution', 'declaration_date', NOT_DAYS],
  ['distribution', 'record_date', NOT_DAYS],
  ['distribution', 'ex_date', NOT_DAYS],
  ['distribution', 'payable_date', [...NOT_DAYS, null]],
  ['distribution', 'amount_per_share', [...NOT_RATES, null]],
  ['distribution', 'allocable_per_share', [...NOT_RATES, null]],
  ['distribution', 'in_kind', [2, 'no', null]],
  ['distribution', 'unit', ['eur', null]],
  ['distribution', 'ordinary', [...NOT_RATES, null]],
  ['distribution', 'qualified', [...NOT_RATES, null]],
  ['distribution', 'capital_gain', [...NOT_RATES, null]],
  ['distribution', 'unrecaptured_1250', [...NOT_RATES, null]],
  ['distribution', 'section_1202', [...NOT_RATES, null]],
  ['distribution', 'collectibles_28', [...NOT_RATES, null]],
  ['distribution', 'return_of_capital', [...NOT_RATES, null]],
  ['distribution', 'qualified_5_year', NOT_RATES],
  ['distribution', 'section_199a', NOT_RATES],
  ['distribution', 'short_term_capital_gain', NOT_RATES],
  ['distribution', 'post_may_5', NOT_RATES],
  ['distribution', 'section_897_ordinary', NOT_RATES],
  ['distribution', 'section_897_capital_gain', NOT_RATES],
  ['distribution', 'source_line', [0, -1, 1.5]],
  ['import_batch', 'id', ['', null]],
  ['import_batch', 'file_name', ['', null]],
  ['import_batch', 'sha256', [...NOT_DIGESTS, null]],
  ['import_batch', 'imported_at', [...NOT_INSTANTS, null]],
  ['holding_transaction', 'sequence', [0, -1, 2 ** 48]],
  [
    'holding_transaction',
    'own_id',
    ['', 7, '0123abcd-4567-49ab-8cde-0123456789ab', Buffer.alloc(15), Buffer.alloc(17)],
  ],
  ['holding_transaction', 'trade_date', [...NOT_DAYS, null]],
  ['holding_transaction', 'action', ['spinoff', 'BUY', null]],
  ['holding_transaction', 'account_key', ['nobody', 7, null]],
  ['holding_transaction', 'security_key', ['nobody', 7, null]],
  ['holding_transaction', 'shares', [...NOT_SHARES, null]],
  ['holding_transaction', 'amount', [...NOT_MONEY, null]],
  ['holding_transaction', 'lot', ['', null]],
  ['holding_transaction', 'import_key', ['nobody', 7, null]],
  ['holding_transaction', 'source_line', [0, -1, null]],
  // Of a purchase; what other kinds refuse is below.
  ['holding_transaction', 'acquired', [...NOT_DAYS, '2000-03-01']],
  ['holding_transaction', 'ratio_new', ['2']],
  ['holding_transaction', 'ratio_old', ['1']],
  ['holding_transaction', 'cash_shares', ['0.5']],
  ['holding_transaction', 'percent', ['12.5']],
  ['holding_transaction', 'to_security_key', [1]],
  ['holding_transaction', 'to_account_key', [1]],
  ['holding_transaction', 'cash', ['1']],
  ['holding_transaction', 'value', ['25.00']],
  ['holding_transaction', 'tax', ['1.00']],
  ['holding_transaction', 'unrecaptured_1250', ['1.00']],
  ['holding_transaction', 'section_1202', ['1.00']],
  ['holding_transaction', 'collectibles_28', ['1.00']],
  ['holding_transaction', 'last', [1]],
  ['lot_pick', 'sequence', ['nobody', 7, null]],
  ['lot_pick', 'position', [-1, null]],
  ['lot_pick', 'lot', ['', null]],
  ['lot_pick', 'shares', [...NOT_SHARES, null]],
];

test('the sound rows are accepted', () => {
  const db = emptyTables();
  for (const [table, row] of Object.entries(SOUND)) insert(db, table, row);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
});

describe('a wrong value is refused', () => {
  test.each(REFUSED)('%s.%s', (table, column, values) => {
    for (const value of values) {
      let error: unknown;
      try {
        attempt(table, { [column]: value });
      } catch (thrown) {
        error = thrown;
      }
      const shown = `${table}.${column} = ${JSON.stringify(value)}`;
      expect(error, shown).toBeInstanceOf(Database.SqliteError);
      expect(String(error), shown).toMatch(/constraint|datatype mismatch|cannot store/);
    }
  });

  test('every column of every table is among them, or can hold anything of its type', () => {
    const db = emptyTables();
    const columns = Object.keys(SOUND).flatMap((table) =>
      (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => [table, name]),
    );
    db.close();
    const listed = new Set(REFUSED.map(([table, column]) => `${table}.${column}`));
    const free = columns.map((each) => each.join('.')).filter((each) => !listed.has(each));
    expect(new Set(free)).toEqual(
      new Set([
        ...Object.keys(SOUND).map((table) => `${table}.checksum`),
        'account.key',
        'security.key',
        'security_identifier.entry',
        'document.entry',
        'import_batch.entry',
        'holding_transaction.note',
      ]),
    );
  });
});

describe('every kind of entry has what belongs to it, and nothing else', () => {
  const open: Row = {
    ...SOUND['holding_transaction'],
    shares: null,
    amount: null,
    lot: null,
    import_key: null,
    source_line: null,
  };
  const ratio: Row = { ratio_new: '2', ratio_old: '1', amount: '0.00' };
  /** What each must have, and what it may have besides. */
  const kinds: Readonly<Record<Action | Coming, { readonly needs: Row; readonly takes: Row }>> = {
    buy: acquisition(),
    reinvest: acquisition({ value: '26.00' }),
    'stock-dividend': acquisition(),
    'in-kind': acquisition(),
    'gift-received': acquisition({ value: '20.00' }),
    inherit: acquisition(),
    sell: { needs: { shares: '1', amount: '25.00' }, takes: { lot: 'JCT/1' } },
    redeem: { needs: { shares: '1', amount: '25.00' }, takes: { lot: 'JCT/1' } },
    gift: { needs: { shares: '1' }, takes: { lot: 'JCT/1' } },
    split: { needs: ratio, takes: { cash_shares: '0.5' } },
    'spin-off': {
      needs: { ...ratio, to_security_key: 2, percent: '100' },
      takes: { cash_shares: '0.5' },
    },
    exchange: {
      needs: { ...ratio, to_security_key: 2 },
      takes: { cash_shares: '0.5', shares: '1', lot: 'JCT/1', cash: '0.125', value: '18.0001' },
    },
    transfer: { needs: { to_account_key: 2 }, takes: { shares: '1', lot: 'JCT/1' } },
    dividend: { needs: { amount: '82.00' }, takes: {} },
    liquidation: {
      needs: { amount: '30.00' },
      takes: { to_security_key: 2, shares: '1', lot: 'JCT/1', last: 1 },
    },
    'undistributed-gain': {
      needs: { amount: '100.00', tax: '21.00' },
      takes: { unrecaptured_1250: '5.00', section_1202: '0.00', collectibles_28: '1.00' },
    },
    'opening-basis': { needs: { lot: 'JCT/1', amount: '25.00' }, takes: {} },
    'nothing-returned': { needs: {}, takes: {} },
    'average-basis': { needs: {}, takes: { acquired: '1994-02-28', last: 1 } },
  };
  const anything: Row = {
    shares: '1',
    amount: '25.00',
    lot: 'other',
    acquired: '1994-02-28',
    ratio_new: '2',
    ratio_old: '1',
    cash_shares: '0.5',
    percent: '12.5',
    to_security_key: 2,
    to_account_key: 2,
    cash: '1',
    value: '25.00',
    tax: '1.00',
    unrecaptured_1250: '1.00',
    section_1202: '1.00',
    collectibles_28: '1.00',
    last: 1,
  };

  function acquisition(more: Row = {}) {
    const needs = { shares: '1', amount: '25.00', lot: 'JCT/1' };
    return { needs, takes: { acquired: '1994-02-28', ...more } };
  }

  /** A book with two accounts and two securities. */
  function twoOfEach(): Connection {
    const db = emptyTables();
    for (const key of [1, 2]) {
      const id = `n${key}`;
      insert(db, 'account', { ...SOUND['account'], key, id, name: id });
      insert(db, 'security', { key, id, issuer: null, name: id });
    }
    return db;
  }

  test.each(Object.entries(kinds))('%s', (action, { needs, takes }) => {
    const db = twoOfEach();
    const attempt = (change: Row): unknown => {
      try {
        insert(db, 'holding_transaction', { ...open, ...change, action });
        db.exec('DELETE FROM holding_transaction');
        return undefined;
      } catch (error) {
        return error;
      }
    };
    expect(attempt(needs)).toBeUndefined();
    expect(attempt({ ...needs, ...takes })).toBeUndefined();
    for (const column of Object.keys(needs)) {
      expect(String(attempt({ ...needs, [column]: null })), column).toMatch(/CHECK/);
    }
    for (const [column, value] of Object.entries(anything)) {
      if (Object.hasOwn(needs, column) || Object.hasOwn(takes, column)) continue;
      expect(String(attempt({ ...needs, [column]: value })), column).toMatch(/CHECK/);
    }
    db.close();
  });

  test('the kinds are those of the calculation', () => {
    const all = new Set<string>([...ACTIONS, ...Object.keys(COMING)]);
    expect(Object.keys(kinds).toSorted()).toEqual([...all].toSorted());
  });

  /** The columns of the newest tables in which a part of an entry stands. */
  function columnsOf(action: Action, part: EntryPart): readonly string[] {
    if (part === 'ratio') return ['ratio_new', 'ratio_old'];
    if (part === 'to')
      return [kindOf(action).to === 'account' ? 'to_account_key' : 'to_security_key'];
    // Picked lots stand in a table of their own.
    if (part === 'picks') return [];
    return [OTHER_NAMES[part] ?? part];
  }

  const OTHER_NAMES: Readonly<Partial<Record<EntryPart, string>>> = {
    cashShares: 'cash_shares',
    valuePerShare: 'value',
    unrecaptured1250: 'unrecaptured_1250',
    section1202: 'section_1202',
    collectibles28: 'collectibles_28',
  };

  test.each(ACTIONS)('%s: the newest tables have what the table of kinds says', (action) => {
    const { needs, takes } = kindOf(action);
    // In the book every lot has a name, and where no fraction was left its cash is zero.
    const always: readonly EntryPart[] = [
      ...(makesLot(action) ? (['lot'] as const) : []),
      ...(paysFractions(action) ? (['amount'] as const) : []),
    ];
    const needed = new Set([...(Object.keys(needs) as EntryPart[]), ...always]);
    const possible = takes.filter((part) => !needed.has(part));
    const columns = (parts: Iterable<EntryPart>, coming: readonly string[] = []) =>
      [...[...parts].flatMap((part) => columnsOf(action, part)), ...coming].toSorted();
    expect(Object.keys(kinds[action].needs).toSorted()).toEqual(columns(needed));
    expect(Object.keys(kinds[action].takes).toSorted()).toEqual(columns(possible, COMING[action]));
  });

  test.each<readonly [Action | Coming, string, readonly Row[string][]]>([
    ['split', 'ratio_new', [...NOT_RATES, '0', '0.0']],
    ['split', 'ratio_old', [...NOT_RATES, '0', '0.0']],
    ['split', 'cash_shares', NOT_SHARES],
    ['split', 'amount', NOT_MONEY],
    ['spin-off', 'percent', [...NOT_RATES, '100.000000000001', '101', '1000']],
    ['spin-off', 'to_security_key', ['nothing', 7]],
    ['exchange', 'shares', NOT_SHARES],
    ['exchange', 'to_security_key', ['nothing', 7]],
    ['transfer', 'to_account_key', ['nobody', 7, 1]],
    ['transfer', 'lot', ['']],
    ['gift-received', 'acquired', [...NOT_DAYS, '2000-03-01']],
    ['gift-received', 'value', NOT_MONEY],
    ['reinvest', 'value', NOT_MONEY],
    ['exchange', 'cash', NOT_RATES],
    ['exchange', 'value', NOT_RATES],
    ['undistributed-gain', 'tax', NOT_MONEY],
    ['undistributed-gain', 'unrecaptured_1250', NOT_MONEY],
    ['undistributed-gain', 'section_1202', NOT_MONEY],
    ['undistributed-gain', 'collectibles_28', NOT_MONEY],
    ['liquidation', 'last', [0, 2, 'yes']],
  ])('a %s with a wrong %s is refused', (action, column, values) => {
    const db = twoOfEach();
    const row = { ...open, ...kinds[action].needs, ...kinds[action].takes, action };
    for (const value of values) {
      const wrong = { ...row, [column]: value };
      expect(() => insert(db, 'holding_transaction', wrong), String(value)).toThrow(
        /constraint|cannot store/,
      );
    }
    insert(db, 'holding_transaction', row);
    db.close();
  });
});

describe('what there can be one of, there is one of', () => {
  const again: Readonly<Record<string, readonly [string, Row]>> = {
    'the book itself': ['meta', {}],
    'an account of a name': ['account', { key: 2, id: 'other' }],
    'an account of an id': ['account', { key: 2, name: 'other' }],
    'a security of an id': ['security', { key: 2 }],
    'a method from a day on': ['account_method', { method: 'lifo' }],
    'a picked lot in a place': ['lot_pick', { lot: 'JCT/2' }],
    'a lot among those that were picked': ['lot_pick', { position: 1 }],
    'a CUSIP': ['security_identifier', { entry: 2, security_id: 's', valid_from: null }],
    'a text of a document': ['document', { entry: 2, id: 'other', version: 2 }],
    'a version of a document': ['document', { entry: 2, id: 'other', sha256: 'e'.repeat(64) }],
    'a security in a document': ['document_security', { position: 1 }],
    'a distribution in a place': ['distribution', { id: 'other' }],
    'a lot of a name in an account': ['holding_transaction', { sequence: 2 }],
    'a transaction in a place': ['holding_transaction', { lot: 'JCT/2' }],
  };
  test.each(Object.entries(again))('%s', (_, [table, change]) => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    expect(() => insert(db, table, { ...SOUND[table], ...change })).toThrow(/UNIQUE/);
    db.close();
  });

  test.each(actionsThat('acquires'))('a lot of a name, also by %s', (action) => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    const again = { ...SOUND['holding_transaction'], sequence: 2, action };
    expect(() => insert(db, 'holding_transaction', again)).toThrow(/UNIQUE/);
    insert(db, 'holding_transaction', { ...again, action: 'sell' });
    db.close();
  });

  test.each(['t', Buffer.alloc(16, 7)])('a transaction of an id of its own: %o', (own_id) => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    const another = { ...SOUND['holding_transaction'], sequence: 2, lot: 'JCT/2', own_id };
    insert(db, 'holding_transaction', another);
    const third = { ...another, sequence: 3, lot: 'JCT/3' };
    expect(() => insert(db, 'holding_transaction', third)).toThrow(/UNIQUE/);
    db.close();
  });

  test('documents without an issuer have versions too', () => {
    const db = emptyTables();
    const row = { ...SOUND['document'], issuer: null };
    insert(db, 'document', row);
    const twin = { ...row, entry: 2, id: 'other', sha256: 'e'.repeat(64) };
    expect(() => insert(db, 'document', twin)).toThrow(/UNIQUE/);
    db.close();
  });

  test('a ticker in use belongs to one security, one out of use to any', () => {
    const db = emptyTables();
    for (const id of ['s', 's2', 's3']) insert(db, 'security', { id, issuer: null, name: id });
    const symbol = { kind: 'symbol', value: 'JCT', valid_from: null };
    insert(db, 'security_identifier', { ...symbol, security_id: 's', valid_to: '1999-12-31' });
    insert(db, 'security_identifier', { ...symbol, security_id: 's2', valid_to: null });
    const third = { ...symbol, security_id: 's3', valid_to: null };
    expect(() => insert(db, 'security_identifier', third)).toThrow(/UNIQUE/);
    db.close();
  });
});

describe('what others refer to stays', () => {
  test.each(['account', 'security', 'import_batch'])('%s', (table) => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/FOREIGN KEY/);
    db.close();
  });

  test('picked lots go with their sale, changes of method with their account', () => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    db.exec('DELETE FROM holding_transaction');
    db.exec('DELETE FROM account');
    expect(db.prepare('SELECT count(*) FROM lot_pick').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM account_method').pluck().get()).toBe(0);
    db.close();
  });

  test('a document goes with all that it says', () => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    db.exec('DELETE FROM document');
    expect(db.prepare('SELECT count(*) FROM distribution').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM document_security').pluck().get()).toBe(0);
    db.close();
  });
});
