import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../tax/values/days.ts';
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import type { Facts, Transaction } from '../../tax/facts/model.ts';
import { formatMoney, formatRate, formatShares } from '../../tax/values/money.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import { planImport, type ImportPlan, type PlanOptions } from './plan-import.ts';
import { readTransactionsCsv } from '../../formats/transactions-csv.ts';

const EMPTY: Facts = { securities: [], accounts: [], documents: [], transactions: [] };

const AIMCO: KnownSecurity = {
  issuer: 'Aimco',
  name: 'Class A Common Stock',
  symbol: 'AIV',
  cusips: ['03748R101'],
};

/** Planning asks the calendar for its end and for nothing else. */
const calendar = {
  firstDay: '1990-01-01' as Day,
  lastDay: '2027-12-31' as Day,
} as MarketCalendar;

let count = 0;
const newId = (kind: string): string => `${kind}${++count}`;

function plan(
  text: string,
  existing: Facts = EMPTY,
  options: Partial<PlanOptions> = {},
): ImportPlan {
  const reading = readTransactionsCsv(
    `date,action,security,shares,amount,account,lot\n${text}`,
    'f',
  );
  expect(reading.problems).toEqual([]);
  return planImport(existing, reading.rows, [AIMCO], { calendar, newId, ...options });
}

/** The facts after a plan has been carried out. */
function after(existing: Facts, made: ImportPlan): Facts {
  expect(made.problems).toEqual([]);
  return {
    ...existing,
    accounts: [...existing.accounts, ...made.accounts],
    securities: [...existing.securities, ...made.securities],
    transactions: [...existing.transactions, ...made.transactions],
  };
}

function lotOf(transaction: Transaction): string | null {
  return 'lot' in transaction ? transaction.lot : null;
}

function lotsOf(made: ImportPlan): (string | null)[] {
  return made.transactions.map(lotOf);
}

function problemsOf(made: ImportPlan): string[] {
  return made.problems.map((problem) => `${problem.line ?? '-'}: ${problem.message}`);
}

describe('planImport', () => {
  it('makes typed transactions with the account default and the security of the built-in list', () => {
    const made = plan(
      '2000-03-01,buy,aiv,100,3800,,\n2001-05-01,sell,03748R-10-1,40,2000.5,,\n2001-05-02,reinvest,AIV,1.5,60,IRA,mine\n',
      EMPTY,
      { taxDeferred: ['IRA'] },
    );
    expect(made.problems).toEqual([]);
    expect(
      made.accounts.map(({ name, taxDeferred, method, methodChanges }) => [
        name,
        taxDeferred,
        method,
        methodChanges,
      ]),
    ).toEqual([
      ['default', false, 'fifo', []],
      ['IRA', true, 'fifo', []],
    ]);
    expect(made.securities.map(({ id: _, ...rest }) => rest)).toEqual([AIMCO]);
    const account = (id: string) => made.accounts.find((one) => one.id === id)?.name;
    expect(
      made.transactions.map((one) => [
        one.sourceLine,
        one.date,
        one.action,
        'shares' in one && one.shares !== null ? formatShares(one.shares) : null,
        'amount' in one ? formatMoney(one.amount) : null,
        account(one.accountId),
        lotOf(one),
      ]),
    ).toEqual([
      [2, '2000-03-01', 'buy', '100', '3800.00', 'default', 'AIV/2000-03-01'],
      [3, '2001-05-01', 'sell', '40', '2000.50', 'default', null],
      [4, '2001-05-02', 'reinvest', '1.5', '60.00', 'IRA', 'mine'],
    ]);
    expect(new Set(made.transactions.map((one) => one.securityId)).size).toBe(1);
  });

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
      const picks = [{ lot: 'one', shares: 1_000_000n as never }];
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

  describe('lot names', () => {
    it('number the lots of a security and day in file order', () => {
      const made = plan(
        '2000-03-02,buy,AIV,1,10,,\n2000-03-01,buy,AIV,1,10,,\n2000-03-01,reinvest,aiv,1,10,,\n2000-03-01,buy,EQR,1,10,,\n2000-03-01,buy,AIV,1,10,IRA,\n',
      );
      expect(lotsOf(made)).toEqual([
        'AIV/2000-03-02',
        'AIV/2000-03-01',
        'AIV/2000-03-01/2',
        'EQR/2000-03-01',
        'AIV/2000-03-01/3',
      ]);
    });

    it('never take a name that a person gives later in the file, or that is in the book', () => {
      const book = after(EMPTY, plan('2000-03-01,buy,AIV,1,10,,AIV/2000-03-01/3\n'));
      const made = plan(
        '2000-03-01,buy,AIV,1,10,,\n2000-03-01,buy,AIV,1,10,,\n2000-03-01,buy,AIV,1,10,IRA,AIV/2000-03-01\n',
        book,
      );
      expect(lotsOf(made)).toEqual(['AIV/2000-03-01/2', 'AIV/2000-03-01/4', 'AIV/2000-03-01']);
    });

    it('can be named by a sale of the same file', () => {
      const made = plan('2000-03-01,buy,AIV,1,10,,\n2000-03-02,sell,AIV,1,10,,AIV/2000-03-01\n');
      expect(problemsOf(made)).toEqual([]);
      expect(lotsOf(made)).toEqual(['AIV/2000-03-01', 'AIV/2000-03-01']);
    });

    it('are unique for any file', () => {
      const row = fc.record({
        day: fc.constantFrom('2000-03-01', '2000-03-02'),
        security: fc.constantFrom('AIV', 'EQR', 'aiv'),
        account: fc.constantFrom('', 'IRA'),
        lot: fc.constantFrom('', '', '', 'AIV/2000-03-01', 'AIV/2000-03-01/2', 'EQR/2000-03-02'),
      });
      fc.assert(
        fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
          const made = plan(
            rows
              .map((one) => `${one.day},buy,${one.security},1,10,${one.account},${one.lot}`)
              .join('\n'),
          );
          const names = made.transactions.map((one) => `${one.accountId} ${lotOf(one) ?? ''}`);
          expect(new Set(names).size).toBe(names.length);
          // Each row became a lot, or has its problem.
          expect(made.transactions.length + made.problems.length).toBe(rows.length);
        }),
      );
    });
  });

  describe('refuses', () => {
    it('a date in the future of the market calendar', () => {
      expect(problemsOf(plan('2062-03-01,buy,AIV,1,10,,\n'))).toEqual([
        '2: The date 2062-03-01 is in the future of the market calendar, which ends on 2027-12-31. Check the year.',
      ]);
      expect(problemsOf(plan('1985-03-01,buy,AIV,1,10,,\n2027-12-31,buy,AIV,1,10,,\n'))).toEqual(
        [],
      );
    });

    it('a lot name that is used twice in an account, in the file or in the book', () => {
      const book = after(EMPTY, plan('2000-03-01,buy,AIV,1,10,,mine\n'));
      expect(
        problemsOf(
          plan(
            '2000-03-02,buy,AIV,1,10,,his\n2000-03-02,buy,EQR,1,10,,his\n2000-03-02,buy,AIV,1,10,IRA,his\n2000-03-02,buy,AIV,1,10,,mine\n',
            book,
          ),
        ),
      ).toEqual([
        '3: The account "default" has a lot named "his" already, from line 2. Give this one another name, or leave the name out.',
        '5: The account "default" has a lot named "mine" already. Give this one another name, or leave the name out.',
      ]);
    });

    it('accounts that differ only in case, ambiguous securities and wrong CUSIPs, all at once', () => {
      const book = after(EMPTY, plan('2000-03-01,buy,AIV,1,10,,\n2000-03-01,buy,OTH,1,10,,\n'));
      const renamed = {
        ...book,
        securities: book.securities.map((one) => ({ ...one, name: 'Class A Common Stock' })),
      };
      expect(
        problemsOf(
          plan(
            '2000-03-01,buy,AIV,1,10,IRA,\n2000-03-01,buy,AIV,1,10,ira,\n2000-03-01,buy,class a common stock,1,10,,\n2000-03-01,buy,037483-10-2,1,10,,\n',
            renamed,
          ),
        ),
      ).toEqual([
        '3: The account "ira" differs from "IRA" only in upper and lower case. Write both the same way.',
        '4: The security "class a common stock" can be AIV (Aimco, Class A Common Stock) or OTH (Class A Common Stock). Write its ticker or CUSIP.',
        '5: The security "037483-10-2" is not a valid CUSIP: its last digit does not fit the others. Check it against the statement.',
      ]);
    });

    it('a sale of more than is held, and of a lot that does not exist', () => {
      expect(
        problemsOf(
          plan(
            '2000-03-01,buy,AIV,100,3800,,\n2000-03-02,sell,AIV,100.000001,10,,\n2000-03-02,sell,AIV,1,10,,nowhere\n',
          ),
        ),
      ).toEqual([
        '3: The sale of 2000-03-02 (line 3) of 100.000001 shares of AIV in the account default cannot be taken: only 100 shares of it are held on that day. Correct the number of shares, or enter the missing purchase.',
        '4: The sale of 2000-03-02 (line 4) of 1 share of AIV in the account default cannot be taken: this account has no lot named nowhere. Name a lot that holds AIV on that day, or leave the lot empty to let the method of the account choose.',
      ]);
    });

    it('no sale whose purchase could not be read, when told so', () => {
      const sale = '2000-03-02,sell,AIV,1,10,,\n';
      expect(plan(sale).problems).toHaveLength(1);
      expect(plan(sale, EMPTY, { checkHistory: false }).problems).toEqual([]);
    });

    it('very many rows, of which it names the first 500', () => {
      const { problems } = plan('2000-03-02,sell,AIV,1,10,,\n'.repeat(700));
      expect(problems).toHaveLength(501);
      expect(problems[499]?.line).toBe(501);
      expect(problems[500]).toEqual({
        line: null,
        message: 'There are 200 more problems. Correct these first.',
      });
    });

    it('rows that would break an entry of the book, but not what was broken before', () => {
      const book = after(
        EMPTY,
        plan('2000-03-01,buy,AIV,100,3800,,\n2001-03-01,sell,AIV,100,3800,,\n'),
      );
      const [problem, ...others] = plan('2000-06-01,sell,AIV,50,1900,,\n', book).problems;
      expect(others).toEqual([]);
      expect(problem?.line).toBeNull();
      expect(problem?.message).toMatch(
        /^With these rows, an entry that is in the book would not fit any more: The sale of 2001-03-01/,
      );
      const broken: Facts = {
        ...book,
        transactions: book.transactions.filter((one) => one.action === 'sell'),
      };
      expect(problemsOf(plan('2002-06-01,buy,EQR,50,1900,,\n', broken))).toEqual([]);
      const alsoWrong = problemsOf(plan('2002-06-01,sell,EQR,50,1900,,\n', broken));
      expect(alsoWrong).toHaveLength(1);
      expect(alsoWrong[0]).toMatch(/^2: The sale of 2002-06-01/);
    });
  });
});
