/**
 * Does a row of figures say the year of a table again? "The following represents a 1099-DIV for one share",
 * and below it the year's payments and their parts in dollars, beside a table in percent.
 *
 * Example: four payments of $0.56, of which 43.0344% are ordinary: $2.2400 and $0.9640.
 * Every figure must be, to its last printed place, the year's sum of another column, the first that of the
 * payments; the capital gain may have its parts within it. Else the row is asked about.
 * Not handled: a table whose payments belong to two years.
 */
import { divideRounded, NO_RATE, type Rate } from '../../../tax/values/money.ts';
import { distance, halfPlace, HUNDRED } from '../draft/convention.ts';
import type { DraftSecurity } from '../draft/draft.ts';
import { isComponent } from '../draft/draft-rows.ts';
import { columnOf, figuresIn, sumUnder } from '../draft/table-of-draft.ts';
import { readNumber } from '../grid/values.ts';

/** Fewer figures are no year of their own. */
const LEAST = 3;

/** The year's sums in dollars: of the payments first, then of each part, and of the gain with its part. */
function sumsOf(security: DraftSecurity): readonly [Rate, readonly Rate[]] | undefined {
  const whole = sumUnder(security, 'amountPerShare');
  if (!whole || columnOf(security, 'allocablePerShare') !== -1) return undefined;
  const paid = figuresIn(security, columnOf(security, 'amountPerShare'));
  const isShare =
    security.unit === 'percent' ||
    security.rows.some(({ cells }) => cells.some(({ text }) => text.endsWith('%')));
  const dollars = new Map(
    security.columns.flatMap(({ meaning }, c) => {
      if (meaning === null || !isComponent(meaning)) return [];
      const own = figuresIn(security, c);
      const sum = own.reduce(
        (all: bigint, one, r) => all + (one ?? 0n) * (isShare ? (paid[r] ?? 0n) : 1n),
        0n,
      );
      return [[meaning, (isShare ? divideRounded(sum, HUNDRED) : sum) as Rate] as const];
    }),
  );
  const [gain, part] = [dollars.get('capitalGain'), dollars.get('unrecaptured1250')];
  const both = gain !== undefined && part !== undefined ? [(gain + part) as Rate] : [];
  return [whole, [...dollars.values(), ...both]];
}

/** Whether figures are the sums of a table of the document. */
export function isYearAgain(
  figures: readonly { readonly text: string }[],
  securities: readonly DraftSecurity[],
): boolean {
  const numbers = figures.map(({ text }) => readNumber(text));
  if (numbers.length < LEAST) return false;
  return securities.some((security) => {
    const [whole, sums] = sumsOf(security) ?? [];
    if (whole === undefined || sums === undefined || numbers[0]?.rate !== whole) return false;
    const left = [...sums];
    return numbers.slice(1).every((number) => {
      if (!number || number.kind === 'percent') return false;
      const at = left.findIndex((sum) => distance(sum, number.rate) <= halfPlace(number.places));
      if (at !== -1) left.splice(at, 1);
      return at !== -1 || number.rate === NO_RATE;
    });
  });
}
