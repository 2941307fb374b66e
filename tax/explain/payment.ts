/**
 * Where are the figures of a payment from? Shares of the entitled lots, times the amount per share,
 * divided by the document's weights (`partsOfPayment`), divided among the lots.
 *
 * Example: "100 shares × $0.82 = $82.00."; "19.5% of $82.00 is $15.99."
 */
import type { Derivation } from './derivation.ts';
import { firstOf, otherLots } from './cutting.ts';
import { dayStep } from './day-operations.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import {
  amountFact,
  amountPerShareFact,
  documentDayFact,
  valueFact,
  weightFact,
  weightText,
  wholePerShareFact,
} from './nodes.ts';
import { dividedDiscount, type PlanDiscount } from '../lots/plan-discounts.ts';
import { RULES, type Operation } from '../facts/teller.ts';
import {
  apportion,
  difference,
  nothing,
  ofAll,
  sum,
  tell,
  textOf,
  type Told,
} from './operations.ts';
import { isComponent } from '../report/form-boxes.ts';
import {
  byComponent,
  SUBSET_PARENTS,
  SUBSETS,
  type Acquisition,
  type Component,
  type Subset,
} from '../facts/model.ts';
import { formatProduct, NO_RATE, type Cents, type Shares } from '../values/money.ts';
import { capitalGainOf, partsOfPayment, type PaymentParts } from '../lots/payment.ts';
import { partOf, type LotPart, type PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import {
  dollars,
  dollarsPerShare,
  PART_NAMES,
  sharesText,
  transactionText,
} from '../facts/wording.ts';

export class PaymentFigures extends FiguresOfKind {
  readonly #parts = new Map<PaymentRun, PaymentParts<Derivation>>();

  /** The day from which on a buyer is not entitled. */
  exDate({ planned }: PaymentRun): Derivation {
    const { exDate, exDateComputed, distribution } = planned;
    if (!exDateComputed || distribution.recordDate === null) {
      return documentDayFact(planned, exDate, 'Ex-date');
    }
    const recordDate = documentDayFact(planned, distribution.recordDate, 'Record date');
    const sentence = `${exDate} is the first trading day whose trades settle after the record date ${recordDate.value}.`;
    return dayStep(
      'exDate',
      exDate,
      [recordDate],
      { label: 'Ex-date', rule: RULES.exDate },
      sentence,
    );
  }

  /** A lot's shares at the start of a payment's ex-date. */
  entitledOf({ run, place }: LotPart): Derivation {
    const lot = run.lots[place] as OpenLot;
    return this.f.shares.at(lot, this.f.ledger.stepsBeforePayment(lot, run));
  }

  entitled(run: PaymentRun): Derivation {
    return this.f.memo.get(run, 'shares', () => {
      const { exDate, exDateComputed, distribution } = run.planned;
      const computed = exDateComputed
        ? ` (computed from the record date ${distribution.recordDate ?? ''})`
        : '';
      const lots = firstOf(
        run.lots,
        (_, place) => this.entitledOf({ run, place }),
        otherLots((_, place) => run.entitled.shares.values[place] as bigint),
      );
      return sum(lots, 'shares', {
        label: 'Entitled shares',
        explanation: (value) =>
          `${sharesText(value as Shares)} were held at the start of the ex-date ${exDate}${computed}.`,
        rule: RULES.entitlement,
      });
    });
  }

  cash(run: PaymentRun): Derivation {
    return this.#of(run).cash;
  }

  /** What shares received in kind began with: what the entry says, or the payment that they are. */
  received(entry: Acquisition, label: string): Derivation {
    const { run } = this.f.ledger;
    if (!run.admitted.unvalued.some(({ transaction: { id } }) => id === entry.id))
      return amountFact(entry, 'Market value received');
    const value = run.inKind.get(entry.id);
    const payment = value && this.f.ledger.paymentTo(entry.accountId, value.planned);
    if (payment) return sum([this.#whole(payment)], 'usd', { label, rule: RULES.inKind });
    const explanation = `What these shares were worth is not known: the ${transactionText(entry)} does not say it, and no release has a payment in kind of that day.`;
    return nothing('usd', { label, explanation });
  }

  /** All that was paid, whatever year its parts count in. */
  #whole(run: PaymentRun): Derivation {
    const { planned } = run;
    const { amountPerShare, allocablePerShare, payableDate } = planned.distribution;
    if (amountPerShare === allocablePerShare) return this.cash(run);
    return tell({ label: `All of the payment of ${payableDate}` }).product(
      this.entitled(run),
      wholePerShareFact(planned),
      'cash',
    );
  }

  /** A component of a payment, or a subset. */
  part(run: PaymentRun, part: Component | Subset): Derivation {
    const { components, subsets } = this.#of(run);
    return isComponent(part) ? components[part] : (subsets[part] as Derivation);
  }

  /** All parts of a payment, as the rule tells them. */
  #of(run: PaymentRun): PaymentParts<Derivation> {
    const known = this.#parts.get(run);
    if (known) return known;
    const { planned } = run;
    const { distribution } = planned;
    const weight = (part: Component | Subset): Derivation =>
      weightFact(planned, part, weightOf(run, part));
    const given = SUBSETS.filter((subset) => distribution.subsets[subset] !== undefined);
    const row = {
      perShare: amountPerShareFact(planned),
      components: byComponent(weight),
      subsets: Object.fromEntries(given.map((one) => [one, weight(one)])),
    };
    const words = tell((name, operation, operands) => wordsOf(run, name, operation, operands));
    const beyondCash = this.f.ledger.run.discounts
      .of(planned, run.position.account.id)
      .map((one) => this.#beyondCash(one));
    const parts = partsOfPayment(words, row, this.entitled(run), beyondCash);
    if (!parts) throw new Error('a payment that cannot be divided');
    this.#parts.set(run, parts);
    return parts;
  }

  /** What a plan's shares were worth beyond the cash, as far as it belongs to one payment. */
  #beyondCash({ entry, among, place }: PlanDiscount): Derivation {
    const label = `Beyond the cash of ${entry.date}`;
    const cash = amountFact(entry, 'Cash reinvested');
    const discount = difference(valueFact(entry), [cash], { label, rule: RULES.planDiscount });
    const names = among.map(() => label);
    const perShare = among.map(amountPerShareFact);
    return dividedDiscount(tell({ label }), discount, perShare, names)[place] as Derivation;
  }

  /** The return of capital of a payment that fell to one lot. */
  lotPart(at: LotPart): Derivation {
    const { run, place } = at;
    const { name } = run.lots[place] as OpenLot;
    const label = `Return of capital of ${run.planned.distribution.payableDate}, lot ${name}`;
    return this.f.memo.get(run, place, () => {
      const whole = this.part(run, 'returnOfCapital');
      if (this.f.ledger.toldOf(run).taking) {
        return this.f.reductions.earliestFirst(at, whole, label);
      }
      const rule = RULES.returnOfCapitalByLot;
      return this.amongLots(at, whole, partOf(run, place).returnOfCapital, { label, rule });
    });
  }

  /** The capital gain distributions of a payment that fell to one lot. */
  lotCapitalGain(at: LotPart): Derivation {
    const { run, place } = at;
    const { name } = run.lots[place] as OpenLot;
    const { payableDate } = run.planned.distribution;
    const rule = RULES.longTermLoss;
    return this.f.memo.get(run, `gain ${place}`, () => {
      const words = tell({ label: `Capital gain of the payment of ${payableDate}` });
      const { components } = this.#of(run);
      const whole = this.f.memo.get(run, 'gain', () => capitalGainOf(words, components));
      const value = this.f.ledger.toldOf(run).received?.[place] ?? 0n;
      const own = `Capital gain of ${payableDate}, lot ${name}`;
      return this.amongLots(at, whole, value, { label: own, rule });
    });
  }

  /** A part of an amount that is divided among the entitled lots by their shares. */
  amongLots({ run, place }: LotPart, amount: Derivation, value: bigint, told: Told): Derivation {
    const weight = (_: OpenLot, one: number): Derivation => this.entitledOf({ run, place: one });
    const all = (): Derivation => this.entitled(run);
    return apportion(amount, { among: run.lots, place, value, weight, all }, told);
  }
}

function weightOf({ planned }: PaymentRun, part: Component | Subset) {
  const { components, subsets } = planned.distribution;
  return isComponent(part) ? components[part] : (subsets[part] ?? NO_RATE);
}

/** What is said of each figure that `partsOfPayment` makes. */
function wordsOf(
  run: PaymentRun,
  name: string,
  operation: Operation,
  operands: readonly Derivation[],
): Told {
  const { planned, shares, amounts } = run;
  const { payableDate, allocablePerShare } = planned.distribution;
  if (operation === 'product') {
    const exact = formatProduct(shares, allocablePerShare);
    const isRounded = (exact.split('.')[1] ?? '').length > 2;
    const cash = isRounded
      ? `$${exact}, to the cent ${dollars(amounts.cash)}`
      : dollars(amounts.cash);
    return {
      label: `Cash of the payment of ${payableDate}`,
      explanation: `${sharesText(shares)} × ${dollarsPerShare(allocablePerShare)} = ${cash}.`,
    };
  }
  if (name === 'paid') return { label: `All of the payment of ${payableDate}` };
  if (name === 'weights') return { label: 'All parts' };
  if (name === 'parents') return { label: 'All of its kind' };
  const part = name as Component | Subset;
  const label = `${PART_NAMES[part]} of the payment of ${payableDate}`;
  if (isComponent(part)) {
    const explanation = 'Nothing was paid, so there is nothing to divide.';
    return operation === 'sum' ? { label, explanation } : { label };
  }
  const parents = SUBSET_PARENTS[part].map((one) => PART_NAMES[one].toLowerCase()).join(' and ');
  if (operation === 'sum') {
    const words = `All of the ${parents} of this payment is of this kind`;
    return { label, explanation: (value) => `${words}: ${dollars(value as Cents)}.` };
  }
  const words = `${weightText(planned, weightOf(run, part))} of ${ofAll(weightText(planned, planned.weights.sum))}${dollars(amounts.paid)}`;
  if (operation === 'share') {
    return {
      label,
      explanation: (value) => `${words} is ${dollars(value as Cents)}, to the cent.`,
    };
  }
  const [own, most] = operands.map(textOf);
  const explanation = `${words} would be ${own ?? ''}, but it is at most the ${parents} of this payment, ${most ?? ''}.`;
  return { label, explanation };
}
