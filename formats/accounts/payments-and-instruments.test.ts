/** Payments before what was kept of them, payments taken back, and records that are of no share. */
import { describe, expect, it } from 'vitest';
import type { AccountHistory } from './history.ts';
import { answeredWith, askedOf, leftOf, readLines, rowsOf } from './testing/read-lines.ts';

const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount';
const BUY = '2024-03-05,Buy,EQR,100,62,6200';

const claims = ({ claims: all }: AccountHistory) =>
  all.map(({ line, kind, amount, reversal }) =>
    [line, kind, amount, reversal === true ? 'back' : ''].join(' ').trim(),
  );

describe('a payment', () => {
  it('is what was paid before tax and fees were kept of it', () => {
    const taxed = readLines(
      'Date,Action,Symbol,Quantity,Price,Gross,Tax Withheld,Net Amount',
      '2024-03-05,Dividend,EQR,,,100.00,15.00,85.00',
      '2024-03-06,Dividend,EQR,,,-100.00,-15.00,-85.00',
      '2024-03-07,Buy,EQR,100,62,6200,0,6200',
    );
    expect(claims(taxed)).toEqual(['2 dividend 100.00', '3 dividend -100.00 back']);
    const plan = readLines(
      'Ticker: EQR',
      'Date,Transaction Type,Gross Amount,Fees,Tax Withheld,Net Amount,Price Per Share,Shares',
      '28 Jun 2024,Dividend Reinvestment,72.31,2.50,0.00,69.81,33.2512,2.0995',
      '28 Mar 2024,Dividend Reinvestment,47.25,2.50,0.00,44.75,0,0',
      '12 Jan 2024,Direct Debit Purchase,1485.00,0.00,0.00,1485.00,33.00,45.0000',
    );
    expect(claims(plan)).toEqual(['4 dividend 47.25']);
  });

  it('is so where only the gross amount and the fee are there', () => {
    const history = readLines(
      'Date,Action,Symbol,Quantity,Price,Gross,Fees',
      '2024-03-05,Dividend,EQR,,,47.25,2.50',
      '2024-03-07,Buy,EQR,100,62,6200,1.00',
    );
    expect([claims(history), rowsOf(history)]).toEqual([
      ['2 dividend 47.25'],
      ['2024-03-07 buy 100 6201.00'],
    ]);
  });

  it('takes an earlier one back by a word, in a file without signs', () => {
    const history = readLines(
      HEADER,
      BUY,
      '2024-04-05,Dividend,EQR,,,67.50',
      '2024-04-08,Dividend Reversal,EQR,,,67.50',
      '2024-04-09,Dividend,EQR,,,68.00',
      '2024-04-10,Dividend Cancel,EQR,,,68.00',
      '2024-04-11,Dividend - Reversed,EQR,,,67.50',
    );
    expect(claims(history)).toEqual([
      '3 dividend 67.50',
      '4 dividend -67.50 back',
      '5 dividend 68.00',
      '6 dividend -68.00 back',
    ]);
    expect(askedOf(history)).toEqual(['line/7 [It was taken back | It was paid]']);
    expect(claims(answeredWith(history, { 'line/7': 0 })).at(-1)).toBe('7 dividend -67.50 back');
    expect(claims(answeredWith(history, { 'line/7': 1 })).at(-1)).toBe('7 dividend 67.50');
  });

  it('keeps the sign that the file gives it', () => {
    const history = readLines(
      HEADER,
      '2024-04-05,Dividend,EQR,,,67.50',
      '2024-04-08,Dividend Reversal,EQR,,,-67.50',
    );
    expect([claims(history), askedOf(history)]).toEqual([
      ['2 dividend 67.50', '3 dividend -67.50 back'],
      [],
    ]);
  });

  it('is none by words of tax, fees, loans and what is only announced', () => {
    const words = [
      'Dividend Withholding',
      'Dividend Tax',
      'Dividend Fee',
      'Dividend Declared',
      'Dividend Accrual',
      'Dividend Receivable',
      'Dividend Paid on Short',
      'Manufactured Dividend',
      'MDIV',
    ];
    const history = readLines(HEADER, ...words.map((word) => `2024-04-06,${word},EQR,,,6.50`));
    expect([claims(history), askedOf(history), history.leftOut.length]).toEqual([[], [], 9]);
    const inLieu = history.leftOut.flatMap(({ line, claim }) => (claim ? [line] : []));
    expect(inLieu).toEqual([9, 10]);
    const paid = ['Dividend Received', 'Dividend Payment', 'CDIV', 'Dividend Capital Gain Dist'];
    expect(
      claims(readLines(HEADER, ...paid.map((word, i) => `2024-04-0${i + 1},${word},EQR,,,6.50`))),
    ).toEqual(['2 dividend 6.50', '3 dividend 6.50', '4 dividend 6.50', '5 capitalGain 6.50']);
  });
});

describe('a record that says under any heading what is traded', () => {
  it.each(['Type', 'Product', 'Kind', 'Security Type', 'Category'])('%s', (heading) => {
    const history = readLines(
      `Date,Action,Symbol,Quantity,Amount,${heading}`,
      '2024-03-05,Buy,EQR,1,200,Option',
      '2024-03-05,Buy,EQR,100,6200,Stock',
      '2024-03-06,Buy,EQR,50,49,Bonds',
      '2024-03-07,Buy,EQR,5,490,Rights',
      '2024-03-08,Buy,EQR,5,490,CFD',
      '2024-03-11,Buy,EQR,1,210,Call',
    );
    expect([rowsOf(history), askedOf(history), leftOf(history)]).toEqual([
      ['2024-03-05 buy 100 6200.00'],
      [],
      [
        '2 option',
        '4 bond, not a share',
        '5 a right, a warrant or a contract, not a share',
        '6 a right, a warrant or a contract, not a share',
        '7 option',
      ],
    ]);
  });

  it('is a short sale or its end where a column opens with a sale and closes with a purchase', () => {
    const short = (heading: string, open: string, close: string) =>
      readLines(
        `${HEADER},${heading}`,
        `2024-03-05,Sell,EQR,100,62,6200,${open}`,
        `2024-03-06,Buy,EQR,100,62,6200,${close}`,
        `2024-03-07,Buy,EQR,10,62,620,${open}`,
        `2024-03-08,Sell,EQR,10,62,620,${close}`,
      );
    for (const history of [
      short('Open/Close', 'Open', 'Close'),
      short('Pos Effect', 'TO OPEN', 'TO CLOSE'),
    ]) {
      expect([rowsOf(history), askedOf(history)]).toEqual([
        ['2024-03-07 buy 10 620.00', '2024-03-08 sell 10 620.00'],
        ['line/2 [Leave it out]', 'line/3 [Leave it out]'],
      ]);
    }
  });
});
