import { expect, it } from 'vitest';
import { heldAfter } from './held-keys.ts';

const typed = (...keys: string[]) =>
  keys.reduce<string | null>((text, key) => (text === null ? null : heldAfter(text, { key })), '');

it('keeps what is typed, without the keys that write nothing', () => {
  expect(typed('3', '/', 'Shift', '1', 'Tab')).toBe('3/1');
});

it('takes back what is taken back', () => {
  expect(typed('3', '4', 'Backspace')).toBe('3');
  expect(typed('Backspace')).toBe('');
});

it('ends with Escape', () => {
  expect(typed('3', 'Escape', '1')).toBeNull();
});
