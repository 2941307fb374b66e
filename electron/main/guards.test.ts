import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  guardContents,
  isAllowedRequest,
  setupContentsGuards,
  setupSessionGuards,
} from './guards.ts';
import { APP_ORIGIN } from './page-origin.ts';

const installed = { origin: APP_ORIGIN, development: false };
const developing = { origin: 'http://localhost:5173', development: true };

describe('a request of the window', () => {
  it.each([
    ['app://basisbook/index.html', true],
    ['app://basisbook/assets/a.js', true],
    ['app://evil/index.html', false],
    ['https://example.com/', false],
    ['http://localhost:5173/', false],
    ['http://127.0.0.1/', false],
    ['ws://localhost:5173/', false],
    ['file:///etc/passwd', false],
    ['ftp://example.com/', false],
    ['devtools://devtools/bundled/x.js', false],
    ['chrome-extension://x/y.js', false],
  ])('to %s in an installed application: %s', (address, allowed) => {
    expect(isAllowedRequest(address, installed)).toBe(allowed);
  });

  it.each([
    ['http://localhost:5173/main.ts', true],
    ['ws://localhost:5173/', true],
    ['devtools://devtools/bundled/x.js', true],
    ['http://localhost:5174/', false],
    ['https://example.com/', false],
    ['ws://example.com/', false],
  ])('to %s under development: %s', (address, allowed) => {
    expect(isAllowedRequest(address, developing)).toBe(allowed);
  });
});

describe('the session', () => {
  function guardedSession() {
    const events = new EventEmitter();
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const keep =
      (name: string) =>
      (handler: (...args: never[]) => unknown): void => {
        handlers[name] = handler;
      };
    const setSpellCheckerEnabled = vi.fn();
    setupSessionGuards(
      {
        webRequest: { onBeforeRequest: keep('request') },
        setPermissionRequestHandler: keep('permission'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler: keep('device'),
        setSpellCheckerEnabled,
        on: events.on.bind(events),
      } as unknown as Session,
      installed,
    );
    const call = (name: string, ...args: unknown[]) =>
      (handlers[name] as (...args: unknown[]) => unknown)(...args);
    return { events, call, setSpellCheckerEnabled };
  }

  it.each([
    ['https://example.com/', true],
    ['app://basisbook/', false],
  ])('cancels the request to %s: %s', (url, cancel) => {
    const callback = vi.fn();
    guardedSession().call('request', { url }, callback);
    expect(callback.mock.calls).toEqual([[{ cancel }]]);
  });

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'anything'])(
    'denies the permission %s, asked for or checked',
    (permission) => {
      const { call } = guardedSession();
      const callback = vi.fn();
      call('permission', {}, permission, callback, {});
      expect(callback.mock.calls).toEqual([[false]]);
      expect(call('check', {}, permission, APP_ORIGIN, {})).toBe(false);
    },
  );

  it('denies every device', () => {
    expect(guardedSession().call('device', { deviceType: 'usb', origin: APP_ORIGIN })).toBe(false);
  });

  it('fetches no dictionary', () => {
    expect(guardedSession().setSpellCheckerEnabled.mock.calls).toEqual([[false]]);
  });

  it('lets no download begin', () => {
    const preventDefault = vi.fn();
    guardedSession().events.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('a page', () => {
  function guardedContents() {
    const events = new EventEmitter();
    let openHandler: ((details: unknown) => unknown) | undefined;
    guardContents(
      {
        on: events.on.bind(events),
        setWindowOpenHandler: (handler: (details: unknown) => unknown) => {
          openHandler = handler;
        },
      } as unknown as WebContents,
      installed,
    );
    const isPrevented = (event: string, url: string) => {
      const preventDefault = vi.fn();
      events.emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    return { isPrevented, open: (details: unknown) => openHandler?.(details) };
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'is held at its address on %s',
    (event) => {
      const { isPrevented } = guardedContents();
      for (const address of [
        'https://example.com/',
        'file:///etc/passwd',
        'app://evil/',
        'data:,x',
      ])
        expect(isPrevented(event, address)).toBe(true);
      expect(isPrevented(event, 'app://basisbook/#/lots')).toBe(false);
    },
  );

  it.each(['https://example.com/', 'app://basisbook/', 'about:blank'])(
    'opens no window for %s',
    (url) => {
      expect(guardedContents().open({ url })).toEqual({ action: 'deny' });
    },
  );

  it('embeds no other page', () => {
    expect(guardedContents().isPrevented('will-attach-webview', '')).toBe(true);
  });

  it('is guarded whoever makes it', () => {
    const app = new EventEmitter();
    setupContentsGuards(app as unknown as App, installed);
    const setWindowOpenHandler = vi.fn();
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler });
    app.emit('web-contents-created', {}, contents);
    expect(setWindowOpenHandler).toHaveBeenCalledOnce();
    expect(contents.listenerCount('will-navigate')).toBe(1);
  });
});
