/**
 * Does a derivation give its figure? Works every figure of a tree out again from its operands alone.
 *
 * In decimals, and not with the functions that built the tree. The stated value is taken for facts and
 * constants only, and for the three operations that state something: `choice`, `leftOver` and
 * `others`, which have to lie within their limits. An error says which figure does not.
 *
 * Example: 15.99 as a share of 31.98 by 1 of 2 shares.
 */
import { addDays, dayNumber, isHeldSixMonthsOrLess, laterDay, type Day } from '../values/days.ts';
import { listDerivation, type ListedStep, type Derivation } from '../explain/derivation.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import { Decimal as BaseDecimal } from '../values/decimal.ts';

/** Wide enough for every product here to be exact. */
const Decimal = BaseDecimal.clone({ precision: 400 });
type Decimal = InstanceType<typeof Decimal>;

/** A figure that its operands do not give. */
export class RecomputeError extends Error {
  constructor(step: ListedStep, message: string) {
    super(`"${step.label}" = ${step.value} (${step.operation}): ${message}`);
  }
}

type Value = Decimal | Day;

const FIRST_DAY = '1900-01-01' as Day;
const HALF_UP = Decimal.ROUND_HALF_UP;

function placesOf({ unit }: ListedStep): number {
  return unit === 'usd' ? 2 : unit === 'shares' ? 8 : unit === 'days' ? 0 : 12;
}

/** What a figure works out to, as it is written. Throws a RecomputeError on one that does not. */
export function recompute(root: Derivation, calendar: Pick<MarketCalendar, 'exDateFor'>): string {
  const written = recomputeAll(listDerivation(root), calendar)[0];
  if (written === undefined) throw new RangeError('a list without a figure');
  return written;
}

/** The same for every figure of a list. */
export function recomputeAll(
  steps: readonly ListedStep[],
  calendar: Pick<MarketCalendar, 'exDateFor'>,
): readonly string[] {
  const values = new Array<Value>(steps.length);
  const numbers = (step: ListedStep): Decimal[] =>
    step.operands.map((place) => {
      const value = values[place];
      if (value instanceof Decimal) return value;
      throw new RecomputeError(step, 'an operand is no number that was worked out');
    });
  const days = (step: ListedStep, from: number): Day[] =>
    step.operands.slice(from).map((place) => {
      const value = values[place];
      if (typeof value === 'string') return value;
      throw new RecomputeError(step, 'an operand is no day that was worked out');
    });
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at] as ListedStep;
    values[at] =
      step.unit === 'day'
        ? dayValue(step, days, numbersAt(values, step), calendar)
        : numberValue(step, steps, numbers, days, values);
  }
  return steps.map((step, at) => written(step, values[at] as Value));
}

function numbersAt(values: readonly Value[], step: ListedStep): readonly (Value | undefined)[] {
  return step.operands.map((place) => values[place]);
}

function written(step: ListedStep, value: Value): string {
  if (typeof value === 'string') return value;
  const [whole = '', fraction = ''] = value.toString().split('.');
  if (step.unit === 'usd') return `${whole}.${fraction.padEnd(2, '0')}`;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function dayValue(
  step: ListedStep,
  days: (step: ListedStep, from: number) => Day[],
  operands: readonly (Value | undefined)[],
  calendar: Pick<MarketCalendar, 'exDateFor'>,
): Day {
  switch (step.operation) {
    case 'fact':
    case 'constant':
    case 'others':
      return stated(step) as Day;
    case 'exDate': {
      const [recordDate] = days(step, 0);
      const exDate = recordDate && calendar.exDateFor(recordDate);
      if (!exDate) throw new RecomputeError(step, 'the calendar knows no ex-date');
      return exDate;
    }
    case 'movedDay': {
      const [from, by] = operands;
      if (typeof from !== 'string' || !(by instanceof Decimal)) break;
      return addDays(from, by.toNumber());
    }
    case 'tacked': {
      const [from, sold, heldSince] = days(step, 0);
      if (!from || !sold || !heldSince) break;
      const daysBefore = dayNumber(sold) - dayNumber(heldSince);
      if (dayNumber(from) - daysBefore <= dayNumber(FIRST_DAY)) return FIRST_DAY;
      return laterDay(addDays(from, -daysBefore), FIRST_DAY);
    }
    default:
  }
  throw new RecomputeError(step, 'no day comes out of this');
}

/** A value that is taken as it stands: there is nothing below it. */
function stated(step: ListedStep): string {
  if (step.operands.length > 0) throw new RecomputeError(step, 'it is stated, and has operands');
  if (step.operation === 'fact' && step.source === null) {
    throw new RecomputeError(step, 'a fact without a source');
  }
  if (step.operation === 'constant' && step.rule === null) {
    throw new RecomputeError(step, 'a constant without a rule');
  }
  return step.value;
}

function numberValue(
  step: ListedStep,
  steps: readonly ListedStep[],
  numbers: (step: ListedStep) => Decimal[],
  days: (step: ListedStep, from: number) => Day[],
  values: readonly Value[],
): Decimal {
  const places = placesOf(step);
  const need = (count: number): Decimal[] => {
    const found = numbers(step);
    if (found.length !== count) throw new RecomputeError(step, `it needs ${count} operands`);
    return found;
  };
  const zero = new Decimal(0);
  switch (step.operation) {
    case 'fact':
    case 'constant':
      return new Decimal(stated(step));
    case 'sum':
      return numbers(step).reduce((sum, value) => sum.plus(value), zero);
    case 'difference': {
      const [first, ...others] = numbers(step);
      if (!first) throw new RecomputeError(step, 'it needs operands');
      return others.reduce((left, value) => left.minus(value), first);
    }
    case 'product': {
      const [shares = zero, rate = zero] = need(2);
      return shares.times(rate).toDecimalPlaces(places, HALF_UP);
    }
    case 'perShare': {
      const [amount = zero, shares = zero] = need(2);
      if (!shares.gt(0) || step.place === undefined) break;
      return quotient(amount, shares, step.place);
    }
    case 'percent':
    case 'restOfPercent': {
      const [whole = zero, percent = zero] = need(2);
      const part = whole.times(percent).div(100).toDecimalPlaces(places, HALF_UP);
      return step.operation === 'percent' ? part : whole.minus(part);
    }
    case 'share':
    case 'rest': {
      const [whole = zero, some = zero, all = zero] = need(3);
      const part = shareOf(step, whole, some, all);
      return step.operation === 'share' ? part : whole.minus(part);
    }
    case 'apportion': {
      const [amount = zero, ...weights] = numbers(step);
      return apportioned(step, amount, weights);
    }
    case 'apportionOne':
      return apportionedOne(step, steps, need(4), values);
    case 'leftOver': {
      const value = new Decimal(stated(step));
      const unit = new Decimal(10).pow(-places);
      if (!value.isZero() && !value.eq(unit)) throw new RecomputeError(step, 'not one unit');
      return value;
    }
    case 'smallest':
      return Decimal.min(...(numbers(step) as [Decimal, ...Decimal[]]));
    case 'loss': {
      const [gain = zero] = need(1);
      return gain.isNegative() ? gain.negated() : zero;
    }
    case 'conversion': {
      const [shares = zero, made = zero, old = zero] = need(3);
      return quotient(shares.times(made), old, places);
    }
    case 'fraction': {
      const [shares = zero] = need(1);
      return shares.minus(shares.floor());
    }
    case 'choice': {
      const value = new Decimal(step.value);
      const limits = numbers(step);
      if (limits.length === 0 || value.lte(0) || limits.some((limit) => value.gt(limit))) {
        throw new RecomputeError(step, `not above zero and at most ${limits.join(' and ')}`);
      }
      return value;
    }
    case 'others':
      return new Decimal(stated(step));
    case 'daysHeld': {
      const [acquired, begin, end] = days(step, 0);
      if (!acquired || !begin || !end) break;
      const first = Math.max(dayNumber(acquired) + 1, dayNumber(begin));
      return new Decimal(Math.max(0, dayNumber(end) - first + 1));
    }
    case 'ifHeldBriefly': {
      const amount = values[step.operands[0] as number];
      const [heldSince, sold] = days(step, 1);
      if (!(amount instanceof Decimal) || !heldSince || !sold) break;
      return isHeldSixMonthsOrLess(heldSince, sold) ? amount : zero;
    }
    default:
  }
  throw new RecomputeError(step, 'no number comes out of this');
}

/** A quotient to some places, half away from zero; exact, because only one place more is looked at. */
function quotient(numerator: Decimal, denominator: Decimal, places: number): Decimal {
  const scaled = numerator.abs().times(new Decimal(10).pow(places));
  const whole = scaled.divToInt(denominator);
  const twice = scaled.minus(whole.times(denominator)).times(2);
  const rounded = twice.gte(denominator) ? whole.plus(1) : whole;
  return rounded.div(new Decimal(10).pow(places)).times(numerator.isNegative() ? -1 : 1);
}

function shareOf(step: ListedStep, whole: Decimal, some: Decimal, all: Decimal): Decimal {
  if (some.eq(all)) return whole;
  if (some.isNegative() || some.gt(all)) throw new RecomputeError(step, 'a part of less than it');
  return quotient(whole.times(some), all, placesOf(step));
}

/** What is rounded down of each part, and what was cut off, in units of the figure. */
function roundedDown(step: ListedStep, amount: Decimal, weight: Decimal, sum: Decimal) {
  const units = amount
    .abs()
    .times(new Decimal(10).pow(placesOf(step)))
    .times(weight);
  const down = units.divToInt(sum);
  return { down, cutOff: units.minus(down.times(sum)) };
}

function inUnits(step: ListedStep, units: Decimal, amount: Decimal): Decimal {
  const value = units.div(new Decimal(10).pow(placesOf(step)));
  return amount.isNegative() ? value.negated() : value;
}

function apportioned(step: ListedStep, amount: Decimal, weights: readonly Decimal[]): Decimal {
  const sum = weights.reduce((all, weight) => all.plus(weight), new Decimal(0));
  const parts = weights.map((weight) => roundedDown(step, amount, weight, sum));
  const own = step.place === undefined ? undefined : parts[step.place];
  if (!own || sum.lte(0) || weights.some((weight) => weight.isNegative())) {
    throw new RecomputeError(step, 'there are no weights to divide by');
  }
  const total = amount.abs().times(new Decimal(10).pow(placesOf(step)));
  const leftOver = parts.reduce((left, { down }) => left.minus(down), total);
  const ahead = parts.filter(
    (part, place) =>
      part.cutOff.gt(own.cutOff) || (part.cutOff.eq(own.cutOff) && place < (step.place as number)),
  );
  return inUnits(step, leftOver.gt(ahead.length) ? own.down.plus(1) : own.down, amount);
}

/**
 * One of very many parts: rounded down, and the unit that came here is stated. Where the sum of the
 * weights lists all of them the parts are worked out as well.
 */
function apportionedOne(
  step: ListedStep,
  steps: readonly ListedStep[],
  [amount, own, sum, leftOver]: readonly Decimal[],
  values: readonly Value[],
): Decimal {
  if (!amount || !own || !sum?.gt(0) || !leftOver || own.gt(sum)) {
    throw new RecomputeError(step, 'there are no weights to divide by');
  }
  const { down, cutOff } = roundedDown(step, amount, own, sum);
  if (cutOff.isZero() && !leftOver.isZero()) {
    throw new RecomputeError(step, 'a part without a fraction got what was left over');
  }
  const value = inUnits(step, down, amount);
  const result = amount.isNegative() ? value.minus(leftOver) : value.plus(leftOver);
  const all = steps[step.operands[2] as number] as ListedStep;
  const isListed =
    all.operation === 'sum' && all.operands.every((place) => steps[place]?.operation !== 'others');
  if (isListed) {
    const weights = all.operands.map((place) => values[place] as Decimal);
    if (!apportioned(step, amount, weights).eq(result)) {
      throw new RecomputeError(step, 'what was left over went to another part');
    }
  }
  return result;
}
