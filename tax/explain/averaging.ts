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
import type { LotStep, ReducedStep } from './ledger.ts';
import { apportion, calledBy, difference, sum, tell } from './operations.ts';
import { RULES } from '../facts/teller.ts';
import { beyondAverage } from '../lots/averaged-floor.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Averaging, LotChange } from '../lots/pass-log.ts';
import { isWaiting } from '../lots/planned-distributions.ts';
import type { DuePart } from '../lots/return-of-capital.ts';

const rule = RULES.averageBasis;

export class AveragedFigures extends FiguresOfKind {
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

  /** A lot's part of the basis of all that are averaged. */
  basis(change: LotChange): Derivation {
    const { lot, day, basisAfter: value } = change;
    const { order, lots } = change.group as Averaging;
    const { ledger, shares, memo } = this.f;
    const label = `Averaged basis of ${day}, lot ${lot.name}`;
    const weight = (one: OpenLot): Derivation => shares.at(one, ledger.stepsBefore(one, order));
    const words = `is its part of the basis of ${lots.length} averaged lots on ${day}; the Lots screen lists what happened to each.`;
    const make = (): Derivation => {
      const whole = memo.get(lots, 'basis', () =>
        sum(this.#basisBefore(lots, order), 'usd', { label: `Basis of all on ${day}`, rule }),
      );
      const all = (): Derivation =>
        memo.get(lots, 'shares', () => {
          const more = otherLots((one: OpenLot) => exactOf(weight(one)));
          return sum(firstOf(lots, weight, more), 'shares', { label: `Averaged shares of ${day}` });
        });
      const part = { among: lots, place: lots.indexOf(lot), value, weight, all };
      return apportion(whole, part, { label, rule });
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
