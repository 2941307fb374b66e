/**
 * How many shares were in a lot, how many left it, and where did they come from?
 *
 * From the entry that opened the lot, less what left it; through splits and exchanges by the entry's
 * ratio; along transfers and the divisions that wash sales make.
 *
 * Example: "100 shares − 40 shares = 60 shares."
 * Awkward case: which lot a sale took is the seller's or the method's choice: it is shown as one, within
 * what the entry sold and the lot had. A whole lot is not chosen in part: it is the smaller of the two.
 */
import { exactOf, type Derivation } from './derivation.ts';
import type { Departure, Ledger, TradeStep } from './ledger.ts';
import { cashSharesFact, pickFact, ratioFacts, sharesFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import {
  apportion,
  apportionOne,
  choice,
  conversion,
  difference,
  fraction,
  LISTED_WEIGHTS,
  others,
  smallest,
  sum,
} from './operations.ts';
import { isAcquisition, type Ratio, type Transaction } from '../facts/model.ts';
import type { Shares } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import type { LotChange, Match } from '../lots/pass-log.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Trade } from '../facts/transactions.ts';
import { sharesText, transactionText } from '../facts/wording.ts';

/** Lots that an explanation lists one by one; what lies beyond is one line. */
export const LISTED_LOTS = 100;
/** Sales of one lot that an explanation lists one by one: the latest ones. */
export const LISTED_SALES = 12;
/** How many moves and replaced sales a figure is followed through before it is only named. */
const FOLLOWED = 60;

type Converting = Extract<Transaction, { readonly ratio: Ratio }>;

/** Makes each figure once, so that whatever is made from it shares it. */
export class Memo<Key extends object> {
  /** Null while a figure is being made. */
  readonly #made = new Map<Key, Map<string | number, Derivation | null>>();

  get(key: Key, which: string | number, make: () => Derivation): Derivation {
    const ofKey = this.#made.get(key) ?? new Map<string | number, Derivation | null>();
    this.#made.set(key, ofKey);
    const known = ofKey.get(which);
    if (known) return known;
    if (known === null) throw new Error(`the figure "${which}" is made from itself`);
    ofKey.set(which, null);
    const made = make();
    ofKey.set(which, made);
    return made;
  }
}

/** Ends a chain of moves and wash sales of which nobody would read the rest. */
export class Depth {
  #depth = 0;

  follow(make: () => Derivation, stated: () => Derivation): Derivation {
    if (this.#depth >= FOLLOWED) return stated();
    this.#depth++;
    try {
      return make();
    } finally {
      this.#depth--;
    }
  }
}

export class LotShares {
  readonly #ledger: Ledger;
  readonly #depth: Depth;
  readonly #ofLot = new Memo<OpenLot>();
  readonly #ofTrade = new Memo<Trade>();
  readonly #ofChange = new Memo<LotChange>();
  readonly #ofMatch = new Memo<Match>();

  constructor(ledger: Ledger, depth: Depth) {
    this.#ledger = ledger;
    this.#depth = depth;
  }

  /** A lot's shares after so many of its steps, which begin with its own making. */
  at(lot: OpenLot, count: number): Derivation {
    const { left, splits } = this.#ledger.marksOf(lot);
    const before = (places: readonly number[]): number =>
      firstIndex(places, (place) => place >= count);
    // What happened since the last split; payments in between change no shares.
    const since = splits[before(splits) - 1] ?? 0;
    const until = before(left);
    const from = firstIndex(left, (place) => place > since);
    const between = left.slice(from, until);
    const key = `${since} ${between.at(-1) ?? since}`;
    return this.#ofLot.get(lot, key, () => this.#make(lot, since, between));
  }

  /** The shares after the step at `since` (a split, or the lot's making), less what left since. */
  #make(lot: OpenLot, since: number, left: readonly number[]): Derivation {
    const steps = this.#ledger.stepsOf(lot);
    const changeAt = (place: number): LotChange => (steps[place] as TradeStep).change;
    const begin = changeAt(since);
    const before = begin.kind === 'split' ? this.#afterSplit(begin) : this.#arrived(lot);
    if (left.length === 0) return before;
    const skipped = left.length - LISTED_SALES;
    const lastSkipped = left[skipped - 1];
    const earlier: Derivation[] = [];
    if (lastSkipped !== undefined) {
      const last = changeAt(lastSkipped);
      const gone = exactOf(before) - last.sharesAfter;
      earlier.push(
        others(gone, 'shares', {
          label: `${skipped} earlier sales`,
          explanation: `${sharesText(gone as Shares)} left in ${skipped} earlier sales or moves up to ${last.day}; the Lots screen lists each of them.`,
        }),
      );
    }
    const listed = left.slice(-LISTED_SALES).map((place) => this.taken(changeAt(place)));
    return difference(before, [...earlier, ...listed], {
      label: `Lot ${lot.name}`,
      explanation: (value) =>
        left.length === 1
          ? `${sharesText(exactOf(before) as Shares)} − ${sharesText(exactOf(listed[0] as Derivation) as Shares)} = ${sharesText(value as Shares)}.`
          : `${sharesText(exactOf(before) as Shares)} less ${sharesText((exactOf(before) - value) as Shares)} that left are ${sharesText(value as Shares)}.`,
    });
  }

  /** The shares with which a lot began. */
  #arrived(lot: OpenLot): Derivation {
    const departure = this.#ledger.departureOf(lot);
    if (departure) {
      return this.#depth.follow(
        () => this.#moved(lot, departure),
        () => this.#unfollowed(lot, departure),
      );
    }
    const { maker } = lot;
    if (!isAcquisition(maker)) throw new Error('a lot that nothing has made');
    return sharesFact(maker, maker.shares, `Lot ${lot.name}`);
  }

  #moved(lot: OpenLot, { way, change }: Departure): Derivation {
    if (way === 'wash-sale') return this.matched(this.#ledger.matchOf(lot));
    if (way === 'transfer') return this.taken(change);
    return this.#converted(change, lot.name, way === 'exchange' ? RULES.exchange : RULES.spinOff);
  }

  #unfollowed(lot: OpenLot, { change, from }: Departure): Derivation {
    const shares = this.#newShares(change);
    return others(shares, 'shares', {
      label: `Lot ${lot.name}`,
      explanation: `${sharesText(shares)} came on ${change.day} from the lot ${from.name}, after many moves; the Lots screen lists each of them.`,
    });
  }

  #afterSplit(change: LotChange): Derivation {
    const { lot, sharesAfter, day } = change;
    return this.#depth.follow(
      () => this.#converted(change, lot.name, RULES.split),
      () =>
        others(sharesAfter, 'shares', {
          label: `Lot ${lot.name}`,
          explanation: `${sharesText(sharesAfter)} after the split of ${day} and many before it; the Lots screen lists each of them.`,
        }),
    );
  }

  /** The old shares that an entry made new ones of, one lot's. */
  #old(change: LotChange): Derivation {
    if (change.kind === 'movedOut') return this.taken(change);
    return this.at(change.lot, this.#ledger.placeOfChange(change));
  }

  #allOld(trade: Trade): Derivation {
    const affected = this.#ledger.affectedBy(trade);
    const [only] = affected;
    if (only && affected.length === 1) return this.#old(only);
    return this.#ofTrade.get(trade, 'old', () => {
      const listed = affected.slice(0, LISTED_LOTS).map((change) => this.#old(change));
      const more = affected.slice(LISTED_LOTS);
      if (more.length > 0) {
        let rest = 0n;
        for (const one of more)
          rest += one.portion && one.kind === 'movedOut' ? one.portion.shares : one.sharesBefore;
        listed.push(
          others(rest, 'shares', {
            label: `${more.length} other lots`,
            explanation: `${sharesText(rest as Shares)} in ${more.length} other lots; the Lots screen lists each of them.`,
          }),
        );
      }
      return sum(listed, 'shares', {
        label: `Old shares on ${trade.transaction.date}`,
        explanation: (value) =>
          `${sharesText(value as Shares)} in ${affected.length} lots took part in the ${transactionText(trade.transaction)}.`,
      });
    });
  }

  /** All new shares of an entry. */
  #allNew(trade: Trade): Derivation {
    return this.#ofTrade.get(trade, 'new', () =>
      conversion(this.#allOld(trade), ...ratioFacts(trade.transaction as Converting), {
        label: `New shares of ${trade.transaction.date}`,
        rule: RULES[ruleOf(trade.transaction)],
      }),
    );
  }

  /** The new shares of one lot: all of the entry's, or a part of them. */
  #converted(
    change: LotChange,
    name: string,
    rule: (typeof RULES)[keyof typeof RULES],
  ): Derivation {
    return this.#ofChange.get(change, 'converted', () => {
      const trade = change.trade as Trade;
      const affected = this.#ledger.affectedBy(trade);
      const total = this.#allNew(trade);
      if (affected.length === 1) return total;
      const place = affected.indexOf(change);
      const told = { label: `Lot ${name}, new shares of ${change.day}`, rule };
      if (affected.length <= LISTED_WEIGHTS) {
        return apportion(
          total,
          affected.map((one) => this.#old(one)),
          place,
          told,
        );
      }
      const value = change.kind === 'split' ? change.sharesAfter : this.#newShares(change);
      return apportionOne(total, this.#old(change), this.#allOld(trade), { place, value }, told);
    });
  }

  #newShares({ other, portion, kind }: LotChange): Shares {
    if (kind === 'spunOff' && portion) return portion.shares;
    const first = other && this.#ledger.stepsOf(other)[0];
    if (first?.kind !== 'trade') throw new Error('shares that went nowhere');
    return first.change.sharesAfter;
  }

  /** The shares that left a lot by one change. */
  taken(change: LotChange): Derivation {
    return this.#ofChange.get(change, 'taken', () => this.#take(change));
  }

  #take(change: LotChange): Derivation {
    const { other, trade, lot, piece } = change;
    if (!trade) throw new Error('shares that left without an entry');
    if (other && this.#ledger.departureOf(other)?.way === 'wash-sale') {
      return this.matched(this.#ledger.matchOf(other));
    }
    const held = this.at(lot, this.#ledger.placeOfChange(change));
    const { transaction } = trade;
    const shares = piece?.shares ?? change.portion?.shares;
    if (shares === undefined) throw new Error('a change that took no shares');
    const isCash = piece?.kind === 'cash-for-fraction';
    const asked = isCash ? this.#cashShares(trade) : this.#asked(transaction);
    // All of the account's shares, or of the lot's.
    if (!asked) return held;
    const siblings = piece ? this.#ledger.piecesOf(trade) : this.#ledger.affectedBy(trade);
    if (siblings.length === 1) return asked;
    const told = { label: leftLabel(change), rule: RULES.lots };
    const pick =
      'picks' in transaction ? transaction.picks.filter((one) => one.lot === lot.name) : [];
    const [named] = pick;
    if (named && pick.length === 1 && named.shares === shares) {
      return pickFact(transaction, named, told.label);
    }
    if (change.sharesAfter === 0n)
      return smallest([asked, held], {
        ...told,
        explanation: `All ${sharesText(shares)} of the lot ${lot.name} belong to the ${sharesText(exactOf(asked) as Shares)} of the ${transactionText(transaction)}.`,
      });
    return choice(shares, [asked, held], {
      ...told,
      explanation: `${sharesText(shares)} of the ${sharesText(exactOf(asked) as Shares)} of the ${transactionText(transaction)} came from the lot ${lot.name}.`,
    });
  }

  /** How many shares an entry takes; undefined where it takes all. */
  #asked(entry: Transaction): Derivation | undefined {
    if (!('shares' in entry) || entry.shares === null) return undefined;
    return sharesFact(entry, entry.shares, entryLabel(entry));
  }

  /** The fraction that was paid in cash. */
  #cashShares(trade: Trade): Derivation {
    const entry = trade.transaction as Converting;
    if (entry.cashShares !== null) return cashSharesFact(entry, entry.cashShares);
    return this.#ofTrade.get(trade, 'fraction', () =>
      fraction(this.#allNew(trade), { label: 'Fraction paid in cash', rule: RULES.fraction }),
    );
  }

  /** The shares of a lot that took the place of sold ones: all of the fewer. */
  matched(match: Match): Derivation {
    return this.#ofMatch.get(match, 'matched', () => {
      const { lot, at, shares, sold } = match;
      const label = `Shares that replace sold ones, lot ${match.part.name}`;
      return this.#depth.follow(
        () =>
          smallest([this.unmatched(match), this.at(lot, this.#ledger.stepsBefore(lot, at))], {
            label,
            rule: RULES.washSale,
          }),
        () =>
          others(shares, 'shares', {
            label,
            explanation: `${sharesText(shares)} took the place of shares sold on ${sold.piece.sold}, after a long chain of such sales; that sale says where they are from.`,
          }),
      );
    });
  }

  /** The sold shares that nothing had replaced before. */
  unmatched(match: Match): Derivation {
    const { sold, place } = match;
    const all = this.taken(this.#ledger.soldChange(sold.piece));
    if (place === 0) return all;
    return this.#ofMatch.get(match, 'unmatched', () => {
      const before = this.#ledger.matchesOf(sold.piece).slice(0, place);
      return difference(all, this.#withEarlier(before), {
        label: 'Sold shares not replaced before',
        rule: RULES.washSale,
      });
    });
  }

  #withEarlier(matches: readonly Match[]): Derivation[] {
    const skipped = matches.slice(0, -LISTED_SALES);
    const listed = matches.slice(-LISTED_SALES).map((match) => this.matched(match));
    if (skipped.length === 0) return listed;
    let shares = 0n;
    for (const match of skipped) shares += match.shares;
    const earlier = others(shares, 'shares', {
      label: `${skipped.length} earlier replacements`,
      explanation: `${sharesText(shares as Shares)} were replaced by ${skipped.length} earlier purchases; the sale lists each of them.`,
    });
    return [earlier, ...listed];
  }
}

function ruleOf({ action }: Transaction): 'split' | 'spinOff' | 'exchange' {
  return action === 'split' ? 'split' : action === 'spin-off' ? 'spinOff' : 'exchange';
}

function leftLabel({ kind, day, trade }: LotChange): string {
  if (kind === 'sold') return `Sold on ${day}`;
  return trade?.transaction.action === 'gift' ? `Given away on ${day}` : `Moved on ${day}`;
}

function entryLabel({ action, date }: Transaction): string {
  switch (action) {
    case 'gift':
      return `Given away on ${date}`;
    case 'exchange':
      return `Exchanged on ${date}`;
    case 'transfer':
      return `Transferred on ${date}`;
    default:
      return `Sold on ${date}`;
  }
}
