import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAccounts } from '../db/accounts.ts';
import { acceptDifference, keepForm, versionsOf } from '../db/kept-forms.ts';
import { openBook } from '../db/open.ts';
import type { ReconciliationJson } from '../formats/reconciliation-schema.ts';
import { parseMoney, type Cents } from '../tax/values/money.ts';
import { RELEASE_2002, Workplace } from './testing/command.ts';

const HLA = '99077R-10-0';
const HEAD = 'date,action,security,shares,amount,account,lot,value,tax\n';
const HELD = `2000-03-01,buy,${HLA},100,3800.00,Taxable,OLD,,\n`;
/** What 100 shares of the release come to, as in the calculation's worked example. */
const BOXES = { '1': '201.40', '2a': '62.64', '2c': '21.64', '2d': '41.00', '3': '63.96' };

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE_2002);
});
afterAll(() => {
  place.remove();
});

type Forms = Readonly<Record<string, unknown>>;

async function run(book: string, forms: unknown, ...more: string[]) {
  place.write('trades.csv', HEAD + book);
  place.write('forms.json', typeof forms === 'string' ? forms : JSON.stringify(forms));
  const files = ['--transactions', 'trades.csv', '--documents', 'release.txt'];
  return place.run('reconcile', '--year', '2002', ...files, '--forms', 'forms.json', ...more);
}

const formsOf = (more: Forms): Forms => ({
  schema: 'basisbook/broker-forms@1',
  year: 2002,
  account: 'Taxable',
  ...more,
});

async function compared(book: string, more: Forms): Promise<ReconciliationJson> {
  const { status, stdout, stderr } = await run(book, formsOf(more), '--json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ReconciliationJson;
}

async function codes(book: string, boxes: Forms, sales: readonly Forms[] = []): Promise<string[]> {
  const found = await compared(book, { form1099Div: boxes, form1099B: sales });
  expect(found.unexplained).toEqual([]);
  return found.causes.map(({ code }) => code);
}

describe('a company in liquidation', () => {
  const paid = (boxes: Forms, ...sales: readonly Forms[]) => {
    const book = `2000-03-01,buy,${HLA},100,7000.00,Taxable,OLD,,\n2002-03-29,liquidation,${HLA},,3198.00,Taxable,,,\n2002-12-30,sell,${HLA},100,2500.00,Taxable,OLD,,\n`;
    return compared(book, { form1099Div: boxes, form1099B: sales });
  };
  /** Ours is 63.96. */
  const higher = { '3': '3261.96' };

  it('has its payments in box 3 of a broker: no cause is named, and words say so', async () => {
    for (const boxes of [higher, { ...higher, '8': '0.00' }]) {
      const { causes, unexplained, remark } = await paid(boxes);
      expect(causes).toEqual([]);
      expect(unexplained.map(({ field, amount }) => [field, amount])).toEqual(
        Object.keys(boxes).map((box) => [box, box === '3' ? '3198.00' : '-3198.00']),
      );
      expect(remark).toMatch(/^Box 3 .* \$3,198\.00 higher than ours, .* lacks in our box 8:/);
    }
    expect((await paid({ '3': '3261.95' })).remark).toBeUndefined();
  });

  it('is left out of a basis, where that gives exactly theirs', async () => {
    const row = { security: HLA, sold: '2002-12-30', shares: '100', proceeds: '2500.00' };
    const more = { acquired: null, basisReported: true, washSale: null };
    const { causes, unexplained } = await paid({}, { ...row, ...more, basis: '6936.04' });
    expect([causes.map(({ code }) => code), unexplained]).toEqual([
      ['return-of-capital-not-in-basis'],
      [],
    ]);
    expect(causes[0]?.message).toContain('the liquidating distribution of 2002-03-29 paid back');
    const other = await paid({}, { ...row, ...more, basis: '6900.00' });
    expect(other.causes.map(({ message }) => message).join()).not.toContain('liquidating');
  });
});

describe('what a broker’s form differs by', () => {
  it('is nothing where all agrees', async () => {
    const found = await compared(HELD, { form1099Div: BOXES });
    expect(found).toEqual({
      schema: 'basisbook/reconciliation@1',
      year: 2002,
      agreed: 5,
      differences: [],
      causes: [],
      unexplained: [],
      notCompared: [],
      complete: true,
    });
  });

  it('is the section 1250 gain that the total lacks', async () => {
    const found = await compared(HELD, { form1099Div: { ...BOXES, '2a': '21.64' } });
    const at = { form: '1099-DIV', row: null, field: '2a' };
    expect(found.differences).toEqual([
      { ...at, theirs: '21.64', ours: '62.64', difference: '-41.00' },
    ]);
    expect(found.causes).toHaveLength(1);
    expect(found.causes[0]).toMatchObject({
      code: 'total-without-1250',
      explains: [{ ...at, amount: '-41.00' }],
      about: { security: 'HLA', year: 2002 },
      equalTo: [],
      together: [],
    });
    expect(found.unexplained).toEqual([]);
  });

  it('is a settlement date, or an ex-date, that one payment more tells of', async () => {
    const book = `${HELD}2002-05-03,buy,${HLA},50,2350.00,Taxable,NEW,,\n`;
    const theirs = { '1': '276.91', '2a': '86.16', '2c': '29.77', '2d': '56.39', '3': '87.93' };
    const found = await compared(book, { form1099Div: theirs });
    expect(found.causes.map(({ code }) => code)).toEqual([
      'settlement-date-as-trade-date',
      'not-entitled',
    ]);
    expect(found.causes[0]?.message).toContain('2002-04-30');
    expect(found.causes.map(({ equalTo }) => equalTo)).toEqual([
      ['not-entitled'],
      ['settlement-date-as-trade-date'],
    ]);
  });

  it('is the rounding of the year’s cash', async () => {
    const book = `2000-03-01,buy,${HLA},33.333,1266.65,Taxable,OLD,,\n`;
    const theirs = { '1': '67.12', '2a': '20.88', '2c': '7.22', '2d': '13.66', '3': '21.32' };
    expect(await codes(book, theirs)).toEqual(['rounding']);
  });

  it('is the return of capital that the basis of a sale lacks', async () => {
    const book = `${HELD}2002-12-16,sell,${HLA},40,1480.00,Taxable,,,\n`;
    const sale = { sold: '2002-12-16', shares: '40', proceeds: '1480.00', basis: '1520.00' };
    expect(await codes(book, BOXES, [sale])).toEqual(['return-of-capital-not-in-basis']);
  });

  it('is a plan’s discount of two percent', async () => {
    const book = `${HELD}2002-02-11,reinvest,${HLA},1.895209,82.00,Taxable,,,\n`;
    const theirs = { '1': '205.27', '2a': '63.86', '2c': '22.08', '2d': '41.78', '3': '65.19' };
    expect(await codes(book, theirs)).toEqual(['plan-discount']);
  });

  it('is a reinvestment that the book does not have', async () => {
    const theirs = { '1': '204.25', '2a': '63.54', '2c': '21.97', '2d': '41.57', '3': '64.86' };
    expect(await codes(HELD, theirs)).toEqual(['missing-reinvestment']);
  });

  it('is a lot of 25 shares that was there before August', async () => {
    // Two payments of 20.50 more.
    const theirs = { '1': '226.58', '2a': '70.46', '2c': '24.34', '2d': '46.12', '3': '71.96' };
    expect(await codes(HELD, theirs)).toContain('missing-lot');
  });

  it('is two causes where one does not do, each with its part', async () => {
    const book = `${HELD}2002-12-16,sell,${HLA},40,1480.00,Taxable,,,\n`;
    const found = await compared(book, {
      form1099Div: { ...BOXES, '2a': '21.64' },
      form1099B: [{ sold: '2002-12-16', shares: '40', basis: '1520.00' }],
    });
    expect(found.causes.map(({ code, together }) => [code, together])).toEqual([
      ['total-without-1250', ['return-of-capital-not-in-basis']],
      ['return-of-capital-not-in-basis', ['total-without-1250']],
    ]);
  });

  it('is nothing in a blank box, and a box that the book has nothing for is not compared', async () => {
    const form1099Div = { ...BOXES, '2b': '', '4': '12.00', '6': '0.00', '7': '' };
    const found = await compared(HELD, { form1099Div });
    expect([found.agreed, found.differences, found.notCompared]).toEqual([5, [], ['4', '6']]);
    const { stdout } = await run(HELD, formsOf({ form1099Div }));
    expect(stdout).toContain('Boxes 4 and 6 of the form: not compared');
  });

  it('is unexplained where no cause gives it', async () => {
    const found = await compared(HELD, { form1099Div: { ...BOXES, '1': '213.77' } });
    expect(found.causes).toEqual([]);
    expect(found.unexplained).toEqual([
      { form: '1099-DIV', row: null, field: '1', amount: '12.37' },
    ]);
  });

  it('is said for a person, with the next step', async () => {
    const { stdout } = await run(HELD, formsOf({ form1099Div: { ...BOXES, '2a': '21.64' } }));
    expect(stdout).toContain('4 of 5 figures agree.');
    expect(stdout).toMatch(/1099-DIV box 2a +21\.64 +62\.64 +-41\.00/);
    expect(stdout.replaceAll('\n', ' ')).toContain('Ask the broker for a corrected form');
  });
});

describe('forms that make no sense', () => {
  it.each([
    ['{', /is no JSON/],
    [{ year: 2002 }, /schema: .*missing/],
    [formsOf({ year: 2003 }), /year: The forms are of 2003 and 2002 is asked for/],
    [
      formsOf({ account: 'Other' }),
      /account: There is no account named "Other". There are: Taxable/,
    ],
    [formsOf({ form1099Div: { '2f': '1.00' } }), /form1099Div\.2f: .*no box "2f".*1, 2a, 2b/],
    [
      formsOf({ form1099Div: { '1': '1.123456789' } }),
      /form1099Div\.1: "1.123456789" is no amount/,
    ],
    [formsOf({ form1099Div: { '1': '-1.00' } }), /form1099Div\.1: "-1.00" is below zero/],
    [formsOf({ form1099Div: { '1': 1 } }), /form1099Div\.1: .*text/],
    [formsOf({}), /nothing in the forms to compare/],
    [formsOf({ form2439: { '9': '1.00' } }), /form2439\.9: .*no box "9" of Form 2439/],
    [formsOf({ boxes: {} }), /boxes: .*does not have/],
    [
      formsOf({ form1099B: [{ sold: '2003-01-02', shares: '1' }] }),
      /form1099B\[0\]\.sold: The sale of 2003-01-02 is not of 2002/,
    ],
    [
      formsOf({ form1099B: [{ sold: '2002-01-02', shares: '0' }] }),
      /form1099B\[0\]\.shares: "0" is no number of shares above zero/,
    ],
    [
      formsOf({ form1099B: [{ sold: '2002-01-02', acquired: '2002-02-30', shares: '1' }] }),
      /form1099B\[0\]\.acquired: "2002-02-30" is no day/,
    ],
    [
      formsOf({ form1099B: [{ security: 'ZZZ', sold: '2002-01-02', shares: '1' }] }),
      /form1099B\[0\]\.security: There is no security "ZZZ"/,
    ],
  ])('are refused with file, field and next step: %j', async (forms, message) => {
    const { status, stdout, stderr } = await run(HELD, forms, '--json');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^forms\.json: /);
    expect(stderr.replaceAll('\n', ' ')).toMatch(message);
  });

  it('are refused for a tax-deferred account, which gets none', async () => {
    const { status, stderr } = await run(
      HELD,
      formsOf({ form1099Div: BOXES }),
      '--tax-deferred',
      'Taxable',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('account: The account Taxable is tax-deferred');
  });

  it('need --forms', async () => {
    const { status, stderr } = await place.run('reconcile', '--year', '2002', '--book', 'none');
    expect([status, stderr]).toEqual([2, expect.stringContaining('--forms')]);
  });
});

/** Types box 1 of the year's form into a book, and accepts how it differs. */
function keepBox(path: string): void {
  const book = openBook(path);
  book.write(() => {
    const [account] = listAccounts(book);
    const owner = { year: 2002, accountId: account?.id ?? '', securityId: null };
    const boxes = new Map([['1', parseMoney('9.00') as Cents]]);
    keepForm(book, owner, 1, { receivedOn: null, boxes, sales: [], form2439: new Map() });
    const difference = { form: '1099-DIV', row: null, field: '1', theirs: '9.00' } as const;
    const key = versionsOf(book, owner)[0]?.key ?? 0;
    acceptDifference(book, key, { ...difference, ours: '0.00', reason: 'Of another payer.' });
  });
  book.close();
}

describe('a form that the book keeps', () => {
  it('is compared with --kept, and nothing is guessed where there is none', async () => {
    place.write('held.csv', HEAD + HELD);
    const imported = await place.run('import', '--book', 'b', '--transactions', 'held.csv');
    expect(imported.status).toBe(0);
    const args = ['reconcile', '--year', '2002', '--book', 'b', '--kept'];
    const none = await place.run(...args);
    expect([none.status, none.stderr]).toEqual([
      1,
      expect.stringContaining('keeps no form of 2002'),
    ]);
    keepBox(place.path('b'));
    const { status, stdout } = await place.run(...args, '--json');
    expect(status).toBe(0);
    const found = JSON.parse(stdout) as { differences: unknown[] };
    expect(found.differences).toEqual([
      {
        ...{ form: '1099-DIV', row: null, field: '1', theirs: '9.00', ours: '0.00' },
        ...{ difference: '9.00', accepted: 'Of another payer.' },
      },
    ]);
    const both = await place.run(...args, '--forms', 'f.json');
    expect(both.status).toBe(2);
  });
});

describe('boxes and rows that nothing explains together', () => {
  // Of the 40 sold at a loss, 2 were bought again: $15.04 of $300.81 are disallowed. The form has neither that nor
  // the first payment, and box 2a leaves out the section 1250 gain.
  const book = `${HELD}2002-10-01,reinvest,${HLA},2,82.00,Taxable,DRIP,,\n2002-10-21,sell,${HLA},40,1200.00,Taxable,OLD,,\n`;
  const boxes = { '1': '131.92', '2a': '14.18', '2c': '14.18', '2d': '26.85', '3': '41.89' };
  const sale = { sold: '2002-10-21', shares: '40', proceeds: '1200.00', basis: '1500.81' };

  it('are explained apart, and by nothing that would make the other part differ', async () => {
    const named = await codes(book, boxes, [{ ...sale, washSale: '0.00' }]);
    expect(named).toContain('total-without-1250');
    expect(named).toContain('wash-sale');
    // Without the lot that was bought again the loss would be allowed, and the last payment would be smaller.
    expect(named).not.toContain('missing-reinvestment');
  });
});

it('a number of shares that fits beside another cause, and that nothing else speaks for, is not certain', async () => {
  // 107 shares, and box 2a without the section 1250 gain; the book has 100.
  const boxes = { '1': '215.48', '2a': '23.16', '2c': '23.16', '2d': '43.88', '3': '68.44' };
  const { causes } = await compared(HELD, { form1099Div: boxes });
  const messages = new Map(causes.map(({ code, message }) => [code, message]));
  expect(messages.get('missing-lot')).toContain('It would fit and is not certain');
  expect(messages.get('total-without-1250')).not.toContain('not certain');
});
