/** A book with a record of every table and an entry of every kind, for tests of its soundness. */
import { addAccount } from '../accounts.ts';
import { addClaims } from '../claims.ts';
import { insertDocument } from '../documents.ts';
import { addImport, addRowsAgain } from '../imports.ts';
import { createBook } from '../open.ts';
import { keepOwnLayout } from '../own-layouts.ts';
import { addSaidCaptions } from '../said-captions.ts';
import { addIdentifier, addSecurity } from '../securities.ts';
import { addTransaction, addTransactions } from '../transactions.ts';
import { aDocument, aPurchase, day, everyKind, money, NOW } from './samples.ts';

/** Makes and closes it; `purchases` come besides, with names and notes of their own. */
export function makeFullBookAt(path: string, purchases = 20): void {
  const book = createBook(path, { kind: 'own', now: NOW });
  book.write(() => {
    const methodChanges = [{ from: day('2004-01-02'), method: 'hifo' as const }];
    const account = addAccount(book, { name: 'Broker', taxDeferred: false, methodChanges }).id;
    const toAccount = addAccount(book, { name: 'Old plan', taxDeferred: true }).id;
    const issuer = 'Juniper Court Trust';
    const security = addSecurity(book, {
      issuer,
      name: 'Common Shares',
      symbol: 'JCT',
      cusips: ['48123A104'],
    }).id;
    const toSecurity = addSecurity(book, { issuer, name: 'Spun', symbol: null, cusips: [] }).id;
    const former = { kind: 'name' as const, value: 'Früher', validFrom: null, validTo: null };
    addIdentifier(book, security, former);
    const { id: documentId } = insertDocument(
      book,
      aDocument(security, 1, { text: 'Allocation of 2001: 19.5% é\n'.repeat(40) }),
    );
    addSaidCaptions(book, [
      { documentId, caption: 'yield', nth: 0, of: 1, printed: 'Yield', meaning: 'ordinary' },
    ]);
    const { id: batchId } = addImport(book, {
      fileName: 'trades.csv',
      sha256: 'f'.repeat(64),
      importedAt: NOW,
    });
    for (const entry of everyKind({ account, toAccount, security, toSecurity })) {
      addTransaction(book, entry);
    }
    const rows = Array.from({ length: purchases }, (_, place) =>
      aPurchase(account, security, `J/${place}`, {
        note: place % 3 === 0 ? `note ${place}` : null,
        source: { batchId, line: place + 2 },
      }),
    );
    addTransactions(book, rows);
    const { id: again } = addImport(book, {
      fileName: 'history.csv',
      sha256: 'e'.repeat(64),
      importedAt: NOW,
    });
    addClaims(book, again, [
      {
        accountId: account,
        security: 'JCT',
        date: day('2001-05-18'),
        kind: 'dividend',
        amount: money('-12.66'),
        flags: ['qualified', 'reversal'],
        recordDate: null,
        payableDate: day('2001-05-18'),
        brokerId: null,
        line: 2,
      },
    ]);
    addRowsAgain(book, again, [{ line: 3, sequence: 1 }]);
    keepOwnLayout(book, {
      shape: '["tag","was"]',
      name: 'Old bank',
      headings: ['Tag', 'Was'],
      columns: ['tradeDate', 'action'],
      words: { KAUF: 'buy' },
    });
  });
  book.close();
}
