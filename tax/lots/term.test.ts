import { describe, expect, it } from 'vitest';
import { parseMoney, type Cents } from '../values/money.ts';
import { day } from '../testing/fixtures.ts';
import { longTermLossOf, type PieceRun } from './sales.ts';
import { isHeldBriefly, isLongTermLot, termOf } from './term.ts';

describe('inherited shares', () => {
  const lot = { acquired: day('2002-05-01'), heldSince: day('2002-05-01') };
  const sold = day('2002-06-03');

  it('are long-term, and never held briefly', () => {
    expect(termOf({ ...lot, inherited: true }, sold)).toBe('long');
    expect(isLongTermLot({ ...lot, inherited: true }, sold)).toBe(true);
    expect(isHeldBriefly({ ...lot, inherited: true }, sold)).toBe(false);
  });

  it('are told from others', () => {
    expect(termOf({ ...lot, inherited: false }, sold)).toBe('short');
    expect(isHeldBriefly({ ...lot, inherited: false }, sold)).toBe(true);
  });
});

describe('a loss of shares that were held briefly', () => {
  const cents = (text: string): Cents => parseMoney(text) as Cents;
  const run = (term: 'short' | 'long', received: string): PieceRun =>
    ({
      isBrief: true,
      portion: { capitalGainReceived: cents(received) },
      piece: { gain: cents('-100.00'), disallowedLoss: cents('30.00'), term },
    }) as unknown as PieceRun;

  it('is long-term as far as capital gain was received and the loss is allowed', () => {
    expect(longTermLossOf(run('short', '20.00'))).toBe(cents('20.00'));
    expect(longTermLossOf(run('short', '90.00'))).toBe(cents('70.00'));
  });

  it('that is long-term by the days of the shares that these replace is not made so again', () => {
    expect(longTermLossOf(run('long', '20.00'))).toBe(cents('0.00'));
  });
});
