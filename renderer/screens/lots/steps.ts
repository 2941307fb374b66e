/** Positions of a lot's steps on its chart. Nothing here is read as a figure. */
import { daysBetween, yearOf } from '../../format/days.ts';

interface ChartStep {
  readonly day: string;
  /** Places on the time axis, 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly basisPerShare: string;
  /** False where the basis per share went on as it was: a sale does not change it. */
  readonly changes: boolean;
}

/** After what happened on a day. */
export interface Event {
  readonly day: string;
  /** Null when no share is left. */
  readonly basisPerShareAfter: string | null;
  readonly changesRate: boolean;
}

/** The basis per share from event to event; it ends where the last share was sold. */
export function stepsOf(events: readonly Event[], lastDay: string): readonly ChartStep[] {
  const first = events[0]?.day;
  if (first === undefined) return [];
  const span = Math.max(1, daysBetween(first, lastDay));
  const at = (day: string) => Math.min(1, Math.max(0, daysBetween(first, day) / span));
  return events.flatMap((event, index) => {
    if (event.basisPerShareAfter === null) return [];
    const next = events[index + 1]?.day ?? lastDay;
    return [
      {
        day: event.day,
        from: at(event.day),
        to: at(next),
        basisPerShare: event.basisPerShareAfter,
        changes: event.changesRate,
      },
    ];
  });
}

interface Axis {
  readonly bottom: number;
  readonly top: number;
  readonly ticks: readonly number[];
  readonly places: number;
}

/** An axis around the values, in round steps; it begins at zero only when they are near it. */
export function axisAround(values: readonly number[]): Axis {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const spread = Math.max(most - least, Math.abs(most) * 0.02, 0.01);
  const power = 10 ** Math.floor(Math.log10(spread / 3));
  const step = power * ([1, 2, 5, 10].find((factor) => spread / (factor * power) <= 4) ?? 10);
  const bottom = Math.max(0, Math.floor(least / step - 0.25));
  const top = Math.ceil(most / step + 0.25);
  return {
    bottom: bottom * step,
    top: top * step,
    ticks: Array.from({ length: top - bottom + 1 }, (_, index) => (bottom + index) * step),
    // Dollars, or dollars and cents: '$37.80', not '$37.8'.
    places: step >= 1 ? 0 : Math.max(2, -Math.floor(Math.log10(step) + 1e-9)),
  };
}

/** The first of January of each year on the axis, at most about ten of them. */
export function yearTicks(
  first: string,
  last: string,
): readonly { readonly year: number; readonly at: number }[] {
  const span = Math.max(1, daysBetween(first, last));
  const from = yearOf(first) + (first.endsWith('-01-01') ? 0 : 1);
  const to = yearOf(last);
  const every = Math.max(1, Math.ceil((to - from + 1) / 10));
  const ticks = [];
  for (let year = from; year <= to; year += every) {
    ticks.push({ year, at: daysBetween(first, `${year}-01-01`) / span });
  }
  return ticks;
}
