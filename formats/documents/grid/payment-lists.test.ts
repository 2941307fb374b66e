/** Lists of labels and values for each payment are rows of one table, in every container; what is of no list is asked. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';
import { extractText } from '../source/extract-text.ts';
import { makePdf, pageOf } from '../source/testing/make-files.ts';

function read(text: string): string[] {
  const { document } = readAllocationText(text, { known: [] });
  const rows = document.securities.flatMap(({ distributions }) =>
    distributions.map(({ recordDate, payableDate, amountPerShare, components }) =>
      [
        recordDate,
        payableDate,
        amountPerShare,
        components.ordinary,
        components.capitalGain,
        components.returnOfCapital,
      ].join(' '),
    ),
  );
  const errors = document.notices.filter(({ level }) => level === 'error');
  return [...rows, ...errors.map(({ code, line }) => `! ${code} ${line ?? ''}`.trimEnd())];
}

const TITLE = ['Larkspur Realty Trust, Inc.', 'Tax Treatment of 2015 Distributions, Common Stock'];
const FIRST = [
  'Payable Date: 01/15/2015 (record date 12/31/2014)',
  'Ordinary income: $0.25',
  'Capital gain: $0.05',
  'Return of capital (nondividend distribution): $0.10',
  'Total distribution per share: $0.40',
];
const SECOND = [
  'Payable Date: 04/15/2015 (record date 03/31/2015)',
  'Ordinary income: $0.28',
  'Return of capital (nondividend distribution): $0.14',
  'Total distribution per share: $0.42',
];
const page = (...lists: readonly (readonly string[])[]): string =>
  [...TITLE, ...lists.flatMap((list) => ['', ...list])].join('\n');

const ROWS = ['2014-12-31 2015-01-15 0.4 0.25 0.05 0.1', '2015-03-31 2015-04-15 0.42 0.28 0 0.14'];

test('a part that one of the lists has not is nothing there', () => {
  expect(read(page(FIRST, SECOND))).toEqual(ROWS);
});

test.each([
  ['dots', (line: string) => line.replace(/: \$/, ' ........ $')],
  ['columns of spaces', (line: string) => line.replace(/: \$/, '          $')],
  ['tabs', (line: string) => line.replace(/: \$/, '\t$')],
  ['lines', (line: string) => line.replace(/: \$/, '\n$')],
  ['bullets', (line: string) => line.replace(/^(?!Pay)(.*): \$/, '• $1 – $')],
  ['days below each other', (line: string) => line.replace(/ \((record.*)\)/, '\n$1')],
  [
    'names behind days',
    (line: string) => line.replace(/^Payable Date: (\S+) (.*)$/, '$1 payment $2'),
  ],
])('label and value are parted by %s', (_, change) => {
  expect(read(page(FIRST.map(change), SECOND.map(change)))).toEqual(ROWS);
});

test.each([
  ['a definition list', 'h3', 'dl', 'dt', 'dd'],
  ['a table', 'p', 'table', 'td', 'td'],
])('web page: %s', (_, head, list, label, value) => {
  const html = [FIRST, SECOND].map(([days = '', ...parts]) => {
    const entries = parts.map((part) => {
      const [name, figure] = part.split(': ');
      const cells = `<${label}>${name}</${label}><${value}>${figure}</${value}>`;
      return list === 'table' ? `<tr>${cells}</tr>` : cells;
    });
    return `<${head}>${days}</${head}><${list}>${entries.join('')}</${list}>`;
  });
  const title = TITLE.map((line) => `<h2>${line}</h2>`).join('');
  expect(read(`<html><body>${title}${html.join('')}</body></html>`)).toEqual(ROWS);
});

test('PDF', async () => {
  const bytes = makePdf([pageOf(page(FIRST, SECOND).split('\n'))]);
  const extracted = await extractText(bytes, 'lists.pdf');
  expect(extracted.ok && read(extracted.text)).toEqual(ROWS);
});

test('what is said of a day beside its name leaves its list unread, and that is asked', () => {
  const inShares = FIRST.map((line) => line.replace('Payable Date', 'Payable in new shares'));
  expect(read(page(inShares, SECOND))).toEqual([ROWS[1], '! unread-row 4']);
});

test('a day that cannot be read leaves its list unread, and that is asked', () => {
  const damaged = FIRST.map((line) => line.replace('01/15/2015', '01/15/2O15'));
  expect(read(page(damaged, SECOND))).toEqual([ROWS[1], '! unread-row 4']);
});

test('a list goes on behind a line that cannot be read: none of it counts', () => {
  const whole = [...FIRST, 'Section 199A dividend; to be announced', 'Qualified dividend: $0.05'];
  const cut = [...FIRST, 'Section 199A dividend: $O.25', 'Qualified dividend: $0.05'];
  for (const list of [whole, cut]) {
    expect(read(page(list, SECOND)).some((row) => row.startsWith('! unread-row 4'))).toBe(true);
  }
});

test('percentages that are not those of the dollars are asked about', () => {
  const shares = ['62.5%', '12.5%', '25.0%', '100%'];
  const withShares = (all: readonly string[]) =>
    FIRST.map((line, i) => (i === 0 ? line : `${line} (${all[i - 1] ?? ''})`));
  expect(read(page(withShares(shares)))).toEqual([ROWS[0]]);
  const [, ...others] = shares;
  expect(read(page(withShares(['63.5%', ...others])))).not.toContain(ROWS[0]);
});

test('a list of the year behind the others is their total', () => {
  const year = (total: string) => [
    'Total for 2015',
    'Ordinary income: $0.53',
    'Capital gain: $0.05',
    'Return of capital (nondividend distribution): $0.24',
    `Total distribution per share: ${total}`,
  ];
  expect(read(page(FIRST, SECOND, year('$0.82')))).toEqual(ROWS);
  expect(read(page(FIRST, SECOND, year('$0.92')))).not.toEqual(ROWS);
});
