/** What of the text belongs to no table that was read, and looks as if it did. */
import type { DocumentNotice } from '../../allocation-document.ts';
import type { Block } from '../grid/blocks.ts';
import { parseCusip } from '../grid/cusip.ts';
import { groupedNumbers, otherNumbers, readHeading } from '../grid/headings.ts';
import type { Piece } from '../grid/pieces.ts';
import type { Token } from '../grid/tokens.ts';
import type { TextLine } from '../source/lines.ts';
import type { DraftSecurity } from './draft.ts';
import { error, quoted } from './notices.ts';

/** A number that checks is one, whatever became of the word before its sign, or glued to its word: "CUSI#99313Q10-6". */
const BEHIND_SIGN =
  /(?:#\s?|\b(?:CUSIP|Cusip|NO\.?|No\.?|NUMBER|Number))([0-9A-Z]{6}-?[0-9A-Z]{2}-?\d)(?![\w-])/g;

/** Right behind the word, what is meant as a number: it lost a digit where it does not check. */
const BEHIND_WORD =
  /\bCUSIP(?:\s+(?:No\.?|Number))?[\s#:]*((?=(?:[A-Z-]*\d){3})[0-9A-Z-]{7,12})(?![\w-])/;

/** Lines with a number behind the word CUSIP that does not check and that no table has. */
function damagedNumbers(lines: readonly TextLine[], used: ReadonlySet<string>) {
  return lines.flatMap((line) => {
    const number = BEHIND_WORD.exec(line.text)?.[1];
    const isLost = number !== undefined && !parseCusip(number) && !used.has(number);
    return isLost ? [{ number, line: line.number }] : [];
  });
}

/** Headings under which no table was found, and numbers that no table has. */
export function lostTables(
  text: readonly Piece[],
  securities: readonly DraftSecurity[],
  tokens: readonly Token[],
  lines: readonly TextLine[],
): DocumentNotice[] {
  const used = new Set(
    securities.flatMap((security) =>
      // One that does not check is asked about where it stands.
      security.cusips.map((cell) => parseCusip(cell.text) ?? cell.text),
    ),
  );
  const printed = [
    ...tokens.flatMap(({ kind, text: number, line }) =>
      kind === 'cusip' ? [{ number, line }] : [],
    ),
    ...lines.flatMap((line) => groupedNumbers(line.text).map((number) => ({ number, line }))),
    ...lines.flatMap((line) =>
      [...line.text.matchAll(BEHIND_SIGN)].flatMap(([, number = '']) =>
        parseCusip(number) ? [{ number, line }] : [],
      ),
    ),
  ].filter(({ number }) => !used.has(parseCusip(number) ?? number));
  const lost = (line: number, message: string): DocumentNotice =>
    error('security-without-table', line, message);
  const NEXT = 'Compare it with the release, and give it to its table, or say that it has none.';
  const alone = new Map(printed.map((one) => [parseCusip(one.number) ?? one.number, one]));
  const without = [...alone.values()].map(({ number, line }) =>
    lost(line.number, `The CUSIP ${number} belongs to none of the tables that were read. ${NEXT}`),
  );
  const beside = text.flatMap((piece): DocumentNotice[] => {
    const { number } = piece.line;
    const heading = readHeading(piece);
    if (heading?.own) {
      const isUnused = heading.cusips.some((one) => !used.has(parseCusip(one.text) ?? one.text));
      const message = `No table was found under “${heading.name}”. Paste the whole release, or say that it has no table for it.`;
      return isUnused ? [lost(number, message)] : [];
    }
    // Over a column of numbers it is a caption.
    const haveAll = securities.every(({ cusips }) => cusips.length > 0);
    if (!haveAll && /^\W*CUSIP(?: (?:No|Number))?\W*$/i.test(piece.text)) {
      const message =
        'The word CUSIP stands alone, without its number. Compare it with the release, and give the number to its table, or say that it has none.';
      return [lost(number, message)];
    }
    const [other] = otherNumbers(piece, used);
    const message = `“${other}” beside the word CUSIP belongs to none of the tables that were read. ${NEXT}`;
    return other === undefined ? [] : [lost(number, message)];
  });
  const told = new Set(beside.map((notice) => notice.line));
  const haveNumbers = securities.every(({ cusips }) => cusips.length > 0);
  for (const { number, line } of haveNumbers ? [] : damagedNumbers(lines, used)) {
    if (told.has(line)) continue;
    told.add(line);
    const message = `“${number}” behind the word CUSIP is no number that checks, and belongs to no table. ${NEXT}`;
    beside.push(lost(line, message));
  }
  return [...beside, ...without.filter((notice) => !told.has(notice.line))];
}

/** The beginning of a row whose rest is lost: digits, or the name of an annual row, right at a table. */
export function lostRows(
  text: readonly Piece[],
  blocks: readonly Block[],
  lines: readonly TextLine[],
): DocumentNotice[] {
  const ends = new Set(blocks.map((block) => block.lastLine + 1));
  const last = lines.findLast((line) => line.text.trim() !== '')?.number;
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
            `“${quoted(piece.text, 60)}” touches the table above and is no whole row. Compare it with the release; add the row to its table, or say that it is none.`,
          ),
        ]
      : [];
  });
}
