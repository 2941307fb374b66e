/** A broker's file becomes entries: what is asked is answered on the page, and nothing is written before. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { dropFiles, open, startEmptyBook } from './steps.ts';

const SCHWAB = readFileSync(
  path.join(import.meta.dirname, '../formats/accounts/fixtures/schwab-history.csv'),
  'utf8',
);

test('a broker’s history is read, asked about, and imported', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text: SCHWAB }]);
  await expect(page.getByText(/^Charles Schwab, account history\./)).toBeVisible();
  const questions = page.getByTestId('import-question');
  const count = await questions.count();
  expect(count).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await questions.nth(0).getByRole('button', { name: '2:1' }).click();
  await expect(questions.nth(0).getByText('2:1', { exact: true })).toBeVisible();
  await questions.nth(1).getByRole('button', { name: 'Leave this line out' }).click();
  await expect(page.getByRole('heading', { name: 'All is answered' })).toBeVisible();
  await page.getByRole('button', { name: 'Import 6 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(6);
  await expect(page.getByText('6 entries imported from history.csv.')).toBeVisible();
});

test('what a line lacks is filled in, and an answer can be changed', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text: SCHWAB }]);
  const split = page.getByTestId('import-question').first();
  await split.getByRole('button', { name: 'Fill it in' }).click();
  await split.getByLabel('Ratio').fill('two for one');
  await split.getByRole('button', { name: 'Use this' }).click();
  await expect(page.getByText(/The ratio "two for one"/)).toBeVisible();
  await split.getByRole('button', { name: 'Change' }).click();
  await split.getByRole('button', { name: 'Fill it in' }).click();
  await split.getByLabel('Ratio').fill('2:1');
  await split.getByRole('button', { name: 'Use this' }).click();
  await expect(page.getByTestId('import-row').filter({ hasText: 'Split' })).toHaveCount(1);
});

test('a file that is no history says what it is and what to do', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const text = 'Dear shareholder,\nthank you.\n';
  await dropFiles(page, [{ name: 'letter.txt', type: 'text/plain', text }]);
  await expect(page.getByRole('heading', { name: '1 problem in letter.txt' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
});
