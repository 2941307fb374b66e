import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { setupQuit } from './quit.ts';

/** An application whose book closes when the test says so, and the program that it belongs to. */
function running() {
  const app = Object.assign(new EventEmitter(), { quit: vi.fn() });
  let settle: (how: 'closed' | 'failed') => void = () => undefined;
  const close = vi.fn(
    () =>
      new Promise<void>((done, failed) => {
        settle = (how) => (how === 'closed' ? done() : failed(new Error('how odd')));
      }),
  );
  setupQuit(app as unknown as App, { close });
  const willQuit = (): boolean => {
    const preventDefault = vi.fn();
    app.emit('will-quit', { preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  return { app, close, settle: (how: 'closed' | 'failed') => settle(how), willQuit };
}

describe('ending', () => {
  it('begins when the window is closed', () => {
    const { app, close } = running();
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledOnce();
    expect(close).not.toHaveBeenCalled();
  });

  it.each(['closed', 'failed'] as const)(
    'waits until the book is closed, once, and goes on when that has %s',
    async (how) => {
      const { app, close, settle, willQuit } = running();
      expect(willQuit()).toBe(true);
      expect(willQuit()).toBe(true);
      expect(close).toHaveBeenCalledOnce();
      expect(app.quit).not.toHaveBeenCalled();
      settle(how);
      await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
      expect(willQuit()).toBe(false);
      expect(close).toHaveBeenCalledOnce();
    },
  );
});
