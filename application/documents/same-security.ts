/**
 * Which security that is held may one of a release be? Asked before the release is accepted, where
 * ticker, CUSIP and name find none in the book.
 *
 * Example: BXP is held, and the release of Boston Properties has "Common Stock (CUSIP 101121101)": one
 * candidate, which is proposed. Once it is accepted the book knows the CUSIP, and asks no more.
 * Awkward case: a candidate for which nothing speaks, or two for which as much does: none is proposed.
 */
import { listAllIdentifiers } from '../../db/securities.ts';
import type { AllocationDocumentJson } from '../../formats/allocation-document.ts';
import { lastDayOfYear } from '../../tax/values/days.ts';
import { describeSecurity } from '../identity/resolve-security.ts';
import { likeness, maySecurityBe } from '../identity/same-security.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import type { Answer } from '../contract.ts';
import type { BookContext } from '../session.ts';

type SameQuestion = Answer<'documents.read'>['same'][number];

export function sameSecuritiesOf(
  context: BookContext,
  document: AllocationDocumentJson,
): SameQuestion[] {
  const facts = context.facts();
  const { taxYear } = document;
  if (taxYear === null) return [];
  const NEW = '';
  const { ids } = securitiesOfDocuments(
    [document],
    facts.securities,
    () => NEW,
    listAllIdentifiers(context.book),
  );
  const held = new Set(
    facts.transactions
      .filter((entry) => entry.date <= lastDayOfYear(taxYear))
      .flatMap((entry) =>
        'toSecurityId' in entry ? [entry.securityId, entry.toSecurityId] : [entry.securityId],
      ),
  );
  const documented = new Set([
    ...(ids[0] ?? []),
    ...facts.documents
      .filter((one) => one.taxYear === taxYear)
      .flatMap((one) => one.securities.map((security) => security.securityId)),
  ]);
  const open = facts.securities.filter(({ id }) => held.has(id) && !documented.has(id));
  return document.securities.flatMap((row, security): SameQuestion[] => {
    if (ids[0]?.[security] !== NEW) return [];
    const released = { ...row, issuer: document.issuer };
    const candidates = open
      .filter((one) => maySecurityBe(one, released))
      .map((one) => ({ one, likely: likeness(one, released) }))
      .toSorted((a, b) => b.likely - a.likely);
    const [first, second] = candidates;
    if (first === undefined) return [];
    return [
      {
        security,
        name: row.name,
        candidates: candidates.map(({ one }) => ({
          securityId: one.id,
          label: describeSecurity(one),
        })),
        proposed: first.likely > (second?.likely ?? 0) ? 0 : null,
      },
    ];
  });
}
