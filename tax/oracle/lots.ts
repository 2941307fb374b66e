/**
 * What is a lot, and what goes along when shares leave it? (section 7; the calculation's section 8)
 *
 * A lot carries its money, what payments still owe it, and which payments it took part in. When some
 * of its shares leave, the same part of everything leaves with them, as a portion; a portion becomes
 * a lot elsewhere, or is sold or given away.
 * Example: 30 of 100 shares with a basis of $10.00 leave: $3.00 go, $7.00 stay.
 * Awkward case: the last shares take all that is there, so that no cent is lost.
 */
import type { Day } from '../values/days.ts';
import type { Acquisition, Liquidation, OpeningBasis, SpinOff } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { partThatGoes, sharesThatGo, smaller, ZERO } from './decimals.ts';
import type { Part, SlowPayment } from './payments.ts';
import { compareText, present } from './present.ts';

/** The money of a lot, in dollars. */
export interface Figures {
  /** Disallowed losses included. */
  readonly cost: Decimal;
  readonly basis: Decimal;
  /** Of a gift worth less than its cost. */
  readonly lossBasis: Decimal;
  readonly disallowedLossAdded: Decimal;
  /** What changed the basis besides cost and returns of capital; below zero where basis was paid back. */
  readonly otherChanges: Decimal;
  readonly reducedBefore: Decimal;
  readonly reducedInYear: Decimal;
  readonly capitalGainReceived: Decimal;
}

/** A lot's part of a payment, with the amount of it that these shares have. */
export interface Share {
  readonly payment: SlowPayment;
  readonly part: Part;
  readonly amount: Decimal;
}

/** Where shares come from: the entry that made the first lot of them. */
interface Root {
  readonly entry: Acquisition | SpinOff | Liquidation;
}

/** When shares were bought that can replace sold ones, and the place of the entry among all. */
export interface Purchase {
  readonly tradeDate: Day;
  readonly entryOrder: number;
}

/** Shares of which security something was, and from when until when. */
export interface Stay {
  readonly securityId: string;
  readonly from: Day;
  readonly to: Day;
}

/** What shares take along into another lot, unchanged. */
export interface Origin {
  readonly root: Root;
  readonly acquired: Day;
  readonly heldSince: Day;
  readonly inherited: boolean;
  /** The day of a gift that was worth less than it had cost the giver. */
  readonly givenOn: Day | undefined;
  /** When they became shares of their security, and what their basis was in before. */
  readonly since: Day;
  readonly before: readonly Stay[];
  /** What stated its basis last. */
  readonly opening: OpeningBasis | undefined;
  /** Whether the basis is the stated one, and does not only have one in it. */
  readonly isStated: boolean;
  /** Undefined when they are no purchase in the sense of section 1091. */
  readonly purchase: Purchase | undefined;
  /** Whether they have taken the place of sold shares. */
  readonly isReplacement: boolean;
  /** Payments with return of capital in which they took part. */
  readonly entitledTo: readonly SlowPayment[];
}

/** Shares with all that goes along. */
export interface Portion {
  shares: Decimal;
  origin: Origin;
  figures: Figures;
  /** Return of capital that has not taken effect. */
  pending: readonly Share[];
  /** Entitled shares of payments whose holding period is looked at. */
  entitled: readonly Share[];
}

/** What makes a portion a lot: where it is, and by which name. */
interface Place {
  readonly name: string;
  readonly accountId: string;
  readonly securityId: string;
  /** The lot that its shares were in before, or that brought them in a spin-off; none of a purchase. */
  readonly cameFrom?: Lot;
  /** Whether it holds what was distributed on that lot, whose shares are still there. */
  readonly isDistributed?: boolean;
  /** The lot that a wash sale split this one off from; where both moved together, the moved one. */
  splitOffFrom?: Lot;
}

export interface Lot extends Place, Portion {
  /** In order of creation, over all accounts. */
  readonly number: number;
}

function eachFigure(figures: Figures, change: (amount: Decimal) => Decimal): Figures {
  return {
    cost: change(figures.cost),
    basis: change(figures.basis),
    lossBasis: change(figures.lossBasis),
    disallowedLossAdded: change(figures.disallowedLossAdded),
    otherChanges: change(figures.otherChanges),
    reducedBefore: change(figures.reducedBefore),
    reducedInYear: change(figures.reducedInYear),
    capitalGainReceived: change(figures.capitalGainReceived),
  };
}

export function figuresLess(from: Figures, away: Figures): Figures {
  return {
    cost: from.cost.minus(away.cost),
    basis: from.basis.minus(away.basis),
    lossBasis: from.lossBasis.minus(away.lossBasis),
    disallowedLossAdded: from.disallowedLossAdded.minus(away.disallowedLossAdded),
    otherChanges: from.otherChanges.minus(away.otherChanges),
    reducedBefore: from.reducedBefore.minus(away.reducedBefore),
    reducedInYear: from.reducedInYear.minus(away.reducedInYear),
    capitalGainReceived: from.capitalGainReceived.minus(away.capitalGainReceived),
  };
}

/** The figures of a part, of whose basis no less than nothing and no more than all of the whole was returned. */
export function evened(whole: Figures, part: Figures): Figures {
  const returnedOf = ({ cost, otherChanges, basis }: Figures): Decimal =>
    cost.plus(otherChanges).minus(basis);
  const wanted = returnedOf(part);
  const returned = wanted.lessThan(0) ? ZERO : smaller(wanted, returnedOf(whole));
  return { ...part, otherChanges: part.otherChanges.plus(returned).minus(wanted) };
}

/** The part of shares that goes, and the lot's own list with what stays. */
function divideShares(
  list: readonly Share[],
  change: (amount: Decimal) => Decimal,
): { gone: Share[]; stays: Share[] } {
  const gone = list.map((each) => ({ ...each, amount: change(each.amount) }));
  const stays = list.map((each) => ({ ...each, amount: each.amount.minus(change(each.amount)) }));
  return { gone, stays };
}

/** Takes shares out of a lot that has at least as many; of averaged ones it is said what basis they take along. */
export function takeOut(lot: Lot, shares: Decimal, averaged?: Decimal): Portion {
  const held = lot.shares;
  if (shares.greaterThan(held)) throw new Error(`the lot ${lot.name} has not that many shares`);
  const part = eachFigure(lot.figures, (amount) => partThatGoes(amount, shares, held));
  const figures = evened(lot.figures, { ...part, basis: averaged ?? part.basis });
  const pending = divideShares(lot.pending, (amount) => partThatGoes(amount, shares, held));
  const entitled = divideShares(lot.entitled, (number) => sharesThatGo(number, shares, held));
  lot.shares = held.minus(shares);
  lot.figures = figuresLess(lot.figures, figures);
  lot.pending = pending.stays;
  lot.entitled = entitled.stays;
  return {
    shares,
    origin: lot.origin,
    figures,
    pending: pending.gone,
    entitled: entitled.gone,
  };
}

/** The lot's name, with how many digits the numbers of its parts have before them. */
function sortingName({ name, cameFrom }: Lot): string {
  if (cameFrom === undefined) return name;
  const words = name.slice(cameFrom.name.length).split('/');
  const last = words.pop() ?? '';
  const isNumber = /^[0-9]+$/.test(last);
  return sortingName(cameFrom) + [...words, isNumber ? `${last.length}${last}` : last].join('/');
}

/** By the lots' names in code units; parts of one lot by their numbers. */
export function inOrderOfName(a: Lot, b: Lot): number {
  return compareText(sortingName(a), sortingName(b)) || compareText(a.name, b.name);
}

/** Earliest acquired first, ties by the lot's name. */
export function earliestFirst(a: Lot, b: Lot): number {
  return compareText(a.origin.acquired, b.origin.acquired) || inOrderOfName(a, b);
}

/** All lots of a book, and the names that each account has given. */
export class Lots {
  readonly all: Lot[] = [];
  readonly #names = new Map<string, Set<string>>();

  /** Keeps a name of an account from being given again. */
  reserve(accountId: string, name: string): void {
    if (!this.#names.has(accountId)) this.#names.set(accountId, new Set());
    present(this.#names.get(accountId)).add(name);
  }

  /** The base, or the base with the first number from 2 that makes it new in the account. */
  nameFrom(base: string, accountId: string): string {
    const isTaken = (name: string): boolean => this.#names.get(accountId)?.has(name) ?? false;
    let name = base;
    for (let number = 2; isTaken(name); number++) name = `${base}/${number}`;
    this.reserve(accountId, name);
    return name;
  }

  open(place: Place, portion: Portion): Lot {
    const opened = { ...place, ...portion, number: this.all.length };
    this.all.push(opened);
    return opened;
  }

  /** Lots of a security in an account, those without shares as well. */
  of(accountId: string, securityId: string): Lot[] {
    return this.all.filter((lot) => lot.accountId === accountId && lot.securityId === securityId);
  }

  /** Those with shares, earliest first. */
  heldOf(accountId: string, securityId: string): Lot[] {
    return this.of(accountId, securityId)
      .filter((lot) => lot.shares.greaterThan(0))
      .sort(earliestFirst);
  }
}
