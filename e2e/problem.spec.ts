/** A book that cannot be opened: said in a sentence, and open again once the reason is gone. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { launchBrowserHost } from './launch-browser.ts';
import { addEntry, EXAMPLE, fillEntry, open, startEmptyBook } from './steps.ts';

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

test('a book whose file is gone is saved, missed at the next start, and never mixed with another log', async ({
  app,
}) => {
  const file = path.join(app.folder, 'book.basisbook');
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  // An open file can be neither moved nor removed on Windows.
  if (process.platform !== 'win32') {
    rmSync(file);
    await fillEntry(app.page, { ...EXAMPLE, date: '2000-06-30', newAccount: undefined });
    const dialog = app.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByText(/This change was not written/)).toBeVisible();
    await app.page.keyboard.press('Escape');
    const discard = app.page.getByRole('button', { name: /Discard/ });
    if (await discard.isVisible()) await discard.click();
    const save = app.page.getByRole('button', { name: 'Save what is open to a new file' });
    const elsewhere = app.page.getByRole('button', { name: /elsewhere …|Download what is open/ });
    const saved = await app.savedFile(
      () => elsewhere.click(),
      () => expect(app.page.getByText(/Put it in the place of your book/)).toBeVisible(),
    );
    expect(saved.toString('latin1', 0, 15)).toBe('SQLite format 3');
    await save.click();
    await expect(app.page.getByText(/What was open is saved as/)).toContainText(file);
    await expect(save).toBeHidden();
    await expect(app.page.getByText(/log of another file/)).toBeHidden();
  }
  // A second after the last change there is nothing in the log that the file does not have.
  await expect.poll(() => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);

  await open(app.page, '#/backups');
  await app.page.getByRole('button', { name: 'Back up now' }).click();
  await expect(app.page.getByText(/^Your book is backed up\./)).toBeVisible();

  await app.restart({ meanwhile: () => renameSync(file, `${file}.elsewhere`) });
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Your book is missing' })).toBeVisible();
  await expect(page.getByText(/with 1 entry and 0 documents/)).toContainText(file);
  await expect(page.getByText('Your newest backup is whole')).toBeVisible();
  const backup = page.getByTestId('backup-row').filter({ hasText: 'By hand; This computer' });
  await backup.getByRole('button', { name: /^Put back … the backup of/ }).click();
  await expect(page.getByRole('dialog')).toContainText('It is whole, and has 1 entry');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await app.chooseFile({ name: 'letter.json', content: '{"dear":"reader"}' }, () =>
    page.getByRole('button', { name: 'Put back from a file' }).click(),
  );
  await expect(page.getByRole('dialog')).toContainText(/is not a whole export of a book/);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Start an empty book' })).toBeVisible();

  renameSync(`${file}.elsewhere`, file);
  writeFileSync(`${file}-wal`, 'what a crash of another day left');
  writeFileSync(`${file}-mark`, `BasisBook log 1\nmarks ${'0'.repeat(32)}\nsalts -\n`);
  await page.getByRole('button', { name: 'Try again' }).click();
  const notice = page.getByText(/A log of another file lay beside the book/);
  await expect(notice).toContainText('.set-aside.');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toHaveCount(1);
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
