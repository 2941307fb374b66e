/**
 * How are figures and names put into a sentence? Dollars with a sign and thousands separators, lists
 * of names cut off where nobody would read on. Only for sentences: values on the wire are written by
 * `money.ts`.
 */
import { kindOf } from './entry-kinds.ts';
import type { Component, Subset, Transaction } from './model.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';

/** The parts of a payment, each by the name of one. */
export const PART_NAMES: Readonly<Record<Component | Subset, string>> = {
  ordinary: 'Ordinary dividend other than qualified',
  qualified: 'Qualified dividend',
  capitalGain: 'Long-term capital gain',
  unrecaptured1250: 'Unrecaptured section 1250 gain',
  section1202: 'Section 1202 gain',
  collectibles28: 'Collectibles (28%) gain',
  returnOfCapital: 'Return of capital',
  qualified5Year: 'Qualified 5-year gain',
  section199A: 'Section 199A dividend',
  shortTermCapitalGain: 'Short-term capital gain',
  postMay5: 'Gain after May 5',
  section897Ordinary: 'Section 897 ordinary dividend',
  section897CapitalGain: 'Section 897 capital gain',
};

/** How many lots a notice names before it only counts them. */
export const NAMED_LOTS = 20;
const NAMES_IN_A_SENTENCE = 3;

export function withThousands(plain: string): string {
  const [whole = '', fraction] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "$3,736.04", "-$5.00". */
export function dollars(value: Cents): string {
  return value < 0n
    ? `-$${withThousands(formatMoney(-value as Cents))}`
    : `$${withThousands(formatMoney(value))}`;
}

/** "$0.82", "$0.5859375": at least two places, as prices are written. */
export function dollarsPerShare(value: Rate): string {
  const [whole = '', fraction = ''] = formatRate(value).split('.');
  return `$${whole}.${fraction.padEnd(2, '0')}`;
}

/** "1,250.5 shares", "1 share". */
export function sharesText(value: Shares): string {
  const plain = formatShares(value);
  return `${withThousands(plain)} ${plain === '1' ? 'share' : 'shares'}`;
}

/** "1 lot", "12 lots". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${withThousands(String(count))} ${count === 1 ? singular : plural}`;
}

/** "A", "A and B", "A, B, C and 4 more". `total` may be more than the names that are given. */
export function namesText(names: readonly string[], total = names.length): string {
  const shown = names.slice(0, NAMES_IN_A_SENTENCE);
  const more = total - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** "sale of 2002-05-01 (line 12)", "sale of 2002-05-01 (line 12 of second.csv)". */
export function transactionText({ action, date, sourceLine, sourceFile }: Transaction): string {
  const line = sourceLine === null ? [] : [`line ${sourceLine}`];
  const place = [...line, ...(sourceFile === undefined ? [] : [sourceFile])].join(' of ');
  return `${kindOf(action).noun} of ${date}${place === '' ? '' : ` (${place})`}`;
}
