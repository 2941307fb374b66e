/** Stages that look for what copying loses, and for what stands in sentences and columns of names. */
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../read-document.ts';
import type { DraftSecurity } from './draft/draft.ts';
import {
  cusipsIn,
  groupedNumbers,
  oneClassIn,
  onlyClassIn,
  otherNumbers,
} from './grid/headings.ts';
import { readLines } from './source/lines.ts';
import { pieceOf, type Piece } from './grid/pieces.ts';
import { paragraphsOf } from './notes/paragraphs.ts';
import { yearInProse } from './notes/year-in-prose.ts';
import { readAdjustment } from './grid/values.ts';

const piecesIn = (text: string): Piece[] =>
  readLines(text).map((line) => pieceOf(line, 0, line.text.length));
const errorsOf = (text: string): string[] =>
  readAllocationText(text, { known: [] })
    .document.notices.filter((notice) => notice.level === 'error')
    .map((notice) => notice.code);

describe('a year in a sentence', () => {
  const read = (text: string): DraftSecurity | undefined => {
    const names = { name: 'Common Stock', symbolOf: () => null };
    return yearInProse(paragraphsOf(piecesIn(text)), 2012, names)?.securities[0];
  };
  const partsOf = (text: string): string[] | undefined => {
    const { columns, rows } = read(text) ?? {};
    return columns?.slice(3).map(({ meaning }, i) => `${meaning} ${rows?.[0]?.cells[i + 3]?.text}`);
  };

  test.each<[string, string[] | undefined]>([
    [
      'Of its 2012 dividends, 62.5% are ordinary dividends, 7.5% are capital gain and 30.0% are a return of capital.',
      ['ordinary 62.5%', 'capitalGain 7.5%', 'returnOfCapital 30.0%'],
    ],
    [
      'For tax purposes, 9.37 percent of common stock distributions declared in 2007 represented return of capital, 21.61 percent were classified as ordinary dividends, and 69.02 percent qualified as capital gain.',
      ['returnOfCapital 9.37%', 'ordinary 21.61%', 'capitalGain 69.02%'],
    ],
    [
      'Of the dividends paid, $2.25, or 100%, is taxable as a capital gain distribution.',
      ['capitalGain 100%'],
    ],
    // A part is missing, a part is of something else, a percentage is of none of them.
    ['Of its dividends, 62.5% are ordinary dividends and 7.5% are capital gain.', undefined],
    ['Of its dividends, 60% are ordinary dividends and 40% are paid in shares.', undefined],
    ['A dividend of 9%, of which 100% is a return of capital.', undefined],
    [
      'The dividends were 100% ordinary dividends. The distributions are 100% capital gain.',
      undefined,
    ],
  ])('%s', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  test('becomes a table with its parts in every row, each with its place', () => {
    const text = 'Of the dividends, 100% is a return of capital.';
    const security = read(text);
    expect(security?.rows).toHaveLength(4);
    for (const row of security?.rows ?? []) {
      expect(row.cells.map((cell) => cell.text)).toEqual(['', '', '', '100%']);
      expect(row.cells[3]?.place).toEqual({ line: 1, column: 19, endColumn: 22 });
    }
  });
});

test('what another sentence of the same line says of parts is not passed over', () => {
  const annual =
    'Of the 2012 dividends, 60% are ordinary dividends and 40% are a return of capital.';
  const other =
    'In addition 6.6% of each such payment qualifies as five-year gain of the dividend.';
  const title = 'Harborlight Trust 2012 common stock dividends';
  expect(errorsOf(`${title}\n\n${annual}`)).toEqual(['payments-missing']);
  expect(errorsOf(`${title}\n\n${annual} ${other}`)).toContain('statement-unread');
});

describe('numbers', () => {
  test.each<[string, string[]]>([
    ['CUSIP 892 081 100', ['892081100']],
    ['74971D 101, 751452103', ['74971D101']],
    ['892 081 101', []],
    ['303 691 4407', []],
  ])('in groups: %s', (text, numbers) => {
    expect(groupedNumbers(text)).toEqual(numbers);
  });

  test('beside the word CUSIP that are not read are found, years and used ones are not', () => {
    const [piece] = piecesIn('Common (CUSIP 037833100 and, from 2019, 0378331O0)') as [Piece];
    expect(otherNumbers(piece, new Set(['037833100']))).toEqual(['0378331O0']);
    const [plain] = piecesIn('0378331O0 and no word') as [Piece];
    expect(otherNumbers(plain, new Set())).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['Common Stock CUSIP 037833100 Record Date, Section 1250 Gain', ['037833100']],
    ['Common Stock CUSIP 892 081 100 and 037833100', ['892 081 100', '037833100']],
    ['Common Stock CUSIP 037833100 and 0378331O1', ['037833100', '0378331O1']],
    ['Common Shares, CUSIP 037833100; Series A, CUSIP 376536108', ['037833100']],
    ['Common (CUSIP 037833100 and, from July 1, 2019, 03783310', ['037833100', '03783310']],
  ])('behind the word CUSIP: %s', (text, numbers) => {
    const [piece] = piecesIn(text) as [Piece];
    expect(cusipsIn(piece).map((one) => one.text)).toEqual(numbers);
  });
});

describe('the class that a text names', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['paid on its common\nshares, the common shares', 'Common Shares', 'Common Shares'],
    ['common stock and Series A Preferred Stock', undefined, undefined],
    ['dividends on the Series A Preferred Stock', undefined, 'Series A Preferred Stock'],
    ['common stock; it owns Class A office properties', 'Common Stock', 'Common Stock'],
    ['nothing', undefined, undefined],
  ])('%j', (text, common, one) => {
    expect(onlyClassIn(text, true)).toBe(common);
    expect(oneClassIn(text)).toBe(one);
  });

  test('is not taken from a line with a number that could be a damaged CUSIP', () => {
    expect(onlyClassIn('Common Stock SIP 99188T-10-2)', false)).toBeUndefined();
  });
});

describe('adjustments', () => {
  test.each<[string, bigint | undefined]>([
    ['($0.25)', -250_000_000_000n],
    ['$(0.06)', -60_000_000_000n],
    ['-$0.25', -250_000_000_000n],
    ['$0.33', 330_000_000_000n],
    ['-', 0n],
    ['(2)x', undefined],
  ])('%s', (text, rate) => {
    expect(readAdjustment(text)?.rate).toBe(rate);
  });
});

describe('what copying loses', () => {
  const release = (rows: string): string =>
    `Harborlight Trust (NYSE: HLA, HLAPrB) 2014 Dividend Allocation\n\nCommon Stock (CUSIP 99077R-10-0)\n\nRecord Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tReturn of Capital\n${rows}`;
  const first = '3/14/2014\t3/31/2014\t$0.40\t50.0%\t50.0%\n';
  const second = '6/13/2014\t6/30/2014\t$0.40\t50.0%\t50.0%\n';
  const third = '9/12/2014\t9/30/2014\t$0.40\t50.0%\t50.0%';

  test.each<[string, string, string]>([
    ['the sign of the last figure', third.replace(/%$/, ''), 'unit-unclear'],
    ['all but the name of a row of totals', `${third}\nTotal\t\t$1.`, 'unread-row'],
    ['a digit of the last day', third.replace('9/30', '9/3'), 'impossible-dates'],
    ['a digit of a day of record', third.replace('9/12', '9/1'), 'date-short-of-a-digit'],
  ])('is noticed: %s', (_, end, code) => {
    expect(errorsOf(release(first + second + third))).toEqual([]);
    expect(errorsOf(release(first + second + end))).toContain(code);
  });

  test('a class that has no table is told, and stands in nobody’s way', () => {
    const { document } = readAllocationText(release(`${first}${second}${third}\nTotal\t\t$1.20`), {
      known: [],
    });
    const told = document.notices.filter((notice) => notice.level !== 'info');
    expect(told.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'warning ticker-without-table',
    ]);
    expect(told[0]?.message).toContain('HLAPrB');
  });
});
