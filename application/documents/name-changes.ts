/**
 * What did a document change about the book's securities, and how is that taken back with it?
 *
 * Accepting a document adds securities, tickers and CUSIPs, and can join two securities that are
 * one. Taking the document back at once takes that back too, so that every figure and name is as it was. Once something else rests on it (another document, a later entry, a name that the user gave),
 * it stays: names that a document gave are not wrong, and entries must not lose their security. It is
 * kept as long as the application runs, which is as long as anything can be undone.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  addSecurity,
  describeSecurity,
  listAllIdentifiers,
  removeSecurity,
  replaceIdentifiers,
  type DatedIdentifier,
} from '../../db/securities.ts';
import {
  giveTransactions,
  lastSequence,
  type SecuritiesOfTransaction,
} from '../../db/transactions.ts';
import { removeDocument } from '../../db/documents.ts';
import type { AllocationDocument, Facts, Security, Transaction } from '../../tax/facts/model.ts';
import { act } from '../act-names.ts';
import type { BookContext } from '../session.ts';
import { toSecurityOf } from '../handlers/entry-rows.ts';
import { RefusalError } from '../refusal.ts';

export const DOCUMENT_GONE = 'This release is no longer in the book. Reload the list.';

/** The securities of a book, and all that they are and were called. */
interface Names {
  readonly securities: readonly Security[];
  readonly identifiers: readonly DatedIdentifier[];
}

/** How the book's securities were before a document and after it, and what spoke of them then. */
export interface NameChange {
  readonly before: Names;
  readonly after: Names;
  /** Each entry that the document gave to another security, with those that it had. */
  readonly moved: readonly SecuritiesOfTransaction[];
  readonly owners: readonly string[];
  readonly lastSequence: number;
}

/** Everything that speaks of a security, but the document itself. */
const ownersOf = (facts: Facts, documentId: string): string[] => [
  ...facts.transactions.map((each) => `${each.id} ${each.securityId} ${toSecurityOf(each) ?? ''}`),
  ...facts.documents
    .filter((each) => each.id !== documentId)
    .flatMap((each) => each.securities.map(({ securityId }) => `${each.id} ${securityId}`)),
];

/** The securities as a command finds them, before a document changes them. */
export function namesNow({ book, facts }: BookContext): Names {
  return { securities: facts().securities, identifiers: listAllIdentifiers(book) };
}

function isSameOwner(a: Transaction, b: Transaction): boolean {
  return a.securityId === b.securityId && toSecurityOf(a) === toSecurityOf(b);
}

/** To be called after a document was written, with the facts and the names from before. */
export function rememberNames(
  context: BookContext,
  documentId: string,
  facts: Facts,
  before: Names,
): void {
  const now = context.facts();
  const byId = new Map(now.transactions.map((each) => [each.id, each]));
  context.nameChanges.set(documentId, {
    before,
    after: namesNow(context),
    moved: facts.transactions
      .filter((each) => !isSameOwner(each, byId.get(each.id) ?? each))
      .map((each) => ({
        id: each.id,
        securityId: each.securityId,
        toSecurityId: toSecurityOf(each),
      })),
    owners: ownersOf(now, documentId),
    lastSequence: lastSequence(context.book),
  });
}

/** What goes with a document if it is taken out now; undefined where something else rests on it. */
function changeToTakeBack(context: BookContext, documentId: string): NameChange | undefined {
  const change = context.nameChanges.get(documentId);
  return change &&
    change.lastSequence === lastSequence(context.book) &&
    isDeepStrictEqual(change.owners, ownersOf(context.facts(), documentId)) &&
    isDeepStrictEqual(change.after, namesNow(context))
    ? change
    : undefined;
}

/** A document that would be taken out, and what the book would be without it. */
interface Removal {
  /** The facts without the document and without what goes with it. */
  readonly facts: Facts;
  readonly document: AllocationDocument;
  /** What goes with it; undefined where something else rests on it, or nothing is known of it. */
  readonly change: NameChange | undefined;
}

/** Plans the removal of a document; throws a RefusalError where there is none. */
export function planRemoval(context: BookContext, documentId: string): Removal {
  const facts = context.facts();
  const document = facts.documents.find((each) => each.id === documentId);
  if (!document) throw new RefusalError('not-found', DOCUMENT_GONE);
  const documents = facts.documents.filter((each) => each !== document);
  const change = changeToTakeBack(context, documentId);
  if (!change) return { facts: { ...facts, documents }, document, change };
  const moved = new Map(change.moved.map((each) => [each.id, each]));
  return {
    facts: {
      ...facts,
      documents,
      securities: change.before.securities,
      transactions:
        moved.size === 0
          ? facts.transactions
          : facts.transactions.map((each) => withSecurities(each, moved.get(each.id))),
    },
    document,
    change,
  };
}

function withSecurities(entry: Transaction, of: SecuritiesOfTransaction | undefined): Transaction {
  if (!of) return entry;
  const { securityId, toSecurityId } = of;
  return toSecurityId !== null && 'toSecurityId' in entry
    ? { ...entry, securityId, toSecurityId }
    : { ...entry, securityId };
}

/** Takes a document out, with what goes with it. */
export function writeRemoval(context: BookContext, { document, change }: Removal): void {
  if (!removeDocument(context.book, document.id)) {
    throw new Error('the document vanished within one transaction');
  }
  if (change) takeBack(context, change);
  context.nameChanges.delete(document.id);
  act(context, `Release removed: ${document.name}`);
  context.changed();
}

function takeBack(context: BookContext, change: NameChange): void {
  const { book } = context;
  const { before, after } = change;
  const current = new Map(after.securities.map((each) => [each.id, each]));
  for (const security of before.securities) {
    const now = current.get(security.id);
    if (now === undefined) {
      addSecurity(book, { ...security, symbol: null, cusips: [] }, () => security.id);
    } else if (now.issuer !== security.issuer || now.name !== security.name) {
      describeSecurity(book, security.id, security);
    }
  }
  giveTransactions(book, change.moved);
  const kept = new Set(before.securities.map((each) => each.id));
  for (const { id } of after.securities) if (!kept.has(id)) removeSecurity(book, id);
  takeBackIdentifiers(context, change);
}

/** Of each security that is called otherwise since then, everything is written anew. */
function takeBackIdentifiers({ book }: BookContext, { before, after }: NameChange): void {
  const was = Map.groupBy(before.identifiers, (each) => each.securityId);
  const is = Map.groupBy(after.identifiers, (each) => each.securityId);
  const others = before.securities
    .map(({ id }) => id)
    .filter((id) => !isDeepStrictEqual(was.get(id), is.get(id)));
  replaceIdentifiers(
    book,
    others,
    others.flatMap((id) => was.get(id) ?? []),
  );
}
