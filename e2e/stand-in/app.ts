/**
 * `app` as the main process knows it: folders, readiness, the single instance, and the order of events
 * by which a program ends (before-quit, closing of windows, will-quit, quit).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** Switches for Chromium that the application or the command line appended. */
export const switches: string[] = [];

/** Windows that are open; `browser-window.ts` keeps it. */
export const openWindows = new Set<{ close(): void }>();

/** What has to end with the application. */
export const endings: (() => Promise<void>)[] = [];

interface Description {
  readonly root: string;
  readonly name: string;
  readonly version: string;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes a lock file unless a process that lives has it. */
function takeLock(file: string): boolean {
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
}

const TELL = `
const [address, text] = process.argv.slice(1);
const socket = require('node:net').connect(address, () => socket.end(text));
socket.on('close', () => process.exit(0));
socket.on('error', () => process.exit(1));
`;

class App extends EventEmitter {
  #description: Description | undefined;
  readonly #paths = new Map<string, string>();
  #isReady = false;
  #lock: string | undefined;
  #isQuitting = false;
  #isDown = false;
  readonly #whenReady: Promise<void>;
  #setReady: () => void = () => undefined;

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      switches.push(value === undefined || value === '' ? `--${name}` : `--${name}=${value}`);
    },
    appendArgument: (value: string): void => {
      switches.push(value);
    },
    hasSwitch: (name: string): boolean =>
      switches.some((one) => one === `--${name}` || one.startsWith(`--${name}=`)),
  };

  readonly isPackaged = false;

  constructor() {
    super();
    this.#whenReady = new Promise((done) => (this.#setReady = done));
  }

  describe(description: Description): void {
    this.#description = description;
  }

  get #told(): Description {
    if (!this.#description) throw new Error('The program is not described yet.');
    return this.#description;
  }

  get name(): string {
    return this.#told.name;
  }
  getName(): string {
    return this.#told.name;
  }
  getVersion(): string {
    return this.#told.version;
  }
  getAppPath(): string {
    return this.#told.root;
  }
  getLocale(): string {
    return 'en-US';
  }
  setAppUserModelId(): void {
    // Windows alone has such names.
  }
  setName(): void {
    // Shown by a system's menus alone.
  }

  getPath(name: string): string {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    if (name === 'home') return homedir();
    if (name === 'temp') return tmpdir();
    if (name === 'documents') return path.join(homedir(), 'Documents');
    if (name === 'userData')
      return path.join(
        process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'),
        this.name,
      );
    if (name === 'sessionData') return this.getPath('userData');
    throw new Error(`Failed to get '${name}' path`);
  }

  setPath(name: string, value: string): void {
    if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
    if (this.#isReady && name === 'sessionData') throw new Error('Too late to set sessionData');
    this.#paths.set(name, value);
  }

  isReady(): boolean {
    return this.#isReady;
  }
  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  becomeReady(): void {
    if (this.#isDown || this.#isQuitting) return;
    this.#isReady = true;
    this.emit('ready', {}, {});
    this.#setReady();
  }

  enableSandbox(): void {
    if (this.#isReady)
      throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  requestSingleInstanceLock(data: Readonly<Record<string, unknown>> = {}): boolean {
    const file = path.join(this.getPath('userData'), 'SingletonLock');
    const digest = createHash('sha256').update(file).digest('hex').slice(0, 16);
    const address = path.join(tmpdir(), `stand-in-${digest}.sock`);
    if (!takeLock(file)) {
      const text = JSON.stringify({ argv: process.argv, cwd: process.cwd(), data });
      spawnSync(process.execPath, ['-e', TELL, address, text]);
      return false;
    }
    this.#lock = file;
    rmSync(address, { force: true });
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.on('end', () => {
        const told = JSON.parse(text) as { argv: string[]; cwd: string; data: unknown };
        this.emit('second-instance', {}, told.argv, told.cwd, told.data);
      });
    });
    server.listen(address).unref();
    endings.push(async () => {
      server.close();
      rmSync(address, { force: true });
    });
    return true;
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock !== undefined;
  }
  releaseSingleInstanceLock(): void {
    if (this.#lock !== undefined) rmSync(this.#lock, { force: true });
    this.#lock = undefined;
  }

  /** Emits an event that a listener can prevent; answers whether it was not. */
  #ask(name: string): boolean {
    let isPrevented = false;
    this.emit(name, { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  }

  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = this.#ask('before-quit');
    if (!this.#isQuitting) return;
    if (openWindows.size === 0) this.#leave();
    else for (const window of [...openWindows]) window.close();
  }

  /** A window that refuses to close keeps the program. */
  quitWasStopped(): void {
    this.#isQuitting = false;
  }

  windowWasClosed(): void {
    if (openWindows.size > 0 || this.#isDown) return;
    if (this.#isQuitting) this.#leave();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  #leave(): void {
    if (this.#isDown) return;
    if (this.#ask('will-quit')) this.exit(0);
    else this.#isQuitting = false;
  }

  relaunch(): void {
    // A test starts the program again itself.
  }

  exit(code = 0): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    const leave = (): never => process.exit(code);
    Promise.all(endings.map((end) => end())).then(leave, leave);
  }
}

export const app = new App();
