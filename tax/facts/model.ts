/**
 * The facts: what the issuer published and what the holder did. Nothing here is derived; the engine
 * computes every figure from these values and never changes them.
 *
 * Words are those of the calculation's section 1; components and subsets are listed in the order
 * that breaks ties when cents are divided (section 5).
 */
import type { Day } from '../values/days.ts';
import type { ClaimedCash } from './broker-claim.ts';
import { actionsThat, makesLot, type Action, type ActionThat } from './entry-kinds.ts';
import {
  addCents,
  NO_MONEY,
  subtractCents,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';

/** Disjoint parts of a distribution; they add up to the whole. */
export const COMPONENTS = [
  'ordinary',
  'qualified',
  'capitalGain',
  'unrecaptured1250',
  'section1202',
  'collectibles28',
  'returnOfCapital',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** What is made for each of them, by its name. */
export function byComponent<T>(
  make: (component: Component, place: number) => T,
): Readonly<Record<Component, T>> {
  // Written out: one of each is made for every payment.
  return {
    ordinary: make('ordinary', 0),
    qualified: make('qualified', 1),
    capitalGain: make('capitalGain', 2),
    unrecaptured1250: make('unrecaptured1250', 3),
    section1202: make('section1202', 4),
    collectibles28: make('collectibles28', 5),
    returnOfCapital: make('returnOfCapital', 6),
  };
}

/** For the heads of narrow columns. */
export const COMPONENT_WORDS: Readonly<Record<Component, string>> = {
  ordinary: 'Ordinary',
  qualified: 'Qualified',
  capitalGain: 'Capital gain',
  unrecaptured1250: 'Sec. 1250 gain',
  section1202: 'Sec. 1202 gain',
  collectibles28: 'Collectibles',
  returnOfCapital: 'Return of capital',
};

/** Of-which figures; they never add to the whole. */
export const SUBSETS = [
  'qualified5Year',
  'section199A',
  'shortTermCapitalGain',
  'postMay5',
  'section897Ordinary',
  'section897CapitalGain',
] as const;
export type Subset = (typeof SUBSETS)[number];

/** How a subset is called, after “of which”. */
export const SUBSET_WORDS: Readonly<Record<Subset, string>> = {
  qualified5Year: 'qualified 5-year gain',
  section199A: 'section 199A dividends',
  shortTermCapitalGain: 'short-term capital gain',
  postMay5: 'gain after May 5, 2003',
  section897Ordinary: 'section 897 ordinary dividends',
  section897CapitalGain: 'section 897 capital gain',
};

/** The components that a subset is part of. */
export const SUBSET_PARENTS: Readonly<Record<Subset, readonly Component[]>> = {
  qualified5Year: ['capitalGain'],
  section199A: ['ordinary'],
  shortTermCapitalGain: ['ordinary'],
  postMay5: ['capitalGain', 'unrecaptured1250'],
  section897Ordinary: ['ordinary'],
  section897CapitalGain: ['capitalGain', 'unrecaptured1250'],
};

/** One class of stock. Ticker and CUSIP can change; `id` never does. */
export interface Security {
  readonly id: string;
  readonly issuer: string | null;
  readonly name: string;
  /** Newest ticker, or null where none is known. */
  readonly symbol: string | null;
  /** Nine characters each, oldest first. */
  readonly cusips: readonly string[];
}

export const LOT_METHODS = ['fifo', 'lifo', 'hifo', 'lofo', 'lowest-tax'] as const;
/**
 * How lots are chosen for a sale that names none: earliest acquired first, latest first, highest or
 * lowest basis per share first, or lowest tax (losses first, then long-term by lowest gain).
 */
export type LotMethod = (typeof LOT_METHODS)[number];

/** The methods that look at the basis of lots, which the issuer's documents change. */
export const BASIS_METHODS: ReadonlySet<LotMethod> = new Set(['hifo', 'lofo', 'lowest-tax']);

/** A method that took the place of another on a day. Sales before it keep the earlier one. */
export interface MethodChange {
  readonly from: Day;
  readonly method: LotMethod;
}

export const RETURN_OF_CAPITAL_RULES = ['by-shares', 'earliest-first'] as const;
/**
 * Which lots a return of capital reduces: each by its shares, or, where the shares cannot be
 * identified, the earliest purchases first (Publication 550, "Nondividend Distributions").
 */
export type ReturnOfCapitalRule = (typeof RETURN_OF_CAPITAL_RULES)[number];

export interface Account {
  readonly id: string;
  readonly name: string;
  /** An individual retirement account or the like: computed and shown, left out of every total. */
  readonly taxDeferred: boolean;
  /** The method from the start. */
  readonly method: LotMethod;
  /** In order of days, one a day at most. */
  readonly methodChanges: readonly MethodChange[];
  readonly returnOfCapital: ReturnOfCapitalRule;
}

export const DOCUMENT_STATUSES = ['estimate', 'final', 'corrected'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];
/** `derived`: nobody published it; it is worked out from a broker's form and the cash. */
export type AllocationStatus = DocumentStatus | 'derived';

/** One payment per share of one security, as an allocation document states it. */
export interface Distribution {
  readonly id: string;
  readonly declarationDate: Day | null;
  readonly recordDate: Day | null;
  /** As given by the document or the user; null means that it is computed. */
  readonly exDate: Day | null;
  readonly payableDate: Day;
  /** Dollars per share, whole payment. */
  readonly amountPerShare: Rate;
  /** Dollars per share that belong to the document's tax year. */
  readonly allocablePerShare: Rate;
  readonly inKind: boolean;
  /** What `components` and `subsets` are measured in: percent of the allocable amount, or dollars per share. */
  readonly unit: 'percent' | 'usd';
  readonly components: Readonly<Record<Component, Rate>>;
  readonly subsets: Readonly<Partial<Record<Subset, Rate>>>;
  /** Line of the document's text, from 1. */
  readonly sourceLine: number | null;
}

export interface DocumentSecurity {
  readonly securityId: string;
  readonly distributions: readonly Distribution[];
}

/** An issuer's published table for one tax year. */
export interface AllocationDocument {
  readonly id: string;
  /** What the user knows it by: the file's name, or the document's title. */
  readonly name: string;
  readonly issuer: string | null;
  readonly taxYear: number;
  readonly publishedOn: Day | null;
  readonly status: AllocationStatus;
  /** Of a derived one: what of the year each part was, in cents, and all of it. */
  readonly derivedFrom?: {
    readonly parts: Readonly<Partial<Record<Component | Subset, Cents>>>;
    readonly total: Cents;
  };
  readonly securities: readonly DocumentSecurity[];
}

/** One that somebody published. */
export interface PublishedDocument extends AllocationDocument {
  readonly status: DocumentStatus;
}

interface TransactionFact {
  readonly id: string;
  /** Trade date, or the day on which it took effect. */
  readonly date: Day;
  readonly securityId: string;
  readonly accountId: string;
  readonly note: string | null;
  /** Line of the file it came from, from 1. */
  readonly sourceLine: number | null;
  /** The name of that file, where the facts are of several. */
  readonly sourceFile?: string | undefined;
}

/**
 * Something that makes a lot: a purchase, a dividend that was reinvested, shares received as a
 * taxable dividend of the same company or of another one (a lot at market value), a gift received
 * (basis and day carried over, as the holder states), an inheritance (basis at death, long-term).
 */
export interface Acquisition extends TransactionFact {
  readonly action: ActionThat<'acquires'>;
  readonly shares: Shares;
  /**
   * Total cost with fees; for shares received the basis that the lot begins with. Null of shares received
   * in kind (a fraction that was then sold is one of them) whose value the issuer's allocation says.
   */
  readonly amount: Cents | null;
  /** Name of the new lot, unique within its account. */
  readonly lot: string;
  /** The day that counts as the day of acquisition where it is not the trade date: the giver's. */
  readonly acquired: Day | null;
  /** Of all shares, on the day of the gift or of the payment that was reinvested. */
  readonly value?: Cents;
}

/** Whether it is not known what the shares of an entry were worth: neither it nor a document says it. */
export function awaitsValue(entry: Transaction): boolean {
  return entry.action === 'in-kind' && entry.amount === null;
}

/** One that says itself what the lot begins with. */
export type Bought = Acquisition & { readonly amount: Cents };

/** What reinvested shares were worth beyond the cash: a discount of the plan, or a commission that it paid. */
export function discountOf({ action, amount, value }: Acquisition): Cents {
  if (action !== 'reinvest' || value === undefined || amount === null) return NO_MONEY;
  return value > amount ? subtractCents(value, amount) : NO_MONEY;
}

/** What a lot costs that an entry makes: what was paid, or what a plan's shares were worth; nothing while that is not known. */
export function costOf(entry: Acquisition): Cents {
  const paid = entry.amount ?? NO_MONEY;
  // Nearly no entry of very many says a value: no second object for the same amount.
  return entry.value === undefined ? paid : addCents(paid, discountOf(entry));
}

/** Shares of one lot that the seller named. */
export interface LotPick {
  readonly lot: string;
  readonly shares: Shares;
}

/** A sale, or a redemption by the issuer. */
export interface Sale extends TransactionFact {
  readonly action: ActionThat<'sells'>;
  readonly shares: Shares;
  /** Total proceeds less fees. */
  readonly amount: Cents;
  /** The lot to sell from; null leaves the choice to `picks`, else to the account's method. */
  readonly lot: string | null;
  /** Shares of several lots that the seller named; they add up to `shares`. Empty where `lot` says it. */
  readonly picks: readonly LotPick[];
}

/** Shares given away: no gain, the basis goes with them. */
export interface Gift extends TransactionFact {
  readonly action: 'gift';
  readonly shares: Shares;
  /** The lot they come from; null leaves the choice to the account's method. */
  readonly lot: string | null;
}

/** New shares for old ones, both above zero: 2 for 1, 1 for 8. */
export interface Ratio {
  readonly newShares: Rate;
  readonly oldShares: Rate;
}

/** Cash that was paid in place of a fraction of the new shares. */
interface CashForFraction {
  readonly ratio: Ratio;
  /** What was paid for the fraction; zero where none was paid. */
  readonly amount: Cents;
  /** The fraction; null means what the new shares have beyond whole ones. */
  readonly cashShares: Shares | null;
}

/** A split or reverse split of every lot of the account. */
export interface Split extends TransactionFact, CashForFraction {
  readonly action: 'split';
}

/** A tax-free distribution of another company's shares (section 355) on every lot of the account. */
export interface SpinOff extends TransactionFact, CashForFraction {
  readonly action: 'spin-off';
  readonly toSecurityId: string;
  /** The part of the basis that goes to the new shares, in percent (the issuer's Form 8937). */
  readonly percent: Rate;
}

/** An exchange or conversion into another security that carries basis and holding period. */
export interface Exchange extends TransactionFact, CashForFraction {
  readonly action: 'exchange';
  readonly toSecurityId: string;
  /** How many old shares; null means all of them, or all of the lot. */
  readonly shares: Shares | null;
  readonly lot: string | null;
  /** Cash per old share besides the new ones: boot. */
  readonly cash?: Rate;
  /** Market value of one new share, where there was boot. */
  readonly valuePerShare?: Rate;
  /** The gain of the boot has the effect of a dividend (section 356(a)(2)). */
  readonly dividend?: true;
}

/** A move to another account; basis and holding period go along. */
export interface Transfer extends TransactionFact {
  readonly action: 'transfer';
  readonly toAccountId: string;
  /** How many; null means all of them, or all of the lot. */
  readonly shares: Shares | null;
  readonly lot: string | null;
}

/** Cash that came in, while nobody knows yet what it was. Documents decide; it is compared with them. */
export interface Dividend extends TransactionFact {
  readonly action: 'dividend';
  readonly amount: Cents;
}

/** The adjusted basis of a lot at the start of a day: the computation of the lot begins there. */
export interface OpeningBasis extends TransactionFact {
  readonly action: 'opening-basis';
  readonly lot: string;
  readonly amount: Cents;
}

/** No part of the security's payments of the year of the day was a return of capital, in any account. */
export interface NothingReturned extends TransactionFact {
  readonly action: 'nothing-returned';
}

/**
 * The basis of the shares of a plan is averaged from a day on, or until then, in one account: of shares that
 * were acquired after 2011, or from another day on.
 */
export interface AverageBasis extends TransactionFact {
  readonly action: 'average-basis';
  /** The first day of acquisition of the shares that are averaged; null means 2012-01-01. */
  readonly acquired: Day | null;
  readonly last?: true;
  /** The holder said that the conditions of Reg. 1.1012-1(e) are met. */
  readonly confirmed?: true;
}

/**
 * A payment of a company that is being liquidated: what the whole account received. It is no dividend:
 * it pays basis back, and with the last one the shares are gone.
 */
export interface Liquidation extends TransactionFact {
  readonly action: 'liquidation';
  readonly amount: Cents;
  /** The security that it was paid in; not there where it was cash. */
  readonly toSecurityId?: string;
  /** How many shares of it. */
  readonly shares: Shares | null;
  /** Name of their lot. */
  readonly lot: string | null;
  readonly last?: true;
}

/** Gain that a trust kept and paid tax on: Form 2439, of the whole account. */
export interface UndistributedGain extends TransactionFact {
  readonly action: 'undistributed-gain';
  /** Box 1a. */
  readonly amount: Cents;
  /** Box 2. */
  readonly tax: Cents;
  /** Boxes 1b to 1d: parts of `amount`. */
  readonly unrecaptured1250?: Cents;
  readonly section1202?: Cents;
  readonly collectibles28?: Cents;
}

/** What is paid on all lots of a position, or added to them. */
export type PaidOnLots = Liquidation | UndistributedGain;

/** What the holder did. */
export type Transaction =
  | Acquisition
  | Sale
  | Gift
  | Split
  | SpinOff
  | Exchange
  | Transfer
  | Dividend
  | Liquidation
  | UndistributedGain
  | OpeningBasis
  | AverageBasis
  | NothingReturned;

const SALES: ReadonlySet<Action> = new Set(actionsThat('sells'));

/** Whether it makes a lot of its own. */
export function isAcquisition(transaction: Transaction): transaction is Acquisition {
  return makesLot(transaction.action);
}

/** Whether it gives shares up for money. */
export function isSale(transaction: Transaction): transaction is Sale {
  return SALES.has(transaction.action);
}

/** Everything that the engine reads. Transactions of one day count in the order of the list. */
export interface Facts {
  readonly securities: readonly Security[];
  readonly accounts: readonly Account[];
  /** All versions; the newest of the highest status counts. Later in the list is newer where days tie. */
  readonly documents: readonly AllocationDocument[];
  readonly transactions: readonly Transaction[];
  /** What brokers' histories say was paid. They change no figure: a payment that is missing is known by them. */
  readonly claims?: readonly ClaimedCash[];
  /** Entries that terms made which their issuer calls an estimate; `name` is what the terms are called. */
  readonly estimates?: readonly { readonly entryId: string; readonly name: string }[];
}

/** What a person calls a security: its ticker, else its CUSIP, else its name. */
export function securityLabel(security: Security): string {
  return security.symbol ?? security.cusips.at(-1) ?? security.name;
}
