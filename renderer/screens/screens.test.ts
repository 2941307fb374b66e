import { describe, expect, it } from 'vitest';
import { axisAround, stepsOf, yearTicks } from './lots/steps.ts';
import { formColumns, rowsAsText, shownDay } from './tax-year/form-rows.ts';
import type { Report, SaleFormRow, SaleGroup } from './tax-year/load.ts';
import { pathSentence } from './tax-year/path-sentence.ts';
import { sortedNotices } from './tax-year/notice-steps.ts';
import { niceScale } from './tax-year/scale.ts';
import { select } from './tax-year/selection.ts';

const box = (amount: string) => ({
  box: '3',
  meaning: 'nondividendDistributions' as const,
  caption: 'Nontaxable distributions',
  amount,
});

const selection = (
  account: string | null,
  accounts: string[],
  amount: string,
): Report['selections'][number] => ({
  accountId: account,
  account,
  taxDeferred: false,
  accounts,
  boxes: [{ ...box(amount), known: true }],
  path: {
    income: '0.00',
    gain: '0.00',
    lowersBasis: '0.00',
    exceedsBasis: '0.00',
    ofLotsGone: '0.00',
  },
  discount: '0.00',
  payers: [],
  basis: {
    cost: '0.00',
    returnOfCapitalBefore: '0.00',
    basisBefore: '0.00',
    returnOfCapitalInYear: '0.00',
    adjustedBasis: '0.00',
  },
  cash: '0.00',
  components: {
    ordinary: '0.00',
    qualified: '0.00',
    capitalGain: '0.00',
    unrecaptured1250: '0.00',
    section1202: '0.00',
    collectibles28: '0.00',
    returnOfCapital: '0.00',
  },
  provisionalCash: '0.00',
  incomplete: false,
  lotsTooShort: 0,
  notCounted: [],
  lots: accounts.length,
  sales: 0,
  excessGains: 0,
  holdingPeriods: 0,
  liquidations: 0,
});

const report: Report = {
  payments: [],
  uncountedParts: [],
  provisional: [
    {
      accountId: 'Brokerage',
      securityId: 's',
      taxDeferred: false,
      account: 'Brokerage',
      security: 'AIV',
      cash: '82.00',
      entries: 1,
    },
    {
      accountId: 'IRA',
      securityId: 's',
      taxDeferred: true,
      account: 'IRA',
      security: 'AIV',
      cash: '8.20',
      entries: 1,
    },
  ],
  notices: [],
  notesLeft: 0,
  openLeft: 0,
  selections: [
    selection(null, ['Brokerage', 'Joint'], '10.00'),
    selection('Brokerage', ['Brokerage'], '6.00'),
    selection('Joint', ['Joint'], '4.00'),
    { ...selection('IRA', ['IRA'], '9.00'), taxDeferred: true },
  ],
};
describe('which part of the year is shown', () => {
  it('has the rows of its accounts, and what stands beside them', () => {
    const all = select(report, 0);
    expect(all.boxes[0]?.amount).toBe('10.00');
    expect(all.lots).toBe(2);
    expect(all.provisional.map((one) => one.cash)).toEqual(['82.00']);
    const ira = select(report, 3);
    expect([ira.account, ira.boxes[0]?.amount, ira.taxDeferred]).toEqual(['IRA', '9.00', true]);
    expect(ira.lots).toBe(1);
    expect(ira.provisional.map((one) => one.cash)).toEqual(['8.20']);
  });

  it('falls back to the whole when the account is gone', () => {
    expect(select(report, 9).account).toBeNull();
  });
});

const NO_FIGURES = {
  proceeds: null,
  basis: null,
  adjustment: null,
  gain: null,
  postMay5Gain: null,
};

const row = (more: Partial<SaleFormRow> = {}): SaleFormRow => ({
  description: '100 sh. AIV',
  acquired: '2018-01-02',
  sold: '2019-07-01',
  proceeds: '900.00',
  basis: '1000.00',
  codes: 'W',
  adjustment: '40.00',
  gain: '-60.00',
  postMay5Gain: null,
  statement: null,
  account: 'Joint',
  lot: 'a',
  transaction: 't1',
  figures: NO_FIGURES,
  ...more,
});

const group: SaleGroup = {
  form: 'Form 8949',
  title: 'Part II, box D',
  box: 'D',
  caption: 'Long-term',
  term: 'long',
  line: '8b',
  instead: null,
  rowCount: 1,
  totals: {
    proceeds: '900.00',
    basis: '1000.00',
    adjustment: '40.00',
    gain: '-60.00',
    postMay5Gain: null,
  },
  source: 's',
};

describe('the rows of a form as text', () => {
  it('have the columns of the form, days as it asks for them, and the totals', () => {
    expect(rowsAsText('form8949', [row()], group).split('\n')).toEqual([
      '(a) Description\t(b) Acquired\t(c) Sold\t(d) Proceeds\t(e) Cost or basis\t(f) Code\t(g) Adjustment\t(h) Gain or loss',
      '100 sh. AIV\t01/02/2018\t07/01/2019\t900.00\t1000.00\tW\t40.00\t-60.00',
      'Totals\t\t\t900.00\t1000.00\t\t40.00\t-60.00',
    ]);
    expect(
      formColumns('scheduleD')
        .map(({ letter }) => letter)
        .join(''),
    ).toBe('abcdef');
    expect(rowsAsText('form8949of2011', [row()], group).split('\n').slice(0, 2)).toEqual([
      '(a) Description\t(b) Code\t(c) Acquired\t(d) Sold\t(e) Proceeds\t(f) Cost or basis\t(g) Adjustment',
      '100 sh. AIV\tW\t01/02/2018\t07/01/2019\t900.00\t1000.00\t40.00',
    ]);
    expect(
      formColumns('scheduleD2003')
        .map(({ caption }) => caption)
        .at(-1),
    ).toBe('Post-May 5');
  });

  it('keep a word in place of a day, and leave out what the form leaves out', () => {
    const inherited = { acquired: 'INHERITED', sold: null, proceeds: null, basis: null };
    expect(rowsAsText('scheduleD', [row(inherited)], group).split('\n')[1]).toBe(
      '100 sh. AIV\tINHERITED\t\t\t\t-60.00',
    );
    expect([shownDay('INHERITED'), shownDay(null), shownDay('2019-07-01')]).toEqual([
      'INHERITED',
      '',
      'Jul 1, 2019',
    ]);
  });

  it('let no name break the table or be computed by a sheet', () => {
    const text = rowsAsText('scheduleD', [row({ description: '=1+1\t\n x' })], group);
    expect(text.split('\n')).toHaveLength(3);
    expect(text.split('\n')[1]).toMatch(/^'=1\+1 x\t/);
  });
});

describe('notices', () => {
  const notice = (
    level: 'error' | 'warning' | 'info',
    code: Report['notices'][number]['code'],
    about: Report['notices'][number]['about'],
  ) => ({ level, code, message: code, parts: [code], about });

  it('are sorted by weight and lead to where the step is done', () => {
    const { open, notes } = sortedNotices(
      [
        notice('info', 'not-entitled', { account: 'IRA', lots: ['AIV/1'] }),
        notice('warning', 'missing-allocation', { security: 'AIV', year: 2001 }),
        notice('error', 'oversold', { transaction: 't1' }),
        notice('warning', 'large-distribution', { document: 'd1', line: 4 }),
      ],
      [],
      2002,
    );
    expect(open.map((one) => one.action?.href)).toEqual([
      '#/entries/show/t1',
      '#/distributions/document/d1/line/4',
    ]);
    expect(notes.map((one) => one.action?.href)).toEqual(['#/lots/2002/lot/IRA/AIV%2F1']);
  });

  it('offer with one click to enter a split for the other account', () => {
    const about = { transaction: 't1', account: 'IRA', security: 'AIV' };
    const asked: string[][] = [];
    const { open } = sortedNotices(
      [
        notice('warning', 'split-in-one-account', about),
        notice('warning', 'no-trading-day', about),
      ],
      [],
      2002,
      { enterFor: (...of) => asked.push(of), showTerms: () => undefined },
    );
    open.forEach((one) => one.onaction?.run());
    expect(open.map((one) => one.onaction?.label)).toEqual(['Enter it for IRA', undefined]);
    expect(asked).toEqual([['t1', 'IRA']]);
  });

  it('offer the terms of what happened on a day', () => {
    const days: string[] = [];
    const { open } = sortedNotices(
      [notice('warning', 'known-event', { security: 'AIV', day: '2019-02-20' })],
      [],
      2019,
      { enterFor: () => undefined, showTerms: (day) => days.push(day) },
    );
    open.forEach((one) => one.onaction?.run());
    expect(open.map((one) => one.onaction?.label)).toEqual(['Show the terms']);
    expect(days).toEqual(['2019-02-20']);
  });

  it('leave out what the checklist of the year asks for', () => {
    const entry = {
      kind: 'entry' as const,
      security: 'AIV',
      years: [2002],
      message: 'Left out.',
      document: null,
      transaction: 't1',
      account: 'IRA',
    };
    const said = [
      notice('warning', 'provisional-year', { security: 'AIV', year: 2002 }),
      notice('warning', 'missing-allocation', { security: 'AIV', year: 2001 }),
      notice('error', 'oversold', { transaction: 't1' }),
      notice('error', 'oversold', { transaction: 't2' }),
    ];
    const { open, notes } = sortedNotices(said, [entry], 2002);
    expect(open.map((one) => one.action?.href)).toEqual(['#/entries/show/t2']);
    expect(notes).toEqual([]);
  });
});

describe('the sentence of a year', () => {
  const textOf = (path: Partial<Report['selections'][number]['path']>, discount = '0.00') =>
    pathSentence(2002, {
      cash: '833.00',
      discount,
      path: { ...selection(null, [], '0.00').path, ...path },
    })
      .map((part) => (typeof part === 'string' ? part : `$${part.value}`))
      .join('');

  it('says what the cash was, and leaves out what it was not', () => {
    expect(textOf({ income: '706.40', gain: '62.64', lowersBasis: '63.96' })).toBe(
      '$833.00 was paid to you: $706.40 is income, $62.64 is capital gain, and $63.96 is your own money back and lowers your basis.',
    );
    expect(textOf({ income: '833.00' })).toBe('$833.00 was paid to you: $833.00 is income.');
    expect(textOf({ lowersBasis: '800.00', exceedsBasis: '33.00' })).toBe(
      '$833.00 was paid to you: $800.00 is your own money back and lowers your basis, and $33.00 is money back beyond your basis, and so a gain.',
    );
    expect(textOf({ income: '840.00' }, '7.00')).toContain('besides a discount');
  });
});

describe('axes', () => {
  it('takes round steps', () => {
    expect(niceScale([287]).ticks).toEqual([0, 100, 200, 300]);
    expect(niceScale([])).toEqual({ top: 1, ticks: [0, 1] });
    expect(niceScale([0]).top).toBe(1);
  });

  it('holds every value', () => {
    for (const values of [[38, 37.3604], [0, 12], [5], [0]]) {
      const axis = axisAround(values);
      expect(axis.bottom).toBeLessThanOrEqual(Math.min(...values));
      expect(axis.top).toBeGreaterThan(Math.max(...values) - 1e-9);
      expect(axis.ticks.length).toBeGreaterThan(1);
    }
  });

  it('draws a step for each event and ends with the last share', () => {
    const event = (day: string, per: string | null) => ({
      day,
      basisPerShareAfter: per,
      changesRate: true,
    });
    const steps = stepsOf(
      [event('2001-01-01', '38'), event('2001-07-02', '37'), event('2001-12-31', null)],
      '2001-12-31',
    );
    expect(steps.map((step) => [step.from, step.to])).toEqual([
      [0, 0.5],
      [0.5, 1],
    ]);
    expect(stepsOf([], '2001-12-31')).toEqual([]);
  });

  it('marks at most about ten years', () => {
    expect(yearTicks('1970-06-01', '2024-12-31').length).toBeLessThanOrEqual(11);
    expect(yearTicks('2002-01-01', '2002-12-31').map((tick) => tick.year)).toEqual([2002]);
  });
});
