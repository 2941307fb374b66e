/**
 * The tables of a text's tax year, and the text around them.
 *
 * The year is read from the text before and between the tables; where that names none, from the dates
 * of the payments, with a warning. A page of several years was divided before (`years-of-page.ts`).
 */
import type { DocumentNotice } from '../../allocation-document.ts';
import { info, warning } from '../draft/notices.ts';
import { blocksOf, type Block, type Stray } from '../grid/blocks.ts';
import { isProse, piecesOf, type Piece } from '../grid/pieces.ts';
import { withNameColumnsAbove } from '../grid/name-columns.ts';
import { withNameFieldsAbove } from '../grid/name-fields.ts';
import { withPaymentLists } from '../grid/payment-lists.ts';
import { withMarksForDays, withoutRowNames } from '../grid/row-names.ts';
import { withClassesInColumns } from '../grid/classes-in-columns.ts';
import { dividedByClasses } from '../grid/side-by-side.ts';
import { readTable, type Table } from '../grid/tables.ts';
import { tokensOf, type Token } from '../grid/tokens.ts';
import { withYearsOverRows } from '../grid/year-column.ts';
import { withYearsOfDates } from '../grid/years-of-dates.ts';
import { withTurnedSecurities } from '../grid/turned-securities.ts';
import { withNumbersJoined, withTurnedTables } from '../grid/turned-tables.ts';
import { withCellsParted } from '../source/glued-cells.ts';
import { withNamesAbove, withNamesOfTotals } from '../source/names-beside-rows.ts';
import { readLines, type TextLine } from '../source/lines.ts';
import { readPreamble, type Preamble } from './preamble.ts';
import { paragraphsOf } from './paragraphs.ts';
import { yearOfRows } from './year-of-payments.ts';

/** A text as tokens, and the blocks of figures among them. */
export interface Regions {
  readonly lines: readonly TextLine[];
  readonly tokens: readonly Token[];
  readonly blocks: readonly Block[];
  readonly stray: readonly Stray[];
  /** Where lists of payments begin that were not read. */
  readonly listsLeft: readonly TextLine[];
}

export interface TablesOfYear extends Regions, Read {
  readonly preamble: Preamble;
}

function yearOfText(lines: readonly TextLine[]): number | null {
  const tokens = tokensOf(lines);
  return readPreamble(paragraphsOf(piecesOf(tokens, 0, tokens.length))).taxYear;
}

/** The tax year of a text whose tables are not looked for yet. */
function yearIn(lines: readonly TextLine[]): number | null {
  const hasTurned = lines.some((line) =>
    /\bRecord\s+(?:Dates?:?\s*)?(?:\d{1,2}\/\d{1,2}|$)/i.test(line.text),
  );
  return hasTurned ? yearOfText(lines) : null;
}

/** More than any issuer prints. */
const MOST_TABLES = 400;
const MOST_ROWS = 4000;
/** Values of one row; a table has some twenty columns. */
const MOST_VALUES = 1000;

function isBeyond({ blocks, stray }: Regions): boolean {
  const rows = blocks.reduce((sum, block) => sum + block.rows.length + block.loose.length, 0);
  return (
    blocks.length > MOST_TABLES ||
    Math.max(rows, stray.length) > MOST_ROWS ||
    blocks.some((block) => block.rows.some((row) => row.length > MOST_VALUES))
  );
}

/** The regions of a text; undefined where it has more tables or figures than a release can have. */
export function regionsOf(text: string): Regions | undefined {
  const printedLines = readLines(text);
  const read = withYearsOverRows(printedLines, () => yearOfText(printedLines));
  const lists = withPaymentLists(read, () => yearOfText(read));
  const named = withNamesAbove(
    withNamesOfTotals(
      withNameColumnsAbove(
        withNameFieldsAbove(
          withTurnedSecurities(withClassesInColumns(withNumbersJoined(lists.lines))),
        ),
      ),
    ),
  );
  // Names that were glued to their rows are seen once these are parted.
  const printed = withNamesAbove(withCellsParted(named));
  const lines = withTurnedTables(printed, yearIn(printed));
  const tokens = withYearsOfDates(withMarksForDays(withoutRowNames(tokensOf(lines))), () =>
    yearOfText(lines),
  );
  const regions = { lines, tokens, ...blocksOf(tokens), listsLeft: lists.left };
  return isBeyond(regions) ? undefined : regions;
}

interface Read {
  readonly tables: readonly Table[];
  /** All that is neither captions, heading nor values, in the order of the text. */
  readonly text: readonly Piece[];
  /** Of tables that say nothing for a person who holds the shares. */
  readonly leftAside: readonly DocumentNotice[];
}

/**
 * Whether the words above a table are those of section 1061 alone (the amounts of one year and of three
 * years, for holders of carried interests), and of no part of a dividend but the gain that they divide.
 */
function isDisclosure(above: readonly Piece[]): boolean {
  const captions = above.slice(above.findLastIndex(isProse) + 1);
  const words = captions.map((piece) => piece.text).join(' ');
  // Forms of holders abroad have codes of income for the same payments.
  if (/\bincome code\b/i.test(words) && /\b1042-?S\b|\bnon-?(?:U\.?S\.?|resident)/i.test(words)) {
    return true;
  }
  return (
    /\bone[- ]year\b/i.test(words) &&
    /\bthree[- ]year\b/i.test(words) &&
    !/\b(?:ordinary|return of|non-?taxable|nondividend)\b/i.test(words)
  );
}

/**
 * The table without rows that have days and no figure, where totals prove that there is none: as a rule the
 * payment of January that is of the next year.
 */
function withoutBareRows(table: Table): { table: Table; bare: DocumentNotice[] } {
  const isBare = (row: Table['rows'][number]): boolean =>
    row.every((cell) => cell === null || cell.kind === 'date');
  const rows = table.rows.filter((row) => !isBare(row));
  if (!table.totals.some(({ label }) => label !== '') || rows.length < 2)
    return { table, bare: [] };
  const bare = table.rows.filter(isBare).map((row) => {
    const cells = row.filter((cell) => cell !== null);
    return info(
      'row-without-figures',
      cells[0]?.line.number ?? null,
      `The row of ${cells.map(({ text }) => text).join(' and ')} has no figures and counts for nothing; the totals are those of the other rows.`,
    );
  });
  return { table: { ...table, rows }, bare };
}

function readTables(
  tokens: readonly Token[],
  blocks: readonly Block[],
  taxYear: number | null,
): Read {
  const tables: Table[] = [];
  const text: Piece[] = [];
  const leftAside: DocumentNotice[] = [];
  let end = 0;
  for (const block of blocks) {
    const above = piecesOf(tokens, block.textFrom, block.from);
    if (isDisclosure(above)) {
      text.push(...above);
      const line = block.rows[0]?.[0]?.line.number ?? null;
      leftAside.push(
        info(
          'table-left-aside',
          line,
          'The table is for holders of carried interests (section 1061) or for holders abroad; it adds nothing for a person who holds the shares, and was left aside.',
        ),
      );
    } else {
      const reading = readTable(block, tokens, tables.at(-1) ?? null, taxYear);
      const { table, bare } = withoutBareRows(reading.table);
      leftAside.push(...bare);
      tables.push(...dividedByClasses(table, above));
      text.push(...reading.text);
    }
    end = block.to;
  }
  text.push(...piecesOf(tokens, end, tokens.length));
  return { tables, text, leftAside };
}

/** The tax year is read from the text before and between the tables, captions included. */
function preambleOf(tokens: readonly Token[], blocks: readonly Block[]): Preamble {
  const first = piecesOf(tokens, 0, blocks[0]?.from ?? tokens.length);
  return readPreamble(paragraphsOf(first));
}

function withYear(preamble: Preamble, taxYear: number): Preamble {
  return {
    ...preamble,
    taxYear,
    notices: [
      ...preamble.notices.filter((notice) => notice.code !== 'no-tax-year'),
      warning(
        'tax-year-of-dates',
        null,
        `The text names no tax year; it is taken from the dates of the payments, which are of ${taxYear}. Check that it is the right one.`,
      ),
    ],
  };
}

/** What a text's regions say of its tax year. */
export function tablesOfYear(regions: Regions): TablesOfYear {
  const { tokens, blocks } = regions;
  const named = preambleOf(tokens, blocks);
  const dated = named.notices.some((notice) => notice.code === 'no-tax-year')
    ? yearOfRows(blocks)
    : null;
  return {
    ...regions,
    ...readTables(tokens, blocks, dated ?? named.taxYear),
    preamble: dated === null ? named : withYear(named, dated),
  };
}
