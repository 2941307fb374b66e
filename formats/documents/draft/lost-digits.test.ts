/** A date of a whole document that loses a digit is asked about, wherever the other dates tell of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const kinds = new URL('../fixtures/kinds/', import.meta.url);

function codesOf(text: string): string[] {
  const { notices } = readAllocationText(text, { known: [] }).document;
  return notices.flatMap(({ level, code }) => (level === 'error' ? [code] : []));
}

test.each([
  // Other payments come 13 and 14 days behind their record dates.
  ['names-beside-rows', '6/15/12', '6/5/12'],
  ['column-by-column-a-cell-a-line', '1/14/2011', '1/4/2011'],
])('%s: %s that became %s', (name, printed, damaged) => {
  const text = readFileSync(new URL(`${name}.txt`, kinds), 'utf8');
  expect(codesOf(text)).toEqual([]);
  expect(codesOf(text.replace(printed, damaged))).toContain('date-short-of-a-digit');
});

test('days that are written in two ways say nothing of a digit, nor does a month from March on', () => {
  const rows = (days: readonly string[]): string =>
    `Maple Trust Announces Tax Treatment of 2020 Dividends
Common Stock
Payable Date | Distribution per Share | Ordinary Dividend | Return of Capital
${days.map((day) => `${day} | $0.30 | $0.20 | $0.10`).join('\n')}
Total | $1.20 | $0.80 | $0.40
`;
  expect(codesOf(rows(['1/6/2020', '4/06/2020', '7/6/2020', '10/5/2020']))).toEqual([]);
  expect(codesOf(rows(['01/15/2020', '4/15/2020', '07/15/2020', '10/15/2020']))).toEqual([]);
  expect(codesOf(rows(['1/06/2020', '4/06/2020', '7/6/2020', '10/05/2020']))).toEqual([
    'date-style',
  ]);
});
