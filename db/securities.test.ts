import { expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import {
  addIdentifier,
  addSecurity,
  endIdentifier,
  getSecurity,
  listAllIdentifiers,
  listIdentifiers,
  listSecurities,
  moveSecurity,
  removeIdentifier,
  type IdentifierKind,
} from './securities.ts';
import type { Book } from './open.ts';
import { day, everyKind } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import { addTransactions, loadTransactions } from './transactions.ts';

const common = {
  issuer: 'Juniper Court Trust',
  name: 'Common Shares',
  symbol: 'JCT',
  cusips: ['48123A104', '48123A203'],
};
const found = (book: Book, kind: IdentifierKind, value: string): string[] =>
  listAllIdentifiers(book)
    .filter((each) => each.kind === kind && each.value === value)
    .map((each) => each.securityId);

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

test('a former name is kept beside the name of today', () =>
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
      expect(found(book, 'name', 'Common Shares')).toEqual(['b']);
      expect(getSecurity(book, 'b')?.name).toBe('Ordinary Shares');
    }),
  ));

test('a ticker passes from one security to another, and each has it in its time', () =>
  withBook((book) =>
    book.write(() => {
      const bare = { issuer: null, cusips: [] };
      const { id: old } = addSecurity(book, { ...bare, name: 'Old', symbol: 'JCT' }, () => 'old');
      const { id: next } = addSecurity(book, { ...bare, name: 'New', symbol: null }, () => 'new');
      const symbol = { kind: 'symbol', value: 'JCT' } as const;
      const taken = { ...symbol, validFrom: day('2020-12-15'), validTo: null };
      expect(() => addIdentifier(book, next, taken)).toThrow(/UNIQUE/);

      const last = day('2020-12-14');
      expect(endIdentifier(book, old, { ...symbol, validFrom: null }, last)).toBe(true);
      expect(endIdentifier(book, old, { ...symbol, validFrom: last }, last)).toBe(false);
      // Nobody else has had it: it still says best what is meant.
      expect(getSecurity(book, old)?.symbol).toBe('JCT');
      addIdentifier(book, next, taken);
      expect(listSecurities(book).map(({ id, symbol: label }) => [id, label])).toEqual([
        ['new', 'JCT'],
        ['old', null],
      ]);
      expect(getSecurity(book, old)?.symbol).toBeNull();

      const former = { ...symbol, validFrom: null, validTo: last, securityId: old };
      expect(listIdentifiers(book, old)).toEqual([former]);
      expect(listIdentifiers(book, next)).toEqual([{ ...taken, securityId: next }]);
      expect(listAllIdentifiers(book)).toEqual([former, { ...taken, securityId: next }]);

      const renamed = { ...symbol, value: 'JCTO', validFrom: day('2020-12-15'), validTo: null };
      addIdentifier(book, old, renamed);
      expect(getSecurity(book, old)?.symbol).toBe('JCTO');
      removeIdentifier(book, old, 'symbol', 'JCTO', null);
      expect(getSecurity(book, old)?.symbol).toBe('JCTO');
      removeIdentifier(book, old, 'symbol', 'JCTO', renamed.validFrom);
      expect(listIdentifiers(book, old)).toEqual([former]);
      expect(endIdentifier(book, next, taken, day('2024-06-28'))).toBe(true);
      // Two that had it, and none that has it: it says of neither which is meant.
      expect(listSecurities(book).map((each) => each.symbol)).toEqual([null, null]);
    }),
  ));

test('a ticker in use is shown before one that ended later', () =>
  withBook((book) =>
    book.write(() => {
      const { id } = addSecurity(book, common);
      addIdentifier(book, id, {
        kind: 'symbol',
        value: 'JCTW',
        validFrom: day('2004-05-03'),
        validTo: day('2005-05-03'),
      });
      expect(getSecurity(book, id)?.symbol).toBe('JCT');
    }),
  ));

test('a security that turns out to be another takes along what leads to it', () =>
  withBook((book) =>
    book.write(() => {
      const account = addAccount(book, { name: 'Broker', taxDeferred: false }).id;
      const toAccount = addAccount(book, { name: 'IRA', taxDeferred: true }).id;
      const none = { issuer: null, symbol: null, cusips: [] };
      for (const id of ['a', 'b', 'c']) addSecurity(book, { ...none, name: id }, () => id);
      addTransactions(book, everyKind({ account, toAccount, security: 'a', toSecurity: 'b' }));
      moveSecurity(book, 'b', 'c');
      const led = loadTransactions(book).flatMap((one) =>
        'toSecurityId' in one ? [one.toSecurityId] : [],
      );
      expect(new Set(led)).toEqual(new Set(['c']));
      moveSecurity(book, 'a', 'c');
      expect(listSecurities(book).map(({ id }) => id)).toEqual(['c']);
    }),
  ));
