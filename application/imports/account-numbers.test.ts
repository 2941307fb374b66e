import { expect, it } from 'vitest';
import { sameNumberBy } from './account-numbers.ts';

it.each([
  ['X70012345', 'Individual - TOD X70012345', 17],
  ['234567890', 'ROTH IRA 234567890', 19],
  ['ROTH IRA 234567890', '234567890', 19],
  ['Joint Tenant ...802', 'Z1234802', 6],
  ['XXXX-4417 Individual', 'Individual ...417', 6],
  ['Brokerage - 1234', '1234', 9],
  ['Brokerage - 1234', '99881234', 8],
  ['1234-5678', '12345678', 17],
])('%s and %s have the same number', (one, other, sure) => {
  expect(sameNumberBy(one, other)).toBe(sure);
  expect(sameNumberBy(other, one)).toBe(sure);
});

it.each([
  ['X70012345', 'Individual - TOD X70012346'],
  ['Family Trust 2011', 'Education 2011'],
  ['Taxable', 'TAXABLE - 1234'],
  ['401(k)', 'Plan 401'],
  ['12345', '99912345'],
  ['account 802', 'Z1234802'],
])('%s and %s have not', (one, other) => {
  expect(sameNumberBy(one, other)).toBe(0);
});
