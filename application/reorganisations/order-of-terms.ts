/**
 * Which splits, spin-offs and exchanges of a security took effect on one day, so that the figures rest on
 * which of them came first?
 *
 * Authority: the calculation's section 8 (each changes the lots as it finds them); of several of one day the
 * order in which their terms were given counts (ours).
 * Example: 10% of the basis to ABC and then 20% to DEF: of $800.00 they get $80.00 and $144.00, and the other
 * way round $64.00 and $160.00.
 * Awkward case: the terms say that one was before trading and the other after it. That is their order.
 * Not handled: entries of one day that were typed in; their rows have an order that the holder sees.
 */
import { kindOf, paysFractions } from '../../tax/facts/entry-kinds.ts';
import { securityLabel, type Facts, type Transaction } from '../../tax/facts/model.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import { yearOf } from '../../tax/values/days.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { entriesOf, type TermsEntry } from './entries-of-terms.ts';

/** In the order in which they count. */
function ofOneDay(
  facts: Facts,
  year: number,
  all: readonly ReorganisationTerms[],
): readonly (readonly TermsEntry[])[] {
  const changes = entriesOf(facts, all).filter(
    ({ entry, terms }) =>
      paysFractions(entry.action) && yearOf(terms.date) === year && entry.note === terms.title,
  );
  const days = Map.groupBy(changes, ({ entry, terms }) =>
    JSON.stringify([entry.accountId, entry.securityId, terms.date]),
  );
  return [...days.values()].filter(restsOnOrder);
}

function restsOnOrder(entries: readonly TermsEntry[]): boolean {
  const moments = entries.map(({ terms }) => terms.when);
  const isKnown = !moments.includes(null) && new Set(moments).size === entries.length;
  return entries.length > 1 && !isKnown;
}

export function orderNotices(
  facts: Facts,
  year: number,
  all: readonly ReorganisationTerms[],
): readonly Notice[] {
  return ofOneDay(facts, year, all).flatMap((entries): Notice[] => {
    const [first] = entries;
    const security = facts.securities.find(({ id }) => id === first?.entry.securityId);
    const account = facts.accounts.find(({ id }) => id === first?.entry.accountId)?.name;
    if (!first || !security || account === undefined) return [];
    const label = securityLabel(security);
    const inOrder = entries.map(({ entry }) => whatIs(facts, entry)).join(', then ');
    return [
      {
        level: 'info',
        code: 'order-of-terms',
        message: `${label}: several terms took effect on ${first.terms.date}, and the figures rest on which came first. They count in the order in which they were given, in ${account} ${inOrder}. If another one came first, give them in that order; in a book, take them out and apply them again in it.`,
        about: { security: label, account, year, transaction: first.entry.id },
      },
    ];
  });
}

/** "the spin-off to ABC" */
function whatIs(facts: Facts, entry: Transaction): string {
  const { noun } = kindOf(entry.action);
  const to = 'toSecurityId' in entry ? entry.toSecurityId : null;
  const other = facts.securities.find(({ id }) => id === to);
  return `the ${noun}${other ? ` to ${securityLabel(other)}` : ''}`;
}
