/** What a title above records, or a mark beside them, says of them: whose they are, in which money, and that they are no trades. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { AccountHistory } from './history.ts';
import { readAccountHistory } from './read-account-history.ts';

function read(...lines: readonly string[]): AccountHistory {
  const reading = readAccountHistory(`${lines.join('\n')}\n`, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

const trades = ({ rows }: AccountHistory) =>
  rows.map(({ date, action, security, shares }) => [date, action, security, shares].join(' '));

describe('a second title of a security in a file', () => {
  const HEADINGS = 'Date,Action,Quantity,Price,Amount';
  const OF_EQR = '2024-03-05,Buy,100,62,6200';
  const OF_AVB = '2024-03-06,Buy,50,180,9000';
  const EACH = ['2024-03-05 buy EQR 100', '2024-03-06 buy AVB 50'];

  it.each([
    ['with its headings again', ['Symbol: EQR', HEADINGS, OF_EQR, '', 'Symbol: AVB', HEADINGS]],
    ['without them', ['Symbol: EQR', HEADINGS, OF_EQR, 'Symbol: AVB']],
    ['in two cells', ['Ticker,EQR,,,', HEADINGS, OF_EQR, 'Ticker,AVB,,,']],
    ['below the headings', [HEADINGS, 'Symbol: EQR', OF_EQR, 'Symbol: AVB']],
    [
      'beside one of the company',
      [
        'Company: Equity Residential',
        'Symbol: EQR',
        HEADINGS,
        OF_EQR,
        'Company: AvalonBay Communities',
        'Symbol: AVB',
        HEADINGS,
      ],
    ],
    [
      'behind which the company stands',
      [
        'Symbol: EQR',
        'Company: Equity Residential',
        HEADINGS,
        OF_EQR,
        'Symbol: AVB',
        'Company: AvalonBay Communities',
      ],
    ],
    [
      'of another account',
      ['Account: 1111-2222', 'Symbol: EQR', HEADINGS, OF_EQR, 'Account: 3333-4444', 'Symbol: AVB'],
    ],
  ])('is of what stands below it, %s', (_, above) => {
    expect(trades(read(...above, OF_AVB))).toEqual(EACH);
  });

  it('of names alone is not the one security of the file', () => {
    const { questions, rows } = read(
      ...['Equity Residential', HEADINGS, OF_EQR, 'AvalonBay Communities', OF_AVB],
      ...['Sun Communities', '2024-03-07,Buy,10,120,1200'],
    );
    const names = [
      ...questions.map(({ line, knows }) => `${line} ${knows['name'] ?? ''}`),
      ...rows.map(({ line, security }) => `${line} ${security}`),
    ];
    expect(names.slice(1)).toEqual(['5 AvalonBay Communities', '7 Sun Communities']);
  });

  it.each(['Symbol: EQR', 'Equity Residential (EQR)'])('%s: other words are no title', (title) => {
    const history = read(title, HEADINGS, OF_EQR, 'Second quarter', '2024-03-07,Sell,50,63,3150');
    expect(trades(history)).toEqual([EACH[0], '2024-03-07 sell EQR 50']);
  });
});
