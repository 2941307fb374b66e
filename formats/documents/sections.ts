/**
 * Which lines belong to which security, and which of them are captions, rows and text?
 *
 * A heading is a line of its own that names a security, as a rule with "(CUSIP …)"; it opens a
 * section that lasts to the next heading and has one table. Rows are lines of values one after the
 * other; captions are the lines in columns above them. Everything that is meant as a row and is in
 * no table is `stray`, with the reason: no line of values is ever dropped.
 *
 * Awkward case: a heading that was lost leaves a second table in the section before; its rows must
 * not become those of the wrong security, so they are stray.
 * Not handled: two tables of one security that are joined by their dates.
 */
import { cellsOf, isBlank, isRuler, looksLikeData, separatorOf } from './cells.ts';
import { parseCusip } from './cusip.ts';
import type { TextLine } from './lines.ts';

export interface Heading {
  readonly line: TextLine;
  readonly name: string;
  readonly nameTo: number;
  /** As printed; null when the heading has none. */
  readonly cusip: { readonly printed: string; readonly from: number; readonly to: number } | null;
}

export interface Stray {
  readonly line: TextLine;
  readonly reason: string;
}

export interface Section {
  readonly heading: Heading | null;
  readonly captions: readonly TextLine[];
  readonly rows: readonly TextLine[];
  readonly stray: readonly Stray[];
  /** Lines in neither the heading nor the table, blank ones included (they separate paragraphs). */
  readonly text: readonly TextLine[];
}

const CUSIP_HEADING =
  /^\s*(.{2,120}?)[\s,:;–—-]*[([]?\s*\bCUSIP\b\s*(?:No\.?|Number)?\s*[:#]*\s*([0-9A-Za-z*@][0-9A-Za-z*@ -]{5,13}[0-9A-Za-z*@])\s*[)\]]?\s*[:.]?\s*$/i;
const NAME_HEADING = /^\s*((?:[A-Z0-9][A-Za-z0-9.,%'&-]*\s)+(?:Stock|Shares|Units))\s*:?\s*$/;

function headingWithCusip(line: TextLine): Heading | undefined {
  if (!/\bCUSIP\b/i.test(line.text)) return undefined;
  const match = CUSIP_HEADING.exec(line.text);
  if (!match) return undefined;
  const [, name, printed] = match as unknown as [string, string, string];
  const from = line.text.lastIndexOf(printed);
  const nameFrom = line.text.indexOf(name);
  return {
    line,
    name: name.replace(/\s+/g, ' ').trim(),
    nameTo: nameFrom + name.length,
    cusip: { printed: printed.trim(), from, to: from + printed.length },
  };
}

/** A name alone on its line opens a section only where captions or rows follow it. */
function headingByName(lines: readonly TextLine[], index: number): Heading | undefined {
  const line = lines[index] as TextLine;
  const match = NAME_HEADING.exec(line.text);
  if (!match || line.text.length > 80 || separatorOf(line) !== 'space') return undefined;
  if (cellsOf(line).length !== 1) return undefined;
  const next = lines.slice(index + 1).find((other) => !isBlank(other));
  if (!next || !(isStructured(next) || looksLikeData(next) || isCaptionStart(next))) {
    return undefined;
  }
  const name = (match[1] as string).trim();
  return { line, name, nameTo: line.text.indexOf(name) + name.length, cusip: null };
}

/** A line of captions whose columns are no more than a space apart. */
function isCaptionStart(line: TextLine): boolean {
  return /^\s*(?:record|payable|declaration|payment|ex-dividend)\s+(?:date|payable|record)/i.test(
    line.text,
  );
}

/** A line in columns: several cells, or one that stands well away from the margin. */
function isStructured(line: TextLine): boolean {
  if (isBlank(line)) return false;
  return cellsOf(line).length > 1 || /^(?:\t| {6})/.test(line.text);
}

function isProse(line: TextLine): boolean {
  if (isStructured(line)) return false;
  return /[.:;]\s*$/.test(line.text) || (line.text.length > 60 && !isCaptionStart(line));
}

/** A line that speaks of a CUSIP with a number but is no heading; tables below it have no owner. */
function isBrokenHeading(line: TextLine): boolean {
  return /\bCUSIPS?\b/i.test(line.text) && /\d/.test(line.text) && line.text.length < 140;
}

function isTotal(line: TextLine): boolean {
  return /^\W*(?:\d{4}\s+)?[A-Za-z]/.test(line.text);
}

/** Digits without a letter, or the name of an annual row alone: the beginning of a row whose rest is lost. */
function isCutOff(line: TextLine): boolean {
  if (/^[\s|]*(?:annual|totals?)[\s|$\\]*$/i.test(line.text)) return true;
  return /\d/.test(line.text) && !/[A-Za-z]/.test(line.text);
}

function touches(line: TextLine, rows: readonly TextLine[]): boolean {
  return line.number === (rows.at(-1)?.number ?? line.number) + 1;
}

function divide(heading: Heading | null, lines: readonly TextLine[]): Section {
  const first = lines.findIndex(looksLikeData);
  if (first === -1) return { heading, captions: [], rows: [], stray: [], text: lines };
  const rows: TextLine[] = [];
  let end = first;
  let total = false;
  for (; end < lines.length; end++) {
    const line = lines[end] as TextLine;
    if (isBlank(line) || isRuler(line)) continue;
    if (!looksLikeData(line) || total) break;
    rows.push(line);
    total = isTotal(line);
  }
  const captions: TextLine[] = [];
  const text: TextLine[] = [];
  // Lines that touch the table belong to its captions; further up, only lines in columns do.
  let touching = true;
  for (let i = first - 1; i >= 0; i--) {
    const line = lines[i] as TextLine;
    if (isRuler(line)) continue;
    if (isBlank(line)) {
      touching = captions.length === 0;
      text.unshift(line);
    } else if (isStructured(line) || (touching && !isProse(line))) {
      captions.unshift(line);
    } else {
      touching = false;
      text.unshift(line);
    }
  }
  const stray: Stray[] = [];
  const cutOff = lines[end];
  if (cutOff && isCutOff(cutOff) && !looksLikeData(cutOff) && touches(cutOff, rows)) {
    stray.push({ line: cutOff, reason: 'it touches the table above and is no whole row' });
    end++;
  }
  for (const line of lines.slice(end)) {
    if (isRuler(line)) continue;
    if (looksLikeData(line)) {
      stray.push({
        line,
        reason: total
          ? 'it stands after the annual row of the table above and has no security heading of its own'
          : 'it stands apart from the table above and has no security heading of its own',
      });
    } else text.push(line);
  }
  return { heading, captions, rows, stray, text };
}

/** The text before the first heading, then one section for each heading. */
export function readSections(lines: readonly TextLine[]): Section[] {
  const starts: { readonly index: number; readonly heading: Heading | null }[] = [];
  lines.forEach((line, index) => {
    const heading = headingWithCusip(line) ?? headingByName(lines, index);
    if (heading) starts.push({ index, heading });
    else if (isBrokenHeading(line) && !looksLikeData(line)) starts.push({ index, heading: null });
  });
  const before = lines.slice(0, starts[0]?.index ?? lines.length);
  const sections: Section[] = [withoutOwner(divide(null, before), 'it has no security heading')];
  starts.forEach((start, i) => {
    const own = lines.slice(start.index + 1, starts[i + 1]?.index ?? lines.length);
    if (start.heading) sections.push(divide(start.heading, own));
    else {
      const broken = lines[start.index] as TextLine;
      sections.push(
        withoutOwner(
          divide(null, [broken, ...own]),
          'the heading above it names a CUSIP in a way that could not be read',
        ),
      );
    }
  });
  return sections;
}

/** A table that no heading owns is not read at all. */
function withoutOwner(section: Section, reason: string): Section {
  return {
    heading: null,
    captions: [],
    rows: [],
    stray: [...section.rows.map((line) => ({ line, reason })), ...section.stray],
    text: [...section.captions, ...section.text].toSorted((a, b) => a.number - b.number),
  };
}

/** The heading's CUSIP, nine characters; undefined when its form or check digit is wrong. */
export function headingCusip(heading: Heading): string | undefined {
  return heading.cusip ? parseCusip(heading.cusip.printed) : undefined;
}
