/** Round steps for a chart's axis. Positions only: no figure is read from here. */
interface Scale {
  readonly top: number;
  readonly ticks: readonly number[];
}

/** An axis from 0 in 1, 2 or 5 times a power of ten, with three to six lines. */
export function niceScale(values: readonly number[]): Scale {
  const most = values.reduce((largest, value) => (value > largest ? value : largest), 0);
  if (most <= 0) return { top: 1, ticks: [0, 1] };
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = power * ([1, 2, 5, 10].find((factor) => most / (factor * power) <= 5) ?? 10);
  const lines = Math.ceil(most / step);
  return {
    top: step * lines,
    ticks: Array.from({ length: lines + 1 }, (_, index) => step * index),
  };
}
