/**
 * What cash came in that no document explains, and what does a document say otherwise? (section 10)
 *
 * Example: dividends of $30.00 and $31.00 in a year without a document: $61.00 whose character is
 * not known. Awkward case: a reinvestment on the day of a dividend is that dividend, not more cash.
 */
import { yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { securityLabel } from '../facts/model.ts';
import type { Account, Bought, Dividend, Security } from '../facts/model.ts';
import type { ProvisionalCash } from '../lots/figures.ts';
import { sum, toCents } from './decimals.ts';
import type { SlowPayment } from './payments.ts';
import { compareText } from './present.ts';
import {
  allIncomes,
  cameInBy,
  incomesOf,
  incomesOfYear,
  isPaid,
  isWithinTwoWeeks,
  placed,
} from './receipts.ts';
import type { Income } from './receipts.ts';
import type { Replay } from './replay.ts';
import { versionsOf } from './rows.ts';

interface Book {
  readonly account: Account;
  readonly security: Security;
  /** Of the year and the year before. */
  readonly dividends: readonly Dividend[];
  readonly reinvestments: readonly Bought[];
}

/** By account name, then security label. */
function booksOf({ admitted, ledger }: Replay): Book[] {
  const { facts, taxYear } = ledger;
  const books: Book[] = [];
  for (const account of facts.accounts) {
    for (const security of facts.securities) {
      const entries = admitted.entries.filter(
        (entry) =>
          entry.accountId === account.id &&
          entry.securityId === security.id &&
          [taxYear - 1, taxYear].includes(yearOf(entry.date)),
      );
      books.push({
        account,
        security,
        dividends: entries.filter((entry) => entry.action === 'dividend'),
        reinvestments: entries.filter((one): one is Bought => one.action === 'reinvest'),
      });
    }
  }
  return books.sort(
    (a, b) =>
      compareText(a.account.name, b.account.name) ||
      compareText(securityLabel(a.security), securityLabel(b.security)),
  );
}

function paymentsTo({ ledger }: Replay, { account, security }: Book): SlowPayment[] {
  return ledger.payments.filter(
    (payment) =>
      payment.account === account &&
      payment.row.security === security &&
      payment.row.taxYear <= ledger.taxYear,
  );
}

export function provisionalOf(replay: Replay): ProvisionalCash[] {
  const { facts, taxYear } = replay.ledger;
  const found: ProvisionalCash[] = [];
  for (const book of booksOf(replay)) {
    const { account, security, dividends, reinvestments } = book;
    if (versionsOf(facts, security.id, taxYear).length > 0) continue;
    const incomes = allIncomes(dividends, reinvestments);
    const { none } = placed(incomes, paymentsTo(replay, book), false);
    const unknown = incomesOfYear(none, taxYear).filter((income) => !cameInBy(income).isZero());
    if (unknown.length === 0) continue;
    found.push({
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      cash: toCents(sum(unknown.map(cameInBy))),
      entries: unknown.flatMap(({ entries }) => entries).length,
    });
  }
  return found;
}

/** Whether a payment of such a day counts later, or only in part: then its cash says nothing. */
function isInSeveralYears(
  { ledger }: Replay,
  { security }: Book,
  isOf: (payable: Day) => boolean,
): boolean {
  return ledger.rows.some(
    ({
      security: its,
      taxYear,
      distribution: { payableDate, amountPerShare, allocablePerShare },
    }) =>
      its === security &&
      isOf(payableDate) &&
      (taxYear > ledger.taxYear || amountPerShare !== allocablePerShare),
  );
}

/** Dividends that differ from what the documents let be paid: the first of each payment or day. */
export function differingDividends(replay: Replay): { income: Income; book: Book }[] {
  const { facts, taxYear } = replay.ledger;
  const found: { income: Income; book: Book }[] = [];
  for (const book of booksOf(replay)) {
    const isKnown = versionsOf(facts, book.security.id, taxYear).length > 0;
    const { paid, none } = placed(incomesOf(book.dividends), paymentsTo(replay, book), isKnown);
    for (const one of paid) {
      if (isPaid(one) || isInSeveralYears(replay, book, (day) => day === one.day)) continue;
      const [income] = incomesOfYear(one.incomes, taxYear);
      if (income) found.push({ income, book });
    }
    for (const income of isKnown ? incomesOfYear(none, taxYear) : []) {
      if (cameInBy(income).isZero()) continue;
      if (isInSeveralYears(replay, book, (day) => isWithinTwoWeeks(day, income.day))) continue;
      found.push({ income, book });
    }
  }
  return found;
}
