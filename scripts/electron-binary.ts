/**
 * Electron's program: where it is, and fetching it when it is not there. The npm package brings
 * none; its own installer downloads one, which fails where only the npm registry is reached. A
 * failed attempt is remembered for a day, so that the next starts are quick.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
  const name =
    read(join(folder, 'path.txt')) ?? (process.platform === 'win32' ? 'electron.exe' : 'electron');
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!override) {
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
  mkdirSync(dirname(file), { recursive: true });
  const failed: FailedFetch = { version: pinnedVersion(root), at: now, reason };
  writeFileSync(file, JSON.stringify(failed));
}

// --- fetching ---------------------------------------------------------------------------------

export interface FetchSteps {
  /** Whether the place of the download answers at all: a blocked network often just hangs. */
  readonly reachable: () => Promise<boolean>;
  readonly download: () => boolean;
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
  if (remembered !== undefined) return { path: undefined, reason: remembered };
  let reason = 'its download place cannot be reached from here';
  if (await steps.reachable()) {
    steps.say('Fetching Electron (about 120 MB), once.');
    if (steps.download()) {
      const fetched = findElectron(root);
      if (fetched) {
        rmSync(memory(root), { force: true });
        return { path: fetched };
      }
    }
    reason = 'its download failed';
  }
  rememberFailure(root, reason, steps.now());
  return { path: undefined, reason };
}

async function probe(): Promise<boolean> {
  const { env } = process;
  // Through a proxy or to a mirror the installer knows the way better than this probe.
  const indirect = ['HTTPS_PROXY', 'https_proxy', 'ELECTRON_MIRROR', 'npm_config_electron_mirror'];
  if (indirect.some((name) => env[name])) return true;
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT);
    await fetch('https://github.com/electron/electron/releases', { method: 'HEAD', signal });
    return true;
  } catch {
    return false;
  }
}

/** The steps on a real machine. */
export function realSteps(root: string, say: (line: string) => void): FetchSteps {
  return {
    reachable: probe,
    download: () =>
      spawnSync(process.execPath, [join(packageFolder(root), 'install.js')], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'ignore'],
        timeout: DOWNLOAD_TIMEOUT,
      }).status === 0,
    now: Date.now,
    say,
  };
}
