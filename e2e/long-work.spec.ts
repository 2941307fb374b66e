import { expect, test } from './fixtures.ts';
import { FIRST_YEAR, LAST_YEAR, makeLargeBook } from './large-book.ts';
import { open } from './steps.ts';

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
