/** Files come in by dropping and by choosing, on both screens that take them. */
import { expect, test } from './fixtures.ts';
import { dropFiles, open, RELEASE, startEmptyBook } from './steps.ts';

const CSV = 'date,action,security,shares,amount,account\n2000-03-01,buy,AIV,100,3800.00,Joint\n';

test('a release is dropped as a file, read, and kept under its name', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/distributions/new');
  await dropFiles(page, [{ name: 'aimco-2002.txt', type: 'text/plain', text: RELEASE }]);
  await expect(page.getByRole('heading', { name: '9 securities, 33 payments' })).toBeFocused();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByTestId('document-row')).toContainText('aimco-2002.txt');
});

test('a release is chosen as a file', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/distributions/new');
  await app.chooseFile({ name: 'aimco.txt', content: RELEASE }, () =>
    page.getByRole('button', { name: 'Choose a file' }).click(),
  );
  await expect(page.getByRole('heading', { name: '9 securities, 33 payments' })).toBeVisible();
});

test('a table of entries is dropped as a file, looked at and imported', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'broker.csv', type: 'text/csv', text: CSV }]);
  await expect(page.getByRole('heading', { name: '1 entry in broker.csv' })).toBeFocused();
  await expect(page.getByTestId('import-row')).toContainText('$3,800.00');
  await page.getByRole('button', { name: 'Import 1 entry' }).click();
  await expect(page.getByTestId('entry-row')).toContainText('broker.csv, line 2');
});

test('a table of entries is chosen as a file', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await app.chooseFile({ name: 'broker.csv', content: CSV }, () =>
    page.getByRole('button', { name: 'Choose a file' }).click(),
  );
  await expect(page.getByTestId('import-row')).toHaveCount(1);
});

test('two files at once are refused, and neither is read', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/distributions/new');
  await dropFiles(page, [
    { name: 'a.txt', type: 'text/plain', text: RELEASE },
    { name: 'b.txt', type: 'text/plain', text: RELEASE },
  ]);
  await expect(page.getByRole('alert')).toContainText('Only one file can be taken at a time');
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeHidden();
});
