import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseDay, type Day } from './days.ts';
import { typedDay, typedNumber } from './typed.ts';

describe('a day', () => {
  it.each([
    '2000-03-01',
    '2000-3-1',
    '2000/03/01',
    '20000301',
    '3/1/2000',
    '03/01/2000',
    '3/1/00',
    '3-1-2000',
    'Mar 1, 2000',
    ' mar  1 2000 ',
    'March 1st, 2000',
    'Mar. 1, 2000',
    '1 Mar 2000',
    '01-MAR-2000',
    '1-Mar-00',
  ])('%s is March 1, 2000', (text) => {
    expect(typedDay(text)).toBe('2000-03-01');
  });

  it.each(['', '3/1', '13/1/2000', '2/30/2000', 'Mrz 1, 2000', '2000-03-01x', '3/1/0', 'tomorrow'])(
    '"%s" is none',
    (text) => {
      expect(typedDay(text)).toBeUndefined();
    },
  );

  it.each([
    ['Sept 2nd, 2010', '2010-09-02'],
    ['Sept. 3rd 2010', '2010-09-03'],
    ['September 4th, 2010', '2010-09-04'],
    ['5 Sep 2010', '2010-09-05'],
  ])('%s is %s', (text, is) => {
    expect(typedDay(text)).toBe(is);
  });

  it('of two digits is of 1970 to 2069', () => {
    expect([typedDay('1/2/69'), typedDay('1/2/70'), typedDay('9/30/99')]).toEqual([
      '2069-01-02',
      '1970-01-02',
      '1999-09-30',
    ]);
  });

  it('is the same in every form, for any day', () => {
    const first = parseDay('1970-01-01') as Day;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36500 }), (days) => {
        const day = addDays(first, days);
        const [year = '', month = '', date = ''] = day.split('-');
        const plain = `${Number(month)}/${Number(date)}`;
        const forms = [
          day,
          `${plain}/${year}`,
          `${plain}/${year.slice(2)}`,
          day.replaceAll('-', ''),
        ];
        expect(new Set(forms.map(typedDay))).toEqual(new Set([day]));
      }),
    );
  });
});

it.each([
  ['1,000', '1000'],
  ['$3,800', '3800'],
  ['$ 3,800.00', '3800.00'],
  ['(12.50)', '-12.50'],
  ['($1,012.50)', '-1012.50'],
  ['-$5', '-5'],
  ['$-5', '-5'],
  ['\u22125', '-5'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['12', '12'],
  // What is no such number stays, for the field to be said wrong.
  ['1,00', '1,00'],
  ['12,34', '12,34'],
  ['1.000,50', '1.000,50'],
  ['abc', 'abc'],
  ['(-5)', '(-5)'],
  ['--5', '--5'],
  ['', ''],
  ['$', '$'],
])('"%s" is the number %s', (text, number) => {
  expect(typedNumber(text)).toBe(number);
});
