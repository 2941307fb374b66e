/**
 * Of which year are the payments, where no title says it? Of the one year in which all of them were
 * paid, written with it; a payment in January to holders of the autumn before is of that year, if the
 * others are (section 857(b)(9)).
 */
import type { Block } from '../grid/blocks.ts';
import { dateParts, type PrintedDate } from '../grid/values.ts';

interface PaidIn {
  readonly year: number;
  /** In January, on a record date of the last quarter before. */
  readonly before: boolean;
}

function paidIn(paid: PrintedDate | undefined, held: PrintedDate | undefined): PaidIn | null {
  if (paid?.year.length !== 4) return null;
  const year = Number(paid.year);
  return {
    year,
    before: paid.month === 1 && held?.year === String(year - 1) && held.month >= 10,
  };
}

function onlyYear(payments: readonly (PaidIn | null)[]): number | null {
  const sure = new Set(payments.flatMap((one) => (one && !one.before ? [one.year] : [])));
  const [only] = sure;
  const fits = payments.every((one) => one && (one.year === only || one.year - 1 === only));
  return sure.size === 1 && only !== undefined && fits ? only : null;
}

function dayOrder({ year, month, day }: PrintedDate): number {
  return Number(year) * 400 + month * 32 + day;
}

/** Where no column is known yet: each row's last date is the day of its payment. */
export function yearOfRows(blocks: readonly Block[]): number | null {
  return onlyYear(
    blocks.flatMap(({ rows }) =>
      rows.map((row) => {
        const dates = row.flatMap(({ kind, text }) =>
          kind === 'date' ? (dateParts(text) ?? []) : [],
        );
        if (dates.some((date) => date.year.length !== 4)) return null;
        const order = dates.toSorted((a, b) => dayOrder(a) - dayOrder(b));
        return paidIn(order.at(-1), order.at(-2));
      }),
    ),
  );
}
