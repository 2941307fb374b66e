/** What the tables refuse of an entry by its kind: they have what belongs to it, and nothing else. */
import { describe, expect, test } from 'vitest';
import {
  ACTIONS,
  kindOf,
  makesLot,
  paysFractions,
  type Action,
  type EntryPart,
} from '../tax/facts/entry-kinds.ts';
import type { Connection } from './sqlite.ts';
import { emptyTables, insert, SOUND, type Row } from './testing/sound-rows.ts';
import { NOT_MONEY, NOT_SHARES, NOT_RATES, NOT_DAYS } from './testing/wrong-values.ts';

/** A dividend that was taken back is below zero. */
const isNotBelowZero = (text: unknown): boolean => text !== '-1.00' && text !== '-0.01';

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
  const kinds: Readonly<Record<Action, { readonly needs: Row; readonly takes: Row }>> = {
    buy: acquisition(),
    reinvest: acquisition({ value: '26.00' }),
    'stock-dividend': acquisition(),
    'in-kind': {
      needs: { shares: '1', lot: 'JCT/1' },
      takes: { acquired: '1994-02-28', amount: '25.00' },
    },
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
      takes: {
        cash_shares: '0.5',
        shares: '1',
        lot: 'JCT/1',
        cash: '0.125',
        value: '18.0001',
        dividend: 1,
      },
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
    'average-basis': { needs: {}, takes: { acquired: '1994-02-28', last: 1, confirmed: 1 } },
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
    dividend: 1,
    confirmed: 1,
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
    expect(Object.keys(kinds).toSorted()).toEqual([...ACTIONS].toSorted());
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
    const columns = (parts: Iterable<EntryPart>) =>
      [...parts].flatMap((part) => columnsOf(action, part)).toSorted();
    expect(Object.keys(kinds[action].needs).toSorted()).toEqual(columns(needed));
    expect(Object.keys(kinds[action].takes).toSorted()).toEqual(columns(possible));
  });

  test.each<readonly [Action, string, readonly Row[string][]]>([
    ['split', 'ratio_new', [...NOT_RATES, '0', '0.0']],
    ['split', 'ratio_old', [...NOT_RATES, '0', '0.0']],
    [
      'dividend',
      'amount',
      [...NOT_MONEY.filter(isNotBelowZero), '-0.00', '--1.00', '-', '-1', '-01.00'],
    ],
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
    ['exchange', 'dividend', [0, 2, 'yes']],
    ['average-basis', 'confirmed', [0, 2, 'yes']],
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
