/** Every kind of entry as a person makes it: asked for in words, seen before it counts, taken back. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addEntry, chooseKind, EXAMPLE, open, saveEntry, startEmptyBook } from './steps.ts';

/** Opens the form for a kind of entry and fills its fields by their labels. */
async function fill(
  page: Page,
  kind: string,
  fields: Readonly<Record<string, string>>,
): Promise<Locator> {
  // A form goes back to where it was opened from: the list of entries.
  await open(page, '#/entries');
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  await chooseKind(dialog, kind);
  for (const [label, value] of Object.entries(fields)) {
    await dialog.getByLabel(label, { exact: true }).fill(value);
  }
  return dialog;
}

const preview = (page: Page, lot: string): Locator =>
  page.getByTestId('preview-row').filter({ hasText: lot });
const entry = (page: Page, what: string): Locator =>
  page.getByTestId('entry-row').filter({ hasText: what });

/** Two lots of 100 shares: A at $20.00 a share, B at $40.00. */
async function twoLots(page: Page): Promise<void> {
  await startEmptyBook(page);
  for (const [lot, date, amount] of [
    ['A', '2000-03-01', '2000.00'],
    ['B', '2001-06-14', '4000.00'],
  ] as const) {
    const dialog = await fill(page, 'Purchase', {
      'Trade date': date,
      Security: 'HBR',
      'Cost in dollars': amount,
    });
    const name = dialog.getByLabel('Name of the new account');
    if (lot === 'A') await name.fill('Taxable');
    await dialog.getByLabel('Shares', { exact: true }).fill('100');
    await dialog.getByLabel('Name of the lot').fill(lot);
    await saveEntry(page);
  }
}

test('averaging the basis of a plan shows what it does before it is saved', async ({ app }) => {
  const { page } = app;
  await twoLots(page);
  const dialog = await fill(page, 'Average basis of a plan', {
    'From this day on': '2012-06-01',
    Security: 'HBR',
  });
  // What was acquired before 2012 stays apart, unless a single account was chosen.
  await expect(page.getByTestId('preview-row')).toHaveCount(0);
  await dialog.getByLabel('Shares acquired from').fill('2000-01-01');
  await expect(dialog.getByText('2 lots change.')).toBeVisible();
  await expect(preview(page, '$30.00')).toHaveCount(2);
  // The conditions are asked, and the choice is not taken without them.
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByText('Tick this box once you have checked')).toBeVisible();
  await dialog.getByLabel('These conditions are met').check();
  await saveEntry(page);
  await expect(entry(page, 'Average basis')).toHaveCount(1);
  // What ends it has no conditions.
  const end = await fill(page, 'Average basis of a plan', {
    'From this day on': '2012-09-03',
    Security: 'HBR',
  });
  await end.getByLabel('This ends averaging').check();
  await expect(end.getByLabel('These conditions are met')).toHaveCount(0);
  await saveEntry(page);
  await expect(entry(page, 'Average basis')).toHaveCount(2);
});

test('shares received in kind need no value, and say that it is not known', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await fill(page, 'Shares of another company (taxable)', {
    'Payable date': '2020-12-15',
    'Security received': 'AIRC',
    'Shares received': '100',
  });
  await page.getByLabel('Name of the new account').fill('Taxable');
  await saveEntry(page);
  await expect(entry(page, 'Received in kind')).toContainText('–');
  await open(page, '#/lots/2020');
  await expect(page.getByTitle('Nobody has said yet what these shares were worth.')).toHaveCount(2);
});

test('a split shows twice the shares at half the basis before it is saved, in every account', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await addEntry(page, { ...EXAMPLE, newAccount: 'IRA' });
  const dialog = await fill(page, 'Split or reverse split', {
    'Effective date': '2002-06-03',
    Security: 'AIV',
    'New shares': '2',
  });
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('Taxable');
  await expect(dialog.getByText('1 lot changes.')).toBeVisible();
  await expect(preview(page, 'Mar 1, 2000')).toContainText('200');
  await expect(preview(page, 'Mar 1, 2000')).toContainText('was 100');
  await expect(preview(page, 'Mar 1, 2000')).toContainText('$19.00');
  await expect(dialog.getByRole('checkbox', { name: 'IRA' })).toBeChecked();
  await saveEntry(page);
  await expect(entry(page, '2 for 1')).toHaveCount(2);
  await open(page, '#/lots/2002');
  await expect(page.getByTestId('lot-row').first()).toContainText('200');
  await page.getByTestId('lot-row').first().getByRole('link').click();
  await expect(page.getByTestId('lot-event').filter({ hasText: 'Split' })).toContainText('200');
  await page.keyboard.press('Control+z');
  await open(page, '#/entries');
  await expect(entry(page, '2 for 1')).toHaveCount(0);
  await expect(page.getByTestId('entry-row')).toHaveCount(2);
});

test('a spin-off moves its percentage of the basis to new lots that keep the day of purchase', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  const dialog = await fill(page, 'Tax-free spin-off', {
    'Distribution date': '2002-06-03',
    'Security held': 'AIV',
    'Security received': 'HBR',
    'New shares': '1',
    'For old shares': '8',
    'Basis that moves, in percent': '25',
    Dollars: '19.00',
  });
  await expect(preview(page, 'HBR')).toContainText('12');
  await expect(preview(page, 'HBR')).toContainText('Mar 1, 2000');
  // 25% of $3,800.00 is $950.00 for 12.5 shares; half a share of it is sold for $19.00.
  await expect(preview(page, 'HBR')).toContainText('$912.00');
  await expect(page.getByTestId('preview-piece')).toContainText('$38.00');
  await dialog.getByLabel('Basis that moves, in percent').fill('125');
  await expect(dialog.getByRole('status').getByText(/125/)).toBeVisible();
  await dialog.getByLabel('Basis that moves, in percent').fill('25');
  await saveEntry(page);
  await expect(entry(page, 'Spin-off')).toContainText('HBR, 1 for 8, 25% of the basis');
  await open(page, '#/lots/2002');
  await expect(
    page.getByTestId('lot-row').filter({ hasText: 'Mar 1, 2000 · 12 sh.' }),
  ).toContainText('$912.00');
  await expect(page.getByTestId('lot-row').filter({ hasText: '$2,850.00' }).first()).toBeVisible();
});

test('a transfer takes basis and day along, and is there after a restart', async ({ app }) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  const dialog = await fill(app.page, 'Transfer between accounts', {
    'Day of the transfer': '2002-06-03',
    Security: 'AIV',
  });
  await dialog.getByLabel('Name of the new account').fill('Roth IRA');
  await dialog.getByLabel('Shares', { exact: false }).first().fill('40');
  await expect(app.page.getByTestId('preview-row').filter({ hasText: 'New' })).toContainText(
    '$1,520.00',
  );
  await saveEntry(app.page);
  await expect(entry(app.page, 'Transferred')).toContainText('to Roth IRA');
  await app.restart();
  await open(app.page, '#/lots/2002');
  const moved = app.page.getByTestId('lot-row').filter({ hasText: 'Roth IRA' });
  await expect(moved).toContainText('$1,520.00');
  await expect(moved).toContainText('Mar 1, 2000');
  await moved.getByRole('link').click();
  await expect(app.page.getByTestId('lot-event').first()).toContainText('Transferred in');
});

test('lots of a sale are picked with their gains in sight, and kept', async ({ app }) => {
  const { page } = app;
  await page.setViewportSize({ width: 1024, height: 700 });
  await twoLots(page);
  const dialog = await fill(page, 'Sale', {
    'Trade date': '2002-09-24',
    Security: 'HBR',
    Shares: '120',
    Proceeds: '3600.00',
  });
  const method = (name: string) => page.getByTestId('method-row').filter({ hasText: name });
  // $30.00 a share: 100 of A and 20 of B, or 100 of B and 20 of A.
  await expect(method('Earliest first')).toContainText('$800.00');
  await expect(method('Highest basis first')).toContainText('\u2212$800.00');
  await dialog.getByText('Choose lots', { exact: true }).click();
  await page.getByRole('button', { name: 'Take lot B' }).click();
  await expect(dialog.getByText('100 of 120 shares chosen, 20 to go.')).toBeVisible();
  await page.getByLabel('Shares to sell of lot A').fill('30');
  await expect(dialog.getByText('10 shares too many are chosen; 120 are sold.')).toBeVisible();
  await page.getByLabel('Shares to sell of lot B').focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Shares to sell of lot A')).toBeFocused();
  await page.keyboard.type('20');
  await expect(dialog.getByText('All 120 shares are chosen, from 2 lots.')).toBeVisible();
  await expect(preview(page, 'A').first()).toContainText('80');
  // The same lots as the highest basis: the row says so, and one method alone is in use.
  await expect(method('Highest basis first')).toContainText(/In use|Same lots/);
  await expect(page.getByRole('button', { name: /^In use/ })).toHaveCount(1);
  await page.getByLabel('Shares to sell of lot A').fill('60');
  await page.getByLabel('Shares to sell of lot B').fill('60');
  await expect(method('Your choice')).toContainText('$0.00');
  await saveEntry(page);
  await expect(entry(page, 'Sold')).toContainText('60 of A and 60 of B');
  await open(page, '#/lots/2002');
  await expect(page.getByTestId('lot-row').filter({ hasText: '$800.00' })).toContainText('40');
  await open(page, '#/entries');
  await page.getByRole('link', { name: /^Change: sold 120/ }).click();
  await expect(page.getByLabel('Shares to sell of lot B')).toHaveValue('60');
  await page.getByRole('button', { name: /^Use this.*Earliest first/ }).click();
  await expect(page.getByLabel('Shares to sell of lot A')).toHaveValue('100');
  await saveEntry(page);
  await expect(entry(page, 'Sold')).toContainText('100 of A and 20 of B');
  await fill(page, 'Purchase', {
    'Trade date': '2002-10-01',
    Security: 'HBR',
    Shares: '0.1234567',
    'Cost in dollars': '3.00',
  });
  await saveEntry(page);
  // 80 of B and these: the number as a statement prints it is a little more than there is.
  await fill(page, 'Sale', {
    'Trade date': '2002-10-02',
    Security: 'HBR',
    Shares: '80.123457',
    Proceeds: '2000.00',
  });
  await dialog.getByRole('button', { name: 'Sell all 80.1234567 shares' }).click();
  await expect(dialog.getByLabel('Shares', { exact: true })).toHaveValue('80.1234567');
  await saveEntry(page);
  await expect(entry(page, '80.1234567')).toContainText('Sold');
});

test('another method from a day on leaves the sales before it as they were', async ({ app }) => {
  const { page } = app;
  await twoLots(page);
  for (const date of ['2002-03-01', '2002-09-24']) {
    await addEntry(page, { date, kind: 'sell', security: 'HBR', shares: '10', amount: '300.00' });
  }
  const sold = async (): Promise<(string | null)[]> => {
    await open(page, '#/tax-year/2002');
    await expect(page.getByTestId('sale-row')).toHaveCount(2);
    return page.getByTestId('sale-row').allTextContents();
  };
  expect((await sold()).map((text) => /\$100\.00|\$\d+\.00/.test(text ?? ''))).toEqual([
    true,
    true,
  ]);
  await open(page, '#/lots/2002');
  await page.getByRole('button', { name: 'Accounts' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Change starting on a date.*Taxable/ }).click();
  await dialog.getByLabel('First day of the new method, Taxable').fill('2002-06-01');
  await dialog.getByLabel('New method of Taxable').selectOption({ label: 'Highest basis first' });
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect(dialog.getByText('Taxable was changed.')).toBeVisible();
  await expect(dialog.getByLabel(/^Method of Taxable since/)).toHaveValue('hifo');
  await page.keyboard.press('Escape');
  const lot = (name: string) =>
    page.getByTestId('lot-row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(lot('A')).toContainText('90');
  await expect(lot('B')).toContainText('90');
  await app.restart();
  await open(app.page, '#/lots/2002');
  await expect(app.page.getByTestId('lot-row').filter({ hasText: '90' })).toHaveCount(2);
});

test('a security keeps its lots when its ticker changes, and wrong identifiers are told', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, { ...EXAMPLE, security: 'HBR' });
  await open(page, '#/lots/2000');
  await page.getByRole('button', { name: 'Names and tickers' }).click();
  const dialog = page.getByRole('dialog');
  await expect(page.getByTestId('identifier-row')).toHaveCount(1);
  await dialog.getByLabel('Add', { exact: true }).selectOption({ label: 'CUSIP' });
  await dialog.getByLabel('CUSIP', { exact: true }).fill('03748R-10-2');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByLabel('CUSIP', { exact: true })).toHaveAccessibleDescription(
    /not a valid CUSIP/,
  );
  await dialog.getByLabel('Add', { exact: true }).selectOption({ label: 'Ticker' });
  await dialog.getByLabel('Ticker', { exact: true }).fill('HBX');
  await dialog.getByLabel('From which day').fill('2001-05-01');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByTestId('identifier-row')).toHaveCount(2);
  await expect(page.getByTestId('identifier-row').first()).toContainText('until Apr 30, 2001');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('lot-row')).toHaveCount(1);
  await expect(page.getByText('HBX').first()).toBeVisible();
});
