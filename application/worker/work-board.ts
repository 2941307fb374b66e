/**
 * The few numbers that the application's thread and its host share while something is computed: a
 * thread that computes hears no messages, and this memory needs none.
 *
 * Calls are told apart by their numbers, so that a call which has ended in the meantime takes no
 * later one with it when it is stopped.
 */
import type { Watch } from '../../tax/lots/pass-result.ts';
import { RefusalError } from '../refusal.ts';

/** Places in the memory. Each number stands by itself: a reader may see a new one beside an old one. */
const CALL = 0;
const YEAR = 1;
const DONE = 2;
const TOTAL = 3;
const STOPPED = 4;
const PLACES = 5;

interface Progress {
  /** The year that is being computed. */
  readonly year: number;
  readonly done: number;
  readonly total: number;
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

  /** For the thread: what is told of a year's computation. It ends a call that is to be stopped. */
  readonly watch = (year: number): Watch => {
    const numbers = this.#numbers;
    const step = (done: number, total: number): void => {
      const call = Atomics.load(numbers, CALL);
      if (call !== 0 && Atomics.load(numbers, STOPPED) === call) {
        throw new RefusalError(
          'cancelled',
          `The computation of ${year} was stopped, and nothing was changed. Try again when you want to see it.`,
        );
      }
      Atomics.store(numbers, YEAR, year);
      Atomics.store(numbers, DONE, done);
      Atomics.store(numbers, TOTAL, total);
    };
    step(0, 1);
    return { step };
  };

  /** For the host: how far a call is; null while it computes no year, or is another one. */
  progressOf(call: number): Progress | null {
    const total = Atomics.load(this.#numbers, TOTAL);
    if (Atomics.load(this.#numbers, CALL) !== call || total <= 0) return null;
    const done = Atomics.load(this.#numbers, DONE);
    return {
      year: Atomics.load(this.#numbers, YEAR),
      done: Math.min(Math.max(done, 0), total),
      total,
    };
  }

  /** For the host: stops a call at its next step, if it is still under way then. */
  stop(call: number): void {
    Atomics.store(this.#numbers, STOPPED, call);
  }
}
