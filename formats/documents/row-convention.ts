/**
 * Are the columns disjoint, or are some inside others?
 *
 * Issuers print unrecaptured section 1250 gain beside the capital gain or within it, and qualified
 * dividends beside the ordinary ones or within them. Which it is, is found by which sum closes
 * (the calculation's section 2): each way in turn, the disjoint components must add up to 100
 * percent (tolerance 0.1) or to the amount per share (tolerance 0.0001 per printed component, not
 * less than 0.0005). A caption "Total …" allows only the inclusive way.
 *
 * Example: ordinary 61.4, gain 6.6, 1250 12.5, return of capital 19.5 close as they stand;
 * ordinary 61.4, gain 19.1, 1250 12.5, return of capital 19.5 close with the 12.5 inside the 19.1.
 * Awkward case: a 1250 gain of 0.05% closes both ways: ambiguous, a question to the user.
 */
import { COMPONENTS, type Component } from '../../tax/model.ts';
import { formatRate, NO_RATE, parseRate, type Rate } from '../../tax/money.ts';

export type Unit = 'percent' | 'usd';
export type Components = Readonly<Record<Component, Rate>>;

export interface Convention {
  /** Unrecaptured 1250, section 1202 and collectibles gain are inside the capital gain. */
  readonly gainInclusive: boolean;
  /** Qualified dividends are inside the ordinary dividends. */
  readonly ordinaryInclusive: boolean;
}

export type ConventionReading =
  | {
      readonly ok: true;
      readonly components: Components;
      /** Null where every convention gives the same components. */
      readonly convention: Convention | null;
      /** The sum is within the tolerance, but not exact. */
      readonly inexactSum: Rate | null;
    }
  | {
      readonly ok: false;
      readonly code: 'sum-does-not-close' | 'columns-ambiguous';
      readonly reason: string;
    };

const HUNDRED = parseRate('100') as Rate;
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

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}

/** The disjoint components when the columns are of this convention; undefined when a part exceeds its whole. */
export function disjoint(
  printed: Readonly<Partial<Record<Component, Rate>>>,
  convention: Convention,
): Components | undefined {
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

function conventionsOf(
  printed: Readonly<Partial<Record<Component, Rate>>>,
  totals: ReadonlySet<Component>,
): Convention[] {
  const hasGainParts =
    printed.capitalGain !== undefined &&
    (printed.unrecaptured1250 ?? printed.section1202 ?? printed.collectibles28) !== undefined;
  const hasOrdinaryParts = printed.ordinary !== undefined && printed.qualified !== undefined;
  const ways = (has: boolean, total: boolean): boolean[] =>
    !has ? [false] : total ? [true] : [false, true];
  return ways(hasGainParts, totals.has('capitalGain')).flatMap((gainInclusive) =>
    ways(hasOrdinaryParts, totals.has('ordinary')).map((ordinaryInclusive) => ({
      gainInclusive,
      ordinaryInclusive,
    })),
  );
}

function written(value: Rate, unit: Unit): string {
  return unit === 'percent' ? `${formatRate(value)}%` : `$${formatRate(value)}`;
}

/** Undoes the document's convention for one row. */
export function readConvention(
  printed: Readonly<Partial<Record<Component, Rate>>>,
  totals: ReadonlySet<Component>,
  unit: Unit,
  allocablePerShare: Rate,
): ConventionReading {
  const whole = wholeOf(unit, allocablePerShare);
  const tolerance = toleranceOf(unit, Object.keys(printed).length);
  const sums: Rate[] = [];
  const closing = new Map<string, { components: Components; convention: Convention | null }>();
  for (const convention of conventionsOf(printed, totals)) {
    const components = disjoint(printed, convention);
    if (!components) continue;
    const sum = sumOf(components);
    sums.push(sum);
    if (distance(sum, whole) > tolerance) continue;
    const key = COMPONENTS.map((name) => components[name]).join();
    closing.set(key, { components, convention: closing.has(key) ? null : convention });
  }
  const [first, second] = [...closing.values()];
  if (first && second) {
    return {
      ok: false,
      code: 'columns-ambiguous',
      reason:
        'its columns add up both with the special gains or qualified dividends beside the others and within them',
    };
  }
  if (!first) {
    const found = [...new Set(sums.map((sum) => written(sum, unit)))].join(' or ');
    return {
      ok: false,
      code: 'sum-does-not-close',
      reason: `its parts add up to ${found || 'less than one of them'}, not to ${written(whole, unit)}`,
    };
  }
  const sum = sumOf(first.components);
  return { ok: true, ...first, inexactSum: sum === whole ? null : sum };
}
