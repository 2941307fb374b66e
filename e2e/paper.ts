/** What stands on a printed page, read from the PDF that the browser makes of the screen. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from '@playwright/test';

/** The lines of each page from above to below, the words of a line from left to right. */
export async function printedPages(page: Page, height: string): Promise<string[][]> {
  const data = new Uint8Array(await page.pdf({ width: '210mm', height, printBackground: true }));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  const pages: string[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const lines = new Map<number, { readonly x: number; readonly text: string }[]>();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [x, y] = [Number(item.transform[4]), Math.round(Number(item.transform[5]))];
      // Words of one line differ by a hair where one is bold.
      const line = lines.get(y) ?? lines.get(y + 1) ?? lines.get(y - 1) ?? [];
      if (line.length === 0) lines.set(y, line);
      line.push({ x, text: item.str.trim() });
    }
    pages.push(
      [...lines]
        .toSorted(([a], [b]) => b - a)
        .map(([, words]) =>
          words
            .toSorted((a, b) => a.x - b.x)
            .map(({ text }) => text)
            .join(' '),
        ),
    );
  }
  return pages;
}
