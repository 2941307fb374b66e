import { expect, test } from 'vitest';
import { missingDocuments, yearsInWords } from './missing-documents.ts';

test('years are written as a person does', () => {
  expect(yearsInWords([2001])).toBe('2001');
  expect(yearsInWords([2001, 2000])).toBe('2000 and 2001');
  expect(yearsInWords([1998, 2000, 2001, 2002, 2005])).toBe('1998, 2000 to 2002 and 2005');
});

test('one sentence names each security with its years', () => {
  const years = [2001, 1998, 2000, 1999].map((year) => ({ security: 'AIV', year }));
  expect(missingDocuments([...years, { security: 'AIVPrC', year: 2001 }])).toMatch(
    /: AIV for 1998 to 2001 and AIVPrC for 2001\./,
  );
});
