/**
 * When does a number that was made to fit say something?
 *
 * Any one amount is met by some number of shares, some fee, some discount. So a number has to meet more than one
 * figure, or be one that the book has too; beside another cause it must not merely make up for what that one does.
 * Example: $3.12 more in box 1a alone: a reinvestment at a price of the book would do, and it is not said. With $1.25
 * more in box 2a and $0.94 in box 3, as the payment is divided, it is.
 * Awkward case: a plan's discount. It comes from a list of usual ones, and one of them nearly always fits.
 */
import type { Figure } from './broker-view.ts';
import type { Cause, CauseCode } from './cause.ts';
import type { Trial, Tried } from './trial.ts';

/** How many figures a number without any support has to meet. */
export const LEAST_FIELDS = 2;
/** The smallest difference, in cents, that a number without any support is fitted to. */
export const LEAST_TO_FIT = 300n;
/** How much more than all that differs a number can make up for. */
const MOST_MADE_UP = 3n;
/** What is left of a difference that is nearly explained. */
const NEARLY = 200n;

/** What a plan does has a number in cents. */
const OF_PLANS: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'missing-reinvestment',
  'plan-discount',
  'plan-fees',
]);

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function peak(effect: readonly bigint[]): bigint {
  return effect.reduce((most, one) => (magnitude(one) > most ? magnitude(one) : most), 0n);
}

/** Two numbers make nearly anything, and so does a number of shares beside other cents, where the book has none of them. */
export function isAnything(causes: readonly Cause[]): boolean {
  const isAnyShares = ({ code, isNatural }: Cause): boolean =>
    (code === 'missing-lot' || code === 'payment-in-lieu') && isNatural === false;
  const others = causes.filter((one) => !isAnyShares(one));
  return (
    others.every(({ code }) => OF_PLANS.has(code)) ||
    (others.length < causes.length && others.every(({ code }) => code === 'rounding'))
  );
}

type OfNumber = (trial: Trial, cause: Cause, tried: Tried, before?: readonly Cause[]) => boolean;

function figuresBefore(trial: Trial, before: readonly Cause[]): readonly Figure[] {
  return before.length === 0 ? trial.ours : trial.figuresWith(before);
}

/** Of some causes, the last of which has a number: whether what it does is seen in more than one figure. */
export const isSeen: OfNumber = (trial, _, { figures }, before = []) => {
  const from = figuresBefore(trial, before);
  // Boxes that show one and the same amount are one figure.
  const effect = figures.map((figure, place) => (figure ?? 0n) - (from[place] ?? 0n));
  return new Set(effect.filter((amount) => amount !== 0n)).size >= LEAST_FIELDS;
};

/** Whether the number does not merely make up for what the others do. */
export const isInReach: OfNumber = (trial, _cause, _tried, before = []) => {
  const from = figuresBefore(trial, before);
  const [all, rest] = [trial.differences(trial.ours), trial.differences(from)];
  // What is only supposed and leaves more than there was is made for the number.
  const most = before.some(({ supposed }) => supposed > 1) ? 1n : MOST_MADE_UP;
  return peak(rest) <= most * peak(all);
};

/** Whether a number says something: the book has it too, or it meets several figures that differ by as much. */
export const isMet: OfNumber = (trial, cause, tried, before) =>
  cause.isNatural === true ||
  (isSeen(trial, cause, tried, before) && isInReach(trial, cause, tried, before));

/** Whether a cause without a number leaves next to nothing of dollars that differ: what is left is no sign of others. */
export function isNearly(trial: Trial, { isListed }: Cause, { figures }: Tried): boolean {
  const [before, after] = [trial.differences(trial.ours), trial.differences(figures)];
  return (
    isListed !== true &&
    peak(before) >= LEAST_TO_FIT &&
    before.every((one, place) => magnitude(after[place] ?? 0n) * NEARLY <= magnitude(one))
  );
}
