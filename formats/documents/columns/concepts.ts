/**
 * What a caption means in words that no list can hold: "2016 Total Capital Gain Distribution per
 * Share", "Ordinary Taxable Dividend".
 *
 * A caption is of a concept when it has one of the concept's own words, and every other word is one
 * that may stand beside them. So a damaged word, or a word of another concept, makes it unknown; it is
 * never a near match. Used where it is known which words are one caption; where words of captions run
 * into each other only whole phrases count (`caption-phrases.ts`).
 *
 * Awkward case: columns that say nothing for a person who holds the shares (section 1061, section
 * 871(k), units of a partnership, percentages of the year's total) are known, and left aside.
 */
import type { CaptionReading, ColumnMeaning } from './captions.ts';

interface Concept {
  readonly meaning: ColumnMeaning;
  /** One of these stands in it, in this order of words. */
  readonly own: RegExp;
  /** What else may stand in it. */
  readonly beside: string;
  /** "Total" in it says that its parts have columns of their own. */
  readonly total?: true;
}

const ANY =
  'per share of the and or for to in a amount common preferred stock total form 1099 div box';
const PAID = `${ANY} dividend distribution cash paid`;

const CONCEPTS: readonly Concept[] = [
  {
    meaning: 'notNeeded',
    own: /\b1061\b|\b(?:one|three) year (?:amount )?disclosure|\b871\b|\binterest related\b|\bcalifornia\b|\b(?:ltip|op|partnership) unit\b|\bpercent(?:age)? of (?:annual|the)? ?total\b|^of (?:annual )?total$|\bof annual total\b|\bexcess inclusion\b|\bubti\b|\bsubject to withholding\b|\b(?:quarter|period|month) end(?:ed|ing)?\b/,
    beside: `quarter period month end ended ending ${PAID} section one three year disclosure interest related k source income ltip op partnership unit percent percentage annual excess inclusion california api ubti subject withholding short term capital gain qualified`,
  },
  {
    meaning: 'notNeeded',
    own: /\bamti?\b|\balternative minimum tax\b/,
    beside: `${PAID} amt amti alternative minimum tax item preference adjustment income`,
  },
  {
    meaning: 'notNeeded',
    own: /\bundistributed\b(?=.*\bgain\b)/,
    beside: `${PAID} undistributed long term capital gain net 2439`,
  },
  {
    meaning: 'notNeeded',
    own: /\b(?:previously|originally) reported\b/,
    beside: `${PAID} as previously originally reported ordinary qualified income taxable capital gain long term unrecaptured section 1250 return capital nondividend nontaxable`,
  },
  {
    meaning: 'notNeeded',
    own: /\bforeign (?:income )?tax\b|\b(?:federal )?income tax withheld\b/,
    beside: `${PAID} foreign income tax paid withheld federal 4 6 7`,
  },
  {
    meaning: 'section199A',
    own: /\b199a\b|\bqualified reit dividend\b/,
    beside: `${PAID} section irc 199a qualified reit business income eligible deduction rate ordinary taxable`,
  },
  {
    meaning: 'section897CapitalGain',
    own: /\b897\b(?=.*\bgain\b)/,
    beside: `${PAID} section capital gain`,
  },
  {
    meaning: 'section897Ordinary',
    own: /\b897\b(?=.*\bordinary\b)/,
    beside: `${PAID} section ordinary income`,
  },
  { meaning: 'section1202', own: /\b1202\b/, beside: `${PAID} section gain capital` },
  {
    meaning: 'unrecaptured1250',
    own: /\b1250\b/,
    beside: `${PAID} section unrecaptured gain capital rate income portion less`,
  },
  {
    meaning: 'shortTermCapitalGain',
    own: /\bshort term\b/,
    beside: `${PAID} capital gain income net`,
  },
  {
    meaning: 'returnOfCapital',
    own: /\breturn of capital\b|\bnon(?:taxable|dividend)\b|\btax (?:free|deferred)\b/,
    beside: `${PAID} return capital nontaxable nondividend tax free deferred portion`,
  },
  {
    meaning: 'qualified',
    own: /\bqualified\b/,
    beside: `${PAID} ordinary income taxable eligible portion included`,
  },
  {
    meaning: 'ordinary',
    own: /\bordinary\b|\bnonqualified\b/,
    beside: `${PAID} taxable income nonqualified reit federal portion other net`,
    total: true,
  },
  {
    meaning: 'capitalGain',
    own: /\bcapital gain\b|\blong term gain\b/,
    beside: `${PAID} long term capital gain net taxable income portion`,
    total: true,
  },
  {
    meaning: 'payableDate',
    own: /\b(?:pay(?:able|ment)?|paid|distribution) date\b|\bdate paid\b|\bdate of payment\b|^(?:date )?paid$/,
    beside: 'pay payable payment paid date of dividend distribution cash or and',
  },
  {
    meaning: 'recordDate',
    own: /\brecord date\b|\bdate of record\b/,
    beside: 'record date of dividend distribution shareholder stockholder holder',
  },
  {
    meaning: 'amountPerShare',
    own: /\b(?:dividend|distribution)\b(?=.*\b(?:per share|amount|rate|paid|gross|cash|total)\b)|\b(?:per share|amount|rate|paid|gross|cash|total)\b(?=.*\b(?:dividend|distribution)\b)|\btotal paid\b/,
    beside: `${PAID} gross net quarterly monthly declared rate regular`,
  },
];

const CLOSED = CONCEPTS.map(({ beside, ...rest }) => ({
  ...rest,
  beside: new Set(beside.split(' ')),
}));

function hasOnly(words: string, { own, beside }: (typeof CLOSED)[number]): boolean {
  const [found] = own.exec(words) ?? [];
  if (found === undefined) return false;
  const left = words.replace(found, ' ').split(' ');
  const inFound = new Set(found.split(' '));
  return left.every((word) => word === '' || beside.has(word) || inFound.has(word));
}

/** The concept of normalised words; undefined where a word is of none, or of two. */
export function conceptOf(words: string): CaptionReading | undefined {
  // "Total Capital Gain Distribution 1250 Gain": two captions that ran together.
  if ((words.match(/\bgain\b/g) ?? []).length > 1) return undefined;
  const concept = CLOSED.find((one) => hasOnly(words, one));
  if (!concept) return undefined;
  const total =
    concept.total === true && /\btotal\b/.test(words) && !words.includes('nonqualified');
  return { meaning: concept.meaning, total };
}

/** Whether all words may stand in captions of a meaning. */
export function isBeside(words: string, meaning: ColumnMeaning): boolean {
  return CLOSED.some(
    (one) => one.meaning === meaning && words.split(' ').every((word) => one.beside.has(word)),
  );
}
