import { expect, test } from 'vitest';
import { readAllocationText, type TextReading } from '../../read-document.ts';
import { givesAllTo199A } from './whole-parts.ts';

const CAPTIONS =
  'Record Date | Payable Date | Dividend Per Share | Taxable Ordinary Dividends | Qualified Dividends | Return of Capital';

function read(rows: string, sentence: string): TextReading {
  const text = `Larkmoor Apartments, Inc. Announces 2019 Dividend Allocation

Class A Common Stock (CUSIP 99381T206)

${CAPTIONS}
${rows}

${sentence}
`;
  return readAllocationText(text, { known: [] });
}

const BESIDE = `3/15/2019 | 3/29/2019 | $0.50 | 60.0% | 10.0% | 30.0%
6/14/2019 | 6/28/2019 | $0.50 | 50.0% | 20.0% | 30.0%`;
const WITHIN = `3/15/2019 | 3/29/2019 | $0.50 | 70.0% | 10.0% | 30.0%
6/14/2019 | 6/28/2019 | $0.50 | 70.0% | 20.0% | 30.0%`;

function errorsOf({ document }: TextReading): string[] {
  return document.notices.flatMap(({ level, code }) => (level === 'error' ? [code] : []));
}

function of199A({ document }: TextReading): (string | undefined)[] {
  return (document.securities[0]?.distributions ?? []).map(({ subsets }) => subsets.section199A);
}

test.each([
  '1 Taxable Ordinary Dividends are “qualified REIT dividends” for purposes of section 199A.',
  'The 2019 Non-Qualified Ordinary Dividends are also reported on Form 1099-DIV, Box 5, Section 199A Dividends.',
  'For shareholders other than corporations, the ordinary dividends are "qualified REIT dividends" in determining qualified business income.',
  'All of the ordinary dividends are section 199A dividends.',
])('all that is ordinary and not qualified is of section 199A: %s', (sentence) => {
  const [beside, within] = [read(BESIDE, sentence), read(WITHIN, sentence)];
  expect([errorsOf(beside), errorsOf(within)]).toEqual([[], []]);
  expect(of199A(beside)).toEqual(['60', '50']);
  expect(of199A(within)).toEqual(['60', '50']);
});

test.each([
  'A portion of the ordinary dividends is reported on Form 1099-DIV in box 5 as section 199A dividends.',
  'The ordinary dividends are qualified REIT dividends, except those of the first quarter.',
  'The ordinary dividends are not qualified dividends and a part of them are qualified REIT dividends.',
])('a part of them is a question: %s', (sentence) => {
  expect(givesAllTo199A(sentence)).toBe(false);
  expect(errorsOf(read(BESIDE, sentence))).toContain('statement-unread');
});

test('a fraction in words is applied', () => {
  const half = read(BESIDE, 'One half of the ordinary dividends are section 199A dividends.');
  expect(errorsOf(half)).toEqual([]);
  expect(of199A(half)).toEqual(['30', '25']);
});
