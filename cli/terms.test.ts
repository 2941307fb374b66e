/** Terms of reorganisations among the documents: in a report of files, and into a book. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { knownTerms } from '../resources/reference.ts';
import { Workplace } from './testing/command.ts';

let place: Workplace;
const known = (id: string): string => knownTerms.find((one) => one.id === id)?.text ?? '';
beforeEach(() => {
  place = new Workplace();
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account\n2018-03-01,buy,AIV,100,4000.00,Taxable\n2020-06-15,buy,AIV,40,1480.00,Joint\n2021-03-01,buy,AIV,10,60.00,Taxable\n',
  );
  place.write('special.txt', known('aimco-special-2020'));
  place.write('split.txt', known('aimco-split-2020'));
  place.write('separation.txt', known('aimco-separation-2020'));
});
afterEach(() => place.remove());

const report = (...more: string[]) =>
  place.run('report', '--year', '2020', '--json', '--transactions', 'trades.csv', ...more);
const lotsIn = (stdout: string): string[] =>
  (
    JSON.parse(stdout) as { lots: { lot: string; shares: string; adjustedBasis: string }[] }
  ).lots.map(({ lot, shares, adjustedBasis }) => `${lot}: ${shares}, ${adjustedBasis}`);

it('computes a report with the entries that terms make, in the order of their days', async () => {
  const asked = await report('--documents', 'separation.txt', 'special.txt', 'split.txt');
  expect([asked.status, asked.stdout]).toEqual([1, '']);
  expect(asked.stderr).toContain(
    'special.txt: Which did Taxable take, or was given? One of: "Cash, or no election"; "Shares". Answer "choice/Taxable" in a file for --answers.',
  );
  place.write(
    'answers.json',
    JSON.stringify({
      'special.txt': {
        ...{ 'choice/Taxable': 'Cash, or no election', 'choice/Joint': 'Shares' },
        ...{ 'fraction/Taxable': '4.54', 'fraction/Joint': '18.20' },
      },
      'split.txt': { 'fraction/Taxable': '20.00', 'fraction/Joint': '20.00' },
    }),
  );
  const { status, stdout, stderr } = await report(
    ...['--documents', 'separation.txt', 'special.txt', 'split.txt'],
    ...['--answers', 'answers.json'],
  );
  expect([status, stderr]).toEqual([0, '']);
  // 123 and 50 shares by 1.23821 are 99 and 40, and as many of AIRC at $38.0711.
  const lots = lotsIn(stdout);
  expect(lots.filter((lot) => lot.startsWith('AIRC'))).toEqual([
    'AIRC/2020-12-15/2: 40, 1522.84',
    'AIRC/2020-12-15: 99, 3769.04',
  ]);
  expect(lots.some((lot) => lot.includes('2021-03-01'))).toBe(false);
});

it('puts them into a book once, with the line of each reason', async () => {
  const importing = (...files: string[]) =>
    place.run('import', '--book', 'my.basisbook', '--documents', ...files);
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
  const done = await importing('separation.txt');
  const told = await place.run('report', '--book', 'my.basisbook', '--year', '2020');
  expect([told.status, told.stderr]).toEqual([0, '']);
  expect(done).toMatchObject({
    status: 0,
    stdout: 'separation.txt: Separation of December 15, 2020: 2 transactions\n',
  });
  const again = await importing('separation.txt');
  expect(again.status).toBe(1);
  expect(again.stderr).toMatch(/^separation\.txt: "Separation of .* is already in your book/);
  place.write('wrong.txt', known('aimco-separation-2020').replace('ratio: 1:1', 'ratio: 1'));
  const wrong = await importing('wrong.txt');
  expect(wrong.stderr).toMatch(/^wrong\.txt:\d+: The ratio "1" is not two plain numbers/);
});

it('refuses answers of another form, and to a question that nobody asks', async () => {
  place.write('answers.json', '{"choice/Taxable": 0}');
  const numbers = await report('--documents', 'special.txt', '--answers', 'answers.json');
  expect(numbers.stderr).toMatch(/^answers\.json: The answers are no object of texts\./);
  place.write('answers.json', '{"percent": "12"}');
  const stray = await report('--documents', 'separation.txt', '--answers', 'answers.json');
  expect(stray.stderr).toMatch('Nothing is asked as "percent"');
});

it('says what terms are, and what is wrong with them, as `documents read`', async () => {
  const whole = await place.run('documents', 'read', 'separation.txt', '--json');
  expect([whole.status, whole.stderr]).toEqual([0, '']);
  expect(JSON.parse(whole.stdout)).toMatchObject({
    schema: 'basisbook/reorganisation@1',
    kind: 'in-kind',
    ratio: '1:1',
    value: '38.0711',
    percent: null,
    choices: [],
    notices: [],
  });
  // What was read can be given again.
  place.write('again.json', whole.stdout);
  const again = await place.run('documents', 'read', 'again.json');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(again.stdout).toContain('For each share of AIV 1 share of AIRC, worth $38.0711 each');
  place.write('wrong.txt', known('aimco-separation-2020').replace('1:1', '1-1'));
  const wrong = await place.run('documents', 'read', 'wrong.txt', '--json');
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toMatch(/^wrong\.txt:13: The ratio "1-1" is not two plain numbers/);
  expect(JSON.parse(wrong.stdout)).toMatchObject({
    date: '2020-12-15',
    ratio: null,
    notices: [{ level: 'error', code: 'wrong-field', line: 13 }],
  });
  place.write('notice.txt', 'Form 8937\nA 1-for-8 reverse split of AIV (NYSE: AIV).');
  const notice = await place.run('documents', 'read', 'notice.txt', '--json');
  expect(JSON.parse(notice.stdout)).toMatchObject({
    kind: 'split',
    ratio: '1:8',
    date: null,
    notices: [{ code: 'missing-field', line: null }],
  });
});

const NOTICE = `Form 8937
Report of Organizational Actions Affecting Basis of Securities
Apartment Investment and Management Company (NYSE: AIV) made a distribution on December 15, 2020 to holders
of record as of December 5, 2020: a spin-off under section 355 of one share of AIRC for each share of AIV held.
Holders should allocate 87.66% of the basis to AIV and 12.34% to AIRC.`;

it('takes a notice of an issuer: what it leaves open is asked, and that it was read right', async () => {
  place.write('notice.txt', NOTICE);
  const importing = (...more: string[]) =>
    place.run('import', '--book', 'my.basisbook', '--documents', 'notice.txt', ...more);
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
  const asked = await importing();
  expect([asked.status, asked.stdout]).toEqual([1, '']);
  expect(asked.stderr).toMatch(/^notice\.txt: .*answer "field\/date" in a file for --answers \(/m);
  const fields = Object.fromEntries(
    [...asked.stderr.matchAll(/answer "field\/(\w+)"/g)].map(([, key = '']) => [
      `field/${key}`,
      { date: '2020-12-15', to: 'AIRC' }[key] ?? '',
    ]),
  );
  place.write('answers.json', JSON.stringify(fields));
  const unseen = await importing('--answers', 'answers.json');
  expect(unseen.status).toBe(1);
  expect(unseen.stderr).toMatch(/^notice\.txt: This is what the notice says: .*"as read"/m);
  place.write('answers.json', JSON.stringify({ ...fields, notice: 'as read', 'field/none': '1' }));
  expect((await importing('--answers', 'answers.json')).stderr).toContain(
    'Nothing is asked as "field/none". Take the answer out.',
  );
  const whole = { ...fields, notice: 'as read' };
  place.write('answers.json', JSON.stringify(whole));
  // Of two percentages none is taken.
  expect((await importing('--answers', 'answers.json')).stderr).toContain('Answer "percent"');
  const answers = { 'notice.txt': { ...whole, 'field/percent': '12.34' } };
  place.write('answers.json', JSON.stringify(answers));
  const done = await importing('--answers', 'answers.json');
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toContain('2 transactions');
  const shown = await report('--documents', 'notice.txt', '--answers', 'answers.json');
  expect([shown.status, shown.stderr]).toEqual([0, '']);
  // 12.34% of 4,000.00 and of 1,480.00.
  expect(lotsIn(shown.stdout).filter((lot) => lot.includes('AIRC'))).toEqual([
    expect.stringContaining('40, 182.63'),
    expect.stringContaining('100, 493.60'),
  ]);
});

it('of two versions of terms given to one report the one that counts is taken, in either order', async () => {
  const whole = known('aimco-separation-2020');
  place.write('old.txt', `${whole.replace('38.0711', '30.0000')}status: estimate\n`);
  place.write('separation.txt', `${whole}status: final\n`);
  for (const files of [
    ['old.txt', 'separation.txt'],
    ['separation.txt', 'old.txt'],
  ]) {
    const { status, stdout, stderr } = await report('--documents', ...files);
    expect([status, stderr]).toEqual([0, '']);
    expect(lotsIn(stdout).filter((lot) => lot.startsWith('AIRC'))).toEqual([
      'AIRC/2020-12-15/2: 40, 1522.84',
      'AIRC/2020-12-15: 100, 3807.11',
    ]);
  }
});

const SPLIT = (ratio: string, ...more: string[]): string =>
  [
    'BasisBook terms of a reorganisation',
    ...['kind: split', 'date: 2020-10-01', 'from: AIV', `ratio: ${ratio}`, 'source: notice'],
    ...more,
  ].join('\n');

it('refuses two terms of one event that do not say the same, in either order, until one counts', async () => {
  place.write('two.txt', SPLIT('2:1'));
  place.write('three.txt', SPLIT('3:1'));
  for (const [first = '', last = ''] of [
    ['two.txt', 'three.txt'],
    ['three.txt', 'two.txt'],
  ]) {
    const { status, stdout, stderr } = await report('--documents', first, last);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `${last}: These terms and those of ${first} are of one event and do not say the same, and nothing tells which of them counts: both are final, and of neither it is said when it was published. Write "publishedOn" or another "status" into them, or leave one of them out.\n`,
    );
  }
  const importing = (...files: string[]) =>
    place.run('import', '--book', 'my.basisbook', '--documents', ...files);
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
  expect((await importing('two.txt', 'three.txt')).stderr).toMatch(/^three.txt: .* of two.txt are/);
  // What says the same in other words is no contradiction.
  place.write('again.txt', SPLIT('2:1', 'title: Two for one'));
  expect((await report('--documents', 'two.txt', 'again.txt')).status).toBe(0);
  place.write('three.txt', SPLIT('3:1', 'publishedOn: 2020-10-05'));
  const told = await report('--documents', 'three.txt', 'two.txt');
  expect(lotsIn(told.stdout)).toContain('AIV/2018-03-01: 300, 4000.00');
});

it('of several terms of one day the one that is given first comes first, and the report says so', async () => {
  const spinOff = (to: string, percent: string): string =>
    SPLIT('1:8', `to: ${to}`, `percent: ${percent}`, 'fractions: kept').replace(
      'split',
      'spin-off',
    );
  place.write('abc.txt', spinOff('ABC', '10'));
  place.write('def.txt', spinOff('DEF', '20'));
  const basesOf = async (...files: string[]) => {
    const { stdout, stderr } = await report('--documents', ...files);
    expect(stderr).toBe('');
    const { notices } = JSON.parse(stdout) as { notices: { code: string; message: string }[] };
    const said = notices.filter(({ code }) => code === 'order-of-terms');
    const lots = lotsIn(stdout).filter((lot) => lot.startsWith('AIV/2018-03-01/'));
    return { lots, said: said.map(({ message }) => message) };
  };
  // 10% of 4,000.00 and 20% of the rest; 20% of 4,000.00 and 10% of the rest.
  const inOrder = await basesOf('abc.txt', 'def.txt');
  expect(inOrder.lots).toEqual([
    'AIV/2018-03-01/ABC: 12.5, 400.00',
    'AIV/2018-03-01/DEF: 12.5, 720.00',
  ]);
  expect(inOrder.said[1]).toBe(
    'AIV: several terms took effect on 2020-10-01, and the figures rest on which came first. They count in the order in which they were given, in Taxable the spin-off to ABC, then the spin-off to DEF. If another one came first, give them in that order; in a book, take them out and apply them again in it.',
  );
  const turned = await basesOf('def.txt', 'abc.txt');
  expect(turned.lots).toEqual([
    'AIV/2018-03-01/ABC: 12.5, 320.00',
    'AIV/2018-03-01/DEF: 12.5, 800.00',
  ]);
  // A split before it: the fraction is of the shares that it left.
  place.write('split.txt', SPLIT('1:3', 'fractions: kept'));
  place.write('paid.txt', spinOff('ABC', '10').replace('fractions: kept', 'fractionPrice: 6'));
  const { stdout } = await report('--documents', 'split.txt', 'paid.txt');
  const { sales } = JSON.parse(stdout) as { sales: { shares: string; proceeds: string }[] };
  // 33.33333333 and 13.33333333 old shares are 4.16666667 and 1.66666667 new ones.
  expect(sales.map(({ shares, proceeds }) => `${shares} ${proceeds}`).sort()).toEqual([
    '0.16666667 1.00',
    '0.66666667 4.00',
  ]);
});

it('says of terms that are an estimate that the years which rest on them are provisional', async () => {
  place.write('estimate.txt', SPLIT('2:1', 'status: estimate'));
  const yearsOf = (stdout: string) =>
    (
      JSON.parse(stdout) as {
        years: { year: number; reasons: { code: string; message: string }[] }[];
      }
    ).years.flatMap(({ year, reasons }) =>
      reasons
        .filter(({ code }) => code === 'estimate-in-use')
        .map(({ message }) => [year, message]),
    );
  const told = [
    2020,
    "The split of 2020-10-01 that the figures of AIV rest on is by an estimate, estimate.txt. Add the issuer's final terms when they are published.",
  ];
  const { stdout } = await report('--documents', 'estimate.txt');
  expect(yearsOf(stdout)).toEqual([told]);
  expect(stdout).toContain('the final terms can differ');
  const into = ['import', '--book', 'b.basisbook', '--transactions', 'trades.csv'];
  await place.run(...into, '--documents', 'estimate.txt');
  const ofBook = await place.run('report', '--book', 'b.basisbook', '--year', '2020', '--json');
  expect(yearsOf(ofBook.stdout)).toEqual([told]);
});

it('goes on where terms touch nobody, and says so; a day without trading is said', async () => {
  place.write('early.txt', SPLIT('2:1').replace('2020-10-01', '2009-10-03'));
  place.write('closed.txt', SPLIT('2:1').replace('2020-10-01', '2020-10-03'));
  const { status, stdout, stderr } = await report('--documents', 'early.txt', 'closed.txt');
  expect([status, stderr]).toEqual([
    0,
    'early.txt: "Split of AIV on 2009-10-03" changes nothing: no account held AIV before it. Enter the shares that went through it, or leave these terms out. 2009-10-03 is no trading day: check the day.\n',
  ]);
  expect(lotsIn(stdout)).toContain('AIV/2018-03-01: 200, 4000.00');
  expect(stdout).toContain(
    'are of 2020-10-03, a day on which the New York Stock Exchange was closed',
  );
});

it('says what corrected terms change, and which version does not count', async () => {
  const spinOff = (percent: string, ...more: string[]): string =>
    SPLIT('1:8', 'to: ABC', `percent: ${percent}`, 'fractions: kept', ...more).replace(
      'split',
      'spin-off',
    );
  place.write('first.txt', spinOff('10', 'publishedOn: 2020-11-01'));
  place.write('later.txt', spinOff('20', 'publishedOn: 2020-12-01', 'status: corrected'));
  const into = ['import', '--book', 'b.basisbook'];
  await place.run(...into, '--transactions', 'trades.csv');
  await place.run(...into, '--documents', 'first.txt');
  const { stdout } = await place.run(...into, '--documents', 'later.txt');
  expect(stdout).toMatch(/^later.txt: .*: 2 transactions, in the place of first.txt\n2020: other/);
  // 10% and 20% of 4,000.00.
  expect(stdout).toContain('  Taxable, lot AIV/2018-03-01: basis 3200.00, before 3600.00\n');
  expect(stdout).toContain('  Taxable, lot AIV/2018-03-01/ABC: basis 800.00, before 400.00\n');
  const { stdout: ofFiles } = await report('--documents', 'later.txt', 'first.txt');
  const ofBook = await place.run('report', '--book', 'b.basisbook', '--year', '2020', '--json');
  for (const text of [ofFiles, ofBook.stdout]) {
    const { notices } = JSON.parse(text) as { notices: { message: string }[] };
    expect(notices.map(({ message }) => message)).toContain(
      'AIV: the terms "Spin-off of AIV on 2020-10-01" (final of 2020-11-01) do not count: "Spin-off of AIV on 2020-10-01" (corrected of 2020-12-01) take their place.',
    );
  }
});

it('counts the cash of an exchange as a dividend where the terms say that it is one', async () => {
  const exchange = (...more: string[]): string =>
    SPLIT('1:2', 'to: ABC', 'cash: 1.00', 'value: 90', 'fractions: kept', ...more).replace(
      'split',
      'exchange',
    );
  const ordinary = async (...more: string[]) => {
    place.write('exchange.txt', exchange(...more));
    const { stdout } = await report('--documents', 'exchange.txt');
    const { form1099Div } = JSON.parse(stdout) as {
      form1099Div: { box: string; amount: string }[];
    };
    return form1099Div.find(({ box }) => box === '1a')?.amount;
  };
  // 140 old shares, each with a gain of more than the $1.00 of cash.
  expect([await ordinary(), await ordinary('dividend: yes')]).toEqual(['0.00', '140.00']);
});
