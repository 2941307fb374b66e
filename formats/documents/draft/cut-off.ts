/**
 * Is the text cut off?
 *
 * Copying ends too early more often than in the middle, and what is lost leaves no gap. Its last line
 * tells: a sentence without its end in a text that names classes of stock without a table; a figure
 * without the percent sign that the others have; a row of totals that is shorter than its table; the
 * beginning of a row, or of the word for one.
 *
 * Awkward case: a row of totals with nothing but the amount is complete with many issuers; it is
 * doubted only where classes of stock are missing as well.
 */
import type { DocumentNotice } from '../../allocation-document.ts';
import type { Block } from '../grid/blocks.ts';
import type { TextLine } from '../source/lines.ts';
import { error } from './notices.ts';
import type { Piece } from '../grid/pieces.ts';
import { isPreferredTicker } from '../grid/symbols.ts';
import type { Token } from '../grid/tokens.ts';
import { readNumber } from '../grid/values.ts';

/** The beginning of a row whose rest is lost: digits, or the name of an annual row, right at a table. */
export function cutOffRows(
  text: readonly Piece[],
  blocks: readonly Block[],
  lines: readonly TextLine[],
): DocumentNotice[] {
  const ends = new Set(blocks.map((block) => block.lastLine + 1));
  const last = lastOf(lines)?.number;
  // What is left over on the last line of all stands behind the values of its row.
  if (last !== undefined && blocks.some((block) => block.lastLine === last)) ends.add(last);
  return text.flatMap((piece) => {
    const { line } = piece;
    const name = /^[\s|]*(?:annual|totals?)[\s|$\\.\d%]*$/i.test(piece.text);
    const digits = /\d/.test(piece.text) && !/[A-Za-z(]/.test(piece.text);
    return ends.has(line.number) && (name || digits)
      ? [
          error(
            'unread-row',
            line.number,
            `“${piece.text.slice(0, 40)}” touches the table above and is no whole row. Compare it with the release; add the row to its table, or say that it is none.`,
          ),
        ]
      : [];
  });
}

function lastOf(lines: readonly TextLine[]): TextLine | undefined {
  return lines.findLast((line) => line.text.trim() !== '');
}

function endsOn(line: TextLine, tokens: readonly Token[]): boolean {
  return tokens.at(-1)?.line === line;
}

/** Whether most of the document's percentages have their sign. */
function isSigned(blocks: readonly Block[]): boolean {
  const values = blocks.flatMap((block) => block.rows.flat()).map((one) => readNumber(one.text));
  const percent = values.filter((one) => one?.kind === 'percent').length;
  return percent > values.filter((one) => one?.kind === 'plain').length;
}

function cutOffValue(line: TextLine, blocks: readonly Block[]): boolean {
  const rows = blocks.flatMap((block) => [...block.rows, ...block.totals.map((one) => one.tokens)]);
  const last = rows.findLast((row) => endsOn(line, row))?.at(-1);
  const isEnd = last !== undefined && line.text.slice(last.to).trim() === '';
  return isEnd && readNumber(last.text)?.kind === 'plain' && isSigned(blocks);
}

function shortTotals(line: TextLine, blocks: readonly Block[]): boolean {
  const block = blocks.findLast((one) => one.totals.some((row) => endsOn(line, row.tokens)));
  const row = block?.totals.findLast((one) => endsOn(line, one.tokens));
  const others = block?.rows[0]?.filter((token) => token.kind !== 'date').length ?? 0;
  return row !== undefined && row.tokens.length < others;
}

/** What the end of the text tells; `without` are the tickers that have no table. */
export function cutOffText(
  lines: readonly TextLine[],
  blocks: readonly Block[],
  without: readonly string[],
): DocumentNotice[] {
  const preferred = without.filter(isPreferredTicker);
  const last = lastOf(lines);
  if (!last) return [];
  if (cutOffValue(last, blocks)) {
    return [
      error(
        'text-cut-off',
        last.number,
        'The text ends with a figure that lacks the percent sign of the others. Paste the whole release, or correct the figure.',
      ),
    ];
  }
  const isSentence = /[A-Za-z,;:(–]\s*$/.test(last.text);
  if (preferred.length === 0 || (!isSentence && !shortTotals(last, blocks))) return [];
  return [
    error(
      'text-cut-off',
      last.number,
      `The text ends in the middle of a ${isSentence ? 'sentence' : 'row'}, and has no table for ${preferred.join(', ')}, which it names. Paste the whole release, or say that it has none.`,
    ),
  ];
}
