/** A screenshot in a third of its bytes: its commonest colors as they are, fewer shades elsewhere, and a palette where that is enough. */
import { decode, encode } from 'fast-png';

/** Shades of each of the three colors of the edges of letters. A comparison of pictures is blind to more than such a step. */
const STEP = 16;
const MOST_IN_PALETTE = 256;
const COLORS = 3;

/** By how many fewer colors it is tried again. */
const FEWER = 8;

const colorOf = (key: number): number[] => [key >> 16, (key >> 8) & 255, key & 255];
const shadeOf = (value: number): number => Math.min(255, Math.round(value / STEP) * STEP);

/** What each color is shown as: the commonest as they are, as many as leave room for the shades of the others. */
function shownColors(counts: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const keys = [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
  const shades = keys.map((key) =>
    colorOf(key)
      .map(shadeOf)
      .reduce((all, one) => all * 256 + one, 0),
  );
  for (let kept = MOST_IN_PALETTE; kept > 0; kept -= FEWER) {
    const shown = keys.map((key, at) => (at < kept ? key : (shades[at] ?? 0)));
    if (new Set(shown).size <= MOST_IN_PALETTE)
      return new Map(keys.map((key, at) => [key, shown[at] ?? 0]));
  }
  return new Map(keys.map((key, at) => [key, shades[at] ?? 0]));
}

/**
 * @param png a screenshot without transparency, in 8 bits a color
 * @returns the same picture with as many of its colors as a palette holds, grounds and lines first; one with a palette as it is
 */
export function smallerPicture(png: Uint8Array): Uint8Array {
  const { width, height, data, channels, palette: own } = decode(png);
  // One that has a palette was made small before: its data are places in it, and no colors.
  if (own) return png;
  const pixels = width * height;
  const keyAt = (at: number): number =>
    ((data[at * channels] ?? 0) * 256 + (data[at * channels + 1] ?? 0)) * 256 +
    (data[at * channels + 2] ?? 0);
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels; at++) {
    const key = keyAt(at);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const shown = shownColors(counts);
  const palette = [...new Set(shown.values())];
  const placeOf = new Map(palette.map((key, place) => [key, place]));
  const places = new Uint8Array(pixels);
  const colors = new Uint8Array(pixels * COLORS);
  for (let at = 0; at < pixels; at++) {
    const key = shown.get(keyAt(at)) ?? 0;
    places[at] = placeOf.get(key) ?? 0;
    colors.set(colorOf(key), at * COLORS);
  }
  const options = { zlib: { level: 9 } } as const;
  return palette.length <= MOST_IN_PALETTE
    ? encode(
        { width, height, data: places, channels: 1, depth: 8, palette: palette.map(colorOf) },
        options,
      )
    : encode({ width, height, data: colors, channels: COLORS, depth: 8 }, options);
}
