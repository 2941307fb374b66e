/**
 * What is the basis of each share where the holder of a plan chose to average it? (section 8; section
 * 1012(c)(2) and (d), Reg. 1.1012-1(e))
 *
 * Example: 100 shares for $1,000.00 and 100 for $3,000.00: $2,000.00 for each hundred.
 * Awkward case: a return of capital of more than all of the averaged basis: what is beyond it is divided by
 * what is due on each lot.
 */
import type { Day } from '../values/days.ts';
import type { Account, AverageBasis } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { Taken } from './choosing.ts';
import { divideByLargestRemainder, round2, sum, ZERO } from './decimals.ts';
import { accountOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { Lot, Stay } from './lots.ts';
import { changeBasis } from './paying.ts';
import { at, compareText } from './present.ts';

function choiceFor(ledger: Ledger, accountId: string, securityId: string) {
  return ledger.averaged.find(
    (one) => one.accountId === accountId && one.securityId === securityId,
  );
}

export function isAveraged(ledger: Ledger, lot: Lot): boolean {
  const choice = choiceFor(ledger, lot.accountId, lot.securityId);
  if (choice === undefined || lot.shares.equals(0)) return false;
  return lot.origin.givenOn === undefined && lot.origin.acquired >= choice.from;
}

/** The averaged lots of a position, earliest first. */
function poolOf(ledger: Ledger, accountId: string, securityId: string): Lot[] {
  return ledger.lots.heldOf(accountId, securityId).filter((lot) => isAveraged(ledger, lot));
}

/** The account, as its lots of a security are chosen and reduced: averaged ones first in, first out, by shares. */
export function accountFor(ledger: Ledger, accountId: string, securityId: string): Account {
  const account = accountOf(ledger.facts, accountId);
  return choiceFor(ledger, accountId, securityId) === undefined
    ? account
    : { ...account, method: 'fifo', methodChanges: [], returnOfCapital: 'by-shares' };
}

export function chooseAverage(ledger: Ledger, entry: AverageBasis): void {
  const { accountId, securityId, date, acquired, last } = entry;
  const known = choiceFor(ledger, accountId, securityId);
  if (date < '2012-01-01' || (last === true && known === undefined)) {
    ledger.refusals.push({ code: 'contradictory-fact', entry, lots: [] });
    return;
  }
  ledger.averaged = ledger.averaged.filter((one) => one !== known);
  if (last === true) return;
  const from = acquired ?? ('2012-01-01' as Day);
  ledger.averaged = [...ledger.averaged, { accountId, securityId, from }];
}

function together(stays: readonly Stay[]): Stay[] {
  const byWords = new Map(stays.map((stay) => [JSON.stringify(Object.values(stay)), stay]));
  return [...byWords.values()];
}

/** Divides the basis of all averaged lots by their shares; all rest on what one of them rests on. */
export function averageAll(ledger: Ledger): void {
  for (const { accountId, securityId } of ledger.averaged) {
    const pool = poolOf(ledger, accountId, securityId);
    if (pool.length < 2) continue;
    const before = pool.flatMap((lot) => lot.origin.before);
    const from = at(pool.map((lot) => lot.origin.since).sort(), 0);
    const stated = pool.flatMap((lot) => lot.origin.opening ?? []);
    const opening = stated.sort((a, b) => compareText(b.date, a.date))[0];
    const basis = divideByLargestRemainder(
      sum(pool.map((lot) => lot.figures.basis)),
      pool.map((lot) => lot.shares),
    );
    pool.forEach((lot, i) => {
      const earlier = { securityId, from, to: lot.origin.since };
      const own = lot.origin.since > from ? [...before, earlier] : before;
      const rests = { before: together(own), opening: lot.origin.opening ?? opening };
      lot.origin = { ...lot.origin, ...rests };
      changeBasis(lot, at(basis, i).minus(lot.figures.basis));
    });
  }
}

/**
 * What some averaged lots' shares take along when they leave: together the basis of all by their number. Cents are
 * moved between the lots for it.
 */
export function leaveThePool(ledger: Ledger, taken: readonly Taken[]): ReadonlyMap<Lot, Decimal> {
  const leaving = new Map<Lot, Decimal>();
  for (const { accountId, securityId } of ledger.averaged) {
    const pool = poolOf(ledger, accountId, securityId);
    const gone = pool.map((lot) => taken.find((one) => one.lot === lot)?.shares ?? ZERO);
    const left = pool.map((lot, i) => lot.shares.minus(at(gone, i)));
    if (pool.length < 2 || sum(gone).isZero() || sum(left).isZero()) continue;
    const all = sum(pool.map((lot) => lot.figures.basis));
    const goes = round2(all.times(sum(gone)).div(sum(pool.map((lot) => lot.shares))));
    const parts = divideByLargestRemainder(goes, gone);
    const rests = divideByLargestRemainder(all.minus(goes), left);
    pool.forEach((lot, i) => {
      changeBasis(lot, at(parts, i).plus(at(rests, i)).minus(lot.figures.basis));
      leaving.set(lot, at(parts, i));
    });
  }
  return leaving;
}

/** What of the parts that are due on lots is more than the basis of those they are averaged with. */
export function beyondAverage(
  ledger: Ledger,
  due: readonly { readonly lot: Lot; readonly amount: Decimal }[],
): Decimal[] {
  const beyond = due.map(() => ZERO);
  for (const { accountId, securityId } of ledger.averaged) {
    const places = [...due.keys()].filter((i) => {
      const { lot } = at(due, i);
      const isThere = lot.accountId === accountId && lot.securityId === securityId;
      return isThere && isAveraged(ledger, lot);
    });
    const amounts = places.map((i) => at(due, i).amount);
    const pool = poolOf(ledger, accountId, securityId);
    const over = sum(amounts).minus(sum(pool.map((lot) => lot.figures.basis)));
    if (!over.greaterThan(0)) continue;
    const parts = divideByLargestRemainder(over, amounts);
    places.forEach((place, i) => (beyond[place] = at(parts, i)));
  }
  return beyond;
}
