/**
 * The slow calculation against examples that were worked out by hand: those of the regulations and
 * of Publication 550, and small ones for each rule of section 8. What an example says in words stands
 * beside its figures.
 */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { YearReport } from '../report/year-report.ts';
import { shares } from './dice.ts';
import { slowYear } from './slow-year.ts';
import { lotLines, noticeLines, saleLines, SmallBook } from './testing/small-book.ts';

const year = (book: SmallBook, taxYear: number): YearReport =>
  slowYear(book.facts(), taxYear, reference);

/** What was said, apart from documents that nobody added. */
const said = (report: YearReport): string[] =>
  noticeLines(report).filter((line) => !line.includes('missing-allocation'));

describe('wash sales', () => {
  it('Reg. 1.1091-1(h), example 2: 75 of 100 shares are replaced by earlier purchases', () => {
    const book = new SmallBook()
      .buy('1954-09-21', 'september', '100', '5000')
      .buy('1954-12-21', 'first', '50', '2750')
      .buy('1954-12-27', 'second', '25', '1125')
      .sell('1955-01-03', '100', '4000', { lot: 'september' });
    const report = year(book, 1955);
    expect(saleLines(report)).toEqual([
      'september 100 4000.00 5000.00 -1000.00 short disallowed 750.00',
    ]);
    // Held for 104 days, which go before the purchases; Publication 550 divides the $750 by 50 : 25.
    expect(lotLines(report)).toEqual([
      'first 50 3250.00 3250.00 1954-09-08',
      'second 25 1375.00 1375.00 1954-09-14',
    ]);
    expect(said(report)).toEqual(['info possible-wash-sale entry-4 first second']);
    expect(lotLines(year(book, 1954))[1]).toBe('first 50 2750.00 2750.00 1954-12-21');
  });

  it('Reg. 1.1091-1(h), example 3: the first 100 of 200 shares bought replace', () => {
    const book = new SmallBook()
      .buy('1954-09-15', 'old', '100', '5000')
      .sell('1956-02-01', '100', '4000');
    for (const day of ['15', '16', '17', '18']) book.buy(`1956-02-${day}`, day, '50', '2000');
    const report = year(book, 1956);
    expect(saleLines(report)).toEqual(['old 100 4000.00 5000.00 -1000.00 long disallowed 1000.00']);
    expect(lotLines(report).map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      '15 50 2500.00 2500.00',
      '16 50 2500.00 2500.00',
      '17 50 2000.00 2000.00',
      '18 50 2000.00 2000.00',
    ]);
    expect(report.lots.map((lot) => lot.disallowedLossAdded)).toEqual([50000n, 50000n, 0n, 0n]);
  });

  it.each([
    ['example 1', '90', '110.00'],
    ['example 2', '70', '90.00'],
  ])('Reg. 1.1091-2(a), %s: bought again for $%s, basis $%s', (_, price, basis) => {
    const book = new SmallBook()
      .buy('1935-06-01', 'old', '1', '100')
      .sell('1955-01-15', '1', '80')
      .buy('1955-02-01', 'new', '1', price);
    const report = year(book, 1955);
    expect(saleLines(report)).toEqual(['old 1 80.00 100.00 -20.00 long disallowed 20.00']);
    expect(lotLines(report)[0]).toMatch(`new 1 ${basis} ${basis} 1935-06-18`);
  });

  it('Publication 550: a loss of $250 is added to the $800 of the new stock', () => {
    const book = new SmallBook()
      .buy('2012-03-01', 'X', '100', '1000')
      .sell('2012-06-01', '100', '750')
      .buy('2012-07-01', 'Y', '100', '800');
    expect(lotLines(year(book, 2012))).toEqual(['Y 100 1050.00 1050.00 2012-03-31']);
    expect(year(book, 2012).sales[0]?.replacements).toEqual([
      {
        accountId: 'broker',
        account: 'broker',
        lot: 'Y',
        bought: '2012-07-01',
        shares: 100_000000n,
        disallowedLoss: 25000n,
        addedToBasis: true,
      },
    ]);
  });

  it('Publication 550: the loss of one block is no part of the gains of the same day', () => {
    const book = new SmallBook()
      .buy('2007-01-10', 'a', '100', '15800')
      .buy('2007-02-10', 'b', '100', '10000')
      .buy('2007-03-10', 'c', '100', '9500')
      .sell('2012-12-27', '300', '37500')
      .buy('2013-01-09', 'd', '250', '30000');
    expect(saleLines(year(book, 2012))).toEqual([
      'a 100 12500.00 15800.00 -3300.00 long disallowed 3300.00',
      'b 100 12500.00 10000.00 2500.00 long',
      'c 100 12500.00 9500.00 3000.00 long',
    ]);
    // 100 of the 250 shares replace: they become a lot of their own with the loss in its basis.
    const report = year(book, 2013);
    expect(lotLines(report).map((line) => line.replace(/ \S+$/, ''))).toEqual([
      'd 150 18000.00 18000.00',
      'd/wash 100 15300.00 15300.00',
    ]);
    expect(lotLines(year(book, 2012))).toEqual([]);
  });

  it('reaches 30 days and not 31, and does not count what was given, inherited or exchanged', () => {
    const sold = (day: string, more = {}) =>
      year(
        new SmallBook()
          .buy('2012-01-02', 'old', '10', '100')
          .sell('2012-06-01', '10', '50')
          .buy(day, 'new', '10', '60', more),
        2012,
      ).sales[0]?.disallowedLoss;
    expect(sold('2012-07-01')).toBe(5000n);
    expect(sold('2012-07-02')).toBe(0n);
    expect(sold('2012-05-02')).toBe(5000n);
    expect(sold('2012-05-01')).toBe(0n);
    expect(sold('2012-06-10', { action: 'reinvest' })).toBe(5000n);
    expect(sold('2012-06-10', { action: 'gift-received' })).toBe(0n);
    expect(sold('2012-06-10', { action: 'inherit' })).toBe(0n);
    expect(sold('2012-06-10', { security: 'NEW' })).toBe(0n);
  });

  it('loses the loss where the shares are bought in a retirement account (Rev. Rul. 2008-5)', () => {
    const book = new SmallBook()
      .buy('2012-01-02', 'old', '10', '100')
      .sell('2012-06-01', '10', '50')
      .buy('2012-06-10', 'new', '10', '60', { account: 'ira' });
    const report = year(book, 2012);
    expect(report.sales[0]?.replacements[0]).toMatchObject({ account: 'ira', addedToBasis: false });
    expect(report.sales[0]?.disallowedLoss).toBe(5000n);
    expect(lotLines(report)).toEqual(['ira new 10 60.00 60.00 2012-06-10']);
  });

  it('disallows nothing in a retirement account, and counts no exchange as a purchase', () => {
    const ira = new SmallBook()
      .buy('2012-01-02', 'old', '10', '100', { account: 'ira' })
      .sell('2012-06-01', '10', '50', { account: 'ira' })
      .buy('2012-06-10', 'new', '10', '60');
    expect(saleLines(year(ira, 2012))).toEqual(['old 10 50.00 100.00 -50.00 short']);
    const exchanged = new SmallBook()
      .buy('2012-01-02', 'old', '10', '100', { security: 'NEW' })
      .buy('2012-05-20', 'x', '10', '60')
      .exchange('2012-05-25', '1:1', null)
      .sell('2012-06-01', '10', '50', { security: 'NEW', lot: 'old' });
    expect(saleLines(year(exchanged, 2012))).toEqual(['old 10 50.00 100.00 -50.00 short']);
  });

  it('does not let the rest of a lot replace the part of it that was sold', () => {
    const book = new SmallBook()
      .buy('2012-05-20', 'only', '10', '100')
      .sell('2012-06-01', '4', '20');
    expect(saleLines(year(book, 2012))).toEqual(['only 4 20.00 40.00 -20.00 short']);
  });
});

describe('the method of the account', () => {
  const lots = (method: 'hifo' | 'lofo' | 'lifo' | 'lowest-tax'): SmallBook =>
    new SmallBook({ method })
      .buy('2010-01-04', 'a', '10', '200')
      .buy('2010-01-04', 'b', '20', '400')
      .buy('2011-01-04', 'c', '10', '300')
      .buy('2012-03-01', 'd', '10', '250');
  const order = (report: YearReport): string[] => report.sales.map((piece) => piece.lot);

  it('takes the highest basis per share, or the lowest, ties by name', () => {
    expect(order(year(lots('hifo').sell('2012-06-01', '45', '900'), 2012))).toEqual([
      'c',
      'd',
      'a',
      'b',
    ]);
    expect(order(year(lots('lofo').sell('2012-06-01', '45', '900'), 2012))).toEqual([
      'a',
      'b',
      'd',
      'c',
    ]);
    expect(order(year(lots('lifo').sell('2012-06-01', '45', '900'), 2012))).toEqual([
      'd',
      'c',
      'a',
      'b',
    ]);
  });

  it('pays the lowest tax: losses, then long-term gains from the lowest, then short-term ones', () => {
    // At $27 a share: c loses $3 a share, a and b gain $7 long-term, d gains $2 short-term.
    expect(order(year(lots('lowest-tax').sell('2012-06-01', '45', '1215'), 2012))).toEqual([
      'c',
      'a',
      'b',
      'd',
    ]);
  });

  it('looks at the basis of the day: a return of capital changes the order', () => {
    const book = lots('hifo')
      .document(2012, [
        {
          payable: '2012-02-15',
          ex: '2012-02-01',
          amount: '12',
          parts: { returnOfCapital: '100' },
        },
      ])
      .sell('2012-06-01', '10', '200');
    // c is now at $18 a share, a and b at $8, d at $25.
    expect(saleLines(year(book, 2012))).toEqual(['d 10 200.00 250.00 -50.00 short']);
  });

  it('changes from a day on', () => {
    const changed = { from: '2012-06-01', method: 'lifo' } as never;
    const book = new SmallBook({ methodChanges: [changed] })
      .buy('2010-01-04', 'a', '10', '200')
      .buy('2011-01-04', 'b', '10', '200')
      .sell('2012-05-31', '1', '20')
      .sell('2012-06-01', '1', '20');
    expect(order(year(book, 2012))).toEqual(['a', 'b']);
  });

  it('gives way to picks, which are taken in their order', () => {
    const pick = (lot: string, count: string) => ({ lot, shares: shares(count) });
    const picked = lots('hifo').sell('2012-06-01', '12', '120', {
      picks: [pick('b', '5'), pick('a', '7')],
    });
    expect(saleLines(year(picked, 2012))).toEqual([
      'b 5 50.00 100.00 -50.00 long',
      'a 7 70.00 140.00 -70.00 long',
    ]);
    const tooMuch = lots('hifo').sell('2012-06-01', '12', '120', {
      picks: [pick('b', '1'), pick('a', '11')],
    });
    expect(said(year(tooMuch, 2012))).toEqual(['error oversold entry-5 a']);
    const wrongSum = lots('hifo').sell('2012-06-01', '12', '120', { picks: [pick('b', '5')] });
    expect(said(year(wrongSum, 2012))).toEqual(['error invalid-transaction entry-5']);
  });
});

describe('corporate actions', () => {
  it('a reverse split with cash: the fraction is sold out of the earliest lot', () => {
    // 25 shares, 1 for 8: 3.125 shares, by 15 : 10 1.875 and 1.25; 0.125 are sold for $30.00.
    const book = new SmallBook()
      .buy('2001-01-10', 'a', '15', '1500')
      .buy('2002-01-10', 'b', '10', '2000')
      .split('2002-03-01', '1:8', '30');
    const report = year(book, 2002);
    expect(saleLines(report)).toEqual(['a 0.125 30.00 100.00 -70.00 long']);
    expect(report.sales[0]?.kind).toBe('cash-for-fraction');
    expect(lotLines(report)).toEqual([
      'a 1.75 1400.00 1400.00 2001-01-10',
      'b 1.25 2000.00 2000.00 2002-01-10',
    ]);
  });

  it('a split without a fraction cannot pay cash for one', () => {
    const book = new SmallBook()
      .buy('2001-01-10', 'a', '16', '1500')
      .split('2002-03-01', '1:8', '30');
    const report = year(book, 2002);
    expect(said(report)).toEqual(['error no-fraction entry-2']);
    expect(lotLines(report)).toEqual(['a 2 1500.00 1500.00 2001-01-10']);
  });

  it('a split before the purchase is left out', () => {
    const book = new SmallBook().split('2001-01-09', '2:1').buy('2001-01-10', 'a', '16', '1500');
    expect(said(year(book, 2001))).toEqual(['error nothing-held entry-1']);
  });

  it('a spin-off divides the basis and carries the holding period', () => {
    // Reduced by $100 before: of cost $1,000 and basis $900, 20% are $200 and $180.
    const book = new SmallBook()
      .document(2001, [
        { payable: '2001-06-15', ex: '2001-06-01', amount: '1', parts: { returnOfCapital: '100' } },
      ])
      .buy('2001-01-10', 'a', '100', '1000')
      .spinOff('2002-03-01', '1:3', '20', '7');
    const report = year(book, 2002);
    expect(lotLines(report)).toEqual([
      'NEW a/NEW 33 198.00 178.20 2001-01-10',
      'a 100 800.00 720.00 2001-01-10',
    ]);
    // 33.333333 new shares with a basis of $180.00: 0.333333 of them have $1.80.
    expect(saleLines(report)).toEqual(['a/NEW 0.333333 7.00 1.80 5.20 long']);
  });

  it('a payment of January stays with the old shares of a spin-off, and goes along in an exchange', () => {
    const rows = [
      { payable: '2002-01-20', ex: '2001-12-20', amount: '1', parts: { returnOfCapital: '100' } },
    ] as const;
    const spun = new SmallBook()
      .document(2002, rows)
      .buy('2001-01-10', 'a', '100', '1000')
      .spinOff('2001-12-26', '1:1', '50');
    expect(lotLines(year(spun, 2002))).toEqual([
      'NEW a/NEW 100 500.00 500.00 2001-01-10',
      'a 100 500.00 400.00 2001-01-10',
    ]);
    const exchanged = new SmallBook()
      .document(2002, rows)
      .buy('2001-01-10', 'a', '100', '1000')
      .exchange('2001-12-26', '1:2', '40');
    const report = year(exchanged, 2002);
    expect(lotLines(report)).toEqual([
      'NEW a/2 20 400.00 360.00 2001-01-10',
      'a 60 600.00 540.00 2001-01-10',
    ]);
    expect(report.payments[0]?.lots).toMatchObject([{ lot: 'a', basisReduction: 10000n }]);
  });

  it('a transfer and then a sale: basis and day go along, and a pending payment is gain of its year', () => {
    const book = new SmallBook()
      .document(2002, [
        { payable: '2002-01-20', ex: '2001-12-20', amount: '1', parts: { returnOfCapital: '100' } },
      ])
      .buy('2000-12-10', 'a', '100', '1000')
      .transfer('2001-12-21', 'other', '40')
      .sell('2001-12-28', '10', '90', { account: 'other' });
    const before = year(book, 2001);
    expect(lotLines(before)).toEqual([
      'a 60 600.00 600.00 2000-12-10',
      'other a 30 300.00 300.00 2000-12-10',
    ]);
    expect(saleLines(before)).toEqual(['a 10 90.00 100.00 -10.00 long']);
    const after = year(book, 2002);
    expect(after.excessGains).toMatchObject([
      { account: 'broker', lot: 'a', amount: 1000n, term: 'long' },
    ]);
    expect(after.payments[0]?.lots).toMatchObject([{ basisReduction: 9000n, excessGain: 1000n }]);
    expect(noticeLines(after)).toContain('info roc-after-sale entry-3 a');
    expect(lotLines(after)[1]).toBe('other a 30 300.00 270.00 2000-12-10');
  });

  it('a transfer of more than is held is left out', () => {
    const book = new SmallBook()
      .buy('2000-12-10', 'a', '100', '1000')
      .transfer('2001-12-21', 'other', '101');
    expect(said(year(book, 2001))).toEqual(['error oversold entry-2']);
    expect(lotLines(year(book, 2001))).toEqual(['a 100 1000.00 1000.00 2000-12-10']);
  });

  it('a purchase that was transferred still replaces, and a transferred replacement does not again', () => {
    const book = new SmallBook()
      .buy('2012-01-02', 'old', '20', '200')
      .buy('2012-05-20', 'new', '10', '60')
      .transfer('2012-05-25', 'other', null, 'new')
      .sell('2012-06-01', '10', '50', { lot: 'old' })
      .sell('2012-06-02', '10', '50', { lot: 'old' });
    const report = year(book, 2012);
    expect(saleLines(report)).toEqual([
      'old 10 50.00 100.00 -50.00 short disallowed 50.00',
      'old 10 50.00 100.00 -50.00 short',
    ]);
    expect(lotLines(report)).toEqual(['other new 10 110.00 110.00 2011-12-21']);
  });

  it('an inheritance is long-term at once, a gift keeps the day of the giver', () => {
    const book = new SmallBook()
      .buy('2012-05-20', 'i', '10', '60', { action: 'inherit' })
      .buy('2012-05-20', 'g', '10', '60', { action: 'gift-received', acquired: '2009-01-01' })
      .sell('2012-05-21', '10', '50', { lot: 'i' })
      .sell('2012-05-21', '10', '50', { lot: 'g' });
    const report = year(book, 2012);
    expect(saleLines(report)).toEqual([
      'i 10 50.00 60.00 -10.00 long',
      'g 10 50.00 60.00 -10.00 long',
    ]);
    expect(said(report)).toEqual(['info gift-basis entry-4 g']);
  });
});

describe('the loss of section 857(b)(8)', () => {
  const gain = (more: object = {}) => ({
    payable: '2012-03-15',
    ex: '2012-03-01',
    amount: '1',
    parts: { capitalGain: '100' },
    ...more,
  });
  const losses = (book: SmallBook): string[] =>
    saleLines(year(book, 2012)).map((line) => line.split(' ').slice(4).join(' '));

  it('is the part of the loss that counts: what a wash sale disallows is not long-term as well', () => {
    // 10 shares received $10.00 and lose $50.00; 8 are replaced, so that $10.00 of the loss count.
    const book = new SmallBook()
      .document(2012, [gain({ amount: '1.5' })])
      .buy('2012-02-01', 'a', '10', '100')
      .sell('2012-05-01', '10', '50')
      .buy('2012-05-02', 'b', '8', '40');
    expect(losses(book)).toEqual(['-50.00 short disallowed 40.00 long 10.00']);
  });

  it('is not one of inherited shares, nor of those that a spin-off brought', () => {
    const inherited = new SmallBook()
      .document(2012, [gain()])
      .buy('2012-02-01', 'a', '10', '100', { action: 'inherit' })
      .sell('2012-05-01', '10', '50');
    expect(losses(inherited)).toEqual(['-50.00 long']);
    const spun = new SmallBook()
      .document(2012, [gain()])
      .buy('2012-02-01', 'a', '10', '100')
      .spinOff('2012-04-01', '1:1', '50')
      .sell('2012-05-01', '10', '20', { security: 'NEW' })
      .sell('2012-05-01', '10', '20');
    expect(losses(spun)).toEqual(['-30.00 short', '-30.00 short long 10.00']);
  });

  it('does not count a payment of the next year', () => {
    const book = new SmallBook()
      .document(2013, [gain({ ex: '2012-12-20', payable: '2013-01-15' })])
      .buy('2012-11-01', 'a', '10', '100')
      .sell('2012-12-28', '10', '50');
    expect(losses(book)).toEqual(['-50.00 short']);
  });
});

describe('a sale between the ex-date and the payment', () => {
  const row = { ex: '2001-12-20', amount: '1', parts: { returnOfCapital: '100' } };

  it('is said as long as the return of capital is not in effect, even after it was paid', () => {
    const book = new SmallBook()
      .document(2002, [{ ...row, payable: '2001-12-27' }])
      .buy('2001-01-02', 'a', '10', '100')
      .sell('2001-12-28', '5', '50');
    expect(said(year(book, 2002))).toContain('info roc-after-sale entry-2 a');
    expect(year(book, 2002).excessGains).toMatchObject([{ amount: 500n }]);
  });

  it('is not said of shares that a spin-off brought, nor of a gift', () => {
    const book = new SmallBook()
      .document(2002, [{ ...row, payable: '2002-01-15' }])
      .buy('2001-01-02', 'a', '10', '100')
      .spinOff('2001-12-21', '1:1', '50')
      .sell('2001-12-28', '5', '50', { security: 'NEW' })
      .give('2001-12-28', '5');
    const report = year(book, 2002);
    expect(said(report).filter((line) => line.includes('roc-after-sale'))).toEqual([]);
    // The five shares that were given away take their part of the pending payment out as gain.
    expect(report.excessGains).toMatchObject([{ lot: 'a', amount: 500n, term: 'long' }]);
  });

  it('says which shares came too late, but not those that are the payment itself', () => {
    const late = (action: 'reinvest' | 'in-kind' | 'gift-received'): boolean =>
      said(
        year(
          new SmallBook()
            .document(2001, [{ ...row, payable: '2001-12-27' }])
            .buy('2001-12-27', 'a', '10', '100', { action }),
          2001,
        ),
      ).includes('info not-entitled a');
    expect([late('reinvest'), late('in-kind'), late('gift-received')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('the holding period around an ex-date', () => {
  const rows = [
    {
      payable: '2019-03-29',
      ex: '2019-03-14',
      amount: '1',
      parts: { ordinary: '60', qualified: '40' },
      subsets: { section199A: '60' },
    },
  ] as const;

  it('is counted by the day, and what falls short does not count', () => {
    // Bought on March 13: sold on April 28 that is 46 days, enough for section 199A alone.
    const book = new SmallBook()
      .document(2019, rows)
      .buy('2019-03-13', 'a', '100', '5000')
      .sell('2019-04-27', '20', '1200')
      .sell('2019-04-28', '30', '1800');
    const report = year(book, 2019);
    expect(
      report.holdingPeriods.map(({ part, shares: held, disposed, daysHeld, daysNeeded }) => [
        part,
        held / 1_000_000n,
        disposed,
        daysHeld,
        daysNeeded,
      ]),
    ).toEqual([
      ['qualified', 20n, '2019-04-27', 45, 61],
      ['qualified', 30n, '2019-04-28', 46, 61],
      ['qualified', 50n, null, 61, 61],
      ['section199A', 20n, '2019-04-27', 45, 46],
      ['section199A', 30n, '2019-04-28', 46, 46],
      ['section199A', 50n, null, 46, 46],
    ]);
    expect(
      report.uncountedParts.map(({ part, amount, sharesTooShort, notCounted }) => [
        part,
        amount,
        sharesTooShort / 1_000_000n,
        notCounted,
      ]),
    ).toEqual([
      ['qualified', 4000n, 50n, 2000n],
      ['section199A', 6000n, 20n, 1200n],
    ]);
    expect(said(report)).toContain('info holding-period-not-met');
  });

  it('follows the shares into another account, and a gift ends it', () => {
    const book = new SmallBook()
      .document(2019, rows)
      .buy('2019-03-01', 'a', '100', '5000')
      .transfer('2019-03-20', 'other', '50')
      .sell('2019-03-25', '10', '600', { account: 'other' })
      .give('2019-03-25', '5');
    const [first, second] = year(book, 2019).holdingPeriods;
    expect(first).toMatchObject({ lot: 'a', account: 'broker', disposed: '2019-03-25' });
    expect([first?.shares, first?.daysHeld]).toEqual([15_000000n, 24]);
    expect([second?.shares, second?.daysHeld]).toEqual([85_000000n, 73]);
  });
});

describe('cash and documents', () => {
  it('sums up what came in while no document is there', () => {
    const book = new SmallBook()
      .buy('2012-01-02', 'a', '100', '1000')
      .dividend('2012-03-31', '30')
      .buy('2012-03-31', 'r1', '3', '30', { action: 'reinvest' })
      .buy('2012-06-30', 'r2', '3', '31', { action: 'reinvest' });
    const report = year(book, 2012);
    expect(report.provisional).toMatchObject([{ account: 'broker', cash: 6100n, entries: 2 }]);
    expect(said(report)).toEqual(['warning provisional-year']);
  });

  it('compares dividends with the payments of their day', () => {
    const differs = (day: string, amount: string): boolean =>
      said(
        year(
          new SmallBook()
            .document(2012, [
              { payable: '2012-03-30', ex: '2012-03-14', amount: '1', parts: { ordinary: '100' } },
            ])
            .buy('2012-01-02', 'a', '100', '1000')
            .dividend(day, amount),
          2012,
        ),
      ).includes('warning dividend-differs entry-2');
    expect(differs('2012-03-30', '100')).toBe(false);
    expect(differs('2012-03-30', '99.99')).toBe(true);
    expect(differs('2012-03-29', '100')).toBe(true);
  });

  it('sees what two documents say of one payment', () => {
    const dates = { record: '2012-12-31', payable: '2013-01-15', ex: '2012-12-28', amount: '1' };
    const parts = { ordinary: '100' };
    const codes = (first: object, second: object | undefined): string[] => {
      const book = new SmallBook()
        .document(2012, [{ ...dates, parts, ...first }])
        .buy('2012-01-02', 'a', '100', '1000');
      if (second) book.document(2013, [{ ...dates, parts, ...second }]);
      return said(year(book, 2012)).filter((line) => !line.includes('january-payment'));
    };
    expect(codes({ allocable: '0.4' }, undefined)).toEqual(['info split-year-payment']);
    expect(codes({ allocable: '0.4' }, { allocable: '0.6' })).toEqual([]);
    expect(codes({ allocable: '0.4' }, { allocable: '0.7' })).toEqual([
      'warning overlapping-allocation',
    ]);
    expect(
      codes(
        { allocable: '0.4', declared: '2012-12-01' },
        { allocable: '0.6', declared: '2012-12-02' },
      ),
    ).toEqual(['warning conflicting-declaration']);
  });
});
