/**
 * From the book's text to exact values. The tables' own checks let nothing in that does not parse,
 * so a value that does not is a damaged book.
 */
import { parseDay, type Day } from '../tax/values/days.ts';
import {
  parseMoney,
  parseRate,
  parseShares,
  type Cents,
  type Rate,
  type Shares,
} from '../tax/values/money.ts';

function parsed<T>(value: T | undefined, what: string, text: string): T {
  if (value === undefined) throw new Error(`the book holds ${what} that is none: "${text}"`);
  return value;
}

export function toMoney(text: string): Cents {
  return parsed(parseMoney(text), 'an amount', text);
}

export function toShares(text: string): Shares {
  return parsed(parseShares(text), 'a number of shares', text);
}

export function toRate(text: string): Rate {
  return parsed(parseRate(text), 'a rate', text);
}

export function toDay(text: string): Day {
  return parsed(parseDay(text), 'a day', text);
}

export function toDayOrNull(text: string | null): Day | null {
  return text === null ? null : toDay(text);
}
