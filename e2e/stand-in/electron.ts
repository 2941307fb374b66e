/**
 * The module `electron` of the main process, as far as `electron/main` uses it, on Node and Chromium.
 *
 * It cannot show: the real scheme `app://` (pages have an http origin, told both ways), asar, fuses,
 * Electron's sandbox, the system's dialogs, menus and printers, the state of windows, and anything of
 * macOS or Windows.
 */
import { EventEmitter } from 'node:events';

export { app } from './app.ts';
export { BrowserWindow, ipcMain, webContents } from './browser-window.ts';
export { Menu, MenuItem } from './menus.ts';
export { protocol, session } from './requests.ts';

/**
 * Until a test puts its own answer in place, a dialog about a file is left by its Cancel, and a question
 * is answered with its first button.
 */
export const dialog = {
  showOpenDialog: async () => ({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[error box] ${title}: ${content}\n`);
  },
};

export const shell = {
  openExternal: async (): Promise<void> => undefined,
  openPath: async (): Promise<string> => '',
  showItemInFolder(): void {
    // Nothing of it can be seen here.
  },
};

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  themeSource: 'system',
});
