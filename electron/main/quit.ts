/**
 * Ending: closing the window ends the program on every system (the one book is open in one window),
 * and the book is closed before the program is gone.
 */
import type { App } from 'electron';

export function setupQuit(
  app: Pick<App, 'on' | 'quit'>,
  application: { close(): Promise<void> },
): void {
  app.on('window-all-closed', () => app.quit());
  let closed = false;
  let closing = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    // The program would be gone before the thread had closed the book.
    event.preventDefault();
    if (closing) return;
    closing = true;
    const goOn = (): void => {
      closed = true;
      app.quit();
    };
    application.close().then(goOn, goOn);
  });
}
