/**
 * Terms as a form: each field that their kind has, with what is said in it, where that stands in the
 * issuer's notice, and what is wrong with it.
 *
 * Example: a notice that says "1-for-8" on line 12: the field `ratio` holds 1:8, and names line 12.
 * Awkward case: two ratios in one notice. The field is empty, and its hint has both with their lines.
 * Not handled: what the terms do not need for themselves and an account does; the plan asks for that.
 */
import { DOCUMENT_STATUSES } from '../../tax/facts/model.ts';
import { fieldsOf, MANY, partsOf, TERMS_KEYS, type TermsKey } from './fields.ts';
import { valuesInNotice, type FoundValues } from './notice.ts';
import { OF_KINDS, readTerms } from './read-terms.ts';
import {
  CASH_AS_DIVIDEND,
  FRACTIONS,
  NOTICE_HEADING,
  TERMS_HEADING,
  TERMS_KINDS,
  TERMS_WHEN,
  type TermsKind,
} from './terms.ts';

/** By key; of what may stand more than once, one on each line. */
export type TermsValues = Readonly<Partial<Record<TermsKey, string>>>;

export interface TermsField {
  readonly key: TermsKey;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Where the notice says so, from 1; null where it does not, or another value was typed. */
  readonly line: number | null;
  /** What can be chosen, with its words; empty where it is typed. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Whether it can have several lines. */
  readonly many: boolean;
  readonly problem: string | null;
  /** Whether it must be said, and is not. */
  readonly needed: boolean;
}

const KIND_WORDS: Readonly<Record<TermsKind, string>> = {
  split: 'Split or reverse split',
  'stock-dividend': 'Dividend in shares of its own',
  'in-kind': 'Taxable distribution of other shares',
  'spin-off': 'Tax-free spin-off',
  exchange: 'Exchange or merger',
};

/** What a field is called. */
export const TERMS_LABELS: Readonly<Record<TermsKey, string>> = {
  title: 'Title',
  issuer: 'Issuer',
  kind: 'What happened',
  date: 'Day',
  when: 'Before or after trading',
  recordDate: 'Record date',
  exDate: 'Ex-date',
  from: 'Shares held',
  fromCusip: 'CUSIP of those held',
  to: 'New shares',
  toCusip: 'CUSIP of the new shares',
  ratio: 'New shares for old ones',
  choice: 'Choices',
  percent: 'Basis that goes along, %',
  cash: 'Cash for each old share, $',
  dividend: 'Cash as a dividend',
  value: 'Market value of a new share, $',
  oldValue: 'Market value of an old share, $',
  fractions: 'Fractions of a share',
  fractionPrice: 'Price of fractions, $ a share',
  status: 'Status',
  publishedOn: 'Published',
  source: 'Source',
  address: 'Address',
  unknown: 'Known not to be known',
  answer: 'Answered',
};

const HINTS: Readonly<Partial<Record<TermsKey, string>>> = {
  date: 'YYYY-MM-DD: of the distribution, or on which it took effect',
  from: 'Ticker, CUSIP or name',
  to: 'Ticker, CUSIP or name',
  dividend: 'Section 356(a)(2): where the issuer says that the cash has the effect of a dividend',
  ratio: 'As in 1:8: one new share for eight old ones',
  choice: 'One on each line: NAME; ratio 1:2; cash 1.00',
};

const LISTS: Readonly<Partial<Record<TermsKey, TermsField['choices']>>> = {
  kind: TERMS_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
  when: TERMS_WHEN.map((value) => ({ value, label: capital(value) })),
  dividend: CASH_AS_DIVIDEND.map((value) => ({ value, label: capital(value) })),
  fractions: FRACTIONS.map((value) => ({
    value,
    label: value === 'cash' ? 'Paid in cash' : 'Kept',
  })),
  status: DOCUMENT_STATUSES.map((value) => ({ value, label: capital(value) })),
};

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Terms as text, of values and the notice that they were read from. */
export function textOfValues(values: TermsValues, notice: string | null): string {
  const lines = TERMS_KEYS.flatMap((key) => {
    const said = values[key] ?? '';
    const each = MANY.has(key) ? said.split(/\r\n|\r|\n/) : [said.replace(/[\r\n]+/g, ' ')];
    return each.filter((one) => one.trim() !== '').map((one) => `${key}: ${one.trim()}`);
  });
  const below = notice === null ? [] : [NOTICE_HEADING, notice];
  return `${[TERMS_HEADING, ...lines, ...below].join('\n')}${notice === null ? '\n' : ''}`;
}

/** A notice as terms: what it says without doubt is filled in. */
export function termsOfNotice(notice: string): string {
  const values = [...valuesInNotice(notice)].flatMap(([key, [only, ...more]]) =>
    only === undefined || more.length > 0 ? [] : [[key, only.text] as const],
  );
  const said: TermsValues = Object.fromEntries(values);
  const kind = TERMS_KINDS.find((each) => each === said.kind);
  const own = values.filter(([key]) => kind === undefined || belongsTo(key, kind));
  return textOfValues(Object.fromEntries(own), notice);
}

function belongsTo(key: TermsKey, kind: TermsKind | undefined): boolean {
  const kinds = OF_KINDS[key];
  return kinds === undefined || (kind !== undefined && kinds.includes(kind));
}

/** What stands in the fields of a text. */
export function valuesOf(text: string): TermsValues {
  return Object.fromEntries(
    [...fieldsOf(text).fields].map(([key, each]) => [key, each.map((one) => one.text).join('\n')]),
  );
}

/** The fields of terms, as far as their kind has them, and those that say something all the same. */
export function termsForm(text: string): readonly TermsField[] {
  const values = valuesOf(text);
  const { notice } = partsOf(text);
  const found: FoundValues = notice === null ? new Map() : valuesInNotice(notice);
  const problems = problemsByKey(text);
  const kind = TERMS_KINDS.find((each) => each === values.kind);
  return TERMS_KEYS.filter((key) => belongsTo(key, kind) || values[key] !== undefined).map(
    (key) => {
      const value = values[key] ?? '';
      const printed = found.get(key) ?? [];
      const problem = problems.get(key) ?? null;
      const many =
        printed.length > 1 && value === ''
          ? `The notice has ${printed.map((one) => `${one.text} (line ${one.line})`).join(' and ')}.`
          : '';
      return {
        key,
        label: TERMS_LABELS[key],
        hint: [many, HINTS[key] ?? ''].filter((one) => one !== '').join(' '),
        value,
        line: printed.find((one) => one.text === value)?.line ?? null,
        choices: LISTS[key] ?? [],
        many: MANY.has(key),
        problem: problem?.message ?? null,
        needed: problem?.missing === key,
      };
    },
  );
}

function problemsByKey(text: string) {
  const { fields, problems: unread } = fieldsOf(text);
  const keyOfLine = new Map(
    [...fields].flatMap(([key, each]) => each.map(({ line }) => [line, key] as const)),
  );
  const { problems } = readTerms(text);
  const all = [...unread, ...problems].map((one) => {
    const key = one.missing ?? (one.line === null ? undefined : keyOfLine.get(one.line));
    return [key, one] as const;
  });
  return new Map(all.toReversed());
}
