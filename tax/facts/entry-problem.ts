/**
 * Can an entry be used at all, whatever else is in the book? A clause for a sentence, or undefined.
 *
 * Source: the calculation's sections 7 and 8: what each kind of entry needs.
 * Example: a split of 0 for 1 leaves nobody with shares: "its ratio has a number that is not above zero".
 * Awkward case: proceeds below zero are possible, where fees are above the price.
 */
import { kindOf } from './entry-kinds.ts';
import {
  isAcquisition,
  isSale,
  type Acquisition,
  type Ratio,
  type Sale,
  type Transaction,
  type UndistributedGain,
} from './model.ts';
import { parseRate, type Rate } from '../values/money.ts';

const HUNDRED_PERCENT = parseRate('100') ?? 0n;

/** Why an entry cannot be used by itself; undefined when it can. Each part that it has is looked at. */
export function entryProblem(transaction: Transaction): string | undefined {
  // Nearly all entries of a long list are of these kinds.
  if (isAcquisition(transaction)) return acquisitionProblem(transaction);
  if ('percent' in transaction && !isPercent(transaction.percent)) {
    return 'the part of the basis is not between 0 and 100 percent';
  }
  if ('shares' in transaction && transaction.shares !== null && transaction.shares <= 0n) {
    return NO_SHARES_ASKED;
  }
  if (isSale(transaction)) return pickProblem(transaction);
  if ('ratio' in transaction) {
    const problem = conversionProblem(transaction);
    if (problem !== undefined) return problem;
  } else if (
    'amount' in transaction &&
    transaction.amount < 0n &&
    !kindOf(transaction.action).mayBeTakenBack
  ) {
    return 'its amount is negative';
  }
  return furtherProblem(transaction) ?? targetProblem(transaction);
}

function furtherProblem(entry: Transaction): string | undefined {
  switch (entry.action) {
    case 'exchange':
      if ((entry.cash ?? 0n) < 0n) return 'its cash per share is negative';
      if ((entry.valuePerShare ?? 0n) < 0n) return 'its value of a share is negative';
      return entry.dividend === true && (entry.cash ?? 0n) === 0n
        ? 'it has no cash that could be a dividend'
        : undefined;
    case 'liquidation':
      if (entry.toSecurityId === undefined)
        return entry.shares === null
          ? undefined
          : 'it was paid in cash, so that no shares came in: leave the number of shares empty, or say which security was received';
      return entry.shares === null ? 'it has a security and no number of its shares' : undefined;
    case 'undistributed-gain':
      return keptGainProblem(entry);
    case 'average-basis':
      if (entry.last && entry.confirmed) return 'it ends averaging, so it has no conditions';
      if (entry.acquired === null) return undefined;
      if (entry.last) return 'it ends averaging, so it has no day of acquisition';
      return entry.acquired > entry.date ? 'the day of acquisition lies after it' : undefined;
    default:
      return undefined;
  }
}

function keptGainProblem(entry: UndistributedGain): string | undefined {
  const { amount, tax, unrecaptured1250 = 0n, section1202 = 0n, collectibles28 = 0n } = entry;
  if (tax < 0n) return 'its tax is negative';
  if (tax > amount) return 'its tax is more than the gain';
  const parts = [unrecaptured1250, section1202, collectibles28];
  if (parts.some((part) => part < 0n)) return 'a part of its gain is negative';
  if (unrecaptured1250 + section1202 + collectibles28 <= amount) return undefined;
  const named = Object.entries({ unrecaptured1250, section1202, collectibles28 })
    .filter(([, part]) => part > 0n)
    .map(([column]) => column);
  return named.length === 1
    ? `the part of its gain in ${named.join('')} is more than all of it, its amount`
    : `the parts of its gain in ${named.slice(0, -1).join(', ')} and ${named.at(-1) ?? ''} are together more than all of it, its amount`;
}

/** The same of an acquisition, for who knows that it is one. */
export function acquisitionProblem({
  shares,
  amount,
  acquired,
  date,
  value,
}: Acquisition): string | undefined {
  if (shares <= 0n) return NO_SHARES_ASKED;
  if (amount !== null && amount < 0n) return 'its cost is negative';
  if (value !== undefined && value < 0n) return 'its market value is negative';
  return acquired !== null && acquired > date ? 'the day of acquisition lies after it' : undefined;
}

function isPercent(percent: Rate): boolean {
  return percent >= 0n && percent <= HUNDRED_PERCENT;
}

const NO_SHARES_ASKED = 'its number of shares is not above zero';

function targetProblem(entry: Transaction): string | undefined {
  if ('toAccountId' in entry && entry.toAccountId === entry.accountId) {
    return 'it goes to the account that it comes from';
  }
  return 'toSecurityId' in entry && entry.toSecurityId === entry.securityId
    ? 'both securities are the same'
    : undefined;
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
