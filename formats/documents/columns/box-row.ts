/**
 * Columns by a row of the form's boxes, where the captions above it have lost their places.
 *
 * "Form 1099-DIV Box Number 1a 2b 2a less 2b 3" over five columns of figures tells four of them, in
 * order; the first is then what was paid. The captions need not be taken apart for that, but every word
 * of them must be one that captions have, and each kind of column must be named among them.
 *
 * Awkward cases: words glued to each other ("Box 1aBox 1b", "DateDistributionOrdinary") or broken at the
 * end of a line ("Distri- bution"); two dates, of which the record date is never the later.
 * Not handled: boxes over some of the parts alone.
 */
import { isEmpty, type Piece } from '../grid/pieces.ts';
import type { Token } from '../grid/tokens.ts';
import { dateParts } from '../grid/values.ts';
import { readCaption, type CaptionReading, type DateMeaning } from './captions.ts';
import { PHRASE_GROUPS, SAME_WORDS } from './caption-phrases.ts';
import type { ColumnKind } from './solve-captions.ts';

const BOX = /(?:box\s*)?(1[ab]|2[a-f]|[135])(?:\s+less\s+(?:box\s*)?(2[b-f]|1b))?/gi;
const FORM = /\b(?:irs\s+)?form\s+1099\s?-?\s?div\b|\bbox(?:es)?\s+(?:numbers?|nos?\.?)(?=\s|$)/gi;

/** The boxes of a line that has nothing else: "2a less 2b"; empty where it has. */
export function boxesOf(text: string): string[] {
  const bare = text
    .replace(FORM, ' ')
    .replace(/\(boxes [^()]*\)/gi, ' ')
    .replace(/[|\t():#]/g, ' ');
  if (bare.replace(BOX, ' ').trim() !== '') return [];
  return [...bare.matchAll(BOX)].map(([, box, less]) =>
    less === undefined ? (box as string) : `${box as string} less ${less}`,
  );
}

const NAMED: Readonly<Record<string, RegExp>> = {
  ordinary: /ordinary/,
  qualified: /qualified/,
  capitalGain: /gain/,
  unrecaptured1250: /1250/,
  returnOfCapital: /return|non/,
  section199A: /199a/,
  section897Ordinary: /897/,
  section897CapitalGain: /897/,
};
const DATES: readonly (readonly [DateMeaning, RegExp])[] = [
  ['declarationDate', /\bdeclar/],
  ['recordDate', /\brecord\b/],
  ['exDate', /\bex\b/],
  ['payableDate', /\bpay(?:able|ment)?\b|\bpaid\b/],
];

const VOCABULARY: ReadonlySet<string> = new Set([
  ...PHRASE_GROUPS.flatMap((group) => group.phrases.flatMap((phrase) => phrase.split(' '))),
  ...Object.keys(SAME_WORDS),
  // Halves of words that a line's end parts.
  ...'distri bution distribu tion unrecap tured divi dend non nontaxable federal to quarter period'.split(
    ' ',
  ),
]);

/** The words of captions: glued ones apart, without marks, years and rates. */
function wordsOf(text: string): string[] {
  return text
    .replace(/\((?:\d{1,2}|[A-Ha-h])\)|\*+/g, ' ')
    .replace(/([a-z])(?=[A-Z])|(?<=[a-z])(?=\d)/g, '$1 ')
    .replace(/\b(?:19|20)\d\d\b|\d{1,2}\s?%/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The names of the columns of dates in order; undefined where they are not as many as the columns. */
function datesOf(
  words: string,
  rows: readonly (readonly Token[])[],
  count: number,
): readonly DateMeaning[] | undefined {
  const named = DATES.flatMap(([meaning, pattern]) => {
    const at = words.search(pattern);
    return at === -1 ? [] : [{ meaning, at }];
  }).toSorted((a, b) => a.at - b.at);
  if (named.length !== count) return undefined;
  const meanings = named.map((one) => one.meaning);
  const dayAt = (row: readonly Token[], c: number): string => {
    const parts = dateParts(row.filter((token) => token.kind === 'date')[c]?.text ?? '');
    const two = (value: number): string => String(value).padStart(2, '0');
    return parts ? `${parts.year.slice(-2)}${two(parts.month)}${two(parts.day)}` : '';
  };
  const rises = (a: number, b: number): boolean =>
    rows.every(
      (row) => dayAt(row, a).slice(2) <= dayAt(row, b).slice(2) || dayAt(row, a) <= dayAt(row, b),
    );
  const [record, paid] = [meanings.indexOf('recordDate'), meanings.indexOf('payableDate')];
  if (record === -1 || paid === -1 || rises(record, paid)) return meanings;
  return count === 2 && rises(paid, record) ? meanings.toReversed() : undefined;
}

interface BoxedColumns {
  /** One for each column, in order. */
  readonly readings: readonly CaptionReading[];
  readonly row: Piece;
}

/** What the columns hold by a row of boxes; undefined where there is none, or it does not tell all. */
export function columnsOfBoxes(
  pieces: readonly Piece[],
  kinds: readonly ColumnKind[],
  rows: readonly (readonly Token[])[],
  taxYear: number | null,
): BoxedColumns | undefined {
  const filled = pieces.filter((piece) => !isEmpty(piece));
  const row = filled.find((piece) => boxesOf(piece.text).length > 0);
  const boxes = row ? boxesOf(row.text) : [];
  const figures = kinds.filter((kind) => kind !== 'date').length;
  if (
    !row ||
    boxes.length !== figures - 1 ||
    kinds.lastIndexOf('date') >= kinds.indexOf('number')
  ) {
    return undefined;
  }
  const parts = boxes.flatMap((box) => readCaption(`Box ${box}`, taxYear) ?? []);
  const text = filled
    .filter((piece) => piece !== row)
    .map((piece) => piece.text.replace(FORM, ' '))
    .join(' ');
  const words = wordsOf(text);
  const all = words.join(' ');
  const isNamed =
    words.every((word) => VOCABULARY.has(word)) &&
    /distri|dividend|amount|paid/.test(all) &&
    parts.every(({ meaning }) => NAMED[meaning]?.test(all));
  const dates = datesOf(all, rows, kinds.length - figures);
  const isWhole =
    parts.length === boxes.length && new Set(parts.map((one) => one.meaning)).size === parts.length;
  if (!isNamed || !dates || !isWhole) return undefined;
  return {
    readings: [
      ...dates.map((meaning) => ({ meaning, total: false })),
      { meaning: 'amountPerShare', total: false },
      ...parts,
    ],
    row,
  };
}
