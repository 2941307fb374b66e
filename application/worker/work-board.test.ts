import { describe, expect, it } from 'vitest';
import { FILE_TASKS } from '../wire-work.ts';
import { WorkBoard } from './work-board.ts';

/** Both sides of one memory. */
function sides(): { thread: WorkBoard; host: WorkBoard } {
  const host = new WorkBoard();
  return { host, thread: new WorkBoard(host.memory) };
}

describe('the host', () => {
  it('sees how far the computation of a year is, as long as the call is under way', () => {
    const { thread, host } = sides();
    expect(host.progressOf(7)).toBeNull();
    thread.begin(7);
    expect(host.progressOf(7)).toBeNull();
    const watch = thread.watch(2002);
    expect(host.progressOf(7)).toEqual({ task: 'year', year: 2002, done: 0, total: 1 });
    watch.step(30, 120);
    expect(host.progressOf(7)).toEqual({ task: 'year', year: 2002, done: 30, total: 120 });
    thread.watch(2003);
    expect(host.progressOf(7)).toMatchObject({ year: 2003, done: 0 });
    expect(host.progressOf(6)).toBeNull();
    thread.end();
    expect(host.progressOf(7)).toBeNull();
    thread.begin(8);
    expect(host.progressOf(8)).toBeNull();
  });

  it('sees which step of a file a call is in', () => {
    const { thread, host } = sides();
    thread.begin(1);
    for (const task of FILE_TASKS) {
      thread.watch(task).step(2, 5);
      expect(host.progressOf(1)).toEqual({ task, year: null, done: 2, total: 5 });
    }
  });

  it('never sees more done than there is to do', () => {
    const { thread, host } = sides();
    thread.begin(1);
    thread.watch(2002).step(9, 4);
    expect(host.progressOf(1)).toMatchObject({ done: 4, total: 4 });
  });
});

describe('a call that is stopped', () => {
  it('ends at its next step with a sentence', () => {
    const { thread, host } = sides();
    thread.begin(7);
    const watch = thread.watch(2002);
    watch.step(1, 9);
    host.stop(7);
    expect(() => watch.step(2, 9)).toThrow(
      expect.objectContaining({
        code: 'cancelled',
        message: expect.stringMatching(/2002 was stopped.*Try again/),
      }),
    );
    expect(() => thread.watch(2003)).toThrow(/2003 was stopped/);
  });

  it.each(FILE_TASKS)('ends in the step of a file with a sentence: %s', (task) => {
    const { thread, host } = sides();
    thread.begin(7);
    const watch = thread.watch(task);
    host.stop(7);
    expect(() => watch.step(2, 9)).toThrow(
      expect.objectContaining({
        code: 'cancelled',
        message: expect.stringMatching(
          task === 'saving'
            ? /^The import was stopped, and nothing/
            : task === 'explaining'
              ? /^The search for causes was stopped.*The differences are still listed/
              : /nothing was changed/,
        ),
      }),
    );
  });

  it('takes no other call with it, neither a later one nor work outside of any', () => {
    const { thread, host } = sides();
    host.stop(7);
    thread.begin(8);
    expect(() => thread.watch(2002).step(1, 2)).not.toThrow();
    thread.end();
    expect(() => thread.watch(2002).step(1, 2)).not.toThrow();
  });
});
