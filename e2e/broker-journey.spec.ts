/**
 * A newcomer's way from a broker's file to the year: how often do they act? The first press starts the book, the
 * file is dropped on whatever screen is there, every question takes one answer, one press imports, one opens the year.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { open, RELEASE, startEmptyBook } from './steps.ts';
import type { Page } from '@playwright/test';

const MOST = 8;
const FIXTURES = path.resolve(import.meta.dirname, '../formats/accounts/fixtures');

/** Files of different kinds that are whole: nothing is sold in them that was never bought. */
const FILES = [
  'schwab-history.csv',
  'fidelity-history.csv',
  'merrill-activity.csv',
  'plain-table.csv',
  'statement.ofx',
  'register-of-an-old-program.qif',
  'semicolons-and-decimal-commas.csv',
] as const;

/** Drops a file on the page itself, not on a field. */
async function dropAnywhere(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      data.items.add(new File([given.text], given.name));
      return data;
    },
    { name, text },
  );
  const main = page.locator('main');
  await main.dispatchEvent('dragover', { dataTransfer: transfer });
  await main.dispatchEvent('drop', { dataTransfer: transfer });
}

/** Answers with what is proposed, or leaves the line out; the number of presses. */
async function answerAll(page: Page): Promise<number> {
  const accept = page.getByRole('button', { name: /^Import(?: \d|$)/ });
  await expect(accept).toBeVisible();
  let presses = 0;
  while (!(await accept.isEnabled()) && presses < MOST) {
    const asked = page.getByTestId('import-question').or(page.getByTestId('names-card'));
    const buttons = asked.locator('.buttons button:enabled');
    const before = await page.locator('main').innerText();
    await buttons
      .filter({ hasNotText: /^(?:Change|Fill it in|Something else)$/ })
      .first()
      .click();
    presses++;
    await expect.poll(() => page.locator('main').innerText()).not.toBe(before);
    await expect(page.getByRole('button', { name: 'Start over' })).toBeEnabled();
  }
  return presses;
}

for (const name of FILES) {
  test(`from ${name} to the year are at most ${MOST} actions`, async ({ app }) => {
    const { page } = app;
    await startEmptyBook(page);
    await dropAnywhere(page, name, readFileSync(path.join(FIXTURES, name), 'utf8'));
    const answers = await answerAll(page);
    await page.getByRole('button', { name: /^Import \d/ }).click();
    await expect(page.getByText(/ imported from /)).toBeVisible();
    const years = page.getByRole('navigation', { name: 'Screens' }).getByRole('listitem');
    await years
      .getByRole('link', { name: /^(?:19|20)\d\d/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1, name: /^Tax year \d{4}/ })).toBeVisible();
    const actions = 1 + 1 + answers + 1 + 1;
    console.log(`${name}: ${actions} actions, ${answers} of them answers`);
    expect(actions).toBeLessThanOrEqual(MOST);
  });
}

test('a release that is dropped among the entries is read under Documents', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries');
  await dropAnywhere(page, 'release.txt', RELEASE);
  await expect(page.getByText(/This is a release of an issuer about its payments/)).toBeVisible();
  await page.getByRole('button', { name: 'Read it under Documents' }).click();
  await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await expect(page.getByText('Class A Common Stock').first()).toBeVisible();
  // A web page is what an issuer publishes: it goes there at once, and the next file to the import.
  await open(page, '#/holdings');
  await dropAnywhere(page, 'release.html', `<html><body><pre>${RELEASE}</pre></body></html>`);
  await expect(page.getByRole('heading', { level: 1, name: 'Import entries' })).toBeHidden();
  await expect(page).toHaveURL(/#\/distributions\/new$/);
});
