/**
 * Where is the basis of averaged shares from? It is their part of the basis of all of them, as each was just
 * before; what a return of capital takes off them is at most that.
 *
 * Example: "100 of 200 shares of $4,000.00 is $2,000.00."
 * Awkward case: a lot that was averaged very often: from some depth on the basis is only named.
 */
import { exactOf, type Derivation } from './derivation.ts';
import { firstOf, otherLots } from './cutting.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import { sharesThatLeft, type LotStep, type ReducedStep } from './ledger.ts';
import { apportion, calledBy, difference, sum, tell } from './operations.ts';
import { RULES } from '../facts/teller.ts';
import { beyondAverage } from '../lots/averaged-floor.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Averaging, LotChange } from '../lots/pass-log.ts';
import { isWaiting } from '../lots/planned-distributions.ts';
import type { DuePart } from '../lots/return-of-capital.ts';

const rule = RULES.averageBasis;

export class AveragedFigures extends FiguresOfKind {
  /** Whether some of a lot's shares left with their part of the basis of all that are averaged. */
  leaves({ group, kind, sharesAfter }: LotChange): boolean {
    return group !== null && kind !== 'averaged' && sharesAfter > 0n;
  }

  /** The basis of each lot just before something. */
  #basisBefore(lots: readonly OpenLot[], order: number): Derivation[] {
    const { carried, ledger } = this.f;
    const basisOf = (one: OpenLot): Derivation =>
      carried.at(one, 'basis', ledger.stepsBefore(one, order));
    const more = { ...otherLots((one: OpenLot) => exactOf(basisOf(one))), unit: 'usd' as const };
    return firstOf(lots, basisOf, more);
  }

  /** The last of so many steps by which a lot was averaged: nothing before it is a part of its basis. */
  last(lot: OpenLot, count: number): number {
    const steps = this.f.ledger.stepsOf(lot).slice(0, count);
    const isAveraged = (step: LotStep): boolean =>
      step.kind === 'trade' && step.change.kind === 'averaged';
    return Math.max(0, steps.findLastIndex(isAveraged));
  }

  #sharesOf({ group }: LotChange, lot: OpenLot): Derivation {
    const { ledger, shares } = this.f;
    return shares.at(lot, ledger.stepsBefore(lot, (group as Averaging).order));
  }

  /** The basis of all that are averaged, just before. */
  #whole({ day, group }: LotChange): Derivation {
    const { lots, order } = group as Averaging;
    return this.f.memo.get(lots, 'basis', () =>
      sum(this.#basisBefore(lots, order), 'usd', { label: `Basis of all on ${day}`, rule }),
    );
  }

  #allShares(change: LotChange): Derivation {
    const { lots } = change.group as Averaging;
    return this.f.memo.get(lots, 'shares', () => {
      const weight = (one: OpenLot): Derivation => this.#sharesOf(change, one);
      const more = otherLots((one: OpenLot) => exactOf(weight(one)));
      const label = `Averaged shares of ${change.day}`;
      return sum(firstOf(lots, weight, more), 'shares', { label });
    });
  }

  /** What of the basis of all goes with the shares that leave together. */
  #goesWithAll(change: LotChange): { readonly shares: Derivation; readonly basis: Derivation } {
    const { day, group } = change;
    const changes = this.f.ledger.leftWith(group as Averaging);
    const taken = (one: LotChange): Derivation => this.f.shares.taken(one);
    const shares = this.f.memo.get(group as Averaging, 'gone', () =>
      sum(firstOf(changes, taken, otherLots(sharesThatLeft)), 'shares', {
        label: `Averaged shares that left on ${day}`,
      }),
    );
    const basis = this.f.memo.get(group as Averaging, 'taken', () =>
      tell({ label: `Basis of the averaged shares that left on ${day}` }).share(
        this.#whole(change),
        shares,
        this.#allShares(change),
        'averageBasis',
      ),
    );
    return { shares, basis };
  }

  /** What the shares of one lot took of it along. */
  leaving(change: LotChange): Derivation {
    return this.f.memo.get(change, 'leaving', () => {
      const among = this.f.ledger.leftWith(change.group as Averaging);
      const { shares, basis } = this.#goesWithAll(change);
      const part = {
        among,
        place: among.indexOf(change),
        value: -change.basisChange,
        weight: (one: LotChange): Derivation => this.f.shares.taken(one),
        all: () => shares,
      };
      const label = `Averaged basis of the shares that left the lot ${change.lot.name} on ${change.day}`;
      return apportion(basis, part, { label, rule });
    });
  }

  /** What it has left of its basis. */
  staying(change: LotChange, before: Derivation, label: string): Derivation {
    return difference(before, [this.leaving(change)], { label, rule });
  }

  /** A lot's basis when shares are about to leave: what goes with them, and its part of what stays. */
  #beforeLeaving(change: LotChange, label: string): Derivation {
    const { day, lot } = change;
    const { lots } = change.group as Averaging;
    const left = this.f.ledger.leftWith(change.group as Averaging);
    const leavesBy = new Map(left.map((one) => [one.lot, one]));
    const staysOf = (one: OpenLot): Derivation => {
      const held = this.#sharesOf(change, one);
      const leaves = leavesBy.get(one);
      if (!leaves) return held;
      return difference(held, [this.f.shares.taken(leaves)], {
        label: `Shares that stay in the lot ${one.name}`,
      });
    };
    const own = leavesBy.get(lot);
    const goes = own ? [this.leaving(own)] : [];
    const among = lots.filter((one) => exactOf(staysOf(one)) > 0n);
    const place = among.indexOf(lot);
    if (place < 0) return sum(goes, 'usd', { label, rule });
    const { shares, basis } = this.#goesWithAll(change);
    const kept = difference(this.#whole(change), [basis], {
      label: `Basis of the averaged shares that stay on ${day}`,
      rule,
    });
    const all = (): Derivation =>
      difference(this.#allShares(change), [shares], {
        label: `Averaged shares that stay on ${day}`,
      });
    const value = change.basisAfter - goes.reduce((total, one) => total + exactOf(one), 0n);
    const stays = apportion(kept, { among, place, value, weight: staysOf, all }, { label, rule });
    return goes.length === 0 ? stays : sum([...goes, stays], 'usd', { label, rule });
  }

  /** A lot's part of the basis of all that are averaged. */
  basis(change: LotChange): Derivation {
    const { lot, day, basisAfter: value } = change;
    const { lots } = change.group as Averaging;
    const { memo } = this.f;
    const label = `Averaged basis of ${day}, lot ${lot.name}`;
    const weight = (one: OpenLot): Derivation => this.#sharesOf(change, one);
    const words = `is its part of the basis of ${lots.length} averaged lots on ${day}; the Lots screen lists what happened to each.`;
    const make = (): Derivation => {
      if ((change.group as Averaging).leaving !== null) return this.#beforeLeaving(change, label);
      const all = (): Derivation => this.#allShares(change);
      const part = { among: lots, place: lots.indexOf(lot), value, weight, all };
      return apportion(this.#whole(change), part, { label, rule });
    };
    return memo.get(change, 'averaged', () => this.follow(make, () => value, 'usd', label, words));
  }

  /** What a return of capital takes off a lot where it is more than the basis of all that are averaged. */
  reduction({ run, place }: ReducedStep, due: Derivation, lot: OpenLot): Derivation | undefined {
    const { ledger, payments, carried } = this.f;
    const isOwn = (part: DuePart): boolean => part.lot === lot && part.place === place;
    const excess = ledger.toldOf(run).beyond.find((one) => one.due.some(isOwn));
    if (!excess) return undefined;
    const dueOf = (part: DuePart): Derivation => {
      const count = ledger.stepsBefore(part.lot, excess.order);
      const at = { run, place: part.place };
      return isWaiting(run.planned)
        ? carried.ofPayment(part.lot, at, 'pending', count)
        : payments.lotPart(at);
    };
    const words = calledBy({
      due: 'Return of capital of all averaged lots',
      basis: 'Basis of all averaged lots',
      over: 'Beyond the basis of all averaged lots',
      part: `Beyond the averaged basis, lot ${lot.name}`,
    });
    const bases = this.#basisBefore(excess.lots, excess.order);
    const names = excess.due.map(() => 'part');
    const beyond = beyondAverage(tell(words), excess.due.map(dueOf), bases, names);
    const own = beyond?.[excess.due.findIndex(isOwn)] as Derivation;
    return difference(due, [own], { label: `Basis reduction, lot ${lot.name}`, rule });
  }
}
