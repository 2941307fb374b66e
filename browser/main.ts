/**
 * The browser host alone, for tests and for scripts: prints the address as its only line, and
 * serves until it is told to stop. `--built` takes the application's thread as it was built, as
 * `npm start` does. People use `npm start`.
 */
import { serveApplication } from './serve.ts';

const running = await serveApplication(process.argv.includes('--built') ? 'built' : 'source');
process.stdout.write(`${running.address}\n`);

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  void running.stop().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
