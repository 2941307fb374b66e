/**
 * What a generated document says, before it is printed in any way: the truth that a reading is
 * compared with. Figures are whole numbers of millionths (of a dollar, of a percent); nothing here
 * knows how the reader works.
 */
import type { Dice } from './dice.ts';
import { COMMON_NAMES, ISSUERS, PREFERRED_NAMES } from './words.ts';

export const ONE = 1_000_000n;

export const PARTS = [
  'ordinary',
  'qualified',
  'capitalGain',
  'unrecaptured1250',
  'returnOfCapital',
] as const;
export type Part = (typeof PARTS)[number];

export const SUBSETS = [
  'section199A',
  'qualified5Year',
  'section897Ordinary',
  'section897CapitalGain',
] as const;
export type Subset = (typeof SUBSETS)[number];

/** Days are "YYYY-MM-DD"; null where the document has no column for them. */
export interface TrueRow {
  readonly declared: string;
  readonly ex: string;
  readonly record: string;
  readonly payable: string;
  readonly amount: bigint;
  /** Disjoint, whatever is printed; together the amount, or a hundred. */
  readonly parts: Readonly<Record<Part, bigint>>;
  readonly subsets: Readonly<Partial<Record<Subset, bigint>>>;
}

export interface TrueSecurity {
  readonly name: string;
  readonly cusip: string;
  readonly rows: readonly TrueRow[];
}

export interface TrueDocument {
  readonly issuer: string;
  readonly ticker: string;
  readonly year: number;
  readonly unit: 'percent' | 'usd';
  /** Digits behind the point, of amounts and of parts. */
  readonly amountPlaces: number;
  readonly partPlaces: number;
  readonly parts: readonly Part[];
  readonly subsets: readonly Subset[];
  /** Printed with the qualified dividends within the ordinary ones, the 1250 gain within the gain. */
  readonly ordinaryInclusive: boolean;
  readonly gainInclusive: boolean;
  readonly securities: readonly TrueSecurity[];
}

export function printedPart(document: TrueDocument, row: TrueRow, part: Part): bigint {
  const { parts } = row;
  if (part === 'ordinary' && document.ordinaryInclusive) return parts.ordinary + parts.qualified;
  if (part === 'capitalGain' && document.gainInclusive) {
    return parts.capitalGain + parts.unrecaptured1250;
  }
  return parts[part];
}

const DAY = 86_400_000;

/** That many days later, and then the next day from Monday to Friday. */
function weekday(day: string, days: number): string {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY);
  while (date.getUTCDay() === 0 || date.getUTCDay() === 6) date.setTime(date.getTime() + DAY);
  return date.toISOString().slice(0, 10);
}

function daysOf(
  dice: Dice,
  year: number,
  count: number,
): Omit<TrueRow, 'amount' | 'parts' | 'subsets'>[] {
  const step = Math.floor(12 / count);
  const late = dice.chance(12) && step <= 3;
  return Array.from({ length: count }, (_, i) => {
    const month = late ? 12 - (count - 1 - i) * step : 1 + i * step;
    const start = `${year}-${String(month).padStart(2, '0')}-${late ? '15' : '01'}`;
    const record = weekday(start, dice.between(1, 12));
    return {
      declared: weekday(record, -dice.between(16, 30)),
      ex: weekday(record, -3),
      record,
      payable: weekday(record, dice.between(late ? 19 : 5, late ? 24 : 14)),
    };
  });
}

/** A whole in so many pieces, each a multiple of the smallest printed step and none near nothing. */
function pieces(dice: Dice, whole: bigint, count: number, step: bigint): bigint[] {
  const weights = Array.from({ length: count }, () => BigInt(dice.between(5, 60)));
  const all = weights.reduce((sum, one) => sum + one, 0n);
  const found = weights.map((one) => ((whole * one) / all / step) * step);
  const rest = whole - found.reduce((sum, one) => sum + one, 0n);
  return found.map((one, i) => (i === 0 ? one + rest : one));
}

function partsOf(
  dice: Dice,
  whole: bigint,
  columns: readonly Part[],
  step: bigint,
): Record<Part, bigint> {
  const filled = columns.filter((_, i) => i === 0 || !dice.chance(12));
  const values = pieces(dice, whole, filled.length, step);
  const parts = Object.fromEntries(PARTS.map((part) => [part, 0n])) as Record<Part, bigint>;
  filled.forEach((part, i) => (parts[part] = values[i] as bigint));
  return parts;
}

/** The check digit of a CUSIP: every second place doubled, digits summed, to the next ten. */
function cusipOf(dice: Dice, issue: number): string {
  const base = `${dice.between(10_000, 99_999)}${dice.oneOf([...'KQTVWXY'])}${issue}`;
  const sum = [...base].reduce((total, sign, i) => {
    const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55;
    const counted = i % 2 === 1 ? value * 2 : value;
    return total + Math.floor(counted / 10) + (counted % 10);
  }, 0);
  return `${base}${(10 - (sum % 10)) % 10}`;
}

function subsetsOf(
  dice: Dice,
  parts: Readonly<Record<Part, bigint>>,
  subsets: readonly Subset[],
  step: bigint,
): Partial<Record<Subset, bigint>> {
  const within: Record<Subset, bigint> = {
    section199A: parts.ordinary,
    section897Ordinary: parts.ordinary,
    qualified5Year: parts.capitalGain,
    section897CapitalGain: parts.capitalGain + parts.unrecaptured1250,
  };
  return Object.fromEntries(
    subsets.map((name) => {
      const share = name === 'section199A' && dice.chance(60) ? 10 : dice.between(2, 10);
      return [name, ((within[name] * BigInt(share)) / 10n / step) * step];
    }),
  );
}

function partColumns(dice: Dice, year: number, most: number): Part[] {
  const possible = PARTS.filter((part) => part !== 'qualified' || year >= 2003);
  if (most <= 0) return [];
  const first = dice.chance(80)
    ? 'ordinary'
    : dice.oneOf(possible.filter((one) => one !== 'qualified' && one !== 'unrecaptured1250'));
  const others = dice.shuffled(possible.filter((part) => part !== first)).slice(0, most - 1);
  const chosen = new Set<Part>([first, ...others]);
  // A part is printed beside what it is a part of.
  if (chosen.has('unrecaptured1250') && !chosen.has('capitalGain'))
    chosen.delete('unrecaptured1250');
  if (chosen.has('qualified') && !chosen.has('ordinary')) chosen.delete('qualified');
  return PARTS.filter((part) => chosen.has(part));
}

function subsetColumns(dice: Dice, year: number, parts: readonly Part[], most: number): Subset[] {
  const possible: Subset[] = [];
  if (year >= 2018 && parts.includes('ordinary')) possible.push('section199A');
  if (year >= 2021 && parts.includes('ordinary')) possible.push('section897Ordinary');
  if (year >= 2021 && parts.includes('capitalGain')) possible.push('section897CapitalGain');
  if ((year === 2001 || year === 2002) && parts.includes('capitalGain'))
    possible.push('qualified5Year');
  return dice.shuffled(possible).slice(0, Math.max(0, Math.min(most, dice.between(0, 2))));
}

function securityNames(dice: Dice, count: number): string[] {
  const letters = dice.shuffled([...'ABCDEFGH']);
  return Array.from({ length: count }, (_, i) =>
    i === 0 && !dice.chance(10)
      ? dice.oneOf(COMMON_NAMES)
      : dice.oneOf(PREFERRED_NAMES).replace('{letter}', letters[i] as string),
  );
}

/**
 * Whether the sums tell one way to read the columns, and no other: with each convention on its own, and
 * with room for what is rounded.
 */
function conventionIsClear(document: TrueDocument): boolean {
  const rows = document.securities.flatMap((security) => security.rows);
  const whole = (row: TrueRow): bigint => (document.unit === 'usd' ? row.amount : 100n * ONE);
  const room = document.unit === 'usd' ? ONE / 1000n : ONE / 5n;
  const closing = [0, 1, 2, 3].filter((way) =>
    rows.every((row) => {
      const sum = document.parts.reduce((total, part) => {
        const within =
          (part === 'qualified' && (way & 1) > 0) || (part === 'unrecaptured1250' && (way & 2) > 0);
        return within ? total : total + printedPart(document, row, part);
      }, 0n);
      const apart = sum - whole(row);
      return apart < room && apart > -room;
    }),
  );
  const right = (document.ordinaryInclusive ? 1 : 0) | (document.gainInclusive ? 2 : 0);
  const differs = closing.filter((way) => {
    const other = way ^ right;
    return (
      ((other & 1) > 0 && rows.some((row) => row.parts.qualified !== 0n)) ||
      ((other & 2) > 0 && rows.some((row) => row.parts.unrecaptured1250 !== 0n))
    );
  });
  return differs.length === 0;
}

function attempt(dice: Dice): TrueDocument {
  const year = dice.between(1997, 2024);
  const unit = dice.chance(50) ? 'percent' : 'usd';
  const amountPlaces = dice.between(2, 5);
  const partPlaces =
    unit === 'percent' ? dice.between(0, 4) : Math.max(amountPlaces, dice.between(4, 6));
  const step = ONE / 10n ** BigInt(partPlaces);
  const parts = partColumns(dice, year, dice.chance(6) ? 0 : dice.between(1, 5));
  const subsets = subsetColumns(dice, year, parts, 2);
  const count = dice.oneOf([1, 1, 1, 1, 2, 3]);
  const places = dice.chance(75) ? dice.oneOf([4, 4, 4, 12, 3, 2]) : dice.between(1, 12);
  const days = daysOf(dice, year, places);
  const securities = securityNames(dice, count).map((name, i) => {
    const usual = BigInt(dice.between(12, 260)) * (ONE / 100n);
    const fine = ONE / 10n ** BigInt(amountPlaces);
    const same = dice.chance(35);
    const first = partsOf(dice, 100n * ONE, parts.length > 0 ? parts : ['ordinary'], step);
    const rows = days.map((day) => {
      const amount = same ? usual : usual + BigInt(dice.between(0, 40)) * fine;
      const whole = unit === 'usd' ? amount : 100n * ONE;
      const own =
        same && unit === 'percent'
          ? first
          : partsOf(dice, whole, parts.length > 0 ? parts : ['ordinary'], step);
      return { ...day, amount, parts: own, subsets: subsetsOf(dice, own, subsets, step) };
    });
    return { name, cusip: cusipOf(dice, 10 + i * 10), rows };
  });
  return {
    issuer: dice.oneOf(ISSUERS),
    ticker: Array.from({ length: 3 }, () => dice.oneOf([...'BCDFGHJKLMNPQRSTVWXZ'])).join(''),
    year,
    unit,
    amountPlaces,
    partPlaces,
    parts,
    subsets,
    ordinaryInclusive: parts.includes('qualified') && dice.chance(55),
    gainInclusive: parts.includes('unrecaptured1250') && dice.chance(55),
    securities,
  };
}

/** A document whose own figures leave no doubt. */
export function trueDocument(dice: Dice): TrueDocument {
  for (;;) {
    const document = attempt(dice);
    const used = document.parts.every((part) =>
      document.securities.some(({ rows }) => rows.some((row) => row.parts[part] !== 0n)),
    );
    if (used && conventionIsClear(document)) return document;
  }
}
