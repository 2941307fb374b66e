import { describe, expect, it } from 'vitest';
import type { Derivation } from '../explain/derivation.ts';
import type { Unit, Operation } from '../facts/teller.ts';
import { recompute, RecomputeError } from './recompute.ts';
import { weekdayCalendar } from './fixtures.ts';

const source = { kind: 'transaction', transactionId: 'one', line: null } as const;
const rule = { title: 'The rule', authority: 'the tests' };

function node(
  operation: Operation,
  value: string,
  unit: Unit,
  operands: readonly Derivation[] = [],
  place?: number,
): Derivation {
  const isFact = operation === 'fact';
  return {
    label: operation,
    value,
    unit,
    operation,
    explanation: 'It is so.',
    rule: operation === 'constant' ? rule : null,
    source: isFact ? source : null,
    operands,
    ...(place === undefined ? {} : { place }),
  };
}

const usd = (value: string): Derivation => node('fact', value, 'usd');
const shares = (value: string): Derivation => node('fact', value, 'shares');
const day = (value: string): Derivation => node('fact', value, 'day');
const percent = (value: string): Derivation => node('fact', value, 'percent');
const three = [shares('1'), shares('1'), shares('1')];
const others = node('others', '0.5', 'shares');

/** The operation on these operands, worked out; what it says it is does not matter. */
const workedOut = (
  operation: Operation,
  unit: Unit,
  operands: readonly Derivation[],
  place?: number,
): string => recompute(node(operation, '0.00', unit, operands, place), weekdayCalendar);

describe('an operation is worked out again', () => {
  it.each<[Operation, Unit, readonly Derivation[], string, number?]>([
    ['sum', 'usd', [], '0.00'],
    ['sum', 'usd', [usd('1.10'), usd('-0.35')], '0.75'],
    ['difference', 'shares', [shares('3'), shares('0.5'), shares('1')], '1.5'],
    ['product', 'usd', [shares('100'), node('fact', '0.5859375', 'usdPerShare')], '58.59'],
    ['product', 'usd', [shares('10'), node('fact', '0.0125', 'usdPerShare')], '0.13'],
    ['percent', 'usd', [usd('-0.10'), percent('5')], '-0.01'],
    ['restOfPercent', 'usd', [usd('3800.00'), percent('12.5')], '3325.00'],
    ['share', 'usd', [usd('0.01'), shares('1'), shares('2')], '0.01'],
    ['share', 'usd', [usd('-0.01'), shares('1'), shares('2')], '-0.01'],
    ['share', 'usd', [usd('5.00'), shares('0'), shares('0')], '5.00'],
    ['rest', 'shares', [shares('1'), shares('1'), shares('3')], '0.66666667'],
    ['apportion', 'usd', [usd('0.10'), ...three], '0.04', 0],
    ['apportion', 'usd', [usd('0.10'), ...three], '0.03', 2],
    ['apportion', 'usd', [usd('-0.11'), ...three], '-0.04', 1],
    [
      'apportionOne',
      'usd',
      [usd('0.10'), shares('1'), node('sum', '', 'shares', three), node('leftOver', '0.01', 'usd')],
      '0.04',
      0,
    ],
    ['smallest', 'usd', [usd('8.00'), usd('-1.00'), usd('3.00')], '-1.00'],
    ['loss', 'usd', [usd('-3.00')], '3.00'],
    ['loss', 'usd', [usd('3.00')], '0.00'],
    [
      'conversion',
      'shares',
      [shares('1'), node('fact', '1', 'number'), node('fact', '8', 'number')],
      '0.125',
    ],
    ['fraction', 'shares', [shares('12.5')], '0.5'],
    ['exDate', 'day', [day('2002-02-04')], '2002-01-31'],
    ['movedDay', 'day', [day('2002-03-01'), node('constant', '-1', 'days')], '2002-02-28'],
    ['daysHeld', 'days', [day('2018-03-01'), day('2018-01-22'), day('2018-04-15')], '45'],
    ['daysHeld', 'days', [day('2018-05-01'), day('2018-01-22'), day('2018-04-15')], '0'],
    ['tacked', 'day', [day('2001-12-18'), day('2001-12-10'), day('2001-09-21')], '2001-09-29'],
    ['tacked', 'day', [day('1901-01-01'), day('2001-12-10'), day('1950-09-21')], '1900-01-01'],
    ['ifHeldBriefly', 'usd', [usd('5.00'), day('2002-01-02'), day('2002-07-02')], '5.00'],
    ['ifHeldBriefly', 'usd', [usd('5.00'), day('2002-01-02'), day('2002-07-03')], '0.00'],
  ])('%s in %s', (operation, unit, operands, value, place) => {
    expect(workedOut(operation, unit, operands, place)).toBe(value);
  });

  it('from what its operands come to, not from what they say', () => {
    const wrong = node('sum', '9.00', 'usd', [usd('1.00'), usd('1.00')]);
    expect(workedOut('sum', 'usd', [wrong, usd('1.00')])).toBe('3.00');
  });

  it('takes a choice within its limits', () => {
    const chosen = node('choice', '2', 'shares', [shares('3'), shares('2')]);
    expect(recompute(chosen, weekdayCalendar)).toBe('2');
  });
});

describe('what does not hold is an error', () => {
  it.each<[string, Derivation]>([
    ['a fact without a source', { ...usd('1.00'), source: null }],
    ['a fact made from something', { ...usd('1.00'), operands: [usd('1.00')] }],
    ['a constant without a rule', { ...node('constant', '1', 'days'), rule: null }],
    ['a choice of nothing', node('choice', '0', 'shares', [shares('3')])],
    ['a choice of more than there is', node('choice', '4', 'shares', [shares('5'), shares('3')])],
    ['a choice without a limit', node('choice', '4', 'shares')],
    ['a part of less than it', node('share', '', 'usd', [usd('1.00'), shares('2'), shares('1')])],
    ['an operand too many', node('loss', '', 'usd', [usd('1.00'), usd('1.00')])],
    ['a part of no weights', node('apportion', '', 'usd', [usd('1.00'), shares('0')], 0)],
    ['a place beyond the weights', node('apportion', '', 'usd', [usd('1.00'), ...three], 3)],
    ['more than one unit left over', node('leftOver', '0.02', 'usd')],
    ['a day as an amount', node('sum', '', 'usd', [day('2002-01-01')])],
    ['an amount as a day', node('exDate', '', 'day', [usd('1.00')])],
    ['a record date beyond the calendar', node('exDate', '', 'day', [day('1950-05-05')])],
  ])('%s', (_title, tree) => {
    expect(() => recompute(tree, weekdayCalendar)).toThrow(RecomputeError);
  });

  const oneOf = (extra: string, own: Derivation, sum: Derivation): Derivation =>
    node('apportionOne', '', 'usd', [usd('0.10'), own, sum, node('leftOver', extra, 'usd')], 0);

  it('a cent left over that went to another part', () => {
    const listed = node('sum', '', 'shares', three);
    expect(() => recompute(oneOf('0.00', shares('1'), listed), weekdayCalendar)).toThrow(
      /went to another part/,
    );
  });

  it('a cent left over for a part that nothing was cut off from', () => {
    const cut = node('sum', '', 'shares', [shares('0.5'), others]);
    expect(recompute(oneOf('0.00', shares('0.5'), cut), weekdayCalendar)).toBe('0.05');
    expect(() => recompute(oneOf('0.01', shares('0.5'), cut), weekdayCalendar)).toThrow(
      /without a fraction/,
    );
  });
});
