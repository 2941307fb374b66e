import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRate, type Rate } from '../../tax/values/money.ts';
import { blocksOf } from './grid/blocks.ts';
import { mentionsSubset, readCaption } from './columns/captions.ts';
import { checkDraft } from './draft/check-draft.ts';
import type { DocumentDraft } from './draft/draft.ts';
import { readLines } from './source/lines.ts';
import { solveCaptions, type ColumnKind } from './columns/solve-captions.ts';
import { tokensOf } from './grid/tokens.ts';
import { readDay, readNumber } from './grid/values.ts';

const rate = (text: string): Rate => parseRate(text) as Rate;

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
    ['Carry-Over to 2003', 'otherYearPerShare'],
    ['Carry Forward to 2003', 'otherYearPerShare'],
    ['Amount Reportable in 2002', 'allocablePerShare'],
    ['Per Common Share', 'amountPerShare'],
    ['Total Dividend Paid', 'amountPerShare'],
    ['Taxable As Ordinary', 'ordinary'],
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
