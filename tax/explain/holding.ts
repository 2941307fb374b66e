/**
 * How many days were shares held around an ex-date, and what of a dividend does that leave out?
 *
 * Example: "Acquired on 2018-03-01, a day that does not count; from 2018-01-23 to 2018-04-15 these are
 * 45 days."
 */
import { addDays, type Day } from '../values/days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import type { Ledger, PaymentPlace } from './ledger.ts';
import type { CarriedPayments } from './carried.ts';
import type { HoldingDays } from './days.ts';
import { constant, entryDayFact, PART_NAMES } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { daysHeld, movedDay } from './day-operations.ts';
import { others, share, sum, textOf } from './operations.ts';
import type { PaymentFigures } from './payment.ts';
import { LISTED_LOTS } from './shares.ts';
import { HOLDING_PERIODS, type HeldPart } from '../lots/holding-period-rules.ts';
import type { Shares } from '../values/money.ts';
import { tookShares, type LotChange } from '../lots/pass-log.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Trade } from '../facts/transactions.ts';
import type { HoldingPeriod, UncountedPart } from '../lots/figures.ts';
import { dollars, sharesText } from '../facts/wording.ts';

const HELD_RULES = {
  qualified: {
    title: 'Qualified dividends: shares held more than 60 of the 121 days around the ex-date',
    authority: 'Internal Revenue Code sections 1(h)(11)(B)(iii) and 246(c)',
  },
  section199A: {
    title: 'Section 199A dividends: shares held more than 45 of the 91 days around the ex-date',
    authority: 'Treasury Regulation section 1.199A-3(c)(2)(ii)',
  },
} as const;

export class HoldingFigures {
  readonly #ledger: Ledger;
  readonly #payments: PaymentFigures;
  readonly #carried: CarriedPayments;
  readonly #days: HoldingDays;

  constructor(
    ledger: Ledger,
    payments: PaymentFigures,
    carried: CarriedPayments,
    days: HoldingDays,
  ) {
    this.#ledger = ledger;
    this.#payments = payments;
    this.#carried = carried;
    this.#days = days;
  }

  /** The days on which shares of one lot were held within the window. */
  days(at: PaymentPlace, { part, disposed, lot }: HoldingPeriod): Derivation {
    const last = disposed === null ? this.#edge(at.run, part, 1) : this.#dayOfLeaving(at, disposed);
    return daysHeld(
      this.#days.acquired(at.run.lots[at.place] as OpenLot),
      this.#edge(at.run, part, -1),
      last,
      { label: `Days held, lot ${lot}`, rule: HELD_RULES[part] },
    );
  }

  /** The first or the last day of the window. */
  #edge(run: PaymentRun, part: HeldPart, side: 1 | -1): Derivation {
    const rule = HELD_RULES[part];
    const away = constant(String(side * this.#around(part)), 'days', {
      label: side < 0 ? 'Days before the ex-date' : 'Days after the ex-date',
      explanation: `The days count from ${this.#around(part)} days before the ex-date to as many after it.`,
      rule,
    });
    const label = side < 0 ? 'The window begins' : 'The window ends';
    return movedDay(this.#payments.exDate(run), away, { label, rule });
  }

  #around(part: HeldPart): number {
    return HOLDING_PERIODS.find((one) => one.part === part)?.daysAround ?? 0;
  }

  #dayOfLeaving(at: PaymentPlace, disposed: Day): Derivation {
    const [change] = this.#disposals(at, disposed).filter(({ day }) => day === disposed);
    if (!change) throw new Error('shares that did not leave');
    return entryDayFact((change.trade as Trade).transaction, 'Left');
  }

  /** Sales and gifts of shares that a payment's lot held, up to a day, in order of the lots. */
  #disposals(at: PaymentPlace, lastDay: Day): readonly LotChange[] {
    const { exDate } = at.run.planned;
    return this.#carried.descendants(at, lastDay).flatMap((lot) =>
      this.#ledger.stepsOf(lot).flatMap((step) => {
        if (step.kind !== 'trade' || step.day < exDate || step.day > lastDay) return [];
        return tookShares(step.change.kind) && step.change.other === null ? [step.change] : [];
      }),
    );
  }

  /** The shares of a lot that left on one day, or that stayed to the end of the window. */
  shares(at: PaymentPlace, period: HoldingPeriod): Derivation {
    const { disposed, part, lot } = period;
    const { exDate } = at.run.planned;
    if (disposed !== null) {
      const parts = this.#disposals(at, disposed)
        .filter(({ day }) => day === disposed)
        .map((change) => this.#carried.leaving(change, at, 'entitled'))
        .filter((one) => exactOf(one) !== 0n);
      return added(parts, `Entitled shares of the lot ${lot} that left on ${disposed}`);
    }
    const lastDay = addDays(exDate, this.#around(part));
    const parts = this.#carried.descendants(at, lastDay).flatMap((each) => {
      const count = this.#ledger.stepsUpTo(each, lastDay);
      const left = this.#carried.of(each, at, 'entitled', count);
      return exactOf(left) === 0n ? [] : [left];
    });
    return added(parts, `Entitled shares of the lot ${lot} that stayed`);
  }

  /** Of a payment's entitled shares, those that were not held long enough. */
  sharesTooShort(run: PaymentRun, periods: readonly HoldingPeriod[]): Derivation {
    const short = periods.filter((one) => one.daysHeld < one.daysNeeded);
    const places = new Map(run.lots.map((lot, place) => [lot.name, place]));
    const operands = short
      .slice(0, LISTED_LOTS)
      .map((one) => this.shares({ run, place: places.get(one.lot) as number }, one));
    const more = short.slice(LISTED_LOTS);
    if (more.length > 0) {
      const rest = more.reduce((total, one) => total + one.shares, 0n);
      operands.push(
        others(rest, 'shares', {
          label: `${more.length} others`,
          explanation: `${sharesText(rest as Shares)} of ${more.length} other lots or days; the list of holding periods has each of them.`,
        }),
      );
    }
    const part = short[0]?.part ?? 'qualified';
    return sum(operands, 'shares', {
      label: 'Entitled shares not held long enough',
      rule: HELD_RULES[part],
    });
  }

  /** The part of a payment that does not count. */
  notCounted(
    run: PaymentRun,
    { part, shares }: UncountedPart,
    periods: readonly HoldingPeriod[],
  ): Derivation {
    const name = PART_NAMES[part];
    const { payableDate } = run.planned.distribution;
    const whole = this.#payments.part(run, part);
    const short = this.sharesTooShort(run, periods);
    return share(whole, short, this.#payments.entitled(run), {
      label: `${name} of ${payableDate} that does not count`,
      rule: HELD_RULES[part],
      explanation: (value) =>
        `${sharesText(exactOf(short) as Shares)} of ${sharesText(shares)} were not held long enough: of ${textOf(whole)}, to the cent, do not count ${dollars(value as typeof run.amounts.cash)}.`,
    });
  }
}

function added(parts: readonly Derivation[], label: string): Derivation {
  const [only] = parts;
  return only && parts.length === 1 ? only : sum(parts, 'shares', { label, rule: RULES.partOfLot });
}
