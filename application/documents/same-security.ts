/**
 * Which security that is held may one of a release be? Asked before the release is accepted, where
 * ticker, CUSIP and name find none in the book, and on the release's own screen for as long as shares
 * and release are apart.
 *
 * Example: BXP is held, and the release of Boston Properties has "Common Stock (CUSIP 101121101)": one
 * candidate, which is proposed. Once it is accepted the book knows the CUSIP, and asks no more.
 * Awkward case: a candidate for which nothing speaks, or two for which as much does: none is proposed.
 */
import { listAllIdentifiers } from '../../db/securities.ts';
import type { AllocationDocumentJson } from '../../formats/allocation-document.ts';
import { documentsByYear } from '../../formats/documents/draft/years-of-draft.ts';
import type { AllocationDocument, Facts, Security } from '../../tax/facts/model.ts';
import { lastDayOfYear } from '../../tax/values/days.ts';
import { describeSecurity } from '../identity/resolve-security.ts';
import { likeness, maySecurityBe, type ReleasedSecurity } from '../identity/same-security.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import type { Answer } from '../contract.ts';
import type { BookContext } from '../session.ts';

type SameQuestion = Answer<'documents.read'>['same'][number];

/** Entered up to the end of a year, and without an allocation of it, but for what is given. */
function heldWithout(facts: Facts, taxYear: number, documented: Iterable<string>): Security[] {
  const held = heldUntil(facts, taxYear);
  const known = new Set([
    ...documented,
    ...facts.documents
      .filter((one) => one.taxYear === taxYear)
      .flatMap((one) => one.securities.map((security) => security.securityId)),
  ]);
  return facts.securities.filter(({ id }) => held.has(id) && !known.has(id));
}

function heldUntil(facts: Facts, taxYear: number): ReadonlySet<string> {
  return new Set(
    facts.transactions
      .filter((entry) => entry.date <= lastDayOfYear(taxYear))
      .flatMap((entry) =>
        'toSecurityId' in entry ? [entry.securityId, entry.toSecurityId] : [entry.securityId],
      ),
  );
}

/** The question about one security of a release, where one that is held may be it. */
function questionOf(
  security: number,
  released: ReleasedSecurity,
  open: readonly Security[],
): SameQuestion[] {
  const candidates = open
    .filter((one) => maySecurityBe(one, released))
    .map((one) => ({ one, likely: likeness(one, released) }))
    .toSorted((a, b) => b.likely - a.likely);
  const [first, second] = candidates;
  if (first === undefined) return [];
  return [
    {
      security,
      name: released.name,
      candidates: candidates.map(({ one }) => ({
        securityId: one.id,
        label: describeSecurity(one),
      })),
      proposed: first.likely > (second?.likely ?? 0) ? 0 : null,
    },
  ];
}

/** What is asked of a release that is read, and not accepted yet. */
export function sameSecuritiesOf(
  context: BookContext,
  document: AllocationDocumentJson,
): SameQuestion[] {
  const facts = context.facts();
  const NEW = '';
  const asked = new Set<string>();
  return documentsByYear(document).flatMap(
    ({ document: { taxYear, issuer, securities }, places }) => {
      if (taxYear === null) return [];
      const { ids } = securitiesOfDocuments(
        [{ ...document, taxYear, securities }],
        facts.securities,
        () => NEW,
        listAllIdentifiers(context.book),
      );
      const own = ids[0] ?? [];
      const open = heldWithout(facts, taxYear, own);
      return securities.flatMap((row, i) => {
        const key = JSON.stringify([row.name, row.cusips]);
        // What is said of a security counts for it in every year of the page.
        const found =
          own[i] === NEW && !asked.has(key)
            ? questionOf(places[i] ?? i, { ...row, issuer }, open)
            : [];
        if (found.length > 0) asked.add(key);
        return found;
      });
    },
  );
}

/** What is asked of a release of the book: securities of it that nobody's shares have. */
export function sameSecuritiesOfAccepted(
  facts: Facts,
  document: AllocationDocument,
): SameQuestion[] {
  const { taxYear } = document;
  const held = heldUntil(facts, taxYear);
  const open = heldWithout(facts, taxYear, []);
  return document.securities.flatMap(({ securityId }, index) => {
    const security = facts.securities.find(({ id }) => id === securityId);
    if (!security || held.has(securityId)) return [];
    return questionOf(index, { ...security, issuer: security.issuer ?? document.issuer }, open);
  });
}
