import { expect, it } from 'vitest';
import { whyNotCompared } from './drawer.ts';

const taken = { system: 'debian 12', chromium: 'chromium-headless-shell 156' };

it('compares pictures with the same program on the same system', () => {
  expect(whyNotCompared(taken, { ...taken })).toBeUndefined();
});

it.each([
  { ...taken, chromium: 'chromium-headless-shell 157' },
  { ...taken, chromium: 'chromium 156' },
  { ...taken, system: 'debian 13' },
])('leaves them out elsewhere, and says what they were taken with: %o', (here) => {
  expect(whyNotCompared(taken, here)).toBe(
    `Left out: pictures were taken with chromium-headless-shell 156 on debian 12; here is ${here.chromium} on ${here.system}.`,
  );
});
