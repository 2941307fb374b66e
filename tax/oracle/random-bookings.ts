/** How a broker books one dividend: once, or taken back later and most often booked again in two parts. */
import { addDays, type Day } from '../values/days.ts';
import type { Cents } from '../values/money.ts';
import type { Dice } from './dice.ts';

export function bookings(
  dice: Dice,
  date: Day,
  amount: Cents,
): { readonly date: Day; readonly amount: Cents }[] {
  const rows = [{ date, amount }];
  if (dice.percent(70)) return rows;
  const back = addDays(date, dice.of([0, 3, 11, 60, 200]));
  rows.push({ date: back, amount: -amount as Cents });
  const part = (amount * BigInt(dice.below(101))) / 100n;
  if (dice.percent(20)) return rows;
  rows.push({ date: back, amount: part as Cents });
  if (dice.percent(80)) rows.push({ date: back, amount: (amount - part) as Cents });
  return rows;
}
