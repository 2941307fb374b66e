/** Fees beside payments, directions of money, money from the other side, and headings that say two things. */
import { describe, expect, it } from 'vitest';
import { askedOf, leftOf, readLines, rowsOf } from './testing/read-lines.ts';

const claimsOf = (history: ReturnType<typeof readLines>) =>
  history.claims.map(({ line, kind, amount }) => `${line} ${kind} ${amount}`);

describe('a dividend with a fee beside it', () => {
  const HEADINGS = 'Date,Action,Symbol,Shares,Price,Costs,Amount';

  it('is what was paid before the fee, where the fees of trades are in their amounts', () => {
    const history = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,100,60.00,5.00,-6005.00',
      '2024-04-15,Dividend,EQR,,,1.50,66.00',
    );
    expect([claimsOf(history), askedOf(history)]).toEqual([['3 dividend 67.50'], []]);
  });

  it('is its amount, where trades are written before fees, or its own shares and rate say so', () => {
    const before = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,100,60.00,5.00,-6000.00',
      '2024-04-15,Dividend,EQR,,,1.50,67.50',
    );
    expect(claimsOf(before)).toEqual(['3 dividend 67.50']);
    const byRate = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,90,60.00,0.00,-5400.00',
      '2024-02-06,Buy,EQR,10,60.00,0.00,-600.00',
      '2024-04-15,Dividend,EQR,100,0.675,1.50,67.50',
      '2024-07-15,Dividend,EQR,100,0.675,1.50,66.00',
    );
    expect(claimsOf(byRate)).toEqual(['4 dividend 67.50', '5 dividend 67.50']);
  });

  it('is asked where nothing tells, and of two trades that disagree', () => {
    const history = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,100,60.00,0.00,-6000.00',
      '2024-04-15,Dividend,EQR,,,1.50,66.00',
      '2024-05-15,Dividend,EQR,,,1.50,-66.00',
    );
    expect(claimsOf(history)).toEqual([]);
    expect(askedOf(history)).toEqual([
      'line/3 [$67.50 was paid | $66.00 was paid]',
      'line/4 [$-67.50 was paid | $-66.00 was paid]',
    ]);
    const both = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,100,60.00,5.00,-6005.00',
      '2024-02-06,Sell,EQR,10,60.00,5.00,600.00',
      '2024-04-15,Dividend,EQR,,,1.50,66.00',
    );
    expect(askedOf(both)).toContain('line/4 [$67.50 was paid | $66.00 was paid]');
  });
});

describe('a payment of which tax was withheld', () => {
  const paid = (heading: string, record: string) =>
    claimsOf(readLines(`Date,Action,Symbol,Shares,Rate per share,${heading},Withheld Tax`, record));

  it('is what was paid before, where the amount is called net or the rate says so', () => {
    expect(paid('Net Amount', '2024-04-15,Dividend,EQR,,,57.37,10.13')).toEqual([
      '2 dividend 67.50',
    ]);
    const byRate = readLines(
      'Date,Action,Symbol,Shares,Price,Amount,Fees,Withheld Tax',
      '2024-02-05,Buy,EQR,90,60.00,-5400.00,,',
      '2024-02-06,Buy,EQR,10,60.00,-600.00,,',
      '2024-04-15,Dividend,EQR,100,0.675,55.37,2.00,10.13',
    );
    expect([claimsOf(byRate), askedOf(byRate)]).toEqual([['4 dividend 67.50'], []]);
  });

  it('is its amount where nothing says that the tax is taken off', () => {
    expect(paid('Amount', '2024-04-15,Dividend,EQR,,,67.50,10.13')).toEqual(['2 dividend 67.50']);
  });
});

describe('a column of directions', () => {
  const HEADINGS = 'Date,Action,Symbol,Shares,Price,Amount,Direction';

  it('is of money where purchases are out, or sales in', () => {
    const history = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,100,60.00,6000.00,OUTGOING',
      '2024-05-06,Sell,EQR,10,62.00,620.00,INCOMING',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([
      ['2024-02-05 buy 100 6000.00', '2024-05-06 sell 10 620.00'],
      [],
    ]);
  });

  it('is of shares where they come in with purchases; a record that says otherwise is asked', () => {
    const history = readLines(
      HEADINGS,
      '2024-02-05,Buy,EQR,100,60.00,6000.00,In',
      '2024-05-06,Sell,EQR,10,62.00,620.00,Out',
      '2024-05-07,Buy,EQR,10,62.00,620.00,Out',
    );
    expect(askedOf(history)).toEqual(['line/4 [A purchase | A sale]']);
  });
});

describe('money from the other side', () => {
  const HEADINGS = 'Date,Action,Symbol,Shares,Price,Amount';
  const BUY = '2024-02-05,Buy,EQR,100,60.00,6000.00';
  const SELL = '2024-05-06,Sell,EQR,10,62.00,-620.00';

  it('is turned where all trades and payments are written so', () => {
    const history = readLines(HEADINGS, BUY, '2024-04-15,Dividend,EQR,,,-67.50', SELL);
    expect([claimsOf(history), askedOf(history)]).toEqual([['3 dividend 67.50'], []]);
  });

  it('is not turned where one payment has a plus', () => {
    const history = readLines(
      HEADINGS,
      BUY,
      '2024-04-15,Dividend,EQR,,,67.50',
      '2024-04-16,Dividend,EQR,,,-67.50',
      SELL,
    );
    expect(claimsOf(history)).toEqual(['3 dividend 67.50', '4 dividend -67.50']);
  });
});

describe('headings', () => {
  it('have the day of the trade beside another word', () => {
    const history = readLines(
      'Activity/Trade Date,Transaction Date,Settlement Date,Activity Type,Symbol,Shares,Price,Amount',
      '12/29/23,01/02/24,12/29/23,Dividend Reinvestment,EQR,0.47,57.45,-27.00',
    );
    expect(rowsOf(history)).toEqual(['2023-12-29 reinvest 0.47 27.00']);
  });

  it('are of the record’s own currency beside those of dollars, and alone', () => {
    const both = readLines(
      'Date,Action,Symbol,Local Currency,Price Local,Price USD,Shares,Amount Local,Amount USD',
      '2024-02-05,Buy,EQR,USD,60.00,60.00,100,-6000.00,-6000.00',
      '2024-02-05,Buy,VNA,EUR,20.00,21.60,50,-1000.00,-1080.00',
    );
    expect([rowsOf(both), askedOf(both), leftOf(both)]).toEqual([
      ['2024-02-05 buy 100 6000.00'],
      [],
      ['3 another currency (EUR)'],
    ]);
    const alone = readLines(
      'Date,Action,Symbol,Currency,Shares,Price (local),Amount (local)',
      '2024-02-05,Buy,EQR,USD,100,60.00,-6000.00',
    );
    expect([rowsOf(alone), askedOf(alone)]).toEqual([['2024-02-05 buy 100 6000.00'], []]);
  });

  it('of a state say that a trade was not made, and unknown ones over such words are asked', () => {
    const stated = (heading: string) =>
      readLines(
        `Date,Action,Symbol,Shares,Price,Amount,${heading}`,
        '2024-02-05,Buy,EQR,100,60.00,-6000.00,settled',
        '2024-02-06,Buy,EQR,100,60.00,-6000.00,rejected',
      );
    expect(leftOf(stated('Trade Status'))).toEqual([
      '3 an order that was not carried out ("rejected")',
    ]);
    expect(askedOf(stated('Outcome'))).toEqual(['column/1/1 [Nothing that changes a cost]']);
  });

  it('"Number" over numbers that come again names accounts, and over others nothing', () => {
    const numbered = (...numbers: string[]) =>
      readLines(
        'Number,Date,Action,Symbol,Shares,Price,Amount',
        ...numbers.map((one, i) => `${one},2024-02-0${5 + i},Buy,EQR,100,60.00,-6000.00`),
      ).rows.map(({ account }) => account);
    expect(numbered('1234', '1234', '5678', '5678')).toEqual(['1234', '1234', '5678', '5678']);
    expect(numbered('1234', '1235', '1236', '1237')).toEqual([null, null, null, null]);
  });

  it('"Asset" over tickers names the security, and over kinds of what is traded does not', () => {
    const history = readLines(
      'Date,Action,Asset,Shares,Price,Amount',
      '2024-02-05,Buy,EQR,100,60.00,-6000.00',
      '2024-02-06,Buy,AVB,10,190.00,-1900.00',
    );
    expect(history.rows.map(({ security }) => security)).toEqual(['EQR', 'AVB']);
    const kinds = readLines(
      'Date,Action,Asset,Shares,Price,Amount',
      '2024-02-05,Buy,STOCK,100,60.00,-6000.00',
    );
    expect(askedOf(kinds)).toEqual(['line/2']);
  });
});

describe('titles', () => {
  const lines = ['2024-02-05,Buy,100,60.00,-6000.00', '2024-02-05,Buy,100,60.00,-6000.00'] as const;

  it('tell records apart whose cells are the same', () => {
    const below = (...titles: readonly [string, string]) =>
      readLines(titles[0], 'Date,Action,Shares,Price,Amount', lines[0], titles[1], lines[1]);
    const two = below('EQUITY RESIDENTIAL (EQR)', 'AVALONBAY COMMUNITIES INC (AVB)');
    expect(two.rows.map(({ security }) => security)).toEqual(['EQR', 'AVB']);
    const one = below('EQUITY RESIDENTIAL (EQR)', 'EQUITY RESIDENTIAL (EQR)');
    expect(askedOf(one)).toEqual(['line/5 [It stands twice: leave it out | They are two]']);
  });

  it('name a security behind a word that says so, which is no ticker', () => {
    const below = (title: string) =>
      readLines(title, 'Date,Action,Shares,Price,Amount', lines[0]).rows[0]?.security;
    expect(below('ISSUE: FEDERAL REALTY INVESTMENT TRUST')).toBe('FEDERAL REALTY INVESTMENT TRUST');
    expect(below('FRT: FEDERAL REALTY INVESTMENT TRUST')).toBe('FRT');
  });

  it('name an account by its kind and the end of its number', () => {
    const history = readLines(
      'Rollover IRA XXXX-4411',
      'Date,Action,Symbol,Shares,Price,Amount',
      '2020-10-05,Buy,ESS,12,201.00,-2412.00',
    );
    expect(history.rows[0]?.account).toBe('Rollover IRA XXXX-4411');
  });

  it('name accounts by their kinds alone, above the first table and between tables', () => {
    const history = readLines(
      'Roth IRA',
      'Date,Action,Symbol,Shares,Price,Amount',
      '2020-10-05,Buy,ESS,12,201.00,-2412.00',
      'Joint account',
      'Date,Action,Symbol,Shares,Price,Amount',
      '2020-10-05,Buy,ESS,12,201.00,-2412.00',
    );
    expect(history.rows.map(({ account }) => account)).toEqual(['Roth IRA', 'Joint account']);
    const others = readLines(
      'Joint ventures of my account',
      'Date,Action,Symbol,Shares,Price,Amount',
      '2020-10-05,Buy,ESS,12,201.00,-2412.00',
    );
    expect(others.rows[0]?.account).toBe(null);
  });

  it('end an account where their cell ends', () => {
    const history = readLines(
      'Any Broker,Activity for account ending 1122,Printed 02/11/2021',
      'Date,Action,Symbol,Shares,Price,Amount',
      '2020-10-05,Buy,ESS,12,201.00,-2412.00',
    );
    expect(history.rows[0]?.account).toBe('ending 1122');
  });
});
