/**
 * What is there to say about the payments of the year, and about cash that no payment explains?
 * (section 10)
 */
import { monthOf, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { isAcquisition, isSale, securityLabel } from '../facts/model.ts';
import type { Acquisition } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { dollarsOf, rateOf, sharesOf, sum } from './decimals.ts';
import { uncountedPartsOf } from './holding-periods.ts';
import type { Ledger } from './ledger.ts';
import { aboutRow, lotNames } from './subjects.ts';
import type { Say } from './subjects.ts';
import { keyOf } from './payments.ts';
import type { SlowPayment } from './payments.ts';
import { differingDividends, provisionalOf } from './provisional.ts';
import { at, present } from './present.ts';
import type { Replay } from './replay.ts';
import { closing } from './rows.ts';
import type { Row } from './rows.ts';

function isJanuaryPayment({ row }: SlowPayment): boolean {
  const { distribution, taxYear } = row;
  const { payableDate, recordDate } = distribution;
  if (yearOf(payableDate) !== taxYear) return true;
  if (monthOf(payableDate) !== 1 || recordDate === null) return false;
  return yearOf(recordDate) === taxYear - 1 && monthOf(recordDate) >= 10;
}

/** What a share was last bought or sold for, without a split since: each price of the last day with one. */
function lastPrices({ admitted }: Replay, row: Row, exDate: Day): Decimal[] {
  const own = admitted.entries.filter((entry) => entry.securityId === row.security.id);
  const isSplitSince = (day: Day): boolean =>
    own.some(({ action, date }) => action === 'split' && date >= day && date <= exDate);
  const priced = own
    .filter(({ date }) => date <= row.distribution.payableDate && !isSplitSince(date))
    .filter((entry) => isAcquisition(entry) || isSale(entry))
    .flatMap(({ amount, shares, date }) =>
      amount !== null && amount > 0n && shares > 0n ? [{ amount, shares, date }] : [],
    );
  const lastDay = priced
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return priced
    .filter(({ date }) => date === lastDay)
    .map(({ amount, shares }) => dollarsOf(amount).div(sharesOf(shares)));
}

/** Paid neither in the year of its document nor in the January after it. */
function isListedElsewhere({ distribution, taxYear }: Row): boolean {
  return (
    distribution.payableDate.slice(0, 4) !== String(taxYear) &&
    distribution.payableDate.slice(0, 7) !== `${taxYear + 1}-01`
  );
}

/**
 * Whether the whole payment is 25% or more of the last price, or of the average cost of all entitled
 * shares. A cost of nothing says nothing about the price.
 */
function isLarge(replay: Replay, row: Row, exDate: Day): boolean {
  const payments = replay.ledger.payments.filter((payment) => payment.row === row);
  const shares = sum(payments.map((payment) => payment.shares));
  const cost = sum(payments.flatMap(({ parts }) => parts.map((part) => part.cost)));
  const amount = rateOf(row.distribution.amountPerShare);
  const isLargeFor = (price: Decimal): boolean => amount.greaterThanOrEqualTo(price.times('0.25'));
  if (lastPrices(replay, row, exDate).some(isLargeFor)) return true;
  return !cost.equals(0) && amount.times(shares).greaterThanOrEqualTo(cost.times('0.25'));
}

/** Payments of which the ex-date was computed, and which may have gone ex later, paid here or not. */
function largeNotices(replay: Replay, say: Say): void {
  const { admitted, ledger } = replay;
  for (const row of ledger.rows) {
    const { exDate, distribution, security } = row;
    if (row.taxYear !== ledger.taxYear || exDate === undefined) continue;
    if (distribution.exDate !== null) continue;
    if (rateOf(distribution.allocablePerShare).equals(0)) continue;
    const isTraded = admitted.entries
      .filter((entry) => isAcquisition(entry) || isSale(entry))
      .filter((entry) => entry.securityId === security.id)
      .some(({ date }) => date >= exDate && date <= distribution.payableDate);
    const isPaid = ledger.payments.some((payment) => payment.row === row);
    if ((isPaid || isTraded) && isLarge(replay, row, exDate)) {
      say('warning', 'large-distribution', aboutRow(row));
    }
  }
}

function paidNotices(ledger: Ledger, say: Say): void {
  for (const payment of ledger.payments) {
    const { row, parts, account } = payment;
    if (row.taxYear !== ledger.taxYear) continue;
    const about = aboutRow(row);
    if (row.distribution.exDate === null) {
      const { security, year } = about;
      say('info', 'ex-date-computed', { security, year } as typeof about);
    }
    if (isListedElsewhere(row)) say('warning', 'payment-of-another-year', about);
    else if (isJanuaryPayment(payment)) say('info', 'january-payment', about);
    if (closing(row.distribution) === 'within') say('info', 'sum-within-tolerance', about);
    const over = parts.filter((part) => part.overBasis);
    if (over.length > 0)
      say('info', 'excess-over-basis', {
        ...about,
        account: account.name,
        payment: keyOf(payment),
        lots: lotNames(over.map((part) => part.lotName)),
      });
  }
}

/** Whether the shares are the payment itself: nobody expects a dividend on what it bought. */
function isThePayment(entry: Acquisition, payableDate: Day): boolean {
  return (
    entry.date === payableDate && ['reinvest', 'stock-dividend', 'in-kind'].includes(entry.action)
  );
}

function tooLateNotices({ admitted, ledger }: Replay, say: Say): void {
  for (const row of ledger.rows) {
    const { exDate, distribution, security } = row;
    if (row.taxYear !== ledger.taxYear || exDate === undefined) continue;
    if (rateOf(distribution.allocablePerShare).equals(0)) continue;
    for (const account of ledger.facts.accounts) {
      const late = admitted.entries
        .filter(isAcquisition)
        .filter((entry) => entry.accountId === account.id && entry.securityId === security.id)
        .filter((entry) => entry.date >= exDate && entry.date <= distribution.payableDate)
        .filter((entry) => !isThePayment(entry, distribution.payableDate));
      if (late.length === 0) continue;
      const payment = ledger.payments.find((each) => each.row === row && each.account === account);
      say('info', 'not-entitled', {
        ...aboutRow(row),
        account: account.name,
        ...(payment === undefined ? {} : { payment: keyOf(payment) }),
        lots: lotNames(late.map((entry) => entry.lot)),
      });
    }
  }
}

function reinvestedNotices({ admitted, ledger }: Replay, say: Say): void {
  for (const payment of ledger.payments) {
    const { row, account, exDate } = payment;
    if (row.taxYear !== ledger.taxYear) continue;
    const own = admitted.entries
      .filter(isAcquisition)
      .filter((entry) => entry.action === 'reinvest')
      .filter((entry) => entry.accountId === account.id && entry.securityId === row.security.id)
      .filter((entry) => entry.date >= row.distribution.payableDate && entry.date < exDate);
    if (own.length === 0) continue;
    say('warning', 'reinvested-before-ex', {
      ...aboutRow(row),
      account: account.name,
      payment: keyOf(payment),
      lots: lotNames(own.map((entry) => entry.lot)),
    });
  }
}

/** Purchases of the year with an earlier day of their own: what they were paid before is nobody's here. */
function cameInNotices({ admitted, ledger }: Replay, say: Say): void {
  const { taxYear, facts } = ledger;
  const own = admitted.entries
    .filter(isAcquisition)
    .filter(({ action }) => action === 'buy' || action === 'reinvest')
    .filter((entry) => yearOf(entry.date) === taxYear)
    .filter(({ acquired, date }) => acquired !== null && acquired < date);
  for (const account of facts.accounts) {
    for (const security of facts.securities) {
      const lots = own
        .filter((entry) => entry.accountId === account.id && entry.securityId === security.id)
        .map(({ lot }) => lot);
      if (lots.length === 0) continue;
      say('info', 'acquired-elsewhere', {
        security: securityLabel(security),
        account: account.name,
        year: taxYear,
        lots: lotNames(lots),
      });
    }
  }
}

function cashNotices(replay: Replay, say: Say): void {
  const { taxYear } = replay.ledger;
  for (const { security } of provisionalOf(replay))
    say('warning', 'provisional-year', { security: securityLabel(security), year: taxYear });
  for (const { income, security } of differingDividends(replay))
    say('warning', 'dividend-differs', {
      security: securityLabel(security),
      account: present(replay.ledger.facts.accounts.find(({ id }) => id === income.accountId)).name,
      year: taxYear,
      transaction: at(income.entries, 0).id,
      day: income.day,
    });
}

export function paymentNotices(replay: Replay, say: Say): void {
  paidNotices(replay.ledger, say);
  largeNotices(replay, say);
  tooLateNotices(replay, say);
  cameInNotices(replay, say);
  reinvestedNotices(replay, say);
  for (const { security, account, paymentKey } of uncountedPartsOf(replay.ledger))
    say('info', 'holding-period-not-met', {
      security: securityLabel(security),
      account,
      year: replay.ledger.taxYear,
      payment: paymentKey,
    });
  cashNotices(replay, say);
}
