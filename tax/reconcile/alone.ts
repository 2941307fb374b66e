/**
 * A cause alone, and how near two of them come to a difference together.
 *
 * Of causes of one kind and effect one is kept; those that do the same alone stand beside it, because beside another
 * cause they need not: a discount on the dividend of June is none where the payment of June is not on the form.
 * Awkward case: causes that change what payments come to. Beside them another one can do more, or nothing.
 */
import { namesText } from '../facts/wording.ts';
import { REACHING, type Cause, type CauseCode } from './cause.ts';
import { magnitude, peak } from './numbers.ts';
import type { Tried } from './trial.ts';

/** What is about one payment. */
const ONE_PAYMENT: ReadonlySet<CauseCode> = new Set<CauseCode>([
  'january-payment',
  'payment-in-lieu',
  'not-entitled',
]);
export interface Alone {
  /** With the days of those of its kind that do the same. */
  readonly cause: Cause;
  readonly tried: Tried;
  readonly effect: readonly bigint[];
  /** Of its kind and size: those that do the same alone, and need not beside another cause. */
  readonly alike: readonly Cause[];
}

/** A percentage of a list is a number too: beside another cause it says no more than a fitted one. */
export const isKnown = ({ cause }: Alone): boolean => cause.isListed !== true;

/** Of several payments that are as large the form does not say which it was. */
export function withAlike(cause: Cause, others: readonly Cause[]): Cause {
  const days = [...new Set(others.map(({ about }) => about.day))].filter(
    (day) => day !== undefined && day !== cause.about.day,
  ) as string[];
  if (!ONE_PAYMENT.has(cause.code) || days.length === 0) return cause;
  const others_ = days.length === 1 ? 'that of' : 'those of';
  return {
    ...cause,
    message: `${cause.message} The form does not say which payment it was: ${others_} ${namesText(days)} would do as well.`,
  };
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** How many cents another way of rounding can make beside another cause. */
const CENTS_OF_ROUNDING = 12n;

/** Whether they change nothing that is one group of securities. */
export function isApart(a: Pick<Cause, 'groups'>, b: Pick<Cause, 'groups'>): boolean {
  return a.groups.every((place) => !b.groups.includes(place));
}

/** How far two effects are from the difference when added; undefined where they cannot come to it. */
export function distance(a: Alone, b: Alone, rest: readonly bigint[]): bigint | undefined {
  const codes = [a.cause.code, b.cause.code];
  // Of securities that have nothing to do with each other the effects add up.
  const reaching = isApart(a.cause, b.cause)
    ? 0
    : codes.filter((code) => REACHING.has(code)).length;
  const cents = codes.includes('rounding') ? CENTS_OF_ROUNDING : 4n;
  // One that changes what payments come to can make the other's effect as large again, or take it away.
  const touching = reaching === 0 ? 0n : 3n * smaller(peak(a.effect), peak(b.effect));
  let all = 0n;
  for (let place = 0; place < rest.length; place++) {
    const [one, other] = [a.effect[place] ?? 0n, b.effect[place] ?? 0n];
    const off = magnitude(one + other - (rest[place] ?? 0n));
    if (reaching < 2 && off > touching + cents) return undefined;
    all += off;
  }
  return all;
}
