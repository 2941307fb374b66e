/**
 * How does a rule tell what it does? The operations that figures are made with, the rules that say so
 * and whom they go back to.
 *
 * What each operation means (a, b, c are its operands in order; `recompute.ts` works them out again):
 * - `fact`: stated by the source. `constant`: a number of the rule.
 * - `sum`: all added up; of nothing it is zero. `difference`: a less all others.
 * - `product`: shares a times dollars per share b, to the cent.
 * - `perShare`: dollars a by shares b, to `place` decimal places, half away from zero.
 * - `percent`: a x b / 100, to the cent. `restOfPercent`: what that leaves of a.
 * - `share`: a x b / c to the smallest unit, half away from zero; all of a where b is c.
 *   `rest`: what that leaves of a.
 * - `apportion`: the part of a that the weight at `place` has of all weights b, c, …, by largest
 *   remainder: rounded down, what is left over given one unit each to the largest fractions, ties to
 *   the earlier one. A negative amount is divided without its sign.
 * - `apportionOne`: the same where there are very many weights: a x b / c rounded down, and d on top
 *   (`leftOver`), c being the sum of all weights.
 * - `leftOver`: a unit that was left over and came here, or zero.
 * - `smallest`: the smallest of all. `loss`: how far a is below zero; zero where it is not.
 * - `conversion`: shares a times b / c, to eight places, half up. `fraction`: a beyond whole shares.
 * - `choice`: a number that somebody chose: above zero and at most each operand.
 * - `others`: the sum of what a long list leaves out, stated and not shown.
 * - `exDate`: the first trading day whose trades settle after the record date a.
 * - `movedDay`: b days after the day a (before it where b is negative).
 * - `daysHeld`: days after a (acquisition) and not before b (begin of the window), up to c.
 * - `tacked`: as many days before a as c lies before b, but not before 1900.
 * - `ifHeldBriefly`: a where shares held since b and sold on c were held six months or less, else zero.
 */
/** `days` is a number of days, `number` one without a unit: a ratio's. */
export const UNITS = ['usd', 'usdPerShare', 'shares', 'percent', 'number', 'days', 'day'] as const;
export type Unit = (typeof UNITS)[number];

export const OPERATIONS = [
  'fact',
  'constant',
  'sum',
  'difference',
  'product',
  'perShare',
  'percent',
  'restOfPercent',
  'share',
  'rest',
  'apportion',
  'apportionOne',
  'leftOver',
  'smallest',
  'loss',
  'conversion',
  'fraction',
  'choice',
  'others',
  'exDate',
  'movedDay',
  'daysHeld',
  'tacked',
  'ifHeldBriefly',
] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Rule {
  readonly title: string;
  /** Statute, regulation, publication or practice, with section and year. */
  readonly authority: string;
}

/** The rules by name, each with its authority. */
export const RULES = {
  entitlement: {
    title: 'Who is entitled: shares bought before the ex-date and not sold before it',
    authority: 'Practice of the New York Stock Exchange (ex-dividend rules)',
  },
  cash: {
    title: 'Cash of a payment: entitled shares × amount per share, to the cent',
    authority: 'Practice of paying agents and brokers',
  },
  components: {
    title: 'Cash is divided by the issuer’s release; cents left over go to the largest fractions',
    authority: 'Internal Revenue Code sections 857(b)(3) and 301(c); rounding is practice',
  },
  subset: {
    title: 'A part of another part, which never adds to the whole',
    authority: 'Instructions for Form 1099-DIV',
  },
  returnOfCapitalByLot: {
    title: 'Return of capital is divided among the entitled lots by their shares',
    authority: 'Internal Revenue Code section 301(c)(2); Publication 550',
  },
  earliestFirst: {
    title: 'Return of capital reduces the earliest purchases first, as this account has it',
    authority: 'Publication 550, “Nondividend Distributions”',
  },
  basis: {
    title: 'Adjusted basis: cost less return of capital, never below zero',
    authority: 'Internal Revenue Code sections 1012, 1016(a)(4) and 301(c)(2)',
  },
  basisPerShare: {
    title: 'Basis per share: the adjusted basis of a lot by its shares, rounded to be shown only',
    authority: 'Practice; the basis itself is what counts',
  },
  excess: {
    title: 'Return of capital beyond the basis is capital gain',
    authority: 'Internal Revenue Code section 301(c)(3)(A)',
  },
  gain: {
    title: 'Gain: proceeds less adjusted basis',
    authority: 'Internal Revenue Code section 1001(a)',
  },
  lots: {
    title: 'Lots of a sale: those named by the seller, else by the method of the account',
    authority: 'Treasury Regulation section 1.1012-1(c)',
  },
  partOfLot: {
    title: 'Shares that leave a lot take their part of each figure of it along',
    authority: 'Treasury Regulation section 1.1012-1(a) and (c); rounding to the cent is practice',
  },
  proceeds: {
    title: 'Proceeds are divided among the lots of a sale by their shares',
    authority: 'Practice of brokers',
  },
  split: {
    title: 'A split changes the number of shares, not the basis',
    authority: 'Internal Revenue Code sections 305(a) and 307',
  },
  spinOff: {
    title: 'A tax-free distribution of another company’s shares divides the basis by market value',
    authority: 'Internal Revenue Code sections 355 and 358(c); the issuer’s Form 8937',
  },
  exchange: {
    title: 'New shares in a tax-free exchange take over basis and holding period',
    authority: 'Internal Revenue Code sections 358, 368 and 1036',
  },
  transfer: {
    title: 'A transfer to another account changes neither basis nor holding period',
    authority: 'Treasury Regulation section 1.1012-1(c); Internal Revenue Code section 1223(2)',
  },
  fraction: {
    title: 'Cash for a fraction of a share is a sale of that fraction',
    authority: 'Revenue Ruling 66-365',
  },
  washSale: {
    title: 'A loss does not count as far as the shares were bought back within 30 days',
    authority: 'Internal Revenue Code section 1091(a); Treasury Regulation section 1.1091-1',
  },
  inKind: {
    title: 'Shares received in kind begin with their market value, which the issuer’s release has',
    authority: 'Internal Revenue Code section 301(b)(1) and (d)',
  },
  washBasis: {
    title: 'A loss that does not count is added to the basis of the shares bought back',
    authority: 'Internal Revenue Code section 1091(d); Treasury Regulation section 1.1091-2',
  },
  tacking: {
    title: 'The days of the sold shares count for the shares bought back',
    authority: 'Internal Revenue Code section 1223(3)',
  },
  longTermLoss: {
    title:
      'A loss on shares held six months or less is long-term up to their capital gain dividends',
    authority: 'Internal Revenue Code section 857(b)(8)',
  },
  inherited: {
    title: 'Inherited shares count as held for more than one year',
    authority: 'Internal Revenue Code section 1223(9)',
  },
  openingBasis: {
    title: 'The basis begins with what you state for that day; nothing before it counts',
    authority: 'Your own statement; the rule is BasisBook’s',
  },
  giftBasis: {
    title:
      'A gift worth less than it cost the giver: for a loss its value counts, in between neither gain nor loss',
    authority: 'Internal Revenue Code section 1015(a); Publication 551',
  },
  qualified: {
    title: 'Qualified dividends: shares held more than 60 of the 121 days around the ex-date',
    authority: 'Internal Revenue Code sections 1(h)(11)(B)(iii) and 246(c)',
  },
  section199A: {
    title: 'Section 199A dividends: shares held more than 45 of the 91 days around the ex-date',
    authority: 'Treasury Regulation section 1.199A-3(c)(2)(ii)',
  },
  exDate: {
    title: 'Ex-date: the first trading day whose trades settle after the record date',
    authority: 'Practice of the New York Stock Exchange; Securities Exchange Act Rule 15c6-1',
  },
  boot: {
    title:
      'Cash besides new shares is gain up to the gain of the lot; the rest pays its basis back, and a loss is none',
    authority: 'Internal Revenue Code sections 356(a)(1) and (c), 358(a)(1); Revenue Ruling 68-23',
  },
  bootDividend: {
    title:
      'Cash besides new shares that has the effect of a dividend: what would be gain is a dividend',
    authority: 'Internal Revenue Code section 356(a)(2)',
  },
  liquidation: {
    title:
      'A liquidating distribution pays basis back, lot by lot; what is beyond it is gain, a loss comes with the last one',
    authority: 'Internal Revenue Code sections 331 and 346(a); Revenue Ruling 68-348',
  },
  undistributed: {
    title: 'Gain that the trust kept adds to the basis, less the tax that it paid',
    authority: 'Internal Revenue Code section 857(b)(3)(C), (D) before 2018; Form 2439',
  },
  averageBasis: {
    title:
      'Shares of a plan that are averaged have the basis of all of them, divided by their number',
    authority:
      'Internal Revenue Code section 1012(c)(2) and (d); Treasury Regulation section 1.1012-1(e)',
  },
  planDiscount: {
    title:
      'Shares that a plan sold below their market value are a distribution of that value, and cost it',
    authority: 'Revenue Rulings 76-53 and 78-375',
  },
  provisional: {
    title: 'What a payment was is known from the issuer’s release only',
    authority: 'Internal Revenue Code sections 857 and 316',
  },
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof RULES;

/**
 * What a rule makes a figure with. The same rule either counts alone, with integers (`COUNTING`), or
 * makes figures that say what they are made of (`tell`): what it does is stated once.
 * `rule` is the one that a step holds by; `name` tells figures of one rule apart.
 */
export interface Teller<V> {
  readonly exact: (value: V) => bigint;
  readonly sum: (all: readonly V[], rule: RuleName | null, name?: string) => V;
  readonly difference: (from: V, less: readonly V[], rule: RuleName | null, name?: string) => V;
  readonly product: (shares: V, rate: V, rule: RuleName) => V;
  readonly share: (whole: V, some: V, all: V, rule: RuleName, name?: string) => V;
  readonly rest: (whole: V, some: V, all: V, rule: RuleName) => V;
  readonly percent: (whole: V, rate: V, rule: RuleName) => V;
  readonly restOfPercent: (whole: V, rate: V, rule: RuleName) => V;
  /** All parts, each called by the name at its place. */
  readonly apportion: (
    amount: V,
    weights: readonly V[],
    rule: RuleName,
    names: readonly string[],
  ) => readonly V[];
  readonly smallest: (all: readonly V[], rule: RuleName | null, name?: string) => V;
  readonly loss: (gain: V, rule: RuleName) => V;
  readonly conversion: (shares: V, made: V, old: V, rule: RuleName) => V;
  readonly fraction: (shares: V, rule: RuleName) => V;
}
