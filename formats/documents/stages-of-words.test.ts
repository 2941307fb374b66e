import { describe, expect, test } from 'vitest';
import { cusipCheckDigit, parseCusip } from './grid/cusip.ts';
import { readHeading } from './grid/headings.ts';
import { readLines } from './source/lines.ts';
import { pieceOf, type Piece } from './grid/pieces.ts';
import { readPreamble } from './notes/preamble.ts';
import { paragraphsOf } from './notes/paragraphs.ts';
import { readStatements } from './notes/statements.ts';
import { tickerFor } from './grid/symbols.ts';

const piecesIn = (text: string): Piece[] =>
  readLines(text).map((line) => pieceOf(line, 0, line.text.length));

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

describe('headings', () => {
  test.each<[string, string, string[]]>([
    ['Class A Common Stock (CUSIP 03748R-10-1)', 'Class A Common Stock', ['03748R-10-1']],
    ['Common Shares (CUSIP #053484101)', 'Common Shares', ['053484101']],
    [
      '7.00% Series C Preferred Shares, CUSIP No. 948741400',
      '7.00% Series C Preferred Shares',
      ['948741400'],
    ],
    ['Common Stock - CUSIP: 101121101', 'Common Stock', ['101121101']],
    ['Common Stock (CUSIPs 03748R754 and 03748R747)', 'Common Stock', ['03748R754', '03748R747']],
    ['Preferred Shares Series K: | | |', 'Preferred Shares Series K', []],
    ['Distributions on common shares were as follows:', 'Common Shares', []],
    [
      "on Acme's 7.00% Series C Cumulative Preferred Shares (NYSE:ACMPrC) were as follows:",
      '7.00% Series C Cumulative Preferred Shares',
      [],
    ],
  ])('%s', (text, name, cusips) => {
    const heading = readHeading(piecesIn(text)[0] as Piece);
    expect(heading?.name).toBe(name);
    expect(heading?.cusips.map((one) => one.text)).toEqual(cusips);
  });

  test.each(['is what we sell.', 'Record Date', 'Common Stock is what we sell.', '||||'])(
    '%j is none',
    (text) => {
      expect(readHeading(piecesIn(text)[0] as Piece)).toBeUndefined();
    },
  );
});

describe('statements', () => {
  const read = (text: string) => readStatements(paragraphsOf(piecesIn(text)), new Set(), null);

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
    expect(statements).toMatchObject([{ scope, part: subset, percent }]);
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
    expect(read(text)).toMatchObject({ statements: [], notices: [] });
  });

  test('an amount of a part in prose is asked about', () => {
    const text =
      'Total qualified dividend income included in taxable ordinary dividends above is $.047732 per share.';
    expect(read(text).notices).toMatchObject([{ code: 'statement-unread', level: 'error' }]);
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
  const read = (text: string) => readPreamble(paragraphsOf(piecesIn(text)));

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
