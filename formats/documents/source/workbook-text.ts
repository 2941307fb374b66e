/**
 * A workbook (xlsx) to text: each sheet under its name, a row on a line, a tab between the cells, each
 * number as its format shows it.
 *
 * No kept library was found that gives numbers exactly and as they are shown: they hand out binary
 * fractions, 0.614 in the place of "61.4%". So the parts of the archive are unpacked by a library, read
 * by the parser of web pages, and only the formats of numbers are our own (`number-format.ts`).
 * Authority: Office Open XML, ECMA-376 part 1, sections 18.3 (sheets), 18.4 (strings), 18.8 (styles).
 * Awkward case: what an archive unpacks to is limited before and while it is unpacked.
 * Not handled: merged cells (their text stands at their first place), formulas without a stored value.
 */
import { unzipSync } from 'fflate';
import { Parser } from 'htmlparser2';
import { MOST_UNPACKED_BYTES, TextLines, TooMuch } from './limits.ts';
import { builtInFormat, formattedNumber } from './number-format.ts';

const MOST_COLUMNS = 200;
const TOO_LARGE =
  '{file} unpacks to more than a workbook with a release can have; copy the table out of it and paste it here.';

type Attributes = Readonly<Record<string, string>>;

interface Events {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

function parseXml(xml: string, events: Events): void {
  const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.open?.(bare(name), attributes),
      ontext: (text) => events.text?.(text),
      onclosetag: (name) => events.close?.(bare(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
}

function unpacked(bytes: Uint8Array): (name: string) => string | undefined {
  let declared = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const wanted =
        /^xl\/(?:workbook\.xml|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml|_rels\/workbook\.xml\.rels)$/.test(
          name,
        );
      if (!wanted) return false;
      declared += originalSize;
      if (declared > MOST_UNPACKED_BYTES) throw new TooMuch(TOO_LARGE);
      return true;
    },
  });
  const decoder = new TextDecoder();
  return (name) => {
    const file = files[name];
    return file && decoder.decode(file);
  };
}

function sharedStrings(xml: string | undefined): string[] {
  const strings: string[] = [];
  let current: string | null = null;
  let inText = false;
  let phonetic = 0;
  if (xml === undefined) return strings;
  parseXml(xml, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text: (text) => {
      if (inText && current !== null) current += text;
    },
    close: (name) => {
      if (name === 'si') {
        strings.push(current ?? '');
        current = null;
      } else if (name === 'rPh') phonetic--;
      else if (name === 't') inText = false;
    },
  });
  return strings;
}

/** The format of each cell style, by its place. */
function cellFormats(xml: string | undefined): string[] {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let inCells = false;
  if (xml === undefined) return formats;
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? '0');
        formats.push(own.get(id) ?? builtInFormat(id) ?? 'General');
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** The line on which the name of a sheet stands. */
export interface SheetLine {
  readonly name: string;
  readonly line: number;
}

interface Sheet {
  readonly name: string;
  readonly path: string;
}

function sheetsOf(file: (name: string) => string | undefined): {
  sheets: Sheet[];
  from1904: boolean;
} {
  const targets = new Map<string, string>();
  parseXml(file('xl/_rels/workbook.xml.rels') ?? '', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = (attributes['Target'] ?? '').replace(/^\/?(?:xl\/)?/, '');
      targets.set(attributes['Id'] ?? '', `xl/${target}`);
    },
  });
  const sheets: Sheet[] = [];
  let from1904 = false;
  parseXml(file('xl/workbook.xml') ?? '', {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet' || /hidden/i.test(attributes['state'] ?? '')) return;
      const path = targets.get(attributes['r:id'] ?? '');
      if (path !== undefined) sheets.push({ name: attributes['name'] ?? '', path });
    },
  });
  return { sheets, from1904 };
}

/** 0 for A, 26 for AA. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

/** A row of one cell, which is a paragraph of its own and goes on with no other row. */
const SENTENCE = /^[A-Z\d("*][^\t]{30,}[.;]$/;

function writeSheet(
  xml: string,
  lines: TextLines,
  strings: readonly string[],
  formats: readonly string[],
  from1904: boolean,
  /** So many lines stand above its first row, where each row has the line of its number; else null. */
  above: number | null,
): void {
  const isByRow = above !== null;
  let row: string[] = [];
  let cell: { column: number; type: string; style: number } | null = null;
  let value = '';
  let reading = false;
  let next = 0;
  let lastRow = 0;
  const shown = (type: string, style: number): string => {
    if (type === 's') return strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'str' || type === 'inlineStr' || type === 'e') return value;
    return value === '' ? '' : formattedNumber(value, formats[style] ?? 'General', from1904);
  };
  parseXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = [];
        next = 0;
        const number = Number(attributes['r'] ?? lastRow + 1);
        if (isByRow) lines.upTo(above + number);
        else if (number > lastRow + 1) lines.gap();
        lastRow = Number.isFinite(number) ? number : lastRow + 1;
      } else if (name === 'c') {
        const column = attributes['r'] ? columnOf(attributes['r']) : next;
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? '0') };
        value = '';
        next = column + 1;
      } else if (name === 'v' || name === 't') reading = cell !== null;
    },
    text: (text) => {
      if (reading) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'c' && cell) {
        if (cell.column >= 0 && cell.column < MOST_COLUMNS) {
          while (row.length < cell.column) row.push('');
          row[cell.column] = shown(cell.type, cell.style)
            .replace(/[\s\u00a0]+/g, ' ')
            .trim();
        }
        cell = null;
      } else if (name === 'row') {
        const line = row.join('\t').trimEnd();
        const isSentence = !isByRow && SENTENCE.test(line);
        if (!isByRow && (line === '' || isSentence)) lines.gap();
        if (line !== '') lines.push(line);
        if (isSentence) lines.gap();
      }
    },
  });
}

/**
 * The text of a workbook; undefined where the archive holds none. Throws `TooMuch`. `isByRow` tells of the name of its
 * first sheet whether it may be left out, so that each row of it stands on the line of its number.
 */
export function workbookText(
  bytes: Uint8Array,
  isByRow: (firstSheet: string) => boolean = () => false,
  /** Told of each other sheet where it begins: row N stands N lines below. Without it rows follow each other. */
  onSheet?: (sheet: SheetLine) => void,
): string | undefined {
  const file = unpacked(bytes);
  const { sheets, from1904 } = sheetsOf(file);
  if (sheets.length === 0) return undefined;
  const strings = sharedStrings(file('xl/sharedStrings.xml'));
  const formats = cellFormats(file('xl/styles.xml'));
  const lines = new TextLines();
  for (const [place, { name, path }] of sheets.entries()) {
    const xml = file(path);
    if (xml === undefined) continue;
    const isFirst = place === 0 && isByRow(name);
    if (!isFirst && onSheet !== undefined) {
      const line = place === 0 ? 1 : lines.toRound();
      lines.push(name);
      onSheet({ name, line });
      writeSheet(xml, lines, strings, formats, from1904, line);
      continue;
    }
    if (!isFirst) {
      lines.gap();
      lines.push(name);
      lines.gap();
    }
    writeSheet(xml, lines, strings, formats, from1904, isFirst ? 0 : null);
  }
  return lines.toString();
}
