/**
 * The library of published allocations: what comes with the application, and what of it the book has or
 * could use. It is added like any release, read and reviewed first; the user's own are the book's.
 */
import { findDocumentBySha256 } from '../../db/documents.ts';
import type { Security } from '../../tax/facts/model.ts';
import type { BookHandlers } from '../dispatch.ts';
import { knownSecurities, library } from '../../resources/reference.ts';
import type { BookContext } from '../session.ts';
import { sha256Of } from '../sha256.ts';

type Handlers = BookHandlers<BookContext>;

/** A security that came with an entry has no issuer yet; its ticker or CUSIP is known all the same. */
function issuerOf({ issuer, symbol, cusips }: Security): string | null {
  return (
    issuer ??
    knownSecurities.find(
      (one) =>
        (one.symbol !== null && one.symbol === symbol) ||
        one.cusips.some((cusip) => cusips.includes(cusip)),
    )?.issuer ??
    null
  );
}

export const libraryHandlers: Pick<Handlers, 'library.list'> = {
  'library.list': (context) => {
    const issuers = new Map(context.facts().securities.map((each) => [each.id, issuerOf(each)]));
    const missing = new Set<string>();
    for (const year of new Set(library.map((entry) => entry.taxYear))) {
      for (const { securityId, about } of context.report(year).notices) {
        const issuer = securityId === undefined ? null : issuers.get(securityId);
        if (issuer) missing.add(`${issuer} ${about.year ?? year}`);
      }
    }
    return library.map((entry) => ({
      ...entry,
      inBook: findDocumentBySha256(context.book, sha256Of(entry.text)) !== undefined,
      wanted: missing.has(`${entry.issuer} ${entry.taxYear}`),
    }));
  },
};
