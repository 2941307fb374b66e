/** A fraction of shares that come in beside those held, paid in cash: received at its value, and sold. */
import { beforeEach, describe, expect, test } from 'vitest';
import { TERMS_HEADING } from '../../formats/terms/terms.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const harness = useHarness();

const terms = (...lines: string[]): string =>
  [TERMS_HEADING, 'date: 2020-12-15', 'from: AIV', 'source: notice', ...lines].join('\n');
const given = (text: string, answers: Record<string, string> = {}) => ({
  fileName: 'own.txt',
  text,
  answers,
});
const DIVIDEND = terms('kind: stock-dividend', 'ratio: 1:10', 'value: 30');
const OTHERS = terms('kind: in-kind', 'to: NEWCO', 'ratio: 1:2', 'value: 38', 'fractionPrice: 36');

const AVERAGE = {
  ...EXAMPLE_PURCHASE,
  action: 'average-basis',
  shares: '',
  amount: '',
  further: { confirmed: 'yes' },
};

beforeEach(async () => {
  await makeOwnBook(harness.app);
  await harness.app.ok('transactions.add', {
    ...EXAMPLE_PURCHASE,
    date: '2019-02-20',
    shares: '95',
    amount: '5000.00',
  });
});

const apply = (text: string, answers: Record<string, string> = {}) =>
  harness.app.ok('terms.apply', given(text, answers));

async function figures() {
  const { report } = await harness.app.ok('year.report', { year: 2020 });
  return {
    sales: report.sales.map(({ shares, proceeds, adjustedBasis, gain }) =>
      [shares, proceeds, adjustedBasis, gain].join(' '),
    ),
    lots: report.lots.map(({ shares, adjustedBasis }) => `${shares}, ${adjustedBasis}`).sort(),
  };
}

describe('the fraction that was paid in cash', () => {
  test('of a dividend in shares is a sale of the new lot, not of the oldest', async () => {
    const preview = await harness.app.ok('terms.preview', given(`${DIVIDEND}\nfractionPrice: 29`));
    expect([preview.entries, preview.accounts[0]?.says]).toEqual([
      2,
      'The fraction is received and sold: 0.5 shares for $14.50.',
    ]);
    expect((await apply(`${DIVIDEND}\nfractionPrice: 29`)).transactions).toBe(2);
    // 9.5 at $30.00 are 285.00, and a half of a share is 15.00 of it.
    expect(await figures()).toEqual({
      sales: ['0.5 14.50 15.00 -0.50'],
      lots: ['9, 270.00', '95, 5000.00'],
    });
  });

  test('names no lot where the account is averaged: days go first in, first out', async () => {
    await harness.app.ok('transactions.add', { ...AVERAGE, date: '2019-06-03' });
    await apply(`${DIVIDEND}\nfractionPrice: 30`);
    const { report } = await harness.app.ok('year.report', { year: 2020 });
    // 95 shares at 5,000.00 and 9.5 at 285.00: a half of 104.5 is 25.29 of 5,285.00.
    expect(report.sales).toMatchObject([
      { acquired: '2019-02-20', term: 'long', adjustedBasis: '25.29', gain: '-10.29' },
    ]);
    expect(report.notices.map(({ code }) => code)).not.toContain('named-in-average');
  });

  test('names its lot where shares of the account are not averaged with it', async () => {
    const later = { ...AVERAGE, date: '2020-03-02', acquired: '2020-01-02' };
    await harness.app.ok('transactions.add', later);
    await apply(`${DIVIDEND}\nfractionPrice: 30`);
    expect((await figures()).sales).toEqual(['0.5 15.00 15.00 0.00']);
  });

  test('of other shares is a sale of them', async () => {
    await apply(OTHERS);
    expect(await figures()).toEqual({
      sales: ['0.5 18.00 19.00 -1.00'],
      lots: ['47, 1786.00', '95, 5000.00'],
    });
  });

  test('of less than one share is all that came in', async () => {
    await apply(OTHERS.replace('1:2', '1:190'));
    expect((await figures()).sales).toEqual(['0.5 18.00 19.00 -1.00']);
  });

  test('is asked in dollars: that it was paid says nothing of how much', async () => {
    const said = given(DIVIDEND, { 'fraction/default': 'paid in cash' });
    const refusal = await harness.app.refused('terms.apply', said);
    expect(refusal.issues).toMatchObject([
      {
        field: 'fraction/default',
        message:
          'How many dollars were paid for it? Write the amount, as in 14.50. Write "kept" if it stayed in the account.',
      },
    ]);
    await apply(DIVIDEND, { 'fraction/default': '14.50' });
    expect((await figures()).sales).toEqual(['0.5 14.50 15.00 -0.50']);
    await harness.app.undo();
    await apply(DIVIDEND, { 'fraction/default': 'kept' });
    expect(await figures()).toEqual({ sales: [], lots: ['9.5, 285.00', '95, 5000.00'] });
  });

  test('is not kept where the terms pay cash for it, and the answer says so', async () => {
    const text = `${DIVIDEND}\nfractions: cash`;
    const refusal = await harness.app.refused(
      'terms.apply',
      given(text, { 'fraction/default': 'kept' }),
    );
    expect(refusal.issues).toMatchObject([
      {
        field: 'fraction/default',
        message:
          'By these terms a fraction of a share is paid in cash. How many dollars were paid for it? Write the amount, as in 14.50.',
      },
    ]);
  });

  test('follows a corrected version: another price, none, and one again', async () => {
    await apply(OTHERS);
    const ids = async () => (await harness.app.ok('transactions.list', {})).map(({ id }) => id);
    const before = await ids();
    await apply(`${OTHERS.replace('36', '40')}\nstatus: corrected`);
    expect(await ids()).toEqual(before);
    expect((await figures()).sales).toEqual(['0.5 20.00 19.00 1.00']);
    const kept = OTHERS.replace('fractionPrice: 36', 'fractions: kept');
    await apply(`${kept}\nstatus: corrected\npublishedOn: 2021-02-01`);
    expect(await figures()).toEqual({ sales: [], lots: ['47.5, 1805.00', '95, 5000.00'] });
    await apply(`${OTHERS}\nstatus: corrected\npublishedOn: 2021-03-01`);
    expect((await figures()).sales).toEqual(['0.5 18.00 19.00 -1.00']);
  });
});
