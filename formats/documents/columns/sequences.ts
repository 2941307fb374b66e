/**
 * A cell that is several captions, one behind the other: "Record Date Payment Date Cash Distribution", where
 * a copy broke a line below each of the others alone.
 *
 * It is taken apart where it is no caption as a whole, and each of its parts is one, the longest first.
 * Awkward case: the last may go on in the next line ("($ per share)").
 */
import { cellUnits, pieceOf, wordUnits, type Piece } from '../grid/pieces.ts';
import { readCaption, readCell } from './captions.ts';
import type { Unit } from './solve-captions.ts';

const LONGEST_CAPTION = 8;

function sequenceIn(cell: Unit, { line }: Piece, taxYear: number | null): Unit[] {
  const words = wordUnits(pieceOf(line, cell.from, cell.to));
  const found: Unit[] = [];
  let at = 0;
  while (at < words.length) {
    const from = words[at]?.from ?? cell.to;
    const caption = words
      .slice(at, at + LONGEST_CAPTION)
      .map(({ to }) => ({ text: line.text.slice(from, to), from, to }))
      .findLast(({ text }) => readCaption(text, taxYear) !== undefined);
    if (!caption) return [cell];
    found.push(caption);
    while ((words[at]?.from ?? cell.to) < caption.to) at++;
  }
  return found;
}

/** The captions of a line of cells; a cell that is none, nor several, is as it stands. */
export function captionUnits(piece: Piece, taxYear: number | null): Unit[] {
  return cellUnits(piece).flatMap((cell) =>
    readCell(cell.text, taxYear) ? [cell] : sequenceIn(cell, piece, taxYear),
  );
}
