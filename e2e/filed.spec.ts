/** What was filed: whoever changes it hears of it before, in the words after, and on the year's Summary. */
import { expect, test } from './fixtures.ts';
import { acceptRelease, addEntry, EXAMPLE, open, startEmptyBook } from './steps.ts';

test('a change of a filed year is said before it is saved and after it, and a restore says what goes', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await acceptRelease(page);
  await open(page, '#/backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByTestId('backup-row').filter({ hasText: 'By hand' })).toHaveCount(1);
  await open(page, '#/tax-year/2002/return');
  await page.getByRole('button', { name: 'I filed this' }).click();
  await expect(page.getByText('What you filed for 2002 is recorded.')).toBeVisible();

  await open(page, '#/entries');
  await page
    .getByTestId('entry-row')
    .first()
    .getByRole('link', { name: /^Change/ })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('changes')).toBeVisible();
  await expect(dialog.getByTestId('filed-warning')).toHaveCount(0);
  await dialog.getByLabel('Cost in dollars').fill('3900');
  await dialog.getByLabel('Shares', { exact: true }).fill('110');
  await expect(dialog.getByTestId('filed-warning')).toContainText(
    /You filed 2002\. This changes \d+ figures of that return: Box 1, Box 2a/,
  );
  // Beside the button that saves it, in the smallest window too.
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(dialog.getByTestId('filed-warning')).toBeInViewport({ ratio: 1 });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByTestId('toast-filed')).toContainText(/You filed 2002, and \d+ figures/);
  await page.getByTestId('toast-filed').getByRole('link', { name: 'Return' }).click();
  await expect(page.getByTestId('filed-changed')).toBeVisible();
  await open(page, '#/tax-year/2002');
  await expect(page.getByTestId('filed-since')).toContainText('changed since');

  await open(page, '#/backups');
  const byHand = page.getByTestId('backup-row').filter({ hasText: 'By hand' });
  await byHand.getByRole('button', { name: /^Put back … the backup of/ }).click();
  await expect(dialog.getByTestId('differences')).toContainText('1 record of what you filed goes');
  await expect(dialog.getByTestId('differences')).toContainText('for 2002');
});

test('a year that is provisional says so wherever its figures stand', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await acceptRelease(page);
  const line = page.getByTestId('provisional-line');
  for (const place of ['#/tax-year/2002/return', '#/tax-year/2002/sales', '#/holdings/2002']) {
    await open(page, place);
    await expect(line).toContainText('open in 2002, so these figures can change.');
  }
  await page.getByRole('link', { name: 'AIV' }).first().click();
  await expect(page.getByRole('heading', { name: 'AIV' })).toBeVisible();
  await expect(line).toBeVisible();
  await open(page, '#/lots/2002/lot/Taxable/AIV%2F2000-03-01');
  await expect(line).toBeVisible();
  await line.getByRole('link').click();
  await expect(page.getByTestId('checklist')).toBeVisible();
  await expect(line).toHaveCount(0);
});
