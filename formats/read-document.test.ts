import { describe, expect, test } from 'vitest';
import type { AllocationDocumentJson, KnownSecurity } from './allocation-document.ts';
import { parseCusip } from './documents/grid/cusip.ts';
import { decodeDocument } from './documents/source/decode.ts';
import { documentIsAcceptable, readAllocationText } from './read-document.ts';
import { codes, count, fixture, read } from './testing/reading.ts';

const KNOWN: readonly KnownSecurity[] = [
  {
    issuer: 'Harborlight Apartment Trust',
    name: 'Class B Cumulative Preferred Stock',
    symbol: 'HLA-B',
    cusips: ['99077R209'],
  },
];

describe('the layout of 2002: tabs, captions over three lines, debris', () => {
  const document = read(fixture('harborlight-2002.txt'));

  test('is read completely', () => {
    expect(document).toMatchObject({
      schema: 'basisbook/allocation-document@1',
      issuer: 'Harborlight Apartment Trust',
      taxYear: 2002,
      publishedOn: '2003-02-03',
      status: 'final',
      notices: [],
    });
    expect(
      document.securities.map((one) => [
        one.name,
        one.symbol,
        one.cusips,
        one.distributions.length,
      ]),
    ).toEqual([
      ['Class A Common Stock', 'HLA', ['99077R100'], 4],
      ['Class B Cumulative Preferred Stock', 'HLAPrB', ['99077R209'], 4],
      ['Class E Convertible Cumulative Preferred Stock', 'HLAPrE', ['99077R308'], 1],
      ['Class F Cumulative Preferred Stock', 'HLAPrF', ['99077R407'], 4],
    ]);
    expect(documentIsAcceptable(document)).toBe(true);
  });

  test('writes plain decimals, all components, and the line of the original text', () => {
    expect(document.securities[0]?.distributions[0]).toEqual({
      declarationDate: null,
      recordDate: '2002-02-11',
      exDate: null,
      payableDate: '2002-02-20',
      amountPerShare: '0.735',
      allocablePerShare: '0.735',
      inKind: false,
      unit: 'percent',
      components: {
        ordinary: '58.2',
        qualified: '0',
        capitalGain: '9.1',
        unrecaptured1250: '14.3',
        section1202: '0',
        collectibles28: '0',
        returnOfCapital: '18.4',
      },
      subsets: { qualified5Year: '4.7' },
      sourceLine: 19,
    });
  });

  test('gives the footnote to the common stock alone', () => {
    for (const security of document.securities) {
      for (const one of security.distributions) {
        expect(one.subsets).toEqual(
          security.name.includes('Common') ? { qualified5Year: '4.7' } : {},
        );
      }
    }
  });

  test('takes ticker and issuer from the security list where it has the CUSIP', () => {
    expect(read(fixture('harborlight-2002.txt'), KNOWN).securities[1]?.symbol).toBe('HLA-B');
    const unnamed = fixture('harborlight-2002.txt').replace(/\(NYSE:[^)]*\)/, '');
    expect(read(unnamed, KNOWN).issuer).toBe('Harborlight Apartment Trust');
    expect(read(unnamed).securities[0]?.symbol).toBeNull();
  });

  test('takes no class of stock for the issuer, where the ticker stands in the heading of its table', () => {
    const headed = fixture('harborlight-2002.txt')
      .replace(/\(NYSE:[^)]*\)/, '')
      .replace(/^Class A Common Stock\b/m, 'Class A Common Stock (NYSE: HLA)');
    expect(headed).toContain('(NYSE: HLA)');
    expect(read(headed).issuer).toBe('Harborlight Apartment Trust');
  });

  test('each value has its place in the text', () => {
    const text = fixture('harborlight-2002.txt');
    const { places } = readAllocationText(text, { known: [] });
    const lines = text.split('\n');
    const at = (pointer: string): string => {
      const place = places.find((one) => one.pointer === pointer);
      return place
        ? (lines[place.line - 1] ?? '').slice(place.column - 1, place.endColumn - 1)
        : '';
    };
    expect(at('/taxYear')).toBe('2002');
    expect(at('/publishedOn')).toBe('February 3, 2003');
    expect(at('/securities/0/name')).toBe('Class A Common Stock');
    expect(at('/securities/0/cusips/0')).toBe('99077R-10-0');
    const row = '/securities/0/distributions/1';
    expect(at(`${row}/recordDate`)).toBe('05/10/02');
    expect(at(`${row}/payableDate`)).toBe('05/21/02');
    expect(at(`${row}/amountPerShare`)).toBe('$0.735');
    expect(at(`${row}/components/ordinary`)).toBe('58.2%');
    expect(at(`${row}/components/returnOfCapital`)).toBe('18.4%');
    expect(at(`${row}/subsets/qualified5Year`)).toBe('4.7%');
    expect(at('/securities/3/distributions/3/amountPerShare')).toBe('$0.6250');
    const pointers = places.map((one) => one.pointer);
    expect(new Set(pointers).size).toBe(pointers.length);
  });
});

describe('near relatives', () => {
  test('captions over four lines, aligned by spaces', () => {
    const document = read(fixture('harborlight-2011.txt'));
    expect(codes(document)).toEqual([]);
    expect(codes(document, 'warning')).toEqual(['ticker-without-table']);
    expect(document).toMatchObject({ taxYear: 2011, publishedOn: '2012-01-20' });
    expect(document.securities[0]?.distributions[2]).toMatchObject({
      recordDate: '2011-08-19',
      payableDate: '2011-08-31',
      amountPerShare: '0.14',
      components: {
        ordinary: '20.12345',
        qualified: '1',
        capitalGain: '40',
        unrecaptured1250: '38.87655',
        returnOfCapital: '0',
      },
      sourceLine: 19,
    });
  });

  test('percent with gains and qualified dividends inside the others; an estimate', () => {
    const document = read(fixture('saltmarsh-2006.txt'));
    expect(codes(document)).toEqual([]);
    expect(document.status).toBe('estimate');
    expect(document.securities[0]?.distributions[0]?.components).toMatchObject({
      ordinary: '45',
      qualified: '5',
      capitalGain: '18',
      unrecaptured1250: '12',
      returnOfCapital: '20',
    });
    expect(document.securities[1]).toMatchObject({
      name: '7.25% Series A Preferred Stock',
      symbol: 'SMPPrA',
    });
  });

  test('dollars between bars, dashes for zero, paid in January; a correction', () => {
    const document = read(fixture('saltmarsh-2008.txt'));
    expect(codes(document)).toEqual([]);
    expect(document.status).toBe('corrected');
    expect(document.securities[0]?.distributions[3]).toMatchObject({
      declarationDate: '2008-11-14',
      payableDate: '2009-01-15',
      unit: 'usd',
      components: { ordinary: '0.38', qualified: '0.05', capitalGain: '0', returnOfCapital: '0' },
    });
  });

  test.each([
    ['tabs as runs of spaces', (text: string) => text.replace(/\t/g, '   ')],
    ['Windows line ends', (text: string) => text.replace(/\n/g, '\r\n')],
    ['old Macintosh line ends', (text: string) => text.replace(/\n/g, '\r')],
    ['bars', (text: string) => text.replace(/\t/g, ' | ')],
    ['no escapes', (text: string) => text.replace(/\\\$/g, '$')],
    ['no-break spaces', (text: string) => text.replace(/ (?=Stock)/g, '\u00a0')],
    ['a heading line of its own', (text: string) => `# found on a page\n\n${text}`],
    ['captions on one line, single spaces', (text: string) => text.replace(/\t/g, ' ')],
  ])('one-line captions with %s', (_, change) => {
    const text = fixture('saltmarsh-2006.txt');
    const changed = read(change(text));
    expect(codes(changed)).toEqual([]);
    const bare = (document: AllocationDocumentJson): unknown =>
      document.securities.map((one) =>
        one.distributions.map((row) => ({ ...row, sourceLine: null })),
      );
    expect(bare(changed)).toEqual(bare(read(text)));
  });

  test('four-digit years and a missing leading zero in dollars', () => {
    const text = fixture('harborlight-2002.txt')
      .replace(/(\d\d\/\d\d\/)02/g, '$12002')
      .replace(/\$0\./g, '$.');
    expect(codes(read(text))).toEqual([]);
    expect(count(read(text))).toBe(13);
  });
});

describe('bytes', () => {
  test('a file is decoded and read; its text comes back', () => {
    const bytes = new TextEncoder().encode(fixture('harborlight-2002.txt'));
    const answer = decodeDocument(bytes, 'release.txt');
    expect(answer).toEqual({ ok: true, text: fixture('harborlight-2002.txt') });
  });

  test('what is no text is refused', () => {
    const answer = decodeDocument(new TextEncoder().encode('%PDF-1.7 …'), 'a.pdf');
    expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(/^a\.pdf is a PDF/) });
  });

  test('the exported JSON reads back as itself', () => {
    const document = read(fixture('harborlight-2002.txt'));
    expect(read(JSON.stringify(document))).toEqual(document);
  });
});

test('a document of 200 rows is read within 200 ms', () => {
  const head = fixture('harborlight-2002.txt').split('\n').slice(0, 13).join('\n');
  const sections = Array.from({ length: 50 }, (_, i) => {
    const eight = `99${String(100 + i)}A1${i % 10}`;
    const digit = [...'0123456789'].find((one) => parseCusip(eight + one)) ?? '';
    return `Series ${i} Preferred Stock (CUSIP ${eight}${digit})

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend
${['01', '04', '07', '10'].map((month) => `${month}/02/02\t${month}/15/02\t$0.50\t100%`).join('\n')}
Annual\t\t$2.00\t100%
`;
  });
  const text = `${head}\n${sections.join('\n')}`;
  const document = read(text);
  expect(count(document)).toBe(200);
  expect(codes(document)).toEqual([]);
  // The best of a few: what else the machine does is not measured here.
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    read(text);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(200);
});
