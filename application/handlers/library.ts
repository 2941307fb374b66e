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

export const libraryHandlers: Pick<Handlers, 'library.list'> = {
  'library.list': (context) => {
    const facts = context.facts();
    const missing = new Set<string>();
    // A security that came with an entry has no issuer yet; its ticker or CUSIP is known all the same.
    const issuerOf = (security: Security): string | null =>
      security.issuer ??
      knownSecurities.find(
        (one) =>
          (one.symbol !== null && one.symbol === security.symbol) ||
          one.cusips.some((cusip) => security.cusips.includes(cusip)),
      )?.issuer ??
      null;
    for (const year of new Set(library.map((entry) => entry.taxYear))) {
      for (const notice of context.report(year).notices) {
        if (notice.code !== 'missing-allocation' && notice.code !== 'provisional-year') continue;
        const security = facts.securities.find(
          (one) => one.symbol === notice.about.security || one.name === notice.about.security,
        );
        const issuer = security && issuerOf(security);
        if (issuer) missing.add(`${issuer} ${notice.about.year ?? year}`);
      }
    }
    return library.map((entry) => ({
      ...entry,
      inBook: findDocumentBySha256(context.book, sha256Of(entry.text)) !== undefined,
      wanted: missing.has(`${entry.issuer} ${entry.taxYear}`),
    }));
  },
};
