/** Empty cells where places are kept: a blank is nothing, and every other cell stays under its caption. */
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';
import { extractText } from '../source/extract-text.ts';
import { makeWorkbook } from '../source/testing/make-files.ts';

const TITLE = 'Alder Trust (NYSE: ALD) Announces Tax Treatment of 2019 Dividends';
const CAPTIONS = [
  ...['Record Date', 'Payable Date', 'Dividend Per Share'],
  ...['Ordinary Dividends', 'Qualified Dividends', 'Capital Gain', 'Return of Capital'],
];
const DAYS = [
  ['3/1/2019', '3/15/2019', '$0.50'],
  ['6/3/2019', '6/14/2019', '$0.50'],
  ['9/3/2019', '9/13/2019', '$0.50'],
];
const PARTS = ['ordinary', 'qualified', 'capitalGain', 'returnOfCapital'] as const;

type Table = readonly (readonly string[])[];

function padded(text: string, width: number, side: string): string {
  if (side === 'left') return text.padEnd(width);
  if (side === 'right') return text.padStart(width);
  return text.padStart(Math.floor((width + text.length) / 2)).padEnd(width);
}

function spaced(table: Table, side: string): string[] {
  const widths = CAPTIONS.map((_, c) => Math.max(...table.map((row) => (row[c] ?? '').length)));
  return table.map((row) =>
    row
      .map((cell, c) => padded(cell, widths[c] ?? 0, side))
      .join('   ')
      .trimEnd(),
  );
}

const asText = (lines: readonly string[]): string =>
  [TITLE, '', 'Common Shares', '', ...lines, '', 'Please consult your tax advisor.'].join('\n');
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const html = (table: Table): string =>
  `<h1>${TITLE}</h1><p>Common Shares</p><table>${table
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</table><p>Please consult your tax advisor.</p>`;

const WAYS: readonly (readonly [string, string, (table: Table) => Uint8Array])[] = [
  ['left', 'a.txt', (table) => encoded(asText(spaced(table, 'left')))],
  ['right', 'a.txt', (table) => encoded(asText(spaced(table, 'right')))],
  ['centred', 'a.txt', (table) => encoded(asText(spaced(table, 'centre')))],
  ['tabs', 'a.txt', (table) => encoded(asText(table.map((row) => row.join('\t'))))],
  ['bars', 'a.txt', (table) => encoded(asText(table.map((row) => `| ${row.join(' | ')} |`)))],
  ['html', 'a.html', (table) => encoded(html(table))],
  ['csv', 'a.csv', (table) => encoded(asText(table.map((row) => row.join(','))))],
  [
    'workbook',
    'a.xlsx',
    (table) => makeWorkbook('2019', [[TITLE], [], ['Common Shares'], ...table]),
  ],
];

/** Which parts each payment has; its figures are so much of them, in percent or in dollars. */
function tableOf(rows: readonly (readonly number[])[], unit: 'percent' | 'usd'): Table {
  const cell = (value: number): string => {
    if (value === 0) return '';
    return unit === 'percent' ? `${value}%` : `$0.${String(value * 5).padStart(3, '0')}`;
  };
  return [CAPTIONS, ...rows.map((row, r) => [...(DAYS[r] ?? []), ...row.map(cell)])];
}

const CASES: readonly (readonly [string, readonly (readonly number[])[]])[] = [
  ['one column blank throughout: ordinary', [0, 0, 0].map(() => [0, 60, 20, 20])],
  ['one column blank throughout: qualified', [0, 0, 0].map(() => [60, 0, 20, 20])],
  ['one column blank throughout: gain', [0, 0, 0].map(() => [60, 20, 0, 20])],
  ['one column blank throughout: return of capital', [0, 0, 0].map(() => [60, 20, 20, 0])],
  [
    'another in each row',
    [
      [60, 20, 0, 20],
      [60, 0, 20, 20],
      [0, 60, 20, 20],
    ],
  ],
  [
    'two of them, and none',
    [
      [60, 0, 0, 40],
      [50, 10, 20, 20],
      [80, 20, 0, 0],
    ],
  ],
];

describe.each(WAYS)('%s', (_, name, written) => {
  test.each(
    CASES.flatMap(
      ([title, rows]) =>
        [
          [title, 'percent', rows],
          [title, 'usd', rows],
        ] as const,
    ),
  )('%s, in %s', async (_title, unit, rows) => {
    const extracted = await extractText(written(tableOf(rows, unit)), name);
    if (!extracted.ok) throw new Error(extracted.message);
    const { document } = readAllocationText(extracted.text, { known: [] });
    const errors = document.notices.filter(({ level }) => level === 'error');
    const found = (document.securities[0]?.distributions ?? []).map(({ components }) =>
      PARTS.map((part) => Number(components[part]) * (unit === 'usd' ? 200 : 1)),
    );
    // What is not read is asked about; what is read is what is printed.
    if (errors.length === 0) expect(found).toEqual(rows);
    else expect(KEPT).not.toContain(name === 'a.txt' ? _ : name);
    for (const one of found) expect(rows).toContainEqual(one);
  });
});

/** Where every blank is read, and nothing is asked. */
const KEPT = ['left', 'right', 'centred'];
