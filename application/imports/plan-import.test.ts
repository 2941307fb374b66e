import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../tax/facts/model.ts';
import { formatMoney, formatShares } from '../../tax/values/money.ts';
import { readTransactionsCsv } from '../../formats/transactions-csv.ts';
import { AIMCO, calendar, EMPTY, lotOf, lotsOf, newId, problemsOf } from '../testing/plan-rows.ts';
import { planImport, type ImportPlan, type PlanOptions } from './plan-import.ts';

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
  return planImport(existing, reading.rows, [AIMCO], { calendar, newId, isFile: true, ...options });
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

describe('planImport', () => {
  it('makes no account for what is said of all accounts, where there is one', () => {
    const statement = '2001-12-31,nothing-returned,AIV,,,,\n';
    const own = after(EMPTY, plan(`2000-03-01,buy,AIV,100,3800,Taxable,\n${statement}`));
    expect(own.accounts.map(({ name }) => name)).toEqual(['Taxable']);
    const more = plan(statement.replace('2001', '2002'), own);
    expect([more.problems, more.accounts]).toEqual([[], []]);
    expect(more.transactions.map(({ accountId }) => accountId)).toEqual([own.accounts[0]?.id]);
    // A trade without an account is another matter.
    expect(plan('2001-03-01,buy,AIV,1,38,,\n', own).accounts.map(({ name }) => name)).toEqual([
      'default',
    ]);
  });

  it('makes none either where it is said before any account is named', () => {
    const said = '2000-01-03,nothing-returned,AIV,,,,\n';
    const made = plan(`${said}2000-03-01,buy,AIV,100,3800,Taxable,\n`);
    expect([made.problems, made.accounts.map(({ name }) => name)]).toEqual([[], ['Taxable']]);
    expect(made.transactions.map(({ action, accountId }) => [action, accountId])).toEqual([
      ['buy', made.accounts[0]?.id],
      ['nothing-returned', made.accounts[0]?.id],
    ]);
    // Of a file that names none it has to be some account's.
    const alone = plan(said);
    expect([alone.transactions.length, alone.accounts.map(({ name }) => name)]).toEqual([
      1,
      ['default'],
    ]);
  });

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
        'amount' in one && one.amount !== null ? formatMoney(one.amount) : null,
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

  describe('lot names', () => {
    it('number the lots of a security and day in file order', () => {
      const made = plan(
        '2000-03-02,buy,AIV,1,10,,\n2000-03-01,buy,AIV,1,10,,\n2000-03-01,reinvest,aiv,1,10,,\n2000-03-01,buy,EQR,1,10,,\n2000-03-01,buy,AIV,1,10,IRA,\n',
      );
      // The newest row stands first, so that the last one is taken first; it is the third of its name.
      expect(lotsOf(made)).toEqual([
        'AIV/2000-03-01/3',
        'EQR/2000-03-01',
        'AIV/2000-03-01/2',
        'AIV/2000-03-01',
        'AIV/2000-03-02',
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
        '4: The sale of 2000-03-02 (line 4) of 1 share of AIV in the account default cannot be taken: this account has no lot named nowhere. Name a lot that holds AIV on that day (AIV/2000-03-01), or leave the lot empty to let the method of the account choose.',
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
      expect(problem).toEqual({
        line: 2,
        message:
          'With this row, the sale of 2000-06-01 of 50 shares of AIV in the account default, an entry that is in the book would not fit any more: the sale of 2001-03-01 of 100 shares of AIV in the account default, line 3 of the file that it came from: too few shares are left for it. Correct the shares, the day or the lot of this row, or leave it out; where it is right, correct that entry in the book first.',
      });
      // What comes after the entry, and what brings shares, is not the reason.
      const several = plan(
        '2000-05-01,buy,AIV,1,38,,\n2000-06-01,sell,AIV,30,1900,,\n2002-06-01,buy,AIV,1,38,,\n2000-06-02,sell,AIV,30,1900,,\n2000-06-03,sell,AIV,30,1900,,\n',
        book,
      ).problems;
      expect(several.map(({ line }) => line)).toEqual([3]);
      expect(several[0]?.message).toMatch(
        /^With this row, the sale of 2000-06-01 of 30 shares of AIV in the account default, and the rows of lines 5 and 6, an entry/,
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
