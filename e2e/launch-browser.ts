/** Starts the browser host as a program of its own on a folder of the test's. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const START_TIMEOUT = 20_000;

/** Node keeps what it compiled: three hundred files of TypeScript are not stripped anew at each start. */
export const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled') };

interface LaunchedHost {
  /** The address to open first; it works once. */
  readonly address: string;
  /** What the host wrote to standard error so far: faults of the application. */
  errors(): string;
  /** Ends it as Ctrl-C does; answers with its exit code. */
  stop(): Promise<number | null>;
}

function firstLine(child: ChildProcess, errors: () => string): Promise<string> {
  return new Promise((done, failed) => {
    const give = (reason: string) => failed(new Error(`The browser host ${reason}.\n${errors()}`));
    const timer = setTimeout(() => {
      child.kill();
      give('did not start in time');
    }, START_TIMEOUT);
    if (!child.stdout) return give('has no output');
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      done(line);
    });
    child.once('error', (error) => give(`could not be run: ${error.message}`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      give(`ended with ${code}`);
    });
  });
}

/** The host's days are always the same, and its zone is ours wherever the test runs. */
const FIXED_CLOCK = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'fixed-clock.ts')).href}`,
  TZ: 'America/New_York',
};

interface Launch {
  readonly fixedClock?: boolean;
  /** The application's thread as `npm start` runs it; else from its source. */
  readonly built?: boolean;
}

/**
 * @param dataFolder where its books are; start again on the same folder to find them again
 */
export async function launchBrowserHost(
  dataFolder: string,
  { fixedClock = false, built = false }: Launch = {},
): Promise<LaunchedHost> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'browser', 'main.ts'), ...(built ? ['--built'] : [])],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...COMPILED,
        ...(fixedClock ? FIXED_CLOCK : {}),
        BASISBOOK_DATA: dataFolder,
      },
    },
  );
  const stopped = new Promise<number | null>((done) => child.once('exit', done));
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written += text));
  const address = await firstLine(child, () => written);
  return {
    address,
    errors: () => written,
    stop() {
      child.kill('SIGINT');
      return stopped;
    },
  };
}
