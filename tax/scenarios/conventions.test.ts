/** Every convention that is written down has the scenario that it names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const rows = readFileSync(join(import.meta.dirname, '..', 'CONVENTIONS.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name = '', file = '', title = ''] =
      /^\| \*\*(.+?)\*\*.*\| `(.+?)`: (.+?) +\|$/.exec(line) ?? [];
    return name === '' ? [] : [{ name, file, title }];
  });

describe('conventions', () => {
  it('are a list', () => {
    expect(rows.length).toBeGreaterThan(8);
  });

  it.each(rows)('$name: $file', ({ file, title }) => {
    const scenarios = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
    expect(scenarios.some((line) => line.startsWith(`scenario ${title}`))).toBe(true);
  });
});
