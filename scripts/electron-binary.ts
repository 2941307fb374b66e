/**
 * Electron's program: where it is, and fetching it when it is not there. The npm package brings
 * none; its own installer downloads one, which fails where only the npm registry is reached. A
 * failed attempt is remembered for a day, so that the next starts are quick.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const DAY = 24 * 60 * 60 * 1000;
const PROBE_TIMEOUT = 5000;
const DOWNLOAD_TIMEOUT = 10 * 60 * 1000;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function packageFolder(root: string): string {
  return join(root, 'node_modules', 'electron');
}

function pinnedVersion(root: string): string {
  const text = read(join(packageFolder(root), 'package.json')) ?? '{}';
  return (JSON.parse(text) as { version?: string }).version ?? '';
}

/** The program of the pinned version, or undefined when it is not on this machine. */
export function findElectron(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const folder = packageFolder(root);
  // Written last: without it the archive was unpacked in part.
  const unpacked = read(join(folder, 'path.txt'));
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = unpacked ?? (process.platform === 'win32' ? 'electron.exe' : 'electron');
  if (!override) {
    if (unpacked === undefined) return undefined;
    const installed = read(join(folder, 'dist', 'version'))?.replace(/^v/, '');
    if (installed !== pinnedVersion(root)) return undefined;
  }
  const path = join(override ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : undefined;
}

// --- what is remembered of a failed attempt ---------------------------------------------------

interface FailedFetch {
  readonly version: string;
  readonly at: number;
  readonly reason: string;
}

function memory(root: string): string {
  return join(root, '.cache', 'electron-fetch-failed.json');
}

/** Why the last attempt failed, if that was for this version and within a day. */
function rememberedFailure(root: string, now: number): string | undefined {
  const text = read(memory(root));
  if (text === undefined) return undefined;
  try {
    const failed = JSON.parse(text) as FailedFetch;
    const age = now - failed.at;
    const counts = failed.version === pinnedVersion(root) && age >= 0 && age < DAY;
    return counts ? String(failed.reason) : undefined;
  } catch {
    return undefined;
  }
}

function rememberFailure(root: string, reason: string, now: number): void {
  const file = memory(root);
  const failed: FailedFetch = { version: pinnedVersion(root), at: now, reason };
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(failed));
  } catch {
    // On a disk that is full or read-only the next start asks again; this one goes on.
  }
}

// --- fetching ---------------------------------------------------------------------------------

/** How a download ended: a reason is in the installer's own words. */
type Download = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface FetchSteps {
  /** Whether the place of the download answers at all: a blocked network often just hangs. */
  readonly reachable: () => Promise<boolean>;
  readonly download: () => Promise<Download>;
  readonly now: () => number;
  readonly say: (line: string) => void;
}

type ElectronAnswer =
  { readonly path: string } | { readonly path: undefined; readonly reason: string };

/** Finds Electron, or fetches it, or says in a few words why neither worked. */
export async function electronOrReason(root: string, steps: FetchSteps): Promise<ElectronAnswer> {
  const present = findElectron(root);
  if (present) return { path: present };
  const remembered = rememberedFailure(root, steps.now());
  if (remembered !== undefined)
    return { path: undefined, reason: `${remembered}; to try again: npx install-electron` };
  let reason = 'its download place cannot be reached from here';
  if (await steps.reachable()) {
    steps.say('Fetching Electron (about 120 MB), once.');
    const download = await steps.download();
    const fetched = download.ok ? findElectron(root) : undefined;
    if (fetched !== undefined) {
      rmSync(memory(root), { force: true });
      return { path: fetched };
    }
    reason = `its download failed: ${download.ok ? 'the program is not in it' : download.reason}`;
  }
  rememberFailure(root, reason, steps.now());
  return { path: undefined, reason };
}

/** By which variables the installer is sent another way; a proxy for HTTP alone is taken for both. */
const WAYS = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ELECTRON_MIRROR',
  'npm_config_electron_mirror',
];

/** Whether the installer goes through a proxy or to a mirror, a way that it knows better than a probe. */
export function isIndirect(env: Readonly<Record<string, string | undefined>>): boolean {
  return WAYS.some((name) => env[name]);
}

async function probe(): Promise<boolean> {
  if (isIndirect(process.env)) return true;
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT);
    await fetch('https://github.com/electron/electron/releases', { method: 'HEAD', signal });
    return true;
  } catch {
    return false;
  }
}

/** The installer's last words that tell something: not a line of a stack, not an empty one. */
export function reasonOf(output: string): string {
  const lines = output
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^at\s|^Node\.js v|^[{}]$/.test(line));
  const named = lines.findLast((line) =>
    /error|refused|denied|timed? ?out|status|not found/i.test(line),
  );
  return (named ?? lines.at(-1) ?? 'it said nothing').slice(0, 160);
}

/** Loaded before the installer: it says how far the download is. */
const PROGRESS = join(import.meta.dirname, 'download-progress.mjs');

/**
 * Runs the package's own installer. How far it is arrives as it comes; what went wrong is told in a
 * sentence.
 */
export function install(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<Download> {
  const installer = join(packageFolder(root), 'install.js');
  const child = spawn(process.execPath, ['--import', pathToFileURL(PROGRESS).href, installer], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DOWNLOAD_TIMEOUT,
    // The way through a proxy: Electron's installer asks for it by one variable, Node by the other. Its
    // own bar would be drawn on a terminal alone, and after half a minute.
    env: {
      ...env,
      ELECTRON_GET_USE_PROXY: '1',
      NODE_USE_ENV_PROXY: '1',
      ELECTRON_GET_NO_PROGRESS: '1',
    },
  });
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', write);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-20_000);
  });
  return new Promise((done) => {
    child.on('error', (error) => done({ ok: false, reason: error.message }));
    // Not when it has ended, but when all that it said has arrived.
    child.on('close', (code, signal) => {
      if (code === 0) done({ ok: true });
      else done({ ok: false, reason: signal === null ? reasonOf(errors) : 'it took too long' });
    });
  });
}

/** The steps on a real machine. */
export function realSteps(root: string, say: (line: string) => void): FetchSteps {
  return { reachable: probe, download: () => install(root), now: Date.now, say };
}
