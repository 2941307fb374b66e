/**
 * `BrowserWindow` and `webContents`: one page of Chromium each, with the preload in its own world, calls
 * to the main process, requests that are answered here, and the events of a page's life.
 */
import { EventEmitter } from 'node:events';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { app, endings, openWindows, switches } from './app.ts';
import { serveAs, toApplication, toPage } from './addresses.ts';
import {
  BINDING,
  packValues,
  pageScript,
  preloadScript,
  REPLY,
  unpackValues,
  WORLD,
} from './bridge-scripts.ts';
import { DevTools, type Values } from './devtools.ts';
import { answerRequest, frameOf, isPrivileged, type Frame, type Paused } from './requests.ts';

const pages = new Map<string, BrowserWindow>();
const devtools = new DevTools(() => {
  for (const window of [...pages.values()]) window.wasClosed();
});
let starting: Promise<void> | undefined;

function started(): Promise<void> {
  starting ??= devtools.start(app.getPath('sessionData'), switches).then(() => {
    devtools.onBrowser((method, params) => {
      if (method === 'Target.targetDestroyed') pages.get(String(params['targetId']))?.wasClosed();
      if (method === 'Target.targetCreated') refuseOpened(params['targetInfo'] as Values);
    });
  });
  return starting;
}
endings.push(() => devtools.stop());

/** A window of the page's own making: asked about, and closed where it is denied. */
function refuseOpened(target: Values): void {
  const opener = pages.get(String(target['openerId']));
  if (!opener || target['type'] !== 'page') return;
  const answer = opener.webContents.windowOpenHandler?.({
    url: toApplication(String(target['url'])),
  });
  if (answer?.action !== 'deny') return;
  devtools.send('Target.closeTarget', { targetId: target['targetId'] }).catch(() => undefined);
}

type Invoked = (event: unknown, ...values: unknown[]) => unknown;
const invoked = new Map<string, Invoked>();

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel: string, handler: Invoked): void {
    if (invoked.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    invoked.set(channel, handler);
  },
  removeHandler(channel: string): void {
    invoked.delete(channel);
  },
});

interface PrintOptions {
  readonly silent?: boolean;
}

class WebContents extends EventEmitter {
  readonly #window: BrowserWindow;
  readonly frames = new Map<string, Frame>();
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;

  constructor(window: BrowserWindow) {
    super();
    this.#window = window;
  }

  get mainFrame(): Frame {
    return this.frames.get(this.#window.targetId) ?? frameOf('about:blank', null);
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  isDestroyed(): boolean {
    return this.#window.isDestroyed();
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  close(): void {
    this.#window.close();
  }
  reload(): void {
    this.#window.allowNext(toPage(this.getURL()));
    void this.#window.send('Page.reload');
  }
  forcefullyCrashRenderer(): void {
    this.#window.send('Page.crash').catch(() => undefined);
  }
  async executeJavaScript(expression: string): Promise<unknown> {
    const { result } = await this.#window.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return (result as Values)['value'];
  }
  /** As on a machine without a printer: only without any option does the system's dialog open. */
  print(options: PrintOptions = {}, callback?: (printed: boolean, reason: string) => void): void {
    const isDialog = Object.keys(options).length === 0;
    setImmediate(() =>
      callback?.(isDialog, isDialog ? '' : 'No printers available on the network'),
    );
  }
  async printToPDF(options: Values = {}): Promise<Buffer> {
    const { data } = await this.#window.send('Page.printToPDF', options);
    return Buffer.from(String(data), 'base64');
  }
  openDevTools(): void {
    // Nothing of it can be seen here.
  }
  setZoomLevel(): void {
    // Nothing of it can be seen here.
  }
  getZoomLevel(): number {
    return 0;
  }
  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return pages.get(targetId)?.webContents;
  }
  static getAllWebContents(): WebContents[] {
    return [...pages.values()].map((window) => window.webContents);
  }
}
export { WebContents as webContents };

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: { readonly preload?: string };
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly #options: WindowOptions;
  readonly #made: Promise<void>;
  readonly #contexts = new Map<number, { readonly name: string; readonly frame: string }>();
  readonly #asked = new Set<string>();
  targetId = '';
  #sessionId = '';
  #isGone = false;
  #isVisible: boolean;
  #isMinimized = false;
  #isPainted = false;
  #whenLoaded: (() => void) | undefined;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#options = options;
    this.#isVisible = options.show !== false;
    openWindows.add(this);
    this.webContents = new WebContents(this);
    app.emit('browser-window-created', {}, this);
    app.emit('web-contents-created', {}, this.webContents);
    this.#made = this.#make();
    this.#made.catch((error: unknown) => process.stderr.write(`stand-in: ${String(error)}\n`));
  }

  send(method: string, params: Values = {}): Promise<Values> {
    return devtools.send(method, params, this.#sessionId);
  }

  async #make(): Promise<void> {
    await started();
    const { width = 800, height = 600, webPreferences } = this.#options;
    const made = await devtools.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    });
    this.targetId = String(made['targetId']);
    pages.set(this.targetId, this);
    const attached = await devtools.send('Target.attachToTarget', {
      targetId: this.targetId,
      flatten: true,
    });
    this.#sessionId = String(attached['sessionId']);
    devtools.onSession(this.#sessionId, (method, params) => this.#onEvent(method, params));
    await this.send('Page.enable');
    await this.send('Page.setLifecycleEventsEnabled', { enabled: true });
    await this.send('Runtime.enable');
    await this.send('Inspector.enable');
    await this.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await this.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
    const secret = `e${randomBytes(12).toString('hex')}-`;
    await this.#onEveryDocument({ source: pageScript(secret) });
    if (webPreferences?.preload === undefined) return;
    const text = readFileSync(webPreferences.preload, 'utf8');
    await this.#onEveryDocument({ source: preloadScript(secret, text), worldName: WORLD });
  }

  async #onEveryDocument(script: Values): Promise<void> {
    await this.send('Page.addScriptToEvaluateOnNewDocument', script);
  }

  #onEvent(method: string, params: Values): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const context = params['context'] as { id: number; name: string; auxData?: Values };
        const frame = String(context.auxData?.['frameId']);
        this.#contexts.set(context.id, { name: context.name, frame });
        return;
      }
      case 'Runtime.executionContextDestroyed':
        this.#contexts.delete(params['executionContextId'] as number);
        return;
      case 'Runtime.executionContextsCleared':
        this.#contexts.clear();
        return;
      case 'Page.frameNavigated':
        this.#onNavigated(params['frame'] as { id: string; parentId?: string; url: string });
        return;
      case 'Page.navigatedWithinDocument':
        if (params['frameId'] === this.targetId)
          this.webContents.mainFrame.url = toApplication(String(params['url']));
        return;
      case 'Page.lifecycleEvent':
        if (params['name'] !== 'firstContentfulPaint' || this.#isPainted) return;
        this.#isPainted = true;
        this.emit('ready-to-show', {});
        return;
      case 'Page.loadEventFired':
        this.webContents.emit('did-finish-load', {});
        this.#whenLoaded?.();
        return;
      case 'Fetch.requestPaused':
        this.#onRequest(params as unknown as Paused);
        return;
      case 'Runtime.bindingCalled':
        if (params['name'] === BINDING) void this.#onCall(params);
        return;
      case 'Inspector.targetCrashed':
        this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 133 });
        return;
    }
  }

  #onNavigated(frame: { id: string; parentId?: string; url: string }): void {
    const parent =
      frame.parentId === undefined ? null : this.webContents.frames.get(frame.parentId);
    this.webContents.frames.set(frame.id, frameOf(frame.url, parent ?? null));
    if (frame.parentId === undefined)
      this.webContents.emit('did-navigate', {}, toApplication(frame.url), 200, '');
  }

  #onRequest(paused: Paused): void {
    const page = {
      targetId: this.targetId,
      contents: this.webContents,
      wasAsked: (address: string) => this.#asked.delete(address),
    };
    answerRequest(paused, page)
      .then(([method, params]) => this.send(method, params))
      .catch((error: unknown) => {
        // A page that has gone on, or is gone, waits for no answer.
        if (!/Invalid InterceptionId|Session with given id|No target/.test(String(error)))
          process.stderr.write(`stand-in: ${paused.request.url}: ${String(error)}\n`);
      });
  }

  async #onCall(params: Values): Promise<void> {
    const contextId = params['executionContextId'] as number;
    const { id, channel, text } = JSON.parse(String(params['payload'])) as Record<string, string>;
    const frame = this.#contexts.get(contextId)?.frame ?? '';
    const event = {
      sender: this.webContents,
      senderFrame: this.webContents.frames.get(frame) ?? null,
    };
    let answer: [text: string, error: string | null];
    try {
      const handler = invoked.get(String(channel));
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      answer = [packValues([await handler(event, ...unpackValues(String(text)))]), null];
    } catch (error) {
      process.stderr.write(`Error occurred in handler for '${channel}': ${String(error)}\n`);
      answer = ['[]', `Error invoking remote method '${channel}': ${String(error)}`];
    }
    const values = [id, ...answer].map((value) => JSON.stringify(value)).join(', ');
    await this.send('Runtime.evaluate', { contextId, expression: `${REPLY}(${values})` }).catch(
      () => undefined,
    );
  }

  /** The application itself goes to this address: no guard is asked. */
  allowNext(address: string): void {
    this.#asked.add(address);
  }

  async loadURL(url: string): Promise<void> {
    const { protocol, host } = new URL(url);
    if (isPrivileged(protocol.slice(0, -1))) serveAs(`${protocol}//${host}`);
    await this.#made;
    const address = toPage(url);
    this.allowNext(address);
    const loaded = new Promise<void>((done) => (this.#whenLoaded = done));
    const { errorText } = await this.send('Page.navigate', { url: address });
    if (errorText !== undefined) throw new Error(`${String(errorText)} loading '${url}'`);
    await loaded;
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#isVisible = false;
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  focus(): void {
    this.emit('focus');
    this.send('Page.bringToFront').catch(() => undefined);
  }
  isMinimized(): boolean {
    return this.#isMinimized;
  }
  minimize(): void {
    this.#isMinimized = true;
  }
  restore(): void {
    this.#isMinimized = false;
  }
  isDestroyed(): boolean {
    return this.#isGone;
  }
  reload(): void {
    this.webContents.reload();
  }
  getTitle(): string {
    return this.#options.title ?? '';
  }

  close(): void {
    if (this.#isGone) return;
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (isPrevented) return app.quitWasStopped();
    this.#made.then(
      () => this.destroy(),
      () => this.wasClosed(),
    );
  }
  destroy(): void {
    devtools.send('Target.closeTarget', { targetId: this.targetId }).catch(() => this.wasClosed());
  }
  wasClosed(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    openWindows.delete(this);
    pages.delete(this.targetId);
    this.webContents.emit('destroyed');
    this.emit('closed');
    app.windowWasClosed();
  }

  static getAllWindows(): BrowserWindow[] {
    return [...pages.values()];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...pages.values()][0] ?? null;
  }
  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return [...pages.values()].find((window) => window.webContents === contents) ?? null;
  }
}
