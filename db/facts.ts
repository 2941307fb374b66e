/** Everything that the engine reads, as one consistent state of the book. */
import type { Facts } from '../tax/facts/model.ts';
import { listAccounts } from './accounts.ts';
import type { Book } from './book.ts';
import { loadDocuments } from './documents.ts';
import { requireWrittenRecords } from './record-check.ts';
import { listSecurities } from './securities.ts';
import { loadTransactions } from './transactions.ts';

/**
 * Joins the transaction under way, or reads in one of its own. The first time, every record of the
 * book is held against its checksum: BookError `not-a-book` where one is not what was written.
 */
export function loadFacts(book: Book): Facts {
  return book.read(() => {
    requireWrittenRecords(book);
    return {
      securities: listSecurities(book),
      accounts: listAccounts(book),
      documents: loadDocuments(book),
      transactions: loadTransactions(book),
    };
  });
}
