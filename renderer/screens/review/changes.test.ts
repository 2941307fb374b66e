import { describe, expect, it } from 'vitest';
import { differenceOf, moreOf, runsOf, whatOf } from './changes.ts';
import type { Changes } from './changes.ts';

const year = (
  counts: Partial<Changes[number]['counts']> = {},
  more: Partial<Changes[number]> = {},
): Changes[number] => ({
  year: 2002,
  paymentsBefore: 4,
  paymentsAfter: 4,
  counts: { boxes: 0, lots: 0, sales: 0, excessGains: 0, choices: 0, leftOut: 0, ...counts },
  asBefore: false,
  rows: [],
  more: { lots: 0, sales: 0, excessGains: 0, choices: 0, leftOut: 0 },
  ...more,
});
const summaries = (...changes: Changes) => runsOf(changes).map(({ summary }) => summary);

describe('what a release changes', () => {
  it('counts boxes, lots, sales and gains beyond the basis', () => {
    expect(summaries(year({ boxes: 1, lots: 1, sales: 2, excessGains: 1 }))).toEqual([
      '2002: 1 box, 1 lot, 2 sales and 1 gain beyond the basis',
    ]);
  });

  it('tells of payments where nothing else changes', () => {
    expect(summaries(year({}, { paymentsAfter: 5 }))).toEqual(['2002: 5 payments instead of 4']);
  });

  it('takes years in a row together in which as much changes', () => {
    const lots = (of: number, count: number, asBefore = false) =>
      year({ lots: count }, { year: of, asBefore });
    expect(
      summaries(lots(2002, 3), lots(2003, 2), lots(2004, 2, true), lots(2005, 2, true)),
    ).toEqual(['2002: 3 lots', '2003 to 2005: 2 lots each']);
    expect(summaries(lots(2002, 2), lots(2003, 2, true), lots(2005, 2))).toEqual([
      '2002 and 2003: 2 lots each',
      '2005: 2 lots',
    ]);
  });

  it('says it as the rest of a sentence', () => {
    const lots = (of: number, count: number, asBefore = false) =>
      year({ lots: count }, { year: of, asBefore });
    expect(differenceOf([year({ boxes: 5, lots: 2 })])).toBe(
      '5 boxes and 2 lots would be different in 2002',
    );
    expect(
      differenceOf([
        year({ boxes: 1 }),
        lots(2003, 18),
        lots(2004, 18, true),
        lots(2005, 18, true),
        year({}, { year: 2006, paymentsAfter: 3 }),
        lots(2007, 1),
        lots(2008, 1, true),
      ]),
    ).toBe(
      '1 box would be different in 2002, 18 lots in each year from 2003 to 2005, there would be 3 payments instead of 4 in 2006, and 1 lot would be different in each of 2007 and 2008',
    );
  });

  it('says what each figure is', () => {
    const sale = { kind: 'sale', lot: 'A', sold: '2002-08-23', term: 'long' } as const;
    expect(
      [
        { kind: 'box', box: '3', caption: 'Nontaxable distributions' } as const,
        { kind: 'lot', lot: 'A' } as const,
        { ...sale, termBefore: null },
        { ...sale, termBefore: 'short' } as const,
        { kind: 'excessGain', lot: 'Merger 1998', date: '2002-08-23' } as const,
      ].map((subject) => whatOf({ subject })),
    ).toEqual([
      'Box 3, Nontaxable distributions',
      'Adjusted basis of A',
      'Gain on A, sold Aug 23, 2002, long-term',
      'Gain on A, sold Aug 23, 2002, short-term before, now long-term',
      'Gain beyond the basis of Merger 1998, Aug 23, 2002',
    ]);
  });

  it('says which lots a sale takes that names none, and which entry cannot count any more', () => {
    const taken = (lot: string) => [{ lot, shares: '10' }];
    expect(
      whatOf({
        subject: {
          kind: 'choice',
          sold: '2003-05-05',
          lotsBefore: taken('L1'),
          lotsAfter: [...taken('L2'), { lot: 'L3', shares: '5' }],
        },
      }),
    ).toBe(
      'The sale of May 5, 2003, which names no lot, takes 10 of L2 and 5 of L3 instead of 10 of L1',
    );
    const message = 'The sale of 2003-06-05 is left out: the lot L2 has no shares left.';
    const leftOut = (isLeftOutAfter: boolean) =>
      whatOf({ subject: { kind: 'leftOut', message, isLeftOutAfter } });
    const said = message.replace('2003-06-05', 'Jun 5, 2003');
    expect([leftOut(true), leftOut(false)]).toEqual([said, `No longer so: ${said}`]);
    expect(summaries(year({ choices: 1, leftOut: 2 }))).toEqual([
      '2002: 1 sale that takes other lots and 2 entries that can or cannot count',
    ]);
  });

  it('counts what it does not show', () => {
    expect(moreOf({ more: { lots: 1, sales: 0, excessGains: 7, choices: 0, leftOut: 0 } })).toBe(
      '1 more lot and 7 more gains beyond the basis',
    );
    expect(moreOf(year())).toBe('');
  });
});
