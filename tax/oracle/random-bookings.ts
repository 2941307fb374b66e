/**
 * How do brokers book the cash of a dividend? Once, in two rows, or at the account that the shares went to;
 * taken back later in one row or in part, and most often booked again, on that day or the days after it, with
 * the same total or another one.
 */
import { addDays, type Day } from '../values/days.ts';
import type { Account } from '../facts/model.ts';
import type { Cents, Shares } from '../values/money.ts';
import { money, someMoney, type Dice } from './dice.ts';
import type { Frame } from './random-documents.ts';

interface Booking {
  readonly date: Day;
  readonly amount: Cents;
}

const part = (dice: Dice, amount: Cents): Cents =>
  ((amount * BigInt(dice.below(101))) / 100n) as Cents;

/** One row, or two that add up. */
function inRows(dice: Dice, date: Day, amount: Cents): Booking[] {
  if (dice.percent(85)) return [{ date, amount }];
  const first = part(dice, amount);
  return [
    { date, amount: first },
    { date, amount: (amount - first) as Cents },
  ];
}

export function bookings(dice: Dice, date: Day, amount: Cents): Booking[] {
  const rows = inRows(dice, date, amount);
  if (dice.percent(60)) return rows;
  const back = addDays(date, dice.of([0, 3, 11, 60, 200, 330]));
  if (dice.percent(20)) {
    rows.push({ date: back, amount: -part(dice, amount) as Cents });
    return rows;
  }
  rows.push({ date: back, amount: -amount as Cents });
  if (dice.percent(20)) return rows;
  const again = addDays(back, dice.percent(80) ? 0 : dice.between(1, 6));
  const other = dice.percent(60) ? 0n : dice.of([-500n, -1n, 1n, 700n]);
  const first = part(dice, amount);
  rows.push({ date: again, amount: first });
  if (dice.percent(80)) rows.push({ date: again, amount: (amount - first + other) as Cents });
  return rows;
}

interface Held {
  readonly accountId: string;
  readonly securityId: string;
  readonly shares: Shares;
}

/** Cash that a document knows of, to the cent or not, on its day or later, or that none does. */
export function someBookings(
  { dice, rows }: Frame,
  model: Held,
  accounts: readonly Account[],
  anyDay: () => Day,
): (Booking & { readonly accountId: string })[] {
  const own = rows.filter(({ securityId }) => securityId === model.securityId);
  const row = own.length > 0 && dice.percent(75) ? dice.of(own).row : undefined;
  const cash = row && (model.shares * row.allocablePerShare + 5n * 10n ** 15n) / 10n ** 16n;
  const amount = cash !== undefined && dice.percent(70) ? (cash as Cents) : someMoney(dice);
  const late = dice.percent(60) ? 0 : dice.between(-2, 20);
  const date = row ? addDays(row.payableDate, late) : anyDay();
  const booked = bookings(dice, date, amount);
  // A payment that no document has, near one that it has.
  if (row && dice.percent(25))
    booked.push({ date: addDays(date, dice.between(0, 9)), amount: money('12.34') });
  const accountId = dice.percent(15) ? dice.of(accounts).id : model.accountId;
  return booked.map((one) => ({ ...one, accountId }));
}
