import { delimiter } from 'node:path';
import { expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';

const PATH = ['/opt/bin', '/usr/bin'].join(delimiter);

it.each<[string, Record<string, string>, string[], string | undefined]>([
  [
    'the one that is named',
    { BASISBOOK_CHROMIUM: '/my/c', PATH },
    ['/my/c', '/usr/bin/chromium'],
    '/my/c',
  ],
  [
    'none in place of the one that is named',
    { BASISBOOK_CHROMIUM: '/my/c', PATH },
    ['/usr/bin/chromium'],
    undefined,
  ],
  [
    'chromium before chrome',
    { PATH },
    ['/opt/bin/google-chrome', '/usr/bin/chromium'],
    '/usr/bin/chromium',
  ],
  [
    'the one without windows before the one with them',
    { PATH },
    ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'],
    '/usr/bin/chromium-headless-shell',
  ],
  ['chrome', { PATH }, ['/opt/bin/google-chrome', '/own'], '/opt/bin/google-chrome'],
  ["Playwright's own", { PATH }, ['/own'], '/own'],
  ['none', {}, [], undefined],
])('finds %s', (_, env, there, found) => {
  expect(
    findChromium(
      env,
      (path) => there.includes(path),
      () => '/own',
    ),
  ).toBe(found);
});
