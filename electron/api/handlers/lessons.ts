/**
 * What did a document teach the book about its securities, and how is that taken back with it?
 *
 * Accepting a document adds securities, tickers and CUSIPs, and can join two securities that are
 * one. Taking the document back at once takes that back too, so that every figure and name is as it
 * was. Once something else rests on it (another document, a later entry), it stays: names that were
 * learned are not wrong, and entries must not lose their security. It is kept as long as the
 * application runs, which is as long as anything can be undone.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  addIdentifier,
  addSecurity,
  describeSecurity,
  listSecurities,
  removeIdentifier,
  removeSecurity,
} from '../../../db/securities.ts';
import { giveTransactions, lastSequence } from '../../../db/transactions.ts';
import type { Facts, Security } from '../../../tax/model.ts';
import type { BookContext } from '../session.ts';

/** How the book's securities were before a document, and what spoke of them after it. */
export interface Lesson {
  readonly before: readonly Security[];
  /** Each entry that the document gave to another security, with the one that it had. */
  readonly moved: readonly (readonly [transactionId: string, securityId: string])[];
  readonly owners: readonly string[];
  readonly lastSequence: number;
}

/** Everything that speaks of a security, but the document itself. */
const ownersOf = (facts: Facts, documentId: string): string[] => [
  ...facts.transactions.map((each) => `${each.id} ${each.securityId}`),
  ...facts.documents
    .filter((each) => each.id !== documentId)
    .flatMap((each) => each.securities.map(({ securityId }) => `${each.id} ${securityId}`)),
];

/** To be called after a document was written, with the facts from before. */
export function learned(context: BookContext, documentId: string, before: Facts): void {
  const now = context.facts();
  const owners = new Map(now.transactions.map((each) => [each.id, each.securityId]));
  context.lessons.set(documentId, {
    before: before.securities,
    moved: before.transactions
      .filter((each) => owners.get(each.id) !== each.securityId)
      .map((each) => [each.id, each.securityId] as const),
    owners: ownersOf(now, documentId),
    lastSequence: lastSequence(context.book),
  });
}

/** To be called after a document was taken out. */
export function unlearn(context: BookContext, documentId: string): void {
  const lesson = context.lessons.get(documentId);
  const { book } = context;
  const now = context.facts();
  if (
    !lesson ||
    !isDeepStrictEqual(lesson.owners, ownersOf(now, documentId)) ||
    lesson.lastSequence !== lastSequence(book)
  ) {
    return;
  }
  const earlier = new Map(lesson.before.map((each) => [each.id, each]));
  for (const security of listSecurities(book)) takeBack(context, security, earlier);
  const there = new Set(listSecurities(book).map((each) => each.id));
  for (const security of lesson.before) {
    if (!there.has(security.id)) addSecurity(book, security, () => security.id);
  }
  for (const [transactionId, securityId] of lesson.moved) {
    giveTransactions(book, [transactionId], securityId);
  }
  context.lessons.delete(documentId);
  context.changed();
}

/** Makes a security what it was before; one that was not there goes. */
function takeBack(
  { book }: BookContext,
  now: Security,
  earlier: ReadonlyMap<string, Security>,
): void {
  const before = earlier.get(now.id);
  if (before === undefined) {
    removeSecurity(book, now.id);
    return;
  }
  if (isDeepStrictEqual(before, now)) return;
  describeSecurity(book, now.id, before);
  const always = { validFrom: null, validTo: null };
  if (now.symbol !== null && now.symbol !== before.symbol) {
    removeIdentifier(book, now.id, 'symbol', now.symbol);
    if (before.symbol !== null) {
      addIdentifier(book, now.id, { kind: 'symbol', value: before.symbol, ...always });
    }
  }
  for (const cusip of now.cusips) {
    if (!before.cusips.includes(cusip)) removeIdentifier(book, now.id, 'cusip', cusip);
  }
}
