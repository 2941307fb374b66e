/**
 * What a book is promised, tried as often as one likes: `npm run proofs -- NAME [COUNT]`; without a name the list.
 * Each is a test of the normal run, which does the same a few times.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Proof {
  readonly what: string;
  readonly file: string;
  /** The variable that says how often. */
  readonly count: string;
  readonly times: number;
}

const PROOFS: Readonly<Record<string, Proof>> = {
  copies: {
    what: 'copies put back after a crash: none mixed with the log of another',
    file: 'db/log-mark.test.ts',
    count: 'BASISBOOK_KILLS',
    times: 200,
  },
  import: {
    what: 'imports that are killed: whole or not at all',
    file: 'cli/import-kills.test.ts',
    count: 'BASISBOOK_IMPORT_KILLS',
    times: 250,
  },
  host: {
    what: 'hosts that are killed while they write: nothing acknowledged is lost',
    file: 'browser/host-kills.test.ts',
    count: 'BASISBOOK_HOST_KILLS',
    times: 250,
  },
  backups: {
    what: 'kills while backing up and restoring: the book and every backup whole',
    file: 'db/backup-kills.test.ts',
    count: 'BASISBOOK_BACKUP_KILLS',
    times: 400,
  },
  upgrade: {
    what: 'upgrades that are killed: no entry lost',
    file: 'db/upgrade-kills.test.ts',
    count: 'BASISBOOK_UPGRADE_KILLS',
    times: 100,
  },
  bytes: {
    what: 'books with one changed byte: found, and no backup that is not whole',
    file: 'db/flipped-bytes.test.ts',
    count: 'BASISBOOK_FLIPS',
    times: 200,
  },
  requests: {
    what: 'malformed requests, nested ones included: each answered, nothing broken',
    file: 'application/worker/malformed-requests.test.ts',
    count: 'BASISBOOK_REQUESTS',
    times: 100_000,
  },
};

const [name, given] = process.argv.slice(2);
const proof = name === undefined ? undefined : PROOFS[name];
const count = Number(given ?? proof?.times);
if (proof === undefined || !Number.isSafeInteger(count) || count < 1) {
  console.log('npm run proofs -- NAME [COUNT]');
  for (const [each, { what, times }] of Object.entries(PROOFS)) {
    console.log(`  ${each.padEnd(9)} ${times.toLocaleString('en-US')} ${what}`);
  }
  process.exit(name === undefined ? 0 : 2);
}
const top = join(import.meta.dirname, '..');
const vitest = join(top, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', proof.file], {
  cwd: top,
  stdio: 'inherit',
  env: { ...process.env, [proof.count]: String(count) },
});
process.exitCode = status ?? 1;
