/**
 * Where are the figures of a payment from? Shares of the entitled lots, times the amount per share,
 * divided by the document's weights, divided among the lots.
 *
 * Example: "100 shares × $0.82 = $82.00."; "19.5% of 100% of $82.00 is $15.99."
 */
import type { Derivation } from './derivation.ts';
import { isComponent } from './form-boxes.ts';
import {
  amountPerShareFact,
  moneyNode,
  PART_NAMES,
  rateNode,
  RULES,
  sharesFact,
  sharesNode,
  weightFact,
  weightText,
  weightUnit,
} from './explain-nodes.ts';
import {
  COMPONENTS,
  SUBSET_PARENTS,
  type Acquisition,
  type Component,
  type Sale,
  type Subset,
} from './model.ts';
import {
  formatProduct,
  NO_MONEY,
  NO_RATE,
  sumCents,
  type Cents,
  type Rate,
  type Shares,
} from './money.ts';
import type { PositionRun } from './pass.ts';
import type { LotChange } from './pass-log.ts';
import type { PaymentRun, RunLot } from './return-of-capital.ts';
import type { PaymentLot } from './year-report.ts';
import { dollars, dollarsPerShare, sharesText } from './wording.ts';

/** Lots that an explanation lists one by one; what lies beyond is one line. */
const LISTED_LOTS = 100;
/** Sales of one lot that an explanation lists one by one: the latest ones. */
export const LISTED_SALES = 12;

/** A position and, for each of its lots, what happened to it in order. */
export interface LotHistory {
  readonly run: PositionRun;
  readonly ofLot: ReadonlyMap<RunLot, readonly LotChange[]>;
}

export function historyOf(run: PositionRun, changes: readonly LotChange[]): LotHistory {
  const own = changes.filter((change) => change.position === run.position);
  return { run, ofLot: Map.groupBy(own, (change) => change.lot) };
}

export function acquisitionOf(lot: RunLot): Acquisition {
  return lot.maker as Acquisition;
}

/** The shares that a sale took of one lot. */
export function soldShares(change: LotChange): Derivation {
  const { piece, trade, lot } = change;
  if (!piece || !trade) throw new Error('not a sale');
  const sale = trade.transaction as Sale;
  const fact = sharesFact(sale);
  if (piece.shares === sale.shares) return fact;
  return sharesNode(piece.shares, {
    label: `Sold on ${change.day}`,
    operation: 'choice',
    explanation: `${sharesText(piece.shares)} of the ${sharesText(sale.shares)} sold on ${change.day} came from the lot ${lot.name}.`,
    rule: RULES.lots,
    operands: [fact],
  });
}

/** A lot's shares after some of its changes: what was bought less what was sold. */
export function sharesAfter(lot: RunLot, changes: readonly LotChange[]): Derivation {
  const bought = sharesFact(acquisitionOf(lot));
  const sales = changes.filter((change) => change.kind === 'sold');
  const last = sales.at(-1);
  if (!last) return bought;
  const sold = acquisitionOf(lot).shares - last.sharesAfter;
  return sharesNode(last.sharesAfter, {
    label: `Lot ${lot.name}`,
    operation: 'difference',
    explanation: `${sharesText(acquisitionOf(lot).shares)} less ${sharesText(sold as Shares)} sold are ${sharesText(last.sharesAfter)}.`,
    operands: [bought, ...earlierSales(lot, sales), ...sales.slice(-LISTED_SALES).map(soldShares)],
  });
}

/** All sales of a lot before the listed ones, as one line. */
function earlierSales(lot: RunLot, sales: readonly LotChange[]): Derivation[] {
  const count = sales.length - LISTED_SALES;
  const last = sales[count - 1];
  if (!last) return [];
  const sold = (acquisitionOf(lot).shares - last.sharesAfter) as Shares;
  return [
    sharesNode(sold, {
      label: `${count} earlier sales`,
      operation: 'sum',
      explanation: `${sharesText(sold)} in ${count} earlier sales up to ${last.day}; the Lots screen lists each of them.`,
    }),
  ];
}

/** A lot's shares at the start of a payment's ex-date. */
export function entitledShares(history: LotHistory, payment: PaymentRun, lot: RunLot): Derivation {
  const before = (history.ofLot.get(lot) ?? []).filter(
    (change) => change.day < payment.planned.exDate,
  );
  return sharesAfter(lot, before);
}

function allEntitledShares(history: LotHistory, payment: PaymentRun): Derivation {
  const { exDate, exDateComputed, distribution } = payment.planned;
  const computed = exDateComputed
    ? ` (computed from the record date ${distribution.recordDate ?? ''})`
    : '';
  const operands = payment.lots
    .slice(0, LISTED_LOTS)
    .map((lot) => entitledShares(history, payment, lot));
  if (payment.lots.length > LISTED_LOTS) operands.push(otherLots(payment));
  return sharesNode(payment.shares, {
    label: 'Entitled shares',
    operation: 'sum',
    explanation: `${sharesText(payment.shares)} were held at the start of the ex-date ${exDate}${computed}.`,
    rule: RULES.entitlement,
    operands,
  });
}

function otherLots(payment: PaymentRun): Derivation {
  let shares = 0n;
  const entitled = payment.entitled.shares.values;
  for (let place = LISTED_LOTS; place < entitled.length; place++) {
    shares += entitled[place] as bigint;
  }
  const count = payment.lots.length - LISTED_LOTS;
  return sharesNode(shares as Shares, {
    label: `${count} other lots`,
    operation: 'sum',
    explanation: `${sharesText(shares as Shares)} in ${count} other lots; the Lots screen lists each of them.`,
  });
}

export function cashDerivation(history: LotHistory, payment: PaymentRun): Derivation {
  const { planned, shares, amounts } = payment;
  const { allocablePerShare, payableDate } = planned.distribution;
  const exact = formatProduct(shares, allocablePerShare);
  const product = `${sharesText(shares)} × ${dollarsPerShare(allocablePerShare)}`;
  const isRounded = (exact.split('.')[1] ?? '').length > 2;
  return moneyNode(amounts.cash, {
    label: `Cash of the payment of ${payableDate}`,
    operation: 'product',
    explanation: isRounded
      ? `${product} = $${exact}, to the cent ${dollars(amounts.cash)}.`
      : `${product} = ${dollars(amounts.cash)}.`,
    rule: RULES.cash,
    operands: [allEntitledShares(history, payment), amountPerShareFact(planned)],
  });
}

/** "19.5% of 100% of $82.00 is $15.99.": a share rounded down, perhaps with a cent left over. */
function divisionText(
  whole: Cents,
  part: bigint,
  sum: bigint,
  result: Cents,
  words: string,
): string {
  const down = ((whole * part) / sum) as Cents;
  if (whole * part === down * sum) return `${words} is ${dollars(result)}.`;
  return result > down
    ? `${words} is ${dollars(down)} and a fraction of a cent; one cent added by largest remainder makes ${dollars(result)}.`
    : `${words} is ${dollars(result)} and a fraction of a cent, rounded down.`;
}

function sumOfWeights(payment: PaymentRun): Derivation {
  const { planned } = payment;
  const { components } = planned.distribution;
  const { sum } = planned.weights;
  const given = COMPONENTS.filter((component) => components[component] !== 0n);
  return rateNode(sum, weightUnit(planned), {
    label: 'All parts',
    operation: 'sum',
    explanation: `${given.map((component) => weightText(planned, components[component])).join(' + ')} = ${weightText(planned, sum)}.`,
    operands: given.map((component) => weightFact(planned, component, components[component])),
  });
}

export function partDerivation(
  history: LotHistory,
  payment: PaymentRun,
  part: Component | Subset,
): Derivation {
  const { planned, amounts } = payment;
  const { distribution, weights } = planned;
  const label = `${PART_NAMES[part]} of the payment of ${distribution.payableDate}`;
  const weight: Rate = isComponent(part)
    ? distribution.components[part]
    : (distribution.subsets[part] ?? NO_RATE);
  const value: Cents = isComponent(part)
    ? amounts.components[part]
    : (amounts.subsets[part] ?? NO_MONEY);
  const cash = cashDerivation(history, payment);
  const operands = [cash, weightFact(planned, part, weight), sumOfWeights(payment)];
  const words = `${weightText(planned, weight)} of ${weightText(planned, weights.sum)} of ${dollars(amounts.cash)}`;
  if (isComponent(part)) {
    const explanation =
      weights.sum === 0n
        ? `Nothing was paid, so there is nothing to divide.`
        : divisionText(amounts.cash, weight, weights.sum, value, words);
    return moneyNode(value, {
      label,
      operation: 'share',
      explanation,
      rule: RULES.components,
      operands,
    });
  }
  const parents = SUBSET_PARENTS[part];
  const parentCents = sumCents(parents.map((parent) => amounts.components[parent]));
  const parentWeight = parents.reduce((sum, parent) => sum + distribution.components[parent], 0n);
  const parentName = parents.map((parent) => PART_NAMES[parent].toLowerCase()).join(' and ');
  if (weight === parentWeight) {
    return moneyNode(value, {
      label,
      operation: 'sum',
      explanation: `All of the ${parentName} of this payment is of this kind: ${dollars(value)}.`,
      rule: RULES.subset,
      operands: parents.map((parent) => partDerivation(history, payment, parent)),
    });
  }
  const limit = value === parentCents ? `, at most the ${parentName} of this payment` : '';
  return moneyNode(value, {
    label,
    operation: 'share',
    explanation: `${words} is ${dollars(value)}, to the cent${limit}.`,
    rule: RULES.subset,
    operands,
  });
}

/** The return of capital of a payment that fell to one lot. */
export function lotPartDerivation(
  history: LotHistory,
  payment: PaymentRun,
  lot: RunLot,
  part: PaymentLot,
): Derivation {
  const whole = payment.amounts.components.returnOfCapital;
  const words = `${sharesText(part.shares)} of ${sharesText(payment.shares)} of ${dollars(whole)}`;
  return moneyNode(part.returnOfCapital, {
    label: `Return of capital of ${payment.planned.distribution.payableDate}, lot ${part.lot}`,
    operation: 'share',
    explanation: divisionText(whole, part.shares, payment.shares, part.returnOfCapital, words),
    rule: RULES.returnOfCapitalByLot,
    operands: [
      partDerivation(history, payment, 'returnOfCapital'),
      entitledShares(history, payment, lot),
      allEntitledShares(history, payment),
    ],
  });
}
