/**
 * Where are a lot's basis, its cost and what it carries along from? Each of them begins with the entry
 * that made the lot, or with the part of another lot that came in; returns of capital, disallowed
 * losses and spun-off shares change it, and whatever leaves takes a part along.
 *
 * Example: $3,800.00 − $15.99 − $15.99 − $15.99 − $15.99 = $3,736.04.
 * Awkward case: a lot with very many sales shows the latest ones; all before are one line.
 */
import { lastDayOfYear, type Day } from './days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import {
  isWaiting,
  returnedTo,
  tookShares,
  type Departure,
  type Ledger,
  type LotStep,
  type PaymentPlace,
  type ReducedStep,
  type TradeStep,
} from './explain-ledger.ts';
import { acquiredFact, amountFact, basisPercentFact, RULES } from './explain-nodes.ts';
import {
  difference,
  nothing,
  others,
  percent,
  rest,
  restOfPercent,
  share,
  smallest,
  spoken,
  sum,
  textOf,
} from './explain-operations.ts';
import type { PaymentFigures } from './explain-payment.ts';
import { LISTED_SALES, Memo, type Depth, type LotShares } from './explain-shares.ts';
import { isAcquisition, type SpinOff } from './model.ts';
import { partOfAmount } from './lots.ts';
import { percentOf, type Cents } from './money.ts';
import { firstIndex } from './order.ts';
import type { LotChange, Match } from './pass-log.ts';
import type { PaymentRun, RunLot } from './return-of-capital.ts';
import type { Trade } from './transactions.ts';
import { dollars, transactionText } from './wording.ts';

/** What a lot's remaining shares carry, in money. */
export type Carried =
  'basis' | 'cost' | 'lossAdded' | 'reducedBefore' | 'reducedInYear' | 'capitalGainReceived';

const NAMES: Readonly<Record<Carried, string>> = {
  basis: 'Adjusted basis',
  cost: 'Cost',
  lossAdded: 'Disallowed losses added',
  reducedBefore: 'Return of capital of earlier years',
  reducedInYear: 'Return of capital of the year',
  capitalGainReceived: 'Capital gain distributions received',
};

/** What of a payment goes along with the shares that were entitled. */
export type OfPayment = 'pending' | 'entitled';

/** What wash sales do to a lot; told by whoever explains sales. */
export interface WashFigures {
  readonly disallowed: (match: Match) => Derivation;
  readonly tacked: (from: Derivation, match: Match) => Derivation;
}

export class LotFigures {
  readonly #ledger: Ledger;
  readonly #shares: LotShares;
  readonly #payments: PaymentFigures;
  readonly #depth: Depth;
  readonly #wash: WashFigures;
  readonly #memo = new Memo<RunLot>();
  readonly #ids = new Map<PaymentRun, number>();
  readonly #basisBefore = new Map<RunLot, readonly bigint[]>();
  readonly #values = new Map<RunLot, Map<Carried, readonly bigint[]>>();

  constructor(
    ledger: Ledger,
    shares: LotShares,
    payments: PaymentFigures,
    depth: Depth,
    wash: WashFigures,
  ) {
    this.#ledger = ledger;
    this.#shares = shares;
    this.#payments = payments;
    this.#depth = depth;
    this.#wash = wash;
  }

  /** How many of a lot's steps there were at the end of a day. */
  stepsUpTo(lot: RunLot, day: Day): number {
    return firstIndex(this.#ledger.stepsOf(lot), (step) => step.day > day);
  }

  /** A figure of a lot after so many of its steps. */
  at(lot: RunLot, figure: Carried, count: number): Derivation {
    const steps = this.#ledger.stepsOf(lot);
    let moment = count;
    while (moment > 1 && !this.#changes(steps[moment - 1] as LotStep, figure)) moment--;
    return this.#memo.get(lot, `${figure} ${moment}`, () => this.#follow(lot, figure, moment));
  }

  #changes(step: LotStep, figure: Carried): boolean {
    switch (step.kind) {
      case 'trade':
        if (step.change.kind === 'washSale') {
          return figure === 'basis' || figure === 'cost' || figure === 'lossAdded';
        }
        if (step.change.kind === 'spunOff') return figure !== 'capitalGainReceived';
        return tookShares(step.change);
      case 'capitalGain':
        return figure === 'capitalGainReceived';
      case 'reduced': {
        const isEarlier = step.run.planned.taxYear < this.#ledger.run.taxYear;
        return figure === 'basis' || figure === (isEarlier ? 'reducedBefore' : 'reducedInYear');
      }
    }
  }

  #follow(lot: RunLot, figure: Carried, count: number): Derivation {
    const steps = this.#ledger.stepsOf(lot);
    const begin = this.#begin(lot, figure);
    const name = `${NAMES[figure]}, lot ${lot.name}`;
    const cut = this.#cutOf(lot, count);
    let current = begin;
    if (cut > 0) {
      const value = this.#valuesOf(lot, figure)[cut] as bigint;
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
          added.push(this.#wash.disallowed(this.#ledger.matchOf(lot)));
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
  #cutOf(lot: RunLot, count: number): number {
    const { left } = this.#ledger.marksOf(lot);
    const until = firstIndex(left, (place) => place >= count);
    return left[until - LISTED_SALES - 1] ?? 0;
  }

  /** A figure after each step of a lot, without saying where it is from. */
  #valuesOf(lot: RunLot, figure: Carried): readonly bigint[] {
    const ofLot = this.#values.get(lot) ?? new Map<Carried, readonly bigint[]>();
    this.#values.set(lot, ofLot);
    const known = ofLot.get(figure);
    if (known) return known;
    let value = exactOf(this.#begin(lot, figure));
    const values = this.#ledger.stepsOf(lot).map((step, place) => {
      if (place > 0 && this.#changes(step, figure))
        value = this.#next(lot, step, place, value, figure);
      return value;
    });
    ofLot.set(figure, values);
    return values;
  }

  #next(lot: RunLot, step: LotStep, place: number, value: bigint, figure: Carried): bigint {
    if (step.kind === 'capitalGain') return value + exactOf(this.#payments.lotCapitalGain(step));
    if (step.kind === 'reduced') {
      const before = this.#basisBeforeSteps(lot);
      const reduction = (before[place] as bigint) - (before[place + 1] as bigint);
      return figure === 'basis' ? value - reduction : value + reduction;
    }
    const { change } = step;
    if (change.kind === 'washSale') return value + change.basisChange;
    if (change.kind === 'spunOff') {
      const { percent: rate } = change.trade?.transaction as SpinOff;
      return value - percentOf(value as Cents, rate);
    }
    return value - leavingOf(change, value);
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
  leaving(change: LotChange, figure: Carried): Derivation {
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
  #begin(lot: RunLot, figure: Carried): Derivation {
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
  #arrival(lot: RunLot, { way, from, change }: Departure, figure: Carried): Derivation {
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
  reduction(lot: RunLot, place: number): Derivation {
    return this.#memo.get(lot, `reduction ${place}`, () => {
      const step = this.#ledger.stepsOf(lot)[place] as ReducedStep;
      const amount = this.#due(lot, step, place);
      const basis = this.#basisBeforeSteps(lot)[place] as bigint;
      if (exactOf(amount) <= basis) return amount;
      return smallest([amount, this.at(lot, 'basis', place)], {
        label: `Basis reduction, lot ${lot.name}`,
        rule: RULES.basis,
        explanation: (value) =>
          `Of ${textOf(amount)} return of capital, only as much as the basis was on ${step.day}: ${dollars(value as Cents)}.`,
      });
    });
  }

  /** What of a payment a step would take off the basis if that were enough. */
  #due(lot: RunLot, step: ReducedStep, place: number): Derivation {
    return isWaiting(step.run)
      ? this.ofPayment(lot, step, 'pending', place)
      : this.#payments.lotPart(step);
  }

  /** The basis before each step and after the last, in cents: it says which reductions it limited. */
  #basisBeforeSteps(lot: RunLot): readonly bigint[] {
    const known = this.#basisBefore.get(lot);
    if (known) return known;
    const values: bigint[] = [];
    let basis = 0n;
    this.#ledger.stepsOf(lot).forEach((step, place) => {
      values.push(basis);
      if (step.kind === 'trade') basis = step.change.basisAfter;
      else if (step.kind === 'reduced') {
        const due = isWaiting(step.run) ? this.#pending(lot, step, place) : returnedTo(step);
        basis -= due < basis ? due : basis;
      }
    });
    values.push(basis);
    this.#basisBefore.set(lot, values);
    return values;
  }

  /** A lot's basis when a payment fixes who is entitled, less what waits on it; see `basisLeftFigure`. */
  basisLeft({ run, place }: PaymentPlace): bigint {
    const lot = run.lots[place] as RunLot;
    const count = this.#ledger.stepsBeforePayment(lot, run);
    const before = this.#basisBeforeSteps(lot);
    let left = before[count] as bigint;
    for (const waiting of this.#ledger.waitingOn(lot, run)) {
      left -= this.#pending(lot, waiting, count);
    }
    return left > 0n ? left : 0n;
  }

  basisLeftFigure(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const lot = run.lots[place] as RunLot;
    const count = this.#ledger.stepsBeforePayment(lot, run);
    const basis = this.at(lot, 'basis', count);
    const waiting = this.#ledger
      .waitingOn(lot, run)
      .map((one) => this.ofPayment(lot, one, 'pending', count))
      .filter((one) => exactOf(one) !== 0n);
    if (waiting.length === 0) return basis;
    const label = `Return of capital that waits for January 1, lot ${lot.name}`;
    const all = sum(waiting, 'usd', { label, rule: RULES.earliestFirst });
    const most = exactOf(all) <= exactOf(basis) ? all : smallest([all, basis], { label });
    return difference(basis, [most], {
      label: `Basis not spoken for, lot ${lot.name}`,
      rule: RULES.earliestFirst,
    });
  }

  /** What of a return of capital waits on a lot after so many of its steps, without where it is from. */
  #pending(lot: RunLot, at: PaymentPlace, count: number): bigint {
    const isOrigin = at.run.lots[at.place] === lot;
    const arrival = isOrigin ? undefined : this.#ledger.departureOf(lot)?.change;
    let value: bigint = returnedTo(at);
    if (arrival) {
      const before = this.#pending(arrival.lot, at, this.#ledger.placeOfChange(arrival));
      value = leavingOf(arrival, before);
    }
    for (const { change } of this.#leftSince(lot, at, count)) value -= leavingOf(change, value);
    return value;
  }

  /** The steps by which shares left a lot after it was entitled to a payment. */
  #leftSince(lot: RunLot, { run }: PaymentPlace, count: number): readonly TradeStep[] {
    const steps = this.#ledger.stepsOf(lot);
    const { left } = this.#ledger.marksOf(lot);
    const first = firstIndex(left, (place) => (steps[place] as LotStep).day >= run.planned.exDate);
    return left
      .slice(
        first,
        firstIndex(left, (place) => place >= count),
      )
      .map((place) => steps[place] as TradeStep);
  }

  /** What of a payment a lot's shares have after so many of its steps. */
  ofPayment(lot: RunLot, at: PaymentPlace, which: OfPayment, count: number): Derivation {
    return this.#memo.get(lot, `${which} ${this.#idOf(at.run)} ${at.place} ${count}`, () => {
      const isOrigin = at.run.lots[at.place] === lot;
      const begin = isOrigin
        ? this.#ofPaymentAtFirst(at, which)
        : this.#arrivedWith(lot, at, which);
      const name = `${begin.label}, what is left`;
      const changes = this.#leftSince(lot, at, count);
      const cut = changes.length - LISTED_SALES;
      let current = begin;
      if (cut > 0) {
        let value = exactOf(begin);
        for (const { change } of changes.slice(0, cut)) value -= leavingOf(change, value);
        current = earlierChanges(begin, value, name, changes[cut - 1] as TradeStep, cut);
      }
      for (const { change } of changes.slice(-LISTED_SALES)) {
        if (exactOf(current) === 0n) break;
        const told = { label: name, rule: RULES.partOfLot };
        current = rest(current, this.#shares.taken(change), this.#held(change), told);
      }
      return current;
    });
  }

  #ofPaymentAtFirst(at: PaymentPlace, which: OfPayment): Derivation {
    return which === 'pending' ? this.#payments.lotPart(at) : this.#payments.entitledOf(at);
  }

  #arrivedWith(lot: RunLot, at: PaymentPlace, which: OfPayment): Derivation {
    const departure = this.#ledger.departureOf(lot);
    if (!departure) throw new Error('shares that a payment did not reach');
    return this.ofPaymentLeaving(departure.change, at, which);
  }

  /** What of a payment left a lot with some of its shares. */
  ofPaymentLeaving(change: LotChange, at: PaymentPlace, which: OfPayment): Derivation {
    const before = this.ofPayment(change.lot, at, which, this.#ledger.placeOfChange(change));
    return this.#part(change, before, `${before.label}, what left on ${change.day}`);
  }

  #idOf(run: PaymentRun): number {
    const id = this.#ids.get(run) ?? this.#ids.size;
    this.#ids.set(run, id);
    return id;
  }

  /** The lots that shares of an entitled lot were in, from the ex-date up to a day. */
  descendants({ run, place }: PaymentPlace, lastDay: Day): readonly RunLot[] {
    const found = [run.lots[place] as RunLot];
    for (const lot of found) {
      for (const child of this.#ledger.childrenOf(lot)) {
        const departure = this.#ledger.departureOf(child);
        if (!departure || departure.way === 'spin-off') continue;
        const { day } = departure.change;
        if (day >= run.planned.exDate && day <= lastDay) found.push(child);
      }
    }
    return found;
  }

  /** What a payment took off the basis of a lot's shares, wherever they were by then. */
  reductionOf(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const lot = run.lots[place] as RunLot;
    const parts = this.descendants(at, run.planned.effectiveDay).flatMap((each) => {
      const found = this.#ledger
        .stepsOf(each)
        .findIndex((one) => one.kind === 'reduced' && one.run === run && one.place === place);
      if (found < 0) return [];
      const reduction = this.reduction(each, found);
      return exactOf(reduction) === 0n ? [] : [reduction];
    });
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const label = `Basis reduction, lot ${lot.name}`;
    const { payableDate } = run.planned.distribution;
    if (only) return sum(parts, 'usd', { label, rule: RULES.basis });
    return nothing('usd', {
      label,
      rule: RULES.basis,
      explanation: `The payment of ${payableDate} took nothing off the basis of these shares.`,
    });
  }

  /** The gain of a payment beyond a lot's basis. */
  excess(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const { payableDate } = run.planned.distribution;
    const part = this.#payments.lotPart(at);
    const reduced = this.reductionOf(at);
    const lot = run.lots[place] as RunLot;
    const hasLeft = this.descendants(at, run.planned.effectiveDay).some((each) =>
      this.#ledger
        .stepsOf(each)
        .some(
          (step) =>
            step.kind === 'trade' &&
            tookShares(step.change) &&
            step.change.other === null &&
            step.day >= run.planned.exDate &&
            step.day < run.planned.effectiveDay,
        ),
    );
    const left = hasLeft
      ? `; shares that left before ${run.planned.effectiveDay} had no basis reduced`
      : '';
    return difference(part, [reduced], {
      label: `Gain beyond the basis, lot ${lot.name}`,
      explanation: (value) =>
        `${textOf(part)} return of capital − ${textOf(reduced)} basis reduction = ${dollars(value as Cents)}, a capital gain of ${payableDate}${left}.`,
      rule: RULES.excess,
    });
  }

  /** Reductions of earlier years, or of the year, that a lot's remaining shares carry. */
  returned(lot: RunLot, which: 'before' | 'inYear'): Derivation {
    const count = this.stepsUpTo(lot, lastDayOfYear(this.#ledger.run.taxYear));
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

  /** The day on which a lot's shares were acquired, wherever they have moved since. */
  acquired(lot: RunLot): Derivation {
    let origin = lot;
    for (let from = this.#ledger.departureOf(lot); from; from = this.#ledger.departureOf(origin)) {
      origin = from.from;
    }
    const { maker } = origin;
    if (!isAcquisition(maker)) throw new Error('a lot that nothing has made');
    return acquiredFact(maker, lot.name);
  }

  /** From when the holding period of a lot counts, after so many of its steps. */
  heldSince(lot: RunLot, count: number): Derivation {
    // Back to where the shares began, or to a lot that is known, without a call for each move.
    const path: { readonly lot: RunLot; readonly count: number }[] = [];
    let at: { readonly lot: RunLot; readonly count: number } | undefined = { lot, count };
    while (at) {
      path.push(at);
      const departure = this.#ledger.departureOf(at.lot);
      at = departure && {
        lot: departure.from,
        count: this.#ledger.placeOfChange(departure.change),
      };
    }
    let since: Derivation | undefined;
    for (const each of path.reverse()) {
      const from = since ?? this.acquired(each.lot);
      since = this.#isTacked(each.lot, each.count)
        ? this.#memo.get(each.lot, 'held since', () =>
            this.#wash.tacked(from, this.#ledger.matchOf(each.lot)),
          )
        : from;
    }
    return since as Derivation;
  }

  /** Whether a wash sale has made a lot count as held for longer by then. */
  #isTacked(lot: RunLot, count: number): boolean {
    const place = this.#ledger
      .stepsOf(lot)
      .findIndex((step) => step.kind === 'trade' && step.change.kind === 'washSale');
    return place >= 0 && place < count;
  }
}

function isNothing({ operation, operands }: Derivation): boolean {
  return operation === 'sum' && operands.length === 0;
}

/** What a change took along of an amount that a lot's shares had. */
function leavingOf({ piece, portion, sharesBefore }: LotChange, amount: bigint): bigint {
  const shares = piece?.shares ?? portion?.shares ?? sharesBefore;
  return partOfAmount(amount as Cents, shares, sharesBefore);
}

/** All changes of a figure before the listed ones, as one line. */
function earlierChanges(
  begin: Derivation,
  value: bigint,
  name: string,
  { day }: LotStep,
  count: number,
): Derivation {
  const gone = exactOf(begin) - value;
  return difference(
    begin,
    [
      others(gone, begin.unit, {
        label: `${count} earlier changes`,
        explanation: `${spoken(gone, begin.unit)} left in sales, moves and payments up to ${day}; the Lots screen lists each of them.`,
      }),
    ],
    { label: `${name} on ${day}`, rule: RULES.basis },
  );
}
