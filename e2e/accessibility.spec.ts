/** What the walk over all screens does not come by: no violation that axe can find, and the keyboard alone is enough. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { axe, violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addEntry, box, EXAMPLE, open, startEmptyBook, startSampleBook } from './steps.ts';

test('history and backups keep the rules of accessibility, light and dark, narrow and wide', async ({
  app,
}) => {
  const { page } = app;
  const look = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [width, height] of [
        [1280, 800],
        [1024, 700],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height });
        const { violations } = await (await axe(page)).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
      }
    }
  };
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await addEntry(page, { ...EXAMPLE, date: '2001-03-01', newAccount: undefined });
  await open(page, '#/history');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone', { exact: true })).toHaveCount(1);
  await look();
  await open(page, '#/backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByTestId('backup-row')).not.toHaveCount(0);
  await look();
});

test('empty screens are accessible and name the next step', async ({ app }) => {
  await startEmptyBook(app.page);
  for (const [hash, step] of [
    ['#/tax-year', /release|lots|entry/i],
    ['#/lots', /Add entry|Import|purchase/i],
    ['#/entries', /Add entry|Import|purchase/i],
    ['#/distributions', /Add a release/],
  ] as const) {
    await open(app.page, hash);
    await expect(app.page.locator('main').getByText(step).first()).toBeVisible();
    expect(await violations(app.page, 'light'), hash).toEqual([]);
  }
});

test('a book that cannot be opened is said accessibly in both themes', async ({ app }) => {
  writeFileSync(path.join(app.folder, 'book.basisbook'), 'a letter, not a book');
  await app.restart();
  await expect(app.page.getByRole('heading', { name: 'Your book is not open' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(app.page, colorScheme), colorScheme).toEqual([]);
  }
});

test('the keyboard alone reaches a derivation and comes back', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await box(page, '2d').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  const inside = await page.evaluate(() =>
    document.querySelector('dialog[open]')?.contains(document.activeElement),
  );
  expect(inside, 'the focus is in the drawer').toBe(true);
  await page.keyboard.press('Escape');
  await expect(box(page, '2d')).toBeFocused();
});
