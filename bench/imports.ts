/**
 * How long does a person wait for a broker's large file: until it is shown, and until it is in the book?
 *
 * The calls are those of the window, with the file's bytes, in an empty book: `imports.preview` reads, plans and
 * works out what is held afterwards; `imports.accept` writes all of it as one act, on the disk.
 * Not measured: the page itself, and the thread between it and the application.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '../application/application.ts';
import { addDays, type Day } from '../tax/values/days.ts';
import { reference } from '../resources/reference.ts';
import { median, within } from './measure.ts';

const { calendar } = reference;
const SECURITIES = 40;
const ROUNDS = 3;

/** Rows of the file, and the most seconds until it is shown and until it is in the book. */
const LIMITS = [
  { rows: 10_000, preview: 0.4, accept: 1 },
  { rows: 100_000, preview: 3, accept: 8 },
] as const;

function usDate(day: Day): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  return `${month}/${dayOfMonth}/${year}`;
}

const dollars = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** A file in which everything that is sold was bought before, and no record stands twice. */
function wholeHistory(rows: number): string {
  const lines = [
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"',
  ];
  let day = '1999-01-04' as Day;
  for (let i = 0; lines.length <= rows; i++) {
    const letters = [(i % SECURITIES) % 26, Math.floor((i % SECURITIES) / 26)];
    const name = `R${letters.map((one) => String.fromCharCode(65 + one)).join('')}`;
    const who = `"${name}","${name} REALTY TRUST"`;
    const [bought, sold] = [100 + (i % 97), 1 + (i % 9)];
    const cents = 1000 + (i % 8999);
    const date = `"${usDate(day)}"`;
    const part = `"${dollars(cents)}"`;
    lines.push(
      `${date},"Buy",${who},"${bought}","$${dollars(cents)}","","-$${dollars(bought * cents)}"`,
      `${date},"Sell",${who},"${sold}","$${dollars(cents + 1)}","","$${dollars(sold * (cents + 1))}"`,
      `${date},"Reinvest Dividend",${who},"","","",${part}`,
      `${date},"Reinvest Shares",${who},"1","$${dollars(cents)}","","-$${dollars(cents)}"`,
    );
    if (i % 5 === 4) day = calendar.nextTradingDay(addDays(day, 0)) ?? day;
  }
  return `${lines.slice(0, rows + 1).join('\n')}\n`;
}

interface Waited {
  readonly preview: number;
  readonly accept: number;
}

/** Seconds of both calls, in a book of its own. */
async function waitedFor(base64: string): Promise<Waited> {
  const folder = mkdtempSync(join(tmpdir(), 'basisbook-bench-'));
  const application = createApplication({
    dataFolder: folder,
    host: 'browser',
    version: 'bench',
    log: (line) => console.error(line),
    now: () => '2026-02-01T12:00:00.000Z',
    newId: () => crypto.randomUUID(),
  });
  const seconds = async (name: Parameters<typeof application.dispatch>[0], input: unknown) => {
    const start = process.hrtime.bigint();
    const answer = await application.dispatch(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
  try {
    await seconds('book.create', { kind: 'own' });
    const file = { fileName: 'history.csv', base64 };
    return {
      preview: await seconds('imports.preview', file),
      accept: await seconds('imports.accept', file),
    };
  } finally {
    application.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints both for each size, and says whether they are within their limits. */
export async function measureImports(): Promise<boolean> {
  let isWithin = true;
  for (const { rows, preview, accept } of LIMITS) {
    const base64 = Buffer.from(wholeHistory(rows)).toString('base64');
    const waited: Waited[] = [];
    for (let round = 0; round < ROUNDS; round++) waited.push(await waitedFor(base64));
    console.log(`a history of ${rows} rows into an empty book, as the window calls`);
    const shown = within(
      'until it is shown',
      median(waited.map((one) => one.preview)),
      preview,
      's',
    );
    const kept = within(
      'until it is in the book',
      median(waited.map((one) => one.accept)),
      accept,
      's',
    );
    isWithin = isWithin && shown && kept;
  }
  return isWithin;
}
