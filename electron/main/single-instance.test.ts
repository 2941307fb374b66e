import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { setupSingleInstance } from './single-instance.ts';

interface Start {
  readonly first?: boolean;
  readonly minimized?: boolean;
  readonly hasWindow?: boolean;
  readonly env?: Record<string, string>;
}

function start({ first = true, minimized = false, hasWindow = true, env = {} }: Start = {}) {
  const quit = vi.fn();
  const relaunch = vi.fn();
  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => first,
    quit,
    relaunch,
  });
  const window = { isMinimized: () => minimized, restore: vi.fn(), focus: vi.fn() };
  const own = hasWindow ? window : undefined;
  const alone = setupSingleInstance(app as unknown as App, () => own, env);
  return { alone, app, quit, relaunch, window };
}

it('leaves when another one runs', () => {
  const { alone, quit } = start({ first: false });
  expect(alone).toBe(false);
  expect(quit).toHaveBeenCalledOnce();
});

it.each([
  [true, 1],
  [false, 0],
])('comes to the front when it is started again (minimized: %s)', (minimized, restored) => {
  const { alone, app, quit, relaunch, window } = start({ minimized });
  expect(alone).toBe(true);
  expect(quit).not.toHaveBeenCalled();
  app.emit('second-instance');
  expect(window.restore).toHaveBeenCalledTimes(restored);
  expect(window.focus).toHaveBeenCalledOnce();
  expect(relaunch).not.toHaveBeenCalled();
});

it('starts again, once, when it is wanted while it ends', () => {
  const { app, relaunch } = start({ hasWindow: false });
  app.emit('second-instance');
  expect(relaunch).not.toHaveBeenCalled();
  app.emit('will-quit');
  app.emit('second-instance');
  app.emit('second-instance');
  expect(relaunch.mock.calls).toEqual([[{}]]);
});

it('starts again as the AppImage that it came from', () => {
  const { app, relaunch } = start({ hasWindow: false, env: { APPIMAGE: '/opt/B.AppImage' } });
  app.emit('will-quit');
  app.emit('second-instance');
  expect(relaunch.mock.calls).toEqual([[{ execPath: '/opt/B.AppImage' }]]);
});
