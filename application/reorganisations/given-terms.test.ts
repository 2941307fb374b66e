/** Which texts are notices of a reorganisation: none of the allocations, whatever they speak of. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isNotice } from './given-terms.ts';

const FIXTURES = join(import.meta.dirname, '../../formats/documents/fixtures');

test('no allocation is taken for a notice', () => {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.txt'),
  );
  expect(files.length).toBeGreaterThan(20);
  const allocation = readFileSync(join(FIXTURES, files[0] ?? ''), 'utf8');
  const beside = `${allocation}\nBefore the spin-off the 1-for-8 reverse split took effect; see Form 8937.`;
  const taken = files.filter((name) => isNotice(readFileSync(join(FIXTURES, name), 'utf8')));
  expect([taken, isNotice(beside)]).toEqual([[], false]);
  expect(isNotice('The 1-for-8 reverse split was effective on June 1, 2021.')).toBe(true);
});
