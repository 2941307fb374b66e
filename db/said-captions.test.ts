import { expect, test } from 'vitest';
import { insertDocument, removeDocument } from './documents.ts';
import {
  addSaidCaptions,
  listSaidCaptions,
  removeSaidCaptions,
  type SaidCaptionRow,
} from './said-captions.ts';
import { addSecurity } from './securities.ts';
import { aDocument } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';

const said = (documentId: string, caption: string, more: Partial<SaidCaptionRow> = {}) => ({
  documentId,
  caption,
  nth: 0,
  of: 1,
  printed: caption.toUpperCase(),
  meaning: 'ordinary',
  ...more,
});

test('what was said is kept with its document, said anew, forgotten, and gone with the document', () =>
  withBook((book) =>
    book.write(() => {
      const security = addSecurity(book, {
        issuer: 'Juniper Court Trust',
        name: 'Common Shares',
        symbol: 'JCT',
        cusips: [],
      }).id;
      const [one, two] = [1, 2].map((n) => insertDocument(book, aDocument(security, n)).id) as [
        string,
        string,
      ];
      const line = [0, 1].map((nth) => said(one, 'a line', { nth, of: 2 }));
      addSaidCaptions(book, [said(one, 'yield'), ...line, said(two, 'yield')]);
      const captions = () =>
        listSaidCaptions(book).map(({ documentId, caption, nth, of, meaning }) => [
          documentId,
          caption,
          nth,
          of,
          meaning,
        ]);
      expect(captions()).toEqual([
        [one, 'a line', 0, 2, 'ordinary'],
        [one, 'a line', 1, 2, 'ordinary'],
        [one, 'yield', 0, 1, 'ordinary'],
        [two, 'yield', 0, 1, 'ordinary'],
      ]);
      addSaidCaptions(book, [said(two, 'yield', { meaning: 'notNeeded' })]);
      expect(captions().at(-1)).toEqual([two, 'yield', 0, 1, 'notNeeded']);
      removeSaidCaptions(book, [line[1] as SaidCaptionRow, said(two, 'nothing')]);
      expect(captions()).toHaveLength(3);
      removeDocument(book, one);
      expect(captions()).toEqual([[two, 'yield', 0, 1, 'notNeeded']]);
      expect(listSaidCaptions(book)[0]).toMatchObject({
        issuer: 'Juniper Court Trust',
        printed: 'YIELD',
      });
    }),
  ));
