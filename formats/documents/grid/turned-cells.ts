/**
 * Tables that were copied column by column: each line, or each cell, has one thing of all payments, and not all
 * things of one.
 */
import type { Token } from './tokens.ts';
import { dateParts } from './values.ts';

/** The kinds of values in a row: "DDNN". */
export function patternOf(row: readonly Token[]): string {
  return row.map((token) => (token.kind === 'date' ? 'D' : 'N')).join('');
}

/**
 * Rows of a table that has all payments in each cell: "1/15/2010 4/15/2010 7/15/2010", then their
 * payable dates, then their amounts, as many on each line and of one kind.
 */
function byColumns(lines: readonly (readonly Token[])[]): Token[][] | undefined {
  const count = lines[0]?.length ?? 0;
  const isTurned =
    lines.length >= 3 &&
    count > 1 &&
    lines.every((line) => line.length === count && /^(?:D+|N+)$/.test(patternOf(line))) &&
    lines.some((line) => line[0]?.kind === 'date') &&
    lines.some((line) => line[0]?.kind !== 'date');
  return isTurned
    ? Array.from({ length: count }, (_, i) => lines.map((line) => line[i] as Token))
    : undefined;
}

/**
 * The same with a cell on each line: the days go back where the next column of them begins, and each column
 * of figures is of one kind.
 */
function byRuns(values: readonly Token[]): Token[][] | undefined {
  const dates = /^D+(?=N+$)/.exec(patternOf(values))?.[0].length ?? 0;
  const days = values.slice(0, dates).map(({ text }) => {
    const parts = dateParts(text);
    return parts ? Number(parts.year) * 10_000 + parts.month * 100 + parts.day : NaN;
  });
  const goesBack = (day: number, i: number): boolean => i > 0 && day < (days[i - 1] ?? 0);
  const count = days.findIndex(goesBack);
  if (count < 3 || values.length % count !== 0 || dates % count !== 0) return undefined;
  const sign = ({ text }: Token): string => text.replace(/[^$%]/g, '');
  const isWhole = values.every((token, i) =>
    i < dates
      ? goesBack(days[i] as number, i) === (i > 0 && i % count === 0)
      : sign(token) === sign(values[i - (i % count)] as Token),
  );
  return isWhole
    ? Array.from({ length: count }, (_, r) => values.filter((_one, i) => i % count === r))
    : undefined;
}

/** The values by the cells that bars open, where each cell has a line for every payment. */
export function cellsIn(values: readonly Token[], tokens: readonly Token[]): Token[][] {
  const own = new Set(values);
  const cells: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'bar') cells.push([]);
    else if (own.has(token)) cells.at(-1)?.push(token);
  }
  return cells.filter((cell) => cell.length > 0);
}

/** The rows of values that lines, cells or runs have column by column; undefined where they do not. */
export function turnedRows(
  values: readonly Token[],
  lines: readonly (readonly Token[])[],
  cells: readonly (readonly Token[])[],
): Token[][] | undefined {
  return byColumns(lines) ?? byColumns(cells) ?? byRuns(values);
}
