/**
 * What is the gain of a sale?
 *
 * Authority: Internal Revenue Code sections 1001, 1222 and 857(b)(8). Proceeds are divided among the
 * pieces by shares, largest remainder. A piece's basis is round2(basis x sold / held), or all of it
 * when the whole lot goes. A loss on shares held six months or less is long-term up to the capital
 * gain distributions received on those shares; what section 1091 disallows is no loss (`wash-sales.ts`).
 * Example: 40 of 100 shares with a basis of $3,736.04, sold for $1,600.00: basis $1,494.42, gain
 * $105.58; $2,241.62 of basis stays with 60 shares.
 * Awkward case: fees above the price make proceeds negative; they are divided the same way.
 * Awkward case: a part of a loss is disallowed. Section 857(b)(8) speaks of "such share", and can be read share
 * by share (`longTermLossByShare`): then less is long-term, and the holder is told both amounts.
 * Not handled: installment sales, short sales.
 */
import type { TakenShares } from './choose-lots.ts';
import { allReturned } from './carried.ts';
import { takeOut, type LotBook, type Portion } from './lots.ts';
import type { Account, Security, Transaction } from '../facts/model.ts';
import type { Teller } from '../facts/teller.ts';
import { NO_MONEY, type Cents } from '../values/money.ts';
import { COUNTING } from './counting.ts';
import { basisOfGift, giftRuleOf } from './gift-basis.ts';
import { releasePending, type PaymentRun } from './return-of-capital.ts';
import type { OpenLot } from './open-lot.ts';
import { heldSinceGift, isHeldBriefly, termOf } from './term.ts';
import type { SaleKind, SalePiece } from './figures.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A piece while the pass goes on: a later purchase can disallow its loss. */
export interface PieceRun {
  readonly piece: Writable<SalePiece>;
  readonly lot: OpenLot;
  readonly portion: Portion;
  /** Whether section 857(b)(8) looks at it. */
  readonly isBrief: boolean;
}

/** By payment, the lots whose parts became gain because the shares left before January 1. */
export type Released = ReadonlyMap<PaymentRun, readonly string[]>;

interface SettledSale {
  readonly pieces: readonly PieceRun[];
  readonly released: Released;
}

/** What section 857(b)(8) asks of a piece, and what it says of it. */
interface LossFigures<V> {
  readonly loss: () => V;
  readonly disallowed: () => V;
  /** The capital gain distributions received on its shares. */
  readonly received: () => V;
  /** Nothing: the shares are inherited, or the loss is long-term as it is. */
  readonly nothing: (why: 'inherited' | 'longTermLoss') => V;
  /** The amount where the shares were held six months or less, else nothing. */
  readonly ifHeldBriefly: (amount: V) => V;
}

/** Of a loss, what section 857(b)(8) makes long-term. */
export function longTermPart<V>(
  tell: Teller<V>,
  { inherited, term }: Pick<SalePiece, 'inherited' | 'term'>,
  isBrief: boolean,
  of: LossFigures<V>,
): V {
  if (inherited) return of.nothing('inherited');
  if (term === 'long') return of.nothing('longTermLoss');
  const whole = of.loss();
  const disallowed = of.disallowed();
  const isWhole = tell.exact(disallowed) === 0n;
  const counted = isWhole ? whole : tell.difference(whole, [disallowed], 'washSale', 'counted');
  const isMoved = isBrief && tell.exact(counted) > 0n;
  return of.ifHeldBriefly(
    isMoved ? tell.smallest([counted, of.received()], 'longTermLoss', 'moved') : counted,
  );
}

/** The same of a piece, in cents. */
export function longTermLossOf({ piece, portion, isBrief }: PieceRun): Cents {
  return longTermPart<bigint>(COUNTING, piece, isBrief, {
    loss: () => COUNTING.loss(piece.gain, 'gain'),
    disallowed: () => piece.disallowedLoss,
    received: () => portion.capitalGainReceived,
    nothing: () => NO_MONEY,
    ifHeldBriefly: (amount) => (isBrief ? amount : NO_MONEY),
  }) as Cents;
}

/**
 * What of a piece's loss would be long-term if the distributions on the shares whose loss counts were all that
 * counted; where that is as much or more, both readings say the same.
 */
export function longTermLossByShare({ piece, portion }: PieceRun): Cents {
  const { disallowedLoss, longTermLoss } = piece;
  if (disallowedLoss === 0n || longTermLoss === 0n) return longTermLoss;
  const whole = COUNTING.loss(piece.gain, 'gain');
  return COUNTING.share(
    portion.capitalGainReceived,
    whole - disallowedLoss,
    whole,
    'longTermLoss',
  ) as Cents;
}

/** What the sold shares brought beyond their basis. */
export function gainOf<V>(tell: Teller<V>, proceeds: V, basis: V): V {
  return tell.difference(proceeds, [basis], 'gain');
}

/** The gain that counts: what a wash sale disallows of a loss is not deducted. */
export function countedGainOf<V>(tell: Teller<V>, gain: V, disallowed: V): V {
  return tell.exact(disallowed) === 0n ? gain : tell.sum([gain, disallowed], 'washSale');
}

/**
 * What a sale would bring beyond the basis of a lot: of as many of its shares as are sold. `lossBasis` is
 * that of a gift worth less than its cost, null of any other lot.
 */
export function gainIfSold<V>(
  tell: Teller<V>,
  lot: { readonly shares: V; readonly basis: V; readonly lossBasis: V | null },
  sale: { readonly shares: V; readonly amount: V },
): V {
  const sold = tell.smallest([lot.shares, sale.shares], 'lots', 'sold');
  const proceeds = tell.share(sale.amount, sold, sale.shares, 'proceeds', 'proceeds');
  const basis = tell.share(lot.basis, sold, lot.shares, 'partOfLot', 'basis');
  const counted = lot.lossBasis === null ? basis : countedBasis(lot.lossBasis);
  return tell.difference(proceeds, [counted], 'gain', 'gain');

  function countedBasis(all: V): V {
    const lossBasis = tell.share(all, sold, lot.shares, 'partOfLot', 'lossBasis');
    const rule = giftRuleOf(tell.exact(proceeds), tell.exact(basis), tell.exact(lossBasis));
    return basisOfGift(tell, rule, { proceeds, basis, lossBasis });
  }
}

/** The return of capital that the sold shares take along. */
export function returnOfCapitalOf<V>(tell: Teller<V>, cost: V, basis: V, other: V): V {
  return allReturned(tell, cost, basis, other);
}

/** Turns what waits on the shares that leave into gain of its payments. */
export function releaseAll(taken: readonly TakenShares[]): Released {
  const released = new Map<PaymentRun, string[]>();
  for (const { lot, shares } of taken) {
    if (!lot.pending) continue;
    for (const run of releasePending(lot, shares, lot.shares)) {
      const lots = released.get(run);
      if (lots) lots.push(lot.name);
      else released.set(run, [lot.name]);
    }
  }
  return released;
}

/** Takes the sold shares and what they carry out of their lots. */
export function settleSale(
  book: LotBook,
  entry: Transaction,
  sold: { readonly kind: SaleKind; readonly proceeds: Cents },
  taken: readonly TakenShares[],
  owner: { readonly account: Account; readonly security: Security },
): SettledSale {
  const weights = taken.map(({ shares }) => shares);
  const proceeds = COUNTING.apportion(sold.proceeds, weights, 'proceeds', []);
  const { account, security } = owner;
  const released = releaseAll(taken);
  const pieces = taken.map(({ lot, shares }, place): PieceRun => {
    const portion = takeOut(book, lot, shares);
    const own = proceeds[place] as Cents;
    const { basis, lossBasis } = portion;
    const giftRule = lot.gift && giftRuleOf(own, basis, lossBasis);
    const adjustedBasis = basisOfGift<bigint>(COUNTING, giftRule, {
      proceeds: own,
      basis,
      lossBasis,
    }) as Cents;
    const { cost, otherChanges: other } = portion;
    const returned = returnOfCapitalOf<bigint>(COUNTING, cost, basis, other) as Cents;
    const held = giftRule === 'loss' && lot.gift ? heldSinceGift(lot.gift) : lot;
    const piece = {
      kind: sold.kind,
      transactionId: entry.id,
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      lot: lot.name,
      acquired: held.acquired,
      heldSince: held.heldSince,
      inherited: held.inherited,
      giftRule,
      opening: lot.openingRow,
      awaitsValue: lot.awaitsValue,
      sold: entry.date,
      shares,
      proceeds: own,
      // A giver's basis that does not count takes its returns and other changes along.
      cost: giftRule === null ? cost : ((adjustedBasis + returned - other) as Cents),
      adjustedBasis,
      returnOfCapital: returned,
      otherBasisChanges: other,
      gain: gainOf<bigint>(COUNTING, own, adjustedBasis) as Cents,
      term: termOf(held, entry.date),
      disallowedLoss: NO_MONEY,
      replacements: [],
      longTermLoss: NO_MONEY,
    };
    const run = { piece, lot, portion, isBrief: isHeldBriefly(held, entry.date) };
    piece.longTermLoss = longTermLossOf(run);
    return run;
  });
  return { pieces, released };
}
