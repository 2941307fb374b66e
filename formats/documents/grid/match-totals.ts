/**
 * Which columns do totals belong to, when fewer are printed than there are columns?
 *
 * Only those that they are the sums of: in order, each equal to its column's sum, in one way. A row of
 * percentages below dollars has each part's share of the whole. Whatever fits in no way, or in two,
 * stays unplaced, which is a question.
 */
import { divideRounded } from '../../../tax/values/money.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import { distance, halfPlace, HUNDRED } from '../draft/convention.ts';
import { isPart } from '../draft/draft-rows.ts';
import { readAdjustment, type NumberReading } from './values.ts';

function near(a: bigint, b: bigint, places: number, times: bigint): boolean {
  return distance(a, b) <= halfPlace(places) * times;
}

/** For each text its column; undefined where there is no way, or more than one. */
export function matchTotals(
  texts: readonly string[],
  meanings: readonly (ColumnMeaning | null)[],
  rows: readonly (readonly string[])[],
): readonly number[] | undefined {
  const numbers = texts.map((text) => readAdjustment(text));
  if (numbers.some((number) => number === undefined)) return undefined;
  const columns = meanings.flatMap((meaning, c) =>
    meaning !== null && (/Date$/.test(meaning) || meaning === 'cusip' || meaning === 'notNeeded')
      ? []
      : [c],
  );
  const values = rows.map((row) => row.map((text) => readAdjustment(text)));
  const sumOf = (c: number): bigint => values.reduce((sum, row) => sum + (row[c]?.rate ?? 0n), 0n);
  const isPartAt = (c: number): boolean => {
    const meaning = meanings[c] ?? null;
    return meaning !== null && isPart(meaning);
  };
  const inPercent = columns.some(
    (c) => isPartAt(c) && values.some((row) => row[c]?.kind === 'percent'),
  );
  const amount = meanings.indexOf('amountPerShare');
  const allocable = meanings.indexOf('allocablePerShare');
  const whole = sumOf(allocable === -1 ? amount : allocable);
  const fits = (number: NumberReading, c: number): boolean => {
    if (number.kind === 'dash') return sumOf(c) === 0n;
    if (!inPercent && number.kind === 'percent') {
      if (whole === 0n || (c === amount && number.rate !== HUNDRED)) return false;
      const share = divideRounded(sumOf(c) * HUNDRED, whole);
      return near(share, number.rate, number.places, 4n);
    }
    if (inPercent && isPartAt(c)) {
      if (number.kind === 'dollars' || whole === 0n) return false;
      const weighted = values.reduce(
        (sum, row) => sum + (row[c]?.rate ?? 0n) * (row[amount]?.rate ?? 0n),
        0n,
      );
      return near(divideRounded(weighted, whole), number.rate, number.places, 2n);
    }
    return near(sumOf(c), number.rate, number.places, BigInt(rows.length + 1));
  };
  const found: number[][] = [];
  const walk = (at: number, from: number, chosen: readonly number[]): void => {
    if (found.length > 1) return;
    if (at === numbers.length) {
      found.push([...chosen]);
      return;
    }
    for (let i = from; i < columns.length; i++) {
      const c = columns[i] as number;
      if (fits(numbers[at] as NumberReading, c)) walk(at + 1, i + 1, [...chosen, c]);
    }
  };
  walk(0, 0, []);
  if (found.length === 1) return found[0];
  // Columns with the same figures ("2.162687" twice) are one answer: the first.
  const [first, second] = found;
  const same = first && second && first.every((c, i) => sumOf(c) === sumOf(second[i] as number));
  return same ? first : undefined;
}
