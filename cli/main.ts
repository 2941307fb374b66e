/**
 * The command `basisbook`. This file is small because it is what is loaded before anything else: it
 * switches on the cache of compiled code, then loads the command that is meant.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { processIo, type Io } from './io.ts';

/** Runs one command and answers with its exit status. Never throws on the user's input. */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  // SECURITY: a folder of the project's own, not the shared one for temporary files, where another
  // user of the machine could put code of his. Where it cannot be written, nothing is cached.
  enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'basisbook'));
  const { run } = await import('./run.ts');
  return run(argv, io);
}

if (import.meta.main) {
  // The part of memory for new values stays as small as it begins. Left alone it grows to 64 MB,
  // which a run of a few seconds never gives back, and takes as long.
  setFlagsFromString('--semi-space-growth-factor=1');
  process.exitCode = await main(process.argv.slice(2));
}
