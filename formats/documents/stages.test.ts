import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRate, type Rate } from '../../tax/money.ts';
import { cutCaptions, mentionsSubset, readCaption } from './captions.ts';
import { cellsOf, looksLikeData } from './cells.ts';
import { readColumns } from './columns.ts';
import { readConvention } from './row-convention.ts';
import { cusipCheckDigit, parseCusip } from './cusip.ts';
import { readLines, type TextLine } from './lines.ts';
import { readPreamble } from './preamble.ts';
import { readSections } from './sections.ts';
import { paragraphsOf, readStatements } from './statements.ts';
import { tickerFor } from './symbols.ts';
import { readDay, readNumber } from './values.ts';

const rate = (text: string): Rate => parseRate(text) as Rate;
const lineOf = (text: string): TextLine => readLines(text)[0] as TextLine;

describe('cells', () => {
  test.each<[string, string[]]>([
    ['a\t\tb c\t', ['a', 'b c']],
    ['| a | b c | |', ['a', 'b c']],
    ['a  b c   d', ['a', 'b c', 'd']],
  ])('%j', (text, cells) => {
    expect(cellsOf(lineOf(text)).map((cell) => cell.text)).toEqual(cells);
  });

  test.each<[string, boolean]>([
    ['02/04/02\t02/11/02\t$0.82\t61.4%', true],
    ['02/04/02 and so on', true],
    ['$0.261946 |', true],
    ['Annual $3.28 61.4% 6.6%', true],
    ['Investor Relations (303) 691-4350', false],
    ['                 Rate)       Rate)       (25% Rate)', false],
    ['Dividends   (15%        (15%        Gain', false],
    ['6.6% of the common dividend is Qualified 5-Year Gain', false],
    ['DENVER – January 29, 2003', false],
  ])('%j is a row: %s', (text, data) => {
    expect(looksLikeData(lineOf(text))).toBe(data);
  });
});

describe('values', () => {
  test.each<[string, string | undefined]>([
    ['02/04/02', '2002-02-04'],
    ['2/4/02', '2002-02-04'],
    ['12/28/2001', '2001-12-28'],
    ['01/15/03', '2003-01-15'],
    ['02/30/02', undefined],
    ['02/04/12', undefined],
    ['02/04/99', undefined],
    ['02/04/1902', undefined],
    ['02/4/02', undefined],
    ['02/04/0', undefined],
    ['02/04/0202', undefined],
    ['2002-02-04', '2002-02-04'],
    ['February 4, 2002', '2002-02-04'],
    ['4-Feb-2002', '2002-02-04'],
    ['Febuary 4, 2002', undefined],
  ])('%s in tax year 2002', (text, day) => {
    const reading = readDay(text, 2002);
    expect(reading.ok ? reading.day : undefined).toBe(day);
  });

  test('the year before and after of a century', () => {
    expect(readDay('12/30/99', 2000)).toMatchObject({ day: '1999-12-30' });
    expect(readDay('01/14/00', 1999)).toMatchObject({ day: '2000-01-14' });
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['$0.820', '0.82', 'dollars'],
    ['$.3486', '0.3486', 'dollars'],
    ['0.78', '0.78', 'plain'],
    ['100%', '100', 'percent'],
    ['–', '0', 'dash'],
    ['$0.82061.4%', undefined, undefined],
    ['6.6%12.5%', undefined, undefined],
    ['61.%', undefined, undefined],
    ['00.82', undefined, undefined],
    ['(0.05)', undefined, undefined],
    ['-0.05', undefined, undefined],
    ['$1%', undefined, undefined],
    ['0.1234567890123', undefined, undefined],
  ])('%s', (text, value, kind) => {
    const reading = readNumber(text);
    expect(reading?.rate).toBe(value === undefined ? undefined : rate(value));
    expect(reading?.kind).toBe(kind);
  });
});

describe('captions', () => {
  test.each<[string, string | undefined]>([
    ['Dividend Per Common Share', 'amountPerShare'],
    ['Capital Gain (20% Rate)', 'capitalGain'],
    ['Unrecaptured Sec. 1250 Gain (25% Rate)', 'unrecaptured1250'],
    ['Non-Taxable Distributions', 'returnOfCapital'],
    ['Qualified Dividends (15% Rate)', 'qualified'],
    ['Nonqualified Ordinary Dividends', 'ordinary'],
    ['Ordinary (20% Rate)', undefined],
    ['Sec. 1250 Gain', undefined],
    ['Gain', undefined],
    ['Dividends', undefined],
    ['Ordinary Dividend Dividend', undefined],
    ['Capital Gain 2', undefined],
  ])('%s', (caption, meaning) => {
    expect(readCaption(caption)?.meaning).toBe(meaning);
  });

  test('words are cut in the one way that gives known captions', () => {
    const words = 'Record Date Payable Date Dividend Per Share Ordinary Dividend'.split(' ');
    expect(cutCaptions(words, 4)).toEqual([[2, 4, 7, 9]]);
    expect(cutCaptions(words, 3)).toEqual([]);
  });

  test('subsets are noticed under many names', () => {
    expect(mentionsSubset('the Section 199A dividends')).toBe(true);
    expect(mentionsSubset('capital gain (20% rate)')).toBe(false);
  });

  test('captions that could stand over two columns are refused', () => {
    const rows = readLines('2/18/11  2/28/11  $0.12  50%  50%\n5/20/11  5/31/11  $0.12  50%  50%');
    const captions = readLines(
      'Record Date  Payable Date  Dividend Per Share  Ordinary Income Capital Gain X',
    );
    expect(readColumns(captions, rows)).toMatchObject({ ok: false });
  });
});

describe('convention', () => {
  const read = (parts: Record<string, string>, unit: 'percent' | 'usd' = 'percent', amount = '1') =>
    readConvention(
      Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, rate(value)])),
      new Set(),
      unit,
      rate(amount),
    );

  test('disjoint or inclusive by the sum that closes', () => {
    const beside = read({
      ordinary: '61.4',
      capitalGain: '6.6',
      unrecaptured1250: '12.5',
      returnOfCapital: '19.5',
    });
    expect(beside).toMatchObject({ ok: true, convention: { gainInclusive: false } });
    const within = read({
      ordinary: '61.4',
      capitalGain: '19.1',
      unrecaptured1250: '12.5',
      returnOfCapital: '19.5',
    });
    expect(within).toMatchObject({
      ok: true,
      convention: { gainInclusive: true },
      components: { capitalGain: rate('6.6') },
    });
  });

  test('tolerances: 0.1 percent, 0.0005 dollars, and no more', () => {
    expect(read({ ordinary: '99.9' })).toMatchObject({ ok: true, inexactSum: rate('99.9') });
    expect(read({ ordinary: '99.89' })).toMatchObject({ ok: false, code: 'sum-does-not-close' });
    expect(read({ ordinary: '0.4145' }, 'usd', '0.415')).toMatchObject({ ok: true });
    expect(read({ ordinary: '0.4144' }, 'usd', '0.415')).toMatchObject({ ok: false });
  });

  test('both ways with other components are ambiguous, with the same they are not', () => {
    expect(read({ ordinary: '100', qualified: '0.05' })).toMatchObject({
      code: 'columns-ambiguous',
    });
    expect(read({ ordinary: '100', qualified: '0' })).toMatchObject({ ok: true, convention: null });
  });

  test('parts that add up disjoint always read as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 2, max: 999 }), (a, b) => {
        fc.pre(a + b < 1000);
        const tenth = (value: number): string => `${Math.floor(value / 10)}.${value % 10}`;
        const reading = read({
          ordinary: tenth(a),
          unrecaptured1250: tenth(b),
          returnOfCapital: tenth(1000 - a - b),
        });
        expect(reading).toMatchObject({ ok: true, inexactSum: null });
      }),
      { seed: 2002, numRuns: 200 },
    );
  });
});

describe('CUSIP', () => {
  test.each(['03748R-10-1', '037833100', '38259P508', '17275R 10 2'])('%s checks', (cusip) => {
    expect(parseCusip(cusip)).toBe(cusip.replace(/[ -]/g, ''));
  });
  test('one changed digit never checks', () => {
    for (let i = 0; i < 9; i++) {
      for (const digit of '0123456789') {
        const changed = `037833100`.slice(0, i) + digit + `037833100`.slice(i + 1);
        if (changed !== '037833100') expect(parseCusip(changed)).toBeUndefined();
      }
    }
    expect(cusipCheckDigit('0374-R10')).toBeUndefined();
  });
});

describe('sections', () => {
  test.each<[string, string, string | null]>([
    ['Class A Common Stock (CUSIP 03748R-10-1)', 'Class A Common Stock', '03748R-10-1'],
    ['Common Shares (CUSIP #053484101)', 'Common Shares', '053484101'],
    [
      '7.00% Series C Preferred Shares, CUSIP No. 948741400',
      '7.00% Series C Preferred Shares',
      '948741400',
    ],
    ['Common Stock - CUSIP: 101121101', 'Common Stock', '101121101'],
  ])('%s', (text, name, cusip) => {
    const [, section] = readSections(readLines(text));
    expect(section?.heading?.name).toBe(name);
    expect(section?.heading?.cusip?.printed ?? null).toBe(cusip);
  });

  test('a name is a heading only above a table', () => {
    expect(readSections(readLines('Common Stock\nRecord Date\tPayable Date'))).toHaveLength(2);
    expect(readSections(readLines('Common Stock\nis what we sell.'))).toHaveLength(1);
  });
});

describe('statements', () => {
  const read = (text: string) => readStatements(paragraphsOf(readLines(text)));

  test.each<[string, string | null, string, string]>([
    ['(1) 6.6% of the common dividend is Qualified 5-Year Gain', 'common', 'qualified5Year', '6.6'],
    ['* 10% of each dividend qualifies as section 199A dividends.', null, 'section199A', '10'],
    [
      '5.5% of the Class D dividends\nare Qualified 5-Year Gain',
      'class d',
      'qualified5Year',
      '5.5',
    ],
  ])('%j is understood', (text, scope, subset, percent) => {
    const { statements, notices } = read(text);
    expect(notices).toEqual([]);
    expect(statements).toMatchObject([{ scope, subset, number: { rate: rate(percent) } }]);
  });

  test.each([
    '.6% of the common dividend is Qualified 5-Year Gain',
    '6.% of the common dividend is Qualified 5-Year Gain',
    'About 6.6% of the common dividend is Qualified 5-Year Gain',
    '6.6% of the capital gain is Qualified 5-Year Gain',
    '6.6% of the common dividend is Qualified Gain',
    'All of the capital gain is qualified 5-year gain.',
    '(2) Includes $0.05 of foreign tax.',
  ])('%j is an error', (text) => {
    expect(read(text)).toMatchObject({ statements: [], notices: [{ level: 'error' }] });
  });

  test.each([
    'There were no allocations of capital gain (20% rate) or qualified 5-year gain.',
    'It distributes 90% of its taxable income.',
  ])('%j changes nothing', (text) => {
    expect(read(text)).toEqual({ statements: [], notices: [] });
  });

  test('an amount in prose and a footnote that says nothing known are warnings', () => {
    expect(read('A special dividend of $1.00 was paid too.').notices).toMatchObject([
      { code: 'amount-in-text', level: 'warning' },
    ]);
    expect(read('(1) See the annual report.').notices).toMatchObject([
      { code: 'footnote-not-read', level: 'warning' },
    ]);
  });
});

describe('preamble', () => {
  const read = (text: string) => readPreamble(paragraphsOf(readLines(text)));

  test.each<[string, number | null]>([
    ['Acme Announces 2002 Dividend Allocation', 2002],
    ['Acme Announces 2012 Dividend Income Tax Allocation', 2012],
    ['Tax treatment of dividends paid in 2005', 2005],
    ['Allocation for the tax year 1999', 1999],
    ['DENVER – January 29, 2003 dividend news', null],
    ['Acme Announces Dividend Allocation', null],
    ['2002 dividend allocation and 2003 dividend outlook', null],
  ])('%s', (text, year) => {
    expect(read(text).taxYear).toBe(year);
  });

  test.each<[string, string]>([
    ['Acme Announces 2002 Dividend Allocation', 'final'],
    ['Acme Announces Estimated 2002 Dividend Allocation', 'estimate'],
    ['Acme Announces Preliminary 2002 Dividend Allocation', 'estimate'],
    ['Acme Announces Revised 2002 Dividend Allocation', 'corrected'],
    ['Acme amends its 2002 dividend allocation', 'corrected'],
    ['Acme Announces 2002 Dividend Allocation\n\nOur estimated occupancy is fine.', 'final'],
  ])('%j is %s', (text, status) => {
    expect(read(text).status).toBe(status);
  });

  test('an estimate that is corrected is told', () => {
    expect(
      read('Acme Announces Revised Estimate of 2002 Dividend Allocation. Estimated.'),
    ).toMatchObject({
      status: 'estimate',
    });
    expect(
      read('Acme Corrects Preliminary 2002 Dividend Allocation').notices.map((one) => one.code),
    ).toContain('status-unclear');
  });

  test.each<[string, string | null]>([
    ['2002 dividend\n\nDENVER – January 29, 2003', '2003-01-29'],
    ['2012 dividend\n\nDENVER -- Jan. 18, 2013 -- Acme', '2013-01-18'],
    ['2002 dividend\n\nFebruary 3, 2003', '2003-02-03'],
    ['2002 dividend\n\nDENVER – January 29, 1903', null],
    ['2002 dividend', null],
  ])('published: %j', (text, day) => {
    expect(read(text).publishedOn).toBe(day);
  });
});

test('tickers: the class letter, or the only common stock', () => {
  const tickers = ['AIV', 'AIVPrC', 'AIVPrD'];
  expect(tickerFor('Class C Cumulative Preferred Stock', tickers, 1)).toBe('AIVPrC');
  expect(tickerFor('Class A Common Stock', tickers, 1)).toBe('AIV');
  expect(tickerFor('Class A Common Stock', tickers, 2)).toBeUndefined();
  expect(tickerFor('Class Z Preferred Stock', tickers, 1)).toBeUndefined();
  expect(tickerFor('Class A Common Stock', ['AIV', 'XYZ'], 1)).toBeUndefined();
});
