/**
 * How is a step of a derivation made from its operands? Each operation of `derivation.ts` as a
 * function: it works out the value in exact integers and says what it did in one sentence, unless the
 * caller says it better.
 *
 * Example: "40 of 100 shares of $3,736.04 take $1,494.42."
 */
import { exactOf, type Derivation } from './derivation.ts';
import type { Unit, Operation, Rule } from '../facts/teller.ts';
import {
  cashFor,
  convertShares,
  divideByLargestRemainder,
  divideRounded,
  formatMoney,
  formatRate,
  formatShares,
  fractionOf,
  percentOf,
  ratePerShare,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';
import { dollars, dollarsPerShare, sharesText } from '../facts/wording.ts';

/** What is said of a figure. The sentence can be left to the operation. */
export interface Told {
  readonly label: string;
  readonly explanation?: string | ((value: bigint) => string);
  readonly rule?: Rule;
}

/** A value as it is written, from a whole number of its smallest unit. */
function written(value: bigint, unit: Unit): string {
  switch (unit) {
    case 'usd':
      return formatMoney(value as Cents);
    case 'shares':
      return formatShares(value as Shares);
    case 'days':
    case 'day':
      return String(value);
    default:
      return formatRate(value as Rate);
  }
}

/** A value as it stands in a sentence. */
export function spoken(value: bigint, unit: Unit): string {
  switch (unit) {
    case 'usd':
      return dollars(value as Cents);
    case 'shares':
      return sharesText(value as Shares);
    case 'usdPerShare':
      return `${dollarsPerShare(value as Rate)} per share`;
    case 'percent':
      return `${formatRate(value as Rate)}%`;
    case 'days':
      return value === 1n ? '1 day' : `${value} days`;
    default:
      return written(value, unit);
  }
}

export function textOf(figure: Derivation): string {
  return figure.unit === 'day' ? figure.value : spoken(exactOf(figure), figure.unit);
}

/** "40" of "40 of 100 shares"; another unit is said again. */
function bare(figure: Derivation): string {
  return textOf(figure).replace(/ shares?$/, '');
}

/** A step with a value in the smallest unit, in the words of the caller or else of the operation. */
export function step(
  operation: Operation,
  value: bigint,
  unit: Unit,
  operands: readonly Derivation[],
  told: Told,
  sentence: (value: bigint) => string,
): Derivation {
  const { label, explanation = sentence, rule = null } = told;
  return {
    label,
    value: written(value, unit),
    unit,
    operation,
    explanation: typeof explanation === 'string' ? explanation : explanation(value),
    rule,
    source: null,
    operands,
  };
}

/** How many amounts a sentence lists before it only counts them. */
const SPOKEN = 8;

function listed(operands: readonly Derivation[], sign: string): string {
  return operands.map(textOf).join(` ${sign} `);
}

/** Nothing at all: a figure that begins at zero. */
export function nothing(unit: Unit, told: Told & { explanation: string }): Derivation {
  return step('sum', 0n, unit, [], told, () => '');
}

export function sum(operands: readonly Derivation[], unit: Unit, told: Told): Derivation {
  let total = 0n;
  for (const operand of operands) total += exactOf(operand);
  return step('sum', total, unit, operands, told, (value) =>
    operands.length === 1
      ? `There is one amount: ${spoken(value, unit)}.`
      : operands.length <= SPOKEN
        ? `${listed(operands, '+')} = ${spoken(value, unit)}.`
        : `The sum of ${operands.length} amounts is ${spoken(value, unit)}.`,
  );
}

export function difference(
  first: Derivation,
  others: readonly Derivation[],
  told: Told,
): Derivation {
  const { unit } = first;
  let left = exactOf(first);
  for (const other of others) left -= exactOf(other);
  return step('difference', left, unit, [first, ...others], told, (value) =>
    others.length <= SPOKEN
      ? `${listed([first, ...others], '−')} = ${spoken(value, unit)}.`
      : `${textOf(first)} less ${others.length} amounts is ${spoken(value, unit)}.`,
  );
}

/** What a long list leaves out. */
export function others(
  value: bigint,
  unit: Unit,
  told: Told & { explanation: string },
): Derivation {
  return step('others', value, unit, [], told, () => '');
}

export function product(shares: Derivation, rate: Derivation, told: Told): Derivation {
  const cash = cashFor(exactOf(shares) as Shares, exactOf(rate) as Rate);
  return step(
    'product',
    cash,
    'usd',
    [shares, rate],
    told,
    (value) => `${textOf(shares)} × ${textOf(rate)} = ${spoken(value, 'usd')}.`,
  );
}

export function percent(whole: Derivation, rate: Derivation, told: Told): Derivation {
  const part = percentOf(exactOf(whole) as Cents, exactOf(rate) as Rate);
  return step(
    'percent',
    part,
    'usd',
    [whole, rate],
    told,
    (value) => `${textOf(rate)} of ${textOf(whole)}, to the cent: ${spoken(value, 'usd')}.`,
  );
}

export function restOfPercent(whole: Derivation, rate: Derivation, told: Told): Derivation {
  const all = exactOf(whole);
  const part = percentOf(all as Cents, exactOf(rate) as Rate);
  return step(
    'restOfPercent',
    all - part,
    'usd',
    [whole, rate],
    told,
    (value) =>
      `${textOf(whole)} − ${textOf(rate)} of it, ${spoken(part, 'usd')}, is ${spoken(value, 'usd')}.`,
  );
}

function partOf(whole: bigint, some: bigint, all: bigint): bigint {
  return some === all ? whole : divideRounded(whole * some, all);
}

/** What is said of a rounded value. */
const TO_THE: Readonly<Partial<Record<Unit, string>>> = {
  usd: ', to the cent',
  shares: ', to the millionth',
};

export function share(
  whole: Derivation,
  some: Derivation,
  all: Derivation,
  told: Told,
): Derivation {
  const part = partOf(exactOf(whole), exactOf(some), exactOf(all));
  return step('share', part, whole.unit, [whole, some, all], told, (value) =>
    exactOf(some) === exactOf(all)
      ? `With all ${textOf(all)} goes all of it: ${spoken(value, whole.unit)}.`
      : `${bare(some)} of ${textOf(all)} of ${textOf(whole)} is ${spoken(value, whole.unit)}${
          (exactOf(whole) * exactOf(some)) % exactOf(all) === 0n ? '' : (TO_THE[whole.unit] ?? '')
        }.`,
  );
}

export function rest(whole: Derivation, some: Derivation, all: Derivation, told: Told): Derivation {
  const before = exactOf(whole);
  const part = partOf(before, exactOf(some), exactOf(all));
  const { unit } = whole;
  return step(
    'rest',
    before - part,
    unit,
    [whole, some, all],
    told,
    (value) =>
      `${bare(some)} of ${textOf(all)} took ${spoken(part, unit)} along; ${spoken(value, unit)} is left.`,
  );
}

/** Weights that are listed one by one where an amount is divided by them. */
export const LISTED_WEIGHTS = 12;

/** "19.5% of 100% of $82.00 is $15.99.": a part rounded down, perhaps with a unit left over. */
function divisionText(amount: Derivation, own: Derivation, all: bigint, value: bigint): string {
  const { unit } = amount;
  const size = exactOf(amount) < 0n ? -exactOf(amount) : exactOf(amount);
  const result = value < 0n ? -value : value;
  const down = (size * exactOf(own)) / all;
  const words = `${bare(own)} of ${spoken(all, own.unit)} of ${textOf(amount)}`;
  const name = unit === 'usd' ? 'cent' : 'millionth';
  if (size * exactOf(own) === down * all) return `${words} is ${spoken(value, unit)}.`;
  const signed = value < 0n ? -down : down;
  return result > down
    ? `${words} is ${spoken(signed, unit)} and a fraction of a ${name}; one ${name} added by largest remainder makes ${spoken(value, unit)}.`
    : `${words} is ${spoken(value, unit)} and a fraction of a ${name}, rounded down.`;
}

/** One part of an amount that is divided by all of these weights. */
export function apportion(
  amount: Derivation,
  weights: readonly Derivation[],
  place: number,
  told: Told,
): Derivation {
  const size = exactOf(amount);
  const exact = weights.map(exactOf);
  const parts = divideByLargestRemainder((size < 0n ? -size : size) as Cents, exact);
  const part = parts[place] as bigint;
  const all = exact.reduce((total, weight) => total + weight, 0n);
  const made = step(
    'apportion',
    size < 0n ? -part : part,
    amount.unit,
    [amount, ...weights],
    told,
    (value) => divisionText(amount, weights[place] as Derivation, all, value),
  );
  return { ...made, place };
}

/** The same of very many weights: the value is known, and their sum is an operand. */
export function apportionOne(
  amount: Derivation,
  own: Derivation,
  all: Derivation,
  part: { readonly place: number; readonly value: bigint },
  told: Told,
): Derivation {
  const { unit } = amount;
  const size = exactOf(amount) < 0n ? -exactOf(amount) : exactOf(amount);
  const result = part.value < 0n ? -part.value : part.value;
  const down = (size * exactOf(own)) / exactOf(all);
  const name = unit === 'usd' ? 'cent' : 'millionth of a share';
  const extra = step(
    'leftOver',
    result - down,
    unit,
    [],
    {
      label: `A ${name} left over`,
      explanation:
        result > down
          ? `What is left over after rounding down goes, one ${name} each, to the parts from which most was cut off; this is one of them.`
          : `Nothing is added: the fraction that was cut off here is not among the largest, or there is none.`,
    },
    () => '',
  );
  const made = step('apportionOne', part.value, unit, [amount, own, all, extra], told, (value) =>
    divisionText(amount, own, exactOf(all), value),
  );
  return { ...made, place: part.place };
}

export function smallest(operands: readonly Derivation[], told: Told): Derivation {
  const { unit } = operands[0] as Derivation;
  const least = operands.map(exactOf).reduce((a, b) => (a < b ? a : b));
  return step(
    'smallest',
    least,
    unit,
    operands,
    told,
    (value) =>
      `The ${operands.length === 2 ? 'smaller' : 'smallest'} of ${operands.map(textOf).join(' and ')} is ${spoken(value, unit)}.`,
  );
}

export function loss(gain: Derivation, told: Told): Derivation {
  const exact = exactOf(gain);
  return step('loss', exact < 0n ? -exact : 0n, 'usd', [gain], told, (value) =>
    value === 0n
      ? `${textOf(gain)} is no loss.`
      : `${textOf(gain)} is a loss of ${spoken(value, 'usd')}.`,
  );
}

/** New shares for old ones. */
/** Dollars by shares, to some decimal places; there are shares. */
export function perShare(
  amount: Derivation,
  shares: Derivation,
  places: number,
  told: Told,
): Derivation {
  const rate = ratePerShare(exactOf(amount) as Cents, exactOf(shares) as Shares, places);
  const made = step(
    'perShare',
    rate,
    'usdPerShare',
    [amount, shares],
    told,
    (value) => `${textOf(amount)} ÷ ${textOf(shares)} = ${spoken(value, 'usdPerShare')}.`,
  );
  return { ...made, place: places };
}

export function conversion(
  shares: Derivation,
  made: Derivation,
  old: Derivation,
  told: Told,
): Derivation {
  const total = convertShares(
    exactOf(shares) as Shares,
    exactOf(made) as Rate,
    exactOf(old) as Rate,
  );
  return step(
    'conversion',
    total,
    'shares',
    [shares, made, old],
    told,
    (value) => `${textOf(shares)} × ${made.value} ÷ ${old.value} = ${spoken(value, 'shares')}.`,
  );
}

export function fraction(shares: Derivation, told: Told): Derivation {
  const beyond = fractionOf(exactOf(shares) as Shares);
  return step(
    'fraction',
    beyond,
    'shares',
    [shares],
    told,
    (value) => `${textOf(shares)} are ${spoken(value, 'shares')} beyond whole shares.`,
  );
}

/** What somebody chose, within limits. */
export function choice(
  value: bigint,
  limits: readonly Derivation[],
  told: Told & { explanation: string },
): Derivation {
  return step('choice', value, (limits[0] as Derivation).unit, limits, told, () => '');
}
