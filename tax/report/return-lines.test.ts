import { describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { formatMoney } from '../values/money.ts';
import { returnLines, type ReturnLines } from './return-lines.ts';
import type { ReturnOptions } from './sale-groups.ts';
import {
  AIV,
  cents,
  DEFERRED,
  excessOf,
  paymentOf,
  pieceOf,
  reportOf,
  uncountedOf,
} from '../testing/report-values.ts';
import { computeYear } from '../compute-year.ts';
import { day, factsOf } from '../testing/fixtures.ts';
import type { YearReport } from './year-report.ts';

const OPTIONS: ReturnOptions = { wholeDollars: false, brokerBasis: 'adjusted', accountId: null };

function linesOf(
  taxYear: number,
  parts: Partial<YearReport>,
  options: Partial<ReturnOptions> = {},
): ReturnLines {
  return returnLines(reportOf(taxYear, reference.forms, parts), returnLineMap, {
    ...OPTIONS,
    ...options,
  });
}

/** "Form 1040 9 201.40": where it goes, through which worksheet. */
function shown(lines: ReturnLines): string[] {
  return lines.lines.map(({ form, line, amount, through }) => {
    const via = through ? ` via ${through.form}${through.line ? ` ${through.line}` : ''}` : '';
    return `${form} ${line} ${formatMoney(amount)}${via}`;
  });
}

/** One of everything that a payment can carry, each amount another one. */
const EVERYTHING = paymentOf(
  {
    ordinary: cents(10_000),
    qualified: cents(2_000),
    capitalGain: cents(3_000),
    unrecaptured1250: cents(400),
    section1202: cents(50),
    collectibles28: cents(60),
    returnOfCapital: cents(700),
  },
  {
    qualified5Year: cents(1_100),
    section199A: cents(9_000),
    postMay5: cents(1_200),
    section897Ordinary: cents(13),
    section897CapitalGain: cents(14),
  },
);

const FROM_2019 = [
  'Form 1040 3b 120.00',
  'Form 1040 3a 20.00',
  'Schedule D 13 35.10',
  'Schedule D 18 0.60 via 28% Rate Gain Worksheet 4',
  'Schedule D 19 4.00 via Unrecaptured Section 1250 Gain Worksheet 11',
  'Form 8995 6 90.00',
];

describe('the lines of the return', () => {
  it('are those of the worked example for 2002', () => {
    const payment = paymentOf(
      {
        ordinary: cents(20_140),
        capitalGain: cents(2_164),
        unrecaptured1250: cents(4_100),
        returnOfCapital: cents(6_396),
      },
      { qualified5Year: cents(2_164) },
    );
    const lines = linesOf(2002, { payments: [payment] });
    expect(shown(lines)).toEqual([
      'Form 1040 9 201.40',
      'Schedule D 13, column (f) 62.64',
      'Schedule D 19 41.00 via Unrecaptured Section 1250 Gain Worksheet',
      'Schedule D 29 21.64 via Qualified 5-Year Gain Worksheet',
    ]);
    expect(lines.unplaced.map(({ box, amount }) => [box, amount])).toEqual([['3', 6_396n]]);
    expect(lines.notes.map(({ figure }) => figure)).toEqual([
      'qualified5YearGain',
      'unrecaptured1250Gain',
      'nondividendDistributions',
    ]);
  });

  it.each<[number, readonly string[], readonly string[]]>([
    [
      2003,
      [
        'Form 1040 9a 120.00',
        'Form 1040 9b 20.00',
        'Schedule D 13, column (f) 35.10',
        'Schedule D 13, column (g) 12.00',
        'Schedule D 20 0.60 via 28% Rate Gain Worksheet',
        'Schedule D 19 4.00 via Unrecaptured Section 1250 Gain Worksheet',
        'Schedule D 35 11.00 via Qualified 5-Year Gain Worksheet 5',
      ],
      ['2e', '3'],
    ],
    [
      2004,
      [
        'Form 1040 9a 120.00',
        'Form 1040 9b 20.00',
        'Schedule D 13 35.10',
        'Schedule D 18 0.60 via 28% Rate Gain Worksheet',
        'Schedule D 19 4.00 via Unrecaptured Section 1250 Gain Worksheet',
      ],
      ['2c', '3'],
    ],
    ...[2005, 2008, 2011, 2017].map((year): [number, string[], string[]] => [
      year,
      [
        'Form 1040 9a 120.00',
        'Form 1040 9b 20.00',
        'Schedule D 13 35.10',
        'Schedule D 18 0.60 via 28% Rate Gain Worksheet 4',
        'Schedule D 19 4.00 via Unrecaptured Section 1250 Gain Worksheet 11',
      ],
      ['2c', '3'],
    ]),
    [
      2018,
      [
        'Form 1040 3b 120.00',
        'Form 1040 3a 20.00',
        'Schedule D 13 35.10',
        'Schedule D 18 0.60 via 28% Rate Gain Worksheet 4',
        'Schedule D 19 4.00 via Unrecaptured Section 1250 Gain Worksheet 11',
        'Qualified Business Income Deduction Simplified Worksheet 6 90.00',
      ],
      ['2c', '3'],
    ],
    ...[2019, 2020].map((year): [number, string[], string[]] => [year, FROM_2019, ['2c', '3']]),
    ...[2021, 2024, 2025, 2026].map((year): [number, string[], string[]] => [
      year,
      FROM_2019,
      ['2c', '2e', '2f', '3'],
    ]),
  ])('are those of the forms of %d', (year, expected, unplaced) => {
    const lines = linesOf(year, { payments: [EVERYTHING] });
    expect(lines.mapped).toBe(true);
    expect(shown(lines)).toEqual(expected);
    expect(lines.unplaced.map(({ box }) => box)).toEqual(unplaced);
    expect(lines.formsOf).toBe(Math.min(year, 2025));
  });

  it.each([
    [2002, 'Form 1040 13'],
    [2003, 'Form 1040 13a'],
    [2004, 'Form 1040 13'],
    [2005, 'Form 1040 13'],
    [2017, 'Form 1040 13'],
    [2018, 'Schedule 1 (Form 1040) 13'],
    [2019, 'Form 1040 6'],
    [2024, 'Form 1040 7'],
    [2025, 'Form 1040 7a'],
  ])('name the place of %d for capital gain distributions without Schedule D', (year, expected) => {
    const insteadOf = (parts: Partial<YearReport>) =>
      linesOf(year, parts).lines.find(({ figure }) => figure === 'totalCapitalGain')?.instead;
    const payments = [paymentOf({ capitalGain: cents(3_000) })];
    const instead = insteadOf({ payments });
    expect(`${instead?.form} ${instead?.line}`).toBe(expected);
    expect(insteadOf({ payments, sales: [pieceOf()] })).toBeNull();
    expect(insteadOf({ payments: [EVERYTHING] })).toBeNull();
  });

  it.each([1999, 2001])('are not mapped for %d, and nothing is guessed', (year) => {
    const lines = linesOf(year, {
      payments: [EVERYTHING],
      sales: [pieceOf()],
      excessGains: [excessOf()],
    });
    expect(lines).toMatchObject({
      mapped: false,
      style: null,
      lines: [],
      payers: null,
      sales: [],
    });
    expect(lines.unplaced.length).toBeGreaterThan(4);
  });

  it('take off what was not held long enough, and keep it among ordinary dividends', () => {
    const parts = {
      payments: [EVERYTHING],
      uncountedParts: [
        uncountedOf({ amount: cents(2_000), notCounted: cents(500) }),
        uncountedOf({ part: 'section199A', amount: cents(9_000), notCounted: cents(2_250) }),
        uncountedOf({ ...DEFERRED, notCounted: cents(99) }),
      ],
    };
    const lines = linesOf(2019, parts);
    expect(shown(lines).filter((line) => !line.startsWith('Schedule D'))).toEqual([
      'Form 1040 3b 120.00',
      'Form 1040 3a 15.00',
      'Form 8995 6 67.50',
    ]);
    expect(lines.lines[1]?.parts.map(({ label, amount }) => ({ label, amount }))).toEqual([
      { label: 'Box 1b', amount: 2_000n },
      { label: 'On shares not held long enough', amount: -500n },
    ]);
    const none = linesOf(2019, {
      ...parts,
      uncountedParts: [uncountedOf({ amount: cents(2_000), notCounted: cents(2_000) })],
    });
    expect(shown(none)[1]).toBe('Form 1040 3a 0.00');
  });

  it('leave tax-deferred accounts out, and show one account where one is asked for', () => {
    const parts = {
      payments: [
        EVERYTHING,
        paymentOf({ ordinary: cents(7) }, {}, { accountId: 'a2', account: 'Joint' }),
        paymentOf({ ordinary: cents(5_000) }, {}, DEFERRED),
      ],
      sales: [pieceOf(), pieceOf({ accountId: 'a2', account: 'Joint' }), pieceOf(DEFERRED)],
    };
    expect(shown(linesOf(2019, parts))[0]).toBe('Form 1040 3b 120.07');
    expect(linesOf(2019, parts).sales[0]?.rows).toHaveLength(2);
    const joint = linesOf(2019, parts, { accountId: 'a2' });
    expect(shown(joint)).toEqual(['Form 1040 3b 0.07']);
    expect(joint.sales[0]?.rows.map(({ account }) => account)).toEqual(['Joint']);
    const deferred = linesOf(2019, parts, { accountId: 'a9' });
    expect(deferred).toMatchObject({ lines: [], sales: [], payers: null, unplaced: [] });
  });
});

describe('Schedule B', () => {
  const payment = (ordinary: number, more: Parameters<typeof paymentOf>[2] = {}) =>
    paymentOf({ ordinary: cents(ordinary - 100), qualified: cents(100) }, {}, more);

  it.each([2002, 2003, 2004, 2005, 2017, 2018, 2025])(
    'is needed above $1,500 only, in %d',
    (year) => {
      expect(linesOf(year, { payments: [payment(150_000)] }).payers).toBeNull();
      expect(linesOf(year, { payments: [payment(150_001)] }).payers).toMatchObject({
        form: 'Schedule B',
        line: '5',
        totalLine: '6',
        rows: [
          { payer: 'Apartment Investment and Management Company, Brokerage', amount: 150_001n },
        ],
        total: 150_001n,
      });
    },
  );

  it('has a row for each payer and account, and asks what all taxable accounts got', () => {
    const other = { ...AIV, id: 's2', issuer: null, symbol: 'XYZ' };
    const payments = [
      payment(100_000),
      payment(40_000, { security: other }),
      payment(60_000),
      payment(20_000, { accountId: 'a2', account: 'Joint' }),
      payment(900_000, DEFERRED),
      paymentOf({ returnOfCapital: cents(5) }, {}, { accountId: 'a3', account: 'Third' }),
    ];
    const rows = linesOf(2019, { payments }).payers?.rows;
    expect(rows?.map(({ payer, amount }) => ({ payer, amount }))).toEqual([
      { payer: 'Apartment Investment and Management Company, Brokerage', amount: 160_000n },
      { payer: 'XYZ, Brokerage', amount: 40_000n },
      { payer: 'Apartment Investment and Management Company, Joint', amount: 20_000n },
    ]);
    expect(linesOf(2019, { payments }, { accountId: 'a2' }).payers?.rows).toHaveLength(1);
    expect(linesOf(2019, { payments }, { accountId: 'a3' }).payers).toBeNull();
    expect(linesOf(2019, { payments: payments.slice(4) }).payers).toBeNull();
  });
});

describe('whole dollars', () => {
  it('adds with cents and rounds only the total (the example of the instructions)', () => {
    const payments = [
      paymentOf({ ordinary: cents(500_055) }),
      paymentOf({ ordinary: cents(1_850_073) }, {}, { accountId: 'a2', account: 'Joint' }),
    ];
    const lines = linesOf(2019, { payments }, { wholeDollars: true });
    expect(lines.lines[0]?.amount).toBe(2_350_100n);
    expect(lines.payers?.rows.map(({ amount }) => amount)).toEqual([500_100n, 1_850_100n]);
    expect(lines.payers?.total).toBe(2_350_100n);
  });

  it.each([
    [49, 0],
    [50, 100],
    [149, 100],
    [150, 200],
  ])('makes %d cents of return of capital beyond the basis %d', (amount, expected) => {
    const gain = excessOf({ amount: cents(amount) });
    const [group] = linesOf(2002, { excessGains: [gain] }, { wholeDollars: true }).sales;
    expect(group?.rows[0]?.gain).toBe(BigInt(expected));
    expect(group?.totals.gain).toBe(BigInt(expected));
  });

  it('rounds every column of a sale by itself, a loss by its size, and totals from the cents', () => {
    const piece = pieceOf({
      proceeds: cents(1_040),
      adjustedBasis: cents(1_090),
      gain: cents(-50),
    });
    const [group] = linesOf(2019, { sales: [piece, piece, piece] }, { wholeDollars: true }).sales;
    expect(group?.rows[0]).toMatchObject({ proceeds: 1_000n, basis: 1_100n, gain: -100n });
    expect(group?.totals).toMatchObject({ proceeds: 3_100n, basis: 3_300n, gain: -200n });
  });
});

describe('the pages of sales', () => {
  it('are line 1 and line 8 of Schedule D in 2004', () => {
    const sales = [pieceOf({ term: 'short' }), pieceOf()];
    const groups = linesOf(2004, { sales, excessGains: [excessOf()] }).sales;
    expect(groups.map(({ form, line, title }) => `${form} ${line} ${title}`)).toEqual([
      'Schedule D 1 Part I',
      'Schedule D 8 Part II',
    ]);
    expect(groups[1]?.totals).toMatchObject({ proceeds: 91_636n, basis: 100_000n, gain: -8_364n });
  });

  it('are one for each box of Form 8949 later, with the line of Schedule D for its totals', () => {
    const old = { acquired: day('2010-12-31'), heldSince: day('2010-12-31') };
    const groups = linesOf(2019, {
      sales: [
        pieceOf({ term: 'short' }),
        pieceOf({ term: 'short', ...old }),
        pieceOf(),
        pieceOf(old),
        pieceOf({ acquired: day('2011-01-01') }),
      ],
      excessGains: [excessOf({ term: 'short' }), excessOf()],
    }).sales;
    expect(groups.map(({ title, line, rows }) => [title, line, rows.length])).toEqual([
      ['Part I, box A', '1b', 1],
      ['Part I, box B', '2', 1],
      ['Part I, box C', '3', 1],
      ['Part II, box D', '8b', 2],
      ['Part II, box E', '9', 1],
      ['Part II, box F', '10', 1],
    ]);
    expect(groups.map(({ instead }) => instead?.line ?? null)).toEqual([
      '1a',
      null,
      null,
      '8a',
      null,
      null,
    ]);
  });

  it.each([
    [2011, 'form8949of2011', '1 2 3 8 9 10', 'A B C A B C'],
    [2012, 'form8949', '1 2 3 8 9 10', 'A B C A B C'],
    [2013, 'form8949', '1b 2 3 8b 9 10', 'A B C D E F'],
    [2017, 'form8949', '1b 2 3 8b 9 10', 'A B C D E F'],
  ])('have the boxes of the form of %d', (year, style, lines, boxes) => {
    const old = { acquired: day('2010-12-31'), heldSince: day('2010-12-31') };
    const sold = { sold: day(`${year}-12-30`), acquired: day('2011-01-03') };
    const all = linesOf(year, {
      sales: [
        pieceOf({ ...sold, term: 'short' }),
        pieceOf({ ...sold, ...old, term: 'short' }),
        pieceOf(sold),
        pieceOf({ ...sold, ...old }),
      ],
      excessGains: [excessOf({ term: 'short' }), excessOf()],
    });
    expect(all.style).toBe(style);
    expect(all.sales.map(({ line }) => line).join(' ')).toBe(lines);
    expect(all.sales.map(({ box }) => box).join(' ')).toBe(boxes);
    expect(
      all.sales.map(({ title }) => title.endsWith(`, box ${title.at(-1) ?? ''}`)),
    ).not.toContain(false);
    expect(new Set(all.sales.map(({ title }) => title)).size).toBe(6);
    expect(all.sales.map(({ instead }) => instead?.line ?? '-').join(' ')).toBe(
      year < 2013 ? '- - - - - -' : '1a - - 8a - -',
    );
  });

  it('have codes B, W and both, with the basis that the broker reported in the column of the form', () => {
    const held = { sold: day('2012-06-29'), acquired: day('2011-02-01'), proceeds: cents(90_000) };
    const washed = { disallowedLoss: cents(4_000) };
    const rows = linesOf(
      2012,
      {
        sales: [
          pieceOf(held),
          pieceOf({ ...held, ...washed }),
          pieceOf({ ...held, ...washed, cost: cents(100_000), returnOfCapital: cents(0) }),
          pieceOf({ ...held, ...washed, acquired: day('2010-02-01') }),
        ],
      },
      { brokerBasis: 'original' },
    ).sales.flatMap((group) => group.rows.map((row) => [group.title, row] as const));
    expect(
      rows.map(([title, row]) => [title, row.codes, row.basis, row.adjustment, row.gain]),
    ).toEqual([
      ['Part II, box A', 'B', 105_000n, 5_000n, -10_000n],
      ['Part II, box A', 'BW', 105_000n, 9_000n, -6_000n],
      ['Part II, box A', 'W', 100_000n, 4_000n, -6_000n],
      ['Part II, box B', 'BW', 100_000n, 4_000n, -6_000n],
    ]);
  });

  it('cannot go to line 8a directly when a row has a code', () => {
    const sales = [pieceOf(), pieceOf({ disallowedLoss: cents(1) })];
    expect(linesOf(2019, { sales }).sales[0]).toMatchObject({ line: '8b', instead: null });
  });

  it('know when a lot with a gain beyond its basis was acquired, whatever became of it', () => {
    // Neither held at the end of the year nor sold in it: the shares were given away.
    const facts = factsOf(`trades
  date        action  shares  security  amount  lot
  2017-02-21  buy     40      XYZ       4.00    A
  2019-07-01  gift    40      XYZ       -       A
document 2019 final 2020-01-20
  security  record      ex          payable     amount  parts
  XYZ       2019-01-15  2019-01-14  2019-01-31  1       returnOfCapital=100`);
    const report = computeYear(facts, 2019, reference);
    expect([...report.lots]).toEqual([]);
    const { sales } = returnLines(report, returnLineMap, OPTIONS);
    const rows = sales.find(({ title }) => title === 'Part II, box F')?.rows;
    expect(rows?.map(({ acquired, gain }) => [acquired, gain])).toEqual([['2017-02-21', 3_600n]]);
  });
});
