/** Opens a book, which upgrades it, after it said "ready"; says "done" behind that: `node upgrade.ts PATH`. */
import { writeSync } from 'node:fs';
import { openBook } from '../open.ts';

writeSync(1, 'ready\n');
openBook(process.argv[2] ?? '').close();
writeSync(1, 'done\n');
