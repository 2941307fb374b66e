/** Securities at the end of a year and over all years, with what their totals leave out. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeWorkedExample, useHarness } from '../testing/harness.ts';

const use = useHarness();

describe('the securities of the sample book', () => {
  beforeEach(async () => {
    await use.app.ok('book.create', { kind: 'sample' });
  });

  it('have the sums of the year’s taxable lots, and say which account they leave out', async () => {
    const list = await use.app.ok('holdings.list', { year: 2002, sort: null });
    const { report } = await use.app.ok('year.report', { year: 2002 });
    const all = report.selections.find(({ account }) => account === null);
    expect(list.leftOut).toEqual(['IRA']);
    expect(list.sums?.adjustedBasis).toBe(all?.basis.adjustedBasis);
    expect(list.sums?.cost).toBe(all?.basis.cost);
    const aiv = list.rows.find(({ security }) => security === 'AIV');
    expect(aiv?.deferred.map(({ account }) => account)).toEqual(['IRA']);
    expect(Number(aiv?.lots)).toBeGreaterThan(5);
  });

  it('count the lots whose amounts they have, and those of the other accounts apart', async () => {
    const { rows } = await use.app.ok('holdings.list', { year: 2002, sort: null });
    const aiv = rows.find(({ security }) => security === 'AIV');
    const all = await use.app.ok('lots.list', {
      ...{ year: 2002, accountId: null, search: '', sort: null, from: 0, most: 100 },
      securityId: aiv?.securityId ?? '',
    });
    const inIra = all.rows.filter(({ account }) => account === 'IRA').length;
    expect(inIra).toBeGreaterThan(0);
    expect([all.found, all.foundLeftOut]).toEqual([all.rows.length, inIra]);
    expect([aiv?.lots, aiv?.deferred.map(({ lots }) => lots)]).toEqual([
      all.found - inIra,
      [inIra],
    ]);
  });

  it('are sorted by a column, both ways; what is in no amount stands last', async () => {
    const asked = async (column: 'cost' | 'security', descending: boolean) => {
      const sort = { column, descending };
      const { rows } = await use.app.ok('holdings.list', { year: 2002, sort });
      return rows.filter(({ lots }) => lots > 0);
    };
    const costs = async (descending: boolean) =>
      (await asked('cost', descending)).flatMap(({ counted }) => counted?.cost ?? []);
    const up = await costs(false);
    expect(up).toHaveLength(2);
    expect(up.map(Number)).toEqual(up.map(Number).toSorted((a, b) => a - b));
    expect(await costs(true)).toEqual(up.toReversed());
    const names = (await asked('security', true)).map(({ security }) => security);
    expect(names).toEqual(names.toSorted().toReversed());
  });

  it('have each year’s cash, return of capital and basis, and every total can be asked about', async () => {
    const { rows } = await use.app.ok('holdings.list', { year: 2002, sort: null });
    const { securityId } = rows.find(({ security }) => security === 'AIV') ?? { securityId: '' };
    const one = await use.app.ok('holdings.security', { year: 2002, securityId });
    expect(one.years.map(({ year, paid }) => [year, paid === null])).toEqual([
      [2002, false],
      [2001, true],
      [2000, true],
      [1999, true],
      [1998, true],
    ]);
    const [last] = one.years;
    for (const [of, value] of [
      ['cash', last?.paid?.cash],
      ['returnOfCapital', last?.paid?.returnOfCapital],
      ['exceedsBasis', last?.paid?.exceedsBasis],
      ['adjustedBasis', last?.adjustedBasis],
    ] as const) {
      const { steps } = await use.app.ok('year.explain', {
        year: 2002,
        figure: { kind: 'ofSecurity', account: null, security: securityId, of },
      });
      expect([of, steps[0]?.value]).toEqual([of, value]);
      expect(steps[0]?.label).toMatch(/^AIV: /);
    }
    expect(last?.paid?.exceedsBasis).toBe('14.36');
  });

  it('leave the lots of the account out of their list’s total that is in no other', async () => {
    const list = await use.app.ok('lots.list', {
      year: 2002,
      accountId: null,
      search: '',
      sort: null,
      from: 0,
      most: 100,
    });
    const { report } = await use.app.ok('year.report', { year: 2002 });
    const all = report.selections.find(({ account }) => account === null);
    expect(list.leftOut).toEqual(['IRA']);
    expect(list.sums?.adjustedBasis).toBe(all?.basis.adjustedBasis);
    const { steps } = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'listedLots', account: null, search: '', of: 'adjustedBasis' },
    });
    expect(steps[0]?.value).toBe(list.sums?.adjustedBasis);
  });
});

describe('a security by hand', () => {
  it('has one step for its purchase and one for each payment', async () => {
    await makeWorkedExample(use.app);
    const { rows, sums } = await use.app.ok('holdings.list', { year: 2002, sort: null });
    expect(sums).toBeNull();
    const [row] = rows;
    expect(row?.counted).toMatchObject({ shares: '100', adjustedBasis: '3736.04' });
    const one = await use.app.ok('holdings.security', {
      year: 2002,
      securityId: row?.securityId ?? '',
    });
    const { report } = await use.app.ok('year.report', { year: 2002 });
    const exDates = report.payments.map(({ exDate }) => exDate);
    expect(one.steps.map(({ day, basisPerShareAfter }) => [day, basisPerShareAfter])).toEqual([
      ['2000-03-01', '38'],
      [exDates[0], '37.8401'],
      [exDates[1], '37.6802'],
      [exDates[2], '37.5203'],
      [exDates[3], '37.3604'],
    ]);
    expect(one.years[0]).toMatchObject({
      year: 2002,
      paid: { cash: '328.00', returnOfCapital: '63.96', exceedsBasis: '0.00' },
      shares: '100',
      adjustedBasis: '3736.04',
    });
  });

  it('is gone when it is not in the book', async () => {
    await makeWorkedExample(use.app);
    const asked = { year: 2002, securityId: 'gone' };
    expect(await use.app.refused('holdings.security', asked)).toMatchObject({ code: 'not-found' });
  });
});

describe('a year of liquidation alone', () => {
  it('names who paid, and counts what is in its boxes and no dividend', async () => {
    await use.app.ok('book.create', { kind: 'own' });
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      ...{ action: 'liquidation', date: '2002-05-01', shares: '', amount: '500.00' },
    });
    const { report } = await use.app.ok('year.frame', { year: 2002 });
    const all = report.selections.find(({ account }) => account === null);
    expect(all?.boxes.find(({ box }) => box === '8')?.amount).toBe('500.00');
    expect([report.payments, all?.liquidations, all?.payers.length]).toEqual([[], 1, 1]);
  });
});
