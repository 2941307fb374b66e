/**
 * What do the terms of a reorganisation say?
 *
 * Authority: Form 8937 (section 6045B) from 2011 on, before that the issuer's notice; what each kind does
 * to lots is the calculation's section 8.
 * Example: `kind: split`, `date: 2020-11-30`, `ratio: 1:1.23821`: one new share for each 1.23821.
 * Example: `choice: Shares; ratio 8.20:30.98`: dividends of $8.20 in shares at $30.98 are 8.20 new shares
 * for 30.98 old ones, exactly.
 * Awkward case: a spin-off of which the market values are given in place of the percentage: the new
 * shares' part of both values, to twelve places.
 * Not handled: several events in one document. Each is a document of its own, in the order of its day.
 */
import { DOCUMENT_STATUSES } from '../../tax/facts/model.ts';
import { divideRounded, formatRate, NO_RATE, type Rate } from '../../tax/values/money.ts';
import {
  quoted,
  readDate,
  readName,
  readPercent,
  readRate,
  readRatio,
  type FieldResult,
} from '../csv-values.ts';
import { parseCusip } from '../documents/grid/cusip.ts';
import { readAnswer } from './answers.ts';
import { fieldsOf, type Field, type Fields, type TermsKey } from './fields.ts';
import {
  CASH_AS_DIVIDEND,
  FRACTIONS,
  TERMS_KINDS,
  TERMS_WHEN,
  type ReorganisationTerms,
  type TermsChoice,
  type TermsKind,
  type TermsProblem,
} from './terms.ts';

type TermsReading =
  | { readonly terms: ReorganisationTerms; readonly problems: readonly [] }
  | { readonly terms: null; readonly problems: readonly TermsProblem[] };

const LONGEST_NAME = 200;
const LONGEST_WORDS = 1000;

/** Keys that some kinds have and others have not. */
export const OF_KINDS: Readonly<Partial<Record<TermsKey, readonly TermsKind[]>>> = {
  recordDate: ['stock-dividend', 'in-kind'],
  exDate: ['stock-dividend', 'in-kind'],
  to: ['in-kind', 'spin-off', 'exchange'],
  toCusip: ['in-kind', 'spin-off', 'exchange'],
  percent: ['spin-off'],
  choice: ['stock-dividend', 'exchange'],
  cash: ['exchange', 'stock-dividend'],
  dividend: ['exchange'],
  value: ['stock-dividend', 'in-kind', 'spin-off', 'exchange'],
  oldValue: ['spin-off'],
};

class Reader {
  readonly problems: TermsProblem[] = [];
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  problem(line: number | null, message: string): null {
    this.problems.push({ line, message });
    return null;
  }

  fields(key: TermsKey): readonly Field[] {
    return this.#fields.get(key) ?? [];
  }

  line(key: TermsKey): number | null {
    return this.fields(key)[0]?.line ?? null;
  }

  /** The value of a field; null where there is none, or where it is wrong. */
  take<T>(key: TermsKey, read: (text: string) => FieldResult<T>): T | null {
    const [field] = this.fields(key);
    return field === undefined ? null : this.takeFrom(field, read);
  }

  takeFrom<T>({ text, line }: Field, read: (text: string) => FieldResult<T>): T | null {
    const result = read(text);
    return 'value' in result ? result.value : this.problem(line, result.problem);
  }

  needed(key: TermsKey, why: string): void {
    if (this.fields(key).length > 0) return;
    this.problems.push({ line: null, message: `The terms have no "${key}". ${why}`, missing: key });
  }

  words(key: TermsKey, longest = LONGEST_NAME): string | null {
    return this.take(key, (text) => readName(key, text, longest));
  }

  oneOf<T extends string>(key: TermsKey, list: readonly T[]): T | null {
    return this.take(key, (text): FieldResult<T> => {
      const found = list.find((each) => each === text.toLowerCase());
      if (found !== undefined) return { value: found };
      return { problem: `The ${key} ${quoted(text)} is not known. Write ${list.join(', ')}.` };
    });
  }

  rate(key: TermsKey, what: string): Rate | null {
    return this.take(key, (text) => readRate(text, what));
  }
}

/** Reads terms, as text or JSON; every reason against them has its line where it has one. */
export function readTerms(text: string): TermsReading {
  const { fields, problems } = fieldsOf(text);
  const reader = new Reader(fields);
  reader.problems.push(...problems);
  const terms = problems.some(({ line }) => line === null) ? undefined : termsOf(reader);
  if (terms !== undefined && reader.problems.length === 0) return { terms, problems: [] };
  const order = (one: TermsProblem): number => one.line ?? Number.MAX_SAFE_INTEGER;
  return { terms: null, problems: reader.problems.toSorted((a, b) => order(a) - order(b)) };
}

function termsOf(reader: Reader): ReorganisationTerms | undefined {
  reader.needed('kind', `Write one of ${TERMS_KINDS.join(', ')}.`);
  reader.needed('date', 'Write the day of the distribution, or on which it took effect.');
  reader.needed('from', 'Write the ticker, CUSIP or name of the shares that were held.');
  reader.needed('source', 'Write where these terms were published.');
  const kind = reader.oneOf('kind', TERMS_KINDS);
  const date = reader.take('date', (text) => readDate(text));
  const [from, source] = [reader.words('from'), reader.words('source', LONGEST_WORDS)];
  if (kind !== null) requireOwnKeys(reader, kind);
  const ratio = reader.take('ratio', readRatio);
  const choices = reader.fields('choice').flatMap((field) => choiceOf(reader, field) ?? []);
  requireDistinctChoices(reader, choices);
  const value = reader.rate('value', 'market value');
  const found = {
    title: reader.words('title'),
    issuer: reader.words('issuer'),
    when: reader.oneOf('when', TERMS_WHEN),
    recordDate: reader.take('recordDate', (text) => readDate(text, 'record date')),
    exDate: reader.take('exDate', (text) => readDate(text, 'ex-date')),
    fromCusip: reader.take('fromCusip', readCusip),
    to: reader.words('to'),
    toCusip: reader.take('toCusip', readCusip),
    percent: reader.take('percent', readPercent) ?? percentByValues(reader, ratio, value),
    cash: reader.rate('cash', 'cash'),
    dividend: reader.oneOf('dividend', CASH_AS_DIVIDEND),
    value,
    fractions: reader.oneOf('fractions', FRACTIONS),
    fractionPrice: reader.rate('fractionPrice', 'price of a share'),
    status: reader.oneOf('status', DOCUMENT_STATUSES) ?? 'final',
    publishedOn: reader.take('publishedOn', (text) => readDate(text, 'day of publication')),
    address: reader.words('address', LONGEST_WORDS),
    unknown: reader
      .fields('unknown')
      .flatMap(
        (one) => reader.takeFrom(one, (text) => readName('text', text, LONGEST_WORDS)) ?? [],
      ),
  };
  const answers = reader.fields('answer').flatMap((one) => {
    const pair = reader.takeFrom(one, readAnswer);
    return pair === null ? [] : [pair];
  });
  if (kind === null || date === null || from === null || source === null) return undefined;
  requireSense(reader, { ...found, from, date });
  const title = found.title ?? `${capital(kind)} of ${from} on ${date}`;
  const line = reader.line('ratio') ?? reader.line('kind') ?? 1;
  return {
    ...found,
    answers: Object.fromEntries(answers),
    ...{ title, kind, date, from, source, ratio, choices, line },
  };
}

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** What does not belong to the kind was meant otherwise than it would be taken. */
function requireOwnKeys(reader: Reader, kind: TermsKind): void {
  for (const [key, kinds] of Object.entries(OF_KINDS) as [TermsKey, readonly TermsKind[]][]) {
    const line = reader.line(key);
    if (line !== null && !kinds.includes(kind)) {
      reader.problem(
        line,
        `Terms of the kind ${kind} have no "${key}". It belongs to ${kinds.join(', ')}.`,
      );
    }
  }
  if (OF_KINDS.to?.includes(kind)) reader.needed('to', 'Write the security whose shares came in.');
}

function requireSense(
  reader: Reader,
  {
    from,
    to,
    date,
    recordDate,
    fractions,
    fractionPrice,
  }: Pick<
    ReorganisationTerms,
    'from' | 'to' | 'date' | 'recordDate' | 'fractions' | 'fractionPrice'
  >,
): void {
  if (to !== null && to.toLowerCase() === from.toLowerCase()) {
    reader.problem(
      reader.line('to'),
      'The terms lead to the same security. Write the other one in "to".',
    );
  }
  if (recordDate !== null && recordDate > date) {
    reader.problem(
      reader.line('recordDate'),
      `The record date ${recordDate} is after the day ${date}.`,
    );
  }
  if (fractions === 'kept' && fractionPrice !== null) {
    reader.problem(
      reader.line('fractions'),
      'Fractions are kept, and there is a price for them in cash. Leave the one that is right.',
    );
  }
  if (reader.fields('ratio').length > 0 && reader.fields('choice').length > 0) {
    reader.problem(
      reader.line('ratio'),
      'There is a ratio for all, and one for each choice. Leave the ratio out.',
    );
  }
  if (reader.fields('percent').length > 0 && reader.fields('oldValue').length > 0) {
    reader.problem(
      reader.line('oldValue'),
      'There are a percentage and market values that give another one. Leave the values out.',
    );
  }
}

function readCusip(text: string): FieldResult<string> {
  const value = parseCusip(text);
  if (value !== undefined) return { value };
  return {
    problem: `${quoted(text)} is not a CUSIP: nine characters, of which the last is the check digit.`,
  };
}

/** `NAME; ratio NEW:OLD; cash AMOUNT`, the parts after the name as there are. */
function choiceOf(reader: Reader, field: Field): TermsChoice | null {
  const [name = '', ...parts] = field.text.split(';').map((part) => part.trim());
  const said = new Map<string, string>();
  for (const part of parts) {
    const [key = '', ...rest] = part.split(/\s+/);
    if ((key !== 'ratio' && key !== 'cash') || rest.length !== 1 || said.has(key)) {
      return reader.problem(
        field.line,
        `The choice ${quoted(field.text)} is not of the form "NAME; ratio 1:2; cash 1.00".`,
      );
    }
    said.set(key, rest[0] as string);
  }
  const read = <T>(key: string, how: (text: string) => FieldResult<T>): T | null => {
    const text = said.get(key);
    return text === undefined ? null : reader.takeFrom({ text, line: field.line }, how);
  };
  const ratio = read('ratio', readRatio);
  const cash = read('cash', (text) => readRate(text, 'cash'));
  if (name === '' || said.size === 0) {
    return reader.problem(
      field.line,
      'A choice has a name, and shares or cash: "NAME; ratio 1:2; cash 1.00".',
    );
  }
  const named = reader.takeFrom({ text: name, line: field.line }, (text) =>
    readName('choice', text, LONGEST_NAME),
  );
  return named === null ? null : { name: named, ratio, cash, line: field.line };
}

function requireDistinctChoices(reader: Reader, choices: readonly TermsChoice[]): void {
  choices.forEach(({ name, line }, at) => {
    if (choices.findIndex((other) => other.name === name) < at) {
      reader.problem(line, `The choice ${quoted(name)} is there twice. Give each its own name.`);
    }
  });
  const [only] = choices;
  if (choices.length === 1 && only) {
    reader.problem(only.line, 'There is one choice only. Write its ratio as "ratio".');
  }
}

const HUNDRED = 100n * 10n ** 12n;

/** Value of the new shares over that of new and old ones, for one old share. */
function percentByValues(
  reader: Reader,
  ratio: ReorganisationTerms['ratio'],
  value: Rate | null,
): Rate | null {
  const old = reader.rate('oldValue', 'market value');
  if (old === null) return null;
  if (ratio === null || value === null) {
    return reader.problem(
      reader.line('oldValue'),
      'The market value of an old share divides the basis only with "ratio" and "value". Write them too.',
    );
  }
  const [fresh, kept] = [value * ratio.newShares, old * ratio.oldShares];
  if (fresh + kept === NO_RATE) {
    return reader.problem(reader.line('oldValue'), 'Both market values are zero. Check them.');
  }
  return divideRounded(fresh * HUNDRED, fresh + kept) as Rate;
}

/** "1:1.23821" */
export function ratioText({
  newShares,
  oldShares,
}: NonNullable<ReorganisationTerms['ratio']>): string {
  return `${formatRate(newShares)}:${formatRate(oldShares)}`;
}
