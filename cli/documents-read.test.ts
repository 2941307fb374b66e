import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AllocationDocumentJson } from '../formats/allocation-document.ts';
import { RELEASE_2002, Workplace } from './testing/command.ts';
import { canRun } from '../scripts/testing/can-run.ts';

const AIMCO = join(import.meta.dirname, '..', '..', 'shared', 'releases', 'AIMCO-2002.txt');

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE_2002);
});
afterAll(() => {
  place.remove();
});

describe('basisbook documents read', () => {
  it('gives the published JSON and nothing else', async () => {
    const { status, stdout, stderr } = await place.run(
      'documents',
      'read',
      'release.txt',
      '--json',
    );
    expect([status, stderr]).toEqual([0, '']);
    const document = JSON.parse(stdout) as AllocationDocumentJson;
    expect(document).toMatchObject({
      schema: 'basisbook/allocation-document@1',
      issuer: 'Harbor Light Apartment Trust',
      taxYear: 2002,
      publishedOn: '2003-02-03',
      status: 'final',
    });
    expect(
      document.securities.map(({ symbol, cusips, distributions }) => [
        symbol,
        cusips,
        distributions.length,
      ]),
    ).toEqual([
      ['HLA', ['99077R100'], 4],
      ['HLAPrB', ['99077R209'], 4],
    ]);
    expect(document.securities[0]?.distributions[0]).toEqual({
      declarationDate: null,
      recordDate: '2002-02-04',
      exDate: null,
      payableDate: '2002-02-11',
      amountPerShare: '0.82',
      allocablePerShare: '0.82',
      inKind: false,
      unit: 'percent',
      components: {
        ordinary: '61.4',
        qualified: '0',
        capitalGain: '6.6',
        unrecaptured1250: '12.5',
        section1202: '0',
        collectibles28: '0',
        returnOfCapital: '19.5',
      },
      subsets: { qualified5Year: '6.6' },
      sourceLine: 12,
    });
  });

  it('prints a table for a person', async () => {
    const { status, stdout } = await place.run('documents', 'read', 'release.txt');
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    for (const line of [
      'Harbor Light Apartment Trust',
      'Tax year 2002, published 2003-02-03, final',
      '2 securities, 8 payments',
      'Class A Common Stock (HLA, CUSIP 99077R100)',
      '2002-02-04  2002-02-11       0.82  percent      61.4      6.6       12.5       19.5       6.6',
      '2002-10-01  2002-10-15   0.578125  percent       100',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it.runIf(
    canRun(
      existsSync(AIMCO),
      "the issuer's own texts are not beside the project (../shared/releases)",
    ),
  )('reads every figure of the real release', async () => {
    const { status, stdout, stderr } = await place.run('documents', 'read', AIMCO, '--json');
    expect([status, stderr]).toEqual([0, '']);
    const { taxYear, publishedOn, securities, notices } = JSON.parse(
      stdout,
    ) as AllocationDocumentJson;
    expect([taxYear, publishedOn, securities.length]).toEqual([2002, '2003-01-29', 9]);
    expect(securities.flatMap(({ cusips }) => cusips)).toHaveLength(9);
    expect(securities.flatMap(({ distributions }) => distributions)).toHaveLength(33);
    expect(
      securities
        .filter(({ distributions }) =>
          distributions.some(({ subsets }) => 'qualified5Year' in subsets),
        )
        .map(({ symbol }) => symbol),
    ).toEqual(['AIV']);
    expect(notices.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each([
    ['a row that does not sum', ['61.4%', '51.4%'], /^release\.txt:12: .*add up to 90%/],
    ['a date that does not exist', ['02/04/02', '02/30/02'], /^bad\.txt:12: .*02\/30\/02/],
    ['a payable date before its record date', ['02/11/02', '01/11/02'], /^bad\.txt:12: .*record/],
  ])('says where %s is, gives the rest, and ends with status 1', async (_, [from, to], message) => {
    place.write('bad.txt', RELEASE_2002.replace(from as string, to as string));
    const { status, stdout, stderr } = await place.run('documents', 'read', 'bad.txt', '--json');
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(message.source.replace('release', 'bad')));
    const document = JSON.parse(stdout) as AllocationDocumentJson;
    expect(document.notices.some(({ level, line }) => level === 'error' && line === 12)).toBe(true);
    expect(document.securities[1]?.distributions).toHaveLength(4);
  });

  it.each([
    ['empty', Buffer.alloc(0), 'is empty'],
    ['no text', Uint8Array.of(0, 1, 2, 3, 0xff), 'is not a text file'],
    ['50 MB', Buffer.alloc(50 * 1024 * 1024, 'a'), 'has 50 MB'],
  ])('gives one JSON value for a file that is %s, too', async (_, bytes, words) => {
    place.write('bad.txt', bytes);
    const { status, stdout, stderr } = await place.run('documents', 'read', 'bad.txt', '--json');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^bad\.txt: bad\.txt .*\n$/);
    expect(stderr).toContain(words);
    const document = JSON.parse(stdout) as AllocationDocumentJson;
    expect(document.securities).toEqual([]);
    expect(document.notices).toHaveLength(1);
    expect(document.notices[0]?.level).toBe('error');
  });

  it('gives one JSON value where there is no file to read', async () => {
    const { status, stdout, stderr } = await place.run('documents', 'read', 'none.txt', '--json');
    const message = 'There is no such file. Check the name.';
    expect([status, stderr]).toEqual([1, `none.txt: ${message}\n`]);
    expect(JSON.parse(stdout)).toEqual({
      schema: 'basisbook/allocation-document@1',
      issuer: null,
      taxYear: null,
      publishedOn: null,
      status: 'final',
      securities: [],
      notices: [{ level: 'error', code: 'no-file', message, line: null }],
      questions: [],
      proposal: null,
    });
    expect(await place.run('documents', 'read', 'none.txt')).toEqual({
      status: 1,
      stdout: '',
      stderr: `none.txt: ${message}\n`,
    });
  });

  it('reads the table of a CSV file, and asks for the year where neither it nor its dates name one', async () => {
    const table =
      'Record Date,Payable Date,Amount Per Share,Ordinary Dividends,Return of Capital\n' +
      '2002-02-04,2002-02-11,$0.82,80%,20%\n2002-05-17,2002-05-31,$0.82,75.5%,24.5%\n';
    place.write('dated.CSV', table);
    const dated = await place.run('documents', 'read', 'dated.CSV');
    expect(dated.status).toBe(0);
    expect(dated.stdout).toContain('2002');
    place.write(
      'untitled.CSV',
      table.replaceAll('2002-', '02-').replaceAll(/02-(\d\d)-(\d\d)/g, '$1/$2/02'),
    );
    const untitled = await place.run('documents', 'read', 'untitled.CSV');
    expect(untitled.status).toBe(1);
    expect(untitled.stdout).toContain('1 security, 0 payments');
    expect(untitled.stderr).toMatch(
      /^untitled\.CSV: The text does not say which tax year it is for/,
    );
    place.write(
      'table.csv',
      `Aimco 2002 Dividend Allocation\n\nClass A Common Stock (NYSE: AIV)\n\n${table}`,
    );
    const { status, stdout } = await place.run('documents', 'read', 'table.csv', '--json');
    const read = JSON.parse(stdout) as AllocationDocumentJson;
    expect([status, read.taxYear, read.securities.length]).toEqual([0, 2002, 1]);
    expect(
      read.securities[0]?.distributions.map(({ payableDate, components }) => [
        payableDate,
        components.ordinary,
        components.returnOfCapital,
      ]),
    ).toEqual([
      ['2002-02-11', '80', '20'],
      ['2002-05-31', '75.5', '24.5'],
    ]);
    place.write('release.csv', RELEASE_2002);
    expect((await place.run('documents', 'read', 'release.csv')).status).toBe(0);
  });

  it('asks one question about captions that are not known, proposes, and takes the answer', async () => {
    place.write(
      'unknown.txt',
      `Cobbleway Homes Announces Tax Treatment of 2014 Dividends
Common Stock (CUSIP 99231T109)

Record Date | Payable Date | Distribution per Share | Ordinary Furlong | Return Portion | Capital Gain
03/31/14 | 04/15/14 | $1.00 | $0.50 | $0.20 | $0.30
06/30/14 | 07/15/14 | $1.00 | $0.60 | $0.10 | $0.30
`,
    );
    const asked = await place.run('documents', 'read', 'unknown.txt', '--json');
    expect(asked.status).toBe(1);
    const { securities, questions, proposal } = JSON.parse(asked.stdout) as {
      securities: AllocationDocumentJson['securities'];
      questions: { id: string; line: number; candidates: { label: string }[]; proposed: number }[];
      proposal: Pick<AllocationDocumentJson, 'securities'>;
    };
    expect(securities[0]?.distributions).toEqual([]);
    expect(questions.map(({ id, line, proposed }) => [id, line, proposed])).toEqual([
      ['columns/1', 4, 0],
    ]);
    expect(questions[0]?.candidates[0]?.label).toBe(
      '“Ordinary Furlong”: ordinary dividends; “Return Portion”: return of capital',
    );
    const first = proposal.securities[0]?.distributions[0];
    expect([first?.components.ordinary, first?.components.returnOfCapital]).toEqual(['0.5', '0.2']);

    // For a person the same: the id, the candidates, and the payments as proposed.
    const shown = await place.run('documents', 'read', 'unknown.txt');
    const text = shown.stdout.replace(/\s+/g, ' ');
    expect(text).toContain('Questions ========= columns/1 (line 4): ');
    expect(text).toContain(
      ' 0: “Ordinary Furlong”: ordinary dividends; “Return Portion”: return of capital (proposed)',
    );
    expect(text).toContain('{"columns/1": 0}');
    expect(text.split('Proposal: ')[1]).toMatch(
      /99231T109.*2014-03-31 2014-04-15 1 usd 0\.5 0\.3 0\.2/,
    );

    place.write('answers.json', '{ "columns/1": 0 }');
    const told = await place.run(
      ...['documents', 'read', 'unknown.txt', '--json', '--answers', 'answers.json'],
    );
    const after = JSON.parse(told.stdout) as Record<string, unknown>;
    expect([told.status, after['questions'], after['proposal']]).toEqual([0, [], null]);
    expect(after['securities']).toEqual(proposal.securities);

    // With the same answers it goes into a book, where it counts as it was answered.
    const into = ['import', '--book', 'told.basisbook', '--documents', 'unknown.txt'];
    expect((await place.run(...into)).status).toBe(1);
    expect(existsSync(place.path('told.basisbook'))).toBe(false);
    const taken = await place.run(...into, '--answers', 'answers.json');
    expect([taken.status, taken.stderr]).toEqual([0, '']);
    expect(taken.stdout).toContain('2 payments');

    // And into a report.
    place.write(
      'held.csv',
      'date,action,security,shares,amount\n2014-01-02,buy,99231T109,10,100.00\n',
    );
    const report = ['report', '--year', '2014', '--transactions', 'held.csv', '--documents'];
    expect((await place.run(...report, 'unknown.txt')).status).toBe(1);
    const told2014 = await place.run(...report, 'unknown.txt', '--answers', 'answers.json');
    expect([told2014.status, told2014.stderr]).toEqual([0, '']);
    expect(told2014.stdout).toMatch(/2014-04-15 .*\n/);
    const both = [...report, 'unknown.txt', 'release.txt', '--answers'];
    const unnamed = await place.run(...both, 'answers.json');
    expect([unnamed.status, unnamed.stderr]).toEqual([
      1,
      expect.stringContaining('by file: {"unknown.txt": {"columns/1": 0}}') as string,
    ]);
    place.write('by-file.json', '{ "unknown.txt": { "columns/1": 0 } }');
    expect((await place.run(...both, 'by-file.json')).status).toBe(0);

    const two = await place.run(...into, 'release.txt', '--answers', 'answers.json');
    expect([two.status, two.stderr]).toEqual([
      2,
      expect.stringContaining('one file of --documents') as string,
    ]);
  });

  it.each([
    ['{ "columns/2": 0 }', 'no question “columns/2”'],
    ['{ "columns/1": 9 }', 'not 9'],
    ['[0]', 'no object of numbers'],
    ['columns', 'no JSON'],
  ])('refuses the answers %s', async (answers, reason) => {
    place.write('wrong.json', answers);
    const { status, stderr } = await place.run(
      ...['documents', 'read', 'unknown.txt', '--answers', 'wrong.json'],
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining(reason) as string]);
    expect(stderr).toMatch(/^wrong\.json: /);
  });
});
