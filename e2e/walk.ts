/**
 * Every screen, dialog and state of the sample book, one after the other: the one list of those that are looked at,
 * by axe in both themes, at every size of the window and at 200% zoom.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import {
  acceptRelease,
  addEntry,
  box,
  chooseLots,
  compareVersions,
  dropFiles,
  EXAMPLE,
  fillSpinOff,
  LOT_DIALOGS,
  open,
  openScreen,
  readRelease,
  RELEASE,
  SAMPLE_SCREENS,
  startEmptyBook,
  startSampleBook,
} from './steps.ts';

type Look = (state: string) => Promise<void>;

const dialogOf = (page: Page) => page.getByRole('dialog').filter({ visible: true });

async function walkEntries(page: Page, look: Look): Promise<void> {
  await open(page, '#/entries/new');
  await dialogOf(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialogOf(page).locator('[aria-invalid="true"]').first()).toBeVisible();
  await look('an entry that lacks something');
  await page.keyboard.press('Escape');
  await chooseLots(page);
  await look('the lots of a sale');
  await fillSpinOff(page);
  await look('a spin-off');
  await open(page, '#/entries/bases/AIV/2002-01-01');
  await expect(page.getByTestId('held-lot').first()).toBeVisible();
  await look('the bases that are known');
  await page.keyboard.press('Escape');
  await open(page, '#/entries');
  await page
    .getByRole('link', { name: /^Change: / })
    .first()
    .click();
  await expect(dialogOf(page)).toBeVisible();
  await look('an entry that is changed');
  await page.keyboard.press('Escape');
}

/** Kinds with forms of their own, each as it stands before it is filled in. */
const RARE_KINDS = ['undistributed-gain', 'exchange', 'liquidation', 'average-basis'] as const;

async function walkRareKinds(page: Page, look: Look): Promise<void> {
  for (const kind of RARE_KINDS) {
    await open(page, `#/entries/new/${kind}/AIV/2002-12-02`);
    await expect(dialogOf(page).getByLabel('Something else that happened')).toHaveValue(kind);
    await look(`the form of ${kind}`);
    await page.keyboard.press('Escape');
  }
}

const HISTORY = readFileSync(
  path.join(import.meta.dirname, '../formats/accounts/fixtures/schwab-history.csv'),
  'utf8',
);
/** Headings that nobody knows. */
const UNKNOWN = 'Buchungstag;Vorgang;Wert;Anzahl;Betrag\n02/03/2001;KAUF;EQR;10;-805.00\n';

async function walkImports(page: Page, look: Look): Promise<void> {
  const drop = async (name: string, text: string): Promise<void> => {
    await open(page, '#/entries/import');
    await dropFiles(page, [{ name, type: 'text/csv', text }]);
  };
  await drop('bank.csv', UNKNOWN);
  const card = page.getByTestId('mapping');
  await expect(card).toBeVisible();
  await look('a file of unknown headings');
  await page.getByRole('button', { name: 'Start over' }).click();
  await drop('history.csv', HISTORY);
  await expect(page.getByTestId('import-question').first()).toBeVisible();
  await look('a file with questions');
  const questions = page.getByTestId('import-question');
  await questions.nth(0).getByRole('button', { name: '2:1' }).click();
  await questions.nth(1).getByRole('button', { name: 'Leave this line out' }).click();
  await page.getByRole('button', { name: /^Import \d+ entries/ }).click();
  await expect(page.getByTestId('entry-row').first()).toBeVisible();
  await open(page, '#/entries/import');
  await expect(page.getByTestId('imported-files')).toBeVisible();
  await look('files that were imported');
  await page.getByRole('button', { name: 'Take back history.csv' }).click();
  await expect(page.getByTestId('take-back')).toContainText('entries');
  await look('before a file is taken back');
  await page.keyboard.press('Escape');
}

async function walkFiled(page: Page, look: Look): Promise<void> {
  await open(page, '#/tax-year/2002/return');
  await page.getByRole('button', { name: 'I filed this' }).click();
  await expect(page.getByText('What you filed for 2002 is recorded.')).toBeVisible();
  await look('what was filed');
  await open(page, '#/tax-year/2002');
  await expect(page.getByTestId('year-finished')).toBeVisible();
  await look('a year that was filed and lacks something');
}

async function walkHoldings(page: Page, look: Look): Promise<void> {
  await open(page, '#/holdings/2002');
  await page.getByRole('main').getByRole('link', { name: 'AIV', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Year by year' })).toBeVisible();
  await look('a security');
  await open(page, '#/lots/2002');
  for (const name of LOT_DIALOGS) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name }).getByRole('combobox').first()).toBeVisible();
    await look(name);
    await page.keyboard.press('Escape');
  }
  await page.getByTestId('lot-row').first().getByRole('link').click();
  await expect(page.getByTestId('lot-event').first()).toBeVisible();
  await look('a lot');
}

async function walkDocuments(page: Page, look: Look): Promise<void> {
  await open(page, '#/distributions');
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  await expect(dialogOf(page)).toBeVisible();
  await look('the library');
  await page.keyboard.press('Escape');
  await page.getByTestId('document-row').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look('a document');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /^Removing it changes/ })).toBeVisible();
  await look('before a document is removed');
  await page.keyboard.press('Escape');
  await readRelease(page, RELEASE.replace('61.4%', '62.4%'));
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await look('a review with a question');
  await compareVersions(page);
  await look('two versions of a document');
}

async function walkYear(page: Page, look: Look): Promise<void> {
  await open(page, '#/tax-year/2002');
  await box(page, '3').click();
  await expect(dialogOf(page)).toBeVisible();
  await look('where a figure is from');
  await page.keyboard.press('Escape');
  await page
    .getByTestId('payment-row')
    .nth(2)
    .getByRole('button', { name: /^Lots of/ })
    .click();
  await expect(page.getByRole('table', { name: /^Lots of AIV/ })).toBeVisible();
  await look('the lots of a payment');
}

async function walkWindow(page: Page, look: Look): Promise<void> {
  await open(page, '#/history');
  await look('history');
  await open(page, '#/backups');
  await look('settings and backups');
  await page.keyboard.press('?');
  await expect(dialogOf(page)).toBeVisible();
  await look('the keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(dialogOf(page)).toBeVisible();
  await look('the palette');
  await page.keyboard.press('Escape');
}

/** Two years on one page of an issuer, each under its own title. */
export const SEVERAL_YEARS = `Fernhollow Realty Trust (NYSE: FHR)
Tax Treatment of 2021 Dividends
Common Stock (CUSIP 99421A100)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Capital Gain | Return of Capital
03/15/2021 | 03/31/2021 | $0.40 | $0.30 | $0.00 | $0.10
Tax Treatment of 2020 Dividends
Common Stock (CUSIP 99421A100)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Capital Gain | Return of Capital
06/15/2020 | 06/30/2020 | $0.50 | $0.40 | $0.10 | $0.00
`;

async function walkSeveralYears(page: Page, look: Look): Promise<void> {
  await readRelease(page, SEVERAL_YEARS);
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await look('a release of several years');
  await page.getByRole('button', { name: 'Correct something' }).click();
  await expect(page.getByLabel('Tax year', { exact: true }).first()).toHaveValue(/^202[01]$/);
  await look('a release of several years, corrected by hand');
}

/** The broker's form of a year with a release, of a later one with sales, and of one without a release. */
async function walkCheck(page: Page, look: Look): Promise<void> {
  await startEmptyBook(page);
  await acceptRelease(page);
  await addEntry(page, EXAMPLE);
  const sale = { kind: 'sell', security: 'AIV', shares: '40', amount: '1500.00' } as const;
  await addEntry(page, { ...sale, date: '2012-06-20' });
  const type = (name: string, amount: string) =>
    page.getByLabel(`Box ${name} on your form`, { exact: true }).fill(amount);
  await open(page, '#/tax-year/2002/check');
  await expect(page.getByRole('heading', { name: 'Form 1099-B' })).toBeVisible();
  await look('a form that nothing is typed into');
  const boxes = { '1': '151.05', '2a': '46.98', '2c': '16.23', '2d': '30.75', '3': '47.97' };
  for (const [name, amount] of Object.entries(boxes)) await type(name, amount);
  await expect(page.getByTestId('cause')).toHaveCount(1);
  await page.getByText(/other cause would fit as well$/).click();
  await page.getByText('I have a Form 2439 too').click();
  await expect(page.getByLabel('Form 2439, box 1a')).toBeVisible();
  await page.getByRole('button', { name: 'My form has a sale that is not here' }).click();
  await page.getByRole('button', { name: /^Accept… the difference of Box 1/ }).click();
  await look('a form with causes, and everything that unfolds beside it');
  await page.getByRole('button', { name: 'A corrected form came' }).click();
  await expect(page.getByTestId('version-changes')).toBeVisible();
  await type('1', '201.40');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('version-changes')).toContainText('Box 1');
  await look('a corrected form');
  await open(page, '#/tax-year/2012/check');
  await expect(page.getByTestId('check-sale')).toBeVisible();
  await look('a sale of which it counts what was reported');
  await type('1a', '12.00');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('stand-in')).toBeVisible();
  await look('a form that can stand in for a release');
}

/** Parts of the window that cannot be fetched, as when the program was replaced while it ran. */
export async function walkWhatIsNotLoaded(page: Page, look: Look): Promise<void> {
  for (const part of ['library-dialog', 'entry-sheet', 'derivation-drawer', 'history-screen']) {
    await page.route(new RegExp(`/${part}-[^/]*\\.js$`), (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("It is gone.");' }),
    );
  }
  await page.reload();
  const said = page.getByRole('dialog', { name: 'This could not be opened' });
  await startEmptyBook(page);
  await open(page, '#/tax-year');
  await page.getByRole('button', { name: 'Open the library' }).click();
  await expect(said).toContainText('Reload the window');
  await look('a library that could not be loaded, in an empty book');
  await page.keyboard.press('Escape');
  await expect(said).toBeHidden();
  await page.getByRole('link', { name: 'Look at the sample' }).click();
  await startSampleBook(page);
  await open(page, '#/entries/new');
  await expect(said).toBeVisible();
  await look('a form that could not be loaded');
  await page.keyboard.press('Escape');
  await open(page, '#/tax-year/2002');
  await box(page, '3').click();
  await expect(said).toBeVisible();
  await look('an explanation that could not be loaded');
  await page.keyboard.press('Escape');
  await open(page, '#/history');
  await look('a screen that could not be loaded');
}

/** The screens of the sample book, from the first run on. */
async function walkScreens(page: Page, look: Look): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look('first run');
  await startSampleBook(page);
  for (const screen of SAMPLE_SCREENS) {
    await openScreen(page, screen);
    await look(screen[0]);
    await page.keyboard.press('Escape');
  }
}

/** Parts that follow each other in one book of its own. */
const inSampleBook =
  (...parts: readonly ((page: Page, look: Look) => Promise<void>)[]) =>
  async (page: Page, look: Look): Promise<void> => {
    await startSampleBook(page);
    for (const part of parts) await part(page, look);
  };

/** The walks, of about one length; each calls `look` once for each of its states, when it is there. */
export const WALKS: Readonly<Record<string, (page: Page, look: Look) => Promise<void>>> = {
  'the screens': walkScreens,
  'the year, the holdings and the window': inSampleBook(walkYear, walkHoldings, walkWindow),
  'the entries': inSampleBook(walkEntries, walkRareKinds),
  'the documents, what was filed and imports': inSampleBook(
    walkDocuments,
    walkSeveralYears,
    walkFiled,
    walkImports,
  ),
  'the check of the form': walkCheck,
  'what could not be loaded': walkWhatIsNotLoaded,
};
