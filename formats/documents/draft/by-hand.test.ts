import { describe, expect, it } from 'vitest';
import { draftByHand, withSecurity, withTaxYear } from './by-hand.ts';
import type { DocumentDraft } from './draft.ts';

describe('a table by hand', () => {
  it('has the columns of its year, and four empty payments', () => {
    const meanings = (year: string) =>
      draftByHand(year).securities[0]?.columns.map((one) => one.meaning);
    expect(meanings('2002')).not.toContain('qualified');
    expect(meanings('2003')).toContain('qualified');
    expect(meanings('2018')).toContain('section199A');
    const [security] = draftByHand('2002').securities;
    expect(security?.rows).toHaveLength(4);
    for (const { cells } of security?.rows ?? []) {
      expect(cells.map(({ text }) => text)).toEqual(security?.columns.map(() => ''));
    }
  });

  it('takes the columns of another year while it is blank', () => {
    const size = (draft: DocumentDraft) => draft.securities[0]?.columns.length;
    const blank = withTaxYear(draftByHand('2025'), '2002');
    expect(size(blank)).toBe(size(draftByHand('2002')));
    const hand = draftByHand('2025');
    const begun: DocumentDraft = {
      ...hand,
      securities: hand.securities.map((security) => ({
        ...security,
        rows: security.rows.with(0, {
          inKind: false,
          sourceLine: null,
          cells: security.columns.map(() => ({ text: '2/4/2002', place: null })),
        }),
      })),
    };
    expect(size(withTaxYear(begun, '2002'))).toBe(size(begun));
    expect(withTaxYear(begun, '2002').taxYear.text).toBe('2002');
    // A year that is being typed changes nothing else.
    expect(size(withTaxYear(hand, '200'))).toBe(size(hand));
  });

  it('gets another security, with the columns of its year', () => {
    const two = withSecurity(draftByHand('2002'));
    expect(two.securities).toHaveLength(2);
    expect(two.securities[1]).toEqual(two.securities[0]);
  });
});
