import { describe, expect, test } from 'vitest';
import { decodeDocument, LARGEST_DOCUMENT_BYTES } from './decode.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((one) => one.charCodeAt(0));
  return Uint8Array.from(units.flatMap((u) => (little ? [u & 255, u >> 8] : [u >> 8, u & 255])));
};

test.each<[string, Uint8Array]>([
  ['UTF-8', utf8('DENVER – $1')],
  ['UTF-8 with a byte order mark', utf8('\ufeffDENVER – $1')],
  ['UTF-16, little end first', utf16('DENVER – $1', true, true)],
  ['UTF-16, big end first', utf16('DENVER – $1', false, true)],
  ['UTF-16 without a mark', utf16('DENVER – $1 and more text', true, false)],
  ['Windows-1252', Uint8Array.from([...utf8('DENVER '), 0x96, ...utf8(' $1')])],
])('%s', (_, bytes) => {
  const decoded = decodeDocument(bytes, 'a.txt');
  expect(decoded.ok && decoded.text).toMatch(/^DENVER – \$1/);
});

describe('refused with a sentence that names the file and the next step', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['empty', new Uint8Array(), /^a\.txt is empty; choose/],
    ['blank', utf8(' \n\t\n'), /^a\.txt has only blank lines/],
    [
      'a PDF',
      utf8('%PDF-1.4\n…'),
      /^a\.txt is a PDF; open it, select all of its text, copy it and paste/,
    ],
    ['a PDF behind junk', utf8(`${'x'.repeat(100)}%PDF-1.4`), /is a PDF/],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), /workbook/],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]), /old Office/],
    ['NUL bytes', Uint8Array.from([65, 66, 0, 67, 68, 0, 0]), /not a text file/],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      /not a text/,
    ],
    ['broken UTF-16', Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 65, 0]), /not a text/],
  ])('%s', (_, bytes, message) => {
    const decoded = decodeDocument(bytes, 'a.txt');
    expect(decoded.ok).toBe(false);
    expect(decoded.ok ? '' : decoded.message).toMatch(message);
  });

  test('a file of 50 MB, at once', () => {
    const bytes = new Uint8Array(50 * 1024 * 1024).fill(65);
    const start = performance.now();
    const decoded = decodeDocument(bytes, 'big.txt');
    expect(performance.now() - start).toBeLessThan(50);
    expect(decoded.ok ? '' : decoded.message).toMatch(/^big\.txt has 50 MB, more than the 20 MB/);
    expect(LARGEST_DOCUMENT_BYTES).toBe(20 * 1024 * 1024);
  });
});
