import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => {
  const app = {
    isPackaged: true,
    commandLine: { hasSwitch: () => false },
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

const { runWindow } = await import('./run-window.ts');

it('does nothing at all where another instance runs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'basisbook-'));
  vi.stubEnv('BASISBOOK_DATA', folder);
  try {
    runWindow();
    const { app, protocol } = electron;
    expect(app.requestSingleInstanceLock).toHaveBeenCalledOnce();
    expect(app.quit).toHaveBeenCalledOnce();
    expect(app.enableSandbox).not.toHaveBeenCalled();
    expect(protocol.registerSchemesAsPrivileged).not.toHaveBeenCalled();
    expect(app.whenReady).not.toHaveBeenCalled();
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  }
});
