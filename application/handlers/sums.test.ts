/** Every sum that stands beside a year's rows: its value, and the parts that it is made of. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  HELD_LOTS_TOTALS,
  LOT_AMOUNTS,
  PAYMENTS_TOTALS,
  type FormColumn,
} from '../../tax/facts/figure-ref.ts';
import { parseMoney, sumCents, type Cents } from '../../tax/values/money.ts';
import type { Request } from '../contract.ts';
import { makeWorkedExample, useHarness } from '../testing/harness.ts';
import { isOfPath } from '../../tax/report/year-path.ts';

type Figure = Request<'year.explain'>['figure'];

const use = useHarness();
const YEAR = 2002;

async function stepsOf(figure: Figure) {
  return (await use.app.ok('year.explain', { year: YEAR, figure })).steps;
}

/** The steps below the first that can be asked about: each is asked, and has the value that it has in the sum. */
async function checkParts(figure: Figure, value: string): Promise<number> {
  const steps = await stepsOf(figure);
  expect([figure, steps[0]?.value]).toEqual([figure, value]);
  const parts = steps.filter((step) => step.figure);
  for (const part of parts) {
    if (!part.figure) continue;
    expect([part.label, (await stepsOf(part.figure))[0]?.value]).toEqual([part.label, part.value]);
  }
  return parts.length;
}

describe('the sums of the sample book', () => {
  beforeEach(async () => {
    await use.app.ok('book.create', { kind: 'sample' });
  });

  it('are those of the rows of the whole and of each account', { timeout: 60_000 }, async () => {
    const { report } = await use.app.ok('year.report', { year: YEAR });
    expect(report.selections.map(({ account, accounts }) => [account, accounts])).toEqual([
      [null, report.accounts.filter((one) => !one.taxDeferred).map(({ account }) => account)],
      ...report.accounts.map(({ account }) => [account, [account]]),
    ]);
    const sum = (amounts: readonly string[]) =>
      sumCents(amounts.map((amount) => parseMoney(amount) as Cents));
    for (const one of report.selections) {
      const own = <T extends { readonly account: string }>(rows: readonly T[]) =>
        rows.filter(({ account }) => one.accounts.includes(account));
      for (const of of LOT_AMOUNTS) {
        expect(parseMoney(one.basis[of])).toBe(sum(own(report.lots).map((lot) => lot[of])));
      }
      expect(parseMoney(one.cash)).toBe(sum(own(report.payments).map(({ cash }) => cash)));
      const account = one.accountId;
      let parts = 0;
      for (const of of HELD_LOTS_TOTALS) {
        parts += await checkParts({ kind: 'heldLots', account, of }, one.basis[of]);
      }
      for (const of of PAYMENTS_TOTALS) {
        const value = of === 'cash' ? one.cash : isOfPath(of) ? one.path[of] : one.components[of];
        parts += await checkParts({ kind: 'payments', account, of }, value);
      }
      expect(parts, `${one.account ?? 'all'} has figures`).toBeGreaterThan(5);
    }
  });

  it('are those of the lots that answer to a search, page by page', async () => {
    const list = (search: string, accountId: string | null, from = 0, most = 100) =>
      use.app.ok('lots.list', { year: YEAR, search, accountId, sort: null, from, most });
    const everything = await list('', null);
    expect(everything.found).toBe(everything.rows.length);
    expect(everything.all).toBe(everything.found);
    const [first] = everything.accounts;
    if (!first) throw new Error('the sample has lots');
    const found = await list(first.name.toLowerCase(), null);
    expect(found.rows.every((row) => row.account === first.name)).toBe(true);
    expect(found.rows).toEqual((await list('', first.id)).rows);
    expect((await list('no such lot', null)).found).toBe(0);
    const { sums } = await list('', first.id);
    let parts = 0;
    for (const of of LOT_AMOUNTS) {
      const figure = { kind: 'listedLots', account: first.id, search: '', of } as const;
      parts += await checkParts(figure, sums?.[of] ?? '');
    }
    expect(parts).toBeGreaterThan(5);
    // Pages are pieces of the same list, and the last one is shown where a later one is asked for.
    const second = await list('', null, 2, 2);
    expect(second.rows).toEqual(everything.rows.slice(2, 4));
    const beyond = await list('', null, 1000, 2);
    expect(beyond.rows.at(-1)).toEqual(everything.rows.at(-1));
    expect(beyond.rows.length).toBeGreaterThan(0);
  });

  it('are those of the columns of a form, exact where the total is in whole dollars', async () => {
    for (const wholeDollars of [false, true]) {
      const options = { wholeDollars, brokerBasis: 'adjusted' } as const;
      const { sales } = await use.app.ok('year.returnLines', {
        year: YEAR,
        accountId: null,
        ...options,
      });
      expect(sales.length).toBeGreaterThan(0);
      for (const { title, totals } of sales) {
        for (const [of, value] of Object.entries(totals)) {
          if (value === null || value === '0.00') continue;
          const column = of as FormColumn;
          const figure = { kind: 'formColumn', account: null, ...options, title, of: column };
          expect(await checkParts(figure as Figure, value)).toBeGreaterThan(0);
        }
      }
    }
  });

  it('are gone with the account or the page that they are of', async () => {
    for (const figure of [
      { kind: 'heldLots', account: 'gone', of: 'cost' },
      {
        kind: 'formColumn',
        account: null,
        wholeDollars: false,
        brokerBasis: 'adjusted',
        title: 'gone',
        of: 'gain',
      },
      { kind: 'addedLoss', transaction: '@entry' },
    ] as const) {
      const asked = { year: YEAR, figure };
      expect(await use.app.refused('year.explain', asked)).toMatchObject({ code: 'not-found' });
    }
  });
});

describe('a lot with a payment of every kind of figure', () => {
  it('has its cost and what was returned before in the basis before the year', async () => {
    await makeWorkedExample(use.app);
    const { steps } = await use.app.ok('year.explain', {
      year: 2003,
      figure: { kind: 'heldLots', account: null, of: 'basisBefore' },
    });
    expect(steps.map(({ label, value, operation }) => [label, value, operation])).toEqual([
      ['Basis before the payments of 2003', '3736.04', 'sum'],
      ['Lot AIV/2000-03-01, default', '3736.04', 'difference'],
      ['Cost of lot AIV/2000-03-01', '3800.00', 'fact'],
      ['Returned before, lot AIV/2000-03-01', '63.96', 'fact'],
    ]);
  });

  it('has the loss that a purchase takes over in the basis of its lot', async () => {
    await makeWorkedExample(use.app);
    const sale = { action: 'sell', date: '2002-12-02', amount: '300.00', shares: '10' };
    const bought = {
      date: '2002-12-09',
      action: 'buy',
      security: 'AIV',
      account: 'default',
      shares: '10',
      amount: '310.00',
      lot: null,
      note: null,
    };
    await use.app.ok('transactions.add', { ...bought, ...sale });
    const entry = { ...bought, replacing: null };
    const preview = await use.app.ok('transactions.preview', entry);
    // Ten shares of a basis of $37.3604 sold at $30.00 each.
    expect(preview.addedLoss).toBe('73.60');
    const { steps } = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'addedLoss', transaction: '@entry' },
      suppose: { kind: 'entry', entry },
    });
    expect(steps.map(({ label, value }) => [label, value])).toEqual([
      ['Disallowed loss in the basis', '73.60'],
      ['Cost of the new lots', '383.60'],
      [steps[2]?.label, '383.60'],
      ['What they cost', '310.00'],
    ]);
  });
});
