/**
 * Which entries of a security rest on terms that their issuer calls an estimate?
 *
 * Authority: the calculation's section 8: terms are versioned as allocations are, and an estimate is one of
 * their statuses (section 1): what it says can still be another.
 * Example: a spin-off of 2019-10-01 by an estimate of 12.34%: the years 2019 of both securities wait for the
 * final terms, and with them every later year whose basis rests on these.
 * Not handled: an entry that was typed in; it is the holder's own.
 */
import { yearOf } from '../values/days.ts';
import type { Facts, Transaction } from './model.ts';

interface Estimated {
  /** What the terms are called. */
  readonly name: string;
  /** The first entry of the year that they made. */
  readonly entry: Transaction;
}

/** One for each terms, in the order of the facts. */
export function estimatedIn(
  { transactions, estimates = [] }: Facts,
  securityId: string,
  year: number,
): readonly Estimated[] {
  if (estimates.length === 0) return [];
  const names = new Map(estimates.map(({ entryId, name }) => [entryId, name]));
  const found = new Map<string, Estimated>();
  for (const entry of transactions) {
    const name = names.get(entry.id);
    if (name === undefined || found.has(name) || yearOf(entry.date) !== year) continue;
    const isOf =
      entry.securityId === securityId ||
      ('toSecurityId' in entry && entry.toSecurityId === securityId);
    if (isOf) found.set(name, { name, entry });
  }
  return [...found.values()];
}
