/** Every record of a file is in a list, however little of it can be read; and each has its account. */
import { describe, expect, it } from 'vitest';
import type { AccountHistory } from './history.ts';
import {
  answeredWith,
  askedOf,
  leftOf,
  readLines,
  readText,
  rowsOf,
} from './testing/read-lines.ts';

const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount';
const BUY = '2024-03-05,Buy,EQR,100,62,6200';

const accounts = ({ rows, claims }: AccountHistory) =>
  [...rows, ...claims].map(({ line, account }) => `${line} ${account ?? 'none'}`);

describe('a record of which little can be read', () => {
  it('is asked about where it says what happened, and to which security', () => {
    const history = readLines(
      HEADER,
      BUY,
      'March 8th,Sell,EQR,ten,62,',
      'TBD,Sell,EQR,all,market,?',
      '=DATE(2024;3;5),Buy,EQR,=50+50,62,=D2*E2',
      '?,Dividend,EQR,,,?',
    );
    expect([rowsOf(history).length, askedOf(history)]).toEqual([
      1,
      ['line/3', 'line/4', 'line/5', 'line/6'],
    ]);
    expect(history.questions[1]?.text).toContain('the number of shares "all" cannot be read');
  });

  it('is an order where the word for its day says so, and a total stays none', () => {
    const history = readLines(HEADER, BUY, 'Pending,Buy,EQR,,,', 'Total,Buy,EQR,,,');
    expect([askedOf(history), leftOf(history)]).toEqual([
      [],
      ['3 an order that was not carried out ("Pending")'],
    ]);
  });

  it('has cells that a spreadsheet keeps as text, and days with the day of the week', () => {
    const history = readLines(
      HEADER,
      '="03/05/2024",Buy,="EQR",="100",62,="6200"',
      '"Tue, Mar 12, 2024",="Sell","=""EQR""",10,62,"=""620"""',
      'Wednesday March 13 2024,Sell,EQR,10,62,620',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([
      ['2024-03-05 buy 100 6200', '2024-03-12 sell 10 620', '2024-03-13 sell 10 620'].map(
        (row) => `${row}.00`,
      ),
      [],
    ]);
  });
});

describe('a file that ends in the middle of its last line', () => {
  it.each(['2024-05-0', '05/0', '2024-05-06', '2024-05-06,Sel', '05/0,Sell,EQR', '2024-05-06,Dep'])(
    'is said: %s',
    (last) => {
      const history = readText([HEADER, BUY, last].join('\n'));
      expect([rowsOf(history).length, askedOf(history).length]).toEqual([1, 1]);
      expect(askedOf(history)[0]).toMatch(/^line\/3/);
    },
  );

  it('is not one with a footer', () => {
    for (const footer of ['Date downloaded 11/30/2024 10:1', '2 records', '1,234.56']) {
      const history = readText([HEADER, BUY, footer].join('\n'));
      expect(askedOf(history)).toEqual([]);
    }
  });
});

describe('an account', () => {
  it('keeps its name beside its number', () => {
    const history = readLines(
      `${HEADER},Account,Account Number`,
      `${BUY},ROTH IRA,234567890`,
      `${BUY},Joint WROS X99,X99`,
      `${BUY},,X77`,
    );
    expect(accounts(history)).toEqual(['2 ROTH IRA 234567890', '3 Joint WROS X99', '4 X77']);
  });

  it('is its kind where a column of kinds says of one that it is tax-deferred', () => {
    const kinds = (...of: string[]) =>
      accounts(readLines(`${HEADER},Account Type`, ...of.map((kind) => `${BUY},${kind}`)));
    expect(kinds('Roth IRA', 'Individual')).toEqual(['2 Roth IRA', '3 Individual']);
    expect(kinds('Cash', 'Margin')).toEqual(['2 none', '3 none']);
  });

  it('is asked for where the line names none and others do, the one above first', () => {
    const history = readLines(
      `Account,${HEADER}`,
      `Taxable,${BUY}`,
      `IRA,${BUY}`,
      ',2024-04-05,Buy,EQR,10,62,620',
      ',2024-04-15,Dividend,EQR,,,67.50',
      ',2024-04-16,Deposit,,,,500',
    );
    expect([askedOf(history), leftOf(history)]).toEqual([
      ['line/4 [IRA | Taxable]', 'line/5 [IRA | Taxable]'],
      ['6 cash movement, no security'],
    ]);
    const done = answeredWith(history, { 'line/4': 1, 'line/5': 0 });
    expect(accounts(done)).toEqual(['2 Taxable', '3 IRA', '4 Taxable', '5 IRA']);
    expect(done.claims[0]).toMatchObject({ kind: 'dividend', amount: '67.50' });
  });
});
