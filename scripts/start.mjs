// `npm start`: sets up what is missing, then opens the application.
import { run } from './bootstrap.mjs';

await run('scripts/start.ts');
