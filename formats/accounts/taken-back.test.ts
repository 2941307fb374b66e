/** Trades that the broker takes back in the same file: which line takes back which. */
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../tax/values/days.ts';
import type { HistoryEvent } from './event.ts';
import { takenBack } from './taken-back.ts';

const trade = (line: number, said: Partial<HistoryEvent> = {}): HistoryEvent =>
  ({
    line,
    meaning: 'buy',
    apart: null,
    day: parseDay('2020-01-02'),
    account: 'Taxable',
    security: { symbol: 'XYZ', cusip: null, name: null },
    quantity: 100n,
    amount: -7000n,
    text: 'YOU BOUGHT',
    ...said,
  }) as HistoryEvent;

const back = (line: number, said: Partial<HistoryEvent> = {}): HistoryEvent =>
  trade(line, { quantity: -100n, amount: 7000n, text: 'YOU BOUGHT CXL', ...said });

const pairsOf = (...events: HistoryEvent[]) => [...takenBack(events)].sort(([a], [b]) => a - b);
const TOGETHER = [
  [1, 2],
  [2, 1],
];

describe('a trade and the record that takes it back', () => {
  it('are told by a word and by figures the other way round, whichever stands first', () => {
    expect(pairsOf(trade(1), back(2))).toEqual(TOGETHER);
    expect(pairsOf(back(1), trade(2))).toEqual(TOGETHER);
    // Some brokers leave the shares without a sign.
    expect(pairsOf(trade(1), back(2, { quantity: 100n }))).toEqual(TOGETHER);
  });

  it.each([
    'CXL',
    'CANCELLED',
    'CANCELED',
    'CANCEL',
    'CANCELS',
    'CANCELLATION',
    'REVERSAL',
    'REVERSED',
    'REVERSE OF',
  ])('are told by "%s"', (word) => {
    expect(pairsOf(trade(1), back(2, { text: `${word} BUY` }))).toEqual(TOGETHER);
  });

  it('need a word of their own', () => {
    expect(pairsOf(trade(1), back(2, { text: 'YOU SOLD' }))).toEqual([]);
    expect(pairsOf(trade(1), back(2, { text: 'CANCELLARIA INC' }))).toEqual([]);
    expect(pairsOf(trade(1), back(2, { text: 'UNREVERSED FUND' }))).toEqual([]);
  });

  it.each<[string, Partial<HistoryEvent>]>([
    ['order of days', { day: parseDay('2020-01-01') as never }],
    ['week', { day: parseDay('2020-01-10') as never }],
    ['kind of day', { day: null }],
    ['account', { account: 'IRA' }],
    ['security', { security: { symbol: 'ABC', cusip: null, name: null } as never }],
    ['number of shares', { quantity: -99n }],
    ['amount', { amount: 6999n }],
    ['side of the money', { amount: -7000n }],
    ['kind', { meaning: 'sell' }],
  ])('are of one %s', (_, other) => {
    expect(pairsOf(trade(1), back(2, other))).toEqual([]);
  });

  it('can be a record that only says that it cancels', () => {
    const only = back(2, { meaning: 'cancelled', text: 'TRADE' });
    expect(pairsOf(trade(1), only)).toEqual(TOGETHER);
    const sale = trade(1, { meaning: 'sell' });
    expect(pairsOf(sale, only)).toEqual(TOGETHER);
  });

  it.each<[string, Partial<HistoryEvent>]>([
    ['whose meaning is not known', { meaning: null }],
    ['that is no trade', { meaning: 'dividend' }],
    ['without shares', { quantity: null }],
    ['without money', { amount: null }],
    ['of something apart', { apart: 'option' as never }],
  ])('are not one %s', (_, other) => {
    expect(pairsOf(trade(1, other), back(2, other))).toEqual([]);
  });
});

describe('of several that are alike', () => {
  it('the nearest is taken back, each once', () => {
    expect(pairsOf(trade(1), trade(5), back(6), trade(20))).toEqual([
      [5, 6],
      [6, 5],
    ]);
    expect(pairsOf(trade(1), trade(5), back(6), back(7))).toEqual([
      [1, 7],
      [5, 6],
      [6, 5],
      [7, 1],
    ]);
    expect(pairsOf(trade(4), back(5), trade(6), back(9))).toEqual([
      [4, 5],
      [5, 4],
      [6, 9],
      [9, 6],
    ]);
  });

  it('the nearest is found among very many', () => {
    const many = Array.from({ length: 100 }, (_, i) => trade(i + 1));
    expect(pairsOf(...many, back(101))).toEqual([
      [100, 101],
      [101, 100],
    ]);
  });

  it('one is taken back as often as it says, and the rest is asked', () => {
    expect(pairsOf(trade(1), back(2), back(3))).toEqual(TOGETHER);
  });

  it('what takes back is not taken back itself', () => {
    const again = back(3, { quantity: 100n, amount: -7000n, text: 'YOU BOUGHT CXL' });
    expect(pairsOf(back(2), again)).toEqual([]);
  });
});

describe('a record of a later day', () => {
  const later = (day: string) => back(5, { day: parseDay(day) as never });

  it('takes a trade of the week before it back', () => {
    expect(pairsOf(trade(1), later('2020-01-03'))).toEqual([
      [1, 5],
      [5, 1],
    ]);
    expect(pairsOf(trade(1), later('2020-01-09'))).toHaveLength(2);
  });

  it('takes the one of its own day before an earlier one that is nearer in the file', () => {
    const own = trade(1, { day: parseDay('2020-01-03') as never });
    expect(pairsOf(own, trade(4), later('2020-01-03'))).toEqual([
      [1, 5],
      [5, 1],
    ]);
  });

  it('without any day takes one without a day', () => {
    expect(pairsOf(trade(1, { day: null }), back(2, { day: null }))).toEqual(TOGETHER);
  });
});
