/** What is asked of a whole table: the order of its days, the sign before its decimals, the currency of its amounts. */
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { dropFiles, open, startEmptyBook } from './steps.ts';

const TABLE = `Date;Action;Symbol;Shares;Price;Amount;FX Rate
04/03/2024;Buy;EQR;10;62,125;621,250;0,925
05/03/2024;Sell;EQR;4;65,500;262,000;0,925
`;

const asked = (page: Page, about: string) =>
  page.getByTestId('import-question').filter({ hasText: about });

async function drop(page: Page): Promise<void> {
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'bank.csv', type: 'text/csv', text: TABLE }]);
  await expect(page.getByTestId('import-question')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
}

test('each is answered once, and its rows follow', async ({ app }) => {
  const { page } = app;
  await drop(page);
  await asked(page, 'Is “62,125” 62.125 or 62125?')
    .getByRole('button', { name: 'A comma stands before decimals: 62.125' })
    .click();
  await asked(page, 'Is “04/03/2024”')
    .getByRole('button', { name: 'The day stands first: 2024-03-04' })
    .click();
  await asked(page, 'In which currency').getByRole('button', { name: 'In US dollars' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is answered' })).toBeVisible();
  const rows = page.getByTestId('import-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Mar 4, 2024' })).toContainText('$621.25');
  await expect(rows.filter({ hasText: 'Mar 5, 2024' })).toContainText('$262.00');

  await asked(page, 'Is “04/03/2024”').getByRole('button', { name: 'Change' }).click();
  await asked(page, 'Is “04/03/2024”')
    .getByRole('button', { name: 'The month stands first: 2024-04-03' })
    .click();
  await expect(rows.filter({ hasText: 'Apr 3, 2024' })).toContainText('$621.25');
  await page.getByRole('button', { name: 'Import 2 entries' }).click();
  const entries = page.getByTestId('entry-row');
  await expect(entries).toHaveCount(2);
  await expect(entries.filter({ hasText: 'Apr 3, 2024' })).toContainText('621.25');
});

test('lines in another currency are left out, and the import says so', async ({ app }) => {
  const { page } = app;
  await drop(page);
  await asked(page, 'In which currency')
    .getByRole('button', { name: 'In another currency: leave these lines out' })
    .click();
  await expect(page.getByTestId('import-row')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.getByText('2 lines left out').click();
  await expect(page.getByText('its exchange rate is 0.925')).toHaveCount(2);
  await expect(page.getByText('its exchange rate is 0.925').first()).toBeVisible();
});

test('they can be read and reached at every size, light and dark', async ({ app }) => {
  const { page } = app;
  await drop(page);
  for (const [width, height] of [
    [1280, 800],
    [1024, 700],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      const { scrollWidth, clientWidth } = await page
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
      expect(scrollWidth, `${width} wide`).toBeLessThanOrEqual(clientWidth);
      expect(await violations(page, colorScheme), `${colorScheme}, ${width} wide`).toEqual([]);
    }
  }
});
