/** What there is to compare with a broker's forms, and the comparison. */
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorkedExample, useHarness } from '../testing/harness.ts';

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
    });
    expect(problems).toEqual([]);
    expect(found?.differences.map(({ field, difference }) => [field, difference])).toEqual([
      ['2a', '-41.00'],
    ]);
    expect(found?.causes.map(({ code }) => code)).toEqual(['total-without-1250']);
  });

  it('say by field what cannot be read', async () => {
    const { problems, found } = await use.app.ok('forms.compare', {
      forms: { ...FORMS, form1099Div: { '1': '2O1.40' } },
    });
    expect(found).toBe(null);
    expect(problems.map(({ field }) => field)).toEqual(['form1099Div.1']);
  });
});
