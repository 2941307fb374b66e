import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTxf, txfTotals } from '../../formats/testing/read-txf.ts';
import { knownTerms } from '../../resources/reference.ts';
import { EXAMPLE_PURCHASE, makeWorkedExample, RELEASE, useHarness } from '../testing/harness.ts';
import { readTaggedPdf } from '../testing/read-tagged-pdf.ts';

const use = useHarness();
const bytesOf = ({ base64 }: { base64: string }): Uint8Array =>
  new Uint8Array(Buffer.from(base64, 'base64'));
const ALL = { year: 2002, accountId: null, brokerBasis: 'adjusted' } as const;

describe('the files of a year', () => {
  it('are one for each use, with the figures of the worked example', async () => {
    await makeWorkedExample(use.app);
    const txf = await use.app.ok('year.file', { ...ALL, kind: 'txf' });
    expect(txf.fileName).toBe('tax-year-2002.txf');
    const { records, problems } = readTxf(Buffer.from(txf.base64, 'base64').toString('latin1'));
    expect(problems).toEqual([]);
    expect(txfTotals(records).get(647)).toBe(6_396n);
    expect(txf.left.join()).toContain('category 677');

    const pdf = await use.app.ok('year.file', { ...ALL, kind: 'pdf' });
    const { pages } = await readTaggedPdf(bytesOf(pdf));
    expect(pages.join(' ')).toContain('3,736.04');

    const csv = await use.app.ok('year.file', { ...ALL, kind: 'csv' });
    const tables = unzipSync(bytesOf(csv));
    expect(strFromU8(tables['lots-after.csv'] ?? new Uint8Array())).toContain(',3736.04');
  });

  it('are in one file for an accountant, with the text of each document', async () => {
    await makeWorkedExample(use.app);
    const all = await use.app.ok('year.file', { ...ALL, kind: 'all' });
    expect(all.fileName).toBe('basisbook-2002.zip');
    const files = unzipSync(bytesOf(all));
    const names = Object.keys(files).map((name) => name.replace('basisbook-2002/', ''));
    expect(names).toContain('tax-year-2002.pdf');
    expect(names).toContain('tax-year-2002.txf');
    expect(names).toContain('what-the-txf-file-does-not-carry.txt');
    expect(names).toContain('tables/sales.csv');
    const documents = names.filter((name) => name.startsWith('documents/'));
    expect(documents).toHaveLength(1);
    const text = strFromU8(files[`basisbook-2002/${documents[0] ?? ''}`] ?? new Uint8Array());
    expect(RELEASE.content.text).toContain(text.trim().split('\n')[0]);
    const again = await use.app.ok('year.file', { ...ALL, kind: 'all' });
    expect(Object.keys(unzipSync(bytesOf(again)))).toEqual(Object.keys(files));
  });

  it('have what was kept of the broker’s form, accepted with a reason, and filed', async () => {
    await makeWorkedExample(use.app);
    const tablesOf = async () =>
      unzipSync(bytesOf(await use.app.ok('year.file', { ...ALL, kind: 'csv' })));
    const lines = (bytes: Uint8Array | undefined) =>
      strFromU8(bytes ?? new Uint8Array())
        .trim()
        .split('\r\n')
        .slice(1);
    expect(Object.keys(await tablesOf())).not.toContain('broker-forms.csv');

    const form = { year: 2002, account: 'default' };
    const forms = { schema: 'basisbook/broker-forms@1', ...form, security: null } as const;
    const form1099Div = { '1': '201.40', '2a': '21.64' };
    const given = { forms: { ...forms, form1099Div }, version: 1, receivedOn: '2/14/2003' };
    await use.app.ok('forms.keep', given);
    await use.app.ok('forms.accept', {
      ...{ ...form, payer: null, version: 1, reason: '=The payer is gone' },
      difference: { form: '1099-DIV', row: null, field: '2a', theirs: '21.64', ours: '62.64' },
    });
    const year = { year: 2002, wholeDollars: false, brokerBasis: 'adjusted' } as const;
    const typed = [{ kind: 'box', name: '2a', amount: '21.64' }] as const;
    await use.app.ok('filed.keep', {
      ...{ ...year, filedOn: '4/12/2003', fresh: true, typed: [...typed] },
    });

    const tables = await tablesOf();
    expect(lines(tables['broker-forms.csv'])).toEqual([
      'default,all,original,1099-DIV,,1,2003-02-14,,,,,,201.40,201.40,0.00,yes,',
      "default,all,original,1099-DIV,,2a,2003-02-14,,,,,,21.64,62.64,-41.00,no,'=The payer is gone",
    ]);
    expect(lines(tables['accepted-differences.csv'])).toEqual([
      "default,all,original,1099-DIV,,2a,21.64,62.64,'=The payer is gone,yes",
    ]);
    expect(lines(tables['filed.csv'])).toContain(
      '2003-04-12,Box 2a: Total capital gain distr.,21.64,62.64,41.00',
    );
    const pdf = await use.app.ok('year.file', { ...ALL, kind: 'pdf' });
    const { pages, untagged } = await readTaggedPdf(bytesOf(pdf));
    expect(untagged).toEqual([]);
    expect(pages.join(' ')).toContain('The payer is gone');
    expect(pages.join(' ')).toContain('What was filed, and what changed since');
    const all = unzipSync(bytesOf(await use.app.ok('year.file', { ...ALL, kind: 'all' })));
    expect(Object.keys(all)).toContain('basisbook-2002/tables/broker-forms.csv');
  });

  it('have the terms that made entries by the end of the year, and no later ones', async () => {
    await makeWorkedExample(use.app);
    const terms = knownTerms.find(({ id }) => id === 'aimco-separation-2020');
    await use.app.ok('terms.apply', { fileName: 'terms', text: terms?.text ?? '', answers: {} });
    const documentsOf = async (year: number) => {
      const all = await use.app.ok('year.file', { ...ALL, year, kind: 'all' });
      const files = Object.keys(unzipSync(bytesOf(all)));
      return files.filter((name) => name.includes('/documents/')).length;
    };
    // The release of 2002 is one: later lots rest on it too.
    expect([await documentsOf(2002), await documentsOf(2019)]).toEqual([1, 1]);
    expect([await documentsOf(2020), await documentsOf(2021)]).toEqual([2, 2]);
  });

  it('say days in sentences as the tables of the paper have them', async () => {
    await makeWorkedExample(use.app);
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      ...{ date: '2002-05-10', shares: '10', amount: '450.00' },
    });
    const pdf = await use.app.ok('year.file', { ...ALL, kind: 'pdf' });
    const { pages } = await readTaggedPdf(bytesOf(pdf));
    const words = pages.join(' ');
    const at = words.indexOf('Notices');
    expect(words.slice(at)).toMatch(/on or after the ex-date 05\/\d\d\/2002/);
    expect(words.match(/(?<![\p{L}\d/._-])\d{4}-\d\d-\d\d(?![\p{L}\d/.-])/gu) ?? []).toEqual([]);
  });

  it('are refused for an account that is gone', async () => {
    await makeWorkedExample(use.app);
    const { code } = await use.app.refused('year.file', { ...ALL, accountId: 'gone', kind: 'pdf' });
    expect(code).toBe('not-found');
  });
});

describe('a basis statement', () => {
  it('tells the whole life of a lot, and what each change is from', async () => {
    await makeWorkedExample(use.app);
    const { rows } = await use.app.ok('lots.list', {
      ...{ year: 2002, accountId: null, search: '', sort: null, from: 0, most: 1 },
    });
    const [row] = rows;
    if (!row) throw new Error('there is no lot');
    const { accountId, lot } = row;
    const file = await use.app.ok('lots.statement', { year: 2002, accountId, lot });
    const { pages, untagged } = await readTaggedPdf(bytesOf(file));
    const text = pages.join(' ');
    expect(untagged).toEqual([]);
    expect(text).toContain('Basis statement');
    expect(text.match(/Return of capital/g)?.length).toBeGreaterThanOrEqual(4);
    expect(text).toContain('-15.99');
    expect(text).toContain('3,736.04');
    const gone = await use.app.refused('lots.statement', { year: 2002, accountId, lot: 'no' });
    expect(gone.code).toBe('not-found');
  });
});
