/**
 * Decimals of any length, for what is no figure of the engine: the second implementation and the
 * recomputation of derivations, which the tests compare the exact integers of `money.ts` with, and
 * the numbers that a workbook stores. Precision and rounding are those that the calculation fixes.
 */
import { Decimal as DecimalConstructor } from 'decimal.js';

/** 40 significant digits, half away from zero, never with an exponent. */
export const Decimal = DecimalConstructor.clone({
  precision: 40,
  rounding: DecimalConstructor.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = InstanceType<typeof DecimalConstructor>;
