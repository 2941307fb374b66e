import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRate, type Rate } from '../../tax/values/money.ts';
import { blocksOf } from './grid/blocks.ts';
import { mentionsSubset, readCaption } from './columns/captions.ts';
import { checkDraft } from './draft/check-draft.ts';
import { cusipCheckDigit, parseCusip } from './grid/cusip.ts';
import type { DocumentDraft } from './draft/draft.ts';
import { readHeading } from './grid/headings.ts';
import { readLines } from './source/lines.ts';
import { pieceOf, type Piece } from './grid/pieces.ts';
import { readPreamble } from './notes/preamble.ts';
import { solveCaptions, type ColumnKind } from './columns/solve-captions.ts';
import { paragraphsOf, readStatements } from './notes/statements.ts';
import { tickerFor } from './grid/symbols.ts';
import { tokensOf } from './grid/tokens.ts';
import { readDay, readNumber } from './grid/values.ts';

const rate = (text: string): Rate => parseRate(text) as Rate;
const piecesIn = (text: string): Piece[] =>
  readLines(text).map((line) => pieceOf(line, 0, line.text.length));

describe('tokens', () => {
  test.each<[string, string]>([
    ['02/04/02\t\\$0.820\t61.4%', 'date:02/04/02 bar number:$0.820 bar number:61.4%'],
    ['$ | 0.95 | 61.4 | %', 'bar number:$0.95 bar number:61.4% bar'],
    ['0. 97000 and 0.5', 'number:0. 97000 word:and number:0.5'],
    ['(303) 691-4407', 'word:(303) word:691-4407'],
    ['Total $3.28(1) ---- -', 'word:Total number:$3.28 mark:1 ruler dash:-'],
    ['January 15, 2019 15-Jan-2019', 'date:January 15, 2019 date:15-Jan-2019'],
    ['2004 Total 5B.2% 0l/15/02', 'integer:2004 word:Total number:5B.2% date:0l/15/02'],
    ['CUSIP 948741103', 'word:CUSIP cusip:948741103'],
    ['Dividends (15% Rate) Gain2', 'word:Dividends word:(15% word:Rate) word:Gain2'],
  ])('%j', (text, tokens) => {
    const said = tokensOf(readLines(text))
      .filter((token) => token.kind !== 'break')
      .map((token) =>
        ['bar', 'ruler'].includes(token.kind) ? token.kind : `${token.kind}:${token.text}`,
      );
    expect(said.join(' ')).toBe(tokens);
  });
});

describe('blocks', () => {
  const shape = (text: string): unknown =>
    blocksOf(tokensOf(readLines(text))).blocks.map((block) => ({
      rows: (block.rows.length > 0 ? block.rows : [block.loose]).map((row) => row.length),
      totals: block.totals.map((total) => total.tokens.length),
    }));
  const row = '1/2/06 1/15/06 $0.50 $0.30 $0.20';

  test.each<[string, string, unknown]>([
    ['a row on a line', `${row}\n${row}`, [{ rows: [5, 5], totals: [] }]],
    ['all on one line', `Heads ${row} ${row} tail`, [{ rows: [5, 5], totals: [] }]],
    ['a cell on a line', `${row} ${row}`.replaceAll(' ', ' |\n'), [{ rows: [5, 5], totals: [] }]],
    [
      'totals with a label',
      `${row}\n${row}\nTotals $1.00 $0.60 $0.40`,
      [{ rows: [5, 5], totals: [3] }],
    ],
    [
      'totals without one',
      `${row} ${row} $1.00 $0.60 $0.40 100% 60% 40%`.replaceAll(' ', ' |\n'),
      [{ rows: [5, 5], totals: [3, 3] }],
    ],
    [
      'amounts first',
      '$0.50 1/2/06 1/15/06 $0.30 $0.50 4/2/06 4/15/06 $0.30',
      [{ rows: [4, 4], totals: [] }],
    ],
    ['no dates', 'Heads $.30 $.20 $.30 $.20 Totals $.60 $.40', [{ rows: [4], totals: [2] }]],
    [
      'a heading with a percentage below',
      `${row}\n7.25% Series A Preferred Stock`,
      [{ rows: [5], totals: [] }],
    ],
  ])('%s', (_, text, blocks) => {
    expect(shape(text)).toEqual(blocks);
  });

  test.each(['Anual $2.94 58.2% 9.1%', '11/18/02 $0.5'])('%j below a table is told', (text) => {
    const { blocks, stray } = blocksOf(tokensOf(readLines(`${row}\nTotal $0.50\n\n${text}`)));
    expect(blocks).toHaveLength(1);
    expect(stray).toHaveLength(1);
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
    ['Sec. 1250 Gain', 'unrecaptured1250'],
    ['2002 Capital Gain', 'capitalGain'],
    ['2003 Capital Gain', undefined],
    ['Box 2d Unrecap Sec. 1250 Gain2', 'unrecaptured1250'],
    ['Box 2d Return of Capital', undefined],
    ['2a less 2d', 'capitalGain'],
    ['2a less 3', undefined],
    ['Total Distribution Allocable to 2002', 'allocablePerShare'],
    ['Allocable to 2003', 'otherYearPerShare'],
    ['Gain', undefined],
    ['Ordinary Dividend Dividend', undefined],
    ['Capital Gain 2', undefined],
  ])('%s', (caption, meaning) => {
    expect(readCaption(caption, 2002)?.meaning).toBe(meaning);
  });

  const solve = (text: string, kinds: string, flat = true): unknown => {
    const units = (line: string) => line.split(' ').map((word) => ({ text: word, from: 0, to: 0 }));
    const answer = solveCaptions({
      lines: text.split('\n').map(units),
      kinds: [...kinds].map((kind): ColumnKind => (kind === 'D' ? 'date' : 'number')),
      flat,
      words: true,
      taxYear: 2006,
    });
    return answer.kind === 'one'
      ? answer.solution.units.map((of) => of.map((unit) => unit.text).join(' '))
      : answer.kind;
  };

  test('flattened captions are unfolded in the one way that gives known captions', () => {
    expect(
      solve(
        'Taxable Declaration Record Payable Distribution Ordinary Date Date Date Per Share Income (1)',
        'DDDNN',
      ),
    ).toEqual([
      'Declaration Date',
      'Record Date',
      'Payable Date',
      'Distribution Per Share',
      'Taxable Ordinary Income (1)',
    ]);
    expect(solve('Record Date Payable Date Dividend Per Share Ordinary Dividend', 'DDNN')).toEqual([
      'Record Date',
      'Payable Date',
      'Dividend Per Share',
      'Ordinary Dividend',
    ]);
  });

  test('a word too many, or a column too many, has no answer', () => {
    expect(solve('Record Date Payable Date Dividend Per Share Ordinary Dividend X', 'DDNN')).toBe(
      'none',
    );
    expect(solve('Record Date Payable Date Dividend Per Share Ordinary Dividend', 'DDNNN')).toBe(
      'none',
    );
    expect(solve('Date Record\nDate Payable Date', 'DD', false)).toBe('none');
  });

  test('subsets are noticed under many names', () => {
    expect(mentionsSubset('the Section 199A dividends')).toBe(true);
    expect(mentionsSubset('capital gain (20% rate)')).toBe(false);
  });
});

describe('convention', () => {
  const check = (rows: readonly string[], columns: string, unit: 'percent' | 'usd' = 'percent') => {
    const meanings = ['payableDate', 'amountPerShare', ...columns.split(' ')];
    const draft = {
      issuer: null,
      taxYear: { text: '2002', place: null },
      publishedOn: null,
      status: 'final',
      securities: [
        {
          name: 'Common Stock',
          namePlace: null,
          symbol: null,
          cusips: [],
          unit,
          gain: null,
          ordinary: null,
          columns: meanings.map((meaning) => ({ meaning, caption: meaning, place: null })),
          rows: rows.map((row, i) => ({
            cells: `${i + 1}/15/02 ${row}`.split(' ').map((text) => ({ text, place: null })),
            inKind: false,
            sourceLine: null,
          })),
          totals: [],
        },
      ],
      questions: [],
      settled: [],
    } as unknown as DocumentDraft;
    const { document, questions } = checkDraft(draft, { known: [] });
    return {
      codes: [
        ...document.notices.filter((one) => one.level !== 'info').map((one) => one.code),
        ...questions.map((one) => one.code),
      ],
      components: document.securities[0]?.distributions.map((one) => one.components) ?? [],
    };
  };
  const GAINS = 'ordinary capitalGain unrecaptured1250 returnOfCapital';

  test('disjoint or inclusive by the sum that closes', () => {
    expect(check(['$1 61.4% 6.6% 12.5% 19.5%'], GAINS)).toMatchObject({
      codes: [],
      components: [{ capitalGain: '6.6', unrecaptured1250: '12.5' }],
    });
    expect(check(['$1 61.4% 19.1% 12.5% 19.5%'], GAINS)).toMatchObject({
      codes: [],
      components: [{ capitalGain: '6.6', unrecaptured1250: '12.5' }],
    });
  });

  test('one payment that closes one way settles those that close both ways', () => {
    const open = '$1 80.00% 20.00% 0.05% 0.00%';
    expect(check([open], GAINS).codes).toContain('columns-ambiguous');
    expect(check([open, '$1 61.40% 19.10% 12.50% 19.50%'], GAINS)).toMatchObject({
      codes: [],
      components: [{ capitalGain: '19.95' }, { capitalGain: '6.6' }],
    });
  });

  test('tolerances: 0.1 percent, 0.0005 dollars, and no more', () => {
    expect(check(['$1 99.9%'], 'ordinary').codes).toEqual(['sum-within-tolerance']);
    expect(check(['$1 99.89%'], 'ordinary').codes).toContain('sum-does-not-close');
    expect(check(['$0.415 $0.4145'], 'ordinary', 'usd').codes).toEqual(['sum-within-tolerance']);
    expect(check(['$0.415 $0.4144'], 'ordinary', 'usd').codes).toContain('sum-does-not-close');
  });

  test('both ways with other components are ambiguous, with the same they are not', () => {
    expect(check(['$1 100% 0.05%'], 'ordinary qualified').codes).toContain('columns-ambiguous');
    expect(check(['$1 100% 0%'], 'ordinary qualified').codes).toEqual([]);
  });

  test('parts that add up disjoint always read as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 2, max: 999 }), (a, b) => {
        fc.pre(a + b < 1000);
        const tenth = (value: number): string => `${Math.floor(value / 10)}.${value % 10}%`;
        const row = `$1 ${tenth(a)} ${tenth(b)} ${tenth(1000 - a - b)}`;
        const read = check([row], 'ordinary unrecaptured1250 returnOfCapital');
        expect(read.codes).toEqual([]);
        expect(read.components[0]?.ordinary).toBe(tenth(a).replace(/(?:\.0)?%/, ''));
      }),
      { seed: 2002, numRuns: 200 },
    );
  });

  test('figures that no sum proves and that may have lost a digit are asked about', () => {
    const whole = ['$0.18 40% 60%', '$0.18 40% 60%', '$0.20 40% 60%'];
    expect(check(whole, 'ordinary returnOfCapital').codes).toEqual([]);
    const short = [...whole.slice(0, 2), '$0.2 40% 60%'];
    expect(check(short, 'ordinary returnOfCapital').codes).toContain('figure-short-of-a-digit');
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
  const read = (text: string) => readStatements(paragraphsOf(piecesIn(text)), new Set());

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
