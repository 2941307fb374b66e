/** A payment that only the broker's history has is said wherever the year is written down. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { pdfText } from '../formats/documents/source/pdf-text.ts';
import { RELEASE_2002, Workplace } from './testing/command.ts';

const HISTORY = `"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"
"07/01/2002","Cash Dividend","HLA","HARBOR LIGHT APT TR","","","","$10.00"
"02/11/2002","Cash Dividend","HLA","HARBOR LIGHT APT TR","","","","$82.00"
"03/01/2000","Buy","HLA","HARBOR LIGHT APT TR","100","$38.00","","-$3,800.00"
`;

let place: Workplace;
beforeEach(async () => {
  place = new Workplace();
  place.write('release.txt', RELEASE_2002);
  place.write('history.csv', HISTORY);
  for (const given of [
    ['--documents', 'release.txt'],
    ['--account-history', 'history.csv'],
  ]) {
    const { status, stderr } = await place.run('import', '--book', 'b.basisbook', ...given);
    expect([status, stderr]).toEqual([0, '']);
  }
});
afterEach(() => place.remove());

const report = (...more: string[]) =>
  place.run('report', '--year', '2002', '--book', 'b.basisbook', ...more);

const SENTENCE = /Your broker paid \$10\.00 of HLA on 2002-07-01 \(.*, history\.csv, line 2\)/;

it('as JSON, text, tables and PDF', async () => {
  const { years } = JSON.parse((await report('--json')).stdout) as {
    years: { year: number; state: string; reasons: { code: string; message: string }[] }[];
  };
  const own = years.find(({ year }) => year === 2002);
  expect(own?.state).toBe('provisional');
  const claims = own?.reasons.filter(({ code }) => code === 'claim-without-payment');
  expect(claims).toHaveLength(1);
  expect(claims?.[0]?.message).toMatch(SENTENCE);

  const text = (await report()).stdout.replace(/\s+/g, ' ');
  expect(text).toMatch(new RegExp(`Provisional: ${SENTENCE.source}`));

  await report('--format', 'csv', '--out', 'tables');
  expect(place.read('tables/notices.csv')).toMatch(/^Warning,claim-without-payment,HLA,/m);

  await report('--format', 'pdf', '--out', '2002.pdf');
  const paper = (
    (await pdfText(new Uint8Array(readFileSync(place.path('2002.pdf'))))) ?? ''
  ).replace(/\s+/g, ' ');
  // On paper days are written as its tables have them.
  const printed = SENTENCE.source.replace('2002-07-01', '07/01/2002');
  expect(paper).toMatch(new RegExp(`Provisional: ${printed}`));
});

it('one by one in a year of which nobody has added a document', async () => {
  place.write('later.csv', HISTORY.replace(/"03\/01\/2000".*\n/, '').replaceAll('/2002', '/2003'));
  await place.run('import', '--book', 'b.basisbook', '--account-history', 'later.csv');
  const { stdout } = await place.run('report', '--year', '2003', '--book', 'b.basisbook');
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    "Provisional: The amounts that your broker paid on HLA in 2003 are known, but not what they were: $82.00 on 2003-02-11 (default, later.csv, line 3), $10.00 on 2003-07-01 (default, later.csv, line 2). Add the issuer's release for 2003.",
  );
});
