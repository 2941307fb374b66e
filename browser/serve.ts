/**
 * The whole application in the browser: opens the books of this user, starts the loopback host, and
 * says how to end both.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../application/data-folder.ts';
import { startApplicationWorker } from '../application/worker/start-application-worker.ts';
import { startBrowserHost } from './server.ts';

export interface RunningApplication {
  readonly address: string;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '..');

/** The application's thread: from its source, as this host runs, or as `npm run build` made it, which starts sooner. */
const THREADS = {
  source: join(ROOT, 'application', 'worker', 'thread.ts'),
  built: join(ROOT, 'dist', 'main', 'thread.js'),
} as const;

/** Where `npm run build` puts the page. */
export const PAGE_FOLDER = join(ROOT, 'dist', 'renderer');

function ownVersion(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

export async function serveApplication(
  thread: keyof typeof THREADS = 'source',
): Promise<RunningApplication> {
  const folder = dataFolder({ platform: process.platform, env: process.env, home: homedir() });
  // SECURITY: the books are nobody else's to read.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const application = startApplicationWorker({
    entry: THREADS[thread],
    dataFolder: folder,
    host: 'browser',
    version: ownVersion(),
    log,
  });
  const host = await startBrowserHost({
    dispatch: (name, input) => application.dispatch(name, input),
    pageFolder: PAGE_FOLDER,
    log,
  });
  return {
    address: host.address,
    async stop() {
      await host.close();
      await application.close();
    },
  };
}
