import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { Envelope, EnvelopeText } from '../contract.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import {
  startApplicationWorker,
  type ApplicationWorker,
  type Thread,
} from './start-application-worker.ts';
import { WorkBoard } from './work-board.ts';

/** A thread that does what the test says. */
class FakeThread extends EventEmitter implements Thread {
  readonly board: WorkBoard;
  readonly data: ThreadData;
  readonly got: ToThread[] = [];
  terminated = false;

  constructor(data: ThreadData) {
    super();
    this.data = data;
    this.board = new WorkBoard(data.board);
  }

  postMessage(message: ToThread): void {
    this.got.push(message);
    if (message.kind === 'call') this.board.begin(message.id);
  }

  /** The names of the calls that arrived. */
  get calls(): string[] {
    return this.got.map((message) => (message.kind === 'call' ? message.name : message.kind));
  }

  answer(value: unknown): void {
    const last = this.got.at(-1);
    if (last?.kind !== 'call') throw new Error('no call to answer');
    this.board.end();
    this.say({ kind: 'answer', id: last.id, envelope: JSON.stringify({ ok: true, value }) });
  }

  say(message: FromThread): void {
    this.emit('message', message);
  }

  die(code: number, error?: Error): void {
    if (error) this.emit('error', error);
    this.emit('exit', code);
  }

  terminate(): Promise<void> {
    this.terminated = true;
    this.die(1);
    return Promise.resolve();
  }
}

/** Calls, and answers with what the text says. */
async function ask(
  worker: ApplicationWorker,
  name: string,
  input: unknown,
): Promise<Envelope<unknown>> {
  return read(await worker.dispatch(name, input));
}

function read(text: EnvelopeText): Envelope<unknown> {
  return JSON.parse(text) as Envelope<unknown>;
}

function started(patience = 1000) {
  const threads: FakeThread[] = [];
  const log: string[] = [];
  let isRefusing = false;
  const worker = startApplicationWorker(
    {
      entry: 'thread.js',
      dataFolder: 'books',
      host: 'browser',
      version: '1',
      log: (line) => log.push(line),
    },
    {
      startThread: (entry, data) => {
        expect(entry).toBe('thread.js');
        if (isRefusing) {
          isRefusing = false;
          throw new Error('EAGAIN');
        }
        const thread = new FakeThread(data);
        threads.push(thread);
        return thread;
      },
      now: () => '2003-02-01T12:00:00.000Z',
      patience,
    },
  );
  const thread = (place = 0): FakeThread => {
    const found = threads[place];
    if (!found) throw new Error(`no thread ${place}`);
    return found;
  };
  const refuseNext = (): void => {
    isRefusing = true;
  };
  return { worker, threads, thread, log, refuseNext };
}

const value = (given: unknown): Envelope<unknown> => ({ ok: true, value: given });

describe('calls', () => {
  it('go to the thread one at a time, in their order, and each gets its own answer', async () => {
    const { worker, thread } = started();
    const first = ask(worker, 'accounts.list', { a: 1 });
    const second = ask(worker, 'securities.list', {});
    expect(thread().got).toEqual([{ kind: 'call', id: 1, name: 'accounts.list', input: { a: 1 } }]);
    thread().answer('one');
    expect(thread().calls).toEqual(['accounts.list', 'securities.list']);
    thread().answer('two');
    expect(await Promise.all([first, second])).toEqual([value('one'), value('two')]);
  });

  it('find the thread started with the options that can go there', () => {
    const { thread, threads } = started();
    expect(thread().data.options).toEqual({ dataFolder: 'books', host: 'browser', version: '1' });
    expect(threads).toHaveLength(1);
  });

  it('have their bugs logged by the host', () => {
    const { thread, log } = started();
    thread().say({ kind: 'log', line: '[BB-1] year.report: Error' });
    expect(log).toEqual(['[BB-1] year.report: Error']);
  });
});

describe('a request that cannot be handed over', () => {
  it('is refused when it is nested too deeply, and the thread never sees it', async () => {
    const { worker, thread } = started();
    let deep: unknown = {};
    for (let level = 0; level < 5000; level++) deep = { a: deep };
    const refusal = { ok: false, error: { code: 'invalid-input' } };
    expect(await ask(worker, 'accounts.list', deep)).toMatchObject(refusal);
    expect(await ask(worker, 'work.cancel', deep)).toMatchObject(refusal);
    expect(thread().got).toEqual([]);
  });

  it('keeps no call behind it waiting', async () => {
    const { worker, thread, log } = started();
    const post = vi.spyOn(thread(), 'postMessage').mockImplementationOnce(() => {
      throw new Error('could not be cloned');
    });
    expect(await ask(worker, 'accounts.list', {})).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    const next = ask(worker, 'accounts.list', {});
    thread().answer('next');
    expect(await next).toEqual(value('next'));
    expect(post).toHaveBeenCalledTimes(2);
    expect(log).toEqual([expect.stringContaining('could not be cloned')]);
  });

  it('for want of a thread is refused, and the next one is tried again', async () => {
    const { worker, thread, threads, log, refuseNext } = started();
    thread().die(1);
    refuseNext();
    expect(await ask(worker, 'accounts.list', {})).toMatchObject({
      ok: false,
      error: { code: 'interrupted', message: expect.stringContaining('was not begun') as unknown },
    });
    expect(log.at(-1)).toContain('EAGAIN');
    const next = ask(worker, 'accounts.list', {});
    expect(threads).toHaveLength(2);
    thread(1).answer('next');
    expect(await next).toEqual(value('next'));
  });
});

describe('the work under way', () => {
  it('is told while the thread is busy', async () => {
    const { worker, thread } = started();
    expect(await ask(worker, 'work.progress', {})).toEqual(value(null));
    const report = ask(worker, 'year.report', { year: 2002 });
    const told = { call: 1, since: '2003-02-01T12:00:00.000Z' };
    expect(await ask(worker, 'work.progress', {})).toEqual(
      value({ ...told, task: null, year: null, done: 0, total: 0 }),
    );
    thread().board.watch(2002).step(3, 10);
    expect(await ask(worker, 'work.progress', {})).toEqual(
      value({ ...told, task: 'year', year: 2002, done: 3, total: 10 }),
    );
    thread().answer('report');
    await report;
    expect(await ask(worker, 'work.progress', {})).toEqual(value(null));
    expect(thread().calls).toEqual(['year.report']);
  });

  it('is stopped by its number, and nothing else is', async () => {
    const { worker, thread } = started();
    void ask(worker, 'year.report', { year: 2002 });
    const watch = thread().board.watch(2002);
    expect(await ask(worker, 'work.cancel', { call: 2 })).toEqual(value({}));
    expect(() => watch.step(1, 2)).not.toThrow();
    expect(await ask(worker, 'work.cancel', { call: 1 })).toEqual(value({}));
    expect(() => watch.step(1, 2)).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });

  it('is not asked about with something else than the contract says: the thread refuses that', () => {
    const { worker, thread } = started();
    void ask(worker, 'work.cancel', { call: 'all' });
    expect(thread().calls).toEqual(['work.cancel']);
  });
});

describe('a thread that dies', () => {
  it('takes the call under way with it, and the next one gets a new thread', async () => {
    const { worker, threads, thread, log } = started();
    const first = ask(worker, 'year.report', { year: 2002 });
    const second = ask(worker, 'accounts.list', {});
    thread().die(1, new Error('out of memory'));
    const refusal = await first;
    expect(refusal).toMatchObject({
      ok: false,
      error: {
        code: 'interrupted',
        message: expect.stringMatching(/stopped in the middle of this.*Try again/),
        reference: expect.stringMatching(/^BB-[0-9A-F]{8}$/),
      },
    });
    const reference = refusal.ok ? '' : refusal.error.reference;
    expect(log).toHaveLength(1);
    expect(log[0]).toContain(`[${reference}] year.report`);
    expect(log[0]).toContain('out of memory');
    expect(threads).toHaveLength(2);
    thread(1).answer([]);
    expect(await second).toEqual(value([]));
    expect(log).toHaveLength(1);
  });

  it('is logged, and started again by the next call, when it was idle', async () => {
    const { worker, threads, thread, log } = started();
    thread().die(1, new Error('odd'));
    expect(log).toHaveLength(1);
    expect(threads).toHaveLength(1);
    const call = ask(worker, 'status.get', {});
    expect(threads).toHaveLength(2);
    thread(1).answer('status');
    expect(await call).toEqual(value('status'));
  });

  it('leaves no progress behind', async () => {
    const { worker, thread } = started();
    void ask(worker, 'year.report', { year: 2002 });
    thread().board.watch(2002).step(1, 2);
    thread().die(1);
    expect(await ask(worker, 'work.progress', {})).toEqual(value(null));
  });
});

describe('closing', () => {
  it('closes an idle thread, and waits until it has ended', async () => {
    const { worker, thread, log } = started();
    const over = vi.fn();
    const closed = worker.close().then(over);
    expect(thread().calls).toEqual(['close']);
    await Promise.resolve();
    expect(over).not.toHaveBeenCalled();
    thread().die(0);
    await closed;
    await worker.close();
    expect(thread().calls).toEqual(['close']);
    expect(log).toEqual([]);
  });

  it('stops a query, begins no further one, and carries out commands first', async () => {
    const { worker, thread } = started();
    const report = ask(worker, 'year.report', { year: 2002 });
    const list = ask(worker, 'accounts.list', {});
    const add = ask(worker, 'accounts.add', { name: 'a', taxDeferred: false });
    const watch = thread().board.watch(2002);
    const closed = worker.close();
    expect(() => watch.step(1, 2)).toThrow(/stopped/);
    expect(await list).toMatchObject({ ok: false, error: { code: 'interrupted' } });
    thread().answer('report');
    await report;
    expect(thread().calls).toEqual(['year.report', 'accounts.add']);
    thread().answer('added');
    expect(await add).toEqual(value('added'));
    expect(thread().calls.at(-1)).toBe('close');
    thread().die(0);
    await closed;
    expect(await ask(worker, 'status.get', {})).toMatchObject({
      ok: false,
      error: { code: 'interrupted', message: expect.stringMatching(/closing/) },
    });
  });

  it('lets a command that is under way come to its end', () => {
    const { worker, thread } = started();
    void ask(worker, 'documents.accept', {});
    const watch = thread().board.watch(2002);
    void worker.close();
    expect(() => watch.step(1, 2)).not.toThrow();
  });

  it('is done at once where the thread has died before', async () => {
    const { worker, thread, threads } = started();
    thread().die(1);
    await worker.close();
    expect(threads).toHaveLength(1);
  });

  it('ends a thread that does not answer', async () => {
    const { worker, thread, log } = started(5);
    const add = ask(worker, 'accounts.add', {});
    const waiting = ask(worker, 'accounts.update', {});
    await worker.close();
    expect(thread().terminated).toBe(true);
    expect(await add).toMatchObject({ ok: false, error: { code: 'interrupted' } });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'interrupted' } });
    expect(log[0]).toContain('did not end within 5 ms');
  });
});
