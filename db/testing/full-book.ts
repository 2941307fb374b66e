/** A book with a record of every table and an entry of every kind, for tests of its soundness. */
import { addAccount } from '../accounts.ts';
import { addClaims } from '../claims.ts';
import { insertDocument } from '../documents.ts';
import { keepFiled } from '../filed.ts';
import { addImport, addRowsAgain } from '../imports.ts';
import { acceptDifference, keepForm, versionsOf } from '../kept-forms.ts';
import { createBook, type Book } from '../open.ts';
import { keepOwnLayout } from '../own-layouts.ts';
import { addSaidCaptions } from '../said-captions.ts';
import { addIdentifier, addSecurity } from '../securities.ts';
import { addStandIn } from '../stand-ins.ts';
import { addTransaction, addTransactions } from '../transactions.ts';
import { aDocument, aPurchase, day, everyKind, money, NOW, shares } from './samples.ts';

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
    keepFormOf(book, account, security);
  });
  book.close();
}

/** A form that came, a difference that was accepted, and what was filed. */
function keepFormOf(book: Book, accountId: string, securityId: string): void {
  const owner = { year: 2001, accountId, securityId: null };
  const sale = {
    securityId,
    acquired: day('2000-06-30'),
    sold: day('2001-11-05'),
    shares: shares('10'),
    proceeds: money('300.00'),
    basis: null,
    washSale: null,
    reporting: 'proceeds' as const,
  };
  keepForm(book, owner, 1, {
    receivedOn: day('2002-02-14'),
    boxes: new Map([['2a', money('9.75')]]),
    sales: [sale],
    form2439: new Map([['1a', money('1.00')]]),
  });
  const key = versionsOf(book, owner)[0]?.key ?? 0;
  const difference = { form: '1099-DIV', row: null, field: '2a', theirs: '9.75' } as const;
  acceptDifference(book, key, { ...difference, ours: null, reason: 'Too little to ask about.' });
  addStandIn(book, { year: 2001, securityId, accountId });
  keepFiled(book, {
    year: 2001,
    filedOn: day('2002-04-12'),
    wholeDollars: true,
    brokerBasis: 'original',
    figures: [{ kind: 'line', name: 'Schedule D, line 8', amount: money('-12.00') }],
  });
}
