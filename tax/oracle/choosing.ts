/**
 * Which lots do the shares of an entry come from? (section 7, first paragraph)
 *
 * Authority: Reg. 1.1012-1(c) (adequate identification, else first-in, first-out); the other orders
 * are the calculation's. Prices per share are compared by multiplying out, so that ties are ties.
 * Example: lots at $10 and $20 a share, 5 shares by highest basis: the lot at $20.
 * Awkward case: a named lot of which wash sales have split off parts: the parts are still the lot
 * that its holder means, so they follow it.
 */
import type { Day } from '../values/days.ts';
import type { Account, LotMethod, LotPick } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { sharesOf, smaller, sum, ZERO } from './decimals.ts';
import { heldMoreThanOneYear } from './holding.ts';
import { earliestFirst, inOrderOfName } from './lots.ts';
import type { Lot, Lots } from './lots.ts';
import { compareText, present } from './present.ts';

export interface Taken {
  readonly lot: Lot;
  readonly shares: Decimal;
}

type Choice =
  | { readonly taken: readonly Taken[] }
  | {
      readonly problem: 'oversold' | 'unknown-lot' | 'nothing-held';
      /** The lot in question, where one was named. */
      readonly lots: readonly string[];
    };

interface Request {
  readonly account: Account;
  readonly securityId: string;
  readonly date: Day;
  /** Null: all there are. */
  readonly shares: Decimal | null;
  readonly lot: string | null;
  readonly picks: readonly LotPick[];
  /** What all the shares bring; undefined where nothing is paid for them. */
  readonly proceeds: Decimal | undefined;
}

/** The account's method on a day. */
function methodOn(account: Account, date: Day): LotMethod {
  let method = account.method;
  for (const change of account.methodChanges) if (change.from <= date) method = change.method;
  return method;
}

function isLong(lot: Lot, date: Day): boolean {
  return lot.origin.inherited || heldMoreThanOneYear(lot.origin.heldSince, date);
}

/** More than zero when a share of `a` has the higher basis. */
function compareBasisPerShare(a: Lot, b: Lot): number {
  return a.figures.basis.times(b.shares).comparedTo(b.figures.basis.times(a.shares));
}

/** The groups of lowest tax: 0 loses money, 1 brings nothing, 2 is long-term, 3 is the rest. */
function taxGroup(lot: Lot, { date, shares, proceeds }: Request): number {
  // Basis per share above price per share, multiplied out.
  const isAbove = (basis: Decimal): boolean =>
    basis.times(present(shares ?? undefined)).greaterThan(present(proceeds).times(lot.shares));
  const { basis, lossBasis } = lot.figures;
  if (isAbove(lot.origin.givenOn === undefined ? basis : lossBasis)) return 0;
  if (isAbove(basis)) return 1;
  return isLong(lot, date) ? 2 : 3;
}

/** The lots with shares, in the order in which the account's method takes them. */
function inOrderOfMethod(held: readonly Lot[], request: Request): Lot[] {
  const method = methodOn(request.account, request.date);
  const highestFirst = (a: Lot, b: Lot): number =>
    compareBasisPerShare(b, a) || earliestFirst(a, b);
  if (method === 'lifo')
    return [...held].sort(
      (a, b) => compareText(b.origin.acquired, a.origin.acquired) || inOrderOfName(a, b),
    );
  if (method === 'hifo') return [...held].sort(highestFirst);
  if (method === 'lofo')
    return [...held].sort((a, b) => compareBasisPerShare(a, b) || earliestFirst(a, b));
  if (method === 'lowest-tax' && request.proceeds !== undefined)
    return [...held].sort(
      (a, b) => taxGroup(a, request) - taxGroup(b, request) || highestFirst(a, b),
    );
  return [...held].sort(earliestFirst);
}

/** The lot of the same place that shares were in before they left it; undefined where they never did. */
export function cameBackTo(lot: Lot): Lot | undefined {
  let before = lot.isDistributed ? undefined : lot.cameFrom;
  while (before && (before.accountId !== lot.accountId || before.securityId !== lot.securityId))
    before = before.isDistributed ? undefined : before.cameFrom;
  return before;
}

/** The lot of a name, what wash sales split off from it, and what came back; undefined where there is none. */
function named(lots: Lots, request: Request, name: string): Lot[] | undefined {
  const book = lots.of(request.account.id, request.securityId);
  const whole = book.find((each) => each.name === name);
  if (whole === undefined) return undefined;
  const found: Lot[] = [];
  const find = (lot: Lot): void => {
    if (found.includes(lot)) return;
    found.push(lot);
    book.filter((each) => each.splitOffFrom === lot || cameBackTo(each) === lot).forEach(find);
  };
  find(whole);
  return found;
}

/** Takes shares from lots in their order; `already` says what earlier picks took. */
function takeInOrder(
  inOrder: readonly Lot[],
  wanted: Decimal,
  already: readonly Taken[],
): Taken[] | undefined {
  const taken: Taken[] = [];
  let missing = wanted;
  for (const lot of inOrder) {
    const gone = sum(already.filter((each) => each.lot === lot).map((each) => each.shares));
    const shares = smaller(missing, lot.shares.minus(gone));
    if (shares.equals(0)) continue;
    taken.push({ lot, shares });
    missing = missing.minus(shares);
  }
  return missing.equals(0) ? taken : undefined;
}

function allOf(inOrder: readonly Lot[], lots: readonly string[]): Choice {
  const taken = inOrder
    .filter((lot) => lot.shares.greaterThan(ZERO))
    .map((lot) => ({ lot, shares: lot.shares }));
  return taken.length === 0 ? { problem: 'nothing-held', lots } : { taken };
}

/** Two picks can meet in a part of a divided lot: it is sold once. */
function oneForEachLot(taken: readonly Taken[]): Taken[] {
  const lots = [...new Set(taken.map((each) => each.lot))];
  return lots.map((lot) => ({
    lot,
    shares: sum(taken.filter((each) => each.lot === lot).map((each) => each.shares)),
  }));
}

export function chooseLots(lots: Lots, request: Request): Choice {
  const { account, securityId, shares } = request;
  if (request.picks.length > 0) {
    const taken: Taken[] = [];
    for (const pick of request.picks) {
      const own = named(lots, request, pick.lot);
      if (own === undefined) return { problem: 'unknown-lot', lots: [pick.lot] };
      const more = takeInOrder(own, sharesOf(pick.shares), taken);
      if (more === undefined) return { problem: 'oversold', lots: [pick.lot] };
      taken.push(...more);
    }
    return { taken: oneForEachLot(taken) };
  }
  if (request.lot !== null) {
    const own = named(lots, request, request.lot);
    if (own === undefined) return { problem: 'unknown-lot', lots: [request.lot] };
    if (shares === null) return allOf(own, [request.lot]);
    const taken = takeInOrder(own, shares, []);
    return taken === undefined ? { problem: 'oversold', lots: [request.lot] } : { taken };
  }
  const held = lots.heldOf(account.id, securityId);
  if (shares === null) return allOf(held, []);
  if (shares.greaterThan(sum(held.map((lot) => lot.shares))))
    return { problem: 'oversold', lots: [] };
  return { taken: present(takeInOrder(inOrderOfMethod(held, request), shares, [])) };
}
