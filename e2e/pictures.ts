/**
 * Pictures of the screens, compared with those that were looked at one by one. Letters are drawn otherwise
 * by another Chromium or another system: the pictures say what they were taken with, and are compared there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Drawer } from './drawer.ts';
import { expect } from './fixtures.ts';

const TAKEN_WITH = path.join(import.meta.dirname, 'pictures', 'taken-with.json');

/** What the pictures were taken with. */
export function takenWith(): Drawer {
  return JSON.parse(readFileSync(TAKEN_WITH, 'utf8')) as Drawer;
}

/** Says what the pictures are taken with from now on. */
export function noteDrawer(here: Drawer): void {
  writeFileSync(TAKEN_WITH, `${JSON.stringify(here, null, 2)}\n`);
}

const SIZES = [
  [1280, 800],
  [1024, 700],
] as const;
const THEMES = ['light', 'dark'] as const;
/** A4 between margins of 14 mm. */
const PAPER = { width: 688, height: 1000 };

/** A pixel counts as another one beyond the haze of smoothed letters; a word that is another one is more than these. */
const TOLERANCE = { maxDiffPixels: 40, threshold: 0.2, timeout: 30_000 };

/**
 * Compares the screen as it is now, in both sizes and both themes: in light the whole of it, in dark what
 * stands above the fold.
 * @param dialog a sheet over the screen, or a screen of panes: as high as the window, whatever is in it
 */
export async function picture(page: Page, name: string, dialog = false): Promise<void> {
  // What was done just before is no part of the screen, and goes away by itself.
  for (const toast of await page.getByRole('button', { name: 'Dismiss' }).all())
    await toast.click();
  await take(page, name, dialog, () => page.mouse.move(0, 0));
}

/** The same of a screen with what was just done on it: it stays as long as the pointer is over it. */
export async function pictureWithToast(page: Page, name: string): Promise<void> {
  await take(page, name, true, () => page.locator('.toast').hover({ position: { x: 8, y: 8 } }));
}

async function take(
  page: Page,
  name: string,
  dialog: boolean,
  point: () => Promise<void>,
): Promise<void> {
  await page.evaluate(() => {
    window.scrollTo(0, 0);
  });
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await point();
      await expect.soft(page).toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, {
        ...TOLERANCE,
        fullPage: !dialog && colorScheme === 'light',
      });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  // The next screen opens at one size, whatever was looked at before it: a pane scrolls to what fits in.
  await page.setViewportSize({ width: SIZES[0][0], height: SIZES[0][1] });
}

/** Compares the paper of the screen. */
export async function paper(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  await expect.soft(page).toHaveScreenshot(`${name}-print.png`, { ...TOLERANCE, fullPage: true });
  await page.emulateMedia({ media: 'screen' });
}
