import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';
import { extractText } from './extract-text.ts';
import { htmlText } from './html-text.ts';
import { formattedNumber, isDateFormat } from './number-format.ts';
import { makePdf, makeWorkbook, pageOf, type WorkbookCell } from './testing/make-files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function textOf(file: Uint8Array, name: string): Promise<string> {
  const extracted = await extractText(file, name);
  if (!extracted.ok) throw new Error(extracted.message);
  return extracted.text;
}

/** What is read of a file: a row of figures for each payment, and the errors. */
async function read(file: Uint8Array, name: string): Promise<unknown> {
  const { document } = readAllocationText(await textOf(file, name), { known: [] });
  return {
    errors: document.notices.filter((one) => one.level === 'error').map((one) => one.message),
    rows: document.securities.flatMap((security) =>
      security.distributions.map((one) => [
        security.name,
        one.payableDate,
        one.amountPerShare,
        one.components.ordinary,
        one.components.capitalGain,
        one.components.unrecaptured1250,
        one.components.returnOfCapital,
      ]),
    ),
  };
}

const TITLE = 'Marram Point Trust Announces 2014 Dividend Tax Treatment';
const EXPECTED = {
  errors: [],
  rows: [
    ['Common Stock', '2014-04-15', '0.4', '0.246', '0.034', '0.02', '0.1'],
    ['Common Stock', '2014-07-15', '0.4', '0.246', '0.034', '0.02', '0.1'],
  ],
};

describe('a web page', () => {
  const page = `<!doctype html><html><head><title>x</title><style>td{color:red}</style></head><body>
    <script>document.write('02/02/14 $9.99')</script><p hidden>Total $9.99</p>
    <table><tr><td><h1>${TITLE}</h1></td></tr><tr><td>
    <p>Common Stock (CUSIP&nbsp;#053484101)</p>
    <table>
      <tr><th rowspan="2">Record Date</th><th rowspan="2">Payable Date</th><th colspan="2">Distribution<br>Per Share</th><th colspan="2">Ordinary Dividends</th>
        <th colspan="2">Total Capital Gain</th><th colspan="2">Unrecaptured Sec. 1250 Gain<sup>1</sup></th><th colspan="2">Return of Capital</th></tr>
      <tr></tr>
      <tr><td>3/31/2014</td><td>4/15/2014</td><td>$</td><td>0.4000</td><td>$</td><td>0.2460</td><td>$</td><td>0.0540</td><td>$</td><td>0.0200</td><td>$</td><td>0.1000</td></tr>
      <tr><td>6/30/2014</td><td>7/15/2014</td><td></td><td>0.4000</td><td></td><td>0.2460</td><td></td><td>0.0540</td><td></td><td>0.0200</td><td></td><td>0.1000</td></tr>
      <tr><td>Total</td><td></td><td>$</td><td>0.8000</td><td>$</td><td>0.4920</td><td>$</td><td>0.1080</td><td>$</td><td>0.0400</td><td>$</td><td>0.2000</td></tr>
    </table></td></tr></table>
    <p>(1) A subset of, and included in, the Total Capital Gain.</p></body></html>`;

  test('with a layout around its table, cells over several columns and signs of their own', async () => {
    expect(await read(bytes(page), 'page.html')).toEqual(EXPECTED);
  });

  test('pasted as its source', () => {
    const { document } = readAllocationText(page, { known: [] });
    expect(document.securities[0]?.distributions).toHaveLength(2);
  });

  test('shows nothing that a person does not see', () => {
    const text = htmlText(page);
    expect(text).not.toMatch(/9\.99|color/);
    expect(text).toContain('Unrecaptured Sec. 1250 Gain (1)');
  });

  test('preformatted text keeps its columns; entities and breaks are read', () => {
    expect(htmlText('<pre>a    b\n1    2</pre>')).toBe('a    b\n1    2');
    expect(htmlText('<p>A &amp; B<br>C</p><p>D</p>')).toBe('A & B\nC\n\nD');
  });

  test('cells that span rows leave their place empty below', () => {
    expect(
      htmlText('<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>'),
    ).toBe('a\tb\n\tc');
  });
});

describe('a PDF', () => {
  const lines = [
    TITLE,
    '',
    'Common Stock (CUSIP 053484101)',
    '',
    'Record      Payable     Distribution  Ordinary    Total Capital  Unrecaptured     Return of',
    'Date        Date        Per Share     Dividends   Gain           Sec. 1250 Gain   Capital',
    '3/31/2014   4/15/2014   $0.4000       $0.2460     $0.0540        $0.0200          $0.1000',
    '6/30/2014   7/15/2014   $0.4000       $0.2460     $0.0540        $0.0200          $0.1000',
    'Total                   $0.8000       $0.4920     $0.1080        $0.0400          $0.2000',
  ];

  test('is set out by its coordinates', async () => {
    expect(await read(makePdf([pageOf(lines)]), 'release.pdf')).toEqual(EXPECTED);
  });

  test('a small raised number is a footnote’s mark, a page begins with a form feed', async () => {
    const first = [
      ...pageOf(['Capital Gain   Total']),
      { text: '2', x: 36 + 12 * 6 + 1, y: 564, size: 6 },
    ];
    const text = await textOf(makePdf([first, pageOf(['Second page'])]), 'release.pdf');
    expect(text.split('\n')[0]).toMatch(/^Capital Gain \(2\) +Total$/);
    expect(text).toContain('\fSecond page');
  });

  test('of twenty pages is read within two seconds', { timeout: 20_000 }, async () => {
    const rows = Array.from({ length: 34 }, (_, i) => lines[6 + (i % 2)] ?? '');
    const file = makePdf(Array.from({ length: 20 }, () => pageOf([...lines.slice(0, 6), ...rows])));
    await textOf(makePdf([pageOf(['warm'])]), 'a.pdf');
    const start = performance.now();
    const text = await textOf(file, 'long.pdf');
    expect(performance.now() - start).toBeLessThan(2000);
    expect(text.match(/\$0\.2460/g)).toHaveLength(680);
  });

  test('without text is told from one that is damaged', async () => {
    expect(await extractText(makePdf([[]]), 'scan.pdf')).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^scan\.pdf has no text in it, only pictures.*paste it here\.$/,
      ),
    });
    expect(await extractText(bytes('%PDF-1.7 …'), 'a.pdf')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^a\.pdf is damaged.*paste it here\.$/),
    });
  });
});

describe('a workbook', () => {
  const day = (number: string): WorkbookCell => ({ number, style: 3 });
  const usd = (number: string): WorkbookCell => ({ number, style: 2 });
  const rows: WorkbookCell[][] = [
    [TITLE],
    [],
    ['Common Stock (CUSIP 053484101)'],
    [
      'Record Date',
      'Payable Date',
      'Distribution Per Share',
      'Ordinary Dividends',
      'Total Capital Gain',
      'Unrecaptured Sec. 1250 Gain',
      'Return of Capital',
    ],
    [
      day('41729'),
      day('41744'),
      usd('0.40000000000000002'),
      usd('0.246'),
      usd('5.3999999999999999E-2'),
      usd('0.02'),
      usd('0.1'),
    ],
    [day('41820'), day('41835'), usd('0.4'), usd('0.246'), usd('0.054'), usd('0.02'), usd('0.1')],
    ['Total', '', usd('0.8'), usd('0.492'), usd('0.108'), usd('0.04'), usd('0.2')],
  ];

  test('has its numbers as their formats show them, without the noise of binary fractions', async () => {
    expect(await read(makeWorkbook('2014', rows), 'release.xlsx')).toEqual(EXPECTED);
  });

  test.each<[string, string, string]>([
    ['0.614', '0.0%', '61.4%'],
    ['0.61399999999999999', '0.00%', '61.40%'],
    ['0.1145', 'General', '0.1145'],
    ['0.11449999999999999', 'General', '0.1145'],
    ['41729', 'm/d/yyyy', '3/31/2014'],
    ['41729', 'mm/dd/yy;@', '3/31/2014'],
    ['0.25', '"$"0.000000', '$0.250000'],
    ['0.25', '_($* #,##0.0000_);_($* (#,##0.0000)', '$0.2500'],
    ['0', '0.0000%', '0.0000%'],
    ['2004', '0', '2004'],
    ['text', '0', 'text'],
  ])('%s in %s is %s', (stored, format, shown) => {
    expect(formattedNumber(stored, format, false)).toBe(shown);
  });

  test('formats of days are told from those of numbers', () => {
    expect(['m/d/yyyy', 'd-mmm-yy', '[$-409]mmmm d, yyyy'].map(isDateFormat)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['0.00%', '"days" 0', 'General', '#,##0'].map(isDateFormat)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('another archive is no workbook', async () => {
    const { zipSync, strToU8 } = await import('fflate');
    const archive = zipSync({ 'letter.txt': strToU8('hello') });
    expect(await extractText(archive, 'a.zip')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^a\.zip has no sheet with a table in it/),
    });
  });
});

describe('a table of cells', () => {
  test.each([',', ';', '\t'])('between %j', async (comma) => {
    const table = [
      [
        'Record Date',
        'Payable Date',
        'Distribution Per Share',
        'Ordinary Dividends',
        'Total Capital Gain',
        'Unrecaptured Sec. 1250 Gain',
        'Return of Capital',
      ],
      ['3/31/2014', '4/15/2014', '$0.4000', '$0.2460', '$0.0540', '$0.0200', '$0.1000'],
      ['6/30/2014', '7/15/2014', '$0.4000', '$0.2460', '$0.0540', '$0.0200', '$0.1000'],
    ];
    const text = [`"${TITLE}"`, '', 'Common Stock', ...table.map((row) => row.join(comma))].join(
      '\n',
    );
    expect(await read(bytes(text), 'table.csv')).toEqual(EXPECTED);
  });
});
