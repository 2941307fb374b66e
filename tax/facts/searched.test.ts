import { describe, expect, it } from 'vitest';
import { searchedBy } from './searched.ts';

const TEXT = 'aiv/2000-03-01 aiv taxable 2000-03-01';
const finds = (search: string, text = TEXT): boolean | undefined => searchedBy(search)?.(text);

describe('a search', () => {
  it('finds a day as it stands, as it is shown and as it is typed', () => {
    for (const search of [
      '2000-03-01',
      'Mar 1, 2000',
      'march 1st 2000',
      'Mar. 1',
      'MAR 1, taxable',
      '3/1/2000',
      '03/01/2000',
      'March 2000',
      'Mar 1, 2000 · 1,100.5 sh. (2)',
    ])
      expect(finds(search), search).toBe(true);
  });

  it('finds no other day', () => {
    for (const search of ['Mar 11, 2000', 'Mar 1, 2001', 'mar 2', '1/3/2000', 'April 2000'])
      expect(finds(search), search).toBe(false);
  });

  it('finds a name that only looks like a day', () => {
    expect(finds('may 2000', 'may 2000 purchase aiv 1999-04-03')).toBe(true);
  });

  it('is none where nothing is typed', () => {
    expect(searchedBy('  ')).toBeNull();
  });
});
