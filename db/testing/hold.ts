/**
 * Opens a book, does something to it, says "ready" and waits to be ended: `node hold.ts PATH WHAT`.
 * Ended by SIGKILL, it leaves behind what a crash or a power cut leaves behind.
 */
import { writeSync } from 'node:fs';
import { addAccount } from '../accounts.ts';
import { connectionOf } from '../book.ts';
import { insertDocument } from '../documents.ts';
import { openBook } from '../open.ts';
import { addSecurity } from '../securities.ts';
import { aDocument } from './samples.ts';

function readyAndWait(): never {
  writeSync(1, 'ready\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('nobody ends the wait');
}

const [path = '', what = ''] = process.argv.slice(2);
const book = openBook(path);
const deeds: Record<string, () => void> = {
  'just hold it': readyAndWait,
  'stop inside a write': () =>
    book.write(() => {
      addAccount(book, { name: 'Never committed', taxDeferred: false });
      const security = addSecurity(book, { issuer: null, name: 'N', symbol: null, cusips: [] });
      // More than the page cache holds: uncommitted pages reach the log on the disk.
      insertDocument(book, aDocument(security.id, 99, { text: 'x'.repeat(30_000_000) }));
      readyAndWait();
    }),
  'stop after a write': () => {
    book.write(() => addAccount(book, { name: 'Committed', taxDeferred: true }));
    readyAndWait();
  },
  'stop after a newer format': () => {
    connectionOf(book).pragma('user_version = 99');
    readyAndWait();
  },
};
const act = deeds[what];
if (act === undefined) throw new Error(`hold.ts cannot "${what}"`);
act();
