/** Words, types and codes that end a trade or make it one of shares that were sold short: none is a trade unasked. */
import { describe, expect, it } from 'vitest';
import { answeredWith, askedOf, readLines, rowsOf } from './testing/read-lines.ts';

const HEADINGS = 'Date,Action,Symbol,Quantity,Price,Amount';

describe('a word that takes a trade back behind that of the trade', () => {
  it.each([
    'Buy Cancel',
    'BUY CANCELLED',
    'Buy - Cancelled',
    'Buy (reversed)',
    'Bought: void',
    'YOU BOUGHT CXL',
    'Purchase Reversal',
    'Buy Trade Cancel',
    'BUY_CANCELED',
    'YOU BOUGHT EQUITY RESIDENTIAL (EQR) (Cash) CANCELLED',
  ])('%s is no purchase, and asks about the one that it may mean', (word) => {
    const history = readLines(
      HEADINGS,
      '2024-03-04,Buy,EQR,100,60,6000',
      `2024-03-05,${word},EQR,100,60,6000`,
      '2024-03-05,Buy,EQR,100,61,6100',
    );
    expect(rowsOf(history)).toEqual(['2024-03-05 buy 100 6100.00']);
    expect(askedOf(history)).toEqual([
      'line/2 [It is right as it stands | Leave it out]',
      'line/3 [Leave it out]',
    ]);
    expect(answeredWith(history, { 'line/2': 1, 'line/3': 0 }).rows).toHaveLength(1);
  });

  it.each(['Sell Reversal', 'Sold - cancelled', 'SELL CANCEL'])('%s is no sale', (word) => {
    const history = readLines(
      HEADINGS,
      '2023-03-06,Buy,EQR,300,60,18000',
      '2024-06-04,Sell,EQR,100,70,7000',
      `2024-06-05,${word},EQR,100,70,`,
    );
    expect(rowsOf(history)).toEqual(['2023-03-06 buy 300 18000.00']);
    expect(askedOf(history).map((id) => id.slice(0, 6))).toEqual(['line/3', 'line/4']);
  });

  it('leaves both out where its money has the other sign', () => {
    const history = readLines(
      HEADINGS,
      '2024-03-04,Buy,EQR,100,60,-6000',
      '2024-03-05,Buy Cancel,EQR,-100,60,6000',
      '2024-03-05,Buy,EQR,100,61,-6100',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([['2024-03-05 buy 100 6100.00'], []]);
  });

  it('asks for a reinvestment, and is nothing to a trade of other shares or another month', () => {
    const history = readLines(
      HEADINGS,
      '2024-03-04,Buy,EQR,100,60,6000',
      '2024-03-05,Buy Cancel,EQR,50,60,3000',
      '2024-06-05,Buy Cancel,EQR,100,60,6000',
      '2024-06-06,Reinvest Shares Reversal,EQR,1,60,60',
    );
    expect(rowsOf(history)).toEqual(['2024-03-04 buy 100 6000.00']);
    expect(askedOf(history).map((id) => id.slice(0, 6))).toEqual(['line/3', 'line/4', 'line/5']);
  });
});

describe('shares that were sold short', () => {
  it.each([
    'Sell Short',
    'Sold (short)',
    'SOLD_SHORT',
    'Short Sale',
    'Bought To Cover',
    'BUY_TO_COVER',
    'Buy cover',
    'YOU SOLD SHORT SALE EQUITY RESIDENTIAL SBI (EQR)',
    'YOU BOUGHT SHORT COVER EQUITY RESIDENTIAL SBI (EQR)',
    'YOU BOUGHT EQUITY RESIDENTIAL SBI (EQR) (Short)',
    'Cover Short',
  ])('%s is asked', (word) => {
    const history = readLines(HEADINGS, `2024-03-05,${word},EQR,100,60,6000`);
    expect([rowsOf(history), askedOf(history)]).toEqual([[], ['line/2 [Leave it out]']]);
  });

  it.each([
    'Sold Short Term Bond Fund',
    'You bought Short Duration Income',
    'Sold Short-Term Treasury',
  ])('%s is none of them', (word) => {
    expect(rowsOf(readLines(HEADINGS, `2024-03-05,${word},VGSH,100,60,6000`))).toHaveLength(1);
  });

  it.each(['Security Type', 'Type'])('are told by the word alone in a column "%s"', (heading) => {
    const history = readLines(
      `Date,Action,${heading},Symbol,Quantity,Price,Amount`,
      '2024-03-05,YOU SOLD,Short,EQR,-100,60,6000',
      '2024-03-06,YOU BOUGHT,Margin,EQR,100,60,-6000',
    );
    expect(rowsOf(history)).toEqual(['2024-03-06 buy 100 6000.00']);
    expect(askedOf(history)).toEqual(['line/2 [Leave it out]']);
  });

  it.each(['Code', 'Notes/Codes', 'Open/CloseIndicator'])(
    'are told by codes in "%s"',
    (heading) => {
      const history = readLines(
        `Date,Action,Symbol,Quantity,Price,Amount,${heading}`,
        '2024-03-04,Buy,EQR,100,60,-6000,O;P',
        '2024-03-05,Sell,EQR,-100,60,6000,C',
        '2024-03-06,Sell,EQR,-100,60,6000,O',
        '2024-03-07,Buy,EQR,100,60,-6000,C;P',
        '2024-03-08,Sell,EQR,-100,61,6100,C;Ca',
      );
      expect(rowsOf(history)).toEqual([
        '2024-03-04 buy 100 6000.00',
        '2024-03-05 sell 100 6000.00',
      ]);
      expect(history.questions.map(({ line }) => line)).toEqual([4, 5, 6]);
    },
  );
});
