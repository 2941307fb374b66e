/**
 * What does the user read when an entry cannot be carried out? One error for the row; the row is left
 * out wholly and nothing of it is guessed.
 */
import { kindOf, needsPart } from '../facts/entry-kinds.ts';
import type { Choice } from './choose-lots.ts';
import {
  isAcquisition,
  isSale,
  securityLabel,
  type Account,
  type Acquisition,
  type Security,
  type Transaction,
} from '../facts/model.ts';
import { formatShares, fractionOf, isFraction, ONE_SHARE, type Shares } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { isPrintedOf } from './printed-shares.ts';
import {
  transactionSubject,
  type AdmittedTransactions,
  type Position,
  type Trade,
} from '../facts/transactions.ts';
import { firstIndex } from '../values/order.ts';
import { NAMED_LOTS, namesText, sharesText, transactionText } from '../facts/wording.ts';

type Problem = Extract<Choice, { problem: string }>;

/** What there is to take instead, as a clause. */
function heldText(held: Shares, lot: string | null): string {
  if (lot !== null) {
    return held === 0n
      ? `the lot ${lot} has no shares left on that day`
      : `the lot ${lot} has only ${sharesText(held)} on that day`;
  }
  if (held === 0n) return 'none of it is held on that day';
  return `only ${sharesText(held)} of it ${held === ONE_SHARE ? 'is' : 'are'} held on that day`;
}

function headOf(entry: Transaction, account: Account, label: string): string {
  const shares =
    'shares' in entry && entry.shares !== null ? `${sharesText(entry.shares)} of ` : '';
  return `The ${transactionText(entry)} of ${shares}${label} in the account ${account.name} is left out`;
}

/** What else is known of the lot that a refused entry names. */
interface NamedLot {
  /** The acquisition that made a lot of the account. */
  readonly owner: (lot: string) => Transaction | undefined;
  /** Another account in which a lot of that name was acquired, of the same security. */
  readonly elsewhere: (lot: string, securityId: string) => Account | undefined;
  /** The last entry that took shares of it without naming it. */
  readonly takenBy: Transaction | undefined;
  /** All entries of the position, in order. */
  readonly trades: readonly Trade[];
  /** The liquidating distributions of the book: few, where the entries of a position can be very many. */
  readonly liquidations: readonly Trade[];
  /** The lots of the position on the day. */
  readonly held: readonly { readonly name: string }[];
}

/** On a day of more entries nobody puts them in another order by hand. */
const MANY_A_DAY = 100;

/** A purchase of the day of an entry that stands after it, where with it there would be enough. */
function purchaseAfter(
  { held, asked }: { readonly held: Shares; readonly asked: Shares },
  entry: Transaction,
  trades: readonly Trade[],
): Acquisition | undefined {
  const from = firstIndex(trades, ({ transaction }) => transaction.date >= entry.date);
  const to = firstIndex(trades, ({ transaction }) => transaction.date > entry.date);
  if (to - from > MANY_A_DAY) return undefined;
  const ofDay = trades.slice(from, to).map(({ transaction }) => transaction);
  const later = ofDay.slice(ofDay.indexOf(entry) + 1).filter(isAcquisition);
  const all = later.reduce((sum, { shares }) => sum + shares, held as bigint);
  return all >= asked ? later[0] : undefined;
}

const SHARES_OF_THE_DAY =
  ' A liquidating distribution counts for the shares held on its day: if they were sold after the record date, enter it on the last day before the ex-date; if that lies in an earlier year than the payment, it counts in that year, so compare the year with the Form 1099-DIV.';

/** What to do where a lot is named that is not there. */
function lotStep(entry: Transaction, label: string, lots: NamedLot['held']): string {
  if (lots.length === 0)
    return `No lot holds ${label} on that day: correct the day or the account, or enter the missing purchase.`;
  const few = lots.slice(0, NAMED_LOTS).map(({ name }) => name);
  const step = `Name a lot that holds ${label} on that day (${namesText(few, lots.length)})`;
  if (needsPart(entry.action, 'lot')) return `${step}.`;
  const choice = isSale(entry) ? ' to let the method of the account choose' : '';
  return `${step}, or leave the lot empty${choice}.`;
}

/** Whether an entry of the same position has a day up to that of another one. */
function isBefore(one: Transaction, { accountId, date, securityId }: Transaction): boolean {
  return one.accountId === accountId && one.securityId === securityId && one.date <= date;
}

/** Where the shares went with the last liquidating distribution, what can be done about its mark. */
function lastStep(entry: Transaction, liquidations: readonly Trade[]): string {
  const all = liquidations.map(({ transaction }) => transaction);
  const own = all.indexOf(entry);
  const last = (own < 0 ? all : all.slice(0, own)).findLast(
    (one) => one.action === 'liquidation' && one.last === true && isBefore(one, entry),
  );
  if (!last) return '';
  return ` All its shares went with the ${transactionText(last)}, which is marked as the last one: take the mark (last) out of it if more was paid or sold after it.`;
}

/** How the lots of an account are found by their names, and those of the others; and what the book has of liquidations. */
export function lotsByName(
  admitted: Pick<AdmittedTransactions, 'lotOwner' | 'positions' | 'liquidations'>,
  accountId: string,
): Pick<NamedLot, 'owner' | 'elsewhere' | 'liquidations'> {
  const { liquidations, lotOwner, positions } = admitted;
  return {
    liquidations,
    owner: (lot) => lotOwner(accountId, lot),
    elsewhere: (lot, securityId) =>
      positions.find(
        ({ account, security }) =>
          account.id !== accountId &&
          security.id === securityId &&
          lotOwner(account.id, lot)?.securityId === securityId,
      )?.account,
  };
}

export const NO_LOT: NamedLot = {
  owner: () => undefined,
  elsewhere: () => undefined,
  takenBy: undefined,
  trades: [],
  liquidations: [],
  held: [],
};

/** The notice of a refused entry. */
export function saleProblem(
  problem: Problem,
  entry: Transaction,
  account: Account,
  security: Security,
  { owner: lotOwner, elsewhere, takenBy, trades, liquidations, held: lotsHeld }: NamedLot = NO_LOT,
): Notice {
  const label = securityLabel(security);
  const lots = problem.lot === null ? {} : { lots: [problem.lot] };
  const about = transactionSubject(entry, account, security, lots);
  const head = headOf(entry, account, label);
  if (problem.problem === 'oversold') {
    const taken = takenBy
      ? `; the ${transactionText(takenBy)}, which names no lot, took its shares by the method of the account`
      : '';
    const named = takenBy ? `, name the lots of the ${kindOf(takenBy.action).noun}` : '';
    const { held, asked, lot } = problem;
    const later = lot === null ? purchaseAfter(problem, entry, trades) : undefined;
    if (later) {
      const there = held === 0n ? 'none of it is held' : `only ${sharesText(held)} of it are held`;
      const message = `${head}: ${there} before the ${transactionText(later)}, which stands after it on the same day. Put the rows of a day in the order in which they happened, the ${kindOf(later.action).noun} first, or correct the number of shares.`;
      return { level: 'error', code: 'oversold', message, about };
    }
    const printed = isPrintedOf(asked, held)
      ? ` Rounded or cut off, that is ${sharesText(asked)}: if all of them are meant, write ${formatShares(held)}.`
      : '';
    const message = `${head}: ${heldText(held, lot)}${taken}.${printed} ${printed === '' ? 'Correct' : 'If not, correct'} the number of shares${named}, or enter the missing purchase.${held === 0n && lot === null ? lastStep(entry, liquidations) : ''}`;
    return { level: 'error', code: 'oversold', message, about };
  }
  if (problem.problem === 'nothing-held') {
    const message = `${head}: ${heldText(0n as Shares, problem.lot)}. Correct its day or its account, or enter the missing purchase.${lastStep(entry, liquidations) || (entry.action === 'liquidation' ? SHARES_OF_THE_DAY : '')}`;
    return { level: 'error', code: 'nothing-held', message, about };
  }
  const owner = lotOwner(problem.lot);
  const why = !owner
    ? `this account has no lot named ${problem.lot}`
    : owner.securityId !== security.id
      ? `the lot ${problem.lot} holds another security`
      : `the lot ${problem.lot} was only acquired later, on ${owner.date}`;
  const other = owner ? undefined : elsewhere(problem.lot, security.id);
  const message = other
    ? `${head}: ${why}, and the account ${other.name} has one. Write ${other.name} as the account, or correct the lot.`
    : `${head}: ${why}. ${lotStep(entry, label, lotsHeld)}`;
  return { level: 'error', code: 'unknown-lot', message, about };
}

/** The notice of an action that leaves too little for all lots of a position. */
export function tooFineProblem(entry: Transaction, { account, security }: Position): Notice {
  const label = securityLabel(security);
  return {
    level: 'error',
    code: 'invalid-transaction',
    message: `${headOf(entry, account, label)}: at its ratio all new shares together are too few for its lots, less than a hundred-millionth of a share for one of them. Correct the ratio, or enter a sale of the smallest lot before it.`,
    about: transactionSubject(entry, account, security, namedLot(entry)),
  };
}

/** What the ratio gives, and what to do; after a colon. */
function whyNoFraction(fraction: Shares, newShares: Shares): string {
  const asked = sharesText(fraction);
  const rest = fractionOf(newShares);
  if (fraction !== 0n && !isFraction(fraction)) {
    const ofWhich = rest === 0n ? '' : `, of which ${sharesText(rest)} are the fraction`;
    return `${asked} are no fraction, which is less than one share. What are the ${asked}? If they are the new shares (by the ratio ${sharesText(newShares)}${ofWhich}), leave the number of shares empty; if whole shares were paid in cash, enter a sale of them.`;
  }
  const what =
    fraction > newShares
      ? `a fraction of ${asked} is more than the new shares, ${sharesText(newShares)}`
      : `the new shares are ${sharesText(newShares)}, with no fraction`;
  return `${what}. Enter the fraction that was paid in cash, or take the amount out.`;
}

/** The notice of cash for a fraction that is not there, or that is no fraction. */
function fractionProblem(
  entry: Transaction,
  account: Account,
  security: Security,
  fraction: Shares,
  newShares: Shares,
): Notice {
  const label = securityLabel(security);
  const last = whyNoFraction(fraction, newShares);
  return {
    level: 'error',
    code: 'no-fraction',
    message: `The cash for a fraction in the ${transactionText(entry)} of ${label} in the account ${account.name} is left out: ${last}`,
    about: transactionSubject(entry, account, security, namedLot(entry)),
  };
}

function namedLot(entry: Transaction): { readonly lots?: readonly string[] } {
  return 'lot' in entry && entry.lot !== null ? { lots: [entry.lot] } : {};
}

/** The notice of cash for a stated fraction that is not the one that the ratio leaves. */
function fractionDoubt(
  entry: Transaction,
  account: Account,
  security: Security,
  fraction: Shares,
  newShares: Shares,
): Notice {
  const label = securityLabel(security);
  const [stated, rest] = [formatShares(fraction), fractionOf(newShares)];
  const left = rest === 0n ? 'with no fraction' : `of which the fraction is ${formatShares(rest)}`;
  const step = rest === 0n ? '' : ` If ${formatShares(rest)}, leave the number of shares empty.`;
  return {
    level: 'warning',
    code: 'no-fraction',
    message: `The cash for a fraction in the ${transactionText(entry)} of ${label} in the account ${account.name} is taken as that for ${stated} shares, as the entry says; by the ratio they become ${sharesText(newShares)}, ${left}. Which is right?${step} If the ratio (new shares for old ones) or what is held before it is wrong, correct that.`,
    about: transactionSubject(entry, account, security, namedLot(entry)),
  };
}

/**
 * What is said of a fraction that cash was paid for: an error where it is none, a warning where it is stated and
 * the ratio leaves another one (`isLeft` is false); undefined where all fits.
 */
export function fractionNotice(
  entry: Transaction,
  { account, security }: { readonly account: Account; readonly security: Security },
  fraction: Shares,
  newShares: Shares,
  isLeft: boolean,
): Notice | undefined {
  if (fraction === 0n || fraction > newShares || !isFraction(fraction)) {
    return fractionProblem(entry, account, security, fraction, newShares);
  }
  return isLeft ? undefined : fractionDoubt(entry, account, security, fraction, newShares);
}
