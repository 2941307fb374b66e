/** Starts the built window on a folder of the test's: in Electron, or in what stands in for it. */
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../scripts/electron-binary.ts';
import { COMPILED } from './launch-browser.ts';

const ROOT = join(import.meta.dirname, '..');

interface LaunchedWindow {
  readonly application: ElectronApplication;
  readonly page: Page;
  stop(): Promise<void>;
}

/** The program of Electron, or the one of `stand-in/` that runs the same main process. */
type WindowProgram = 'electron' | 'stand-in';

export function programOf(kind: WindowProgram): string {
  if (kind === 'stand-in') return join(import.meta.dirname, 'stand-in', 'electron');
  const program = findElectron(ROOT);
  if (!program) throw new Error("Electron's binary is not here: run `npx install-electron`.");
  return program;
}

/**
 * @param dataFolder where its books are; start again on the same folder to find them again
 */
export async function launchElectron(
  kind: WindowProgram,
  dataFolder: string,
): Promise<LaunchedWindow> {
  const application = await _electron.launch({
    executablePath: programOf(kind),
    // Electron's sandbox does not work for root.
    args: process.getuid?.() === 0 ? [ROOT, '--no-sandbox'] : [ROOT],
    cwd: ROOT,
    env: {
      ...(process.env as Record<string, string>),
      ...COMPILED,
      BASISBOOK_DATA: dataFolder,
      BASISBOOK_STAND_IN_NODE: process.execPath,
    },
  });
  const page = await application.firstWindow();
  // The window is there before its page is.
  await page.waitForURL((address) => address.protocol !== 'about:');
  return { application, page, stop: () => application.close() };
}
