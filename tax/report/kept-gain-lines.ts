/**
 * Where does gain go that a trust kept, and the tax that it paid on it?
 *
 * Authority: Form 2439, Instructions for the Shareholder: box 1a to Schedule D, line 11; box 1b to the
 * Unrecaptured Section 1250 Gain Worksheet, with box 2b of Form 1099-DIV; box 1d to the 28% Rate Gain
 * Worksheet; box 1c has no line of its own; box 2 is a credit, whose line the map has by year.
 * Example: box 1a $100.00, box 2 $21.00 in 2019: Schedule D line 11 $100.00, Schedule 3 line 13a $21.00.
 * Awkward case: a year whose only unrecaptured gain is of Form 2439 has an empty box and a filled line.
 * Not handled: the exclusion of section 1202; its line says what the instructions say.
 */
import { added, type FigurePart } from '../facts/figure-part.ts';
import type { BoxMeaning } from '../facts/forms.ts';
import type { KeptGain } from '../lots/figures.ts';
import type { Cents } from '../values/money.ts';
import { lineFrom, type ReturnLine } from './return-line.ts';
import {
  lineOf,
  reasonUnmapped,
  type ReturnFigure,
  type ReturnLineMap,
} from './return-line-map.ts';
import { keptGainFigure } from './sale-figures.ts';

/** Parts of gain that a trust kept which go to the same line as a box, through the same worksheet. */
export function keptParts(kept: readonly KeptGain[], meaning: BoxMeaning): readonly FigurePart[] {
  const [of] = KEPT_PARTS.find(([, , meanings]) => meanings.includes(meaning)) ?? [];
  return of === undefined ? [] : filledIn(kept, of);
}

/** Boxes 1b to 1d, and the boxes of Form 1099-DIV that have the same kind of gain. */
const KEPT_PARTS: readonly (readonly [
  of: 'unrecaptured1250' | 'section1202' | 'collectibles28',
  box: string,
  meanings: readonly BoxMeaning[],
])[] = [
  ['unrecaptured1250', '1b', ['unrecaptured1250Gain']],
  ['section1202', '1c', ['section1202Gain']],
  ['collectibles28', '1d', ['collectibles28Gain', 'rate28Gain']],
];

function filledIn(
  kept: readonly KeptGain[],
  of: Parameters<typeof keptGainFigure>[1],
): readonly FigurePart[] {
  return kept.map((one) => keptGainFigure(one, of)).filter(({ value }) => value !== 0n);
}

/** The lines for gain that trusts kept, and for the credit of the tax that they paid on it. */
export function keptLines(
  kept: readonly KeptGain[],
  map: ReturnLineMap,
  taxYear: number,
  wholeDollars: boolean,
): readonly ReturnLine[] {
  return KEPT_LINES.flatMap(([figure, of, box]) => {
    const entry = lineOf(map, taxYear, figure);
    const parts = filledIn(kept, of);
    if (!entry || parts.length === 0) return [];
    const label = `${entry.form}, line ${entry.line}`;
    const made = added(label, `Box ${box} of each Form 2439.`, parts);
    return [lineFrom(entry, figure, `${box} of Form 2439`, parts, made, wholeDollars)];
  });
}

/** A figure of Form 2439 whose line is not known, and why. */
export interface LinelessFigure {
  readonly figure: ReturnFigure;
  /** "Box 1a of Form 2439" */
  readonly label: string;
  readonly amount: Cents;
  readonly made: FigurePart;
  readonly reason: string;
}

/**
 * What trusts kept, its parts, and their tax, where the line is not known or there is none.
 * `placed`: the figures that stand on a line; a part of kept gain stands there with its box.
 */
export function keptWithoutLine(
  kept: readonly KeptGain[],
  map: ReturnLineMap,
  taxYear: number,
  placed: ReadonlySet<ReturnFigure>,
): readonly LinelessFigure[] {
  const whole = KEPT_LINES.flatMap(([figure, of, box]) => {
    const reason = reasonUnmapped(map, taxYear, figure);
    return reason === undefined ? [] : lineless(figure, box, filledIn(kept, of), reason);
  });
  const parts = KEPT_PARTS.flatMap(([of, box, [meaning, ...others]]) => {
    if (meaning === undefined || [meaning, ...others].some((one) => placed.has(one))) return [];
    const reason =
      reasonUnmapped(map, taxYear, meaning) ??
      'It is a part of box 1a. No line is confirmed for it.';
    return lineless(meaning, box, filledIn(kept, of), reason);
  });
  return [...whole, ...parts];
}

function lineless(
  figure: ReturnFigure,
  box: string,
  parts: readonly FigurePart[],
  reason: string,
): readonly LinelessFigure[] {
  if (parts.length === 0) return [];
  const label = `Box ${box} of Form 2439`;
  const made = added(label, `Box ${box} of each Form 2439.`, parts);
  return [{ figure, label, amount: made.value, made, reason }];
}

const KEPT_LINES = [
  ['undistributedGain', 'gain', '1a'],
  ['undistributedTax', 'tax', '2'],
] as const;
