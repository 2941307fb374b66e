import { expect, it } from 'vitest';
import { contentInWords, linesOf, sizeInWords } from './words.ts';

it('says sizes as a file manager does', () => {
  expect([1, 1024, 171_008, 13_002_342].map(sizeInWords)).toEqual([
    '1 KB',
    '1 KB',
    '167 KB',
    '12.4 MB',
  ]);
});

it('says what a copy holds', () => {
  const counts = { accounts: 1, securities: 3, documents: 0, transactions: 1200 };
  expect(contentInWords({ counts })).toBe('1,200 entries, 0 releases and 1 account');
});

it('says what becomes of the book', () => {
  const none = { count: 0, first: [] };
  expect(
    linesOf([
      {
        what: 'entries',
        back: { count: 1, first: ['sale of AIV'] },
        gone: { count: 7, first: ['a', 'b'] },
        changed: none,
      },
      { what: 'securities', back: none, gone: none, changed: { count: 2, first: ['AIV', 'AIR'] } },
    ]),
  ).toEqual([
    { words: '1 entry comes back', names: 'sale of AIV' },
    { words: '7 entries go', names: 'a; b; and 5 more' },
    { words: '2 securities are as they were then', names: 'AIV; AIR' },
  ]);
});
