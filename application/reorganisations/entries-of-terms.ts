/**
 * Which entries of the facts are the event that terms are of, made by them or typed in?
 *
 * Example: the terms of a spin-off of 2019-10-01: the spin-offs of that day to the same security, one in each
 * account. Of two versions an entry goes with the one that counts.
 * Awkward case: what took effect before the trading of a day with trades is entered for the day before.
 * Not handled: a purchase that stands for shares of a dividend; its number of shares alone tells it.
 */
import type { Facts, Transaction } from '../../tax/facts/model.ts';
import { addDays } from '../../tax/values/days.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { POSTED_WITHIN } from './held-before.ts';
import { securitiesOf } from './plan-terms.ts';
import { isBehind } from './versions.ts';

export interface TermsEntry {
  readonly terms: ReorganisationTerms;
  readonly entry: Transaction;
}

/** In the order of the facts. */
export function entriesOf(
  facts: Facts,
  all: readonly ReorganisationTerms[],
): readonly TermsEntry[] {
  const found = new Map<string, TermsEntry>();
  for (const terms of all) {
    const { from, to } = securitiesOf(facts, terms, { identifiers: [] });
    if (from === undefined) continue;
    for (const entry of facts.transactions) {
      if (!isOf(entry, terms, from, to)) continue;
      const other = found.get(entry.id);
      if (other === undefined || !isBehind(terms, other.terms))
        found.set(entry.id, { terms, entry });
    }
  }
  return found.size === 0 ? [] : facts.transactions.flatMap(({ id }) => found.get(id) ?? []);
}

function isOf(
  entry: Transaction,
  { kind, date }: ReorganisationTerms,
  from: string,
  to: string | undefined,
): boolean {
  if (entry.action !== kind) return false;
  if (entry.date < addDays(date, -1) || entry.date > addDays(date, POSTED_WITHIN)) return false;
  if (kind === 'in-kind') return entry.securityId === to;
  return entry.securityId === from && (!('toSecurityId' in entry) || entry.toSecurityId === to);
}
