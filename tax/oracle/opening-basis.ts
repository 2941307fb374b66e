/**
 * What is a lot whose basis is stated for a day? (section 8, ours: the computation begins there)
 *
 * Example: $2,415.00 stated for 2005-01-01: cost and basis are that, whatever was there before.
 * Awkward case: two amounts for one lot and day: neither counts.
 */
import type { Day } from '../values/days.ts';
import { isAcquisition } from '../facts/model.ts';
import type { OpeningBasis, Transaction } from '../facts/model.ts';
import { chooseLots } from './choosing.ts';
import { ZERO, divideByLargestRemainder, dollarsOf, smaller, sum } from './decimals.ts';
import { askLeaving } from './disposing.ts';
import { accountOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { at } from './present.ts';

function isSameLot(a: OpeningBasis, b: OpeningBasis): boolean {
  return a.accountId === b.accountId && a.securityId === b.securityId && a.lot === b.lot;
}

function stateBasis(ledger: Ledger, entry: OpeningBasis, all: readonly Transaction[]): void {
  const { accountId, securityId, lot: name, date } = entry;
  const refuse = (code: 'contradictory-fact' | 'unknown-lot' | 'nothing-held' | 'oversold'): void =>
    void ledger.refusals.push({ code, entry, lots: [name] });
  const others = all.filter((other) => other.action === 'opening-basis' && other.date === date);
  const isContradicted = others.some(
    (other) =>
      other.action === 'opening-basis' && isSameLot(other, entry) && other.amount !== entry.amount,
  );
  if (isContradicted) {
    refuse('contradictory-fact');
    return;
  }
  const account = accountOf(ledger.facts, accountId);
  const choice = chooseLots(ledger.lots, {
    account,
    securityId,
    date,
    shares: null,
    lot: name,
    picks: [],
    proceeds: undefined,
  });
  if (!('taken' in choice)) {
    const comesLater = all.some(
      (other) =>
        isAcquisition(other) &&
        other.accountId === accountId &&
        other.securityId === securityId &&
        other.lot === name,
    );
    const isLater = choice.problem === 'unknown-lot' && comesLater;
    refuse(isLater ? 'contradictory-fact' : choice.problem);
    return;
  }
  const putIn = sum(choice.taken.map(({ lot }) => lot.figures.cost.plus(lot.figures.otherChanges)));
  if (putIn.greaterThan(0) && dollarsOf(entry.amount).minus(putIn).greaterThan(1))
    ledger.doubts.push(entry);
  const parts = divideByLargestRemainder(
    dollarsOf(entry.amount),
    choice.taken.map(({ shares }) => shares),
  );
  choice.taken.forEach(({ lot }, i) => {
    const basis = at(parts, i);
    const { basis: before, lossBasis } = lot.figures;
    // Nothing is left of it: it can have become gain before.
    if (before.equals(0) && lot.figures.cost.greaterThan(0))
      askLeaving(ledger, lot, lot.origin, date);
    const off = before.greaterThan(basis) ? before.minus(basis) : ZERO;
    lot.figures = {
      ...lot.figures,
      cost: basis,
      basis,
      lossBasis: smaller(lossBasis.greaterThan(off) ? lossBasis.minus(off) : ZERO, basis),
      disallowedLossAdded: ZERO,
      otherChanges: ZERO,
      reducedBefore: ZERO,
      reducedInYear: ZERO,
    };
    lot.origin = { ...lot.origin, since: date, before: [], opening: entry, isStated: true };
  });
}

/** What is stated for a day, before anything else happens on it. */
export function stateBases(ledger: Ledger, all: readonly Transaction[], day: Day): void {
  for (const entry of all)
    if (entry.action === 'opening-basis' && entry.date === day) stateBasis(ledger, entry, all);
}
