import { describe, expect, it } from 'vitest';
import { parseDay } from '../values/days.ts';
import type { Distribution } from './model.ts';
import { januaryRuleSentence, yearBySection857 } from './tax-year.ts';

function dated(declared: string, record: string, payable: string): Distribution {
  const dates = {
    declarationDate: parseDay(declared) ?? null,
    recordDate: parseDay(record) ?? null,
    payableDate: parseDay(payable),
  };
  return dates as unknown as Distribution;
}

describe('the year of section 857(b)(9)', () => {
  it.each([
    ['2002-12-10', '2002-12-31', '2003-01-15', 2002],
    ['2002-10-01', '2002-10-01', '2003-01-31', 2002],
    ['-', '2002-12-31', '2003-01-15', 2002],
    ['2002-09-30', '2002-12-31', '2003-01-15', 2003],
    ['2002-12-10', '2002-09-30', '2003-01-15', 2003],
    ['2002-12-10', '2003-01-02', '2003-01-15', 2003],
    ['2002-12-10', '-', '2003-01-15', 2003],
    ['2002-12-10', '2002-12-31', '2003-02-01', 2003],
    ['2002-12-10', '2002-12-15', '2002-12-31', 2002],
    ['2001-12-10', '2001-12-31', '2003-01-15', 2003],
  ])('declared %s, record %s, paid %s counts in %s', (declared, record, payable, year) => {
    expect(yearBySection857(dated(declared, record, payable))).toBe(year);
  });
});

describe('the sentence about a January payment', () => {
  const sentence = (record: string, payable: string, year: number) =>
    januaryRuleSentence(dated('-', record, payable), year);

  it('is not needed where the payable date speaks for itself', () => {
    expect(sentence('2002-02-04', '2002-02-11', 2002)).toBeUndefined();
    expect(sentence('2002-01-02', '2002-01-15', 2002)).toBeUndefined();
    expect(sentence('2001-12-31', '2002-02-11', 2002)).toBeUndefined();
  });

  it('names the law where the law moves the payment', () => {
    expect(sentence('2002-12-31', '2003-01-15', 2002)).toMatch(
      /^paid on 2003-01-15 to holders of record on 2002-12-31 counts in 2002: .*857\(b\)\(9\)/,
    );
  });

  it('warns where the document decides against the dates', () => {
    expect(sentence('2001-12-31', '2002-01-15', 2002)).toMatch(
      /counts in 2002 because the release lists it for that year; .*857\(b\)\(9\) would place it in 2001/,
    );
    expect(sentence('2003-05-01', '2003-05-15', 2002)).toMatch(/would place it in 2003/);
  });

  it('says why a payment declared too early is not moved', () => {
    const text = januaryRuleSentence(dated('2001-09-10', '2001-12-31', '2002-01-15'), 2002);
    expect(text).toMatch(/not declared in the last quarter/);
  });
});
