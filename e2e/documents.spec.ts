/** Tables by hand, corrections of what is accepted, versions side by side, and the library. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { acceptRelease, addEntry, box, EXAMPLE, open, startEmptyBook } from './steps.ts';

const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-cell="/securities/0/rows/${row}/cells/${column}"]`);

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

test('a table is typed in by the keyboard alone, filled down, and counts', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/distributions/new');
  await page.getByRole('button', { name: 'Enter a table by hand' }).click();
  const accept = page.getByRole('button', { name: 'Accept', exact: true });
  await expect(accept).toBeDisabled();
  await page.getByLabel('tax year').fill('2002');
  await page.getByLabel('tax year').press('Tab');
  // The columns of that year: there were no qualified dividends.
  await expect(page.getByLabel(/^What column \d holds/)).toHaveCount(7);
  await page.getByLabel('Security', { exact: true }).fill('Class A Common Stock');
  await page.getByLabel('Ticker').fill('AIV');
  await page.getByLabel('Ticker').press('Tab');

  await cell(page, 0, 0).focus();
  for (const text of ['02/04/02', '02/11/02', '0.82', '61.4', '6.6', '12.5', '19.5']) {
    await type(page, text);
  }
  const marks = page.getByLabel('adds up');
  await expect(page.getByTestId('draft-row').first()).toContainText('100%');
  await expect(marks).toHaveCount(1);

  await cell(page, 0, 2).focus();
  for (let column = 2; column <= 6; column++) {
    await page.keyboard.press('Control+d');
    await page.keyboard.press('ArrowRight');
  }
  await cell(page, 1, 0).focus();
  for (const [record, payable] of [
    ['05/06/02', '05/13/02'],
    ['08/16/02', '08/23/02'],
    ['11/11/02', '11/18/02'],
  ] as const) {
    await type(page, record);
    await page.keyboard.type(payable);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
  }
  await expect(marks).toHaveCount(4);
  await expect(accept).toBeEnabled();
  await accept.press('Enter');
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await open(page, '#/distributions');
  await expect(page.getByTestId('document-row')).toContainText('by hand');
  await open(page, '#/tax-year/2002');
  await expect(box(page, '1')).toHaveText('201.40');
  await expect(box(page, '3')).toHaveText('63.96');
});

test('an accepted release is corrected from its screen, and both versions stand side by side', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await page.getByTestId('document-row').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Correct by hand' }).click();
  const accept = page.getByRole('button', { name: 'Accept', exact: true });
  await expect(page.getByText(/Nothing is changed yet/)).toBeVisible();
  await expect(accept).toBeDisabled();
  await cell(page, 0, 0).click();
  await page.keyboard.type('02/05/02');
  await page.keyboard.press('Enter');
  await expect(accept).toBeEnabled();
  await accept.click();

  const rows = page.getByTestId('document-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'corrected' })).toContainText('In use');
  await rows.filter({ hasText: 'corrected' }).getByRole('link').first().click();
  await page.getByRole('link', { name: /compare with the earlier final \(version 1/ }).click();
  await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
  await expect(page.getByText('1 cell of 1 payment is different.')).toBeVisible();
  const table = page.getByRole('table', { name: /^Payments of Class A/ });
  await expect(table.locator('del')).toHaveText('Feb 4, 2002');
  await expect(table.locator('ins')).toHaveText('Feb 5, 2002');
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByText('All payments').click();
  await expect(table.getByRole('row')).toHaveCount(5);
  await table
    .getByRole('link', { name: /of the later text/ })
    .first()
    .click();
  await expect(page.getByText('Typed in by hand')).toBeVisible();
});

test('an empty book names the library, and takes a release from it', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await page.getByRole('button', { name: 'Open the library' }).click();
  const dialog = page.getByRole('dialog', { name: /Library/ });
  await dialog
    .getByRole('button', { name: /^Review and add Apartment Investment.* 2002$/ })
    .click();
  await expect(page.getByRole('heading', { name: /9 securities, 33 payments/ })).toBeVisible();
});

test('a missing allocation that the library has is offered, reviewed and added', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002');
  const offer = page.getByTestId('library-offer');
  await expect(offer).toContainText('Apartment Investment and Management Company, 2002');
  await offer.getByRole('button', { name: /^Review and add Apartment.* 2002$/ }).click();
  await expect(page.getByRole('heading', { name: /9 securities, 33 payments/ })).toBeVisible();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await open(page, '#/distributions');
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /Library/ });
  await expect(dialog.getByTestId('library-row').first()).toBeVisible();
  await expect(dialog.getByTestId('terms-row').first()).toBeVisible();
  // One list: the terms of a year stand with its releases, the newest first.
  const titles = await dialog.getByRole('heading', { level: 3 }).allTextContents();
  const places = [', 2021', ', 2020', 'Separation of December 15, 2020', ' 2008', ', 2002'];
  const found = places.map((end) => titles.findIndex((title) => title.endsWith(end)));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  await expect(dialog.getByTestId('library-row').filter({ hasText: ', 2002' })).toContainText(
    'In your book',
  );
  // Of a reorganisation: what it makes of the lots is shown, applied with one button, and there.
  await dialog.getByRole('button', { name: 'Show Separation of December 15, 2020' }).click();
  await expect(page.getByTestId('share-picture')).toContainText('1 AIRC');
  await expect(page.getByTestId('terms-lot')).toContainText('3,807.11');
  await page.getByRole('button', { name: 'Apply to 1 account' }).click();
  await expect(page.getByTestId('terms-kept')).toContainText('1 entry');
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  const row = dialog
    .getByTestId('terms-row')
    .filter({ hasText: 'Separation of December 15, 2020' });
  await expect(row).toContainText('In your book');
  await page.keyboard.press('Escape');
  await open(page, '#/tax-year/2002');
  await expect(box(page, '3')).toHaveText('63.96');
  await expect(offer).toHaveCount(0);
});
