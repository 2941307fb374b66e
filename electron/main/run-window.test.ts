import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => {
  const app = {
    isPackaged: true,
    commandLine: { hasSwitch: vi.fn((_name: string) => false) },
    requestSingleInstanceLock: vi.fn(() => false),
    quit: vi.fn(),
    exit: vi.fn(),
    setPath: vi.fn(),
    setAppUserModelId: vi.fn(),
    enableSandbox: vi.fn(),
    on: vi.fn(),
    whenReady: vi.fn(() => Promise.resolve()),
  };
  const protocol = { registerSchemesAsPrivileged: vi.fn() };
  const rest = { BrowserWindow: vi.fn(), dialog: { showErrorBox: vi.fn() } };
  return { app, protocol, ...rest, ipcMain: {}, Menu: {}, nativeTheme: {}, session: {}, shell: {} };
});
vi.mock('electron', () => electron);
// Of a system that is not this one the folder would be one of this disk by another name.
vi.mock('../../application/data-folder.ts', () => ({
  dataFolder: () => process.env['BASISBOOK_DATA'],
}));

const { runWindow } = await import('./run-window.ts');

let folder: string;
const platform = process.platform;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'basisbook-'));
  vi.stubEnv('BASISBOOK_DATA', folder);
  vi.clearAllMocks();
});
afterEach(() => {
  vi.unstubAllEnvs();
  Object.defineProperty(process, 'platform', { value: platform });
  rmSync(folder, { recursive: true, force: true });
});

/** As the first instance, until Electron would be ready. */
function runAsFirst(): void {
  electron.app.requestSingleInstanceLock.mockReturnValueOnce(true);
  electron.app.whenReady.mockReturnValueOnce(new Promise(() => undefined));
  runWindow();
}

it('does nothing at all where another instance runs', () => {
  runWindow();
  const { app, protocol } = electron;
  expect(app.requestSingleInstanceLock).toHaveBeenCalledOnce();
  expect(app.quit).toHaveBeenCalledOnce();
  expect(app.enableSandbox).not.toHaveBeenCalled();
  expect(protocol.registerSchemesAsPrivileged).not.toHaveBeenCalled();
  expect(app.whenReady).not.toHaveBeenCalled();
});

it('has every page in a sandbox', () => {
  runAsFirst();
  expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
});

it('does not ask for a sandbox that was refused when it was started: as root, as an AppImage', () => {
  electron.app.commandLine.hasSwitch.mockImplementation((name) => name === 'no-sandbox');
  runAsFirst();
  expect(electron.app.enableSandbox).not.toHaveBeenCalled();
});

it.each([
  ['win32', [['org.basisbook.desktop']]],
  ['linux', []],
  ['darwin', []],
] as const)('tells %s by which name it knows the program', (system, told) => {
  Object.defineProperty(process, 'platform', { value: system });
  runAsFirst();
  expect(electron.app.setAppUserModelId.mock.calls).toEqual(told);
});

it('says where the books should be, and ends, where their folder cannot be made', () => {
  writeFileSync(path.join(folder, 'file'), '');
  vi.stubEnv('BASISBOOK_DATA', path.join(folder, 'file', 'books'));
  runWindow();
  const [[title, reason]] = electron.dialog.showErrorBox.mock.calls as [[string, string]];
  expect(title).toBe('BasisBook could not start');
  expect(reason).toContain(path.join(folder, 'file', 'books'));
  expect(electron.app.exit).toHaveBeenCalledWith(1);
  expect(electron.app.requestSingleInstanceLock).not.toHaveBeenCalled();
});
