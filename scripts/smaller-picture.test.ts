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
/** So many pixels of a ground that one of another color is the edge of something. */
const GROUND = Array.from({ length: 3200 }, (): Color => [16, 19, 18]);

it('keeps the colors of surfaces exactly, and edges of letters to the next shade', () => {
  const edges: Color[] = [
    [7, 8, 23],
    [246, 246, 244],
  ];
  const colors = colorsOf(smallerPicture(strip([...GROUND, ...edges])));
  expect(colors.slice(0, 3)).toEqual([16, 19, 18]);
  expect(colors.slice(-6)).toEqual([0, 16, 16, 240, 240, 240]);
});

it('keeps a picture of more colors than a palette holds', () => {
  const many = Array.from({ length: 600 }, (_, at): Color => [
    (at % 16) * 16,
    (Math.floor(at / 16) % 16) * 16,
    Math.floor(at / 256) * 64,
  ]);
  const small = smallerPicture(strip([...GROUND, ...many]));
  expect(colorsOf(small).slice(GROUND.length * 3)).toEqual(
    many.flat().map((value) => Math.min(255, value)),
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
