import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/find-chromium.ts';

const report = process.env['BASISBOOK_REPORT'];
const chromium = findChromium();
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A busy machine gets a second try, which is traced; the list still names what needed it. Tracing
  // every test takes a third of the time.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  projects: [
    {
      name: 'browser',
      // What only a window can meet.
      testIgnore: '**/window.spec.ts',
      use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 860 },
        trace: 'on-first-retry',
        launchOptions: {
          ...(chromium ? { executablePath: chromium } : {}),
          args: [
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
            // Chromium's sandbox does not work for root; the page under test is our own.
            ...(isRoot ? ['--no-sandbox'] : []),
          ],
        },
      },
    },
    {
      name: 'stand-in',
      // The built main process, preload and window, in Chromium where Electron's binary is not. What a
      // page looks like and says is the same as in a tab: the walks over screens, fields and figures,
      // and over releases, terms, forms, brokers' files and copies, are not made twice.
      testIgnore: process.env['BASISBOOK_EVERY_SPEC']
        ? []
        : /\/(?:accessibility|backups|bases|captions|chain|check-1099|corrected|documents|entries|every-screen|explain|filed|finished|histories|identity|interactions|layout|long-work|other-holders|pictures|plain-amounts|tables|terms|whole-tables|words|wrong-input)\.spec\.ts$/,
      use: { trace: 'on-first-retry' },
    },
    {
      name: 'electron',
      // The specs are the same; e2e/fixtures.ts opens the window instead of a tab.
      use: { trace: 'on-first-retry' },
    },
  ],
});
