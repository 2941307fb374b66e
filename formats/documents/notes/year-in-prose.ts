/**
 * A text without a table: what its sentences say of the year's payments, read in one of three ways.
 *
 * - Parts in percent: "Of the 2012 dividends 62.5% are ordinary dividends, 7.5% are capital gain and 30.0%
 *   are a return of capital". The parts stand in every row; dates and amounts are for a person to enter.
 * - Payments of one kind: "dividends totaling $1.00 per share … are classified as Capital Gain
 *   Distributions …", "$0.25 on March 17, 2017; …": payments without record dates, wholly of that kind.
 * - Parts in dollars: "2003 dividends totaling $1.655 per share of Common Stock are classified as follows:
 *   $1.069 per share (64.6%) is an Ordinary Taxable Dividend; …": one row without days for each class.
 *
 * Below or above tables of payments that have no parts, sentences that divide the year in percent give them: one
 * for all tables, or one for each class.
 *
 * Read only where all of it adds up to the last digit: percentages to 100, payments and parts to the total
 * that the text names; and where each figure has one part that its own words name.
 * Awkward cases: "none of which", "0.0%": a part of nothing is a part. Two sentences that divide the year in
 * percent may speak of two classes: neither is read.
 */
import type { Component } from '../../../tax/facts/model.ts';
import { NO_RATE, parseRate, type Rate } from '../../../tax/values/money.ts';
import { readCaption, readCell } from '../columns/captions.ts';
import { HUNDRED } from '../draft/convention.ts';
import type { DraftCell, DraftSecurity } from '../draft/draft.ts';
import { isComponent, isPart } from '../draft/draft-rows.ts';
import { bareColumn, bareSecurity, NOTHING, withSaid } from '../draft/table-of-draft.ts';
import { oneClassIn } from '../grid/headings.ts';
import { classLetter, isCommon, isPreferred } from '../grid/symbols.ts';
import { lineAt, placeIn, sentencesOf, quoteOf, type Paragraph } from './paragraphs.ts';

interface YearInProse {
  readonly securities: readonly DraftSecurity[];
  /** Beginnings of the sentences that were read. */
  readonly understood: readonly string[];
}

/** The name of the class that all of a text speaks of, and the ticker of a class. */
interface Named {
  readonly name: string;
  symbolOf(name: string): string | null;
}

const VERB =
  '(?:(?:is|are|was|were|will be)(?: (?:classified|treated|taxable|characterized|designated|reported|allocated|considered))?|classified|treated|represents?|represented|constitutes?|constituted|qualif(?:y|ies|ied))(?: as| to)?';
/** "21.61 percent were classified as ordinary dividends", "of …, or 100%, is taxable as a capital gain distribution". */
const PERCENT = new RegExp(
  String.raw`(\d{1,3}(?:\.\d{1,6})?)\s?(?:%|percent)(?:(?: of [^,;%]{1,90}?)?,? ${VERB}|) (?:an? |the )?([a-z][a-z0-9 .-]*?)(?=\s*(?:[,;(]|\band\b|\.\s|\.?$|\bfor\b|\breported\b))`,
  'gi',
);
/** "All of the 2014 dividends are long-term capital gain." */
const WHOLE = new RegExp(
  String.raw`(?<=^|[.)] )(all)(?: of)?(?: the| its| our)? [^,;.%$]{0,80}?\b(?:dividends?|distributions?)\b[^,;.%$]{0,60}? ${VERB} (?:an? )?([a-z][a-z0-9 -]*?)(?= for\b|\.?\s*$)`,
  'gi',
);
const DOLLARS =
  /\$\s?(\d*\.\d+)\s+per share(?:\s+\([\d.]+\s?%\))?\s+(?:is|are|was|were)\s+(?:an?\s+)?([A-Za-z0-9][^,;$]*?)(?=\s*(?:[,;]|\band\s+\$|\bon (?:the|form)\b|\.?\s*$))/gi;
const TOTAL =
  /\b(?:dividends?|distributions?)\b[^$;]*\btotal(?:ing|ed|s|led|ling)?(?: of)?\s+\$\s?(\d*\.\d+)\s+per\b/i;
const LISTED =
  /\$\s?(\d*\.\d+)(?:\s+per share)?\s+(?:paid\s+)?on\s+([A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4})/g;
const TOTAL_LISTED = /\btotal(?:ing|ed|s)?(?: of)?\s+\$\s?(\d*\.\d+)\s+per share/i;
const ONE_KIND =
  /\b(?:classified|characteri[sz]ed|treated|designated|reported)\b[^.;%$]{0,80}?\bas\s+(?:an?\s+)?([A-Za-z][A-Za-z -]+?)(?=\s+treated\b|\s+taxable\b|\s*[,.;(]|\s*$)/i;
const LONGEST_SENTENCE = 1500;
/** Of a table whose payments are for a person to enter. */
const ROWS = 4;

interface Said {
  readonly paragraph: Paragraph;
  readonly text: string;
  readonly from: number;
}

function saidIn(paragraphs: readonly Paragraph[]): Said[] {
  return paragraphs
    .flatMap((paragraph) =>
      sentencesOf(paragraph.text).map((sentence) => ({ paragraph, ...sentence })),
    )
    .filter(({ text }) => text.length <= LONGEST_SENTENCE);
}

function rateOf(digits: string): Rate {
  return parseRate(digits.replace(/^\./, '0.')) ?? NO_RATE;
}

function sum(rates: readonly Rate[]): bigint {
  return rates.reduce((all, one) => all + one, 0n);
}

function isDistinct(values: readonly unknown[]): boolean {
  return values.length > 0 && new Set(values).size === values.length;
}

/** What a figure of a sentence says, with the place of its digits. */
function figuresIn({ paragraph, text, from }: Said, pattern: RegExp) {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, digits, words] = match as unknown as [string, string, string];
    const at = from + match.index;
    const place = placeIn(paragraph, at + whole.indexOf(digits), digits.length);
    return { whole, digits, words, at, place, rate: rateOf(digits) };
  });
}

/** A part that a sentence states, as the cell of every row. */
interface StatedPart {
  readonly meaning: Component;
  readonly cell: DraftCell;
}

/** The parts in percent of one sentence, where they are the whole dividend. */
function partsInPercent(said: Said): StatedPart[] {
  if (!/dividend|distribution/i.test(said.text)) return [];
  const parts = figuresIn(said, PERCENT).flatMap(({ digits, words, place, rate }) => {
    const meaning = readCaption(words.trim(), null)?.meaning;
    return meaning && isComponent(meaning) && place
      ? [{ meaning, rate, cell: { text: `${digits}%`, place } }]
      : [];
  });
  const signs = said.text.match(/\d\s?(?:%|percent)/gi) ?? [];
  const [whole] = signs.length === 0 ? figuresIn(said, WHOLE) : [];
  const kind = whole && readCaption(whole.words.trim(), null)?.meaning;
  if (whole?.place && kind && isComponent(kind)) {
    return [{ meaning: kind, cell: { text: '100%', place: whole.place } }];
  }
  // Every percentage of the sentence is a part of its own, and nothing is left.
  const isWhole =
    isDistinct(parts.map((part) => part.meaning)) &&
    signs.length === parts.length &&
    sum(parts.map((part) => part.rate)) === HUNDRED;
  return isWhole ? parts : [];
}

/** The one sentence that divides the year in percent: a table with its parts in every row. */
function dividedInPercent(said: readonly Said[], names: Named): YearInProse | undefined {
  const found = said.flatMap((one) => {
    const parts = partsInPercent(one);
    return parts.length > 0 ? [{ parts, text: one.text }] : [];
  });
  const [only, ...others] = found;
  if (!only || others.length > 0) return undefined;
  const { parts, text } = only;
  const name = oneClassIn(text) ?? names.name;
  const days = (['recordDate', 'payableDate', 'amountPerShare'] as const).map(bareColumn);
  const security = bareSecurity({
    name,
    symbol: names.symbolOf(name),
    columns: [...days, ...parts.map((part) => bareColumn(part.meaning))],
    rows: Array.from({ length: ROWS }, () => ({
      cells: [...days.map(() => NOTHING), ...parts.map((part) => part.cell)],
      inKind: false,
      sourceLine: null,
    })),
  });
  return { securities: [security], understood: [quoteOf(text)] };
}

/** What makes a sentence one of some payments alone. */
const OF_SOME =
  /\b(?:quarter|monthly|special|first|second|third|fourth|each of|except|excluding|other than|remain\w+|rest|until|before|after|through|prior|previous|preceding|last|next|future|may|might|could|would|if|unless|example|historically|(?:unit|OP unit)s?|unit ?holders?|partnership|foreign|non-?u\.?s|corporate|approximately|about|(?:this|that|such) (?:dividend|distribution|payment)|expect\w*|estimate\w*)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d\/\d/i;

/** Whether a sentence speaks of a security, by the kinds and letters of classes that it names. */
function speaksOf(text: string, { name }: DraftSecurity): boolean {
  const [common, preferred] = [isCommon(text), isPreferred(text)];
  const letters = /\b(?:class|series)\b/i.test(text)
    ? [...text.matchAll(/(?:\b(?:class|series|and|or)|[,&])\s+([A-Z]{1,2})\b/gi)].map(
        ([, one]) => one,
      )
    : [];
  const letter = classLetter(name);
  const isKind = common === preferred || isPreferred(name) === preferred;
  return isKind && (letters.length === 0 || (letter !== undefined && letters.includes(letter)));
}

/** Tables of payments without parts, with those of the one sentence that divides the payments of each. */
export function withPartsInProse(
  securities: readonly DraftSecurity[],
  paragraphs: readonly Paragraph[],
  taxYear: number | null,
): YearInProse | undefined {
  const isBare = securities.every(
    ({ columns }) =>
      columns.every(({ meaning }) => meaning !== null && !isPart(meaning)) &&
      columns.some(({ meaning }) => meaning === 'amountPerShare'),
  );
  if (!isBare || securities.length === 0) return undefined;
  const dividing = saidIn(paragraphs).flatMap((said) => {
    const parts = said.paragraph.mark ? [] : partsInPercent(said);
    return parts.length > 0 ? [{ parts, text: said.text }] : [];
  });
  const isOfYear = ({ text }: { readonly text: string }): boolean =>
    !OF_SOME.test(text) &&
    [...text.matchAll(/\b(?:19|20)\d\d\b/g)].every(([year]) => Number(year) === taxYear);
  const own = securities.map((one) => dividing.filter(({ text }) => speaksOf(text, one)));
  const isEach =
    dividing.every((one) => isOfYear(one) && own.some((found) => found.includes(one))) &&
    own.every((found) => found.length === 1);
  if (!isEach) return undefined;
  const divided = securities.map((security, s) =>
    (own[s]?.[0]?.parts ?? []).reduce(
      (current, { meaning, cell }) =>
        cell.place ? withSaid(current, meaning, cell.place, () => cell) : current,
      security,
    ),
  );
  return { securities: divided, understood: dividing.map(({ text }) => quoteOf(text)) };
}

/** The payments that a text lists, where all are of one kind and add up to its total. */
function listed(said: readonly Said[], names: Named): YearInProse | undefined {
  const whole = said.map(({ text }) => text).join(' ');
  const kinds = said.flatMap(({ text }) => {
    const phrase = ONE_KIND.exec(text.replace(/\s+/g, ' '))?.[1] ?? '';
    const meaning = readCell(phrase, null)?.meaning;
    return meaning && isComponent(meaning) ? [{ meaning, text }] : [];
  });
  const [kind] = kinds;
  const total = TOTAL_LISTED.exec(whole)?.[1];
  // Any percentage may divide them.
  const isOne = kind && kinds.every(({ meaning }) => meaning === kind.meaning);
  if (!isOne || total === undefined || /\d\s?%/.test(whole)) return undefined;
  const payments = said.flatMap((one) =>
    figuresIn(one, LISTED).map(({ whole: found, digits, words, at, rate }) => {
      const length = found.indexOf(digits) + digits.length;
      const dayAt = at + found.lastIndexOf(words);
      const amount = { text: `$${digits}`, place: placeIn(one.paragraph, at, length) };
      const day = words.replace(/\s+/g, ' ').replace('.', '');
      const paid = { text: day, place: placeIn(one.paragraph, dayAt, words.length) };
      const line = lineAt(one.paragraph, at);
      return { rate, text: one.text, row: { cells: [paid, amount, amount], sourceLine: line } };
    }),
  );
  if (payments.length < 2 || sum(payments.map((one) => one.rate)) !== rateOf(total)) {
    return undefined;
  }
  const security = bareSecurity({
    name: names.name,
    symbol: names.symbolOf(names.name),
    unit: 'usd',
    columns: (['payableDate', 'amountPerShare', kind.meaning] as const).map(bareColumn),
    rows: payments.map(({ row }) => ({ ...row, inKind: false })),
  });
  return {
    securities: [security],
    understood: [kind.text, ...payments.map((one) => one.text)].map(quoteOf),
  };
}

/** The class whose year one sentence divides in dollars. */
function securityIn(said: Said, taxYear: number, names: Named): DraftSecurity | undefined {
  const { paragraph, text, from } = said;
  const total = TOTAL.exec(text);
  const name = total ? oneClassIn(text) : undefined;
  if (!total?.[1] || name === undefined) return undefined;
  const parts = figuresIn(said, DOLLARS).map(({ digits, words, place, rate }) => {
    const meaning = readCell(words, taxYear)?.meaning ?? null;
    return { meaning, words, rate, cell: { text: `$${digits}`, place } };
  });
  const isWhole =
    parts.every(({ meaning }) => meaning !== null && isPart(meaning)) &&
    isDistinct(parts.map((part) => part.meaning)) &&
    (text.match(/\$\s?\d*\.\d/g) ?? []).length === parts.length + 1 &&
    sum(parts.map((part) => part.rate)) === rateOf(total[1]);
  if (!isWhole) return undefined;
  const at = from + total.index + total[0].lastIndexOf(total[1]);
  const place = placeIn(paragraph, at, total[1].length);
  const columns = parts.map(({ meaning, words }) => ({ meaning, caption: words, place: null }));
  const cells = [{ text: `$${total[1]}`, place }, ...parts.map(({ cell }) => cell)];
  return bareSecurity({
    name,
    symbol: names.symbolOf(name),
    unit: 'usd',
    columns: [bareColumn('amountPerShare'), ...columns],
    rows: [{ cells, inKind: false, sourceLine: place?.line ?? null }],
  });
}

/** The year's payments as sentences give them; undefined where they do not. */
export function yearInProse(
  paragraphs: readonly Paragraph[],
  taxYear: number | null,
  names: Named,
): YearInProse | undefined {
  const short = saidIn(paragraphs);
  const read = dividedInPercent(short, names) ?? listed(short, names);
  if (read || taxYear === null) return read;
  const found = short.flatMap((one) => {
    const security = securityIn(one, taxYear, names);
    return security ? [{ security, start: quoteOf(one.text) }] : [];
  });
  return found.length === 0
    ? undefined
    : {
        securities: found.map(({ security }) => security),
        understood: found.map(({ start }) => start),
      };
}
