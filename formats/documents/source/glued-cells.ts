/**
 * Rows whose cells a copy glued together: "2/24/20203/5/2020$0.5950$0.5950" and, above them, "Record
 * DatePayable DateTotal Distribution Per Share". They are parted by bars, and are then rows like any other.
 *
 * A figure begins at its dollar sign and ends with its percent sign, a day with a year of four digits where
 * the next begins; a caption begins at a capital letter right behind a small one, a digit or a parenthesis.
 * Not handled: figures without signs, which show no bounds, and days with years of two digits before others.
 */
import type { TextLine } from './lines.ts';

const DAY = String.raw`\d{1,2}\/\d{1,2}\/(?:19|20)\d\d`;
const TOUCHING = String.raw`(?<=[A-Za-z]|${DAY})(?=${DAY})|(?<=[\dA-Za-z])(?=\$\d)|(?<=%)(?=\$?\d)`;
const BOUNDS_OF_TOUCHING = new RegExp(TOUCHING, 'g');
const BOUNDS_OF_VALUES = new RegExp(String.raw`${TOUCHING}|(?<=[\dA-Za-z] )(?=\$\d)`, 'g');
/** Among cells that touch, spaces part others. */
const BOUNDS_IN_ROWS = new RegExp(
  String.raw`${TOUCHING}|(?<=\S)(?= {2,}\S)|(?<=[\d%])(?= [$\d.])`,
  'g',
);
const BOUNDS_OF_CAPTIONS = /(?<=[a-z\d).])(?=[A-Z][a-z])/g;
/** A row may begin with its kind: "Common03/15/201604/11/2016". */
const BEGINS_A_ROW = /^\s*(?:(?:[A-Z][a-z]+ *)?\d{1,2}\/\d{1,2}\/\d{2,4}|totals?\b)/i;
/** A caption line may be broken; so many lines above the first row are looked at. */
const MOST_ABOVE = 24;

function parted(line: TextLine, bounds: RegExp): TextLine {
  const at = [...line.text.matchAll(bounds)].map(({ index }) => index);
  let text = '';
  const columns: number[] = [];
  for (let i = 0; i < line.text.length; i++) {
    if (at.includes(i)) {
      text += ' | ';
      columns.push(...Array.from({ length: 3 }, () => line.columns[i] ?? 0));
    }
    text += line.text.charAt(i);
    columns.push(line.columns[i] ?? 0);
  }
  const moved = (offset: number): number => offset + 3 * at.filter((one) => one <= offset).length;
  const marks = line.marks.map((mark) => ({ ...mark, offset: moved(mark.offset) }));
  return { ...line, text, columns, marks };
}

/** A line of glued figures alone: a total without a name. */
const FIGURES_ALONE = /^\s*(?:(?:\$\d[\d.]*){3,}|(?:\d[\d.]*%){3,})\s*$/;
/**
 * "Distribution ($ per share)Ordinary Taxable Dividend", "… ($ per share)11/27/2019", "Common StockCUSIP
 * 123456789Ticker Symbol: XYZ".
 */
const BEHIND_UNIT =
  /(?<=\(\$ per share\))(?=[A-Z\d])|(?<=[A-Za-z)])(?=CUSIPs?[ :#]*\w{6})|(?<=CUSIP(?: Number| No\.?)?[ :#]*\w{9})(?=(?:NYSE )?Ticker\b)/g;

function isGlued({ text }: TextLine): boolean {
  if (FIGURES_ALONE.test(text)) return true;
  return BEGINS_A_ROW.test(text) && [...text.matchAll(BOUNDS_OF_VALUES)].length >= 2;
}

/** Whether a line is a row of cells that touch, or stands among such rows. */
function isAmongTouching(lines: readonly TextLine[], at: number): boolean {
  const { text = '' } = lines[at] ?? {};
  return (
    BEGINS_A_ROW.test(text) &&
    !/[a-z] [a-z]/.test(text) &&
    lines
      .slice(Math.max(0, at - 2), at + 3)
      .some(
        (line) =>
          BEGINS_A_ROW.test(line.text) && [...line.text.matchAll(BOUNDS_OF_TOUCHING)].length >= 2,
      )
  );
}

/** "--------- ------", of which a table on one line has one below every row. */
const RULERS = /(?:(?<!\S)[-=_]{4,}(?!\S)\s*)+/g;

function stretch(line: TextLine, from: number, to: number): TextLine {
  const marks = line.marks.filter(({ offset }) => offset >= from && offset < to);
  return {
    ...line,
    text: line.text.slice(from, to),
    columns: line.columns.slice(from, to),
    marks: marks.map((mark) => ({ ...mark, offset: mark.offset - from })),
  };
}

/** A table that was flattened to one line with its rulers, on lines again: each ruler ends one. */
function withRulersApart(line: TextLine): readonly TextLine[] {
  const ends = [...line.text.matchAll(RULERS)].map(({ 0: ruler, index }) => index + ruler.length);
  if (ends.length < 3) return [line];
  return [0, ...ends].map((from, i) => stretch(line, from, ends[i] ?? line.text.length));
}

/** A footnote that begins right behind the sentence of the one before: "… Gain.(2) The fourth". */
const NOTES = /(?<=[a-z]\.)(?=\(\d{1,2}\) [A-Z])/g;

function withNotesApart(line: TextLine): readonly TextLine[] {
  const ends = [...line.text.matchAll(NOTES)].map(({ index }) => index);
  return [0, ...ends].map((from, i) => stretch(line, from, ends[i] ?? line.text.length));
}

/** The lines with the cells of glued rows and of the captions above them apart. */
export function withCellsParted(given: readonly TextLine[]): readonly TextLine[] {
  const lines = given.flatMap(withRulersApart).flatMap(withNotesApart);
  const touching = lines.map((_, i) => isAmongTouching(lines, i));
  const glued = lines.map((line, i) => touching[i] === true || isGlued(line));
  return lines.map((line, i) => {
    if (glued[i]) return parted(line, touching[i] ? BOUNDS_IN_ROWS : BOUNDS_OF_VALUES);
    const isAbove = glued.slice(i + 1, i + 1 + MOST_ABOVE).includes(true);
    const isCaptions = isAbove && [...line.text.matchAll(BOUNDS_OF_CAPTIONS)].length >= 2;
    return isCaptions && !/\.\s/.test(line.text.replace(/\b(?:Ord|Sec|Distr)\./g, ''))
      ? parted(line, BOUNDS_OF_CAPTIONS)
      : parted(line, BEHIND_UNIT);
  });
}
