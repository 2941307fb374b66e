/**
 * What do the leaves of a derivation look like, and by which rules do the figures above them hold?
 *
 * A leaf is a fact with its source: a line of a document, or an entry of the user's own.
 */
import type { Derivation, DerivationUnit, Rule } from './derivation.ts';
import { isSale as isSaleEntry } from './model.ts';
import type { Acquisition, Component, Sale, Subset, Transaction } from './model.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Rate,
  type Shares,
} from './money.ts';
import type { PlannedDistribution } from './planned-distributions.ts';
import { dollars, dollarsPerShare, sharesText, transactionText } from './wording.ts';

export const RULES = {
  entitlement: {
    title: 'Who is entitled: shares bought before the ex-date and not sold before it',
    authority: 'Practice of the New York Stock Exchange (ex-dividend rules)',
  },
  cash: {
    title: 'Cash of a payment: entitled shares × amount per share, to the cent',
    authority: 'Practice of paying agents and brokers',
  },
  components: {
    title:
      'Cash is divided by the issuer’s allocation; cents left over go to the largest fractions',
    authority: 'Internal Revenue Code sections 857(b)(3) and 301(c); rounding is practice',
  },
  subset: {
    title: 'A part of another part, which never adds to the whole',
    authority: 'Instructions for Form 1099-DIV',
  },
  returnOfCapitalByLot: {
    title: 'Return of capital is divided among the entitled lots by their shares',
    authority: 'Internal Revenue Code section 301(c)(2); Publication 550',
  },
  basis: {
    title: 'Adjusted basis: cost less return of capital, never below zero',
    authority: 'Internal Revenue Code sections 1012, 1016(a)(4) and 301(c)(2)',
  },
  excess: {
    title: 'Return of capital beyond the basis is capital gain',
    authority: 'Internal Revenue Code section 301(c)(3)(A)',
  },
  gain: {
    title: 'Gain: proceeds less adjusted basis',
    authority: 'Internal Revenue Code section 1001(a)',
  },
  lots: {
    title: 'Lots of a sale: those named by the seller, else first in, first out',
    authority: 'Treasury Regulation section 1.1012-1(c)',
  },
} as const satisfies Record<string, Rule>;

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

type Parts = Pick<Derivation, 'label' | 'operation' | 'explanation'> &
  Partial<Pick<Derivation, 'rule' | 'source' | 'operands'>>;

function node(value: string, unit: DerivationUnit, parts: Parts): Derivation {
  return { value, unit, rule: null, source: null, operands: [], ...parts };
}

export function moneyNode(value: Cents, parts: Parts): Derivation {
  return node(formatMoney(value), 'usd', parts);
}

export function sharesNode(value: Shares, parts: Parts): Derivation {
  return node(formatShares(value), 'shares', parts);
}

/** A rate of a distribution, in the distribution's unit. */
export function rateNode(value: Rate, unit: 'percent' | 'usdPerShare', parts: Parts): Derivation {
  return node(formatRate(value), unit, parts);
}

/** "$50.35 + $5.41 = $55.76"; only counted where there are many. */
export function sumText(values: readonly Cents[], total: Cents): string {
  return values.length <= 8
    ? `${values.map(dollars).join(' + ')} = ${dollars(total)}`
    : `The sum of ${values.length} amounts is ${dollars(total)}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function transactionSource(transaction: Transaction): Derivation['source'] {
  const { id, sourceLine } = transaction;
  return { kind: 'transaction', transactionId: id, line: sourceLine };
}

/** Cost or proceeds of a transaction, as the user entered it. */
export function amountFact(transaction: Acquisition | Sale): Derivation {
  const isSale = isSaleEntry(transaction);
  return moneyNode(transaction.amount, {
    label: isSale ? 'Proceeds, less fees' : 'Cost, with fees',
    operation: 'fact',
    explanation: `${capitalized(transactionText(transaction))}: ${sharesText(transaction.shares)} for ${dollars(transaction.amount)}.`,
    source: transactionSource(transaction),
  });
}

/** The number of shares of a transaction, as the user entered it. */
export function sharesFact(transaction: Acquisition | Sale): Derivation {
  const isSale = isSaleEntry(transaction);
  return sharesNode(transaction.shares, {
    label: isSale ? `Sold on ${transaction.date}` : `Lot ${transaction.lot ?? ''}`,
    operation: 'fact',
    explanation: `${capitalized(transactionText(transaction))}: ${sharesText(transaction.shares)} for ${dollars(transaction.amount)}.`,
    source: transactionSource(transaction),
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
  return rateNode(allocablePerShare, 'usdPerShare', {
    label: 'Amount per share',
    operation: 'fact',
    explanation:
      allocablePerShare === amountPerShare
        ? `${paid}.`
        : `${paid}, of which ${dollarsPerShare(allocablePerShare)} is allocable to ${planned.taxYear}.`,
    source: documentSource(planned),
  });
}

export function weightUnit(planned: PlannedDistribution): 'percent' | 'usdPerShare' {
  return planned.distribution.unit === 'percent' ? 'percent' : 'usdPerShare';
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
  return rateNode(weight, weightUnit(planned), {
    label: PART_NAMES[part],
    operation: 'fact',
    explanation: `${planned.document.name}, payment of ${planned.distribution.payableDate}: ${PART_NAMES[part].toLowerCase()} ${weightText(planned, weight)}.`,
    source: documentSource(planned),
  });
}
