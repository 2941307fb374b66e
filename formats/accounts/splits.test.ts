/** Splits: what a record says in words, what its numbers say, and what the file itself holds. */
import { describe, expect, it } from 'vitest';
import { entriesOfHistory, withHistoryAnswers } from './answered.ts';
import { historyAnswers } from './answers-of-history.ts';
import type { AccountHistory } from './history.ts';
import { askedOf, readLines, readOfxLines, rowsOf } from './testing/read-lines.ts';

const HEADER = 'Date,Action,Symbol,Quantity,Amount,Description';
const BUY = '2023-10-10,Buy,EQR,100,6000,EQUITY RESIDENTIAL';
const SECID = '<SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID>';
const BOUGHT = (units: string): string =>
  `<BUYSTOCK><INVBUY><INVTRAN><FITID>1<DTTRADE>20240305</INVTRAN>${SECID}<UNITS>${units}<UNITPRICE>60<TOTAL>-${Number(units) * 60}</INVBUY></BUYSTOCK>`;
const SPLIT = (rest: string): string =>
  `<SPLIT><INVTRAN><FITID>2<DTTRADE>20240405</INVTRAN>${SECID}${rest}</SPLIT>`;

function answered(history: AccountHistory, answers: unknown) {
  const given = historyAnswers(answers);
  if ('problem' in given) throw new Error(given.problem);
  return withHistoryAnswers(history, given.answers);
}

function taken(history: AccountHistory, answers: unknown): readonly string[] {
  const done = answered(history, answers);
  if ('problems' in done) throw new Error(done.problems.map(({ message }) => message).join(' '));
  expect(entriesOfHistory(done.history).problems).toEqual([]);
  return rowsOf(done.history);
}

describe('a ratio in words', () => {
  it('is asked about where the shares that are added say another one', () => {
    const turned = readLines(HEADER, BUY, '2024-11-12,Stock Split,EQR,100,,EQUITY 1:2 SPLIT');
    expect(askedOf(turned)).toEqual(['line/3 [2:1 | 1:2]']);
    const half = readLines(HEADER, BUY, '2024-11-12,Stock Split,EQR,50,,EQUITY 2 FOR 1 SPLIT');
    expect(askedOf(half)).toEqual(['line/3 [3:2 | 2:1]']);
    expect(half.questions[0]?.text).toContain(
      "The record says 2:1, but 50 shares are added, and by the file's own records 100 were held.",
    );
  });

  it('is asked about where it goes the other way than its word or its sign', () => {
    const text = (words: string, shares = '') =>
      askedOf(readLines(HEADER, BUY, `2024-11-12,${words},EQR,${shares},,EQUITY`));
    expect(text('Forward Split 1 for 2')).toEqual(['line/3 [2:1 | 1:2]']);
    expect(text('Stock Split 2 for 1', '-50')).toEqual(['line/3 [1:2 | 2:1]']);
    expect(text('Reverse Split 10 for 1')).toEqual(['line/3 [1:10]']);
  });

  it('stands where the numbers agree, also of a file that begins in the middle', () => {
    const rows = (...lines: string[]) => rowsOf(readLines(HEADER, ...lines)).slice(1);
    expect(rows(BUY, '2024-11-12,Stock Split,EQR,100,,2 FOR 1 SPLIT')).toEqual([
      '2024-11-12 split 2:1',
    ]);
    // The shares after it, and those of holdings that the file does not know.
    expect(rows(BUY, '2024-11-12,Stock Split,EQR,200,,2 FOR 1 SPLIT')).toHaveLength(1);
    expect(rows(BUY, '2024-11-12,Stock Split,EQR,700,,2 FOR 1 SPLIT')).toHaveLength(1);
    // A fraction was paid in cash, and shares were bought before those of the split were booked.
    expect(
      rows(
        '2023-10-10,Buy,EQR,101,6060,EQUITY RESIDENTIAL',
        '2024-11-11,Buy,EQR,20,600,EQUITY RESIDENTIAL',
        '2024-11-12,Stock Split,EQR,50,,3 FOR 2 SPLIT',
      ).slice(1),
    ).toEqual(['2024-11-12 split 3:2']);
    expect(rows(BUY, '2024-11-12,Stock Split,EQR,-90,,1 FOR 10 SPLIT')).toHaveLength(1);
  });

  it('is asked about where both sides are there and say another one', () => {
    const pair = readLines(
      HEADER,
      BUY,
      '2024-11-12,Reverse Split,EQR,-100,,EQUITY 1 FOR 5',
      '2024-11-12,Reverse Split,EQR,10,,EQUITY 1 FOR 5',
    );
    expect(askedOf(pair)).toEqual(['line/3 [1:10 | 1:5]']);
  });
});

describe('a reverse split without a ratio', () => {
  it('has the one of the shares that are taken out or left', () => {
    const asked = (shares: string) =>
      askedOf(readLines(HEADER, BUY, `2024-04-05,Reverse Split,EQR,${shares},,`));
    expect(asked('-90')).toEqual(['line/3 [1:10]']);
    expect(asked('10')).toEqual(['line/3 [9:10 | 1:10]']);
  });

  it('is not answered by a ratio that gives more shares', () => {
    const history = readLines(HEADER, BUY, '2024-04-05,Reverse Split,EQR,-90,,');
    const refused = answered(history, { 'line/3': { ratio: '10:1' } });
    expect('problems' in refused && refused.problems[0]?.message).toBe(
      'The ratio 10:1 in the answer to line/3 gives more shares, and the line is of fewer. Write the new shares first: 1:10.',
    );
    expect(taken(history, { 'line/3': { ratio: '1:10' } })).toContain('2024-04-05 split 1:10');
    const forward = readLines(HEADER, BUY, '2024-04-05,Stock Split,EQR,100,,');
    expect('problems' in answered(forward, { 'line/3': { ratio: '1:2' } })).toBe(true);
  });
});

it('a column of ratios says them', () => {
  const history = readLines(
    'Date,Action,Symbol,Quantity,Price,Amount,Split Ratio',
    '2024-03-05,Buy,EQR,100,62,6200,',
    '2024-06-05,Split,EQR,,,,2:1',
    '2024-07-05,Split,EQR,,,,0.5',
    '2024-08-05,Split,EQR,,,,3-for-2',
    '2024-09-05,Split,EQR,,,,1/4',
  );
  expect([rowsOf(history).slice(1), askedOf(history)]).toEqual([
    [
      '2024-06-05 split 2:1',
      '2024-07-05 split 1:2',
      '2024-08-05 split 3:2',
      '2024-09-05 split 1:4',
    ],
    [],
  ]);
});

describe('a split of an OFX statement', () => {
  it('is asked about where its units say another ratio than its fraction', () => {
    const sides = '<OLDUNITS>100<NEWUNITS>200';
    const turned = readOfxLines(BOUGHT('100'), SPLIT(`${sides}<NUMERATOR>1<DENOMINATOR>2`));
    expect(askedOf(turned)).toEqual(['line/4 [2:1 | 1:2]']);
    const right = readOfxLines(BOUGHT('100'), SPLIT(`${sides}<NUMERATOR>2<DENOMINATOR>1`));
    expect(rowsOf(right)[1]).toBe('2024-04-05 split 2:1');
    const cut = readOfxLines(
      BOUGHT('101'),
      SPLIT('<OLDUNITS>101<NEWUNITS>151<NUMERATOR>3<DENOMINATOR>2'),
    );
    expect(rowsOf(cut)[1]).toBe('2024-04-05 split 3:2');
  });

  it('is asked together with the cash of its fraction, and becomes both', () => {
    const history = readOfxLines(
      BOUGHT('101'),
      SPLIT('<OLDUNITS>101<NEWUNITS>151<NUMERATOR>3<DENOMINATOR>2<FRACCASH>20.50'),
    );
    expect(askedOf(history)).toEqual(['line/4 [The split, and 0.5 shares sold for $20.50]']);
    expect(taken(history, { 'line/4': 0 }).slice(1)).toEqual([
      '2024-04-05 split 3:2',
      '2024-04-05 sell 0.5 20.50',
    ]);
  });

  it('has the fraction by the holdings where it gives no units, and else asks for both entries', () => {
    const cash = SPLIT('<NUMERATOR>5<DENOMINATOR>4<FRACCASH>9.10');
    expect(askedOf(readOfxLines(BOUGHT('101'), cash))).toEqual([
      'line/4 [The split, and 0.25 shares sold for $9.10]',
    ]);
    const alone = readOfxLines(cash);
    expect(askedOf(alone)).toEqual(['line/3']);
    const both = [{ ratio: '5:4' }, { action: 'sell', shares: '0.75', amount: '9.10', ratio: '' }];
    expect(taken(alone, { 'line/3': both })).toEqual([
      '2024-04-05 split 5:4',
      '2024-04-05 sell 0.75 9.10',
    ]);
  });
});

it('are asked each for itself where the whole file is one line', () => {
  const split = (day: string): string =>
    `<SPLIT><INVTRAN><FITID>${day}<DTTRADE>${day}</INVTRAN><SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID><OLDUNITS>100<NEWUNITS>200<NUMERATOR>3<DENOMINATOR>1</SPLIT>`;
  const history = readOfxLines([split('20240305'), split('20240405')].join(''));
  expect(history.questions.map(({ id }) => id)).toEqual(['line/1', 'line/2']);
  expect(taken(history, { 'line/1': { ratio: '2:1' }, 'line/2': { ratio: '3:1' } })).toEqual([
    '2024-03-05 split 2:1',
    '2024-04-05 split 3:1',
  ]);
});
