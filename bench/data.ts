/** Made-up holdings for the measurements: deterministic, so that two runs measure the same work. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayFromNumber, dayNumber, parseDay, type Day } from '../tax/values/days.ts';

/** A release in the layout of a REIT's of 2002: four payments with a return of capital. */
const RELEASE = `Harbor Point Residential Trust Announces 2002 Dividend Allocation

BOSTON - January 29, 2003

Harbor Point Residential Trust (NYSE: AIV) announces the 2002 dividend allocation for federal income tax purposes.

Class A Common Stock (CUSIP 03748R-10-1)

Record Date	Payable Date	Dividend Per Share	Ordinary Dividend	Capital Gain (20% Rate)	Unrecaptured Sec. 1250 Gain	Return of Capital
02/04/02	02/11/02	$0.820	61.4%	6.6%	12.5%	19.5%
05/06/02	05/13/02	$0.820	61.4%	6.6%	12.5%	19.5%
08/16/02	08/23/02	$0.820	61.4%	6.6%	12.5%	19.5%
11/11/02	11/18/02	$0.820	61.4%	6.6%	12.5%	19.5%
Annual		$3.28	61.4%	6.6%	12.5%	19.5%
`;

/** One purchase, as a file or a book has it. */
interface MadeUpLot {
  readonly date: Day;
  readonly action: 'buy' | 'reinvest';
  readonly shares: string;
  readonly amount: string;
}

/** Purchases from 1998 to 2001, of 1 to 400 shares with fractions. */
export function* madeUpLots(lots: number): Generator<MadeUpLot> {
  const first = dayNumber(parseDay('1998-01-05') ?? never());
  const days = dayNumber(parseDay('2001-12-28') ?? never()) - first;
  let seed = 20020211;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let i = 0; i < lots; i++) {
    const date = dayFromNumber(first + Math.floor((i * days) / lots));
    const shares = `${1 + random(400)}.${String(random(1000)).padStart(3, '0')}`;
    const amount = `${1000 + random(15000)}.${String(random(100)).padStart(2, '0')}`;
    yield { date, action: i % 10 === 9 ? 'reinvest' : 'buy', shares, amount };
  }
}

/** The purchases as a transactions file, in a row per lot. */
function transactionsCsv(lots: number): string {
  const rows = ['date,action,security,shares,amount'];
  for (const { date, action, shares, amount } of madeUpLots(lots)) {
    rows.push(`${date},${action},AIV,${shares},${amount}`);
  }
  return `${rows.join('\n')}\n`;
}

/**
 * The purchases with a name each, and in 2002 a sale of part of every tenth lot by its name, for less
 * than it cost: the oldest first, spread over the year.
 */
function salesCsv(lots: number): string {
  const rows = ['date,action,security,shares,amount,lot'];
  const sales: string[] = [];
  const first = dayNumber(parseDay('2002-01-02') ?? never());
  let count = 0;
  for (const { date, action, shares, amount } of madeUpLots(lots)) {
    const lot = `AIV/${date}/${++count}`;
    rows.push(`${date},${action},AIV,${shares},${amount},${lot}`);
    if (count % 10 !== 0) continue;
    const day = dayFromNumber(first + Math.floor((count * 360) / lots));
    sales.push(`${day},sell,AIV,0.5,0.01,${lot}`);
  }
  return `${[...rows, ...sales].join('\n')}\n`;
}

function never(): never {
  throw new Error('not a day');
}

/** A folder with the two files, taken away again by `remove`. */
export function makeFiles(
  lots: number,
  withSales = false,
): {
  readonly folder: string;
  readonly transactions: string;
  readonly document: string;
  readonly out: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'basisbook-bench-'));
  const transactions = join(folder, 'transactions.csv');
  const document = join(folder, 'release.txt');
  writeFileSync(transactions, withSales ? salesCsv(lots) : transactionsCsv(lots));
  writeFileSync(document, RELEASE);
  return {
    folder,
    transactions,
    document,
    out: join(folder, 'report.json'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
