/** Securities side by side, a column for each payment, are tables one below the other. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const ROWS = [
  ['Security', 'Common Stock', 'Common Stock', 'Series A Preferred', 'Series A Preferred'],
  ['CUSIP', '55301Q102', '55301Q102', '55301Q201', '55301Q201'],
  ['Record Date', '3/31/2023', '6/30/2023', '3/1/2023', '6/1/2023'],
  ['Payable Date', '4/17/2023', '7/17/2023', '3/15/2023', '6/15/2023'],
  ['Total Distribution', '$0.40', '$0.44', '$0.50', '$0.50'],
  ['Ordinary Dividends', '$0.30', '$0.33', '$0.50', '$0.50'],
  ['Nondividend Distributions', '$0.10', '$0.11', '$0.00', '$0.00'],
];

const TITLE = 'Marlpit Mortgage Capital, Inc. Announces Tax Treatment of 2023 Dividends';

function documentOf(lines: readonly string[]) {
  return readAllocationText([TITLE, '', ...lines, ''].join('\n'), { known: [] }).document;
}

function paidIn(lines: readonly string[]): string[] {
  return documentOf(lines).securities.flatMap(({ name, cusips, distributions }) =>
    distributions.map(({ payableDate, amountPerShare, components }) =>
      [name, ...cusips, payableDate, amountPerShare, components.ordinary].join(' '),
    ),
  );
}

const EXPECTED = [
  'Common Stock 55301Q102 2023-04-17 0.4 0.3',
  'Common Stock 55301Q102 2023-07-17 0.44 0.33',
  'Series A Preferred 55301Q201 2023-03-15 0.5 0.5',
  'Series A Preferred 55301Q201 2023-06-15 0.5 0.5',
];

test.each([
  ['tabs', (row: readonly string[]) => row.join('\t')],
  ['bars', (row: readonly string[]) => `| ${row.join(' | ')} |`],
  ['spaces', (row: readonly string[]) => row.map((cell) => cell.padEnd(28)).join('')],
])('set out by %s', (_, written) => {
  expect(paidIn(ROWS.map(written))).toEqual(EXPECTED);
});

test.each([
  ['a cell is lost', '$0.33', ''],
  ['a number has a wrong digit', '55301Q201', '55301Q207'],
])('where %s it is asked', (_, printed, damaged) => {
  const lines = ROWS.map((row) => row.map((cell) => cell.padEnd(28)).join(''));
  const { notices } = documentOf(
    lines.map((line) => line.replace(printed, damaged.padEnd(printed.length))),
  );
  expect(notices.filter(({ level }) => level === 'error')).not.toEqual([]);
});
