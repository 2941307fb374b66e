import { describe, expect, it } from 'vitest';
import { makeWorkedExample, useHarness } from './testing/harness.ts';

const use = useHarness();

describe('the worked example of the calculation, section 11', () => {
  it('comes out of the handlers to the cent', async () => {
    await makeWorkedExample(use.app);
    const { report, form } = await use.app.ok('year.report', { year: 2002 });
    expect(Object.fromEntries(report.form1099Div.map((box) => [box.box, box.amount]))).toEqual({
      '1': '201.40',
      '2a': '62.64',
      '2b': '0.00',
      '2c': '21.64',
      '2d': '41.00',
      '2e': '0.00',
      '3': '63.96',
    });
    expect(report.payments).toHaveLength(4);
    expect(report.payments[0]).toMatchObject({
      exDate: '2002-01-31',
      cash: '82.00',
      components: {
        ordinary: '50.35',
        capitalGain: '5.41',
        unrecaptured1250: '10.25',
        returnOfCapital: '15.99',
      },
      subsets: { qualified5Year: '5.41' },
    });
    expect(report.lots).toMatchObject([
      {
        lot: 'AIV/2000-03-01',
        cost: '3800.00',
        returnOfCapitalBefore: '0.00',
        returnOfCapitalInYear: '63.96',
        adjustedBasis: '3736.04',
      },
    ]);
    expect(new Set(report.payments.map(({ key }) => key)).size).toBe(4);
    expect(form?.title).toContain('1099-DIV');
  });

  it('goes to the lines of the return of 2002, in cents or in whole dollars', async () => {
    await makeWorkedExample(use.app);
    const asked = { year: 2002, accountId: null, brokerBasis: 'adjusted' } as const;
    const shown = async (wholeDollars: boolean) =>
      (await use.app.ok('year.returnLines', { ...asked, wholeDollars })).lines.map(
        ({ form, line, amount }) => `${form} ${line} ${amount}`,
      );
    expect(await shown(false)).toEqual([
      'Form 1040 9 201.40',
      'Schedule D 13, column (f) 62.64',
      'Schedule D 19 41.00',
      'Schedule D 29 21.64',
    ]);
    expect(await shown(true)).toEqual([
      'Form 1040 9 201.00',
      'Schedule D 13, column (f) 63.00',
      'Schedule D 19 41.00',
      'Schedule D 29 22.00',
    ]);
    const refused = await use.app.refused('year.returnLines', {
      ...asked,
      accountId: 'closed',
      wholeDollars: false,
    });
    expect(refused.code).toBe('not-found');
  });

  it('is there again after a restart', async () => {
    await makeWorkedExample(use.app);
    const before = await use.app.ok('year.report', { year: 2002 });
    use.app.restart();
    expect(await use.app.ok('year.report', { year: 2002 })).toEqual(before);
  });

  it('explains every box, payment and lot down to the document and the entry', async () => {
    await makeWorkedExample(use.app);
    const { report } = await use.app.ok('year.report', { year: 2002 });
    const box = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'box', box: '3', account: null },
    });
    expect(box.steps[0]).toMatchObject({ value: '63.96', unit: 'usd' });
    const leaves = JSON.stringify(box);
    expect(leaves).toContain('"kind":"document"');
    expect(leaves).toContain('"kind":"transaction"');
    for (const each of report.form1099Div) {
      const figure = { kind: 'box', box: each.box, account: null } as const;
      const { steps } = await use.app.ok('year.explain', { year: 2002, figure });
      expect(steps[0]?.value).toBe(each.amount);
    }
    const [holder] = await use.app.ok('accounts.list', {});
    const basis = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'adjustedBasis', account: holder?.id ?? '', lot: 'AIV/2000-03-01' },
    });
    expect(basis.steps[0]?.value).toBe('3736.04');
    const cash = await use.app.ok('year.explain', {
      year: 2002,
      figure: { kind: 'paymentCash', payment: report.payments[0]?.key ?? '' },
    });
    expect(cash.steps[0]?.value).toBe('82.00');
    expect(
      await use.app.refused('year.explain', {
        year: 2002,
        figure: { kind: 'paymentCash', payment: 'gone' },
      }),
    ).toMatchObject({ code: 'not-found' });
  });

  it('shows the lot stepping down payment by payment', async () => {
    await makeWorkedExample(use.app);
    const [account] = await use.app.ok('accounts.list', {});
    const accountId = account?.id ?? '';
    const { events } = await use.app.ok('lots.timeline', {
      year: 2002,
      accountId,
      lot: 'AIV/2000-03-01',
    });
    expect(
      events.map((step) => [step.kind, step.day, step.basisAfter, step.basisPerShareAfter]),
    ).toEqual([
      ['acquired', '2000-03-01', '3800.00', '38'],
      ['returnOfCapital', '2002-01-31', '3784.01', '37.8401'],
      ['returnOfCapital', '2002-05-02', '3768.02', '37.6802'],
      ['returnOfCapital', '2002-08-14', '3752.03', '37.5203'],
      ['returnOfCapital', '2002-11-06', '3736.04', '37.3604'],
    ]);
    expect(
      await use.app.refused('lots.timeline', { year: 2002, accountId, lot: 'none' }),
    ).toMatchObject({ code: 'not-found' });
  });
});
