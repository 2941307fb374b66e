/**
 * A full disk, a folder that is read-only, files that may not grow: the host and the command say it in a
 * sentence, nothing is half-written, and what was there is there.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { canRun } from '../scripts/testing/can-run.ts';
import { RELEASE_2002, TRADES, Workplace, type Outcome } from './testing/command.ts';

// Each starts two programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let place: Workplace;
/** What each test begins with; made once, and copied. */
let begun: Workplace;
beforeAll(async () => {
  begun = place = new Workplace();
  // So many that an export of them is larger than the room that there is.
  place.write('trades.csv', TRADES + TRADES.split('\n').slice(1).join('\n').repeat(200));
  place.write('more.csv', TRADES.replace('2000', '2001'));
  place.write('release.txt', RELEASE_2002);
  const book = ['--book', 'my.basisbook'];
  await place.run('import', ...book, '--transactions', 'trades.csv');
  await place.run('backup', ...book, '--out', 'copy.basisbook');
  await place.run('export', ...book, '--out', 'all.json');
  const damaged = readFileSync(place.path('my.basisbook'));
  for (let at = damaged.indexOf('3800.00'); at >= 0; at = damaged.indexOf('3800.00'))
    damaged[at] = 57;
  place.write('damaged.basisbook', damaged);
  mkdirSync(place.path('small'));
  mkdirSync(place.path('filled'));
  for (const name of ['own', 'book'])
    copyFileSync(place.path('my.basisbook'), place.path(`filled/${name}.basisbook`));
});
afterAll(() => begun.remove());
beforeEach(() => {
  place = new Workplace();
  cpSync(begun.folder, place.folder, { recursive: true });
});
afterEach(() => place.remove());

const SCRIPTS = {
  command: join(import.meta.dirname, 'testing', 'limited.ts'),
  host: join(import.meta.dirname, '..', 'application', 'testing', 'limited.ts'),
};

/** The files of the folder before and after, by name, and what was answered in between. */
function tried(shell: readonly string[], script: string, before: string) {
  const list = '(cd small && find . -type f | sort | xargs -r sha256sum)';
  const text = `${before}\n${list} >before\n"$0" "$1" "$2" >answers 2>errors\n${list} >after\ntrue`;
  const argv = [...shell.slice(1), '-c', text, process.execPath, script, place.folder];
  const { status, stderr } = spawnSync(shell[0] ?? '', argv, {
    cwd: place.folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(place.read('errors'), 'no bug was logged').toBe('');
  return { answers: JSON.parse(place.read('answers')) as Record<string, unknown> };
}

/** Nothing more and nothing less than before, byte for byte. */
const unchanged = (): void => expect(place.read('after')).toBe(place.read('before'));

function requireSentences(answers: Record<string, unknown>, sentence: RegExp): void {
  for (const [name, answer] of Object.entries(answers)) {
    const { status, stdout, stderr } = answer as Outcome;
    expect([name, status, stdout]).toEqual([name, 1, '']);
    expect(stderr, name).toMatch(sentence);
  }
}

/** Of the host: refused with a sentence, and the entry of before still there where the book could be opened. */
function requireRefusals(answers: Record<string, unknown>, sentence: RegExp): void {
  for (const [name, answer] of Object.entries(answers)) {
    if (name === 'transactions.list') continue;
    const { ok, error } = answer as { ok: boolean; error?: { code: string; message: string } };
    expect([name, ok]).toEqual([name, false]);
    expect(error?.code, name).not.toBe('internal');
    expect(error?.message, name).toMatch(sentence);
  }
}

function requireEntries(answers: Record<string, unknown>): void {
  expect(answers['transactions.list']).toBe(201);
}

const onUnix = canRun(process.platform !== 'win32', 'files are given a limit by a shell of Unix');
const FILL = 'cp filled/* small/';

it.runIf(onUnix)(
  'files that may not grow: every command and call says that the disk could not be written',
  () => {
    const shell = ['sh'];
    const grow = `${FILL}; trap '' XFSZ`;
    const limited = `${grow}; ulimit -f 16`;
    requireSentences(tried(shell, SCRIPTS.command, limited).answers, /disk|\(EFBIG\)/);
    unchanged();
    const { answers } = tried(shell, SCRIPTS.host, limited);
    requireRefusals(answers, /disk could not be read or written/);
    requireEntries(answers);
    unchanged();
  },
);

const NAMESPACE = ['unshare', '-rm', 'sh'];
const hasNamespaces = canRun(
  process.platform === 'linux' &&
    spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0,
  'a small disk needs a mount namespace of one’s own, which this machine does not give',
);

it.runIf(hasNamespaces)('a full disk is said to be full, by the command and the host', () => {
  const bytes = 2 * statSync(place.path('my.basisbook')).size + 40_000;
  const full = `mount -t tmpfs -o size=${bytes} tmpfs small; ${FILL}`;
  requireSentences(tried(NAMESPACE, SCRIPTS.command, full).answers, /disk is full/i);
  unchanged();
  const { answers } = tried(NAMESPACE, SCRIPTS.host, full);
  requireRefusals(answers, /disk is full/i);
  requireEntries(answers);
  unchanged();
});

it.runIf(hasNamespaces)('a read-only folder is said to be read-only, and read from', () => {
  cpSync(place.path('filled'), place.path('small'), { recursive: true });
  const readOnly = 'mount --bind small small; mount -o remount,ro,bind small';
  requireSentences(
    tried(NAMESPACE, SCRIPTS.command, readOnly).answers,
    /read-only|cannot be written/,
  );
  unchanged();
  requireRefusals(tried(NAMESPACE, SCRIPTS.host, readOnly).answers, /read-only|cannot be written/);
  unchanged();
  expect(readdirSync(place.path('small')).toSorted()).toEqual(['book.basisbook', 'own.basisbook']);
});
