/** A caption that stands over no column: a cell of each row may be missing. */
import { cellUnits, type Piece } from '../grid/pieces.ts';
import type { TableColumn, TableQuestion } from '../grid/tables.ts';
import { readCaption, readCell } from './captions.ts';
import { isSuperHeader, type Area } from './header-area.ts';

/** A caption before the first one that was taken, of something that no column holds. */
export function lostCaption(
  { pieces }: Area,
  columns: readonly TableColumn[],
  from: Piece | undefined,
  taxYear: number | null,
): string | undefined {
  if (!from) return undefined;
  const held = new Set(columns.map(({ meaning }) => meaning));
  // Over a line of captions a line of one cell is about them all: "Allocable to 2023".
  const areRows = pieces.some((piece) => piece.line === from.line && cellUnits(piece).length > 1);
  const before = pieces.flatMap((piece) =>
    piece.line.number > from.line.number || (areRows && isSuperHeader(piece))
      ? []
      : cellUnits(piece).filter(
          (cell) => piece.line.number < from.line.number || cell.to <= from.from,
        ),
  );
  return before.find(({ text }) => {
    const reading = readCell(text, taxYear);
    return reading && reading.meaning !== 'notNeeded' && !held.has(reading.meaning);
  })?.text;
}

export function withoutColumn(caption: string, token: TableQuestion['token']): TableQuestion {
  return {
    code: 'caption-without-column',
    message: `The caption “${caption}” stands over no column: a cell of each row may be missing. Compare the table with the release, and say what each column holds.`,
    token,
    ways: [],
  };
}

/** Captions that begin with one of something else: "Capital Gain Unrecaptured Section 1250". */
function beginAsOthers(columns: TableQuestion['ways'][number], taxYear: number | null): number {
  const isOther = ({ caption, meaning }: TableColumn): boolean => {
    const words = caption.split(' ');
    const starts = words.slice(1).map((_, i) => words.slice(0, i + 1).join(' '));
    const readings = starts.flatMap((start) => readCaption(start, taxYear) ?? []);
    return readings.some((reading) => reading.meaning !== meaning);
  };
  return columns.filter(isOther).length;
}

/** The likeliest way first. */
export function inSeveralWays(
  given: TableQuestion['ways'],
  token: TableQuestion['token'],
  taxYear: number | null,
): TableQuestion {
  const ways = given.toSorted((a, b) => beginAsOthers(a, taxYear) - beginAsOthers(b, taxYear));
  return {
    code: 'captions-unclear',
    message:
      'The captions can be read in more than one way, so it is not certain what the columns hold. Choose one, or say what each column holds; compare it with the release.',
    token,
    ways,
  };
}
