/**
 * How often does a person act from the paste to an accepted release? For every document of
 * ../shared/releases where the folder is, else for our own of every kind; printed as a table. Where the
 * reader or its proposal is right none may need more than four.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from './fixtures.ts';
import { open, startEmptyBook } from './steps.ts';
import { isReadRight } from './transcribed.ts';
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
  /** Who agrees with what is shown has a right document. */
  readonly right: boolean;
}

/** Pastes, reads, answers what has answers, accepts; each press and each paste is one action. */
async function accept(page: Page, name: string, text: string): Promise<Omit<Line, 'right'>> {
  await open(page, '#/distributions');
  await open(page, '#/distributions/new');
  await page.getByRole('textbox', { name: /Paste the text/ }).fill(text);
  await page.getByRole('button', { name: 'Read the release' }).click();
  let actions = 2;
  const button = page.getByRole('button', { name: 'Accept', exact: true });
  await expect(button).toBeVisible();
  const head = page.getByRole('region', { name: 'Summary' });
  const answers = page.getByTestId('questions').locator('.answers button:not(:text("Show it"))');
  while (!(await button.isEnabled()) && actions < MOST + 4) {
    if ((await answers.count()) === 0) return { name, actions, ending: 'by hand' };
    await answers.first().click();
    actions++;
    // The check of the answer is a moment behind.
    await expect(head).toHaveAttribute('aria-busy', 'false');
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
  for (const name of documents) {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    const right = isReadRight(name, text, file.replace(/\.txt$/, '.expected.json'));
    lines.push({ ...(await accept(page, name, text)), right });
  }
  const width = Math.max(...documents.map((name) => name.length));
  console.log(
    lines
      .map(
        ({ name, actions, ending, right }) =>
          `${name.padEnd(width)}  ${actions}  ${ending.padEnd(8)}  ${right ? '' : 'not read right'}`,
      )
      .join('\n'),
  );
  const right = lines.filter((one) => one.right);
  const late = right.filter((one) => one.ending === 'by hand' || one.actions > MOST);
  console.log(
    `${right.length} of ${lines.length} read right, or right as proposed; ${right.length - late.length} of them accepted with at most ${MOST} actions`,
  );
  expect(late).toEqual([]);
  // It would prove nothing if hardly any were read.
  expect(right.length).toBeGreaterThan(lines.length / 2);
});
