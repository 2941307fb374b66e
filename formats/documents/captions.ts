/**
 * What does a column hold? Captions are looked up whole in a table of phrases: every word of a
 * caption must belong to the phrase, so a damaged or unknown caption is an error and never a near
 * match. A rate in a caption ("(20% Rate)") must be one that the meaning had in some year, so
 * "Ordinary (20% Rate)" is no caption.
 *
 * Awkward case: "Total Capital Gain" says that unrecaptured section 1250 gain is inside it; the sum
 * of each row must then close that way.
 * Not handled: two columns of one meaning (2003's gain before and after May 5), columns of the next year.
 */
import type { Component, Subset } from '../../tax/model.ts';

export type DateMeaning = 'recordDate' | 'payableDate' | 'declarationDate' | 'exDate';
/** What a column holds that is neither a date nor a part of the payment. */
export type AmountMeaning =
  | 'amountPerShare'
  /** The part of the payment that belongs to the document's tax year, and the part that does not. */
  | 'allocablePerShare'
  | 'otherYearPerShare'
  /** 2003 only: capital gain before May 6 and after May 5, which add up to the capital gain. */
  | 'gainBeforeMay6'
  | 'gainAfterMay5'
  | 'cusip';
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

interface PhraseGroup extends CaptionReading {
  readonly phrases: readonly string[];
  readonly rates: readonly string[];
}

function group(
  meaning: ColumnMeaning,
  phrases: readonly string[],
  options: { rates?: readonly string[]; total?: boolean } = {},
): PhraseGroup {
  return { meaning, phrases, rates: options.rates ?? [], total: options.total ?? false };
}

/** Normalised phrases: lower case, singular, "section" for "sec.", no punctuation. */
const PHRASE_GROUPS: readonly PhraseGroup[] = [
  group('recordDate', ['record date', 'date of record', 'record', 'shareholder record date']),
  group('payableDate', [
    'payable date',
    'payment date',
    'pay date',
    'paid date',
    'date paid',
    'date payable',
    'date of payment',
    'payable',
  ]),
  group('declarationDate', ['declaration date', 'declared date', 'date declared']),
  group('exDate', ['ex dividend date', 'ex date', 'exdividend date']),
  group('amountPerShare', [
    'dividend per share',
    'dividend per common share',
    'dividend per preferred share',
    'dividend per share of common stock',
    'distribution per share',
    'distribution per common share',
    'distribution per preferred share',
    'cash dividend per share',
    'cash distribution per share',
    'total dividend per share',
    'total distribution per share',
    'gross dividend per share',
    'gross distribution per share',
    'amount per share',
    'per share amount',
    'dividend amount',
    'dividend amount per share',
    'dividend paid per share',
    'dividend rate per share',
    'amount',
  ]),
  group('ordinary', [
    'ordinary dividend',
    'ordinary income',
    'ordinary income dividend',
    'ordinary taxable dividend',
    'taxable ordinary dividend',
    'taxable ordinary income',
    'ordinary',
    'nonqualified ordinary dividend',
    'nonqualified dividend',
    'other ordinary dividend',
  ]),
  group(
    'ordinary',
    ['total ordinary dividend', 'total ordinary income', 'total taxable ordinary dividend'],
    { total: true },
  ),
  group(
    'qualified',
    ['qualified dividend', 'qualified dividend income', 'qualified ordinary dividend'],
    { rates: ['15', '20'] },
  ),
  group(
    'capitalGain',
    [
      'capital gain',
      'capital gain dividend',
      'capital gain distribution',
      'long term capital gain',
      'long term capital gain distribution',
      'longterm capital gain',
      'net long term capital gain',
    ],
    { rates: ['15', '20'] },
  ),
  group(
    'capitalGain',
    [
      'total capital gain',
      'total capital gain distribution',
      'total capital gain dividend',
      'total long term capital gain',
    ],
    { rates: ['15', '20'], total: true },
  ),
  group(
    'unrecaptured1250',
    [
      'unrecaptured section 1250 gain',
      'unrecaptured section 1250 capital gain',
      'unrecaptured section 1250',
      'unrecaptured 1250 gain',
      'section 1250 unrecaptured gain',
    ],
    { rates: ['25'] },
  ),
  group('section1202', ['section 1202 gain']),
  group('collectibles28', ['collectible 28 gain', 'collectible gain', '28 rate gain'], {
    rates: ['28'],
  }),
  group('returnOfCapital', [
    'return of capital',
    'return of capital distribution',
    'nontaxable return of capital',
    'nontaxable distribution',
    'nontaxable',
    'nondividend distribution',
    'return of capital nontaxable',
    'return of capital nontaxable distribution',
  ]),
  group('qualified5Year', [
    'qualified 5 year gain',
    'qualified five year gain',
    'qualified 5 year capital gain',
  ]),
  group('section199A', ['section 199a dividend', 'section 199a', 'qualified reit dividend']),
  group('shortTermCapitalGain', [
    'short term capital gain',
    'short term capital gain dividend',
    'short term capital gain distribution',
  ]),
  group('postMay5', ['post may 5 gain', 'post may 5 capital gain']),
  group('section897Ordinary', ['section 897 ordinary dividend', 'section 897 ordinary']),
  group('section897CapitalGain', ['section 897 capital gain', 'section 897 gain']),
];

const BY_PHRASE: ReadonlyMap<string, PhraseGroup> = new Map(
  PHRASE_GROUPS.flatMap((entry) => entry.phrases.map((phrase) => [phrase, entry] as const)),
);

const SINGULAR: Readonly<Record<string, string>> = {
  dividends: 'dividend',
  distributions: 'distribution',
  gains: 'gain',
  shares: 'share',
  dates: 'date',
  collectibles: 'collectible',
  sec: 'section',
  unrecap: 'unrecaptured',
};

/** Words of a caption or a phrase: lower case, singular, joined by one space. */
export function normalisePhrase(text: string): string {
  return text
    .toLowerCase()
    .replace(/§/g, ' section ')
    .replace(/\bnon-(?=[a-z])/g, 'non')
    .replace(/\bnon (?=taxable\b|qualified\b|dividend\b)/g, 'non')
    .replace(/dividend\(s\)/g, 'dividend')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => SINGULAR[word] ?? word)
    .join(' ');
}

/** The meaning of a whole caption; undefined when any word of it is not accounted for. */
export function readCaption(caption: string): CaptionReading | undefined {
  let rate: string | undefined;
  const withoutRate = caption.replace(/\(\s*(\d{1,2})\s?%\s*(?:tax )?rate\s*\)/i, (_, digits) => {
    rate = digits as string;
    return ' ';
  });
  // What is left may hold a percent sign only as "28% rate gain".
  if (/[^A-Za-z0-9\s.,§()'%/-]/.test(withoutRate)) return undefined;
  if (withoutRate.includes('%') && !/\b28%/.test(withoutRate)) return undefined;
  const entry = BY_PHRASE.get(normalisePhrase(withoutRate));
  if (!entry) return undefined;
  if (rate !== undefined && !entry.rates.includes(rate)) return undefined;
  return { meaning: entry.meaning, total: entry.total };
}

/** Every way to cut words into this many captions, each known and of a meaning of its own. */
export function cutCaptions(words: readonly string[], count: number): number[][] {
  const longest = 8;
  const cuts: number[][] = [];
  const walk = (from: number, ends: readonly number[], seen: ReadonlySet<ColumnMeaning>): void => {
    if (cuts.length > 1) return;
    if (ends.length === count) {
      if (from === words.length) cuts.push([...ends]);
      return;
    }
    for (let end = from + 1; end <= Math.min(words.length, from + longest); end++) {
      const reading = readCaption(words.slice(from, end).join(' '));
      if (reading && !seen.has(reading.meaning)) {
        walk(end, [...ends, end], new Set([...seen, reading.meaning]));
      }
    }
  };
  walk(0, [], new Set());
  return cuts;
}

const SUBSET_WORDS =
  /\b(?:qualified (?:5|five) year|(?:5|five) year gain|section 199a|199a dividend|post may 5|short term capital gain|section 897)\b/;

/** Whether a sentence speaks of a subset, understood or not. */
export function mentionsSubset(sentence: string): boolean {
  return SUBSET_WORDS.test(normalisePhrase(sentence));
}

/** The subset that a whole phrase names. */
export function readSubset(phrase: string): Subset | undefined {
  const entry = BY_PHRASE.get(normalisePhrase(phrase));
  switch (entry?.meaning) {
    case 'qualified5Year':
    case 'section199A':
    case 'shortTermCapitalGain':
    case 'postMay5':
    case 'section897Ordinary':
    case 'section897CapitalGain':
      return entry.meaning;
    default:
      return undefined;
  }
}
