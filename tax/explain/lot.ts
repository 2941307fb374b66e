/**
 * Where are a lot's basis, its cost and what it carries along from? Each of them begins with the entry
 * that made the lot, or with the part of another lot that came in; returns of capital, disallowed
 * losses and spun-off shares change it, and whatever leaves takes a part along.
 *
 * Example: $3,800.00 − $15.99 − $15.99 − $15.99 − $15.99 = $3,736.04.
 * Awkward case: a lot with very many sales shows the latest ones; all before are one line.
 */
import { lastDayOfYear } from '../values/days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { earlierChanges, type CarriedPayments } from './carried.ts';
import {
  isWaiting,
  type Departure,
  type Ledger,
  type LotStep,
  type ReducedStep,
  type TradeStep,
} from './ledger.ts';
import { amountFact, basisPercentFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import {
  difference,
  nothing,
  others,
  percent,
  rest,
  restOfPercent,
  share,
  smallest,
  sum,
  textOf,
} from './operations.ts';
import type { PaymentFigures } from './payment.ts';
import { LISTED_SALES, Memo, type Depth, type LotShares } from './shares.ts';
import { isAcquisition, type SpinOff } from '../facts/model.ts';
import type { Carried } from '../lots/lots.ts';
import type { Cents } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import { tookShares, type LotChange, type Match } from '../lots/pass-log.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Trade } from '../facts/transactions.ts';
import { dollars, transactionText } from '../facts/wording.ts';

/** What a lot's remaining shares carry, in money. */
export type CarriedName = Extract<keyof Carried, string>;

const NAMES: Readonly<Record<CarriedName, string>> = {
  basis: 'Adjusted basis',
  cost: 'Cost',
  lossAdded: 'Disallowed losses added',
  reducedBefore: 'Return of capital of earlier years',
  reducedInYear: 'Return of capital of the year',
  capitalGainReceived: 'Capital gain distributions received',
};

export class LotFigures {
  readonly #ledger: Ledger;
  readonly #shares: LotShares;
  readonly #payments: PaymentFigures;
  readonly #carried: CarriedPayments;
  readonly #depth: Depth;
  readonly #disallowed: (match: Match) => Derivation;
  readonly #memo = new Memo<OpenLot>();

  constructor(
    ledger: Ledger,
    shares: LotShares,
    payments: PaymentFigures,
    carried: CarriedPayments,
    depth: Depth,
    /** What a wash sale adds to a lot; told by whoever explains sales. */
    disallowed: (match: Match) => Derivation,
  ) {
    this.#ledger = ledger;
    this.#shares = shares;
    this.#payments = payments;
    this.#carried = carried;
    this.#depth = depth;
    this.#disallowed = disallowed;
  }

  /** A figure of a lot after so many of its steps. */
  at(lot: OpenLot, figure: CarriedName, count: number): Derivation {
    const steps = this.#ledger.stepsOf(lot);
    let moment = count;
    while (moment > 1 && !this.#changes(steps[moment - 1] as LotStep, figure)) moment--;
    return this.#memo.get(lot, `${figure} ${moment}`, () => this.#follow(lot, figure, moment));
  }

  #changes(step: LotStep, figure: CarriedName): boolean {
    switch (step.kind) {
      case 'trade':
        if (step.change.kind === 'washSale') {
          return figure === 'basis' || figure === 'cost' || figure === 'lossAdded';
        }
        if (step.change.kind === 'spunOff') return figure !== 'capitalGainReceived';
        return tookShares(step.change.kind);
      case 'capitalGain':
        return figure === 'capitalGainReceived';
      case 'reduced': {
        const isEarlier = step.run.planned.taxYear < this.#ledger.run.taxYear;
        return figure === 'basis' || figure === (isEarlier ? 'reducedBefore' : 'reducedInYear');
      }
    }
  }

  #follow(lot: OpenLot, figure: CarriedName, count: number): Derivation {
    const steps = this.#ledger.stepsOf(lot);
    const begin = this.#begin(lot, figure);
    const name = `${NAMES[figure]}, lot ${lot.name}`;
    const cut = this.#cutOf(lot, count);
    let current = begin;
    if (cut > 0) {
      const value = (steps[cut] as TradeStep).change.after?.[figure] ?? 0n;
      current = earlierChanges(begin, value, name, steps[cut] as LotStep, cut);
    }
    let added: Derivation[] = [];
    let taken: Derivation[] = [];
    const settle = (): void => {
      if (added.length > 0) {
        const all = isNothing(current) ? added : [current, ...added];
        const [only] = all;
        const rule = figure === 'basis' || figure === 'cost' ? RULES.washBasis : RULES.basis;
        current = only && all.length === 1 ? only : sum(all, 'usd', { label: name, rule });
      }
      if (taken.length > 0)
        current = difference(current, taken, { label: name, rule: RULES.basis });
      added = [];
      taken = [];
    };
    for (let place = cut + 1; place < count; place++) {
      const step = steps[place] as LotStep;
      if (this.#changes(step, figure)) {
        if (step.kind !== 'trade') {
          const amount =
            step.kind === 'reduced'
              ? this.reduction(lot, place)
              : this.#payments.lotCapitalGain(step);
          if (exactOf(amount) !== 0n) (figure === 'basis' ? taken : added).push(amount);
        } else if (step.change.kind === 'washSale') {
          if (taken.length > 0) settle();
          added.push(this.#disallowed(this.#ledger.matchOf(lot)));
        } else {
          settle();
          current = this.#left(step.change, current, name);
        }
      }
      // A sum is written before what was taken since.
      if (added.length > 0 && taken.length > 0) settle();
    }
    settle();
    return current;
  }

  /** The last step that a list of the latest departures leaves out; 0 where it shows all. */
  #cutOf(lot: OpenLot, count: number): number {
    const { left } = this.#ledger.marksOf(lot);
    const until = firstIndex(left, (place) => place >= count);
    return left[until - LISTED_SALES - 1] ?? 0;
  }

  /** What stays of a figure when shares leave, or shares of another company are distributed. */
  #left(change: LotChange, before: Derivation, name: string): Derivation {
    if (exactOf(before) === 0n) return before;
    const label = `${name} after ${change.day}`;
    if (change.kind === 'spunOff') {
      const fact = basisPercentFact(change.trade?.transaction as SpinOff);
      return restOfPercent(before, fact, { label, rule: RULES.spinOff });
    }
    if (change.sharesAfter === 0n) {
      return nothing('usd', { label, explanation: `All shares left the lot on ${change.day}.` });
    }
    const told = { label, rule: RULES.partOfLot };
    return rest(before, this.#shares.taken(change), this.#held(change), told);
  }

  #held(change: LotChange): Derivation {
    return this.#shares.at(change.lot, this.#ledger.placeOfChange(change));
  }

  /** The part of a figure that left a lot with some of its shares. */
  leaving(change: LotChange, figure: CarriedName): Derivation {
    const before = this.at(change.lot, figure, this.#ledger.placeOfChange(change));
    const words = `${NAMES[figure]} of the shares that left the lot ${change.lot.name} on ${change.day}`;
    return this.#part(change, before, words);
  }

  #part(change: LotChange, before: Derivation, label: string): Derivation {
    if (change.sharesAfter === 0n || exactOf(before) === 0n) return before;
    const told = { label, rule: RULES.partOfLot };
    return share(before, this.#shares.taken(change), this.#held(change), told);
  }

  /** The figure with which a lot began. */
  #begin(lot: OpenLot, figure: CarriedName): Derivation {
    return this.#memo.get(lot, figure, () => {
      const departure = this.#ledger.departureOf(lot);
      const none = (): Derivation =>
        nothing('usd', {
          label: `${NAMES[figure]}, lot ${lot.name}`,
          explanation: `There was none when the lot ${lot.name} began.`,
        });
      if (!departure) {
        const { maker } = lot;
        if (!isAcquisition(maker)) throw new Error('a lot that nothing has made');
        return figure === 'basis' || figure === 'cost'
          ? amountFact(maker, 'Cost, with fees')
          : none();
      }
      const { way, from, change } = departure;
      if (way === 'spin-off' && figure === 'capitalGainReceived') return none();
      return this.#depth.follow(
        () => {
          if (way !== 'spin-off') return this.#arrival(lot, departure, figure);
          const before = this.at(from, figure, this.#ledger.placeOfChange(change));
          if (exactOf(before) === 0n) return before;
          return percent(before, basisPercentFact(change.trade?.transaction as SpinOff), {
            label: `${NAMES[figure]}, lot ${lot.name}`,
            rule: RULES.spinOff,
          });
        },
        () => {
          const value = change.portion?.[figure] ?? (0n as Cents);
          return others(value, 'usd', {
            label: `${NAMES[figure]}, lot ${lot.name}`,
            explanation: `${dollars(value)} came on ${change.day} from the lot ${from.name}, after many moves; the Lots screen lists each of them.`,
          });
        },
      );
    });
  }

  /** The part of another lot's figure that came with its shares. */
  #arrival(lot: OpenLot, { way, from, change }: Departure, figure: CarriedName): Derivation {
    const part = this.leaving(change, figure);
    if (change.sharesAfter !== 0n || exactOf(part) === 0n || !change.trade) return part;
    return sum([part], 'usd', {
      label: `${NAMES[figure]}, lot ${lot.name}`,
      rule: way === 'exchange' ? RULES.exchange : RULES.transfer,
      explanation: (value) =>
        `All ${dollars(value as Cents)} came along from the lot ${from.name} in the ${transactionText((change.trade as Trade).transaction)}.`,
    });
  }

  /** What a return of capital took off a lot's basis, by the place of the step. */
  reduction(lot: OpenLot, place: number): Derivation {
    return this.#memo.get(lot, `reduction ${place}`, () => {
      const step = this.#ledger.stepsOf(lot)[place] as ReducedStep;
      const amount = this.#due(lot, step, place);
      if (step.reduction === step.amount) return amount;
      return smallest([amount, this.at(lot, 'basis', place)], {
        label: `Basis reduction, lot ${lot.name}`,
        rule: RULES.basis,
        explanation: (value) =>
          `Of ${textOf(amount)} return of capital, only as much as the basis was on ${step.day}: ${dollars(value as Cents)}.`,
      });
    });
  }

  /** What of a payment a step would take off the basis if that were enough. */
  #due(lot: OpenLot, step: ReducedStep, place: number): Derivation {
    return isWaiting(step.run)
      ? this.#carried.of(lot, step, 'pending', place)
      : this.#payments.lotPart(step);
  }

  /** Reductions of earlier years, or of the year, that a lot's remaining shares carry. */
  returned(lot: OpenLot, which: 'before' | 'inYear'): Derivation {
    const count = this.#ledger.stepsUpTo(lot, lastDayOfYear(this.#ledger.run.taxYear));
    const before = this.at(lot, 'reducedBefore', count);
    const inYear = this.at(lot, 'reducedInYear', count);
    const label = `${NAMES[which === 'before' ? 'reducedBefore' : 'reducedInYear']}, lot ${lot.name}`;
    const basis = this.at(lot, 'basis', count);
    const cost = this.at(lot, 'cost', count);
    const total = exactOf(cost) - exactOf(basis);
    if (exactOf(before) + exactOf(inYear) === total) return which === 'before' ? before : inYear;
    // Parts of sold shares were rounded, each for itself: cost less basis is what counts.
    const both = difference(cost, [basis], {
      label: `All returns of capital, lot ${lot.name}`,
      rule: RULES.basis,
    });
    if (exactOf(before) === 0n) return which === 'before' ? before : both;
    if (exactOf(inYear) === 0n) return which === 'before' ? both : inYear;
    const first = smallest([before, both], {
      label: `${NAMES.reducedBefore}, lot ${lot.name}`,
      rule: RULES.basis,
    });
    return which === 'before' ? first : difference(both, [first], { label, rule: RULES.basis });
  }
}

function isNothing({ operation, operands }: Derivation): boolean {
  return operation === 'sum' && operands.length === 0;
}
