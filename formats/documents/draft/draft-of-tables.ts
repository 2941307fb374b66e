/**
 * Joined tables to a draft: each value with its place, each caption with its meaning, and a question
 * for whatever only the text can tell.
 */
import { columnName } from './ask-columns.ts';
import { addStatements } from '../notes/apply-statements.ts';
import type {
  ConventionChoice,
  DraftCell,
  DraftColumn,
  DraftQuestion,
  DraftRow,
  DraftSecurity,
  TextPlace,
} from './draft.ts';
import { parseCusip } from '../grid/cusip.ts';
import { namesSecurities, onlyClassIn } from '../grid/headings.ts';
import type { Cell, JoinedTable, JoinedTotals } from '../grid/join-tables.ts';
import { textPlace, type TextLine } from '../source/lines.ts';
import { matchTotals } from '../grid/match-totals.ts';
import type { Piece } from '../grid/pieces.ts';
import type { StatementReading } from '../notes/statements.ts';
import { isPreferredTicker } from '../grid/symbols.ts';
import type { TableQuestion } from '../grid/tables.ts';
import type { Token } from '../grid/tokens.ts';

function isCusip({ text }: { readonly text: string }): boolean {
  return parseCusip(text) !== undefined;
}

const NOTHING: DraftCell = { text: '', place: null };

function placeOfToken(token: Token): TextPlace {
  return textPlace(token.line, token.from, token.to);
}

function cellOf(cell: Cell): DraftCell {
  // What a lost dash stood for is not known: the cell is seen to be empty, and the sum tells.
  return cell ? { text: cell.text === '?' ? '' : cell.text, place: placeOfToken(cell) } : NOTHING;
}

function placeOfPiece(piece: Piece): TextPlace {
  return textPlace(piece.line, piece.from, piece.to);
}

interface Field {
  readonly from: number;
  readonly to: number;
}

/** What stands between the bars or tabs of a line. */
function fieldsOf(line: TextLine): Field[] {
  const fields: Field[] = [];
  let from = 0;
  for (let at = 0; at <= line.text.length; at++) {
    if (at < line.text.length && !/[|\t]/.test(line.text.charAt(at))) continue;
    fields.push({ from, to: at });
    from = at + 1;
  }
  return fields;
}

/** The field of each cell, where all stand on one line, each in a field of its own; -1 for an empty cell. */
function fieldPattern(cells: readonly Cell[]): { line: TextLine; at: number[] } | undefined {
  const line = cells.find((cell) => cell !== null)?.line;
  if (!line || cells.some((cell) => cell && cell.line !== line)) return undefined;
  const fields = fieldsOf(line);
  const at = cells.map((cell) =>
    cell ? fields.findIndex((field) => field.from <= cell.from && cell.to <= field.to) : -1,
  );
  const own = at.filter((field) => field !== -1);
  return new Set(own).size === own.length && own.length > 1 ? { line, at } : undefined;
}

const WIDE = 6;

/** The gap in a line where all empty cells of a row stand together; undefined where there is none. */
function gapOf(cells: readonly Cell[]): TextPlace | undefined {
  const first = cells.indexOf(null);
  const last = cells.lastIndexOf(null);
  const [before, after] = [cells[first - 1], cells[last + 1]];
  const together = cells.slice(first, last + 1).every((cell) => cell === null);
  return before && after && together && before.line === after.line && after.from - before.to >= WIDE
    ? textPlace(before.line, before.to, after.from)
    : undefined;
}

/**
 * Where the empty cells of a row stand, if that is certain: the row has as many fields as a row that
 * is whole, and its other cells stand in the same ones.
 */
function emptyFields(
  cells: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  lastLine: number,
): (TextPlace | null)[] {
  const none = cells.map(() => null);
  if (cells.every((cell) => cell !== null)) return none;
  const gap = gapOf(cells);
  if (gap) return cells.map((cell) => (cell ? null : gap));
  const own = fieldPattern(cells);
  const whole = rows.find((row) => row.every((cell) => cell !== null) && fieldPattern(row));
  const pattern = whole && fieldPattern(whole);
  if (!own || !pattern) return none;
  const fields = fieldsOf(own.line);
  const alike =
    fields.length === fieldsOf(pattern.line).length &&
    own.at.every((field, c) => field === -1 || field === pattern.at[c]);
  if (!alike) return none;
  return cells.map((cell, c) => {
    const field = cell ? undefined : fields[pattern.at[c] as number];
    // Where the text ends with an empty field, it may be cut off within it.
    const isEnd = own.line.number === lastLine && field?.to === own.line.text.length;
    return field && !isEnd && own.line.text.slice(field.from, field.to).trim() === ''
      ? textPlace(own.line, field.from, field.to)
      : null;
  });
}

function rowOf(
  cells: readonly Cell[],
  inKind: boolean,
  rows: readonly (readonly Cell[])[],
  lastLine: number,
): DraftRow {
  const lines = cells.flatMap((cell) => (cell ? [cell.line.number] : []));
  const empty = emptyFields(cells, rows, lastLine);
  return {
    cells: cells.map((cell, c) => (cell ? cellOf(cell) : { text: '', place: empty[c] ?? null })),
    inKind,
    sourceLine: lines.length === 0 ? null : Math.min(...lines),
  };
}

/** Marks that stand behind a cell of a row and before the first of the next. */
function marksOf(table: JoinedTable, row: readonly Cell[]): string[] {
  const own = new Set(row.filter((cell): cell is Token => cell !== null));
  const after = (token: Token, mark: Token): boolean =>
    mark.lineIndex === token.lineIndex && mark.from >= token.to && mark.from - token.to <= 2;
  return table.tables
    .flatMap((one) => one.marks)
    .filter((mark) => [...own].some((token) => after(token, mark)))
    .map((mark) => mark.text);
}

function totalsRow(
  total: JoinedTotals,
  columns: readonly DraftColumn[],
  rows: readonly DraftRow[],
  pointer: string,
  questions: DraftQuestion[],
): DraftRow[] {
  const cells = total.cells.map(cellOf);
  if (total.unplaced.length > 0) {
    const at = matchTotals(
      total.unplaced.map((token) => token.text),
      columns.map((column) => column.meaning),
      rows.map((row) => row.cells.map((cell) => cell.text)),
    );
    if (!at) {
      const first = total.unplaced[0] as Token;
      questions.push({
        id: `annual-row-unreadable/${first.line.number}/${first.from}`,
        code: 'annual-row-unreadable',
        message: `The row “${total.label || 'of totals'}” has ${total.unplaced.length} values that are not the sums of as many columns, so it could not be compared with the payments above it. Compare it with the release; leave it out if the payments are right.`,
        line: first.line.number,
        pointer,
        candidates: [],
      });
      return [];
    }
    at.forEach((c, i) => {
      cells[c] = cellOf(total.unplaced[i] as Token);
    });
  }
  const label = columns.findIndex(
    (column, c) => column.meaning !== null && /Date$/.test(column.meaning) && cells[c]?.text === '',
  );
  if (label !== -1 && total.label !== '') cells[label] = { text: total.label, place: null };
  const lines = cells.flatMap((cell) => (cell.place ? [cell.place.line] : []));
  return [{ cells, inKind: false, sourceLine: lines.length === 0 ? null : Math.min(...lines) }];
}

function waysOf(question: TableQuestion, pointer: string): DraftQuestion['candidates'] {
  return question.ways.map((way) => ({
    label: way.map((reading) => columnName(reading.meaning)).join(', '),
    edits: way.map((reading, c) => ({
      pointer: `${pointer}/columns/${c}/meaning`,
      value: reading.meaning,
    })),
  }));
}

interface DraftedSecurities {
  readonly securities: readonly DraftSecurity[];
  readonly questions: readonly DraftQuestion[];
  /** A table that no heading owns, in a text that names no class of stock at all. */
  readonly unnamed: TextLine | null;
}

export interface TextFacts {
  readonly wholeText: string;
  /** The number of the last line that is not empty. */
  readonly lastLine: number;
  readonly statements: StatementReading;
  readonly tickers: readonly string[];
  symbolOf(name: string, commonCount: number): string | null;
}

/** The securities of a draft. */
export function draftOfTables(tables: readonly JoinedTable[], facts: TextFacts): DraftedSecurities {
  const questions: DraftQuestion[] = [];
  let unnamed: TextLine | null = null;
  const { within, inKindMarks } = facts.statements;
  const names = tables.map((table) => table.heading?.name ?? '');
  let commonCount = names.filter((name) => /\bcommon\b/i.test(name)).length;
  const drafts = tables.map((table, s): DraftSecurity => {
    const pointer = `/securities/${s}`;
    let name = names[s] as string;
    const first = table.rows[0]?.find((cell) => cell !== null);
    const hasNumber = table.tables.some(
      (one) => one.cusips.length > 0 || (one.heading?.cusips ?? []).some(isCusip),
    );
    const alone =
      name === '' && tables.length === 1 ? onlyClassIn(facts.wholeText, hasNumber) : undefined;
    if (alone !== undefined) {
      name = alone;
      commonCount = 1;
    } else if (
      name === '' &&
      tables.length === 1 &&
      !namesSecurities(hasNumber ? facts.wholeText.replace(/CUSIPS?/gi, ' ') : facts.wholeText) &&
      facts.tickers.length <= 1 &&
      !facts.tickers.some(isPreferredTicker)
    ) {
      name = 'Common Stock';
      commonCount = 1;
      unnamed = first?.line ?? null;
    }
    const columns = table.columns.map(({ meaning, caption, piece }): DraftColumn => ({
      meaning,
      caption,
      place: piece ? placeOfPiece(piece) : null,
    }));
    const rows = table.rows.map((row) => {
      const marks = marksOf(table, row);
      return rowOf(
        row,
        marks.some((mark) => inKindMarks.includes(mark)),
        table.rows,
        facts.lastLine,
      );
    });
    for (const question of table.tables.flatMap((one) => one.questions)) {
      const line = question.token?.line.number ?? null;
      questions.push({
        id: `${question.code}/${line ?? s}/${question.token?.from ?? 0}`,
        code: question.code,
        message: question.message,
        line,
        pointer,
        candidates: waysOf(question, pointer),
      });
    }
    const printed = [
      ...table.tables.flatMap((one) =>
        (one.heading?.cusips ?? []).map((cusip) => ({
          text: cusip.text,
          place: textPlace(cusip.piece.line, cusip.from, cusip.to),
        })),
      ),
      ...table.tables.flatMap((one) => one.cusips.map(cellOf)),
    ];
    const plain = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();
    const cusips = printed.filter(
      (cell, i) => printed.findIndex((other) => plain(other.text) === plain(cell.text)) === i,
    );
    // A box of the form alone says less: issuers put parts of box 2a under it. There the sums tell.
    const total = (meaning: string): boolean =>
      table.columns.some(
        (column) => column.meaning === meaning && column.total && /\btotal\b/i.test(column.caption),
      );
    const has = (...wanted: string[]): boolean =>
      table.columns.some((column) => wanted.includes(column.meaning ?? ''));
    const choice = (inside: boolean): ConventionChoice => (inside ? 'inclusive' : null);
    const place = table.heading?.place;
    return {
      name,
      namePlace: place ? textPlace(place.piece.line, place.from, place.to) : null,
      symbol: facts.symbolOf(name, commonCount),
      cusips,
      unit: null,
      gain: choice(
        total('capitalGain') ||
          (within.has('gain') && has('unrecaptured1250', 'section1202', 'collectibles28')),
      ),
      ordinary: choice(total('ordinary') || (within.has('ordinary') && has('qualified'))),
      columns,
      rows,
      totals: table.totals.flatMap((one) => totalsRow(one, columns, rows, pointer, questions)),
    };
  });
  const stated = addStatements(drafts, tables, facts.statements.statements);
  return {
    securities: stated.securities,
    questions: [...questions, ...stated.questions],
    unnamed,
  };
}
