/**
 * `npm run smoke`: starts what `npm run dist` packed, as a command and as a window. Options: --folder
 * FOLDER (where the unpacked program is; build/ otherwise).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packedProgram, smoke } from './packed-smoke.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' } } });
const folder = resolve(values.folder ?? join(import.meta.dirname, '..', 'build'));
const books = mkdtempSync(join(tmpdir(), 'basisbook-smoke-'));
try {
  const program = packedProgram(folder, process.platform);
  // Electron's sandbox does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const figure = await smoke(program, args, join(books, 'data'));
  process.stdout.write(`${program} starts, says ${figure} in box 3 of the sample, and quits.\n`);
} catch (error) {
  process.stderr.write(`smoke: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(books, { recursive: true, force: true });
}
