import { expect, test } from 'vitest';
import { countFacts } from './counts.ts';
import {
  findDocumentBySha256,
  getDocument,
  insertDocument,
  listDocuments,
  loadDocuments,
  removeDocument,
} from './documents.ts';
import { addSecurity } from './securities.ts';
import { aDistribution, aDocument, day } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import type { Book } from './open.ts';

function twoSecurities(book: Book): [string, string] {
  const add = (id: string): string =>
    addSecurity(book, { issuer: null, name: id, symbol: null, cusips: [] }, () => id).id;
  return [add('zinnia'), add('aster')];
}

test('a document is listed with its securities in its own order and under its own names', () =>
  withBook((book) =>
    book.write(() => {
      const [first, second] = twoSecurities(book);
      const given = aDocument(first, 1, {
        securities: [
          {
            securityId: first,
            printedName: 'Common  Shares ⁽¹⁾',
            distributions: [
              aDistribution({ payableDate: day('2001-11-16') }),
              aDistribution({ payableDate: day('2001-05-18') }),
            ],
          },
          { securityId: second, printedName: 'Series A', distributions: [] },
        ],
      });
      const row = insertDocument(book, given);
      expect(row).toEqual({
        id: row.id,
        name: given.fileName,
        issuer: given.issuer,
        taxYear: 2001,
        publishedOn: '2002-01-22',
        status: 'final',
        version: 1,
        sha256: given.sha256,
        acceptedAt: given.acceptedAt,
        securities: [
          { securityId: first, name: 'Common  Shares ⁽¹⁾', distributions: 2 },
          { securityId: second, name: 'Series A', distributions: 0 },
        ],
      });
      expect(listDocuments(book)).toEqual([row]);
      const whole = getDocument(book, row.id);
      expect(whole?.text).toBe(given.text);
      const [common] = whole?.document.securities ?? [];
      expect(common?.distributions.map((each) => each.payableDate)).toEqual([
        '2001-11-16',
        '2001-05-18',
      ]);
    }),
  ));

test('versions count up by issuer and tax year, and start anew for another', () =>
  withBook((book) =>
    book.write(() => {
      const [security] = twoSecurities(book);
      const version = (mark: number, change: Parameters<typeof aDocument>[2]): number =>
        insertDocument(book, aDocument(security, mark, change)).version;
      expect(version(1, {})).toBe(1);
      expect(version(2, { status: 'corrected' })).toBe(2);
      expect(version(3, { taxYear: 2002 })).toBe(1);
      expect(version(4, { issuer: 'Another Trust' })).toBe(1);
      expect(version(5, { issuer: null })).toBe(1);
      expect(version(6, { issuer: null })).toBe(2);
      expect(version(7, {})).toBe(3);
    }),
  ));

test('documents stand in the order of acceptance, for the engine too', () =>
  withBook((book) =>
    book.write(() => {
      const [security] = twoSecurities(book);
      const rows = [5, 3, 9].map((mark) => insertDocument(book, aDocument(security, mark)));
      removeDocument(book, rows[0]?.id ?? '');
      const again = insertDocument(book, aDocument(security, 5));
      const inOrder = ['allocation-3.txt', 'allocation-9.txt', 'allocation-5.txt'];
      expect(listDocuments(book).map((row) => row.name)).toEqual(inOrder);
      expect(loadDocuments(book).map((document) => document.name)).toEqual(inOrder);
      expect(again.version).toBe(4);
    }),
  ));

test('the same text is refused, and found by its digest', () =>
  withBook((book) => {
    const row = book.write(() => {
      const [security] = twoSecurities(book);
      return insertDocument(book, aDocument(security, 1));
    });
    book.read(() => {
      expect(findDocumentBySha256(book, row.sha256)).toEqual(row);
      expect(findDocumentBySha256(book, 'e'.repeat(64))).toBeUndefined();
    });
    const twice = (): unknown =>
      book.write(() => insertDocument(book, aDocument('aster', 1, { fileName: 'other.txt' })));
    expect(twice).toThrow(/UNIQUE constraint failed: document.sha256/);
    expect(book.read(() => listDocuments(book))).toEqual([row]);
  }));

test('removing takes out the one document whole, and answers with it', () =>
  withBook((book) =>
    book.write(() => {
      const [security] = twoSecurities(book);
      const kept = insertDocument(book, aDocument(security, 1));
      const row = insertDocument(book, aDocument(security, 2));
      const whole = getDocument(book, row.id);
      expect(removeDocument(book, row.id)).toEqual(whole);
      expect(getDocument(book, row.id)).toBeUndefined();
      expect(removeDocument(book, row.id)).toBeUndefined();
      expect(listDocuments(book)).toEqual([kept]);
      expect(countFacts(book)).toMatchObject({ documents: 1, distributions: 1 });
    }),
  ));

test('a document about a security that is not in the book leaves nothing behind', () =>
  withBook((book) => {
    const dangling = (): unknown => book.write(() => insertDocument(book, aDocument('nobody', 1)));
    expect(dangling).toThrow(/FOREIGN KEY/);
    expect(book.read(() => listDocuments(book))).toEqual([]);
  }));

test('two securities and documents whose ids run together are kept apart', () =>
  withBook((book) =>
    book.write(() => {
      for (const id of ['a', 'a-b', 'b-c', 'c']) {
        addSecurity(book, { issuer: null, name: id, symbol: null, cusips: [] }, () => id);
      }
      const ids = ['x', 'd1', 'x-a', 'd2'].values();
      const next = (): string => ids.next().value ?? 'none';
      insertDocument(book, aDocument('a-b', 1), next);
      insertDocument(book, aDocument('b-c', 2), next);
      expect(loadDocuments(book).map((each) => each.securities[0]?.distributions[0]?.id)).toEqual([
        'd1',
        'd2',
      ]);
    }),
  ));
