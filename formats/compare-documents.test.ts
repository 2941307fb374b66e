import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDocuments } from './compare-documents.ts';
import type { DocumentComparison } from './comparison-schema.ts';
import type { AllocationDocumentJson, DistributionJson } from './allocation-document.ts';
import { readAllocationText } from './read-document.ts';

const TABLE = `Harborlight Trust (NYSE: HLA) 2014 Dividend Allocation

Common Stock (CUSIP 99077R-10-0)

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tCapital Gain\tReturn of Capital
03/14/2014\t03/31/2014\t$0.40\t50.0%\t30.0%\t20.0%
06/13/2014\t06/30/2014\t$0.40\t50.0%\t30.0%\t20.0%
`;

function read(text: string): AllocationDocumentJson {
  return readAllocationText(text, { known: [] }).document;
}

function compare(before: string, after: string): DocumentComparison {
  const [old, now] = [read(before), read(after)];
  const ids = (document: AllocationDocumentJson): string[] =>
    document.securities.map((one) => one.name);
  return compareDocuments(
    { document: old, securityIds: ids(old) },
    { document: now, securityIds: ids(now) },
  );
}

function changed({ securities }: DocumentComparison): string[] {
  return securities.flatMap(({ payments }) =>
    payments.flatMap(({ presence, cells }) =>
      presence === 'both'
        ? cells
            .filter((cell) => cell.changed)
            .map((cell) => `${cell.field}: ${String(cell.before)} -> ${String(cell.after)}`)
        : [`${presence}: ${cells.find((cell) => cell.field === 'payableDate')?.[presence] ?? ''}`],
    ),
  );
}

describe('two versions', () => {
  test('of the same table have no difference', () => {
    const same = compare(TABLE, TABLE);
    expect(changed(same)).toEqual([]);
    expect(same.securities[0]?.payments).toHaveLength(2);
    expect(same.securities[0]?.unit).toBe('percent');
  });

  test.each<[string, string, string, string[]]>([
    [
      'other parts',
      '03/31/2014\t$0.40\t50.0%\t30.0%\t20.0%',
      '03/31/2014\t$0.40\t45.0%\t30.0%\t25.0%',
      ['ordinary: 50 -> 45', 'returnOfCapital: 20 -> 25'],
    ],
    ['another amount', '06/30/2014\t$0.40', '06/30/2014\t$0.41', ['amountPerShare: 0.4 -> 0.41']],
    [
      'another record date',
      '03/14/2014\t03/31',
      '03/15/2014\t03/31',
      ['recordDate: 2014-03-14 -> 2014-03-15'],
    ],
    [
      'another payable date',
      '03/14/2014\t03/31',
      '03/14/2014\t03/28',
      ['payableDate: 2014-03-31 -> 2014-03-28'],
    ],
    [
      'more places of the same figure',
      '\t$0.40\t50.0%\t30.0%\t20.0%\n06',
      '\t$0.4000\t50.00%\t30.00%\t20.00%\n06',
      [],
    ],
    [
      'one payment more',
      '06/13/2014',
      '05/14/2014\t05/30/2014\t$0.40\t50.0%\t30.0%\t20.0%\n06/13/2014',
      ['after: 2014-05-30'],
    ],
    [
      'one payment less',
      '06/13/2014\t06/30/2014\t$0.40\t50.0%\t30.0%\t20.0%\n',
      '',
      ['before: 2014-06-30'],
    ],
  ])('with %s', (_, from, to, expected) => {
    const after = TABLE.replace(from, to);
    expect(after).not.toBe(TABLE);
    expect(changed(compare(TABLE, after))).toEqual(expected);
  });

  test('in percent and in dollars are compared in dollars', () => {
    const dollars = TABLE.replaceAll('50.0%\t30.0%\t20.0%', '$0.20\t$0.12\t$0.08');
    expect(changed(compare(TABLE, dollars))).toEqual([]);
    const other = dollars.replace('$0.20\t$0.12\t$0.08', '$0.20\t$0.11\t$0.09');
    expect(changed(compare(TABLE, other))).toEqual([
      'capitalGain: 0.12 -> 0.11',
      'returnOfCapital: 0.08 -> 0.09',
    ]);
    expect(compare(TABLE, other).securities[0]?.unit).toBe('usd');
  });

  test('of which one has a security that the other has not', () => {
    const more = `${TABLE}
Class A Preferred Stock (CUSIP 99077R-20-9)

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend
03/14/2014\t03/31/2014\t$0.50\t100%
`;
    const { securities, addedPayments } = compare(TABLE, more);
    expect(securities.map((one) => one.presence)).toEqual(['both', 'after']);
    expect(addedPayments).toBe(1);
    expect(compare(more, TABLE).removedPayments).toBe(1);
  });
});

const rows = fc.array(
  fc.record({
    month: fc.integer({ min: 1, max: 9 }),
    day: fc.integer({ min: 10, max: 28 }),
    ordinary: fc.integer({ min: 0, max: 100 }),
  }),
  { maxLength: 6 },
);

function documentOf(
  list: readonly { readonly month: number; readonly day: number; readonly ordinary: number }[],
): AllocationDocumentJson {
  const distributions = list.map(({ month, day, ordinary }): DistributionJson => ({
    declarationDate: null,
    recordDate: `2014-0${month}-01`,
    exDate: null,
    payableDate: `2014-0${month}-${day}`,
    amountPerShare: '1',
    allocablePerShare: '1',
    inKind: false,
    unit: 'percent',
    components: { ordinary: String(ordinary), returnOfCapital: String(100 - ordinary) },
    subsets: {},
    sourceLine: null,
  }));
  return {
    schema: 'basisbook/allocation-document@1',
    issuer: null,
    taxYear: 2014,
    publishedOn: null,
    status: 'final',
    securities: [{ name: 'Common', symbol: null, cusips: [], distributions }],
    notices: [],
  };
}

describe('laws', () => {
  test('every payment of both versions stands in the comparison once', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const comparison = compareDocuments(
          { document: documentOf(before), securityIds: ['a'] },
          { document: documentOf(after), securityIds: ['a'] },
        );
        const payments = comparison.securities.flatMap((one) => one.payments);
        const count = (side: 'before' | 'after'): number =>
          payments.filter((one) => one.presence === 'both' || one.presence === side).length;
        expect(count('before')).toBe(before.length);
        expect(count('after')).toBe(after.length);
      }),
    );
  });

  test('a version differs from itself in nothing, and the other way round in as much', () => {
    fc.assert(
      fc.property(rows, rows, (left, right) => {
        const a = { document: documentOf(left), securityIds: ['a'] };
        const b = { document: documentOf(right), securityIds: ['a'] };
        expect(changed(compareDocuments(a, a))).toEqual([]);
        const [there, back] = [compareDocuments(a, b), compareDocuments(b, a)];
        expect(back.addedPayments).toBe(there.removedPayments);
        expect(back.changedCells).toBe(there.changedCells);
      }),
    );
  });
});
