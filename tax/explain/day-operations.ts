/**
 * How is a step of a derivation made that is a day, or that counts days? As `operations.ts`.
 *
 * Example: "45 days before 2018-03-08 is 2018-01-22."
 */
import { addDays, dayNumber, isHeldSixMonthsOrLess, type Day } from '../values/days.ts';
import { daysHeldBetween } from '../lots/holding-period-rules.ts';
import { tackedOn } from '../lots/term.ts';
import { dayOfFigure, exactOf, type Derivation } from './derivation.ts';
import type { Operation } from '../facts/teller.ts';
import { spoken, step, type Told } from './operations.ts';

export function dayStep(
  operation: Operation,
  value: Day,
  operands: readonly Derivation[],
  told: Told,
  sentence: string,
): Derivation {
  const made = step(operation, 0n, 'day', operands, { explanation: sentence, ...told });
  return { ...made, value };
}

export function movedDay(from: Derivation, days: Derivation, told: Told): Derivation {
  const by = exactOf(days);
  const value = addDays(dayOfFigure(from), Number(by));
  const away = spoken(by < 0n ? -by : by, 'days');
  const sentence = `${away} ${by < 0n ? 'before' : 'after'} ${from.value} is ${value}.`;
  return dayStep('movedDay', value, [from, days], told, sentence);
}

/** The day from which shares count as held when the days of sold ones count along. */
export function tacked(
  from: Derivation,
  sold: Derivation,
  heldSince: Derivation,
  told: Told,
): Derivation {
  const [first, last] = [dayOfFigure(heldSince), dayOfFigure(sold)];
  const value = tackedOn(dayOfFigure(from), last, first);
  const days = spoken(BigInt(dayNumber(last) - dayNumber(first)), 'days');
  const sentence = `The sold shares had been held ${days}, from ${first} to ${last}; so many before ${from.value} is ${value}.`;
  return dayStep('tacked', value, [from, sold, heldSince], told, sentence);
}

export function daysHeld(
  acquired: Derivation,
  begin: Derivation,
  end: Derivation,
  told: Told,
): Derivation {
  const [from, to] = [dayOfFigure(begin), dayOfFigure(end)];
  const count = BigInt(daysHeldBetween(dayOfFigure(acquired), from, to));
  const explanation = `Acquired on ${acquired.value}, a day that does not count; from ${from} to ${to} these are ${spoken(count, 'days')}.`;
  return step('daysHeld', count, 'days', [acquired, begin, end], { explanation, ...told });
}

export function ifHeldBriefly(
  amount: Derivation,
  heldSince: Derivation,
  sold: Derivation,
  told: Told,
): Derivation {
  const isBrief = isHeldSixMonthsOrLess(dayOfFigure(heldSince), dayOfFigure(sold));
  const value = isBrief ? exactOf(amount) : 0n;
  const { unit } = amount;
  const explanation = `From ${heldSince.value} to ${sold.value} is ${isBrief ? 'six months or less' : 'more than six months'}: ${spoken(value, unit)}.`;
  const operands = [amount, heldSince, sold];
  return step('ifHeldBriefly', value, unit, operands, { explanation, ...told });
}
