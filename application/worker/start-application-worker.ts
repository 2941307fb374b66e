/**
 * The application in a thread of its own, so that no computation holds up the window or the server.
 *
 * Calls are handed over one at a time, in their order. How far the one under way is, and that it is
 * to be stopped, goes through shared memory and is answered here. A thread that dies takes only the
 * call under way with it: that one is told so, once, and the next call starts a new thread, which
 * opens the book again.
 */
import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { contract, type CallName, type EnvelopeText, type Refusal } from '../contract.ts';
import type { Answer } from '../contract.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { isTooDeep } from './nesting.ts';
import { WorkBoard } from './work-board.ts';

interface ApplicationWorkerOptions {
  /** The thread's program: `thread.ts`, or what was built of it. */
  readonly entry: string;
  /** Where the books are kept; made when the first book is. */
  readonly dataFolder: string;
  readonly host: 'electron' | 'browser';
  readonly version: string;
  /** Takes a line about a bug, with its stack; never the user's data. */
  readonly log: (line: string) => void;
  /** One book by its path, in place of those of the data folder. */
  readonly bookPath?: string;
}

export interface ApplicationWorker {
  dispatch(name: string, input: unknown): Promise<EnvelopeText>;
  /**
   * Ends the thread with its book closed. A query that is under way is stopped, those that wait are
   * not begun; commands are carried out first.
   */
  close(): Promise<void>;
}

/** What is used of a thread. */
export interface Thread {
  postMessage(message: ToThread): void;
  on(event: 'message', listener: (message: FromThread) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/** What tests replace. */
interface Surroundings {
  readonly startThread: (entry: string, data: ThreadData) => Thread;
  readonly now: () => string;
  /** How long a thread may take to end before it is ended, in milliseconds. */
  readonly patience: number;
}

/** A book is read and computed at once, into objects that stay: they are not moved about while that goes on. */
const ROOM = { maxYoungGenerationSizeMb: 64 };

const SURROUNDINGS: Surroundings = {
  startThread: (entry, workerData) => new Worker(entry, { workerData, resourceLimits: ROOM }),
  now: () => new Date().toISOString(),
  patience: 20_000,
};

interface Call {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly answered: (envelope: EnvelopeText) => void;
  /** When it was handed to the thread. */
  since: string;
}

function refused(message: string, reference: string | null = null): EnvelopeText {
  const error: Refusal = { code: 'interrupted', message, issues: [], reference };
  return JSON.stringify({ ok: false, error });
}

function invalid(message: string): EnvelopeText {
  const error: Refusal = { code: 'invalid-input', message, issues: [], reference: null };
  return JSON.stringify({ ok: false, error });
}

function answerText(value: unknown): EnvelopeText {
  return JSON.stringify({ ok: true, value });
}

function isQuery(name: string): boolean {
  return Object.hasOwn(contract, name) && contract[name as CallName].mode === 'query';
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export function startApplicationWorker(
  options: ApplicationWorkerOptions,
  surroundings: Partial<Surroundings> = {},
): ApplicationWorker {
  const { startThread, now, patience } = { ...SURROUNDINGS, ...surroundings };
  const { dataFolder, host, version, bookPath, log } = options;
  const board = new WorkBoard();
  const waiting: Call[] = [];
  let running: Call | null = null;
  let thread: Thread | null = null;
  let lastId = 0;
  let closing = false;
  let closed: Promise<void> | undefined;
  let ended: () => void = () => undefined;

  function start(): Thread {
    const started = startThread(options.entry, {
      options: { dataFolder, host, version, ...(bookPath === undefined ? {} : { bookPath }) },
      board: board.memory,
    });
    let fault = 'without an error';
    started.on('message', (message) => {
      if (message.kind === 'log') log(message.line);
      else answered(message.id, message.envelope);
    });
    started.on('error', (error) => {
      fault = textOf(error);
    });
    started.on('exit', (code) => died(`ended with ${code}: ${fault}`, !closing));
    return started;
  }

  function answered(id: number, envelope: EnvelopeText): void {
    if (running?.id !== id) return;
    const { answered: answer } = running;
    running = null;
    answer(envelope);
    goOn();
  }

  function died(how: string, unexpected: boolean): void {
    thread = null;
    board.end();
    const call = running;
    running = null;
    if (call !== null || unexpected) {
      const reference = `BB-${randomBytes(4).toString('hex').toUpperCase()}`;
      log(`[${reference}] ${call?.name ?? 'no call'}: the application's thread ${how}`);
      call?.answered(
        refused(
          `BasisBook stopped in the middle of this and has started again. Try again; if it happens again, quote the reference ${reference}.`,
          reference,
        ),
      );
    }
    goOn();
  }

  function goOn(): void {
    if (running !== null) return;
    const call = waiting.shift();
    if (call !== undefined) {
      running = call;
      call.since = now();
      const { id, name, input } = call;
      try {
        thread ??= start();
      } catch (error) {
        log(`${name}: no thread could be started: ${textOf(error)}`);
        answered(id, refused(NO_THREAD));
        return;
      }
      try {
        thread.postMessage({ kind: 'call', id, name, input });
      } catch (error) {
        // What cannot be handed over must not keep the calls behind it waiting.
        log(`${name}: the request could not be handed over: ${textOf(error)}`);
        answered(id, invalid('The request holds something that cannot be sent. Try again.'));
      }
    } else if (closing) {
      if (thread === null) ended();
      else thread.postMessage({ kind: 'close' });
    }
  }

  function progress(): Answer<'work.progress'> {
    if (running === null) return null;
    const { id, since } = running;
    const { task = null, year = null, done = 0, total = 0 } = board.progressOf(id) ?? {};
    return { call: id, task, year, done, total, since };
  }

  /** The calls about the work under way, which the thread would answer only after it. */
  function answeredHere(name: string, input: unknown): EnvelopeText | undefined {
    if (name !== 'work.progress' && name !== 'work.cancel') return undefined;
    const request = v.safeParse(contract[name].request, input);
    // What is wrong with it is said where all calls are checked.
    if (!request.success) return undefined;
    if (name === 'work.progress') return answerText(progress());
    const { call } = request.output as { call: number };
    if (call === running?.id) board.stop(call);
    return answerText({});
  }

  function dropWaiting(which: (call: Call) => boolean): void {
    const dropped = waiting.filter(which);
    waiting.splice(0, waiting.length, ...waiting.filter((call) => !which(call)));
    for (const call of dropped) call.answered(refused(CLOSING));
  }

  async function close(): Promise<void> {
    closing = true;
    const over = new Promise<void>((done) => {
      ended = done;
    });
    if (running !== null && isQuery(running.name)) board.stop(running.id);
    dropWaiting(({ name }) => isQuery(name));
    const timer = setTimeout(() => {
      log(`the application's thread did not end within ${patience} ms`);
      dropWaiting(() => true);
      void thread?.terminate();
    }, patience);
    goOn();
    await over;
    clearTimeout(timer);
  }

  thread = start();
  return {
    dispatch(name, input) {
      // SECURITY: before anything walks through it.
      if (isTooDeep(input))
        return Promise.resolve(
          invalid('The request is nested more deeply than any that BasisBook takes.'),
        );
      const here = answeredHere(name, input);
      if (here !== undefined) return Promise.resolve(here);
      if (closing) return Promise.resolve(refused(CLOSING));
      return new Promise((answer) => {
        waiting.push({ id: ++lastId, name, input, answered: answer, since: '' });
        goOn();
      });
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

const NO_THREAD =
  'The system gives BasisBook no room to work in, so this was not begun. Close other programs, then try again.';
const CLOSING = 'BasisBook is closing, so this was not begun. Start BasisBook again.';
