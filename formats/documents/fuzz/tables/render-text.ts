/** A page as text, in the ways in which a copied table arrives. */
import type { Dice } from './dice.ts';
import type { Align, PrintedCell, PrintedColumn, PrintedPage, PrintedSection } from './table.ts';

function withBoxes(
  page: PrintedPage,
  columns: readonly PrintedColumn[],
  lines: readonly string[][],
): string[][] {
  if (columns.every((column) => column.box === null)) return [...lines];
  const boxes = columns.map((column) => (column.box === null ? '' : `Box ${column.box}`));
  return page.boxesAbove ? [boxes, ...lines] : [...lines, boxes];
}

/** Lines of captions, from the top, one list of cells a line; boxes are a line of their own. */
export function headerLines(page: PrintedPage, columns: readonly PrintedColumn[]): string[][] {
  const height = Math.max(...columns.map((column) => column.caption.length));
  const lines = Array.from({ length: height }, (_, line) =>
    columns.map(({ caption }) => {
      const free = height - caption.length;
      const top = { top: 0, middle: Math.floor(free / 2), bottom: free }[page.valign];
      return caption[line - top] ?? '';
    }),
  );
  return withBoxes(page, columns, lines);
}

/**
 * The same as a page that was printed shows them: in the middle of three lines, two lines stand between
 * those of their neighbours, on lines of their own.
 */
function setLines(page: PrintedPage, columns: readonly PrintedColumn[]): string[][] {
  if (page.valign !== 'middle') return headerLines(page, columns);
  const height = Math.max(...columns.map((column) => column.caption.length));
  const halves = Array.from({ length: 2 * height }, (_, half) =>
    columns.map(({ caption }) => {
      const line = (half - (height - caption.length)) / 2;
      return Number.isInteger(line) ? (caption[line] ?? '') : '';
    }),
  );
  const written = halves.filter((cells) => cells.some((cell) => cell !== ''));
  return withBoxes(page, columns, written);
}

/** The captions of each column on one line, its box with it. */
export function captionLine(page: PrintedPage, columns: readonly PrintedColumn[]): string[] {
  return columns.map(({ caption, box }) => {
    const words = caption.join(' ');
    if (box === null) return words;
    return page.boxesAbove ? `Box ${box} ${words}` : `${words} (Box ${box})`;
  });
}

export function textsOf(rows: readonly (readonly PrintedCell[])[]): string[][] {
  return rows.map((row) => row.map((cell) => cell.text));
}

function padded(text: string, width: number, align: Align): string {
  if (align === 'left') return text.padEnd(width);
  if (align === 'right') return text.padStart(width);
  const left = Math.floor((width - text.length) / 2);
  return `${' '.repeat(left)}${text}`.padEnd(width);
}

interface Setting {
  readonly widths: readonly number[];
  readonly gap: string;
}

function settingOf(page: PrintedPage, sections: readonly PrintedSection[], dice: Dice): Setting {
  const rows = sections.flatMap((section) => [
    ...headerLines(page, section.columns),
    ...textsOf(section.rows),
    ...textsOf(section.totals),
  ]);
  const count = sections[0]?.columns.length ?? 0;
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? '').length)),
  );
  return { widths, gap: ' '.repeat(dice.between(2, 5)) };
}

type WriteSection = (section: PrintedSection, withCaptions: boolean) => string[];

/** Title, sections and notes, with empty lines between them. */
function assembled(page: PrintedPage, write: WriteSection): string {
  const lines = page.before.flatMap((line) => [line, '']);
  page.sections.forEach((section, i) => {
    const [first] = page.sections;
    if (page.together && i === 0 && first) lines.push(...write(section, true));
    else if (page.together) lines.push(...write(section, false));
    else lines.push(section.heading, '', ...write(section, true), '');
  });
  return [...lines, '', ...page.after].join('\n');
}

/** Columns kept by spaces, as a page that is set in one width. */
export function spacedText(page: PrintedPage, dice: Dice): string {
  const setting = settingOf(page, page.sections, dice);
  const line = (cells: readonly string[], aligns: readonly Align[]): string =>
    cells
      .map((cell, i) => padded(cell, setting.widths[i] as number, aligns[i] as Align))
      .join(setting.gap)
      .trimEnd();
  return assembled(page, (section, withCaptions) => {
    const heads = section.columns.map(() => page.headAlign);
    const aligns = section.columns.map((column) => column.align);
    const captions = setLines(page, section.columns).map((cells) => line(cells, heads));
    const rows = textsOf([...section.rows, ...section.totals]).map((cells) => line(cells, aligns));
    return [
      ...(withCaptions ? captions : []),
      ...(page.together ? [section.heading] : []),
      ...rows,
    ];
  });
}

/** The same with one space everywhere: nothing but the order is left. */
export function singleSpacedText(page: PrintedPage, dice: Dice): string {
  const byColumn = dice.chance(60);
  const joined = (cells: readonly string[]): string =>
    cells.filter((cell) => cell !== '').join(' ');
  return assembled(page, (section, withCaptions) => {
    const captions = byColumn
      ? [joined(captionLine(page, section.columns))]
      : setLines(page, section.columns).map(joined);
    return [
      ...(withCaptions ? captions : []),
      ...(page.together ? [section.heading] : []),
      ...textsOf([...section.rows, ...section.totals]).map(joined),
    ];
  });
}

/** One cell a line, as copying from some browsers gives it. */
export function cellPerLineText(page: PrintedPage, dice: Dice): string {
  const between = dice.chance(70) ? [''] : [];
  const inLines = dice.chance(50);
  const spread = (cells: readonly string[]): string[] =>
    cells.filter((cell) => cell !== '').flatMap((cell) => [cell, ...between]);
  return assembled(page, (section, withCaptions) => {
    const captions = section.columns.flatMap((column, i) => {
      const whole = captionLine(page, section.columns)[i] as string;
      if (whole === '') return [];
      const box = column.box === null ? [] : [`Box ${column.box}`];
      const lines = page.boxesAbove ? [...box, ...column.caption] : [...column.caption, ...box];
      return [...(inLines ? lines : [whole]), ...between];
    });
    return [
      ...(withCaptions ? captions : []),
      ...(page.together ? [section.heading, ...between] : []),
      ...textsOf([...section.rows, ...section.totals]).flatMap(spread),
    ];
  });
}

/** Cells between bars, with the dollar in a cell of its own now and then. */
export function barsText(page: PrintedPage, dice: Dice): string {
  const outer = dice.chance(50);
  const apart = dice.chance(15);
  const tall = dice.chance(40);
  const line = (cells: readonly string[]): string =>
    outer ? `| ${cells.join(' | ')} |` : `${cells.join(' | ')} |`;
  const helped = (cells: readonly string[], columns: readonly PrintedColumn[]): string[] =>
    cells.flatMap((cell, i) => {
      const isDay = ['declared', 'ex', 'record', 'payable', 'label'].includes(
        columns[i]?.meaning ?? '',
      );
      if (!apart || isDay) return [cell];
      return cell.startsWith('$') ? ['$', cell.slice(1)] : ['', cell];
    });
  return assembled(page, (section, withCaptions) => {
    const { columns } = section;
    const captions = tall ? headerLines(page, columns) : [captionLine(page, columns)];
    return [
      ...(withCaptions ? captions.map((cells) => line(helped(cells, columns))) : []),
      ...(page.together ? [line([section.heading, ...columns.slice(1).map(() => '')])] : []),
      ...textsOf([...section.rows, ...section.totals]).map((cells) => line(helped(cells, columns))),
    ];
  });
}

/** A tab between the cells, as copying from a spreadsheet gives it. */
export function tabbedText(page: PrintedPage, dice: Dice): string {
  const tall = dice.chance(40);
  return assembled(page, (section, withCaptions) => {
    const captions = tall
      ? headerLines(page, section.columns)
      : [captionLine(page, section.columns)];
    return [
      ...(withCaptions ? captions.map((cells) => cells.join('\t')) : []),
      ...(page.together ? [section.heading] : []),
      ...textsOf([...section.rows, ...section.totals]).map((cells) => cells.join('\t')),
    ];
  });
}
