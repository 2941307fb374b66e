/** What was done can be undone and done again: by keys, from the screen, and after a reload. */
import { expect, test } from './fixtures.ts';
import { addEntry, EXAMPLE, open, startEmptyBook } from './steps.ts';

test('everything that was done is listed, undone and done again, also after a reload', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/history');
  await expect(page.getByText('No history yet')).toBeVisible();
  await addEntry(page, EXAMPLE);
  await addEntry(page, { ...EXAMPLE, date: '2001-03-01', newAccount: undefined });
  await page.getByRole('link', { name: 'Settings and backups' }).click();
  await page.getByRole('link', { name: 'History' }).click();
  const rows = page.getByTestId('act-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Purchase of 100 AIV on Mar 1, 2001');
  await page.getByRole('button', { name: /^Undo back to here: Purchase/ }).click();
  await expect(page.getByText('Undone', { exact: true })).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'History' })).toBeFocused();
  await page.reload();
  await expect(page.getByText('Undone', { exact: true })).toHaveCount(2);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(page.getByText(/^Redone: Purchase of 100 AIV on Mar 1, 2000\.$/)).toBeVisible();
  await expect(page.getByText('Undone', { exact: true })).toHaveCount(1);
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.getByText('Undone', { exact: true })).toHaveCount(0);
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toHaveCount(2);
});

test('after a change of an account, Ctrl+Z takes that back and brings back no entry', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(0);
  await open(page, '#/lots/2000');
  await page.getByRole('button', { name: 'Accounts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Accounts' });
  await dialog.getByLabel('New account').fill('Third');
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(dialog.getByText('Third was added.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: New account “Third”.')).toBeVisible();
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toHaveCount(0);
});
