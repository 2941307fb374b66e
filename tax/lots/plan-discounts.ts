/**
 * Which payment was more than its cash, because the plan sold shares below their market value?
 *
 * Authority: Revenue Rulings 76-53 (discount) and 78-375 (discount on optional cash, and a commission that
 * the company pays): what is distributed is the market value of the shares on the payment date, and the new
 * lot costs that. The boxes get what is beyond the cash in the proportions of the payment.
 * Example: $95.00 bought shares worth $100.00: the payment of that day is $5.00 more than its cash.
 * Awkward case: several rows were paid on that day, or one in two tax years: what is beyond the cash is
 * divided among them by what each paid per share.
 * Awkward case: shares were bought some days after the payment. It is the latest payment of the 30 days
 * before (ours); where there is none, no box has the discount, and a notice says so.
 * Not handled: another character than that of the payment, where the issuer says so.
 */
import type { Teller } from '../facts/teller.ts';
import type { Trade } from '../facts/transactions.ts';
import { addDays, type Day } from '../values/days.ts';
import { discountOf, type Acquisition } from '../facts/model.ts';
import type { Cents } from '../values/money.ts';
import { COUNTING } from './counting.ts';
import type { DistributionPlan, PlannedDistribution } from './planned-distributions.ts';

/** How long after a payment its plan can have bought the shares. */
export const PLAN_DAYS = 30;

/** What a reinvestment adds to one row of a document, which is one of those paid on that day. */
export interface PlanDiscount {
  readonly entry: Acquisition;
  readonly among: readonly PlannedDistribution[];
  readonly place: number;
  readonly amount: Cents;
}

/** What a discount adds to each of the rows that it belongs to. */
export function dividedDiscount<V>(
  tell: Teller<V>,
  discount: V,
  perShare: readonly V[],
  names: readonly string[],
): readonly V[] {
  return perShare.length === 1
    ? [discount]
    : tell.apportion(discount, perShare, 'planDiscount', names);
}

/** The rows that were paid on the latest day up to that of the entry. */
function paidBefore(
  { date }: Acquisition,
  planned: readonly PlannedDistribution[],
): readonly PlannedDistribution[] {
  const first = addDays(date, -PLAN_DAYS);
  const near = planned.filter(
    ({ distribution: { payableDate, allocablePerShare, inKind } }) =>
      !inKind && allocablePerShare > 0n && payableDate >= first && payableDate <= date,
  );
  const last = near.at(-1)?.distribution.payableDate;
  return near.filter(({ distribution }) => distribution.payableDate === last);
}

/** The discounts of a book. */
export class PlanDiscounts {
  readonly #byRow = new Map<PlannedDistribution, PlanDiscount[]>();
  readonly #counted = new Set<string>();

  constructor(trades: readonly Trade[], plans: ReadonlyMap<string, DistributionPlan>) {
    for (const { transaction: entry } of trades) {
      if (entry.action !== 'reinvest' || entry.value === undefined) continue;
      const discount = discountOf(entry);
      if (discount === 0n) continue;
      const among = paidBefore(entry, plans.get(entry.securityId)?.planned ?? []);
      const rates = among.map(({ distribution }) => distribution.allocablePerShare);
      const parts =
        among.length === 0 ? [] : dividedDiscount<bigint>(COUNTING, discount, rates, []);
      among.forEach((one, place) => {
        const own = { entry, among, place, amount: parts[place] as Cents };
        this.#byRow.set(one, [...(this.#byRow.get(one) ?? []), own]);
      });
    }
  }

  /** The last ex-date of a payment that an entry up to a day can belong to; the day where none is later. */
  lastExDate(day: Day): Day {
    let last = day;
    for (const [{ exDate }, all] of this.#byRow) {
      if (exDate > last && all.some(({ entry }) => entry.date <= day)) last = exDate;
    }
    return last;
  }

  /** What is beyond the cash of a payment to an account. */
  of(planned: PlannedDistribution, accountId: string): readonly PlanDiscount[] {
    const all = this.#byRow.get(planned);
    return all ? all.filter(({ entry }) => entry.accountId === accountId) : [];
  }

  /** Notes that a payment has them. */
  count(discounts: readonly PlanDiscount[]): void {
    for (const { entry } of discounts) this.#counted.add(entry.id);
  }

  /** Whether some payment has the discount of an entry. */
  isCounted({ id }: Acquisition): boolean {
    return this.#counted.has(id);
  }
}
