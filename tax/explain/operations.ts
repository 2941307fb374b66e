/**
 * How is a step of a derivation made from its operands? Each operation of `teller.ts` as a function: it
 * counts as the rules do (`COUNTING`) and says what it did in one sentence, unless the caller says it
 * better. A rule that is given `tell` makes its figures with them.
 *
 * Example: "40 of 100 shares of $3,736.04 take $1,494.42."
 */
import { exactOf, type Derivation } from './derivation.ts';
import {
  RULES,
  type Operation,
  type Rule,
  type RuleName,
  type Teller,
  type Unit,
} from '../facts/teller.ts';
import { COUNTING } from '../lots/counting.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
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
function bare(text: string): string {
  return text.replace(/ shares?$/, '');
}

/** How many amounts a sentence lists before it only counts them. */
const SPOKEN = 8;

/** What an operation says it did: with its value, and with its operands as they stand in a sentence. */
const SENTENCES: Readonly<
  Partial<Record<Operation, (value: string, ...operands: string[]) => string>>
> = {
  sum: (value, ...all) => {
    if (all.length === 1) return `There is one amount: ${value}.`;
    return all.length <= SPOKEN
      ? `${all.join(' + ')} = ${value}.`
      : `The sum of ${all.length} amounts is ${value}.`;
  },
  difference: (value, first, ...less) =>
    less.length <= SPOKEN
      ? `${[first, ...less].join(' − ')} = ${value}.`
      : `${first} less ${less.length} amounts is ${value}.`,
  product: (value, shares, rate) => `${shares} × ${rate} = ${value}.`,
  percent: (value, whole, rate) => `${rate} of ${whole}, to the cent: ${value}.`,
  smallest: (value, ...all) =>
    `The ${all.length === 2 ? 'smaller' : 'smallest'} of ${all.join(' and ')} is ${value}.`,
  loss: (value, gain) =>
    gain.startsWith('-') ? `${gain} is a loss of ${value}.` : `${gain} is no loss.`,
  conversion: (value, shares, made, old) => `${shares} × ${made} ÷ ${old} = ${value}.`,
  fraction: (value, shares) => `${shares} are ${value} beyond whole shares.`,
  perShare: (value, amount, shares) => `${amount} ÷ ${shares} = ${value}.`,
};

/** A step with a value in the smallest unit, in the words of the caller or else of the operation. */
export function step(
  operation: Operation,
  value: bigint,
  unit: Unit,
  operands: readonly Derivation[],
  told: Told,
): Derivation {
  const said = (): string =>
    SENTENCES[operation]?.(spoken(value, unit), ...operands.map(textOf)) ?? '';
  const { label, rule = null, explanation = said } = told;
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

/** Nothing at all: a figure that begins at zero. */
export function nothing(unit: Unit, told: Told & { explanation: string }): Derivation {
  return step('sum', 0n, unit, [], told);
}

export function sum(operands: readonly Derivation[], unit: Unit, told: Told): Derivation {
  return step('sum', COUNTING.sum(operands.map(exactOf), null), unit, operands, told);
}

export function difference(first: Derivation, less: readonly Derivation[], told: Told): Derivation {
  const left = COUNTING.difference(exactOf(first), less.map(exactOf), null);
  return step('difference', left, first.unit, [first, ...less], told);
}

/** The sum of parts, or the only one. */
export function addedUp(parts: readonly Derivation[], told: Told): Derivation {
  const [only, second] = parts;
  return only && !second ? only : sum(parts, only?.unit ?? 'shares', told);
}

/** What a long list leaves out, or what is not followed any further: "$12.00 came on …". */
export function others(value: bigint, unit: Unit, label: string, words: string): Derivation {
  const explanation = `${spoken(value, unit)} ${words}`;
  return step('others', value, unit, [], { label, explanation });
}

/** The smallest part of what is divided. */
function smallestPart({ unit }: Derivation): string {
  return unit === 'usd' ? 'cent' : 'hundred-millionth';
}

/** "30 shares of "; nothing of percentages that add up to the whole. */
export function ofAll(all: string): string {
  return all === '100%' ? '' : `${all} of `;
}

/** An amount, some of the shares that it belongs to, and all of them. */
type Three = readonly [whole: Derivation, some: Derivation, all: Derivation];

function share(operands: Three, told: Told): Derivation {
  const [{ unit }] = operands;
  const [amount, part, parts] = operands.map(exactOf) as [bigint, bigint, bigint];
  const [whole, some, all] = operands.map(textOf) as [string, string, string];
  const made = COUNTING.share(amount, part, parts, 'partOfLot');
  const value = spoken(made, unit);
  const to = (amount * part) % parts === 0n ? '' : `, to the ${smallestPart(operands[0])}`;
  const explanation =
    part === parts
      ? `With all ${all} goes all of it: ${value}.`
      : `${bare(some)} of ${ofAll(all)}${whole} is ${value}${to}.`;
  return step('share', made, unit, operands, { explanation, ...told });
}

/** Weights that are listed one by one where an amount is divided by them. */
const LISTED_WEIGHTS = 12;

/** "19.5% of $82.00 is $15.99.": a part rounded down, perhaps with a unit left over. */
function divisionText(amount: Derivation, own: Derivation, all: bigint, value: bigint): string {
  const { unit } = amount;
  const down = roundedDown(amount, own, all);
  const words = `${bare(textOf(own))} of ${ofAll(spoken(all, own.unit))}${textOf(amount)}`;
  const name = smallestPart(amount);
  if (exactOf(amount) * exactOf(own) === down * all) return `${words} is ${spoken(value, unit)}.`;
  return value !== down
    ? `${words} is ${spoken(down, unit)} and a fraction of a ${name}; one ${name} added by largest remainder makes ${spoken(value, unit)}.`
    : `${words} is ${spoken(value, unit)} and a fraction of a ${name}, rounded down.`;
}

/** Towards zero, as integers are divided. */
function roundedDown(amount: Derivation, own: Derivation, all: bigint): bigint {
  return (exactOf(amount) * exactOf(own)) / all;
}

/** One part of an amount that is divided by all of these weights. Weights of nothing are left out. */
function apportioned(
  amount: Derivation,
  weights: readonly Derivation[],
  place: number,
  told: Told,
): Derivation {
  const isGiven = (weight: Derivation): boolean => exactOf(weight) !== 0n;
  const own = weights[place] as Derivation;
  const given = weights.filter((weight, one) => one === place || isGiven(weight));
  const exact = given.map(exactOf);
  const at = weights.slice(0, place).filter(isGiven).length;
  const part = COUNTING.apportion(exactOf(amount), exact, 'components', [])[at] as bigint;
  const all = COUNTING.sum(exact, null);
  const explanation = divisionText(amount, own, all, part);
  const operands = [amount, ...given];
  const made = step('apportion', part, amount.unit, operands, { explanation, ...told });
  return { ...made, place: at };
}

/** A part of what is divided among many: which it is, what it comes to, and by which weights. */
interface PartAmong<T> {
  readonly among: readonly T[];
  readonly place: number;
  readonly value: bigint;
  readonly weight: (one: T, place: number) => Derivation;
  /** The sum of all weights, where they are too many to be listed. */
  readonly all: () => Derivation;
}

/** A part of an amount by largest remainder. */
export function apportion<T>(amount: Derivation, part: PartAmong<T>, told: Told): Derivation {
  const { among, place, value, weight } = part;
  if (among.length <= LISTED_WEIGHTS) {
    return apportioned(amount, among.map(weight), place, told);
  }
  const [own, all] = [weight(among[place] as T, place), part.all()];
  const { unit } = amount;
  const over = value - roundedDown(amount, own, exactOf(all));
  const size = over < 0n ? -over : over;
  const name = unit === 'usd' ? 'cent' : 'hundred-millionth of a share';
  const explanation =
    size > 0n
      ? `What is left over after rounding down goes, one ${name} each, to the parts from which most was cut off; this is one of them.`
      : `Nothing is added: the fraction that was cut off here is not among the largest, or there is none.`;
  const label = `A ${name} left over`;
  const extra = step('leftOver', size, unit, [], { label, explanation });
  const words = { explanation: divisionText(amount, own, exactOf(all), value), ...told };
  return { ...step('apportionOne', value, unit, [amount, own, all, extra], words), place };
}

export function smallest(operands: readonly Derivation[], told: Told): Derivation {
  const { unit } = operands[0] as Derivation;
  return step('smallest', COUNTING.smallest(operands.map(exactOf), null), unit, operands, told);
}

/** How figures of a rule are put into words, by their name in it, what made them and from what. */
type Words = Told | ((name: string, operation: Operation, operands: readonly Derivation[]) => Told);

/** Each figure of a rule by what it is called. */
export function calledBy(labels: Readonly<Record<string, string>>): Words {
  return (name) => ({ label: labels[name] ?? name });
}

/** Gives a rule what it makes figures with that say where they are from. */
export function tell(words: Words): Teller<Derivation> {
  const told = (
    rule: RuleName | null,
    operation: Operation,
    operands: readonly Derivation[],
    name = '',
  ): Told => ({
    ...(rule ? { rule: RULES[rule] } : {}),
    ...(typeof words === 'function' ? words(name, operation, operands) : words),
  });
  /** One of the operations whose operands are always as many. */
  const made = (
    operation:
      'product' | 'percent' | 'restOfPercent' | 'rest' | 'loss' | 'conversion' | 'fraction',
    unit: Unit,
    rule: RuleName,
    operands: readonly Derivation[],
    sentence?: (value: bigint) => string,
  ): Derivation => {
    const count = COUNTING[operation] as (...all: readonly unknown[]) => bigint;
    const value = count(...operands.map(exactOf), rule);
    const words = sentence ? { explanation: sentence } : {};
    return step(operation, value, unit, operands, { ...words, ...told(rule, operation, operands) });
  };
  return {
    exact: exactOf,
    sum: (all, rule, name) => sum(all, all[0]?.unit ?? 'usd', told(rule, 'sum', all, name)),
    difference: (from, less, rule, name) =>
      difference(from, less, told(rule, 'difference', [from, ...less], name)),
    share: (whole, some, all, rule, name) =>
      share([whole, some, all], told(rule, 'share', [whole, some, all], name)),
    smallest: (all, rule, name) => smallest(all, told(rule, 'smallest', all, name)),
    apportion: (amount, weights, rule, names) =>
      names.map((name, place) =>
        apportioned(amount, weights, place, told(rule, 'apportion', [amount, ...weights], name)),
      ),
    product: (shares, rate, rule) => made('product', 'usd', rule, [shares, rate]),
    percent: (whole, rate, rule) => made('percent', 'usd', rule, [whole, rate]),
    loss: (gain, rule) => made('loss', 'usd', rule, [gain]),
    conversion: (shares, to, from, rule) => made('conversion', 'shares', rule, [shares, to, from]),
    fraction: (shares, rule) => made('fraction', 'shares', rule, [shares]),
    rest: (whole, some, all, rule) =>
      made('rest', whole.unit, rule, [whole, some, all], (left) => {
        const part = spoken(exactOf(whole) - left, whole.unit);
        return `${bare(textOf(some))} of ${textOf(all)} took ${part} along; ${spoken(left, whole.unit)} is left.`;
      }),
    restOfPercent: (whole, rate, rule) =>
      made('restOfPercent', 'usd', rule, [whole, rate], (left) => {
        const part = spoken(exactOf(whole) - left, 'usd');
        return `${textOf(whole)} − ${textOf(rate)} of it, ${part}, is ${spoken(left, 'usd')}.`;
      }),
  };
}
