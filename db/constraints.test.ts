/** What the tables themselves refuse, whatever the program around them does. */
import { describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import { actionsThat } from '../tax/facts/entry-kinds.ts';
import { attempt, emptyTables, insert, SOUND, type Row } from './testing/sound-rows.ts';
import {
  NOT_MONEY,
  NOT_SHARES,
  NOT_RATES,
  NOT_DAYS,
  NOT_INSTANTS,
  NOT_DIGESTS,
} from './testing/wrong-values.ts';

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
  ['holding_transaction', 'dividend', [1]],
  ['holding_transaction', 'confirmed', [1]],
  ['lot_pick', 'sequence', ['nobody', 7, null]],
  ['lot_pick', 'position', [-1, null]],
  ['lot_pick', 'lot', ['', null]],
  ['lot_pick', 'shares', [...NOT_SHARES, null]],
  ['broker_claim', 'import_key', [7, null]],
  ['broker_claim', 'line', [0, -1, null]],
  ['broker_claim', 'account_key', [7, null]],
  ['broker_claim', 'security', ['', null]],
  ['broker_claim', 'booked_on', [...NOT_DAYS, null]],
  ['broker_claim', 'kind', ['interest', null]],
  [
    'broker_claim',
    'amount',
    [...NOT_MONEY.filter((text) => !/^-\d+\.\d\d$/.test(text)), '-0.00', '--1.00', '-1.0', null],
  ],
  ['broker_claim', 'qualified', [2, null]],
  ['broker_claim', 'reinvested', [2, null]],
  ['broker_claim', 'prior_year', [2, null]],
  ['broker_claim', 'reversal', [2, null]],
  ['broker_claim', 'record_date', NOT_DAYS],
  ['broker_claim', 'payable_date', NOT_DAYS],
  ['broker_claim', 'broker_id', ['']],
  ['row_again', 'import_key', [7, null]],
  ['row_again', 'line', [0, -1, null]],
  ['row_again', 'sequence', [7, null]],
  ['own_layout', 'shape', ['', null]],
  ['own_layout', 'name', ['', null]],
  ['own_layout', 'headings', ['', '{}', '["Tag"]', null]],
  ['own_layout', 'columns', ['', '{}', '["tradeDate"]', null]],
  ['own_layout', 'words', ['', '[]', null]],
  ['broker_form', 'tax_year', [1899, 2200, 2001.5, 'last', null]],
  ['broker_form', 'account_key', [7, null]],
  ['broker_form', 'security_key', [7]],
  ['broker_form', 'version', [0, 1000, null]],
  ['broker_form', 'received_on', NOT_DAYS],
  ['broker_form_box', 'form_key', [7, null]],
  ['broker_form_box', 'form', ['1099-B', null]],
  ['broker_form_box', 'box', ['', 'a', '2abc', null]],
  ['broker_form_box', 'amount', [...NOT_MONEY, null]],
  ['broker_form_sale', 'form_key', [7, null]],
  ['broker_form_sale', 'row', [0, -1, 100_000, null]],
  ['broker_form_sale', 'security_key', [7]],
  ['broker_form_sale', 'acquired', [...NOT_DAYS, '2001-12-15']],
  ['broker_form_sale', 'sold', [...NOT_DAYS, null]],
  ['broker_form_sale', 'shares', [...NOT_SHARES, null]],
  ['broker_form_sale', 'proceeds', NOT_MONEY],
  ['broker_form_sale', 'basis', NOT_MONEY],
  ['broker_form_sale', 'wash_sale', NOT_MONEY],
  ['broker_form_sale', 'reporting', ['A', '']],
  ['accepted_difference', 'form_key', [7, null]],
  ['accepted_difference', 'form', ['1099-DIV', '1040', null]],
  ['accepted_difference', 'row', [0, -1, 100_000, null]],
  ['accepted_difference', 'field', ['', null]],
  ['accepted_difference', 'theirs', ['', null]],
  ['accepted_difference', 'ours', ['']],
  ['accepted_difference', 'reason', ['', null]],
  ['stand_in', 'tax_year', [1899, 2200, 2001.5, null]],
  ['stand_in', 'security_key', [7, null]],
  ['stand_in', 'account_key', [7, null]],
  ['filed_return', 'tax_year', [1899, 2200, 2001.5, null]],
  ['filed_return', 'filed_on', NOT_DAYS],
  ['filed_return', 'whole_dollars', [2, null]],
  ['filed_return', 'broker_basis', ['', 'cost', null]],
  ['filed_figure', 'tax_year', [2002, null]],
  ['filed_figure', 'kind', ['row', null]],
  ['filed_figure', 'name', ['', null]],
  [
    'filed_figure',
    'amount',
    [...NOT_MONEY.filter((text) => !/^-\d+\.\d\d$/.test(text)), '-0.00', '--1.00', '-1.0', null],
  ],
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
        'broker_form.key',
        'holding_transaction.note',
      ]),
    );
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
    'a claim of a line': ['broker_claim', { amount: '3.00' }],
    'an entry of a line that another file has too': ['row_again', {}],
    'a layout of a shape': ['own_layout', { name: 'other' }],
    'a layout of a name': ['own_layout', { shape: 'other' }],
    'a version of a form': ['broker_form', { key: 2 }],
    'a box of a form': ['broker_form_box', { amount: '1.00' }],
    'a row of a form': ['broker_form_sale', { basis: '1.00' }],
    'an accepted difference of a figure': ['accepted_difference', { reason: 'other' }],
    'a form in the place of a release': ['stand_in', {}],
    'a return of a year': ['filed_return', { filed_on: null }],
    'a figure of a return': ['filed_figure', { amount: '1.00' }],
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

  test('picked lots go with their sale, claims with their import, changes of method with their account', () => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    db.exec('DELETE FROM holding_transaction');
    expect(db.prepare('SELECT count(*) FROM row_again').pluck().get()).toBe(0);
    db.exec('DELETE FROM import_batch');
    expect(db.prepare('SELECT count(*) FROM broker_claim').pluck().get()).toBe(0);
    db.exec('DELETE FROM broker_form; DELETE FROM stand_in');
    db.exec('DELETE FROM account');
    expect(db.prepare('SELECT count(*) FROM lot_pick').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM account_method').pluck().get()).toBe(0);
    db.close();
  });

  test('a form goes with its boxes, its rows and what was accepted of it, a return with its figures', () => {
    const db = emptyTables();
    for (const [name, row] of Object.entries(SOUND)) insert(db, name, row);
    db.exec('DELETE FROM broker_form; DELETE FROM filed_return');
    for (const name of [
      'broker_form_box',
      'broker_form_sale',
      'accepted_difference',
      'filed_figure',
    ]) {
      expect(db.prepare(`SELECT count(*) FROM ${name}`).pluck().get(), name).toBe(0);
    }
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
