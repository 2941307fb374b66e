/** What there is to compare with a broker's forms, and the comparison. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeWorkedExample, useHarness } from '../testing/harness.ts';

const use = useHarness();
const FORMS = { schema: 'basisbook/broker-forms@1', year: 2002 } as const;

describe('the forms of the worked example', () => {
  beforeEach(() => makeWorkedExample(use.app));

  it('are those of its one account, whose one payer is all of it', async () => {
    const [own, ...others] = await use.app.ok('forms.ours', { year: 2002 });
    expect(others).toEqual([]);
    expect(own?.payer).toBe(null);
    expect(own?.boxes.map(({ box, amount }) => [box, amount])).toEqual([
      ['1', '201.40'],
      ['2a', '62.64'],
      ['2b', '0.00'],
      ['2c', '21.64'],
      ['2d', '41.00'],
      ['2e', '0.00'],
      ['3', '63.96'],
    ]);
    expect(own?.sales).toEqual([]);
  });

  it('are compared, with the cause', async () => {
    const { problems, found } = await use.app.ok('forms.compare', {
      forms: { ...FORMS, form1099Div: { '1': '201.40', '2a': '21.64' } },
      version: 1,
    });
    expect(problems).toEqual([]);
    expect(found?.differences.map(({ field, difference }) => [field, difference])).toEqual([
      ['2a', '-41.00'],
    ]);
    expect(found?.causes.map(({ code }) => code)).toEqual(['total-without-1250']);
  });

  it('differ at once, before any cause is looked for', async () => {
    const typed = {
      forms: { ...FORMS, form1099Div: { '1': '201.40', '2a': '21.64' } },
      version: 1,
    };
    const [plain, whole] = [
      await use.app.ok('forms.differences', typed),
      await use.app.ok('forms.compare', typed),
    ];
    expect(plain.found?.differences).toEqual(whole.found?.differences);
    expect(plain.agreeing).toEqual(whole.agreeing);
    expect(plain.found).toMatchObject({ causes: [], unexplained: [] });
    const { problems } = await use.app.ok('forms.differences', {
      forms: { ...FORMS, form1099Div: { '1': '2O1.40' } },
      version: 1,
    });
    expect(problems.map(({ field }) => field)).toEqual(['form1099Div.1']);
  });

  it('are of a year and of a version that a book can have', async () => {
    const given = { forms: { ...FORMS, form1099Div: { '1': '201.40' } }, receivedOn: null };
    for (const asked of [
      { ...given, version: 1e300 },
      { ...given, version: 1, forms: { ...given.forms, year: 1e20 } },
    ]) {
      expect(await use.app.refused('forms.keep', asked)).toMatchObject({ code: 'invalid-input' });
    }
  });

  it('say by field what cannot be read', async () => {
    const { problems, found } = await use.app.ok('forms.compare', {
      forms: { ...FORMS, form1099Div: { '1': '2O1.40' } },
      version: 1,
    });
    expect(found).toBe(null);
    expect(problems.map(({ field }) => field)).toEqual(['form1099Div.1']);
  });
});

describe('the rows of sales', () => {
  beforeEach(() => makeWorkedExample(use.app));
  const sellIn = async (year: number) => {
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      ...{ action: 'sell', date: `${year}-12-20`, shares: '40', amount: '1500.00' },
    });
    const [own] = await use.app.ok('forms.ours', { year });
    return own;
  };

  it('ask for what the form of the year had', async () => {
    const early = await sellIn(2010);
    expect(early?.saleFields).toEqual({ onForm: ['proceeds'], more: ['basis', 'washSale'] });
    const later = await sellIn(2011);
    expect(later?.saleFields).toEqual({
      onForm: ['proceeds', 'basis', 'washSale', 'reporting'],
      more: [],
    });
  });

  it('agree by what was typed, and not by the days and shares that are taken from ours', async () => {
    const [sale] = (await sellIn(2002))?.sales ?? [];
    if (sale === undefined) throw new Error('there is no sale');
    const { security, acquired, sold, shares, proceeds } = sale;
    const row = { security, acquired, sold, shares, proceeds, basis: '1.00' };
    const { found, agreeing } = await use.app.ok('forms.compare', {
      forms: { ...FORMS, form1099Div: { '1': '201.40' }, form1099B: [row] },
      version: 1,
    });
    expect(agreeing).toEqual([
      { form: '1099-DIV', row: null, field: '1' },
      { form: '1099-B', row: 1, field: 'proceeds' },
    ]);
    expect(found?.differences.map(({ field }) => field)).toEqual(['basis']);
  });
});

describe('what was typed of a form', () => {
  beforeEach(() => makeWorkedExample(use.app));
  const owner = { year: 2002, account: 'Taxable', payer: null };
  const keep = async (boxes: Record<string, string>, version = 1) => {
    const [own] = await use.app.ok('forms.ours', { year: 2002 });
    return use.app.ok('forms.keep', {
      forms: { ...FORMS, account: own?.account ?? '', form1099Div: boxes },
      version,
      receivedOn: '2/14/2003',
    });
  };
  const versions = async () => {
    const [own] = await use.app.ok('forms.ours', { year: 2002 });
    return { account: own?.account ?? '', versions: own?.versions ?? [] };
  };

  it('is in the book, and what cannot be read is said', async () => {
    const { problems } = await keep({ '1': '201.40', '2a': '21,64' });
    expect(problems.map(({ field }) => field)).toEqual(['form1099Div.2a']);
    const [first] = (await versions()).versions;
    expect(first).toMatchObject({
      version: 1,
      receivedOn: '2003-02-14',
      boxes: { '1': '201.40' },
    });
  });

  it('is one act, undone and done again', async () => {
    await keep({ '1': '201.40' });
    await keep({ '1': '201.40', '2a': '21.64' });
    const { acts } = await use.app.ok('history.list', {});
    const [newest] = acts;
    expect(newest?.name).toMatch(/^Box 2a of the 1099 of .* for 2002: 21\.64$/);
    const step = { from: newest?.sequence ?? 0, to: newest?.sequence ?? 0 };
    await use.app.ok('history.undo', step);
    expect((await versions()).versions[0]?.boxes).toEqual({ '1': '201.40' });
    await use.app.ok('history.redo', step);
    expect((await versions()).versions[0]?.boxes).toEqual({ '1': '201.40', '2a': '21.64' });
    const before = acts.length;
    await keep({ '1': '201.40', '2a': '21.64' });
    expect((await use.app.ok('history.list', {})).acts).toHaveLength(before);
  });

  it('is told with its values, and what is typed of one form belongs together', async () => {
    await keep({ '1': '201.40', '2a': '21.64' });
    await keep({ '1': '201.40', '2a': '62.64' });
    const { acts } = await use.app.ok('history.list', {});
    const account = (await versions()).account;
    expect(acts.slice(0, 3).map(({ name, group }) => [name, group])).toEqual([
      [`Box 2a of the 1099 of ${account} for 2002: 62.64`, `the 1099 of ${account} for 2002`],
      [
        `2 figures of the 1099 of ${account} for 2002: Box 1 201.40, Box 2a 21.64`,
        `the 1099 of ${account} for 2002`,
      ],
      [acts[2]?.name, null],
    ]);
  });

  it('goes on in a corrected form, which says what it corrects', async () => {
    await keep({ '1': '201.40', '2a': '21.64' });
    const { account } = await versions();
    const named = { ...owner, account };
    expect(await use.app.ok('forms.correct', named)).toEqual({ version: 2 });
    await keep({ '1': '201.40', '2a': '62.64' }, 2);
    const [first, second] = (await versions()).versions;
    expect(first?.boxes).toEqual({ '1': '201.40', '2a': '21.64' });
    expect(second?.changes).toEqual([
      { form: '1099-DIV', row: null, field: '2a', before: '21.64', after: '62.64' },
    ]);
    await use.app.ok('forms.removeVersion', { ...named, version: 2 });
    expect((await versions()).versions).toHaveLength(1);
  });

  it('has differences that are accepted until a figure changes', async () => {
    await keep({ '1': '201.40', '2a': '21.64' });
    const { account } = await versions();
    const difference = { form: '1099-DIV', row: null, field: '2a', theirs: '21.64', ours: '62.64' };
    const accept = (reason: string | null) =>
      use.app.ok('forms.accept', {
        ...{ ...owner, account, version: 1, reason },
        difference: { ...difference, form: '1099-DIV' },
      });
    const acceptedOf = async (amount: string, what: 'accepted' | 'acceptedBefore' = 'accepted') => {
      const forms = { ...FORMS, account, form1099Div: { '2a': amount } };
      const { found } = await use.app.ok('forms.compare', { forms, version: 1 });
      return found?.differences.map((one) => one[what]);
    };
    await accept('The broker will not correct it.');
    expect(await acceptedOf('21.64')).toEqual(['The broker will not correct it.']);
    expect(await acceptedOf('21.65')).toEqual([undefined]);
    expect(await acceptedOf('21.65', 'acceptedBefore')).toEqual([
      { theirs: '21.64', ours: '62.64', reason: 'The broker will not correct it.' },
    ]);
    expect(await acceptedOf('21.64', 'acceptedBefore')).toEqual([undefined]);
    await accept(null);
    expect(await acceptedOf('21.64')).toEqual([undefined]);
  });
});
