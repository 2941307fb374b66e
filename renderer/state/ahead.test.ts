import { describe, expect, it, vi } from 'vitest';
import { Ahead } from './ahead.ts';

const answers = (value: string) => vi.fn(() => Promise.resolve(value));

describe('a question that is asked ahead', () => {
  it('answers the same question without asking again', async () => {
    const ahead = new Ahead<string>();
    const [early, late] = [answers('early'), answers('late')];
    ahead.guess('page 2', early);
    expect(await ahead.take('page 2', late)).toBe('early');
    expect(late).not.toHaveBeenCalled();
  });

  it('counts once, and for no other question', async () => {
    const ahead = new Ahead<string>();
    ahead.guess('page 2', answers('early'));
    expect(await ahead.take('page 3', answers('late'))).toBe('late');
    expect(await ahead.take('page 2', answers('later'))).toBe('later');
  });

  it('is asked again where it failed', async () => {
    const ahead = new Ahead<string>();
    ahead.guess('page 2', () => Promise.reject(new Error('gone')));
    expect(await ahead.take('page 2', answers('late'))).toBe('late');
  });

  it('lets one guess go at a time, and goes on after one that failed', async () => {
    const ahead = new Ahead<string>();
    let fail: (cause: Error) => void = () => undefined;
    ahead.guess('page 2', () => new Promise((_, failed) => (fail = failed)));
    const second = answers('second');
    ahead.guess('page 3', second);
    expect(second).not.toHaveBeenCalled();
    fail(new Error('gone'));
    await Promise.resolve();
    await Promise.resolve();
    ahead.guess('page 3', second);
    ahead.guess('page 3', second);
    expect(second).toHaveBeenCalledTimes(1);
    expect(await ahead.take('page 3', answers('late'))).toBe('second');
  });
});
