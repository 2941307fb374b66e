import { expect, it } from 'vitest';
import { isTooDeep } from './nesting.ts';

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
}

it.each([
  [0, false],
  [3, false],
  [4, true],
  [200_000, true],
])('%s levels, of which 3 may be: too deep is %s', (levels, is) => {
  expect(isTooDeep(nested(levels), 3)).toBe(is);
});

it('takes what is wide and not deep, bytes included', () => {
  const wide = Array.from({ length: 100_000 }, (_, place) => ({ place }));
  expect(isTooDeep({ wide, bytes: new Uint8Array(1_000_000) }, 3)).toBe(false);
});

it('looks once at an object that stands in many places', () => {
  // Each level names the one below twice: 2 ** 30 ways to its end.
  let value: unknown = 1;
  for (let level = 0; level < 30; level++) value = [value, value];
  expect(isTooDeep(value)).toBe(false);
  const circle: unknown[] = [];
  circle.push(circle, circle);
  expect(isTooDeep(circle)).toBe(true);
});
