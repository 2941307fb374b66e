import { describe, expect, it } from 'vitest';
import { stopAfter } from './stop-keys.ts';

describe('arrows in a list of one stop', () => {
  const stops = ['0-0', '0-1', '2-0', '2-1', '2-2', '10-0'];

  it('lead along a line and no further', () => {
    expect(stopAfter(stops, '2-0', 'ArrowRight')).toBe('2-1');
    expect(stopAfter(stops, '2-1', 'ArrowLeft')).toBe('2-0');
    expect(stopAfter(stops, '0-1', 'ArrowRight')).toBeUndefined();
    expect(stopAfter(stops, '2-0', 'ArrowLeft')).toBeUndefined();
  });

  it('lead to the first of the next line and of the one before, past a line that has none', () => {
    expect(stopAfter(stops, '0-1', 'ArrowDown')).toBe('2-0');
    expect(stopAfter(stops, '10-0', 'ArrowUp')).toBe('2-0');
    expect(stopAfter(stops, '2-2', 'ArrowDown')).toBe('10-0');
    expect(stopAfter(stops, '10-0', 'ArrowDown')).toBeUndefined();
    expect(stopAfter(stops, '0-0', 'ArrowUp')).toBeUndefined();
  });
});
