/** Years of which payments are known and no release is: their cash, and no box. */
import { beforeEach, describe, expect, it } from 'vitest';
import { knownPayments } from '../resources/reference.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from './testing/harness.ts';

const use = useHarness();

const known = (year: number) => use.app.ok('year.knownPayments', { year });

async function addFromLibrary(taxYear: number): Promise<void> {
  const entry = (await use.app.ok('library.list', {})).find(
    (one) => one.taxYear === taxYear && one.issuer.startsWith('Apartment Inv'),
  );
  await use.app.ok('documents.accept', {
    fileName: `library ${taxYear}.txt`,
    content: { kind: 'text', text: entry?.text ?? '' },
    status: null,
  });
}

describe('known payments', () => {
  beforeEach(() => makeOwnBook(use.app));

  it('are none of a book that holds nothing of them', async () => {
    expect(await known(1999)).toMatchObject({ years: [], rows: [], cash: { value: '0.00' } });
  });

  it('are cash of the shares that were held before each ex-date, and in no box', async () => {
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    const { rows, cash, years } = await known(2000);
    // Bought on March 1, 2000: not entitled to the payment of February.
    expect(rows.map(({ exDate, shares, cash: paid }) => [exDate, shares, paid.value])).toEqual([
      ['2000-05-03', '100', '70.00'],
      ['2000-08-02', '100', '70.00'],
      ['2000-11-01', '100', '70.00'],
    ]);
    expect(cash.value).toBe('210.00');
    expect(years).toEqual([
      {
        security: 'AIV',
        known: 'Only the payments are known: the library has no release for this year.',
      },
    ]);
    const { report } = await use.app.ok('year.report', { year: 2000 });
    expect(report.payments).toEqual([]);
    expect(report.form1099Div.map(({ amount }) => amount)).toEqual(
      report.form1099Div.map(() => '0.00'),
    );
    expect(report.notices.map(({ code }) => code)).toContain('missing-allocation');
  });

  it('give way to a release of the year', async () => {
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    expect((await known(2002)).rows).toHaveLength(4);
    await addFromLibrary(2002);
    expect((await known(2002)).rows).toEqual([]);
  });

  it('are what a release lacks that was seen in part, which stays an estimate', async () => {
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    await addFromLibrary(2011);
    const { rows, cash } = await known(2011);
    expect(rows.map(({ exDate }) => exDate)).toEqual(['2011-05-18', '2011-08-17', '2011-11-16']);
    expect(cash.value).toBe('36.00');
    const { report } = await use.app.ok('year.report', { year: 2011 });
    expect(report.payments.map(({ cash: paid }) => paid)).toEqual(['12.00']);
    expect(report.notices.map(({ code }) => code)).toContain('estimate-in-use');
  });

  it('tell of every year from 1994 on, each payment in its year and with its source', () => {
    const [aimco] = knownPayments;
    expect(aimco?.years.map(({ taxYear }) => taxYear)).toEqual(
      Array.from({ length: 33 }, (_, i) => 1994 + i),
    );
    for (const { taxYear, payments } of aimco?.years ?? []) {
      for (const { exDate, recordDate, payableDate, source } of payments) {
        expect([taxYear, exDate.slice(0, 4)]).toEqual([taxYear, String(taxYear)]);
        expect(source).not.toBe('');
        if (recordDate !== null && payableDate !== null)
          expect(payableDate > recordDate).toBe(true);
      }
    }
    // As the list of what is known has it: 31 years with a payment but those in which none was found.
    const none = aimco?.years.filter(({ payments }) => payments.length === 0);
    expect(none?.map(({ taxYear }) => taxYear)).toEqual([2021, 2023, 2024, 2026]);
  });
});
