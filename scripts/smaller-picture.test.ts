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

it('keeps each color to the next shade, black and white exactly', () => {
  const small = smallerPicture(
    strip([
      [0, 0, 0],
      [255, 255, 255],
      [7, 8, 23],
      [246, 246, 244],
    ]),
  );
  expect(colorsOf(small)).toEqual([0, 0, 0, 255, 255, 255, 0, 16, 16, 240, 240, 240]);
});

it('keeps a picture of more colors than a palette holds', () => {
  const many = Array.from({ length: 300 }, (_, at) => [(at % 16) * 16, Math.floor(at / 16) * 8, 0]);
  const shades = many.map(([red = 0, green = 0]) => [
    red,
    Math.min(255, Math.round(green / 16) * 16),
    0,
  ]);
  const wide = [...many, ...many.map(([red = 0, green = 0]) => [red, green, 128])];
  const small = smallerPicture(strip(wide as [number, number, number][]));
  expect(colorsOf(small)).toEqual(
    [...shades, ...shades.map(([r = 0, g = 0]) => [r, g, 128])].flat(),
  );
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
