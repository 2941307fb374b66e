/** `npm run build`: the window (main, preload and page) into dist/, unless it is up to date. */
import { ensureBuilt } from './ensure-built.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (ensureBuilt(say)) say('dist/ is up to date.');
else process.exitCode = 1;
