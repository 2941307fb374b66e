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

test('what the broker says it paid stands in the year, and another spelling of the account is asked about', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const lines = SCHWAB.split('\n').filter((line) => !/Stock Split|Journaled/.test(line));
  const text = lines.join('\n');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text }]);
  await expect(page.getByLabel('What would be imported')).toContainText(
    '4 payments that the broker lists are kept beside our figures',
  );
  await page.getByRole('button', { name: 'Import 5 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(5);

  await open(page, '#/entries/import');
  const other = text.replace('Joint Tenant ...802', 'JOINT-0802');
  await dropFiles(page, [{ name: 'again.csv', type: 'text/csv', text: other }]);
  const asked = page.getByTestId('same-account');
  await expect(asked).toContainText('Is “JOINT-0802” your account “Joint Tenant ...802”?');
  await expect(page.getByText('Say first which account this is.')).toBeVisible();
  await asked.getByRole('button', { name: 'Yes, the same' }).click();
  await expect(page.getByText('“JOINT-0802” is your account “Joint Tenant ...802”.')).toBeVisible();
  await expect(page.getByText(/^Every row is in your book already/)).toBeVisible();

  await open(page, '#/tax-year/2013');
  const claims = page.getByTestId('broker-claim');
  await expect(claims).toHaveCount(3);
  await expect(claims.first()).toContainText(
    'Your broker paid $31.40 and called it return of capital.',
  );
  await expect(claims.first()).toContainText('history.csv, line');
});
