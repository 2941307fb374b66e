/** A year is finished by keeping what was filed, and says so wherever its state stands. */
import { expect, test } from './fixtures.ts';
import { acceptRelease, addEntry, EXAMPLE, open, startEmptyBook } from './steps.ts';

test('a finished year says so on the left and on its summary, until something changes it', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, { ...EXAMPLE, date: '2002-01-02' });
  const left = page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: /^2002/ });
  await open(page, '#/tax-year/2002');
  await expect(left).toContainText('complete');
  await page.getByRole('link', { name: 'Finish the year: record what you filed' }).click();
  const filed = page.getByTestId('filed');
  await expect(filed.getByTestId('filed-early')).toBeHidden();
  await filed.getByLabel('Filed on').fill('4/12/2003');
  await filed.getByRole('button', { name: 'I filed this' }).click();
  await expect(left).toContainText('filed');
  await open(page, '#/tax-year/2002');
  await expect(page.getByTestId('year-finished')).toContainText(
    '2002 is finished: filed on Apr 12, 2003',
  );
  // One more purchase of that year: what was filed is not what the book says.
  await addEntry(page, { ...EXAMPLE, date: '2002-01-03', shares: '50', newAccount: undefined });
  await open(page, '#/tax-year/2002');
  await expect(left).toContainText('filed, changed');
  await expect(page.getByTestId('year-finished')).toBeHidden();
  await expect(page.getByTestId('filed-since')).toContainText('You filed 2002 on Apr 12, 2003');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('year-finished')).toBeVisible();
});

test('to finish a year that is provisional is warned of', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002/return');
  await expect(page.getByTestId('filed-early')).toContainText('2002 is provisional');
  // Who does so all the same sees both: that it is filed, and what it lacks.
  await page.getByTestId('filed').getByRole('button', { name: 'I filed this' }).click();
  const left = page.getByRole('navigation', { name: 'Screens' });
  await expect(left.getByRole('link', { name: /^2002/ })).toContainText('filed, provisional');
  await open(page, '#/tax-year/2002');
  await expect(page.getByTestId('year-finished')).toContainText('2002 was filed');
});

test('shares that are held since show the year to file next, and what happened to them has its terms', async ({
  app,
}) => {
  const { page } = app;
  const over = new Date().getFullYear() - 1;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await expect(screens.getByRole('link', { name: '2000 1 missing' })).toBeVisible();
  await expect(screens.getByRole('link', { name: `${over} 2 missing` })).toBeVisible();
  await expect(screens.getByRole('link', { name: /^2010/ })).toHaveCount(0);
  await screens.getByRole('button', { name: `Show the years 2001–${over - 1}` }).press('Enter');
  await expect(screens.getByRole('link', { name: String(over - 1) })).toBeFocused();
  await screens.getByRole('link', { name: '2019 2 missing' }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2019' })).toBeFocused();
  await screens.getByRole('button', { name: 'Fewer years' }).click();
  await expect(screens.getByRole('link', { name: /^2018/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the terms' }).click();
  await expect(
    page.getByRole('heading', { name: 'Reverse split of February 20, 2019' }),
  ).toBeVisible();
});
