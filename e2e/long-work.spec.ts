import { expect, test } from './fixtures.ts';
import { FIRST_YEAR, LAST_YEAR, makeLargeBook } from './large-book.ts';
import { dropFiles, open, startEmptyBook, startLongSearch } from './steps.ts';

test('a long computation says how far it is, leaves the window usable, and is stopped by the Escape key or the button', async ({
  app,
}) => {
  makeLargeBook(app.folder);
  await app.restart();
  const { page } = app;
  await open(page, '#/distributions');
  const rows = page.getByTestId('document-row');
  await expect(rows).toHaveCount(LAST_YEAR - FIRST_YEAR + 1, { timeout: 30_000 });
  // The states of the years are there: what is computed from now on is what is asked for here.
  await expect(page.getByRole('link', { name: `${LAST_YEAR} no shares` })).toBeVisible();
  const ask = page.getByRole('button', { name: `Remove Allocation of ${FIRST_YEAR}` });
  const working = page.getByTestId('working');
  const stopped = page.getByText(/The computation of \d{4} was stopped, and nothing was changed/);

  // What removing would change in thirty years, with it and without it.
  await ask.click();
  await expect(working.getByText(/^Computing \d{4} …$/)).toBeVisible();
  await expect(working.getByRole('progressbar')).toHaveAttribute('max', /^[1-9]\d*$/);
  // The window is not held up meanwhile.
  await page.getByRole('link', { name: 'Add a release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add a release' })).toBeVisible();
  await expect(working).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(stopped).toBeVisible();
  await expect(working).toBeHidden();

  await open(page, '#/distributions');
  await expect(rows, 'nothing was removed').toHaveCount(LAST_YEAR - FIRST_YEAR + 1);
  await ask.click();
  await working.getByRole('button', { name: 'Cancel' }).click();
  await expect(working).toBeHidden();
  await expect(stopped).toBeVisible();

  // And the next call works.
  await open(page, `#/tax-year/${LAST_YEAR}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(LAST_YEAR));
});

test('a search for causes that is stopped leaves what differs, and is made again by a button', async ({
  app,
}) => {
  makeLargeBook(app.folder, 1000);
  await app.restart();
  const { page } = app;
  await startLongSearch(page);
  const working = page.getByTestId('working');
  await expect(working.getByText('Looking for what explains the differences …')).toBeVisible();
  await working.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^The search for causes was stopped/)).toBeVisible();
  await expect(page.getByText('1 figure differs, 0 agree.')).toBeVisible();
  await expect(page.getByTestId('difference')).toHaveCount(1);
  await page.getByRole('button', { name: 'Search again' }).click();
  await expect(page.getByText(/^The search for causes was stopped/)).toBeHidden();
  await expect(working.getByText('Looking for what explains the differences …')).toBeVisible();
});

/** Purchases and dividends of forty securities, a hundred thousand lines of them. */
function largeHistory(): string {
  const lines = ['Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount'];
  for (let i = 0; lines.length <= 100_000; i++) {
    const name = `R${String.fromCharCode(65 + (i % 20))}${String.fromCharCode(65 + (i % 2))}`;
    const [month, shares] = [1 + (i % 12), 1 + (i % 97)];
    const day = `${String(month).padStart(2, '0')}/15/${2003 + Math.floor(i / 5000)}`;
    lines.push(
      `${day},Buy,${name},${name} REALTY TRUST,${shares},10.00,,-${shares * 10}.00`,
      `${day},Cash Dividend,${name},${name} REALTY TRUST,,,,${1 + (i % 997)}.25`,
    );
  }
  return `${lines.join('\n')}\n`;
}

test('a large file says how far it is, and its reading and its import are stopped', async ({
  app,
}) => {
  test.slow();
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const file = { name: 'history.csv', type: 'text/csv', text: largeHistory() };
  const working = page.getByTestId('working');
  const cancel = working.getByRole('button', { name: 'Cancel' });

  await dropFiles(page, [file]);
  await expect(
    working.getByText(/^(Reading the file|Checking the rows|Comparing the rows with your book) …$/),
  ).toBeVisible({ timeout: 30_000 });
  await expect(working.getByRole('progressbar')).toHaveAttribute('max', /^[1-9]\d*$/);
  await cancel.click();
  await expect(
    page.getByText(/you stopped it, and nothing was changed|computation of \d{4} was stopped/),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(working).toBeHidden();

  await dropFiles(page, [file]);
  const accept = page.getByRole('button', { name: /^Import \d/ });
  await expect(accept).toBeEnabled({ timeout: 90_000 });
  await accept.click();
  await expect(working.getByText('Saving the entries …')).toBeVisible({ timeout: 60_000 });
  await expect(working.getByText(/^[\d,]+ of 50,000$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(
    page.getByText(/^The import was stopped, and nothing of it is in the book/),
  ).toBeVisible({
    timeout: 30_000,
  });
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toHaveCount(0);
});
