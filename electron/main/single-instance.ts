/**
 * One window at a time: a second start brings the first one to the front, so that two never work on
 * the same book.
 */
import type { App, BrowserWindow } from 'electron';

/** Answers false when another instance runs; this one then has to leave at once. */
export function setupSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on' | 'quit'>,
  window: () => Pick<BrowserWindow, 'isMinimized' | 'restore' | 'focus'> | undefined,
): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const own = window();
    if (!own) return;
    if (own.isMinimized()) own.restore();
    own.focus();
  });
  return true;
}
