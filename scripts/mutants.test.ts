import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allMutants, changed, readMutants, type Mutant } from './mutant-list.ts';
import { tryMutants } from './try-mutants.ts';

const top = path.resolve(import.meta.dirname, '..');

describe('the lists of changes', () => {
  const { mutants, problems } = allMutants(top);

  it('fit the code as it is, each text standing once', () => {
    expect(problems).toEqual([]);
    expect(mutants.length).toBeGreaterThanOrEqual(120);
  });

  it('have a part that every run tries, none of which survives', { timeout: 180_000 }, async () => {
    const always = mutants.filter((mutant) => mutant.always);
    expect(always.length).toBeGreaterThanOrEqual(12);
    expect(await tryMutants(top, always)).toEqual({ survivors: [], problems: [] });
  });
});

const RULE = 'export const isLate = (day: number): boolean => day > 30;\n';
const MUTANT: Mutant = {
  file: 'rule.ts',
  text: 'day > 30',
  replacement: 'day >= 30',
  tests: ['rule.test.ts'],
  always: false,
};

describe('a change', () => {
  it('is made in the one place', () => {
    expect(changed(MUTANT, RULE)).toBe(RULE.replace('> 30', '>= 30'));
  });

  it.each([
    [{ ...MUTANT, text: 'day > 31' }, /no longer has “day > 31”: bring its list/],
    [{ ...MUTANT, text: 'day' }, /2 times/],
    [{ ...MUTANT, replacement: 'day > (' }, /no program/],
    [{ ...MUTANT, replacement: MUTANT.text }, /no program that differs/],
  ])('that cannot be made is said: %o', (mutant, sentence) => {
    expect(() => changed(mutant, RULE)).toThrow(sentence);
  });

  it('needs a text and tests', () => {
    expect(() => readMutants('a.mutants.json', '[{"file":"a.ts"}]')).toThrow(
      'a.mutants.json, entry 1 needs',
    );
  });
});

describe('a project', () => {
  async function inProject(
    boundary: string,
    run: (folder: string) => Promise<void>,
  ): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'basisbook-project-'));
    try {
      mkdirSync(path.join(folder, 'empty'));
      symlinkSync(path.join(top, 'node_modules'), path.join(folder, 'node_modules'));
      writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
      writeFileSync(path.join(folder, 'rule.ts'), RULE);
      writeFileSync(
        path.join(folder, 'rule.test.ts'),
        `import { expect, test } from 'vitest';
        import { isLate } from './rule.ts';
        test('31 is late', () => { expect([${boundary}].map(isLate)).toEqual([true, false]); });`,
      );
      await run(folder);
      expect(readFileSync(path.join(folder, 'rule.ts'), 'utf8')).toBe(RULE);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('whose test does not see the change has a survivor', { timeout: 60_000 }, async () => {
    await inProject('31, 29', async (folder) => {
      expect(await tryMutants(folder, [MUTANT])).toEqual({ survivors: [MUTANT], problems: [] });
    });
  });

  it('has one also after a change that was noticed, and the other way round', async () => {
    const noticed = { ...MUTANT, replacement: 'day < 30' };
    await inProject('31, 29', async (folder) => {
      const again = { ...MUTANT };
      const outcome = await tryMutants(folder, [noticed, MUTANT, noticed, again], undefined, 1);
      expect(outcome.survivors).toHaveLength(2);
      expect(outcome.survivors[0]).toBe(MUTANT);
      expect(outcome.survivors[1]).toBe(again);
    });
  }, 60_000);

  it('whose test fails without a change proves nothing', { timeout: 60_000 }, async () => {
    await inProject('29, 31', async (folder) => {
      expect(await tryMutants(folder, [MUTANT])).toEqual({
        survivors: [],
        problems: ['rule.test.ts fails without any change.'],
      });
    });
  });
});
