import path from 'node:path';
import { expect, test } from 'vitest';
import { unusedExports, unusedExportsOf } from './unused-exports.ts';

const TOP = path.join(import.meta.dirname, '..');

const found = (...files: readonly (readonly [string, string])[]): string[] =>
  unusedExports(new Map(files));

test('every export is used by another file', () => {
  expect(unusedExportsOf(TOP)).toEqual([]);
});

test.each([
  ['a function', 'export function a() {}'],
  ['a constant', 'export const a = 1;'],
  ['a type', 'export type a = string;'],
  ['an interface', 'export interface a {}'],
  ['a class', 'export class a {}'],
  ['a name by itself', 'const a = 1;\nexport { a };'],
])('%s that nothing imports is found', (_, text) => {
  expect(found(['tax/one.ts', text])).toEqual(['tax/one.ts: a']);
  expect(found(['tax/one.ts', text], ['tax/two.ts', "import { a } from './one.ts';"])).toEqual([]);
  expect(found(['tax/one.ts', text], ['tax/two.ts', "import { b } from './one.ts';"])).toEqual([
    'tax/one.ts: a',
  ]);
});

test('a name that is only passed on is not used by that', () => {
  const one = ['tax/one.ts', 'export const a = 1;'] as const;
  const passed = ['tax/two.ts', "export { a } from './one.ts';"] as const;
  expect(found(one, passed)).toEqual(['tax/two.ts: a']);
  const screen = '<script lang="ts">\n  import { a as b } from \'../tax/two.ts\';\n</script>';
  expect(found(one, passed, ['renderer/screen.svelte', screen])).toEqual([]);
});

test('a file that is loaded as a whole is used as a whole', () => {
  const one = ['tax/one.ts', 'export const a = 1;'] as const;
  expect(found(one, ['tax/two.ts', "import * as all from './one.ts';"])).toEqual([]);
  expect(found(one, ['tax/two.ts', "const all = await import('./one.ts');"])).toEqual([]);
  expect(found(one, ['tax/two.ts', "let all: import('./one.ts').a;"])).toEqual([]);
});
