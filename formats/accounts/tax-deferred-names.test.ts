import { expect, it } from 'vitest';
import { looksTaxDeferred } from './tax-deferred-names.ts';

it('knows the words for accounts whose income is not taxed now, as words', () => {
  const names = [
    'IRA',
    'Roth',
    'my roth_ira',
    'Rollover IRA ...417',
    'Solo 401(k)',
    '401k',
    '403(b)',
    'SEP-IRA',
    'HSA',
  ];
  expect(names.filter((name) => !looksTaxDeferred(name))).toEqual([]);
  const others = [
    'Taxable',
    'Siraj',
    'Joint',
    'Individual ...417',
    'Miranda',
    'Rothschild',
    'default',
    '45701',
  ];
  expect(others.filter(looksTaxDeferred)).toEqual([]);
});
