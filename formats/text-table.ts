/**
 * Columns of text for a terminal: as wide as their widest cell, two spaces between them, numbers to
 * the right. A caption may have several lines. Nothing is cut: a long name makes its column wide.
 */
interface TextColumn {
  /** Lines are divided by a line feed. */
  readonly caption: string;
  readonly align: 'left' | 'right';
}

/** Ordinary tables and sentences stay within it. */
export const TERMINAL_WIDTH = 100;

const GAP = '  ';

export const left = (caption: string): TextColumn => ({ caption, align: 'left' });
export const right = (caption: string): TextColumn => ({ caption, align: 'right' });

// SECURITY: names come from files of others; a control character could drive the reader's terminal.
/** The text with every control and direction character replaced by a question mark. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '?');
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  return align === 'left' ? text.padEnd(width) : text.padStart(width);
}

/** Lines of a table, captions first; rows may be shorter than the captions. `total` stands below a rule. */
export function tableLines(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  total?: readonly string[],
): string[] {
  const captions = columns.map((column) => column.caption.split('\n'));
  const height = Math.max(...captions.map((lines) => lines.length));
  const clean = rows.map((row) => row.map(printable));
  const widths = columns.map((_, i) =>
    Math.max(...(captions[i] as string[]).map((line) => line.length)),
  );
  for (const row of total === undefined ? clean : [...clean, total]) {
    row.forEach((cell, i) => {
      if (cell.length > (widths[i] as number)) widths[i] = cell.length;
    });
  }
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => pad(cells[i] ?? '', widths[i] as number, column.align))
      .join(GAP)
      .trimEnd();
  const lines: string[] = [];
  for (let level = 0; level < height; level++) {
    // Short captions stand at the bottom, next to the figures.
    lines.push(line(captions.map((own) => own[level - (height - own.length)] ?? '')));
  }
  lines.push(widths.map((width) => '-'.repeat(width)).join(GAP));
  for (const row of clean) lines.push(line(row));
  if (total !== undefined) {
    lines.push(widths.map((width) => '-'.repeat(width)).join(GAP), line(total));
  }
  return lines;
}

/** A sentence in lines of at most `width`, each after the first indented. */
export function wrapped(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
