/**
 * Where are the figures of a payment from? Shares of the entitled lots, times the amount per share,
 * divided by the document's weights, divided among the lots.
 *
 * Example: "100 shares × $0.82 = $82.00."; "19.5% of 100% of $82.00 is $15.99."
 */
import { exactOf, type Derivation } from './derivation.ts';
import { EarliestFirst, type EarliestFirstSources } from './earliest-first.ts';
import { returnedTo, type Ledger, type PaymentPlace } from './ledger.ts';
import {
  amountPerShareFact,
  documentDayFact,
  PART_NAMES,
  weightFact,
  weightText,
} from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { computedExDate } from './day-operations.ts';
import {
  apportion,
  apportionOne,
  LISTED_WEIGHTS,
  others,
  product,
  share,
  smallest,
  sum,
  textOf,
} from './operations.ts';
import { LISTED_LOTS, Memo, type Depth, type LotShares } from './shares.ts';
import { isComponent } from '../report/form-boxes.ts';
import { COMPONENTS, SUBSET_PARENTS, type Component, type Subset } from '../facts/model.ts';
import { addCents, formatProduct, NO_RATE, type Rate, type Shares } from '../values/money.ts';
import { CAPITAL_GAIN_PARTS } from '../lots/payment.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import { dollars, dollarsPerShare, sharesText } from '../facts/wording.ts';

/** What of a lot's basis a payment finds; told by whoever explains lots. */
type BasisLeft = EarliestFirstSources['basisLeft'];

export class PaymentFigures {
  readonly #ledger: Ledger;
  readonly #shares: LotShares;
  readonly #depth: Depth;
  readonly #earliest: EarliestFirst;
  readonly #memo = new Memo<PaymentRun>();

  constructor(ledger: Ledger, shares: LotShares, depth: Depth, basisLeft: BasisLeft) {
    this.#ledger = ledger;
    this.#shares = shares;
    this.#depth = depth;
    this.#earliest = new EarliestFirst(ledger, {
      basisLeft,
      part: (at) => this.lotPart(at),
      byShares: (at, amount, value, told) => this.#amongLots(at, amount, value, told),
    });
  }

  /** The day from which on a buyer is not entitled. */
  exDate({ planned }: PaymentRun): Derivation {
    const { exDate, exDateComputed, distribution } = planned;
    if (!exDateComputed || distribution.recordDate === null) {
      return documentDayFact(planned, exDate, 'Ex-date');
    }
    return computedExDate(
      exDate,
      documentDayFact(planned, distribution.recordDate, 'Record date'),
      {
        label: 'Ex-date',
        rule: RULES.exDate,
      },
    );
  }

  /** A lot's shares at the start of a payment's ex-date. */
  entitledOf({ run, place }: PaymentPlace): Derivation {
    const lot = run.lots[place] as OpenLot;
    return this.#shares.at(lot, this.#ledger.stepsBeforePayment(lot, run));
  }

  entitled(run: PaymentRun): Derivation {
    return this.#memo.get(run, 'shares', () => {
      const { exDate, exDateComputed, distribution } = run.planned;
      const computed = exDateComputed
        ? ` (computed from the record date ${distribution.recordDate ?? ''})`
        : '';
      const operands = Array.from({ length: Math.min(run.lots.length, LISTED_LOTS) }, (_, place) =>
        this.entitledOf({ run, place }),
      );
      if (run.lots.length > LISTED_LOTS) operands.push(otherLots(run));
      return sum(operands, 'shares', {
        label: 'Entitled shares',
        explanation: (value) =>
          `${sharesText(value as Shares)} were held at the start of the ex-date ${exDate}${computed}.`,
        rule: RULES.entitlement,
      });
    });
  }

  cash(run: PaymentRun): Derivation {
    return this.#memo.get(run, 'cash', () => {
      const { planned, shares, amounts } = run;
      const { allocablePerShare, payableDate } = planned.distribution;
      const exact = formatProduct(shares, allocablePerShare);
      const words = `${sharesText(shares)} × ${dollarsPerShare(allocablePerShare)}`;
      const isRounded = (exact.split('.')[1] ?? '').length > 2;
      return product(this.entitled(run), amountPerShareFact(planned), {
        label: `Cash of the payment of ${payableDate}`,
        explanation: isRounded
          ? `${words} = $${exact}, to the cent ${dollars(amounts.cash)}.`
          : `${words} = ${dollars(amounts.cash)}.`,
        rule: RULES.cash,
      });
    });
  }

  /** A component of a payment, or a subset. */
  part(run: PaymentRun, part: Component | Subset): Derivation {
    return this.#memo.get(run, part, () =>
      isComponent(part) ? this.#component(run, part) : this.#subset(run, part),
    );
  }

  #component(run: PaymentRun, part: Component): Derivation {
    const { planned } = run;
    const told = { label: partLabel(run, part), rule: RULES.components };
    const cash = this.cash(run);
    if (planned.weights.sum === 0n) {
      const explanation = 'Nothing was paid, so there is nothing to divide.';
      return sum([cash], 'usd', { ...told, explanation });
    }
    const { components } = planned.distribution;
    const given = COMPONENTS.filter((one) => one === part || components[one] !== 0n);
    const weights = given.map((one) => weightFact(planned, one, components[one]));
    return apportion(cash, weights, given.indexOf(part), told);
  }

  #subset(run: PaymentRun, part: Subset): Derivation {
    const { planned, amounts } = run;
    const { distribution, weights } = planned;
    const told = { label: partLabel(run, part), rule: RULES.subset };
    const weight: Rate = distribution.subsets[part] ?? NO_RATE;
    const parents = SUBSET_PARENTS[part];
    const parentWeight = parents.reduce((total, one) => total + distribution.components[one], 0n);
    const parentName = parents.map((parent) => PART_NAMES[parent].toLowerCase()).join(' and ');
    const whole = (): Derivation[] => parents.map((parent) => this.part(run, parent));
    if (weight === parentWeight || weights.sum === 0n) {
      return sum(whole(), 'usd', {
        ...told,
        explanation: (value) =>
          `All of the ${parentName} of this payment is of this kind: ${dollars(value as typeof amounts.cash)}.`,
      });
    }
    const words = `${weightText(planned, weight)} of ${weightText(planned, weights.sum)} of ${dollars(amounts.cash)}`;
    const own = share(this.cash(run), weightFact(planned, part, weight), this.#sumOfWeights(run), {
      ...told,
      explanation: (value) => `${words} is ${dollars(value as typeof amounts.cash)}, to the cent.`,
    });
    const limit = parents.reduce(
      (total, one) => addCents(total, amounts.components[one]),
      0n as typeof amounts.cash,
    );
    if (exactOf(own) <= limit) return own;
    return smallest([own, sum(whole(), 'usd', { label: 'All of its kind', rule: RULES.subset })], {
      ...told,
      explanation: `${words} would be ${textOf(own)}, but it is at most the ${parentName} of this payment, ${dollars(limit)}.`,
    });
  }

  #sumOfWeights(run: PaymentRun): Derivation {
    const { planned } = run;
    const { components } = planned.distribution;
    const given = COMPONENTS.filter((component) => components[component] !== 0n);
    const weights = given.map((one) => weightFact(planned, one, components[one]));
    const unit = planned.distribution.unit === 'percent' ? 'percent' : 'usdPerShare';
    return this.#memo.get(run, 'weights', () => sum(weights, unit, { label: 'All parts' }));
  }

  /** The return of capital of a payment that fell to one lot. */
  lotPart(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const { name } = run.lots[place] as OpenLot;
    const label = `Return of capital of ${run.planned.distribution.payableDate}, lot ${name}`;
    return this.#memo.get(run, place, () => {
      const whole = this.part(run, 'returnOfCapital');
      if (run.position.account.returnOfCapital === 'earliest-first' && exactOf(whole) !== 0n) {
        return this.#earliestFirst(at, whole, label);
      }
      const rule = RULES.returnOfCapitalByLot;
      return this.#amongLots(at, whole, returnedTo(at), { label, rule });
    });
  }

  #earliestFirst(at: PaymentPlace, whole: Derivation, label: string): Derivation {
    return this.#depth.follow(
      () => this.#earliest.part(at, whole, { label, rule: RULES.earliestFirst }),
      () =>
        others(returnedTo(at), 'usd', {
          label,
          explanation: `${dollars(returnedTo(at))} fell to this lot, after a long row of payments; each of them says where its parts are from.`,
        }),
    );
  }

  /** The capital gain distributions of a payment that fell to one lot. */
  lotCapitalGain(at: PaymentPlace): Derivation {
    const { run, place } = at;
    const { name } = run.lots[place] as OpenLot;
    return this.#memo.get(run, `gain ${place}`, () => {
      const parts = CAPITAL_GAIN_PARTS.filter(
        (part, place) => place < 2 || run.amounts.components[part] !== 0n,
      ).map((part) => this.part(run, part));
      const whole = this.#memo.get(run, 'gain', () =>
        sum(parts, 'usd', {
          label: `Capital gain of the payment of ${run.planned.distribution.payableDate}`,
          rule: RULES.longTermLoss,
        }),
      );
      const value = this.#ledger.toldOf(run).received?.[place] ?? 0n;
      return this.#amongLots(at, whole, value, {
        label: `Capital gain of ${run.planned.distribution.payableDate}, lot ${name}`,
        rule: RULES.longTermLoss,
      });
    });
  }

  #amongLots(
    { run, place }: PaymentPlace,
    amount: Derivation,
    value: bigint,
    told: Parameters<typeof apportion>[3],
  ): Derivation {
    const count = run.lots.length;
    if (count > LISTED_WEIGHTS) {
      const own = this.entitledOf({ run, place });
      return apportionOne(amount, own, this.entitled(run), { place, value }, told);
    }
    const weights = Array.from({ length: count }, (_, one) => this.entitledOf({ run, place: one }));
    return apportion(amount, weights, place, told);
  }
}

function partLabel(run: PaymentRun, part: Component | Subset): string {
  return `${PART_NAMES[part]} of the payment of ${run.planned.distribution.payableDate}`;
}

function otherLots(run: PaymentRun): Derivation {
  let shares = 0n;
  const entitled = run.entitled.shares.values;
  for (let place = LISTED_LOTS; place < entitled.length; place++) {
    shares += entitled[place] as bigint;
  }
  const count = run.lots.length - LISTED_LOTS;
  return others(shares, 'shares', {
    label: `${count} other lots`,
    explanation: `${sharesText(shares as Shares)} in ${count} other lots; the Lots screen lists each of them.`,
  });
}
