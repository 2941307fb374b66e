import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { setupPageLife } from './page-life.ts';

function page(response: number) {
  const webContents = Object.assign(new EventEmitter(), {
    reload: vi.fn(),
    forcefullyCrashRenderer: vi.fn(),
  });
  const window = Object.assign(new EventEmitter(), {
    webContents,
    destroy: vi.fn(),
    isDestroyed: () => false,
  });
  const showMessageBox = vi.fn().mockResolvedValue({ response });
  const log = vi.fn();
  setupPageLife(window as unknown as BrowserWindow, { dialog: { showMessageBox }, log });
  const crash = (reason: string) =>
    webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return { window, webContents, showMessageBox, log, crash };
}

describe('a page that has stopped', () => {
  it('is loaded again when the person wants it, and the log knows why it stopped', async () => {
    const { webContents, window, log, crash, showMessageBox } = page(0);
    crash('crashed');
    await vi.waitFor(() => expect(webContents.reload).toHaveBeenCalledOnce());
    expect(window.destroy).not.toHaveBeenCalled();
    expect(log.mock.calls).toEqual([['The page is gone: crashed, exit code 5']]);
    expect(showMessageBox.mock.calls[0]?.[1]).toMatchObject({
      message: 'The page of BasisBook has stopped.',
      buttons: ['Load again', 'Close the window'],
    });
  });

  it('closes with its window when the person wants that', async () => {
    const { webContents, window, crash } = page(1);
    crash('oom');
    await vi.waitFor(() => expect(window.destroy).toHaveBeenCalledOnce());
    expect(webContents.reload).not.toHaveBeenCalled();
  });

  it('that ended by itself is no fault', () => {
    const { showMessageBox, crash } = page(0);
    crash('clean-exit');
    expect(showMessageBox).not.toHaveBeenCalled();
  });
});

describe('a page that does not answer', () => {
  it('is ended and loaded again, and its end is asked about no more', async () => {
    const { window, webContents, crash, showMessageBox } = page(0);
    webContents.forcefullyCrashRenderer.mockImplementation(() => crash('killed'));
    window.emit('unresponsive');
    await vi.waitFor(() => expect(webContents.reload).toHaveBeenCalledOnce());
    expect(webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce();
    expect(showMessageBox).toHaveBeenCalledOnce();
    crash('crashed');
    expect(showMessageBox).toHaveBeenCalledTimes(2);
  });

  it('is waited for, and the question is asked once at a time', async () => {
    const { window, webContents, showMessageBox } = page(1);
    window.emit('unresponsive');
    window.emit('unresponsive');
    await vi.waitFor(() => expect(showMessageBox).toHaveBeenCalledOnce());
    expect(webContents.reload).not.toHaveBeenCalled();
    expect(window.destroy).not.toHaveBeenCalled();
  });

  it('and stops before the question is answered, is asked about again, and leaves no dead window', async () => {
    const { window, webContents, crash, showMessageBox } = page(1);
    window.emit('unresponsive');
    crash('oom');
    await vi.waitFor(() => expect(showMessageBox).toHaveBeenCalledTimes(2));
    expect(showMessageBox.mock.calls[1]?.[1]).toMatchObject({
      message: 'The page of BasisBook has stopped.',
    });
    await vi.waitFor(() => expect(window.destroy).toHaveBeenCalledOnce());
    expect(webContents.reload).not.toHaveBeenCalled();
  });

  it('and stops by itself, is not ended once more before it is loaded again', async () => {
    const { window, webContents, crash, showMessageBox } = page(0);
    window.emit('unresponsive');
    crash('oom');
    await vi.waitFor(() => expect(webContents.reload).toHaveBeenCalledOnce());
    expect(webContents.forcefullyCrashRenderer).not.toHaveBeenCalled();
    // The next end is one that nobody expected.
    crash('crashed');
    expect(showMessageBox).toHaveBeenCalledTimes(2);
  });
});
