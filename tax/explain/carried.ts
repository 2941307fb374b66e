/**
 * What of a payment goes along with the shares that were entitled to it: a return of capital that waits
 * for January 1, and the entitled shares themselves, which a holding period asks for.
 *
 * Whatever takes s of h shares of a lot takes the same part of it along, and where they go it begins
 * again.
 * Example: 40 of 100 entitled shares are transferred before January 1: "40 of 100 shares of $30.00 is
 * $12.00." waits on their new lot.
 */
import type { Day } from '../values/days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { type Ledger, type LotStep, type PaymentPlace, type TradeStep } from './ledger.ts';
import { RULES } from '../facts/teller.ts';
import { difference, others, rest, share, spoken } from './operations.ts';
import type { PaymentFigures } from './payment.ts';
import { LISTED_SALES, Memo, type LotShares } from './shares.ts';
import { partOfAmount } from '../lots/lots.ts';
import type { Cents } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import type { LotChange } from '../lots/pass-log.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';

type OfPayment = 'pending' | 'entitled';

/** What a change took along of an amount that a lot's shares had. */
function leavingOf({ piece, portion, sharesBefore }: LotChange, amount: bigint): bigint {
  const shares = piece?.shares ?? portion?.shares ?? sharesBefore;
  return partOfAmount(amount as Cents, shares, sharesBefore);
}

/** All changes of a figure before the listed ones, as one line. */
export function earlierChanges(
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

export class CarriedPayments {
  readonly #ledger: Ledger;
  readonly #shares: LotShares;
  readonly #payments: PaymentFigures;
  readonly #memo = new Memo<OpenLot>();
  readonly #ids = new Map<PaymentRun, number>();

  constructor(ledger: Ledger, shares: LotShares, payments: PaymentFigures) {
    this.#ledger = ledger;
    this.#shares = shares;
    this.#payments = payments;
  }

  /** The steps by which shares left a lot after it was entitled to a payment. */
  #leftSince(lot: OpenLot, { run }: PaymentPlace, count: number): readonly TradeStep[] {
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
  of(lot: OpenLot, at: PaymentPlace, which: OfPayment, count: number): Derivation {
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

  #arrivedWith(lot: OpenLot, at: PaymentPlace, which: OfPayment): Derivation {
    const departure = this.#ledger.departureOf(lot);
    if (!departure) throw new Error('shares that a payment did not reach');
    return this.leaving(departure.change, at, which);
  }

  /** What of a payment left a lot with some of its shares. */
  leaving(change: LotChange, at: PaymentPlace, which: OfPayment): Derivation {
    const before = this.of(change.lot, at, which, this.#ledger.placeOfChange(change));
    if (change.sharesAfter === 0n || exactOf(before) === 0n) return before;
    return share(before, this.#shares.taken(change), this.#held(change), {
      label: `${before.label}, what left on ${change.day}`,
      rule: RULES.partOfLot,
    });
  }

  #held(change: LotChange): Derivation {
    return this.#shares.at(change.lot, this.#ledger.placeOfChange(change));
  }

  #idOf(run: PaymentRun): number {
    const id = this.#ids.get(run) ?? this.#ids.size;
    this.#ids.set(run, id);
    return id;
  }

  /** The lots that shares of an entitled lot were in, from the ex-date up to a day. */
  descendants({ run, place }: PaymentPlace, lastDay: Day): readonly OpenLot[] {
    const found = [run.lots[place] as OpenLot];
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
}
