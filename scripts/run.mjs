// `node scripts/run.mjs FILE.ts …`: any other command of package.json, after the same set-up.
import { run } from './bootstrap.mjs';

const [script, ...args] = process.argv.slice(2);
await run(script, args);
