/**
 * Every screen, dialog and state, each measured once in all ways: by the rules of accessibility in both themes,
 * for what is cut, crooked, too wide or too small at both sizes of the window, and at 200% zoom, and by its signs.
 */
import type { Page } from '@playwright/test';
import { inTheme, violations } from './axe.ts';
import {
  cutTexts,
  hardEnds,
  nearlyMeeting,
  outOfReach,
  overflowing,
  smallType,
  straightQuotes,
  tornWords,
  unequalBaselines,
  unevenGutters,
  unevenRows,
} from './craft.ts';
import { expect, test } from './fixtures.ts';
import { openScreen, SAMPLE_SCREENS, startSampleBook } from './steps.ts';
import { WALKS } from './walk.ts';

const WIDE = { width: 1280, height: 800 };
const SMALLEST = { width: 1024, height: 700 };
/** 1280 by 800 at 200%. */
const ZOOMED = { width: 640, height: 400 };

/** Nothing is wider than its room, cut or crooked. */
async function fits(page: Page, state: string): Promise<void> {
  // The table to be edited is a sheet beside its text: it scrolls in its own pane, by keyboard as
  // well; the page around it does not.
  const wide = async () => (await overflowing(page)).filter((name) => !/^Payments of/.test(name));
  await expect.poll(wide, { message: state }).toEqual([]);
  // A chart is drawn anew for another width, in the browser's own time.
  const soft = expect.configure({ soft: true });
  await soft.poll(() => cutTexts(page), { message: state, timeout: 3_000 }).toEqual([]);
  await soft.poll(() => unequalBaselines(page), { message: state, timeout: 3_000 }).toEqual([]);
  soft(await unevenRows(page), state).toEqual([]);
  soft(await unevenGutters(page), state).toEqual([]);
  soft(await nearlyMeeting(page), state).toEqual([]);
  soft(await tornWords(page), state).toEqual([]);
  await soft.poll(() => hardEnds(page), { message: state, timeout: 3_000 }).toEqual([]);
}

async function measure(page: Page, state: string): Promise<void> {
  await fits(page, state);
  expect.soft(await smallType(page), state).toEqual([]);
  expect.soft(await straightQuotes(page), state).toEqual([]);
  expect.soft(await violations(page, 'light'), state).toEqual([]);
  await inTheme(page, 'dark');
  expect.soft(await violations(page, 'dark'), `${state}, dark`).toEqual([]);
  await inTheme(page, 'light');
  await page.setViewportSize(SMALLEST);
  await fits(page, `${state}, in the smallest window`);
  await page.setViewportSize(ZOOMED);
  await expect.poll(() => outOfReach(page), { message: `${state}, at 200%` }).toEqual([]);
  await page.setViewportSize(WIDE);
}

for (const [name, walk] of Object.entries(WALKS)) {
  test(`${name}: accessible in both themes, and nothing is cut, crooked or out of reach`, async ({
    app,
  }) => {
    // Some ten screens and states in one walk, each measured eight times.
    test.slow();
    const { page } = app;
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await walk(page, (state) => measure(page, state));
  });
}

test('the year and its sales keep the rules of accessibility in the smallest window', async ({
  app,
}) => {
  const { page } = app;
  await page.setViewportSize(SMALLEST);
  await startSampleBook(page);
  for (const screen of SAMPLE_SCREENS.slice(0, 4)) {
    await openScreen(page, screen);
    expect.soft(await violations(page, 'light'), screen[0]).toEqual([]);
  }
});
