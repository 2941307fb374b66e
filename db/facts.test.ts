import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { countFacts } from './counts.ts';
import { getDocument, insertDocument } from './documents.ts';
import { loadFacts } from './facts.ts';
import { addImport, getImport } from './imports.ts';
import { createBook, openBook, type Book } from './open.ts';
import { addSecurity } from './securities.ts';
import { arbitraryFacts, type ArbitraryFacts } from './testing/arbitrary-facts.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';
import { addTransactions, listTransactions, type NewTransaction } from './transactions.ts';

const at = <T>(list: readonly T[], place: number): T => {
  const value = list[place];
  if (value === undefined) throw new Error(`nothing at ${place}`);
  return value;
};

/** Puts the facts in, and answers with what must come out. */
function store(book: Book, facts: ArbitraryFacts) {
  const accounts = facts.accounts.map((each) => addAccount(book, each));
  const securities = facts.securities.map((each) => addSecurity(book, each));
  const imports = facts.imports.map((sha256, place) =>
    addImport(book, { fileName: `${place}.csv`, sha256, importedAt: NOW }),
  );
  const documents = facts.documents.map((each) => {
    const parts = each.securities.map(({ security, ...part }) => ({
      securityId: at(securities, security).id,
      ...part,
    }));
    return { ...each, securities: parts };
  });
  const rows = documents.map((each) => insertDocument(book, each));
  const transactions = facts.transactions.map((each): NewTransaction => {
    const { entry, batch, line } = each;
    return {
      ...entry,
      accountId: at(accounts, each.account).id,
      securityId: at(securities, each.security).id,
      ...('toAccountId' in entry ? { toAccountId: at(accounts, each.toAccount).id } : {}),
      ...('toSecurityId' in entry ? { toSecurityId: at(securities, each.toSecurity).id } : {}),
      source: batch === null ? null : { batchId: at(imports, batch).id, line },
    };
  });
  addTransactions(book, transactions);
  return { accounts, securities, imports, documents, rows, transactions };
}

const byId = <T extends { id: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

test('random facts in are the facts out, after closing and opening', () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      const made = createBook(path, { kind: 'own', now: NOW });
      const stored = made.write(() => store(made, facts));
      made.close();

      const book = openBook(path);
      const loaded = loadFacts(book);
      expect(byId(loaded.accounts)).toEqual(byId(stored.accounts));
      expect(byId(loaded.securities)).toEqual(byId(stored.securities));

      expect(loaded.documents).toHaveLength(stored.documents.length);
      loaded.documents.forEach((document, place) => {
        const given = at(stored.documents, place);
        const { id, name, issuer, taxYear, publishedOn, status } = document;
        expect({ id, name, issuer, taxYear, publishedOn, status }).toEqual({
          id: at(stored.rows, place).id,
          name: given.fileName,
          issuer: given.issuer,
          taxYear: given.taxYear,
          publishedOn: given.publishedOn,
          status: given.status,
        });
        const withoutIds = document.securities.map(({ securityId, distributions }) => ({
          securityId,
          distributions: distributions.map(({ id: _, ...rest }) => rest),
        }));
        expect(withoutIds).toEqual(given.securities.map(({ printedName: _, ...rest }) => rest));
        const whole = book.read(() => getDocument(book, id));
        expect(whole?.text).toBe(given.text);
        expect(whole?.document).toEqual(document);
        expect(whole?.row).toEqual(at(stored.rows, place));
        expect(whole?.row.securities.map((each) => each.name)).toEqual(
          given.securities.map((each) => each.printedName),
        );
      });

      const inOrder = stored.transactions.toSorted((a, b) =>
        a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
      );
      expect(loaded.transactions.map(({ id: _, ...rest }) => rest)).toEqual(
        inOrder.map(({ source, ...rest }) => ({ ...rest, sourceLine: source?.line ?? null })),
      );
      const listed = book.read(() => listTransactions(book));
      expect(listed.map(({ sequence: _, source: __, ...rest }) => rest)).toEqual(
        loaded.transactions,
      );
      expect(listed.map(({ source }) => source?.batchId)).toEqual(
        inOrder.map(({ source }) => source?.batchId),
      );
      expect(book.read(() => stored.imports.map(({ id }) => getImport(book, id)))).toEqual(
        stored.imports,
      );

      expect(book.read(() => countFacts(book))).toEqual({
        accounts: facts.accounts.length,
        securities: facts.securities.length,
        documents: facts.documents.length,
        distributions: facts.documents
          .flatMap((document) => document.securities)
          .reduce((sum, each) => sum + each.distributions.length, 0),
        transactions: facts.transactions.length,
      });
      book.close();
    }),
    { numRuns: 60 },
  );
});
