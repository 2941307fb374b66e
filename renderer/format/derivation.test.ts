import { describe, expect, it } from 'vitest';
import { isOpenAtFirst, markedLine, type DerivationTree } from './derivation.ts';

const marked = (line: string, value: string): string | undefined =>
  markedLine(line, value).find(({ isFigure }) => isFigure)?.text;

describe('a figure in the line that it is printed on', () => {
  it('is found however it is printed', () => {
    expect(marked('02/04/02  02/11/02  $0.820  61.4%  19.5%', '0.82')).toBe('$0.820');
    expect(marked('02/04/02  02/11/02  $0.820  61.4%  19.5%', '19.5')).toBe('19.5%');
    expect(marked('Total .5625 per share', '0.5625')).toBe('.5625');
    expect(marked('Proceeds $3,800.00', '3800.00')).toBe('$3,800.00');
  });

  it('is no part of another number', () => {
    expect(marked('119.5% 19.55%', '19.5')).toBeUndefined();
    expect(marked('1.82 0.825', '0.82')).toBeUndefined();
  });

  it('is not marked where it could be either of two', () => {
    expect(marked('12.5% 12.5%', '12.5')).toBeUndefined();
    expect(marked('Feb 11, 2002', '2002-02-11')).toBeUndefined();
  });

  it('keeps the line, and of a very long one what is around it', () => {
    const line = 'a 19.5% b';
    expect(
      markedLine(line, '19.5')
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
    const long = markedLine(`${'x '.repeat(500)}19.5%${' y'.repeat(500)}`, '19.5');
    expect(long.map(({ text }) => text).join('').length).toBeLessThan(250);
    expect(long.some(({ isFigure }) => isFigure)).toBe(true);
  });
});

describe('what is open before anybody opens it', () => {
  const step = (operation: DerivationTree['operation'], count: number, place?: number) => ({
    ...({ label: '', value: '', unit: 'usd', explanation: '', rule: null, source: null } as const),
    ...{ operation, ...(place === undefined ? {} : { place }) },
    operands: Array.from({ length: count }, () => null),
  });
  const open = (of: ReturnType<typeof step>, depth = 1) =>
    of.operands.map((_, index) => isOpenAtFirst(of, index, depth));

  it('is one of those that are alike, and each of those that are not', () => {
    expect(open(step('sum', 3))).toEqual([true, false, false]);
    expect(open(step('product', 2))).toEqual([true, true]);
  });

  it('is the cash and the weight that the figure is the part of', () => {
    expect(open(step('apportion', 4, 1))).toEqual([true, false, true, false]);
  });

  it('goes down one way alone where it goes very far', () => {
    expect(open(step('difference', 2), 9)).toEqual([true, false]);
    expect(open(step('difference', 2), 40)).toEqual([false, false]);
  });
});
