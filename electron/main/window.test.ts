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
    const window = Object.assign(new EventEmitter(), { show, loadURL, isDestroyed: () => false });
    await openPage(window as unknown as BrowserWindow, 'app://basisbook');
    expect(loadURL.mock.calls).toEqual([['app://basisbook/']]);
    expect(show).not.toHaveBeenCalled();
    window.emit('ready-to-show');
    expect(show).toHaveBeenCalledOnce();
  });

  it.each([true, false])('that was closed while its page loaded (%s) is no fault', async (gone) => {
    const loadURL = vi.fn().mockRejectedValue(new Error('ERR_ABORTED'));
    const window = Object.assign(new EventEmitter(), { loadURL, isDestroyed: () => gone });
    const opening = openPage(window as unknown as BrowserWindow, 'app://basisbook');
    if (gone) await expect(opening).resolves.toBeUndefined();
    else await expect(opening).rejects.toThrow('ERR_ABORTED');
  });
});
