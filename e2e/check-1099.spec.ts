/** "Check my 1099": from the typed boxes to the named cause, and what nothing explains. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { acceptRelease, addEntry, EXAMPLE, open, startEmptyBook } from './steps.ts';

const MOST = 14;
const BOXES = { '1': '201.40', '2a': '21.64', '2c': '21.64', '2d': '41.00', '3': '63.96' };

async function startExample(page: Page): Promise<void> {
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002');
}

const box = (page: Page, name: string): Locator =>
  page.getByLabel(`Box ${name} on your form`, { exact: true });

test('a difference has its cause as soon as the boxes are typed', async ({ app }) => {
  const { page } = app;
  await startExample(page);
  let acts = 0;
  await page.getByRole('link', { name: 'Check my 1099' }).click();
  acts++;
  await expect(page.getByRole('heading', { name: 'Check my 1099 for 2002' })).toBeVisible();
  for (const [name, amount] of Object.entries(BOXES)) {
    await box(page, name).fill(amount);
    acts++;
  }
  const cause = page.getByTestId('cause');
  await expect(cause).toHaveCount(1);
  await expect(cause).toContainText('Box 2a leaves out the section 1250 gain');
  await expect(cause).toContainText('Ask the broker for a corrected form');
  await expect(cause).toContainText('Box 2a −$41.00');
  expect(acts).toBeLessThanOrEqual(MOST);

  await box(page, '2a').fill('62.64');
  await expect(page.getByText('All 5 figures agree.')).toBeVisible();

  await box(page, '1').fill('213.77');
  await expect(page.getByTestId('unexplained')).toContainText('Box 1 ($12.37)');
  await expect(page.getByTestId('cause')).toHaveCount(0);
});

test('causes that fit equally are all named and say so, and what is accepted is no longer unexplained', async ({
  app,
}) => {
  const { page } = app;
  await startExample(page);
  await open(page, '#/tax-year/2002/check');
  // Three of the four payments, which are of one size.
  const three = { '1': '151.05', '2a': '46.98', '2c': '16.23', '2d': '30.75', '3': '47.97' };
  for (const [name, amount] of Object.entries(three)) await box(page, name).fill(amount);
  const first = page.getByTestId('cause');
  await expect(first).toHaveCount(1);
  await expect(first).toContainText('The shares came or went during the year');
  await expect(first).toContainText('Another cause fits equally well');
  await page.getByText('1 other cause would fit as well').click();
  const other = page.getByTestId('other-cause');
  await expect(other).toHaveCount(1);
  await expect(other).toContainText('in lieu');
  await expect(other).toContainText('Another cause fits equally well');
  // Of payments that are as large the form does not say which it was.
  await expect(other).toContainText('would do as well');

  for (const [name, amount] of Object.entries(BOXES)) await box(page, name).fill(amount);
  await box(page, '2a').fill('62.64');
  await box(page, '1').fill('213.77');
  await box(page, '1').press('Enter');
  await expect(page.getByTestId('unexplained')).toContainText('Box 1 ($12.37)');
  await page.getByRole('button', { name: 'Accept… the difference of Box 1' }).click();
  await page.getByLabel('Why it stays as it is').fill('Another payer is in it.');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('Every difference is accepted.')).toBeVisible();
  await expect(page.getByTestId('unexplained')).toHaveCount(0);
});

test('what is no amount is said beside its box, and what was typed stays', async ({ app }) => {
  const { page } = app;
  await startExample(page);
  await open(page, '#/tax-year/2002/check');
  await box(page, '1').fill('201.4x');
  await expect(page.getByText('is no amount in dollars and cents')).toBeVisible();
  await box(page, '1').fill('$201.40');
  await expect(page.getByText('The figure agrees.')).toBeVisible();
  await open(page, '#/lots');
  await open(page, '#/tax-year/2002/check');
  await expect(box(page, '1')).toHaveValue('201.40');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(box(page, '1')).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(box(page, '1')).toHaveValue('201.40');
});

test('what a year without a release paid is a dash beside the form, and no zero', async ({
  app,
}) => {
  const { page } = app;
  await startExample(page);
  await open(page, '#/tax-year/2001/check');
  const ours = page.getByTestId('check-row').locator('td.ours');
  await expect(ours.first()).toHaveText('–');
  expect(new Set(await ours.allTextContents())).toEqual(new Set(['–']));
  // What was unfolded stays so, whatever is kept meanwhile.
  await page.getByText('I have a Form 2439 too').click();
  await box(page, '1').fill('12.00');
  await box(page, '1').press('Enter');
  await expect(page.getByText('Kept in the book', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Form 2439, box 1a')).toBeVisible();
});

test('what is typed is kept in the book, corrected by a later form, and accepted with a reason', async ({
  app,
}) => {
  const { page } = app;
  await startExample(page);
  await open(page, '#/tax-year/2002/check');
  for (const [name, amount] of Object.entries(BOXES)) await box(page, name).fill(amount);
  await box(page, '3').press('Enter');
  await expect(page.getByText('Kept in the book', { exact: true })).toBeVisible();
  await page.reload();
  await expect(box(page, '2a')).toHaveValue('21.64');

  await page.getByRole('button', { name: 'Accept… the difference of Box 2a' }).click();
  await page.getByLabel('Why it stays as it is').fill('The payer went out of business.');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('Accepted: The payer went out of business.')).toBeVisible();
  await expect(page.getByText('Every difference is accepted.')).toBeVisible();

  await page.getByRole('button', { name: 'A corrected form came' }).click();
  await expect(page.getByTestId('version-changes')).toContainText('Nothing yet');
  await box(page, '2a').fill('62.64');
  await box(page, '2a').press('Enter');
  await expect(page.getByTestId('version-changes')).toContainText('Box 2a');
  await expect(page.getByText('All 5 figures agree.')).toBeVisible();
  await page.getByText('Original', { exact: true }).click();
  await expect(box(page, '2a')).toHaveValue('21.64');
});

test('a sale before 2011 is asked for its proceeds, more on request, and each tick counts once', async ({
  app,
}) => {
  const { page } = app;
  await startExample(page);
  const sale = { date: '2002-12-20', kind: 'sell', security: 'AIV' } as const;
  await addEntry(page, { ...sale, shares: '40', amount: '1500.00' });
  await open(page, '#/tax-year/2002/check');
  const row = page.getByTestId('check-sale');
  await expect(row.getByRole('textbox')).toHaveCount(1);
  await row.getByLabel(/^Proceeds on your form/).fill('1500.00');
  await box(page, '1').fill('201.40');
  await expect(page.getByText('All 2 figures agree.')).toBeVisible();
  await expect(page.getByText('agrees', { exact: true })).toHaveCount(2);

  await page.getByRole('button', { name: 'My form says more' }).click();
  await row.getByLabel(/^Cost or other basis on your form/).fill('1.00');
  await expect(page.getByText('1 figure differs, 2 agree.')).toBeVisible();
  await expect(page.getByText('agrees', { exact: true })).toHaveCount(2);
  // No sale has a number on the form or on the screen: it is named by what was sold and when.
  await expect(page.getByTestId('unexplained')).toContainText('AIV sold Dec 20, 2002, basis');
});

test('a sale that only the form has is typed, explained and taken out again', async ({ app }) => {
  const { page } = app;
  await startExample(page);
  await open(page, '#/tax-year/2002/check');
  await expect(page.getByText('The book has no sale of 2002 in this account.')).toBeVisible();
  await page.getByRole('button', { name: 'My form has a sale that is not here' }).click();
  const form = page.getByRole('form', { name: 'A sale that is not in the book' });
  await form.getByLabel('Sold').fill('12/20/2001');
  await form.getByLabel('Security').fill('AIV');
  await form.getByLabel('Shares').fill('40');
  await form.getByLabel('Proceeds').fill('1,500.00');
  await form.getByRole('button', { name: 'Add the row' }).click();
  // A sale of another year is on another year's form.
  await expect(form.getByText('2002', { exact: false }).first()).toBeVisible();
  await form.getByLabel('Sold').fill('12/20/2002');
  await form.getByRole('button', { name: 'Add the row' }).click();
  await expect(page.getByTestId('other-row')).toContainText('Dec 20, 2002');
  await expect(page.getByTestId('other-row')).toContainText('AIV');
  await expect(page.getByText(/Form 1099-B/).first()).toBeVisible();
  await page.getByRole('button', { name: /^Remove the row sold/ }).click();
  await expect(page.getByTestId('other-row')).toHaveCount(0);
});
