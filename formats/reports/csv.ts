/**
 * How is a table written as CSV so that a spreadsheet shows it and computes nothing of its own?
 *
 * Source: RFC 4180 (fields in quotes where they hold a comma, a quote or a line break; lines end with CR LF);
 * OWASP, CSV Injection: a text that begins with = + - @ tab or CR is a formula to a spreadsheet, and gets an
 * apostrophe before it. Amounts, shares and counts are numbers and stay so: a loss is -12.34. A byte order
 * mark says that the file is UTF-8, because Excel takes it for another encoding otherwise.
 */
import type { ColumnKind, Table } from './tables/table.ts';

const NUMBERS: ReadonlySet<ColumnKind> = new Set(['money', 'shares', 'rate', 'count']);

/** A text that no spreadsheet takes for a formula. Full-width signs are formulas to some. */
function harmless(text: string): string {
  return /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}

function field(text: string, kind: ColumnKind): string {
  const written = NUMBERS.has(kind) ? text : harmless(text);
  return /[",\r\n]|^\s|\s$/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
}

/** The table with its captions as first line. */
export function csvText({ columns, rows }: Table): string {
  const lines = [
    columns.map(({ caption }) => field(caption, 'text')),
    ...rows.map((row) => row.map((text, i) => field(text, columns[i]?.kind ?? 'text'))),
  ];
  return `\uFEFF${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}
