/** How figures are written on the screen, by string operations only. */
import { isNegative, isZero, trimZeros } from './decimal.ts';

const MINUS = '\u2212';

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function signed(text: string, write: (magnitude: string) => string): string {
  const magnitude = text.startsWith('-') ? text.slice(1) : text;
  return (isNegative(text) ? MINUS : '') + write(magnitude);
}

function withGroups(magnitude: string): string {
  const [whole = '0', fraction] = magnitude.split('.');
  return grouped(whole) + (fraction === undefined ? '' : `.${fraction}`);
}

/** '-1234.5' as '−1,234.5'. */
export function formatDecimal(text: string): string {
  return signed(text, withGroups);
}

/** '-1234.50' as '−$1,234.50'. */
export function formatUsd(text: string): string {
  return signed(text, (magnitude) => `$${withGroups(magnitude)}`);
}

/** By how much an amount differs: '4.00' as '+$4.00'. */
export function formatChange(text: string): string {
  return `${isNegative(text) || isZero(text) ? '' : '+'}${formatUsd(text)}`;
}

/** An amount as it is entered on a return: '201.00' is '$201' where the return is in whole dollars. */
export function formatEntered(text: string, wholeDollars: boolean): string {
  return formatUsd(wholeDollars ? text.replace(/\.00$/, '') : text);
}

/** Dollars per share: at least two places, no other trailing zeros. '0.5' is '$0.50', '0.5859375' stays. */
export function formatRate(text: string): string {
  return signed(text, (magnitude) => {
    const [whole = '0', fraction = ''] = trimZeros(magnitude).split('.');
    return `$${grouped(whole)}.${fraction.padEnd(2, '0')}`;
  });
}

/** '61.40' as '61.4%'. */
export function formatPercent(text: string): string {
  return `${formatDecimal(trimZeros(text))}%`;
}

export function formatShares(text: string): string {
  return formatDecimal(trimZeros(text));
}
