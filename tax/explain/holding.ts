/**
 * Since when are shares held, how many days around an ex-date, and what of a dividend does that leave
 * out?
 *
 * Example: "Acquired on 2018-03-01, a day that does not count; from 2018-01-23 to 2018-04-15 these are
 * 45 days."
 */
import { addDays, type Day } from '../values/days.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { firstOf } from './cutting.ts';
import { daysHeld, movedDay } from './day-operations.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import { acquiredFact, constant, entryDayFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { isAcquisition } from '../facts/model.ts';
import { addedUp, sum, tell, textOf } from './operations.ts';
import { daysAround, type HeldPart } from '../lots/holding-period-rules.ts';
import type { Cents, Shares } from '../values/money.ts';
import { tookShares, type LotChange } from '../lots/pass-log.ts';
import type { LotPart, PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Trade } from '../facts/transactions.ts';
import type { HoldingPeriod, UncountedPart } from '../lots/figures.ts';
import { dollars, PART_NAMES, sharesText } from '../facts/wording.ts';

export class HoldingFigures extends FiguresOfKind {
  /** The day on which a lot's shares were acquired, wherever they have moved since. */
  acquired(lot: OpenLot): Derivation {
    const { ledger } = this.f;
    let origin = lot;
    for (let from = ledger.departureOf(lot); from; from = ledger.departureOf(origin)) {
      origin = from.change.lot;
    }
    const { maker } = origin;
    if (maker.action === 'liquidation') return entryDayFact(maker, `Acquired, lot ${lot.name}`);
    if (!isAcquisition(maker)) throw new Error('a lot that nothing has made');
    return acquiredFact(maker, lot.name);
  }

  /**
   * From when the holding period of a lot counts, after so many of its steps: since the day of the entry
   * that made its shares; after a wash sale earlier by the days of the sold ones.
   */
  heldSince(lot: OpenLot, count: number): Derivation {
    const { ledger, memo, sales } = this.f;
    // Back to where the shares began, without a call for each move.
    const path: { readonly lot: OpenLot; readonly count: number }[] = [];
    let at: (typeof path)[number] | undefined = { lot, count };
    while (at) {
      path.push(at);
      const departure = ledger.departureOf(at.lot);
      at = departure && {
        lot: departure.change.lot,
        count: ledger.placeOfChange(departure.change),
      };
    }
    let since: Derivation | undefined;
    for (const each of path.reverse()) {
      const from = since ?? this.acquired(each.lot);
      since = this.#isTacked(each.lot, each.count)
        ? memo.get(each.lot, 'held since', () => sales.tacked(from, ledger.matchOf(each.lot)))
        : from;
    }
    return since as Derivation;
  }

  /** Whether a wash sale has made a lot count as held for longer by then. */
  #isTacked(lot: OpenLot, count: number): boolean {
    const place = this.f.ledger
      .stepsOf(lot)
      .findIndex((step) => step.kind === 'trade' && step.change.kind === 'washSale');
    return place >= 0 && place < count;
  }

  /** The days on which shares of one lot were held within the window. */
  days(at: LotPart, { part, disposed, lot }: HoldingPeriod): Derivation {
    const last = disposed === null ? this.#edge(at.run, part, 1) : this.#dayOfLeaving(at, disposed);
    const told = { label: `Days held, lot ${lot}`, rule: RULES[part] };
    const acquired = this.acquired(at.run.lots[at.place] as OpenLot);
    return daysHeld(acquired, this.#edge(at.run, part, -1), last, told);
  }

  /** The first or the last day of the window. */
  #edge(run: PaymentRun, part: HeldPart, side: 1 | -1): Derivation {
    const rule = RULES[part];
    const away = constant(String(side * daysAround(part)), 'days', {
      label: side < 0 ? 'Days before the ex-date' : 'Days after the ex-date',
      explanation: `The days count from ${daysAround(part)} days before the ex-date to as many after it.`,
      rule,
    });
    const label = side < 0 ? 'The window begins' : 'The window ends';
    return movedDay(this.f.payments.exDate(run), away, { label, rule });
  }

  #dayOfLeaving(at: LotPart, disposed: Day): Derivation {
    const [change] = this.disposals(at, disposed).filter(({ day }) => day === disposed);
    if (!change) throw new Error('shares that did not leave');
    return entryDayFact((change.trade as Trade).transaction, 'Left');
  }

  /** Sales and gifts of shares that a payment's lot held, up to a day, in order of the lots. */
  disposals(at: LotPart, lastDay: Day): readonly LotChange[] {
    const { exDate } = at.run.planned;
    return this.f.carried.descendants(at, lastDay).flatMap((lot) =>
      this.f.ledger.stepsOf(lot).flatMap((step) => {
        if (step.kind !== 'trade' || step.day < exDate || step.day > lastDay) return [];
        return tookShares(step.change.kind) && step.change.other === null ? [step.change] : [];
      }),
    );
  }

  /** The shares of a lot that left on one day, or that stayed to the end of the window. */
  shares(at: LotPart, period: HoldingPeriod): Derivation {
    const { disposed, part, lot } = period;
    const { exDate } = at.run.planned;
    if (disposed !== null) {
      const parts = this.disposals(at, disposed)
        .filter(({ day }) => day === disposed)
        .map((change) => this.f.carried.leavingOfPayment(change, at, 'entitled'))
        .filter((one) => exactOf(one) !== 0n);
      const label = `Entitled shares of the lot ${lot} that left on ${disposed}`;
      return addedUp(parts, { label, rule: RULES.partOfLot });
    }
    const lastDay = addDays(exDate, daysAround(part));
    const parts = this.f.carried.descendants(at, lastDay).flatMap((each) => {
      const count = this.f.ledger.stepsUpTo(each, lastDay);
      const left = this.f.carried.ofPayment(each, at, 'entitled', count);
      return exactOf(left) === 0n ? [] : [left];
    });
    const label = `Entitled shares of the lot ${lot} that stayed`;
    return addedUp(parts, { label, rule: RULES.partOfLot });
  }

  /** Of a payment's entitled shares, those that were not held long enough. */
  sharesTooShort(run: PaymentRun, periods: readonly HoldingPeriod[]): Derivation {
    const short = periods.filter((one) => one.daysHeld < one.daysNeeded);
    const places = new Map(run.lots.map((lot, place) => [lot.name, place]));
    const lots = firstOf(
      short,
      (one) => this.shares({ run, place: places.get(one.lot) as number }, one),
      {
        unit: 'shares',
        name: 'others',
        words: ({ length }) =>
          `of ${length} other lots or days; the list of holding periods has each of them.`,
        amount: ({ shares }) => shares,
      },
    );
    const rule = RULES[short[0]?.part ?? 'qualified'];
    return sum(lots, 'shares', { label: 'Entitled shares not held long enough', rule });
  }

  /** The part of a payment that does not count. */
  notCounted(
    run: PaymentRun,
    { part, shares }: UncountedPart,
    periods: readonly HoldingPeriod[],
  ): Derivation {
    const name = PART_NAMES[part];
    const { payableDate } = run.planned.distribution;
    const whole = this.f.payments.part(run, part);
    const short = this.sharesTooShort(run, periods);
    const words = tell({
      label: `${name} of ${payableDate} that does not count`,
      explanation: (value) =>
        `${sharesText(exactOf(short) as Shares)} of ${sharesText(shares)} were not held long enough: of ${textOf(whole)}, to the cent, do not count ${dollars(value as Cents)}.`,
    });
    return words.share(whole, short, this.f.payments.entitled(run), part);
  }
}
