/**
 * What cash came in that no document explains, and what does a document say otherwise? (section 10)
 *
 * Example: dividends of $30.00 and $31.00 in a year without a document: $61.00 whose character is
 * not known. Awkward case: a reinvestment on the day of a dividend is that dividend, not more cash.
 */
import { yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { isAcquisition, securityLabel } from '../facts/model.ts';
import type { Account, Acquisition, Dividend, Security } from '../facts/model.ts';
import type { ProvisionalCash } from '../lots/figures.ts';
import { dollarsOf, sum, toCents } from './decimals.ts';
import { at, compareText } from './present.ts';
import type { Replay } from './replay.ts';
import { versionsOf } from './rows.ts';
import type { Row } from './rows.ts';

interface Book {
  readonly account: Account;
  readonly security: Security;
  /** Of the year. */
  readonly dividends: readonly Dividend[];
  readonly reinvestments: readonly Acquisition[];
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
          yearOf(entry.date) === taxYear,
      );
      books.push({
        account,
        security,
        dividends: entries.filter((entry) => entry.action === 'dividend'),
        reinvestments: entries.filter(isAcquisition).filter(({ action }) => action === 'reinvest'),
      });
    }
  }
  return books.sort(
    (a, b) =>
      compareText(a.account.name, b.account.name) ||
      compareText(securityLabel(a.security), securityLabel(b.security)),
  );
}

export function provisionalOf(replay: Replay): ProvisionalCash[] {
  const { facts, taxYear } = replay.ledger;
  const found: ProvisionalCash[] = [];
  for (const { account, security, dividends, reinvestments } of booksOf(replay)) {
    if (versionsOf(facts, security.id, taxYear).length > 0) continue;
    const isSaid = (day: Day): boolean => dividends.some((dividend) => dividend.date === day);
    const counted = [...dividends, ...reinvestments.filter(({ date }) => !isSaid(date))];
    if (counted.length === 0) continue;
    found.push({
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      cash: toCents(sum(counted.map((entry) => dollarsOf(entry.amount)))),
      entries: counted.length,
    });
  }
  return found;
}

function ledgerRowsOn({ ledger }: Replay, { security }: Book, day: Day): readonly Row[] {
  return ledger.rows.filter(
    (row) => row.security === security && row.distribution.payableDate === day,
  );
}

/** Dividends of one day that differ from what the documents let be paid on it: the first of each. */
export function differingDividends(replay: Replay): { first: Dividend; book: Book }[] {
  const { facts, taxYear, payments } = replay.ledger;
  const found: { first: Dividend; book: Book }[] = [];
  for (const book of booksOf(replay)) {
    if (versionsOf(facts, book.security.id, taxYear).length === 0) continue;
    for (const day of new Set(book.dividends.map((dividend) => dividend.date))) {
      const ofDay = book.dividends.filter((dividend) => dividend.date === day);
      const paid = payments.filter(
        ({ row, account }) =>
          row.taxYear === taxYear &&
          account === book.account &&
          row.security === book.security &&
          row.distribution.payableDate === day,
      );
      const said = sum(ofDay.map((dividend) => dollarsOf(dividend.amount)));
      const isSame = paid.length > 0 && sum(paid.map(({ cash }) => cash)).equals(said);
      const elsewhere = ledgerRowsOn(replay, book, day).some(
        ({ taxYear: year, distribution: { amountPerShare, allocablePerShare } }) =>
          year !== taxYear || amountPerShare !== allocablePerShare,
      );
      if (!isSame && !elsewhere) found.push({ first: at(ofDay, 0), book });
    }
  }
  return found;
}
