/**
 * What only a window can meet: no printer, a second start, a page that crashes, a file that is saved.
 * The project `browser` does not have these specs: a tab has no window of ours.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { programOf } from './launch-electron.ts';
import { smoke } from './packed-smoke.ts';
import { startSampleBook } from './steps.ts';

test('a machine without a printer says so, and a PDF is saved instead', async ({ app }) => {
  await startSampleBook(app.page);
  const host = app.host as NonNullable<typeof app.host>;
  await host.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const print = (_options: unknown, done: (printed: boolean, reason: string) => void): void =>
      done(false, 'No printers available on the network');
    Object.assign((window as Electron.BrowserWindow).webContents, { print });
  });
  await app.page.getByRole('button', { name: 'Print' }).click();
  await expect(app.page.getByText('Nothing was printed (No printers available')).toBeVisible();

  const file = path.join(app.folder, 'year.pdf');
  await host.evaluate(({ dialog, Menu }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label.startsWith('Save as PDF'))?.click();
  }, file);
  await expect.poll(() => existsSync(file) && readFileSync(file).length > 1000).toBe(true);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a page that crashed is loaded again by one press', async ({ app }) => {
  await startSampleBook(app.page);
  const host = app.host as NonNullable<typeof app.host>;
  const loaded = app.page.waitForEvent('load');
  await host.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  });
  await loaded;
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('what is tried of a packed program: its command without a display, its window, its end', async ({
  app,
}, testInfo) => {
  await app.host?.close();
  const root = path.join(import.meta.dirname, '..');
  const args = process.getuid?.() === 0 ? ['--no-sandbox', root] : [root];
  const kind = testInfo.project.name === 'electron' ? 'electron' : 'stand-in';
  const env = { ...process.env, BASISBOOK_STAND_IN_NODE: process.execPath };
  const books = path.join(app.folder, 'packed');
  expect(await smoke(programOf(kind), args, books, env)).toBe('217.83');
});
