/** What a person does, in the words of the screens; the specs are made of these. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Action } from '../tax/facts/entry-kinds.ts';
import { sample } from '../resources/reference.ts';
import { LAST_YEAR } from './large-book.ts';

const REAL_RELEASE = path.resolve(import.meta.dirname, '../../shared/releases/AIMCO-2002.txt');

/** The issuer's own text where it is at hand, else ours in the same layout: the figures are the same. */
export const RELEASE = existsSync(REAL_RELEASE)
  ? readFileSync(REAL_RELEASE, 'utf8')
  : sample.document;

interface Entry {
  readonly date: string;
  readonly kind?: Action;
  readonly security: string;
  readonly shares: string;
  readonly amount: string;
  /** A new account of this name; the first one of the list when absent. */
  readonly newAccount?: string | undefined;
}

/** The worked example of the calculation, section 11. */
export const EXAMPLE: Entry = {
  date: '2000-03-01',
  security: 'AIV',
  shares: '100',
  amount: '3800.00',
  newAccount: 'Taxable',
};

export async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await expect(page.locator('main h1, main h2').first()).toBeVisible();
}

export async function startEmptyBook(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Start with an empty book/ }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
}

export async function startSampleBook(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Look at the sample book/ }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
}

export async function readRelease(page: Page, text: string): Promise<void> {
  await open(page, '#/distributions/new');
  await page.getByLabel(/Paste the text of the release/).fill(text);
  await page.getByRole('button', { name: 'Read the release' }).click();
}

export async function acceptRelease(page: Page, text = RELEASE): Promise<void> {
  await readRelease(page, text);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  // The year, where shares were held in it, else the documents.
  await expect(page.getByRole('heading', { name: /^(Tax year \d{4}|Documents)$/ })).toBeVisible();
  await open(page, '#/distributions');
  await expect(page.getByTestId('document-row').first()).toBeVisible();
}

/** The three kinds that stand first, by their names and by what they were called before. */
const FIRST_KINDS: Readonly<Record<string, string>> = {
  buy: 'Bought',
  sell: 'Sold',
  reinvest: 'Reinvested',
  Purchase: 'Bought',
  Sale: 'Sold',
  'Reinvested dividend': 'Reinvested',
};

/** Chooses what happened, by the kind's name or its label. */
export async function chooseKind(dialog: Locator, kind: string): Promise<void> {
  const first = FIRST_KINDS[kind];
  if (first !== undefined) return dialog.getByText(first, { exact: true }).click();
  await dialog.getByLabel('Something else that happened').selectOption(kind);
}

export async function fillEntry(page: Page, entry: Entry): Promise<void> {
  // A form goes back to where it was opened from: the list of entries.
  await open(page, '#/entries');
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  if (entry.kind) await chooseKind(dialog, entry.kind);
  await dialog.getByLabel('Trade date').fill(entry.date);
  await dialog.getByLabel('Security').fill(entry.security);
  if (entry.newAccount !== undefined) {
    const choice = dialog.getByRole('combobox', { name: 'Account' });
    if (await choice.isVisible()) await choice.selectOption({ label: 'New account …' });
    await dialog.getByLabel('Name of the new account').fill(entry.newAccount);
  }
  await dialog.getByLabel('Shares').fill(entry.shares);
  await dialog.getByLabel(/^(Cost in dollars|Amount reinvested|Proceeds)$/).fill(entry.amount);
}

export async function addEntry(page: Page, entry: Entry): Promise<void> {
  await fillEntry(page, entry);
  await saveEntry(page);
}

/** Saves the form; a ticker that is new here is asked about first. */
export async function saveEntry(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  const anyway = dialog.getByRole('button', { name: 'Save anyway' });
  const isAsked = await anyway.isVisible();
  await dialog.getByRole('button', { name: /^Save( anyway)?$/ }).click();
  if (!isAsked) {
    await Promise.race([dialog.waitFor({ state: 'hidden' }), anyway.waitFor()]);
    // Not where the form is saved already, and only on its way out.
    if (await anyway.isVisible()) await anyway.click({ timeout: 2000 }).catch(() => undefined);
  }
  await expect(dialog).toBeHidden();
}

/** The amount in a box of the form, as it is printed. */
export function box(page: Page, name: string): ReturnType<Page['locator']> {
  return page.getByTestId(`box-${name}`);
}

/** The release once more, with one percent of the common stock moved to return of capital. */
export const CORRECTED_RELEASE = RELEASE.replace(/61\.4%(.*?)19\.5%/g, '60.4%$120.5%');

/** Accepts the corrected release beside the first one, and opens both side by side. */
export async function compareVersions(page: Page): Promise<void> {
  await open(page, '#/distributions');
  await readRelease(page, CORRECTED_RELEASE);
  await page.getByText('Corrected', { exact: true }).click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tax year 2002' })).toBeVisible();
  await open(page, '#/distributions');
  const row = page.getByTestId('document-row').filter({ hasText: 'Corrected' });
  await row.getByRole('link').first().click();
  await page.getByRole('link', { name: /^compare with/ }).click();
  await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
}

/** Drops files on the field of a screen, as from the desktop. */
export async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly type: string; readonly text: string }[],
  onto = 'main textarea',
): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, type, text } of given) data.items.add(new File([text], name, { type }));
    return data;
  }, files);
  const field = page.locator(onto);
  await field.dispatchEvent('dragover', { dataTransfer: transfer });
  await field.dispatchEvent('drop', { dataTransfer: transfer });
}

/** Screens of the sample book, each with what stands on it once it is there. */
export const SAMPLE_SCREENS = [
  ['#/tax-year/2002', 'What each payment was made of'],
  ['#/tax-year/2001', 'Tax year 2001'],
  ['#/holdings/2002', 'Class A Common Stock'],
  ['#/lots/2002', 'Mar 1, 2002 · 30 sh.'],
  ['#/entries', 'Received in a merger with the old low basis carried over'],
  [
    '#/entries/new',
    'The day of the trade, not the day it settled. Or a whole row: 3/1/2000 AIV 100 $3,800.',
  ],
  ['#/entries/import', 'Import entries'],
  ['#/distributions', 'Documents'],
  ['#/distributions/new', 'Add a release'],
  ['#/guide/wash-sale', 'Your first year'],
  ['#/nowhere', 'There is no such screen'],
  ['#/tax-year/2002/check', 'Check my 1099 for 2002'],
  ['#/tax-year/2002/sales', 'Sales'],
  ['#/tax-year/2002/return', 'Where it goes on your return'],
] as const;

/** Goes to a screen and waits until it is the one that is shown. */
export async function openScreen(
  page: Page,
  [hash, content]: (typeof SAMPLE_SCREENS)[number],
): Promise<void> {
  await open(page, hash);
  const inside = page.locator('main, dialog').getByText(content, { exact: true });
  await expect(inside.filter({ visible: true }).first()).toBeVisible();
}

/** Fills the form of a sale of the sample book, and has its lots chosen: the widest that the form gets. */
export async function chooseLots(page: Page): Promise<void> {
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  await chooseKind(dialog, 'sell');
  await dialog.getByLabel('Trade date').fill('2002-12-02');
  await dialog.getByLabel('Security').fill('AIV');
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('Joint');
  await dialog.getByLabel('Shares').fill('50');
  await dialog.getByLabel('Proceeds').fill('1850.00');
  await dialog.getByText('Choose lots', { exact: true }).click();
  await dialog.getByRole('button', { name: /^Use this.*Lowest basis first/ }).click();
  await expect(dialog.getByText('All 50 shares are chosen.')).toBeVisible();
  await expect(dialog.getByTestId('preview-piece').first()).toBeVisible();
}

/** Fills the form of a spin-off of the sample book. */
export async function fillSpinOff(page: Page): Promise<void> {
  await open(page, '#/entries/new');
  const dialog = page.getByRole('dialog');
  await chooseKind(dialog, 'spin-off');
  await dialog.getByLabel('Distribution date').fill('2002-12-02');
  await dialog.getByLabel('Security held').fill('AIV');
  await dialog.getByLabel('Security received').fill('HBR');
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('Joint');
  await dialog.getByLabel('New shares').fill('1');
  await dialog.getByLabel('For old shares').fill('8');
  await dialog.getByLabel('Basis that moves, in percent').fill('12.34');
  await expect(dialog.getByTestId('preview-row').first()).toBeVisible();
  await expect(dialog.getByText('Also in these accounts, which hold it')).toBeVisible();
}

/** The dialogs of the screen of lots, by the buttons that open them. */
export const LOT_DIALOGS = ['Accounts', 'Names and tickers'] as const;

/** Types a figure that no cause of a large book explains: the search for one goes on for seconds. */
export async function startLongSearch(page: Page): Promise<void> {
  await open(page, `#/tax-year/${LAST_YEAR - 2}/check`);
  const box = page.getByTestId('check-row').first().getByRole('textbox');
  await box.fill('12345.67');
  await box.press('Enter');
}
