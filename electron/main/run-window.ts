/**
 * The application with its window: each part is set up by a small function of its own file.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  session,
  shell,
} from 'electron';
import { dataFolder } from '../../application/data-folder.ts';
import {
  startApplicationWorker,
  type ApplicationWorker,
} from '../../application/worker/start-application-worker.ts';
import { registerAppScheme, setupAppProtocol } from './app-protocol.ts';
import { setupCalls } from './calls.ts';
import { createDesk } from './desk.ts';
import { setupContentsGuards, setupSessionGuards } from './guards.ts';
import { createLog } from './log.ts';
import { menuTemplate } from './menu.ts';
import { pageOrigin } from './page-origin.ts';
import { setupQuit } from './quit.ts';
import { setupSingleInstance } from './single-instance.ts';
import { setupPageLife } from './page-life.ts';
import { makeBooksFolder } from './books-folder.ts';
import { openPage, windowOptions } from './window.ts';

const NO_START = 'BasisBook could not start';
/** By which Windows knows the program; the one of its installer. */
const APP_ID = 'org.basisbook.desktop';

let window: BrowserWindow | undefined;

/** A file of the application, packed or not. */
function inApplication(...path: string[]): string {
  return join(app.getAppPath(), ...path);
}

/** Opens the window and keeps it until it is closed. Call before Electron is ready. */
export function runWindow(): void {
  const development = !app.isPackaged;
  const origin = pageOrigin({ isPackaged: app.isPackaged, env: process.env });
  const guards = { origin, development };

  const folder = dataFolder({ platform: process.platform, env: process.env, home: homedir() });
  const reason = makeBooksFolder(folder);
  if (reason !== undefined) {
    dialog.showErrorBox(NO_START, reason);
    app.exit(1);
    return;
  }
  app.setPath('userData', folder);
  // What Chromium keeps for itself stays out of the folder of the books.
  app.setPath('sessionData', join(folder, 'window'));
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  const log = createLog(join(folder, 'basisbook.log'));

  if (!setupSingleInstance(app, () => window)) return;
  // SECURITY: every page in a sandbox, whatever a window's options say. Who started it without one (as
  // root, or an AppImage where the system forbids it) gets a program that runs at all.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme(protocol);
  setupContentsGuards(app, guards);

  let application: ApplicationWorker | undefined;
  const start = async (): Promise<void> => {
    const running = startApplicationWorker({
      entry: inApplication('dist', 'main', 'thread.js'),
      dataFolder: folder,
      host: 'electron',
      version: app.getVersion(),
      log,
    });
    application = running;
    setupQuit(app, running);
    setupSessionGuards(session.defaultSession, guards);
    setupAppProtocol(protocol, inApplication('dist', 'renderer'));
    const desk = createDesk({ dialog, shell, window: () => window });
    setupCalls(ipcMain, {
      origin,
      ownContents: () => window?.webContents,
      dispatch: (name, input) => running.dispatch(name, input),
      desk,
      log,
    });
    const refused = (error: unknown): void => {
      log(String(error));
      dialog.showErrorBox('BasisBook', error instanceof Error ? error.message : String(error));
    };
    const template = menuTemplate({
      platform: process.platform,
      development,
      print: () => void desk.print().catch(refused),
      savePdf: () => void desk.savePdf().catch(refused),
      openLink: (id) => void desk.openLink(id).catch((error: unknown) => log(String(error))),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    window = new BrowserWindow(
      windowOptions({
        preload: inApplication('dist', 'preload', 'preload.cjs'),
        dark: nativeTheme.shouldUseDarkColors,
        development,
        // The other systems take the icon from the program itself.
        ...(process.platform === 'linux'
          ? { icon: inApplication('resources', 'icons', 'icon.png') }
          : {}),
      }),
    );
    window.on('closed', () => {
      window = undefined;
    });
    setupPageLife(window, { dialog, log });
    await openPage(window, origin);
  };

  // Not awaited: Electron is ready only after this module has been loaded.
  void app
    .whenReady()
    .then(start)
    .catch(async (error: unknown) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      dialog.showErrorBox(
        NO_START,
        `${error instanceof Error ? error.message : String(error)}\n\nDetails are in ${join(folder, 'basisbook.log')}.`,
      );
      await application?.close();
      app.exit(1);
    });
}
