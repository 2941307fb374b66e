/**
 * Which lines of a table are no record of their own, or only the beginning of one?
 *
 * Example: a line that fills only cells which the one above leaves empty says more of the same.
 * Awkward case: the last line alone has fewer cells than the headings: the file may have been cut off.
 */
import type { Table } from './tables.ts';

/** Whether a record fills only cells that the one above leaves empty: it says more of the same. */
export function fillsGapsOf(above: readonly string[], cells: readonly string[]): boolean {
  return (
    cells.some((cell) => cell !== '') &&
    cells.every((cell, place) => cell === '' || (above[place] ?? '') === '')
  );
}

/** The line of the last record, where it alone has fewer cells than the headings: the file may have been cut off. */
export function cutLine({ headings, records }: Table): number | undefined {
  const last = records.at(-1);
  if (last === undefined || records.length < 2 || last.cells.length >= headings.length)
    return undefined;
  const others = records.slice(0, -1).every(({ cells }) => cells.length >= headings.length);
  return others ? last.line : undefined;
}

/** "2024-05-0": a day that was cut off, alone or before whatever followed. */
export function beginsAsDay([first = '']: readonly string[]): boolean {
  return /^\d{1,4}[-/](?:\d{0,2}(?:[-/]\d{0,4})?)?$/.test(first);
}
