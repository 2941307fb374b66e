/** Payments of which nothing moved in the end, tickers in a register's names, and options by other names. */
import { describe, expect, it } from 'vitest';
import { askedOf, leftOf, readLines, rowsOf } from './testing/read-lines.ts';

const claimsOf = (history: ReturnType<typeof readLines>) =>
  history.claims.map(
    ({ line, kind, amount, reversal }) => `${line} ${kind} ${amount}${reversal ? ' reversal' : ''}`,
  );

describe('a payment whose net amount is zero', () => {
  it('keeps the sign of what was paid: an adjustment takes it back', () => {
    const history = readLines(
      'Trade Date,Type,Name,Symbol,Shares,Price,Principal Amount,Net Amount',
      '2019-06-28,Buy,KIMCO,KIM,100,18.48,-1848.00,-1848.00',
      '2019-07-15,Dividend,KIMCO,KIM,0,0,28.00,28.00',
      '2020-02-18,Return of Capital,KIMCO,KIM,0,0,12.34,0',
      '2020-02-18,Dividend,KIMCO,KIM,0,0,-12.34,0',
    );
    expect(claimsOf(history)).toEqual([
      '3 dividend 28.00',
      '4 returnOfCapital 12.34',
      '5 dividend -12.34 reversal',
    ]);
  });
});

describe('a register without a list of securities', () => {
  it('takes the ticker in brackets behind a name', () => {
    const history = readLines(
      '!Type:Invst',
      "D3/1'21",
      'NBuy',
      'YEquity Residential (EQR)',
      'I70.00',
      'Q10',
      'T700.00',
      '^',
      "D4/15'21",
      'NSell',
      'YEquity Residential (EQR)',
      'I71.00',
      'Q4',
      'T284.00',
      '^',
    );
    expect([askedOf(history), history.rows.map(({ security }) => security)]).toEqual([
      [],
      ['EQR', 'EQR'],
    ]);
  });
});

describe('an option', () => {
  it.each(['EQR 220617C85,Equity Residential', ',EQR CALL 85 JUN 17 2022'])(
    'is left out as %s',
    (named) => {
      const history = readLines(
        'Trade Date,Action,Symbol,Name,Quantity,Price,Amount',
        '2022-01-05,Buy,EQR,Equity Residential,10,80.00,-800.00',
        `2022-05-02,Buy,${named},1,200.00,-200.00`,
      );
      expect([rowsOf(history).length, askedOf(history), leftOf(history)]).toEqual([
        1,
        [],
        ['3 option'],
      ]);
    },
  );
});
