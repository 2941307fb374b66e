/** "I know my basis": all lots that are held on a day in one table, and one act. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addEntry, EXAMPLE, open, RELEASE, readRelease, startEmptyBook } from './steps.ts';

const OTHER = { ...EXAMPLE, newAccount: undefined };

/** 2002 is there; 2000 and 2001 are not, and their lots ask for them. */
async function makeBook(page: Page): Promise<void> {
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await addEntry(page, { ...OTHER, date: '2001-03-15', shares: '35', amount: '1200' });
  await addEntry(page, { ...OTHER, date: '2002-11-01', shares: '5', amount: '150' });
  await readRelease(page, RELEASE);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
}

test('two bases from the checklist take four steps, by keyboard alone, and one step of Undo', async ({
  app,
}) => {
  const { page } = app;
  await makeBook(page);
  const answer = page.getByRole('link', { name: 'I know my basis on Jan 1, 2002' });
  await answer.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'I know my basis' });
  await expect(dialog.getByTestId('held-lot'), 'none that was bought after the day').toHaveCount(2);
  await expect(dialog.getByLabel('Security')).toHaveValue('AIV');
  await expect(dialog.getByLabel('Day')).toHaveValue('1/1/2002');
  await expect(dialog.locator('tfoot')).toContainText('2 lots');
  await expect(dialog.locator('tfoot')).toContainText('135');
  await expect(dialog.getByLabel('Basis you know of lot Mar 1, 2000 · 100 sh.')).toBeFocused();
  await page.keyboard.type('3,500');
  await expect(dialog.getByTestId('typed-sum')).toHaveText('$3,500.00');
  await expect(dialog.locator('tfoot')).toContainText('1 of 2 lots');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('1100.50');
  await expect(dialog.getByTestId('typed-sum')).toHaveText('$4,600.50');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await expect(answer, 'the years before ask for nothing').toBeHidden();
  await open(page, '#/history');
  await expect(page.getByTestId('act-row').first()).toContainText('opening basis', {
    ignoreCase: true,
  });
  await page.keyboard.press('Control+z');
  await open(page, '#/tax-year/2002');
  await expect(answer).toBeVisible();
});

test('a basis that is no amount is said in its row, and a column of a spreadsheet fills the rows', async ({
  app,
}) => {
  const { page } = app;
  await makeBook(page);
  await open(page, '#/entries/bases/AIV/2002-12-01');
  const dialog = page.getByRole('dialog', { name: 'I know my basis' });
  await expect(dialog.getByTestId('held-lot')).toHaveCount(3);
  const first = dialog.getByLabel('Basis you know of lot Mar 1, 2000 · 100 sh.');
  await first.fill('3,5x');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute('aria-invalid', 'true');
  await expect(first).toHaveAccessibleDescription(/The amount “3,5x” is not a plain number/);
  await first.evaluate((node) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Mar 1\t$3,500.00\nMar 15\t1,100\nNov 1\t150\n');
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(dialog.getByTestId('typed-sum')).toHaveText('$4,750.00');
  await dialog.getByLabel('Where is it from').fill('Statement of November 2002');
  await dialog.getByRole('button', { name: 'Save 3 bases' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('The basis of 3 lots was stated.')).toBeVisible();
  await open(page, '#/entries/bases/AIV/2002-12-01');
  await expect(dialog.getByRole('link', { name: 'Stated already: correct it' })).toHaveCount(3);
  await dialog.getByLabel('Day').fill('1/1/1999');
  await expect(dialog).toContainText('No AIV is held as Jan 1, 1999 begins.');
});

test('each basis as computed, and their sum, says where it is from', async ({ app }) => {
  const { page } = app;
  await makeBook(page);
  await open(page, '#/entries/bases/AIV/2002-12-01');
  const dialog = page.getByRole('dialog', { name: 'I know my basis' });
  await dialog.getByRole('button', { name: /^Basis as computed, all lots/ }).click();
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  await expect(drawer.getByTestId('derivation-part')).toHaveCount(3);
  await drawer.getByTestId('derivation-part').first().click();
  await expect(drawer).toContainText('Mar 1, 2000');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
});
