/**
 * Which rows of a history need shares that were there before it begins?
 *
 * The next step is to say what was held, not to change the file. Where the entries before are purchases and sales
 * alone, the number that is missing is theirs to tell.
 *
 * Example: 50 shares are sold, and 2.5874 came before: 47.4126 are missing.
 * A payment of a security of which nothing is held says the same; its rows can be taken all the same, so it is told.
 * Awkward case: a split before the sale: how many shares are missing is left to the person.
 */
import { questionOfBefore } from '../../formats/accounts/held-before.ts';
import type { HistoryQuestion } from '../../formats/accounts/history.ts';
import type { ImportProblem } from '../../formats/transactions-csv.ts';
import type { BrokerClaim } from '../../tax/facts/broker-claim.ts';
import { kindOf, makesLot } from '../../tax/facts/entry-kinds.ts';
import { isSale, securityLabel, type Facts, type Transaction } from '../../tax/facts/model.ts';
import { sharesText } from '../../tax/facts/wording.ts';
import type { Day } from '../../tax/values/days.ts';
import { formatMoney, formatShares, type Shares } from '../../tax/values/money.ts';
import type { Doubt } from './doubts.ts';

type Position = Pick<Transaction, 'accountId' | 'securityId'>;

const isOf = (one: Position, other: Position): boolean =>
  one.accountId === other.accountId && one.securityId === other.securityId;

/** How many shares are missing; undefined where the entries before do more than buy and sell. */
function missingShares(entry: Transaction, all: readonly Transaction[]): Shares | undefined {
  if (!('shares' in entry) || entry.shares === null) return undefined;
  let held = 0n;
  for (const each of all) {
    const isBefore = each.date < entry.date || each === entry;
    const comesHere = 'toAccountId' in each && each.toAccountId === entry.accountId;
    if (!isBefore || each.securityId !== entry.securityId) continue;
    if (each === entry) break;
    if (!isOf(each, entry) && !comesHere) continue;
    if (!('shares' in each) || each.shares === null) return undefined;
    if (makesLot(each.action)) held += each.shares;
    else if (isSale(each) && each.shares <= held) held -= each.shares;
    else if (!isSale(each)) return undefined;
  }
  return held < entry.shares ? ((entry.shares - held) as Shares) : undefined;
}

function questionOf(
  entry: Transaction,
  facts: Facts,
  inOrder: readonly Transaction[],
): HistoryQuestion {
  const security = facts.securities.find(({ id }) => id === entry.securityId);
  const account = facts.accounts.find(({ id }) => id === entry.accountId);
  const label = security === undefined ? '' : securityLabel(security);
  const missing = missingShares(entry, inOrder);
  const needs =
    missing === undefined
      ? 'needs shares that nothing before it brings'
      : `needs ${sharesText(missing)} more than there are before it`;
  const text = `The ${kindOf(entry.action).noun} of ${label} on ${entry.date} ${needs}. When were the shares acquired that were held before this file begins, and for how much?`;
  return questionOfBefore(entry.sourceLine ?? 1, text, {
    security: label,
    account: account?.name ?? '',
    ...(missing === undefined ? {} : { shares: formatShares(missing) }),
  });
}

/** The problems that are none where it is said what was held before, as questions; and all others. */
export function askedOfBefore(
  problems: readonly ImportProblem[],
  facts: Facts,
): { readonly questions: readonly HistoryQuestion[]; readonly problems: readonly ImportProblem[] } {
  if (!problems.some(({ lacksShares }) => lacksShares !== undefined)) {
    return { questions: [], problems };
  }
  const inOrder = facts.transactions.toSorted((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  );
  const entries = new Map(facts.transactions.map((entry) => [entry.id, entry]));
  const first = new Map<string, HistoryQuestion>();
  const others = problems.filter((problem) => {
    const entry = entries.get(problem.lacksShares ?? '');
    if (entry === undefined || problem.line === null) return true;
    const key = keyOf(entry);
    // With what was held before the first, the later ones may fit.
    if (!first.has(key)) first.set(key, questionOf(entry, facts, inOrder));
    return false;
  });
  return { questions: others.length > 0 ? [] : [...first.values()], problems: others };
}

/** A position as claims and entries are looked up by it. */
const keyOf = ({ accountId, securityId }: Position): string => `${accountId} ${securityId}`;

/** On which day each position first has an entry. */
function firstDays({ transactions }: Facts): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  const note = (position: Position, date: string): void => {
    const known = days.get(keyOf(position));
    if (known === undefined || date < known) days.set(keyOf(position), date);
  };
  for (const each of transactions) {
    const { securityId, date } = each;
    const accountId = 'toAccountId' in each ? each.toAccountId : each.accountId;
    note({ accountId: each.accountId, securityId }, date);
    note({ accountId, securityId }, date);
    if ('toSecurityId' in each && each.toSecurityId !== undefined) {
      note({ accountId, securityId: each.toSecurityId }, date);
    }
  }
  return days;
}

/** Payments of which nothing is held before them, by position: earlier purchases are missing. */
export function paidBeforeHeld(
  claims: readonly BrokerClaim[],
  facts: Facts,
  idOf: (security: string, day: Day) => string | undefined,
): readonly Doubt[] {
  if (claims.length === 0) return [];
  const first = firstDays(facts);
  const told = new Set<string>();
  // Where the first payment of a name finds its shares, the later ones do.
  const earliest = new Map<string, BrokerClaim>();
  for (const claim of claims) {
    const { kind, flags, amount, accountId, security } = claim;
    if (kind === 'paymentInLieu' || amount <= 0n) continue;
    if (flags.includes('priorYear') || flags.includes('reversal')) continue;
    const key = `${accountId} ${security}`;
    const known = earliest.get(key);
    if (known === undefined || claim.date < known.date) earliest.set(key, claim);
  }
  const inOrder = [...earliest.values()].toSorted((a, b) => a.line - b.line);
  return inOrder.flatMap(({ accountId, security, date, amount, line }) => {
    const key = keyOf({ accountId, securityId: idOf(security, date) ?? security });
    const since = first.get(key);
    if (told.has(key) || (since !== undefined && since < date)) return [];
    told.add(key);
    const account = facts.accounts.find(({ id }) => id === accountId)?.name ?? '';
    const message = `${security} paid $${formatMoney(amount)} on ${date}, and the account ${account} has no share of it before that day: what was bought before the file begins is missing, and its years count too little. Enter those purchases, or download the history from its beginning.`;
    return [{ line, message }];
  });
}
