/**
 * Which day do words give for what happened, "as of" another one than that of the record?
 *
 * Example: "AS OF 03/08/24" beside a sale that was booked on 03/13/24: the earlier day counts.
 * Awkward case: "holding 100 shares as of 12/16/24" says nothing of the day of the record.
 */
import type { Day } from '../../tax/values/days.ts';
import { readDay, type CellDay } from './values.ts';

const AS_OF =
  /\b(?:as of|a\/o) ([a-z]{3,9}[-. ]+\d{1,2}[-, ]+\d{2,4}|\d[\d/-]{5,9})(?=$|[\s,.;)])/i;
const OF_A_HOLDING =
  /\b(?:holding|record|shares|shs|position|owned|held|price|value)\W*(?:[\d.,]+\W*)?$/i;

/** The day that words give for what happened; null where they give none, or one of something else. */
export function dayAsOf(words: string): Day | null {
  const found = AS_OF.exec(words);
  if (found === null || OF_A_HOLDING.test(words.slice(0, found.index))) return null;
  return readDay(found[1] ?? '', 'month first')?.day ?? null;
}

/** "as of" an earlier day is the day that counts. */
export function effectiveDay(found: CellDay | undefined, asOf: Day | null): CellDay | undefined {
  return found !== undefined && asOf !== null && asOf < found.day ? { ...found, day: asOf } : found;
}
