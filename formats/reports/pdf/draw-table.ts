/**
 * How is a table drawn that may be wider or longer than a page?
 *
 * Its columns are as wide as what stands in them; texts give way before figures do, then the page is turned,
 * then the letters become smaller. A row is never cut; the captions stand again on each page, as an artifact.
 */
import type { Table } from '../tables/table.ts';
import {
  INK,
  LINE,
  LINE_STRONG,
  MUTED,
  widthBetweenMargins,
  type Paper,
  type TextStyle,
} from './paper.ts';

const NUMBERS: ReadonlySet<string> = new Set(['money', 'shares', 'rate', 'count']);
const GAP = 10;
const CAPTION: TextStyle = { size: 7, weight: 'semibold', color: MUTED };
const SIZES = [8.5, 7.8, 7.2, 6.6, 6, 5.4] as const;
/** A word that is wider is broken. */
const WIDEST_WORD = 90;
/** A longer text has a second line, before others give way to it. */
const WIDEST_TEXT = 200;
/** What texts are tried to have, before the page is turned and the letters are smaller: names of a few words, then dates. */
const KEPT_ON_A_LINE = [130, 62] as const;
const SHORTEST = 62;

export interface DrawnTable extends Pick<Table, 'columns' | 'rows'> {
  /** Below the rows: a sum for each column, or an empty text. */
  readonly total?: readonly string[];
}

interface Fit {
  readonly size: number;
  readonly widths: readonly number[];
}

type Cells = readonly (readonly string[])[];

/** The widest word of a text, which no column is narrower than, up to a limit. */
function longestWord(paper: Paper, text: string, style: TextStyle): number {
  return text.split(' ').reduce((most, word) => Math.max(most, paper.widthOf(word, style)), 0);
}

interface Try {
  readonly size: number;
  readonly avail: number;
  /** Texts that are no wider stay on their line. */
  readonly short: number;
}

/** Widths that fit; undefined where the figures, and the texts that stay on their line, are wider. */
function fitAt(paper: Paper, table: DrawnTable, { size, avail, short }: Try): Fit | undefined {
  const style = { size };
  // The word before the sums reaches over the columns beside it.
  const rows = table.total ? [...table.rows, ['', ...table.total.slice(1)]] : table.rows;
  const columns = table.columns.map(({ caption, kind }, i) => {
    const isNumber = NUMBERS.has(kind) || kind === 'day';
    const cells = new Set(rows.map((row) => paper.written(row[i] ?? '')));
    let natural = longestWord(paper, caption, CAPTION);
    let least = natural;
    for (const cell of cells) {
      const weight = cell === (table.total?.[i] ?? null) ? 'semibold' : 'regular';
      const width = paper.widthOf(cell, { ...style, weight });
      natural = Math.max(natural, width);
      least = Math.max(least, isNumber || width <= short ? width : longestWord(paper, cell, style));
      least = isNumber ? least : Math.min(least, Math.max(short, WIDEST_WORD));
    }
    const wanted = natural;
    natural = isNumber ? natural : Math.min(natural, Math.max(least, WIDEST_TEXT));
    natural = Math.max(
      natural,
      Math.min(paper.widthOf(caption, CAPTION), isNumber ? natural : 120),
    );
    return { natural, least: isNumber ? natural : least, more: Math.max(0, wanted - natural) };
  });
  const room = avail - GAP * (columns.length - 1);
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  if (least > room) return undefined;
  const natural = columns.reduce((sum, column) => sum + column.natural, 0);
  const give = Math.min(1, natural === least ? 1 : (room - least) / (natural - least));
  // What is left goes to long texts.
  const more = columns.reduce((sum, column) => sum + column.more, 0);
  const left = more === 0 ? 0 : Math.min(1, Math.max(0, room - natural) / more);
  return {
    size,
    widths: columns.map((own) => own.least + (own.natural - own.least) * give + own.more * left),
  };
}

function fitOf(paper: Paper, table: DrawnTable): Fit & { readonly turned: boolean } {
  const [upright, across] = [widthBetweenMargins('portrait'), widthBetweenMargins('landscape')];
  for (const short of KEPT_ON_A_LINE) {
    for (const [avail, turned, sizes] of [
      [upright, false, SIZES.slice(0, 4)],
      [across, true, short === SHORTEST ? SIZES : SIZES.slice(0, 3)],
    ] as const) {
      for (const size of sizes) {
        const fit = fitAt(paper, table, { size, avail, short });
        if (fit) return { ...fit, turned };
      }
    }
  }
  const even = (across - GAP * (table.columns.length - 1)) / table.columns.length;
  return { size: 5.4, widths: table.columns.map(() => even), turned: true };
}

/** What a heading with a note of two lines takes, in points. */
const HEADING = 80;
/** More is not kept together: a page begins for nothing less than half of one. */
const MOST_TOGETHER = 300;

class TableDrawing {
  readonly #paper: Paper;
  readonly #table: DrawnTable;
  readonly #fit: Fit;
  readonly #captions: Cells;
  readonly #starts: readonly number[];
  /** Figures stand at the right end of their columns. */
  readonly #right: readonly boolean[];

  constructor(paper: Paper, table: DrawnTable, fit: Fit) {
    this.#paper = paper;
    this.#table = table;
    this.#fit = fit;
    const used = fit.widths.reduce((sum, width) => sum + width, 0);
    const columns = fit.widths.length;
    // What is left of the width stands between the columns.
    const gap = columns < 2 ? 0 : Math.max(GAP, (paper.width - used) / (columns - 1));
    let x = paper.left;
    this.#starts = fit.widths.map((width) => {
      const start = x;
      x += width + gap;
      return start;
    });
    this.#right = table.columns.map(({ kind }) => NUMBERS.has(kind));
    this.#captions = table.columns.map(({ caption }, i) =>
      paper.linesOf(caption, fit.widths[i] ?? 0, CAPTION),
    );
  }

  #cell(lines: readonly string[], column: number, top: number, style: TextStyle): void {
    const step = (style.size ?? 8) * 1.3;
    lines.forEach((line, i) => {
      const width = this.#fit.widths[column] ?? 0;
      const start = this.#starts[column] ?? 0;
      const x = this.#right[column] ? start + width - this.#paper.widthOf(line, style) : start;
      this.#paper.put(line, x, top + i * step, style);
    });
  }

  #headHeight(): number {
    return Math.max(...this.#captions.map((lines) => lines.length)) * 7 * 1.3 + 7;
  }

  #drawCaption(column: number, top: number): void {
    const lines = this.#captions[column] ?? [];
    const most = Math.max(...this.#captions.map((own) => own.length));
    // Captions end on one line.
    this.#cell(lines, column, top + (most - lines.length) * 7 * 1.3, CAPTION);
  }

  #head(parent: PDFKit.PDFStructureElement | null): void {
    const paper = this.#paper;
    const top = paper.y;
    const draw = (column: number): void => this.#drawCaption(column, top);
    if (parent) {
      const row = paper.open('TR', parent);
      this.#table.columns.forEach((_, column) => {
        paper.add(
          paper.element('TH', () => draw(column), { scope: 'Column' }),
          row,
        );
      });
      row.end();
    } else {
      paper.artifact(() => this.#table.columns.forEach((_, column) => draw(column)));
    }
    paper.y = top + this.#headHeight();
    paper.rule(paper.y - 4, LINE_STRONG);
  }

  /** Of a cell; the first one of the sums has the room up to the first sum. */
  #widthOf(cells: readonly string[], column: number, isTotal: boolean): number {
    const own = this.#fit.widths[column] ?? 0;
    if (!isTotal || column > 0) return own;
    const next = cells.findIndex((cell, i) => i > 0 && cell !== '');
    const end = (this.#starts[next - 1] ?? 0) + (this.#fit.widths[next - 1] ?? 0);
    return next < 1 ? this.#paper.width : Math.max(own, end - this.#paper.left);
  }

  #row(cells: readonly string[], parent: PDFKit.PDFStructureElement, isTotal: boolean): void {
    const paper = this.#paper;
    const style: TextStyle = {
      size: this.#fit.size,
      weight: isTotal ? 'semibold' : 'regular',
      color: INK,
    };
    const lines = cells.map((cell, i) =>
      paper.linesOf(cell, this.#widthOf(cells, i, isTotal) + 0.5, style),
    );
    const height = Math.max(...lines.map((own) => own.length)) * this.#fit.size * 1.3 + 5.5;
    if (paper.room < height) {
      paper.page();
      this.#head(null);
    }
    const top = paper.y + 1;
    const row = paper.open('TR', parent);
    lines.forEach((own, column) => {
      const tag = column === 0 ? 'TH' : 'TD';
      const draw = (): void => this.#cell(own, column, top, style);
      paper.add(paper.element(tag, draw, column === 0 ? { scope: 'Row' } : {}), row);
    });
    row.end();
    paper.y += height;
    paper.rule(paper.y - 3, isTotal ? LINE_STRONG : LINE);
  }

  /** Of the captions with the first row: what must not stand apart. */
  leastHeight(): number {
    const cells = this.#table.rows[0] ?? [];
    const style: TextStyle = { size: this.#fit.size };
    const lines = cells.map(
      (cell, i) => this.#paper.linesOf(cell, (this.#fit.widths[i] ?? 0) + 0.5, style).length,
    );
    return this.#headHeight() + Math.max(1, ...lines) * this.#fit.size * 1.3 + 5.5;
  }

  draw(): void {
    const paper = this.#paper;
    const { rows, total } = this.#table;
    paper.ensure(this.#headHeight() + 30);
    const table = paper.open('Table');
    this.#head(table);
    for (const row of rows) this.#row(row, table, false);
    if (total) this.#row(total, table, true);
    table.end();
  }
}

/** Draws a table where the paper is. A heading may have to go with it to a page that is turned. */
export function drawTable(
  paper: Paper,
  table: DrawnTable,
  heading: () => void = () => undefined,
): void {
  const fit = fitOf(paper, table);
  const side = fit.turned ? 'landscape' : 'portrait';
  paper.ensure(80, side);
  const drawing = new TableDrawing(paper, table, fit);
  paper.ensure(Math.min(drawing.leastHeight() + HEADING, MOST_TOGETHER), side);
  heading();
  drawing.draw();
}
