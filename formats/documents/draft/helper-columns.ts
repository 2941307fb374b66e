/**
 * Columns that arithmetic settles: a table closes without one, and its figures follow from columns that are
 * known. It is their sum, the same in percent of what was paid, what one has beyond another ("Total Ordinary",
 * "Non-Qualified", "Qualified"), the same figures a second time, or all gain beside the gain of each rate.
 *
 * Example: "Total Capital Gain", "15% Rate Gain" and "25% Rate Gain (Sec. 1250)": the first is the sum of the others.
 * Awkward case: where the others are nothing, no sum proves which of two columns counts; equal figures do.
 */
import { divideRounded } from '../../../tax/values/money.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import { readNumber } from '../grid/values.ts';
import { distance, halfPlace, HUNDRED } from './convention.ts';
import { isComponent } from './draft-rows.ts';
import type { DraftColumn, DraftSecurity } from './draft.ts';
import { columnOf, textAt } from './table-of-draft.ts';

/** How much stands in the way of a table. */
export type Troubles = (security: DraftSecurity) => number;

/** A table with other meanings of some of its columns, by their places. */
export function withMeanings(
  security: DraftSecurity,
  meanings: ReadonlyMap<number, ColumnMeaning>,
): DraftSecurity {
  return {
    ...security,
    columns: security.columns.map((column, c) => ({
      ...column,
      meaning: meanings.get(c) ?? column.meaning,
    })),
  };
}

const YEAR = /\b(?:19|20)\d\d\b/;

/** Whether columns are the parts of several years beside the document's, each named: "Allocable to 2021", "… 2023". */
function areOfOtherYears(columns: readonly DraftColumn[]): boolean {
  const years = columns.map(({ caption }) => YEAR.exec(caption)?.[0]);
  return (
    columns.every(({ meaning }) => meaning === 'otherYearPerShare') &&
    !years.includes(undefined) &&
    new Set(years).size === years.length
  );
}

/** Columns without a meaning, and those that mean the same as another. */
export function uncertainIn(security: DraftSecurity): number[] {
  const seen = Map.groupBy(security.columns, (column) => column.meaning);
  return security.columns.flatMap(({ meaning }, c) => {
    const alike = seen.get(meaning) ?? [];
    const isTwice = meaning !== 'notNeeded' && alike.length > 1 && !areOfOtherYears(alike);
    return meaning === null || isTwice ? [c] : [];
  });
}

function figuresOf(security: DraftSecurity, c: number): bigint[] | undefined {
  const numbers = security.rows.map((row) => readNumber(textAt(row, c))?.rate);
  return numbers.every((one) => one !== undefined) ? numbers : undefined;
}

/** What a column beside others that are known can repeat: the taxable parts, or some of them. */
const TAXABLE: readonly ColumnMeaning[] = [
  'ordinary',
  'qualified',
  'capitalGain',
  'unrecaptured1250',
];
const REPEATS = /\b(?:taxable|total|ordinary|qualified)\b/i;
/** A caption that names a section is about that section, whatever its figures add up to. */
const NAMES_A_SECTION = /\b(?:199A|897|1202|1250)\b|\bREIT\b/i;

interface Part {
  readonly meaning: ColumnMeaning;
  readonly figures: readonly bigint[];
}

/**
 * Whether figures are the sum of taxable parts, or what is ordinary and not qualified; a column that says no
 * more than "Total" may be that of one part, where the others beside it are nothing.
 */
function followsFrom(
  own: readonly bigint[],
  parts: readonly Part[],
  isBareTotal: boolean,
): boolean {
  const [paid, returned] = (['amountPerShare', 'returnOfCapital'] as const).map((name) =>
    parts.find(({ meaning }) => meaning === name),
  );
  // The taxable total is what was paid without what was returned.
  if (
    paid &&
    returned &&
    own.every((value, r) => value === (paid.figures[r] ?? 0n) - (returned.figures[r] ?? 0n))
  ) {
    return true;
  }
  const filled = parts.filter(
    ({ meaning, figures }) => TAXABLE.includes(meaning) && figures.some((value) => value !== 0n),
  );
  for (let bits = 1; bits < 2 ** Math.min(filled.length, 8); bits++) {
    const chosen = filled.filter((_, i) => (bits >> i) % 2 === 1);
    if (chosen.length < (isBareTotal ? 1 : 2)) continue;
    const sumIn = (r: number): bigint =>
      chosen.reduce((sum, { figures }) => sum + (figures[r] ?? 0n), 0n);
    if (own.every((value, r) => value === sumIn(r))) return true;
  }
  const [whole, part] = (['ordinary', 'qualified'] as const).map((name) =>
    parts.find(({ meaning }) => meaning === name),
  );
  return (
    whole !== undefined &&
    part !== undefined &&
    own.every((value, r) => value === (whole.figures[r] ?? 0n) - (part.figures[r] ?? 0n))
  );
}

/** The parts of a gain that a column of all of it has beside what is taxed at the usual rate. */
const GAINS: readonly ColumnMeaning[] = ['capitalGain', 'unrecaptured1250', 'collectibles28'];

/** Whether figures are the sum of the gains that other columns have by their rates. */
function isAllOfGains(own: readonly bigint[], parts: readonly Part[]): boolean {
  const gains = parts.filter(({ meaning }) => GAINS.includes(meaning));
  return (
    gains.some(({ meaning }) => meaning === 'capitalGain') &&
    gains.length > 1 &&
    own.every(
      (value, r) => value === gains.reduce((sum, { figures }) => sum + (figures[r] ?? 0n), 0n),
    )
  );
}

/** Whether a column says in percent of what was paid, by its caption too, what another says in dollars. */
function isShareOfPaid(security: DraftSecurity, c: number): boolean {
  const paid = figuresOf(security, columnOf(security, 'amountPerShare'));
  const own = security.columns[c];
  // Under a line that says it of several columns, it has the name of the column that it repeats.
  const isSaid = /%|\bpercent/i.test(own?.caption ?? '');
  return security.columns.some(
    ({ meaning }, other) =>
      other !== c &&
      (isSaid || meaning === own?.meaning) &&
      meaning !== null &&
      isComponent(meaning) &&
      security.rows.every((row, r) => {
        const [share, part] = [readNumber(textAt(row, c)), readNumber(textAt(row, other))];
        const whole = paid?.[r] ?? 0n;
        return (
          share?.kind === 'percent' &&
          part !== undefined &&
          part.kind !== 'percent' &&
          whole > 0n &&
          distance(divideRounded(part.rate * HUNDRED, whole), share.rate) <=
            2n * halfPlace(share.places)
        );
      }),
  );
}

/** The table with every column left aside that follows from the others, where it closes without it. */
export function withoutHelpers(security: DraftSecurity, troubles: Troubles): DraftSecurity {
  let current = security;
  for (const c of uncertainIn(security).toReversed()) {
    const column = current.columns[c];
    const own = figuresOf(current, c);
    if (!column || !own || current.rows.length === 0) continue;
    const isShare = isShareOfPaid(current, c);
    // A part of nothing changes no figure, whichever it is; without a caption of its own another may be lost.
    const { place } = column;
    const isNamed = current.columns.every(
      (one, other) =>
        other === c || one.place?.line !== place?.line || one.place?.column !== place?.column,
    );
    const isNothing =
      column.meaning === null && place !== null && isNamed && own.every((value) => value === 0n);
    // What was paid a second time is no part, where the parts add up without it.
    const paid = figuresOf(current, columnOf(current, 'amountPerShare')) ?? [];
    const isPaid = column.meaning === null && own.every((value, r) => value === paid[r]);
    const isGain = column.meaning === 'capitalGain';
    const canRepeat =
      isShare ||
      isGain ||
      isNothing ||
      isPaid ||
      column.meaning === 'ordinary' ||
      (column.meaning === null &&
        REPEATS.test(column.caption) &&
        !NAMES_A_SECTION.test(column.caption));
    if (!canRepeat) continue;
    const others = current.columns.flatMap(({ meaning }, other) =>
      other !== c && meaning !== null && (isComponent(meaning) || meaning === 'amountPerShare')
        ? [{ meaning, figures: figuresOf(current, other) ?? [] }]
        : [],
    );
    const isTwice =
      column.meaning !== null &&
      others.some(
        ({ meaning, figures }) =>
          meaning === column.meaning && own.every((value, r) => value === figures[r]),
      );
    const isBareTotal = column.meaning === null && /^total$/i.test(column.caption.trim());
    const follows = isGain ? isAllOfGains(own, others) : followsFrom(own, others, isBareTotal);
    if (!isShare && !isTwice && !isNothing && !isPaid && !follows) continue;
    // What the caption of all gain says of its parts is not said of the gain beside it.
    const asSaid = isGain && follows ? { ...current, gain: null } : current;
    const without = withMeanings(asSaid, new Map([[c, 'notNeeded']]));
    const isCertain = uncertainIn(without).length < uncertainIn(current).length;
    // Others that are uncertain are looked at next; the last must leave nothing in the way.
    if (isCertain && (uncertainIn(without).length > 0 || troubles(without) === 0))
      current = without;
  }
  return uncertainIn(current).length === 0 ? current : security;
}
