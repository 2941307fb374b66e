/**
 * The few numbers that the application's thread and its host share while something is computed: a
 * thread that computes hears no messages, and this memory needs none.
 *
 * Calls are told apart by their numbers, so that a call which has ended in the meantime takes no
 * later one with it when it is stopped.
 */
import type { Watch } from '../../tax/lots/pass-result.ts';
import { RefusalError } from '../refusal.ts';
import { FILE_TASKS, type FileTask, type Task } from '../wire-work.ts';

/** Places in the memory. Each number stands by itself: a reader may see a new one beside an old one. */
const CALL = 0;
/** The year that is computed, or below zero a step of a file. */
const TASK = 1;
const DONE = 2;
const TOTAL = 3;
const STOPPED = 4;
const PLACES = 5;

interface Progress {
  readonly task: 'year' | FileTask;
  /** The year that is being computed. */
  readonly year: number | null;
  readonly done: number;
  readonly total: number;
}

function numberOf(task: Task): number {
  return typeof task === 'number' ? task : -1 - FILE_TASKS.indexOf(task);
}

function stoppedSentence(task: Task): string {
  if (typeof task === 'number')
    return `The computation of ${task} was stopped, and nothing was changed. Try again when you want to see it.`;
  if (task === 'explaining')
    return 'The search for causes was stopped, and nothing was changed. The differences are still listed.';
  return task === 'saving'
    ? 'The import was stopped, and nothing of it is in the book. Import it again when you want to.'
    : 'The file was not read to its end, because you stopped it, and nothing was changed. Read it again when you want to.';
}

export class WorkBoard {
  /** To be handed to the other side. */
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;

  constructor(memory = new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory);
  }

  /** For the thread: a call begins. Numbers are above zero. */
  begin(call: number): void {
    Atomics.store(this.#numbers, TOTAL, 0);
    Atomics.store(this.#numbers, CALL, call);
  }

  /** For the thread: the call has ended. */
  end(): void {
    Atomics.store(this.#numbers, CALL, 0);
  }

  /** For the thread: what is told of a task. It ends a call that is to be stopped. */
  readonly watch = (task: Task): Watch => {
    const numbers = this.#numbers;
    const step = (done: number, total: number): void => {
      const call = Atomics.load(numbers, CALL);
      if (call !== 0 && Atomics.load(numbers, STOPPED) === call) {
        throw new RefusalError('cancelled', stoppedSentence(task));
      }
      Atomics.store(numbers, TASK, numberOf(task));
      Atomics.store(numbers, DONE, done);
      Atomics.store(numbers, TOTAL, total);
    };
    step(0, 1);
    return { step };
  };

  /** For the host: how far a call is; null while it has no task, or is another one. */
  progressOf(call: number): Progress | null {
    const total = Atomics.load(this.#numbers, TOTAL);
    if (Atomics.load(this.#numbers, CALL) !== call || total <= 0) return null;
    const done = Atomics.load(this.#numbers, DONE);
    const number = Atomics.load(this.#numbers, TASK);
    return {
      task: FILE_TASKS[-number - 1] ?? 'year',
      year: number > 0 ? number : null,
      done: Math.min(Math.max(done, 0), total),
      total,
    };
  }

  /** For the host: stops a call at its next step, if it is still under way then. */
  stop(call: number): void {
    Atomics.store(this.#numbers, STOPPED, call);
  }
}
