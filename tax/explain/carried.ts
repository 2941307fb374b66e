/**
 * Where is what a lot's shares carry from: basis, cost, what was added and taken, what of a payment goes
 * along with them? Each of them begins with the entry that made the lot, or with the part of another lot
 * that came in; returns of capital, disallowed losses and spun-off shares change it, and whatever leaves
 * takes a part along.
 *
 * Example: $3,800.00 − $15.99 − $15.99 − $15.99 − $15.99 = $3,736.04. 40 of 100 entitled shares are
 * transferred before January 1: "40 of 100 shares of $30.00 is $12.00." waits on their new lot.
 * Awkward case: a lot with very many sales shows the latest ones; all before are one line.
 */
import type { Day } from '../values/days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { LISTED_SALES } from './cutting.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import {
  isWaiting,
  sharesThatLeft,
  type Departure,
  type LotStep,
  type PaymentPlace,
  type ReducedStep,
  type TradeStep,
} from './ledger.ts';
import { amountFact, basisPercentFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { addedUp, difference, nothing, others, smallest, sum, tell, textOf } from './operations.ts';
import { isAcquisition, type SpinOff } from '../facts/model.ts';
import {
  goesWithSpinOff,
  LOSS_IS_ADDED_TO,
  returnedOf,
  trackerOf,
  type CarriedName,
} from '../lots/carried.ts';
import { COUNTING } from '../lots/counting.ts';
import type { Cents } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import { tookShares, type LotChange } from '../lots/pass-log.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';

import { dollars, transactionText } from '../facts/wording.ts';

/** What of a payment goes along: a part that waits for January 1, or the entitled shares. */
type OfPayment = 'pending' | 'entitled';

const NAMES: Readonly<Record<CarriedName, string>> = {
  basis: 'Adjusted basis',
  cost: 'Cost',
  lossAdded: 'Disallowed losses added',
  reducedBefore: 'Return of capital of earlier years',
  reducedInYear: 'Return of capital of the year',
  capitalGainReceived: 'Capital gain distributions received',
};

/** All changes of a figure before the listed ones, as one line. */
function earlierChanges(
  begin: Derivation,
  value: bigint,
  name: string,
  { day }: LotStep,
  count: number,
): Derivation {
  const words = `left in sales, moves and payments up to ${day}; the Lots screen lists each of them.`;
  const gone = others(exactOf(begin) - value, begin.unit, `${count} earlier changes`, words);
  return difference(begin, [gone], { label: `${name} on ${day}`, rule: RULES.basis });
}

export class CarriedFigures extends FiguresOfKind {
  readonly #ids = new Map<PaymentRun, number>();

  /** A figure of a lot after so many of its steps. */
  at(lot: OpenLot, figure: CarriedName, count: number): Derivation {
    const steps = this.f.ledger.stepsOf(lot);
    let moment = count;
    while (moment > 1 && !this.#changes(steps[moment - 1] as LotStep, figure)) moment--;
    return this.f.memo.get(lot, `${figure} ${moment}`, () => this.#follow(lot, figure, moment));
  }

  #changes(step: LotStep, figure: CarriedName): boolean {
    if (step.kind === 'capitalGain') return figure === 'capitalGainReceived';
    if (step.kind === 'reduced') {
      const { taxYear } = step.run.planned;
      return figure === 'basis' || figure === trackerOf(taxYear, this.f.ledger.run.taxYear);
    }
    const { kind } = step.change;
    if (kind === 'washSale') return LOSS_IS_ADDED_TO.some((name) => name === figure);
    return kind === 'spunOff' ? goesWithSpinOff(figure) : tookShares(kind);
  }

  #follow(lot: OpenLot, figure: CarriedName, count: number): Derivation {
    const steps = this.f.ledger.stepsOf(lot);
    const begin = this.#begin(lot, figure);
    const label = nameOf(figure, lot);
    const cut = this.#cutOf(lot, count);
    let current = begin;
    if (cut > 0) {
      const value = (steps[cut] as TradeStep).change.after?.[figure] ?? 0n;
      current = earlierChanges(begin, value, label, steps[cut] as LotStep, cut);
    }
    let added: Derivation[] = [];
    let taken: Derivation[] = [];
    const settle = (): void => {
      if (added.length > 0) {
        const rule = figure === 'basis' || figure === 'cost' ? RULES.washBasis : RULES.basis;
        current = addedUp(isNothing(current) ? added : [current, ...added], { label, rule });
      }
      if (taken.length > 0) current = difference(current, taken, { label, rule: RULES.basis });
      added = [];
      taken = [];
    };
    for (let place = cut + 1; place < count; place++) {
      const step = steps[place] as LotStep;
      if (!this.#changes(step, figure)) continue;
      if (step.kind !== 'trade') {
        const isReduced = step.kind === 'reduced';
        const amount = isReduced
          ? this.reduction(lot, place)
          : this.f.payments.lotCapitalGain(step);
        if (exactOf(amount) !== 0n) (figure === 'basis' ? taken : added).push(amount);
      } else if (step.change.kind === 'washSale') {
        if (taken.length > 0) settle();
        added.push(this.f.sales.disallowed(this.f.ledger.matchOf(lot)));
      } else {
        settle();
        current = this.#left(step.change, current, label);
      }
      // A sum is written before what was taken since.
      if (added.length > 0 && taken.length > 0) settle();
    }
    settle();
    return current;
  }

  /** The last step that a list of the latest departures leaves out; 0 where it shows all. */
  #cutOf(lot: OpenLot, count: number): number {
    const { left } = this.f.ledger.marksOf(lot);
    const until = firstIndex(left, (place) => place >= count);
    return left[until - LISTED_SALES - 1] ?? 0;
  }

  /** What stays of a figure when shares leave, or shares of another company are distributed. */
  #left(change: LotChange, before: Derivation, name: string): Derivation {
    if (exactOf(before) === 0n) return before;
    const label = `${name} after ${change.day}`;
    if (change.kind === 'spunOff') {
      const rate = basisPercentFact(change.trade?.transaction as SpinOff);
      return tell({ label }).restOfPercent(before, rate, 'spinOff');
    }
    if (change.sharesAfter === 0n) {
      return nothing('usd', { label, explanation: `All shares left the lot on ${change.day}.` });
    }
    return this.#part('rest', change, before, label);
  }

  /** The part of an amount that left a lot with some of its shares, or what stayed. */
  #part(which: 'share' | 'rest', change: LotChange, before: Derivation, label: string): Derivation {
    const { shares } = this.f;
    return tell({ label })[which](before, shares.taken(change), shares.held(change), 'partOfLot');
  }

  /** The part of an amount that left a lot with some of its shares. */
  #goes(change: LotChange, before: Derivation, label: string): Derivation {
    if (change.sharesAfter === 0n || exactOf(before) === 0n) return before;
    return this.#part('share', change, before, label);
  }

  /** The part of a figure that left a lot with some of its shares. */
  leaving(change: LotChange, figure: CarriedName): Derivation {
    const { lot, day } = change;
    const before = this.at(lot, figure, this.f.ledger.placeOfChange(change));
    const label = `${NAMES[figure]} of the shares that left the lot ${lot.name} on ${day}`;
    return this.#goes(change, before, label);
  }

  /** The figure with which a lot began. */
  #begin(lot: OpenLot, figure: CarriedName): Derivation {
    return this.f.memo.get(lot, figure, () => {
      const departure = this.f.ledger.departureOf(lot);
      const label = nameOf(figure, lot);
      const explanation = `There was none when the lot ${lot.name} began.`;
      const none = (): Derivation => nothing('usd', { label, explanation });
      if (!departure) {
        const { maker } = lot;
        if (!isAcquisition(maker)) throw new Error('a lot that nothing has made');
        const isPaid = figure === 'basis' || figure === 'cost';
        return isPaid ? amountFact(maker, 'Cost, with fees') : none();
      }
      const { way, from, change } = departure;
      if (way === 'spin-off' && !goesWithSpinOff(figure)) return none();
      const words = `came on ${change.day} from the lot ${from.name}, after many moves; the Lots screen lists each of them.`;
      const value = (): bigint => change.portion?.[figure] ?? 0n;
      return this.follow(() => this.#arrival(lot, departure, figure), value, 'usd', label, words);
    });
  }

  /** The part of another lot's figure that came with its shares, or for those of another company. */
  #arrival(lot: OpenLot, { way, from, change }: Departure, figure: CarriedName): Derivation {
    const label = nameOf(figure, lot);
    if (way === 'spin-off') {
      const before = this.at(from, figure, this.f.ledger.placeOfChange(change));
      if (exactOf(before) === 0n) return before;
      const rate = basisPercentFact(change.trade?.transaction as SpinOff);
      return tell({ label }).percent(before, rate, 'spinOff');
    }
    const part = this.leaving(change, figure);
    if (change.sharesAfter !== 0n || exactOf(part) === 0n || !change.trade) return part;
    const { transaction } = change.trade;
    return sum([part], 'usd', {
      label,
      rule: way === 'exchange' ? RULES.exchange : RULES.transfer,
      explanation: (value) =>
        `All ${dollars(value as Cents)} came along from the lot ${from.name} in the ${transactionText(transaction)}.`,
    });
  }

  /** What a return of capital took off a lot's basis, by the place of the step. */
  reduction(lot: OpenLot, place: number): Derivation {
    return this.f.memo.get(lot, `reduction ${place}`, () => {
      const step = this.f.ledger.stepsOf(lot)[place] as ReducedStep;
      // What of a payment would be taken off if the basis were enough.
      const due = isWaiting(step.run)
        ? this.ofPayment(lot, step, 'pending', place)
        : this.f.payments.lotPart(step);
      if (step.reduction === step.amount) return due;
      return smallest([due, this.at(lot, 'basis', place)], {
        label: `Basis reduction, lot ${lot.name}`,
        rule: RULES.basis,
        explanation: (value) =>
          `Of ${textOf(due)} return of capital, only as much as the basis was on ${step.day}: ${dollars(value as Cents)}.`,
      });
    });
  }

  /** Reductions of earlier years, or of the year, that a lot's remaining shares carry. */
  returned(lot: OpenLot, which: 'before' | 'inYear', count: number): Derivation {
    const names: Readonly<Record<string, string>> = {
      all: `All returns of capital, lot ${lot.name}`,
      before: nameOf('reducedBefore', lot),
      inYear: nameOf('reducedInYear', lot),
    };
    return returnedOf(
      tell((name) => ({ label: names[name] ?? name })),
      which,
      this.at(lot, 'cost', count),
      this.at(lot, 'basis', count),
      this.at(lot, 'reducedBefore', count),
      this.at(lot, 'reducedInYear', count),
    );
  }

  /** What of a payment a lot's shares have after so many of its steps. */
  ofPayment(lot: OpenLot, at: PaymentPlace, which: OfPayment, count: number): Derivation {
    const key = `${which} ${this.#idOf(at.run)} ${at.place} ${count}`;
    return this.f.memo.get(lot, key, () => {
      const begin = this.#ofPaymentAtFirst(lot, at, which);
      const name = `${begin.label}, what is left`;
      const changes = this.#leftSince(lot, at, count);
      const cut = changes.length - LISTED_SALES;
      let current = begin;
      if (cut > 0) {
        let value = exactOf(begin);
        for (const { change } of changes.slice(0, cut)) {
          value = COUNTING.rest(value, sharesThatLeft(change), change.sharesBefore, 'partOfLot');
        }
        current = earlierChanges(begin, value, name, changes[cut - 1] as TradeStep, cut);
      }
      for (const { change } of changes.slice(-LISTED_SALES)) {
        if (exactOf(current) === 0n) break;
        current = this.#part('rest', change, current, name);
      }
      return current;
    });
  }

  /** Where the lot was entitled itself, its part; else what arrived with its shares. */
  #ofPaymentAtFirst(lot: OpenLot, at: PaymentPlace, which: OfPayment): Derivation {
    if (at.run.lots[at.place] === lot) {
      const { payments } = this.f;
      return which === 'pending' ? payments.lotPart(at) : payments.entitledOf(at);
    }
    const departure = this.f.ledger.departureOf(lot);
    if (!departure) throw new Error('shares that a payment did not reach');
    return this.leavingOfPayment(departure.change, at, which);
  }

  /** The steps by which shares left a lot after it was entitled to a payment. */
  #leftSince(lot: OpenLot, { run }: PaymentPlace, count: number): readonly TradeStep[] {
    const steps = this.f.ledger.stepsOf(lot);
    const { left } = this.f.ledger.marksOf(lot);
    const { exDate } = run.planned;
    const first = firstIndex(left, (place) => (steps[place] as LotStep).day >= exDate);
    const until = firstIndex(left, (place) => place >= count);
    return left.slice(first, until).map((place) => steps[place] as TradeStep);
  }

  /** What of a payment left a lot with some of its shares. */
  leavingOfPayment(change: LotChange, at: PaymentPlace, which: OfPayment): Derivation {
    const count = this.f.ledger.placeOfChange(change);
    const before = this.ofPayment(change.lot, at, which, count);
    return this.#goes(change, before, `${before.label}, what left on ${change.day}`);
  }

  #idOf(run: PaymentRun): number {
    const id = this.#ids.get(run) ?? this.#ids.size;
    this.#ids.set(run, id);
    return id;
  }

  /** The lots that shares of an entitled lot were in, from the ex-date up to a day. */
  descendants({ run, place }: PaymentPlace, lastDay: Day): readonly OpenLot[] {
    const found = [run.lots[place] as OpenLot];
    for (const lot of found) {
      for (const child of this.f.ledger.childrenOf(lot)) {
        const departure = this.f.ledger.departureOf(child);
        if (!departure || departure.way === 'spin-off') continue;
        const { day } = departure.change;
        if (day >= run.planned.exDate && day <= lastDay) found.push(child);
      }
    }
    return found;
  }
}

function nameOf(figure: CarriedName, lot: OpenLot): string {
  return `${NAMES[figure]}, lot ${lot.name}`;
}

function isNothing({ operation, operands }: Derivation): boolean {
  return operation === 'sum' && operands.length === 0;
}
