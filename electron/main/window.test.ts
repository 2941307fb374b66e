import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { openPage, windowOptions } from './window.ts';

const question = { preload: '/p/preload.cjs', dark: false, development: false };

describe('the window', () => {
  it.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['safeDialogs', true],
    ['spellcheck', false],
    ['devTools', false],
    ['preload', '/p/preload.cjs'],
  ] as const)('has %s %s', (name, value) => {
    expect(windowOptions(question).webPreferences?.[name]).toBe(value);
  });

  it('has developer tools under development only', () => {
    const options = windowOptions({ ...question, development: true });
    expect(options.webPreferences?.devTools).toBe(true);
  });

  it('does not flash: hidden at first, in the colour of the theme', () => {
    expect(windowOptions(question).show).toBe(false);
    expect(windowOptions(question).backgroundColor).not.toBe(
      windowOptions({ ...question, dark: true }).backgroundColor,
    );
  });

  it('is shown when the page has been drawn', async () => {
    const show = vi.fn();
    const loadURL = vi.fn().mockResolvedValue(undefined);
    const window = Object.assign(new EventEmitter(), { show, loadURL });
    await openPage(window as unknown as BrowserWindow, 'app://basisbook');
    expect(loadURL.mock.calls).toEqual([['app://basisbook/']]);
    expect(show).not.toHaveBeenCalled();
    window.emit('ready-to-show');
    expect(show).toHaveBeenCalledOnce();
  });
});
