/** Processes that are killed while they back up and restore leave a whole book and whole backups. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsBeside, listBackups } from './backups.ts';
import { checkBook } from './check.ts';
import { createBook, openBook } from './open.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

/** `BASISBOOK_BACKUP_KILLS=1000` for the long run. */
const KILLS = Number(process.env['BASISBOOK_BACKUP_KILLS'] ?? 3);
const SCRIPT = join(import.meta.dirname, 'testing', 'backing-up.ts');

const problemsOf = (path: string): readonly string[] => {
  const book = openBook(path, { readOnly: true, allowDamaged: true });
  try {
    return checkBook(book).problems;
  } finally {
    book.close();
  }
};

/** Kills a process a while after its first round. */
function killed(path: string, after: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, path]);
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after));
    child.once('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(`it ended early: ${errors}`));
    });
  });
}

test(
  `${KILLS} kills while backing up and restoring: every backup and the book are sound`,
  { timeout: KILLS * 10_000 },
  async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    createBook(path, { kind: 'own', now: NOW }).close();
    const known = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) {
      await killed(path, (kill * 137) % 400);
      expect(problemsOf(path)).toEqual([]);
      for (const { path: backup } of listBackups(backupsBeside(path), path)) {
        if (known.has(backup)) continue;
        known.add(backup);
        expect([backup, problemsOf(backup)]).toEqual([backup, []]);
      }
    }
    console.log(`${known.size} backups, each whole`);
    expect(known.size).toBeGreaterThan(KILLS - 1);
  },
);
