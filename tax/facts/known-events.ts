/** Splits and separations that published terms tell of: every holder's shares went through them. */
import type { Day } from '../values/days.ts';

/** Dividends in shares are none: who chose cash has no entry of them. */
export const EVENT_KINDS = ['split', 'in-kind', 'spin-off', 'exchange'] as const;

export interface EventKnown {
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly date: Day;
  /** Ticker of the shares that were held. */
  readonly symbol: string;
  /** "Reverse split of February 20, 2019" */
  readonly title: string;
}
