import { describe, expect, it } from 'vitest';
import { inPublishedOrder } from './notice-order.ts';
import type { Notice, NoticeCode, NoticeLevel } from './notices.ts';

const notice = (
  level: NoticeLevel,
  code: NoticeCode,
  message: string,
  transaction = 'one',
): Notice => ({
  level,
  code,
  message,
  about: { transaction },
});

describe('the order of notices', () => {
  it('is errors, warnings, information; then by code, then by message', () => {
    const sorted = [
      notice('error', 'sum-out-of-tolerance', 'a'),
      notice('error', 'oversold', 'B'),
      notice('error', 'oversold', 'a'),
      notice('warning', 'missing-allocation', 'c'),
      notice('warning', 'estimate-in-use', 'b'),
      notice('info', 'superseded-allocation', 'a'),
      notice('info', 'not-entitled', 'a'),
    ];
    expect(inPublishedOrder(sorted.toReversed())).toEqual(sorted);
    expect(inPublishedOrder(sorted)).toEqual(sorted);
  });

  it('has the same sentence about the same thing once, and about two things twice', () => {
    const one = notice('error', 'oversold', 'a');
    const other = notice('error', 'oversold', 'a', 'two');
    expect(inPublishedOrder([one, other, { ...one }])).toEqual([one, other]);
  });
});
