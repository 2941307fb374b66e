/**
 * What the holder of a random book did: every kind of entry, mostly possible, sometimes not.
 *
 * Each entry is made for a holding that an earlier one has left, a few days later: a sale at a loss
 * with a purchase within thirty days, a spin-off before a January payment, a transfer and then a
 * sale. What is held is only guessed, so that some entries ask for more than there is; and now and
 * then one figure is put wrong on purpose.
 */
import { addDays, dayNumber, firstDayOfYear, lastDayOfYear, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { securityLabel } from '../facts/model.ts';
import type { Account, Acquisition, Ratio, Sale, Security, Transaction } from '../facts/model.ts';
import type { Cents, Shares } from '../values/money.ts';
import {
  asPrinted,
  money,
  rate,
  shares,
  someBoot,
  someMoney,
  someRatio,
  someShares,
  someValue,
} from './dice.ts';
import { someBookings } from './random-bookings.ts';
import type { Frame } from './random-documents.ts';
import { receivedInKind } from './random-received.ts';
import { spoiled } from './spoil-entry.ts';

/** Shares that the holder may have, and the name of their lot; since when nothing happened to them. */
interface Holding {
  readonly accountId: string;
  readonly securityId: string;
  readonly lot: string;
  since: Day;
  shares: Shares;
}

interface Hand extends Frame {
  readonly securities: readonly Security[];
  readonly accounts: readonly Account[];
  readonly holdings: Holding[];
  readonly entries: Transaction[];
}

function converted(held: Shares, { newShares, oldShares }: Ratio): Shares {
  return ((held * newShares) / oldShares) as Shares;
}

/** Days that something falls on: those of the pool, and those of the documents. */
function someDay({ dice, days, rows }: Hand): Day {
  if (rows.length === 0 || dice.percent(60)) return dice.of(days);
  const { payableDate } = dice.of(rows).row;
  return dice.percent(40) ? payableDate : addDays(payableDate, -dice.between(1, 20));
}

/** What is left after an entry: not known to the share, because a method may take other lots. */
function use(model: Holding, date: Day, gone: Shares): void {
  model.since = date;
  model.shares = (gone < model.shares ? model.shares - gone : 0n) as Shares;
}

/** A day between a record date and the new year in which its payment counts. */
function dayOfPending({ dice, rows }: Hand, since: Day): Day | undefined {
  const spans = rows.flatMap(({ row: { recordDate, payableDate } }) => {
    if (recordDate === null || yearOf(recordDate) !== yearOf(payableDate) - 1) return [];
    const days = dayNumber(firstDayOfYear(yearOf(payableDate))) - dayNumber(recordDate);
    return recordDate >= since ? [{ recordDate, days }] : [];
  });
  if (spans.length === 0) return undefined;
  const { recordDate, days } = dice.of(spans);
  return addDays(recordDate, dice.between(0, days));
}

function dayAfter(hand: Hand, since: Day): Day {
  const { dice, days, rows } = hand;
  if (dice.percent(3)) return someDay(hand);
  const pending = dice.percent(15) ? dayOfPending(hand, since) : undefined;
  if (pending !== undefined) return pending;
  if (dice.percent(20)) return addDays(since, dice.of([1, 29, 30, 31, 180, 181, 182, 184, 366]));
  const later = days.filter((day) => day >= since);
  const records = rows
    .flatMap(({ row }) => row.recordDate ?? [])
    .filter((day) => day >= since && day < '2100');
  if (records.length > 0 && dice.percent(45))
    return addDays(dice.of(records), dice.of([-1, 0, 1, 3, 20, 43, 44, 45, 46, 58, 59, 60, 61]));
  return later.length > 0 ? dice.of(later) : addDays(since, dice.between(0, 40));
}

/** For moves: often the days between a December ex-date and the payment of January. */
function dayOfMove(hand: Hand, since: Day): Day {
  const pending = hand.dice.percent(40) ? dayOfPending(hand, since) : undefined;
  return pending ?? dayAfter(hand, since);
}

function base(hand: Hand, date: Day, accountId: string, securityId: string) {
  const number = hand.next++;
  const sourceLine = hand.dice.percent(20) ? number : null;
  const note = number % 4 === 0 ? null : `note ${number % 4}`;
  return { id: `transaction-${number}`, date, securityId, accountId, note, sourceLine };
}

/** How many of the shares: all, a half, a third, or a number of its own. */
function someOf({ dice }: Hand, held: Shares): Shares {
  const part = dice.of([1n, 1n, 2n, 2n, 3n, 5n]);
  if (held / part > 0n && dice.percent(88)) return (held / part) as Shares;
  return dice.percent(50) ? asPrinted(dice, held) : someShares(dice);
}

const ACQUISITIONS = [
  'buy',
  'buy',
  'buy',
  'buy',
  'buy',
  'reinvest',
  'reinvest',
  'reinvest',
  'stock-dividend',
  'in-kind',
  'gift-received',
  'inherit',
] as const;

function acquire(hand: Hand, date: Day, securityId: string, likely: Shares | undefined): void {
  const { dice } = hand;
  const usual = hand.holdings.at(0)?.accountId;
  const accountId = dice.percent(45) ? usual : undefined;
  const fields = base(hand, date, accountId ?? dice.of(hand.accounts).id, securityId);
  const action = dice.of(ACQUISITIONS);
  const older = action === 'gift-received' || action === 'inherit' ? 70 : 2;
  const used = hand.entries.filter((entry): entry is Acquisition => entry.action === 'buy');
  const lot =
    used.length > 0 && dice.percent(3)
      ? dice.of(used).lot
      : `${dice.of(['a', 'B', 'é', '10', '9', ''])}${hand.next}`;
  const amount = someMoney(dice);
  const isUnsaid = action === 'in-kind' && dice.percent(30);
  const entry: Acquisition = {
    ...fields,
    action,
    shares: likely !== undefined && dice.percent(60) ? likely : someShares(dice),
    amount: isUnsaid ? null : amount,
    lot,
    acquired: dice.percent(older) ? addDays(date, -dice.of([0, 1, 40, 182, 365, 366, 2000])) : null,
    ...(action === 'gift-received' && dice.percent(75) ? { value: someMoney(dice) } : {}),
    ...(action === 'reinvest' ? someValue(dice, amount) : {}),
  };
  hand.entries.push(entry);
  hand.holdings.push({ ...fields, lot, since: date, shares: entry.shares });
}

/** Shares of another company, where a document pays in kind. */
function receive(hand: Hand): void {
  for (const received of receivedInKind(hand, hand.securities, hand.holdings)) {
    const fields = base(hand, received.date, received.accountId, received.securityId);
    const lot = `in${hand.next}`;
    hand.entries.push({ ...fields, ...received, action: 'in-kind', lot, acquired: null });
    hand.holdings.push({ ...fields, lot, since: fields.date, shares: received.shares });
  }
}

/** Names that wash sales may have given, beside the lot's own. */
function lotNamed({ dice }: Hand, name: string): string {
  if (dice.percent(3)) return 'nobody';
  return dice.percent(5) ? `${name}/wash` : name;
}

function picksFor(hand: Hand, model: Holding): Pick<Sale, 'shares' | 'picks'> {
  const same = hand.holdings.filter(
    ({ accountId, securityId, lot }) =>
      accountId === model.accountId && securityId === model.securityId && lot !== model.lot,
  );
  const picked = [model, ...same].slice(0, hand.dice.between(1, 3));
  const picks = picked.map(({ lot, shares: held }) => ({
    lot: lotNamed(hand, lot),
    shares: someOf(hand, held),
  }));
  return { picks, shares: picks.reduce((sum, pick) => sum + pick.shares, 0n) as Shares };
}

function sell(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const date = dayAfter(hand, model.since);
  const fields = base(hand, date, model.accountId, model.securityId);
  const isPicked = dice.percent(15);
  const chosen = isPicked
    ? picksFor(hand, model)
    : { picks: [], shares: someOf(hand, model.shares) };
  const low = dice.percent(55) ? money(dice.of(['0.01', '0.05', '1', '3'])) : someMoney(dice);
  hand.entries.push({
    ...fields,
    ...chosen,
    action: dice.percent(10) ? 'redeem' : 'sell',
    amount: dice.percent(1) ? money('-2.50') : low,
    lot: !isPicked && dice.percent(35) ? lotNamed(hand, model.lot) : null,
  });
  use(model, date, chosen.shares);
  // A loss invites a purchase around it, often of just as many shares.
  for (let i = dice.of([0, 0, 1, 1, 2]); i > 0; i--)
    acquire(
      hand,
      addDays(date, dice.of([-31, -30, -29, -5, 0, 0, 1, 10, 29, 30, 31])),
      model.securityId,
      chosen.shares,
    );
}

function cashFor({ dice }: Hand): { amount: Cents; cashShares: Shares | null } {
  const amount = dice.percent(45) ? money('0') : money(dice.of(['0.01', '0.37', '5', '30', '120']));
  if (dice.percent(70)) return { amount, cashShares: null };
  return { amount, cashShares: shares(dice.of(['0', '0.5', '0.333333', '0.125', '7', '100000'])) };
}

/** What somebody states in place of documents, now and then what cannot be. */
function state(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const date = dice.percent(12) ? addDays(model.since, -1) : dayAfter(hand, model.since);
  const day = dice.percent(40) ? (`${yearOf(date) + dice.of([0, 1])}-01-01` as Day) : date;
  const fields = base(hand, day, model.accountId, model.securityId);
  if (dice.percent(40)) {
    hand.entries.push({ ...fields, action: 'nothing-returned' });
    return;
  }
  const lot = lotNamed(hand, model.lot);
  const entry = { ...fields, action: 'opening-basis' as const, lot, amount: someMoney(dice) };
  hand.entries.push(entry);
  if (dice.percent(10))
    hand.entries.push({
      ...entry,
      ...base(hand, day, model.accountId, model.securityId),
      amount: someMoney(dice),
    });
}

/** The basis of a plan is averaged from a day on, and now and then no longer. */
function average(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const day = dayAfter(hand, model.since);
  if (day < '2012-01-01' && dice.percent(85)) return;
  const { accountId, securityId } = model;
  const acquired = dice.percent(50) ? (dice.of(['1999-01-01', '2013-06-01']) as Day) : null;
  const entry = { action: 'average-basis' as const, acquired };
  for (let i = dice.percent(15) ? 2 : 1; i > 0; i--)
    hand.entries.push({
      ...base(hand, day, accountId, securityId),
      ...entry,
      ...(dice.percent(50) ? { confirmed: true } : {}),
    });
  if (!dice.percent(35)) return;
  const end = base(hand, dayAfter(hand, day), accountId, securityId);
  hand.entries.push({ ...end, ...entry, acquired: null, last: true });
}

function split(hand: Hand, model: Holding): void {
  const fields = base(hand, dayOfMove(hand, model.since), model.accountId, model.securityId);
  const ratio = someRatio(hand.dice);
  hand.entries.push({ ...fields, action: 'split', ratio, ...cashFor(hand) });
  model.since = fields.date;
  model.shares = converted(model.shares, ratio);
}

function otherThan<T extends { readonly id: string }>(list: readonly T[], id: string): T[] {
  return list.filter((each) => each.id !== id);
}

function spinOff(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const to = dice.of(otherThan(hand.securities, model.securityId));
  const fields = base(hand, dayOfMove(hand, model.since), model.accountId, model.securityId);
  const ratio = someRatio(hand.dice);
  const percent = rate(dice.of(['0', '12.5', '33.333333', '50', '86.5432', '100']));
  hand.entries.push({
    ...fields,
    action: 'spin-off',
    toSecurityId: to.id,
    percent,
    ratio,
    ...cashFor(hand),
  });
  model.since = fields.date;
  hand.holdings.push({
    accountId: model.accountId,
    securityId: to.id,
    lot: `${model.lot}/${securityLabel(to)}`,
    since: fields.date,
    shares: converted(model.shares, ratio),
  });
}

/** The whole position, a whole lot, or some of it. */
function someOrAll(hand: Hand, model: Holding): { shares: Shares | null; lot: string | null } {
  const lot = hand.dice.percent(45) ? lotNamed(hand, model.lot) : null;
  return { lot, shares: hand.dice.percent(40) ? null : someOf(hand, model.shares) };
}

function exchange(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const to = dice.of(otherThan(hand.securities, model.securityId));
  const fields = base(hand, dayOfMove(hand, model.since), model.accountId, model.securityId);
  const ratio = someRatio(hand.dice);
  const some = someOrAll(hand, model);
  hand.entries.push({
    ...fields,
    ...some,
    action: 'exchange',
    toSecurityId: to.id,
    ratio,
    ...cashFor(hand),
    ...someBoot(dice),
  });
  hand.holdings.push({
    ...model,
    securityId: to.id,
    since: fields.date,
    shares: converted(some.shares ?? model.shares, ratio),
  });
  use(model, fields.date, some.shares ?? model.shares);
}

/** One payment, or a few and the last; in cash or in shares of another company. */
function liquidate(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const count = dice.of([1, 1, 2, 3]);
  for (let i = 1; i <= count; i++) {
    const date = dayOfMove(hand, model.since);
    const others = otherThan(hand.securities, model.securityId);
    const to = others.length > 0 && dice.percent(20) ? dice.of(others) : undefined;
    const received = to && dice.percent(96) ? someShares(dice) : null;
    const fields = base(hand, date, model.accountId, model.securityId);
    const [isLast, amount] = [dice.percent(i === count ? 75 : 5), someMoney(dice)];
    if (dice.percent(8)) {
      const day = addDays(date, dice.of([0, 14, 15]));
      const dividend = base(hand, day, model.accountId, model.securityId);
      hand.entries.push({ ...dividend, action: 'dividend', amount });
    }
    hand.entries.push({
      ...fields,
      action: 'liquidation',
      amount: dice.percent(8) ? money('0') : amount,
      ...(to ? { toSecurityId: to.id } : {}),
      shares: dice.percent(2) ? someShares(dice) : received,
      lot: to && dice.percent(50) ? `L${hand.next}` : null,
      ...(isLast && { last: true }),
    });
    model.since = date;
    if (to && received !== null)
      hand.holdings.push({ ...fields, securityId: to.id, lot: 'L', since: date, shares: received });
    if (isLast) model.shares = 0n as Shares;
  }
}

/** Gain that the trust kept, at the end of its year or on another day. */
function keepGain(hand: Hand, model: Holding): void {
  const { dice } = hand;
  const day = dayAfter(hand, model.since);
  const date = dice.percent(70) ? lastDayOfYear(yearOf(day)) : day;
  const amount = someMoney(dice);
  const part = (percent: bigint): Cents => ((amount * percent) / 100n) as Cents;
  const parts = {
    ...(dice.percent(40) ? { unrecaptured1250: part(dice.of([0n, 10n, 60n])) } : {}),
    ...(dice.percent(15) ? { section1202: part(20n) } : {}),
    ...(dice.percent(15) ? { collectibles28: part(15n) } : {}),
  };
  hand.entries.push({
    ...base(hand, date, model.accountId, model.securityId),
    action: 'undistributed-gain',
    amount,
    tax: dice.percent(80) ? part(21n) : dice.of([money('0'), amount]),
    ...parts,
  });
  model.since = date;
}

function transfer(hand: Hand, model: Holding): void {
  const to = hand.dice.of(otherThan(hand.accounts, model.accountId));
  const fields = base(hand, dayOfMove(hand, model.since), model.accountId, model.securityId);
  const some = someOrAll(hand, model);
  const held = model.shares;
  hand.entries.push({ ...fields, ...some, action: 'transfer', toAccountId: to.id });
  hand.holdings.push({
    ...model,
    accountId: to.id,
    since: fields.date,
    shares: some.shares ?? model.shares,
  });
  use(model, fields.date, some.shares ?? model.shares);
  // The cash of a payment in between comes in here or there.
  if (hand.dice.percent(20)) dividend(hand, { ...model, accountId: to.id, shares: held });
}

function give(hand: Hand, model: Holding): void {
  const fields = base(hand, dayAfter(hand, model.since), model.accountId, model.securityId);
  const given = someOf(hand, model.shares);
  hand.entries.push({
    ...fields,
    action: 'gift',
    shares: given,
    lot: hand.dice.percent(35) ? lotNamed(hand, model.lot) : null,
  });
  use(model, fields.date, given);
}

/** Cash that a broker booked. */
function dividend(hand: Hand, model: Holding): void {
  for (const row of someBookings(hand, model, hand.accounts, () => someDay(hand))) {
    const fields = base(hand, row.date, row.accountId, model.securityId);
    hand.entries.push({ ...fields, action: 'dividend', amount: row.amount });
  }
}

type Deed = (hand: Hand, model: Holding) => void;

function someDeed({ dice, securities, accounts }: Hand): Deed {
  const lot = dice.below(100);
  if (lot < 41) return sell;
  if (lot < 46) return liquidate;
  if (lot < 50) return keepGain;
  if (lot < 58) return split;
  if (lot < 66) return securities.length > 1 ? spinOff : split;
  if (lot < 74) return securities.length > 1 ? exchange : sell;
  if (lot < 84) return accounts.length > 1 ? transfer : sell;
  if (lot < 90) return give;
  if (lot < 93) return state;
  if (lot < 95) return average;
  return dividend;
}

/** Mostly the one that there is already, so that several lots of it come together. */
function usualSecurity({ dice, holdings, securities }: Hand): string {
  const usual = dice.percent(60) ? holdings.at(0)?.securityId : undefined;
  return usual ?? dice.of(securities).id;
}

export function someEntries(
  frame: Frame,
  securities: readonly Security[],
  accounts: readonly Account[],
): Transaction[] {
  const { dice } = frame;
  const hand: Hand = Object.assign(frame, { securities, accounts, holdings: [], entries: [] });
  for (let i = dice.percent(1) ? dice.between(20, 40) : dice.between(2, 10); i > 0; i--) {
    if (dice.percent(15)) receive(hand);
    const left = hand.holdings.filter((each) => each.shares > 0n || dice.percent(5));
    if (left.length === 0 || dice.percent(36))
      acquire(hand, someDay(hand), usualSecurity(hand), undefined);
    else someDeed(hand)(hand, dice.of(left));
  }
  return hand.entries.map((entry) => (dice.percent(3) ? spoiled(entry, dice) : entry));
}
