/**
 * Are the columns disjoint, or are some inside others?
 *
 * Issuers print unrecaptured section 1250 gain beside the capital gain or within it, and qualified
 * dividends beside the ordinary ones or within them. Which it is, is found by which sum closes
 * (the calculation's section 2): each way in turn, the disjoint components must add up to 100
 * percent (tolerance 0.1) or to the amount per share (tolerance 0.0001 per printed component, not
 * less than 0.0005). A caption "Total …" and a person's choice allow only one way.
 *
 * A table has one convention: the one by which all of its payments close.
 * Example: ordinary 61.4, gain 6.6, 1250 12.5, return of capital 19.5 close as they stand;
 * ordinary 61.4, gain 19.1, 1250 12.5, return of capital 19.5 close with the 12.5 inside the 19.1.
 * Awkward case: a 1250 gain of 0.05% closes both ways: ambiguous, a question to the user, unless
 * another payment of the table closes one way only.
 */
import { COMPONENTS, type Component } from '../../../tax/facts/model.ts';
import { formatRate, NO_RATE, parseRate, type Rate } from '../../../tax/values/money.ts';
import type { ConventionChoice } from './draft.ts';
import type { PrintedRow } from './draft-rows.ts';

export type Unit = 'percent' | 'usd';
export type Components = Readonly<Record<Component, Rate>>;

export interface Convention {
  /** Unrecaptured 1250, section 1202 and collectibles gain are inside the capital gain. */
  readonly gainInclusive: boolean;
  /** Qualified dividends are inside the ordinary dividends. */
  readonly ordinaryInclusive: boolean;
}

interface ConventionChoices {
  readonly gain: ConventionChoice;
  readonly ordinary: ConventionChoice;
}

/** A way to read a table: what each payment's parts are by it, and which of them add up. */
export interface ConventionReading {
  readonly convention: Convention;
  /** Undefined where a part is more than the whole it would be inside. */
  readonly components: readonly (Components | undefined)[];
  readonly closes: readonly boolean[];
  readonly closing: number;
}

const ONE = parseRate('1') as Rate;
export const HUNDRED = parseRate('100') as Rate;
const PERCENT_TOLERANCE = parseRate('0.1') as Rate;
const USD_PER_COMPONENT = parseRate('0.0001') as Rate;
const USD_LEAST = parseRate('0.0005') as Rate;

export function sumOf(components: Components): Rate {
  return COMPONENTS.reduce((sum, name) => sum + components[name], 0n) as Rate;
}

/** What the components must add up to. */
export function wholeOf(unit: Unit, allocablePerShare: Rate): Rate {
  return unit === 'percent' ? HUNDRED : allocablePerShare;
}

/** How far from the whole a sum of this many printed components may be. */
export function toleranceOf(unit: Unit, printedComponents: number): Rate {
  if (unit === 'percent') return PERCENT_TOLERANCE;
  const tolerance = (USD_PER_COMPONENT * BigInt(printedComponents)) as Rate;
  return tolerance < USD_LEAST ? USD_LEAST : tolerance;
}

/** Half a unit of the last printed place. */
export function halfPlace(places: number): bigint {
  return ONE / 10n ** BigInt(places) / 2n;
}

export function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}

/** Whether a payment's parts add up to it; what belongs wholly to another year has none. */
export function sumCloses(
  sum: Rate,
  unit: Unit,
  allocablePerShare: Rate,
  printedComponents: number,
): boolean {
  if (allocablePerShare === 0n && sum === 0n) return true;
  const whole = wholeOf(unit, allocablePerShare);
  return distance(sum, whole) <= toleranceOf(unit, printedComponents);
}

type Printed = Readonly<Partial<Record<Component, Rate>>>;

/** The disjoint components when the columns are of this convention; undefined when a part exceeds its whole. */
export function disjoint(printed: Printed, convention: Convention): Components | undefined {
  const all = Object.fromEntries(
    COMPONENTS.map((name) => [name, printed[name] ?? NO_RATE]),
  ) as Record<Component, Rate>;
  if (convention.gainInclusive) {
    all.capitalGain = (all.capitalGain -
      all.unrecaptured1250 -
      all.section1202 -
      all.collectibles28) as Rate;
  }
  if (convention.ordinaryInclusive) all.ordinary = (all.ordinary - all.qualified) as Rate;
  return all.capitalGain < 0n || all.ordinary < 0n ? undefined : all;
}

function waysOf(possible: boolean, choice: ConventionChoice): boolean[] {
  if (!possible) return [false];
  return choice === null ? [false, true] : [choice === 'inclusive'];
}

function conventionsOf(rows: readonly PrintedRow[], choices: ConventionChoices): Convention[] {
  const some = (...names: readonly Component[]): boolean =>
    rows.some((row) => names.some((name) => row.components[name] !== undefined));
  const gain = some('capitalGain') && some('unrecaptured1250', 'section1202', 'collectibles28');
  const ordinary = some('ordinary') && some('qualified');
  return waysOf(gain, choices.gain).flatMap((gainInclusive) =>
    waysOf(ordinary, choices.ordinary).map((ordinaryInclusive) => ({
      gainInclusive,
      ordinaryInclusive,
    })),
  );
}

function readBy(
  convention: Convention,
  rows: readonly PrintedRow[],
  unit: Unit,
): ConventionReading {
  const components = rows.map((row) => disjoint(row.components, convention));
  const closes = rows.map((row, i) => {
    const parts = components[i];
    return (
      parts !== undefined &&
      sumCloses(sumOf(parts), unit, row.allocablePerShare, Object.keys(row.components).length)
    );
  });
  return { convention, components, closes, closing: closes.filter(Boolean).length };
}

function sameFigures(a: ConventionReading, b: ConventionReading): boolean {
  return a.components.every((parts, i) => {
    const other = b.components[i];
    return COMPONENTS.every((name) => parts?.[name] === other?.[name]);
  });
}

/**
 * The ways by which most of a table's payments close, of those that give different figures, best
 * first. One means that the convention is proven; several that it is a question.
 */
export function readConventions(
  rows: readonly PrintedRow[],
  unit: Unit,
  choices: ConventionChoices,
): readonly ConventionReading[] {
  const readings = conventionsOf(rows, choices).map((way) => readBy(way, rows, unit));
  const most = Math.max(...readings.map((reading) => reading.closing));
  const best: ConventionReading[] = [];
  for (const reading of readings) {
    if (reading.closing !== most) continue;
    if (!best.some((other) => sameFigures(reading, other))) best.push(reading);
  }
  // One that closes to the last digit throughout, where the others never do, is the document's.
  const exact = best.map((reading) => exactRows(reading, rows, unit));
  const only = best.filter((_, i) => exact[i] === rows.length);
  const isClear = rows.length > 1 && exact.every((count) => count === 0 || count === rows.length);
  return only.length === 1 && isClear ? only : best;
}

/** How many payments add up to the last digit, by the way that most do. */
export function exactlyClosing(
  rows: readonly PrintedRow[],
  unit: Unit,
  choices: ConventionChoices,
): number {
  const readings = readConventions(rows, unit, choices);
  return Math.max(0, ...readings.map((reading) => exactRows(reading, rows, unit)));
}

function exactRows(
  { components }: ConventionReading,
  rows: readonly PrintedRow[],
  unit: Unit,
): number {
  return components.filter(
    (parts, i) => parts && sumOf(parts) === wholeOf(unit, rows[i]?.allocablePerShare ?? NO_RATE),
  ).length;
}

/** "61.4%" or "$0.82". */
export function written(value: bigint, unit: Unit): string {
  const text = formatRate(value as Rate);
  return unit === 'percent' ? `${text}%` : `$${text}`;
}
