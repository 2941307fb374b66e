/**
 * How often does a person act from the paste to an accepted release? For every document of
 * ../shared/releases where the folder is, else for our own of every kind; printed as a table.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from './fixtures.ts';
import { open, startEmptyBook } from './steps.ts';
import type { Page } from '@playwright/test';

const MOST = 4;
const shared = path.resolve(import.meta.dirname, '../../shared/releases');
const own = path.resolve(import.meta.dirname, '../formats/documents/fixtures/kinds');
const folder = existsSync(shared) ? shared : own;
const documents = readdirSync(folder).filter((name) => name.endsWith('.txt'));

type Ending = 'accepted' | 'by hand';

interface Line {
  readonly name: string;
  readonly actions: number;
  readonly ending: Ending;
}

/** Pastes, reads, answers what has answers, accepts; each press and each paste is one action. */
async function accept(page: Page, name: string): Promise<Line> {
  await open(page, '#/distributions');
  await open(page, '#/distributions/new');
  const text = readFileSync(path.join(folder, name), 'utf8');
  await page.getByRole('textbox', { name: /Paste the text/ }).fill(text);
  await page.getByRole('button', { name: 'Read the release' }).click();
  let actions = 2;
  const button = page.getByRole('button', { name: 'Accept', exact: true });
  await expect(button).toBeVisible();
  const answers = page.getByTestId('questions').locator('.answers button:not(:text("Show it"))');
  while (!(await button.isEnabled()) && actions < MOST + 4) {
    if ((await answers.count()) === 0) return { name, actions, ending: 'by hand' };
    await answers.first().click();
    actions++;
    // The check of the answer is a moment behind.
    await page.waitForTimeout(400);
  }
  if (!(await button.isEnabled())) return { name, actions, ending: 'by hand' };
  await button.click();
  await expect(page).toHaveURL(/#\/distributions$/);
  return { name, actions: actions + 1, ending: 'accepted' };
}

test('from the paste to an accepted release are at most four actions', async ({ app }) => {
  test.setTimeout(240_000);
  const { page } = app;
  await startEmptyBook(page);
  const lines: Line[] = [];
  for (const name of documents) lines.push(await accept(page, name));
  const width = Math.max(...documents.map((name) => name.length));
  console.log(
    lines.map((one) => `${one.name.padEnd(width)}  ${one.actions}  ${one.ending}`).join('\n'),
  );
  const accepted = lines.filter((one) => one.ending === 'accepted');
  console.log(`${accepted.length} of ${lines.length} accepted with at most ${MOST} actions`);
  expect(accepted.filter((one) => one.actions > MOST)).toEqual([]);
  // It would prove nothing if hardly any were accepted.
  expect(accepted.length).toBeGreaterThan(lines.length / 3);
});
