/** Wrong input of every field: a sentence beside it, and nothing changed. */
import { expect, test } from './fixtures.ts';
import {
  addEntry,
  acceptRelease,
  EXAMPLE,
  fillEntry,
  open,
  readRelease,
  RELEASE,
  startEmptyBook,
} from './steps.ts';

const WRONG_FIELDS = [
  { field: 'Trade date', change: { date: '' }, sentence: /trade date/i },
  {
    field: 'Trade date',
    change: { date: '2190-01-01' },
    sentence: /future of the market calendar/,
  },
  { field: 'Security', change: { security: '' }, sentence: /ticker, CUSIP or name/ },
  { field: 'Security', change: { security: '03748R102' }, sentence: /not a valid CUSIP/ },
  { field: 'Shares', change: { shares: '' }, sentence: /number of shares/ },
  { field: 'Shares', change: { shares: '-1' }, sentence: /negative/ },
  { field: 'Shares', change: { shares: '0' }, sentence: /zero/ },
  { field: 'Shares', change: { shares: '1.000000001' }, sentence: /decimals/ },
  { field: 'Cost in dollars', change: { amount: '' }, sentence: /total cost/ },
  { field: 'Cost in dollars', change: { amount: '12.345' }, sentence: /two decimals/ },
  { field: 'Cost in dollars', change: { amount: '1.234,56' }, sentence: /plain|comma|point/ },
] as const;

test('an entry with a wrong field is refused at the field, and nothing is kept', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  for (const { field, change, sentence } of WRONG_FIELDS)
    await test.step(`${field} "${Object.values(change)[0]}"`, async () => {
      await fillEntry(page, { ...EXAMPLE, ...change });
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      const input = dialog.getByLabel(field);
      await expect(input).toHaveAttribute('aria-invalid', 'true');
      await expect(input).toHaveAccessibleDescription(sentence);
      await page.keyboard.press('Escape');
      await open(page, '#/entries');
      await expect(page.getByTestId('entry-row')).toHaveCount(0);
    });
});

test('a new account without a name, or with one that is taken, is refused at the name', async ({
  app,
}) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  await fillEntry(app.page, { ...EXAMPLE, newAccount: '' });
  const dialog = app.page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  const name = dialog.getByLabel('Name of the new account');
  await save.click();
  await expect(name).toHaveAccessibleDescription(/Give the account a name/);
  await name.fill('TAXABLE');
  await save.click();
  await expect(name).toHaveAccessibleDescription(/named “Taxable” already/);
});

test('a lot name that is taken in the account is refused at the lot', async ({ app }) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  await fillEntry(app.page, { ...EXAMPLE, newAccount: undefined });
  const dialog = app.page.getByRole('dialog');
  await dialog.getByLabel('Name of the lot').fill('AIV/2000-03-01');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByLabel('Name of the lot')).toHaveAccessibleDescription(/already/);
});

test('a note that is too long is refused at the note', async ({ app }) => {
  await startEmptyBook(app.page);
  await fillEntry(app.page, EXAMPLE);
  const dialog = app.page.getByRole('dialog');
  await dialog.getByLabel('Note').fill('x'.repeat(1001));
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByLabel('Note')).toHaveAccessibleDescription(
    /longer than|too long|maximum/i,
  );
});

test('a sale of more than is held is refused at the shares', async ({ app }) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  await fillEntry(app.page, {
    date: '2002-06-03',
    kind: 'sell',
    security: 'AIV',
    shares: '101',
    amount: '4500.00',
  });
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByLabel('Shares')).toHaveAccessibleDescription(/100/);
});

const WRONG_RELEASES = [
  ['a row that does not sum', RELEASE.replace('61.4%', '62.4%'), /100/],
  [
    'a date that does not exist',
    RELEASE.replace('02/04/02', '02/30/02'),
    /02\/30\/02|does not exist/,
  ],
  ['a payable date before its record date', RELEASE.replace('02/11/02', '02/01/02'), /before/],
  ['no table at all', 'Dividends of 2002 were paid.\n', /No table|table/],
] as const;

test('a wrong release cannot be accepted, and says why', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  for (const [what, text, sentence] of WRONG_RELEASES)
    await test.step(what, async () => {
      await readRelease(page, text);
      await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
      await expect(page.getByText(sentence).first()).toBeVisible();
      await open(page, '#/distributions');
      await expect(page.getByTestId('document-row')).toHaveCount(0);
    });
});

test('a file that is not text is refused with its name', async ({ app }) => {
  await startEmptyBook(app.page);
  await open(app.page, '#/distributions/new');
  await app.chooseFile({ name: 'scan.bin', content: Buffer.from([0, 1, 2, 0, 255, 0]) }, () =>
    app.page.getByRole('button', { name: 'Choose a file' }).click(),
  );
  await expect(app.page.getByText(/scan\.bin/)).toBeVisible();
});

test('the same release twice is pointed at the one in the book', async ({ app }) => {
  await startEmptyBook(app.page);
  await acceptRelease(app.page);
  await readRelease(app.page, RELEASE);
  await expect(app.page.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await app.page.getByRole('link', { name: /Open the one in the book/ }).click();
  await expect(app.page.getByText('Class A Common Stock').first()).toBeVisible();
});

test('a CSV with wrong rows names every line and imports nothing', async ({ app }) => {
  await startEmptyBook(app.page);
  await open(app.page, '#/entries/import');
  await app.page
    .getByRole('textbox')
    .fill(
      'date,action,security,shares,amount\n2000-03-01,buy,AIV,-100,3800.00\n2000-02-30,buy,AIV,1,3.00\n',
    );
  await app.page.getByRole('button', { name: /Read the/ }).click();
  await expect(app.page.getByText(/negative/)).toBeVisible();
  await expect(app.page.getByText(/does not exist/)).toBeVisible();
  await open(app.page, '#/entries');
  await expect(app.page.getByTestId('entry-row')).toHaveCount(0);
});
