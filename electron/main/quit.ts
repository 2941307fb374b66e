/**
 * Ending: closing the window ends the program on every system (the one book is open in one window),
 * and the book is closed before the program is gone.
 */
import type { App } from 'electron';

export function setupQuit(app: Pick<App, 'on' | 'quit'>, application: { close(): void }): void {
  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('will-quit', () => {
    if (closed) return;
    closed = true;
    application.close();
  });
}
