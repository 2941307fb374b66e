/** The main job: from the first run to the figures of 2002, and finding them again. */
import { expect, test } from './fixtures.ts';
import {
  acceptRelease,
  addEntry,
  box,
  EXAMPLE,
  open,
  readRelease,
  RELEASE,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

test('an empty book, the release, 100 shares: the worked example on the screen, and again after a restart', async ({
  app,
}) => {
  await startEmptyBook(app.page);
  await readRelease(app.page, RELEASE);
  await expect(app.page.getByRole('heading', { name: '9 securities, 33 payments' })).toBeVisible();
  await expect(app.page.getByLabel('tax year')).toHaveValue('2002');
  await app.page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(app.page.getByTestId('document-row')).toContainText('9 securities, 33 payments');
  await addEntry(app.page, EXAMPLE);

  const figures = async (): Promise<void> => {
    await open(app.page, '#/tax-year/2002');
    await expect(app.page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
    for (const [name, amount] of [
      ['1', '201.40'],
      ['2a', '62.64'],
      ['2b', '0.00'],
      ['2c', '21.64'],
      ['2d', '41.00'],
      ['2e', '0.00'],
      ['3', '63.96'],
    ] as const) {
      await expect(box(app.page, name), `box ${name}`).toContainText(amount);
    }
    const payments = app.page.getByTestId('payment-row');
    await expect(payments).toHaveCount(4);
    for (const text of ['$82.00', '$50.35', '$5.41', '$10.25', '$15.99']) {
      await expect(payments.first()).toContainText(text);
    }
    await open(app.page, '#/lots/2002');
    const lot = app.page.getByTestId('lot-row');
    await expect(lot).toHaveCount(1);
    for (const text of ['$3,800.00', '$63.96', '$3,736.04']) await expect(lot).toContainText(text);
  };
  await figures();
  await app.restart();
  await figures();
});

test('every box says where it is from, down to the line of the release and the entry', async ({
  app,
}) => {
  await startEmptyBook(app.page);
  await acceptRelease(app.page);
  await addEntry(app.page, EXAMPLE);
  await open(app.page, '#/tax-year/2002');
  for (const name of ['1', '2a', '2b', '2c', '2d', '2e', '3']) {
    const amount = box(app.page, name);
    const shown = (await amount.innerText()).replace(/^.*:\s*/s, '');
    await amount.click();
    const dialog = app.page.getByRole('dialog');
    await expect(dialog.getByTestId('derivation-value')).toContainText(shown);
    await app.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(amount, 'the focus is back where it was').toBeFocused();
  }

  // Box 3 is four payments; each is a part of its cash; the part is printed on a line of the release.
  await box(app.page, '3').click();
  const dialog = app.page.getByRole('dialog');
  await expect(dialog.getByTestId('derivation-part')).toHaveCount(4);
  const seen: string[] = [];
  for (let depth = 0; depth < 8; depth++) {
    const source = dialog.getByTestId('derivation-source');
    if ((await source.count()) > 0) {
      seen.push(await source.first().innerText());
      break;
    }
    await dialog.getByTestId('derivation-part').last().click();
  }
  expect(seen.join(' ')).toMatch(/line \d+|entry|bought/i);
});

test('the figures stand on the lines of the return, in cents or whole dollars, and the choice is kept', async ({
  app,
}) => {
  await startEmptyBook(app.page);
  await acceptRelease(app.page);
  await addEntry(app.page, EXAMPLE);
  await open(app.page, '#/tax-year/2002/return');
  const lines = app.page.getByTestId('return-line');
  const shows = async (expected: readonly (readonly [string, string])[]): Promise<void> => {
    await expect(lines).toHaveCount(expected.length);
    for (const [index, [place, amount]] of expected.entries()) {
      await expect(lines.nth(index)).toContainText(place);
      await expect(lines.nth(index)).toContainText(amount);
    }
  };
  await shows([
    ['Form 1040, line 9', '$201.40'],
    ['Schedule D, line 13, column (f)', '$62.64'],
    ['Schedule D, line 19', '$41.00'],
    ['Schedule D, line 29', '$21.64'],
  ]);
  await app.page.getByLabel('Whole dollars').check();
  await expect(lines.nth(1)).toContainText('$63');
  await expect(lines.nth(1)).not.toContainText('.');
  await expect(box(app.page, '2a'), 'the form keeps its cents').toContainText('62.64');
  await open(app.page, '#/lots/2002');
  await open(app.page, '#/tax-year/2002/return');
  await expect(app.page.getByLabel('Whole dollars')).toBeChecked();
  await expect(lines.nth(3)).toContainText('$22');

  await open(app.page, '#/tax-year/2001/return');
  await expect(
    app.page.getByText(/BasisBook does not know the lines of the 2001 return/),
  ).toBeVisible();
  await expect(lines).toHaveCount(0);
});

test('the sample book is marked as a sample and has its figures, and an own book is one press away', async ({
  app,
}) => {
  await startSampleBook(app.page);
  await expect(app.page.getByText(/Sample book\./)).toBeVisible();
  await expect(box(app.page, '1')).toContainText('927.80');
  await expect(box(app.page, '3')).toContainText('217.83');
  await app.page.getByRole('button', { name: 'Start my own book' }).click();
  await expect(app.page.getByText(/Sample book\./)).toBeHidden();
  await app.restart();
  await expect(app.page.getByRole('navigation')).toBeVisible();
  await expect(app.page.getByText(/Sample book\./)).toBeHidden();
});

test('a tax-deferred account is shown and left out of the totals', async ({ app }) => {
  await startSampleBook(app.page);
  await app.page.getByText('IRA', { exact: false }).first().click();
  await expect(app.page.getByText(/Tax-deferred: no form is issued/)).toBeVisible();
  await expect(box(app.page, '1')).not.toContainText('927.80');
});

test('removing an entry can be undone', async ({ app }) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  await open(app.page, '#/entries');
  await expect(app.page.getByTestId('entry-row')).toHaveCount(1);
  await app.page.getByRole('button', { name: /^Remove/ }).click();
  await expect(app.page.getByTestId('entry-row')).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.page.getByTestId('entry-row')).toHaveCount(1);
});

test('lots come in from a CSV, looked at first, and the import can be undone', async ({ app }) => {
  await startEmptyBook(app.page);
  await acceptRelease(app.page);
  await open(app.page, '#/entries/import');
  await app.page
    .getByRole('textbox')
    .fill(
      'date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n2001-06-01,reinvest,AIV,1.5,60.00\n2001-06-02,buy,AIVX,1,40.00\n',
    );
  await app.page.getByRole('button', { name: /Read the/ }).click();
  await expect(app.page.getByTestId('import-row')).toHaveCount(3);
  const doubts = app.page.getByRole('region', { name: 'To look at' });
  await expect(doubts.getByText(/.AIVX. is new here.* Is it AIV\?/)).toBeVisible();
  await expect(doubts.getByText(/On Jun 2, 2001 .* closed/)).toBeVisible();
  await app.page
    .getByRole('button', { name: /^Import/ })
    .last()
    .click();
  // The release that was accepted before left an “Undo” of its own.
  await expect(app.page.getByText(/3 entries imported from/)).toBeVisible();
  await open(app.page, '#/lots/2002');
  await expect(app.page.getByTestId('lot-row')).toHaveCount(3);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.page.getByTestId('lot-row')).toHaveCount(0);
});
