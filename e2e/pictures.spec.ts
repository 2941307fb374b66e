/**
 * Every screen and state as it was looked at: at both sizes, in both themes, and on paper. Another picture
 * is a change to be looked at; where it is wanted, `npm run pictures` takes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { drawerHere, whyNotCompared } from './drawer.ts';
import { makeLargeBook } from './large-book.ts';
import { noteDrawer, paper, picture, pictureWithToast, takenWith } from './pictures.ts';
import {
  addEntry,
  acceptRelease,
  box,
  compareVersions,
  dropFiles,
  EXAMPLE,
  LOT_DIALOGS,
  open,
  openScreen,
  readRelease,
  RELEASE,
  SAMPLE_SCREENS,
  startEmptyBook,
  startLongSearch,
  startSampleBook,
} from './steps.ts';
import { SEVERAL_YEARS, walkWhatIsNotLoaded } from './walk.ts';

const history = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../formats/accounts/fixtures', name), 'utf8');

test.use({ fixedClock: true });
test.describe.configure({ timeout: 300_000 });

test.beforeEach(({ tabs }, { config }) => {
  const here = drawerHere(tabs?.version() ?? '');
  if (config.updateSnapshots === 'all') return noteDrawer(here);
  const reason = whyNotCompared(takenWith(), here);
  if (reason !== undefined) console.log(reason);
  test.skip(reason !== undefined, reason);
});

const dialogOf = (page: Page) => page.getByRole('dialog').filter({ visible: true });

test('the first start and empty screens', async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await picture(page, 'first-run');
  await startEmptyBook(page);
  for (const [hash, name] of [
    ['#/tax-year', 'empty-year'],
    ['#/holdings', 'empty-holdings'],
    ['#/entries', 'empty-entries'],
    ['#/distributions', 'empty-documents'],
    ['#/history', 'empty-history'],
  ] as const) {
    await open(page, hash);
    await picture(page, name);
  }
});

test('the year', async ({ app }, { config }) => {
  const { page } = app;
  await startSampleBook(page);
  if (config.updateSnapshots === 'all') {
    // The picture of the guide and of the README is of the same hour.
    await page.setViewportSize({ width: 1280, height: 1160 });
    await page.screenshot({ path: path.join(import.meta.dirname, '../docs/tax-year-2002.png') });
  }
  await picture(page, 'year-summary');
  await paper(page, 'year-summary');
  for (const [at, name] of [
    [12, 'year-sales'],
    [13, 'year-return'],
    [1, 'year-without-documents'],
  ] as const) {
    await openScreen(page, SAMPLE_SCREENS[at]);
    await picture(page, name);
    await paper(page, name);
  }
  await openScreen(page, SAMPLE_SCREENS[0]);
  await box(page, '3').click();
  await expect(dialogOf(page)).toBeVisible();
  await picture(page, 'where-from', true);
});

test('holdings', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  for (const [at, name] of [
    [2, 'holdings'],
    [3, 'lots'],
    [4, 'entries'],
  ] as const) {
    await openScreen(page, SAMPLE_SCREENS[at]);
    await picture(page, name);
    await paper(page, name);
  }
  await openScreen(page, SAMPLE_SCREENS[2]);
  await page.getByRole('main').getByRole('link', { name: 'AIV', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Year by year' })).toBeVisible();
  await picture(page, 'security');
  await open(page, '#/lots/2002');
  await page.getByTestId('lot-row').first().getByRole('link').click();
  await expect(page.getByTestId('lot-event').first()).toBeVisible();
  await picture(page, 'lot');
  await paper(page, 'lot');
  await open(page, '#/lots/2002');
  for (const name of LOT_DIALOGS) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name }).getByRole('combobox').first()).toBeVisible();
    await picture(page, name.toLowerCase(), true);
    await page.keyboard.press('Escape');
  }
});

test('entries', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await openScreen(page, SAMPLE_SCREENS[5]);
  await picture(page, 'add', true);
  await dialogOf(page).getByRole('button', { name: 'Save', exact: true }).click();
  await picture(page, 'add-with-problems', true);
  await page.keyboard.press('Escape');
  await open(page, '#/entries/bases/AIV/2002-01-01');
  await expect(page.getByTestId('held-lot').first()).toBeVisible();
  await picture(page, 'bases', true);
  await page.keyboard.press('Escape');
  await open(page, '#/entries');
  await page
    .getByRole('link', { name: /^Change: / })
    .first()
    .click();
  await expect(dialogOf(page)).toBeVisible();
  await picture(page, 'entry-changed', true);
});

test('words that are explained, in a table and in a form', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await open(page, '#/tax-year/2002/sales');
  await page
    .getByRole('button', { name: /^Adjusted basis, lot/ })
    .first()
    .focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog', { name: 'Adjusted basis' })).toBeVisible();
  await picture(page, 'word-in-a-table', true);
  await open(page, '#/entries/new/liquidation/AIV/2002-12-02');
  await expect(page.getByRole('dialog', { name: 'Add' })).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Liquidating distribution' })).toBeVisible();
  await picture(page, 'word-in-a-form', true);
});

test('documents', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await openScreen(page, SAMPLE_SCREENS[7]);
  await picture(page, 'documents');
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  await expect(dialogOf(page)).toBeVisible();
  await picture(page, 'library', true);
  await page.keyboard.press('Escape');
  await page.getByTestId('document-row').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await picture(page, 'document');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^Removing it changes/ })).toBeVisible();
  await picture(page, 'document-removed', true);
  await page.keyboard.press('Escape');
  await openScreen(page, SAMPLE_SCREENS[8]);
  await picture(page, 'add-a-release');
  await readRelease(page, RELEASE.replace('61.4%', '62.4%'));
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await picture(page, 'review-with-a-question', true);
  await compareVersions(page);
  await picture(page, 'two-versions');
});

test('a release of several years', async ({ app }) => {
  const { page } = app;
  await startSampleBook(page);
  await readRelease(page, SEVERAL_YEARS);
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await picture(page, 'review-of-several-years');
});

/** A split whose day is another one in the final terms. */
const split = (date: string, status: string): string =>
  `BasisBook terms of a reorganisation
kind: split
date: ${date}
from: AIV
ratio: 1:2
source: Form 8937
status: ${status}
publishedOn: 2015-05-01
`;

test('terms, and which version they are', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await readRelease(page, split('2015-06-03', 'estimate'));
  await expect(page.getByTestId('terms-lot')).toBeVisible();
  await picture(page, 'terms');
  await page.getByRole('button', { name: 'Apply to 1 account' }).click();
  await expect(page.getByTestId('terms-kept')).toBeVisible();
  await readRelease(page, split('2015-07-06', 'final'));
  await expect(page.getByText(/Is it the same event on a new day/)).toBeVisible();
  await picture(page, 'terms-with-a-question');
});

test('a search for causes that was stopped', async ({ app }) => {
  makeLargeBook(app.folder, 1000);
  await app.restart();
  const { page } = app;
  await startLongSearch(page);
  await page.getByTestId('working').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Search again' })).toBeVisible();
  await picture(page, 'check-stopped');
});

test('what could not be loaded', async ({ app }) => {
  const { page } = app;
  const names = ['library', 'form', 'explanation', 'screen'].map((one) => `${one}-not-loaded`);
  await walkWhatIsNotLoaded(page, async () => picture(page, names.shift() ?? 'one more', true));
});

test('a file of a broker', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await picture(page, 'import');
  const text = history('schwab-history.csv');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text }]);
  await expect(page.getByTestId('import-question').first()).toBeVisible();
  await picture(page, 'import-with-questions');
  await page.getByRole('button', { name: 'Start over' }).click();
  await dropFiles(page, [
    {
      name: 'bank.csv',
      type: 'text/csv',
      text: 'Buchungstag;Vorgang;Wert;Anzahl;Betrag\n02/03/2021;KAUF;EQR;10;-805.00\n',
    },
  ]);
  await expect(page.getByTestId('mapping')).toBeVisible();
  await picture(page, 'import-of-an-unknown-header');
});

test('the check of the form, and what was filed', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  await open(page, '#/tax-year/2002/check');
  await expect(page.getByRole('heading', { name: 'Form 1099-DIV' })).toBeVisible();
  await picture(page, 'check');
  const boxes = { '1': '201.40', '2a': '21.64', '2c': '21.64', '2d': '41.00', '3': '63.96' };
  for (const [name, amount] of Object.entries(boxes)) {
    const box = page.getByLabel(`Box ${name} on your form`, { exact: true });
    await box.fill(amount);
    // What is typed is kept once its field is left.
    await box.blur();
  }
  await expect(page.getByTestId('cause')).toHaveCount(1);
  await expect(page.getByText('Kept in the book').first()).toBeVisible();
  await picture(page, 'check-with-a-cause');
  await open(page, '#/tax-year/2002/return');
  await page.getByLabel('Filed on').fill('4/12/2003');
  await page.getByRole('button', { name: 'I filed this' }).click();
  await expect(page.getByText('What you filed for 2002 is recorded.')).toBeVisible();
  await picture(page, 'filed');
});

test('the rest of the window', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await addEntry(page, { ...EXAMPLE, date: '2001-03-01', newAccount: undefined });
  await open(page, '#/history');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone', { exact: true })).toHaveCount(1);
  await picture(page, 'history');
  await open(page, '#/entries');
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await pictureWithToast(page, 'toast');
  await openScreen(page, SAMPLE_SCREENS[9]);
  await picture(page, 'guide', true);
  await openScreen(page, SAMPLE_SCREENS[10]);
  await picture(page, 'not-found');
  await page.keyboard.press('?');
  await expect(dialogOf(page)).toBeVisible();
  await picture(page, 'keys', true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(dialogOf(page)).toBeVisible();
  await picture(page, 'palette', true);
});

test('a book that cannot be opened', async ({ app }) => {
  writeFileSync(path.join(app.folder, 'book.basisbook'), 'a letter, not a book');
  await app.restart();
  await expect(app.page.getByRole('heading', { name: 'Your book is not open' })).toBeVisible();
  await picture(app.page, 'problem');
});
