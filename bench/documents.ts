/**
 * How long does a document take to be read: one of 200 payments as text, and a PDF of 20 pages in its
 * thread, as the window reads it? Beside each a floor over the same bytes in the same process: every
 * figure of the text through decimal.js, without a question what it means; every page of the PDF
 * through the library alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Decimal from 'decimal.js';
import { readDocumentFile } from '../application/extraction/read-file.ts';
import { parseCusip } from '../formats/documents/grid/cusip.ts';
import { pdfText } from '../formats/documents/source/pdf-text.ts';
import { makePdf, pageOf } from '../formats/documents/source/testing/make-files.ts';
import { readAllocationText } from '../formats/read-document.ts';
import { median, ROOT } from './measure.ts';

/** For the quickest round: whatever else runs on the machine only adds to one. */
const MAX_ROWS_MS = 100;
const MAX_PDF_MS = 1000;
const ROUNDS = 11;
const SECURITIES = 50;
const PAGES = 20;
const ROWS_OF_A_PAGE = 30;

/** A CUSIP of our own for each number: the last character checks. */
function cusipOf(number: number): string {
  const eight = `99${String(1000 + number)}A1`;
  return eight + ([...'0123456789'].find((digit) => parseCusip(eight + digit)) ?? '');
}

/** The text of a release of fifty classes with four payments each. */
function textOf200Payments(): string {
  const folder = join(ROOT, 'formats', 'documents', 'fixtures');
  const release = readFileSync(join(folder, 'harborlight-2002.txt'), 'utf8');
  const head = release.slice(0, release.indexOf('\n\n', release.indexOf('2002 dividend')));
  const sections = Array.from(
    { length: SECURITIES },
    (_, i) =>
      `Series ${String.fromCharCode(65 + (i % 26))}-${i + 1} Preferred Stock (CUSIP ${cusipOf(i)})\n\n` +
      'Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tCapital Gain (20% Rate)\n' +
      ['01', '04', '07', '10']
        .map((month) => `${month}/02/02\t${month}/15/02\t$0.50\t87.5%\t12.5%`)
        .join('\n') +
      '\nAnnual\t\t$2.00\t87.5%\t12.5%\n',
  );
  return `${head}\n\n${sections.join('\n')}`;
}

/** The floor: lines, fields, and each figure as a decimal. */
function figuresOf(text: string): Decimal {
  let sum = new Decimal(0);
  for (const line of text.split('\n')) {
    for (const field of line.split('\t')) {
      if (/^\$?\d+\.\d+%?$/.test(field)) sum = sum.plus(new Decimal(field.replace(/[$%]/g, '')));
    }
  }
  return sum;
}

/** Twenty pages, the table on the last of them. */
function longPdf(): Uint8Array {
  const prose = Array.from(
    { length: ROWS_OF_A_PAGE },
    (_, i) => `Line ${i} of what such a filing says before the table and nobody reads.`,
  );
  const table = [
    'Northgate Homes Trust (NYSE: NHT) 2014 Dividend Allocation',
    '',
    'Common Stock (CUSIP 053484101)',
    '',
    'Record      Payable     Distribution  Ordinary    Total Capital  Unrecaptured     Return of',
    'Date        Date        Per Share     Dividends   Gain           Sec. 1250 Gain   Capital',
    '3/31/2014   4/15/2014   $0.4000       $0.2460     $0.0540        $0.0200          $0.1000',
    '6/30/2014   7/15/2014   $0.4000       $0.2460     $0.0540        $0.0200          $0.1000',
    'Total                   $0.8000       $0.4920     $0.1080        $0.0400          $0.2000',
  ];
  return makePdf([...Array.from({ length: PAGES - 1 }, () => pageOf(prose)), pageOf(table)]);
}

function milliseconds(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function print(title: string, own: readonly number[], floor: readonly number[], limit: number) {
  const ratio = median(own.map((value, i) => value / (floor[i] as number)));
  const ms = Math.min(...own);
  console.log(
    `${title}: ${ms.toFixed(1)} ms (limit ${limit}), ${median(own).toFixed(1)} ms in the median, ${ratio.toFixed(1)} times its floor of ` +
      `${median(floor).toFixed(1)} ms; all: ${own.map((value) => value.toFixed(0)).join(' ')}`,
  );
  return ms <= limit;
}

/** Prints both, and says whether both are within their limits. */
export async function measureDocuments(): Promise<boolean> {
  const text = textOf200Payments();
  const read = readAllocationText(text, { known: [] }).document;
  const count = read.securities.reduce((sum, one) => sum + one.distributions.length, 0);
  if (count !== 4 * SECURITIES || read.notices.some((notice) => notice.level === 'error')) {
    throw new Error(`The text was read to ${count} payments: ${JSON.stringify(read.notices)}`);
  }
  const [rows, rowsFloor]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    let start = process.hrtime.bigint();
    readAllocationText(text, { known: [] });
    rows.push(milliseconds(start));
    start = process.hrtime.bigint();
    figuresOf(text);
    rowsFloor.push(milliseconds(start));
  }
  const pdf = longPdf();
  const [pages, pagesFloor]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    let start = process.hrtime.bigint();
    const reading = readDocumentFile(pdf, 'filing.pdf', { known: [] });
    pages.push(milliseconds(start));
    if (!reading.ok || reading.reading.document.securities[0]?.distributions.length !== 2) {
      throw new Error('The PDF was not read to its two payments');
    }
    start = process.hrtime.bigint();
    await pdfText(pdf.slice());
    pagesFloor.push(milliseconds(start));
  }
  const rowsOk = print('200 payments as text', rows, rowsFloor, MAX_ROWS_MS);
  return print(`a PDF of ${PAGES} pages`, pages, pagesFloor, MAX_PDF_MS) && rowsOk;
}
