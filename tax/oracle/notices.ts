/**
 * Which notices does a tax year have? (section 10)
 *
 * The messages are no more than the code: what is compared with the engine is level, code and
 * subject. A notice about figures of the year is given for payments and sales of that year; an
 * error or a missing or estimated table of an earlier year is given too, for it changes the basis.
 */
import { addDays, firstDayOfYear, lastDayOfYear, monthOf, yearOf } from '../days.ts';
import type { Day } from '../days.ts';
import { securityLabel } from '../model.ts';
import type { Security } from '../model.ts';
import { NOTICE_CODES } from '../notices.ts';
import type { Notice, NoticeCode, NoticeLevel, NoticeSubject } from '../notices.ts';
import { rateOf, sum, ZERO } from './decimals.ts';
import { closing, keyOf, versionsOf } from './payments.ts';
import type { Row, SlowPayment } from './payments.ts';
import type { Work } from './slow-year.ts';
import { compareText, sharesAtStartOf } from './trades.ts';
import type { Lot } from './trades.ts';
import { present } from './present.ts';

/** Whether shares were bought by the last day and not all sold before the first, in any account. */
function heldBetween(done: Work, security: Security, first: Day, last: Day): boolean {
  return done.trades.lots.some(
    (lot) =>
      lot.securityId === security.id &&
      lot.acquired <= last &&
      (lot.acquired >= first || sharesAtStartOf(first, lot, done.trades).greaterThan(0)),
  );
}

function heldIn(done: Work, security: Security, year: number): boolean {
  return heldBetween(done, security, firstDayOfYear(year), lastDayOfYear(year));
}

/**
 * Whether a holder may have been entitled to a row whose ex-date nobody knows: shares were held in
 * its tax year, or for a payment of January, in the three months before it or since.
 */
function mayBeEntitled(done: Work, row: Row): boolean {
  const { payableDate } = row.distribution;
  const october = `${yearOf(payableDate) - 1}-10-01` as Day;
  const first = monthOf(payableDate) === 1 ? october : firstDayOfYear(row.taxYear);
  return heldBetween(done, row.security, first, lastDayOfYear(row.taxYear));
}

function documentNotices(done: Work, say: Say): void {
  for (const security of done.facts.securities) {
    const label = securityLabel(security);
    for (const lot of done.trades.lots) {
      if (lot.securityId !== security.id) continue;
      for (let year = yearOf(lot.acquired); year <= done.taxYear; year++) {
        if (!heldIn(done, security, year)) continue;
        const versions = versionsOf(done.facts, security.id, year);
        const counts = versions[0];
        if (counts === undefined) say('warning', 'missing-allocation', { security: label, year });
        else if (counts.status === 'estimate')
          say('warning', 'estimate-in-use', { security: label, year, document: counts.id });
      }
    }
    if (!heldIn(done, security, done.taxYear)) continue;
    for (const document of versionsOf(done.facts, security.id, done.taxYear).slice(1)) {
      const about = { security: label, year: done.taxYear, document: document.id };
      say('info', 'superseded-allocation', about);
    }
  }
}

function rowNotices(done: Work, say: Say): void {
  for (const row of done.rows) {
    if (row.taxYear > done.taxYear) continue;
    const about = {
      security: securityLabel(row.security),
      year: row.taxYear,
      distribution: row.distribution.id,
    };
    const countsByNow =
      row.taxYear === done.taxYear ||
      (row.effectiveDay !== undefined && row.effectiveDay <= lastDayOfYear(done.taxYear));
    if (done.undivided.includes(row) && countsByNow) say('error', 'sum-out-of-tolerance', about);
    if (row.exDate === undefined && mayBeEntitled(done, row)) {
      if (rateOf(row.distribution.allocablePerShare).equals(0)) continue;
      if (row.distribution.recordDate === null) say('error', 'record-date-missing', about);
      else say('error', 'beyond-market-calendar', about);
    }
  }
}

function isJanuaryPayment(payment: SlowPayment): boolean {
  const { distribution, taxYear } = payment.row;
  const { payableDate, recordDate } = distribution;
  if (yearOf(payableDate) !== taxYear) return true;
  if (monthOf(payableDate) !== 1 || recordDate === null) return false;
  return yearOf(recordDate) === taxYear - 1 && monthOf(recordDate) >= 10;
}

/**
 * Whether the whole payment is 25% or more of the average cost of all entitled shares. A cost of
 * nothing says nothing about the price.
 */
function isLarge(done: Work, row: Row): boolean {
  let cost = ZERO;
  let shares = ZERO;
  for (const payment of done.payments) {
    if (payment.row !== row) continue;
    shares = shares.plus(payment.shares);
    for (const part of payment.parts) {
      const sold = present(done.lives.find((life) => life.lot === part.lot)).pieces.filter(
        ({ piece }) => piece.sale.date < payment.exDate,
      );
      cost = cost.plus(part.lot.cost).minus(sum(sold.map((piece) => piece.cost)));
    }
  }
  if (cost.equals(0)) return false;
  const averageCost = cost.div(shares);
  return rateOf(row.distribution.amountPerShare).greaterThanOrEqualTo(averageCost.times('0.25'));
}

function paymentNotices(done: Work, say: Say): void {
  for (const payment of done.payments) {
    if (payment.row.taxYear !== done.taxYear) continue;
    const { row } = payment;
    const security = securityLabel(row.security);
    const year = row.taxYear;
    const about = {
      security,
      year,
      account: payment.account.name,
      payment: keyOf(payment),
      distribution: row.distribution.id,
    };
    if (row.distribution.exDate === null) say('info', 'ex-date-computed', { security, year });
    if (isJanuaryPayment(payment))
      say('info', 'january-payment', { security, year, distribution: row.distribution.id });
    if (row.distribution.exDate === null && isLarge(done, row))
      say('warning', 'large-distribution', { security, year, distribution: row.distribution.id });
    if (closing(row.distribution) === 'within')
      say('info', 'sum-within-tolerance', { security, year, distribution: row.distribution.id });

    const outcomes = done.lives
      .flatMap((life) => life.parts)
      .filter((outcome) => outcome.payment === payment);
    const over = outcomes.filter((outcome) => outcome.overBasis);
    if (over.length > 0)
      say('info', 'excess-over-basis', { ...about, lots: over.map(({ part }) => part.lot.name) });
  }
}

/** Shares sold between ex-date and payable date. */
function soldMeanwhileNotices(done: Work, say: Say): void {
  for (const { lot, parts } of done.lives) {
    for (const { payment, soldMeanwhile } of parts) {
      const { row, account } = payment;
      for (const piece of soldMeanwhile) {
        // The sale gets the notice; before the payment's tax year it is the gain that gets it.
        const soldIn = yearOf(piece.sale.date);
        if (done.taxYear !== (soldIn < row.taxYear ? row.taxYear : soldIn)) continue;
        say('info', 'roc-after-sale', {
          security: securityLabel(row.security),
          year: row.taxYear,
          account: account.name,
          payment: keyOf(payment),
          transaction: piece.sale.id,
          lots: [lot.name],
        });
      }
    }
  }
}

/** Whether the lot was made by a reinvestment on that day. */
function isReinvestedOn(done: Work, lot: Lot, day: Day): boolean {
  const row = done.facts.transactions.find(({ id }) => id === lot.transactionId);
  return row?.action === 'reinvest' && lot.acquired === day;
}

/** Bought too late for a distribution of the year, but before it was paid; not with that payment. */
function tooLateNotices(done: Work, say: Say): void {
  for (const row of done.rows) {
    const { exDate, distribution } = row;
    if (row.taxYear !== done.taxYear || exDate === undefined) continue;
    if (rateOf(distribution.allocablePerShare).equals(0)) continue;
    for (const account of done.facts.accounts) {
      const lots = done.trades.lots.filter(
        (lot) =>
          lot.accountId === account.id &&
          lot.securityId === row.security.id &&
          lot.acquired >= exDate &&
          lot.acquired <= distribution.payableDate &&
          !isReinvestedOn(done, lot, distribution.payableDate),
      );
      if (lots.length === 0) continue;
      const payment = done.payments.find((each) => each.row === row && each.account === account);
      say('info', 'not-entitled', {
        security: securityLabel(row.security),
        year: row.taxYear,
        account: account.name,
        distribution: distribution.id,
        ...(payment === undefined ? {} : { payment: keyOf(payment) }),
        lots: lots.map((lot) => lot.name),
      });
    }
  }
}

function saleNotices(done: Work, say: Say): void {
  const label = (securityId: string): string =>
    securityLabel(present(done.facts.securities.find((each) => each.id === securityId)));
  const accountName = (accountId: string): string =>
    present(done.facts.accounts.find((each) => each.id === accountId)).name;

  for (const refusal of done.trades.refusals) {
    if (refusal.date > lastDayOfYear(done.taxYear)) continue;
    say('error', refusal.code, {
      security: label(refusal.securityId),
      account: accountName(refusal.accountId),
      transaction: refusal.transactionId,
    });
  }
  for (const { lot, pieces } of done.lives) {
    for (const { piece, gain, longTermLoss } of pieces) {
      const { sale } = piece;
      if (yearOf(sale.date) !== done.taxYear) continue;
      const about = {
        security: label(lot.securityId),
        account: accountName(lot.accountId),
        transaction: sale.id,
      };
      if (longTermLoss.greaterThan(0))
        say('info', 'loss-after-capital-gain', { ...about, lots: [lot.name] });
      if (!gain.lessThan(0)) continue;
      const others = done.trades.lots.filter(
        (other) =>
          other !== lot &&
          other.securityId === lot.securityId &&
          other.acquired >= addDays(sale.date, -30) &&
          other.acquired <= addDays(sale.date, 30),
      );
      if (others.length > 0) {
        const lots = others.map((other) => other.name);
        say('warning', 'possible-wash-sale', { ...about, lots });
      }
    }
  }
}

type Say = (level: NoticeLevel, code: NoticeCode, about: NoticeSubject) => void;

export function findNotices(done: Work): Notice[] {
  const notices: Notice[] = [];
  const seen = new Set<string>();
  const say: Say = (level, code, about) => {
    const whole = JSON.stringify([level, code, about]);
    if (seen.has(whole)) return;
    seen.add(whole);
    notices.push({ level, code, message: code, about });
  };
  documentNotices(done, say);
  rowNotices(done, say);
  paymentNotices(done, say);
  soldMeanwhileNotices(done, say);
  tooLateNotices(done, say);
  saleNotices(done, say);
  const levels = ['error', 'warning', 'info'];
  return notices.sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      NOTICE_CODES.indexOf(a.code) - NOTICE_CODES.indexOf(b.code) ||
      compareText(JSON.stringify(a.about), JSON.stringify(b.about)),
  );
}
