/** A book that cannot be lost: backed up, put back, and saved from damage. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addAccount } from '../db/accounts.ts';
import { createBook } from '../db/open.ts';
import { exportOpenBook } from '../db/portable.ts';
import { expect, test } from './fixtures.ts';
import { addEntry, EXAMPLE, open, startEmptyBook } from './steps.ts';

const NOW = '2026-11-29T08:00:00.000Z';

test('a backup shows what differs, is put back in one step, and so is what was there', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await addEntry(page, EXAMPLE);
  await page.getByRole('link', { name: 'Settings and backups' }).click();
  await expect(page.getByText(path.join(app.folder, 'book.basisbook'))).toBeVisible();
  await expect(page.getByText(/BASISBOOK_DATA set to the new one/)).toBeVisible();
  await expect(page.getByText(/A backup made here is always whole\. So is a copy/)).toBeVisible();
  await expect(page.getByText(/^BasisBook keeps all backups of the last 7 days/)).toBeVisible();
  const stick = path.join(app.folder, 'stick');
  mkdirSync(stick);
  await page.getByRole('textbox', { name: 'Folder' }).fill(stick);
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await expect(page.getByText('In use', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const rows = page.getByTestId('backup-row');
  // Whoever is quick has the backup of the day beside it.
  const byHand = rows.filter({ hasText: 'By hand' });
  await expect(byHand).toHaveCount(1);
  await expect(byHand).toContainText('This computer, Second folder');

  await addEntry(page, { ...EXAMPLE, date: '2001-03-01', newAccount: undefined });
  await open(page, '#/backups');
  await byHand.getByRole('button', { name: /^Put back … the backup of/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('It is whole, and has 1 entry')).toBeVisible();
  await expect(dialog.getByTestId('differences')).toContainText('1 entry goes');
  await expect(dialog.getByTestId('differences')).toContainText('purchase of AIV on Mar 1, 2001');
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByText(/^Your book is the backup of .* now\./)).toBeVisible();
  await expect(rows.filter({ hasText: 'Before a backup was put back' })).toHaveCount(1);
  await open(page, '#/history');
  const acts = page.getByTestId('act-row');
  await expect(acts.first()).toContainText(/^Backup of .* put back/);
  await expect(acts.last()).toContainText('Undo the restore first');
  await page.getByRole('button', { name: /^Undo: Backup of/ }).click();
  await expect(page.getByText(/^Undone: Backup of .* put back\.$/)).toBeVisible();
  await expect(acts).toHaveCount(3);
  await page.getByRole('button', { name: /^Redo: Backup of/ }).click();
  await expect(page.getByText(/^Redone: Backup of .* put back\.$/)).toBeVisible();
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toHaveCount(1);

  await open(page, '#/backups');
  await page.getByRole('button', { name: 'Export the whole book' }).click();
  await dialog.getByText('Write it into a folder instead').click();
  await dialog.getByLabel('Folder').fill(stick);
  await dialog.getByRole('button', { name: 'Write it there' }).click();
  await expect(dialog.getByText(/\.export\.json \(\d+ KB\)$/)).toContainText(stick);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Export the whole book' }).click();
  const content = await app.savedFile(
    () => dialog.getByRole('button', { name: /^(?:Download|Save as …)$/ }).click(),
    () => expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible(),
  );
  await dialog.getByRole('button', { name: 'Done' }).click();
  await app.chooseFile({ name: 'my.json', content }, () =>
    page.getByRole('button', { name: 'Put back from a file' }).click(),
  );
  await expect(page.getByRole('dialog')).toContainText('It says the same as your book does now.');
});

test('a damaged book has its newest backup to put back, and gives what can be read of it', async ({
  app,
}) => {
  await startEmptyBook(app.page);
  await addEntry(app.page, EXAMPLE);
  await open(app.page, '#/backups');
  await app.page.getByRole('button', { name: 'Back up now' }).click();
  await expect(app.page.getByTestId('backup-row')).toHaveCount(1);
  await addEntry(app.page, { ...EXAMPLE, amount: '4100.00', newAccount: undefined });
  const file = path.join(app.folder, 'book.basisbook');
  // While nothing runs: a program that has the file open would see it cut off for a moment.
  await app.restart({
    meanwhile: () => {
      const bytes = readFileSync(file);
      const at = bytes.indexOf('3800.00');
      expect(at).toBeGreaterThan(0);
      bytes.write('9', at);
      writeFileSync(file, bytes);
    },
  });

  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Your book is not open' })).toBeVisible();
  await expect(page.getByText('Your newest backup is whole')).toBeVisible();
  await expect(page.getByText(/1 entry, 0 releases and 1 account/)).toBeVisible();
  await page.getByRole('button', { name: 'Save it' }).click();
  const dialog = page.getByRole('dialog', { name: 'What was saved of your book' });
  await expect(dialog).toContainText('1 entry and 0 releases, each as it was written');
  await expect(dialog).toContainText(/is not what was written/);
  await dialog.getByRole('button', { name: 'Go to my book' }).click();
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toContainText('4,100.00');
});

test('on another computer the book comes back from an export at the first run', async ({ app }) => {
  const { page } = app;
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'basisbook-e2e-'));
  const book = createBook(path.join(elsewhere, 'a.basisbook'), { kind: 'own', now: NOW });
  book.write(() => addAccount(book, { name: 'Joint', taxDeferred: false }));
  exportOpenBook(book, path.join(elsewhere, 'a.json'));
  book.close();
  const content = readFileSync(path.join(elsewhere, 'a.json'));
  rmSync(elsewhere, { recursive: true });
  const bring = page.getByRole('button', { name: /Bring my book back from a file/ });
  await app.chooseFile({ name: 'b.json', content: content.subarray(0, 300) }, () => bring.click());
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText('“b.json” is not a whole export');
  await page.keyboard.press('Escape');
  await app.chooseFile({ name: 'a.json', content }, () => bring.click());
  await expect(dialog).toContainText('It is whole, and has 0 entries, 0 releases and 1 account.');
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByText('Your book is “a.json” now.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
});
