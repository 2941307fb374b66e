/**
 * What does a column hold? Captions are looked up whole in a table of phrases: every word of a
 * caption must belong to the phrase, so a damaged or unknown caption is an error and never a near
 * match. A rate in a caption ("(20% Rate)") must be one that the meaning had in some year, so
 * "Ordinary (20% Rate)" is no caption. A year in it must be the tax year.
 *
 * A caption may name a box of the year's Form 1099-DIV, alone or before a phrase that agrees with
 * it; "2a less 2b" is the capital gain beside its part.
 * Awkward case: "Total Capital Gain" says that unrecaptured section 1250 gain is inside it; the sum
 * of each row must then close that way. A footnote digit may be glued to a word ("Gain2").
 */
import type { Component, Subset } from '../../../tax/facts/model.ts';
import { conceptOf, isBeside } from './concepts.ts';
import { PRINTED_BOXES, PHRASE_GROUPS, SAME_WORDS, type PhraseGroup } from './caption-phrases.ts';

export type DateMeaning = 'recordDate' | 'payableDate' | 'declarationDate' | 'exDate';
/** What a column holds that is neither a date nor a part of the payment. */
type AmountMeaning =
  | 'amountPerShare'
  /** The part of the payment that belongs to the document's tax year, and the part that does not. */
  | 'allocablePerShare'
  | 'otherYearPerShare'
  /** Added to what was paid it gives what belongs to the tax year; as a rule it is negative. */
  | 'adjustmentPerShare'
  /** 2003 only: capital gain before May 6 and after May 5, which add up to the capital gain. */
  | 'gainBeforeMay6'
  | 'gainAfterMay5'
  | 'cusip'
  /** Says nothing for a person who holds the shares, and is left aside. */
  | 'notNeeded';
export type ColumnMeaning = DateMeaning | AmountMeaning | Component | Subset;

export const DATE_MEANINGS: readonly DateMeaning[] = [
  'recordDate',
  'payableDate',
  'declarationDate',
  'exDate',
];

export interface CaptionReading {
  readonly meaning: ColumnMeaning;
  /** The caption says that parts of it have columns of their own. */
  readonly total: boolean;
}

const BY_PHRASE: ReadonlyMap<string, PhraseGroup> = new Map(
  PHRASE_GROUPS.flatMap((entry) => entry.phrases.map((phrase) => [phrase, entry] as const)),
);

/** Every beginning of every phrase of dates, and of figures: whole words. */
function beginningsOf(groups: readonly PhraseGroup[]): ReadonlySet<string> {
  return new Set(
    groups.flatMap((group) =>
      group.phrases.flatMap((phrase) => {
        const words = phrase.split(' ');
        return words.map((_, i) => words.slice(0, i + 1).join(' '));
      }),
    ),
  );
}
const DATE_BEGINNINGS = beginningsOf(PHRASE_GROUPS.filter((group) => /Date$/.test(group.meaning)));
const FIGURE_BEGINNINGS = beginningsOf(
  PHRASE_GROUPS.filter((group) => !/Date$/.test(group.meaning)),
);

/** Words of a caption or a phrase: lower case, singular, joined by one space. */
export function normalisePhrase(text: string): string {
  return (
    text
      // Words that a copy glued: "RecordDate", "AMTIPreference".
      .replace(/(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z]{2}|\d)(?=[A-Z][a-z]{2})/g, ' ')
      .toLowerCase()
      .replace(/§/g, ' section ')
      .replace(/\bnon-\s*(?=[a-z])/g, 'non')
      .replace(/\bnon (?=tax(?:able)?\b|qual(?:if(?:ied|ying))?\b|div(?:idend)?\b)/g, 'non')
      .replace(/dividend\(s\)/g, 'dividend')
      // Words that were broken over lines.
      .replace(/(?<=[a-z]{2})-\s+-?(?=[a-z])/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
      .split(' ')
      .map((word) => SAME_WORDS[word] ?? word)
      .join(' ')
      .replace(/\b(?:qualified taxable|taxable qualified)\b/g, 'qualified')
  );
}

const MARKS = /\s*\((?:\d{1,2}|[A-Ha-h])\)|\*+|[†‡]/g;
const WITHIN_ANOTHER = /\((?:included in|(?:a )?(?:subset|part|portion) of)[^()]*\)/gi;
/** Beside columns of what was reported before. */
const CORRECTED = /\((?:as )?(?:revised|corrected|amended)\)/gi;
const RATE = /\(\s*(?:(\d{1,2})\s?%\s*(?:(?:tax )?rate)?)\s*\)/i;
/** Of a gain that two rates may apply to: "(20%/15%)". */
const RATES = /\(\s*(\d{1,2})\s?%\s*(?:\/|,|or|and)\s*(\d{1,2})\s?%\s*(?:(?:tax )?rates?)?\s*\)/i;
const PLAIN_RATE = /(?<![\w.])(\d{1,2})\s?%(?:\s+(?:tax\s+)?rate)?(?=\s|$)/gi;
/** A gain of a rate and of no other name: "20% Rate Gain". */
const GAIN_OF_RATE: Readonly<Record<string, ColumnMeaning>> = {
  '25': 'unrecaptured1250',
  '20': 'capitalGain',
  '15': 'capitalGain',
  '10': 'capitalGain',
  '8': 'capitalGain',
};
const BOX_BEHIND = / (?:form )?(?:1099 div )?box (1[ab]?|2[a-f]|3|5)$/;
const BOX =
  /^(?:form )?(?:1099 ?div )?(?:box )?(1[ab]?|2[a-f]|3|5)(?: less (?:box )?(2[b-f]|1b))?(?: |$)/;
/** A part of what was paid and the year that it is given to: "Total Allocable to 2016", "Carry-Over to 2017". */
const TO_YEAR =
  /^(?:portion of )?(?:(?:19|20)\d\d )?(?:(?:total|amount|cash|dividend|distribution|per share|paid) )*(?:allocable|allocated|attributable|applicable|taxable|reportable|reported|deferred|carr(?:y|ied) ?(?:over|forward)) (?:to|in|into|for) (?:tax year )?((?:19|20)\d\d)$/;
/** What may be missing behind the beginning of one. */
const REST_OF_YEAR = ['', ' 2000', ' to 2000', ' over to 2000'];
const TAXABLE_IN = /^((?:19|20)\d\d) taxable(?: income| amount| portion)?$/;
/** Of the document's year it may be the ordinary dividends; of another year it is the part of that. */
const DIVIDEND_OF = /^((?:19|20)\d\d) (?:taxable )?(?:dividend|distribution)$/;

/** Characters of the longest one in a heading of several lines; what is longer is text. */
const LONGEST_CAPTION = 400;

/** A caption without what is not of its phrase: marks, a rate, glued digits, the tax year. */
function bareCaption(
  caption: string,
  taxYear: number | null,
): { readonly words: string; readonly rate: string | undefined } | undefined {
  if (caption.length > LONGEST_CAPTION) return undefined;
  let rate: string | undefined;
  const text = caption
    .replace(WITHIN_ANOTHER, ' ')
    .replace(CORRECTED, ' ')
    // "Ord. Income (1a)" is of that box.
    .replace(/^(.*?)\((1[ab]|2[a-f])\)(.*)$/, '$1 $3 Box $2')
    .replace(MARKS, ' ')
    .replace(RATES, (whole, lower, higher) =>
      GAIN_OF_RATE[lower as string] === 'capitalGain' &&
      GAIN_OF_RATE[higher as string] === 'capitalGain'
        ? ((rate = higher as string), ' ')
        : (whole as string),
    )
    .replace(RATE, (_, digits) => {
      rate = digits as string;
      return ' ';
    })
    // "Dividends1" has footnote 1 behind it, "Box3" is box 3; "1250", "199A" and "2a" begin with digits.
    .replace(/\b(Box)(?=\d)/gi, '$1 ')
    .replace(/([A-Za-z)]{3,}|\(Box \w+\))\d{1,2}(?=\s|$)/gi, '$1')
    .replace(/\b(199A (?:dividends?|income)) \d$/i, '$1');
  // "20% Rate Gain", "Long-Term Capital Gain 15%": a rate without parentheses; 28 is of a phrase.
  const plain = text.replace(PLAIN_RATE, (whole, digits) => {
    if (rate !== undefined || digits === '28') return whole as string;
    rate = digits as string;
    return ' ';
  });
  // What is left may hold a percent sign only as "28% rate gain", or around "(28%)".
  if (/[^A-Za-z0-9\s.,:§$()'%/&#-]/.test(plain)) return undefined;
  if (plain.includes('%') && !/\b28%/.test(plain)) return undefined;
  let words = normalisePhrase(plain);
  const year = /^((?:19|20)\d\d) (?=\w)/.exec(words);
  if (year && year[1] === String(taxYear)) words = words.slice(5);
  return { words, rate };
}

function boxReading(words: string, taxYear: number | null): CaptionReading | undefined {
  const match = BOX.exec(words);
  if (!match || taxYear === null) return undefined;
  const map = PRINTED_BOXES.find((one) => taxYear >= one.from && taxYear <= one.to);
  const meaning = map?.boxes[match[1] as string];
  const less = match[2] === undefined ? undefined : map?.boxes[match[2]];
  if (!map || !meaning || (match[2] !== undefined && !less)) return undefined;
  const rest = words.slice(match[0].length).trim();
  const holdsOthers = meaning === 'capitalGain' || (meaning === 'ordinary' && taxYear >= 2003);
  const reading = { meaning, total: less === undefined && holdsOthers };
  if (rest === '') return reading;
  const named = phraseReading(rest, undefined);
  // "Box 2f | Sec 897": which of the two of that section it is, the box says.
  if (rest === 'section 897' && /^section897/.test(meaning)) return reading;
  // "Box 1a Total | Ordinary Dividends": the words must say the same as the box.
  const same = named ?? phraseReading(rest.replace(/^total /, ''), undefined);
  return same?.meaning === meaning ? reading : undefined;
}

function phraseReading(words: string, rate: string | undefined): CaptionReading | undefined {
  const entry = BY_PHRASE.get(words);
  if (!entry) return undefined;
  if (rate !== undefined && !entry.rates?.includes(rate)) return undefined;
  return { meaning: entry.meaning, total: entry.total ?? false };
}

/** What a year in a caption makes of an amount: the part of the document's year, or of another. */
function partOfYear(
  year: string | undefined,
  taxYear: number | null,
): CaptionReading | null | undefined {
  if (year === undefined) return undefined;
  if (taxYear === null) return null;
  const isOwn = Number(year) === taxYear;
  return { meaning: isOwn ? 'allocablePerShare' : 'otherYearPerShare', total: false };
}

/** The meaning of a whole caption; undefined when any word of it is not accounted for. */
export function readCaption(caption: string, taxYear: number | null): CaptionReading | undefined {
  const bare = bareCaption(caption, taxYear);
  if (!bare) return undefined;
  const { words, rate } = bare;
  const part = partOfYear(TO_YEAR.exec(words)?.[1], taxYear);
  if (part !== undefined) return part ?? undefined;
  const whole = phraseReading(words, rate);
  if (whole) return whole;
  // "2013 Taxable Income", "2013 Taxable" beside what was paid: the year's part of it.
  const taxable = partOfYear(TAXABLE_IN.exec(normalisePhrase(caption))?.[1], taxYear);
  if (taxable) return taxable;
  const other = partOfYear(DIVIDEND_OF.exec(words)?.[1], taxYear);
  if (other?.meaning === 'otherYearPerShare') return other;
  // No gain but that of section 1250 is taxed at 25 percent.
  const isGain =
    words === 'gain' ||
    (rate === '25' && /^(?:long term )?capital gain(?: dividend| distribution)?$/.test(words));
  const gain = isGain && rate !== undefined ? GAIN_OF_RATE[rate] : undefined;
  if (gain !== undefined) return { meaning: gain, total: false };
  // "Ordinary Dividends (Box 1a)": both must say the same.
  const behind = BOX_BEHIND.exec(words);
  if (behind && rate === undefined) {
    const box = boxReading(`box ${behind[1] as string}`, taxYear);
    const named = phraseReading(words.slice(0, behind.index), undefined);
    return box && named && box.meaning === named.meaning
      ? { meaning: box.meaning, total: box.total || named.total }
      : undefined;
  }
  // "Dividends per share (in dollars)", "Capital Gain per share".
  const shorter = words.replace(/ (?:per share|in dollar|amount|percent|percentage)$/, '');
  if (shorter !== words) {
    const reading = phraseReading(shorter, rate);
    if (reading && !isDate(reading.meaning)) return reading;
  }
  return rate === undefined ? boxReading(words, taxYear) : undefined;
}

/**
 * The meaning of a caption whose bounds are known, in whatever words; undefined when a word is of no
 * concept, or of two.
 */
export function readCell(given: string, taxYear: number | null): CaptionReading | undefined {
  const whole = readWhole(given, taxYear);
  if (whole) return whole;
  const behind = given.replace(BEFORE_COLUMNS, '');
  return behind === given ? undefined : readWhole(behind, taxYear);
}

/** Over the names and the numbers of rows, in one cell with the first caption: "Period CUSIP Record Date". */
const BEFORE_COLUMNS = /^(?:(?:Period|Quarter|Month)\s+)?(?:CUSIP(?:\s+(?:No\.?|Number))?\s+)?/i;

function readWhole(given: string, taxYear: number | null): CaptionReading | undefined {
  // Where no other caption can begin, a digit is that of a footnote: "Capital Gain 1".
  const caption = given.replace(/(?<![A-Za-z])([A-Za-z]{4,}) \d$/, '$1');
  const strict = readCaption(caption, taxYear);
  if (strict) return strict;
  const bare = bareCaption(caption.replace(/[–—]/g, '-').replace(/^%/, 'percent'), taxYear);
  if (!bare || bare.rate !== undefined) return undefined;
  const words = bare.words
    .split(' ')
    .filter((word) => word !== String(taxYear))
    .join(' ');
  // A unit that is said twice stands behind two captions.
  if (/\bper share\b.*\bper share\b/.test(words)) return undefined;
  const box = /(?:^| )box (1[ab]?|2[a-f]|3|5)(?= |$)/.exec(words);
  const rest = box ? words.replace(box[0], ' ').trim().replace(/ +/g, ' ') : words;
  const named = conceptOf(rest);
  if (!box) return named;
  // The words and the box must say the same; of words that a copy cut short, each must be of what the box holds.
  const same = boxReading(`box ${box[1] as string}`, taxYear);
  const inOrder = named ? undefined : boxReading(`box ${box[1] as string} ${rest}`, taxYear);
  if (inOrder) return inOrder;
  if (!named) return same && isBeside(rest, same.meaning) ? same : undefined;
  return same?.meaning === named.meaning
    ? { meaning: named.meaning, total: same.total || named.total }
    : undefined;
}

function isDate(meaning: ColumnMeaning): boolean {
  return (DATE_MEANINGS as readonly string[]).includes(meaning);
}

/** Whether words could be the beginning of a caption that is known. */
export function couldBegin(caption: string, taxYear: number | null, date: boolean): boolean {
  // An open parenthesis may become a rate: "(15%" before "Rate)".
  const closed = /\([^()]*$/.test(caption) ? caption.replace(/\([^()]*$/, '') : caption;
  const bare = bareCaption(closed.replace(/\(\s*\d{1,2}%\s*$/, ''), taxYear);
  if (!bare) return false;
  const { words } = bare;
  if (words === '') return true;
  // "Declara-", "Distri-": a word goes on below.
  if (/[a-z]{3}-$/i.test(closed)) {
    const beginnings = date ? DATE_BEGINNINGS : FIGURE_BEGINNINGS;
    return [...beginnings].some((one) => one.startsWith(words));
  }
  if (date) return DATE_BEGINNINGS.has(words);
  if (FIGURE_BEGINNINGS.has(words)) return true;
  // "Capital Gain Per", of "Capital Gain Per Share".
  if (words.endsWith(' per') && BY_PHRASE.has(words.slice(0, -4))) return true;
  const whole = readCaption(closed, taxYear);
  if (whole) return !isDate(whole.meaning);
  if (/^(?:19|20)\d\d$/.test(words) && words === String(taxYear)) return true;
  if (REST_OF_YEAR.some((rest) => TO_YEAR.test(`${words}${rest}`))) return true;
  const box = /^(?:form(?: 1099(?: div)?)?|box)$/.test(words) || BOX.exec(words);
  if (box === true) return true;
  if (!box) return false;
  const rest = words.slice((box as RegExpExecArray)[0].length).trim();
  return (
    rest === '' ||
    rest === 'less' ||
    rest === 'less box' ||
    rest === 'total' ||
    FIGURE_BEGINNINGS.has(rest) ||
    FIGURE_BEGINNINGS.has(rest.replace(/^total /, ''))
  );
}

const SUBSET_WORDS =
  /\b(?:qualified (?:5|five) year|(?:5|five) year gain|section 199a|199a dividend|post may 5|short term capital gain|section 897)\b/;

/** Whether a sentence speaks of a subset, understood or not. */
export function mentionsSubset(sentence: string): boolean {
  return SUBSET_WORDS.test(normalisePhrase(sentence));
}

/** The subset or the part that a whole phrase names ("Qualified 5-Year Gain", "qualified dividends"). */
export function readPart(phrase: string): Subset | 'qualified' | undefined {
  const entry = BY_PHRASE.get(normalisePhrase(phrase));
  switch (entry?.meaning) {
    case 'qualified5Year':
    case 'section199A':
    case 'shortTermCapitalGain':
    case 'postMay5':
    case 'section897Ordinary':
    case 'section897CapitalGain':
    case 'qualified':
      return entry.meaning;
    default:
      return undefined;
  }
}
