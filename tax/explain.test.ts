import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeYear } from './compute-year.ts';
import type { Derivation, FigureRef } from './derivation.ts';
import { explain } from './explain.ts';
import { COMPONENTS, SUBSETS, type Facts } from './model.ts';
import { Decimal, formatMoney, type Cents } from './money.ts';
import { factsOf, testReference } from './testing/fixtures.ts';

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
      '  15.99: 19.5% of 100% of $82.00 is $15.99.',
      '    82.00: 100 shares × $0.82 = $82.00.',
      '      100: 100 shares were held at the start of the ex-date 2002-01-31 (computed from the record date 2002-02-04).',
      '        100: Purchase of 2000-03-01 (line 5): 100 shares for $3,800.00.',
      '      0.82: Document 1: $0.82 per share, paid on 2002-02-11.',
      '    19.5: Document 1, payment of 2002-02-11: return of capital 19.5%.',
      '    100: 61.4% + 6.6% + 12.5% + 19.5% = 100%.',
      '      61.4: Document 1, payment of 2002-02-11: ordinary dividend other than qualified 61.4%.',
      '      6.6: Document 1, payment of 2002-02-11: long-term capital gain 6.6%.',
      '      12.5: Document 1, payment of 2002-02-11: unrecaptured section 1250 gain 12.5%.',
    ]);
  });

  it.each<[string, FigureRef, string, string]>([
    ['cash', { kind: 'paymentCash', payment: FIRST }, '82.00', '100 shares × $0.82 = $82.00.'],
    [
      'a component that got a cent',
      { kind: 'paymentComponent', payment: FIRST, component: 'ordinary' },
      '50.35',
      '61.4% of 100% of $82.00 is $50.34 and a fraction of a cent; one cent added by largest remainder makes $50.35.',
    ],
    [
      'a component that got none',
      { kind: 'paymentComponent', payment: FIRST, component: 'capitalGain' },
      '5.41',
      '6.6% of 100% of $82.00 is $5.41 and a fraction of a cent, rounded down.',
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
      '3.3% of 100% of $82.00 is $2.71, to the cent.',
    ],
    [
      'the part of a lot',
      { kind: 'lotReturnOfCapital', payment: FIRST, lot: 'first' },
      '15.99',
      '100 shares of 100 shares of $15.99 is $15.99.',
    ],
    [
      'a basis',
      { kind: 'adjustedBasis', account: 'default', lot: 'first' },
      '3768.02',
      '$3,800.00 − $15.99 − $15.99 = $3,768.02.',
    ],
    [
      'a box that nothing belongs to',
      { kind: 'box', box: '2e', account: 'default' },
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
    ['a lot', { kind: 'adjustedBasis', account: 'default', lot: 'second' }],
    ['an account of a lot', { kind: 'adjustedBasis', account: 'other', lot: 'first' }],
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
    expect(explained(facts, { kind: 'adjustedBasis', account: 'default', lot: 'a' }).value).toBe(
      '13.33',
    );
    const gain = explained(facts, { kind: 'saleGain', transaction: 'row-3', lot: 'a' });
    expect(outline(gain).filter((line) => !/Document|held at|Purchase|100%/.test(line))).toEqual([
      '36.66: $50.00 − $13.34 = $36.66; long-term, acquired on 2000-03-01.',
      '  50.00: Sale of 2002-06-03 (line 7): 1 share for $50.00.',
      '  13.34: 1 share of 2 shares of $26.67, to the cent: $13.34.',
      '    26.67: $46.67 − $20.00 = $26.67.',
      '      46.67: The sale of 1 share took $23.33 along; $46.67 stays with 2 shares.',
      '        70.00: $100.00 − $30.00 = $70.00.',
      '          30.00: 3 shares of 3 shares of $30.00 is $30.00.',
      '              30.00: 3 shares × $10.00 = $30.00.',
      '        2: 3 shares less 1 share sold are 2 shares.',
      '          1: Sale of 2002-03-04 (line 6): 1 share for $50.00.',
      '      20.00: 2 shares of 2 shares of $20.00 is $20.00.',
      '          20.00: 2 shares × $10.00 = $20.00.',
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
      '$15.00 return of capital − $8.00 basis reduction = $7.00, a capital gain of 2002-01-11.',
    );
    expect(a.operands[1]?.explanation).toBe(
      'The basis was $8.00 on 2002-01-01; $8.00 of it was reduced. Shares sold before 2002-01-01 had taken their part along.',
    );
    const b = explained(facts, { kind: 'excessGain', payment: FIRST, lot: 'b' });
    expect(b.value).toBe('15.00');
    expect(explained(facts, { kind: 'adjustedBasis', account: 'default', lot: 'a' }).value).toBe(
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

/** Checks what can be recomputed, and that every leaf is a fact with a source. */
function check(derivation: Derivation): void {
  const operands = derivation.operands.map((one) => new Decimal(one.value));
  const value = new Decimal(derivation.value);
  expect(derivation.explanation).toMatch(/^[^a-z].*\.$/);
  if (derivation.operation === 'fact') {
    expect(derivation.operands).toEqual([]);
    expect(derivation.source).not.toBeNull();
    return;
  }
  expect(derivation.source).toBeNull();
  const [first = new Decimal(0), second = new Decimal(0), third = new Decimal(0)] = operands;
  if (derivation.operation === 'sum') {
    expect(Decimal.sum(0, ...operands).eq(value), derivation.explanation).toBe(true);
  } else {
    expect(operands.length).toBeGreaterThan(0);
  }
  if (derivation.operation === 'difference') {
    const rest = Decimal.sum(0, ...operands.slice(1));
    expect(first.minus(rest).eq(value), derivation.explanation).toBe(true);
  }
  if (derivation.operation === 'product') {
    expect(first.times(second).toDecimalPlaces(2).eq(value), derivation.explanation).toBe(true);
  }
  if (derivation.operation === 'share' && !third.isZero()) {
    const exact = first.times(second).div(third);
    expect(exact.minus(value).abs().lte('0.01'), derivation.explanation).toBe(true);
  }
  if (derivation.operation === 'choice')
    expect(value.lte(first), derivation.explanation).toBe(true);
  for (const operand of derivation.operands) check(operand);
}

const books = fc
  .record({
    buys: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 4000 })), {
      minLength: 1,
      maxLength: 5,
    }),
    sells: fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 24 })), {
      maxLength: 4,
    }),
    rows: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 0, max: 100 }),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ buys, sells, rows }) => {
    const date = (month: number, day: string): string =>
      `${month > 12 ? 2002 : 2001}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-${day}`;
    const table = (year: number): string =>
      [
        `document ${year} final\n  security ex payable amount parts subsets`,
        `  AIV ${year}-01-05 ${year}-01-09 0.01 returnOfCapital=100 -`,
        ...rows
          .filter(([month]) => (year === 2001) === month <= 12)
          // An ex-date a month before: that of January lies in the year before.
          .map(
            ([month, amount, returned]) =>
              `  AIV ${month === 13 ? '2001-12-15' : date(Math.max(month - 1, 1), '15')} ${date(month, '20')} ${amount / 100} returnOfCapital=${returned},capitalGain=${100 - returned} qualified5Year=${Math.min(50, 100 - returned)}`,
          ),
      ].join('\n');
    return factsOf(`trades
  date action shares security amount lot
${buys.map(([shares, amount], i) => `  2001-0${i + 1}-10 buy ${shares}.5 AIV ${formatMoney(BigInt(amount) as Cents)} lot${i}`).join('\n')}
${sells.map(([shares, month]) => `  ${date(month, '16')} sell ${shares} AIV 33.33 -`).join('\n')}
${table(2001)}
${table(2002)}`);
  });

describe('every figure of any report', () => {
  it('is what its derivation comes to, down to facts with a source', () => {
    fc.assert(
      fc.property(books, (facts) => {
        const report = computeYear(facts, 2002, testReference);
        const say = (figure: FigureRef, value: bigint): void => {
          const derivation = explain(facts, report, figure, testReference);
          expect(derivation?.value, JSON.stringify(figure)).toBe(formatMoney(value as Cents));
          check(derivation as Derivation);
        };
        for (const { box, amount } of report.form1099Div)
          say({ kind: 'box', box, account: null }, amount);
        for (const payment of report.payments) {
          say({ kind: 'paymentCash', payment: payment.key }, payment.cash);
          for (const component of COMPONENTS) {
            say(
              { kind: 'paymentComponent', payment: payment.key, component },
              payment.components[component],
            );
          }
          for (const component of SUBSETS) {
            const cents = payment.subsets[component];
            if (cents !== undefined)
              say({ kind: 'paymentComponent', payment: payment.key, component }, cents);
          }
          for (const lot of payment.lots) {
            say(
              { kind: 'lotReturnOfCapital', payment: payment.key, lot: lot.lot },
              lot.returnOfCapital,
            );
          }
        }
        for (const lot of report.lots) {
          say({ kind: 'adjustedBasis', account: lot.accountId, lot: lot.lot }, lot.adjustedBasis);
        }
        for (const sale of report.sales) {
          say({ kind: 'saleGain', transaction: sale.transactionId, lot: sale.lot }, sale.gain);
        }
        for (const gain of report.excessGains) {
          say({ kind: 'excessGain', payment: gain.paymentKey, lot: gain.lot }, gain.amount);
        }
      }),
      { numRuns: 25 },
    );
  });
});
