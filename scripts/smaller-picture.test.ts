import { decode, encode } from 'fast-png';
import { expect, it } from 'vitest';
import { smallerPicture } from './smaller-picture.ts';

/** A picture of so many pixels in a row, each of its own color. */
const strip = (pixels: readonly (readonly [number, number, number])[]): Uint8Array =>
  encode({
    width: pixels.length,
    height: 1,
    channels: 4,
    depth: 8,
    data: new Uint8Array(pixels.flatMap((color) => [...color, 255])),
  });

const colorsOf = (png: Uint8Array): number[] => {
  const { data, palette } = decode(png);
  return palette ? [...data].flatMap((place) => palette[place] ?? []) : [...data];
};

type Color = readonly [number, number, number];
const GROUND = Array.from({ length: 2000 }, (): Color => [16, 19, 18]);

it('keeps a picture of few colors as it is', () => {
  const few: Color[] = [
    [0, 0, 0],
    [255, 255, 255],
    [7, 8, 23],
  ];
  expect(colorsOf(smallerPicture(strip(few)))).toEqual(few.flat());
});

it('keeps the commonest colors, and the others to the next shade', () => {
  const edges = Array.from({ length: 400 }, (_, at): Color => [at % 256, 7, at < 256 ? 1 : 9]);
  const small = smallerPicture(strip([...GROUND, ...edges]));
  const colors = colorsOf(small);
  expect(colors.slice(0, 3)).toEqual([16, 19, 18]);
  expect(decode(small).palette?.length).toBeLessThanOrEqual(256);
  const off = edges
    .flat()
    .map((value, at) => Math.abs(value - (colors[GROUND.length * 3 + at] ?? 0)));
  expect(Math.max(...off)).toBeLessThanOrEqual(9);
});

it('keeps a picture of more shades than a palette holds', () => {
  const many = Array.from({ length: 600 }, (_, at): Color => [
    (at % 16) * 16,
    (Math.floor(at / 16) % 16) * 16,
    Math.floor(at / 256) * 64,
  ]);
  expect(colorsOf(smallerPicture(strip(many)))).toEqual(many.flat());
});

it('leaves a picture that was made small before as it is', () => {
  const small = smallerPicture(
    strip([
      [246, 246, 244],
      [0, 96, 80],
    ]),
  );
  expect(smallerPicture(small)).toEqual(small);
});
