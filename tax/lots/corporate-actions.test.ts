import { expect, it } from 'vitest';
import { parseShares, type Shares } from '../values/money.ts';
import { canBePaid } from './corporate-actions.ts';

const shares = (text: string): Shares => parseShares(text) as Shares;

it.each([
  // The fraction of the new shares, or of all that the account then holds.
  ['0.5', '10.5', '12', true],
  ['0.25', '3', '10.25', true],
  // Written with two decimals, or with three.
  ['0.33', '10.33333333', '10.33333333', true],
  ['0.34', '10.33333333', '10.33333333', true],
  ['0.333', '10.33333333', '10.33333333', true],
  ['0.335', '10.33333333', '10.33333333', false],
  ['0.35', '10.33333333', '10.33333333', false],
  ['0.1', '10.5', '10.5', false],
  // Whole shares leave none, however small it is.
  ['0.0005', '10', '10', false],
])('a fraction of %s of %s new shares, %s held', (fraction, total, held, is) => {
  expect(canBePaid(shares(fraction), shares(total), shares(held))).toBe(is);
});
