/** Edits of a draft: each gives a new one. Nothing here reads a figure; the check does that. */
import type { Answer } from '../../../application/contract.ts';
import { columnsOf, rowsOf, SECURITIES, totalsOf, withPointers } from './pointers.ts';

export type Draft = Answer<'documents.read'>['draft'];
export type DraftSecurity = Draft['securities'][number];
type DraftColumn = DraftSecurity['columns'][number];
type DraftRow = DraftSecurity['rows'][number];
type DraftCell = DraftRow['cells'][number];
export type Meaning = NonNullable<DraftColumn['meaning']>;

const NOTHING: DraftCell = { text: '', place: null };

export interface CellAt {
  readonly security: number;
  readonly row: number;
  readonly column: number;
}

export function pointerOf({ security, row, column }: CellAt): string {
  return `/securities/${security}/rows/${row}/cells/${column}`;
}

export function cellAt(pointer: string): CellAt | null {
  const match = /^\/securities\/(\d+)\/rows\/(\d+)\/cells\/(\d+)$/.exec(pointer);
  if (!match) return null;
  const [, security, row, column] = match.map(Number);
  return { security: security ?? 0, row: row ?? 0, column: column ?? 0 };
}

function changed(
  draft: Draft,
  at: number,
  change: (security: DraftSecurity) => DraftSecurity,
): Draft {
  return { ...draft, securities: draft.securities.map((one, s) => (s === at ? change(one) : one)) };
}

function emptyRow(columns: number): DraftRow {
  return {
    cells: Array.from({ length: columns }, () => NOTHING),
    inKind: false,
    sourceLine: null,
  };
}

export function setSecurity(draft: Draft, at: number, part: Partial<DraftSecurity>): Draft {
  return changed(draft, at, (security) => ({ ...security, ...part }));
}

/** Types into a cell; a text that stays as it is keeps its place. */
export function setCell(draft: Draft, at: CellAt, text: string): Draft {
  return changed(draft, at.security, (security) => ({
    ...security,
    rows: security.rows.map((row, r) =>
      r !== at.row
        ? row
        : {
            ...row,
            cells: row.cells.map((cell, c) =>
              c !== at.column || cell.text === text ? cell : { text: text.trim(), place: null },
            ),
          },
    ),
  }));
}

export function addRow(draft: Draft, security: number, after: number): Draft {
  return changed(withPointers(draft, rowsOf(security), after + 1, 1), security, (one) => ({
    ...one,
    rows: one.rows.toSpliced(after + 1, 0, emptyRow(one.columns.length)),
  }));
}

export function dropRow(draft: Draft, security: number, row: number): Draft {
  return changed(withPointers(draft, rowsOf(security), row, -1), security, (one) => ({
    ...one,
    rows: one.rows.toSpliced(row, 1),
  }));
}

export function dropTotals(draft: Draft, security: number, row: number): Draft {
  return changed(withPointers(draft, totalsOf(security), row, -1), security, (one) => ({
    ...one,
    totals: one.totals.toSpliced(row, 1),
  }));
}

export function addColumn(draft: Draft, security: number, meaning: Meaning, after: number): Draft {
  const grown = (row: DraftRow): DraftRow => ({
    ...row,
    cells: row.cells.toSpliced(after + 1, 0, NOTHING),
  });
  return changed(withPointers(draft, columnsOf(security), after + 1, 1), security, (one) => ({
    ...one,
    columns: one.columns.toSpliced(after + 1, 0, { meaning, caption: '', place: null }),
    rows: one.rows.map(grown),
    totals: one.totals.map(grown),
  }));
}

export function dropColumn(draft: Draft, security: number, column: number): Draft {
  const shrunk = (row: DraftRow): DraftRow => ({ ...row, cells: row.cells.toSpliced(column, 1) });
  return changed(withPointers(draft, columnsOf(security), column, -1), security, (one) => ({
    ...one,
    columns: one.columns.toSpliced(column, 1),
    rows: one.rows.map(shrunk),
    totals: one.totals.map(shrunk),
  }));
}

export function setMeaning(
  draft: Draft,
  security: number,
  column: number,
  meaning: Meaning | null,
): Draft {
  return changed(draft, security, (one) => ({
    ...one,
    columns: one.columns.map((each, c) => (c === column ? { ...each, meaning } : each)),
  }));
}

export function setInKind(draft: Draft, security: number, row: number, inKind: boolean): Draft {
  return changed(draft, security, (one) => ({
    ...one,
    rows: one.rows.map((each, r) => (r === row ? { ...each, inKind } : each)),
  }));
}

/** A block of cells, as spreadsheets and web pages copy them: rows between line breaks, tabs between cells. */
export function blockOf(text: string): readonly (readonly string[])[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim()));
}

/** Puts a block at a cell; the table grows by the rows that it needs, and what is beyond its columns is left out. */
export function pasteBlock(draft: Draft, at: CellAt, text: string): Draft {
  const block = blockOf(text);
  const security = draft.securities[at.security];
  if (!security) return draft;
  let next = draft;
  const missing = at.row + block.length - security.rows.length;
  for (let i = 0; i < missing; i++) {
    next = addRow(next, at.security, (next.securities[at.security]?.rows.length ?? 0) - 1);
  }
  block.forEach((cells, r) => {
    cells.forEach((cell, c) => {
      if (at.column + c >= security.columns.length) return;
      next = setCell(next, { ...at, row: at.row + r, column: at.column + c }, cell);
    });
  });
  return next;
}

/** The cell's text in every row below it, or in all rows of its column. */
export function fillDown(draft: Draft, at: CellAt, all: boolean): Draft {
  const security = draft.securities[at.security];
  const text = security?.rows[at.row]?.cells[at.column]?.text ?? '';
  if (!security) return draft;
  let next = draft;
  security.rows.forEach((_, row) => {
    if (all || row > at.row) next = setCell(next, { ...at, row }, text);
  });
  return next;
}

export function dropSecurity(draft: Draft, at: number): Draft {
  const left = withPointers(draft, SECURITIES, at, -1);
  return { ...left, securities: draft.securities.toSpliced(at, 1) };
}

/** What was done, for undo and redo. */
export class History {
  readonly #done: Draft[] = [];
  readonly #undone: Draft[] = [];

  push(before: Draft): void {
    this.#done.push(before);
    if (this.#done.length > 200) this.#done.shift();
    this.#undone.length = 0;
  }

  undo(now: Draft): Draft | null {
    const before = this.#done.pop();
    if (!before) return null;
    this.#undone.push(now);
    return before;
  }

  redo(now: Draft): Draft | null {
    const after = this.#undone.pop();
    if (!after) return null;
    this.#done.push(now);
    return after;
  }
}
