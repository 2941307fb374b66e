/** What the keyboard does besides Tab and Enter. */
import { expect, test } from './fixtures.ts';
import {
  addEntry,
  CORRECTED_RELEASE,
  EXAMPLE,
  fillEntry,
  open,
  readRelease,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

test('Ctrl+Z undoes what was done last and Ctrl+Shift+Z does it again, but not while something is typed', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  const rows = page.getByTestId('entry-row');
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(rows).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(1);
  await expect(
    page.getByText('Undone: Removal of the purchase of 100 AIV on Mar 1, 2000.'),
  ).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await expect(rows, 'the removal is done again').toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(1);

  await addEntry(page, { ...EXAMPLE, date: '2001-03-01', newAccount: undefined });
  await expect(rows).toHaveCount(2);
  await page.getByRole('searchbox').fill('2001');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Undo' }), 'the field had it').toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('heading', { name: 'All entries' }).focus();
  await page.keyboard.press('Meta+z');
  await expect(rows).toHaveCount(1);
});

test('Ctrl+Z undoes nothing from behind a dialog', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('link', { name: /^Change: / }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('entry-row')).toHaveCount(1);
});

test('/ goes to the search, Esc closes and the focus is back', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  for (const hash of ['#/lots/2002', '#/entries']) {
    await open(page, hash);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await expect(page.getByRole('searchbox')).toHaveValue('');
  }
  await open(page, '#/lots/2002');
  const accounts = page.getByRole('button', { name: 'Accounts' });
  await accounts.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Accounts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(accounts).toBeFocused();
});

test('a new entry is expected in a taxable account, and the next one where the last one went', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  const account = dialog.getByRole('combobox', { name: 'Account' });
  await expect(account).toHaveValue('Taxable');
  await account.selectOption('Joint');
  await dialog.getByLabel('Trade date').fill('2002-12-02');
  await dialog.getByLabel('Security').fill('AIV');
  await dialog.getByLabel('Shares').fill('10');
  await dialog.getByLabel('Cost in dollars').fill('370.00');
  await dialog.getByRole('button', { name: 'Save and add another' }).click();
  await expect(dialog.getByText('Saved: bought 10 AIV, Dec 2, 2002.')).toBeVisible();
  await expect(account).toHaveValue('Joint');
  await expect(dialog.getByLabel('Security')).toHaveValue('AIV');
  await expect(dialog.getByLabel('Shares')).toHaveValue('');
  await page.keyboard.press('Escape');
  await open(page, '#/entries/new');
  await expect(account).toHaveValue('Joint');
});

test('in a review, arrows walk the values and the text follows, and a mark leads back to its value', async ({
  app,
}) => {
  const { page } = app;
  await page.setViewportSize({ width: 1024, height: 700 });
  await startEmptyBook(page);
  await readRelease(page, CORRECTED_RELEASE);
  const cell = (name: string) => page.getByRole('button', { name }).first();
  const marked = (pointer: string) => page.locator(`[data-mark="/securities/${pointer}"]`);
  await page.getByRole('button', { name: 'Correct something' }).click();
  await cell('Record date, row 1').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(marked('0/rows/1/cells/1')).toHaveClass(/selected/);
  await expect(marked('0/rows/1/cells/1')).toBeInViewport();
  await page.locator('[data-mark^="/securities/0/rows/2/"]').filter({ hasText: '20.5%' }).click();
  await expect(page.locator('[data-cell][aria-current="true"]')).toHaveAccessibleName(
    /^Return of capital, row 3: 20\.5%/,
  );
  await expect(page.locator('[data-cell][aria-current="true"]')).toBeInViewport();
});

test('wrong fields keep the focus in the form and Esc leaves the book as it was', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await fillEntry(page, { ...EXAMPLE, shares: '0' });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Shares')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('entry-row')).toHaveCount(0);
});
