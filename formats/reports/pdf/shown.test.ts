import { expect, it } from 'vitest';
import { withUsDays } from './shown.ts';

it.each([
  ['Sold on 2002-02-11 (paid 2002-05-13).', 'Sold on 02/11/2002 (paid 05/13/2002).'],
  ['AIV, 2002-02-11, 2002-05-13: both', 'AIV, 02/11/2002, 05/13/2002: both'],
  ['It ends with 2002-02-11.', 'It ends with 02/11/2002.'],
  ['the lot AIV/2002-02-11/2', 'the lot AIV/2002-02-11/2'],
  ['2003-01-29.txt and release-2003-01-29.txt', '2003-01-29.txt and release-2003-01-29.txt'],
])('of %s the days are printed, and no names', (sentence, said) => {
  expect(withUsDays(sentence)).toBe(said);
});
