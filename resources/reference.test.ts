import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTransactionsCsv } from '../formats/transactions-csv.ts';
import { BOX_MEANINGS, BOX_SOURCES, LIQUIDATION_BOXES, formOf } from '../tax/facts/forms.ts';
import { isMapped, lineOf, reasonUnmapped, saleStyleOf } from '../tax/report/return-line-map.ts';
import {
  knownSecurities,
  readFormMaps,
  readKnownSecurities,
  readReturnLines,
  reference,
  returnLineMap,
  sample,
} from './reference.ts';

/** Years, then box and meaning in the form's order, as the calculation's section 9 has them. */
const BOXES: [number[], string][] = [
  [
    [1999, 2000],
    '1 ordinaryDividends, 2a totalCapitalGain, 2b rate28Gain, 2c unrecaptured1250Gain, 2d section1202Gain, 3 nondividendDistributions',
  ],
  [
    [2001, 2002],
    '1 ordinaryDividends, 2a totalCapitalGain, 2b rate28Gain, 2c qualified5YearGain, 2d unrecaptured1250Gain, 2e section1202Gain, 3 nondividendDistributions',
  ],
  [
    [2003],
    '1a ordinaryDividends, 1b qualifiedDividends, 2a totalCapitalGain, 2b postMay5Gain, 2c qualified5YearGain, 2d unrecaptured1250Gain, 2e section1202Gain, 2f collectibles28Gain, 3 nondividendDistributions',
  ],
  [
    [2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017],
    '1a ordinaryDividends, 1b qualifiedDividends, 2a totalCapitalGain, 2b unrecaptured1250Gain, 2c section1202Gain, 2d collectibles28Gain, 3 nondividendDistributions',
  ],
  [
    [2018, 2019, 2020],
    '1a ordinaryDividends, 1b qualifiedDividends, 2a totalCapitalGain, 2b unrecaptured1250Gain, 2c section1202Gain, 2d collectibles28Gain, 3 nondividendDistributions, 5 section199ADividends',
  ],
  [
    [2021, 2022, 2023, 2024, 2025, 2026],
    '1a ordinaryDividends, 1b qualifiedDividends, 2a totalCapitalGain, 2b unrecaptured1250Gain, 2c section1202Gain, 2d collectibles28Gain, 2e section897Ordinary, 2f section897CapitalGain, 3 nondividendDistributions, 5 section199ADividends',
  ],
];

/** Year, box, caption as printed on that year's form. */
const CAPTIONS: [number, string, string][] = [
  [1999, '1', 'Ordinary dividends'],
  [2000, '2a', 'Total capital gain distr.'],
  [2000, '2c', 'Unrecap. sec. 1250 gain'],
  [2001, '2c', 'Qualified 5-year gain'],
  [2002, '1', 'Ordinary dividends'],
  [2002, '2b', '28% rate gain'],
  [2002, '2d', 'Unrecap. sec. 1250 gain'],
  [2002, '3', 'Nontaxable distributions'],
  [2003, '2b', 'Post-May 5 capital gain distr.'],
  [2004, '1a', 'Total ordinary dividends'],
  [2004, '2b', 'Unrecap. Sec. 1250 gain'],
  [2004, '2d', 'Collectibles (28%) gain'],
  [2004, '3', 'Nontaxable distributions'],
  [2005, '3', 'Nondividend distributions'],
  [2018, '5', 'Section 199A dividends'],
  [2021, '2e', 'Section 897 ordinary dividends'],
  [2026, '2f', 'Section 897 capital gain'],
];

/** Year, box, where it goes. */
const LINES: [number, string, string[]][] = [
  [1999, '1', []],
  [2001, '2a', []],
  [2002, '1', ['Form 1040 line 9', 'Schedule B line 5']],
  [2002, '2a', ['Schedule D line 13, column (f)']],
  [2002, '2b', []],
  [2002, '2c', ['Schedule D line 29']],
  [2002, '2d', ['Schedule D line 19']],
  [2002, '2e', []],
  [2002, '3', ['Schedule D line 8', 'Schedule D line 1']],
  [2003, '1a', ['Form 1040 line 9a', 'Schedule B line 5']],
  [2003, '1b', ['Form 1040 line 9b']],
  [2003, '2a', ['Schedule D line 13, column (f)']],
  [2003, '2b', ['Schedule D line 13, column (g)']],
  [2003, '2c', ['Schedule D line 35']],
  [2003, '2d', ['Schedule D line 19']],
  [2004, '1a', ['Form 1040 line 9a', 'Schedule B line 5']],
  [2003, '2f', ['Schedule D line 20']],
  [2005, '1a', ['Form 1040 line 9a', 'Schedule B line 5']],
  [2017, '2a', ['Schedule D line 13']],
  [2018, '1a', ['Form 1040 line 3b', 'Schedule B line 5']],
  [2018, '1b', ['Form 1040 line 3a']],
  [2018, '5', ['Form 1040 line 9']],
  [2019, '5', ['Form 8995 line 6']],
  [2026, '2e', []],
  [2026, '5', ['Form 8995 line 6']],
];

describe('the forms', () => {
  it('has exactly one map for every year from 1999 to 2026, with the boxes of that year', () => {
    const expected = new Map(BOXES.flatMap(([years, boxes]) => years.map((y) => [y, boxes])));
    for (let year = 1999; year <= 2026; year++) {
      const fitting = reference.forms.filter(
        (map) => map.firstYear <= year && (map.lastYear ?? Infinity) >= year,
      );
      expect(fitting).toHaveLength(1);
      const boxes = fitting[0]?.boxes.map(({ box, meaning }) => `${box} ${meaning}`).join(', ');
      const [cash, inKind] = year < 2018 ? ['8', '9'] : ['9', '10'];
      const paidBack = `${cash} cashLiquidation, ${inKind} noncashLiquidation`;
      expect(boxes, String(year)).toBe(`${expected.get(year) ?? ''}, ${paidBack}`);
    }
    expect(formOf(reference.forms, 1998)).toBeUndefined();
  });

  it.each(CAPTIONS)('prints %d box %s as "%s"', (year, box, caption) => {
    expect(formOf(reference.forms, year)?.boxes.find((b) => b.box === box)?.caption).toBe(caption);
  });

  it.each(LINES)('sends %d box %s to %j', (year, box, lines) => {
    const goesTo = formOf(reference.forms, year)?.boxes.find((b) => b.box === box)?.goesTo ?? [];
    expect(goesTo.map(({ form, line }) => `${form} line ${line}`)).toEqual(lines);
  });

  it('fills every meaning in some year', () => {
    const used = new Set(reference.forms.flatMap(({ boxes }) => boxes.map((b) => b.meaning)));
    expect(BOX_MEANINGS.filter((meaning) => !used.has(meaning))).toEqual([]);
    for (const meaning of used) {
      const isPaidBack = LIQUIDATION_BOXES[meaning] !== undefined;
      expect(BOX_SOURCES[meaning].length > 0, meaning).toBe(!isPaidBack);
    }
  });
});

function formData(change: (map: Record<string, unknown>) => void): unknown[] {
  const map = {
    title: 'Form of 2001',
    firstYear: 2001,
    lastYear: null,
    source: 'invented',
    linesSource: 'invented',
    boxes: [
      { box: '1', meaning: 'ordinaryDividends', caption: 'x', goesTo: [{ form: 'F', line: '1' }] },
      { box: '2a', meaning: 'totalCapitalGain', caption: 'y' },
    ],
  };
  change(map);
  return [{ ...map, boxes: map.boxes }];
}

describe('malformed form maps', () => {
  const box = (map: Record<string, unknown>, i: number) =>
    (map['boxes'] as Record<string, unknown>[])[i] as Record<string, unknown>;
  const cases: [string, (map: Record<string, unknown>) => void][] = [
    ['form map 1: boxes.0.meaning', (m) => (box(m, 0)['meaning'] = 'dividends')],
    ['form map 1: boxes.1.caption', (m) => (box(m, 1)['caption'] = ' ')],
    ['form map 1: boxes.1.box: is no box of a form', (m) => (box(m, 1)['box'] = 'A')],
    ['form map 1: source', (m) => delete m['source']],
    ['form map 1: boxes', (m) => (m['boxes'] = [])],
    ['form map 1: notes', (m) => (m['notes'] = 'x')],
    ['Form of 2001: box 1 is there twice', (m) => (box(m, 1)['box'] = '1')],
    [
      'Form of 2001: ordinaryDividends is there twice',
      (m) => (box(m, 1)['meaning'] = 'ordinaryDividends'),
    ],
    ['Form of 2001: the lines and their source', (m) => (m['linesSource'] = null)],
    ['Form of 2001: the lines and their source', (m) => delete box(m, 0)['goesTo']],
    ['Form of 2001: it ends in 2000', (m) => (m['lastYear'] = 2000)],
    ['Form of 2001: the year after 2003 does not follow', (m) => (m['lastYear'] = 2003)],
  ];

  it('are read when nothing is wrong', () => {
    expect(readFormMaps(formData(() => undefined))).toHaveLength(1);
  });

  it.each(cases)('are refused: %s', (message, change) => {
    expect(() => readFormMaps(formData(change))).toThrow(message);
  });

  it.each([
    [2002, 2004],
    [2003, 2003],
    [2004, 2003],
  ])('are refused when a map to %d is followed by one from %d', (lastYear, firstYear) => {
    const maps = [
      ...formData((m) => (m['lastYear'] = lastYear)),
      ...formData((m) => (m['firstYear'] = firstYear)),
    ];
    expect(() => readFormMaps(maps)).toThrow(`the year after ${lastYear} does not follow`);
  });

  it('are refused when an open one is not the last', () => {
    const maps = [...formData(() => undefined), ...formData((m) => (m['firstYear'] = 2005))];
    expect(() => readFormMaps(maps)).toThrow('does not follow');
  });
});

describe('the lines of the return', () => {
  it('are for the years that the calculation names, each entry with a title and a year as its source', () => {
    for (const entry of [...returnLineMap.lines, ...returnLineMap.notes]) {
      expect(entry.source, entry.figure).toMatch(/IRS|Internal Revenue Code|Public Law/);
      if ('line' in entry) expect(entry.source).toContain(String(entry.firstYear));
    }
    const years = Array.from({ length: 28 }, (_, i) => 1999 + i);
    expect(years.filter((year) => !isMapped(returnLineMap, year))).toEqual([1999, 2000, 2001]);
  });

  it('has a line or a reason for what trusts kept, in every year', () => {
    for (const year of Array.from({ length: 28 }, (_, i) => 1999 + i)) {
      for (const figure of ['undistributedGain', 'undistributedTax'] as const) {
        const line = lineOf(returnLineMap, year, figure);
        const reason = reasonUnmapped(returnLineMap, year, figure);
        expect([line, reason].filter(Boolean), `${figure} of ${year}`).toHaveLength(1);
      }
    }
    expect(lineOf(returnLineMap, 2008, 'undistributedTax')?.line).toBe('68, box a');
    expect(lineOf(returnLineMap, 2013, 'undistributedTax')?.line).toBe('71, box a');
  });

  it('has a line with its source, or a reason with its source, for every box of every mapped year', () => {
    for (const form of reference.forms) {
      const last = Math.min(form.lastYear ?? 2026, 2026);
      for (let year = Math.max(form.firstYear, 2002); year <= last; year++) {
        for (const { box, meaning } of form.boxes) {
          const figure = meaning === 'totalCapitalGain' ? 'capitalGainDistributions' : meaning;
          const line = lineOf(returnLineMap, year, figure);
          const note = returnLineMap.notes.find(
            (one) =>
              one.figure === meaning && one.firstYear <= year && year <= (one.lastYear ?? Infinity),
          );
          const said = (line ?? note)?.source ?? '';
          expect([year, box, said.length > 20]).toEqual([year, box, true]);
        }
      }
    }
  });

  it('knows the form that lists the sales of every year', () => {
    const styles = [1995, 2002, 2003, 2004, 2010, 2011, 2012, 2026].map((year) =>
      saleStyleOf(returnLineMap, year),
    );
    expect(styles).toEqual([
      ...['scheduleD', 'scheduleD', 'scheduleD2003', 'scheduleD', 'scheduleD'],
      ...['form8949of2011', 'form8949', 'form8949'],
    ]);
  });

  it('give every box of a mapped form the same line as the form itself', () => {
    for (const form of reference.forms) {
      for (const { box, meaning, goesTo } of form.boxes) {
        const figure = meaning === 'totalCapitalGain' ? 'capitalGainDistributions' : meaning;
        const entry = lineOf(returnLineMap, form.firstYear, figure);
        const place = goesTo?.[0];
        if (meaning === 'nondividendDistributions') continue;
        // In 2018 the map has the worksheet that the form's own instructions lead to.
        if (form.firstYear === 2018 && meaning === 'section199ADividends') continue;
        expect(entry && `${entry.form} ${entry.line}`, `${form.firstYear} box ${box}`).toBe(
          place && `${place.form} ${place.line}`,
        );
      }
    }
  });

  const entry = {
    figure: 'ordinaryDividends',
    firstYear: 2002,
    lastYear: 2002,
    form: 'F',
    line: '9',
    caption: 'c',
    source: 's',
  };
  const data = (lines: unknown[]) => ({
    title: 't',
    years: [{ firstYear: 2002, lastYear: 2004 }],
    newestForms: 2004,
    saleForms: [{ style: 'scheduleD', firstYear: 2002, lastYear: null, source: 's' }],
    lines,
    unmapped: [],
    notes: [],
  });

  it('are read when nothing is wrong, an amount as money', () => {
    expect(readReturnLines(data([{ ...entry, over: '1500.00' }])).lines[0]?.over).toBe(150_000n);
  });

  it.each<[string, unknown[]]>([
    ['lines.0.source', [{ ...entry, source: '' }]],
    ['lines.0.figure', [{ ...entry, figure: 'dividends' }]],
    ['lines.0.over: is no amount of money', [{ ...entry, over: '1,500' }]],
    ['ordinaryDividends from 2002: it ends before it begins', [{ ...entry, lastYear: 2001 }]],
    ['ordinaryDividends from 2001: it is for years', [{ ...entry, firstYear: 2001 }]],
    ['ordinaryDividends from 2002: it is for years', [{ ...entry, lastYear: 2005 }]],
    ['ordinaryDividends from 2002: it has two lines', [{ ...entry, lastYear: 2003 }, entry]],
  ])('are refused: %s', (message, lines) => {
    expect(() => readReturnLines(data(lines))).toThrow(`the return lines: ${message}`);
  });
});

/** The ninth character completes the sum of the digits of the first eight, every second one doubled. */
function hasCheckDigit(cusip: string): boolean {
  let sum = 0;
  [...cusip].forEach((character, i) => {
    const value = Number.parseInt(character, 36) * (i % 2 === 1 ? 2 : 1);
    sum += Math.floor(value / 10) + (value % 10);
  });
  return sum % 10 === 0;
}

describe('the security list', () => {
  it.each(
    `AIV 03748R101
     AIVPrC 03748R200
     AIVPrD 03748R309
     AIVPrG 03748R408
     AIVPrH 03748R507
     AIVPrK 03748R705
     AIVPrP 03748R861
     AIVPrQ 03748R853
     AIVPrR 03748R846
     AVB 053484101
     WRI 948741103
     WRIPrC 948741400`
      .split('\n')
      .map((line) => line.trim().split(' ') as [string, string]),
  )('knows %s as %s', (symbol, cusip) => {
    expect(knownSecurities.find((security) => security.cusips.includes(cusip))?.symbol).toBe(
      symbol,
    );
  });

  it('knows the CUSIPs of the common stock, oldest first', () => {
    const common = knownSecurities.find(({ symbol }) => symbol === 'AIV');
    expect(common?.cusips).toEqual(['03748R101', '03748R754', '03748R747']);
  });

  it('has CUSIPs with the right check digit', () => {
    const cusips = knownSecurities.flatMap((security) => security.cusips);
    expect(cusips.length).toBeGreaterThan(10);
    expect(cusips.filter((cusip) => !hasCheckDigit(cusip))).toEqual([]);
  });

  const row = { issuer: 'I', name: 'N', symbol: 'X', cusips: ['03748R101'], source: 's' };
  it.each([
    ['X is there twice', [row, { ...row, cusips: [] }]],
    ['03748R101 is there twice', [row, { ...row, symbol: null }]],
    ['0.cusips.0: is no CUSIP', [{ ...row, cusips: ['03748R-10-1'] }]],
    ['0.source', [{ ...row, source: '' }]],
    ['0.issuer', [{ ...row, issuer: null }]],
  ])('is refused: %s', (message, data) => {
    expect(() => readKnownSecurities(data)).toThrow(`the security list: ${message}`);
  });
});

describe('the sample', () => {
  const file = (name: string): string =>
    readFileSync(new URL(`./sample/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

  it('is packed from the texts beside it (after a change: node scripts/make-sample.ts)', () => {
    expect(sample.document).toBe(file(sample.documentName));
    expect(sample.transactions).toBe(file(sample.transactionsName));
  });

  it('says that it is a sample before anything else', () => {
    expect(
      sample.document.startsWith("Sample: figures of Aimco's published 2002 allocation\n"),
    ).toBe(true);
  });

  it.each(
    `03748R101 4 $0.820
     03748R200 4 $0.5625
     03748R309 4 $0.546875
     03748R408 4 $0.5859375
     03748R507 4 $0.59375
     03748R705 1 $0.50
     03748R861 4 $0.5625
     03748R853 4 $0.63125
     03748R846 4 $0.6250`
      .split('\n')
      .map((line) => line.trim().split(' ') as [string, string, string]),
  )('has for %s %s payments of %s, each divided into 100 percent', (cusip, count, amount) => {
    const printed = `${cusip.slice(0, 6)}-${cusip.slice(6, 8)}-${cusip.slice(8)}`;
    const sections = sample.document.split('(CUSIP ');
    const section = sections.find((part) => part.startsWith(`${printed})`)) ?? '';
    const payments = section.split('\n').filter((line) => /^\d\d\/\d\d\/02\t/.test(line));
    expect(sections).toHaveLength(10);
    expect(payments).toHaveLength(Number(count));
    for (const payment of payments) {
      const [, payable, perShare, ...percents] = payment.split('\t');
      expect(payable).toMatch(/^\d\d\/\d\d\/02$/);
      expect(perShare).toBe(amount);
      expect(percents.join(' ')).toBe(cusip === '03748R101' ? '61.4% 6.6% 12.5% 19.5%' : '100%');
    }
  });

  it('has transactions that can be read, in two taxable accounts and one that is not', () => {
    const { rows, problems } = readTransactionsCsv(sample.transactions, sample.transactionsName);
    expect(problems).toEqual([]);
    expect([...new Set(rows.map(({ account }) => account))]).toEqual(['Taxable', 'Joint', 'IRA']);
    expect(sample.taxDeferredAccounts).toEqual(['IRA']);
    expect(rows.filter(({ account }) => account === 'Joint')).toMatchObject([
      {
        date: '2000-03-01',
        action: 'buy',
        security: 'AIV',
        shares: 100_00000000n,
        amount: 380000n,
      },
    ]);
  });
});
