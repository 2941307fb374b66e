/** Words of the field are explained where they stand: by the pointer, by a press and by the keyboard. */
import type { Locator, Page } from '@playwright/test';
import { inTheme, violations } from './axe.ts';
import { outOfReach, smallType } from './craft.ts';
import { expect, test } from './fixtures.ts';
import {
  open,
  openScreen,
  readRelease,
  RELEASE,
  SAMPLE_SCREENS,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

const cardOf = (page: Page, term: string): Locator =>
  page.getByRole('dialog', { name: term, exact: true });

/** Nothing on the screen moves by what is shown. */
const placesOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main h1, main h2, main th, main td, main .amount')].map(
      (one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [x, y, width, height];
      },
    ),
  );

test('a box of the form is explained by the pointer, which can go on to its source and the guide', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002');
  const word = page.locator('section.form').getByText('Nontaxable distributions', { exact: true });
  await word.scrollIntoViewIfNeeded();
  const before = await placesOf(page);
  await word.hover();
  const card = cardOf(page, 'Nondividend distribution');
  await expect(card).toContainText('it is not taxed now, and lowers your basis.');
  await expect(card).toContainText('Publication 550 (2012), chapter 1, Nondividend Distributions');
  expect(await placesOf(page), 'nothing has moved').toEqual(before);
  await expect(word).toHaveAccessibleDescription(/^What Form 1099-DIV calls a return of capital/);
  await card.getByRole('link', { name: /^Read more about Nondividend distribution/ }).click();
  const heading = page.getByRole('heading', { name: 'Return of capital', level: 3 });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expect(card).toBeHidden();
  await page.goBack();
  await word.hover();
  await expect(card).toBeVisible();
  await page.mouse.move(2, 2);
  await expect(card).toBeHidden();
});

test('a press keeps it, a press elsewhere and Escape close it', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/lots/2002');
  await page.getByTestId('lot-row').first().getByRole('link').click();
  const word = page.locator('dt').getByText('Acquired', { exact: true });
  const card = cardOf(page, 'Holding period');
  await word.click();
  await expect(card).toBeVisible();
  await expect(word).toHaveAttribute('aria-expanded', 'true');
  await page.mouse.move(2, 2);
  await page.getByRole('heading', { level: 1 }).click();
  await expect(card).toBeHidden();
  await expect(word).toHaveAttribute('aria-expanded', 'false');
  await word.click();
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await word.click();
  await word.click();
  await expect(card, 'pressed again').toBeHidden();
});

test('a word is found by some of its letters, and leads into the guide', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('1250');
  await expect(page.getByRole('option').first()).toHaveText(
    /^Unrecaptured section 1250 gain\s*In the guide$/,
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Unrecaptured section 1250 gain' })).toBeFocused();
});

test('a heading that orders its table is explained beside it, and orders it still', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002/sales');
  const head = page.getByRole('columnheader', { name: 'Adjusted basis' }).first();
  await head.getByRole('button').hover();
  const card = cardOf(page, 'Adjusted basis');
  await expect(card).toContainText('What counts as your cost when you sell');
  await head.getByRole('button').click();
  await expect(card).toBeHidden();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
});

test('by keyboard: one key explains what is at hand and goes on, Escape leads back', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/holdings/2002');
  const figure = page.getByRole('button', { name: /^Adjusted basis, AIV:/ });
  await figure.focus();
  await page.keyboard.press('h');
  const card = cardOf(page, 'Adjusted basis');
  await expect(card, 'the heading of its column').toBeVisible();
  await page.keyboard.press('Shift+H');
  await expect(cardOf(page, 'Return of capital')).toBeVisible();
  await expect(card).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.locator('[popover]')).toHaveCount(0);
  await expect(figure).toBeFocused();

  await open(page, '#/tax-year/2002');
  await page.getByTestId('box-2d').focus();
  await page.keyboard.press('h');
  const gain = cardOf(page, 'Unrecaptured section 1250 gain');
  await expect(gain).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(cardOf(page, 'Section 1202 gain')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(gain).toBeVisible();
  // Into it and out of it by Tab, on from where one was.
  await page.keyboard.press('Tab');
  await expect(gain.getByRole('link')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('box-2d')).toBeFocused();
  await expect(gain).toBeHidden();
  await page.keyboard.press('h');
  await page.keyboard.press('Enter');
  await expect(gain.getByRole('link')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(gain).toBeHidden();
  await expect(page.locator('[data-word="unrecaptured-section-1250-gain"]:focus')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(gain.getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Unrecaptured section 1250 gain' })).toBeFocused();
});

test('a word that the Tab key comes to is explained while the focus stays on it', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002/check');
  const card = cardOf(page, 'Ordinary dividend');
  await page.getByRole('button', { name: 'Difference', exact: true }).first().focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('.word:focus')).toHaveText('Ordinary dividends');
  await expect(card).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Box 1 on your form' })).toBeFocused();
  await expect(card).toBeHidden();
});

test('in a form F1 explains while something is typed, and Escape closes only the explanation', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/entries/new/liquidation/AIV/2002-12-02');
  const form = page.getByRole('dialog', { name: 'Add' });
  const amount = form.getByRole('textbox', { name: 'Received' });
  await amount.fill('12');
  await page.keyboard.press('h');
  await expect(amount, 'a letter is typed').toHaveValue('12h');
  await amount.fill('12');
  await page.keyboard.press('F1');
  const card = cardOf(page, 'Liquidating distribution');
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(form).toBeVisible();
  await expect(amount).toBeFocused();
  await expect(amount).toHaveValue('12');
  // What lies over the page can be pressed from within the form, and what was typed is kept.
  await form.getByText('being wound up').click();
  await card.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'When a company is wound up' })).toBeFocused();
  await expect(form).toBeHidden();
  await open(page, '#/entries/new/liquidation/AIV/2002-12-02');
  await form.getByRole('button', { name: 'Continue with it' }).click();
  await expect(amount).toHaveValue('12');
});

/** Where a word stands, and how it is reached. */
const PLACES: readonly (readonly [
  name: string,
  go: (page: Page) => Promise<void>,
  term: string,
])[] = [
  ['the form of the year', (page) => openScreen(page, SAMPLE_SCREENS[0]), 'Qualified 5-year gain'],
  ['the sales', (page) => open(page, '#/tax-year/2002/sales'), 'Proceeds'],
  ['the return', (page) => open(page, '#/tax-year/2002/return'), 'Ordinary dividend'],
  [
    'the check of the form',
    (page) => open(page, '#/tax-year/2002/check'),
    'Collectibles (28%) gain',
  ],
  ['a sale in a form', (page) => open(page, '#/entries/new/sell/AIV/2002-12-02'), 'Method'],
  ['a review', (page) => readRelease(page, RELEASE), 'Record date'],
];

for (const [name, go, term] of PLACES) {
  test(`${name}: what is explained keeps the rules of accessibility in both themes and fits at 200%`, async ({
    app,
  }) => {
    const { page } = app;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await (name === 'a review' ? startEmptyBook(page) : startSampleBook(page));
    await go(page);
    const room = page.getByRole('dialog').or(page.getByRole('main')).last();
    const card = cardOf(page, term);
    await expect(room.locator('[data-word]').first()).toBeVisible();
    for (let press = 0; press < 30 && !(await card.isVisible()); press++)
      await page.keyboard.press('F1');
    await expect(card).toBeVisible();
    expect(await smallType(page)).toEqual([]);
    expect(await violations(page, 'light')).toEqual([]);
    await inTheme(page, 'dark');
    expect(await violations(page, 'dark')).toEqual([]);
    for (const [width, height] of [
      [1024, 700],
      [640, 400],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.locator('[data-word]:focus').scrollIntoViewIfNeeded();
      await expect(card).toBeInViewport({ ratio: 1 });
      expect(await outOfReach(page)).toEqual([]);
    }
    await page.emulateMedia({ media: 'print' });
    await expect(card).toBeHidden();
  });
}

test('a legend, the lots of a payment and the columns that are typed by hand explain their words', async ({
  app,
}) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002');
  await page.locator('.legend').getByText('Return of capital', { exact: true }).hover();
  await expect(cardOf(page, 'Return of capital')).toBeVisible();
  await page.getByTestId('payment-row').first().getByRole('button').first().click();
  await page.getByRole('button', { name: 'Lowers basis by' }).hover();
  await expect(cardOf(page, 'Adjusted basis')).toBeVisible();
  await readRelease(page, RELEASE);
  await page.getByRole('button', { name: 'Correct something' }).click();
  const column = page.getByLabel('What column 1', { exact: false }).first();
  await column.hover();
  await expect(cardOf(page, 'Record date')).toBeVisible();
  await expect(column).toHaveAccessibleDescription(/company’s list of holders/);
});
