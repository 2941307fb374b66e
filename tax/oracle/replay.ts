/**
 * What happened, from the first day of the book to the last?
 *
 * All accounts and securities together, day by day: first the distributions of the day, then its
 * entries in the order of the list. The run goes on after the reported year, because a purchase of
 * January can disallow a loss of December and a sale of January can shorten a holding period; the
 * lots are looked at on December 31.
 */
import type { MarketCalendar } from '../facts/market-calendar.ts';
import type { Reference } from '../facts/reference.ts';
import { Decimal } from '../values/decimal.ts';
import { addDays, firstDayOfYear, lastDayOfYear, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { isAcquisition, isSale } from '../facts/model.ts';
import type { Action } from '../facts/entry-kinds.ts';
import type {
  Acquisition,
  AverageBasis,
  Dividend,
  NothingReturned,
  OpeningBasis,
  Facts,
  Sale,
  Transaction,
} from '../facts/model.ts';
import { admit } from './admission.ts';
import type { Admitted } from './admission.ts';
import { accountFor, averageAll, chooseAverage, isAveraged } from './averaging.ts';
import { chooseLots } from './choosing.ts';
import { dollarsOf, sharesOf, sum, ZERO } from './decimals.ts';
import { discountOf } from './discounts.ts';
import { ask, sell } from './disposing.ts';
import type { Ledger } from './ledger.ts';
import { Lots } from './lots.ts';
import type { Lot } from './lots.ts';
import { exchange, gift, spinOff, split, transfer } from './moves.ts';
import { keepGain, liquidate } from './liquidating.ts';
import { compareText, present } from './present.ts';
import { stateBases } from './opening-basis.ts';
import { isWithoutValue, withWorth, worthOf, type Worth } from './received.ts';
import { payDistributions, takeEffect } from './returns.ts';
import { findRows } from './rows.ts';
import { lookForLosses, settleLosses, takesReplacements } from './wash-sales.ts';

/** What counts as a purchase in the sense of section 1091: an inheritance or a gift does not. */
const PURCHASES: readonly Action[] = ['buy', 'reinvest', 'stock-dividend', 'in-kind'];

function isWorthLess({ action, value, amount }: Acquisition): boolean {
  return action === 'gift-received' && value !== undefined && value < (amount ?? 0n);
}

function acquire(ledger: Ledger, entry: Acquisition, entryOrder: number): void {
  const acquired = entry.acquired ?? entry.date;
  const cost = (entry.amount === null ? ZERO : dollarsOf(entry.amount)).plus(discountOf(entry));
  const isPurchase = PURCHASES.includes(entry.action);
  const place = { name: entry.lot, accountId: entry.accountId, securityId: entry.securityId };
  const lot = ledger.lots.open(place, {
    shares: sharesOf(entry.shares),
    origin: {
      root: { entry },
      acquired,
      heldSince: acquired,
      inherited: entry.action === 'inherit',
      givenOn: isWorthLess(entry) ? entry.date : undefined,
      since: entry.date,
      before: [],
      opening: undefined,
      isStated: false,
      purchase: isPurchase ? { tradeDate: entry.date, entryOrder } : undefined,
      isReplacement: false,
      entitledTo: [],
    },
    figures: {
      cost,
      basis: cost,
      lossBasis: isWorthLess(entry) ? dollarsOf(present(entry.value)) : ZERO,
      disallowedLossAdded: ZERO,
      otherChanges: ZERO,
      reducedBefore: ZERO,
      reducedInYear: ZERO,
      capitalGainReceived: ZERO,
    },
    pending: [],
    entitled: [],
  });
  ledger.arrivals.push({ securityId: entry.securityId, day: entry.date });
  lookForLosses(ledger, lot);
}

/** A sale of what a statement prints of a position, with three to seven decimals. */
function noteNearlyAll(ledger: Ledger, entry: Sale): void {
  const lots = ledger.lots.heldOf(entry.accountId, entry.securityId);
  const held = sum(lots.map((lot) => lot.shares));
  const sold = sharesOf(entry.shares);
  const isPrinted = [3, 4, 5, 6, 7].some(
    (places) =>
      held.toDecimalPlaces(places, Decimal.ROUND_HALF_UP).equals(sold) ||
      held.toDecimalPlaces(places, Decimal.ROUND_DOWN).equals(sold),
  );
  if (isPrinted && !held.equals(sold)) ledger.nearlyAll.push(entry);
}

function carryOutSale(ledger: Ledger, entry: Sale): void {
  const request = {
    account: accountFor(ledger, entry.accountId, entry.securityId),
    securityId: entry.securityId,
    date: entry.date,
    shares: sharesOf(entry.shares),
    lot: entry.lot,
    picks: entry.picks,
    proceeds: dollarsOf(entry.amount),
  };
  let choice = chooseLots(ledger.lots, request);
  const taken = 'taken' in choice ? choice.taken : undefined;
  if (takesReplacements(ledger, entry.securityId, taken)) {
    settleLosses(ledger, [entry.securityId]);
    averageAll(ledger);
    choice = chooseLots(ledger.lots, request);
  }
  if (!('taken' in choice)) {
    ledger.refusals.push({ code: choice.problem, entry, lots: choice.lots });
    return;
  }
  noteNearlyAll(ledger, entry);
  const isNamed = entry.lot !== null || entry.picks.length > 0;
  if (isNamed && choice.taken.some(({ lot }) => isAveraged(ledger, lot)))
    ledger.namedInAverage.push(entry);
  const kind = entry.action === 'redeem' ? 'redemption' : 'sale';
  sell(ledger, kind, entry, choice.taken, dollarsOf(entry.amount));
}

type Statement = Dividend | OpeningBasis | AverageBasis | NothingReturned;

/** A basis is stated before anything else happens on its day. */
function isStatement(entry: Transaction): entry is Statement {
  const statements: readonly Action[] = [
    'dividend',
    'opening-basis',
    'average-basis',
    'nothing-returned',
  ];
  return statements.includes(entry.action);
}

function carryOut(ledger: Ledger, entry: Transaction, entryOrder: number): void {
  if (isAcquisition(entry)) acquire(ledger, entry, entryOrder);
  else if (isSale(entry)) carryOutSale(ledger, entry);
  else if (!isStatement(entry)) carryOutAction(ledger, entry, entryOrder);
  // A dividend says that cash came in; what it was, the documents say.
}

function carryOutAction(
  ledger: Ledger,
  entry: Exclude<Transaction, Acquisition | Sale | Statement>,
  entryOrder: number,
): void {
  const other = 'toSecurityId' in entry ? entry.toSecurityId : entry.securityId;
  settleLosses(ledger, [entry.securityId, other]);
  averageAll(ledger);
  if (entry.action === 'split') split(ledger, entry);
  else if (entry.action === 'spin-off') spinOff(ledger, entry);
  else if (entry.action === 'exchange') exchange(ledger, entry);
  else if (entry.action === 'transfer') transfer(ledger, entry);
  else if (entry.action === 'gift') gift(ledger, entry);
  else if (entry.action === 'liquidation') liquidate(ledger, entry, entryOrder);
  else keepGain(ledger, entry);
}

function eventDays(ledger: Ledger, admitted: Admitted): Day[] {
  const days = new Set<Day>(admitted.entries.map((entry) => entry.date));
  for (const { exDate, effectiveDay } of ledger.rows) {
    if (exDate !== undefined) days.add(exDate);
    if (effectiveDay !== undefined) days.add(effectiveDay);
  }
  return [...days].sort(compareText);
}

function noteHeld(ledger: Ledger, day: Day, beginsYear = false): Lot[] {
  const held = ledger.lots.all.filter((lot) => lot.shares.greaterThan(0));
  ledger.heldAfter.push({
    day,
    beginsYear,
    securityIds: new Set(held.map((lot) => lot.securityId)),
    positions: new Set(held.map((lot) => `${lot.accountId} ${lot.securityId}`)),
    lots: held.map(({ accountId, securityId, origin: { since, before } }) => ({
      accountId,
      securityId,
      since,
      before,
    })),
  });
  return held;
}

export interface Replay {
  readonly calendar: MarketCalendar;
  readonly admitted: Admitted;
  readonly ledger: Ledger;
}

/** Everything, once; and where shares came whose value a payment says, once more with that. */
export function replay(facts: Facts, taxYear: number, reference: Reference): Replay {
  const once = replayOf(facts, taxYear, reference, []);
  if (!once.admitted.entries.some(isWithoutValue)) return once;
  const worth = worthOf(once.ledger);
  return replayOf(withWorth(facts, worth), taxYear, reference, worth);
}

function replayOf(
  facts: Facts,
  taxYear: number,
  reference: Reference,
  worth: readonly Worth[],
): Replay {
  const admitted = admit(facts);
  const ledger: Ledger = {
    facts,
    entries: admitted.entries,
    taxYear,
    lots: new Lots(),
    rows: findRows(facts, reference.calendar),
    payments: [],
    undivided: [],
    pieces: [],
    given: [],
    paid: [],
    paidOn: new Map(),
    refusals: [...admitted.refusals],
    doubts: [],
    nearlyAll: [],
    averaged: [],
    namedInAverage: [],
    arrivals: [],
    heldAfter: [],
    asked: [],
    used: [],
    atYearEnd: [],
    worth,
  };
  for (const entry of admitted.entries)
    if (isAcquisition(entry)) ledger.lots.reserve(entry.accountId, entry.lot);

  for (const day of eventDays(ledger, admitted)) {
    stateBases(ledger, admitted.entries, day);
    averageAll(ledger);
    for (const entry of admitted.entries) {
      if (entry.action !== 'average-basis' || entry.date !== day) continue;
      chooseAverage(ledger, entry);
      averageAll(ledger);
    }
    // What is stated for January 1 is what the year begins with.
    if (day === firstDayOfYear(yearOf(day))) noteHeld(ledger, addDays(day, -1), true);
    payDistributions(ledger, day);
    takeEffect(ledger, day);
    admitted.entries.forEach((entry, order) => {
      if (entry.date !== day) return;
      carryOut(ledger, entry, order);
      averageAll(ledger);
    });
    settleLosses(ledger);
    averageAll(ledger);
    const held = noteHeld(ledger, day);
    if (day <= lastDayOfYear(taxYear))
      ledger.atYearEnd = held.map((lot) => ({
        lot,
        origin: lot.origin,
        shares: lot.shares,
        figures: lot.figures,
      }));
  }
  for (const { securityId, shares, origin } of ledger.lots.all)
    if (shares.greaterThan(0)) ask(ledger, securityId, origin, lastDayOfYear(taxYear));
  return { calendar: reference.calendar, admitted, ledger };
}
