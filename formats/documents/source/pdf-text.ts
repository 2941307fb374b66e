/**
 * A PDF to text, set out by its coordinates: what stands on one height is a line, and each piece begins
 * in the column of its place, so that captions and figures stay over each other.
 *
 * A small raised number is a footnote's mark and is set apart: "Gain (2)". A page begins with a form
 * feed. Nothing is drawn, no font is fetched, no code of the file runs.
 * Awkward case: a line of captions whose pieces differ by a point in height is one line.
 * Not handled: pictures of text (a scan has none), text that is turned.
 */
import { MOST_PAGES, TextLines, TooMuch } from './limits.ts';

interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is used of the library, which is loaded when a PDF is read. */
interface PdfLibrary {
  getDocument(options: Record<string, unknown>): {
    readonly promise: Promise<PdfDocument>;
    destroy(): Promise<void>;
  };
}
interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<{
    getTextContent(
      options?: Record<string, unknown>,
    ): Promise<{ readonly items: readonly unknown[] }>;
    cleanup(): unknown;
  }>;
}

async function library(): Promise<PdfLibrary> {
  // The library's own worker is not started: this runs in a thread of its own already.
  const worker: unknown = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  (globalThis as Record<string, unknown>)['pdfjsWorker'] = worker;
  return (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as PdfLibrary;
}

function runOf(item: unknown): Run | undefined {
  const { str, transform, width, height } = item as {
    readonly str?: string;
    readonly transform?: readonly number[];
    readonly width?: number;
    readonly height?: number;
  };
  if (str === undefined || str.trim() === '' || !transform) return undefined;
  const [a = 1, b = 0, , d = 1, x = 0, y = 0] = transform;
  // Turned text is no part of a table.
  if (Math.abs(b) > Math.abs(a)) return undefined;
  const lead = str.length - str.trimStart().length;
  const each = (width ?? 0) / Math.max(str.length, 1);
  return {
    text: str.trim(),
    x: x + lead * each,
    y,
    width: each * str.trim().length,
    height: height || Math.abs(d) || 10,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Runs of one height, from top to bottom; a small raised one belongs to the line below it. */
function linesOf(runs: readonly Run[]): Run[][] {
  const usual = median(runs.map((run) => run.height)) || 10;
  const lines: { y: number; runs: Run[] }[] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const near = lines.findLast((line) => Math.abs(line.y - run.y) <= usual * 0.45);
    if (near) {
      near.runs.push(run);
      // The line is where its larger text is.
      if (run.height > Math.max(...near.runs.slice(0, -1).map((one) => one.height))) near.y = run.y;
    } else lines.push({ y: run.y, runs: [run] });
  }
  return lines.map((line) => line.runs.toSorted((a, b) => a.x - b.x));
}

function isRaised(run: Run, line: readonly Run[], usual: number): boolean {
  const others = line.filter((one) => one !== run);
  const base = Math.min(...others.map((one) => one.y));
  return (
    others.length > 0 &&
    run.height < usual * 0.8 &&
    run.y > base + usual * 0.15 &&
    /^\(?[\dA-Za-z*†‡]{1,2}\)?$/.test(run.text)
  );
}

/**
 * So far apart, in letters' widths and in heights of the type, pieces are cells: words of one cell stand a
 * letter apart at most where all letters are as wide, else a third of the height; cells have some room on
 * either side.
 */
const CELLS_APART = { letters: 1.15, heights: 0.64 };
/** A line of so many letters is a sentence, and stands where it begins. */
const LONGEST_CELL = 40;
const MOST_INDENT = 400;

interface Cell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function isCellBehind(run: Run, end: number, wide: number): boolean {
  const { letters, heights } = CELLS_APART;
  return run.x - end > Math.min(wide * letters, run.height * heights);
}

/** What stands on one height, in cells; footnotes' marks are of the cell before them. */
function cellsOf(line: readonly Run[], wide: number, usual: number): Cell[] {
  const cells: Cell[] = [];
  for (const run of line) {
    const last = cells.at(-1);
    const to = run.x + run.width;
    const mark = isRaised(run, line, usual) ? `(${run.text.replace(/[()]/g, '')})` : undefined;
    const isNext = !last || (mark === undefined && isCellBehind(run, last.to, wide));
    if (isNext) cells.push({ text: mark ?? run.text, from: run.x, to });
    else {
      const space = mark !== undefined || run.x - last.to > wide * 0.25 ? ' ' : '';
      cells[cells.length - 1] = { ...last, text: `${last.text}${space}${mark ?? run.text}`, to };
    }
  }
  return cells;
}

function middleOf({ from, to }: Cell): number {
  return (from + to) / 2;
}

/** The width of a letter of the text in which no cell pushes the next one out of its place. */
function letterOf(lines: readonly (readonly Cell[])[], wide: number): number {
  const widths = lines.flatMap((cells) =>
    cells.slice(1).flatMap((cell, i) => {
      const before = cells[i] as Cell;
      const letters = (before.text.length + cell.text.length) / 2 + 2;
      const isLong = Math.max(before.text.length, cell.text.length) > LONGEST_CELL;
      return isLong ? [] : [(middleOf(cell) - middleOf(before)) / letters];
    }),
  );
  return Math.max(wide / 2, Math.min(wide, ...widths));
}

/** Cells in the columns of their places: the middle of each where its middle is. */
function writtenLine(cells: readonly Cell[], left: number, letter: number): string {
  let text = '';
  for (const cell of cells) {
    const { length } = cell.text;
    const middle = (middleOf(cell) - left) / letter - length / 2;
    const place = length > LONGEST_CELL ? (cell.from - left) / letter : middle;
    const column = Math.min(Math.max(0, Math.floor(place + 0.5)), MOST_INDENT + text.length);
    text = text === '' ? ' '.repeat(column) : text.padEnd(Math.max(column, text.length + 2));
    text += cell.text;
  }
  return text.trimEnd();
}

/** The text of a PDF; undefined where it has none. Throws `TooMuch`. */
export async function pdfText(bytes: Uint8Array): Promise<string | undefined> {
  const { getDocument } = await library();
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    stopAtErrors: false,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES) {
      throw new TooMuch(
        `{file} has ${document.numPages} pages, more than the ${MOST_PAGES} that a release can have; copy the release out of it and paste it here.`,
      );
    }
    const lines = new TextLines();
    let filled = false;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: false });
      const runs = items.flatMap((item) => runOf(item) ?? []);
      page.cleanup();
      if (runs.length === 0) continue;
      filled = true;
      const usual = median(runs.map((run) => run.height)) || 10;
      const wide =
        median(
          runs.filter((run) => run.text.length > 3).map((run) => run.width / run.text.length),
        ) || usual * 0.5;
      const left = Math.min(...runs.map((run) => run.x));
      const onHeights = linesOf(runs);
      const cells = onHeights.map((line) => cellsOf(line, wide, usual));
      const letter = letterOf(cells, wide);
      let before: number | null = null;
      onHeights.forEach((line, i) => {
        const y = Math.min(...line.map((run) => run.y));
        if (before !== null && before - y > usual * 2.2) lines.gap();
        before = y;
        const written = writtenLine(cells[i] as readonly Cell[], left, letter);
        lines.push(`${i === 0 && number > 1 ? '\f' : ''}${written}`);
      });
      lines.gap();
    }
    return filled ? lines.toString() : undefined;
  } finally {
    await task.destroy();
  }
}
