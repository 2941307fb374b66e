/**
 * `npm run pictures`: takes the pictures of every screen anew, and makes them small. What changed is to be
 * looked at one by one before it is committed.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.ts';
import { smallerPicture } from './smaller-picture.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURES = join(ROOT, 'e2e', 'pictures');

function take(): boolean {
  const args = ['test', '--project=browser', 'e2e/pictures.spec.ts', '--update-snapshots=all'];
  const script = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  return (
    spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0
  );
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (ensureBuilt(say) && take()) {
  const names = readdirSync(PICTURES).filter((name) => name.endsWith('.png'));
  let bytes = 0;
  for (const name of names) {
    const small = smallerPicture(readFileSync(join(PICTURES, name)));
    bytes += small.length;
    writeFileSync(join(PICTURES, name), small);
  }
  say(`${names.length} pictures, ${Math.round(bytes / 1024)} KiB. Look at each that changed.`);
} else {
  say('The pictures were not all taken: see the reason above.');
  process.exitCode = 1;
}
