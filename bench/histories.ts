/**
 * How long does a broker's file of 100,000 rows take, from its text to the table that is reviewed?
 * Beside it the floor: papaparse alone over the same text, in the same process.
 */
import Papa from 'papaparse';
import { readAccountHistory } from '../formats/accounts/read-account-history.ts';
import { reference } from '../resources/reference.ts';
import { addDays, type Day } from '../tax/values/days.ts';
import { median, within } from './measure.ts';

const { calendar } = reference;
const ROWS = 100_000;
const ROUNDS = 7;
const MAX_RATIO = 10;
const MAX_MS = 1500;
const SECURITIES = 40;

/** A file in the shape of the brokers': purchases, sales, dividends and reinvestments of forty securities. */
function historyOf(rows: number): string {
  const lines = [
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"',
  ];
  const first = '1999-01-04' as Day;
  for (let i = 0; lines.length <= rows; i++) {
    const day = tradingDay(addDays(first, i % 9000));
    const [year, month, dayOfMonth] = day.split('-');
    const date = `"${month ?? ''}/${dayOfMonth ?? ''}/${year ?? ''}"`;
    const name = `R${String.fromCharCode(65 + ((i % SECURITIES) % 26))}${String.fromCharCode(65 + Math.floor((i % SECURITIES) / 26))}`;
    const who = `"${name}","${name} REALTY TRUST"`;
    const [shares, cents] = [1 + (i % 997), 1000 + (i % 8999)];
    const money = (value: number) =>
      `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
    const price = `"$${money(cents)}"`;
    const total = money(shares * cents);
    if (i % 4 === 0) lines.push(`${date},"Buy",${who},"${shares}",${price},"","-$${total}"`);
    if (i % 4 === 1) lines.push(`${date},"Sell",${who},"${shares}",${price},"","$${total}"`);
    if (i % 4 === 2)
      lines.push(`${date},"Cash Dividend",${who},"","","","$${money(100 + (i % 99_991))}"`);
    if (i % 4 === 3) {
      lines.push(
        `${date},"Reinvest Dividend",${who},"","","","$${total}"`,
        `${date},"Reinvest Shares",${who},"${shares}",${price},"","-$${total}"`,
      );
    }
  }
  return `${lines.slice(0, rows + 1).join('\n')}\n`;
}

function tradingDay(day: Day): Day {
  let open = day;
  while (!calendar.isTradingDay(open)) open = addDays(open, 1);
  return open;
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Prints both, and says whether the reading is within its limits. */
export function measureHistories(): boolean {
  const text = historyOf(ROWS);
  const [own, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    floor.push(milliseconds(() => Papa.parse<string[]>(text)));
    own.push(
      milliseconds(() => {
        const read = readAccountHistory(text, calendar);
        if ('problem' in read) throw new Error(read.problem);
        if (read.history.rows.length < ROWS / 2) throw new Error('Rows were lost');
      }),
    );
  }
  const ratio = median(own.map((ms, i) => ms / (floor[i] as number)));
  console.log(
    `a history of ${ROWS} rows, ${(text.length / 1e6).toFixed(1)} MB; papaparse alone ${median(floor).toFixed(0)} ms`,
  );
  const soon = within('from text to reviewed rows', median(own), MAX_MS, 'ms');
  return within('times papaparse', ratio, MAX_RATIO, '') && soon;
}
