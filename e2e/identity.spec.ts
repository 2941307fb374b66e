/** A release and shares that came under two names: asked where it matters, joined by one button, parted by undo. */
import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addEntry, box, open, readRelease, startEmptyBook } from './steps.ts';

const released = (
  heading: string,
): string => `Boston Harbor Properties Announces Tax Treatment of Its 2019 Distributions

${heading}

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
03/29/2019\t04/30/2019\t$0.95\t$0.90\t$0.05
`;
const RELEASE = released('Common Stock (CUSIP 62844K204)');
const SHARES = { date: '2018-01-02', security: 'BHP', shares: '100', amount: '12000.00' };

/** Accepts it before anything is held: there is nothing to ask yet. */
async function acceptFirst(page: Page): Promise<void> {
  await readRelease(page, RELEASE);
  await expect(page.getByTestId('identity')).toHaveCount(0);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByTestId('document-row')).toBeVisible();
}

test('a release that came before its shares is joined with them on its own screen', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptFirst(page);
  await addEntry(page, { ...SHARES, newAccount: 'Taxable' });
  await open(page, '#/tax-year/2019');
  await expect(page.getByText(/Is it the BHP that is held\?/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the release' }).click();
  const panel = page.getByTestId('same-panel');
  await expect(panel).toContainText(
    'You hold BHP: is this Common Stock of Boston Harbor Properties?',
  );
  const { violations } = await (await axe(page)).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await panel.getByRole('button', { name: 'Yes, join them' }).click();
  await expect(panel).toHaveCount(0);
  await open(page, '#/tax-year/2019');
  await expect(box(page, '1a')).toHaveText('90.00');
  await expect(box(page, '3')).toHaveText('5.00');
  await page.getByRole('button', { name: 'Undo' }).click();
  // Without its release nobody knows what the payments were: a dash, and never a zero.
  await expect(box(page, '1a')).toHaveText('–not known: a release is missing');
  await expect(page.getByText(/Is it the BHP that is held\?/)).toBeVisible();
});

test('two names of a security are joined in the list of securities, and parted there', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptFirst(page);
  await addEntry(page, { ...SHARES, newAccount: 'Taxable' });
  await open(page, '#/lots/2019');
  await page.getByRole('button', { name: 'Names and tickers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Names and tickers' });
  await dialog.getByRole('combobox', { name: 'Security' }).selectOption({ label: 'BHP' });
  await expect(dialog.getByText(/^Is BHP the same as 62844K204/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Yes, join them' }).click();
  await expect(dialog.getByText('Both are BHP now.')).toBeVisible();
  await expect(dialog.getByTestId('identifier-row')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByText('They are two securities again.')).toBeVisible();
});

test('the review asks whether the release is of what is held, and remembers it', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, { ...SHARES, newAccount: 'Taxable' });
  await readRelease(page, RELEASE);
  const panel = page.getByTestId('identity');
  await expect(panel).toContainText('You hold BHP');
  await expect(panel.getByRole('radio', { name: /Yes, and remember it/ })).toBeChecked();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2019' })).toBeVisible();
  await open(page, '#/tax-year/2019');
  await expect(box(page, '1a')).toHaveText('90.00');
  await readRelease(page, RELEASE.replaceAll('2019', '2020'));
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeEnabled();
  await expect(panel).toHaveCount(0);
});
