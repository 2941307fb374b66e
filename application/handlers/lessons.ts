/**
 * What did a document teach the book about its securities, and how is that taken back with it?
 *
 * Accepting a document adds securities, tickers and CUSIPs, and can join two securities that are
 * one. Taking the document back at once takes that back too, so that every figure and name is as it
 * was. Once something else rests on it (another document, a later entry, a name that the user gave),
 * it stays: names that were learned are not wrong, and entries must not lose their security. It is
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
import type { Facts, Security, Transaction } from '../../tax/facts/model.ts';
import type { BookContext } from '../session.ts';
import { toSecurityOf } from './entry-rows.ts';

/** The securities of a book, and all that they are and were called. */
interface Names {
  readonly securities: readonly Security[];
  readonly identifiers: readonly DatedIdentifier[];
}

/** How the book's securities were before a document, and what spoke of them after it. */
export interface Lesson {
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
export function learned(
  context: BookContext,
  documentId: string,
  facts: Facts,
  before: Names,
): void {
  const now = context.facts();
  const byId = new Map(now.transactions.map((each) => [each.id, each]));
  context.lessons.set(documentId, {
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
function lessonToTakeBack(context: BookContext, documentId: string): Lesson | undefined {
  const lesson = context.lessons.get(documentId);
  return lesson &&
    lesson.lastSequence === lastSequence(context.book) &&
    isDeepStrictEqual(lesson.owners, ownersOf(context.facts(), documentId)) &&
    isDeepStrictEqual(lesson.after, namesNow(context))
    ? lesson
    : undefined;
}

/** The facts without a document and without what goes with it. */
export function factsWithout(context: BookContext, documentId: string): Facts {
  const facts = context.facts();
  const documents = facts.documents.filter((each) => each.id !== documentId);
  const lesson = lessonToTakeBack(context, documentId);
  if (!lesson) return { ...facts, documents };
  const moved = new Map(lesson.moved.map((each) => [each.id, each]));
  return {
    ...facts,
    documents,
    securities: lesson.before.securities,
    transactions:
      moved.size === 0
        ? facts.transactions
        : facts.transactions.map((each) => withSecurities(each, moved.get(each.id))),
  };
}

function withSecurities(entry: Transaction, of: SecuritiesOfTransaction | undefined): Transaction {
  if (!of) return entry;
  const { securityId, toSecurityId } = of;
  return toSecurityId !== null && 'toSecurityId' in entry
    ? { ...entry, securityId, toSecurityId }
    : { ...entry, securityId };
}

/** To be called after a document was taken out. */
export function unlearn(context: BookContext, documentId: string): void {
  const lesson = lessonToTakeBack(context, documentId);
  if (!lesson) return;
  const { book } = context;
  const { before, after } = lesson;
  const there = new Map(after.securities.map((each) => [each.id, each]));
  for (const security of before.securities) {
    const now = there.get(security.id);
    if (now === undefined)
      addSecurity(book, { ...security, symbol: null, cusips: [] }, () => security.id);
    else if (now.issuer !== security.issuer || now.name !== security.name) {
      describeSecurity(book, security.id, security);
    }
  }
  giveTransactions(book, lesson.moved);
  const kept = new Set(before.securities.map((each) => each.id));
  for (const { id } of after.securities) if (!kept.has(id)) removeSecurity(book, id);
  takeBackIdentifiers(context, lesson);
  context.lessons.delete(documentId);
  context.changed();
}

/** Of each security that is called otherwise since then, everything is written anew. */
function takeBackIdentifiers({ book }: BookContext, { before, after }: Lesson): void {
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
