/** What one account has entered and others lack, and amounts that no release has: kept gain, liquidations. */
import { expect, test } from './fixtures.ts';
import type { Page } from '@playwright/test';
import {
  acceptRelease,
  addEntry,
  chooseKind,
  EXAMPLE,
  open,
  saveEntry,
  startEmptyBook,
} from './steps.ts';

/** An entry of a kind whose fields are named by their labels. */
async function enter(
  page: Page,
  kind: string,
  account: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await open(page, '#/entries');
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  await chooseKind(dialog, kind);
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption({ label: account });
  for (const [label, text] of Object.entries(fields))
    await dialog.locator('input:not([type=checkbox])').and(dialog.getByLabel(label)).fill(text);
  await saveEntry(page);
}

test('a liquidating distribution is entered for another account with what that account received', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await addEntry(page, { ...EXAMPLE, shares: '40', amount: '1500.00', newAccount: 'Plan' });
  await enter(page, 'liquidation', 'Taxable', {
    'Day paid': '3/13/2026',
    Security: 'AIV',
    Received: '145.00',
  });
  await open(page, '#/tax-year/2026');
  await page.getByRole('button', { name: 'Enter it for Plan' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Day paid' })).toHaveValue('3/13/2026');
  await expect(dialog.getByLabel('Security')).toHaveValue('AIV');
  await expect(dialog.getByRole('combobox', { name: 'Account' })).toContainText('Plan');
  await dialog.getByRole('textbox', { name: 'Received' }).fill('58.00');
  await saveEntry(page);
  await open(page, '#/tax-year/2026');
  await expect(page.getByTestId('box-9')).toContainText('203.00');
  await expect(page.getByRole('button', { name: 'Enter it for Plan' })).toBeHidden();
});

test('gain that a trust kept is said to be added to a line of the return', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  await enter(page, 'undistributed-gain', 'Taxable', {
    'End of the trust’s year': '12/31/2002',
    Security: 'AIV',
    'Gain, box 1a': '150.00',
    'Tax paid, box 2': '31.50',
    'Section 1250 gain, box 1b': '40.00',
  });
  await open(page, '#/tax-year/2002/return');
  const line = page.getByTestId('return-line').filter({ hasText: 'Schedule D, line 19' });
  await expect(line).toContainText(/Box 2d \$41\.00, plus \$40\.00 of Form 2439, AIV, Taxable\./);
  await expect(line).toContainText('$81.00');
});

test('of several securities each sale says which it is of', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  const sold = { kind: 'sell', date: '2002-06-03', shares: '10', amount: '400.00' } as const;
  await addEntry(page, { ...sold, security: 'AIV' });
  await open(page, '#/tax-year/2002/sales');
  await expect(page.getByTestId('sale-row')).not.toContainText('AIV');
  await addEntry(page, { ...EXAMPLE, security: 'AIVPrC', newAccount: undefined });
  await addEntry(page, { ...sold, security: 'AIVPrC' });
  await open(page, '#/tax-year/2002/sales');
  const rows = page.getByTestId('sale-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ has: page.getByText('AIV', { exact: true }) })).toHaveCount(1);
  await expect(rows.filter({ has: page.getByText('AIVPrC', { exact: true }) })).toHaveCount(1);
});
