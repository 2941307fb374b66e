/** The journeys by keyboard alone, with their steps counted: a field that is typed, or something that is pressed. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addEntry, box, EXAMPLE, open, RELEASE, startEmptyBook, startSampleBook } from './steps.ts';

/** Nobody tabs further than this to reach something. */
const FARTHEST = 60;

class Keys {
  count = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes to something by Tab, which is no step: it has to be reached. */
  async reach(what: Locator): Promise<void> {
    await expect(what).toBeVisible();
    for (let press = 0; press < FARTHEST; press++) {
      if (await what.evaluate((node) => node === document.activeElement)) return;
      await this.#page.keyboard.press('Tab');
    }
    await expect(what, 'the Tab key leads there').toBeFocused();
  }

  async press(what: Locator, key = 'Enter'): Promise<void> {
    await this.reach(what);
    await this.key(key);
  }

  async key(key: string): Promise<void> {
    this.count += 1;
    await this.#page.keyboard.press(key);
  }

  async type(what: Locator, text: string): Promise<void> {
    await this.reach(what);
    this.count += 1;
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.insertText(text);
  }

  /** Ctrl+K, some letters, Enter: one thing that is asked for. */
  async find(letters: string, option: RegExp): Promise<void> {
    this.count += 1;
    await this.#page.keyboard.press('Control+k');
    await this.#page.keyboard.type(letters);
    await expect(this.#page.getByRole('option').first()).toHaveText(option);
    await this.#page.keyboard.press('Enter');
  }
}

test('a first year end with two lots, each typed as it stands on its statement, takes at most twelve steps', async ({
  app,
}) => {
  const { page } = app;
  const keys = new Keys(page);
  await keys.press(page.getByRole('button', { name: /Start with an empty book/ }));
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await keys.key('a');
  const dialog = page.getByRole('dialog');
  await keys.type(dialog.getByLabel('Trade date'), '3/1/00 AIV 100 $3,800');
  await keys.key('Control+Enter');
  await expect(dialog.getByText(/^Saved: bought 100 AIV/)).toBeVisible();
  await keys.type(dialog.getByLabel('Trade date'), '50 AIV 6/1/01 2200');
  await keys.key('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 }), 'the screen goes on').toBeFocused();
  await keys.find('add a release', /^Add a release/);
  await keys.type(page.getByLabel(/Paste the text of the release/), RELEASE);
  await keys.press(page.getByRole('button', { name: 'Read the release' }));
  await keys.press(page.getByRole('button', { name: 'Accept', exact: true }));
  await expect(page.getByTestId('year-sentence')).toContainText('$492.00 was paid to you');
  expect(keys.count).toBeLessThanOrEqual(12);
});

test('the document of January leads to its year in at most five steps', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  const keys = new Keys(page);
  await keys.find('add a release', /^Add a release/);
  await keys.type(page.getByLabel(/Paste the text of the release/), RELEASE);
  await keys.press(page.getByRole('button', { name: 'Read the release' }));
  await keys.press(page.getByRole('button', { name: 'Accept', exact: true }));
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await expect(box(page, '3')).toHaveText('63.96');
  expect(keys.count).toBeLessThanOrEqual(5);
});

test('a sale with picked lots takes at most eight steps', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  const keys = new Keys(page);
  await keys.find('sell aiv', /^Sell AIV/);
  const dialog = page.getByRole('dialog');
  await keys.type(dialog.getByLabel('Trade date'), '12/2/2002');
  await keys.type(dialog.getByLabel('Shares', { exact: true }), '40');
  await keys.type(dialog.getByLabel('Proceeds'), '1500');
  await keys.reach(dialog.getByRole('radio', { name: /^Account’s method/ }));
  await keys.key('ArrowRight');
  await keys.type(dialog.getByLabel('Shares to sell of lot Mar 15, 2001 · 35 sh.'), '35');
  // The next one is below it, as in a column of a sheet.
  await page.keyboard.press('ArrowDown');
  keys.count += 1;
  await page.keyboard.insertText('5');
  await expect(dialog.getByTestId('result')).toContainText(/^A (gain|loss) of/);
  await keys.key('Enter');
  await expect(dialog).toBeHidden();
  expect(keys.count).toBeLessThanOrEqual(8);
});

test('a figure leads down to its line and back, and an entry is corrected and taken back', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  const keys = new Keys(page);
  await keys.press(page.getByTestId('path-lowersBasis'));
  const drawer = page.getByRole('dialog', { name: 'Where is this from?' });
  await expect(drawer.getByTestId('derivation-value')).toHaveText('$203.47');
  await keys.press(drawer.getByTestId('derivation-part').first());
  await keys.key('Backspace');
  await expect(drawer.getByTestId('derivation-value')).toHaveText('$203.47');
  await keys.key('Escape');
  await keys.find('all entries', /^All entries/);
  await expect(page.getByRole('heading', { name: 'All entries' })).toBeFocused();
  await keys.key('/');
  await page.keyboard.type('bought 2001-03-15');
  await expect(page.getByTestId('entry-row')).toHaveCount(1);
  await keys.press(page.getByRole('link', { name: /^Change: / }));
  await keys.type(page.getByRole('dialog').getByLabel('Cost in dollars'), '4000');
  await keys.key('Enter');
  await expect(page.getByTestId('entry-row')).toContainText('$4,000.00');
  await expect(page.getByRole('link', { name: /^Change: / }), 'where one was').toBeFocused();
  await keys.key('Control+z');
  await expect(page.getByTestId('entry-row')).toContainText('$3,219.95');
  expect(keys.count).toBeLessThanOrEqual(10);
});

test('arrows go from cell to cell, Enter opens, and rows are copied as cells', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/holdings/2002');
  const first = page.getByRole('link', { name: 'AIV', exact: true });
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'AIVPrC', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Cost, AIVPrC/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: /^Cost, AIV:/ })).toBeFocused();
  await page.evaluate(() => {
    document.addEventListener('copy', (event) => {
      document.body.dataset['copied'] = event.clipboardData?.getData('text/plain') ?? '';
    });
  });
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(() => document.body.dataset['copied'] ?? '');
  const rows = copied.split('\n').map((line) => line.split('\t'));
  expect(rows[0]).toEqual([
    'Security',
    'Lots',
    'Shares',
    'Cost',
    'Returned in 2002',
    'Adjusted basis',
  ]);
  expect(rows[2]).toContain('$757.47');
  expect(rows[2]?.[4], 'a dash is an empty cell').toBe('');
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'AIV', exact: true })).toBeVisible();
});

test('a tax year has at most 25 stops of the Tab key before its tables', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  // From the top of the page.
  await page.reload();
  await expect(page.getByTestId('year-sentence')).toBeVisible();
  const isInTable = () =>
    page.evaluate(() => document.activeElement?.closest('table, section.form') !== null);
  const stopsBefore = async (): Promise<number> => {
    let stops = 0;
    do {
      await page.keyboard.press('Tab');
      stops += 1;
    } while (!(await isInTable()) && stops < FARTHEST);
    return stops - 1;
  };
  expect(await stopsBefore()).toBeLessThanOrEqual(25);
  // The other years are reached by arrows.
  const year = page.getByRole('link', { name: /^2002/ });
  await year.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: /^2001/ })).toBeFocused();
  // Of a year that lacks several things, each with its answers, one is a stop, and arrows lead to the others.
  await open(page, '#/tax-year/2001');
  await page.reload();
  const answers = page.getByTestId('checklist-item').getByRole('link');
  await expect(answers).toHaveCount(11);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  expect(await stopsBefore()).toBeLessThanOrEqual(25);
  await page.locator('[data-stop][tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(answers.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('checklist-item').nth(1).getByRole('link').first()).toBeFocused();
});
