/**
 * Can an entry be used at all, whatever else is in the book? A clause for a sentence, or undefined.
 *
 * Source: the calculation's sections 7 and 8: what each kind of entry needs.
 * Example: a split of 0 for 1 leaves nobody with shares: "its ratio has a number that is not above zero".
 * Awkward case: proceeds below zero are possible, where fees are above the price.
 */
import { isAcquisition, isSale, type Sale, type Transaction } from './model.ts';
import type { Ratio } from './model.ts';
import { parseRate } from '../values/money.ts';

const HUNDRED_PERCENT = parseRate('100') ?? 0n;

/** Why an entry cannot be used by itself; undefined when it can. */
export function entryProblem(transaction: Transaction): string | undefined {
  if (isAcquisition(transaction)) {
    if (transaction.shares <= 0n) return NO_SHARES_ASKED;
    if (transaction.amount < 0n) return 'its cost is negative';
    if (transaction.acquired !== null && transaction.acquired > transaction.date) {
      return 'the day of acquisition lies after it';
    }
    return undefined;
  }
  if (isSale(transaction)) {
    return transaction.shares <= 0n ? NO_SHARES_ASKED : pickProblem(transaction);
  }
  switch (transaction.action) {
    case 'gift':
      return transaction.shares <= 0n ? NO_SHARES_ASKED : undefined;
    case 'dividend':
      return transaction.amount < 0n ? 'its amount is negative' : undefined;
    case 'transfer':
      if (transaction.shares !== null && transaction.shares <= 0n) return NO_SHARES_ASKED;
      return transaction.toAccountId === transaction.accountId
        ? 'it goes to the account that it comes from'
        : undefined;
    case 'split':
      return conversionProblem(transaction);
    case 'exchange':
      if (transaction.shares !== null && transaction.shares <= 0n) return NO_SHARES_ASKED;
      return conversionProblem(transaction) ?? sameSecurity(transaction);
    case 'spin-off':
      if (transaction.percent < 0n || transaction.percent > HUNDRED_PERCENT) {
        return 'the part of the basis is not between 0 and 100 percent';
      }
      return conversionProblem(transaction) ?? sameSecurity(transaction);
    default:
      return undefined;
  }
}

const NO_SHARES_ASKED = 'its number of shares is not above zero';

function sameSecurity(entry: { securityId: string; toSecurityId: string }): string | undefined {
  return entry.securityId === entry.toSecurityId ? 'both securities are the same' : undefined;
}

function conversionProblem(entry: {
  ratio: Ratio;
  amount: bigint;
  cashShares: bigint | null;
}): string | undefined {
  if (entry.ratio.newShares <= 0n || entry.ratio.oldShares <= 0n) {
    return 'its ratio has a number that is not above zero';
  }
  if (entry.amount < 0n) return 'the cash for a fraction is negative';
  if (entry.cashShares !== null && entry.cashShares < 0n) return 'the fraction is negative';
  return undefined;
}

function pickProblem({ lot, picks, shares }: Sale): string | undefined {
  if (picks.length === 0) return undefined;
  if (lot !== null) return 'it names one lot and picks several';
  let sum = 0n;
  const names = new Set<string>();
  for (const pick of picks) {
    if (pick.shares <= 0n) return `it takes no shares of the lot ${pick.lot}`;
    if (names.has(pick.lot)) return `it names the lot ${pick.lot} twice`;
    names.add(pick.lot);
    sum += pick.shares;
  }
  return sum === shares ? undefined : 'the shares of its lots do not add up to its own';
}
