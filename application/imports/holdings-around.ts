/**
 * How many shares does each account hold before and after an import? A check that a person can make against
 * the broker's own list of positions: a download that begins too late, or a row that is missing, shows there.
 *
 * Example: "AIV, Taxable: 60 shares before, 100 after". Awkward case: an import of old rows: both are of the end
 * of the last year of which the book, with the file, has an entry.
 * Not handled: rows that cannot be taken; while there is a problem nothing is compared.
 */
import { securityLabel, type Facts } from '../../tax/facts/model.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { yearOf } from '../../tax/values/days.ts';
import { formatShares, type Shares } from '../../tax/values/money.ts';
import type { BookContext } from '../session.ts';
import type { ImportPlan } from './plan-import.ts';

interface HoldingsAround {
  readonly account: string;
  readonly security: string;
  /** As decimal numbers of shares. */
  readonly before: string;
  readonly after: string;
}

/** By account and security. */
export const keyOfPosition = (one: {
  readonly accountId: string;
  readonly securityId: string;
}): string => JSON.stringify([one.accountId, one.securityId]);

/** Shares of each position at the end of a year. */
export function sharesIn({ lots }: Pick<YearReport, 'lots'>): ReadonlyMap<string, Shares> {
  const sums = new Map<string, Shares>();
  for (const { accountId, security, shares } of lots) {
    const key = keyOfPosition({ accountId, securityId: security.id });
    sums.set(key, ((sums.get(key) ?? 0n) + shares) as Shares);
  }
  return sums;
}

/** The facts of the book with those of a plan. */
export function withPlan(existing: Facts, plan: ImportPlan): Facts {
  return {
    ...existing,
    accounts: [...existing.accounts, ...plan.accounts],
    securities: [...existing.securities, ...plan.securities],
    transactions: [...existing.transactions, ...plan.transactions],
  };
}

/** Of every position that the rows of a plan touch; by account and security. */
export function holdingsAround(context: BookContext, plan: ImportPlan): HoldingsAround[] {
  const existing = context.facts();
  if (plan.transactions.length === 0 || plan.problems.length > 0) return [];
  const facts = withPlan(existing, plan);
  const year = facts.transactions.reduce((last, { date }) => Math.max(last, yearOf(date)), 0);
  const before = sharesIn(existing.transactions.length === 0 ? { lots: [] } : context.report(year));
  const after = sharesIn(context.compute(facts, year));
  const touched = new Set([
    ...plan.transactions.map(keyOfPosition),
    ...[...after.keys()].filter((key) => before.get(key) !== after.get(key)),
  ]);
  const accounts = new Map(facts.accounts.map(({ id, name }) => [id, name]));
  const securities = new Map(facts.securities.map((one) => [one.id, securityLabel(one)]));
  const none = 0n as Shares;
  return [...touched]
    .map((key) => {
      const [account, security] = JSON.parse(key) as [string, string];
      return {
        account: accounts.get(account) ?? '',
        security: securities.get(security) ?? '',
        before: formatShares(before.get(key) ?? none),
        after: formatShares(after.get(key) ?? none),
      };
    })
    .sort(
      (a, b) =>
        a.account.localeCompare(b.account, 'en') || a.security.localeCompare(b.security, 'en'),
    );
}
