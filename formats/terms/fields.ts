/**
 * Which fields do terms have, and on which lines?
 *
 * Text has `key: value` on one line each, below its heading; blank lines, lines that begin with `#`, and
 * what stands before the heading are left aside as in any document. JSON has the same keys. The notice of
 * the issuer that the terms were read from can stand below them.
 * Example: `ratio: 1:1.23821` on line 7 is the field `ratio` of line 7.
 * Awkward case: a key that stands twice. The second would silently take the place of the first, in
 * JSON as well, so both are refused.
 * Awkward case: several terms in one file: a list in JSON, objects or texts below each other, a file that holds texts.
 * Each is an event of its own with a day of its own, so one file of each is asked for.
 * Not handled: what a value means; `read-terms.ts` says that.
 */
import { quoted } from '../csv-values.ts';
import { NOTICE_HEADING, TERMS_HEADING, TERMS_SCHEMA, type TermsProblem } from './terms.ts';

/** In the order in which they are written; those of `MANY` may stand more than once. */
export const TERMS_KEYS = [
  'title',
  'issuer',
  'kind',
  'date',
  'when',
  'recordDate',
  'exDate',
  'from',
  'fromCusip',
  'to',
  'toCusip',
  'ratio',
  'choice',
  'percent',
  'cash',
  'dividend',
  'value',
  'oldValue',
  'fractions',
  'fractionPrice',
  'status',
  'publishedOn',
  'source',
  'address',
  'unknown',
  'answer',
] as const;
export type TermsKey = (typeof TERMS_KEYS)[number];

/** What may stand more than once. */
export const MANY: ReadonlySet<string> = new Set<TermsKey>(['choice', 'unknown', 'answer']);

export interface Field {
  readonly text: string;
  readonly line: number;
}
export type Fields = ReadonlyMap<TermsKey, readonly Field[]>;

interface FoundFields {
  readonly fields: Fields;
  readonly problems: readonly TermsProblem[];
}

const LONGEST_TEXT = 64 * 1024;

class Collected {
  readonly fields = new Map<TermsKey, Field[]>();
  readonly problems: TermsProblem[] = [];

  problem(line: number | null, message: string): void {
    this.problems.push({ line, message });
  }

  add(key: string, text: string, line: number): void {
    const known = TERMS_KEYS.find((each) => each === key);
    if (known === undefined) {
      this.problem(
        line,
        `Terms have no ${quoted(key)}. They have: ${TERMS_KEYS.join(', ')}. Write it as one of these, or as "unknown: ..." in words.`,
      );
      return;
    }
    const earlier = this.fields.get(known);
    if (earlier === undefined) this.fields.set(known, [{ text, line }]);
    else if (MANY.has(known)) earlier.push({ text, line });
    else {
      const [first] = earlier;
      this.problem(
        line,
        `The terms have ${quoted(known)} twice, first on line ${first?.line ?? line}. Leave the right one.`,
      );
    }
  }
}

const LINE_END = /\r\n|\r|\n/;
const NOTICE_LINE = new RegExp(`(?:\\r\\n|\\r|\\n)${NOTICE_HEADING}(?:\\r\\n|\\r|\\n)`);

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

/** Lines with their numbers, without those that say nothing and the notice below. */
function sayingLines(text: string): { line: number; text: string }[] {
  const { above } = partsOf(text);
  return above
    .split(LINE_END)
    .map((one, at) => ({ line: at + 1, text: one.trim() }))
    .filter((one) => one.text !== '' && !one.text.startsWith('#'));
}

/** The terms, and the notice that they were read from with the line before it; null where there is none. */
export function partsOf(text: string): {
  readonly above: string;
  readonly notice: string | null;
  readonly line: number;
} {
  const whole = withoutMark(text);
  const found = NOTICE_LINE.exec(whole);
  if (found === null) return { above: whole, notice: null, line: 0 };
  const above = whole.slice(0, found.index);
  const notice = whole.slice(found.index + found[0].length);
  return { above, notice, line: above.split(LINE_END).length + 1 };
}

const SCHEMA = /"schema"\s*:\s*"basisbook\/([a-z-]+)@/g;
const OWN_SCHEMA = 'reorganisation';

const isJson = (start: string): boolean => /^[[{]/.test(start);

/** Whether a text is terms of a reorganization, right or wrong, and not an allocation document. */
export function isTerms(text: string): boolean {
  const start = withoutMark(text).trimStart();
  if (isJson(start)) {
    const [first] = start.matchAll(SCHEMA);
    return first ? first[1] === OWN_SCHEMA : start.includes(TERMS_HEADING);
  }
  return sayingLines(text.slice(0, LONGEST_TEXT))[0]?.text === TERMS_HEADING;
}

/** The fields of a text that is terms, and what is wrong with its form. */
export function fieldsOf(text: string): FoundFields {
  const found = new Collected();
  if (partsOf(text).above.length > LONGEST_TEXT) {
    found.problem(
      null,
      'This is longer than terms can be (64 KB). Check that it is the right file.',
    );
    return found;
  }
  const several = notOne(text);
  if (several !== null) found.problem(null, several);
  else if (isJson(withoutMark(text).trimStart())) fromJson(withoutMark(text), found);
  else fromText(text, found);
  return found;
}

/** Why a text is not the terms of one reorganization by themselves; null where it is. */
function notOne(text: string): string | null {
  const start = withoutMark(text).trimStart();
  if (!isJson(start)) {
    const count = sayingLines(text).filter((one) => one.text === TERMS_HEADING).length;
    return count > 1
      ? `This file has the terms of ${count} reorganizations below each other, and a file is read as those of one. Save each in a file of its own, from its line ${quoted(TERMS_HEADING)} on.`
      : null;
  }
  const schemas = [...start.matchAll(SCHEMA)].filter(([, name]) => name === OWN_SCHEMA).length;
  const headings = start.split(TERMS_HEADING).length - 1;
  if (headings > 0)
    return `This JSON holds the terms of ${headings === 1 ? 'a reorganization' : `${headings} reorganizations`} as lines of text, and a file is read as terms by themselves. Write the lines of each, from ${quoted(TERMS_HEADING)} on, as a text file of its own; terms that come with BasisBook are in the window’s library.`;
  if (schemas > 1)
    return `This JSON has the terms of ${schemas} reorganizations, and a file is read as those of one. Save each object with the schema ${TERMS_SCHEMA} in a file of its own.`;
  return isWithin(start)
    ? `This JSON has the terms within something else. Save the object with the schema ${TERMS_SCHEMA} by itself.`
    : null;
}

/** Whether the one object with a schema stands in a list or in another object. */
function isWithin(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Object.hasOwn(value, 'schema');
  } catch {
    // What is no whole JSON is said so where its fields are read.
    return false;
  }
}

function fromText(text: string, found: Collected): void {
  for (const { line, text: one } of sayingLines(text).slice(1)) {
    const at = one.indexOf(':');
    if (at < 1) {
      found.problem(line, `The line ${quoted(one)} is not of the form "key: value".`);
      continue;
    }
    const value = one.slice(at + 1).trim();
    // A key without a value says that it is not known.
    if (value !== '') found.add(one.slice(0, at).trim(), value, line);
  }
}

function fromJson(text: string, found: Collected): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    found.problem(null, `This is not whole JSON: ${(error as Error).message}.`);
    return;
  }
  // What reading them has to say is no part of them.
  const { schema, choices, unknown, notices: _notices, ...rest } = value as Record<string, unknown>;
  if (schema !== TERMS_SCHEMA) {
    found.problem(
      lineOfKey(text, 'schema'),
      `The schema ${quoted(String(schema))} is of another version. This program reads ${TERMS_SCHEMA}.`,
    );
    return;
  }
  for (const [key, one] of Object.entries(rest)) {
    const line = lineOfKey(text, key);
    if (timesIn(text, key) > (NESTED.has(key) && choices !== undefined ? Infinity : 1)) {
      found.problem(line, `The terms have ${quoted(key)} twice. Leave the right one.`);
    } else if (typeof one === 'string') found.add(key, one.trim(), line);
    else if (one !== null) {
      found.problem(
        line,
        `${quoted(key)} is not text in quotation marks. Write ${quoted(key)}: "...", or null where it is not known.`,
      );
    }
  }
  addAll(found, 'unknown', unknown, lineOfKey(text, 'unknown'), (one) =>
    typeof one === 'string' ? one.trim() : undefined,
  );
  addAll(found, 'choice', choices, lineOfKey(text, 'choices'), choiceText);
}

const NESTED: ReadonlySet<string> = new Set(['ratio', 'cash', 'name']);

function addAll(
  found: Collected,
  key: TermsKey,
  list: unknown,
  line: number,
  textOf: (one: unknown) => string | undefined,
): void {
  if (list === undefined || list === null) return;
  const texts = (Array.isArray(list) ? list : [list]).map(textOf);
  for (const text of texts) {
    if (text === undefined) {
      found.problem(
        line,
        key === 'choice'
          ? 'A choice is not of the form { "name": "...", "ratio": "1:2", "cash": "1.00" }.'
          : `${quoted(key)} is not a list of texts.`,
      );
    } else found.add(key, text, line);
  }
}

/** As a line of text has it. */
function choiceText(one: unknown): string | undefined {
  if (typeof one !== 'object' || one === null) return undefined;
  const { name, ratio = null, cash = null, ...more } = one as Record<string, unknown>;
  if (Object.keys(more).length > 0 || typeof name !== 'string') return undefined;
  const parts = Object.entries({ ratio, cash }).filter(([, value]) => value !== null);
  if (parts.some(([, value]) => typeof value !== 'string') || name.includes(';')) return undefined;
  return [name, ...parts.map(([key, value]) => `${key} ${value as string}`)].join('; ');
}

const keyPattern = (key: string): RegExp =>
  new RegExp(`"${key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"\\s*:`, 'g');

function timesIn(text: string, key: string): number {
  return text.match(keyPattern(key))?.length ?? 0;
}

function lineOfKey(text: string, key: string): number {
  const at = Math.max(text.search(keyPattern(key)), 0);
  return text.slice(0, at).split('\n').length;
}
