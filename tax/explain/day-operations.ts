/**
 * How is a step of a derivation made that is a day, or that counts days? As `explain-operations.ts`.
 *
 * Example: "45 days before 2018-03-08 is 2018-01-22."
 */
import { addDays, dayNumber, isHeldSixMonthsOrLess, laterDay, type Day } from '../values/days.ts';
import { dayOfFigure, exactOf, type Derivation } from './derivation.ts';
import type { Operation } from '../facts/teller.ts';
import { spoken, step, type Told } from './operations.ts';

function dayStep(
  operation: Operation,
  value: Day,
  operands: readonly Derivation[],
  told: Told,
  sentence: string,
): Derivation {
  const made = step(operation, 0n, 'day', operands, { explanation: sentence, ...told }, () => '');
  return { ...made, value };
}

/** An ex-date that the market calendar gives. */
export function computedExDate(exDate: Day, recordDate: Derivation, told: Told): Derivation {
  return dayStep(
    'exDate',
    exDate,
    [recordDate],
    told,
    `${exDate} is the first trading day whose trades settle after the record date ${recordDate.value}.`,
  );
}

export function movedDay(from: Derivation, days: Derivation, told: Told): Derivation {
  const by = exactOf(days);
  const value = addDays(dayOfFigure(from), Number(by));
  const away = spoken(by < 0n ? -by : by, 'days');
  return dayStep(
    'movedDay',
    value,
    [from, days],
    told,
    `${away} ${by < 0n ? 'before' : 'after'} ${from.value} is ${value}.`,
  );
}

const FIRST_DAY = '1900-01-01' as Day;

/** The day from which shares count as held when the days of sold ones count along. */
export function tacked(
  from: Derivation,
  sold: Derivation,
  heldSince: Derivation,
  told: Told,
): Derivation {
  const days = dayNumber(dayOfFigure(sold)) - dayNumber(dayOfFigure(heldSince));
  const isBefore = dayNumber(dayOfFigure(from)) - days <= dayNumber(FIRST_DAY);
  const value = isBefore ? FIRST_DAY : laterDay(addDays(dayOfFigure(from), -days), FIRST_DAY);
  return dayStep(
    'tacked',
    value,
    [from, sold, heldSince],
    told,
    `The sold shares had been held ${spoken(BigInt(days), 'days')}, from ${heldSince.value} to ${sold.value}; so many before ${from.value} is ${value}.`,
  );
}

export function daysHeld(
  acquired: Derivation,
  begin: Derivation,
  end: Derivation,
  told: Told,
): Derivation {
  const first = Math.max(dayNumber(dayOfFigure(acquired)) + 1, dayNumber(dayOfFigure(begin)));
  const count = Math.max(0, dayNumber(dayOfFigure(end)) - first + 1);
  return step(
    'daysHeld',
    BigInt(count),
    'days',
    [acquired, begin, end],
    told,
    (value) =>
      `Acquired on ${acquired.value}, a day that does not count; from ${begin.value} to ${end.value} these are ${spoken(value, 'days')}.`,
  );
}

export function ifHeldBriefly(
  amount: Derivation,
  heldSince: Derivation,
  sold: Derivation,
  told: Told,
): Derivation {
  const isBrief = isHeldSixMonthsOrLess(dayOfFigure(heldSince), dayOfFigure(sold));
  return step(
    'ifHeldBriefly',
    isBrief ? exactOf(amount) : 0n,
    amount.unit,
    [amount, heldSince, sold],
    told,
    (value) =>
      `From ${heldSince.value} to ${sold.value} is ${isBrief ? 'six months or less' : 'more than six months'}: ${spoken(value, amount.unit)}.`,
  );
}

/** A day that is only named: where it is from is not followed any further. */
export function otherDay(day: Day, told: Told & { explanation: string }): Derivation {
  return dayStep('others', day, [], told, told.explanation);
}
