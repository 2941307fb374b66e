import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import type { Derivation } from './derivation.ts';
import type { FigureRef } from '../facts/figure-ref.ts';
import { explain } from './explain.ts';
import type { Facts } from '../facts/model.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

const AIMCO = 'ordinary=61.4,capitalGain=6.6,unrecaptured1250=12.5,returnOfCapital=19.5';
const worked = factsOf(`trades
  date       action shares security amount  lot
  2000-03-01 buy    100    AIV      3800.00 first
document 2002 final 2003-01-29
  security record     payable    amount parts    subsets
  AIV      2002-02-04 2002-02-11 0.82   ${AIMCO} qualified5Year=6.6
  AIV      2002-05-06 2002-05-13 0.82   ${AIMCO} qualified5Year=3.3`);

function explained(facts: Facts, figure: FigureRef, year = 2002): Derivation {
  const report = computeYear(facts, year, testReference);
  const derivation = explain(facts, report, figure, testReference);
  if (!derivation) throw new Error('not explained');
  return derivation;
}

/** The tree as text, without facts that have been told once. */
function outline(derivation: Derivation, depth = 0, told = new Set<string>()): string[] {
  if (told.has(derivation.explanation)) return [];
  told.add(derivation.explanation);
  const line = `${'  '.repeat(depth)}${derivation.value}: ${derivation.explanation}`;
  return [line, ...derivation.operands.flatMap((one) => outline(one, depth + 1, told))];
}

const FIRST = 'document-1/1/id-default';

describe('an explanation', () => {
  it('leads from the box to the line of the document and the entry', () => {
    expect(outline(explained(worked, { kind: 'box', box: '3', account: null }))).toEqual([
      '31.98: $15.99 + $15.99 = $31.98.',
      '  15.99: 19.5% of $82.00 is $15.99.',
      '    82.00: 100 shares × $0.82 = $82.00.',
      '      100: 100 shares were held at the start of the ex-date 2002-01-31 (computed from the record date 2002-02-04).',
      '        100: Purchase of 2000-03-01 (line 5): 100 shares for $3,800.00.',
      '      0.82: Document 1: $0.82 per share, paid on 2002-02-11.',
      '    61.4: Document 1, payment of 2002-02-11: ordinary dividend other than qualified 61.4%.',
      '    6.6: Document 1, payment of 2002-02-11: long-term capital gain 6.6%.',
      '    12.5: Document 1, payment of 2002-02-11: unrecaptured section 1250 gain 12.5%.',
      '    19.5: Document 1, payment of 2002-02-11: return of capital 19.5%.',
    ]);
  });

  it.each<[string, FigureRef, string, string]>([
    ['cash', { kind: 'paymentCash', payment: FIRST }, '82.00', '100 shares × $0.82 = $82.00.'],
    [
      'a component that got a cent',
      { kind: 'paymentComponent', payment: FIRST, component: 'ordinary' },
      '50.35',
      '61.4% of $82.00 is $50.34 and a fraction of a cent; one cent added by largest remainder makes $50.35.',
    ],
    [
      'a component that got none',
      { kind: 'paymentComponent', payment: FIRST, component: 'capitalGain' },
      '5.41',
      '6.6% of $82.00 is $5.41 and a fraction of a cent, rounded down.',
    ],
    [
      'a subset that is all of its parent',
      { kind: 'paymentComponent', payment: FIRST, component: 'qualified5Year' },
      '5.41',
      'All of the long-term capital gain of this payment is of this kind: $5.41.',
    ],
    [
      'a subset that is a part of its parent',
      { kind: 'paymentComponent', payment: 'document-1/2/id-default', component: 'qualified5Year' },
      '2.71',
      '3.3% of $82.00 is $2.71, to the cent.',
    ],
    [
      'the part of a lot',
      { kind: 'lotReturnOfCapital', payment: FIRST, lot: 'first' },
      '15.99',
      '100 of 100 shares of $15.99 is $15.99.',
    ],
    [
      'a basis',
      { kind: 'adjustedBasis', account: 'id-default', lot: 'first' },
      '3768.02',
      '$3,800.00 − $15.99 − $15.99 = $3,768.02.',
    ],
    [
      'a box that nothing belongs to',
      { kind: 'box', box: '2e', account: 'id-default' },
      '0.00',
      'No payment that counts in 2002 has a part that belongs in this box.',
    ],
  ])('says where %s is from', (_title, figure, value, sentence) => {
    const derivation = explained(worked, figure);
    expect([derivation.value, derivation.explanation]).toEqual([value, sentence]);
  });

  it.each<[string, FigureRef]>([
    ['a box that the form does not have', { kind: 'box', box: '9', account: null }],
    ['an account without transactions', { kind: 'box', box: '1', account: 'nobody' }],
    ['a payment', { kind: 'paymentCash', payment: 'document-1/9/id-default' }],
    ['a component', { kind: 'paymentComponent', payment: FIRST, component: 'toString' }],
    [
      'a subset that the document does not state',
      { kind: 'paymentComponent', payment: FIRST, component: 'section199A' },
    ],
    ['a lot of a payment', { kind: 'lotReturnOfCapital', payment: FIRST, lot: 'second' }],
    ['a lot', { kind: 'adjustedBasis', account: 'id-default', lot: 'second' }],
    ['an account of a lot', { kind: 'adjustedBasis', account: 'id-other', lot: 'first' }],
    ['a sale', { kind: 'saleGain', transaction: 'row-1', lot: 'first' }],
    ['a gain beyond the basis', { kind: 'excessGain', payment: FIRST, lot: 'first' }],
  ])('is not invented for %s', (_title, figure) => {
    const report = computeYear(worked, 2002, testReference);
    expect(explain(worked, report, figure, testReference)).toBeUndefined();
  });

  it('says what rounding did to cash', () => {
    const facts = factsOf(`trades
  date       action shares security amount  lot
  2000-03-01 buy    100    AIV      3800.00 first
document 2002 final
  security ex         payable    amount    allocable parts
  AIV      2002-02-01 2002-02-11 0.8       0.5859375 ordinary=100`);
    const cash = explained(facts, { kind: 'paymentCash', payment: FIRST });
    expect(cash.explanation).toBe('100 shares × $0.5859375 = $58.59375, to the cent $58.59.');
    expect(cash.operands[1]?.explanation).toBe(
      'Document 1: $0.80 per share, paid on 2002-02-11, of which $0.5859375 is allocable to 2002.',
    );
    expect(cash.operands[1]?.source).toEqual({
      kind: 'document',
      documentId: 'document-1',
      name: 'Document 1',
      line: 8,
    });
  });

  it('follows a lot through the years, and through partial sales', () => {
    const facts = factsOf(`trades
  date       action shares security amount  lot
  2000-03-01 buy    3      AIV      100.00  a
  2002-03-04 sell   1      AIV      50.00   -
  2002-06-03 sell   1      AIV      50.00   a
document 2001 final
  security ex         payable    amount parts
  AIV      2001-02-01 2001-02-11 10     returnOfCapital=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-11 10     returnOfCapital=100`);
    expect(explained(facts, { kind: 'adjustedBasis', account: 'id-default', lot: 'a' }).value).toBe(
      '13.33',
    );
    const gain = explained(facts, { kind: 'saleGain', transaction: 'row-3', lot: 'a' });
    expect(outline(gain).filter((line) => !/Document|held at|Purchase|100%/.test(line))).toEqual([
      '36.66: $50.00 − $13.34 = $36.66; long-term, acquired on 2000-03-01.',
      '  50.00: Sale of 2002-06-03 (line 7): 1 share for $50.00.',
      '  13.34: 1 of 2 shares of $26.67 is $13.34, to the cent.',
      '    26.67: $46.67 − $20.00 = $26.67.',
      '      46.67: 1 of 3 shares took $23.33 along; $46.67 is left.',
      '        70.00: $100.00 − $30.00 = $70.00.',
      '          30.00: 3 of 3 shares of $30.00 is $30.00.',
      '              30.00: 3 shares × $10.00 = $30.00.',
      '        1: Sale of 2002-03-04 (line 6): 1 share for $50.00.',
      '      20.00: 2 of 2 shares of $20.00 is $20.00.',
      '          20.00: 2 shares × $10.00 = $20.00.',
      '              2: 3 shares − 1 share = 2 shares.',
    ]);
  });

  it('explains a gain beyond the basis, also of shares sold before January 1', () => {
    const facts = factsOf(`trades
  date       action shares security amount  lot
  2000-03-01 buy    3      AIV      12.00   a
  2000-03-01 buy    3      AIV      12.00   b
  2001-12-31 sell   1      AIV      50.00   a
  2001-12-31 sell   3      AIV      50.00   b
document 2002 final
  security ex         payable    amount parts
  AIV      2001-12-28 2002-01-11 5      returnOfCapital=100`);
    const a = explained(facts, { kind: 'excessGain', payment: FIRST, lot: 'a' });
    expect(a.explanation).toBe(
      '$15.00 return of capital − $8.00 basis reduction = $7.00, a capital gain of 2002-01-11; shares that left before 2002-01-01 had no basis reduced.',
    );
    expect(a.operands[1]?.explanation).toBe(
      'Of $10.00 return of capital, only as much as the basis was on 2002-01-01: $8.00.',
    );
    const b = explained(facts, { kind: 'excessGain', payment: FIRST, lot: 'b' });
    expect(b.value).toBe('15.00');
    expect(explained(facts, { kind: 'adjustedBasis', account: 'id-default', lot: 'a' }).value).toBe(
      '0.00',
    );
  });

  it('lists a hundred lots and sums up the others', () => {
    const lots = Array.from({ length: 120 }, (_, i) => `  2002-01-02 buy 1.5 AIV 1.00 lot${i}`);
    const facts = factsOf(`trades
  date action shares security amount lot
${lots.join('\n')}
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100`);
    const shares = explained(facts, { kind: 'paymentCash', payment: FIRST }).operands[0];
    expect(shares?.value).toBe('180');
    expect(shares?.operands).toHaveLength(101);
    expect(shares?.operands.at(-1)?.explanation).toBe(
      '30 shares in 20 other lots; the Lots screen lists each of them.',
    );
  });

  it('takes the payment of the year where two documents number their rows alike', () => {
    const facts = factsOf(`trades
  date       action shares security amount lot
  2000-03-01 buy    3      AIV      12.00  a
document 2001 final
  security ex         payable    amount parts
  AIV      2001-02-01 2001-02-11 1      ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-02-01 2002-02-11 2      ordinary=100`);
    const alike = JSON.stringify(facts.documents, (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    ).replaceAll('document-2/1', 'document-1/1');
    const documents = JSON.parse(alike, (_key, value: unknown) =>
      typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
    ) as Facts['documents'];
    expect(explained({ ...facts, documents }, { kind: 'paymentCash', payment: FIRST }).value).toBe(
      '6.00',
    );
  });

  it('does not take a lot of another security for one of its own', () => {
    const facts = factsOf(`trades
  date       action shares security amount lot
  2000-03-01 buy    3      AIV      12.00  a
  2001-03-01 buy    5      EQR      99.00  a
  2001-03-01 buy    5      EQR      10.00  b
document 2002 final
  security ex         payable    amount parts
  EQR      2002-02-01 2002-02-11 1      returnOfCapital=100`);
    expect(explained(facts, { kind: 'box', box: '3', account: null }).value).toBe('5.00');
    expect(explained(facts, { kind: 'paymentCash', payment: FIRST }).value).toBe('5.00');
  });
});
