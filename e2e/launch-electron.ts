/** Starts the built window on a folder of the test's, where Electron's binary is. */
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../scripts/electron-binary.ts';

const ROOT = join(import.meta.dirname, '..');

export interface LaunchedWindow {
  readonly application: ElectronApplication;
  readonly page: Page;
  stop(): Promise<void>;
}

/**
 * @param dataFolder where its books are; start again on the same folder to find them again
 */
export async function launchElectron(dataFolder: string): Promise<LaunchedWindow> {
  const executablePath = findElectron(ROOT);
  if (!executablePath)
    throw new Error("Electron's binary is not here: run `npx install-electron`.");
  const application = await _electron.launch({
    executablePath,
    // Electron's sandbox does not work for root.
    args: process.getuid?.() === 0 ? [ROOT, '--no-sandbox'] : [ROOT],
    cwd: ROOT,
    env: { ...(process.env as Record<string, string>), BASISBOOK_DATA: dataFolder },
  });
  return {
    application,
    page: await application.firstWindow(),
    stop: () => application.close(),
  };
}
