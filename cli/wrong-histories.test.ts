/** A file that is no whole history: a sentence with the line and the next step, and the book as it was. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication, type Application } from '../application/application.ts';
import { programVersion } from '../application/program-version.ts';
import { RELEASE_2002, Workplace } from './testing/command.ts';

const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount\n';
const BUY = '2024-05-20,Buy,EQR,100,66.00,-6600.00\n';
const OFX =
  '<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY a "b">\n<!ENTITY c "&a;&a;&a;&a;">]>\n<OFX></OFX>\n';

interface Wrong {
  readonly what: string;
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Of the line that it is about; null where it is about the whole file. */
  readonly line: number | null;
  readonly sentence: RegExp;
}

const WRONG: readonly Wrong[] = [
  {
    what: 'cut off in its last line',
    name: 'cut.csv',
    content: `${HEADER}${BUY}2024-11-04,Sell,EQR,-20,70.`,
    line: 3,
    sentence: /the line is cut off/,
  },
  {
    what: 'cut off within quotation marks',
    name: 'open.csv',
    content: `${HEADER}${BUY}"2024-11-04,Sell,EQR,-20,70.00,1400.00\n`,
    line: 3,
    sentence: /quotation mark is opened and never closed.*Download the file again/,
  },
  {
    what: 'two files in one',
    name: 'mixed.csv',
    content: `${HEADER}${BUY}!Type:Invst\nD5/20/2024\n^\n`,
    line: 3,
    sentence: /another kind \(QIF\) begins here\. Download each by itself/,
  },
  {
    what: 'two million rows',
    name: 'many.csv',
    content: HEADER + '2024-05-20,Buy,E,1,1,1\n'.repeat(2_000_000),
    line: null,
    sentence: /more than 500000 records\. Download it again in parts|larger than 46 MB/,
  },
  {
    what: 'a formula in place of an amount',
    name: 'formula.csv',
    content: `${HEADER}2024-05-20,Buy,EQR,100,66.00,=-(D2*E2)\n`,
    line: 2,
    sentence: /the amount "=-\(D2\*E2\)" can mean more than one thing\. What should it be\?/,
  },
  {
    what: 'OFX with entities that grow',
    name: 'bomb.ofx',
    content: OFX,
    line: 3,
    sentence: /entit.*[Dd]ownload/s,
  },
  {
    what: 'a statement as PDF',
    name: 'statement.pdf',
    content: '%PDF-1.7\n1 0 obj\n',
    line: null,
    sentence:
      /is a PDF\..*download the history of the account as CSV, QFX or QIF\..*under Documents/,
  },
  {
    what: 'an issuer’s release',
    name: 'release.txt',
    content: RELEASE_2002,
    line: null,
    sentence: /release of an issuer.*Add it under Documents/,
  },
  {
    what: 'an old workbook',
    name: 'old.xls',
    content: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    line: null,
    sentence: /old Excel file.*save the sheet as CSV/,
  },
  {
    what: 'nothing',
    name: 'empty.csv',
    content: '',
    line: null,
    sentence: /empty/,
  },
];

let place: Workplace;
let before: Record<string, string>;
beforeAll(async () => {
  place = new Workplace();
  place.write('good.csv', `${HEADER}${BUY}`);
  const { status } = await place.run(
    'import',
    '--book',
    'b.basisbook',
    '--account-history',
    'good.csv',
  );
  expect(status).toBe(0);
});
afterAll(() => place.remove());

const bytesOfBook = () => readFileSync(place.path('b.basisbook'));

describe.each(WRONG)('$what', ({ name, content, line, sentence }) => {
  it('is refused on the command line with its place, and nothing is written', async () => {
    place.write(name, content);
    before = place.picture();
    const { status, stdout, stderr } = await place.run(
      ...['import', '--book', 'b.basisbook', '--account-history', name],
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.startsWith(line === null ? `${name}: ` : `${name}:${line}: `)).toBe(true);
    expect(place.picture()).toEqual(before);
  });

  it('is said in the window, cannot be imported, and nothing is written', async () => {
    const bytes = bytesOfBook();
    const application: Application = createApplication({
      dataFolder: join(place.folder, 'data'),
      bookPath: place.path('b.basisbook'),
      host: 'browser',
      version: programVersion(),
      log: (text) => {
        throw new Error(text);
      },
    });
    try {
      const given = { fileName: name, base64: Buffer.from(content).toString('base64') };
      const preview = JSON.stringify(await application.dispatch('imports.preview', given));
      const { value } = JSON.parse(preview) as {
        value: Record<'problems', { line: number | null; message: string }[]> & {
          history: { questions: { line: number; text: string }[] } | null;
          rows: unknown[];
        };
      };
      const said = [
        ...value.problems.map(({ line: at, message }) => ({ at, text: message })),
        ...(value.history?.questions ?? []).map(({ line: at, text }) => ({ at, text })),
      ];
      expect(said.some(({ at, text }) => at === line && sentence.test(text))).toBe(true);
      expect(await application.dispatch('imports.accept', given)).toMatchObject({ ok: false });
    } finally {
      application.close();
    }
    expect(bytesOfBook()).toEqual(bytes);
  });
});
