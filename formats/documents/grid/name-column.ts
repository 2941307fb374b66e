/**
 * Tables that name the security in a column of their own, as spreadsheets do: "Security | CUSIP |
 * Record Date | …". The names become headings over their rows, and the rest is a table like any other.
 *
 * Only where the caption of the first column says that names stand below it, and every line below it
 * has one, or none for the security above. All places stay those of the text.
 * Awkward case: the rows of two securities by turns; each change of the name is a heading.
 */
import type { TextLine } from '../source/lines.ts';

const NAMES =
  /^(?:securit(?:y|ies)(?: (?:name|description))?|share class|class(?: of (?:stock|shares?))?|series|description|issue|fund(?: name)?|name|stock)$/i;
/** A name is words; figures, dates and the names of annual rows are none. */
const NAME = /^(?=.*[A-Za-z]{3})(?!(?:annual|totals?|year)\b)[A-Za-z0-9][\w .,%'&()/-]{2,80}$/i;

interface FirstField {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Of long lines nothing is asked: a row has a few hundred characters. */
const LONGEST_LINE = 2000;

function firstField(line: TextLine): FirstField | undefined {
  if (line.text.length > LONGEST_LINE) return undefined;
  const from = line.text.search(/[^\s|]/);
  const end = from === -1 ? -1 : line.text.slice(from).search(/[\t|]/);
  if (line.text.startsWith('\t')) return { text: '', from: 0, to: 0 };
  if (end === -1) return undefined;
  const text = line.text.slice(from, from + end).trimEnd();
  return { text, from, to: from + text.length };
}

function fieldCount(line: TextLine): number {
  return line.text.split(/[\t|]/).length;
}

/** The line with nothing where the name stood; what follows stays in its place. */
function withoutName(line: TextLine, { from, to }: FirstField): TextLine {
  return { ...line, text: line.text.slice(0, from) + ' '.repeat(to - from) + line.text.slice(to) };
}

function headingLine(line: TextLine, { text, from, to }: FirstField): TextLine {
  return { number: line.number, text, columns: line.columns.slice(from, to), marks: [] };
}

/** Whether a line is a row: a date among its fields, and as many fields as the captions. */
function isRow(line: TextLine, count: number): boolean {
  return (
    Math.abs(fieldCount(line) - count) <= 1 &&
    /(?:^|[\t| ])\d{1,4}[/-]\d{1,2}[/-]\d{2,4}/.test(line.text)
  );
}

/** The lines with headings in place of a column of names; the same lines where there is none. */
export function withNamesAsHeadings(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as TextLine;
    const head = firstField(line);
    at++;
    if (!head || !NAMES.test(head.text)) {
      result.push(line);
      continue;
    }
    const rows: TextLine[] = [];
    let end = at;
    while (
      end < lines.length &&
      (isRow(lines[end] as TextLine, fieldCount(line)) || isRuler(lines[end]))
    ) {
      rows.push(lines[end] as TextLine);
      end++;
    }
    const named = rows.filter((row) => !isRuler(row));
    const isTable =
      named.length > 0 &&
      NAME.test(firstField(named[0] as TextLine)?.text ?? '') &&
      named.every((row) => {
        const text = firstField(row)?.text ?? '';
        return text === '' || NAME.test(text);
      });
    result.push(isTable ? withoutName(line, head) : line);
    if (!isTable) continue;
    let last = '';
    // The first heading stands over the captions, where headings stand.
    const captions = result.pop() as TextLine;
    let first = true;
    for (const row of named) {
      const field = firstField(row) as FirstField;
      if (field.text !== '' && field.text !== last) result.push(headingLine(row, field));
      if (first) result.push(captions);
      first = false;
      last = field.text === '' ? last : field.text;
      result.push(withoutName(row, field));
    }
    at = end;
  }
  return result;
}

function isRuler(line: TextLine | undefined): boolean {
  return line !== undefined && line.text.includes('--') && /^[\s|:=-]+$/.test(line.text);
}
