/**
 * Captions that a sentence above the rows lists: "The columns show, in order, record date, payable date, distribution
 * per share, ordinary income and return of capital."
 *
 * Read where it names as many as there are columns, each known and of another meaning, and days over days.
 * Awkward case: a sentence of several lines, and the name of a class between it and the rows.
 */
import type { Piece } from '../grid/pieces.ts';
import type { TableColumn } from '../grid/tables.ts';
import { columnOf } from './found.ts';
import type { ColumnKind } from './solve-captions.ts';

const LEAD = /^.*\b(?:in (?:this |the following )?order|left to right|are|show)\b\)?\s*[:,]?\s*/i;
const LISTS_COLUMNS =
  /\bcolumns\b.*\b(?:in (?:this |the following )?order|left to right)\b|\bcolumns (?:\w+ ){0,4}are\b/i;
const MOST_LINES = 12;

/** The columns that a sentence lists; undefined where none does, or not all of them for certain. */
export function columnsInSentence(
  above: readonly Piece[],
  kinds: readonly ColumnKind[],
  taxYear: number | null,
): readonly TableColumn[] | undefined {
  const pieces = above.filter(({ text }) => text !== '').slice(-MOST_LINES);
  const [last] = pieces.slice(-1);
  const text = pieces.map((piece) => piece.text).join(' ');
  const listing = text.split(/\.(?:\s+(?=[A-Z])|$)/).filter((one) => LISTS_COLUMNS.test(one));
  const [sentence] = listing;
  if (!last || sentence === undefined || listing.length > 1) return undefined;
  const list = sentence.replace(LEAD, '');
  const parted = list.includes(';') ? /;\s*(?:and\s+)?/ : /,\s*(?:and\s+)?|\s+and\s+/;
  const captions = list
    .split(parted)
    .map((one) => one.replace(/^(?:the\s+)?(?:(?:percentages?|amounts?) of\s+)?/i, '').trim());
  if (captions.length !== kinds.length) return undefined;
  const columns = captions.map((caption, c) =>
    columnOf([{ text: caption, piece: last }], kinds[c] as ColumnKind, taxYear),
  );
  const meanings = columns.flatMap(({ meaning }) => meaning ?? []);
  return meanings.length === kinds.length && new Set(meanings).size === kinds.length
    ? columns
    : undefined;
}
