/**
 * What a person said that an issuer's captions mean, kept from one year to the next: by which key is a
 * caption found again, what was said of a document, and what is said of the captions of another.
 *
 * A caption is kept by its words, as the phrases of captions are, with years counted from the tax year:
 * "2024 Portfolio Income" of the release of 2024 is "2025 Portfolio Income" of that of 2025. A line of
 * captions that could not be divided stands over several columns; each of them has its number among them.
 *
 * Example: the captions of 2024 had "Portfolio Income", and a person said that it is ordinary dividends.
 * For 2025 that is what is proposed for it; the figures must add up with it all the same.
 * Awkward case: two tables of a document in which a caption was given two meanings: neither is kept.
 * Not handled: tables without captions; a table that was left out as a whole.
 */
import type { SaidCaption } from '../../allocation-document.ts';
import { normalisePhrase, type ColumnMeaning } from './captions.ts';
import { MONTHS } from '../grid/values.ts';

/** A caption of an issuer, as it is found again. */
export type CaptionKey = Pick<SaidCaption, 'caption' | 'nth' | 'of'>;

/** The name of an issuer without what it is written with in one release and without in another. */
export function issuerKey(issuer: string): string {
  let key = issuer
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
  const ending = / (?:inc|corp|corporation|company|co|trust|lp|l p|llc|ltd|limited|incorporated)$/;
  while (ending.test(key)) key = key.replace(ending, '');
  return key;
}

const MARKS = /\((?:\d{1,2}|[A-Ha-h])\)|[*†‡]+/g;

/** The words of a caption, years counted from the tax year; empty where it has none. */
function wordsOf(caption: string, taxYear: number): string {
  return normalisePhrase(caption.replace(MARKS, ' '))
    .split(' ')
    .map((word) => (/^(?:19|20)\d\d$/.test(word) ? `year${Number(word) - taxYear || ''}` : word))
    .join(' ');
}

/** How the caption of each column is found again; undefined for one without words. */
export function captionKeys(
  columns: readonly { readonly caption: string }[],
  taxYear: number,
): (CaptionKey | undefined)[] {
  const words = columns.map(({ caption }) => wordsOf(caption, taxYear));
  return words.map((caption, c) =>
    caption === ''
      ? undefined
      : {
          caption,
          nth: words.slice(0, c).filter((one) => one === caption).length,
          of: words.filter((one) => one === caption).length,
        },
  );
}

export function isSameCaption(a: CaptionKey, b: CaptionKey): boolean {
  return a.caption === b.caption && a.nth === b.nth && a.of === b.of;
}

interface Columns {
  readonly columns: readonly { readonly caption: string; readonly meaning: ColumnMeaning | null }[];
}

/** What one caption was said to mean, as it was printed. */
interface NewlySaid extends CaptionKey {
  readonly printed: string;
  readonly meaning: ColumnMeaning;
}

/**
 * What a person said of captions that the reader did not know: `read` is what the text alone gave,
 * `uncertain` says which columns of it were open, `accepted` is what was made of it. A column that was
 * taken out is not needed.
 */
export function saidOf(
  read: readonly Columns[],
  accepted: readonly Columns[],
  uncertain: (security: number) => readonly number[],
  taxYear: number,
): NewlySaid[] {
  const tables = accepted.map(({ columns }) => {
    const keys = captionKeys(columns, taxYear);
    return columns.map(({ meaning }, c) => ({ key: keys[c], meaning }));
  });
  const open = new Set(tables);
  const said: NewlySaid[] = [];
  const contradicted: CaptionKey[] = [];
  read.forEach(({ columns }, s) => {
    const places = captionKeys(columns, taxYear);
    const keys = places.filter((key) => key !== undefined);
    const isOf = (table: (typeof tables)[number]): boolean =>
      table.some(({ key }) => key !== undefined && keys.some((own) => isSameCaption(own, key)));
    // The table of this place where none was taken out, else the next one with a caption of it.
    const same = read.length === accepted.length ? tables[s] : undefined;
    const table = same ?? [...open].find(isOf);
    if (!table || !isOf(table)) return;
    open.delete(table);
    for (const c of uncertain(s)) {
      const key = places[c];
      if (!key) continue;
      const column = table.find((one) => one.key && isSameCaption(one.key, key));
      const meaning = column ? column.meaning : key.of === 1 ? 'notNeeded' : null;
      if (meaning === null) continue;
      const other = said.find((one) => isSameCaption(one, key));
      if (!other) said.push({ ...key, printed: columns[c]?.caption ?? '', meaning });
      else if (other.meaning !== meaning) contradicted.push(key);
    }
  });
  return said.filter((one) => !contradicted.some((key) => isSameCaption(key, one)));
}

/** What was said of each column, by its place; those of the newest day count. */
export function saidOfColumns(
  said: readonly SaidCaption[],
  columns: readonly { readonly caption: string }[],
  taxYear: number | null,
): ReadonlyMap<number, SaidCaption> {
  if (said.length === 0 || taxYear === null) return new Map();
  const newest = said.toSorted((a, b) => (a.saidOn < b.saidOn ? 1 : a.saidOn > b.saidOn ? -1 : 0));
  return new Map(
    captionKeys(columns, taxYear).flatMap((key, c): [number, SaidCaption][] => {
      const found = key && newest.find((one) => isSameCaption(one, key));
      return found ? [[c, found]] : [];
    }),
  );
}

/** "January 2025", of 2025-01-29. */
export function monthOf(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`.trim();
}
