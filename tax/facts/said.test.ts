import { describe, expect, it } from 'vitest';
import type { Cents } from '../values/money.ts';
import type { FigurePart } from './figure-part.ts';
import { said, stated, statedFigure } from './said.ts';

const lossOf = (lot: string, cents: bigint, place = 0): FigurePart => ({
  label: `Lost with the lot ${lot}`,
  value: cents as Cents,
  figure: { kind: 'replacementLoss', transaction: 's1', lot, place },
});

const together = (amount: bigint, figures: readonly FigurePart[]) =>
  stated(amount as Cents, 'Loss', 'Of all lots.', figures);

describe('a sentence with amounts', () => {
  it('is its parts, joined', () => {
    const lost = said` ${statedFigure(lossOf('a', 4_000n))} of it is lost.`;
    const { message, parts } =
      said`${'Sale'}: ${2} lots, ${statedFigure(lossOf('b', 123_456n))}.${lost}`;
    expect(message).toBe('Sale: 2 lots, $1,234.56. $40.00 of it is lost.');
    expect(parts.map((part) => (typeof part === 'string' ? part : part.made.label))).toEqual([
      'Sale: 2 lots, ',
      'Lost with the lot b',
      '. ',
      'Lost with the lot a',
      ' of it is lost.',
    ]);
  });

  it('states two figures of one amount as two', () => {
    const [first, second] = [lossOf('a', 500n, 0), lossOf('a', 500n, 1)];
    const { parts } = said`${statedFigure(first)} and ${statedFigure(second)}`;
    expect(parts).toEqual([
      { text: '$5.00', made: first },
      ' and ',
      { text: '$5.00', made: second },
    ]);
  });

  it('has no empty parts', () => {
    expect(said``).toEqual({ message: '', parts: [] });
    expect(said`${''}a${said``}b`.parts).toEqual(['ab']);
  });
});

describe('an amount of a sentence', () => {
  it('is the one figure that is not zero, or the sum of several', () => {
    const [a, none, b] = [lossOf('a', 1_000n), lossOf('n', 0n), lossOf('b', 2_000n)];
    expect(together(1_000n, [a, none])).toEqual({ text: '$10.00', made: a });
    expect(together(3_000n, [a, none, b])).toMatchObject({
      text: '$30.00',
      made: { label: 'Loss', operation: 'sum', parts: [a, b] },
    });
  });

  it('is text where the figures do not come to it', () => {
    expect(together(999n, [lossOf('a', 1_000n)])).toBe('$9.99');
    expect(together(0n, [])).toBe('$0.00');
  });
});
