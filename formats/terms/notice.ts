/**
 * What does an issuer's notice of a reorganisation say, in its own words?
 *
 * Form 8937 and the releases around it have no common layout, so nothing here is taken as it stands: each
 * value is a proposal with its line, for a person to look at. Where a text has two values for one field,
 * there is no proposal, and both are named.
 *
 * Example: "a 1-for-1.23821 reverse split, effective on November 30, 2020": kind split, ratio 1:1.23821,
 * date 2020-11-30.
 * Awkward case: a merger that also speaks of a reverse split. The kind is left open.
 * Awkward case: "12.34% to the new shares and 87.66% to the old ones": which is which is not guessed.
 * Not handled: percentages and values that stand in tables alone.
 */
import { dayOf } from '../../tax/values/days.ts';
import { dateParts } from '../documents/grid/values.ts';
import { parseCusip } from '../documents/grid/cusip.ts';
import type { TermsKey } from './fields.ts';

/** A value that the text has, and its line from 1. */
interface FoundValue {
  readonly text: string;
  readonly line: number;
}
export type FoundValues = ReadonlyMap<TermsKey, readonly FoundValue[]>;

const FORM = /organizational actions? affecting basis/i;
/** The form itself, and no release that says where it is. */
const PARTS_OF_FORM = /\breporting issuer\b|\bissuer['’]?s name\b|\bpart I{1,2}\b/i;
const EVENT =
  /\b(?:form\s+8937|reverse (?:stock |share )?split|stock split|spin-?\s?off|exchange ratio|merger consideration|cash in lieu of (?:any )?fraction)/i;

/** Whether a text is about a reorganisation: for certain by its form, or by what it speaks of. */
export function noticeKind(text: string): 'form' | 'maybe' | null {
  if (FORM.test(text) && PARTS_OF_FORM.test(text)) return 'form';
  return FORM.test(text) || EVENT.test(text) ? 'maybe' : null;
}

const DATE = String.raw`((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2})`;
const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const NUMBER = String.raw`((?:${WORDS.join('|')}|fifteen|twenty)\b(?:\s*\(\d+\))?|\d[\d,]*(?:\.\d+)?|\.\d+)`;
const DOLLARS = String.raw`\$\s?(\d[\d,]*(?:\.\d+)?)`;

function numberOf(text = ''): string | null {
  const word = /^[a-z]+/i.exec(text)?.[0].toLowerCase();
  if (word === undefined) return text.replaceAll(',', '').replace(/^\./, '0.');
  const at = WORDS.indexOf(word);
  if (at !== -1) return String(at + 1);
  return word === 'fifteen' ? '15' : word === 'twenty' ? '20' : null;
}

function dateOf(text = ''): string | null {
  const parts = dateParts(text.replace(/\s+/g, ' '));
  // Of two digits nobody said the century.
  if (parts?.year.length !== 4) return null;
  return dayOf(Number(parts.year), parts.month, parts.day) ?? null;
}

const ratioOf = (fresh?: string, old = '1'): string | null => {
  const [left, right] = [numberOf(fresh), numberOf(old)];
  return left === null || right === null ? null : `${left}:${right}`;
};

interface Rule {
  readonly key: TermsKey;
  readonly pattern: RegExp;
  readonly value: (match: RegExpMatchArray) => string | null;
}

const rule = (key: TermsKey, pattern: string, value: Rule['value']): Rule => ({
  key,
  pattern: new RegExp(pattern, 'gi'),
  value,
});
const of =
  (read: (text?: string) => string | null): Rule['value'] =>
  ([, text]) =>
    read(text);
const is =
  (value: string): Rule['value'] =>
  () =>
    value;

const RULES: readonly Rule[] = [
  rule('kind', String.raw`\breverse (?:stock |share )?split\b|\bstock split\b`, is('split')),
  rule('kind', String.raw`\bspin-?\s?off\b|\bsection 355\b`, is('spin-off')),
  rule('kind', String.raw`\bmerger\b|\bexchange ratio\b|\bsection 356\b`, is('exchange')),
  rule('kind', String.raw`(?<!\b(?:common|preferred|\w) )\bstock dividend\b`, is('stock-dividend')),
  rule('kind', String.raw`\btaxable (?:spin-?off|distribution)\b|\bsection 301\b`, is('in-kind')),
  rule(
    'date',
    String.raw`\b(?:effective|completed|distributed|paid|distribution date|date of (?:the )?(?:action|distribution))\b[^.;$%]{0,50}?${DATE}`,
    of(dateOf),
  ),
  rule(
    'date',
    String.raw`${DATE}(?=,?\s*\(?the ["“]?(?:distribution|effective|closing) (?:date|time))`,
    of(dateOf),
  ),
  rule(
    'recordDate',
    String.raw`\b(?:record date|holders? of record)\b[^.;$%]{0,50}?${DATE}`,
    of(dateOf),
  ),
  rule('ratio', String.raw`\b${NUMBER}-for-${NUMBER}`, ([, fresh, old]) => ratioOf(fresh, old)),
  rule(
    'ratio',
    String.raw`(?<![\w.,])${NUMBER}\s+(?:new\s+)?(?:of an? )?shares? of [^.;$%]{1,80}?\bfor (?:each|every)(?: ${NUMBER})? (?:outstanding )?shares?\b`,
    ([, fresh, old]) => ratioOf(fresh, old),
  ),
  rule(
    'ratio',
    String.raw`\b(?:each|every)(?: ${NUMBER})? (?:outstanding )?shares?\b[^.;$%]{0,80}?\b(?:converted into|exchanged for|combined into)(?: the right to receive)? ${NUMBER}\s+(?:of an? )?(?:new )?shares?\b`,
    ([, old, fresh]) => ratioOf(fresh, old),
  ),
  rule(
    'percent',
    String.raw`(\d{1,2}(?:\.\d+)?)\s?%(?=[^.;]{0,120}\bbasis\b)|\bbasis\b[^.;]{0,160}?(\d{1,2}(?:\.\d+)?)\s?%(?:[^.;%]{0,60}?(\d{1,2}(?:\.\d+)?)\s?%)?`,
    ([, before, after]) => before ?? after ?? null,
  ),
  rule(
    'percent',
    String.raw`%[^.;%]{0,80}?\band\s(\d{1,2}(?:\.\d+)?)\s?%`,
    ([, text]) => text ?? null,
  ),
  rule('cash', String.raw`${DOLLARS}\s+(?:per share )?in cash\b`, of(numberOf)),
  rule('value', String.raw`\bfair market value\b[^$;]{0,120}?${DOLLARS}`, of(numberOf)),
  rule(
    'fractionPrice',
    String.raw`\bfraction[^$;]{0,200}?${DOLLARS}(?=\s+(?:per|a|for each|for a) (?:whole |full )?share)`,
    of(numberOf),
  ),
  rule('fractions', String.raw`\bcash in lieu of (?:any )?fraction`, is('cash')),
  rule(
    'from',
    String.raw`\b(?:NYSE|NASDAQ|AMEX|ticker symbol)(?:\(s\))?[\s:"“]{1,4}([A-Za-z]{1,5})\b`,
    ([, ticker]) => (ticker !== undefined && /^[A-Z]+$/.test(ticker) ? ticker : null),
  ),
  rule(
    'fromCusip',
    String.raw`\bCUSIP\b[^A-Z0-9]{0,4}(?:numbers?|no\.?)?\s*(?:\(s\))?[\s:#]{0,4}([0-9][0-9A-Z]{5}[\s-]?[0-9A-Z]{2}[\s-]?[0-9])\b`,
    of((text = '') => parseCusip(text) ?? null),
  ),
];

const LONGEST_SOURCE = 200;

/** The lines as one text, and in which of them a place is. */
function inOne(text: string): {
  joined: string;
  lines: readonly string[];
  lineOf: (at: number) => number;
} {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const lineOf = (at: number): number => starts.findLastIndex((start) => start <= at) + 1;
  return { joined: lines.join(' '), lines, lineOf };
}

/** The name below or behind the caption of Form 8937. */
function issuerIn(lines: readonly string[]): FoundValue | null {
  const at = lines.findIndex((line) => /^1?\s*issuer['’]s name\b/i.test(line));
  if (at === -1) return null;
  const behind = (lines[at] ?? '').replace(/^1?\s*issuer['’]s name\s*:?/i, '').trim();
  const below = lines.slice(at + 1).findIndex((line) => line !== '');
  const isBehind = /[a-z]{2}/i.test(behind) && !/identification/i.test(behind);
  const found = isBehind ? at : at + 1 + below;
  const text = (isBehind ? behind : (lines[found] ?? '')).replace(/\s+\d{2}-\d{7}$/, '');
  return text === '' ? null : { text: text.slice(0, LONGEST_SOURCE), line: found + 1 };
}

/** All values that a notice has, each once, in the order of its lines. */
export function valuesInNotice(text: string): FoundValues {
  const { joined, lines, lineOf } = inOne(text);
  const found = new Map<TermsKey, FoundValue[]>();
  const add = (key: TermsKey, value: FoundValue): void => {
    const those = found.get(key) ?? [];
    if (!those.some((one) => one.text === value.text)) those.push(value);
    found.set(key, those);
  };
  for (const { key, pattern, value } of RULES) {
    for (const match of joined.matchAll(pattern)) {
      const said = value(match);
      if (said !== null) add(key, { text: said, line: lineOf(match.index) });
    }
  }
  for (const those of found.values()) those.sort((a, b) => a.line - b.line);
  const issuer = issuerIn(lines);
  if (issuer) add('issuer', issuer);
  const title = lines.findIndex((line) => line !== '');
  const source = /\bform\s+8937\b/i.test(text)
    ? `Form 8937${issuer ? ` of ${issuer.text}` : ''}`
    : lines[title];
  add('source', { text: (source ?? '').slice(0, LONGEST_SOURCE), line: title + 1 });
  return found;
}
