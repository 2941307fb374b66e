/**
 * What do the leaves of a derivation look like, and by which rules do the figures above them hold?
 *
 * A leaf is a fact with its source: a line of a document, or an entry of the user's own.
 */
import type { Day } from '../values/days.ts';
import type { Derivation } from './derivation.ts';
import type { Unit, Rule } from '../facts/teller.ts';
import { awaitsValue } from '../facts/model.ts';
import type {
  Acquisition,
  Component,
  Exchange,
  Ratio,
  SpinOff,
  Subset,
  Transaction,
  UndistributedGain,
} from '../facts/model.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  NO_MONEY,
  NO_RATE,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';
import { spoken } from './operations.ts';
import { valuedBy } from '../lots/in-kind-values.ts';
import type { PlannedDistribution } from '../lots/planned-distributions.ts';
import {
  dollars,
  dollarsPerShare,
  PART_NAMES,
  sharesText,
  transactionText,
} from '../facts/wording.ts';

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

/**
 * "Purchase of 2000-03-01: 100 shares for $3,800.00."; of a value that the entry does not say, whose it is:
 * "100 shares, worth $3,807.11 by AIMCO-2020.txt".
 */
function entryText(entry: Transaction): string {
  const shares = 'shares' in entry && entry.shares !== null ? [sharesText(entry.shares)] : [];
  const document = valuedBy(entry);
  if (document !== undefined && 'amount' in entry && entry.amount !== null)
    return [...shares, `worth ${dollars(entry.amount)} by ${document}`].join(', ');
  if (awaitsValue(entry)) return [...shares, 'whose value is not known yet'].join(', ');
  // Beside a ratio the amount is cash for a fraction, which is no part of what happened to the shares.
  return 'ratio' in entry
    ? [...shares, ratioText(entry.ratio)].join(', ')
    : [
        ...shares,
        ...('amount' in entry && entry.amount !== null ? [dollars(entry.amount)] : []),
      ].join(' for ');
}

function ratioText({ newShares, oldShares }: Ratio): string {
  return `${formatRate(newShares)} new for ${formatRate(oldShares)} old`;
}

/** What the user entered, and what the entry says of it. */
function entryFact(
  entry: Transaction,
  value: string,
  unit: Unit,
  label: string,
  says = entryText(entry),
): Derivation {
  const name = capitalized(transactionText(entry));
  return fact(value, unit, {
    label,
    explanation: says === '' ? `${name}.` : `${name}: ${says}.`,
    source: { kind: 'transaction', transactionId: entry.id, line: entry.sourceLine },
  });
}

/** An amount of an entry. */
export function amountFact(
  entry: Extract<Transaction, { readonly amount: Cents | null }>,
  label: string,
): Derivation {
  const amount = entry.amount ?? NO_MONEY;
  const isCash = 'ratio' in entry;
  const says = isCash ? `${dollars(amount)} for the fraction of a share` : undefined;
  return entryFact(entry, formatMoney(amount), 'usd', label, says);
}

/** The value on the day of a gift, or of the payment that was reinvested. */
export function valueFact(entry: Acquisition): Derivation {
  const value = entry.value ?? NO_MONEY;
  const day = entry.action === 'reinvest' ? 'the payment date' : 'the day of the gift';
  const says = `worth ${dollars(value)} on ${day}`;
  return entryFact(entry, formatMoney(value), 'usd', `Value on ${day}`, says);
}

/** The tax that a trust paid on gain that it kept. */
export function taxFact(entry: UndistributedGain, label: string): Derivation {
  return keptGainFact(entry, 'tax', label);
}

/** Another amount of Form 2439 than its gain. */
export function keptGainFact(
  entry: UndistributedGain,
  of: 'tax' | 'unrecaptured1250' | 'section1202' | 'collectibles28',
  label: string,
): Derivation {
  const amount = entry[of] ?? NO_MONEY;
  return entryFact(
    entry,
    formatMoney(amount),
    'usd',
    label,
    `${label.toLowerCase()} ${dollars(amount)}`,
  );
}

/** The cash per old share of an exchange, or the value of a new one. */
export function bootFact(entry: Exchange, of: 'cash' | 'valuePerShare'): Derivation {
  const rate = entry[of] ?? NO_RATE;
  const isCash = of === 'cash';
  const label = isCash ? 'Cash per old share' : 'Value of a new share';
  const says = `${dollarsPerShare(rate)} ${isCash ? 'of cash per old share' : 'is the value of a new share'}`;
  return entryFact(entry, formatRate(rate), 'usdPerShare', label, says);
}

/** A number of shares of an entry, and what it says of them. */
export function sharesFact(
  entry: Transaction,
  shares: Shares,
  label: string,
  says?: string,
): Derivation {
  return entryFact(entry, formatShares(shares), 'shares', label, says);
}

/** The two numbers of a ratio: new shares, old shares. */
export function ratioFacts(
  entry: Extract<Transaction, { readonly ratio: Ratio }>,
): readonly [Derivation, Derivation] {
  const { newShares, oldShares } = entry.ratio;
  return [
    entryFact(entry, formatRate(newShares), 'number', 'New shares'),
    entryFact(entry, formatRate(oldShares), 'number', 'For old shares'),
  ];
}

/** The part of the basis that goes to a spun-off company's shares. */
export function basisPercentFact(entry: SpinOff): Derivation {
  const says = `${formatRate(entry.percent)}% of the basis goes to the new shares`;
  const label = 'Part of the basis for the new shares';
  return entryFact(entry, formatRate(entry.percent), 'percent', label, says);
}

/** The day of an entry. */
export function entryDayFact(entry: Transaction, label: string): Derivation {
  return entryFact(entry, entry.date, 'day', label);
}

/** The day on which a lot counts as acquired: that of the entry, or the giver's. */
export function acquiredFact(entry: Acquisition, lot: string): Derivation {
  const label = `Acquired, lot ${lot}`;
  const { acquired } = entry;
  if (acquired === null) return entryDayFact(entry, label);
  const whose =
    entry.action === 'gift-received'
      ? 'the giver had acquired the shares'
      : 'the shares count as acquired';
  return entryFact(entry, acquired, 'day', label, `${whose} on ${acquired}`);
}

function rowFact(
  { document, distribution }: PlannedDistribution,
  value: string,
  unit: Unit,
  label: string,
  says: string,
): Derivation {
  const { id, name } = document;
  return fact(value, unit, {
    label,
    explanation: `${name}${says}.`,
    source: { kind: 'document', documentId: id, name, line: distribution.sourceLine },
  });
}

/** The dollars per share that the document allocates to its year. */
export function amountPerShareFact(planned: PlannedDistribution): Derivation {
  const { amountPerShare, allocablePerShare, payableDate } = planned.distribution;
  const paid = `: ${dollarsPerShare(amountPerShare)} per share, paid on ${payableDate}`;
  const says =
    allocablePerShare === amountPerShare
      ? paid
      : `${paid}, of which ${dollarsPerShare(allocablePerShare)} is allocable to ${planned.taxYear}`;
  return rowFact(planned, formatRate(allocablePerShare), 'usdPerShare', 'Amount per share', says);
}

/** The dollars per share that were paid, whatever year they belong to. */
export function wholePerShareFact(planned: PlannedDistribution): Derivation {
  const { amountPerShare, payableDate } = planned.distribution;
  const says = `: ${dollarsPerShare(amountPerShare)} per share, paid on ${payableDate}`;
  return rowFact(planned, formatRate(amountPerShare), 'usdPerShare', 'Amount per share', says);
}

/** A day that a document's row states. */
export function documentDayFact(
  planned: PlannedDistribution,
  day: Day,
  label: 'Ex-date' | 'Record date',
): Derivation {
  const { payableDate } = planned.distribution;
  const says = `, payment of ${payableDate}: ${label.toLowerCase()} ${day}`;
  return rowFact(planned, day, 'day', label, says);
}

function unitOfWeights({ distribution: { unit } }: PlannedDistribution): Unit {
  return unit === 'percent' ? 'percent' : 'usdPerShare';
}

/** "61.4%", "$0.16 per share". */
export function weightText(planned: PlannedDistribution, weight: Rate): string {
  return spoken(weight, unitOfWeights(planned));
}

/** One weight of a document's row. */
export function weightFact(
  planned: PlannedDistribution,
  part: Component | Subset,
  weight: Rate,
): Derivation {
  const { payableDate } = planned.distribution;
  const label = PART_NAMES[part];
  const { derivedFrom } = planned.document;
  if (derivedFrom !== undefined) {
    const of = derivedFrom.parts[part] ?? NO_MONEY;
    const paid = dollarsPerShare(planned.distribution.allocablePerShare);
    const says = `, derived: ${label.toLowerCase()} is ${dollars(of)} of the ${dollars(derivedFrom.total)} that the form shows for the year, and so of the payment of ${payableDate}, ${paid} per share`;
    return rowFact(planned, formatRate(weight), unitOfWeights(planned), label, says);
  }
  const says = `, payment of ${payableDate}: ${label.toLowerCase()} ${weightText(planned, weight)}`;
  return rowFact(planned, formatRate(weight), unitOfWeights(planned), label, says);
}
