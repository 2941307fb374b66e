/**
 * Does a page have tables of more than one tax year?
 *
 * A document has one year. Where a title below the first table names another, the tables from there on
 * are of that year, and are left out with a question: they are a document of their own.
 *
 * Example: "Tax Treatment of 2013 Dividends", a table, "Tax Treatment of 2012 Dividends", a table whose
 * last payment is of January 2013: without its title it would be read as one of 2013.
 * Not handled: years side by side in one table.
 */
import type { Block } from '../grid/blocks.ts';
import { piecesOf } from '../grid/pieces.ts';
import type { Token } from '../grid/tokens.ts';

const LONGEST_TITLE = 120;
const TITLE =
  /\b(?:tax|dividends?|distributions?|allocation|treatment)\b.*\b((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\b.*\b(?:dividends?|distributions?|allocation|tax treatment)\b/i;

export interface OtherYear {
  readonly year: number;
  readonly line: number;
  /** The first of the blocks that stand below the title. */
  readonly block: number;
}

/** The titles of other years than the document's, and the tables below them. */
export function otherYears(
  tokens: readonly Token[],
  blocks: readonly Block[],
  taxYear: number | null,
): readonly OtherYear[] {
  return blocks.flatMap((block, b): OtherYear[] => {
    if (b === 0) return [];
    const titles = piecesOf(tokens, block.textFrom, block.from).flatMap((piece) => {
      // A title over the whole width of a table has the bars of the empty fields behind it.
      const text = piece.text.replace(/\|[\s|]*\|[\s|]*$/, '').trimEnd();
      if (text.length > LONGEST_TITLE || /[.;|]$|^\W*\(\d/.test(text)) return [];
      // The year of a day, and a caption's, is no title's.
      const found = TITLE.exec(text.replace(/[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}/g, ' '));
      const year = Number(found?.[1] ?? found?.[2] ?? 0);
      return year > 0 && !/[|\t]| {2}|\bdate\b|\$/i.test(text)
        ? [{ year, line: piece.line.number, block: b }]
        : [];
    });
    const last = titles.at(-1);
    return last && last.year !== taxYear ? [last] : [];
  });
}
