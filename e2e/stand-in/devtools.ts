/**
 * One Chromium, spoken to over its DevTools protocol: commands with answers, events by session, and
 * what happens to its targets. It says where it listens as Electron does, so that Playwright finds it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../../scripts/find-chromium.ts';

export type Values = Record<string, unknown>;
type Listener = (method: string, params: Values) => void;
interface Waiting {
  readonly method: string;
  readonly done: (result: Values) => void;
  readonly failed: (error: Error) => void;
}

const KILL_AFTER = 4000;

function chromiumArguments(profile: string, switches: readonly string[]): string[] {
  return [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-startup-window',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-extensions',
    '--disable-sync',
    '--disable-quic',
    '--force-color-profile=srgb',
    '--password-store=basic',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...switches,
  ];
}

export class DevTools {
  #child: ChildProcess | undefined;
  #socket: WebSocket | undefined;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Listener>();
  readonly #browserListeners: Listener[] = [];
  #isStopping = false;
  readonly #whenLost: () => void;

  constructor(whenLost: () => void) {
    this.#whenLost = whenLost;
  }

  async start(profile: string, switches: readonly string[]): Promise<void> {
    const program = findChromium();
    if (!program) throw new Error('No Chromium was found for the stand-in.');
    mkdirSync(profile, { recursive: true });
    for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
      rmSync(path.join(profile, name), { force: true });
    const child = spawn(program, chromiumArguments(profile, switches), {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#child = child;
    const address = await new Promise<string>((done, failed) => {
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        text = (text + part).slice(-20_000);
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
        if (found !== undefined) done(found);
      });
      child.once('error', failed);
      child.once('exit', (code) => failed(new Error(`Chromium ended with ${code}: ${text}`)));
    });
    const socket = new WebSocket(address);
    await new Promise<void>((done, failed) => {
      socket.addEventListener('open', () => done());
      socket.addEventListener('error', () => failed(new Error('Chromium does not answer.')));
    });
    socket.addEventListener('message', ({ data }) => this.#receive(String(data)));
    socket.addEventListener('close', () => {
      if (!this.#isStopping) this.#whenLost();
    });
    this.#socket = socket;
    await this.send('Target.setDiscoverTargets', { discover: true });
    process.stderr.write(`\nDevTools listening on ${address}\n`);
  }

  send(method: string, params: Values = {}, sessionId?: string): Promise<Values> {
    const id = ++this.#last;
    return new Promise((done, failed) => {
      if (!this.#socket) return failed(new Error(`${method}: Chromium has not started.`));
      this.#waiting.set(id, { method, done, failed });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    });
  }

  onBrowser(listener: Listener): void {
    this.#browserListeners.push(listener);
  }

  onSession(sessionId: string, listener: Listener): void {
    this.#sessions.set(sessionId, listener);
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as {
      id?: number;
      method?: string;
      params?: Values;
      result?: Values;
      error?: { message: string };
      sessionId?: string;
    };
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.failed(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting?.done(message.result ?? {});
      return;
    }
    const { method = '', params = {}, sessionId } = message;
    if (sessionId !== undefined) this.#sessions.get(sessionId)?.(method, params);
    else for (const listener of this.#browserListeners) listener(method, params);
  }

  /** Closes Chromium; kills it where it does not go. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#isStopping = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    this.send('Browser.close').catch(() => undefined);
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER);
    await gone;
    clearTimeout(timer);
  }
}
