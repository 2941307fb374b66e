/**
 * What do corporate actions, transfers and gifts do to the lots? (the calculation's section 8)
 *
 * Authority: Reg. 1.307-1 and Revenue Ruling 72-265 (splits), sections 355 and 358 (spin-offs),
 * 368(a)(1)(E) and 1036 (exchanges), 1223(1) (the holding period goes along), 1015 (gifts); Reg.
 * 1.305-3(c) and Revenue Procedure 77-41: cash for a fraction is a sale of the fraction.
 * Example: 25 shares, 1 for 8, $30.00 for the fraction: 3.125 shares, of which 0.125 are sold.
 * Awkward case: new shares that do not divide to eight decimals: the whole is rounded once and then
 * divided, so that the lots together hold what the broker's statement says.
 */
import { splitWaiting } from './wash-sales.ts';
import { securityLabel } from '../facts/model.ts';
import type {
  Exchange,
  Gift,
  PaidOnLots,
  SpinOff,
  Split,
  Transaction,
  Transfer,
} from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { NoticeCode } from '../facts/notices.ts';
import { accountFor, leaveThePool } from './averaging.ts';
import { cameBackTo, chooseLots } from './choosing.ts';
import type { Taken } from './choosing.ts';
import {
  divideByLargestRemainder,
  dollarsOf,
  SMALLEST_PART,
  rateOf,
  round2,
  roundShares,
  sharesOf,
  smaller,
  sum,
  ZERO,
} from './decimals.ts';
import { askLeaving, leaveTheBook, sell } from './disposing.ts';
import { takeBoot } from './paying.ts';
import type { Ledger } from './ledger.ts';
import { earliestFirst, evened, figuresLess, takeOut } from './lots.ts';
import type { Figures, Lot, Origin } from './lots.ts';
import { at, present } from './present.ts';

function refuse(ledger: Ledger, entry: Transaction, code: NoticeCode): void {
  // A liquidating distribution names the lot that it makes.
  const isTaken = 'lot' in entry && entry.action !== 'liquidation';
  const lots = isTaken && entry.lot !== null ? [entry.lot] : [];
  ledger.refusals.push({ code, entry, lots });
}

/** The lots of an entry that says how many shares, or from which lot; undefined when refused. */
function chosenFor(
  ledger: Ledger,
  entry: Exchange | Transfer | Gift,
): readonly Taken[] | undefined {
  const choice = chooseLots(ledger.lots, {
    account: accountFor(ledger, entry.accountId, entry.securityId),
    securityId: entry.securityId,
    date: entry.date,
    shares: entry.shares === null ? null : sharesOf(entry.shares),
    lot: entry.lot,
    picks: [],
    proceeds: undefined,
  });
  if ('taken' in choice) return choice.taken;
  ledger.refusals.push({ code: choice.problem, entry, lots: choice.lots });
  return undefined;
}

/** Everything the account holds of the security, earliest first; undefined when that is nothing. */
export function wholePosition(
  ledger: Ledger,
  entry: Split | SpinOff | PaidOnLots,
): readonly Taken[] | undefined {
  const held = ledger.lots.heldOf(entry.accountId, entry.securityId);
  if (held.length > 0) return held.map((lot) => ({ lot, shares: lot.shares }));
  refuse(ledger, entry, 'nothing-held');
  return undefined;
}

interface Converted {
  readonly parts: readonly Decimal[];
  /** Whether a lot's part was rounded to nothing, in the order of the parts. */
  readonly tiny: readonly boolean[];
}

/**
 * New shares for those that are taken, lot by lot; undefined when they are too few. A lot whose part is
 * rounded to nothing has the smallest part of a share, of the lot with the most.
 */
function converted(
  ledger: Ledger,
  entry: Split | SpinOff | Exchange,
  taken: readonly Taken[],
): Converted | undefined {
  const old = taken.map(({ shares }) => shares);
  const { newShares, oldShares } = entry.ratio;
  const whole = roundShares(sum(old).times(rateOf(newShares)).div(rateOf(oldShares)));
  const rounded = divideByLargestRemainder(whole, old, SMALLEST_PART);
  const tiny = rounded.map((part) => part.equals(0));
  const given = SMALLEST_PART.times(tiny.filter((each) => each).length);
  const most = rounded.reduce((a, b) => (b.greaterThan(a) ? b : a));
  if (whole.equals(0) || most.lessThanOrEqualTo(given)) {
    refuse(ledger, entry, 'invalid-transaction');
    return undefined;
  }
  const giver = rounded.findIndex((part) => part.equals(most));
  const parts = rounded.map((part, i) =>
    i === giver ? part.minus(given) : at(tiny, i) ? SMALLEST_PART : part,
  );
  return { parts, tiny };
}

/** Whether a fraction is the one that is left over, as statements print it: never where none is. */
function isPrinted(stated: Decimal, left: Decimal): boolean {
  const last = stated.times(100).isInteger() ? '0.01' : '0.001';
  return !left.equals(0) && stated.minus(left).abs().lessThan(last);
}

/** Sells the fraction that cash was paid for, out of the lots that hold the new shares. */
function cashForFraction(
  ledger: Ledger,
  entry: Split | SpinOff | Exchange,
  holding: readonly Lot[],
  tiny: readonly boolean[],
): void {
  const stated = entry.cashShares === null ? undefined : sharesOf(entry.cashShares);
  if (entry.amount === 0n && (stated === undefined || stated.equals(0))) return;
  const held = sum(holding.map((lot) => lot.shares));
  const fraction = stated ?? held.mod(1);
  if (fraction.equals(0) || fraction.greaterThan(held) || fraction.greaterThanOrEqualTo(1)) {
    refuse(ledger, entry, 'no-fraction');
    return;
  }
  const securityId = 'toSecurityId' in entry ? entry.toSecurityId : entry.securityId;
  const inAccount = sum(ledger.lots.heldOf(entry.accountId, securityId).map((lot) => lot.shares));
  if (stated && ![held, inAccount].some((all) => isPrinted(stated, all.mod(1))))
    ledger.doubts.push(entry);
  const taken: Taken[] = [];
  let missing = fraction;
  const tinyFirst = (a: Lot, b: Lot): number =>
    Number(at(tiny, holding.indexOf(b))) - Number(at(tiny, holding.indexOf(a)));
  for (const lot of [...holding].sort((a, b) => tinyFirst(a, b) || earliestFirst(a, b))) {
    const shares = smaller(missing, lot.shares);
    if (shares.greaterThan(0)) taken.push({ lot, shares });
    missing = missing.minus(shares);
  }
  sell(ledger, 'cash-for-fraction', entry, taken, dollarsOf(entry.amount));
}

export function split(ledger: Ledger, entry: Split): void {
  splitWaiting(ledger, entry);
  const taken = wholePosition(ledger, entry);
  const made = taken && converted(ledger, entry, taken);
  if (taken === undefined || made === undefined) return;
  const { parts, tiny } = made;
  taken.forEach(({ lot }, i) => (lot.shares = at(parts, i)));
  cashForFraction(
    ledger,
    entry,
    taken.map(({ lot }) => lot),
    tiny,
  );
}

/** What came by spin-off or exchange is no purchase, whatever the old shares were. */
function noPurchase(origin: Origin, entry: SpinOff | Exchange): Origin {
  const old = { securityId: entry.securityId, from: origin.since, to: entry.date };
  return {
    ...origin,
    purchase: undefined,
    isReplacement: false,
    since: entry.date,
    before: [...origin.before, old],
  };
}

/** Basis that goes to the new company; distributions received stay with the old shares. */
function spunOff(figures: Figures, percent: Decimal): Figures {
  const part = (amount: Decimal): Decimal => round2(amount.times(percent).div(100));
  return {
    cost: part(figures.cost),
    basis: part(figures.basis),
    lossBasis: part(figures.lossBasis),
    disallowedLossAdded: part(figures.disallowedLossAdded),
    otherChanges: part(figures.otherChanges),
    reducedBefore: part(figures.reducedBefore),
    reducedInYear: part(figures.reducedInYear),
    capitalGainReceived: ZERO,
  };
}

export function spinOff(ledger: Ledger, entry: SpinOff): void {
  const taken = wholePosition(ledger, entry);
  const made = taken && converted(ledger, entry, taken);
  if (taken === undefined || made === undefined) return;
  const { parts, tiny } = made;
  const to = present(ledger.facts.securities.find((each) => each.id === entry.toSecurityId));
  const opened = taken.map(({ lot }, i) => {
    const figures = evened(lot.figures, spunOff(lot.figures, rateOf(entry.percent)));
    lot.figures = figuresLess(lot.figures, figures);
    const place = {
      name: ledger.lots.nameFrom(`${lot.name}/${securityLabel(to)}`, entry.accountId),
      accountId: entry.accountId,
      securityId: entry.toSecurityId,
      cameFrom: lot,
      isDistributed: true,
    };
    const origin = { ...noPurchase(lot.origin, entry), root: { entry }, entitledTo: [] };
    const shares = at(parts, i);
    return ledger.lots.open(place, { shares, origin, figures, pending: [], entitled: [] });
  });
  ledger.arrivals.push({ securityId: entry.toSecurityId, day: entry.date });
  cashForFraction(ledger, entry, opened, tiny);
}

/** A lot and the part that was split off from it, or came back to it, stay one lot to who names it, when both move. */
function keepTogether(taken: readonly Taken[], opened: readonly Lot[]): void {
  taken.forEach(({ lot }, i) => {
    const before = cameBackTo(lot);
    const whole = taken.findLastIndex(
      (other) => other.lot === lot.splitOffFrom || other.lot === before,
    );
    if (whole !== -1) at(opened, i).splitOffFrom = at(opened, whole);
  });
}

export function exchange(ledger: Ledger, entry: Exchange): void {
  const taken = chosenFor(ledger, entry);
  const made = taken && converted(ledger, entry, taken);
  if (taken === undefined || made === undefined) return;
  const { parts, tiny } = made;
  const before = taken.map(({ lot, shares }) => ({ name: lot.name, shares }));
  const averaged = leaveThePool(ledger, taken);
  const opened = taken.map(({ lot, shares }, i) => {
    const isWhole = shares.equals(lot.shares);
    const place = {
      name: isWhole ? lot.name : ledger.lots.nameFrom(lot.name, entry.accountId),
      accountId: entry.accountId,
      securityId: entry.toSecurityId,
      cameFrom: lot,
    };
    const portion = takeOut(lot, shares, averaged.get(lot));
    const origin = noPurchase(portion.origin, entry);
    return ledger.lots.open(place, { ...portion, origin, shares: at(parts, i) });
  });
  keepTogether(taken, opened);
  ledger.arrivals.push({ securityId: entry.toSecurityId, day: entry.date });
  takeBoot(ledger, entry, before, opened);
  cashForFraction(ledger, entry, opened, tiny);
}

export function transfer(ledger: Ledger, entry: Transfer): void {
  const taken = chosenFor(ledger, entry) ?? [];
  const averaged = leaveThePool(ledger, taken);
  const opened = taken.map(({ lot, shares }) => {
    const place = {
      name: ledger.lots.nameFrom(lot.name, entry.toAccountId),
      accountId: entry.toAccountId,
      securityId: entry.securityId,
      cameFrom: lot,
    };
    return ledger.lots.open(place, takeOut(lot, shares, averaged.get(lot)));
  });
  keepTogether(taken, opened);
}

export function gift(ledger: Ledger, entry: Gift): void {
  const taken = chosenFor(ledger, entry) ?? [];
  const averaged = leaveThePool(ledger, taken);
  for (const { lot, shares } of taken) {
    askLeaving(ledger, lot, lot.origin, entry.date);
    const portion = takeOut(lot, shares, averaged.get(lot));
    const before = portion.pending.map(({ payment }) => payment);
    ledger.given.push({ entry, lotName: lot.name, before });
    leaveTheBook(portion, entry.date);
  }
}
