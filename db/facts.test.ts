import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countFacts } from './counts.ts';
import { getDocument } from './documents.ts';
import { loadFacts } from './facts.ts';
import { getImport } from './imports.ts';
import { createBook, openBook } from './open.ts';
import { arbitraryFacts } from './testing/arbitrary-facts.ts';
import { at, fillBook } from './testing/fill-book.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';
import { listTransactions } from './transactions.ts';

const byId = <T extends { id: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

// A hundred books on a disk that others may be writing to as well.
test('random facts in are the facts out, after closing and opening', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      const made = createBook(path, { kind: 'own', now: NOW });
      const stored = made.write(() => fillBook(made, facts));
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
        inOrder.map(({ source, ...rest }) => ({
          ...rest,
          sourceLine: source?.line ?? null,
          sourceFile: source
            ? book.read(() => getImport(book, source.batchId))?.fileName
            : undefined,
        })),
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
