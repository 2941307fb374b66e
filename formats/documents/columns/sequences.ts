/**
 * A cell that is several captions, one behind the other: "Record Date Payment Date Cash Distribution", where
 * a copy broke a line below each of the others alone.
 *
 * It is taken apart where it is no caption as a whole, and each of its parts is one, the longest first; not where
 * as many others would do, of which one says something else.
 * Awkward cases: the last may go on in the next line ("($ per share)"); "Capital Gain Unrecaptured Section 1250
 * Capital Gain", where the words between may be of either gain.
 */
import { cellUnits, pieceOf, wordUnits, type Piece } from '../grid/pieces.ts';
import { readCaption, readCell, type ColumnMeaning } from './captions.ts';
import type { Unit } from './solve-captions.ts';

const LONGEST_CAPTION = 8;
const MOST_WORDS = 80;

interface Caption extends Unit {
  /** Index of the first word behind it. */
  readonly next: number;
  readonly meaning: ColumnMeaning;
}

/** The captions that begin at each word, the longest first. */
function captionsAt(words: readonly Unit[], line: Piece['line'], taxYear: number | null) {
  return words.map(({ from }, at) =>
    words
      .slice(at, at + LONGEST_CAPTION)
      .flatMap(({ to }, i): Caption[] => {
        const text = line.text.slice(from, to);
        const reading = readCaption(text, taxYear);
        return reading ? [{ text, from, to, next: at + i + 1, meaning: reading.meaning }] : [];
      })
      .toReversed(),
  );
}

/** Whether so many captions from a word on, each of something else, can say other than these. */
function mayDiffer(
  starts: readonly (readonly Caption[])[],
  given: readonly Caption[],
  at: number,
  own: readonly ColumnMeaning[],
): boolean {
  if (own.length === given.length) {
    return at === starts.length && given.some(({ meaning }, i) => meaning !== own[i]);
  }
  return (starts[at] ?? []).some(
    ({ meaning, next }) =>
      !own.includes(meaning) && mayDiffer(starts, given, next, [...own, meaning]),
  );
}

function sequenceIn(cell: Unit, { line }: Piece, taxYear: number | null): Unit[] {
  const words = wordUnits(pieceOf(line, cell.from, cell.to));
  if (words.length > MOST_WORDS) return [cell];
  const starts = captionsAt(words, line, taxYear);
  const found: Caption[] = [];
  for (let at = 0; at < words.length; at = found.at(-1)?.next ?? words.length) {
    const [longest] = starts[at] ?? [];
    if (!longest) return [cell];
    found.push(longest);
  }
  return mayDiffer(starts, found, 0, []) ? [cell] : found;
}

/** The captions of a line of cells; a cell that is none, nor several, is as it stands. */
export function captionUnits(piece: Piece, taxYear: number | null): Unit[] {
  return cellUnits(piece).flatMap((cell) =>
    readCell(cell.text, taxYear) ? [cell] : sequenceIn(cell, piece, taxYear),
  );
}
