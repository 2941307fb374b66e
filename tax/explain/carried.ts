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
  sharesThatLeft,
  type Departure,
  type LotStep,
  type ReducedStep,
  type TradeStep,
} from './ledger.ts';
import { amountFact, basisPercentFact, valueFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { addedUp, calledBy, difference, nothing, others, sum, tell, textOf } from './operations.ts';
import {
  discountOf,
  type Acquisition,
  type Liquidation,
  type OpeningBasis,
  type SpinOff,
} from '../facts/model.ts';
import {
  goesWithSpinOff,
  LOSS_IS_ADDED_TO,
  otherChangesOf,
  returnedOf,
  trackerOf,
  type CarriedName,
} from '../lots/carried.ts';
import { COUNTING } from '../lots/counting.ts';
import type { Cents } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import { isPaidOnLot, tookShares, type LotChange } from '../lots/pass-log.ts';
import { isWaiting } from '../lots/planned-distributions.ts';
import { reductionOf, type LotPart } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import { dollars, transactionText } from '../facts/wording.ts';

/** What of a payment goes along: a part that waits for January 1, or the entitled shares. */
type OfPayment = 'pending' | 'entitled';

const NAMES: Readonly<Record<CarriedName, string>> = {
  basis: 'Adjusted basis',
  cost: 'Cost',
  lossBasis: 'Basis for a loss',
  lossAdded: 'Disallowed losses added',
  otherChanges: 'Other changes of the basis',
  reducedBefore: 'Return of capital of earlier years',
  reducedInYear: 'Return of capital of the year',
  capitalGainReceived: 'Capital gain distributions received',
};

/** All changes of a figure before the listed ones, as one line. */
function earlierChanges(
  begin: Derivation,
  value: bigint,
  name: string,
  day: Day,
  count: number,
): Derivation {
  const words = `left in sales, moves and payments up to ${day}; the Lots screen lists each of them.`;
  const gone = others(exactOf(begin) - value, begin.unit, `${count} earlier changes`, words);
  return difference(begin, [gone], { label: `${name} on ${day}`, rule: RULES.basis });
}

export class CarriedFigures extends FiguresOfKind {
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
      return isBasis(figure) || figure === trackerOf(taxYear, this.f.ledger.run.taxYear);
    }
    const { kind } = step.change;
    if (kind === 'basisStated') return figure !== 'capitalGainReceived';
    if (kind === 'averaged') return figure === 'basis' || figure === 'otherChanges';
    if (kind === 'washSale') return LOSS_IS_ADDED_TO.some((name) => name === figure);
    if (isPaidOnLot(kind)) {
      if (figure === 'capitalGainReceived') return kind === 'undistributedGain';
      return isBasis(figure) || figure === 'otherChanges';
    }
    return kind === 'spunOff' ? goesWithSpinOff(figure) : tookShares(kind);
  }

  #follow(lot: OpenLot, figure: CarriedName, count: number): Derivation {
    const steps = this.f.ledger.stepsOf(lot);
    const label = nameOf(figure, lot);
    const cut = Math.max(
      this.#cutOf(lot, count),
      figure === 'basis' ? this.f.averaged.last(lot, count) : 0,
    );
    let current = this.#beginAt(lot, figure, cut, label);
    // What was added one after the other is one sum, and what was taken one difference.
    let amounts: Derivation[] = [];
    let areTaken = false;
    let isKeptGain = false;
    const settle = (): void => {
      if (amounts.length > 0 && areTaken) {
        current = difference(current, amounts, { label, rule: RULES.basis });
      } else if (amounts.length > 0) {
        const isLoss = (figure === 'basis' || figure === 'cost') && !isKeptGain;
        const rule = isLoss ? RULES.washBasis : RULES.basis;
        current = addedUp(isNothing(current) ? amounts : [current, ...amounts], { label, rule });
      }
      amounts = [];
      isKeptGain = false;
    };
    const put = (amount: Derivation, isTaken: boolean): void => {
      if (isTaken !== areTaken) settle();
      areTaken = isTaken;
      amounts.push(amount);
    };
    for (let place = cut + 1; place < count; place++) {
      const step = steps[place] as LotStep;
      if (!this.#changes(step, figure)) continue;
      if (step.kind !== 'trade') {
        const { payments } = this.f;
        const amount =
          step.kind === 'reduced'
            ? this.reduction(lot, place, figure)
            : payments.lotCapitalGain(step);
        if (exactOf(amount) !== 0n) put(amount, isBasis(figure));
      } else if (step.change.kind === 'washSale') {
        put(this.f.sales.disallowed(this.f.ledger.matchOf(lot)), false);
      } else if (step.change.kind === 'averaged') {
        // A basis begins anew behind it.
        const before = [this.at(lot, 'basis', place)];
        const told = {
          label: `Averaged on ${step.day}, lot ${lot.name}`,
          rule: RULES.averageBasis,
        };
        put(difference(this.f.averaged.basis(step.change), before, told), false);
      } else if (step.change.kind === 'basisStated') {
        settle();
        current = this.#stated(step.change, current, figure, label);
      } else if (isPaidOnLot(step.change.kind)) {
        const isGain = figure === 'capitalGainReceived';
        const isTaken = step.change.kind !== 'undistributedGain';
        const change = isGain
          ? this.f.paid.keptGain(step.change)
          : this.f.paid.basisChange(step.change);
        const amount =
          isTaken && figure === 'lossBasis'
            ? reductionOf(
                tell({ label: `Taken off, lot ${lot.name}` }),
                change,
                this.at(lot, figure, place),
              )
            : change;
        if (exactOf(amount) !== 0n) put(amount, isTaken);
        isKeptGain ||= !isTaken;
      } else {
        settle();
        current = this.#left(step.change, figure, current, label);
      }
    }
    settle();
    return current;
  }

  /** What a figure is where the holder states the basis: nothing before that day counts. */
  #stated(change: LotChange, before: Derivation, figure: CarriedName, label: string): Derivation {
    const { day } = change;
    if (figure !== 'basis' && figure !== 'cost' && figure !== 'lossBasis') {
      return nothing('usd', { label, explanation: `The basis was stated for ${day}.` });
    }
    const basis = this.#statedPart(change, label);
    if (figure !== 'lossBasis') return basis;
    return exactOf(before) <= exactOf(basis)
      ? before
      : tell({ label }).smallest([before, basis], 'openingBasis');
  }

  /** The stated basis, or the part of it that a lot has by its shares where wash sales divided one. */
  #statedPart(change: LotChange, label: string): Derivation {
    const { ledger, shares } = this.f;
    const fact = amountFact(
      change.trade?.transaction as OpeningBasis,
      'Adjusted basis that you stated',
    );
    const parts = ledger.statedBy(change);
    const weights = parts.map((one) => shares.at(one.lot, ledger.placeOfChange(one)));
    const place = parts.indexOf(change);
    if (parts.length === 1) return sum([fact], 'usd', { label, rule: RULES.openingBasis });
    const names = parts.map((one) => (one === change ? label : one.lot.name));
    return tell({ label }).apportion(fact, weights, 'openingBasis', names)[place] as Derivation;
  }

  /** What a figure was after the last step that is not followed one by one. */
  #beginAt(lot: OpenLot, figure: CarriedName, cut: number, label: string): Derivation {
    if (cut === 0) return this.#begin(lot, figure);
    const { change, day } = this.f.ledger.stepsOf(lot)[cut] as TradeStep;
    if (change.kind === 'averaged') return this.f.averaged.basis(change);
    return earlierChanges(this.#begin(lot, figure), change.after?.[figure] ?? 0n, label, day, cut);
  }

  /** The last step that a list of the latest departures leaves out; 0 where it shows all. */
  #cutOf(lot: OpenLot, count: number): number {
    const { left } = this.f.ledger.marksOf(lot);
    const until = firstIndex(left, (place) => place >= count);
    return left[until - LISTED_SALES - 1] ?? 0;
  }

  /** What stays of a figure when shares leave, or shares of another company are distributed. */
  #left(change: LotChange, figure: CarriedName, before: Derivation, name: string): Derivation {
    if (exactOf(before) === 0n) return before;
    const label = `${name} after ${change.day}`;
    if (change.kind === 'spunOff') {
      const rate = basisPercentFact(change.trade?.transaction as SpinOff);
      const rounded = tell({ label }).restOfPercent(before, rate, 'spinOff');
      return this.#evened(change, figure, before, rounded, 'rest');
    }
    if (change.sharesAfter === 0n)
      return nothing('usd', { label, explanation: `All shares left the lot on ${change.day}.` });
    if (figure === 'basis' && this.f.averaged.leaves(change))
      return this.f.averaged.staying(change, before, label);
    const rounded = this.#part('rest', change, before, label);
    return this.#evened(change, figure, before, rounded, 'rest');
  }

  /** One side of a figure that a change divided, so that on neither side less than nothing was returned. */
  #evened(
    change: LotChange,
    figure: CarriedName,
    before: Derivation,
    rounded: Derivation,
    which: 'gone' | 'rest',
  ): Derivation {
    if (figure !== 'otherChanges') return rounded;
    const { lot } = change;
    const count = this.f.ledger.placeOfChange(change);
    const restOf = (name: CarriedName): Derivation =>
      this.#left(change, name, this.at(lot, name, count), nameOf(name, lot));
    const gone = { cost: this.leaving(change, 'cost'), basis: this.leaving(change, 'basis') };
    const rest = { cost: restOf('cost'), basis: restOf('basis') };
    const changed = 'Other changes of the whole with cost of the other part';
    const words = tell(calledBy({ own: rounded.label, changed }));
    return which === 'gone'
      ? otherChangesOf(words, before, rounded, gone, rest)
      : otherChangesOf(words, before, rounded, rest, gone);
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

  /** The part of a figure that left a lot with some of its shares, or with shares of another company. */
  leaving(change: LotChange, figure: CarriedName, called?: string): Derivation {
    const { lot, day } = change;
    const before = this.at(lot, figure, this.f.ledger.placeOfChange(change));
    const label =
      called ?? `${NAMES[figure]} of the shares that left the lot ${lot.name} on ${day}`;
    if (figure === 'basis' && this.f.averaged.leaves(change))
      return this.f.averaged.leaving(change);
    if (change.kind !== 'spunOff') {
      return this.#evened(change, figure, before, this.#goes(change, before, label), 'gone');
    }
    if (exactOf(before) === 0n) return before;
    const rate = basisPercentFact(change.trade?.transaction as SpinOff);
    const part = tell({ label }).percent(before, rate, 'spinOff');
    return this.#evened(change, figure, before, part, 'gone');
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
        if (maker.action === 'spin-off') throw new Error('a lot that nothing has made');
        if (figure === 'lossBasis') return lot.gift ? valueFact(lot.gift) : none();
        const isPaid = figure === 'basis' || figure === 'cost';
        const isWorthMore = maker.action === 'reinvest' && discountOf(maker) > 0n;
        if (isPaid && isWorthMore)
          return sum([valueFact(maker)], 'usd', { label, rule: RULES.planDiscount });
        if (isPaid && maker.action === 'in-kind') return this.f.payments.received(maker, label);
        return isPaid ? amountFact(maker, costLabel(maker)) : none();
      }
      const { way, change } = departure;
      if (way === 'spin-off' && !goesWithSpinOff(figure)) return none();
      const words = `came on ${change.day} from the lot ${change.lot.name}, after many moves; the Lots screen lists each of them.`;
      const value = (): bigint => change.portion?.[figure] ?? 0n;
      return this.follow(() => this.#arrival(lot, departure, figure), value, 'usd', label, words);
    });
  }

  /** The part of another lot's figure that came with its shares, or for those of another company. */
  #arrival(lot: OpenLot, { way, change }: Departure, figure: CarriedName): Derivation {
    const label = nameOf(figure, lot);
    if (way === 'spin-off') return this.leaving(change, figure, label);
    const part = this.leaving(change, figure);
    if (change.sharesAfter !== 0n || exactOf(part) === 0n || !change.trade) return part;
    const { transaction } = change.trade;
    return sum([part], 'usd', {
      label,
      rule: way === 'exchange' ? RULES.exchange : RULES.transfer,
      explanation: (value) =>
        `All ${dollars(value as Cents)} came along from the lot ${change.lot.name} in the ${transactionText(transaction)}.`,
    });
  }

  /** What a return of capital took off a lot's basis, or its basis for a loss, by the place of the step. */
  reduction(lot: OpenLot, place: number, figure: CarriedName = 'basis'): Derivation {
    const of = figure === 'lossBasis' ? figure : 'basis';
    return this.f.memo.get(lot, `reduction ${of} ${place}`, () => {
      const step = this.f.ledger.stepsOf(lot)[place] as ReducedStep;
      // What of a payment would be taken off if the basis were enough.
      const due = isWaiting(step.run.planned)
        ? this.ofPayment(lot, step, 'pending', place)
        : this.f.payments.lotPart(step);
      if (of === 'basis' && step.reduction === step.amount) return due;
      const averaged = of === 'basis' && this.f.averaged.reduction(step, due, lot);
      if (averaged) return averaged;
      const words = tell({
        label: `Basis reduction, lot ${lot.name}`,
        explanation: (value) =>
          `Of ${textOf(due)} return of capital, only as much as the basis was on ${step.day}: ${dollars(value as Cents)}.`,
      });
      return reductionOf(words, due, this.at(lot, of, place));
    });
  }

  /** Reductions of earlier years, or of the year, that a lot's remaining shares carry. */
  returned(lot: OpenLot, which: 'before' | 'inYear', count: number): Derivation {
    const words = calledBy({
      all: `All returns of capital, lot ${lot.name}`,
      changed: `Cost with other changes of the basis, lot ${lot.name}`,
      before: nameOf('reducedBefore', lot),
      inYear: nameOf('reducedInYear', lot),
    });
    return returnedOf(
      tell(words),
      which,
      this.at(lot, 'cost', count),
      this.at(lot, 'basis', count),
      this.at(lot, 'otherChanges', count),
      this.at(lot, 'reducedBefore', count),
      this.at(lot, 'reducedInYear', count),
    );
  }

  /** What of a payment a lot's shares have after so many of its steps. */
  ofPayment(lot: OpenLot, at: LotPart, which: OfPayment, count: number): Derivation {
    const key = `${which} ${this.f.ledger.toldOf(at.run).entitled} ${at.place} ${count}`;
    return this.f.memo.get(lot, key, () => {
      const begin = this.#ofPaymentAtFirst(lot, at, which);
      const name = `${begin.label}, what is left`;
      const changes = this.#leftSince(lot, at, count);
      const cut = changes.length - LISTED_SALES;
      let current = begin;
      if (cut > 0) {
        let value = exactOf(begin);
        for (const change of changes.slice(0, cut)) {
          value = COUNTING.rest(value, sharesThatLeft(change), change.sharesBefore, 'partOfLot');
        }
        current = earlierChanges(begin, value, name, (changes[cut - 1] as LotChange).day, cut);
      }
      for (const change of changes.slice(-LISTED_SALES)) {
        if (exactOf(current) === 0n) break;
        current = this.#part('rest', change, current, name);
      }
      return current;
    });
  }

  /** Where the lot was entitled itself, its part; else what arrived with its shares. */
  #ofPaymentAtFirst(lot: OpenLot, at: LotPart, which: OfPayment): Derivation {
    if (at.run.lots[at.place] === lot) {
      const { payments } = this.f;
      return which === 'pending' ? payments.lotPart(at) : payments.entitledOf(at);
    }
    const departure = this.f.ledger.departureOf(lot);
    if (!departure) throw new Error('shares that a payment did not reach');
    return this.leavingOfPayment(departure.change, at, which);
  }

  /** How shares left a lot after it was entitled to a payment. */
  #leftSince(lot: OpenLot, { run }: LotPart, count: number): readonly LotChange[] {
    const steps = this.f.ledger.stepsOf(lot);
    const { left } = this.f.ledger.marksOf(lot);
    const until = firstIndex(left, (place) => place >= count);
    const changes = left.slice(0, until).map((place) => (steps[place] as TradeStep).change);
    return changes.slice(firstIndex(changes, ({ day }) => day >= run.planned.exDate));
  }

  /** What of a payment left a lot with some of its shares. */
  leavingOfPayment(change: LotChange, at: LotPart, which: OfPayment): Derivation {
    const count = this.f.ledger.placeOfChange(change);
    const before = this.ofPayment(change.lot, at, which, count);
    return this.#goes(change, before, `${before.label}, what left on ${change.day}`);
  }

  /** The lots that shares of an entitled lot were in, from the ex-date up to a day. */
  descendants({ run, place }: LotPart, lastDay: Day): readonly OpenLot[] {
    const found = [run.lots[place] as OpenLot];
    for (const lot of found) {
      for (const step of this.f.ledger.stepsOf(lot)) {
        if (step.kind !== 'trade' || step.change.kind !== 'movedOut') continue;
        const { other, day } = step.change;
        if (other && day >= run.planned.exDate && day <= lastDay) found.push(other);
      }
    }
    return found;
  }
}

function costLabel({ action }: Acquisition | Liquidation): string {
  return action === 'liquidation' ? 'Market value received' : 'Cost, with fees';
}

function nameOf(figure: CarriedName, lot: OpenLot): string {
  return `${NAMES[figure]}, lot ${lot.name}`;
}

/** Whether a return of capital is taken off it. */
function isBasis(figure: CarriedName): boolean {
  return figure === 'basis' || figure === 'lossBasis';
}

function isNothing({ operation, operands }: Derivation): boolean {
  return operation === 'sum' && operands.length === 0;
}
