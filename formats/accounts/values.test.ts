/** Figures of cells as most files write them, and those that can mean another thing. */
import { describe, expect, it } from 'vitest';
import { plainFigure, readNumber } from './values.ts';

const told = (cell: string): string => {
  const number = readNumber(cell);
  return number.kind === 'number' ? `${plainFigure(number.value)} "${number.text}"` : number.kind;
};

describe('a figure of a cell', () => {
  it.each([
    ['100', '100 "100"'],
    ['-$29.00', '-29 "29.00"'],
    ['$-29.05', '-29.05 "29.05"'],
    ['+$0.5', '0.5 "0.5"'],
    ['($1,259.59)', '-1259.59 "1,259.59"'],
    ['.4500', '0.45 ".4500"'],
    ['5.', '5 "5."'],
    ['+-5', '-5 "5"'],
    ['12345678901234.123456789012', '12345678901234.123456789012 "12345678901234.123456789012"'],
  ])('%s', (cell, expected) => {
    expect(told(cell)).toBe(expected);
  });

  it.each(['-$-5', '123456789012345', '1.1234567890123', '1.2.3', '$', '4 of 5'])(
    '%s is no figure',
    (cell) => {
      expect(told(cell)).toBe('unclear');
    },
  );
});
