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
import { firstOf, latestOf, otherLots } from './cutting.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import { sharesThatLeft, type Departure, type TradeStep } from './ledger.ts';
import { ratioFacts, sharesFact } from './nodes.ts';
import { RULES, type RuleName } from '../facts/teller.ts';
import { apportion, difference, smallest, step, sum, tell } from './operations.ts';
import type { Ratio, Transaction } from '../facts/model.ts';
import type { Shares } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import type { LotChange, Match } from '../lots/pass-log.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Trade } from '../facts/transactions.ts';
import { dividedByOld } from '../lots/corporate-actions.ts';
import { replacedBy } from '../lots/wash-sales.ts';
import { sharesText, transactionText } from '../facts/wording.ts';

type Converting = Extract<Transaction, { readonly ratio: Ratio }>;

export class LotShares extends FiguresOfKind {
  readonly #divided = new Map<Trade, boolean>();

  /** A lot's shares after so many of its steps, which begin with its own making. */
  at(lot: OpenLot, count: number): Derivation {
    const { left, splits } = this.f.ledger.marksOf(lot);
    const before = (places: readonly number[]): number =>
      firstIndex(places, (place) => place >= count);
    // What happened since the last split; payments in between change no shares.
    const since = splits[before(splits) - 1] ?? 0;
    const until = before(left);
    const from = firstIndex(left, (place) => place > since);
    const between = left.slice(from, until);
    const key = `shares ${since} ${between.at(-1) ?? since}`;
    return this.f.memo.get(lot, key, () => this.#make(lot, since, between));
  }

  /** A lot's shares just before a change of it. */
  held(change: LotChange): Derivation {
    return this.at(change.lot, this.f.ledger.placeOfChange(change));
  }

  /** The shares after the step at `since` (a split, or the lot's making), less what left since. */
  #make(lot: OpenLot, since: number, left: readonly number[]): Derivation {
    const steps = this.f.ledger.stepsOf(lot);
    const changeAt = (place: number): LotChange => (steps[place] as TradeStep).change;
    const begin = changeAt(since);
    const before = begin.kind === 'split' ? this.#afterSplit(begin) : this.#arrived(lot);
    if (left.length === 0) return before;
    const whole = exactOf(before);
    const gone = latestOf(left.map(changeAt), (change) => this.taken(change), {
      unit: 'shares',
      name: 'earlier sales',
      words: (skipped) =>
        `left in ${skipped.length} earlier sales or moves up to ${skipped.at(-1)?.day ?? ''}; the Lots screen lists each of them.`,
      amount: sharesThatLeft,
    });
    const text = (shares: bigint): string => sharesText(shares as Shares);
    return difference(before, gone, {
      label: `Lot ${lot.name}`,
      explanation: (value) =>
        left.length === 1
          ? `${text(whole)} − ${text(whole - value)} = ${text(value)}.`
          : `${text(whole)} less ${text(whole - value)} that left are ${text(value)}.`,
    });
  }

  /** The shares with which a lot began. */
  #arrived(lot: OpenLot): Derivation {
    const departure = this.f.ledger.departureOf(lot);
    const label = `Lot ${lot.name}`;
    if (departure) {
      const { change } = departure;
      const words = `came on ${change.day} from the lot ${change.lot.name}, after many moves; the Lots screen lists each of them.`;
      const shares = (): bigint => this.#newShares(change);
      return this.follow(() => this.#moved(lot, departure), shares, 'shares', label, words);
    }
    const { maker } = lot;
    if (maker.action === 'spin-off' || maker.shares === null)
      throw new Error('a lot that nothing has made');
    return sharesFact(maker, maker.shares, label);
  }

  #moved(lot: OpenLot, { way, change }: Departure): Derivation {
    if (way === 'wash-sale') return this.matched(this.f.ledger.matchOf(lot));
    if (way === 'transfer') return this.taken(change);
    return this.#converted(change, lot.name);
  }

  #afterSplit(change: LotChange): Derivation {
    const { lot, sharesAfter, day } = change;
    const words = `after the split of ${day} and many before it; the Lots screen lists each of them.`;
    const make = (): Derivation => this.#converted(change, lot.name);
    return this.follow(make, () => sharesAfter, 'shares', `Lot ${lot.name}`, words);
  }

  /** The old shares that an entry made new ones of, one lot's. */
  #old(change: LotChange): Derivation {
    return change.kind === 'movedOut' ? this.taken(change) : this.held(change);
  }

  #allOld(trade: Trade): Derivation {
    const affected = this.f.ledger.affectedBy(trade);
    const [only] = affected;
    if (only && affected.length === 1) return this.#old(only);
    return this.f.memo.get(trade, 'old', () => {
      const oldShares = (change: LotChange): bigint =>
        change.kind === 'movedOut' ? sharesThatLeft(change) : change.sharesBefore;
      const all = firstOf(affected, (change) => this.#old(change), otherLots(oldShares));
      return sum(all, 'shares', {
        label: `Old shares on ${trade.transaction.date}`,
        explanation: (value) =>
          `${sharesText(value as Shares)} in ${affected.length} lots took part in the ${transactionText(trade.transaction)}.`,
      });
    });
  }

  /** All new shares of an entry. */
  #allNew(trade: Trade): Derivation {
    const { transaction } = trade;
    return this.f.memo.get(trade, 'new', () =>
      tell({ label: `New shares of ${transaction.date}` }).conversion(
        this.#allOld(trade),
        ...ratioFacts(transaction as Converting),
        ruleOf(transaction),
      ),
    );
  }

  /** The new shares of one lot: all of the entry's, or a part of them. */
  #converted(change: LotChange, name: string): Derivation {
    return this.f.memo.get(change, 'converted', () => {
      const trade = change.trade as Trade;
      const affected = this.f.ledger.affectedBy(trade);
      const total = this.#allNew(trade);
      if (affected.length === 1) return total;
      const part = {
        among: affected,
        place: affected.indexOf(change),
        value: change.kind === 'split' ? change.sharesAfter : this.#newShares(change),
        weight: (one: LotChange) => this.#old(one),
        all: () => this.#allOld(trade),
      };
      const label = `Lot ${name}, new shares of ${change.day}`;
      if (!this.#isDivided(trade, affected)) {
        const explanation = `${sharesText(part.value)}: each lot has at least the smallest part of a share, which the lot with the most gives.`;
        return step('choice', part.value, 'shares', [total, this.#old(change)], {
          label,
          rule: RULES[ruleOf(trade.transaction)],
          explanation,
        });
      }
      return apportion(total, part, { label, rule: RULES[ruleOf(trade.transaction)] });
    });
  }

  /** Whether the new shares of an entry are divided by the old ones alone. */
  #isDivided(trade: Trade, affected: readonly LotChange[]): boolean {
    const known = this.#divided.get(trade);
    if (known !== undefined) return known;
    const parts = affected.map((one) =>
      one.kind === 'split' ? one.sharesAfter : this.#newShares(one),
    );
    const old = affected.map((one) =>
      one.kind === 'movedOut' ? sharesThatLeft(one) : one.sharesBefore,
    );
    let total = 0n;
    for (const part of parts) total += part;
    const divided = dividedByOld(total as Shares, old);
    const isDivided = parts.every((part, place) => part === divided[place]);
    this.#divided.set(trade, isDivided);
    return isDivided;
  }

  #newShares({ other }: LotChange): Shares {
    const [first] = this.f.ledger.stepsOf(other as OpenLot);
    return (first as TradeStep).change.sharesAfter;
  }

  /** The shares that left a lot by one change. */
  taken(change: LotChange): Derivation {
    return this.f.memo.get(change, 'taken', () => this.#take(change));
  }

  #take(change: LotChange): Derivation {
    const { ledger } = this.f;
    const { other, trade, lot, piece } = change;
    if (!trade) throw new Error('shares that left without an entry');
    if (other && ledger.departureOf(other)?.way === 'wash-sale') {
      return this.matched(ledger.matchOf(other));
    }
    const held = this.held(change);
    const { transaction } = trade;
    const shares = sharesThatLeft(change);
    const isCash = piece?.kind === 'cash-for-fraction';
    const asked = isCash ? this.#cashShares(trade) : this.#asked(transaction);
    // All of the account's shares, or of the lot's.
    if (!asked) return held;
    const siblings = piece ? ledger.piecesOf(trade) : ledger.affectedBy(trade);
    if (siblings.length === 1) return asked;
    const told = { label: leftLabel(change), rule: RULES.lots };
    const pick =
      'picks' in transaction ? transaction.picks.filter((one) => one.lot === lot.name) : [];
    const [named] = pick;
    if (named && pick.length === 1 && named.shares === shares) {
      const says = `${sharesText(shares)} of the lot ${lot.name}, as you named it`;
      return sharesFact(transaction, shares, told.label, says);
    }
    const all = `the ${sharesText(exactOf(asked) as Shares)} of the ${transactionText(transaction)}`;
    if (change.sharesAfter === 0n) {
      const explanation = `All ${sharesText(shares)} of the lot ${lot.name} belong to ${all}.`;
      return smallest([asked, held], { ...told, explanation });
    }
    const explanation = `${sharesText(shares)} of ${all} came from the lot ${lot.name}.`;
    return step('choice', shares, 'shares', [asked, held], { ...told, explanation });
  }

  /** How many shares an entry takes; undefined where it takes all. */
  #asked(entry: Transaction): Derivation | undefined {
    if (!('shares' in entry) || entry.shares === null) return undefined;
    // The last liquidating distribution takes all; its shares are those that were received.
    if (entry.action === 'liquidation') return undefined;
    return sharesFact(entry, entry.shares, `${LEFT[entry.action] ?? 'Sold'} on ${entry.date}`);
  }

  /** The fraction that was paid in cash. */
  #cashShares(trade: Trade): Derivation {
    const entry = trade.transaction as Converting;
    const { cashShares } = entry;
    if (cashShares !== null) {
      const says = `cash for ${sharesText(cashShares)}`;
      return sharesFact(entry, cashShares, 'Fraction paid in cash', says);
    }
    return this.f.memo.get(trade, 'fraction', () =>
      tell({ label: 'Fraction paid in cash' }).fraction(this.#allNew(trade), 'fraction'),
    );
  }

  /** The shares of a lot that took the place of sold ones: all of the fewer. */
  matched(match: Match): Derivation {
    return this.f.memo.get(match, 'matched', () => {
      const { lot, at, shares, sold } = match;
      const label = `Shares that replace sold ones, lot ${match.part.name}`;
      const words = `took the place of shares sold on ${sold.piece.sold}, after a long chain of such sales; that sale says where they are from.`;
      const held = (): Derivation => this.at(lot, this.f.ledger.stepsBefore(lot, at));
      const make = (): Derivation => replacedBy(tell({ label }), this.unmatched(match), held());
      return this.follow(make, () => shares, 'shares', label, words);
    });
  }

  /** The sold shares that nothing had replaced before, as they count after the splits since. */
  unmatched(match: Match): Derivation {
    const { ledger, memo } = this.f;
    const { sold, place } = match;
    const all = this.taken(ledger.soldChange(sold.piece));
    const splits = ledger.splitsOf(sold.piece).filter((one) => one.place <= place);
    if (place === 0 && splits.length === 0) return all;
    return memo.get(match, 'unmatched', () => {
      const matches = ledger.matchesOf(sold.piece);
      let left = all;
      let from = 0;
      for (const { place: until, split } of splits) {
        left = this.#less(left, matches.slice(from, until));
        const label = `Sold shares not replaced before, after the split of ${split.date}`;
        left = tell({ label }).conversion(left, ...ratioFacts(split), 'split');
        from = until;
      }
      return this.#less(left, matches.slice(from, place));
    });
  }

  #less(all: Derivation, earlier: readonly Match[]): Derivation {
    if (earlier.length === 0) return all;
    const replaced = latestOf(earlier, (match) => this.matched(match), {
      unit: 'shares',
      name: 'earlier replacements',
      words: ({ length }) =>
        `were replaced by ${length} earlier purchases; the sale lists each of them.`,
      amount: ({ shares }) => shares,
    });
    const told = { label: 'Sold shares not replaced before', rule: RULES.washSale };
    return difference(all, replaced, told);
  }
}

function ruleOf({ action }: Transaction): RuleName {
  return action === 'split' ? 'split' : action === 'spin-off' ? 'spinOff' : 'exchange';
}

/** How shares leave by an entry that is no sale. */
const LEFT: Readonly<Partial<Record<Transaction['action'], string>>> = {
  gift: 'Given away',
  exchange: 'Exchanged',
  transfer: 'Transferred',
};

function leftLabel({ kind, day, trade }: LotChange): string {
  if (kind === 'sold') return `Sold on ${day}`;
  return `${trade?.transaction.action === 'gift' ? 'Given away' : 'Moved'} on ${day}`;
}
