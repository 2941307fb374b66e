import { expect, test } from 'vitest';
import {
  addIdentifier,
  addSecurity,
  findSecurities,
  getSecurity,
  listSecurities,
  type IdentifierKind,
} from './securities.ts';
import type { Book } from './open.ts';
import { day } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';

const common = {
  issuer: 'Juniper Court Trust',
  name: 'Common Shares',
  symbol: 'JCT',
  cusips: ['48123A104', '48123A203'],
};
const found = (book: Book, kind: IdentifierKind, value: string): string[] =>
  findSecurities(book, kind, value).map((security) => security.id);

test('a security keeps its CUSIPs in order and is found by each', () =>
  withBook((book) =>
    book.write(() => {
      const added = addSecurity(book, common, () => 'id-1');
      expect(added).toEqual({ id: 'id-1', ...common });
      expect(getSecurity(book, 'id-1')).toEqual(added);
      expect(listSecurities(book)).toEqual([added]);
      expect(found(book, 'cusip', '48123A104')).toEqual(['id-1']);
      expect(found(book, 'cusip', '48123A203')).toEqual(['id-1']);
      expect(found(book, 'symbol', 'JCT')).toEqual(['id-1']);
      expect(found(book, 'name', 'Common Shares')).toEqual(['id-1']);
      expect(found(book, 'symbol', 'Common Shares')).toEqual([]);
      expect(getSecurity(book, 'id-2')).toBeUndefined();
    }),
  ));

test('the newest ticker is shown, the older ones still find it', () =>
  withBook((book) =>
    book.write(() => {
      const { id } = addSecurity(book, common);
      const symbol = { kind: 'symbol', validTo: null } as const;
      addIdentifier(book, id, { ...symbol, value: 'JCTX', validFrom: day('2004-05-03') });
      addIdentifier(book, id, { ...symbol, value: 'JCTB', validFrom: day('2002-02-04') });
      expect(getSecurity(book, id)?.symbol).toBe('JCTX');
      expect(listSecurities(book)[0]?.symbol).toBe('JCTX');
      for (const value of ['JCT', 'JCTB', 'JCTX'])
        expect(found(book, 'symbol', value)).toEqual([id]);
    }),
  ));

test('a CUSIP with an earlier first day comes first, whenever it was entered', () =>
  withBook((book) =>
    book.write(() => {
      const { id } = addSecurity(book, { ...common, cusips: [] });
      const cusip = { kind: 'cusip', validTo: null } as const;
      addIdentifier(book, id, { ...cusip, value: '48123A203', validFrom: day('2010-01-04') });
      addIdentifier(book, id, { ...cusip, value: '48123A104', validFrom: day('1998-01-02') });
      expect(getSecurity(book, id)?.cusips).toEqual(['48123A104', '48123A203']);
    }),
  ));

test('a name that two securities have, or had, finds both', () =>
  withBook((book) =>
    book.write(() => {
      const bare = { symbol: null, cusips: [] };
      addSecurity(book, { ...bare, issuer: 'A', name: 'Common Shares' }, () => 'a');
      addSecurity(book, { ...bare, issuer: 'B', name: 'Ordinary Shares' }, () => 'b');
      addIdentifier(book, 'b', {
        kind: 'name',
        value: 'Common Shares',
        validFrom: null,
        validTo: day('2001-06-29'),
      });
      expect(found(book, 'name', 'Common Shares')).toEqual(['a', 'b']);
      expect(getSecurity(book, 'b')?.name).toBe('Ordinary Shares');
    }),
  ));
