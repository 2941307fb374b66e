/**
 * The window: one, without Node in its page, shown when there is something to see.
 */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';

interface WindowQuestion {
  readonly preload: string;
  readonly dark: boolean;
  readonly development: boolean;
  readonly icon?: string;
}

/** The options that the window is made with. */
export function windowOptions(question: WindowQuestion): BrowserWindowConstructorOptions {
  return {
    title: 'BasisBook',
    width: 1280,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: question.dark ? '#14171a' : '#ffffff',
    ...(question.icon === undefined ? {} : { icon: question.icon }),
    webPreferences: {
      preload: question.preload,
      // SECURITY: the page is a web page and no more: its own process in a sandbox, its own world of
      // scripts, no Node in any frame or worker, no embedded pages, no mixed content.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // SECURITY: spelling dictionaries come from the network.
      spellcheck: false,
      // SECURITY: developer tools reach everything that the page holds.
      devTools: question.development,
    },
  };
}

/**
 * Loads the page and shows the window once it has been drawn. A window that is closed while its page
 * loads is no fault.
 */
export async function openPage(
  window: Pick<BrowserWindow, 'once' | 'show' | 'loadURL' | 'isDestroyed'>,
  origin: string,
): Promise<void> {
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${origin}/`).catch((error: unknown) => {
    if (!window.isDestroyed()) throw error;
  });
}
