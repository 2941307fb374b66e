/**
 * Adds the capital gain distributions that each lot receives (section 857(b)(8)). Left out where no
 * shares leave while a lot is six months old or less: nobody would ask.
 */
import { moreThanSixMonthsFrom } from '../values/days.ts';
import { divideColumn } from '../values/largest-remainder.ts';
import { addCents, type Cents } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import type { Trade } from '../facts/transactions.ts';
import { COUNTING } from './counting.ts';
import type { PassLog } from './pass-log.ts';
import { capitalGainOf } from './payment.ts';
import type { PaymentRun } from './return-of-capital.ts';

export function receiveCapitalGain(
  run: PaymentRun,
  departures: readonly Trade[],
  log: PassLog,
  hasGifts: boolean,
): void {
  const newest = run.lots.at(-1);
  if (!newest) return;
  const received = capitalGainOf<bigint>(COUNTING, run.amounts.components) as Cents;
  if (received === 0n) return;
  const { exDate } = run.planned;
  const at = firstIndex(departures, ({ transaction }) => transaction.date >= exDate);
  const next = departures[at]?.transaction.date;
  const isAsked = next !== undefined && next < moreThanSixMonthsFrom(newest.acquired);
  // For a loss the days of a gift worth less than its cost begin later than it was acquired.
  if (!isAsked && !hasGifts && !log.tells) return;
  const parts = divideColumn(received, run.entitled.shares);
  log.receivedCapitalGain(run, parts);
  run.lots.forEach((lot, place) => {
    lot.capitalGainReceived = addCents(lot.capitalGainReceived, parts[place] as Cents);
  });
}
