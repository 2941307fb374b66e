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

test('rows that the book has already are shown and left out, unless one is ticked', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  const header = 'date,action,security,shares,amount,account\n';
  const january = '2018-01-10,buy,XYZ,100,5000.00,Taxable\n';
  const take = async (text: string, button: string): Promise<void> => {
    await open(page, '#/entries/import');
    await dropFiles(page, [{ name: 'trades.csv', type: 'text/csv', text: header + text }]);
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByTestId('entry-row').first()).toBeVisible();
  };
  await take(`${january}2019-06-03,sell,XYZ,40,1900.00,Taxable\n`, 'Import 2 entries');

  await open(page, '#/entries/import');
  const text = `${header}${january}2019-07-03,buy,XYZ,10,480.00,Taxable\n`;
  await dropFiles(page, [{ name: 'next.csv', type: 'text/csv', text }]);
  await expect(page.getByRole('heading', { name: '1 new entry in next.csv' })).toBeVisible();
  await expect(page.getByTestId('repeated-row')).toHaveCount(1);
  await expect(page.getByText(/as an entry from trades.csv/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Line 2 is another trade' }).check();
  await page.getByRole('button', { name: 'Import 2 entries', exact: true }).click();
  await expect(page.getByText('2 entries imported from next.csv.')).toBeVisible();

  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'again.csv', type: 'text/csv', text: `${header}${january}` }]);
  await expect(page.getByText('Every row is in your book already')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
});

test('at the first start a file is dropped: a history goes into a new book, a whole book is looked at first', async ({
  app,
}) => {
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Welcome to BasisBook' })).toBeVisible();
  await dropFiles(page, [{ name: 'a.basisbook', type: '', text: 'a letter, not a book' }], 'main');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('“a.basisbook”');
  await page.keyboard.press('Escape');
  await dropFiles(page, [{ name: 'broker.csv', type: 'text/csv', text: CSV }], 'main');
  await expect(page.getByRole('heading', { name: '1 entry in broker.csv' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
});
