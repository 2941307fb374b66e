/**
 * A draft that a person made, kept with its text: below the text stand the payments with what was typed
 * in, a line for each, so that every value has a line that says where it is from; and the draft itself,
 * so that the same text always gives the same document.
 *
 * Example: "Typed in by hand: payment of 02/11/02; ordinary 61.4%".
 * Awkward case: a table typed in wholly by hand has no text above.
 */
import type { ColumnMeaning } from '../columns/captions.ts';
import { parseDraft } from './draft-schema.ts';
import type { DocumentDraft, DraftCell, DraftColumn, DraftRow, DraftSecurity } from './draft.ts';
import { rowTitle } from './draft-rows.ts';

const MARKER = '@basisbook-draft ';
export const TYPED_HEADING = 'Typed in by hand';

/** The text without its draft, and the draft; undefined where it has none, null where it is damaged. */
export function keptDraft(text: string): DocumentDraft | null | undefined {
  const at = text.lastIndexOf(`\n${MARKER}`);
  if (at === -1) return undefined;
  const line = text.slice(at + 1 + MARKER.length).trim();
  try {
    return parseDraft(JSON.parse(line)) ?? null;
  } catch {
    return null;
  }
}

/** The line in which a draft is kept, from 1: it is for the program alone. Null where none is. */
export function keptLine(text: string): number | null {
  const at = text.split(/\r\n|\r|\n/).findLastIndex((line) => line.startsWith(MARKER));
  return at === -1 ? null : at + 1;
}

/** The text without what was put below it. */
export function withoutDraft(text: string): string {
  const at = text.lastIndexOf(`\n${MARKER}`);
  if (at === -1) return text;
  const heading = text.slice(0, at).lastIndexOf(`${TYPED_HEADING}\n`);
  return (heading === -1 ? text.slice(0, at) : text.slice(0, heading)).trimEnd();
}

const WORDS: Partial<Record<ColumnMeaning, string>> = {
  amountPerShare: 'per share',
  allocablePerShare: 'allocable to the year',
  otherYearPerShare: 'allocable to another year',
  adjustmentPerShare: 'adjustment to the year',
  capitalGain: 'capital gain',
  unrecaptured1250: 'unrecaptured section 1250 gain',
  returnOfCapital: 'return of capital',
  recordDate: 'record date',
  payableDate: 'payable date',
  declarationDate: 'declaration date',
  exDate: 'ex-date',
  section199A: 'section 199A dividend',
};

function isTyped(cell: DraftCell, below: number): boolean {
  return cell.text !== '' && (cell.place === null || cell.place.line >= below);
}

interface Writer {
  readonly lines: string[];
  readonly first: number;
}

/** One line for a row with typed cells; its typed cells have their places in it. */
function writtenRow(
  row: DraftRow,
  columns: readonly DraftColumn[],
  index: number,
  { lines, first }: Writer,
): DraftRow {
  if (!row.cells.some((cell) => isTyped(cell, first))) return row;
  const line = first + lines.length;
  let text = `  ${rowTitle(row, columns, index)}:`;
  const cells = row.cells.map((cell, c): DraftCell => {
    if (!isTyped(cell, first)) return cell;
    const { meaning, caption } = columns[c] as DraftColumn;
    const name = meaning === null ? caption : (WORDS[meaning] ?? meaning);
    text += ` ${name} `;
    const column = text.length + 1;
    text += `${cell.text};`;
    return { ...cell, place: { line, column, endColumn: column + cell.text.length } };
  });
  lines.push(text.replace(/;$/, '.'));
  return {
    ...row,
    cells,
    sourceLine: row.cells.every((cell) => cell.text === '' || isTyped(cell, first))
      ? line
      : (row.sourceLine ?? line),
  };
}

/** The draft with a place for everything that was typed in, and the text that has these places. */
export function keepDraft(
  original: string,
  draft: DocumentDraft,
): { readonly text: string; readonly draft: DocumentDraft } {
  const body = withoutDraft(original);
  const above = body === '' ? [] : [...body.split(/\r\n|\n|\r/), ''];
  const lines: string[] = [TYPED_HEADING];
  const writer: Writer = { lines, first: above.length + 1 };
  const securities = draft.securities.map((security): DraftSecurity => {
    const before = lines.length;
    lines.push(`${security.name || 'Not named'}${security.symbol ? ` (${security.symbol})` : ''}`);
    const rows = security.rows.map((row, r) => writtenRow(row, security.columns, r, writer));
    if (lines.length === before + 1) lines.pop();
    return { ...security, rows };
  });
  const kept = {
    ...draft,
    securities,
    questions: draft.questions.filter((one) => draft.settled.includes(one.id)),
  };
  const typed = lines.length > 1 ? lines : [];
  const text = [...above, ...typed, `${MARKER}${JSON.stringify(kept)}`, ''].join('\n');
  return { text, draft: kept };
}
