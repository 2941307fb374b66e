import { describe, expect, it } from 'vitest';
import { parseDay } from '../values/days.ts';
import type { AllocationDocument, Distribution, DocumentStatus } from './model.ts';
import { selectDocuments } from './select-documents.ts';

function versions(...texts: string[]): AllocationDocument[] {
  return texts.map((text) => {
    const [id = '', status, published = '', ...securities] = text.split(' ');
    return {
      id,
      name: id,
      issuer: null,
      taxYear: 2002,
      publishedOn: parseDay(published) ?? null,
      status: status as DocumentStatus,
      securities: securities.map((securityId) => ({
        securityId,
        distributions: [{ id: `${id}-${securityId}` } as Distribution],
      })),
    };
  });
}

function counting(documents: readonly AllocationDocument[], security = 'AIV'): string {
  const chosen = selectDocuments(documents).get(security)?.get(2002);
  return chosen
    ? `${chosen.document.id} over ${chosen.superseded.map((one) => one.id).join(' ') || 'none'}`
    : 'none';
}

describe('which document counts', () => {
  it.each([
    [['a final 2003-01-29 AIV'], 'a over none'],
    [['a final 2003-01-29 AIV', 'b estimate 2003-02-03 AIV'], 'a over b'],
    [['a estimate 2003-02-03 AIV', 'b final 2003-01-29 AIV'], 'b over a'],
    [['a corrected 2003-01-01 AIV', 'b final 2003-05-01 AIV'], 'a over b'],
    [['a final 2003-03-01 AIV', 'b final 2003-01-29 AIV'], 'a over b'],
    [['a final 2003-01-29 AIV', 'b final 2003-01-29 AIV'], 'b over a'],
    [['a final - AIV', 'b final - AIV'], 'b over a'],
    [['a final 2003-01-29 AIV', 'b final - AIV'], 'a over b'],
    [['a final - AIV', 'b final 1999-01-01 AIV'], 'b over a'],
    [['a estimate - AIV', 'b final - AIV', 'c corrected - AIV', 'd final - AIV'], 'c over a b d'],
    [['a final 2003-01-29 OTHER'], 'none'],
  ])('%j: %s', (texts, expected) => {
    expect(counting(versions(...texts))).toBe(expected);
  });

  it('is decided for each security by itself', () => {
    const both = versions('a final 2003-01-29 AIV AIVPrC', 'b corrected 2003-03-01 AIVPrC');
    expect(counting(both)).toBe('a over none');
    expect(counting(both, 'AIVPrC')).toBe('b over a');
  });

  it('keeps all rows of a security that the document lists twice, in the order of the rows', () => {
    const [document] = versions('a final - AIV AIVPrC AIV');
    const rows = selectDocuments([document as AllocationDocument])
      .get('AIV')
      ?.get(2002)?.rows;
    expect(rows?.map(({ row }) => row)).toEqual([0, 2]);
  });
});
