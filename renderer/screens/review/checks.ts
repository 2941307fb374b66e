/**
 * What the review says about a reading, in the open: that each payment's parts add up, that the
 * securities' CUSIPs are possible, and what the reader found. It only shows: whether a release can be
 * accepted is the reader's word alone.
 */
import { compareDecimals, isZero, subtract, sumDecimals, trimZeros } from '../../format/decimal.ts';
import { formatPercent, formatRate } from '../../format/money.ts';
import { COMPONENTS, counted } from '../../format/words.ts';
import type { Component } from '../../../tax/facts/model.ts';
import type { ReadDocument, ReadDistribution } from './load.ts';

interface RowSum {
  /** As shown: "100%" or "$0.82". */
  readonly text: string;
  /** Whether the parts add up to the whole exactly; what a tolerance allows is the reader's word. */
  readonly exact: boolean;
}

export function rowSum(distribution: ReadDistribution): RowSum {
  const sum = trimZeros(
    sumDecimals(COMPONENTS.map((name) => distribution.components[name] ?? '0')),
  );
  if (distribution.unit === 'percent') {
    return { text: formatPercent(sum), exact: isZero(subtract(sum, '100')) };
  }
  const whole = distribution.allocablePerShare;
  return {
    text: formatRate(sum),
    exact: whole !== null && compareDecimals(sum, whole) === 0,
  };
}

/** Components that any payment of the security has. */
export function usedComponents(distributions: readonly ReadDistribution[]): readonly Component[] {
  return COMPONENTS.filter((name) =>
    distributions.some((one) => !isZero(one.components[name] ?? '0')),
  );
}

/** Whether the ninth character of a CUSIP is what its first eight ask for (ANSI X9.6). */
export function cusipIsPossible(cusip: string): boolean {
  if (!/^[0-9A-Z*@#]{8}[0-9]$/.test(cusip)) return false;
  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#';
  let sum = 0;
  for (let at = 0; at < 8; at += 1) {
    const value = ALPHABET.indexOf(cusip.charAt(at)) * (at % 2 === 1 ? 2 : 1);
    sum += Math.floor(value / 10) + (value % 10);
  }
  return (10 - (sum % 10)) % 10 === ALPHABET.indexOf(cusip.charAt(8));
}

export interface Check {
  readonly good: boolean;
  readonly text: string;
}

export function checksOf(document: ReadDocument): readonly Check[] {
  const rows = document.securities.flatMap((one) => one.distributions);
  if (rows.length === 0) return [];
  const exact = rows.filter((row) => rowSum(row).exact).length;
  const cusips = document.securities.flatMap((one) => one.cusips);
  const possible = cusips.filter(cusipIsPossible).length;
  const annual = document.notices.filter(
    (one) => /annual/.test(one.code) && one.level !== 'info',
  ).length;
  const withoutAnnual = document.notices.filter((one) => one.code === 'no-annual-row').length;
  const checks: Check[] = [
    {
      good: exact === rows.length,
      text:
        exact === rows.length
          ? `The parts of all ${counted(rows.length, 'payment')} add up`
          : `The parts of ${counted(rows.length - exact, 'payment')} do not add up exactly`,
    },
  ];
  if (annual > 0) {
    checks.push({ good: false, text: 'Payments and annual rows differ' });
  } else if (withoutAnnual > 0) {
    checks.push({ good: true, text: 'No annual row to compare with everywhere' });
  } else {
    checks.push({ good: true, text: 'No difference from the annual rows' });
  }
  if (cusips.length > 0) {
    checks.push({
      good: possible === cusips.length,
      text:
        possible === cusips.length
          ? `${counted(cusips.length, 'CUSIP')} with the right check digit`
          : `${counted(cusips.length - possible, 'CUSIP')} with a wrong check digit`,
    });
  }
  return checks;
}

/** "9 securities, 33 payments". */
export function summaryOf(document: ReadDocument): string {
  const payments = document.securities.reduce((sum, one) => sum + one.distributions.length, 0);
  return `${counted(document.securities.length, 'security', 'securities')}, ${counted(payments, 'payment')}`;
}
