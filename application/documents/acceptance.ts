/**
 * What would accepting a release make of the book?
 *
 * The plan is a value: the facts as they would be, and what has to be written for that. Showing what
 * a release changes computes from the plan's facts; accepting it writes the same plan. So what is
 * foretold is what comes.
 *
 * Example: the release of 2003 gives the CUSIP of a security that the release of 2002 named and the
 * ticker under which lots were entered. The plan joins the two, gives the one that is left the ticker,
 * and adds the document.
 * Not handled: why a release cannot be accepted at all; `refusalOf` says that before.
 */
import { findDocumentBySha256, insertDocument, type DocumentRow } from '../../db/documents.ts';
import {
  addIdentifier,
  addSecurity,
  describeSecurity,
  listAllIdentifiers,
  moveSecurity,
} from '../../db/securities.ts';
import { documentToFacts } from '../../formats/allocation-document.ts';
import type { Facts, PublishedDocument, Security } from '../../tax/facts/model.ts';
import { act } from '../act-names.ts';
import { joinSecurities, type Joined } from '../identity/join-securities.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import type { BookContext } from '../session.ts';
import { namesNow, rememberNames } from './name-changes.ts';
import { hear, knownIn } from './said-captions.ts';
import {
  readRelease,
  refusalOf,
  releasesByYear,
  type GivenRelease,
  type Release,
} from './read-release.ts';

/** A release that would be accepted, and what the book would be with it. */
interface Acceptance {
  readonly release: Release;
  /** The facts with the release. */
  readonly facts: Facts;
  readonly document: PublishedDocument;
  /** Securities of the book that the release shows to be one. */
  readonly joined: readonly Joined[];
  /** Those of the book once they are joined, before the release adds to them. */
  readonly known: readonly Security[];
  readonly created: readonly Security[];
  /** Those of `known` to which the release adds something, as they would be. */
  readonly changed: readonly Security[];
}

/**
 * Plans the acceptance of a release that can be accepted, under the id that its document would have, for the
 * book as it is or as `before` would leave it.
 * Throws a RefusalError where it speaks of securities that contradict the book's.
 */
export function planAcceptance(
  context: BookContext,
  release: Release,
  id: string,
  before: Facts = context.facts(),
): Acceptance {
  const { document: json } = release;
  const called = listAllIdentifiers(context.book);
  const { facts, joined } = joinSecurities(before, json, called);
  const into = new Map(joined.map((each) => [each.from.id, each.into.id]));
  const identifiers = called.map((each) => ({
    ...each,
    securityId: into.get(each.securityId) ?? each.securityId,
  }));
  const merged = securitiesOfDocuments(
    [json],
    facts.securities,
    context.newId,
    identifiers,
    release.same,
  );
  const ids = (merged.ids[0] ?? []).values();
  const document = documentToFacts(json, {
    id,
    name: release.fileName,
    securityIdOf: () => ids.next().value ?? '',
  });
  return {
    release,
    facts: {
      ...facts,
      securities: merged.securities,
      documents: [...facts.documents, document],
    },
    document,
    joined,
    known: facts.securities,
    created: merged.created,
    changed: merged.changed,
  };
}

/** The releases of a text that the book does not have yet: one for each tax year of the page. */
export function newReleases({ book }: BookContext, release: Release): readonly Release[] {
  const years = releasesByYear(release);
  if (years.length === 1) return years;
  return years.filter(({ sha256 }) => findDocumentBySha256(book, sha256) === undefined);
}

/**
 * Accepts a release; throws a RefusalError with every reason against it. A page with tables of several tax
 * years becomes a document for each, in the order of the page.
 */
export function acceptRelease(
  context: BookContext,
  given: GivenRelease,
): readonly [DocumentRow, ...DocumentRow[]] {
  const release = readRelease(given, knownIn(context));
  const refusal = refusalOf(context.book, release);
  if (refusal) throw refusal;
  const [first, ...others] = newReleases(context, release);
  const accept = (one: Release): DocumentRow =>
    writeAcceptance(context, planAcceptance(context, one, context.newId()));
  return [accept(first ?? release), ...others.map(accept)];
}

/** Writes what was planned for the book as it is; afterwards its facts are those of the plan. */
export function writeAcceptance(context: BookContext, acceptance: Acceptance): DocumentRow {
  const [facts, names] = [context.facts(), namesNow(context)];
  writeSecurities(context, acceptance);
  const row = writeDocument(context, acceptance);
  hear(context, acceptance.release, row.id);
  const what = row.status === 'corrected' ? 'Corrected release' : 'Release';
  act(context, `${what} added: ${row.name}`);
  context.changed();
  rememberNames(context, row.id, facts, names);
  return row;
}

function writeSecurities(
  { book }: BookContext,
  { joined, known, created, changed }: Acceptance,
): void {
  for (const { from, into } of joined) moveSecurity(book, from.id, into.id);
  for (const security of created) addSecurity(book, security, () => security.id);
  const always = { validFrom: null, validTo: null };
  for (const security of changed) {
    const earlier = known.find((each) => each.id === security.id);
    if (earlier?.issuer !== security.issuer || earlier.name !== security.name) {
      describeSecurity(book, security.id, security);
    }
    for (const cusip of security.cusips) {
      if (!earlier?.cusips.includes(cusip)) {
        addIdentifier(book, security.id, { kind: 'cusip', value: cusip, ...always });
      }
    }
    if (security.symbol !== null && earlier?.symbol !== security.symbol) {
      addIdentifier(book, security.id, { kind: 'symbol', value: security.symbol, ...always });
    }
  }
}

function writeDocument(context: BookContext, { release, document }: Acceptance): DocumentRow {
  const { fileName, text, sha256 } = release;
  const { issuer, taxYear, publishedOn, status, securities } = document;
  // The rows are named after the document, so that one that is put back has its figures' names again.
  const ids = [
    document.id,
    ...securities.flatMap((security) => security.distributions.map(({ id }) => id)),
  ].values();
  return insertDocument(
    context.book,
    {
      fileName,
      text,
      sha256,
      issuer,
      taxYear,
      publishedOn,
      status,
      acceptedAt: context.now(),
      securities: securities.map((each, i) => ({
        securityId: each.securityId,
        printedName: release.document.securities[i]?.name ?? '',
        distributions: each.distributions,
      })),
    },
    () => ids.next().value ?? context.newId(),
  );
}
