/** A corrected release takes over: said before, done after, and taken back. */
import { expect, test } from './fixtures.ts';
import {
  acceptRelease,
  addEntry,
  box,
  CORRECTED_RELEASE,
  EXAMPLE,
  open,
  readRelease,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

test('a corrected release says what it changes, takes over, and can be removed again', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  // A lot whose basis is used up within the year.
  await addEntry(page, { date: '1998-10-01', security: 'AIV', shares: '60', amount: '24.00' });

  await readRelease(page, CORRECTED_RELEASE);
  await page.getByText('Corrected', { exact: true }).click();
  const changes = page.getByTestId('changes');
  await expect(changes.locator('summary')).toHaveText(
    'What accepting changes in 2002: 2 boxes, 1 lot and 2 gains beyond the basis',
  );
  await changes.locator('summary').click();
  for (const [what, before, after] of [
    ['Box 1, Ordinary dividends', '$322.24', '$316.96'],
    ['Box 3, Nontaxable distributions', '$102.32', '$107.60'],
    ['Adjusted basis of AIV of Mar 1, 2000', '$3,736.04', '$3,732.76'],
    ['Gain beyond the basis of AIV of Oct 1, 1998, Nov 18, 2002', '$9.59', '$10.09'],
  ] as const) {
    const row = changes.getByRole('row', { name: what });
    await expect(row, what).toContainText(before);
    await expect(row, what).toContainText(after);
  }
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  // What it was added for is shown: the year.
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await open(page, '#/distributions');

  const rows = page.getByTestId('document-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Corrected' })).toContainText('In use');
  await expect(rows.filter({ hasText: 'Final' })).toContainText('Superseded');
  await open(page, '#/tax-year/2002');
  await expect(box(page, '1')).toHaveText('316.96');
  await expect(box(page, '3')).toHaveText('107.60');
  await expect(page.getByTestId('excess-long')).toHaveText('$16.36');

  await open(page, '#/distributions');
  await rows
    .filter({ hasText: 'Corrected' })
    .getByRole('button', { name: /^Remove/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Removing it changes 2002' });
  await expect(dialog.getByRole('row', { name: 'Box 3' })).toContainText('$102.32');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(rows, 'Esc removes nothing').toHaveCount(2);
  await rows
    .filter({ hasText: 'Corrected' })
    .getByRole('button', { name: /^Remove/ })
    .click();
  await dialog.getByRole('button', { name: 'Remove the release' }).click();
  await expect(rows).toHaveCount(1);
  await open(page, '#/tax-year/2002');
  await expect(box(page, '3')).toHaveText('102.32');
  await page.keyboard.press('Control+z');
  await expect(box(page, '3')).toHaveText('107.60');
});

test('a release that no figure stands on is removed without a question', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByTestId('document-row')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('document-row')).toHaveCount(1);
});

test('what removing a release changes begins with some rows, and shows all of them when asked', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/distributions');
  await page.getByTestId('document-row').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Removing it changes/ });
  await expect(dialog).toContainText('12 lots, 1 sale and 2 gains beyond the basis would be');
  const rows = dialog.locator('tbody tr');
  await expect(rows).toHaveCount(7);
  await dialog.getByRole('button', { name: 'Show 11 more rows of 2002' }).press('Enter');
  await expect(rows).toHaveCount(18);
  await expect(rows.nth(7).getByRole('button').first()).toBeFocused();
});
