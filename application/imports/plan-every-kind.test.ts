/** What a row of each kind becomes, and what stands in the way of one. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../tax/facts/model.ts';
import type { Day } from '../../tax/values/days.ts';
import { formatMoney, formatRate, formatShares } from '../../tax/values/money.ts';
import { readTransactionsCsv } from '../../formats/transactions-csv.ts';
import { AIMCO, calendar, EMPTY, lotsOf, newId, problemsOf } from '../testing/plan-rows.ts';
import { planImport, type ImportPlan, type PlanOptions } from './plan-import.ts';

describe('every kind of row', () => {
  const COLUMNS = 'date,action,security,shares,amount,account,lot,ratio,to,percent,acquired';

  /** Without a look at what is held: these rows are there for what they become. */
  function planAll(rows: string, options: Partial<PlanOptions> = {}): ImportPlan {
    const reading = readTransactionsCsv(`${COLUMNS}\n${rows}`, 'f');
    expect(reading.problems).toEqual([]);
    return planImport(EMPTY, reading.rows, [AIMCO], {
      calendar,
      newId,
      checkHistory: false,
      ...options,
    });
  }

  /** The entries without ids and lines; names and plain decimals in the place of ids and integers. */
  function shown(made: ImportPlan): unknown[] {
    expect(made.problems).toEqual([]);
    const names = new Map([
      ...made.accounts.map(({ id, name }) => [id, name] as const),
      ...made.securities.map(({ id, symbol, name }) => [id, symbol ?? name] as const),
    ]);
    return made.transactions.map(({ id, sourceLine, ...entry }) => {
      expect(id).not.toBe('');
      expect(sourceLine).not.toBeNull();
      return Object.fromEntries(
        Object.entries(entry).map(([key, value]) => [key, plainOf(key, value, names)]),
      );
    });
  }

  function plainOf(key: string, value: unknown, names: ReadonlyMap<string, string>): unknown {
    if (key.endsWith('Id')) return names.get(value as string);
    if (key === 'ratio') {
      const { newShares, oldShares } = value as { newShares: never; oldShares: never };
      return `${formatRate(newShares)}:${formatRate(oldShares)}`;
    }
    if (typeof value !== 'bigint') return value;
    if (key === 'amount') return formatMoney(value as never);
    return key === 'percent' ? formatRate(value as never) : formatShares(value as never);
  }

  const fact = { accountId: 'default', securityId: 'AIV', note: null };

  it('becomes an entry of its kind', () => {
    const made = planAll(
      [
        '2000-03-01,stock-dividend,AIV,1,38,,,,,,',
        '2000-03-02,in-kind,AIRC,1,38.07,,,,,,',
        '2000-03-03,gift-received,AIV,1,38,,,,,,1994-02-28',
        '2000-03-04,inherit,AIV,1,38,,from aunt,,,,',
        '2000-03-05,redeem,AIV,1,25,,from aunt,,,,',
        '2000-03-06,gift,AIV,1,,,from aunt,,,,',
        '2000-03-07,split,AIV,,,,,2:1,,,',
        '2000-03-08,spin-off,AIV,0.5,7.25,,,1:8,AIRC,12.5,',
        '2000-03-09,exchange,AIRC,3,,,one,0.25:1,AIV,,',
        '2000-03-10,transfer,AIV,,,,,,IRA,,',
        '2000-03-11,dividend,AIV,,82,,,,,,',
      ].join('\n'),
      { taxDeferred: ['IRA'] },
    );
    expect(made.accounts.map(({ name, taxDeferred }) => [name, taxDeferred])).toEqual([
      ['default', false],
      ['IRA', true],
    ]);
    const lot = { shares: '1', amount: '38.00', acquired: null };
    expect(shown(made)).toEqual([
      { ...fact, ...lot, date: '2000-03-01', action: 'stock-dividend', lot: 'AIV/2000-03-01' },
      {
        ...fact,
        ...lot,
        date: '2000-03-02',
        action: 'in-kind',
        securityId: 'AIRC',
        amount: '38.07',
        lot: 'AIRC/2000-03-02',
      },
      {
        ...fact,
        ...lot,
        date: '2000-03-03',
        action: 'gift-received',
        acquired: '1994-02-28',
        lot: 'AIV/2000-03-03',
      },
      { ...fact, ...lot, date: '2000-03-04', action: 'inherit', lot: 'from aunt' },
      {
        ...fact,
        date: '2000-03-05',
        action: 'redeem',
        shares: '1',
        amount: '25.00',
        lot: 'from aunt',
        picks: [],
      },
      { ...fact, date: '2000-03-06', action: 'gift', shares: '1', lot: 'from aunt' },
      {
        ...fact,
        date: '2000-03-07',
        action: 'split',
        ratio: '2:1',
        amount: '0.00',
        cashShares: null,
      },
      {
        ...fact,
        date: '2000-03-08',
        action: 'spin-off',
        ratio: '1:8',
        amount: '7.25',
        cashShares: '0.5',
        toSecurityId: 'AIRC',
        percent: '12.5',
      },
      {
        ...fact,
        date: '2000-03-09',
        action: 'exchange',
        securityId: 'AIRC',
        ratio: '0.25:1',
        amount: '0.00',
        cashShares: null,
        toSecurityId: 'AIV',
        shares: '3',
        lot: 'one',
      },
      {
        ...fact,
        date: '2000-03-10',
        action: 'transfer',
        toAccountId: 'IRA',
        shares: null,
        lot: null,
      },
      { ...fact, date: '2000-03-11', action: 'dividend', amount: '82.00' },
    ]);
  });

  it('makes the other security and the other account once, and gives accounts the method', () => {
    const made = planAll(
      '2000-03-09,exchange,OLD,,,A,,1:1,NEW,,\n2000-03-10,spin-off,new,,,A,,1:1,OLD,1,\n2000-03-10,transfer,OLD,,,A,,,B,,\n2000-03-11,transfer,OLD,,,B,,,A,,\n',
      { method: 'hifo' },
    );
    expect(made.problems).toEqual([]);
    expect(made.securities.map(({ symbol }) => symbol)).toEqual(['OLD', 'NEW']);
    expect(made.accounts.map(({ name, method }) => [name, method])).toEqual([
      ['A', 'hifo'],
      ['B', 'hifo'],
    ]);
  });

  it('keeps the picks of an entry that was typed in', () => {
    const reading = readTransactionsCsv(`${COLUMNS}\n2000-03-05,sell,AIV,1,25,,,,,,\n`, 'f');
    const picks = [{ lot: 'one', shares: 100_000_000n as never }];
    const rows = reading.rows.map((row) => ({ ...row, picks, line: null }));
    const options = { calendar, newId, checkHistory: false };
    const [sale] = planImport(EMPTY, rows, [AIMCO], options).transactions;
    expect(sale).toMatchObject({ picks, sourceLine: null });
  });

  it('counts lot names over all acquisitions, and leaves the names of other rows alone', () => {
    const made = planAll(
      '2000-03-01,in-kind,AIV,1,1,,,,,,\n2000-03-01,inherit,AIV,1,1,,,,,,\n2000-03-01,gift,AIV,1,,,AIV/2000-03-01/3,,,,\n2000-03-01,stock-dividend,AIV,1,1,,,,,,\n',
    );
    expect(lotsOf(made)).toEqual([
      'AIV/2000-03-01',
      'AIV/2000-03-01/2',
      'AIV/2000-03-01/3',
      'AIV/2000-03-01/3',
    ]);
  });

  it('is refused when it leads to itself, or was acquired after it was given', () => {
    const rows = [
      '2000-03-09,exchange,AIV,,,,,1:1,03748R101,,',
      '2000-03-09,spin-off,AIV,,,,,1:1,aiv,10,',
      '2000-03-10,transfer,AIV,,,A,,,A,,',
      '2000-03-10,transfer,AIV,,,A,,,a,,',
      '2000-03-10,exchange,AIV,,,,,1:1,037483-10-2,,',
      '2000-03-03,gift-received,AIV,1,38,,,,,,2000-03-04',
    ];
    const made = planAll(rows.join('\n'));
    expect(problemsOf(made)).toEqual([
      '2: The exchange leads from "03748R101" to the same security. Write the other one in "to".',
      '3: The spin-off leads from "aiv" to the same security. Write the other one in "to".',
      '4: The transfer leads from the account "A" to itself. Write the other account in "to".',
      '5: The account "a" differs from "A" only in upper and lower case. Write both the same way.',
      '6: The security "037483-10-2" is not a valid CUSIP: its last digit does not fit the others. Check it against the statement.',
      '7: The day of acquisition 2000-03-04 is later than the date 2000-03-03. Write the day on which the giver had acquired the shares, or leave it empty.',
    ]);
    expect(made.problems.map(({ field }) => field)).toEqual([
      'to',
      'to',
      'to',
      'to',
      'to',
      'acquired',
    ]);
  });

  it('finds the security that had the ticker on its day', () => {
    const bare = { issuer: null, cusips: [] };
    const existing: Facts = {
      ...EMPTY,
      securities: [
        { ...bare, id: 'old', name: 'Old', symbol: null },
        { ...bare, id: 'new', name: 'New', symbol: 'XYZ' },
      ],
    };
    const symbol = { kind: 'symbol', value: 'XYZ' } as const;
    const passed = '2010-01-04' as Day;
    const reading = readTransactionsCsv(
      `${COLUMNS}\n2009-12-31,buy,XYZ,1,1,,,,,,\n2010-01-04,buy,XYZ,1,1,,,,,,\n2010-01-05,exchange,EQR,,,,,1:1,XYZ,,\n`,
      'f',
    );
    const made = planImport(existing, reading.rows, [], {
      calendar,
      newId,
      checkHistory: false,
      identifiers: [
        { ...symbol, securityId: 'old', validFrom: null, validTo: '2010-01-03' as Day },
        { ...symbol, securityId: 'new', validFrom: passed, validTo: null },
      ],
    });
    expect(problemsOf(made)).toEqual([]);
    expect(made.transactions.map((one) => one.securityId).slice(0, 2)).toEqual(['old', 'new']);
    expect(made.transactions[2]).toMatchObject({ toSecurityId: 'new' });
  });
});
