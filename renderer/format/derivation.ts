/** How the value of a derivation's step is written. */
import type { DerivationUnit } from '../../tax/derivation.ts';
import { formatDay, withDays } from './days.ts';
import { formatPercent, formatRate, formatShares, formatUsd } from './money.ts';

const DECIMAL = /^-?\d+(\.\d+)?$/;

export function formatValue(value: string, unit: DerivationUnit): string {
  if (unit === 'day') return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
  if (unit === 'text') return withDays(value);
  if (!DECIMAL.test(value)) return value;
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'usdPerShare':
      return formatRate(value);
    case 'shares':
      return `${formatShares(value)} ${value === '1' ? 'share' : 'shares'}`;
    case 'percent':
      return formatPercent(value);
  }
}

/** What stands before an operand in the column of a calculation. */
export function sign(operation: string, index: number): string {
  switch (operation) {
    case 'sum':
      return index === 0 ? '' : '+';
    case 'difference':
      return index === 0 ? '' : '\u2212';
    case 'product':
      return index === 0 ? '' : '×';
    default:
      return '';
  }
}

export const MADE_FROM: Readonly<Record<string, string>> = {
  sum: 'Added up from',
  difference: 'What is left of',
  product: 'Multiplied from',
  share: 'A part of',
  choice: 'Chosen by',
  fact: 'Stated by',
};
