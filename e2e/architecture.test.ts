import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { objection, objectionsOf, ringsIn } from './architecture.ts';
import { importsOf, sourceFiles } from './imports.ts';
import { layerOf, tableRows } from './layer-of.ts';
import { LAYERS } from './layers.ts';

const top = path.resolve(import.meta.dirname, '..');

describe('the architecture', () => {
  it('holds for every import of every file', () => {
    expect(sourceFiles(top).length).toBeGreaterThan(20);
    expect(objectionsOf(top)).toEqual([]);
  });

  it('has a README of its own in every folder of the table', () => {
    const folders = new Set(
      LAYERS.flatMap(({ prefix }) =>
        prefix.includes('/') ? [prefix.split('/')[0] as string] : [],
      ),
    );
    const missing = [...folders].filter(
      (folder) => !existsSync(path.join(top, folder, 'README.md')),
    );
    expect(missing).toEqual([]);
  });

  it('has no folder at the top that the table does not name', () => {
    const known = new Set(
      LAYERS.map((layer) => layer.prefix.split('/')[0] as string).concat([
        'node_modules',
        'dist',
        'build',
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

describe('the table of ARCHITECTURE.md', () => {
  it('is the one that is held', () => {
    const squeezed = (row: string): string => row.replaceAll(/ {2,}/g, ' ');
    const section = readFileSync(path.join(top, 'ARCHITECTURE.md'), 'utf8')
      .split('\n## ')
      .find((part) => part.startsWith('Who may import whom'));
    const rows = (section ?? '').split('\n').filter((line) => line.startsWith('|'));
    expect(rows.slice(2).map(squeezed)).toEqual(tableRows());
  });
});

describe('the text of ARCHITECTURE.md', () => {
  it('names no file that is not there', () => {
    const named = readFileSync(path.join(top, 'ARCHITECTURE.md'), 'utf8').matchAll(
      /`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs|svelte|md|json|txt))`/g,
    );
    const files = [...named]
      .map(([, file]) => file as string)
      .filter((file) => !/\bN\b|N-name/.test(file));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(path.join(top, file)))).toEqual([]);
  });
});

describe('rings of imports', () => {
  const edges = (files: Readonly<Record<string, string>>) =>
    Object.entries(files).flatMap(([file, code]) => importsOf(file, code));

  it('are found through several files', () => {
    expect(
      ringsIn(
        edges({
          'tax/a.ts': `import { b } from './b.ts';`,
          'tax/b.ts': `export { c } from './lots/c.ts';`,
          'tax/lots/c.ts': `import '../a.ts';`,
        }),
      ),
    ).toEqual(['tax/a.ts -> tax/b.ts -> tax/lots/c.ts -> tax/a.ts']);
  });

  it('of one file with itself are found', () => {
    expect(ringsIn(edges({ 'tax/a.ts': `import * as own from './a.ts';` }))).toEqual([
      'tax/a.ts -> tax/a.ts',
    ]);
  });

  it('of types alone are none', () => {
    expect(
      ringsIn(
        edges({
          'tax/a.ts': `import type { B } from './b.ts'; import { type C } from './b.ts';`,
          'tax/b.ts': `import { a } from './a.ts';`,
        }),
      ),
    ).toEqual([]);
  });
});

describe('files in no folder of the table', () => {
  it.each(['utilities/x.ts', 'x.ts', 'electron/x.ts', 'utilities/x.test.ts', 'x.config.ts'])(
    'are told: %s',
    (file) => {
      expect(layerOf(file)).toBeUndefined();
      expect(importsOf(file, `import './y.ts';`).map(objection)).toEqual([
        `${file} is in no folder of the architecture`,
      ]);
    },
  );
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
    ['tax/facts/x.ts', `import { computeYear } from '../compute-year.ts';`],
    // Tools in the product.
    ['tax/x.ts', `import { slowYear } from './oracle/slow-year.ts';`],
    ['tax/lots/x.ts', `import type { SlowLot } from '../oracle/lots.ts';`],
    ['tax/x.ts', `export * from './testing/facts.ts';`],
    ['tax/report/x.ts', `const s = await import('../scenarios/read-scenario.ts');`],
    ['formats/x.ts', `import { layouts } from './documents/fuzz/layouts.ts';`],
    ['formats/documents/grid/x.ts', `import { pdf } from '../source/testing/pdf.ts';`],
    ['application/x.ts', `import { harness } from './testing/harness.ts';`],
    ['application/handlers/x.ts', `import { slowYear } from '../../tax/oracle/slow-year.ts';`],
    ['db/x.ts', `import { book } from './testing/books.ts';`],
    ['cli/x.ts', `import { run } from './testing/run.ts';`],
    ['renderer/x.ts', `import type { Book } from '../tax/oracle/random-book.ts';`],
    ['application/x.ts', `import { helper } from './other.test.ts';`],
    // A rule of the engine in the second calculation.
    ['tax/oracle/x.ts', `import { washSales } from '../lots/wash-sales.ts';`],
    ['tax/oracle/x.ts', `import { computeYear } from '../compute-year.ts';`],
    ['tax/oracle/x.ts', `import { isLongTerm } from '../values/days.ts';`],
    ['tax/oracle/x.ts', `import { addDays, isHeldSixMonthsOrLess } from '../values/days.ts';`],
    ['tax/oracle/x.ts', `import * as days from '../values/days.ts';`],
    ['tax/oracle/x.ts', `import { apportion } from '../values/money.ts';`],
    ['tax/oracle/x.ts', `import { firstDayOfEntitlement } from '../facts/ex-date.ts';`],
    ['tax/oracle/x.ts', `import type { OpenLot } from '../lots/open-lot.ts';`],
    ['tax/oracle/x.ts', `import { reference } from '../../resources/reference.ts';`],
    // Tests and tools have a folder of their own in the table.
    ['tax/x.test.ts', `import { openBook } from '../db/open-book.ts';`],
    ['tax/x.test.ts', `import { chromium } from '@playwright/test';`],
    ['renderer/x.test.ts', `import { openBook } from '../db/open-book.ts';`],
    ['db/testing/x.ts', `import { dispatch } from '../../application/dispatch.ts';`],
    ['tax/scenarios/x.ts', `import { slowYear } from '../oracle/slow-year.ts';`],
    ['bench/x.ts', `import { slowYear } from '../tax/oracle/slow-year.ts';`],
    ['scripts/x.ts', `import { openBook } from '../db/open-book.ts';`],
    ['vitest.config.ts', `import { run } from './scripts/run.ts';`],
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
    ['tax/oracle/x.ts', `import { addDays, type Day } from '../values/days.ts';`],
    ['tax/oracle/x.ts', `import { parseMoney } from '../values/money.ts';`],
    ['tax/oracle/x.ts', `import { Decimal } from '../values/decimal.ts';`],
    ['tax/oracle/x.ts', `import type { YearReport } from '../report/year-report.ts';`],
    ['tax/lots/x.test.ts', `import { slowYear } from '../oracle/slow-year.ts';`],
    ['application/x.test.ts', `import { harness } from './testing/harness.ts';`],
  ])('allows in %s: %s', (from, code) => {
    expect(check(from, code).filter((text) => text !== undefined)).toEqual([]);
  });
});
