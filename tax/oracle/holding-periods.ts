/**
 * How long were the shares of each payment held around its ex-date, and what does not count?
 *
 * Authority: section 1(h)(11)(B)(iii) (more than 60 of the 121 days that begin 60 days before the
 * ex-date), Reg. 1.199A-3(c)(2)(ii) (more than 45 of 91 days), section 246(c)(3): the day of
 * disposal counts, the day of acquisition does not, and a wash sale adds no days.
 * Example: bought the day before the ex-date, sold 45 days after it: 46 days, enough for section
 * 199A and not for a qualified dividend.
 * Awkward case: half of a lot is sold inside the window: the two halves are two segments.
 */
import { addDays, dayNumber } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Decimal } from '../values/decimal.ts';
import type { HoldingPeriod, UncountedPart } from '../lots/figures.ts';
import { partThatGoes, sum, toCents, toShares, ZERO } from './decimals.ts';
import type { Ledger } from './ledger.ts';
import { inOrderOfPayment, keyOf } from './payments.ts';
import type { Part, SlowPayment } from './payments.ts';
import { compareText } from './present.ts';

interface Rule {
  readonly part: HoldingPeriod['part'];
  readonly daysAround: number;
  readonly daysNeeded: number;
}
const RULES: readonly Rule[] = [
  { part: 'qualified', daysAround: 60, daysNeeded: 61 },
  { part: 'section199A', daysAround: 45, daysNeeded: 46 },
];

interface Segment {
  readonly disposed: Day | null;
  readonly shares: Decimal;
}

function segmentsOf(part: Part, lastDay: Day): Segment[] {
  const inWindow = part.disposals.filter(({ day }) => day <= lastDay);
  const days = [...new Set(inWindow.map(({ day }) => day))].sort(compareText);
  const segments: Segment[] = days.map((disposed) => ({
    disposed,
    shares: sum(inWindow.filter(({ day }) => day === disposed).map(({ shares }) => shares)),
  }));
  const kept = part.shares.minus(sum(inWindow.map(({ shares }) => shares)));
  segments.push({ disposed: null, shares: kept });
  return segments.filter(({ shares }) => shares.greaterThan(0));
}

/** Counted day by day, so that nobody has to believe in a subtraction. */
function daysHeldIn(firstDay: Day, lastDay: Day, acquired: Day, disposed: Day | null): number {
  const bought = dayNumber(acquired);
  const [first, last] = [dayNumber(firstDay), dayNumber(lastDay)];
  const end = disposed === null ? last : dayNumber(disposed);
  let held = 0;
  for (let day = first; day <= last; day++) if (bought < day && day <= end) held = held + 1;
  return held;
}

function amountOf(payment: SlowPayment, { part }: Rule): Decimal {
  if (part === 'qualified') return payment.components.qualified;
  return payment.subsets.section199A ?? ZERO;
}

/** What the rules ask for of the payments of the year: each payment, each part that it has. */
function asked(ledger: Ledger): { payment: SlowPayment; rule: Rule }[] {
  return ledger.payments
    .filter((payment) => payment.row.taxYear === ledger.taxYear)
    .sort(inOrderOfPayment)
    .flatMap((payment) =>
      RULES.filter((rule) => amountOf(payment, rule).greaterThan(0)).map((rule) => ({
        payment,
        rule,
      })),
    );
}

function headOf(payment: SlowPayment, { part }: Rule) {
  return {
    paymentKey: keyOf(payment),
    accountId: payment.account.id,
    account: payment.account.name,
    taxDeferred: payment.account.taxDeferred,
    security: payment.row.security,
    part,
  };
}

function periodsOf(payment: SlowPayment, rule: Rule): HoldingPeriod[] {
  const firstDay = addDays(payment.exDate, -rule.daysAround);
  const lastDay = addDays(payment.exDate, rule.daysAround);
  return payment.parts.flatMap((part) =>
    segmentsOf(part, lastDay).map(({ disposed, shares }) => ({
      ...headOf(payment, rule),
      lot: part.lotName,
      shares: toShares(shares),
      exDate: payment.exDate,
      disposed,
      daysHeld: daysHeldIn(firstDay, lastDay, part.acquired, disposed),
      daysNeeded: rule.daysNeeded,
    })),
  );
}

export function holdingPeriodsOf(ledger: Ledger): HoldingPeriod[] {
  return asked(ledger).flatMap(({ payment, rule }) => periodsOf(payment, rule));
}

export function uncountedPartsOf(ledger: Ledger): UncountedPart[] {
  return asked(ledger).flatMap(({ payment, rule }) => {
    const lastDay = addDays(payment.exDate, rule.daysAround);
    const firstDay = addDays(payment.exDate, -rule.daysAround);
    const tooShort = sum(
      payment.parts.flatMap((part) =>
        segmentsOf(part, lastDay)
          .filter(
            ({ disposed }) =>
              daysHeldIn(firstDay, lastDay, part.acquired, disposed) < rule.daysNeeded,
          )
          .map(({ shares }) => shares),
      ),
    );
    if (tooShort.equals(0)) return [];
    const amount = amountOf(payment, rule);
    const notCounted = partThatGoes(amount, tooShort, payment.shares);
    return {
      ...headOf(payment, rule),
      amount: toCents(amount),
      shares: toShares(payment.shares),
      sharesTooShort: toShares(tooShort),
      notCounted: toCents(notCounted),
    };
  });
}
