/**
 * What issuers call the columns: a table of phrases, as data. Each phrase is normalised (lower case,
 * singular, "section" for "sec.", no punctuation) and stands for one meaning, whole.
 *
 * `total` says that parts of the column have columns of their own. `rates` are the rates that the
 * meaning had in some year, which a caption may name ("(20% Rate)").
 */
import type { ColumnMeaning } from './captions.ts';

export interface PhraseGroup {
  readonly meaning: ColumnMeaning;
  readonly total?: true;
  readonly rates?: readonly string[];
  readonly phrases: readonly string[];
}

/** As written below: phrases with commas between them. */
type Written = Omit<PhraseGroup, 'phrases'> & { readonly phrases: string };

const WRITTEN: readonly Written[] = [
  {
    meaning: 'recordDate',
    phrases:
      'record date, date of record, date record, record, shareholder record date, recorded date',
  },
  {
    meaning: 'payableDate',
    phrases: `payable date, payment date, pay date, paid date, date paid, date payable,
      date of payment, date payment, date pay, payable, payment, distribution date, dividend payment date,
      paid payable date, cash paid date, paid payable, dividend paid date,
      distribution paid date`,
  },
  {
    meaning: 'declarationDate',
    phrases: `declaration date, declared date, date declared, date of declaration, declaration,
      declared`,
  },
  {
    meaning: 'exDate',
    phrases: `ex dividend date, ex date, exdate, ex dividend,
      ex distribution date`,
  },
  {
    meaning: 'amountPerShare',
    phrases: `dividend per share, dividend per common share, dividend per preferred share,
      dividend per share of common stock, distribution per share, distribution per common share,
      distribution per preferred share, cash dividend per share, cash distribution per share,
      total dividend per share, total distribution per share, total cash distribution per share,
      total cash dividend per share, gross dividend per share, gross distribution per share,
      amount per share, per share amount, dividend amount, dividend amount per share,
      distribution amount, distribution amount per share, dividend paid per share,
      distribution paid per share, dividend paid, distribution paid, total dividend paid,
      total distribution paid, dividend rate per share, dividend declared per share,
      total distribution, total dividend, total per share, gross dividend, gross distribution,
      cash dividend, cash distribution, reit dividend, per share, per common share,
      per preferred share, amount, dividend, distribution`,
  },
  {
    meaning: 'adjustmentPerShare',
    phrases: 'adjustment, adjustment per share, spillover adjustment, tax year adjustment',
  },
  {
    meaning: 'ordinary',
    phrases: `ordinary dividend, ordinary income, ordinary income dividend,
      ordinary taxable dividend, taxable ordinary dividend, taxable ordinary income,
      taxable ordinary, taxable as ordinary, ordinary taxable income, ordinary, nonqualified ordinary dividend,
      nonqualified dividend, nonqualified ordinary income, other ordinary dividend,
      ordinary income distribution, ordinary dividend income, ordinary dividend per share,
      ordinary income per share, ordinary taxable distribution, taxable ordinary distribution,
      ordinary distribution, ordinary taxable, taxable dividend, taxable distribution,
      ordinary nonqualified dividend, ordinary nonqualified income, income dividend,
      ordinary income nonqualified, ordinary dividend nonqualified, nonqualified section 199a,
      ordinary income nonqualified section 199a, ordinary dividend nonqualified section 199a`,
  },
  {
    meaning: 'ordinary',
    total: true,
    phrases: `total ordinary dividend, total ordinary income, total taxable ordinary dividend,
      total ordinary, total ordinary income dividend`,
  },
  {
    meaning: 'qualified',
    rates: ['15', '20', '5', '0'],
    phrases: `qualified dividend, qualified dividend income, qualified ordinary dividend,
      qualified income`,
  },
  {
    meaning: 'capitalGain',
    rates: ['15', '20', '10', '8'],
    phrases: `capital gain, capital gain dividend, capital gain distribution,
      long term capital gain, long term capital gain distribution,
      long term capital gain dividend, long term gain,
      net long term capital gain, net capital gain, capital gain income, long term,
      section 1231 gain, section 1231 capital gain, capital gain section 1231`,
  },
  {
    meaning: 'capitalGain',
    total: true,
    rates: ['15', '20'],
    phrases: `total capital gain, total capital gain distribution, total capital gain dividend,
      total long term capital gain, total long term capital gain distribution`,
  },
  {
    meaning: 'unrecaptured1250',
    rates: ['25'],
    phrases: `unrecaptured section 1250 gain, unrecaptured section 1250 capital gain,
      unrecaptured section 1250, unrecaptured 1250 gain, unrecaptured 1250,
      unrecaptured section 1250 gain distribution, section 1250 unrecaptured gain,
      section 1250 gain, section 1250 capital gain, capital gain section 1250, gain section 1250,
      gain unrecaptured section 1250, capital gain unrecaptured section 1250,
      long term capital gain unrecaptured section 1250`,
  },
  { meaning: 'section1202', phrases: 'section 1202 gain, section 1202' },
  {
    meaning: 'collectibles28',
    rates: ['28'],
    phrases: 'collectible 28 gain, collectible gain, 28 rate gain, collectible',
  },
  {
    meaning: 'returnOfCapital',
    phrases: `return of capital, return of capital distribution, nontaxable return of capital,
      nontaxable distribution, nontaxable, nontaxable dividend, nondividend distribution,
      nondividend, return of capital nontaxable, return of capital nontaxable distribution,
      return of capital nondividend distribution, tax free return of capital,
      tax deferred distribution, nontaxable distribution return of capital,
      nondividend distribution return of capital`,
  },
  {
    meaning: 'qualified5Year',
    rates: ['8', '18'],
    phrases: `qualified 5 year gain, qualified five year gain, qualified 5 year capital gain,
      5 year gain, qualified 5 year`,
  },
  {
    meaning: 'section199A',
    phrases: `section 199a dividend, eligible section 199a dividend, section 199a, section 199a qualified reit dividend,
      qualified reit dividend, qualified reit dividend section 199a,
      qualified reit dividend for irc section 199a, 199a dividend,
      section 199a income, section 199a dividend rate, section 199a qualified business income`,
  },
  {
    meaning: 'shortTermCapitalGain',
    phrases: `short term capital gain, short term capital gain dividend,
      short term capital gain distribution, short term gain`,
  },
  { meaning: 'postMay5', phrases: 'post may 5 gain, post may 5 capital gain, post may 5' },
  {
    meaning: 'gainAfterMay5',
    rates: ['15'],
    phrases: `capital gain after may 5, capital gain post may 5,
      post may 5 capital gain dividend, long term capital gain after may 5`,
  },
  {
    meaning: 'gainBeforeMay6',
    rates: ['20'],
    phrases: `capital gain before may 6, capital gain pre may 6, pre may 6 capital gain,
      pre may 6 capital gain dividend, long term capital gain before may 6`,
  },
  {
    meaning: 'section897Ordinary',
    phrases: `section 897 ordinary dividend, section 897 ordinary, section 897 ordinary income`,
  },
  {
    meaning: 'section897CapitalGain',
    phrases: `section 897 capital gain, section 897 gain, section 897 capital gain distribution,
      section 897 capital gain on real estate`,
  },
  { meaning: 'cusip', phrases: 'cusip, cusip number, cusip no' },
];

export const PHRASE_GROUPS: readonly PhraseGroup[] = WRITTEN.map((group) => ({
  ...group,
  phrases: group.phrases.split(/,\s+/),
}));

/** Plural and short forms of the words of captions. */
export const SAME_WORDS: Readonly<Record<string, string>> = {
  dividends: 'dividend',
  distributions: 'distribution',
  distr: 'distribution',
  dist: 'distribution',
  distrib: 'distribution',
  divs: 'dividend',
  div: 'dividend',
  gains: 'gain',
  shares: 'share',
  dates: 'date',
  amounts: 'amount',
  collectibles: 'collectible',
  sec: 'section',
  sect: 'section',
  unrecap: 'unrecaptured',
  unrecapt: 'unrecaptured',
  unrec: 'unrecaptured',
  nondiv: 'nondividend',
  nontax: 'nontaxable',
  roc: 'return of capital',
  qual: 'qualified',
  qdi: 'qualified dividend income',
  divd: 'dividend',
  divds: 'dividend',
  pmt: 'payment',
  decl: 'declaration',
  rec: 'record',
  stcg: 'short term capital gain',
  lt: 'long term',
  ltcg: 'long term capital gain',
  cap: 'capital',
  nonqualifying: 'nonqualified',
  qualifying: 'qualified',
  ord: 'ordinary',
  longterm: 'long term',
  exdividend: 'ex dividend',
  returnof: 'return of',
};

type Boxes = Readonly<Record<string, ColumnMeaning>>;

const SINCE_2004: Boxes = {
  '1a': 'ordinary',
  '1b': 'qualified',
  '2a': 'capitalGain',
  '2b': 'unrecaptured1250',
  '2c': 'section1202',
  '2d': 'collectibles28',
  '3': 'returnOfCapital',
};

/**
 * The boxes of Form 1099-DIV by the years in which they mean this, from the table of the
 * calculation's section 9 (Internal Revenue Service, Form 1099-DIV of each year). The first of each
 * is what the box holds; boxes that hold others are totals.
 */
export const PRINTED_BOXES: readonly {
  readonly from: number;
  readonly to: number;
  readonly boxes: Boxes;
}[] = [
  {
    from: 1999,
    to: 2000,
    boxes: {
      '1': 'ordinary',
      '2a': 'capitalGain',
      '2b': 'collectibles28',
      '2c': 'unrecaptured1250',
      '2d': 'section1202',
      '3': 'returnOfCapital',
    },
  },
  {
    from: 2001,
    to: 2002,
    boxes: {
      '1': 'ordinary',
      '2a': 'capitalGain',
      '2b': 'collectibles28',
      '2c': 'qualified5Year',
      '2d': 'unrecaptured1250',
      '2e': 'section1202',
      '3': 'returnOfCapital',
    },
  },
  {
    from: 2003,
    to: 2003,
    boxes: {
      '1a': 'ordinary',
      '1b': 'qualified',
      '2a': 'capitalGain',
      '2b': 'postMay5',
      '2c': 'qualified5Year',
      '2d': 'unrecaptured1250',
      '2e': 'section1202',
      '2f': 'collectibles28',
      '3': 'returnOfCapital',
    },
  },
  { from: 2004, to: 2017, boxes: SINCE_2004 },
  { from: 2018, to: 2020, boxes: { ...SINCE_2004, '5': 'section199A' } },
  {
    from: 2021,
    to: 2199,
    boxes: {
      ...SINCE_2004,
      '2e': 'section897Ordinary',
      '2f': 'section897CapitalGain',
      '5': 'section199A',
    },
  },
];
