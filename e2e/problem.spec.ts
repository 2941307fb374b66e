/** A book that cannot be opened: said in a sentence, and open again once the reason is gone. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { launchBrowserHost } from './launch-browser.ts';
import { addEntry, EXAMPLE, open, startEmptyBook } from './steps.ts';

/** A call to another running BasisBook, as its own page makes it. */
async function callTo(address: string, name: string, input: unknown): Promise<unknown> {
  const { origin } = new URL(address);
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const response = await fetch(`${origin}/call/${name}`, {
    method: 'POST',
    headers: { origin, cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return response.json();
}

test('a book that is open in another window is left alone, and opens when that one is closed', async ({
  app,
}) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  // This window turns to the sample; another one takes the book.
  await open(app.page, '#/first-run');
  await app.page.getByRole('button', { name: /Look at the sample book/ }).click();
  await expect(app.page.getByText(/Sample book\./)).toBeVisible();
  const other = await launchBrowserHost(app.folder);
  try {
    expect(await callTo(other.address, 'book.open', { kind: 'own' })).toMatchObject({ ok: true });
    await app.page.getByRole('button', { name: 'Open my own book' }).click();
    await expect(app.page.getByText(/already open in BasisBook/)).toBeVisible();
    await expect(app.page.getByText(/Sample book\./), 'what was open stays open').toBeVisible();

    await app.restart();
    const { page } = app;
    await expect(page.getByRole('heading', { name: 'Your book is not open' })).toBeVisible();
    await expect(page.getByText(/already open in BasisBook\. Close it there/)).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Still not open, for the same reason.')).toBeVisible();
  } finally {
    await other.stop();
  }
  await app.page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await open(app.page, '#/entries');
  await expect(app.page.getByTestId('entry-row')).toHaveCount(1);
});

test('a file that is no book is named and left as it is', async ({ app }) => {
  const file = path.join(app.folder, 'book.basisbook');
  writeFileSync(file, 'a letter, not a book');
  await app.restart();
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Your book is not open' })).toBeVisible();
  await expect(page.getByText(/is not a BasisBook book/)).toBeVisible();
  await page.getByRole('button', { name: 'Look at the sample book instead' }).click();
  await expect(page.getByText(/Sample book\./)).toBeVisible();
});
