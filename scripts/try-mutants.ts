/**
 * Which changes does no test notice? The sources are copied into a temporary folder for each process that
 * tries, so that the working tree is never touched. What is tried one after the other is one change each,
 * with its named tests until the first of them fails. Before that all of these tests must pass in a copy as
 * it is, or nothing would be proven.
 */
import { fork, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { changed, NO_SOURCES, type Mutant } from './mutant-list.ts';
import type { Trial, TrialStates } from './mutant-runner.ts';

interface Outcome {
  readonly survivors: readonly Mutant[];
  /** Why nothing is proven: tests that fail without a change, or that did not end. */
  readonly problems: readonly string[];
}

/** How long the tests of a change, and all tests without one, may take, in milliseconds. */
const PATIENCE = { change: 180_000, untouched: 900_000 };
const RUNNER = path.join(import.meta.dirname, 'mutant-runner.ts');

function copySources(top: string, to: string): void {
  cpSync(top, to, {
    recursive: true,
    filter: (source) => !NO_SOURCES.has(path.basename(source)),
  });
  symlinkSync(path.join(realpathSync(top), 'node_modules'), path.join(to, 'node_modules'));
}

/** A copy of the sources and the process that runs tests in it; one that does not answer is replaced. */
class Bench {
  readonly folder: string;
  readonly #bail: string;
  #child: ChildProcess | null = null;

  /** @param bail after how many failures the tests of a trial stop; 0: never */
  constructor(top: string, bail: number) {
    const own = mkdtempSync(path.join(realpathSync(tmpdir()), 'basisbook-mutants-'));
    this.folder = path.join(own, 'copy');
    this.#bail = String(bail);
    copySources(top, this.folder);
  }

  async #ready(): Promise<ChildProcess> {
    if (this.#child?.connected) return this.#child;
    const child = fork(RUNNER, [this.folder, this.#bail], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    await next(child, PATIENCE.change);
    return child;
  }

  /** Null where the tests did not end in time; the copy is then as it was, and a new process stands by. */
  async run(trial: Trial, patience: number): Promise<TrialStates | null> {
    const file = trial.change && path.join(this.folder, trial.change.file);
    const before = file === null ? '' : readFileSync(file, 'utf8');
    const child = await this.#ready();
    child.send(trial);
    const states = (await next(child, patience)) as TrialStates | null;
    if (states === null) {
      this.#child?.kill('SIGKILL');
      this.#child = null;
      if (file !== null) writeFileSync(file, before);
    }
    return states;
  }

  close(): void {
    this.#child?.kill();
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}

/** The next message of a process; null where it ends or takes too long. */
function next(child: ChildProcess, patience: number): Promise<unknown> {
  return new Promise((done) => {
    const settle = (answer: unknown): void => {
      clearTimeout(timer);
      child.off('message', settle);
      child.off('exit', end);
      done(answer);
    };
    const end = (): void => settle(null);
    const timer = setTimeout(end, patience);
    child.on('message', settle);
    child.on('exit', end);
  });
}

/** What is wrong with tests that have no change before them. */
async function problemsWithout(top: string, mutants: readonly Mutant[]): Promise<string[]> {
  const tests = [...new Set(mutants.flatMap((one) => one.tests))];
  const bench = new Bench(top, 0);
  try {
    const states = await bench.run({ change: null, tests }, PATIENCE.untouched);
    return tests.flatMap((test) => {
      const state = states?.[test];
      if (state === undefined) return [`${test} did not end.`];
      return state === 'passed' ? [] : [`${test} fails without any change.`];
    });
  } finally {
    bench.close();
  }
}

/** Tries all, each process one after the other; `told` hears how many are done. */
export async function tryMutants(
  top: string,
  mutants: readonly Mutant[],
  told: (done: number) => void = () => undefined,
  processes = Math.min(availableParallelism(), 4),
): Promise<Outcome> {
  const problems = await problemsWithout(top, mutants);
  const survivors = new Set<Mutant>();
  const left = problems.length > 0 ? [] : [...mutants];
  let done = 0;
  const tryOn = async (bench: Bench): Promise<void> => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const { file, tests } = mutant;
      const content = changed(mutant, readFileSync(path.join(bench.folder, file), 'utf8'));
      const states = await bench.run({ change: { file, content }, tests }, PATIENCE.change);
      if (states === null)
        problems.push(`${tests.join(', ')} did not end with a change of ${file}.`);
      else if (tests.every((test) => states[test] === 'passed')) survivors.add(mutant);
      done += 1;
      told(done);
    }
  };
  const benches =
    left.length === 0 ? [] : Array.from({ length: processes }, () => new Bench(top, 1));
  try {
    await Promise.all(benches.map(tryOn));
  } finally {
    for (const bench of benches) bench.close();
  }
  return { survivors: mutants.filter((one) => survivors.has(one)), problems };
}
