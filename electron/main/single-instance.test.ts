import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { setupSingleInstance } from './single-instance.ts';

function start(first: boolean, minimized: boolean) {
  const quit = vi.fn();
  const app = Object.assign(new EventEmitter(), { requestSingleInstanceLock: () => first, quit });
  const window = { isMinimized: () => minimized, restore: vi.fn(), focus: vi.fn() };
  const alone = setupSingleInstance(app as unknown as App, () => window);
  return { alone, app, quit, window };
}

it('leaves when another one runs', () => {
  const { alone, quit } = start(false, false);
  expect(alone).toBe(false);
  expect(quit).toHaveBeenCalledOnce();
});

it.each([
  [true, 1],
  [false, 0],
])('comes to the front when it is started again (minimized: %s)', (minimized, restored) => {
  const { alone, app, quit, window } = start(true, minimized);
  expect(alone).toBe(true);
  expect(quit).not.toHaveBeenCalled();
  app.emit('second-instance');
  expect(window.restore).toHaveBeenCalledTimes(restored);
  expect(window.focus).toHaveBeenCalledOnce();
});
