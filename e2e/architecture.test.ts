import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, LAYERS, objection, objectionsOf, sourceFiles } from './architecture.ts';

const top = path.resolve(import.meta.dirname, '..');

describe('the architecture', () => {
  it('holds for every import of every file', () => {
    expect(sourceFiles(top).length).toBeGreaterThan(20);
    expect(objectionsOf(top)).toEqual([]);
  });

  it('has a README of its own in every folder of the table', () => {
    const folders = [...new Set(LAYERS.map((layer) => layer.prefix.split('/')[0] as string))];
    const missing = [...folders, 'e2e', 'bench', 'scripts'].filter(
      (folder) => !existsSync(path.join(top, folder, 'README.md')),
    );
    expect(missing).toEqual([]);
  });

  it('has no folder at the top that the table does not name', () => {
    const known = new Set(
      [...LAYERS.map((layer) => layer.prefix.split('/')[0]), 'e2e', 'bench', 'scripts'].concat([
        'node_modules',
        'dist',
        'build',
        'docs',
        'test-results',
        'playwright-report',
        'coverage',
      ]),
    );
    const unknown = readdirSync(top, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !known.has(entry.name),
      )
      .map((entry) => entry.name);
    expect(unknown).toEqual([]);
  });
});

describe('the reader of imports', () => {
  const check = (from: string, code: string): (string | undefined)[] =>
    importsOf(from, code).map(objection);

  it.each([
    ['tax/x.ts', `import { readFileSync } from 'node:fs';`],
    ['tax/x.ts', `import { Decimal } from 'decimal.js';`],
    ['tax/x.ts', `const x = await import('../db/open.ts');`],
    ['tax/x.ts', `import forms from '../resources/forms/forms.json' with { type: 'json' };`],
    ['formats/x.ts', `export * from '../db/open.ts';`],
    ['db/x.ts', `import type { A } from '../application/contract.ts';`],
    ['cli/x.ts', `import Database from 'better-sqlite3';`],
    ['application/x.ts', `import { app } from 'electron';`],
    ['electron/main/x.ts', `import { loadFacts } from '../../db/facts.ts';`],
    ['electron/preload/x.ts', `import { contract } from '../../application/contract.ts';`],
    ['browser/x.ts', `import { computeYear } from '../tax/compute-year.ts';`],
    ['renderer/x.ts', `import { computeYear } from '../tax/compute-year.ts';`],
    ['renderer/x.svelte', `<script lang="ts">import fs from 'node:fs';</script>`],
    [
      'renderer/x.svelte',
      `<script lang="ts">import { dispatch } from '../application/dispatch.ts';</script>`,
    ],
    ['resources/x.ts', `import { openBook } from '../db/open-book.ts';`],
    ['tax/values/x.ts', `import type { Lot } from '../lots/open-lot.ts';`],
  ])('refuses in %s: %s', (from, code) => {
    expect(check(from, code)).toEqual([expect.stringContaining(from)]);
  });

  it.each([
    ['tax/x.ts', `import { parseDay } from './values/days.ts';`],
    ['tax/values/decimal.ts', `import { Decimal } from 'decimal.js';`],
    [
      'formats/x.ts',
      `import Papa from 'papaparse'; import { parseDay } from '../tax/values/days.ts';`,
    ],
    ['application/x.ts', `import forms from '../resources/forms/f.json' with { type: 'json' };`],
    ['renderer/x.ts', `import type { YearReport } from '../tax/report/year-report.ts';`],
    ['renderer/x.ts', `import { contract } from '../application/contract.ts';`],
    ['cli/x.test.ts', `import Database from 'better-sqlite3';`],
  ])('allows in %s: %s', (from, code) => {
    expect(check(from, code).filter((text) => text !== undefined)).toEqual([]);
  });
});
