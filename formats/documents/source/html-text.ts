/**
 * A web page to text: tables as lines with a tab between the cells, everything else as paragraphs.
 *
 * A cell that goes over several columns or rows stands at its first place and leaves the others empty, so
 * that captions stay over their columns. A raised number is a footnote's mark and is set apart:
 * `Gain<sup>2</sup>` is "Gain (2)". What a person does not see (scripts, styles, hidden parts) is left
 * out. A table that has tables in it is layout, and only its text counts.
 * Awkward case: preformatted text keeps its spaces, because they are its columns.
 * Not handled: columns that a style sheet makes.
 */
import { Parser } from 'htmlparser2';
import { MOST_COLUMNS, MOST_SPAN, TextLines, TooMuch } from './limits.ts';

function named(names: string): ReadonlySet<string> {
  return new Set(names.split(/\s+/));
}

const UNSEEN = named(
  'script style noscript template head svg math iframe object select textarea title',
);
const BLOCKS =
  named(`p div section article header footer main nav aside ul ol li dl dt dd h1 h2 h3 h4 h5 h6
  blockquote hr center form fieldset figure figcaption address caption body html details
  summary`);
const CELLS = new Set(['td', 'th']);
const MOST_DEPTH = 2000;

interface Cell {
  text: string;
  readonly columns: number;
  readonly rows: number;
}

interface Table {
  readonly rows: Cell[][];
  row: Cell[] | null;
  cell: Cell | null;
  isLayout: boolean;
  /** Text of a layout table, in the order of the page. */
  readonly inner: string[];
}

/** Cells set out on a grid, spans left empty. */
function gridLines(rows: readonly (readonly Cell[])[]): string[] {
  const taken = new Map<number, number>();
  return rows.map((row) => {
    const line: string[] = [];
    let column = 0;
    const skip = (): void => {
      while ((taken.get(column) ?? 0) > 0) {
        line[column] = '';
        taken.set(column, (taken.get(column) ?? 0) - 1);
        column++;
      }
    };
    for (const cell of row) {
      skip();
      for (let i = 0; i < cell.columns; i++) {
        line[column] = i === 0 ? cell.text : '';
        if (cell.rows > 1) taken.set(column, cell.rows - 1);
        column++;
      }
      if (column > MOST_COLUMNS) {
        throw new TooMuch(
          '{file} has a table with more columns than a release can have; copy the release out of it and paste it here.',
        );
      }
    }
    for (const [at, left] of taken) {
      if (at >= column && left > 0) taken.set(at, left - 1);
    }
    return line.join('\t').trimEnd();
  });
}

function span(value: string | undefined): number {
  const count = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(count) ? Math.min(Math.max(count, 1), MOST_SPAN) : 1;
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return (
    'hidden' in attributes ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes['style'] ?? '')
  );
}

class PageReader {
  readonly #lines = new TextLines();
  readonly #tables: Table[] = [];
  readonly #open: { readonly name: string; readonly unseen: boolean }[] = [];
  #unseen = 0;
  #pre = 0;
  #raised = 0;
  #text = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#open.length >= MOST_DEPTH) {
      throw new TooMuch(
        '{file} is nested too deeply for a web page; copy the release out of it and paste it here.',
      );
    }
    const unseen = UNSEEN.has(name) || isHidden(attributes);
    this.#open.push({ name, unseen });
    if (unseen) this.#unseen++;
    if (this.#unseen > 0) return;
    if (name === 'br') this.#break();
    else if (name === 'pre') {
      this.#flush();
      this.#pre++;
    } else if (name === 'sup') this.#raised++;
    else if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#openRow();
    else if (CELLS.has(name)) this.#openCell(attributes);
    else if (BLOCKS.has(name)) this.#block();
  }

  close(name: string): void {
    const top = this.#open.pop();
    if (top?.unseen) {
      this.#unseen--;
      return;
    }
    if (this.#unseen > 0) return;
    if (name === 'pre') {
      this.#flush();
      this.#pre = Math.max(0, this.#pre - 1);
    } else if (name === 'sup') this.#raised = Math.max(0, this.#raised - 1);
    else if (CELLS.has(name)) this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'table') this.#closeTable();
    else if (BLOCKS.has(name)) this.#block();
  }

  text(given: string): void {
    if (this.#unseen > 0) return;
    const mark = this.#raised > 0 ? /^\s*\(?([\dA-Za-z*†‡]{1,3})\)?\s*$/.exec(given) : null;
    this.#text += mark ? ` (${mark[1] as string})` : given;
    if (this.#text.length > 4_000_000) {
      throw new TooMuch(
        '{file} has more text than a release can have; copy the release out of it and paste it here.',
      );
    }
  }

  end(): string {
    while (this.#tables.length > 0) this.#closeTable();
    this.#flush();
    return this.#lines.toString();
  }

  get #table(): Table | undefined {
    return this.#tables.at(-1);
  }

  #collapsed(): string {
    const text = this.#text.replace(/[\s\u00a0]+/g, ' ').trim();
    this.#text = '';
    return text;
  }

  #break(): void {
    if (this.#table?.cell) this.#text += ' ';
    else if (this.#pre > 0) this.#text += '\n';
    else this.#flush();
  }

  /** The text so far as lines of the page, of the layout table or of the cell that is open. */
  #flush(): void {
    if (this.#table?.cell) {
      this.#text += ' ';
      return;
    }
    const lines =
      this.#pre > 0
        ? this.#text.split(/\r\n|\n|\r/).map((line) => line.replace(/[^\S\t]+$/, ''))
        : [this.#text.replace(/[\s\u00a0]+/g, ' ').trim()];
    this.#text = '';
    for (const line of lines) if (line !== '' || this.#pre > 0) this.#write(line);
  }

  #write(line: string): void {
    const outer = this.#table;
    if (outer) outer.inner.push(line);
    else this.#lines.push(line);
  }

  #block(): void {
    if (this.#table?.cell) {
      this.#text += ' ';
      return;
    }
    this.#flush();
    if (!this.#table) this.#lines.gap();
  }

  #openTable(): void {
    const outer = this.#table;
    if (outer?.cell) {
      // A table in a cell: the outer one is layout, and what it had so far is text.
      outer.isLayout = true;
      const text = this.#collapsed();
      for (const row of [...outer.rows, outer.row ?? []]) {
        for (const cell of row) if (cell.text !== '') outer.inner.push(cell.text);
      }
      outer.rows.length = 0;
      outer.row = null;
      outer.cell = null;
      if (text !== '') outer.inner.push(text);
    } else this.#flush();
    this.#tables.push({ rows: [], row: null, cell: null, isLayout: false, inner: [] });
  }

  #openRow(): void {
    const table = this.#table;
    if (!table) return;
    this.#closeRow();
    table.row = [];
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const table = this.#table;
    if (!table) return;
    this.#closeCell();
    this.#text = '';
    table.row ??= [];
    table.cell = {
      text: '',
      columns: span(attributes['colspan']),
      rows: span(attributes['rowspan']),
    };
  }

  #closeCell(): void {
    const table = this.#table;
    if (!table?.cell) return;
    const text = this.#collapsed().replace(/\t/g, ' ');
    if (table.isLayout) {
      if (text !== '') table.inner.push(text);
    } else {
      table.cell.text = text;
      table.row?.push(table.cell);
    }
    table.cell = null;
  }

  #closeRow(): void {
    const table = this.#table;
    if (!table?.row) return;
    this.#closeCell();
    if (!table.isLayout) table.rows.push(table.row);
    table.row = null;
  }

  #closeTable(): void {
    this.#closeRow();
    const table = this.#tables.pop();
    if (!table) return;
    this.#text = '';
    const lines = table.isLayout ? table.inner : [...table.inner, ...gridLines(table.rows)];
    const outer = this.#table;
    if (outer) {
      for (const line of lines) outer.inner.push(line);
      outer.inner.push('');
      return;
    }
    this.#lines.gap();
    for (const line of lines) {
      if (line === '') this.#lines.gap();
      else this.#lines.push(line);
    }
    this.#lines.gap();
  }
}

/** The text of a web page. Throws `TooMuch` where there is more than a release can have. */
export function htmlText(html: string): string {
  const page = new PageReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => page.open(name, attributes),
      onclosetag: (name) => page.close(name),
      ontext: (text) => page.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  return page.end();
}
