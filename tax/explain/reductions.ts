/**
 * What did a payment find in its lots, take off their basis, and leave as gain?
 *
 * Example: "$15.00 return of capital − $8.00 basis reduction = $7.00, a capital gain of 2002-01-11."
 */
import { exactOf, type Derivation } from './derivation.ts';
import type { CarriedPayments } from './carried.ts';
import type { Ledger, PaymentPlace } from './ledger.ts';
import type { LotFigures } from './lot.ts';
import { RULES } from '../facts/teller.ts';
import { difference, nothing, smallest, sum, textOf } from './operations.ts';
import type { PaymentFigures } from './payment.ts';
import type { Cents } from '../values/money.ts';
import { comparePlanned } from '../lots/planned-distributions.ts';
import { tookShares } from '../lots/pass-log.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import { dollars } from '../facts/wording.ts';

export class PaymentReductions {
  readonly #ledger: Ledger;
  readonly #lots: LotFigures;
  readonly #carried: CarriedPayments;
  readonly #payments: PaymentFigures;

  constructor(
    ledger: Ledger,
    lots: LotFigures,
    carried: CarriedPayments,
    payments: PaymentFigures,
  ) {
    this.#ledger = ledger;
    this.#lots = lots;
    this.#carried = carried;
    this.#payments = payments;
  }

  /** A lot's basis when a payment fixes who is entitled, less what waits on it already. */
  basisLeft(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const lot = run.lots[place] as OpenLot;
    const count = this.#ledger.stepsBeforePayment(lot, run);
    const basis = this.#lots.at(lot, 'basis', count);
    const waiting = (this.#ledger.toldOf(run).taking?.waiting.get(lot) ?? [])
      .toSorted((a, b) => comparePlanned(a.run.planned, b.run.planned))
      .map((one) => this.#carried.of(lot, one, 'pending', count))
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

  /** What a payment took off the basis of a lot's shares, wherever they were by then. */
  of(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const lot = run.lots[place] as OpenLot;
    const parts = this.#carried.descendants(at, run.planned.effectiveDay).flatMap((each) => {
      const found = this.#ledger
        .stepsOf(each)
        .findIndex((one) => one.kind === 'reduced' && one.run === run && one.place === place);
      if (found < 0) return [];
      const reduction = this.#lots.reduction(each, found);
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
    const reduced = this.of(at);
    const lot = run.lots[place] as OpenLot;
    const hasLeft = this.#carried
      .descendants(at, run.planned.effectiveDay)
      .some((each) =>
        this.#ledger
          .stepsOf(each)
          .some(
            (step) =>
              step.kind === 'trade' &&
              tookShares(step.change.kind) &&
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
}
