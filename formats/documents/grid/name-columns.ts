/**
 * Whose row it is, said in columns before its dates, of text that columns of spaces part: "Common Shares
 * 99421A100  EXT  3/18/2019 …", or the ticker alone, below "Security", "CUSIP" and "Ticker" in one or more lines.
 * They become a heading above the first of its rows, and their places are empty then.
 *
 * Awkward case: a ticker by itself is common stock, unless it has the form of a preferred class ("EXT-PB").
 * Awkward case: a word before the dates that is none of these, or stands below a caption of another kind: then
 * nothing is changed.
 * Not handled: names that one space alone parts from each other.
 */
import type { TextLine } from '../source/lines.ts';
import { parseCusip } from './cusip.ts';
import {
  headingAbove,
  isCaptionOfNames,
  isClassOfShares,
  without,
  type Field,
} from './name-fields.ts';
import { classLetter, isPreferredTicker } from './symbols.ts';

const DAY = String.raw`\d{1,2}[/-]\d{1,2}[/-]\d{2,4}`;
const FIRST_DAY = new RegExp(String.raw`(?<![\d/.-])${DAY}(?![\d/.-])`);
const VALUES = new RegExp(
  String.raw`^(?:\s*(?:${DAY}|\(?[$]?\s?[\d,]*\.?\d+\)?\s?%?|[-–—]+|N\/A)(?=\s|$))+\s*$`,
  'i',
);
const TICKER = /^[A-Z]{1,5}(?:[ .-]?P?[Rr]?[ .-]?[A-Z])?$/;
const MOST_NAMES = 3;
const FEWEST_VALUES = 4;
const LONGEST_ROW = 400;
const MOST_CAPTION_LINES = 8;

interface NamedRow {
  readonly line: TextLine;
  readonly names: readonly Field[];
  /** Where its first day begins. */
  readonly day: number;
}

function fieldsIn(text: string): Field[] {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ index, 0: own }) => ({
    from: index,
    text: own,
  }));
}

function isName({ text }: Field): boolean {
  return parseCusip(text) !== undefined || isClassOfShares(text) || TICKER.test(text);
}

/** A row whose places before its first day hold names alone; undefined for all else. */
function namedRow(line: TextLine): NamedRow | undefined {
  const { text } = line;
  if (text.length > LONGEST_ROW || /[|\t]/.test(text)) return undefined;
  const day = FIRST_DAY.exec(text)?.index;
  if (day === undefined || !VALUES.test(text.slice(day))) return undefined;
  if (text.slice(day).trim().split(/\s+/).length < FEWEST_VALUES) return undefined;
  const names = fieldsIn(text.slice(0, day));
  const areNames = names.length > 0 && names.length <= MOST_NAMES && names.every(isName);
  return areNames ? { line, names, day } : undefined;
}

/** The words of captions that stand over the columns of names, by line, nearest first. */
function captionsOver(
  lines: readonly TextLine[],
  before: number,
  { names, day }: NamedRow,
): { readonly at: number; readonly fields: readonly Field[] }[] {
  const found: { at: number; fields: readonly Field[] }[] = [];
  for (let at = before - 1; at >= 0 && before - at <= MOST_CAPTION_LINES; at--) {
    const { text } = lines[at] as TextLine;
    if (/^[\s_=-]*$/.test(text)) {
      // A ruler or an empty line parts captions from rows, and from what stands above them.
      if (found.length > 0 && text.trim() === '') break;
      continue;
    }
    const end = endOf(names.at(-1) as Field);
    const fields = fieldsIn(text).filter((field) => endOf(field) <= day || field.from < end);
    // A line across the columns is a title.
    if (fields.some((field) => endOf(field) > day + 1 && field.from < end)) break;
    found.push({ at, fields });
  }
  return found;
}

const endOf = ({ from, text }: Field): number => from + text.length;

/** Which of the names a word of a caption stands over: the one that it overlaps, or the nearest. */
function nameUnder(field: Field, names: readonly Field[]): number {
  const distance = (name: Field): number =>
    Math.max(name.from - endOf(field), field.from - endOf(name));
  return names.reduce(
    (best, name, at) => (distance(name) < distance(names[best] as Field) ? at : best),
    0,
  );
}

/**
 * The captions of the names, each by its line, if every name has one of its kind: as many lines of them as read as
 * captions.
 */
function captionsOf(
  lines: readonly TextLine[],
  before: number,
  row: NamedRow,
): { readonly at: number; readonly fields: readonly Field[] }[] | undefined {
  const over = captionsOver(lines, before, row);
  let best: typeof over | undefined;
  const words = row.names.map((): string[] => []);
  for (const [i, { fields }] of over.entries()) {
    for (const field of fields) words[nameUnder(field, row.names)]?.unshift(field.text);
    const fits = row.names.every((name, at) => {
      const caption = (words[at] ?? []).join(' ');
      return isCaptionOfNames(caption) && isOfKind(name, caption);
    });
    if (fits) best = over.slice(0, i + 1);
  }
  return best;
}

/** A few capitals are a ticker below a caption of tickers alone. */
function isOfKind({ text }: Field, caption: string): boolean {
  return (
    parseCusip(text) !== undefined ||
    isClassOfShares(text) ||
    /\b(?:ticker|symbol)\b/i.test(caption)
  );
}

function nameOfTicker(ticker: string): string {
  const letter = isPreferredTicker(ticker) ? classLetterOf(ticker) : undefined;
  return letter === undefined ? 'Common Stock' : `Series ${letter} Preferred Stock`;
}

const classLetterOf = (ticker: string): string | undefined =>
  classLetter(`Series ${ticker.slice(-1)}`);

function headingOf({ line, names }: NamedRow): TextLine {
  const own = names.find(({ text }) => isClassOfShares(text));
  const ticker = names.find((one) => one !== own && !parseCusip(one.text) && TICKER.test(one.text));
  const number = names.find(({ text }) => parseCusip(text));
  const words = [
    own?.text ?? (ticker ? nameOfTicker(ticker.text) : ''),
    ticker ? `(${ticker.text})` : '',
    number ? `(CUSIP ${number.text})` : '',
  ];
  return headingAbove(line, words.filter((word) => word !== '').join(' '), own?.from ?? 0);
}

/** The lines with what each row says of its class above the first row that says so. */
export function withNameColumnsAbove(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  let before: string | undefined;
  for (const [at, line] of lines.entries()) {
    const row = namedRow(line);
    if (!row) {
      if (line.text.trim() !== '') before = undefined;
      result.push(line);
      continue;
    }
    const key = row.names.map(({ text }) => text).join('\n');
    if (before === undefined) {
      const captions = captionsOf(lines, at, row);
      if (!captions) return lines;
      // Lines that this adds all stand behind: a caption has the place that it had, counted from the end.
      for (const own of captions) {
        const place = result.length - (at - own.at);
        result[place] = without(lines[own.at] as TextLine, own.fields);
      }
    }
    if (key !== before) result.push(headingOf(row));
    before = key;
    result.push(without(line, row.names));
  }
  return result;
}
