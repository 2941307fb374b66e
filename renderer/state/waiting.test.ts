import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../api/client.ts';
import { replaceTransport } from '../api/transport.ts';
import { EVERY, QUIET, Waiting, type Work } from './waiting.ts';

const since = '2003-02-01T12:00:00.000Z';
const progress = (year: number | null, done: number) => ({
  ok: true,
  value: { call: 1, task: year === null ? null : 'year', year, done, total: 10, since },
});

let shown: (Work | null)[];
const transport = vi.fn<(name: string, input: unknown) => Promise<unknown>>();

function waiting(): Waiting {
  return new Waiting(
    () => call('work.progress', {}),
    (work) => shown.push(work),
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  transport.mockReset().mockImplementation(() => Promise.resolve(progress(2002, 1)));
  replaceTransport(transport);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what the window waits for', () => {
  it('is not spoken of when it is there in a moment', async () => {
    const over = waiting().begin();
    await vi.advanceTimersByTimeAsync(QUIET - 1);
    over();
    await vi.advanceTimersByTimeAsync(10 * EVERY);
    expect(transport).not.toHaveBeenCalled();
    expect(shown).toEqual([null]);
  });

  it('is asked for again and again, and forgotten when it is there', async () => {
    const over = waiting().begin();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(transport).toHaveBeenCalledExactlyOnceWith('work.progress', {});
    expect(shown).toEqual([expect.objectContaining({ year: 2002, done: 1, total: 10 })]);
    transport.mockImplementation(() => Promise.resolve(progress(2003, 5)));
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(shown.slice(1)).toEqual([
      expect.objectContaining({ year: 2003, done: 5 }),
      expect.objectContaining({ year: 2003, done: 5 }),
    ]);
    over();
    over();
    await vi.advanceTimersByTimeAsync(10 * EVERY);
    expect(shown.at(-1)).toBeNull();
    expect(transport).toHaveBeenCalledTimes(3);
  });

  it('goes on until the last of several things is there', async () => {
    const wait = waiting();
    const first = wait.begin();
    const second = wait.begin();
    first();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(shown).toHaveLength(1);
    second();
    expect(shown.at(-1)).toBeNull();
  });

  it('is not shown by an answer that came after its end', async () => {
    let answer: (value: unknown) => void = () => undefined;
    transport.mockImplementation(() => new Promise((done) => (answer = done)));
    const wait = waiting();
    const over = wait.begin();
    await vi.advanceTimersByTimeAsync(QUIET);
    over();
    const next = wait.begin();
    answer(progress(2002, 1));
    await vi.advanceTimersByTimeAsync(QUIET - 1);
    expect(shown).toEqual([null]);
    next();
  });

  it('is nothing while the other side does not answer, and asked for again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    transport.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const over = waiting().begin();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(shown).toEqual([null]);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(shown).toHaveLength(2);
    over();
  });
});
