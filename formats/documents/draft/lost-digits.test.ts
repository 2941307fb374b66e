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
  // Two payments without a record date, both on the 18th.
  ['classes-side-by-side', '1/18/2019', '1/8/2019'],
  // A Saturday, 12 days behind its record date; the other payment comes 28 days behind, and this one 32 as printed.
  ['total-of-cash-and-one-class', '10/25/2013', '10/5/2013'],
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

/** Record and payable dates, of one year. */
const paid = (...days: readonly (readonly [string, string])[]): string =>
  `Maple Trust Announces Tax Treatment of ${days[0]?.[0].slice(-4) ?? ''} Dividends
Common Stock
Record Date | Payable Date | Distribution per Share | Ordinary Dividend | Return of Capital
${days.map(([record, payable]) => `${record} | ${payable} | $0.30 | $0.20 | $0.10`).join('\n')}
`;

/** Record dates at the ends of months, and payments weeks later as they like. */
const MONTHLY = [
  ['1/31/2019', '2/22/2019'],
  ['2/28/2019', '3/29/2019'],
  ['3/29/2019', '4/26/2019'],
  ['4/30/2019', '5/31/2019'],
  ['5/31/2019', '6/28/2019'],
  ['6/28/2019', '7/26/2019'],
  ['7/31/2019', '8/30/2019'],
  ['8/30/2019', '9/27/2019'],
  ['9/30/2019', '10/25/2019'],
  ['10/31/2019', '11/29/2019'],
  ['11/29/2019', '12/27/2019'],
] as const;
/** Payments on Fridays, ten to eighteen days behind the record date. */
const FRIDAYS = [
  ['1/3/2023', '1/13/2023'],
  ['3/27/2023', '4/14/2023'],
  ['6/26/2023', '7/14/2023'],
  ['9/26/2023', '10/13/2023'],
] as const;

test.each([
  ['the end of a month', MONTHLY, '4/30/2019', '4/3/2019'],
  ['a Friday', FRIDAYS, '4/14/2023', '4/4/2023'],
  ['a Friday that became a holiday', FRIDAYS, '7/14/2023', '7/4/2023'],
])('%s, which all other payments keep to', (_, days, printed, damaged) => {
  const text = paid(...days);
  expect(codesOf(text)).toEqual([]);
  expect(codesOf(text.replace(`${printed} | `, `${damaged} | `))).toContain(
    'date-short-of-a-digit',
  );
});

test('a month end that a weekend moved to the next month lost no digit', () => {
  const text = paid(
    ['1/9/2019', '1/31/2019'],
    ['3/11/2019', '4/1/2019'],
    ['6/10/2019', '7/1/2019'],
    ['9/10/2019', '9/30/2019'],
  );
  expect(codesOf(text)).toEqual([]);
});

test('a Sunday among payments of one day of the month is that day', () => {
  const days = (first: string): string =>
    paid(
      [first, '3/31/2020'],
      ['6/15/2020', '6/30/2020'],
      ['9/15/2020', '9/29/2020'],
      ['12/15/2020', '12/29/2020'],
    );
  expect(codesOf(days('3/15/2020'))).toEqual([]);
  expect(codesOf(days('3/5/2020'))).toEqual(['date-short-of-a-digit']);
});
