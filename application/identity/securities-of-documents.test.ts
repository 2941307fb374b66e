import { describe, expect, it } from 'vitest';
import type { Day } from '../../tax/values/days.ts';
import type { Security } from '../../tax/facts/model.ts';
import type { AllocationDocumentJson } from '../../formats/allocation-document.ts';
import type { DatedIdentifier } from './resolve-security.ts';
import { securitiesOfDocuments } from './securities-of-documents.ts';

type Row = [name: string, symbol: string | null, ...cusips: string[]];

function documentOf(
  taxYear: number,
  issuer: string | null,
  ...rows: Row[]
): AllocationDocumentJson {
  return {
    schema: 'basisbook/allocation-document@1',
    issuer,
    taxYear,
    publishedOn: null,
    status: 'final',
    securities: rows.map(([name, symbol, ...cusips]) => ({
      name,
      symbol,
      cusips,
      distributions: [],
    })),
    notices: [],
  };
}

function security(
  id: string,
  issuer: string | null,
  name: string,
  symbol: string | null,
  ...cusips: string[]
): Security {
  return { id, issuer, name, symbol, cusips };
}

function merge(
  documents: AllocationDocumentJson[],
  existing: Security[] = [],
  identifiers: DatedIdentifier[] = [],
) {
  let count = 0;
  const result = securitiesOfDocuments(documents, existing, () => `new${++count}`, identifiers);
  return {
    securities: result.securities.map(
      (one) =>
        `${one.id}: ${one.issuer ?? '-'} | ${one.name} | ${one.symbol ?? '-'} | ${one.cusips.join(' ')}`,
    ),
    ids: result.ids,
    created: result.created.map((one) => one.id),
    changed: result.changed.map((one) => one.id),
  };
}

describe('securitiesOfDocuments', () => {
  it('joins by CUSIP, keeping the newest ticker and the CUSIPs oldest first', () => {
    const old = documentOf(2002, 'Aimco', ['Class A Common Stock', null, '03748R101']);
    const newer = documentOf(2020, 'Aimco', ['Common Stock', 'AIRC', '03748R101', '03750L109']);
    const middle = documentOf(2019, 'Aimco', ['Common', 'AIV', '03748R754', '03748R101']);
    expect(merge([old, newer, middle])).toEqual({
      securities: ['new1: Aimco | Common Stock | AIRC | 03748R754 03748R101 03750L109'],
      ids: [['new1'], ['new1'], ['new1']],
      created: ['new1'],
      changed: [],
    });
  });

  it('joins by ticker where no CUSIP is shared, then by issuer and name', () => {
    const existing = [
      security('s1', 'Aimco', 'Class A Common Stock', 'AIV', '03748R101'),
      security('s2', 'Equity Residential', 'Common Shares', null),
    ];
    const documents = [
      documentOf(2019, 'Apartment Investment', ['Common Stock', 'aiv', '03748R754']),
      documentOf(2023, 'EQUITY  residential', ['common shares', 'EQR', '29476L107']),
    ];
    expect(merge(documents, existing)).toEqual({
      securities: [
        's1: Aimco | Class A Common Stock | AIV | 03748R101 03748R754',
        's2: Equity Residential | Common Shares | EQR | 29476L107',
      ],
      ids: [['s1'], ['s2']],
      created: [],
      changed: ['s1', 's2'],
    });
  });

  it('keeps classes of one document apart, and the same name of other issuers', () => {
    const documents = [
      documentOf(2002, 'Aimco', ['Preferred', null, '03748R200'], ['Preferred', null, '03748R309']),
      documentOf(2002, 'Weingarten', ['Preferred', null]),
      documentOf(2002, null, ['Preferred', null]),
    ];
    const { created, ids } = merge(documents);
    expect(created).toHaveLength(4);
    expect(new Set(ids.flat()).size).toBe(4);
  });

  it('changes nothing the second time', () => {
    const documents = [documentOf(2002, 'Aimco', ['A', 'AIV', '03748R101'], ['C', 'AIVPrC'])];
    const first = securitiesOfDocuments(documents, [], () => crypto.randomUUID());
    const again = securitiesOfDocuments(documents, first.securities, () => 'never');
    expect(again).toEqual({ ...first, created: [], changed: [] });
  });

  it('takes over what lots were entered under before, if nothing contradicts it', () => {
    const document = documentOf(2002, 'Aimco', ['Class A Common Stock', 'AIV', '03748R101']);
    const taken = 's1: Aimco | Class A Common Stock | AIV | 03748R101';
    for (const name of ['class a common stock', 'Aimco Class A Common Stock']) {
      expect(merge([document], [security('s1', null, name, null)]).securities).toEqual([taken]);
    }
    expect(merge([document], [security('s1', null, 'AIV', 'AIV')]).securities).toEqual([taken]);
    expect(
      merge([document], [security('s1', null, '03748R101', null, '03748R101')]).securities,
    ).toEqual([taken]);
    for (const other of [
      security('s1', null, 'Class A Common Stock', null, '29476L107'),
      security('s1', null, 'Class A Common Stock', 'WRI'),
      security('s1', 'Weingarten', 'Class A Common Stock', null),
    ]) {
      expect(merge([document], [other]).created).toEqual(['new1']);
    }
  });

  describe('a ticker that passed from one security to another', () => {
    const old = security('old', 'Old Trust', 'Common Shares', null);
    const next = security('next', 'New Trust', 'Common Shares', 'XYZ');
    const symbol = { kind: 'symbol', value: 'XYZ' } as const;
    const passed: DatedIdentifier[] = [
      { ...symbol, securityId: 'old', validFrom: null, validTo: '2010-06-30' as Day },
      { ...symbol, securityId: 'next', validFrom: '2010-07-01' as Day, validTo: null },
      { ...symbol, kind: 'name', securityId: 'next', validFrom: null, validTo: null },
    ];
    const idOf = (taxYear: number): unknown =>
      merge([documentOf(taxYear, null, ['Common', 'XYZ'])], [old, next], passed).ids[0];

    it('means the one that had it in the tax year, else the one that has it', () => {
      expect([2009, 2010, 2011].map(idOf)).toEqual([['old'], ['next'], ['next']]);
    });

    it('is not given back to the one that had it', () => {
      const row: Row = ['Common', 'XYZ', '03748R101'];
      const { securities } = merge([documentOf(2009, null, row)], [old, next], passed);
      expect(securities).toEqual([
        'old: Old Trust | Common Shares | - | 03748R101',
        'next: New Trust | Common Shares | XYZ | ',
      ]);
    });
  });
});
