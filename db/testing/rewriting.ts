/**
 * Empties a file and writes the same bytes into it again, in two parts, each time that it is asked to; as a
 * program that synchronises folders does: `node rewriting.ts PATH`, a line of input for each time.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

const [path = ''] = process.argv.slice(2);
const clock = new Int32Array(new SharedArrayBuffer(4));
const wait = (): unknown => Atomics.wait(clock, 0, 0, 2);

process.stdin.on('data', () => {
  const bytes = readFileSync(path);
  const file = openSync(path, 'r+');
  ftruncateSync(file, 0);
  wait();
  writeSync(file, bytes, 0, bytes.length >> 1, 0);
  wait();
  writeSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  writeSync(1, 'done\n');
});
writeSync(1, 'ready\n');
