/**
 * Do the payments agree with the printed totals?
 *
 * The amounts must add up to the printed total exactly; where it is printed with fewer places and
 * all payments are equal, rounding is accepted with a warning. The percentages of an annual row are
 * the payments', weighted by what belongs to the year; dollars add up. A total is never used for a
 * figure (the calculation's section 2).
 *
 * Example: four payments of $0.820 and an annual $3.28; 61.4% each and an annual 61.4%.
 * Awkward cases: the parts differ by more than rounding. If every payment adds up exactly and the
 * annual row does not, and one column alone differs, the annual row is misprinted: a warning. Else two
 * stories are told and no payment is proven: an error. If one payment does not add up exactly and
 * differs from the annual row in one column alone, that payment is misprinted. A row of percentages
 * below dollars is the same totals as shares of the whole: it is compared where it stands under a
 * column, with a warning.
 */
import { COMPONENTS, type Component } from '../../../tax/facts/model.ts';
import { divideRounded, type Rate } from '../../../tax/values/money.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import {
  disjoint,
  distance,
  halfPlace,
  HUNDRED,
  sumCloses,
  sumOf,
  wholeOf,
  written,
  type Convention,
  type Unit,
} from './convention.ts';
import type { DraftProblem, DraftRow, DraftSecurity } from './draft.ts';
import type { DocumentNotice } from '../../allocation-document.ts';
import { warning } from './notices.ts';
import { IN_THE_TEXT, textAt } from './table-of-draft.ts';
import { isDateMeaning, isPart, keepNumber, type PrintedRow } from './draft-rows.ts';
import { readAdjustment, readNumber, type NumberReading } from '../grid/values.ts';

/** Shares of the whole are said to four places. */
const PERCENT_SHOWN = 10n ** 8n;

interface TotalRow {
  readonly index: number;
  readonly label: string;
  readonly values: ReadonlyMap<ColumnMeaning, NumberReading>;
}

interface Told {
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

const COMPARE = 'Compare them with the release';

function readTotal(
  row: DraftRow,
  security: DraftSecurity,
  index: number,
): TotalRow | { readonly bad: string } {
  const values = new Map<ColumnMeaning, NumberReading>();
  let label = '';
  for (const [c, { meaning }] of security.columns.entries()) {
    const text = textAt(row, c);
    if (text === '' || meaning === null) continue;
    if (meaning === 'notNeeded') continue;
    if (isDateMeaning(meaning) || meaning === 'cusip') {
      label = text;
      continue;
    }
    const number = meaning === 'adjustmentPerShare' ? readAdjustment(text) : readNumber(text);
    if (!number) return { bad: `“${text}” is no amount and no percentage` };
    keepNumber(values, meaning, number);
  }
  return { index, label: label || 'Total', values };
}

function printedOf(row: PrintedRow, meaning: ColumnMeaning): Rate | undefined {
  const number = row.numbers.get(meaning)?.rate;
  if (meaning === 'allocablePerShare') return number ?? row.allocablePerShare;
  return number;
}

/** Payments of long fractions, each rounded: "$0.4453" four times is $1.7813. */
const LONG_PLACES = 4;

function isRounded(rows: readonly PrintedRow[], sum: bigint, printed: Rate): boolean {
  const places = rows[0]?.numbers.get('amountPerShare')?.places ?? 0;
  return places >= LONG_PLACES && distance(sum, printed) <= BigInt(rows.length) * halfPlace(places);
}

function amountTold(rows: readonly PrintedRow[], total: TotalRow): Told[] {
  const reading = total.values.get('amountPerShare');
  if (!reading) return [];
  const sum = rows.reduce((all, row) => all + row.amountPerShare, 0n);
  if (sum === reading.rate && reading.kind !== 'percent') return [];
  const says = written(reading.rate, reading.kind === 'percent' ? 'percent' : 'usd');
  const told = `The payments add up to ${written(sum, 'usd')} per share, the row “${total.label}” says ${says}`;
  // One payment, or one that differs, could itself be the misprint.
  const equal =
    rows.length > 1 && rows.every((row) => row.amountPerShare === rows[0]?.amountPerShare);
  const place = 2n * halfPlace(reading.places);
  const rounded =
    reading.kind !== 'percent' &&
    equal &&
    reading.places >= 2 &&
    (divideRounded(sum, place) * place === reading.rate || isRounded(rows, sum, reading.rate));
  return [
    {
      level: rounded ? 'warning' : 'error',
      code: 'annual-row-differs',
      message: rounded
        ? `${told}, which is rounded; the payments are used.`
        : `${told}. A payment is missing, doubled or misprinted; compare the rows with the release and correct them.`,
    },
  ];
}

interface Comparison {
  readonly meaning: ColumnMeaning;
  readonly expected: bigint;
  readonly found: bigint;
  readonly difference: bigint;
  readonly rounding: bigint;
}

/**
 * How far print may round: each figure in dollars by half its last place; percentages not at all where
 * all payments have the same and the annual row has the places for it.
 */
function allowedRounding(
  rows: readonly PrintedRow[],
  meaning: ColumnMeaning,
  places: number,
  unit: Unit,
  expected: bigint,
): bigint {
  const half = halfPlace(places);
  if (unit === 'usd') {
    // Payments that all have as many places, and fewer than their total, were rounded to these.
    const [own = places, ...others] = new Set(rows.map((row) => row.numbers.get(meaning)?.places));
    const isRounded = others.length === 0 && own > LONG_PLACES && own < places;
    return (isRounded ? halfPlace(own) : half) * BigInt(rows.length + 1);
  }
  const first = rows[0] && printedOf(rows[0], meaning);
  if (!rows.every((row) => printedOf(row, meaning) === first)) return 2n * half;
  return expected % (2n * half) === 0n ? 0n : half;
}

function compareParts(rows: readonly PrintedRow[], total: TotalRow, unit: Unit): Comparison[] {
  const weight = rows.reduce((sum, row) => sum + row.allocablePerShare, 0n);
  return [...total.values].flatMap(([meaning, reading]) => {
    if (meaning === 'amountPerShare') return [];
    const part = isPart(meaning);
    let sum = 0n;
    for (const row of rows) {
      const value = printedOf(row, meaning) ?? 0n;
      sum += part && unit === 'percent' ? value * row.allocablePerShare : value;
    }
    if (part && unit === 'percent' && weight === 0n) return [];
    const expected = part && unit === 'percent' ? divideRounded(sum, weight) : sum;
    const inUnit = part ? unit : 'usd';
    const rounding = allowedRounding(rows, meaning, reading.places, inUnit, expected);
    const difference = distance(expected, reading.rate);
    return [{ meaning, expected, found: reading.rate, difference, rounding }];
  });
}

type Closing = 'exactly' | 'nearly' | 'no';

function closingOf(
  parts: Readonly<Partial<Record<Component, Rate>>>,
  convention: Convention,
  unit: Unit,
  whole: Rate,
): Closing {
  const components = disjoint(parts, convention);
  if (!components) return 'no';
  const sum = sumOf(components);
  if (sum === wholeOf(unit, whole)) return 'exactly';
  return sumCloses(sum, unit, whole, Object.keys(parts).length) ? 'nearly' : 'no';
}

function totalCloses(total: TotalRow, convention: Convention, unit: Unit): Closing {
  const parts: Partial<Record<Component, Rate>> = {};
  for (const name of COMPONENTS) {
    const reading = total.values.get(name);
    if (reading) parts[name] = reading.rate;
  }
  const whole = total.values.get('allocablePerShare') ?? total.values.get('amountPerShare');
  return whole === undefined ? 'nearly' : closingOf(parts, convention, unit, whole.rate);
}

function isExact(row: PrintedRow, convention: Convention, unit: Unit): boolean {
  return closingOf(row.components, convention, unit, row.allocablePerShare) === 'exactly';
}

function misprinted(row: PrintedRow, total: TotalRow, convention: Convention, unit: Unit): boolean {
  if (isExact(row, convention, unit)) return false;
  const differing = COMPONENTS.filter(
    (name) => (row.components[name] ?? 0n) !== (total.values.get(name)?.rate ?? 0n),
  );
  return differing.length === 1;
}

/** Percentages below dollars: each part's share of the whole. */
function sharesTold(rows: readonly PrintedRow[], total: TotalRow): Told[] {
  const whole = rows.reduce((sum, row) => sum + row.allocablePerShare, 0n);
  if (whole === 0n) return [];
  for (const [meaning, reading] of total.values) {
    if (!isPart(meaning) || reading.kind !== 'percent') continue;
    const sum = rows.reduce((all, row) => all + (printedOf(row, meaning) ?? 0n), 0n);
    const share = divideRounded(sum * HUNDRED, whole);
    if (distance(share, reading.rate) > 4n * halfPlace(reading.places)) {
      return [
        {
          level: 'warning',
          code: 'annual-row-differs',
          message: `The row of percentages says ${written(reading.rate, 'percent')} where the payments give ${written(divideRounded(share, PERCENT_SHOWN) * PERCENT_SHOWN, 'percent')}; the payments are used. ${COMPARE}.`,
        },
      ];
    }
  }
  return [];
}

/** Whether a column is one of those that the sum of a payment proves. */
function isSummed(meaning: ColumnMeaning, convention: Convention): boolean {
  if (!(COMPONENTS as readonly string[]).includes(meaning)) return false;
  if (meaning === 'qualified') return !convention.ordinaryInclusive;
  const inGain =
    meaning === 'unrecaptured1250' || meaning === 'section1202' || meaning === 'collectibles28';
  return !(inGain && convention.gainInclusive);
}

/** Why a row of totals cannot be compared with its payments. */
function unreadable(label: string, reason: string): Told {
  return {
    level: 'error',
    code: 'annual-row-unreadable',
    message: `The row “${label}” ${reason}. Compare it with the release and correct it, or take the row out.`,
  };
}

/** A weighted percentage has many places: as many as are printed, and not fewer than four, tell it. */
function shortened(value: bigint, printed: bigint): bigint {
  let step = PERCENT_SHOWN;
  while (printed % step !== 0n) step /= 10n;
  return divideRounded(value, step) * step;
}

/** The part that differs most from the payments', where any does by more than print may round. */
function partTold(
  rows: readonly PrintedRow[],
  total: TotalRow,
  unit: Unit,
  convention: Convention,
  closing: Closing,
): Told[] {
  const differing = compareParts(rows, total, unit)
    .filter((part) => part.difference > part.rounding)
    .toSorted((a, b) => (a.difference < b.difference ? 1 : -1));
  const [worst] = differing;
  if (!worst) return [];
  const inUnit = isPart(worst.meaning) ? unit : 'usd';
  const says = `The row “${total.label}” says ${written(worst.found, inUnit)} where the payments give ${written(shortened(worst.expected, worst.found), inUnit)}`;
  const onlyTheTotal =
    rows.every((row) => isExact(row, convention, unit)) &&
    differing.length === 1 &&
    closing !== 'exactly' &&
    isSummed(worst.meaning, convention);
  return [
    {
      level: onlyTheTotal ? 'warning' : 'error',
      code: 'annual-row-differs',
      message: onlyTheTotal
        ? `${says}; the payments are used. Compare the row with the release.`
        : `${says}, so it is not certain which is right. ${COMPARE} and correct them.`,
    },
  ];
}

function checkTotal(
  rows: readonly PrintedRow[],
  total: TotalRow,
  unit: Unit,
  convention: Convention,
  stated: ReadonlySet<ColumnMeaning>,
): { readonly total: readonly Told[]; readonly misprinted: readonly PrintedRow[] } {
  const { label } = total;
  const kinds = [...total.values].flatMap(([meaning, { kind, rate }]) =>
    isPart(meaning) && !(kind === 'plain' && rate === 0n) ? [kind] : [],
  );
  const count = (kind: NumberReading['kind']): number => kinds.filter((one) => one === kind).length;
  const told: Told[] = [];
  if (unit === 'usd' && count('percent') > 0) {
    if (count('dollars') > 0) {
      told.push(unreadable(label, 'has dollars and percentages, so it proves nothing'));
    } else told.push(...sharesTold(rows, total));
    return { total: told, misprinted: [] };
  }
  told.push(...amountTold(rows, total));
  const isSigned = rows.every(({ numbers }) =>
    [...numbers].every(([meaning, { kind }]) => !isPart(meaning) || kind === 'percent'),
  );
  if ((count('percent') > count('plain') || isSigned) && count('plain') > 0) {
    const reason =
      'has a figure without the percent sign that its others have, so a part of it may be lost';
    told.push(unreadable(label, reason));
  }
  if (unit === 'percent' && count('dollars') > 0) {
    const reason = 'is not in the unit of the payments above it, so it proves nothing';
    return { total: [...told, unreadable(label, reason)], misprinted: [] };
  }
  const closing = totalCloses(total, convention, unit);
  told.push(...partTold(rows, total, unit, convention, closing));
  const missing = missingParts(rows, total, stated);
  if (missing.length > 0) {
    const reason = `has figures for some columns and none for ${missing.length === 1 ? 'one' : String(missing.length)} in which the payments have some: it is cut off, or a figure of it is lost`;
    told.push({ ...unreadable(label, reason), code: 'annual-row-incomplete' });
  }
  const isProven = unit === 'percent' && closing === 'exactly';
  const isWrong = (row: PrintedRow): boolean => misprinted(row, total, convention, unit);
  return { total: told, misprinted: isProven ? rows.filter(isWrong) : [] };
}

/** Parts that the payments have and a row of totals with other parts has not. */
function missingParts(
  rows: readonly PrintedRow[],
  total: TotalRow,
  stated: ReadonlySet<ColumnMeaning>,
): Component[] {
  if (!COMPONENTS.some((name) => total.values.has(name))) return [];
  return COMPONENTS.filter(
    (name) =>
      !stated.has(name) &&
      !total.values.has(name) &&
      rows.some((row) => (row.components[name] ?? 0n) !== 0n),
  );
}

/** The printed totals against the payments of their table, all of which must have been read. */
export function checkTotals(
  security: DraftSecurity,
  pointer: string,
  rows: readonly PrintedRow[],
  unit: Unit,
  convention: Convention,
): DraftProblem[] {
  if (rows.length === 0) return [];
  // Parts that only a sentence gives have no place in a row of totals.
  const stated = new Set(
    security.columns.flatMap(({ meaning, caption }) =>
      meaning !== null && caption === IN_THE_TEXT ? [meaning] : [],
    ),
  );
  return security.totals.flatMap((row, index): DraftProblem[] => {
    const at = `${pointer}/totals/${index}`;
    const total = readTotal(row, security, index);
    if ('bad' in total) {
      return [
        {
          pointer: at,
          level: 'error',
          code: 'annual-row-unreadable',
          message: `A row of totals could not be compared with the payments above it: ${total.bad}. Compare it with the release and correct it, or take the row out.`,
        },
      ];
    }
    const checked = checkTotal(rows, total, unit, convention, stated);
    return [
      ...checked.total.map((told) => ({ pointer: at, ...told })),
      ...checked.misprinted.map((one) => ({
        pointer: `${pointer}/rows/${one.index}`,
        level: 'error' as const,
        code: 'row-differs-from-annual',
        message: `The parts of this payment do not add up exactly, and they differ from the row “${total.label}” in one column only, so one of the two is misprinted. ${COMPARE} and correct them.`,
      })),
    ];
  });
}

/** Printed totals that a person has left out: what they would show, nothing shows any more. */
export function leftOutTotals(
  { totals }: DraftSecurity,
  rows: readonly PrintedRow[],
): DocumentNotice[] {
  const sum = rows.reduce((all, row) => all + row.amountPerShare, 0n) as Rate;
  return totals.flatMap(({ cells, sourceLine }) =>
    sourceLine === null || cells.some(({ text }) => text.trim() !== '')
      ? []
      : [
          warning(
            'annual-row-left-out',
            sourceLine,
            `The row of totals is left out. The payments that were read add up to ${written(sum, 'usd')} per share; where the row says more, a payment is missing and the year is not whole.`,
          ),
        ],
  );
}
