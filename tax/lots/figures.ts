/**
 * The figures that the pass over the facts makes: payments, lots, sales and what follows from them, as
 * exact values. The meaning of each field is that of the published interface.
 */
import type { LotEventKind } from '../facts/entry-kinds.ts';
import type { Day } from '../values/days.ts';
import type { Component, Distribution, Security, Subset } from '../facts/model.ts';
import type { Cents, Rate, Shares } from '../values/money.ts';
import type { GiftRule } from './gift-basis.ts';

export type Term = 'short' | 'long';

/** The part of a payment's return of capital that fell to one lot. */
export interface PaymentLot {
  readonly lot: string;
  /** Entitled shares. */
  readonly shares: Shares;
  readonly returnOfCapital: Cents;
  readonly basisReduction: Cents;
  readonly excessGain: Cents;
}

export interface Payment {
  /** Unique within a report: distribution and account. */
  readonly key: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly documentId: string;
  readonly distribution: Distribution;
  readonly exDate: Day;
  readonly exDateComputed: boolean;
  readonly shares: Shares;
  /** Dollars per share that count in this tax year. */
  readonly amountPerShare: Rate;
  readonly cash: Cents;
  /** What a plan's shares were worth beyond it: the components add up to both. */
  readonly discount: Cents;
  readonly components: Readonly<Record<Component, Cents>>;
  readonly subsets: Readonly<Partial<Record<Subset, Cents>>>;
  readonly lots: readonly PaymentLot[];
}

/** How long the shares of one lot were held around an ex-date (sections 1(h)(11)(B)(iii), 199A). */
export interface HoldingPeriod {
  readonly paymentKey: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  /** Which part of the payment asks for it. */
  readonly part: 'qualified' | 'section199A';
  readonly lot: string;
  readonly shares: Shares;
  readonly exDate: Day;
  /** The day on which these shares were sold or given away within the window; null where they were not. */
  readonly disposed: Day | null;
  /** Days held within the window: the day of acquisition is left out, the day of disposal counts. */
  readonly daysHeld: number;
  /** The fewest days that are enough: 61 (qualified), 46 (section 199A). */
  readonly daysNeeded: number;
}

/** A part of a payment that does not count on the return, because shares were not held long enough. */
export interface UncountedPart {
  readonly paymentKey: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly part: 'qualified' | 'section199A';
  /** The whole part of the payment, as the form shows it. */
  readonly amount: Cents;
  /** Entitled shares, and those of them that were not held long enough. */
  readonly shares: Shares;
  readonly sharesTooShort: Shares;
  /** amount x sharesTooShort / shares, to the cent. */
  readonly notCounted: Cents;
}

/** Cash of the year of a security for which no document is loaded: its character is not known. */
export interface ProvisionalCash {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  /** Of the entries: dividends, and reinvestments that no dividend of that day stands for. */
  readonly cash: Cents;
  /** How many entries it is the sum of. */
  readonly entries: number;
}

/** What was stated of a lot's basis last, and for which day: its figures rest on that. */
export interface Opening {
  readonly transactionId: string;
  readonly day: Day;
}

/** A lot that is open at the end of the year. */
export interface LotState {
  readonly lot: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly transactionId: string;
  readonly acquired: Day;
  /** From when the holding period counts: earlier than `acquired` after a wash sale. */
  readonly heldSince: Day;
  /** Inherited: long-term whatever the days (section 1223(9)). */
  readonly inherited: boolean;
  /** Remaining shares. */
  readonly shares: Shares;
  /** What the remaining shares cost, with losses of wash sales that were added. */
  readonly cost: Cents;
  /** Of `cost`: losses that wash sales disallowed and added to this lot. */
  readonly disallowedLossAdded: Cents;
  /**
   * What else changed the basis, besides cost and returns of capital: gain that a trust kept (added),
   * what an exchange or a liquidation paid back (taken off).
   */
  readonly otherBasisChanges: Cents;
  /** Basis reductions of earlier years that the remaining shares carry. */
  readonly returnOfCapitalBefore: Cents;
  /** Basis reductions of this year's payments that the remaining shares carry. */
  readonly returnOfCapitalInYear: Cents;
  readonly adjustedBasis: Cents;
  /** The basis for a loss, of a gift worth less than its cost; null of any other lot. */
  readonly lossBasis: Cents | null;
  readonly opening: Opening | null;
  /** Shares received in kind of which nobody has said yet what they were worth: its basis is not known. */
  readonly awaitsValue: boolean;
}

/** Shares that took the place of sold ones within 30 days (section 1091). */
export interface Replacement {
  readonly accountId: string;
  readonly account: string;
  /** The lot that the shares are in now: the adjusted part has a name of its own. */
  readonly lot: string;
  readonly bought: Day;
  readonly shares: Shares;
  readonly disallowedLoss: Cents;
  /** False where the shares are in a tax-deferred account: the loss is lost (Rev. Rul. 2008-5). */
  readonly addedToBasis: boolean;
}

/**
 * `boot`: cash in an exchange, with the basis that it paid back; the shares stay. `boot-dividend`: the same
 * where its gain has the effect of a dividend, which is no gain of a sale. `liquidation`: a
 * liquidating distribution beyond the basis, or the last one, with which the shares are gone.
 */
export type SaleKind =
  'sale' | 'redemption' | 'cash-for-fraction' | 'boot' | 'boot-dividend' | 'liquidation';

/** Whether it is cash in an exchange. */
export function isBoot(kind: SaleKind): kind is 'boot' | 'boot-dividend' {
  return kind === 'boot' || kind === 'boot-dividend';
}

/** One lot's part of a sale. */
export interface SalePiece {
  readonly kind: SaleKind;
  readonly transactionId: string;
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly lot: string;
  readonly acquired: Day;
  readonly heldSince: Day;
  readonly inherited: boolean;
  /** What took the place of the giver's basis of a gift worth less than its cost; null for its own. */
  readonly giftRule: GiftRule | null;
  readonly opening: Opening | null;
  /** Of shares received in kind of which nobody has said yet what they were worth: its gain is not known. */
  readonly awaitsValue: boolean;
  readonly sold: Day;
  readonly shares: Shares;
  readonly proceeds: Cents;
  readonly cost: Cents;
  readonly adjustedBasis: Cents;
  /** Reductions by returns of capital that the sold shares carried. */
  readonly returnOfCapital: Cents;
  /** Of the basis that they took along: what else had changed it, besides cost and returns of capital. */
  readonly otherBasisChanges: Cents;
  /** Proceeds less adjusted basis, before any disallowed loss. */
  readonly gain: Cents;
  readonly term: Term;
  /** The part of a loss that section 1091 disallows: the gain that counts is gain + disallowedLoss. */
  readonly disallowedLoss: Cents;
  /** In order of matching; their disallowed losses add up to `disallowedLoss`. */
  readonly replacements: readonly Replacement[];
  /** The part of a short-term loss that section 857(b)(8) makes long-term. */
  readonly longTermLoss: Cents;
}

/** What an account received of a company that is being liquidated. */
export interface LiquidatingPayment {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly transactionId: string;
  readonly date: Day;
  readonly amount: Cents;
  readonly inKind: boolean;
  readonly last: boolean;
}

/** Gain that a trust kept (Form 2439). */
export interface KeptGain {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly transactionId: string;
  readonly date: Day;
  readonly gain: Cents;
  readonly tax: Cents;
  readonly unrecaptured1250: Cents;
  readonly section1202: Cents;
  readonly collectibles28: Cents;
}

/** Return of capital beyond the basis: a capital gain of the payable date. */
/** How the shares of a gain beyond basis were held when it arose. */
export interface GainOfLot {
  readonly term: Term;
  /** From when on they count as held. */
  readonly heldSince: Day;
  readonly inherited: boolean;
  /** The stated basis that it is beyond; null where the basis was computed from the start. */
  readonly opening: Opening | null;
}

/** What of a lot's gain is of one lot that its shares were in, in the order in which it arose. */
export interface PartOfGain {
  readonly amount: Cents;
  readonly held: GainOfLot;
}

export interface ExcessGain extends GainOfLot {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly lot: string;
  readonly paymentKey: string;
  readonly date: Day;
  readonly amount: Cents;
  /** From when on its shares count as held, where a payment's gain of one lot is divided by that; else null. */
  readonly since: Day | null;
}

/** One change of a lot, in order: the figures after it. */
export interface LotEvent {
  readonly lot: string;
  readonly accountId: string;
  readonly securityId: string;
  readonly kind: LotEventKind;
  /** The day on which it took effect. */
  readonly day: Day;
  readonly transactionId: string | null;
  readonly paymentKey: string | null;
  readonly sharesAfter: Shares;
  readonly basisChange: Cents;
  readonly basisAfter: Cents;
}
