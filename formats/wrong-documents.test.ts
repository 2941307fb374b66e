import { describe, expect, test } from 'vitest';
import type { KnownSecurity } from './allocation-document.ts';
import { documentIsAcceptable } from './read-document.ts';
import { codes, count, fixture, read } from './testing/reading.ts';

const KNOWN: readonly KnownSecurity[] = [
  {
    issuer: 'Harborlight Apartment Trust',
    name: 'Class B Cumulative Preferred Stock',
    symbol: 'HLA-B',
    cusips: ['99077R209'],
  },
];

describe('wrong input: an error with its line, and a next step', () => {
  const text = fixture('harborlight-2002.txt');
  const first = '02/11/02\t02/20/02\t\\$0.735\t58.2%\t9.1%\t14.3%\t18.4%';
  const replaced = (from: string, to: string) => (): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };
  const row = (to: string) => replaced(first, to);
  const all = (from: RegExp, to: string) => (): string => text.replace(from, to);

  test.each<[string, () => string, string, number | null, RegExp]>([
    [
      'a row that does not sum',
      row(first.replace('58.2%', '57.2%')),
      'sum-does-not-close',
      19,
      /99%/,
    ],
    [
      'a day that does not exist',
      row(first.replace('02/11/02', '02/30/02')),
      'bad-date',
      19,
      /no day/,
    ],
    [
      'payable before record',
      row(first.replace('02/20/02', '02/10/02')),
      'impossible-dates',
      19,
      /before/,
    ],
    [
      'payable a year after record',
      row(first.replace('02/11/02', '02/11/01')),
      'impossible-dates',
      19,
      /half a year/,
    ],
    [
      'payable in another year',
      row(first.replace('02/20/02', '02/20/03')),
      'impossible-dates',
      19,
      /2003-02-20/,
    ],
    ['a missing cell', row(first.replace('\t14.3%', '')), 'missing-cell', 19, /empty cell/],
    ['an empty cell', row(first.replace('14.3%', '')), 'missing-cell', 19, /1250/],
    ['an extra cell', row(`${first}\t0.0%`), 'extra-cell', 19, /no caption/],
    [
      'a two-digit year out of range',
      row(first.replace('02/11/02', '02/11/12')),
      'bad-date',
      19,
      /2002/,
    ],
    [
      'a four-digit year out of range',
      row(first.replace('02/11/02', '02/11/1902')),
      'bad-date',
      19,
      /2002/,
    ],
    ['a day with a digit lost', row(first.replace('02/11/02', '02/1/02')), 'bad-date', 19, /digit/],
    [
      'a month with a digit lost',
      replaced('11/11/02', '1/11/02'),
      'impossible-dates',
      22,
      /half a year/,
    ],
    ['a row twice', row(`${first}\n${first}`), 'duplicate-row', 20, /line 19/],
    ['a row lost', row(''), 'annual-row-differs', 23, /\$2.205/],
    ['an amount changed', row(first.replace('0.735', '0.785')), 'annual-row-differs', 23, /\$2.99/],
    ['a zero amount', row(first.replace('0.735', '0.000')), 'bad-cell', 19, /0.000/],
    ['a letter for a digit', row(first.replace('58.2', '5B.2')), 'bad-cell', 19, /5B.2/],
    [
      'dollars among percentages',
      row(first.replace('58.2%', '$58.2')),
      'unit-unclear',
      19,
      /percent/,
    ],
    [
      'two cells swapped',
      row(first.replace('9.1%\t14.3%', '14.3%\t9.1%')),
      'annual-row-differs',
      23,
      /certain/,
    ],
    [
      'one cell a little off',
      row(first.replace('58.2%', '58.3%')),
      'row-differs-from-annual',
      19,
      /one column/,
    ],
    [
      'an unknown row name',
      replaced('Annual\t\t\\$2.94', 'Anual\t\t\\$2.94'),
      'unread-row',
      23,
      /Anual/,
    ],
    [
      'an annual row with a figure too many',
      replaced('\t18.4%\n\n', '\t18.4%\t1.0%\n\n'),
      'annual-row-unreadable',
      23,
      /sums/,
    ],
    [
      'an unknown caption',
      replaced('Unrecaptured', 'Unrecaptored'),
      'unknown-caption',
      18,
      /Unrecaptored/,
    ],
    [
      'a rate that the part never had',
      replaced('(20% Rate)', '(30% Rate)'),
      'unknown-caption',
      18,
      /30%/,
    ],
    [
      'no captions',
      replaced(
        '\t\tDividend Per\t\t\tUnrecaptured\tReturn\nRecord\tPayable\tCommon\tOrdinary\tCapital Gain\tSec. 1250\tof\nDate\tDate\tShare\tDividend\t(20% Rate)\t<u>Gain</u>\tCapital\n',
        '',
      ),
      'no-captions',
      16,
      /captions/,
    ],
    [
      'a CUSIP whose check digit is wrong',
      replaced('99077R-10-0', '99077R-10-1'),
      'bad-cusip',
      14,
      /99077R-10-1/,
    ],
    ['a CUSIP twice', replaced('99077R-20-9', '99077R-10-0'), 'security-twice', 27, /line 14/],
    [
      'a heading lost',
      replaced('Class B Cumulative Preferred Stock (CUSIP 99077R-20-9)', ''),
      'security-not-named',
      30,
      /class of stock/,
    ],
    [
      'a heading damaged',
      replaced('(CUSIP 99077R-20-9)', '(CUSP 99077R-20-9)'),
      'security-not-named',
      30,
      /class of stock/,
    ],
    ['a table lost', all(/02\/01\/02.*\nAnnual.*\n/g, ''), 'security-without-table', 36, /Class E/],
    ['a lone annual row', all(/02\/01\/02.*\n/g, ''), 'unread-row', 39, /Annual/],
    [
      'a year in the dateline that is no date',
      replaced('February 3, 2003', 'February 30, 2003'),
      'bad-date',
      10,
      /February 30/,
    ],
    ['a footnote mark damaged', replaced('⁽¹⁾', '⁽'), 'footnote-missing', 23, /\(\?\)/],
    ['a footnote lost', all(/\^\{\(1\).*\n/g, ''), 'footnote-missing', 23, /\(1\)/],
    ['a footnote damaged', replaced('4.7%} of', '4.%} of'), 'statement-unread', 25, /sentence/],
    [
      'a footnote of an unknown part',
      replaced('Qualified 5-Year Gain', 'Qualified 6-Year Gain'),
      'statement-unread',
      25,
      /6-Year/,
    ],
    ['a subset larger than its part', replaced('4.7%', '9.7%'), 'subset-too-large', 19, /9\.1/],
    [
      'a subset of no security',
      replaced('the common dividend', 'the class Z dividend'),
      'statement-unread',
      25,
      /certain/,
    ],
    ['no year', all(/2002/g, 'latest'), 'no-tax-year', null, /tax year/],
    [
      'two years',
      replaced('Announces 2002', 'Announces 2003'),
      'tax-year-unclear',
      12,
      /2003, 2002/,
    ],
    [
      'no table',
      () => text.slice(0, text.indexOf('Class A Common Stock (')),
      'no-table',
      null,
      /table/,
    ],
    [
      'prose alone',
      () => 'A letter about the 2002 dividend, with no table at all.',
      'no-table',
      null,
      /Paste/,
    ],
    ['nothing', () => ' \n\n', 'no-text', null, /paste/],
    [
      'the source of a web page without a table of payments',
      () => '<html><body><table><tr><td>1</td></tr></table></body></html>',
      'no-table',
      null,
      /by hand/,
    ],
    ['damaged JSON', () => '{"schema": ', 'bad-json', null, /JSON/],
    [
      'an annual row cut off at the end',
      () => `${text.slice(0, text.indexOf('Annual'))}Annual\t\t\\`,
      'unread-row',
      23,
      /whole row/,
    ],
    [
      'a row cut off at the end',
      () => `${text.slice(0, text.indexOf('11/11/02'))}11`,
      'unread-row',
      22,
      /whole row/,
    ],
  ])('%s', (_, make, code, line, message) => {
    const document = read(make());
    const found = document.notices.filter((one) => one.level === 'error' && one.code === code);
    expect(codes(document)).toContain(code);
    expect(found.map((one) => one.line)).toContain(line);
    expect(found.map((one) => one.message).join('\n')).toMatch(message);
    expect(documentIsAcceptable(document)).toBe(false);
    for (const one of document.notices.filter((notice) => notice.level === 'error')) {
      expect(one.message).toMatch(
        /\b(?:[Cc]ompare|[Cc]orrect|[Pp]aste|[Ee]xport|open|Give|Name)\b/,
      );
    }
  });

  test('a bad row is left out and the others stay', () => {
    const document = read(row(first.replace('58.2%', '57.2%'))());
    expect(document.securities[0]?.distributions.map((one) => one.sourceLine)).toEqual([
      20, 21, 22,
    ]);
  });

  test('captions that mean the same', () => {
    const table = fixture('saltmarsh-2006.txt').replace(
      'Capital Gain (15% Rate)',
      'Nontaxable Distributions',
    );
    expect(codes(read(table))).toContain('caption-twice');
  });

  test('columns that close both ways are a question, not a guess', () => {
    const text = `Acme Trust Announces 2005 Dividend Allocation

Common Stock

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tCapital Gain\tUnrecaptured Section 1250 Gain
03/15/05\t03/31/05\t$0.40\t50.00%\t50.00%\t0.05%
`;
    const document = read(text);
    expect(codes(document)).toContain('columns-ambiguous');
    expect(count(document)).toBe(0);
    const total = read(text.replace('\tCapital Gain', '\tTotal Capital Gain'));
    expect(codes(total)).toEqual([]);
    expect(total.securities[0]?.distributions[0]?.components.capitalGain).toBe('49.95');
  });

  test('rows of one document that close in different ways', () => {
    const text = `Acme Trust Announces 2005 Dividend Allocation

Common Stock

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tCapital Gain\tUnrecaptured Section 1250 Gain
03/15/05\t03/31/05\t$0.40\t50%\t50%\t20%
06/15/05\t06/30/05\t$0.40\t50%\t30%\t20%
`;
    expect(codes(read(text))).toContain('convention-differs');
  });

  test('a misprinted annual row is a warning; the payments are used', () => {
    const document = read(text.replace('\\$2.94 ⁽¹⁾\t58.2%', '\\$2.94 ⁽¹⁾\t58.9%'));
    expect(codes(document)).toEqual([]);
    expect(codes(document, 'warning')).toEqual(['annual-row-differs']);
    expect(document.securities[0]?.distributions[0]?.components.ordinary).toBe('58.2');
  });

  test('a sum within the tolerance is used and told', () => {
    const table = `Acme Trust Announces 2005 Dividend Allocation

Common Stock

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tCapital Gain\tReturn of Capital
03/15/05\t03/31/05\t$0.40\t33.3%\t33.3%\t33.3%
`;
    expect(codes(read(table))).toEqual([]);
    expect(codes(read(table), 'warning')).toEqual(['sum-within-tolerance']);
    expect(codes(read(table.replace('33.3%\n', '33.2%\n')))).toContain('sum-does-not-close');
  });

  const small = (rows: string, captions = 'Ordinary Dividend\tCapital Gain'): string =>
    `Acme Trust Announces 2005 Dividend Allocation

Common Stock

Record Date\tPayable Date\tDividend Per Share\t${captions}
${rows}
`;

  test.each<[string, string, string]>([
    [
      'a digit of the day lost, where the table has two',
      small('03/15/05\t03/31/05\t$0.40\t50%\t50%\n10/1/05\t10/31/05\t$0.40\t50%\t50%'),
      'date-style',
    ],
    [
      'years of two and of four digits',
      small('03/15/05\t03/31/05\t$0.40\t50%\t50%\n06/15/2005\t06/30/2005\t$0.40\t50%\t50%'),
      'date-style',
    ],
    [
      'an annual row in another unit',
      small('03/15/05\t03/31/05\t$0.40\t50%\t50%\nTotal\t\t$0.40\t$0.20\t$0.20'),
      'annual-row-unreadable',
    ],
    [
      'one payment that the annual amount rounds to',
      small('03/15/05\t03/31/05\t$0.402\t50%\t50%\nTotal\t\t$0.40\t50%\t50%'),
      'annual-row-differs',
    ],
    [
      'rows after the annual row',
      small('Total\t\t$0.40\t50%\t50%\n03/15/05\t03/31/05\t$0.40\t50%\t50%'),
      'unread-row',
    ],
    [
      'a subset in a column, larger than its part',
      small(
        '03/15/05\t03/31/05\t$0.40\t50%\t50%\t51%',
        'Ordinary Dividend\tCapital Gain\tQualified 5-Year Gain',
      ),
      'subset-too-large',
    ],
    [
      'declared after the record date',
      small('03/15/05\t03/31/05\t$0.40\t03/20/05\t100%', 'Declaration Date\tOrdinary Dividend'),
      'impossible-dates',
    ],
    [
      'the dates of another row with other figures',
      small('03/15/05\t03/31/05\t$0.40\t50%\t50%\n03/15/05\t03/31/05\t$0.10\t50%\t50%'),
      'duplicate-row',
    ],
    [
      'parts with neither sign, that add up neither way',
      small('03/15/05\t03/31/05\t$0.40\t50\t30'),
      'unit-unclear',
    ],
    [
      'no amount column',
      small('03/15/05\t03/31/05\t50%\t50%').replace('\tDividend Per Share', ''),
      'caption-missing',
    ],
    [
      'an annual row that contradicts',
      small('03/15/05\t03/31/05\t$0.40\t50%\t50%\nTotal\t\t$0.40\t60%\t40%'),
      'annual-row-differs',
    ],
  ])('%s', (_, text, code) => {
    const document = read(text);
    expect(codes(document)).toContain(code);
    expect(documentIsAcceptable(document)).toBe(false);
  });

  test('two payments on one day are read where the annual row proves both', () => {
    const rows = '03/15/05\t03/31/05\t$0.40\t50%\t50%\n03/15/05\t03/31/05\t$0.10\t50%\t50%';
    const document = read(small(`${rows}\nTotal\t\t$0.50\t50%\t50%`));
    expect(codes(document)).toEqual([]);
    expect(count(document)).toBe(2);
  });

  test('equal payments whose annual amount is rounded are used, with a warning', () => {
    const row = (month: string): string => `${month}/15/05\t${month}/28/05\t$0.4063\t50%\t50%`;
    const document = read(small(`${row('03')}\n${row('06')}\nTotal\t\t$0.81\t50%\t50%`));
    expect(codes(document)).toEqual([]);
    expect(codes(document, 'warning')).toEqual(['annual-row-differs']);
  });

  test('a known CUSIP under another name', () => {
    const other = text.replace('Class B Cumulative', 'Class X Cumulative');
    expect(codes(read(other, KNOWN))).toContain('cusip-of-another-security');
  });

  test('unusual dates are asked about', () => {
    const far = text.replaceAll('10/01/02', '07/03/02');
    expect(codes(read(far), 'warning')).toContain('dates-far-apart');
    const order = text.replace('02/11/02\t02/20/02', '09/11/02\t09/20/02');
    expect(codes(read(order), 'warning')).toContain('dates-out-of-order');
  });
});
