/**
 * How is one field of a transactions file read?
 *
 * Exactly, or not at all. A field gives a value, or a sentence that says what is wrong with it and
 * what to write instead. Nothing is guessed: where a comma could be a separator of thousands or a
 * decimal sign, the field is refused.
 *
 * Source: the published interface of the command line, "Transactions are CSV with a header".
 * Example: `"$1,234.56"` as an amount is 1234.56; `2000-03-01` is a day.
 * Awkward case: `1,234` is one thousand two hundred thirty-four dollars (a cent has two places, so
 * it cannot be 1.234), but as shares it could be 1.234 and is refused.
 * Not handled: currencies other than the US dollar; dates in any other form than YYYY-MM-DD.
 */
import { parseDay, type Day } from '../tax/values/days.ts';
import type { Ratio } from '../tax/facts/model.ts';
import {
  NO_RATE,
  parseMoney,
  parseRate,
  parseShares,
  RATE_PLACES,
  SHARE_PLACES,
  type Cents,
  type Rate,
  type Shares,
} from '../tax/values/money.ts';

/** A value, or the sentence that says why there is none. */
export type FieldResult<T> = { readonly value: T } | { readonly problem: string };

const MAX_QUOTED = 60;
/** Digits before the point: more than any holding has, and few enough that sums stay readable. */
const MAX_WHOLE_DIGITS = 12;

/** The text as it stands in a message: in quotation marks, on one line, cut when long. */
export function quoted(text: string): string {
  const oneLine = text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const characters = Array.from(oneLine);
  return characters.length > MAX_QUOTED
    ? `"${characters.slice(0, MAX_QUOTED).join('')}…"`
    : `"${oneLine}"`;
}

const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const PLAIN = /^\d*(?:\.\d+)?$/;
const COMMA_DECIMAL = /^\d{1,3}(?:[. \u00a0']\d{3})*,\d+$|^\d+,\d+$/;

/** Digits, and a point where there are decimals: "12", "12.5", ".5". */
function isPlain(text: string): boolean {
  return text !== '' && PLAIN.test(text);
}

function withZero(plain: string): string {
  return plain.startsWith('.') ? `0${plain}` : plain;
}

type NumberForm = { readonly plain: string } | { readonly problem: string };

/** A minus before or behind the digits, or brackets around them: with or without a dollar sign. */
const BELOW_ZERO =
  /^\$?\s*(?:[-\u2212]\s*\$?|\((?=.*\)$))\s*([^-\u2212()]*)\)?$|^\$?\s*([^-\u2212()]*)[-\u2212]$/;

/** Undoes the dollar sign and separators of thousands where they are clear. */
function plainNumber(column: 'shares' | 'amount', text: string, what?: string): NumberForm {
  const example = column === 'amount' ? '1234.56' : '12.5';
  const word = what ?? (column === 'amount' ? 'amount' : 'number of shares');
  const name = `The ${word} ${quoted(text)}`;
  if (/^[-\u2212(]/.test(text) || /^\$\s*[-\u2212(]/.test(text) || /[-\u2212]$/.test(text)) {
    if (what !== undefined) return { problem: `${name} is negative. Write it without a sign.` };
    return {
      problem:
        column === 'amount'
          ? `${name} is negative. Write the amount without a sign; the action says which way the money went.`
          : `${name} is negative. Write the number of shares without a sign; the action says whether they were bought or sold.`,
    };
  }
  let digits = text.startsWith('+') ? text.slice(1) : text;
  if (column === 'amount') digits = digits.replace(/^\$\s*/, '');
  if (isPlain(digits)) return { plain: withZero(digits) };
  if (GROUPED.test(digits)) {
    const clear =
      column === 'amount' ||
      digits.includes('.') ||
      digits.indexOf(',') !== digits.lastIndexOf(',');
    if (clear) return { plain: digits.replaceAll(',', '') };
    return {
      problem: `${name} can mean two numbers: the comma may separate thousands or begin the decimals. Write ${digits.replace(',', '')} or ${digits.replace(',', '.')}.`,
    };
  }
  if (COMMA_DECIMAL.test(digits)) {
    return {
      problem: `${name} uses a comma for the decimals. Write it with a point and without separators, as in ${example}.`,
    };
  }
  return { problem: `${name} is not a plain number. Write digits and a point, as in ${example}.` };
}

function tooLarge(plain: string): boolean {
  return (plain.split('.')[0] as string).replace(/^0+/, '').length > MAX_WHOLE_DIGITS;
}

/** Total cost or proceeds, or cash: dollars to the cent, below zero where that `mayBeTakenBack`. */
export function readAmount(text: string, mayBeTakenBack = false): FieldResult<Cents> {
  const digits = mayBeTakenBack ? BELOW_ZERO.exec(text) : null;
  const result = readDollars(digits?.[1] ?? digits?.[2] ?? text);
  return digits && 'value' in result ? { value: -result.value as Cents } : result;
}

/** Zero or more dollars, to the cent, of a column with a word of its own. */
export function readFurtherMoney(text: string, what: string): FieldResult<Cents> {
  return readDollars(text, what);
}

function readDollars(text: string, what?: string): FieldResult<Cents> {
  const form = plainNumber('amount', text, what);
  if ('problem' in form) return form;
  const name = `The ${what ?? 'amount'} ${quoted(text)}`;
  if (tooLarge(form.plain)) {
    return { problem: `${name} is too large. Check the number of digits.` };
  }
  const value = parseMoney(form.plain);
  if (value === undefined) {
    return {
      problem: `${name} has more than two decimals. Write dollars and cents, as in 1234.56.`,
    };
  }
  return { value };
}

/** Zero or more dollars per share, with up to twelve places. */
export function readRate(text: string, what: string): FieldResult<Rate> {
  const form = plainNumber('amount', text, what);
  if ('problem' in form) return form;
  const name = `The ${what} ${quoted(text)}`;
  if (tooLarge(form.plain)) {
    return { problem: `${name} is too large. Check the number of digits.` };
  }
  const value = parseRate(form.plain);
  if (value === undefined) {
    return {
      problem: `${name} has more than ${RATE_PLACES} decimals. Round it to ${RATE_PLACES}.`,
    };
  }
  return { value };
}

/** A yes; a no says nothing. */
export function readYes(text: string, what: string): FieldResult<true | null> {
  const word = text.toLowerCase();
  if (word === 'yes') return { value: true };
  if (word === 'no') return { value: null };
  return {
    problem: `The ${what} ${quoted(text)} is neither yes nor no. Write yes, or leave it empty.`,
  };
}

/** A number of shares above zero, with up to eight places. */
export function readShares(text: string): FieldResult<Shares> {
  const form = plainNumber('shares', text);
  if ('problem' in form) return form;
  if (tooLarge(form.plain)) {
    return {
      problem: `The number of shares ${quoted(text)} is too large. Check the number of digits.`,
    };
  }
  const value = parseShares(form.plain);
  if (value === undefined) {
    return {
      problem: `The number of shares ${quoted(text)} has more than ${SHARE_PLACES} decimals. Round it to ${SHARE_PLACES}, as on the statement.`,
    };
  }
  if (value === 0n) {
    return { problem: `The number of shares is zero. Write how many shares were bought or sold.` };
  }
  return { value };
}

/** New shares for old ones, written `new:old`, both above zero, with up to twelve places. */
export function readRatio(text: string): FieldResult<Ratio> {
  const name = `The ratio ${quoted(text)}`;
  const parts = text.split(':').map((part) => part.trim());
  const [newText = '', oldText = ''] = parts;
  if (parts.length !== 2 || !isPlain(newText) || !isPlain(oldText)) {
    return {
      problem: `${name} is not two plain numbers with a colon between them. Write new shares to old ones: 2:1 where two took the place of one, 1:8 where one took the place of eight.`,
    };
  }
  if (tooLarge(newText) || tooLarge(oldText)) {
    return { problem: `${name} is too large. Check the number of digits.` };
  }
  const newShares = parseRate(withZero(newText));
  const oldShares = parseRate(withZero(oldText));
  if (newShares === undefined || oldShares === undefined) {
    return {
      problem: `${name} has more than ${RATE_PLACES} decimals. Round it to ${RATE_PLACES}, or write it in larger numbers, as in 1:3.`,
    };
  }
  if (newShares === NO_RATE || oldShares === NO_RATE) {
    return {
      problem: `${name} has a zero in it. Write how many new shares took the place of how many old ones, as in 2:1.`,
    };
  }
  return { value: { newShares, oldShares } };
}

const HUNDRED = parseRate('100') as Rate;

/** A percentage from 0 to 100 with up to twelve places; a percent sign may follow it. */
export function readPercent(text: string): FieldResult<Rate> {
  const digits = text.replace(/\s*%$/, '');
  const name = `The percentage ${quoted(text)}`;
  const value = isPlain(digits) && !tooLarge(digits) ? parseRate(withZero(digits)) : NO_RATE;
  if (value === undefined) {
    return {
      problem: `${name} has more than ${RATE_PLACES} decimals. Round it to ${RATE_PLACES}.`,
    };
  }
  if (!isPlain(digits) || tooLarge(digits) || value > HUNDRED) {
    return {
      problem: `${name} is not a plain number from 0 to 100. Write how much of the basis goes to the new shares, as in 12.5.`,
    };
  }
  return { value };
}

/** A day, written YYYY-MM-DD; `what` is the word for it in messages. */
export function readDate(text: string, what = 'date'): FieldResult<Day> {
  const value = parseDay(text);
  if (value !== undefined) return { value };
  const name = `The ${what} ${quoted(text)}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const year = Number(text.slice(0, 4));
    return {
      problem:
        year < 1900 || year > 2199
          ? `${name} has a year outside 1900 to 2199. Check the year.`
          : `${name} does not exist. Check the month and the day.`,
    };
  }
  return {
    problem: `${name} is not of the form YYYY-MM-DD. Write March 1, 2000 as 2000-03-01.`,
  };
}

/** A name: on one line and not longer than it can be shown. */
export function readName(column: string, text: string, maxLength: number): FieldResult<string> {
  if (text.length > maxLength) {
    return {
      problem: `The ${column} ${quoted(text)} is longer than ${maxLength} characters. Shorten it.`,
    };
  }
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) {
    return {
      problem: `The ${column} ${quoted(text)} holds a line break or a control character. Write it on one line.`,
    };
  }
  // A half of a surrogate pair is no character; the book would keep another name than was given.
  if (/\p{Cs}/u.test(text)) {
    return {
      problem: `The ${column} ${quoted(text)} holds a broken character. Type it again.`,
    };
  }
  return { value: text };
}

/** A note: any text with whole characters, with line breaks, up to a length. */
export function readNote(text: string, maxLength: number): FieldResult<string> {
  if (text.length > maxLength) {
    return {
      problem: `The note ${quoted(text)} is longer than ${maxLength} characters. Shorten it.`,
    };
  }
  if (/\p{Cs}|\0/u.test(text)) {
    return { problem: `The note ${quoted(text)} holds a broken character. Type it again.` };
  }
  return { value: text };
}
