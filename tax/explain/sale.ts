/**
 * Where are the figures of one lot's part of a sale from, and what of its loss does not count?
 *
 * Example: "$1,600.00 − $1,494.42 = $105.58; long-term, acquired on 2000-03-01."
 * Awkward case: a loss that was disallowed is in the basis of the shares bought back; it is followed to
 * the sale that it comes from, and from there on.
 */
import type { Derivation } from './derivation.ts';
import { firstOf, latestOf, otherLots } from './cutting.ts';
import { dayStep, ifHeldBriefly, tacked } from './day-operations.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import { amountFact, constant, entryDayFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { apportion, calledBy, difference, nothing, sum, tell } from './operations.ts';
import type { SaleFigure } from '../facts/figure-ref.ts';
import type { Transaction } from '../facts/model.ts';
import { formatMoney, NO_MONEY, type Cents } from '../values/money.ts';
import { basisOfGift } from '../lots/gift-basis.ts';
import { isPaidOnLot, type LotChange, type Match } from '../lots/pass-log.ts';
import { countedGainOf, gainOf, longTermPart, returnOfCapitalOf } from '../lots/sales.ts';
import { isHeldBriefly } from '../lots/term.ts';
import { disallowedFor } from '../lots/wash-sales.ts';
import type { Trade } from '../facts/transactions.ts';
import type { Replacement, SalePiece } from '../lots/figures.ts';
import { dollars } from '../facts/wording.ts';

type Paid = Extract<Transaction, { readonly amount: Cents }>;

function pieceOf({ piece }: LotChange): SalePiece {
  if (!piece) throw new Error('not a sale');
  return piece;
}

function replacementOf({ sold, place }: Match): Replacement {
  return sold.piece.replacements[place] as Replacement;
}

export class SaleFigures extends FiguresOfKind {
  /** A figure of one lot's part of a sale. */
  of(change: LotChange, figure: SaleFigure | 'gain'): Derivation {
    if (figure === 'shares') {
      return isPaidOnLot(change.kind) ? this.f.paid.shares(change) : this.f.shares.taken(change);
    }
    return this.f.memo.get(change, figure, () => this.#make(change, figure));
  }

  #make(change: LotChange, figure: Exclude<SaleFigure, 'shares'> | 'gain'): Derivation {
    const piece = pieceOf(change);
    if (isPaidOnLot(change.kind)) {
      const made = this.#ofPaid(change, piece, figure);
      if (made) return made;
    }
    switch (figure) {
      case 'proceeds':
        return this.#proceeds(change, piece);
      case 'cost': {
        if (piece.giftRule === null) return this.f.carried.leaving(change, 'cost');
        const label = `Basis that counts with its return of capital, lot ${piece.lot}`;
        const parts = [this.of(change, 'adjustedBasis'), this.of(change, 'returnOfCapital')];
        return sum(parts, 'usd', { label, rule: RULES.giftBasis });
      }
      case 'adjustedBasis':
        return this.#basis(change, piece);
      case 'returnOfCapital': {
        const label = `Return of capital of the shares sold, lot ${piece.lot}`;
        const { carried } = this.f;
        const [cost, basis] = [carried.leaving(change, 'cost'), carried.leaving(change, 'basis')];
        const other = carried.leaving(change, 'otherChanges');
        const changed = `Cost with other changes of the basis, lot ${piece.lot}`;
        const words = tell((name) => ({ label: name === 'changed' ? changed : label }));
        return returnOfCapitalOf(words, cost, basis, other);
      }
      case 'otherBasisChanges':
        return this.f.carried.leaving(change, 'otherChanges');
      case 'gain':
        return this.#gain(change, piece);
      case 'disallowedLoss':
        return this.#disallowedLoss(piece);
      case 'longTermLoss':
        return this.#longTermLoss(change, piece);
      case 'heldSince':
        return piece.giftRule === 'loss'
          ? giftDay(change)
          : this.f.holding.heldSince(change.lot, this.f.ledger.placeOfChange(change));
      case 'countedGain': {
        const words = tell({ label: `Gain that counts, lot ${piece.lot}` });
        return countedGainOf(words, this.of(change, 'gain'), this.of(change, 'disallowedLoss'));
      }
    }
  }

  /** The basis that counts: of a gift worth less than its cost not always the giver's. */
  #basis(change: LotChange, piece: SalePiece): Derivation {
    const basis = this.f.carried.leaving(change, 'basis');
    if (piece.giftRule === null) return basis;
    const label = `Basis that counts, lot ${piece.lot}`;
    return basisOfGift(tell(calledBy({ counted: label })), piece.giftRule, {
      proceeds: this.of(change, 'proceeds'),
      basis,
      lossBasis: this.f.carried.leaving(change, 'lossBasis'),
    });
  }

  /** Of a payment on shares that stay. */
  #ofPaid(
    change: LotChange,
    piece: SalePiece,
    figure: Exclude<SaleFigure, 'shares'> | 'gain',
  ): Derivation | undefined {
    const { paid } = this.f;
    switch (figure) {
      case 'proceeds':
        return paid.paid(change);
      case 'cost':
      case 'adjustedBasis':
        return paid.basisChange(change);
      case 'gain':
      case 'countedGain':
        return paid.gain(change);
      case 'returnOfCapital':
      case 'otherBasisChanges': {
        const label = `Other changes of the basis, lot ${piece.lot}`;
        const explanation = 'The basis that was paid back here has no other changes in it.';
        return nothing('usd', { label, explanation });
      }
      default:
        return undefined;
    }
  }

  /** What the lot's shares brought. */
  #proceeds(change: LotChange, piece: SalePiece): Derivation {
    const trade = change.trade as Trade;
    const isCash = piece.kind === 'cash-for-fraction';
    const label = isCash ? 'Cash for the fraction' : 'Proceeds, less fees';
    const fact = amountFact(trade.transaction as Paid, label);
    const pieces = this.f.ledger.piecesOf(trade);
    if (pieces.length === 1) return fact;
    const part = {
      among: pieces,
      place: pieces.indexOf(change),
      value: piece.proceeds,
      weight: (one: LotChange) => this.of(one, 'shares'),
      all: () => this.#sold(trade),
    };
    return apportion(fact, part, {
      label: `Proceeds of the lot ${piece.lot}`,
      rule: RULES.proceeds,
    });
  }

  /** All shares that an entry sold, lot by lot. */
  #sold(trade: Trade): Derivation {
    return this.f.memo.get(trade, 'sold', () => {
      const words = 'of {} other lots; the sale lists each of them.';
      const lots = firstOf(
        this.f.ledger.piecesOf(trade),
        (one) => this.of(one, 'shares'),
        otherLots((one) => pieceOf(one).shares, words),
      );
      return sum(lots, 'shares', { label: `Sold on ${trade.transaction.date}` });
    });
  }

  #gain(change: LotChange, piece: SalePiece): Derivation {
    const words = tell({
      label: `Gain of the sale of ${piece.sold}, lot ${piece.lot}`,
      explanation: (value) =>
        `${dollars(piece.proceeds)} − ${dollars(piece.adjustedBasis)} = ${dollars(value as Cents)}; ${piece.term}-term, ${heldText(piece)}.`,
    });
    return gainOf(words, this.of(change, 'proceeds'), this.of(change, 'adjustedBasis'));
  }

  #loss(change: LotChange): Derivation {
    const label = `Loss of the sale of ${change.day}, lot ${pieceOf(change).lot}`;
    return this.f.memo.get(change, 'loss', () =>
      tell({ label }).loss(this.of(change, 'gain'), 'gain'),
    );
  }

  /** Of a piece's loss, what its replacements disallow. */
  #disallowedLoss(piece: SalePiece): Derivation {
    const matches = this.f.ledger.matchesOf(piece);
    const label = `Disallowed loss of the sale of ${piece.sold}, lot ${piece.lot}`;
    const told = { label, rule: RULES.washSale };
    if (matches.length > 0) return sum(this.#listed(matches), 'usd', told);
    const explanation =
      piece.gain >= 0n
        ? `The gain is ${dollars(piece.gain)}: there is no loss to disallow.`
        : `No shares bought within 30 days before or after ${piece.sold} took the place of these: the whole loss counts.`;
    return nothing('usd', { ...told, explanation });
  }

  #listed(matches: readonly Match[]): Derivation[] {
    return latestOf(matches, (match) => this.disallowed(match), {
      unit: 'usd',
      name: 'earlier replacements',
      words: ({ length }) =>
        `were disallowed for ${length} earlier purchases; the sale lists each of them.`,
      amount: (match) => replacementOf(match).disallowedLoss,
    });
  }

  /** What one replacement disallows: the part of the loss that goes with its shares. */
  disallowed(match: Match): Derivation {
    return this.f.memo.get(match, 'disallowed', () => {
      const { sold, part } = match;
      const label = `Disallowed loss of the sale of ${sold.piece.sold}, added to the lot ${part.name}`;
      const words = `of the loss of ${sold.piece.sold} do not count, after a long chain of such sales; that sale says where they are from.`;
      const { shares } = this.f;
      const make = (): Derivation => {
        const [matched, unmatched] = [shares.matched(match), shares.unmatched(match)];
        return disallowedFor(tell({ label }), this.#lossLeft(match), matched, unmatched);
      };
      return this.follow(make, () => replacementOf(match).disallowedLoss, 'usd', label, words);
    });
  }

  /** What of a loss earlier replacements have left. */
  #lossLeft({ sold, place }: Match): Derivation {
    const whole = this.#loss(this.f.ledger.soldChange(sold.piece));
    if (place === 0) return whole;
    const before = this.f.ledger.matchesOf(sold.piece).slice(0, place);
    const told = { label: 'Loss not disallowed before', rule: RULES.washSale };
    return difference(whole, this.#listed(before), told);
  }

  /** From when a replacement counts as held. */
  tacked(from: Derivation, { sold, part }: Match): Derivation {
    const change = this.f.ledger.soldChange(sold.piece);
    const { heldSince, lot, sold: day } = sold.piece;
    const label = `Held since, lot ${lot}`;
    const explanation = `The shares sold on ${day} counted as held since ${heldSince}, after a long chain of such sales.`;
    const since = this.f.depth.follow(
      () => this.of(change, 'heldSince'),
      () => dayStep('others', heldSince, [], { label }, explanation),
    );
    return tacked(from, soldOn(change), since, {
      label: `Held since, lot ${part.name}`,
      rule: RULES.tacking,
    });
  }

  #countsFrom(change: LotChange, { giftRule }: SalePiece): Derivation {
    return giftRule === 'loss' ? giftDay(change) : this.f.holding.acquired(change.lot);
  }

  /** Of a short-term loss, what section 857(b)(8) makes long-term. */
  #longTermLoss(change: LotChange, piece: SalePiece): Derivation {
    const label = `Long-term part of the loss of ${piece.sold}, lot ${piece.lot}`;
    const words = calledBy({
      counted: 'Loss that counts',
      moved: 'Loss up to the capital gain distributions received',
    });
    return longTermPart(tell(words), piece, isHeldBriefly(piece, piece.sold), {
      loss: () => this.#loss(change),
      disallowed: () => this.of(change, 'disallowedLoss'),
      received: () => this.f.carried.leaving(change, 'capitalGainReceived'),
      nothing: (why) => {
        const explanation =
          why === 'inherited'
            ? 'Inherited shares never count as held six months or less: nothing is moved.'
            : 'The loss is long-term as it is: nothing is moved.';
        return constant(formatMoney(NO_MONEY), 'usd', { label, rule: RULES[why], explanation });
      },
      // The days that a wash sale adds do not count here (section 857(b)(8)(B)).
      ifHeldBriefly: (amount) =>
        ifHeldBriefly(amount, this.#countsFrom(change, piece), soldOn(change), {
          label,
          rule: RULES.longTermLoss,
        }),
    });
  }
}

/** The day from which a loss on a gift worth less than its cost counts. */
function giftDay({ lot }: LotChange): Derivation {
  if (!lot.gift) throw new Error('no gift');
  return entryDayFact(lot.gift, `Day of the gift, lot ${lot.name}`);
}

function soldOn({ trade }: LotChange): Derivation {
  return entryDayFact((trade as Trade).transaction, 'Sold');
}

function heldText({ acquired, heldSince, inherited }: SalePiece): string {
  if (inherited) return `inherited on ${acquired}`;
  return heldSince === acquired
    ? `acquired on ${acquired}`
    : `acquired on ${acquired} and counted as held since ${heldSince}`;
}
