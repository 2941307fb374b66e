/**
 * Where are the figures of one lot's part of a sale from, and what of its loss does not count?
 *
 * Example: "$1,600.00 − $1,494.42 = $105.58; long-term, acquired on 2000-03-01."
 * Awkward case: a loss that was disallowed is in the basis of the shares bought back; it is followed to
 * the sale that it comes from, and from there on.
 */
import { exactOf, type Derivation } from './derivation.ts';
import type { Ledger } from './ledger.ts';
import type { HoldingDays } from './days.ts';
import type { CarriedName, LotFigures } from './lot.ts';
import { amountFact, constant, entryDayFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { ifHeldBriefly, otherDay, tacked } from './day-operations.ts';
import {
  apportion,
  apportionOne,
  difference,
  LISTED_WEIGHTS,
  loss,
  nothing,
  others,
  share,
  smallest,
  sum,
} from './operations.ts';
import { LISTED_LOTS, LISTED_SALES, Memo, type Depth, type LotShares } from './shares.ts';
import type { Transaction } from '../facts/model.ts';
import { formatMoney, NO_MONEY, sumCents, type Cents, type Shares } from '../values/money.ts';
import type { LotChange, Match } from '../lots/pass-log.ts';
import { isHeldBriefly } from '../lots/term.ts';
import type { Trade } from '../facts/transactions.ts';
import type { Replacement, SalePiece } from '../lots/figures.ts';
import { dollars, sharesText } from '../facts/wording.ts';

type Paid = Extract<Transaction, { readonly amount: Cents }>;

function pieceOf({ piece }: LotChange): SalePiece {
  if (!piece) throw new Error('not a sale');
  return piece;
}

function replacementOf({ sold, place }: Match): Replacement {
  return sold.piece.replacements[place] as Replacement;
}

export class SaleFigures {
  readonly #ledger: Ledger;
  readonly #shares: LotShares;
  readonly #depth: Depth;
  readonly #lots: LotFigures;
  readonly #days: HoldingDays;
  readonly #memo = new Memo<LotChange>();
  readonly #ofMatch = new Memo<Match>();
  readonly #ofTrade = new Memo<Trade>();

  constructor(
    ledger: Ledger,
    shares: LotShares,
    depth: Depth,
    lots: LotFigures,
    days: HoldingDays,
  ) {
    this.#ledger = ledger;
    this.#shares = shares;
    this.#depth = depth;
    this.#lots = lots;
    this.#days = days;
  }

  /** What the lot's shares brought. */
  proceeds(change: LotChange): Derivation {
    return this.#memo.get(change, 'proceeds', () => {
      const trade = change.trade as Trade;
      const entry = trade.transaction as Paid;
      const piece = pieceOf(change);
      const isCash = piece.kind === 'cash-for-fraction';
      const fact = amountFact(entry, isCash ? 'Cash for the fraction' : 'Proceeds, less fees');
      const pieces = this.#ledger.piecesOf(trade);
      if (pieces.length === 1) return fact;
      const place = pieces.indexOf(change);
      const told = { label: `Proceeds of the lot ${piece.lot}`, rule: RULES.proceeds };
      if (pieces.length <= LISTED_WEIGHTS) {
        const weights = pieces.map((one) => this.#shares.taken(one));
        return apportion(fact, weights, place, told);
      }
      const value = piece.proceeds;
      return apportionOne(
        fact,
        this.#shares.taken(change),
        this.#sold(trade),
        { place, value },
        told,
      );
    });
  }

  /** All shares that an entry sold, lot by lot. */
  #sold(trade: Trade): Derivation {
    return this.#ofTrade.get(trade, 'sold', () => {
      const pieces = this.#ledger.piecesOf(trade);
      const listed = pieces.slice(0, LISTED_LOTS).map((one) => this.#shares.taken(one));
      const more = pieces.slice(LISTED_LOTS);
      if (more.length > 0) {
        const shares = more.reduce((total, one) => total + pieceOf(one).shares, 0n);
        listed.push(
          others(shares, 'shares', {
            label: `${more.length} other lots`,
            explanation: `${sharesText(shares as Shares)} of ${more.length} other lots; the sale lists each of them.`,
          }),
        );
      }
      return sum(listed, 'shares', { label: `Sold on ${trade.transaction.date}` });
    });
  }

  /** What the sold shares took out of their lot. */
  #part(change: LotChange, figure: CarriedName): Derivation {
    return this.#memo.get(change, figure, () => this.#lots.leaving(change, figure));
  }

  shares(change: LotChange): Derivation {
    return this.#shares.taken(change);
  }

  cost(change: LotChange): Derivation {
    return this.#part(change, 'cost');
  }

  basis(change: LotChange): Derivation {
    return this.#part(change, 'basis');
  }

  returnOfCapital(change: LotChange): Derivation {
    return this.#memo.get(change, 'returned', () =>
      difference(this.cost(change), [this.basis(change)], {
        label: `Return of capital of the shares sold, lot ${pieceOf(change).lot}`,
        rule: RULES.basis,
      }),
    );
  }

  gain(change: LotChange): Derivation {
    return this.#memo.get(change, 'gain', () => {
      const piece = pieceOf(change);
      return difference(this.proceeds(change), [this.basis(change)], {
        label: `Gain of the sale of ${piece.sold}, lot ${piece.lot}`,
        explanation: (value) =>
          `${dollars(piece.proceeds)} − ${dollars(piece.adjustedBasis)} = ${dollars(value as Cents)}; ${piece.term}-term, ${heldText(piece)}.`,
        rule: RULES.gain,
      });
    });
  }

  #loss(change: LotChange): Derivation {
    return this.#memo.get(change, 'loss', () =>
      loss(this.gain(change), {
        label: `Loss of the sale of ${change.day}, lot ${pieceOf(change).lot}`,
        rule: RULES.gain,
      }),
    );
  }

  /** Of a piece's loss, what its replacements disallow. */
  disallowedLoss(change: LotChange): Derivation {
    return this.#memo.get(change, 'disallowed', () => {
      const piece = pieceOf(change);
      const matches = this.#ledger.matchesOf(piece);
      const label = `Disallowed loss of the sale of ${piece.sold}, lot ${piece.lot}`;
      if (matches.length === 0) {
        return nothing('usd', {
          label,
          rule: RULES.washSale,
          explanation:
            piece.gain >= 0n
              ? `The gain is ${dollars(piece.gain)}: there is no loss to disallow.`
              : `No shares bought within 30 days before or after ${piece.sold} took the place of these: the whole loss counts.`,
        });
      }
      return sum(this.#listed(matches), 'usd', { label, rule: RULES.washSale });
    });
  }

  #listed(matches: readonly Match[]): Derivation[] {
    const skipped = matches.slice(0, -LISTED_SALES);
    const listed = matches.slice(-LISTED_SALES).map((match) => this.disallowed(match));
    if (skipped.length === 0) return listed;
    const amount = sumCents(skipped.map((match) => replacementOf(match).disallowedLoss));
    const earlier = others(amount, 'usd', {
      label: `${skipped.length} earlier replacements`,
      explanation: `${dollars(amount)} were disallowed for ${skipped.length} earlier purchases; the sale lists each of them.`,
    });
    return [earlier, ...listed];
  }

  /** What one replacement disallows: the part of the loss that goes with its shares. */
  disallowed(match: Match): Derivation {
    return this.#ofMatch.get(match, 'disallowed', () => {
      const { sold, place, part } = match;
      const change = this.#ledger.soldChange(sold.piece);
      const label = `Disallowed loss of the sale of ${sold.piece.sold}, added to the lot ${part.name}`;
      return this.#depth.follow(
        () => {
          const whole = this.#loss(change);
          const before = this.#ledger.matchesOf(sold.piece).slice(0, place);
          const left =
            place === 0
              ? whole
              : difference(whole, this.#listed(before), {
                  label: 'Loss not disallowed before',
                  rule: RULES.washSale,
                });
          const told = { label, rule: RULES.washBasis };
          return share(left, this.#shares.matched(match), this.#shares.unmatched(match), told);
        },
        () => {
          const { disallowedLoss } = replacementOf(match);
          return others(disallowedLoss, 'usd', {
            label,
            explanation: `${dollars(disallowedLoss)} of the loss of ${sold.piece.sold} do not count, after a long chain of such sales; that sale says where they are from.`,
          });
        },
      );
    });
  }

  /** From when a replacement counts as held. */
  tacked(from: Derivation, match: Match): Derivation {
    const { sold, part } = match;
    const change = this.#ledger.soldChange(sold.piece);
    const { heldSince } = sold.piece;
    const since = this.#depth.follow(
      () => this.heldSince(change),
      () =>
        otherDay(heldSince, {
          label: `Held since, lot ${sold.piece.lot}`,
          explanation: `The shares sold on ${sold.piece.sold} counted as held since ${heldSince}, after a long chain of such sales.`,
        }),
    );
    const soldOn = entryDayFact((change.trade as Trade).transaction, 'Sold');
    return tacked(from, soldOn, since, {
      label: `Held since, lot ${part.name}`,
      rule: RULES.tacking,
    });
  }

  heldSince(change: LotChange): Derivation {
    return this.#days.heldSince(change.lot, this.#ledger.placeOfChange(change));
  }

  /** Of a short-term loss, what section 857(b)(8) makes long-term. */
  longTermLoss(change: LotChange): Derivation {
    const piece = pieceOf(change);
    const label = `Long-term part of the loss of ${piece.sold}, lot ${piece.lot}`;
    if (piece.inherited) {
      return constant(formatMoney(NO_MONEY), 'usd', {
        label,
        rule: RULES.inherited,
        explanation: 'Inherited shares never count as held six months or less: nothing is moved.',
      });
    }
    if (piece.term === 'long') {
      return constant(formatMoney(NO_MONEY), 'usd', {
        label,
        rule: RULES.longTermLoss,
        explanation: 'The loss is long-term as it is: nothing is moved.',
      });
    }
    const whole = this.#loss(change);
    const counted =
      exactOf(this.disallowedLoss(change)) === 0n
        ? whole
        : difference(whole, [this.disallowedLoss(change)], {
            label: 'Loss that counts',
            rule: RULES.washSale,
          });
    const amount =
      exactOf(counted) > 0n && isHeldBriefly(piece, piece.sold)
        ? smallest([counted, this.#part(change, 'capitalGainReceived')], {
            label: 'Loss up to the capital gain distributions received',
            rule: RULES.longTermLoss,
          })
        : counted;
    const soldOn = entryDayFact((change.trade as Trade).transaction, 'Sold');
    // The days that a wash sale adds do not count here (section 857(b)(8)(B)).
    return ifHeldBriefly(amount, this.#days.acquired(change.lot), soldOn, {
      label,
      rule: RULES.longTermLoss,
    });
  }
}

function heldText({ acquired, heldSince, inherited }: SalePiece): string {
  if (inherited) return `inherited on ${acquired}`;
  return heldSince === acquired
    ? `acquired on ${acquired}`
    : `acquired on ${acquired} and counted as held since ${heldSince}`;
}
