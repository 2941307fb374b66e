/**
 * What did a payment find in its lots, take off their basis, and leave as gain? And which part of it
 * falls to a lot where the earliest purchases come first? As much as the lot's basis is, of what the
 * lots before it left; what is more than the basis of all of them is divided by shares.
 *
 * Example: "$15.00 return of capital − $8.00 basis reduction = $7.00, a capital gain of 2002-01-11.";
 * "The smaller of $50.00 and $20.00 is $20.00." after $10.00 of $30.00 to an earlier lot.
 */
import { addDays } from '../values/days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { latestOf } from './cutting.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import { RULES } from '../facts/teller.ts';
import { addedUp, difference, nothing, smallest, sum, textOf, type Told } from './operations.ts';
import type { Cents } from '../values/money.ts';
import type { Taking } from '../lots/earliest-first.ts';
import { comparePlanned } from '../lots/planned-distributions.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import { partOf, type LotPart, type PaymentRun } from '../lots/return-of-capital.ts';
import { dayReceived } from '../facts/tax-year.ts';
import { dollars } from '../facts/wording.ts';

export class PaymentReductions extends FiguresOfKind {
  /** The part of a lot where the earliest purchases come first. */
  earliestFirst(at: LotPart, whole: Derivation, label: string): Derivation {
    const words = `fell to this lot, after a long row of payments; each of them says where its parts are from.`;
    const make = (): Derivation => this.#taking(at, whole, { label, rule: RULES.earliestFirst });
    return this.follow(make, () => partOf(at.run, at.place).returnOfCapital, 'usd', label, words);
  }

  #taking(at: LotPart, whole: Derivation, told: Told): Derivation {
    const { run, place } = at;
    const taking = this.f.ledger.toldOf(run).taking as Taking;
    const own = this.#basisLeft(at);
    const left = (label: string, places: readonly number[]): Derivation =>
      difference(whole, this.#taken(run, taking, places), { label, rule: RULES.earliestFirst });
    if (taking.beyond) {
      const rest = left('Return of capital beyond the basis of all lots', placesOf(taking));
      const label = `Part by shares, lot ${(run.lots[place] as OpenLot).name}`;
      const words = { label, rule: RULES.returnOfCapitalByLot };
      const value = taking.beyond[place] as bigint;
      return sum([own, this.f.payments.amongLots(at, rest, value, words)], 'usd', told);
    }
    const before = placesOf(taking, place);
    if (before.length === 0) return smallest([own, whole], told);
    return smallest([own, left('Return of capital that earlier lots left', before)], told);
  }

  /** What these lots took, the latest one by one: all of their basis, or what was left for the last. */
  #taken(run: PaymentRun, { taken }: Taking, places: readonly number[]): Derivation[] {
    const part = (place: number): Derivation => {
      const figure = this.#basisLeft({ run, place });
      // Only the last one can have been given less than its basis: it took what the others had left.
      return taken[place] === exactOf(figure) ? figure : this.f.payments.lotPart({ run, place });
    };
    return latestOf(places, part, {
      unit: 'usd',
      name: 'earlier lots',
      words: ({ length }) => `went to ${length} earlier lots; the payment lists each of them.`,
      amount: (place) => taken[place] as bigint,
    });
  }

  /** A lot's basis when a payment fixes who is entitled, less what waits on it already. */
  #basisLeft({ run, place }: LotPart): Derivation {
    const { ledger, carried } = this.f;
    const lot = run.lots[place] as OpenLot;
    const count = ledger.stepsBeforePayment(lot, run);
    const basis = carried.at(lot, 'basis', count);
    const waiting = (ledger.toldOf(run).taking?.waiting.get(lot) ?? [])
      .toSorted((a, b) => comparePlanned(a.run.planned, b.run.planned))
      .map((one) => carried.ofPayment(lot, one, 'pending', count))
      .filter((one) => exactOf(one) !== 0n);
    if (waiting.length === 0) return basis;
    const rule = RULES.earliestFirst;
    const label = `Return of capital that waits for January 1, lot ${lot.name}`;
    const all = sum(waiting, 'usd', { label, rule });
    const most = exactOf(all) <= exactOf(basis) ? all : smallest([all, basis], { label });
    return difference(basis, [most], { label: `Basis not spoken for, lot ${lot.name}`, rule });
  }

  /** What a payment took off the basis of a lot's shares, wherever they were by then. */
  of(at: LotPart): Derivation {
    const { run, place } = at;
    const { name } = run.lots[place] as OpenLot;
    const { carried, ledger } = this.f;
    const parts = carried.descendants(at, run.planned.effectiveDay).flatMap((each) => {
      const found = ledger
        .stepsOf(each)
        .findIndex((one) => one.kind === 'reduced' && one.run === run && one.place === place);
      if (found < 0) return [];
      const reduction = carried.reduction(each, found);
      return exactOf(reduction) === 0n ? [] : [reduction];
    });
    const told = { label: `Basis reduction, lot ${name}`, rule: RULES.basis };
    if (parts.length > 0) return addedUp(parts, told);
    const { payableDate } = run.planned.distribution;
    const explanation = `The payment of ${payableDate} took nothing off the basis of these shares.`;
    return nothing('usd', { ...told, explanation });
  }

  /** The gain of a payment beyond a lot's basis. */
  excess(at: LotPart): Derivation {
    const { run, place } = at;
    const { planned } = run;
    const day = dayReceived(planned.distribution, planned.taxYear);
    const part = this.f.payments.lotPart(at);
    const reduced = this.of(at);
    const hasLeft = this.f.holding.disposals(at, addDays(planned.effectiveDay, -1)).length > 0;
    const left = hasLeft
      ? `; shares that left before ${planned.effectiveDay} had no basis reduced`
      : '';
    return difference(part, [reduced], {
      label: `Gain beyond the basis, lot ${(run.lots[place] as OpenLot).name}`,
      explanation: (value) =>
        `${textOf(part)} return of capital − ${textOf(reduced)} basis reduction = ${dollars(value as Cents)}, a capital gain of ${day}${left}.`,
      rule: RULES.excess,
    });
  }

  /** Of such a gain, that of shares that count as held from one day on; undefined where there is none. */
  excessSince(at: LotPart, since: string): Derivation | undefined {
    const { run, place } = at;
    const told = run.gains.get(place) ?? [];
    const lots = [...new Set(told.map(({ lot }) => lot))];
    const parts = lots.flatMap((lot) => {
      const own = told.filter((part) => part.lot === lot);
      return this.#gainsIn(lot, at).filter((_, index) => own[index]?.held.heldSince === since);
    });
    if (parts.length === 0) return undefined;
    const label = `Gain beyond the basis, lot ${(run.lots[place] as OpenLot).name}, held since ${since}`;
    return addedUp(parts, { label, rule: RULES.excess });
  }

  /** The gains of a payment that arose in one lot, in order: of shares that left, then of its basis. */
  #gainsIn(lot: OpenLot, at: LotPart): readonly Derivation[] {
    const { run, place } = at;
    const { carried, ledger } = this.f;
    const left = this.f.holding
      .disposals(at, addDays(run.planned.effectiveDay, -1))
      .filter((change) => change.lot === lot)
      .map((change) => carried.leavingOfPayment(change, at, 'pending'));
    const count = ledger
      .stepsOf(lot)
      .findIndex((one) => one.kind === 'reduced' && one.run === run && one.place === place);
    const words = { label: `Gain beyond the basis, lot ${lot.name}`, rule: RULES.excess };
    const beyond = (): Derivation =>
      difference(
        carried.ofPayment(lot, at, 'pending', count),
        [carried.reduction(lot, count)],
        words,
      );
    return [...left, ...(count < 0 ? [] : [beyond()])].filter((one) => exactOf(one) !== 0n);
  }
}

/** The places that took a part, in order, before one of them. */
function placesOf({ taken }: Taking, end = taken.length): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < end; place++) if (taken[place] !== 0n) places.push(place);
  return places;
}
