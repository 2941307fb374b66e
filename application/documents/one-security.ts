/**
 * Which security of the book may be another one's second name, and what is done when a person says so?
 *
 * A release that was accepted before its shares were entered has a security of its own, and so have
 * shares that were entered under a name that no release states. Joined, the entries, releases and
 * names of both are one security's.
 *
 * Example: "Common Stock, CUSIP 101121101" of a release, and BXP of the entries. What is left is the one
 * that releases speak of; it is called BXP then, and the CUSIP is known.
 * Awkward case: a release that speaks of both shows that they are two, and is the reason of the refusal.
 * An issuer that changed its name is no reason against it.
 * Not handled: two tickers of one class of stock; the new ticker is added to the older security.
 */
import { documentsOfSecurity, getSecurity, moveSecurity } from '../../db/securities.ts';
import { securityLabel, type Facts, type Security } from '../../tax/facts/model.ts';
import { act } from '../act-names.ts';
import type { HandlerAnswer } from '../contract.ts';
import { describeSecurity } from '../identity/resolve-security.ts';
import { documentOfBoth, likeness, mayBeAfterRenaming } from '../identity/same-security.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Candidates = HandlerAnswer<'securities.same'>;

const GONE = 'This security is no longer in the book. Reload the list.';

function securityIn(facts: Facts, id: string): Security {
  const found = facts.securities.find((security) => security.id === id);
  if (!found) throw new RefusalError('not-found', GONE);
  return found;
}

/** Whether nothing that is known of the two stands against their being one, whichever is the held one. */
function mayBeOne(facts: Facts, one: Security, other: Security): boolean {
  return (
    one.id !== other.id &&
    mayBeAfterRenaming(one, other) &&
    mayBeAfterRenaming(other, one) &&
    documentOfBoth(facts, one.id, other.id) === undefined
  );
}

/** The securities that one may be, the likeliest first; one is proposed where it is likelier than all others. */
export function sameCandidates(context: BookContext, id: string): Candidates {
  const facts = context.facts();
  const one = securityIn(facts, id);
  const found = facts.securities
    .filter((other) => mayBeOne(facts, one, other))
    .map((other) => ({ other, likely: Math.max(likeness(one, other), likeness(other, one)) }))
    .toSorted((a, b) => b.likely - a.likely);
  const [first, second] = found;
  return {
    candidates: found.map(({ other }) => ({
      securityId: other.id,
      label: describeSecurity(other),
    })),
    proposed: first && first.likely > (second?.likely ?? 0) ? 0 : null,
  };
}

/** Joins two securities of the book. Throws a RefusalError where what is known says that they are two. */
export function joinOfBook(
  context: BookContext,
  id: string,
  other: string,
): HandlerAnswer<'securities.join'> {
  const { book } = context;
  const facts = context.facts();
  const [one, two] = [securityIn(facts, id), securityIn(facts, other)];
  if (!mayBeOne(facts, one, two)) throw whyTwo(facts, one, two);
  const documents = documentsOfSecurity(book, one.id);
  // The one that releases speak of has their names; where both have some, it is the second.
  const isKept = documents.length > 0 && documentsOfSecurity(book, two.id).length === 0;
  const [from, into] = isKept ? [two, one] : [one, two];
  moveSecurity(book, from.id, into.id);
  context.changed();
  const kept = getSecurity(book, into.id) as Security;
  act(context, `${describeSecurity(one)} and ${describeSecurity(two)} joined into one security`);
  return { id: kept.id, label: securityLabel(kept), gone: from.id };
}

function whyTwo(facts: Facts, one: Security, two: Security): RefusalError {
  if (one.id === two.id) return new RefusalError('invalid-input', 'Choose another security.');
  const document = documentOfBoth(facts, one.id, two.id);
  const both = `${describeSecurity(one)} and ${describeSecurity(two)}`;
  return new RefusalError(
    'conflict',
    document === undefined
      ? `${both} cannot be one security: their tickers, CUSIPs or classes differ. Where a ticker changed, add the new one to the older security.`
      : `${both} are two securities: ${document} speaks of both.`,
  );
}
