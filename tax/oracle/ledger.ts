/**
 * What is known while the entries are carried out one after the other, and what is written down for
 * the report. The steps of `replay.ts` share it; nothing here is a rule.
 */
import type { Day } from '../values/days.ts';
import type { Account, Facts, Gift, PaidOnLots, Sale, Transaction } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { SaleKind, SalePiece } from '../lots/figures.ts';

import type { Refusal } from './admission.ts';
import type { Figures, Lot, Lots, Origin, Stay } from './lots.ts';
import type { SlowPayment } from './payments.ts';
import type { Worth } from './received.ts';
import type { Row } from './rows.ts';
import { present } from './present.ts';

/** Shares that took the place of sold ones. */
export interface Match {
  readonly lot: Lot;
  readonly bought: Day;
  readonly shares: Decimal;
  readonly disallowedLoss: Decimal;
  readonly addedToBasis: boolean;
}

/** Shares of one lot that one sale took. */
export interface Piece {
  readonly kind: SaleKind;
  readonly entry: Transaction;
  readonly account: Account;
  readonly securityId: string;
  readonly lot: Lot;
  readonly lotName: string;
  readonly origin: Origin;
  readonly shares: Decimal;
  readonly proceeds: Decimal;
  readonly figures: Figures;
  /** The basis that counts, and what took the place of the giver's. */
  readonly basis: Decimal;
  readonly giftRule: SalePiece['giftRule'] | undefined;
  readonly gain: Decimal;
  readonly matches: Match[];
  /** Shares that nothing has replaced yet, as they count after splits. */
  unmatched: Decimal;
  /** While nothing has been looked for that replaces them: until the end of the day at the latest. */
  isFresh: boolean;
  /** Splits that they have been through: one that several accounts enter is one. */
  readonly splits: Set<string>;
  /** Payments with return of capital that these shares were sold before. */
  readonly soldBefore: readonly SlowPayment[];
}

/** A lot at the end of the reported year. */
export interface Closing {
  readonly lot: Lot;
  readonly origin: Origin;
  readonly shares: Decimal;
  readonly figures: Figures;
}

export interface Ledger {
  readonly facts: Facts;
  /** Those that take part, in order of days. */
  readonly entries: readonly Transaction[];
  readonly taxYear: number;
  readonly lots: Lots;
  /** All rows of documents that count, of every year. */
  readonly rows: readonly Row[];
  /** Of every tax year. */
  readonly payments: SlowPayment[];
  /** Rows of shares that were held, which no weights could divide. */
  readonly undivided: Row[];
  readonly pieces: Piece[];
  /** Shares that were given away before payments with return of capital had taken effect. */
  readonly given: {
    readonly entry: Gift;
    readonly lotName: string;
    readonly before: readonly SlowPayment[];
  }[];
  /** Liquidating distributions and gain that trusts kept, as they were carried out. */
  readonly paid: PaidOnLots[];
  /** The shares that each was paid on, and what they cost. */
  readonly paidOn: Map<PaidOnLots, { readonly shares: Decimal; readonly cost: Decimal }>;
  readonly refusals: Refusal[];
  /** Entries that state another fraction than the ratio leaves. */
  readonly doubts: Transaction[];
  /** Sales that left no more than the last decimals of a position. */
  readonly nearlyAll: Sale[];
  /** Positions whose shares are averaged at this moment, and from which day of acquisition on. */
  averaged: readonly {
    readonly accountId: string;
    readonly securityId: string;
    readonly from: Day;
  }[];
  /** Sales that named lots which were averaged. */
  readonly namedInAverage: Sale[];
  /** Days on which shares of a security came into an account. */
  readonly arrivals: { readonly securityId: string; readonly day: Day }[];
  /** What was held after each day on which something happened. */
  readonly heldAfter: {
    readonly day: Day;
    /** With what is stated for the first of January after it: what that year begins with. */
    readonly beginsYear: boolean;
    readonly securityIds: ReadonlySet<string>;
    /** Account and security. */
    readonly positions: ReadonlySet<string>;
    readonly lots: readonly (Pick<Lot, 'accountId' | 'securityId'> &
      Pick<Origin, 'since' | 'before'>)[];
  }[];
  /** The years that a basis was reckoned through. */
  readonly asked: Stay[];
  /** By which stays the basis went of shares that left on a day, or of a lot whose basis was stated when none was left. */
  readonly used: {
    readonly accountId: string;
    readonly securityId: string;
    readonly day: Day;
    readonly stays: readonly Stay[];
  }[];
  atYearEnd: readonly Closing[];
  /** Of shares received in kind whose entry does not say what they were worth. */
  readonly worth: readonly Worth[];
}

export function accountOf(facts: Facts, accountId: string): Account {
  return present(facts.accounts.find((account) => account.id === accountId));
}
