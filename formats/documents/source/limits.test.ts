/** More than a release can have is refused with a sentence, at the limit and not far beyond it. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { extractText } from './extract-text.ts';
import { htmlText } from './html-text.ts';
import { TextLines } from './limits.ts';
import { makePdf, makeWorkbook, pageOf } from './testing/make-files.ts';

const nested = (depth: number): string => `${'<div>'.repeat(depth)}words${'</div>'.repeat(depth)}`;

describe('a web page', () => {
  test('is read to a depth of 2,000', () => {
    expect(htmlText(nested(2000))).toBe('words');
    expect(() => htmlText(nested(2001))).toThrow(/nested too deeply/);
  });

  test('has cells over 200 columns at most', () => {
    const row = (span: number): string =>
      htmlText(`<table><tr><td colspan="${span}">a</td><td>b</td></tr></table>`);
    expect(row(1500)).toBe(row(200));
    expect(row(199)).not.toBe(row(200));
  });
});

describe('text', () => {
  test('has 40,000 lines at most', () => {
    const lines = new TextLines();
    for (let i = 0; i < 40_000; i++) lines.push('x');
    expect(() => lines.push('x')).toThrow(/more text than a release/);
  });

  test('has two million characters at most', () => {
    const lines = new TextLines();
    lines.push('x'.repeat(1_999_999));
    expect(() => lines.push('')).toThrow(/more text than a release/);
  });
});

test('a PDF has 120 pages at most', async () => {
  const pages = (count: number) => makePdf(Array.from({ length: count }, () => pageOf(['words'])));
  expect(await extractText(pages(120), 'a.pdf')).toMatchObject({ ok: true });
  expect(await extractText(pages(121), 'a.pdf')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^a\.pdf has 121 pages, more than the 120/),
  });
});

test('a workbook unpacks to 60 MB at most', async () => {
  expect(await extractText(makeWorkbook('2014', [['words']]), 'a.xlsx')).toMatchObject({
    ok: true,
  });
  const megabytes = 1024 * 1024;
  const archive = zipSync(
    {
      'xl/workbook.xml': strToU8('<workbook><sheets/></workbook>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(60 * megabytes + 1).fill(0x20),
    },
    { level: 1 },
  );
  expect(await extractText(archive, 'a.xlsx')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/too large|more than/),
  });
});
