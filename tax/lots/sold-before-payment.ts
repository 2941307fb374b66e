/**
 * Which shares were sold between an ex-date and its payment, or given away before the year of the payment?
 * The notices tell of them, because no authority was found for their basis (the calculation's section 6.3).
 */
import type { Day } from '../values/days.ts';
import type { Gift, Transaction } from '../facts/model.ts';
import type { Position } from '../facts/transactions.ts';
import type { TakenShares } from './choose-lots.ts';
import type { SoldBeforePayment } from './pass-result.ts';
import { hasReturn, type PaymentRun } from './return-of-capital.ts';
import { dayReceived } from '../facts/tax-year.ts';
import type { Released } from './sales.ts';
import { termOf } from './term.ts';

export class SoldBeforePayments {
  readonly found: SoldBeforePayment[] = [];
  /** With a return of capital, and not paid yet on the day that the pass has reached. */
  #unpaid: PaymentRun[] = [];

  /** A payment with a return of capital, on its ex-date. */
  paidFrom(exDate: Day, run: PaymentRun): void {
    this.#unpaid = this.#unpaid.filter((other) => other.planned.distribution.payableDate > exDate);
    this.#unpaid.push(run);
  }

  /** What of payments became gain because shares were given away. What took effect goes along with a gift. */
  givenAway(
    position: Position,
    entry: Gift,
    released: Released,
    taken: readonly TakenShares[],
  ): void {
    this.#becameGain(position, entry, released, taken);
  }

  #becameGain(
    position: Position,
    entry: Transaction,
    released: Released,
    taken: readonly TakenShares[],
  ): void {
    if (released.size === 0) return;
    const brief = taken.filter(({ lot }) => termOf(lot, entry.date) === 'short');
    for (const [run, lots] of released) {
      const received = dayReceived(run.planned.distribution, run.planned.taxYear);
      const longByPayment = brief
        .filter(({ lot }) => hasReturn(run, lot) && termOf(lot, received) === 'long')
        .map(({ lot }) => lot.name);
      this.found.push({ position, entry, run, lots, becameGain: true, longByPayment });
    }
  }

  /** Shares that an entry has sold, and what of payments became gain by that. */
  sold(
    position: Position,
    entry: Transaction,
    released: Released,
    taken: readonly TakenShares[],
  ): void {
    const { date } = entry;
    this.#becameGain(position, entry, released, taken);
    if (this.#unpaid.length === 0) return;
    this.#unpaid = this.#unpaid.filter((run) => run.planned.distribution.payableDate > date);
    for (const run of this.#unpaid) {
      if (run.planned.effectiveDay > date) continue;
      const lots = taken.filter(({ lot }) => hasReturn(run, lot)).map(({ lot }) => lot.name);
      if (lots.length === 0) continue;
      this.found.push({ position, entry, run, lots, becameGain: false, longByPayment: [] });
    }
  }
}
