import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasSharedName } from './shared-names.ts';

it('finds a name that is twice there, wherever it is', () => {
  const names = fc.array(fc.string({ maxLength: 2 }), { maxLength: 40 });
  fc.assert(
    fc.property(names, (list) => {
      expect(hasSharedName(list)).toBe(new Set(list).size < list.length);
    }),
  );
});

it('finds one among very many', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => `AIV/2001-05-02/${i}`);
  expect(hasSharedName(many)).toBe(false);
  expect(hasSharedName([...many, 'AIV/2001-05-02/777'])).toBe(true);
});

/** Three characters that lead from a state to `target`, beginning with one that is not before `from`. */
function wayTo(state: number, target: number, from: number): string {
  const step = (number: number, code: number): number => Math.imul(number ^ code, 0x01000193);
  for (let first = from; ; first++) {
    for (let second = 0; second < 0x10000; second++) {
      const number = step(step(state, first), second);
      if (number >>> 16 !== target >>> 16) continue;
      return String.fromCharCode(first, second, (number ^ target) & 0xffff);
    }
  }
}

it('is soon done with names that were made to have one number', () => {
  // Each block has two ways to the same state, so that 15 blocks make 2^15 names of one number.
  let names = [''];
  let state = 0x811c9dc5;
  for (let block = 0; block < 15; block++) {
    const target = 0x1234_5678 + block * 0x1_0001;
    const one = wayTo(state, target, 0);
    const other = wayTo(state, target, one.charCodeAt(0) + 1);
    names = names.flatMap((name) => [name + one, name + other]);
    state = Math.imul(target, 0x01000193);
  }
  expect(new Set(names).size).toBe(2 ** 15);
  expect(hasSharedName(names)).toBe(false);
  expect(hasSharedName([...names, names[5] as string])).toBe(true);
});
