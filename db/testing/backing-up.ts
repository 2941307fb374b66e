/** Backs a book up, changes it and puts a copy back, over and over: `node backing-up.ts PATH`. */
import { writeSync } from 'node:fs';
import { addAccount } from '../accounts.ts';
import { backUp, backupsBeside, listBackups } from '../backups.ts';
import { openBook } from '../open.ts';
import { restoreBook } from '../restore.ts';

const [path = ''] = process.argv.slice(2);
const folder = backupsBeside(path);
for (let round = 0; ; round++) {
  const now = new Date().toISOString();
  const book = openBook(path);
  book.write(() =>
    addAccount(book, { name: `${process.pid} ${round} ${now}`, taxDeferred: false }),
  );
  backUp(book, { folder, isOwnFolder: true, reason: 'by-hand', now });
  book.close();
  if (round === 0) writeSync(1, 'ready\n');
  const from = listBackups(folder, path).at(-1)?.path ?? '';
  const act = { name: 'A copy put back', is: 'done' } as const;
  if (round % 2 === 1)
    restoreBook({ from, passphrase: null, path, folder, isOwnFolder: true, act, now });
}
