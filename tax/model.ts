/**
 * The facts: what the issuer published and what the holder did. Nothing here is derived; the engine
 * computes every figure from these values and never changes them.
 *
 * Words are those of the calculation's section 1; components and subsets are listed in the order
 * that breaks ties when cents are divided (section 5).
 */
import type { Day } from './days.ts';
import type { Cents, Rate, Shares } from './money.ts';

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

export const LOT_METHODS = ['fifo'] as const;
/** How lots are chosen for a sale that names none. */
export type LotMethod = (typeof LOT_METHODS)[number];

export interface Account {
  readonly id: string;
  readonly name: string;
  /** An individual retirement account or the like: computed and shown, left out of every total. */
  readonly taxDeferred: boolean;
  readonly method: LotMethod;
}

export type DocumentStatus = 'estimate' | 'final' | 'corrected';

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
  readonly status: DocumentStatus;
  readonly securities: readonly DocumentSecurity[];
}

interface TransactionFact {
  readonly id: string;
  /** Trade date. */
  readonly date: Day;
  readonly securityId: string;
  readonly accountId: string;
  readonly shares: Shares;
  readonly note: string | null;
  /** Line of the file it came from, from 1. */
  readonly sourceLine: number | null;
}

/** A purchase, or a dividend that was reinvested: it makes a lot. */
export interface Acquisition extends TransactionFact {
  readonly action: 'buy' | 'reinvest';
  /** Total cost with fees. */
  readonly amount: Cents;
  /** Name of the new lot, unique within its account. */
  readonly lot: string;
}

export interface Sale extends TransactionFact {
  readonly action: 'sell';
  /** Total proceeds less fees. */
  readonly amount: Cents;
  /** The lot to sell from; null leaves the choice to the account's method. */
  readonly lot: string | null;
}

/** What the holder did. Corporate actions join this union as they are built. */
export type Transaction = Acquisition | Sale;

/** Everything that the engine reads. Transactions of one day count in the order of the list. */
export interface Facts {
  readonly securities: readonly Security[];
  readonly accounts: readonly Account[];
  /** All versions; the newest of the highest status counts. Later in the list is newer where days tie. */
  readonly documents: readonly AllocationDocument[];
  readonly transactions: readonly Transaction[];
}

/** What a person calls a security: its ticker, else its CUSIP, else its name. */
export function securityLabel(security: Security): string {
  return security.symbol ?? security.cusips.at(-1) ?? security.name;
}
