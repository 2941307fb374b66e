/** An import that is killed at any moment: all of it is in the book or nothing, and what was said to be done is. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workplace } from './testing/command.ts';

/** `npm run proofs -- import 200` for the long run. */
const KILLS = Number(process.env['BASISBOOK_IMPORT_KILLS'] ?? 2);
const ROWS = 50;
const MAIN = join(import.meta.dirname, 'main.ts');

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

function writeRows(round: number): string {
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `2000-03-01,buy,HBR,${row + 1},${round + 1}.00`,
  );
  const name = `trades-${round}.csv`;
  place.write(name, `date,action,security,shares,amount\n${rows.join('\n')}\n`);
  return name;
}

/** Whether it said that it was done before it was killed, if it was, after so many milliseconds. */
function imported(file: string, killAfter: number): Promise<{ done: boolean; killed: boolean }> {
  return new Promise((resolve) => {
    const argv = [MAIN, 'import', '--book', 'my.basisbook', '--transactions', file];
    const child = spawn(process.execPath, argv, { cwd: place.folder });
    let said = '';
    child.stdout.on('data', (text) => (said += String(text)));
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.once('close', (_, signal) => {
      clearTimeout(timer);
      resolve({ done: said.includes(`${ROWS} transactions`), killed: signal === 'SIGKILL' });
    });
  });
}

const entries = async (): Promise<number> => {
  const { status, stdout } = await place.run('check', '--book', 'my.basisbook', '--json');
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { counts: { transactions: number } }).counts.transactions;
};

test(
  `of ${KILLS} killed imports each is whole or none, and none that was said to be done is lost`,
  async () => {
    const start = performance.now();
    expect(await imported(writeRows(0), 60_000)).toEqual({ done: true, killed: false });
    const patience = performance.now() - start;
    let had = await entries();
    let [killed, kept] = [0, 0];
    for (let round = 1; round <= KILLS; round++) {
      // The most of the time is the start of the program: the kills are to fall into its work.
      const after = patience * (0.35 + (0.7 * ((round * 37) % 100)) / 100);
      const outcome = await imported(writeRows(round), after);
      const now = await entries();
      expect([had, had + ROWS]).toContain(now);
      if (outcome.done) expect(now).toBe(had + ROWS);
      if (outcome.killed) killed++;
      if (now > had) kept++;
      had = now;
    }
    // What the last kill left beside the book goes in with the next import that is let be.
    expect(await imported(writeRows(KILLS + 1), 60_000)).toEqual({ done: true, killed: false });
    expect(await entries()).toBe(had + ROWS);
    expect(readdirSync(place.folder).filter((name) => /-(?:wal|mark|shm)$/.test(name))).toEqual([]);
    console.log(
      `${killed} of ${KILLS} imports killed; ${kept} were whole by then, 0 lost, 0 halves`,
    );
  },
  60_000 + KILLS * 20_000,
);
