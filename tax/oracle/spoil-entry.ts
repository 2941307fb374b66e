/**
 * An entry with one figure put wrong, so that it contradicts itself: the rule that leaves it out
 * must be met as often as those that carry it out.
 */
import { addDays } from '../values/days.ts';
import { isAcquisition, isSale } from '../facts/model.ts';
import type { Transaction } from '../facts/model.ts';
import type { Cents, Rate, Shares } from '../values/money.ts';
import { money, rate, shares } from './dice.ts';
import type { Dice } from './dice.ts';

const NOTHING = rate('0');

export function spoiled(entry: Transaction, dice: Dice): Transaction {
  const ways: Transaction[] = [];
  if ('shares' in entry && entry.shares !== null) {
    const wrong = { shares: shares(dice.of(['0', '-1'])) };
    ways.push({ ...entry, ...wrong } as Transaction);
  }
  if (entry.action === 'opening-basis' || 'ratio' in entry || isAcquisition(entry))
    ways.push({ ...entry, amount: money('-0.01') as Cents });
  if (isAcquisition(entry)) ways.push({ ...entry, acquired: addDays(entry.date, 1) });
  if ('ratio' in entry) {
    ways.push({ ...entry, ratio: { ...entry.ratio, newShares: NOTHING } });
    ways.push({ ...entry, ratio: { ...entry.ratio, oldShares: NOTHING } });
    ways.push({ ...entry, cashShares: shares('-0.5') });
  }
  if (entry.action === 'spin-off') {
    ways.push({ ...entry, percent: rate(dice.of(['-1', '100.000001'])) as Rate });
    ways.push({ ...entry, toSecurityId: entry.securityId });
  }
  if (entry.action === 'exchange') {
    ways.push({ ...entry, toSecurityId: entry.securityId });
    ways.push({ ...entry, cash: rate('-1') }, { ...entry, valuePerShare: rate('-1') });
    ways.push({ ...entry, cash: NOTHING, dividend: true });
  }
  if (entry.action === 'liquidation') {
    ways.push({ ...entry, amount: money('-0.01') });
    if (entry.toSecurityId === undefined) ways.push({ ...entry, shares: shares('1') });
    else ways.push({ ...entry, shares: null }, { ...entry, toSecurityId: entry.securityId });
  }
  if (entry.action === 'undistributed-gain') {
    const more = (entry.amount + 1n) as Cents;
    ways.push({ ...entry, tax: money('-0.01') }, { ...entry, tax: more });
    ways.push({ ...entry, section1202: more }, { ...entry, collectibles28: money('-0.01') });
    ways.push({ ...entry, unrecaptured1250: money('-0.01') });
  }
  if (entry.action === 'average-basis')
    ways.push({ ...entry, acquired: null, last: true, confirmed: true });
  if (entry.action === 'transfer') ways.push({ ...entry, toAccountId: entry.accountId });
  if (isSale(entry)) {
    const [first] = entry.picks;
    if (first) {
      ways.push({ ...entry, lot: first.lot });
      ways.push({ ...entry, shares: (entry.shares + 1n) as Shares });
      ways.push({
        ...entry,
        picks: [...entry.picks, first],
        shares: (entry.shares + first.shares) as Shares,
      });
      ways.push({ ...entry, picks: [...entry.picks, { lot: 'none', shares: shares('0') }] });
    } else ways.push({ ...entry, lot: null, picks: [{ lot: 'none', shares: shares('0.25') }] });
  }
  // A year in which nothing was returned says nothing that could be wrong.
  return ways.length === 0 ? entry : dice.of(ways);
}
