/**
 * What do the leaves of a derivation look like, and by which rules do the figures above them hold?
 *
 * A leaf is a fact with its source: a line of a document, or an entry of the user's own.
 */
import type { Day } from '../values/days.ts';
import type { Derivation } from './derivation.ts';
import type { Unit, Rule } from '../facts/teller.ts';
import type {
  Acquisition,
  Component,
  LotPick,
  Ratio,
  SpinOff,
  Subset,
  Transaction,
} from '../facts/model.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';
import type { PlannedDistribution } from '../lots/planned-distributions.ts';
import { dollars, dollarsPerShare, sharesText, transactionText } from '../facts/wording.ts';

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

type Parts = Pick<Derivation, 'label' | 'explanation'> &
  Partial<Pick<Derivation, 'rule' | 'source'>>;

function fact(value: string, unit: Unit, parts: Parts): Derivation {
  return { value, unit, operation: 'fact', rule: null, source: null, operands: [], ...parts };
}

/** A number that a rule names. */
export function constant(
  value: string,
  unit: Unit,
  parts: Parts & { readonly rule: Rule },
): Derivation {
  return { ...fact(value, unit, parts), operation: 'constant' };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function transactionSource(transaction: Transaction): Derivation['source'] {
  const { id, sourceLine } = transaction;
  return { kind: 'transaction', transactionId: id, line: sourceLine };
}

/** "Purchase of 2000-03-01: 100 shares for $3,800.00." */
function entryText(entry: Transaction): string {
  const name = capitalized(transactionText(entry));
  const shares = 'shares' in entry && entry.shares !== null ? [sharesText(entry.shares)] : [];
  // Beside a ratio the amount is cash for a fraction, which is no part of what happened to the shares.
  const said =
    'ratio' in entry
      ? [...shares, ratioText(entry.ratio)].join(', ')
      : [...shares, ...('amount' in entry ? [dollars(entry.amount)] : [])].join(' for ');
  return said === '' ? `${name}.` : `${name}: ${said}.`;
}

function ratioText({ newShares, oldShares }: Ratio): string {
  return `${formatRate(newShares)} new for ${formatRate(oldShares)} old`;
}

/** An amount of an entry, as the user entered it. */
export function amountFact(
  entry: Extract<Transaction, { readonly amount: Cents }>,
  label: string,
): Derivation {
  const isCash = 'ratio' in entry;
  return fact(formatMoney(entry.amount), 'usd', {
    label,
    explanation: isCash
      ? `${capitalized(transactionText(entry))}: ${dollars(entry.amount)} for the fraction of a share.`
      : entryText(entry),
    source: transactionSource(entry),
  });
}

/** A number of shares of an entry, as the user entered it. */
export function sharesFact(entry: Transaction, shares: Shares, label: string): Derivation {
  return fact(formatShares(shares), 'shares', {
    label,
    explanation: entryText(entry),
    source: transactionSource(entry),
  });
}

/** The shares of one lot that the seller named. */
export function pickFact(entry: Transaction, { lot, shares }: LotPick, label: string): Derivation {
  return fact(formatShares(shares), 'shares', {
    label,
    explanation: `${capitalized(transactionText(entry))}: ${sharesText(shares)} of the lot ${lot}, as you named it.`,
    source: transactionSource(entry),
  });
}

/** The fraction that was paid in cash, where the entry says it. */
export function cashSharesFact(entry: Transaction, shares: Shares): Derivation {
  return fact(formatShares(shares), 'shares', {
    label: 'Fraction paid in cash',
    explanation: `${capitalized(transactionText(entry))}: cash for ${sharesText(shares)}.`,
    source: transactionSource(entry),
  });
}

/** The two numbers of a ratio: new shares, old shares. */
export function ratioFacts(
  entry: Extract<Transaction, { readonly ratio: Ratio }>,
): readonly [Derivation, Derivation] {
  const made = (value: Rate, label: string): Derivation =>
    fact(formatRate(value), 'number', {
      label,
      explanation: entryText(entry),
      source: transactionSource(entry),
    });
  const { newShares, oldShares } = entry.ratio;
  return [made(newShares, 'New shares'), made(oldShares, 'For old shares')];
}

/** The part of the basis that goes to a spun-off company's shares. */
export function basisPercentFact(entry: SpinOff): Derivation {
  return fact(formatRate(entry.percent), 'percent', {
    label: 'Part of the basis for the new shares',
    explanation: `${capitalized(transactionText(entry))}: ${formatRate(entry.percent)}% of the basis goes to the new shares.`,
    source: transactionSource(entry),
  });
}

/** The day of an entry. */
export function entryDayFact(entry: Transaction, label: string): Derivation {
  return fact(entry.date, 'day', {
    label,
    explanation: entryText(entry),
    source: transactionSource(entry),
  });
}

/** The day on which a lot counts as acquired: that of the entry, or the giver's. */
export function acquiredFact(entry: Acquisition, lot: string): Derivation {
  const isStated = entry.acquired !== null;
  const day: Day = entry.acquired ?? entry.date;
  const says =
    entry.action === 'gift-received'
      ? `the giver had acquired the shares on ${day}`
      : `the shares count as acquired on ${day}`;
  return fact(day, 'day', {
    label: `Acquired, lot ${lot}`,
    explanation: isStated ? `${capitalized(transactionText(entry))}: ${says}.` : entryText(entry),
    source: transactionSource(entry),
  });
}

function documentSource({ document, distribution }: PlannedDistribution): Derivation['source'] {
  const { id, name } = document;
  return { kind: 'document', documentId: id, name, line: distribution.sourceLine };
}

/** The dollars per share that the document allocates to its year. */
export function amountPerShareFact(planned: PlannedDistribution): Derivation {
  const { amountPerShare, allocablePerShare, payableDate } = planned.distribution;
  const paid = `${planned.document.name}: ${dollarsPerShare(amountPerShare)} per share, paid on ${payableDate}`;
  return fact(formatRate(allocablePerShare), 'usdPerShare', {
    label: 'Amount per share',
    explanation:
      allocablePerShare === amountPerShare
        ? `${paid}.`
        : `${paid}, of which ${dollarsPerShare(allocablePerShare)} is allocable to ${planned.taxYear}.`,
    source: documentSource(planned),
  });
}

/** A day that a document's row states. */
export function documentDayFact(
  planned: PlannedDistribution,
  day: Day,
  label: 'Ex-date' | 'Record date',
): Derivation {
  return fact(day, 'day', {
    label,
    explanation: `${planned.document.name}, payment of ${planned.distribution.payableDate}: ${label.toLowerCase()} ${day}.`,
    source: documentSource(planned),
  });
}

/** "61.4%", "$0.16 per share". */
export function weightText(planned: PlannedDistribution, weight: Rate): string {
  return planned.distribution.unit === 'percent'
    ? `${formatRate(weight)}%`
    : `${dollarsPerShare(weight)} per share`;
}

/** One figure of a document's row. */
export function weightFact(
  planned: PlannedDistribution,
  part: Component | Subset,
  weight: Rate,
): Derivation {
  const unit = planned.distribution.unit === 'percent' ? 'percent' : 'usdPerShare';
  return fact(formatRate(weight), unit, {
    label: PART_NAMES[part],
    explanation: `${planned.document.name}, payment of ${planned.distribution.payableDate}: ${PART_NAMES[part].toLowerCase()} ${weightText(planned, weight)}.`,
    source: documentSource(planned),
  });
}
