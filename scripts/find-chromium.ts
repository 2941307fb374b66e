/** The browser that the tests drive: one of this machine, or the one that Playwright fetched. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type * as Playwright from '@playwright/test';

/** The one without windows comes first: nothing here is looked at, and it takes a quarter less work. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Playwright is read only where it is asked: that takes longer than to start the application. */
function playwrightsOwn(): string {
  const require = createRequire(import.meta.url);
  const { chromium } = require('@playwright/test') as typeof Playwright;
  return chromium.executablePath();
}

/** The path of a Chromium, or undefined. BASISBOOK_CHROMIUM names one and wins. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
  own: () => string = playwrightsOwn,
): string | undefined {
  const named = env['BASISBOOK_CHROMIUM'];
  if (named) return exists(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...onPath, ...PLACES].find((path) => exists(path));
  if (found !== undefined) return found;
  const last = own();
  return last && exists(last) ? last : undefined;
}
