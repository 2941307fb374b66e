/** A page as a web page (and, printed by a browser, a PDF) and as a workbook. */
import { makeWorkbook, type WorkbookCell } from '../../source/testing/make-files.ts';
import type { Dice } from './dice.ts';
import { captionLine, headerLines, textsOf } from './render-text.ts';
import type { PrintedCell, PrintedColumn, PrintedPage, PrintedSection } from './table.ts';

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/§/g, '&sect;');
}

type HeaderWay = 'breaks' | 'rows' | 'boxes-over' | 'groups';

/** Days of a table stand together under one word, where a row of groups says so. */
function groupRow(columns: readonly PrintedColumn[]): string {
  const cells: string[] = [];
  let at = 0;
  while (at < columns.length) {
    const days = ['declared', 'ex', 'record', 'payable'];
    const isDay = days.includes(columns[at]?.meaning ?? '');
    let to = at;
    while (to < columns.length && days.includes(columns[to]?.meaning ?? '') === isDay) to++;
    cells.push(`<th colspan="${to - at}">${isDay ? 'Dates' : 'Federal Income Tax Treatment'}</th>`);
    at = to;
  }
  return `<tr>${cells.join('')}</tr>`;
}

function headerRows(
  page: PrintedPage,
  columns: readonly PrintedColumn[],
  way: HeaderWay,
): string[] {
  const cell = (text: string, span = ''): string =>
    `<th${span} style="text-align:${page.headAlign};vertical-align:${page.valign}">${text}</th>`;
  const row = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>`;
  if (way === 'rows') {
    return headerLines(page, columns).map((line) => row(line.map((text) => cell(escaped(text)))));
  }
  const captions = columns.map((column) => column.caption.map(escaped).join('<br>'));
  if (way === 'boxes-over' && columns.some((column) => column.box !== null)) {
    const upper = columns.map((column, i) =>
      column.box === null
        ? cell(captions[i] as string, ' rowspan="2"')
        : cell(page.boxesAbove ? `Box ${column.box}` : (captions[i] as string)),
    );
    const lower = columns.flatMap((column, i) =>
      column.box === null
        ? []
        : [cell(page.boxesAbove ? (captions[i] as string) : `Box ${column.box}`)],
    );
    return [row(upper), row(lower)];
  }
  const whole = columns.map((column, i) => {
    const box = column.box === null ? [] : [`Box ${column.box}`];
    const parts = page.boxesAbove ? [...box, captions[i]] : [captions[i], ...box];
    return cell(parts.join('<br>'));
  });
  return [...(way === 'groups' ? [groupRow(columns)] : []), row(whole)];
}

function bodyRow(cells: readonly PrintedCell[], columns: readonly PrintedColumn[]): string {
  const written = cells.map((cell, i) => {
    const align = columns[i]?.align ?? 'left';
    return `<td style="text-align:${align}">${escaped(cell.text)}</td>`;
  });
  return `<tr>${written.join('')}</tr>`;
}

function tableOf(page: PrintedPage, sections: readonly PrintedSection[], way: HeaderWay): string {
  const columns = sections[0]?.columns ?? [];
  const rows = sections.flatMap((section) => [
    ...(page.together
      ? [`<tr><td colspan="${columns.length}">${escaped(section.heading)}</td></tr>`]
      : []),
    ...[...section.rows, ...section.totals].map((cells) => bodyRow(cells, columns)),
  ]);
  return `<table><thead>${headerRows(page, columns, way).join('')}</thead><tbody>${rows.join('\n')}</tbody></table>`;
}

/** A web page with tables; a browser's print of it is the PDF. */
export function webPage(page: PrintedPage, dice: Dice): string {
  const way = dice.oneOf<HeaderWay>(['breaks', 'breaks', 'rows', 'boxes-over', 'groups']);
  const tables = page.together
    ? [tableOf(page, page.sections, way)]
    : page.sections.map(
        (section) => `<p><b>${escaped(section.heading)}</b></p>${tableOf(page, [section], way)}`,
      );
  const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
  const style = `@page{size:letter landscape;margin:12mm} body{font:${dice.oneOf(['9px Arial', '9px Georgia', '8px Courier'])}} td,th{padding:1px ${dice.between(3, 8)}px;font-weight:${dice.oneOf(['normal', 'bold'])}} table{border-collapse:collapse} td,th{white-space:nowrap}`;
  return `<!doctype html><html><head><meta charset="utf-8"><title>t</title><style>${style}</style></head><body><h1>${escaped(page.before[0] ?? '')}</h1>${page.before.slice(1).map(paragraph).join('')}${tables.join('\n')}${page.after.map(paragraph).join('')}</body></html>`;
}

/** Days since the last day of 1899, as workbooks count after February 1900. */
function serial(day: string): string {
  return String((Date.parse(`${day}T00:00:00Z`) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000);
}

/** The fraction that a spreadsheet stores for a percentage, with the noise of its binary form. */
function stored(value: string, isPercent: boolean, noisy: boolean): string {
  const number = isPercent ? Number(`${value}e-2`) : Number(value);
  return noisy ? String(Number(number.toPrecision(17))) : String(number);
}

/** Styles of the workbooks that tests make, by the digits behind the point. */
const DAY_STYLE = 3;
const USD_STYLE = 6;
const PERCENT_STYLE = 7;

function typedCell(cell: PrintedCell, typed: boolean, noisy: boolean): WorkbookCell {
  if (!typed || cell.typed === null) return cell.text;
  const { kind, value } = cell.typed;
  if (kind === 'day') return { number: serial(value), style: DAY_STYLE };
  return {
    number: stored(value, kind === 'percent', noisy),
    style: kind === 'percent' ? PERCENT_STYLE : USD_STYLE,
  };
}

/** A workbook of one sheet, its figures typed or as texts; as the dice have it where nothing is said. */
export function workbook(page: PrintedPage, dice: Dice, isTyped?: boolean): Uint8Array {
  const typed = isTyped ?? dice.chance(70);
  const noisy = dice.chance(30);
  const tall = dice.chance(40);
  const rows: WorkbookCell[][] = page.before.map((line) => [line]);
  rows.push([]);
  page.sections.forEach((section, i) => {
    if (!page.together) rows.push([section.heading]);
    if (!page.together || i === 0) {
      const { columns } = section;
      rows.push(...(tall ? headerLines(page, columns) : [captionLine(page, columns)]));
    }
    if (page.together) rows.push([section.heading]);
    for (const cells of [...section.rows, ...section.totals]) {
      rows.push(cells.map((cell) => typedCell(cell, typed, noisy)));
    }
    rows.push([]);
  });
  rows.push(...page.after.map((line) => [line]));
  return makeWorkbook('Sheet1', rows);
}

/** For a reader of the output: the workbook's cells as lines. */
export function workbookLines(page: PrintedPage): string {
  return page.sections
    .flatMap((section) => [
      section.heading,
      ...headerLines(page, section.columns).map((cells) => cells.join(' ¦ ')),
      ...textsOf([...section.rows, ...section.totals]).map((cells) => cells.join(' ¦ ')),
    ])
    .join('\n');
}
