/**
 * Do the payments agree with the annual row?
 *
 * The amounts must add up to the annual amount exactly; where the annual amount is printed with
 * fewer places and all payments are equal, rounding is accepted with a warning. The percentages of
 * the annual row are the payments', weighted by their amounts; dollars add up. The annual row is
 * never used for a figure (the calculation's section 2).
 *
 * Example: four payments of $0.820 and an annual $3.28; 61.4% each and an annual 61.4%.
 * Awkward case: the parts differ by more than rounding. If every payment adds up exactly and the
 * annual row does not, and one column alone differs, the annual row is misprinted: a warning. Else two stories are told and
 * no payment is proven: an error. If one payment does not add up exactly and differs from the annual
 * row in one column alone, that payment is misprinted.
 */
import type { DocumentNotice } from '../allocation-document.ts';
import { COMPONENTS, type Component } from '../../tax/model.ts';
import { divideRounded, formatRate, parseRate, type Rate } from '../../tax/money.ts';
import type { ColumnMeaning } from './captions.ts';
import { readConvention, type Unit } from './row-convention.ts';
import { error, info, warning } from './notices.ts';
import type { AnnualRow, PrintedRow } from './rows.ts';

const ONE = parseRate('1') as Rate;

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Half a unit of the last printed place. */
function halfPlace(places: number): bigint {
  return ONE / 10n ** BigInt(places) / 2n;
}

function printed(value: bigint, unit: Unit): string {
  const text = formatRate(value as Rate);
  return unit === 'percent' ? `${text}%` : `$${text}`;
}

function amountNotice(rows: readonly PrintedRow[], annual: AnnualRow): DocumentNotice | undefined {
  const reading = annual.values.get('amountPerShare');
  if (!reading) return undefined;
  const sum = rows.reduce((total, row) => total + row.amountPerShare, 0n);
  if (sum === reading.rate && reading.kind !== 'percent') return undefined;
  const line = annual.line.number;
  const told = `The payments add up to $${formatRate(sum as Rate)} per share, the row “${annual.label}” says ${printed(reading.rate, reading.kind === 'percent' ? 'percent' : 'usd')}`;
  // One payment, or one that differs, could itself be the misprint.
  const equal =
    rows.length > 1 && rows.every((row) => row.amountPerShare === rows[0]?.amountPerShare);
  const place = 2n * halfPlace(reading.places);
  if (
    reading.kind !== 'percent' &&
    equal &&
    reading.places >= 2 &&
    divideRounded(sum, place) * place === reading.rate
  ) {
    return warning('annual-row-differs', line, `${told}, which is rounded; the payments are used.`);
  }
  return error(
    'annual-row-differs',
    line,
    `${told}. A payment is missing, doubled or misprinted; compare the rows with the release, correct them and read the text again.`,
  );
}

interface Comparison {
  readonly meaning: ColumnMeaning;
  readonly expected: bigint;
  readonly found: bigint;
  readonly difference: bigint;
  readonly rounding: bigint;
}

function valueOf(row: PrintedRow, meaning: ColumnMeaning): Rate | undefined {
  return (
    row.components[meaning as Component] ??
    (row.subsets as Partial<Record<ColumnMeaning, Rate>>)[meaning]
  );
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
  if (unit === 'usd') return half * BigInt(rows.length + 1);
  const first = rows[0] && valueOf(rows[0], meaning);
  const equal = rows.every((row) => valueOf(row, meaning) === first);
  if (!equal) return 2n * half;
  return expected % (2n * half) === 0n ? 0n : half;
}

function compareParts(rows: readonly PrintedRow[], annual: AnnualRow, unit: Unit): Comparison[] {
  const total = rows.reduce((sum, row) => sum + row.amountPerShare, 0n);
  return [...annual.values].flatMap(([meaning, reading]) => {
    if (meaning === 'amountPerShare') return [];
    let sum = 0n;
    for (const row of rows) {
      const value = valueOf(row, meaning) ?? 0n;
      sum += unit === 'percent' ? value * row.amountPerShare : value;
    }
    const expected = unit === 'percent' ? divideRounded(sum, total) : sum;
    const rounding = allowedRounding(rows, meaning, reading.places, unit, expected);
    const difference = absolute(expected - reading.rate);
    return [{ meaning, expected, found: reading.rate, difference, rounding }];
  });
}

function closesByItself(
  annual: AnnualRow,
  totals: ReadonlySet<Component>,
  unit: Unit,
): 'exactly' | 'nearly' | 'no' {
  const parts: Partial<Record<Component, Rate>> = {};
  for (const name of COMPONENTS) {
    const reading = annual.values.get(name);
    if (reading) parts[name] = reading.rate;
  }
  const amount = annual.values.get('amountPerShare')?.rate;
  if (amount === undefined) return 'nearly';
  const reading = readConvention(parts, totals, unit, amount);
  // An ambiguous convention still closes.
  if (!reading.ok) return reading.code === 'columns-ambiguous' ? 'nearly' : 'no';
  return reading.inexactSum === null ? 'exactly' : 'nearly';
}

function isExact(row: PrintedRow, totals: ReadonlySet<Component>, unit: Unit): boolean {
  const reading = readConvention(row.components, totals, unit, row.amountPerShare);
  return reading.ok && reading.inexactSum === null;
}

function misprintedRow(
  row: PrintedRow,
  annual: AnnualRow,
  totals: ReadonlySet<Component>,
  unit: Unit,
): boolean {
  if (isExact(row, totals, unit)) return false;
  const differing = COMPONENTS.filter(
    (name) => (row.components[name] ?? 0n) !== (annual.values.get(name)?.rate ?? 0n),
  );
  return differing.length === 1;
}

/** The annual row against the payments of its table; a row that was left out makes sums prove nothing. */
export function checkAnnualRow(
  rows: readonly PrintedRow[],
  annual: AnnualRow | null,
  unit: Unit,
  totals: ReadonlySet<Component>,
): DocumentNotice[] {
  const [first] = rows;
  if (!first) return [];
  if (!annual) {
    return [
      info(
        'no-annual-row',
        first.line.number,
        'The table has no annual row, so nothing in it shows whether a payment is missing; compare the number of payments with the release.',
      ),
    ];
  }
  const notices: DocumentNotice[] = [];
  const amount = amountNotice(rows, annual);
  if (amount) notices.push(amount);
  const line = annual.line.number;
  const wrongUnit = [...annual.values].find(
    ([meaning, reading]) =>
      meaning !== 'amountPerShare' &&
      reading.kind !== 'dash' &&
      (reading.kind === 'percent') !== (unit === 'percent'),
  );
  if (wrongUnit) {
    return [
      ...notices,
      error(
        'annual-row-unreadable',
        line,
        `The row “${annual.label}” is not in the unit of the payments above it, so it proves nothing. Correct it and read the text again.`,
      ),
    ];
  }
  if (unit === 'percent' && closesByItself(annual, totals, unit) === 'exactly') {
    for (const row of rows.filter((candidate) => misprintedRow(candidate, annual, totals, unit))) {
      notices.push(
        error(
          'row-differs-from-annual',
          row.line.number,
          `The parts of this payment do not add up exactly, and they differ from the row “${annual.label}” in one column only, so one of the two is misprinted. Compare them with the release, correct them and read the text again.`,
        ),
      );
    }
  }
  const allExact = rows.every((row) => isExact(row, totals, unit));
  const differing = compareParts(rows, annual, unit)
    .filter((part) => part.difference > part.rounding)
    .toSorted((a, b) => (a.difference < b.difference ? 1 : -1));
  const [worst] = differing;
  if (worst) {
    const told = `The row “${annual.label}” says ${printed(worst.found, unit)} where the payments give ${printed(worst.expected, unit)}`;
    const oneMisprint =
      differing.length === 1 && closesByItself(annual, totals, unit) !== 'exactly';
    if (allExact && oneMisprint) {
      notices.push(
        warning(
          'annual-row-differs',
          line,
          `${told}; the payments are used. Compare the row with the release.`,
        ),
      );
    } else {
      notices.push(
        error(
          'annual-row-differs',
          line,
          `${told}, so it is not certain which is right. Compare them with the release, correct them and read the text again.`,
        ),
      );
    }
  }
  return notices;
}
