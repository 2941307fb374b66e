import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { setupQuit } from './quit.ts';

it('ends with its window and closes the book once', () => {
  const app = Object.assign(new EventEmitter(), { quit: vi.fn() });
  const close = vi.fn();
  setupQuit(app as unknown as App, { close });
  app.emit('window-all-closed');
  expect(app.quit).toHaveBeenCalledOnce();
  expect(close).not.toHaveBeenCalled();
  app.emit('will-quit');
  app.emit('will-quit');
  expect(close).toHaveBeenCalledOnce();
});
