/** A screenshot in a third of its bytes: its own colors where they are many pixels, fewer shades elsewhere, and a palette where that is enough. */
import { decode, encode } from 'fast-png';

/** Shades of each of the three colors of the edges of letters. A comparison of pictures is blind to more than such a step. */
const STEP = 16;
/** A color of fewer than one pixel in so many is the edge of something; grounds, lines and marks are more. */
const ONE_IN = 3000;
const MOST_IN_PALETTE = 256;
const COLORS = 3;

const shadeOf = (value: number): number => Math.min(255, Math.round(value / STEP) * STEP);

/**
 * @param png a screenshot without transparency, in 8 bits a color
 * @returns the same picture with its surfaces in their own colors; one with a palette as it is
 */
export function smallerPicture(png: Uint8Array): Uint8Array {
  const { width, height, data, channels, palette: own } = decode(png);
  // One that has a palette was made small before: its data are places in it, and no colors.
  if (own) return png;
  const pixels = width * height;
  const colorAt = (at: number): [number, number, number] => [
    data[at * channels] ?? 0,
    data[at * channels + 1] ?? 0,
    data[at * channels + 2] ?? 0,
  ];
  const keyOf = ([red, green, blue]: readonly [number, number, number]): number =>
    (red * 256 + green) * 256 + blue;
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels; at++) {
    const key = keyOf(colorAt(at));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const colors = new Uint8Array(pixels * COLORS);
  const places = new Uint8Array(pixels);
  const palette: number[][] = [];
  const known = new Map<number, number>();
  for (let at = 0; at < pixels; at++) {
    const [red, green, blue] = colorAt(at);
    const isSurface = (counts.get(keyOf([red, green, blue])) ?? 0) * ONE_IN >= pixels;
    const color: [number, number, number] = isSurface
      ? [red, green, blue]
      : [shadeOf(red), shadeOf(green), shadeOf(blue)];
    colors.set(color, at * COLORS);
    const key = keyOf(color);
    let place = known.get(key);
    if (place === undefined) {
      place = palette.push(color) - 1;
      known.set(key, place);
    }
    places[at] = place;
  }
  const options = { zlib: { level: 9 } } as const;
  return palette.length <= MOST_IN_PALETTE
    ? encode({ width, height, data: places, channels: 1, depth: 8, palette }, options)
    : encode({ width, height, data: colors, channels: COLORS, depth: 8 }, options);
}
