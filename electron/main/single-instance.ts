/**
 * One program at a time: the book belongs to one process. A second start shows the window of the first;
 * where the first is just ending, it is started again as soon as it has ended.
 */
import type { App, BrowserWindow } from 'electron';

/** Answers false when another instance runs; this one then has to leave at once. */
export function setupSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on' | 'quit' | 'relaunch'>,
  window: () => Pick<BrowserWindow, 'isMinimized' | 'restore' | 'focus'> | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  let isEnding = false;
  let isWanted = false;
  app.on('will-quit', () => {
    isEnding = true;
  });
  app.on('second-instance', () => {
    const own = window();
    if (own) {
      if (own.isMinimized()) own.restore();
      own.focus();
    } else if (isEnding && !isWanted) {
      isWanted = true;
      // An AppImage is started by its own file: the program within is gone when it ends.
      const { APPIMAGE } = env;
      app.relaunch(APPIMAGE === undefined ? {} : { execPath: APPIMAGE });
    }
  });
  return true;
}
