/**
 * How do the raw results become the report's lists, each in its published order?
 *
 * Payments by payable date, account, security, record date, distribution; sales by day, transaction
 * and piece; excess gains by day, account, security, lot. Names stand in code-unit order.
 */
import { withLists } from '../values/list-of-many.ts';
import { yearOf, type Day } from '../values/days.ts';
import { securityLabel, type Security } from '../facts/model.ts';
import { NO_MONEY, subtractCents, sumCents } from '../values/money.ts';
import { compareText } from '../values/order.ts';
import { dayReceived } from '../facts/tax-year.ts';
import type { OpenLot } from './open-lot.ts';
import type { PaidEntry, PositionRun, SaleRun } from './pass-result.ts';
import { partOf, partsOf, type GainPart, type PaymentRun } from './return-of-capital.ts';
import type {
  ExcessGain,
  GainOfLot,
  KeptGain,
  LiquidatingPayment,
  Payment,
  PaymentLot,
  SalePiece,
} from './figures.ts';

/** Names the payment of a distribution to an account. */
export function paymentKey(distributionId: string, accountId: string): string {
  return `${distributionId}/${accountId}`;
}

/** A payment as the report lists it. */
function paymentOf(run: PaymentRun): Payment {
  const { planned, shares, amounts, position } = run;
  const { account, security } = position;
  const { distribution, document, exDate, exDateComputed } = planned;
  const payment = {
    key: paymentKey(distribution.id, account.id),
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
    documentId: document.id,
    distribution,
    exDate,
    exDateComputed,
    shares,
    amountPerShare: distribution.allocablePerShare,
    cash: amounts.cash,
    discount: subtractCents(amounts.paid, amounts.cash),
    components: amounts.components,
    subsets: amounts.subsets,
  };
  return withLists<typeof payment, { lots: PaymentLot }>(payment, {
    lots: {
      count: run.lots.length,
      list: () => partsOf(run),
      *rows() {
        for (let place = 0; place < run.lots.length; place++) yield partOf(run, place);
      },
    },
  });
}

function comparePayments(a: Payment, b: Payment): number {
  return (
    compareText(a.distribution.payableDate, b.distribution.payableDate) ||
    compareText(a.account, b.account) ||
    compareText(securityLabel(a.security), securityLabel(b.security)) ||
    compareText(a.distribution.recordDate ?? '', b.distribution.recordDate ?? '') ||
    compareText(a.distribution.id, b.distribution.id)
  );
}

/** A payment of the report with what it was made of. */
interface ListedPayment {
  readonly run: PaymentRun;
  readonly payment: Payment;
}

export function paymentsInOrder(positions: readonly PositionRun[]): readonly ListedPayment[] {
  return positions
    .flatMap(({ payments }) => payments.map((run) => ({ run, payment: paymentOf(run) })))
    .sort((a, b) => comparePayments(a.payment, b.payment));
}

/** The pieces of the year's sales, in order of the entries. */
export function salesInOrder(sales: readonly SaleRun[], taxYear: number): readonly SalePiece[] {
  return sales
    .filter(({ entry }) => yearOf(entry.date) === taxYear)
    .flatMap(({ pieces }) => pieces.map(({ piece }) => piece));
}

interface Paid {
  readonly accountId: string;
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly security: Security;
  readonly transactionId: string;
  readonly date: Day;
}

function paidHead({ position: { account, security }, entry }: PaidEntry): Paid {
  return {
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
    transactionId: entry.id,
    date: entry.date,
  };
}

/** What companies in liquidation paid in the year, in order of the entries. */
export function liquidationsInOrder(
  paid: readonly PaidEntry[],
  taxYear: number,
): readonly LiquidatingPayment[] {
  return paid.flatMap((one): LiquidatingPayment[] => {
    const { entry } = one;
    if (entry.action !== 'liquidation' || yearOf(entry.date) !== taxYear) return [];
    const { amount, toSecurityId, last } = entry;
    const inKind = toSecurityId !== undefined;
    return [{ ...paidHead(one), amount, inKind, last: last === true }];
  });
}

/** Gain that trusts kept in the year, in order of the entries. */
export function keptGainsInOrder(paid: readonly PaidEntry[], taxYear: number): readonly KeptGain[] {
  return paid.flatMap((one): KeptGain[] => {
    const { entry } = one;
    if (entry.action !== 'undistributed-gain' || yearOf(entry.date) !== taxYear) return [];
    return [
      {
        ...paidHead(one),
        gain: entry.amount,
        tax: entry.tax,
        unrecaptured1250: entry.unrecaptured1250 ?? NO_MONEY,
        section1202: entry.section1202 ?? NO_MONEY,
        collectibles28: entry.collectibles28 ?? NO_MONEY,
      },
    ];
  });
}

/** One row for shares that count as held from the same day on. */
function gainsByDays(
  parts: readonly GainPart[],
): readonly Pick<ExcessGain, keyof GainOfLot | 'amount' | 'since'>[] {
  const days = [...new Set(parts.map(({ held }) => held.heldSince))];
  return days.map((day) => {
    const own = parts.filter(({ held }) => held.heldSince === day);
    const { held } = own.at(-1) as GainPart;
    const amount = sumCents(own.map((part) => part.amount));
    return { amount, ...held, since: days.length > 1 ? day : null };
  });
}

/** Return of capital beyond the basis of each lot of a payment. */
export function excessGainsOf(run: PaymentRun): ExcessGain[] {
  const { account, security } = run.position;
  const { distribution, taxYear } = run.planned;
  const date = dayReceived(distribution, taxYear);
  const { excess } = run;
  const gains: ExcessGain[] = [];
  if (!excess) return gains;
  const key = paymentKey(distribution.id, account.id);
  // Of very many lots hardly one has a gain.
  for (let place = 0; place < excess.length; place++) {
    if (excess[place] === 0n) continue;
    for (const part of gainsByDays(run.gains.get(place) as readonly GainPart[])) {
      gains.push({
        accountId: account.id,
        account: account.name,
        taxDeferred: account.taxDeferred,
        security,
        lot: (run.lots[place] as OpenLot).name,
        paymentKey: key,
        date,
        ...part,
      });
    }
  }
  return gains;
}

export function excessGainsInOrder(positions: readonly PositionRun[]): readonly ExcessGain[] {
  return positions
    .flatMap(({ payments }) => payments.flatMap(excessGainsOf))
    .sort(
      (a, b) =>
        compareText(a.date, b.date) ||
        compareText(a.account, b.account) ||
        compareText(securityLabel(a.security), securityLabel(b.security)) ||
        compareText(a.lot, b.lot) ||
        compareText(a.paymentKey, b.paymentKey) ||
        compareText(a.heldSince, b.heldSince),
    );
}
