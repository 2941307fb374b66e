/** What becomes of a book if a copy takes its place: of every kind of thing that a person put into it. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { createBook, openBook, type Book } from '../db/open.ts';
import { makeFullBookAt } from '../db/testing/full-book.ts';
import { NOW } from '../db/testing/samples.ts';
import { contentsOf } from './book-contents.ts';
import { differencesBetween } from './book-differences.ts';
import { useHarness } from './testing/harness.ts';

const use = useHarness();

const contents = (book: Book) => book.read(() => contentsOf(book));

it('names every kind of what goes, and of what comes back', () => {
  const file = (name: string): string => path.join(use.app.folder, name);
  makeFullBookAt(file('full'));
  const full = openBook(file('full'));
  const empty = createBook(file('empty'), { kind: 'own', now: NOW });
  const gone = differencesBetween(contents(empty), contents(full));
  const back = differencesBetween(contents(full), contents(empty));
  expect(differencesBetween(contents(full), contents(full))).toEqual([]);
  full.close();
  empty.close();
  const named = gone.map((one) => [one.what, one.gone.count, one.gone.first.at(-1)]);
  expect(named.slice(0, 2).map(([what]) => what)).toEqual(['entries', 'releases']);
  expect(named.slice(2)).toEqual([
    ['captions', 1, '"Yield" in allocation-1.txt'],
    ['accounts', 2, 'Old plan'],
    ['securities', 2, 'Spun'],
    ['layouts', 1, 'Old bank'],
    ['claims', 1, '-$12.66 of JCT on 2001-05-18'],
    ['forms', 1, 'the 1099 of Broker for 2001'],
    ['accepted', 1, 'Box 2a of the 1099 of Broker for 2001: Too little to ask about.'],
    ['standIns', 1, 'for JCT in 2001'],
    ['filed', 1, 'for 2001'],
  ]);
  expect(back.map((one) => [one.what, one.back.count])).toEqual(
    gone.map((one) => [one.what, one.gone.count]),
  );
});
