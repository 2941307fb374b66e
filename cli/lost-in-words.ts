/** What a salvage lost, for a person: the first of each kind, in words. All of it stands in the JSON. */
import type { LostRecord } from '../db/salvage.ts';
import { severalOf } from '../db/record-words.ts';
import { oneLine } from './errors.ts';

/** So many of one kind are listed; whoever lost more goes by the backup, or by the JSON. */
const LISTED = 3;
const LONGEST_VALUE = 60;

/** Numbers that the book gives its records, which no paper has. */
const isOfBookAlone = (column: string): boolean =>
  /^(?:key|id|sequence|checksum|sha256)$|_(?:key|id|sequence)$/.test(column);

/** "trade date 2000-06-30, action buy, shares 10" */
function saysInWords(says: NonNullable<LostRecord['says']>): string {
  return Object.entries(says)
    .filter(([column, value]) => value !== null && !isOfBookAlone(column))
    .map(([column, value]) => {
      const text = String(value);
      const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
      return `${column.replaceAll('_', ' ')} ${short}`;
    })
    .join(', ');
}

/** Lines without indentation or line feed. */
export function* lostInWords(lost: readonly LostRecord[]): Generator<string> {
  for (const [table, records] of Map.groupBy(lost, (record) => record.table)) {
    for (const { message, says } of records.slice(0, LISTED)) {
      yield oneLine(message);
      if (says !== null) yield `  It says: ${oneLine(saysInWords(says))}`;
    }
    const more = records.length - LISTED;
    if (more > 0) yield `And ${more} more of the ${severalOf(table)}; with --json all are listed.`;
  }
}
