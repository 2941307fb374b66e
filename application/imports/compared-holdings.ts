/**
 * Does what the file itself lists as held agree with what its rows leave in the book?
 *
 * Each position that the file lists, or counts on beside its records, is held against the shares that the book
 * would have on that day. A difference is to be looked at before anything is taken: a download that begins too
 * late, or a row that is missing, shows there.
 *
 * Example: the file lists 80.9 shares of EQR, and its rows leave 60.9: 20 are missing.
 * Awkward case: the book has later rows than the file; then the shares of the file's last day count.
 * Not handled: positions of securities that neither the file's rows nor the book have.
 */
import { listAllIdentifiers } from '../../db/securities.ts';
import type { StatedHolding } from '../../formats/accounts/history.ts';
import { knownSecurities } from '../../resources/reference.ts';
import { securityLabel, type Facts } from '../../tax/facts/model.ts';
import { counted } from '../../tax/facts/wording.ts';
import { parseDay, yearOf, type Day } from '../../tax/values/days.ts';
import { formatShares, parseShares, type Shares } from '../../tax/values/money.ts';
import { SecurityResolver } from '../identity/resolve-security.ts';
import type { BookContext } from '../session.ts';
import { keyOfPosition, sharesIn, withPlan } from './holdings-around.ts';
import type { ImportPlan } from './plan-import.ts';
import { DEFAULT_ACCOUNT } from './plan-import.ts';
import type { AccountNames } from './same-account.ts';

/** As many days of the past as are worked out for one file. */
const MOST_DAYS = 12;

export interface ComparedHolding {
  readonly line: number;
  /** The day for which the book is worked out: no later than the last row of the file. */
  readonly date: Day;
  /** The day of which the file says it. */
  readonly statedOn: Day;
  readonly account: string;
  readonly security: string;
  /** What the file says, and what the book would have, in shares. */
  readonly stated: Shares;
  readonly after: Shares;
}

const NONE = 0n as Shares;

interface Located extends ComparedHolding {
  readonly key: string;
}

/** The account of a position: its own name, or that of the file where it has one alone. */
function accountOf(
  name: string | null,
  facts: Facts,
  plan: ImportPlan,
  names: AccountNames,
): Facts['accounts'][number] | undefined {
  const of = [...plan.transactions, ...plan.already.map(({ entry }) => entry)];
  const ids = new Set(of.map(({ accountId }) => accountId));
  const own = name ?? DEFAULT_ACCOUNT;
  const called = Object.hasOwn(names, own) ? names[own] : own;
  const named = facts.accounts.find((account) => account.name === called);
  if (named !== undefined || name !== null) return named;
  return ids.size === 1 ? facts.accounts.find(({ id }) => ids.has(id)) : undefined;
}

/** The positions that the file lists, beside what the book would have; nothing is asked of others. */
export function comparedHoldings(
  context: BookContext,
  plan: ImportPlan,
  stated: readonly StatedHolding[],
  names: AccountNames,
): readonly ComparedHolding[] {
  if (stated.length === 0 || plan.problems.length > 0) return [];
  const facts = withPlan(context.facts(), plan);
  const lastDay = [...plan.transactions, ...plan.already.map(({ entry }) => entry), ...plan.claims]
    .map(({ date }) => date)
    .reduce<Day | undefined>(
      (last, date) => (last === undefined || date > last ? date : last),
      undefined,
    );
  if (lastDay === undefined) return [];
  const securities = new SecurityResolver(
    facts.securities,
    knownSecurities,
    () => 'new',
    listAllIdentifiers(context.book),
  );
  const located = stated.flatMap(
    ({ line, date, account: name, security: text, shares }): Located[] => {
      const account = accountOf(name, facts, plan, names);
      const day = parseDay(date ?? '') ?? lastDay;
      const security = securities.resolve(text, day);
      const count = parseShares(shares);
      if (account === undefined || 'problem' in security || count === undefined) return [];
      const key = keyOfPosition({ accountId: account.id, securityId: security.value.id });
      const label = securityLabel(security.value);
      const until = day < lastDay ? day : lastDay;
      const position = { line, date: until, statedOn: day, account: account.name, security: label };
      return [{ ...position, stated: count, after: NONE, key }];
    },
  );
  return withShares(context, facts, located);
}

/** The shares of each position on its day: at the end where nothing comes later, else worked out for the day. */
function withShares(
  context: BookContext,
  facts: Facts,
  located: readonly Located[],
): readonly ComparedHolding[] {
  const newest = new Map<string, Day>();
  for (const entry of facts.transactions) {
    const key = keyOfPosition(entry);
    const day = newest.get(key);
    if (day === undefined || entry.date > day) newest.set(key, entry.date);
  }
  const ends = new Map<Day | null, ReadonlyMap<string, Shares>>();
  const sharesOn = (day: Day | null): ReadonlyMap<string, Shares> | undefined => {
    const known = ends.get(day);
    if (known !== undefined || ends.size > MOST_DAYS) return known;
    const transactions =
      day === null ? facts.transactions : facts.transactions.filter(({ date }) => date <= day);
    const year = transactions.reduce((last, { date }) => Math.max(last, yearOf(date)), 0);
    const shares = sharesIn(context.compute({ ...facts, transactions }, year));
    ends.set(day, shares);
    return shares;
  };
  return located.flatMap(({ key, ...one }) => {
    const shares = sharesOn((newest.get(key) ?? one.date) > one.date ? one.date : null);
    // Of a security that nothing here is about, the book says nothing either.
    const isKnown = newest.has(key) || shares?.has(key) === true;
    return shares === undefined || !isKnown ? [] : [{ ...one, after: shares.get(key) ?? NONE }];
  });
}

/** Where the two differ, as a sentence with both numbers; null where they agree. */
export function differenceText({
  account,
  security,
  date,
  statedOn,
  stated,
  after,
}: ComparedHolding): string | null {
  if (stated === after) return null;
  const shares = (count: bigint) =>
    `${formatShares(count as Shares)} ${formatShares(count as Shares) === '1' ? 'share' : 'shares'}`;
  const missing = stated > after;
  return `The file says that ${shares(stated)} of ${security} are held in ${account} on ${statedOn}; with its rows${statedOn === date ? '' : `, the last of ${date},`} the book has ${formatShares(after)}, ${formatShares((missing ? stated - after : after - stated) as Shares)} ${missing ? 'fewer' : 'more'}. ${
    missing
      ? 'Shares that came before the file begins, or a row, are missing: download the history from the beginning, or enter them first.'
      : 'A sale, or shares that left, may be missing: download the whole history, or look at the rows.'
  }`;
}

/** How many positions agree, for a person; null where the file lists none. */
export function agreementText(compared: readonly ComparedHolding[]): string | null {
  if (compared.length === 0) return null;
  const same = compared.filter(({ stated, after }) => stated === after).length;
  const all = compared.length;
  return same === all
    ? `the file's own list of holdings agrees in ${counted(all, 'position')}`
    : `the file's own list of holdings agrees in ${same} of ${counted(all, 'position')}`;
}
