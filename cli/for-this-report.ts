/**
 * What the command line says of a book's accounts for one report, without changing the book: which
 * of them are tax-deferred, and how lots are chosen for sales that name none.
 */
import type { Facts, LotMethod } from '../tax/facts/model.ts';

interface AccountOptions {
  /** Names of accounts that are tax-deferred, besides those that the book says are. */
  readonly taxDeferred: readonly string[];
  /** The method of all accounts on all days; null leaves each its own. */
  readonly method: LotMethod | null;
}

/** The facts as they count for this report. */
export function forThisReport(facts: Facts, { taxDeferred, method }: AccountOptions): Facts {
  if (taxDeferred.length === 0 && method === null) return facts;
  return {
    ...facts,
    accounts: facts.accounts.map((account) => ({
      ...account,
      taxDeferred: account.taxDeferred || taxDeferred.includes(account.name),
      ...(method === null ? {} : { method, methodChanges: [] }),
    })),
  };
}
