/**
 * Stand-ins for Electron on machines that do not have it: a folder that electron-builder takes for
 * an unpacked Electron, and a module that the packed program takes for `electron`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the place of the fuses in Electron's program; a version and a length follow it. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** @param fuses how many fuses the program has, all of them off */
export function makeElectronFolder(folder: string, version: string, fuses: number): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, fuses])]);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), wire, Buffer.from('0'.repeat(fuses))]),
    { mode: 0o755 },
  );
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'stand-in');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stand-in');
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
}

/**
 * The text of a module `electron` that runs what the program sets up and writes, as JSON, what a
 * window would have met: the address it loads, the page it gets, the answer to a call, and whether a
 * stranger is answered.
 */
export const ELECTRON_MODULE = String.raw`
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');
const handled = new Map();
const protocols = new Map();
const seen = { paths: {} };

class App extends EventEmitter {
  isPackaged = true;
  commandLine = { hasSwitch: () => false };
  setAppUserModelId() {}
  getAppPath() { return root; }
  getVersion() { return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version; }
  setPath(name, folder) { seen.paths[name] = folder; }
  requestSingleInstanceLock() { return true; }
  enableSandbox() { seen.sandbox = true; }
  whenReady() { return Promise.resolve(); }
  quit() {
    let waits = false;
    this.emit('will-quit', { preventDefault() { waits = true; } });
    if (waits) return;
    writeFileSync(process.env.STAND_IN_OUTPUT, JSON.stringify(seen));
    process.exit(0);
  }
  exit(code) { process.exit(code); }
}
export const app = new App();

export class BrowserWindow extends EventEmitter {
  webContents = Object.assign(new EventEmitter(), { setWindowOpenHandler(handler) { seen.open = handler({}); } });
  constructor(options) {
    super();
    seen.preload = existsSync(options.webPreferences.preload);
    seen.icon = options.icon === undefined || existsSync(options.icon);
    app.emit('web-contents-created', {}, this.webContents);
  }
  isDestroyed() { return false; }
  show() { seen.shown = true; }
  async loadURL(address) {
    seen.address = address;
    const page = await protocols.get('app')(new Request(address));
    seen.page = { status: page.status, text: await page.text() };
    this.emit('ready-to-show');
    const own = { sender: this.webContents, senderFrame: { parent: null, origin: 'app://basisbook' } };
    const call = async (...args) => JSON.parse(await handled.get('basisbook:call')(...args));
    seen.created = await call(own, 'book.create', { kind: 'sample' });
    seen.report = await call(own, 'year.report', { year: 2002 });
    seen.stranger = await call({ ...own, sender: {} }, 'status.get', {});
    app.quit();
  }
}

export const dialog = { showErrorBox(title, text) { console.error(title, text); } };
export const ipcMain = { handle: (channel, handler) => handled.set(channel, handler) };
export const Menu = {
  setApplicationMenu() {},
  buildFromTemplate: (template) => { seen.menus = template.length; },
};
export const nativeTheme = { shouldUseDarkColors: false };
export const protocol = {
  registerSchemesAsPrivileged(schemes) { seen.schemes = schemes; },
  handle: (scheme, handler) => protocols.set(scheme, handler),
};
export const session = {
  defaultSession: {
    webRequest: {
      onBeforeRequest(handler) {
        handler({ url: 'https://example.com/' }, (answer) => { seen.network = answer; });
      },
    },
    setPermissionRequestHandler() {},
    setPermissionCheckHandler() {},
    setDevicePermissionHandler() {},
    setSpellCheckerEnabled() {},
    on() {},
  },
};
export const shell = {};
`;

/** Puts a module `electron` beside the packages of an extracted application. */
export function putElectronModule(application: string, text: string): void {
  const folder = join(application, 'node_modules', 'electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(folder, 'index.js'), text);
}
