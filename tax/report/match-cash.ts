/**
 * Which payment is the cash that came in?
 *
 * Authority: practice. A broker books a payment on its payable date or some days after it, and may book it in
 * parts; a receipt belongs to the payment of the same amount within two weeks. What was taken back and booked
 * again with another total may be of the day that it corrects. Where shares were moved to another account
 * after the ex-date, the cash of the payment comes in there or here.
 * Example: $100.00 payable on Friday 2019-03-29, entered on Monday 2019-04-01: the payment of March 29.
 * Awkward case: $100.00 and $50.00 near one payment of $100.00: the second is no part of it, and no payment.
 * Awkward case: $100.00 came in, the payment was $95.00, and $5.00 is taken back in the year after: $95.00.
 * Not handled: shares that were moved before the ex-date, whose cash still came in at the old account.
 */
import { dayNumber, type Day } from '../values/days.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { addingUpTo, type Booked, type CashRow } from './booked-together.ts';

/** Days by which the entry of a payment can lie away from its payable date. */
export const DAYS_UNTIL_CREDITED = 14;

/** So many receipts near a payment are looked at, the nearest ones. */
const MANY_NEAR = 12;

/** Cash that came in, and where. */
export interface CashReceipt<Row extends CashRow> extends Booked<Row> {
  readonly accountId: string;
}

/** All payments of one day to an account, or to accounts whose cash came in together. */
export interface CashOfDay<Payment> {
  readonly day: Day;
  readonly payments: readonly Payment[];
  readonly cash: Cents;
  readonly accountId: string;
  /** Its own account, and those that its shares were in when it was paid. */
  readonly accounts: readonly string[];
}

/** With the cash that came in for them. */
export interface PaidDay<Row extends CashRow, Payment> extends CashOfDay<Payment> {
  readonly receipts: CashReceipt<Row>[];
}

/** What belongs together, and the receipts that are no payment. */
export interface MatchedCash<Row extends CashRow, Payment> {
  readonly paid: readonly PaidDay<Row, Payment>[];
  readonly unknown: readonly CashReceipt<Row>[];
}

const apart = (a: Day, b: Day): number => Math.abs(dayNumber(a) - dayNumber(b));

export function isNear(a: Day, b: Day): boolean {
  return apart(a, b) <= DAYS_UNTIL_CREDITED;
}

export function receiptsTotal(receipts: readonly Booked<CashRow>[]): Cents {
  return sumCents(receipts.map(({ total }) => total));
}

/** Whether as much came in for the payments of a day as was paid. */
export function isWhole({
  cash,
  receipts,
}: {
  readonly cash: Cents;
  readonly receipts: readonly Booked<CashRow>[];
}): boolean {
  return receipts.length > 0 && receiptsTotal(receipts) === cash;
}

/** Puts receipts to payments; `exactly`: only what comes to the very amount of a payment is taken for it. */
export function matchCash<Row extends CashRow, Payment>(
  receipts: readonly CashReceipt<Row>[],
  days: readonly CashOfDay<Payment>[],
  exactly: boolean,
): MatchedCash<Row, Payment> {
  const matching = new Matching(receipts, days);
  matching.takeWhole();
  matching.takeMoved();
  matching.takeCorrected();
  if (!exactly) matching.takeDiffering();
  return matching.result();
}

/** How far a receipt is from a payment, its own account before others. */
interface Way {
  readonly isElsewhere: boolean;
  readonly days: number;
  /** Only by the day that it may correct. */
  readonly isCorrection: boolean;
}

const compareWays = (a: Way, b: Way): number =>
  Number(a.isElsewhere) - Number(b.isElsewhere) || a.days - b.days;

class Matching<Row extends CashRow, Payment> {
  #paid: PaidDay<Row, Payment>[];
  readonly #left: Set<CashReceipt<Row>>;

  constructor(receipts: readonly CashReceipt<Row>[], days: readonly CashOfDay<Payment>[]) {
    this.#paid = days
      .map((one) => ({ ...one, receipts: [] }))
      .sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
    this.#left = new Set(receipts);
  }

  /** The nearest receipts of a payment's own account that come to just its cash. */
  takeWhole(): void {
    for (const payment of this.#paid) this.#take(payment, this.#near([payment], false));
  }

  /** Then those that may be a correction of it, or that came in where its shares had moved. */
  takeMoved(): void {
    for (const payment of this.#paid) {
      if (this.#left.size === 0) return;
      if (payment.receipts.length > 0 || !this.#paid.includes(payment)) continue;
      if (this.#take(payment, this.#near([payment], true))) continue;
      const together = this.#paid.filter(
        ({ day, accountId, receipts }) =>
          day === payment.day && receipts.length === 0 && payment.accounts.includes(accountId),
      );
      if (together.length > 1) this.#takeTogether(payment, together);
    }
  }

  /** One receipt for the payments of several accounts that shares were moved between. */
  #takeTogether(payment: PaidDay<Row, Payment>, together: readonly PaidDay<Row, Payment>[]): void {
    const joint: PaidDay<Row, Payment> = {
      ...payment,
      payments: together.flatMap(({ payments }) => payments),
      cash: sumCents(together.map(({ cash }) => cash)),
      receipts: [],
    };
    if (!this.#take(joint, this.#near(together, true))) return;
    const others = new Set(together.filter((one) => one !== payment));
    this.#paid = this.#paid
      .filter((one) => !others.has(one))
      .map((one) => (one === payment ? joint : one));
  }

  /** What came in less what was taken back later: the newest payment that this comes to. */
  takeCorrected(): void {
    for (const reversal of this.#reversals()) {
      for (const payment of this.#paidBefore(reversal)) {
        if (payment.receipts.length > 0) continue;
        const whole = (payment.cash - reversal.total) as Cents;
        if (!this.#take(payment, this.#near([payment], true), whole)) continue;
        this.#give(payment, reversal);
        break;
      }
    }
  }

  /** Each receipt that is left is a part of the nearest payment that lacks as much, or all that came in for it. */
  takeDiffering(): void {
    const pairs = [...this.#left].flatMap((receipt) =>
      receipt.total < 0n
        ? []
        : this.#paid.flatMap((payment) => {
            const way = wayBetween(receipt, payment, true);
            return way ? [{ receipt, payment, way }] : [];
          }),
    );
    pairs.sort((a, b) => compareWays(a.way, b.way));
    for (const { receipt, payment, way } of pairs) {
      if (!this.#left.has(receipt) || isWhole(payment)) continue;
      const total = receiptsTotal(payment.receipts);
      const fits = total === 0n || total + receipt.total <= payment.cash;
      if (fits || way.isCorrection) this.#give(payment, receipt);
    }
  }

  /** What is left is no payment, with what was taken back or booked again of it. */
  result(): MatchedCash<Row, Payment> {
    let unknown = [...this.#left].filter(({ isBought, total }) => !isBought && total >= 0n);
    for (const reversal of this.#reversals()) {
      const of = unknown.findLast(
        ({ accountId, day, total }) =>
          accountId === reversal.accountId && day <= reversal.day && total >= -reversal.total,
      );
      const payment = this.#paidBefore(reversal).find(
        ({ receipts }) => receiptsTotal(receipts) >= -reversal.total,
      );
      if (of) unknown = unknown.map((one) => (one === of ? joined(of, reversal) : one));
      else if (payment) this.#give(payment, reversal);
      else unknown.push(reversal);
    }
    for (const receipt of [...unknown]) {
      const day = receipt.corrects.at(-1);
      if (day === undefined || !unknown.includes(receipt)) continue;
      const of = unknown.find(
        (one) =>
          one !== receipt &&
          one.accountId === receipt.accountId &&
          one.day === day &&
          one.entries.some(({ amount }) => amount < 0n),
      );
      unknown = of
        ? unknown.flatMap((one) =>
            one === of ? [joined(of, receipt)] : one === receipt ? [] : [one],
          )
        : unknown.map((one) => (one === receipt ? { ...receipt, day } : one));
    }
    return { paid: this.#paid, unknown };
  }

  #reversals(): readonly CashReceipt<Row>[] {
    return [...this.#left].filter(({ total }) => total < 0n);
  }

  /** The payments to its account until then, the newest first. */
  #paidBefore({ accountId, day }: CashReceipt<Row>): readonly PaidDay<Row, Payment>[] {
    return this.#paid.filter((one) => one.accountId === accountId && one.day <= day).reverse();
  }

  #near(payments: readonly PaidDay<Row, Payment>[], isWide: boolean): readonly CashReceipt<Row>[] {
    return [...this.#left]
      .flatMap((receipt) => {
        if (receipt.total <= 0n) return [];
        const ways = payments.flatMap((payment) => wayBetween(receipt, payment, isWide) ?? []);
        const [way] = ways.sort(compareWays);
        return way ? [{ receipt, way }] : [];
      })
      .sort((a, b) => compareWays(a.way, b.way))
      .slice(0, MANY_NEAR)
      .map(({ receipt }) => receipt);
  }

  #take(
    payment: PaidDay<Row, Payment>,
    near: readonly CashReceipt<Row>[],
    whole = payment.cash,
  ): boolean {
    const parts = addingUpTo(near, whole);
    for (const receipt of parts) this.#give(payment, receipt);
    return parts.length > 0;
  }

  #give(payment: PaidDay<Row, Payment>, receipt: CashReceipt<Row>): void {
    payment.receipts.push(receipt);
    this.#left.delete(receipt);
  }
}

/** Undefined where a receipt cannot be a payment; wide: also by what it may correct, or where shares moved. */
function wayBetween(
  { accountId, day, corrects }: CashReceipt<CashRow>,
  payment: CashOfDay<unknown>,
  isWide: boolean,
): Way | undefined {
  const isElsewhere = accountId !== payment.accountId;
  if (isElsewhere && !(isWide && payment.accounts.includes(accountId))) return undefined;
  const own = apart(day, payment.day);
  const days = isWide ? corrects.map((one) => apart(one, payment.day)) : [];
  const least = Math.min(own, ...days);
  if (least > DAYS_UNTIL_CREDITED) return undefined;
  return { isElsewhere, days: least, isCorrection: own > DAYS_UNTIL_CREDITED };
}

function joined<Row extends CashRow>(
  of: CashReceipt<Row>,
  more: CashReceipt<Row>,
): CashReceipt<Row> {
  return {
    ...of,
    entries: [...of.entries, ...more.entries],
    total: sumCents([of.total, more.total]),
  };
}
