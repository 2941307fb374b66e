import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { listDerivation, type Derivation } from './derivation.ts';
import type { FigureRef } from '../facts/figure-ref.ts';
import { explain } from './explain.ts';
import { SmallBook } from '../oracle/testing/small-book.ts';
import { recompute } from '../testing/recompute.ts';
import { testReference, weekdayCalendar } from '../testing/fixtures.ts';

function explained(book: SmallBook, year: number, figure: FigureRef): Derivation {
  const facts = book.facts();
  const report = computeYear(facts, year, testReference);
  const derivation = explain(facts, report, figure, testReference);
  if (!derivation) throw new Error('not explained');
  return derivation;
}

/** The tree as text, each sentence once. */
function outline(derivation: Derivation, depth = 0, told = new Set<string>()): string[] {
  if (told.has(derivation.explanation)) return [];
  told.add(derivation.explanation);
  const line = `${'  '.repeat(depth)}${derivation.value}: ${derivation.explanation}`;
  return [line, ...derivation.operands.flatMap((one) => outline(one, depth + 1, told))];
}

const allSteps = (tree: Derivation): number => listDerivation(tree).length;

const sentencesWith = (tree: Derivation, words: string): string[] =>
  listDerivation(tree)
    .map((step) => step.explanation)
    .filter((text) => text.includes(words));

const shown = (book: SmallBook, year: number, figure: FigureRef): string[] =>
  outline(explained(book, year, figure));

const basisOf = (lot: string, account = 'broker'): FigureRef => ({
  kind: 'adjustedBasis',
  account,
  lot,
});

describe('an explanation follows', () => {
  it('a split by the entry’s ratio, and the cash for a fraction as a sale of it', () => {
    const book = new SmallBook()
      .buy('2000-03-01', 'A', '60', '2280.00')
      .buy('2000-04-03', 'B', '40', '1520.00')
      .split('2002-05-01', '1:8', '60.00');
    expect(shown(book, 2002, { kind: 'lot', account: 'broker', lot: 'B', of: 'shares' })).toEqual([
      '5: 40 of 100 shares of 12.5 shares is 5 shares.',
      '  12.5: 100 shares × 1 ÷ 8 = 12.5 shares.',
      '    100: 100 shares in 2 lots took part in the split of 2002-05-01.',
      '      60: Purchase of 2000-03-01: 60 shares for $2,280.00.',
      '      40: Purchase of 2000-04-03: 40 shares for $1,520.00.',
      '    1: Split of 2002-05-01: 1 new for 8 old.',
    ]);
    expect(shown(book, 2002, { kind: 'saleGain', transaction: 'entry-3', lot: 'A' })).toEqual([
      '-92.00: $60.00 − $152.00 = -$92.00; long-term, acquired on 2000-03-01.',
      '  60.00: Split of 2002-05-01: $60.00 for the fraction of a share.',
      '  152.00: 0.5 of 7.5 shares of $2,280.00 is $152.00.',
      '    2280.00: Purchase of 2000-03-01: 60 shares for $2,280.00.',
      '    0.5: 12.5 shares are 0.5 shares beyond whole shares.',
      '      12.5: 100 shares × 1 ÷ 8 = 12.5 shares.',
      '        100: 100 shares in 2 lots took part in the split of 2002-05-01.',
      '          40: Purchase of 2000-04-03: 40 shares for $1,520.00.',
      '        1: Split of 2002-05-01: 1 new for 8 old.',
      '    7.5: 60 of 100 shares of 12.5 shares is 7.5 shares.',
    ]);
  });

  it('shares to the account that they came from', () => {
    const book = new SmallBook()
      .buy('2000-03-01', 'A', '100', '3800.00')
      .transfer('2002-02-01', 'other', '40', 'A')
      .document(2002, [
        { ex: '2002-01-10', payable: '2002-01-20', amount: '1', parts: { returnOfCapital: '100' } },
        { ex: '2002-03-10', payable: '2002-03-20', amount: '1', parts: { returnOfCapital: '100' } },
      ]);
    expect(shown(book, 2002, basisOf('A', 'other'))).toEqual([
      '1440.00: $1,480.00 − $40.00 = $1,440.00.',
      '  1480.00: 40 of 100 shares of $3,700.00 is $1,480.00.',
      '    3700.00: $3,800.00 − $100.00 = $3,700.00.',
      '      3800.00: Purchase of 2000-03-01: 100 shares for $3,800.00.',
      '      100.00: 100 of 100 shares of $100.00 is $100.00.',
      '        100.00: 100% of $100.00 is $100.00.',
      '          100.00: 100 shares × $1.00 = $100.00.',
      '            100: 100 shares were held at the start of the ex-date 2002-01-10.',
      '            1: Document 1: $1.00 per share, paid on 2002-01-20.',
      '          100: Document 1, payment of 2002-01-20: return of capital 100%.',
      '    40: Transfer of 2002-02-01: 40 shares.',
      '  40.00: 40 of 40 shares of $40.00 is $40.00.',
      '    40.00: 100% of $40.00 is $40.00.',
      '      40.00: 40 shares × $1.00 = $40.00.',
      '        40: 40 shares were held at the start of the ex-date 2002-03-10.',
      '        1: Document 1: $1.00 per share, paid on 2002-03-20.',
      '      100: Document 1, payment of 2002-03-20: return of capital 100%.',
    ]);
  });

  it('an exchange, whose new shares are divided among the lots', () => {
    const book = new SmallBook()
      .buy('2000-03-01', 'A', '100', '3800.00')
      .buy('2000-03-01', 'B', '50', '3800.00')
      .exchange('2002-02-01', '2:3', null);
    expect(shown(book, 2002, basisOf('A'))).toEqual([
      '3800.00: All $3,800.00 came along from the lot A in the exchange of 2002-02-01.',
      '  3800.00: Purchase of 2000-03-01: 100 shares for $3,800.00.',
    ]);
    expect(shown(book, 2002, { kind: 'lot', account: 'broker', lot: 'B', of: 'shares' })).toEqual([
      '33.33333333: 50 of 150 shares of 100 shares is 33.33333333 shares and a fraction of a hundred-millionth, rounded down.',
      '  100: 150 shares × 2 ÷ 3 = 100 shares.',
      '    150: 150 shares in 2 lots took part in the exchange of 2002-02-01.',
      '      100: Purchase of 2000-03-01: 100 shares for $3,800.00.',
      '      50: Purchase of 2000-03-01: 50 shares for $3,800.00.',
      '    2: Exchange of 2002-02-01: 2 new for 3 old.',
    ]);
  });

  it('sold shares through a split before they are replaced', () => {
    const book = new SmallBook()
      .buy('2000-03-01', 'A', '100', '3800.00')
      .buy('2000-03-01', 'K', '10', '380.00')
      .sell('2002-05-15', '100', '1800.00', { lot: 'A' })
      .split('2002-06-01', '2:1')
      .buy('2002-06-03', 'C', '150', '1500.00');
    const loss: FigureRef = { kind: 'replacementLoss', transaction: 'entry-3', lot: 'A', place: 0 };
    expect(shown(book, 2002, loss)).toEqual([
      '1500.00: 150 of 200 shares of $2,000.00 is $1,500.00.',
      '  2000.00: -$2,000.00 is a loss of $2,000.00.',
      '    -2000.00: $1,800.00 − $3,800.00 = -$2,000.00; long-term, acquired on 2000-03-01.',
      '      1800.00: Sale of 2002-05-15: 100 shares for $1,800.00.',
      '      3800.00: Purchase of 2000-03-01: 100 shares for $3,800.00.',
      '  150: The smaller of 200 shares and 150 shares is 150 shares.',
      '    200: 100 shares × 2 ÷ 1 = 200 shares.',
      '      2: Split of 2002-06-01: 2 new for 1 old.',
      '    150: Purchase of 2002-06-03: 150 shares for $1,500.00.',
    ]);
  });

  it('a spin-off on both sides, by the percentage of the basis', () => {
    const book = new SmallBook()
      .buy('2000-03-01', 'A', '100', '3800.00')
      .spinOff('2002-02-01', '1:4', '12.5');
    expect(shown(book, 2002, basisOf('A/NEW'))).toEqual([
      '475.00: 12.5% of $3,800.00, to the cent: $475.00.',
      '  3800.00: Purchase of 2000-03-01: 100 shares for $3,800.00.',
      '  12.5: Spin-off of 2002-02-01: 12.5% of the basis goes to the new shares.',
    ]);
    expect(shown(book, 2002, basisOf('A'))).toEqual([
      '3325.00: $3,800.00 − 12.5% of it, $475.00, is $3,325.00.',
      '  3800.00: Purchase of 2000-03-01: 100 shares for $3,800.00.',
      '  12.5: Spin-off of 2002-02-01: 12.5% of the basis goes to the new shares.',
    ]);
  });

  it('what a gift leaves of a lot', () => {
    const book = new SmallBook()
      .buy('2000-03-01', 'A', '100', '3800.00')
      .buy('2000-03-02', 'B', '100', '3800.00')
      .give('2002-02-01', '150');
    expect(shown(book, 2002, basisOf('B'))).toEqual([
      '1900.00: 50 of 100 shares took $1,900.00 along; $1,900.00 is left.',
      '  3800.00: Purchase of 2000-03-02: 100 shares for $3,800.00.',
      '  50: 50 shares of the 150 shares of the gift to somebody else of 2002-02-01 came from the lot B.',
      '    150: Gift to somebody else of 2002-02-01: 150 shares.',
    ]);
  });

  it('a disallowed loss and the days held to the sale that they come from', () => {
    const book = new SmallBook()
      .buy('2001-09-21', 'A', '100', '1000.00')
      .sell('2001-12-10', '100', '750.00', { lot: 'A' })
      .buy('2001-12-18', 'B', '150', '1200.00');
    expect(shown(book, 2001, basisOf('B/wash'))).toEqual([
      '1050.00: $800.00 + $250.00 = $1,050.00.',
      '  800.00: 100 of 150 shares of $1,200.00 is $800.00.',
      '    1200.00: Purchase of 2001-12-18: 150 shares for $1,200.00.',
      '    100: The smaller of 100 shares and 150 shares is 100 shares.',
      '      100: Sale of 2001-12-10: 100 shares for $750.00.',
      '  250.00: With all 100 shares goes all of it: $250.00.',
      '    250.00: -$250.00 is a loss of $250.00.',
      '      -250.00: $750.00 − $1,000.00 = -$250.00; short-term, acquired on 2001-09-21.',
      '        1000.00: Purchase of 2001-09-21: 100 shares for $1,000.00.',
    ]);
    expect(
      shown(book, 2001, { kind: 'lot', account: 'broker', lot: 'B/wash', of: 'heldSince' }),
    ).toEqual([
      '2001-09-29: The sold shares had been held 80 days, from 2001-09-21 to 2001-12-10; so many before 2001-12-18 is 2001-09-29.',
      '  2001-12-18: Purchase of 2001-12-18: 150 shares for $1,200.00.',
      '  2001-12-10: Sale of 2001-12-10: 100 shares for $750.00.',
      '  2001-09-21: Purchase of 2001-09-21: 100 shares for $1,000.00.',
    ]);
    expect(
      shown(book, 2001, { kind: 'sale', transaction: 'entry-2', lot: 'A', of: 'disallowedLoss' }),
    ).toEqual([
      '250.00: There is one amount: $250.00.',
      '  250.00: With all 100 shares goes all of it: $250.00.',
      '    250.00: -$250.00 is a loss of $250.00.',
      '      -250.00: $750.00 − $1,000.00 = -$250.00; short-term, acquired on 2001-09-21.',
      '        750.00: Sale of 2001-12-10: 100 shares for $750.00.',
      '        1000.00: Purchase of 2001-09-21: 100 shares for $1,000.00.',
      '    100: The smaller of 100 shares and 150 shares is 100 shares.',
      '      150: Purchase of 2001-12-18: 150 shares for $1,200.00.',
    ]);
  });

  it('days held to the ex-date, the purchase and the sale', () => {
    const book = new SmallBook()
      .buy('2018-03-01', 'A', '100', '1000.00')
      .sell('2018-04-15', '40', '750.00', { lot: 'A' })
      .document(2018, [
        {
          record: '2018-03-12',
          payable: '2018-03-20',
          amount: '1',
          parts: { ordinary: '100' },
          subsets: { section199A: '100' },
        },
      ]);
    const payment = 'row-1-1/broker';
    expect(
      shown(book, 2018, { kind: 'uncountedPart', payment, part: 'section199A', of: 'notCounted' }),
    ).toEqual([
      '40.00: 40 shares of 100 shares were not held long enough: of $100.00, to the cent, do not count $40.00.',
      '  100.00: All of the ordinary dividend other than qualified of this payment is of this kind: $100.00.',
      '    100.00: 100% of $100.00 is $100.00.',
      '      100.00: 100 shares × $1.00 = $100.00.',
      '        100: 100 shares were held at the start of the ex-date 2018-03-08 (computed from the record date 2018-03-12).',
      '          100: Purchase of 2018-03-01: 100 shares for $1,000.00.',
      '        1: Document 1: $1.00 per share, paid on 2018-03-20.',
      '      100: Document 1, payment of 2018-03-20: ordinary dividend other than qualified 100%.',
      '  40: There is one amount: 40 shares.',
      '    40: 40 of 100 shares of 100 shares is 40 shares.',
      '      40: Sale of 2018-04-15: 40 shares for $750.00.',
    ]);
    expect(
      shown(book, 2018, {
        kind: 'holdingPeriod',
        payment,
        part: 'section199A',
        lot: 'A',
        disposed: '2018-04-15',
        of: 'daysHeld',
      }),
    ).toEqual([
      '45: Acquired on 2018-03-01, a day that does not count; from 2018-01-22 to 2018-04-15 these are 45 days.',
      '  2018-03-01: Purchase of 2018-03-01: 100 shares for $1,000.00.',
      '  2018-01-22: 45 days before 2018-03-08 is 2018-01-22.',
      '    2018-03-08: 2018-03-08 is the first trading day whose trades settle after the record date 2018-03-12.',
      '      2018-03-12: Document 1, payment of 2018-03-20: record date 2018-03-12.',
      '    -45: The days count from 45 days before the ex-date to as many after it.',
      '  2018-04-15: Sale of 2018-04-15: 40 shares for $750.00.',
    ]);
  });

  it('a loss that is long-term to the capital gain distributions of its lot', () => {
    const book = new SmallBook()
      .buy('2002-01-02', 'A', '100', '1000.00')
      .sell('2002-04-15', '40', '300.00', { lot: 'A' })
      .document(2002, [
        {
          ex: '2002-03-12',
          payable: '2002-03-20',
          amount: '1',
          parts: { ordinary: '50', capitalGain: '30', unrecaptured1250: '20' },
        },
      ]);
    expect(
      shown(book, 2002, { kind: 'sale', transaction: 'entry-2', lot: 'A', of: 'longTermLoss' }),
    ).toEqual([
      '20.00: From 2002-01-02 to 2002-04-15 is six months or less: $20.00.',
      '  20.00: The smaller of $100.00 and $20.00 is $20.00.',
      '    100.00: -$100.00 is a loss of $100.00.',
      '      -100.00: $300.00 − $400.00 = -$100.00; short-term, acquired on 2002-01-02.',
      '        300.00: Sale of 2002-04-15: 40 shares for $300.00.',
      '        400.00: 40 of 100 shares of $1,000.00 is $400.00.',
      '          1000.00: Purchase of 2002-01-02: 100 shares for $1,000.00.',
      '    20.00: 40 of 100 shares of $50.00 is $20.00.',
      '      50.00: 100 of 100 shares of $50.00 is $50.00.',
      '        50.00: $30.00 + $20.00 = $50.00.',
      '          30.00: 30% of $100.00 is $30.00.',
      '            100.00: 100 shares × $1.00 = $100.00.',
      '              100: 100 shares were held at the start of the ex-date 2002-03-12.',
      '              1: Document 1: $1.00 per share, paid on 2002-03-20.',
      '            50: Document 1, payment of 2002-03-20: ordinary dividend other than qualified 50%.',
      '            30: Document 1, payment of 2002-03-20: long-term capital gain 30%.',
      '            20: Document 1, payment of 2002-03-20: unrecaptured section 1250 gain 20%.',
      '          20.00: 20% of $100.00 is $20.00.',
    ]);
  });

  it('a return of capital that goes to the earliest purchases first', () => {
    const book = new SmallBook({ returnOfCapital: 'earliest-first' })
      .buy('1999-01-04', 'A', '10', '10.00')
      .buy('2000-01-04', 'B', '10', '50.00')
      .document(2002, [
        {
          ex: '2002-03-12',
          payable: '2002-03-20',
          amount: '1.5',
          parts: { returnOfCapital: '100' },
        },
      ]);
    expect(shown(book, 2002, basisOf('B'))).toEqual([
      '30.00: $50.00 − $20.00 = $30.00.',
      '  50.00: Purchase of 2000-01-04: 10 shares for $50.00.',
      '  20.00: The smaller of $50.00 and $20.00 is $20.00.',
      '    20.00: $30.00 − $10.00 = $20.00.',
      '      30.00: 100% of $30.00 is $30.00.',
      '        30.00: 20 shares × $1.50 = $30.00.',
      '          20: 20 shares were held at the start of the ex-date 2002-03-12.',
      '            10: Purchase of 1999-01-04: 10 shares for $10.00.',
      '          1.5: Document 1: $1.50 per share, paid on 2002-03-20.',
      '        100: Document 1, payment of 2002-03-20: return of capital 100%.',
    ]);
  });

  it('cash that no document speaks of to the entries', () => {
    const book = new SmallBook()
      .buy('2002-01-02', 'A', '100', '1000.00')
      .dividend('2002-03-20', '82.00')
      .buy('2002-06-20', 'R', '1', '41.00', { action: 'reinvest' });
    expect(
      shown(book, 2002, { kind: 'provisionalCash', account: 'broker', security: 'XYZ' }),
    ).toEqual([
      '123.00: $82.00 + $41.00 = $123.00.',
      '  82.00: Dividend of 2002-03-20: $82.00.',
      '  41.00: Reinvestment of 2002-06-20: 1 share for $41.00.',
    ]);
  });

  it('the latest of very many sales one by one, in a tree that does not grow with them', () => {
    const withSales = (count: number): number => {
      const book = new SmallBook().buy('2000-03-01', 'A', '1000', '3800.00');
      for (let sold = 0; sold < count; sold++) book.sell('2001-05-01', '1', '4.00');
      return allSteps(explained(book, 2001, basisOf('A')));
    };
    expect(withSales(400)).toBe(withSales(40));
    expect(withSales(400)).toBeGreaterThan(withSales(12));
  });

  it('a chain of sales at a loss for as long as somebody would read it', () => {
    const book = new SmallBook();
    for (let month = 0; month < 120; month++) {
      const day = (date: number): string =>
        `${1990 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${date}`;
      if (month > 0) book.sell(day(15), '10', '90.00');
      book.buy(day(20), `L${month}`, '10', '100.00');
    }
    const tree = explained(book, 1999, basisOf('L119'));
    expect(tree.value).toBe('1290.00');
    expect(sentencesWith(tree, 'long chain')).not.toEqual([]);
    expect(allSteps(tree)).toBeLessThan(1000);
    expect(recompute(tree, weekdayCalendar)).toBe('1290.00');
  });

  it('shares that were transferred very many times', () => {
    const book = new SmallBook().buy('1990-03-01', 'A', '10', '100.00');
    for (let count = 0; count < 70; count++) {
      const date = `19${91 + Math.floor(count / 10)}-03-${10 + (count % 10)}`;
      book
        .transfer(date, 'other', null, null, 'broker')
        .transfer(date, 'broker', null, null, 'other');
    }
    const lot = computeYear(book.facts(), 1999, testReference).lots[0];
    const tree = explained(book, 1999, basisOf(lot?.lot ?? '', lot?.accountId));
    expect(tree.value).toBe('100.00');
    expect(sentencesWith(tree, 'many moves')).toHaveLength(1);
  });
});
