/**
 * Dates without a year: "1/15  1/29  $0.25 …" under a title that names the tax year, "2021 Dividends".
 *
 * The first dates of the rows go through the year in one direction. Where they begin late in a year and go on early
 * in one, the first was of the year before; the other dates of a row are in the year in which they lie nearest to it.
 * Example: record and payment 12/31 1/15, 3/31 4/15, 6/30 7/15 of 2021: the first record date is of 2020.
 * Awkward case: rows with the newest first.
 * Not handled: tables in which any date has a year, one row alone, dates that go through more than two years.
 */
import { dayNumber, dayOf } from '../../../tax/values/days.ts';
import { groupsOfDates } from './row-names.ts';
import type { Token } from './tokens.ts';

const WITHOUT_YEAR = /^\d{1,2}\/\d{1,2}$/;
const WITH_YEAR = /\d{1,2}[/-]\d{1,2}[/-]\d|^\d{4}-/;
/** So many words between two rows are captions, and begin another table. */
const LEAST_CAPTIONS = 4;

interface Row {
  /** Offsets of its dates among the tokens. */
  readonly at: readonly number[];
  readonly dates: readonly string[];
}

function monthIn(date: string): number {
  return Number(date.split('/')[0]);
}

/** The rows of each table; undefined where dates stand otherwise. */
function tablesIn(tokens: readonly Token[]): Row[][] | undefined {
  const tables: Row[][] = [];
  let end = 0;
  for (const at of groupsOfDates(tokens)) {
    const dates = at.map((one) => tokens[one]?.text ?? '');
    if (!dates.every((date) => WITHOUT_YEAR.test(date))) return undefined;
    const words = tokens.slice(end, at[0]).filter(({ kind }) => kind === 'word').length;
    if (tables.length === 0 || words >= LEAST_CAPTIONS) tables.push([]);
    tables.at(-1)?.push({ at, dates });
    end = (at.at(-1) ?? end) + 1;
  }
  const isWhole = (rows: readonly Row[]): boolean =>
    rows.length > 1 &&
    rows.every(({ dates }) => dates.length > 1 && dates.length === rows[0]?.dates.length);
  return tables.length > 0 && tables.every(isWhole) ? tables : undefined;
}

/** The years of the first dates, oldest first; undefined where they go through the year more than once. */
function yearsInOrder(rows: readonly Pick<Row, 'dates'>[], taxYear: number): number[] | undefined {
  const months = rows.map(({ dates }) => monthIn(dates[0] ?? ''));
  const turns = months.flatMap((month, r) => (r > 0 && month < (months[r - 1] ?? 0) ? [r] : []));
  const [turn, another] = turns;
  if (another !== undefined) return undefined;
  if (turn === undefined) return months.map(() => taxYear);
  // One payment of the year before, or one of January behind those of the year.
  const isBefore = turn <= months.length - turn;
  const first = isBefore ? taxYear - 1 : taxYear;
  return months.map((_, r) => (r < turn ? first : first + 1));
}

/** The year in which a date lies nearest to another one; undefined for no day of the calendar. */
function nearestYear(date: string, to: number): number | undefined {
  const [month = 0, day = 0] = date.split('/').map(Number);
  const year = Math.floor(to / 366) + 1970;
  const offOf = (one: number): number => {
    const found = dayOf(one, month, day);
    return found ? Math.abs(dayNumber(found) - to) : Infinity;
  };
  const years = [year - 1, year, year + 1, year + 2].toSorted((a, b) => offOf(a) - offOf(b));
  const [nearest = year] = years;
  return offOf(nearest) === Infinity ? undefined : nearest;
}

/** Each row's dates with their years, of rows with the oldest first; undefined where one cannot be told. */
function datedInOrder(
  rows: readonly Pick<Row, 'dates'>[],
  taxYear: number,
): string[][] | undefined {
  const years = yearsInOrder(rows, taxYear);
  const dated = rows.map(({ dates }, r) => {
    const [month = 0, day = 0] = (dates[0] ?? '').split('/').map(Number);
    const first = years && dayOf(years[r] ?? 0, month, day);
    return dates.map((date) => {
      const year = first && nearestYear(date, dayNumber(first));
      return year === undefined ? undefined : `${date}/${year}`;
    });
  });
  // Each payment is of the tax year by one of its days at least.
  const isOfYear = (row: readonly string[]): boolean =>
    row.some((date) => date.endsWith(`/${taxYear}`));
  const whole = dated.flatMap((row) => (row.includes(undefined) ? [] : [row as string[]]));
  // Where all go from one year to the next, nothing tells which years these are.
  const isAnchored = whole.some((row) => row.every((date) => date.endsWith(`/${taxYear}`)));
  return whole.length === rows.length && isAnchored && whole.every(isOfYear) ? whole : undefined;
}

/** The dates of payments with their years; undefined where these cannot be told. */
export function withYears(
  rows: readonly Pick<Row, 'dates'>[],
  taxYear: number,
): string[][] | undefined {
  return datedInOrder(rows, taxYear) ?? datedInOrder(rows.toReversed(), taxYear)?.toReversed();
}

/** The tokens with the years of dates that have none; `yearIn` says the tax year of the text. */
export function withYearsOfDates(
  tokens: readonly Token[],
  yearIn: () => number | null,
): readonly Token[] {
  const dates = tokens.filter(({ kind }) => kind === 'date');
  const isShort = dates.some(({ text }) => WITHOUT_YEAR.test(text));
  if (!isShort || dates.some(({ text }) => WITH_YEAR.test(text))) return tokens;
  const inRows = tokens.map((token) =>
    token.kind === 'date' && !WITHOUT_YEAR.test(token.text)
      ? { ...token, kind: 'word' as const }
      : token,
  );
  const tables = tablesIn(inRows);
  const taxYear = tables ? yearIn() : null;
  if (!tables || taxYear === null) return tokens;
  const result = [...tokens];
  for (const rows of tables) {
    const dated = withYears(rows, taxYear);
    if (!dated) return tokens;
    rows.forEach(({ at }, r) => {
      at.forEach((offset, i) => {
        result[offset] = { ...(tokens[offset] as Token), text: dated[r]?.[i] ?? '' };
      });
    });
  }
  return result;
}
