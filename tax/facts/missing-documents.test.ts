import { expect, test } from 'vitest';
import { missingDocuments, yearsInWords } from './missing-documents.ts';

test('years are written as a person does', () => {
  expect(yearsInWords([2001])).toBe('2001');
  expect(yearsInWords([2001, 2000])).toBe('2000 and 2001');
  expect(yearsInWords([1998, 2000, 2001, 2002, 2005])).toBe('1998, 2000 to 2002 and 2005');
});

test('one sentence names each security with its years', () => {
  const years = [2001, 1998, 2000, 1999].map((year) => ({ about: { security: 'AIV', year } }));
  expect(missingDocuments([...years, { about: { security: 'AIVPrC', year: 2001 } }])).toMatch(
    /: AIV for 1998 to 2001 and AIVPrC for 2001\./,
  );
});

test('a year in which published sources have no dividend is told of by itself', () => {
  const noneFound = 'What is known of 2023: nothing was paid.';
  const none = { about: { security: 'AIV', year: 2023 }, noneFound };
  expect(missingDocuments([{ about: { security: 'AIV', year: 2022 } }, none])).toMatch(
    /: AIV for 2022\. .*\. What is known of 2023: nothing was paid\. If you got no dividend in such a year/,
  );
  expect(missingDocuments([none, { ...none, about: { security: 'AIV', year: 2024 } }])).toMatch(
    /^What is known of 2023: nothing was paid\. If you/,
  );
});
