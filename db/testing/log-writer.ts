/**
 * A process with an open book that is told what to do, and is killed: writes so many entries, has them
 * settled, or does both without end. Answers with the number of the last entry.
 */
import { argv } from 'node:process';
import { addAccount } from '../accounts.ts';
import { openBook } from '../open.ts';

const [, , path = ''] = argv;
const book = openBook(path);
let count = 0;

function write(): void {
  count += 1;
  const name = `${process.pid} ${count}`;
  book.write(() =>
    addAccount(book, {
      name,
      taxDeferred: false,
      method: 'fifo',
      methodChanges: [],
      returnOfCapital: 'by-shares',
    }),
  );
  process.send?.({ wrote: name });
}

process.on('message', (told: 'write' | 'settle' | 'run') => {
  if (told === 'write') write();
  if (told === 'settle') {
    book.settle();
    process.send?.({ settled: count });
  }
  while (told === 'run') {
    for (let times = 1 + (count % 4); times > 0; times--) write();
    book.settle();
  }
});
process.send?.({ ready: true });
