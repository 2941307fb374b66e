/**
 * Which entries may be slips? Trades of days without trading, splits of one for one, rows that are alike,
 * and splits that another holder of the same shares did not enter.
 */
import type { MarketCalendar } from '../facts/market-calendar.ts';
import { addDays, lastDayOfYear, yearOf } from '../values/days.ts';
import { isAcquisition } from '../facts/model.ts';
import type { PaidOnLots, SpinOff, Split, Transaction } from '../facts/model.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './decimals.ts';
import type { Replay } from './replay.ts';
import { aboutEntry } from './subjects.ts';
import type { Say } from './subjects.ts';

/** All that an entry says, but its note, its line, and the number that its lot's name was given. */
function plain(entry: Transaction): string {
  const lot = isAcquisition(entry) ? entry.lot.replace(/\/[0-9]+$/, '') : '';
  const bare = {
    ...entry,
    id: '',
    note: '',
    sourceLine: 0,
    sourceFile: '',
    ...(lot === '' ? {} : { lot }),
  };
  return Object.entries(bare)
    .map(([name, value]) =>
      JSON.stringify([name, value], (_, each: unknown) =>
        typeof each === 'bigint' ? each.toString() : each,
      ),
    )
    .sort()
    .join();
}

/** Different notes on both are what their holder answered. */
function isAnother(one: Transaction, other: Transaction): boolean {
  const notes = [one, other].map(({ note }) => (note ?? '').trim()).filter((note) => note !== '');
  return new Set(notes).size === 2;
}

/** What is the same in all as an entry before it, of those given. */
export function againAmong(entries: readonly Transaction[]): Transaction[] {
  const isBookedAgain = (entry: Transaction): boolean =>
    entries.some(
      (other) =>
        other.action === 'dividend' &&
        entry.action === 'dividend' &&
        other.amount < 0n &&
        other.date === entry.date &&
        other.accountId === entry.accountId &&
        other.securityId === entry.securityId,
    );
  const said = entries.map(plain);
  return entries.filter(
    (entry, place) =>
      !isBookedAgain(entry) &&
      entries
        .slice(0, place)
        .some((other, before) => said[before] === said[place] && !isAnother(other, entry)),
  );
}

function slipsOfYear({ ledger, admitted }: Replay, calendar: MarketCalendar, say: Say): void {
  const entries = admitted.entries.filter(({ date }) => yearOf(date) === ledger.taxYear);
  entries.forEach((entry) => {
    const { action, date } = entry;
    const isTrade = action === 'buy' || action === 'sell';
    const isKnown = date >= calendar.firstDay && date <= calendar.lastDay;
    if (isTrade && isKnown && !calendar.isTradingDay(date))
      say('warning', 'no-trading-day', aboutEntry(ledger, entry));
    if (action === 'split' && entry.ratio.newShares === entry.ratio.oldShares)
      say('warning', 'split-without-effect', aboutEntry(ledger, entry));
  });
  for (const entry of againAmong(entries))
    say('warning', 'entered-twice', aboutEntry(ledger, entry));
}

/** An event that an account has on two days of two months. */
export function eventsTwice({ ledger, admitted }: Replay): Transaction[] {
  const kindOfEvent = (entry: Transaction): string => {
    const { action } = entry;
    const isOne = action === 'split' && entry.ratio.newShares === entry.ratio.oldShares;
    if (action === 'split') return isOne ? '' : `split ${ratioOf(entry)}`;
    if (action === 'spin-off') return `spin-off ${entry.toSecurityId}`;
    const isWhole = action === 'exchange' && entry.shares === null && entry.lot === null;
    if (action === 'exchange') return isWhole ? `exchange ${entry.toSecurityId}` : '';
    const isPaid = action === 'stock-dividend' || action === 'in-kind';
    return isPaid ? `${action} ${String(entry.shares)}` : '';
  };
  const events = admitted.entries
    .filter((entry) => kindOfEvent(entry) !== '')
    .filter((entry) =>
      ledger.refusals.every((one) => one.entry !== entry || one.code === 'no-fraction'),
    );
  return events.filter((entry, place) =>
    events
      .slice(0, place)
      .some(
        (other) =>
          other.accountId === entry.accountId &&
          other.securityId === entry.securityId &&
          kindOfEvent(other) === kindOfEvent(entry) &&
          other.date < entry.date &&
          !isAnother(other, entry) &&
          addDays(other.date, 60) >= entry.date,
      ),
  );
}

type Act = Split | SpinOff | PaidOnLots;

function ratioOf(act: Act): string {
  if (!('ratio' in act)) return '';
  const { ratio } = act;
  return rateOf(ratio.newShares).div(rateOf(ratio.oldShares)).toString();
}

/** Whether an account has held the security since before the day, and on after it. */
function holdsThrough(ledger: Ledger, accountId: string, act: Act): boolean {
  const days = ledger.heldAfter.filter(({ day }) => day <= act.date);
  const isHeld = (one: (typeof days)[number] | undefined): boolean =>
    one?.positions.has(`${accountId} ${act.securityId}`) ?? false;
  const before = days.filter(({ day }) => day < act.date).at(-1);
  return isHeld(before) && isHeld(days.at(-1));
}

function splitsElsewhere({ ledger, admitted }: Replay, say: Say): void {
  const isRefused = (entry: Transaction): boolean =>
    ledger.refusals.some((one) => one.entry === entry && one.code !== 'no-fraction');
  const acts = admitted.entries
    .filter((entry): entry is Act =>
      ['split', 'spin-off', 'liquidation', 'undistributed-gain'].includes(entry.action),
    )
    .filter((entry) => !isRefused(entry))
    .filter((act) => act.action !== 'split' || act.ratio.newShares !== act.ratio.oldShares);
  const isSame = (act: Act, other: Act): boolean =>
    other.action === act.action &&
    other.securityId === act.securityId &&
    ratioOf(other) === ratioOf(act) &&
    other.date >= addDays(act.date, -30) &&
    other.date <= addDays(act.date, 30);
  acts.forEach((act, place) => {
    if (act.date > lastDayOfYear(ledger.taxYear)) return;
    if (acts.slice(0, place).some((earlier) => isSame(act, earlier))) return;
    for (const { id, name } of ledger.facts.accounts) {
      if (id === act.accountId || !holdsThrough(ledger, id, act)) continue;
      if (acts.some((other) => other.accountId === id && isSame(act, other))) continue;
      say('warning', 'split-in-one-account', { ...aboutEntry(ledger, act), account: name });
    }
  });
}

export function slipNotices(replay: Replay, calendar: MarketCalendar, say: Say): void {
  slipsOfYear(replay, calendar, say);
  const { ledger } = replay;
  for (const entry of eventsTwice(replay))
    if (yearOf(entry.date) === ledger.taxYear)
      say('warning', 'entered-twice', aboutEntry(ledger, entry));
  splitsElsewhere(replay, say);
}
