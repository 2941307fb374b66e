/**
 * The words of the field that the window explains where they stand: each in one sentence, with its source and the
 * part of the guide that says more. They are here alone; a test holds the guide's own list of words to them.
 */

interface Word {
  /** The anchor of its heading among the words of the guide. */
  readonly id: string;
  /** Its heading there. */
  readonly term: string;
  /** What it means, for somebody who hears it for the first time. */
  readonly sentence: string;
  readonly source: string;
  /** The part of the guide that says more, where that is not its own entry. */
  readonly section?: string;
}

const PUB_550 = 'IRS Publication 550 (2012)';
const CODE = 'Internal Revenue Code';

export const WORDS = [
  {
    id: 'adjusted-basis',
    term: 'Adjusted basis',
    sentence:
      'What counts as your cost when you sell: what you paid, less the return of capital since, plus or minus what splits, wash sales and the like changed.',
    source: `${CODE} sections 1011, 1012 and 1016; IRS Publication 551 (December 2022), Adjusted Basis`,
  },
  {
    id: 'average-basis',
    term: 'Average basis',
    sentence:
      'One basis per share for all shares of a dividend reinvestment plan, in place of a basis for each lot.',
    source: `${CODE} section 1012(c) and (d); Treasury Regulation 1.1012-1(e)`,
    section: 'average-basis-in-a-plan',
  },
  {
    id: 'basis-reported-to-the-irs',
    term: 'Basis reported to the IRS',
    sentence:
      'Brokers report the basis of most shares bought in 2011 or later; what was reported decides the box of Form 8949 that a sale goes into.',
    source: `${CODE} section 6045(g); IRS Instructions for Form 8949 (2013)`,
    section: 'check-the-form-that-your-broker-sent',
  },
  {
    id: 'capital-gain-distribution',
    term: 'Capital gain distribution',
    sentence:
      'A part of a dividend that the REIT had as long-term gain of its own; it is long-term gain to you, however long you have held the shares.',
    source: `${CODE} section 857(b)(3); ${PUB_550}, chapter 1, Capital Gain Distributions`,
  },
  {
    id: 'collectibles-28-gain',
    term: 'Collectibles (28%) gain',
    sentence:
      'The part of a capital gain distribution that is taxed at up to 28 percent, such as gain on art or coins.',
    source: `${CODE} section 1(h)(4) and (5); ${PUB_550}, chapter 4, Capital Gain Tax Rates`,
  },
  {
    id: 'ex-dividend-date',
    term: 'Ex-dividend date',
    sentence: 'Whoever buys on this day or later does not get the payment.',
    source: `${PUB_550}, chapter 1, Qualified Dividends`,
  },
  {
    id: 'gain-after-may-5-2003',
    term: 'Gain after May 5, 2003',
    sentence:
      'The part of a capital gain distribution of 2003 that the trust had after May 5, when lower rates began.',
    source: 'IRS Form 1099-DIV (2003), Instructions for Recipient, box 2b',
  },
  {
    id: 'holding-period',
    term: 'Holding period',
    sentence:
      'How long you have held the shares: from the day after the trade to the day of the sale.',
    source: `${CODE} sections 1222 and 1223; ${PUB_550}, chapter 4, Holding Period`,
  },
  {
    id: 'liquidating-distribution',
    term: 'Liquidating distribution',
    sentence:
      'A payment of a company that is being wound up: it gives your basis back first, and what comes after that is capital gain.',
    source: `${CODE} sections 331 and 346(a); ${PUB_550}, chapter 1, Liquidating Distributions`,
    section: 'when-a-company-is-wound-up',
  },
  {
    id: 'long-term-and-short-term',
    term: 'Long-term and short-term',
    sentence:
      'A gain or a loss is long-term if the shares were held for more than one year, and short-term if not.',
    source: `${CODE} section 1222; ${PUB_550}, chapter 4, Holding Period`,
  },
  {
    id: 'lot',
    term: 'Lot',
    sentence: 'Shares that you got in one transaction, with their own day and cost.',
    source: 'Treasury Regulation 1.1012-1(c)',
  },
  {
    id: 'method',
    term: 'Method',
    sentence:
      'Which lots are sold where you name none: the earliest (FIFO), the latest (LIFO), those with the highest basis (HIFO) or the lowest (LOFO), or those with the lowest tax.',
    source: `Treasury Regulation 1.1012-1(c); ${PUB_550}, chapter 4, Stocks and Bonds`,
    section: 'when-you-sell',
  },
  {
    id: 'nondividend-distribution',
    term: 'Nondividend distribution',
    sentence:
      'What Form 1099-DIV calls a return of capital, in earlier years a nontaxable distribution: it is not taxed now, and lowers your basis.',
    source: `IRS Form 1099-DIV (2012), Instructions for Recipient, box 3; ${PUB_550}, chapter 1, Nondividend Distributions`,
    section: 'return-of-capital',
  },
  {
    id: 'opening-basis',
    term: 'Opening basis',
    sentence:
      'The adjusted basis of a lot at the start of a day, as you state it yourself: nothing before that day is worked out any more.',
    source: `${CODE} sections 301(c)(2) and 1016(a)(4); IRS Publication 551 (December 2022), Adjusted Basis`,
    section: 'when-you-know-the-basis-or-nothing-was-returned',
  },
  {
    id: 'ordinary-dividend',
    term: 'Ordinary dividend',
    sentence:
      'The part of a payment that is income, taxed at your usual rate unless it is a qualified dividend.',
    source: `${CODE} sections 301(c)(1) and 316; ${PUB_550}, chapter 1, Ordinary Dividends`,
  },
  {
    id: 'proceeds',
    term: 'Proceeds',
    sentence: 'What you received for the shares, less commissions and fees.',
    source: `${CODE} section 1001(b); ${PUB_550}, chapter 4, How To Figure Gain or Loss`,
    section: 'when-you-sell',
  },
  {
    id: 'provisional',
    term: 'Provisional',
    sentence:
      'Not final: a release is missing, or is an estimate, and what is not known shows a dash.',
    source: 'BasisBook’s own word',
    section: 'when-the-release-comes-late-or-is-corrected',
  },
  {
    id: 'qualified-5-year-gain',
    term: 'Qualified 5-year gain',
    sentence:
      'Gain on what was held for more than five years; from 2001 to May 5, 2003, some taxpayers paid 8 percent on it in place of 10.',
    source: 'IRS Instructions for Schedule D (2002), Qualified 5-Year Gain Worksheet',
  },
  {
    id: 'qualified-dividend',
    term: 'Qualified dividend',
    sentence:
      'An ordinary dividend that is taxed like a long-term gain, if you held the share for more than 60 of the 121 days around the ex-dividend date.',
    source: `${CODE} section 1(h)(11); ${PUB_550}, chapter 1, Qualified Dividends`,
  },
  {
    id: 'record-date',
    term: 'Record date',
    sentence: 'Whoever is on the company’s list of holders on this day gets the payment.',
    source: 'Treasury Regulation 1.61-9(c)',
  },
  {
    id: 'reinvested-dividend',
    term: 'Reinvested dividend',
    sentence:
      'A dividend that bought more shares: it is taxed as if you had got the cash, and the new shares are a lot of their own.',
    source: `${PUB_550}, chapter 1, Dividends Used to Buy More Stock`,
  },
  {
    id: 'return-of-capital',
    term: 'Return of capital',
    sentence:
      'A part of a payment that is your own money coming back: it is not taxed now, and lowers the basis of each lot that got it.',
    source: `${CODE} sections 301(c)(2), 301(c)(3) and 1016(a)(4); ${PUB_550}, chapter 1, Nondividend Distributions`,
  },
  {
    id: 'section-1202-gain',
    term: 'Section 1202 gain',
    sentence:
      'Gain on stock of certain small companies, of which a part may be left out of your income.',
    source: `${CODE} section 1202; ${PUB_550}, chapter 4, Gains on Qualified Small Business Stock`,
  },
  {
    id: 'section-199a-dividend',
    term: 'Section 199A dividend',
    sentence:
      'The part of a REIT’s ordinary dividends of which, from 2018 on, up to a fifth can be deducted, if you held the share for more than 45 of the 91 days around the ex-dividend date.',
    source: `${CODE} section 199A(b)(1)(B) and (e)(3); Treasury Regulation 1.199A-3(c)(2)`,
  },
  {
    id: 'section-897-amounts',
    term: 'Section 897 amounts',
    sentence:
      'The parts of dividends and gains that come from real property in the United States; they matter to foreign holders only.',
    source: `${CODE} section 897(h); IRS Form 1099-DIV (2021), Instructions for Recipient, boxes 2e and 2f`,
  },
  {
    id: 'spin-off',
    term: 'Spin-off',
    sentence:
      'A company gives its holders the shares of another one, and a part of each lot’s basis moves to them.',
    source: `${CODE} sections 355 and 358(c)`,
    section: 'splits-spin-offs-and-mergers',
  },
  {
    id: 'stock-dividend',
    term: 'Stock dividend',
    sentence:
      'New shares of the same company, paid as a dividend: where it is taxed, the value that was taxed is their basis.',
    source: `${CODE} sections 301(d) and 305(b); ${PUB_550}, chapter 1, Distributions of Stock and Stock Rights`,
  },
  {
    id: 'undistributed-gain',
    term: 'Undistributed gain',
    sentence:
      'A capital gain that the trust kept and paid the tax on for you: you report it, the tax is a credit, and your basis rises by the gain less the tax.',
    source: `${CODE} section 857(b)(3); IRS Form 2439 (2012), Instructions for Shareholder`,
    section: 'gain-that-the-trust-kept',
  },
  {
    id: 'unrecaptured-section-1250-gain',
    term: 'Unrecaptured section 1250 gain',
    sentence:
      'The part of a capital gain distribution that comes from depreciation of buildings, taxed at up to 25 percent.',
    source: `${CODE} section 1(h)(6); ${PUB_550}, chapter 4, Capital Gain Tax Rates`,
  },
  {
    id: 'wash-sale',
    term: 'Wash sale',
    sentence:
      'A sale at a loss with a purchase of the same security within 30 days before or after: the loss is added to the basis of the new shares instead.',
    source: `${CODE} section 1091; ${PUB_550}, chapter 4, Wash Sales`,
    section: 'when-you-sell',
  },
] as const satisfies readonly Word[];

export type WordId = (typeof WORDS)[number]['id'];

/** What is shown of a word. */
export function wordOf(id: WordId): Word {
  const word: Word | undefined = WORDS.find((one) => one.id === id);
  if (!word) throw new Error(`"${id}" is not among the words`);
  return word;
}
