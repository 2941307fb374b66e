import path from 'node:path';
import { expect, test } from 'vitest';
import { unusedExports, unusedExportsOf } from './unused-exports.ts';

const TOP = path.join(import.meta.dirname, '..');

const found = (...files: readonly (readonly [string, string])[]): string[] => [
  ...unusedExports(new Map(files)).byNobody,
];

test('every export is used by another file, and not by tests alone', () => {
  expect(unusedExportsOf(TOP)).toEqual({ byNobody: [], butByTests: [] });
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

test('what tests alone use is found, unless its own file uses it', () => {
  const forTests = (text: string, user: string): readonly string[] =>
    unusedExports(
      new Map([
        ['db/one.ts', text],
        [
          user,
          `import { a } from './${path.posix.relative(path.posix.dirname(user), 'db/one.ts')}';`,
        ],
      ]),
    ).butByTests;
  const dead = 'export function a() {}';
  for (const user of [
    'db/one.test.ts',
    'db/testing/two.ts',
    'e2e/two.spec.ts',
    'tax/oracle/two.ts',
  ])
    expect(forTests(dead, user), user).toEqual(['db/one.ts: a']);
  for (const user of ['db/two.ts', 'bench/two.ts', 'renderer/two.svelte.ts'])
    expect(forTests(dead, user), user).toEqual([]);
  expect(forTests(`${dead}\nexport const b = a;`, 'db/one.test.ts')).toEqual([]);
  expect(forTests("export { a } from './three.ts';", 'db/one.test.ts')).toEqual(['db/one.ts: a']);
  // What is there for tests is theirs.
  const own = unusedExports(
    new Map([
      ['db/testing/one.ts', dead],
      ['db/one.test.ts', "import { a } from './testing/one.ts';"],
    ]),
  );
  expect(own).toEqual({ byNobody: [], butByTests: [] });
});
