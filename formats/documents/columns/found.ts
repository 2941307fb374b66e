/** What was found of captions: a way to read them for each column, or several. */
import type { Piece } from '../grid/pieces.ts';
import type { TableColumn } from '../grid/tables.ts';
import { readCell } from './captions.ts';
import type { ColumnKind } from './solve-captions.ts';

/** One way to read an area; several ways where they are as good as each other. */
export interface Found {
  readonly ways: readonly (readonly TableColumn[])[];
  /** Each caption's bounds are known: another way to match by order is no better. */
  readonly isBounded?: true;
  /** Rows of cells that can be laid over the columns in one way alone: nothing else is as good. */
  readonly isLaid?: true;
  /** Pieces before this one are text above the captions. */
  readonly from?: Piece;
  /** A caption of dates over a field in which no row has any. */
  readonly lost?: string | undefined;
  /** All captions, where they are more than the cells of any row. */
  readonly beyond?: readonly TableColumn[];
}

export interface Words {
  readonly text: string;
  readonly piece: Piece;
}

export function columnOf(
  words: readonly Words[],
  kind: ColumnKind,
  taxYear: number | null,
): TableColumn {
  const caption = words.map((word) => word.text).join(' ');
  const reading = caption === '' ? undefined : readCell(caption, taxYear);
  // Whatever it is called, it says nothing of one share.
  const piece = words.at(-1)?.piece ?? null;
  if (kind === 'large') return { meaning: 'notNeeded', total: false, caption, piece };
  const fits =
    reading &&
    (kind === 'empty' ||
      reading.meaning === 'notNeeded' ||
      /Date$/.test(reading.meaning) === (kind === 'date'));
  return {
    meaning: fits ? reading.meaning : null,
    total: fits ? reading.total : false,
    caption,
    piece,
  };
}
