// `npm test`: sets up what is missing, then runs every test.
import { run } from './bootstrap.mjs';

await run('scripts/test.ts');
