/**
 * What becomes of a page that has crashed or hangs: the person is told, the log is, and a press reloads
 * it. The book lives in the main process's thread and is not touched by either.
 */
import type { BrowserWindow, Dialog } from 'electron';

interface PageLifeOptions {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly log: (line: string) => void;
}

type Page = Pick<BrowserWindow, 'on' | 'isDestroyed' | 'destroy'> & {
  readonly webContents: Pick<
    BrowserWindow['webContents'],
    'on' | 'reload' | 'forcefullyCrashRenderer'
  >;
};

const SAFE = 'Your book is safe: what you saved is in it.';

export function setupPageLife(window: Page, { dialog, log }: PageLifeOptions): void {
  let isAsking = false;
  let isEndedByUs = false;
  let isGone = false;
  const ask = async (message: string, other: string): Promise<'reload' | 'other' | 'gone'> => {
    if (isAsking) return 'gone';
    isAsking = true;
    const { response } = await dialog
      .showMessageBox(window as BrowserWindow, {
        type: 'error',
        message,
        detail: `${SAFE} What you were typing may be lost when the page is loaded again.`,
        buttons: ['Load again', other],
        defaultId: 0,
        cancelId: 1,
      })
      .finally(() => (isAsking = false));
    if (window.isDestroyed()) return 'gone';
    return response === 0 ? 'reload' : 'other';
  };

  const askAboutTheEnd = (): void => {
    void ask('The page of BasisBook has stopped.', 'Close the window').then((answer) => {
      if (answer === 'reload') load();
      else if (answer === 'other') window.destroy();
    });
  };
  const load = (): void => {
    isGone = false;
    window.webContents.reload();
  };

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    const isExpected = isEndedByUs;
    isEndedByUs = false;
    if (reason === 'clean-exit' || isExpected) return;
    log(`The page is gone: ${reason}, exit code ${exitCode}`);
    isGone = true;
    askAboutTheEnd();
  });

  window.on('unresponsive', () => {
    log('The page does not answer');
    void ask('The page of BasisBook does not answer.', 'Wait').then((answer) => {
      // A page that hung may have stopped before the answer came: then there is nothing to wait for,
      // and nothing to end.
      if (isGone && answer === 'other') askAboutTheEnd();
      if (answer !== 'reload') return;
      if (!isGone) {
        // A page that hangs does not take a reload; its process ends first.
        isEndedByUs = true;
        window.webContents.forcefullyCrashRenderer();
      }
      load();
    });
  });
}
