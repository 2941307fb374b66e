/** A screenshot in a third of its bytes: fewer shades than an eye tells apart, and a palette where that is enough. */
import { decode, encode } from 'fast-png';

/** Shades of each of the three colors. A comparison of pictures is blind to more than such a step. */
const STEP = 16;
const MOST_IN_PALETTE = 256;
const COLORS = 3;

/**
 * @param png a screenshot without transparency, in 8 bits a color
 * @returns the same picture in at most 17 shades of each color; one with a palette as it is
 */
export function smallerPicture(png: Uint8Array): Uint8Array {
  const { width, height, data, channels, palette: own } = decode(png);
  // One that has a palette was made small before: its data are places in it, and no colors.
  if (own) return png;
  const pixels = width * height;
  const shades = new Uint8Array(pixels * COLORS);
  const places = new Uint8Array(pixels);
  const palette: number[][] = [];
  const known = new Map<number, number>();
  for (let at = 0; at < pixels; at++) {
    let key = 0;
    for (let color = 0; color < COLORS; color++) {
      const value = data[at * channels + color] ?? 0;
      const shade = Math.min(255, Math.round(value / STEP) * STEP);
      shades[at * COLORS + color] = shade;
      key = key * 256 + shade;
    }
    let place = known.get(key);
    if (place === undefined) {
      place = palette.push([...shades.subarray(at * COLORS, (at + 1) * COLORS)]) - 1;
      known.set(key, place);
    }
    places[at] = place;
  }
  const options = { zlib: { level: 9 } } as const;
  return palette.length <= MOST_IN_PALETTE
    ? encode({ width, height, data: places, channels: 1, depth: 8, palette }, options)
    : encode({ width, height, data: shades, channels: COLORS, depth: 8 }, options);
}
