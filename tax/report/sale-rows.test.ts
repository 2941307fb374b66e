import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, type Cents } from '../values/money.ts';
import type { SaleStyle } from './return-line-map.ts';
import { excessRow, saleRows, type SaleRow } from './sale-rows.ts';
import { day } from '../testing/fixtures.ts';
import { cents, excessOf, pieceOf, wholeShares } from '../testing/report-values.ts';
import type { Replacement, SalePiece } from '../lots/figures.ts';

const BOUGHT: Replacement = {
  accountId: 'a1',
  account: 'Brokerage',
  lot: 'AIV/2019-07-10/wash',
  bought: day('2019-07-10'),
  shares: wholeShares(40),
  disallowedLoss: cents(4_000),
  addedToBasis: true,
};

const money = (value: Cents | null): string => (value === null ? '' : formatMoney(value));

/** The columns of a row from (a) to (h), as they are printed. */
function columns(row: SaleRow): string {
  return [
    row.box ?? row.term,
    row.description,
    row.acquired ?? '',
    row.sold ?? '',
    money(row.proceeds),
    money(row.basis),
    row.codes,
    money(row.adjustment),
    money(row.gain),
    ...(row.postMay5Gain === null ? [] : [money(row.postMay5Gain)]),
  ].join(' | ');
}

function rowsOf(
  more: Partial<SalePiece>,
  style: SaleStyle = 'form8949',
  brokerBasis: 'adjusted' | 'original' = 'adjusted',
): string[] {
  return saleRows(pieceOf(more), style, brokerBasis).map(columns);
}

describe('a sale on Form 8949', () => {
  it('is one row without a code', () => {
    expect(rowsOf({})).toEqual([
      'D | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1000.00 |  |  | -100.00',
    ]);
  });

  it('says what kind of sale it was', () => {
    const fraction = { kind: 'cash-for-fraction', shares: 50_000_000n } as Partial<SalePiece>;
    expect(rowsOf(fraction)[0]).toContain('0.5 sh. AIV (cash for a fraction)');
    expect(rowsOf({ kind: 'redemption' })[0]).toContain('100 sh. AIV (redeemed)');
  });

  it('has code W and the disallowed loss as a positive adjustment', () => {
    const piece = pieceOf({ disallowedLoss: cents(4_000), replacements: [BOUGHT] });
    const [row] = saleRows(piece, 'form8949', 'adjusted');
    expect(columns(row as SaleRow)).toBe(
      'D | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1000.00 | W | 40.00 | -60.00',
    );
    expect(row?.statement).toBe(
      'Wash sale (section 1091): $40.00 of the loss is disallowed, because of 40 shares bought on 2019-07-10 (lot AIV/2019-07-10/wash, account Brokerage). It is added to the basis of these shares.',
    );
  });

  it('says that a loss is lost where the shares went to a tax-deferred account', () => {
    const lost = { ...BOUGHT, account: 'IRA', addedToBasis: false };
    const piece = pieceOf({ disallowedLoss: cents(4_000), replacements: [lost] });
    expect(saleRows(piece, 'form8949', 'adjusted')[0]?.statement).toContain(
      'account IRA, tax-deferred). What fell to shares in a tax-deferred account is lost',
    );
  });

  it('puts right a reported basis in column (g), and one that was not reported in (e)', () => {
    expect(rowsOf({}, 'form8949', 'original')).toEqual([
      'D | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1050.00 | B | 50.00 | -100.00',
    ]);
    const old = { acquired: day('2010-12-31'), heldSince: day('2010-12-31') };
    expect(rowsOf(old, 'form8949', 'original')).toEqual([
      'E | 100 sh. AIV | 2010-12-31 | 2019-07-01 | 900.00 | 1000.00 | B | 0.00 | -100.00',
    ]);
    expect(
      rowsOf({ returnOfCapital: cents(0), cost: cents(100_000) }, 'form8949', 'original'),
    ).toEqual(['D | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1000.00 |  |  | -100.00']);
  });

  it('joins codes in alphabetical order and their adjustments', () => {
    const piece = { disallowedLoss: cents(4_000), replacements: [BOUGHT] };
    expect(rowsOf(piece, 'form8949', 'original')).toEqual([
      'D | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1050.00 | BW | 90.00 | -60.00',
    ]);
  });

  it('moves a loss of section 857(b)(8) to the long-term part, with a statement', () => {
    const piece = pieceOf({
      term: 'short',
      acquired: day('2019-03-01'),
      heldSince: day('2019-03-01'),
      longTermLoss: cents(2_500),
    });
    const rows = saleRows(piece, 'form8949', 'adjusted');
    expect(rows.map(columns)).toEqual([
      'A | 100 sh. AIV | 2019-03-01 | 2019-07-01 | 900.00 | 1000.00 | O | 25.00 | -75.00',
      'D | 100 sh. AIV, section 857(b)(8) | 2019-03-01 | 2019-07-01 | 0.00 | 0.00 | O | -25.00 | -25.00',
    ]);
    for (const row of rows) expect(row.statement).toMatch(/^Section 857\(b\)\(8\): \$25\.00 of/);
  });

  it('has INHERITED, or the day from which the holding period counts, in column (b)', () => {
    expect(rowsOf({ inherited: true })[0]).toContain('| INHERITED | 2019-07-01 |');
    const tacked = pieceOf({ heldSince: day('2017-05-05') });
    const [row] = saleRows(tacked, 'form8949', 'adjusted');
    expect(row?.acquired).toBe('2017-05-05');
    expect(row?.statement).toContain(
      'Bought on 2018-01-02; the holding period counts from 2017-05-05',
    );
  });

  it('has what exceeded the basis as a row that no broker reported', () => {
    const row = excessRow(excessOf({ date: day('2019-02-11'), inherited: true }), 'form8949');
    expect(columns(row)).toBe(
      'F | Nondividend Distribution Exceeding Basis, AIV | INHERITED | 2019-02-11 | 16.36 | 0.00 |  |  | 16.36',
    );
    expect(excessRow(excessOf({ term: 'short' }), 'form8949').box).toBe('C');
  });
});

describe('a sale on Schedule D', () => {
  it('has the whole loss, and what is not allowed directly below it', () => {
    const piece = { disallowedLoss: cents(4_000), replacements: [BOUGHT] };
    expect(rowsOf(piece, 'scheduleD')).toEqual([
      'long | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1000.00 |  |  | -100.00',
      'long | Wash Sale |  |  |  |  |  |  | 40.00',
    ]);
  });

  it('takes a loss of section 857(b)(8) out of line 1 and puts it on line 8', () => {
    expect(rowsOf({ term: 'short', longTermLoss: cents(2_500) }, 'scheduleD')).toEqual([
      'short | 100 sh. AIV | 2018-01-02 | 2019-07-01 | 900.00 | 1000.00 |  |  | -100.00',
      'short | Section 857(b)(8) loss, AIV |  |  |  |  |  |  | 25.00',
      'long | Section 857(b)(8) loss, AIV |  |  |  |  |  |  | -25.00',
    ]);
  });

  it.each([
    ['2003-05-05', '0.00'],
    ['2003-05-06', '-100.00'],
  ])('shows in column (g) of 2003 what came after May 5: sold %s', (sold, expected) => {
    expect(rowsOf({ sold: day(sold) }, 'scheduleD2003')[0]).toMatch(new RegExp(`\\| ${expected}$`));
    const row = excessRow(excessOf({ date: day(sold) }), 'scheduleD2003');
    expect(row.postMay5Gain).toBe(expected === '0.00' ? 0n : 1_636n);
  });
});

describe('the rows of a sale', () => {
  const amount = fc.bigInt({ min: 0n, max: 10_000_000n });
  const arbitrary = fc.record({
    proceeds: amount,
    basis: amount,
    returned: amount,
    washPart: fc.nat(100),
    longPart: fc.nat(100),
    short: fc.boolean(),
    old: fc.boolean(),
  });

  it('add up to the gain that counts, by term, whatever the broker reported', () => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.constantFrom<SaleStyle>('form8949', 'scheduleD', 'scheduleD2003'),
        fc.constantFrom('adjusted' as const, 'original' as const),
        (given, style, brokerBasis) => {
          const gain = given.proceeds - given.basis;
          const loss = gain < 0n ? -gain : 0n;
          const disallowed = (loss * BigInt(given.washPart)) / 100n;
          const moved = given.short ? ((loss - disallowed) * BigInt(given.longPart)) / 100n : 0n;
          const piece = pieceOf({
            acquired: given.old ? day('2009-01-05') : day('2012-01-05'),
            term: given.short ? 'short' : 'long',
            proceeds: cents(given.proceeds),
            cost: cents(given.basis + given.returned),
            adjustedBasis: cents(given.basis),
            returnOfCapital: cents(given.returned),
            gain: cents(gain),
            disallowedLoss: cents(disallowed),
            replacements:
              disallowed === 0n ? [] : [{ ...BOUGHT, disallowedLoss: cents(disallowed) }],
            longTermLoss: cents(moved),
          });
          const rows = saleRows(piece, style, brokerBasis);
          const sum = (term: 'short' | 'long') =>
            rows.filter((row) => row.term === term).reduce((total, row) => total + row.gain, 0n);
          const counts = gain + disallowed;
          expect(sum('short')).toBe(given.short ? counts + moved : 0n);
          expect(sum('long')).toBe(given.short ? -moved : counts);
          for (const row of rows) {
            if (style === 'form8949') {
              const { proceeds, basis, adjustment } = row;
              expect(row.gain).toBe((proceeds ?? 0n) - (basis ?? 0n) + (adjustment ?? 0n));
              expect(adjustment === null).toBe(row.codes === '');
            }
          }
          expect(rows.reduce((total, row) => total + (row.proceeds ?? 0n), 0n)).toBe(
            given.proceeds,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what the broker reported of a sale', () => {
  const sold = pieceOf({ cost: cents(100_000), adjustedBasis: cents(96_000) });

  it.each([
    ['basis', 'D', ''],
    ['proceeds', 'E', ''],
    ['nothing', 'F', ''],
  ] as const)('decides the box: %s is %s', (reporting, box, codes) => {
    const [row] = saleRows(sold, 'form8949', 'adjusted', {
      reporting,
      basis: null,
      proceeds: null,
    });
    expect([row?.box, row?.codes]).toEqual([box, codes]);
  });

  it('is corrected in column (g) where the IRS has another basis', () => {
    const reported = { reporting: 'basis', basis: cents(99_000), proceeds: null } as const;
    const [row] = saleRows(sold, 'form8949', 'adjusted', reported);
    expect(row).toMatchObject({ codes: 'B', basis: 99_000n, adjustment: 3_000n });
    expect(row?.gain).toBe(sold.gain);
    expect(row?.statement).toContain('The basis on Form 1099-B is $990.00');
  });

  it('is corrected in column (e) where only the holder has it', () => {
    const reported = { reporting: 'proceeds', basis: cents(100_000), proceeds: null } as const;
    const [row] = saleRows(sold, 'form8949', 'adjusted', reported);
    expect(row).toMatchObject({ codes: 'B', basis: 96_000n, adjustment: 0n });
  });

  it('has its proceeds before the cost of the sale in (d), and that cost in (g) with code E', () => {
    const { proceeds } = sold;
    const more = (by: bigint) => ({ reporting: null, basis: null, proceeds: cents(proceeds + by) });
    const [row] = saleRows(sold, 'form8949', 'adjusted', more(750n));
    expect(row).toMatchObject({ codes: 'E', proceeds: proceeds + 750n, adjustment: -750n });
    expect([row?.gain, row?.figures.adjustment?.value]).toEqual([sold.gain, -750n]);
    expect(row?.statement).toContain('before $7.50 that the sale cost');
    const [most] = saleRows(sold, 'form8949', 'adjusted', more(proceeds / 19n));
    expect(most).toMatchObject({ codes: 'E', adjustment: -(proceeds / 19n) });
    // No sale costs so much, and less than was received is before no cost: then what was received stands.
    for (const by of [proceeds / 19n + 1n, -750n, 0n]) {
      const [other] = saleRows(sold, 'form8949', 'adjusted', more(by));
      expect(other).toMatchObject({ codes: '', proceeds, adjustment: null });
    }
    const unreported = { ...more(750n), reporting: 'nothing' } as const;
    expect(saleRows(sold, 'form8949', 'adjusted', unreported)[0]).toMatchObject({
      codes: '',
      proceeds,
    });
  });

  it('has every code in one row, and one adjustment that puts all of it right', () => {
    const loss = pieceOf({
      proceeds: cents(90_000),
      cost: cents(100_000),
      adjustedBasis: cents(96_000),
      gain: cents(-6_000),
      returnOfCapital: cents(4_000),
      disallowedLoss: cents(2_000),
      replacements: [{ ...BOUGHT, disallowedLoss: cents(2_000) }],
    });
    const reported = {
      reporting: 'basis',
      basis: cents(100_000),
      proceeds: cents(90_500),
    } as const;
    const [row] = saleRows(loss, 'form8949', 'adjusted', reported);
    // 905.00 less 1,000.00 and 55.00 more are the loss of 40.00 that counts.
    expect(row).toMatchObject({ codes: 'BEW', proceeds: 90_500n, basis: 100_000n });
    expect([row?.adjustment, row?.gain]).toEqual([5_500n, -4_000n]);
  });

  it('has no code where its basis is the right one, whatever is assumed of others', () => {
    const reported = { reporting: 'basis', basis: sold.adjustedBasis, proceeds: null } as const;
    const [row] = saleRows(sold, 'form8949', 'original', reported);
    expect([row?.codes, row?.basis]).toEqual(['', sold.adjustedBasis]);
  });
});
