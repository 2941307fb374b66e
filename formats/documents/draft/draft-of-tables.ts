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
import { emptyFields } from './empty-fields.ts';
import { parseCusip } from '../grid/cusip.ts';
import { namesSecurities, onlyClassIn } from '../grid/headings.ts';
import type { Cell, JoinedTable, JoinedTotals } from '../grid/join-tables.ts';
import { textPlace, type TextLine } from '../source/lines.ts';
import { matchTotals } from '../grid/match-totals.ts';
import type { Piece } from '../grid/pieces.ts';
import type { StatementReading } from '../notes/statements.ts';
import { isPreferredTicker, tickerInHeading } from '../grid/symbols.ts';
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

/** The name of a table that has no heading, where the text names one class or none at all. */
const NUMBER_BESIDE_WORD = /\bCUSIP(?:\s+(?:No\.?|Number))?[\s#:]*([0-9A-Z]{9})\b/gi;

function nameWithout(
  table: JoinedTable,
  { wholeText, tickers }: TextFacts,
): { readonly name: string; readonly unnamed: TextLine | null } {
  const hasNumber = table.tables.some(
    (one) => one.cusips.length > 0 || (one.heading?.cusips ?? []).some(isCusip),
  );
  const alone = onlyClassIn(wholeText, hasNumber);
  if (alone !== undefined) return { name: alone, unnamed: null };
  // One number that checks, beside the word, is that of the one table.
  const numbers = [...wholeText.matchAll(NUMBER_BESIDE_WORD)].flatMap(
    ([, one = '']) => parseCusip(one) ?? [],
  );
  const isNumbered = hasNumber || new Set(numbers).size === 1;
  const namesNone =
    !namesSecurities(isNumbered ? wholeText.replace(/CUSIPS?/gi, ' ') : wholeText) &&
    tickers.length <= 1 &&
    !tickers.some(isPreferredTicker);
  const first = table.rows[0]?.find((cell) => cell !== null);
  return namesNone
    ? { name: 'Common Stock', unnamed: first?.line ?? null }
    : { name: '', unnamed: null };
}

/** The numbers of a table as printed, in its heading and in its rows, each once. */
function cusipsOf({ tables }: JoinedTable): DraftCell[] {
  const printed = [
    ...tables.flatMap((one) =>
      (one.heading?.cusips ?? []).map((cusip) => ({
        text: cusip.text,
        place: textPlace(cusip.piece.line, cusip.from, cusip.to),
      })),
    ),
    ...tables.flatMap((one) => one.cusips.map(cellOf)),
  ];
  const plain = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();
  return printed.filter(
    (cell, i) => printed.findIndex((other) => plain(other.text) === plain(cell.text)) === i,
  );
}

/** Whether captions or sentences say that parts are within their whole; null where they do not. */
function conventionOf(
  { columns }: JoinedTable,
  { within }: StatementReading,
): Pick<DraftSecurity, 'gain' | 'ordinary'> {
  // A box of the form alone says less: issuers put parts of box 2a under it. There the sums tell.
  const total = (meaning: string): boolean =>
    columns.some(
      (column) => column.meaning === meaning && column.total && /\btotal\b/i.test(column.caption),
    );
  const has = (...wanted: string[]): boolean =>
    columns.some((column) => wanted.includes(column.meaning ?? ''));
  const choice = (inside: boolean): ConventionChoice => (inside ? 'inclusive' : null);
  return {
    gain: choice(
      total('capitalGain') ||
        (within.has('gain') && has('unrecaptured1250', 'section1202', 'collectibles28')),
    ),
    ordinary: choice(total('ordinary') || (within.has('ordinary') && has('qualified'))),
  };
}

function questionsOf(table: JoinedTable, s: number): DraftQuestion[] {
  const pointer = `/securities/${s}`;
  return table.tables
    .flatMap((one) => one.questions)
    .map((question) => {
      const line = question.token?.line.number ?? null;
      return {
        id: `${question.code}/${line ?? s}/${question.token?.from ?? 0}`,
        code: question.code,
        message: question.message,
        line,
        pointer,
        candidates: waysOf(question, pointer),
      };
    });
}

/**
 * A text that ends with a row may be cut off there: behind a tab that no other row ends with, or without the
 * percent sign that the rows of all other tables end with.
 */
function cutOffRow(
  table: JoinedTable,
  tables: readonly JoinedTable[],
  pointer: string,
  lastLine: number,
): DraftQuestion[] {
  const { rows, totals } = table;
  const last = rows.at(-1) ?? [];
  const endOf = (row: readonly Cell[]): Cell => row.findLast((cell) => cell !== null) ?? null;
  const isOpen = (row: readonly Cell[]): boolean => /\t\s*$/.test(endOf(row)?.line.text ?? '');
  const isSigned = (row: readonly Cell[]): boolean =>
    endOf(row)?.kind === 'dash' || endOf(row)?.text.endsWith('%') === true;
  const others = tables.flatMap((one) => (one === table ? [] : one.rows));
  const isCut =
    (isOpen(last) && rows.filter(isOpen).length === 1) ||
    (others.length > 0 && others.every(isSigned) && !isSigned(last));
  return isCut && endOf(last)?.line.number === lastLine && totals.length === 0
    ? [
        {
          id: `row-cut-off${pointer}`,
          code: 'row-cut-off',
          message:
            'The text ends within the last row of this table, so that row may be cut off there. Compare the row with the release, or paste the whole text.',
          line: lastLine,
          pointer: `${pointer}/rows/${rows.length - 1}`,
          candidates: [],
        },
      ]
    : [];
}

/** A table without a number, where others have theirs in a column of numbers: it is lost. */
function lostNumber(
  table: JoinedTable,
  tables: readonly JoinedTable[],
  name: string,
  pointer: string,
): DraftQuestion[] {
  const haveColumn = tables.some((one) => one.tables.some(({ cusips }) => cusips.length > 0));
  if (!haveColumn || cusipsOf(table).length > 0) return [];
  const line = table.rows[0]?.find((cell) => cell !== null)?.line.number ?? null;
  return [
    {
      id: `cusip-missing${pointer}`,
      code: 'cusip-missing',
      message: `The rows of “${name}” have no CUSIP, and those of other securities have one. Compare them with the release, and name the security.`,
      line,
      pointer,
      candidates: [],
    },
  ];
}

function securityOf(
  table: JoinedTable,
  name: string,
  pointer: string,
  facts: TextFacts,
  questions: DraftQuestion[],
): Omit<DraftSecurity, 'symbol'> {
  const { inKindMarks } = facts.statements;
  const columns = table.columns.map(({ meaning, caption, piece }): DraftColumn => ({
    meaning,
    caption,
    place: piece ? placeOfPiece(piece) : null,
  }));
  const rows = table.rows.map((row) => {
    const isInKind = marksOf(table, row).some((mark) => inKindMarks.includes(mark));
    return rowOf(row, isInKind, table.rows, facts.lastLine);
  });
  const place = table.heading?.place;
  return {
    name,
    namePlace: place ? textPlace(place.piece.line, place.from, place.to) : null,
    cusips: cusipsOf(table),
    unit: null,
    ...conventionOf(table, facts.statements),
    columns,
    rows,
    totals: table.totals.flatMap((one) => totalsRow(one, columns, rows, pointer, questions)),
  };
}

const LONGEST_HEADING = 200;

/** The securities of a draft. */
export function draftOfTables(tables: readonly JoinedTable[], facts: TextFacts): DraftedSecurities {
  const questions: DraftQuestion[] = [];
  let unnamed: TextLine | null = null;
  const own = tables.map(({ heading }) => {
    const line = heading?.place?.piece.line.text ?? '';
    return tickerInHeading(line.length < LONGEST_HEADING ? line : '', heading?.name ?? '');
  });
  const names = tables.map((table, s) => {
    const printed = own[s]?.name ?? '';
    if (printed !== '' || tables.length > 1) return printed;
    const found = nameWithout(table, facts);
    unnamed = found.unnamed;
    return found.name;
  });
  const commonCount = names.filter((name) => /\bcommon\b/i.test(name)).length;
  const drafts = tables.map((table, s): DraftSecurity => {
    const name = names[s] ?? '';
    questions.push(...questionsOf(table, s));
    questions.push(...cutOffRow(table, tables, `/securities/${s}`, facts.lastLine));
    questions.push(...lostNumber(table, tables, name, `/securities/${s}`));
    const security = securityOf(table, name, `/securities/${s}`, facts, questions);
    return { ...security, symbol: own[s]?.ticker ?? facts.symbolOf(name, commonCount) };
  });
  const stated = addStatements(drafts, tables, facts.statements.statements);
  return {
    securities: stated.securities,
    questions: [...questions, ...stated.questions],
    unnamed,
  };
}
