import { expect, it } from 'vitest';
import { folded } from './fold.ts';

type Act = Parameters<typeof folded>[0][number];

const act = (sequence: number, group: string | null, more: Partial<Act> = {}): Act => ({
  ...{ sequence, group, name: `act ${sequence}`, happenedAt: '2003-02-01T12:00:00Z' },
  ...{ undone: false, isReachable: true },
  ...more,
});

it('acts of one form in a row are one row, and others stand alone', () => {
  const form = 'the 1099 of Broker for 2002';
  const rows = folded([
    act(9, form, { undone: true }),
    act(8, form),
    act(7, form),
    act(6, null),
    act(5, null),
    act(4, 'the 1099 of Joint for 2002'),
    act(3, form),
    act(2, form, { isReachable: false }),
  ]);
  expect(rows.map(({ acts }) => acts.map(({ sequence }) => sequence))).toEqual([
    [9],
    [8, 7],
    [6],
    [5],
    [4],
    [3],
    [2],
  ]);
  expect([rows[1]?.newest.sequence, rows[1]?.oldest.sequence]).toEqual([8, 7]);
});
