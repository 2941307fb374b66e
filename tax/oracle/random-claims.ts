/**
 * What do brokers' histories say was paid? What a document has, on its day or later, what was entered as well,
 * and what nobody else knows of.
 */
import type { ClaimedCash } from '../facts/broker-claim.ts';
import type { Account, Dividend, Transaction } from '../facts/model.ts';
import { someBookings } from './random-bookings.ts';
import type { Frame } from './random-documents.ts';
import { isAcquisition } from '../facts/model.ts';

export function claimOf(
  { accountId, securityId, date, amount }: Omit<ClaimedCash, 'fileName' | 'line'>,
  place: number,
): ClaimedCash {
  return { accountId, securityId, date, amount, fileName: 'history.csv', line: place + 2 };
}

/** None in most books: what is about them is seldom about lots. */
export function someClaims(
  frame: Frame,
  transactions: readonly Transaction[],
  accounts: readonly Account[],
): ClaimedCash[] {
  const { dice, days } = frame;
  const bought = transactions.filter(isAcquisition);
  if (bought.length === 0 || dice.percent(60)) return [];
  const booked: Omit<ClaimedCash, 'fileName' | 'line'>[] = transactions
    .filter((one): one is Dividend => one.action === 'dividend')
    .filter(() => dice.percent(40));
  const { length } = booked;
  for (let i = dice.between(1, 5); i > 0 || booked.length === length; i--) {
    const { accountId, securityId, shares } = dice.of(bought);
    const held = { accountId, securityId, shares };
    for (const one of someBookings(frame, held, accounts, () => dice.of(days)))
      booked.push({ ...one, securityId });
  }
  return booked.map(claimOf);
}
