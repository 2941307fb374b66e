/** The year as a desk: its states, what is typed and kept, the keys, and the journeys with their steps counted. */
import type { Locator, Page } from '@playwright/test';
import { ALL_RULES, axe } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addEntry, box, EXAMPLE, open, RELEASE, startEmptyBook, startSampleBook } from './steps.ts';

/** Counts what a person does: each press and each field is a step. */
class Steps {
  count = 0;
  async press(what: Locator): Promise<void> {
    this.count += 1;
    await what.click();
  }
  async fill(what: Locator, text: string): Promise<void> {
    this.count += 1;
    await what.fill(text);
  }
}

const years = (page: Page) => page.getByRole('navigation', { name: 'Screens' });

test('the years stand on the left with their state, and what a year lacks has its answers', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await expect(years(page).getByRole('link', { name: '2002 provisional' })).toBeVisible();
  await expect(page.getByTestId('year-sentence')).toHaveText(
    '$1,359.00 was paid to you: $927.80 is income, $213.37 is capital gain, $203.47 is your own money back and lowers your basis, and $14.36 is money back beyond your basis, and so a gain.',
  );
  // Box 3 is 217.83, and the lots that are held lost 190.68: 12.79 + 14.36 lie between them.
  await expect(page.getByTestId('box-3-bridge')).toContainText('$12.79');
  await years(page).getByRole('link', { name: '2001 3 missing' }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2001' })).toBeFocused();
  await expect(page.getByTestId('checklist-item')).toHaveCount(3);
  await expect(box(page, '3')).toHaveText('–not known: a release is missing');
  const item = page
    .getByTestId('checklist-item')
    .filter({ hasText: /AIV: the issuer’s release for 2001 is not in the book/ });
  await expect(item).toHaveCount(1);
  await item.getByRole('link', { name: 'Nothing was returned in 2001' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('A day of the year')).toHaveValue('12/31/2001');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2001' })).toBeVisible();
  await expect(item).toHaveCount(0);
});

test('days and numbers are taken as people write them, and nothing typed is lost by Esc', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Trade date').fill('Feb 30, 2000');
  await dialog.getByLabel('Security').fill('AIV');
  await expect(dialog.getByText(/This is not a valid date/)).toBeVisible();
  await dialog.getByLabel('Trade date').fill('3/1/00');
  await expect(dialog.getByText('Mar 1, 2000. The day of the trade')).toBeVisible();
  await dialog.getByLabel('Name of the new account').fill('Taxable');
  await dialog.getByLabel('Shares').fill('1,000');
  await dialog.getByLabel('Cost in dollars').fill('$3,800');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('a');
  await dialog.getByRole('button', { name: 'Continue with it' }).click();
  await expect(dialog.getByLabel('Trade date')).toHaveValue('3/1/00');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toContainText('Mar 1, 2000');
  await expect(page.getByTestId('entry-row')).toContainText('1,000');
  await expect(page.getByTestId('entry-row')).toContainText('$3,800.00');
  await page.keyboard.press('a');
  await expect(dialog.getByRole('button', { name: 'Continue with it' })).toHaveCount(0);
});

test('whoever presses twice has saved once, and the way back leads to no form that was left', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2000');
  await open(page, '#/entries');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Trade date').fill('3/2/2000');
  await dialog.getByLabel('Security').fill('AIV');
  await dialog.getByLabel('Shares').fill('10');
  await dialog.getByLabel('Cost in dollars').fill('400');
  await expect(dialog.getByTestId('result')).toContainText('A new lot of 10 AIV');
  // What was saved is on its way to the screen, and the form is still there.
  const { promise: isAsked, resolve: ask } = Promise.withResolvers<undefined>();
  await page.route('**/call/status.get', async (route) => {
    ask(undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.keyboard.press('Enter');
  // The calls of a window do not pass through the network: there the second press may come at any time.
  if (app.host === undefined) await isAsked;
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await page.unroute('**/call/status.get');
  await expect(page.getByTestId('entry-row')).toHaveCount(2);
  await page.goBack();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Tax year 2000' })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('the sheet says the result as one types, all problems at once, and asks about an unknown ticker', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await years(page).getByRole('link', { name: '2001' }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2001' })).toBeVisible();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Add', exact: true });
  // It lies over the screen that it was opened from.
  await expect(
    page.getByRole('heading', { name: 'Tax year 2001', includeHidden: true }),
  ).toBeVisible();
  await dialog.getByLabel('Trade date').fill('Feb 30, 2001');
  await dialog.getByLabel('Security').fill('AIV');
  await dialog.getByLabel('Shares', { exact: true }).fill('no');
  await dialog.getByLabel('Cost in dollars').fill('x');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.locator('[aria-invalid="true"]')).toHaveCount(3);
  await expect(dialog.getByLabel('Trade date')).toBeFocused();
  await dialog.getByLabel('Trade date').fill('2/1/2001');
  await dialog.getByLabel('Shares', { exact: true }).fill('10');
  await dialog.getByLabel('Cost in dollars').fill('400');
  await expect(dialog.getByTestId('result')).toHaveText(
    'A new lot of 10 AIV with a basis of $400.00, $40.00 a share.',
  );
  await dialog.getByLabel('Security').fill('QZX');
  await expect(dialog.getByText(/QZX” is new here.*Is the ticker right/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save anyway' })).toBeVisible();
  await dialog.getByLabel('Security').fill('AIV');
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await dialog.getByText('Sold', { exact: true }).click();
  await dialog.getByLabel('Proceeds').fill('600');
  await expect(dialog.getByTestId('result')).toContainText(/^A gain of \$\d/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Tax year 2001' })).toBeVisible();
});

test('an entry that is changed shows every year and sale that becomes another', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/entries');
  await page.getByRole('searchbox').fill('bought 2001-03-15');
  await expect(page.getByTestId('entry-row')).toHaveCount(1);
  await page.getByRole('link', { name: /^Change: / }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the entry' });
  await expect(dialog.getByText('No figure of any year changes.')).toBeVisible();
  await dialog.getByLabel('Cost in dollars').fill('4000');
  const changes = dialog.getByTestId('changes');
  await expect(changes.getByRole('heading', { name: 'What changes in your years' })).toBeVisible();
  await expect(changes.getByRole('table', { name: /^Figures of 2002/ })).toContainText('Gain');
});

test('? lists the keys and Ctrl+K finds, accessibly in both themes', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  const find = page.getByRole('combobox', { name: /^Find a screen/ });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    const keys = await (await axe(page)).withTags(ALL_RULES).analyze();
    expect(keys.violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await find.fill('merger');
    await expect(page.getByRole('option', { name: /^Merger 1998/ })).toBeVisible();
    const palette = await (await axe(page)).withTags(ALL_RULES).analyze();
    expect(palette.violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Control+k');
  await find.fill('all entries');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'All entries' })).toBeVisible();
  await page.keyboard.press('Control+k');
  // A lot by its day as it is called, and by no other one.
  await find.fill('Mar 15, 2001 · 35 sh.');
  await expect(page.getByRole('option')).toHaveText(['Mar 15, 2001 · 35 sh., AIV, TaxableLot']);
  await find.fill('merger');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Merger 1998' })).toBeVisible();
  // What is typed right behind the key goes into the form, though it is not here yet.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Merger 1998' })).toBeVisible();
  await page.keyboard.type('a3/1/2001');
  await expect(page.getByRole('dialog').getByLabel('Trade date')).toHaveValue('3/1/2001');
});

test('what is typed while the palette is fetched goes into its field', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  const { promise: mayCome, resolve: letCome } = Promise.withResolvers<undefined>();
  await page.route(/\/palette-[^/]*\.js$/, async (route) => {
    await mayCome;
    await route.continue();
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('merger');
  // The parts of a window do not pass through the network: there it may be here already.
  if (app.host === undefined) await expect(page.getByRole('dialog')).toHaveCount(0);
  letCome(undefined);
  await expect(page.getByRole('combobox', { name: /^Find a screen/ })).toHaveValue('merger');
  await expect(page.getByRole('option', { name: /^Merger 1998/ })).toBeVisible();
});

test('a library that cannot be read says so, and is asked for again by a button', async ({
  app,
}) => {
  const { page } = app;
  const reason =
    'A library that cannot be read is left out here: the calls of a window do not pass through the network.';
  if (app.host !== undefined) console.log(reason);
  test.skip(app.host !== undefined, reason);
  await startEmptyBook(page);
  await open(page, '#/distributions');
  const error = { code: 'internal', message: 'A file is damaged.', reference: 'A-1', issues: [] };
  await page.route('**/call/library.list', (route) =>
    route.fulfill({ json: { ok: false, error } }),
  );
  await page.getByRole('button', { name: 'Open the library' }).click();
  const dialog = page.getByRole('dialog', { name: 'Library of documents' });
  await expect(dialog.getByRole('alert')).toContainText('A file is damaged.');
  await page.unroute('**/call/library.list');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByTestId('library-row').first()).toBeVisible();
  await expect(dialog.getByRole('alert')).toBeHidden();
});

test('a first year end with two lots takes at most eleven steps', async ({ app }) => {
  const { page } = app;
  const steps = new Steps();
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await steps.press(button(/Start with an empty book/));
  await steps.press(page.locator('main').getByRole('link', { name: 'Import a broker’s file' }));
  await steps.fill(
    page.getByRole('textbox'),
    'date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n2001-06-01,buy,AIV,50,2200.00\n',
  );
  await steps.press(button(/Read the/));
  await steps.press(button(/^Import/).last());
  await expect(page.getByText(/2 entries imported from/)).toBeVisible();
  await open(page, '#/tax-year/2002');
  steps.count += 1;
  await steps.press(button(/^Review and add Apartment.* 2002$/));
  await steps.press(page.getByRole('button', { name: 'Accept', exact: true }));
  // 150 x $0.82 four times. 19.5% of 123.00 is 23.985, and its half cent goes to the 15.375 before it: 23.98.
  await expect(page.getByTestId('year-sentence')).toContainText('$492.00 was paid to you');
  await expect(box(page, '3')).toHaveText('95.92');
  expect(steps.count).toBeLessThanOrEqual(11);
});

test('the document of January takes at most four steps', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002');
  const steps = new Steps();
  await steps.press(
    page.getByTestId('checklist-item').getByRole('link', { name: 'Add the release' }).first(),
  );
  await steps.fill(page.getByLabel(/Paste the text of the release/), RELEASE);
  await steps.press(page.getByRole('button', { name: 'Read the release' }));
  await steps.press(page.getByRole('button', { name: 'Accept', exact: true }));
  await expect(box(page, '3')).toHaveText('63.96');
  expect(steps.count).toBeLessThanOrEqual(4);
});

test('a security has a page over all its years, with its lots and what the totals leave out', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await years(page).getByRole('link', { name: 'Holdings' }).click();
  const held = page.getByTestId('security-row').filter({ hasText: 'Class A Common Stock' });
  await expect(held).toContainText('and 54.052928 in IRA');
  await expect(held.getByRole('cell').first()).toHaveText('9and 5 in IRA');
  await expect(page.getByText('without IRA, which is tax-deferred')).toBeVisible();
  await held.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'AIV', exact: true })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Step chart of the basis per share of AIV/ }),
  ).toBeVisible();
  const rows = page.getByTestId('security-year');
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText('$217.83');
  await expect(rows.nth(1)).toContainText('not known: a release is missing');
  await rows
    .first()
    .getByRole('button', { name: /^Return of capital in 2002/ })
    .click();
  await expect(page.getByTestId('derivation-value')).toHaveText('$217.83');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('lot-row')).toHaveCount(14);
  await expect(page.getByText('At the end of 2002: 14 lots, 5 of them in IRA.')).toBeVisible();
  await page.getByRole('link', { name: 'Merger 1998', exact: true }).click();
  // Payments beyond the basis happened to the lot too.
  const events = page.getByTestId('lot-event');
  await expect(events.filter({ hasText: 'Return of capital' })).toHaveCount(4);
  await expect(events.filter({ hasText: 'no basis was left' }).first()).toBeVisible();
  // What no release tells of is no zero, of a security as of all of them.
  await open(page, '#/holdings/2001');
  const totals = page.getByRole('row', { name: /^Total/ }).getByRole('cell');
  await expect(totals.nth(3)).toHaveText('–not known: a release is missing');
  await expect(held.getByRole('cell').nth(3)).toHaveText('–not known: a release is missing');
});

test('a sale from a lot takes at most eight steps', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  const steps = new Steps();
  await steps.press(years(page).getByRole('link', { name: 'Holdings' }));
  await steps.press(page.getByRole('link', { name: 'AIV', exact: true }));
  await steps.press(page.getByRole('link', { name: 'Sell May 12, 1999 · 100 sh., Taxable' }));
  const dialog = page.getByRole('dialog');
  await steps.fill(dialog.getByLabel('Trade date'), '12/2/2002');
  await steps.fill(dialog.getByLabel('Shares', { exact: true }), '50');
  await steps.fill(dialog.getByLabel('Proceeds'), '$1,850');
  await expect(dialog.getByTestId('preview-piece')).toContainText('May 12, 1999');
  await steps.press(dialog.getByRole('button', { name: 'Save', exact: true }));
  // Back to where it came from, and the lot has half of its shares.
  await expect(page.getByRole('heading', { name: 'AIV', exact: true })).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'May 12, 1999 · 50 sh.', exact: true }),
  ).toBeVisible();
  expect(steps.count).toBeLessThanOrEqual(8);
});
