import { describe, expect, it } from 'vitest';
import { textOf } from './desk.ts';

const file = (...bytes: number[]) => ({
  fileName: 'lots.csv',
  base64: Buffer.from(bytes).toString('base64'),
});

describe('the text of a chosen file', () => {
  it('is UTF-8, or UTF-16 where its mark says so, as the command reads it', () => {
    expect(textOf(file(0x61, 0xc3, 0xa4))).toBe('aä');
    expect(textOf(file(0xff, 0xfe, 0x61, 0, 0xe4, 0))).toBe('aä');
    expect(textOf(file(0xfe, 0xff, 0, 0x61, 0, 0xe4))).toBe('aä');
    expect(textOf(file(0x61, 0xe4))).toBeNull();
    expect(textOf(file(0xff, 0xfe, 0x61))).toBeNull();
    expect(textOf(file())).toBe('');
  });
});
