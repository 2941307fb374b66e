/**
 * One document as text, as web page, as workbook with typed days, dollars and percentages, and as PDF:
 * one answer, and the one that was printed.
 */
import { describe, expect, test } from 'vitest';
import { layoutOf, readBytes } from '../fuzz/testing/layout-law.ts';
import { webPage, workbook } from '../fuzz/tables/render-files.ts';
import { spacedText } from '../fuzz/tables/render-text.ts';
import { makePdf, type PdfText } from './testing/make-files.ts';

/** Lines of a page, and points from the left to the right margin. */
const PAGE_LINES = 36;
const PAGE_WIDTH = 720;

/** Pages that hold the whole of a text, each word at the place of its column. */
function pagesOf(text: string): PdfText[][] {
  const lines = text.split('\n');
  const widest = Math.max(...lines.map((line) => line.length));
  const wide = Math.min(6, PAGE_WIDTH / widest);
  const pages = Math.ceil(lines.length / PAGE_LINES);
  return Array.from({ length: pages }, (_, page) =>
    lines.slice(page * PAGE_LINES, (page + 1) * PAGE_LINES).flatMap((line, i) =>
      [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
        text: match[0],
        x: 36 + match.index * wide,
        y: 560 - i * 14,
        size: wide / 0.6,
      })),
    ),
  );
}

/** Tables of two to twelve columns in percent and in dollars, with one security or three. */
const SEEDS = [2, 4, 5, 9, 13, 14, 15, 16, 19, 28, 31, 33];

describe('the same document in every container', () => {
  test.each(SEEDS)('of the seed %i', async (seed) => {
    const layout = layoutOf(seed);
    const text = spacedText(layout.page, layout.dice);
    const files = [
      ['a.txt', new TextEncoder().encode(text)],
      ['a.html', new TextEncoder().encode(webPage(layout.page, layout.dice))],
      ['a.xlsx', workbook(layout.page, layout.dice, true)],
      ['a.pdf', makePdf(pagesOf(text))],
    ] as const;
    for (const [name, bytes] of files) {
      const { outcome, expected, found, asked } = await readBytes(layout, 'pdf', bytes, name);
      expect([name, asked, found]).toEqual([name, [], expected]);
      expect(outcome).toBe('exact');
    }
  });
});
