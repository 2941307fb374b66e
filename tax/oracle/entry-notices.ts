/**
 * What is there to say about the holder's own entries: those that were left out, and the sales of
 * the year? (section 10)
 *
 * A sale gets one notice of a kind, however many pieces it has. Cash for a fraction is a sale of the
 * security that the fraction is of.
 */
import { Decimal } from '../values/decimal.ts';
import { dollarsOf, rateOf, round2 } from './decimals.ts';
import { addDays, firstDayOfYear, lastDayOfYear, yearOf } from '../values/days.ts';
import { isAcquisition, isSale } from '../facts/model.ts';
import type { Acquisition, AverageBasis, Liquidation, Transaction } from '../facts/model.ts';
import { heldBetween } from './document-notices.ts';
import { discountOf, rowsOf } from './discounts.ts';
import { disallowedLossOf, isLessByShare, longTermLossOf } from './disposing.ts';
import { accountOf } from './ledger.ts';
import type { Ledger, Piece } from './ledger.ts';
import { termOf } from './holding.ts';
import { isUnknown, paymentsOfYear, piecesOfYear } from './lists.ts';
import { aboutEntry, lotNames } from './subjects.ts';
import type { Say } from './subjects.ts';
import { keyOf } from './payments.ts';
import { at, compareText, present } from './present.ts';
import { paidNotices } from './paid-notices.ts';
import { isWithoutValue } from './received.ts';
import { isWaiting } from './wash-sales.ts';
import type { Replay } from './replay.ts';

function refusalNotices(ledger: Ledger, say: Say): void {
  for (const { code, entry, lots } of ledger.refusals) {
    if (entry.date > lastDayOfYear(ledger.taxYear)) continue;
    say('error', code, {
      ...aboutEntry(ledger, entry),
      ...(lots.length === 0 ? {} : { lots: lotNames(lots) }),
    });
  }
}

function doubtNotices(ledger: Ledger, say: Say): void {
  for (const entry of ledger.doubts) {
    if (entry.date > lastDayOfYear(ledger.taxYear)) continue;
    const lots = 'lot' in entry && entry.lot !== null ? [entry.lot] : [];
    say('warning', entry.action === 'opening-basis' ? 'basis-above-cost' : 'no-fraction', {
      ...aboutEntry(ledger, entry),
      ...(lots.length === 0 ? {} : { lots: lotNames(lots) }),
    });
  }
}

/** The pieces of each sale; cash of an exchange is apart from what was sold of the new shares. */
function bySale(pieces: readonly Piece[]): Piece[][] {
  const entries = new Set<Transaction>(pieces.map((piece) => piece.entry));
  return [...entries].flatMap((entry) => {
    const own = pieces.filter((piece) => piece.entry === entry);
    const boot = own.filter(({ kind }) => kind.startsWith('boot'));
    const sold = own.filter(({ kind }) => !kind.startsWith('boot'));
    return [boot, sold].filter((some) => some.length > 0);
  });
}

/** Shares sold between ex-date and payable date. */
function soldBeforeNotices(ledger: Ledger, say: Say): void {
  for (const pieces of bySale(ledger.pieces)) {
    const { entry } = at(pieces, 0);
    for (const payment of new Set(pieces.flatMap((piece) => piece.soldBefore))) {
      const { taxYear, distribution, security } = payment.row;
      // The sale gets the notice; before the payment's tax year it is the gain that gets it.
      const soldIn = yearOf(entry.date);
      if (ledger.taxYear !== (soldIn < taxYear ? taxYear : soldIn)) continue;
      const concerned = pieces.filter((piece) => piece.soldBefore.includes(payment));
      say('info', 'roc-after-sale', {
        ...aboutEntry(ledger, entry, security.id),
        year: taxYear,
        distribution: distribution.id,
        payment: keyOf(payment),
        lots: lotNames(concerned.map((piece) => piece.lotName)),
      });
    }
  }
}

/** Shares given away before a return of capital took effect: it is gain of a later year. */
function givenBeforeNotices(ledger: Ledger, say: Say): void {
  for (const entry of new Set(ledger.given.map((one) => one.entry))) {
    const own = ledger.given.filter((one) => one.entry === entry);
    for (const payment of new Set(own.flatMap(({ before }) => before))) {
      const { taxYear, distribution, security } = payment.row;
      if (taxYear !== ledger.taxYear) continue;
      const concerned = own.filter(({ before }) => before.includes(payment));
      say('info', 'roc-after-sale', {
        ...aboutEntry(ledger, entry, security.id),
        year: taxYear,
        distribution: distribution.id,
        payment: keyOf(payment),
        lots: lotNames(concerned.map(({ lotName }) => lotName)),
      });
    }
  }
}

const BUYING: readonly Transaction['action'][] = ['buy', 'reinvest', 'stock-dividend', 'in-kind'];

/** Names of purchases near a loss that replace nothing, though some of its shares are not replaced. */
function idlePurchases(ledger: Ledger, pieces: readonly Piece[]): string[] {
  const waiting = pieces.filter((piece) => isWaiting(piece));
  const roots = [...new Set(ledger.lots.all.map((lot) => lot.origin.root))];
  const isUsed = (root: (typeof roots)[number]): boolean =>
    ledger.pieces.some(({ matches }) => matches.some(({ lot }) => lot.origin.root === root));
  const idle = roots.filter(
    (root) =>
      BUYING.includes(root.entry.action) &&
      !isUsed(root) &&
      pieces.every((piece) => piece.origin.root !== root) &&
      waiting.some(
        (piece) =>
          piece.securityId === root.entry.securityId &&
          root.entry.date >= addDays(piece.entry.date, -30) &&
          root.entry.date <= addDays(piece.entry.date, 30),
      ),
  );
  const place = (entry: Transaction): number => ledger.facts.transactions.indexOf(entry);
  return idle
    .map(({ entry }) => entry)
    .filter(isAcquisition)
    .sort((a, b) => compareText(a.date, b.date) || place(a) - place(b))
    .map(({ lot }) => lot);
}

function saleNotices(ledger: Ledger, say: Say): void {
  for (const entry of ledger.nearlyAll)
    if (yearOf(entry.date) === ledger.taxYear)
      say('warning', 'nearly-all-sold', aboutEntry(ledger, entry));
  for (const pieces of bySale(piecesOfYear(ledger))) {
    const { entry, securityId } = at(pieces, 0);
    const about = aboutEntry(ledger, entry, securityId);
    const lotsOf = (some: readonly Piece[]) => lotNames(some.map((piece) => piece.lotName));

    const longTerm = pieces.filter((piece) => longTermLossOf(piece).greaterThan(0));
    if (longTerm.length > 0)
      say('info', 'loss-after-capital-gain', { ...about, lots: lotsOf(longTerm) });

    const doubtful = pieces.filter(isLessByShare);
    if (doubtful.length > 0)
      say('warning', 'loss-share-by-share', { ...about, lots: lotsOf(doubtful) });

    if (pieces.some((piece) => disallowedLossOf(piece).greaterThan(0))) {
      const replacements = pieces.flatMap(({ matches }) => matches.map(({ lot }) => lot.name));
      say('info', 'possible-wash-sale', { ...about, lots: lotNames(replacements) });
    }

    const idle = idlePurchases(ledger, pieces);
    if (idle.length > 0) say('warning', 'possible-wash-sale', { ...about, lots: lotNames(idle) });

    const undated = pieces.filter(
      ({ giftRule, origin, origin: { root } }) =>
        giftRule !== 'loss' &&
        root.entry.action === 'gift-received' &&
        root.entry.acquired === null &&
        termOf(origin, at(pieces, 0).entry.date) === 'short',
    );
    if (undated.length > 0) say('warning', 'gift-basis', { ...about, lots: lotsOf(undated) });

    const given = pieces.filter(
      ({ gain, origin: { root } }) =>
        gain.lessThan(0) && root.entry.action === 'gift-received' && root.entry.value === undefined,
    );
    if (given.length > 0) say('info', 'gift-basis', { ...about, lots: lotsOf(given) });
    for (const rule of ['loss', 'neither']) {
      const ruled = pieces.filter(({ giftRule }) => giftRule === rule);
      if (ruled.length > 0) say('info', 'gift-basis', { ...about, lots: lotsOf(ruled) });
    }
  }
}

/** Transfers so far between an account that is taxed and one that is not. */
function transferNotices({ ledger, admitted }: Replay, say: Say): void {
  const isDeferred = (id: string): boolean => accountOf(ledger.facts, id).taxDeferred;
  for (const entry of admitted.entries) {
    if (entry.action !== 'transfer' || entry.date > lastDayOfYear(ledger.taxYear)) continue;
    if (ledger.refusals.some((refusal) => refusal.entry === entry)) continue;
    if (isDeferred(entry.accountId) !== isDeferred(entry.toAccountId))
      say('warning', 'transfer-between-kinds', aboutEntry(ledger, entry));
  }
}

/** The lots and sales of the year that rest on a basis which was stated. */
function openingNotices(ledger: Ledger, say: Say): void {
  const resting = [
    ...ledger.atYearEnd.map(({ lot, origin }) => ({ name: lot.name, origin })),
    ...piecesOfYear(ledger).map(({ lotName, origin }) => ({ name: lotName, origin })),
    ...paymentsOfYear(ledger).flatMap(({ parts }) =>
      parts.flatMap(({ lotName, gains }) => gains.map(({ origin }) => ({ name: lotName, origin }))),
    ),
  ];
  for (const entry of ledger.facts.transactions) {
    const own = resting.filter(({ origin }) => origin.opening === entry);
    const lots = lotNames(own.map(({ name }) => name).sort());
    if (own.length > 0) say('info', 'opening-basis', { ...aboutEntry(ledger, entry), lots });
  }
}

/** The lots and sales of the year that rest on shares of which nobody says what they were worth. */
function valueNotices(ledger: Ledger, say: Say): void {
  const waiting = [
    ...ledger.atYearEnd.map(({ lot, origin }) => ({ name: lot.name, origin })),
    ...piecesOfYear(ledger).map(({ lotName, origin }) => ({ name: lotName, origin })),
  ].filter(({ origin }) => isUnknown(origin));
  for (const entry of ledger.entries) {
    if (!isWithoutValue(entry) || yearOf(entry.date) > ledger.taxYear) continue;
    const own = waiting.filter(({ origin }) => origin.root.entry === entry);
    const lots = lotNames(own.map(({ name }) => name).sort());
    if (own.length > 0 || yearOf(entry.date) === ledger.taxYear)
      say('warning', 'in-kind-without-value', { ...aboutEntry(ledger, entry), lots });
  }
}

/** Whether an entry brings shares into a position, as far as it says. */
function bringsInto(entry: Transaction, accountId: string, securityId: string): boolean {
  const isBought = isAcquisition(entry);
  const isMoved = 'toAccountId' in entry || 'toSecurityId' in entry;
  const account = 'toAccountId' in entry ? entry.toAccountId : entry.accountId;
  const security = 'toSecurityId' in entry ? entry.toSecurityId : entry.securityId;
  return (isBought || isMoved) && account === accountId && security === securityId;
}

/** Whether a value is out of all proportion to what the shares cost. */
function hasUnlikelyValue({ action, amount, value }: Acquisition): boolean {
  if (amount === null || value === undefined) return false;
  const [cost, worth] = [dollarsOf(amount), dollarsOf(value)];
  return action === 'gift-received'
    ? worth.lessThan(cost.div(10))
    : action === 'reinvest' && worth.greaterThan(cost.plus(cost));
}

/** Whether shares came to the position of a payment, or left it, in the 60 days before it. */
function isNear(ledger: Ledger, other: Transaction, paid: Liquidation): boolean {
  if (other.date < addDays(paid.date, -60) || other.date > paid.date) return false;
  if (ledger.refusals.some((refusal) => refusal.entry === other)) return false;
  const toAccount = 'toAccountId' in other ? other.toAccountId : other.accountId;
  const to =
    'toSecurityId' in other && other.toSecurityId !== undefined
      ? other.toSecurityId
      : other.securityId;
  const isOf = (accountId: string, securityId: string): boolean =>
    accountId === paid.accountId && securityId === paid.securityId;
  const isMoved = toAccount !== other.accountId || to !== other.securityId;
  const leaves = ['sell', 'redeem', 'gift', 'exchange', 'transfer'].includes(other.action);
  return (
    (isMoved && isOf(toAccount, to)) ||
    ((isAcquisition(other) || leaves) && isOf(other.accountId, other.securityId))
  );
}

/** Whether a basis is averaged in the year by an entry of an earlier one, and by no later one. */
function isStillAveraged({ ledger, admitted }: Replay, entry: AverageBasis): boolean {
  const first = firstDayOfYear(ledger.taxYear);
  const earlier = admitted.entries.filter(
    (other) =>
      other.action === 'average-basis' &&
      other.accountId === entry.accountId &&
      other.securityId === entry.securityId &&
      other.date < first,
  );
  const security = present(ledger.facts.securities.find(({ id }) => id === entry.securityId));
  return (
    earlier.at(-1) === entry && heldBetween(ledger, security, first, lastDayOfYear(ledger.taxYear))
  );
}

/** Reg. 1.1012-1(e)(3): whether a gift with two bases comes to shares that were averaged before its year. */
function staysApart({ admitted }: Replay, gift: Acquisition): boolean {
  if (gift.action !== 'gift-received' || gift.amount === null || gift.value === undefined)
    return false;
  let ruling: AverageBasis | undefined;
  for (const entry of admitted.entries) {
    const isHere = entry.accountId === gift.accountId && entry.securityId === gift.securityId;
    if (entry.action === 'average-basis' && isHere && entry.date <= gift.date) ruling = entry;
  }
  if (ruling === undefined || ruling.last === true || ruling.date < '2012-01-01') return false;
  if (yearOf(ruling.date) === yearOf(gift.date) || gift.value >= gift.amount) return false;
  return (gift.acquired ?? gift.date) >= (ruling.acquired ?? '2012-01-01');
}

/** Exchanges with cash, purchases after the last liquidating distribution, days that are no year's end. */
function actionNotices(replay: Replay, say: Say): void {
  const { ledger, admitted } = replay;
  admitted.entries.forEach((entry, place) => {
    const isAveraged = entry.action === 'average-basis' && isStillAveraged(replay, entry);
    const isUnsaid =
      entry.action === 'exchange' && entry.valuePerShare === undefined && (entry.cash ?? 0n) > 0n;
    const inYear = yearOf(entry.date) === ledger.taxYear;
    if (!inYear && !isAveraged && !(isUnsaid && yearOf(entry.date) < ledger.taxYear)) return;
    if (ledger.refusals.some((refusal) => refusal.entry === entry)) return;
    const about = aboutEntry(ledger, entry);
    if (isAveraged) {
      const isHere = admitted.entries.some((other) =>
        bringsInto(other, entry.accountId, entry.securityId),
      );
      if (isHere && !entry.last && !entry.confirmed) say('warning', 'average-conditions', about);
      return;
    }
    if (
      entry.action === 'liquidation' &&
      admitted.entries.some((one) => isNear(ledger, one, entry))
    )
      say('info', 'lots-of-the-day', about);
    if (entry.action === 'exchange' && (entry.cash ?? 0n) > 0n) {
      if (entry.valuePerShare === undefined) say('error', 'boot-without-value', about);
      else say('info', 'boot-in-exchange', about);
    }
    if (
      entry.action === 'exchange' &&
      entry.cash !== undefined &&
      entry.valuePerShare !== undefined
    ) {
      const [cash, worth] = [rateOf(entry.cash), rateOf(entry.valuePerShare)];
      const { newShares, oldShares } = entry.ratio;
      const forOne = worth.times(rateOf(newShares)).div(rateOf(oldShares));
      if (cash.greaterThan(forOne.times(10))) say('warning', 'unlikely-value', about);
    }
    if (entry.action === 'exchange' && entry.amount > 0n) {
      const whole = entry.valuePerShare === undefined ? undefined : rateOf(entry.valuePerShare);
      if (whole !== undefined && dollarsOf(entry.amount).greaterThan(round2(whole)))
        say('warning', 'fraction-above-value', about);
      else if ((entry.cash ?? 0n) === 0n) say('info', 'fraction-alone', about);
    }
    if (isAcquisition(entry) && staysApart(replay, entry))
      say('info', 'average-basis', { ...about, lots: [entry.lot] });
    if (isAcquisition(entry) && hasUnlikelyValue(entry))
      say('warning', 'unlikely-value', { ...about, lots: [entry.lot] });
    if (entry.action === 'reinvest' && entry.value !== undefined) {
      const rows = rowsOf(ledger, entry);
      const isPaid = ledger.payments.some(
        ({ row, account }) => account.id === entry.accountId && rows.includes(row),
      );
      if (discountOf(entry).equals(0))
        say('warning', 'value-not-above-cash', { ...about, lots: [entry.lot] });
      else if (isPaid) say('info', 'plan-discount', { ...about, lots: [entry.lot] });
      else say('warning', 'discount-without-payment', { ...about, lots: [entry.lot] });
    }
    if (entry.action === 'average-basis') {
      if (!admitted.entries.some((other) => bringsInto(other, entry.accountId, entry.securityId)))
        say('warning', 'contradictory-fact', about);
      else {
        say('info', 'average-basis', about);
        if (!entry.last && !entry.confirmed) say('warning', 'average-conditions', about);
      }
    }
    if (isSale(entry) && ledger.namedInAverage.includes(entry))
      say('warning', 'named-in-average', about);
    if (entry.action === 'undistributed-gain' && !entry.date.endsWith('-12-31'))
      say('warning', 'not-the-last-day', about);
    if (entry.action === 'undistributed-gain') {
      const rate = yearOf(entry.date) < 2018 ? '0.35' : '0.21';
      const gain = dollarsOf(entry.amount);
      const off = dollarsOf(entry.tax).minus(gain.times(rate)).abs();
      if (off.greaterThan(Decimal.max(gain.times('0.01'), '0.01')))
        say('warning', 'kept-gain-tax', about);
    }
    const isOver = admitted.entries
      .slice(0, place)
      .some(
        (other) =>
          other.action === 'liquidation' &&
          other.last === true &&
          other.securityId === entry.securityId,
      );
    const bringsOrTakes =
      isAcquisition(entry) ||
      ['sell', 'redeem', 'gift', 'exchange', 'transfer'].includes(entry.action);
    if (bringsOrTakes && isOver)
      say('warning', 'after-liquidation', {
        ...about,
        ...(isAcquisition(entry) ? { lots: [entry.lot] } : {}),
      });
  });
}

export function entryNotices(replay: Replay, say: Say): void {
  const { ledger } = replay;
  transferNotices(replay, say);
  actionNotices(replay, say);
  paidNotices(replay, say);
  refusalNotices(ledger, say);
  doubtNotices(ledger, say);
  soldBeforeNotices(ledger, say);
  givenBeforeNotices(ledger, say);
  saleNotices(ledger, say);
  openingNotices(ledger, say);
  valueNotices(ledger, say);
}
