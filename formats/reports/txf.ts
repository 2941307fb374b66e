/**
 * What does a tax program read of a year, as a file of the Tax Exchange Format, version 042?
 *
 * Source: Intuit's TXF specification 042 (`txf-categories.ts`). A record is a summary for each box and
 * payer (format 3: `$` amount, `P` payer), and a detail for each row of the form for sales (format 4: `P`
 * security, `D` acquired, `D` sold, `$` cost, `$` proceeds; format 5 adds the disallowed loss of a wash sale).
 * Example: box 3 of $63.96 is N647 with $63.96; shares bought for $1,000.00 after return of capital and
 * sold for $900.00 have $1000.00 before $900.00, cost positive.
 * Awkward cases: the format has no codes and no adjustments, so the cost is the basis after return of
 * capital, whatever the broker reported; a row that only puts another one right has no record. What the
 * file cannot say stands in `left`, for the person.
 * Not handled: detail records of payments, which programs may ignore by the specification.
 */
import type { Day } from '../../tax/values/days.ts';
import { formatMoney, type Cents } from '../../tax/values/money.ts';
import type { PayerForm } from '../../tax/report/form-boxes.ts';
import type { SaleRow } from '../../tax/report/sale-rows.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { asciiOf } from './ascii.ts';
import { BASIS_YEARS_FROM, BOX_CATEGORIES, isOfYear, saleCategory } from './txf-categories.ts';
import { leftOutOfTxf } from './txf-left.ts';

export interface TxfInput {
  /** Of the accounts that are asked for. */
  readonly report: YearReport;
  /** The boxes of each payer on the return. */
  readonly payers: readonly PayerForm[];
  /** The rows of the year's form, to the cent. */
  readonly rows: readonly SaleRow[];
  /** Of the program that writes the file. */
  readonly version: string;
  readonly madeOn: Day;
}

interface TxfFile {
  readonly text: string;
  /** What of the year is not in the file, or is in it otherwise than on the form; one sentence each. */
  readonly left: readonly string[];
}

/** '2002-02-11' as '02/11/2002'. */
function txfDay(day: Day): string {
  return `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;
}

const recordOf = (...fields: readonly string[]): string => [...fields, '^'].join('\r\n');
const amount = (value: Cents): string => `$${formatMoney(value)}`;

function dividendRecords({ payers, report }: TxfInput): string[] {
  return payers.flatMap(({ payer, boxes }, place) =>
    boxes.flatMap(({ meaning, amount: value }) => {
      const category = BOX_CATEGORIES[meaning];
      if (!category || !isOfYear(category, report.taxYear) || value === 0n) return [];
      const { refnum } = category;
      const fields = [amount(value), `P${asciiOf(payer)}`];
      return [recordOf('TS', `N${refnum}`, 'C1', `L${place + 1}`, ...fields)];
    }),
  );
}

/** Whether a row has a record: what only corrects another one has none. */
function hasRecord(row: SaleRow): boolean {
  return !row.isCorrection && row.proceeds !== null && row.sold !== null;
}

function saleRecord(row: SaleRow, taxYear: number): string[] {
  const { acquired, sold, proceeds, piece } = row;
  if (!hasRecord(row) || proceeds === null || sold === null) return [];
  const days = [
    acquired === 'INHERITED' ? 'DINHERITED' : `D${acquired === null ? '' : txfDay(acquired)}`,
    `D${txfDay(sold)}`,
  ];
  // Whatever the broker reported: the program works the gain out of these two.
  const cost = piece === null ? row.basis : piece.adjustedBasis;
  const disallowed = piece?.disallowedLoss ?? 0n;
  const wash = taxYear >= BASIS_YEARS_FROM && disallowed > 0n;
  return [
    recordOf(
      ...['TD', `N${saleCategory(row.term, row.box)}`, 'C1', 'L1', `P${asciiOf(row.description)}`],
      ...days,
      cost === null ? '$' : amount(cost),
      // What the broker has before the cost of the sale needs an adjustment, for which the format has no place.
      amount(piece?.proceeds ?? proceeds),
      ...(wash ? [amount(disallowed as Cents)] : []),
    ),
  ];
}

/** The file as text in ASCII, and what it leaves out. */
export function txfFile(input: TxfInput): TxfFile {
  const { report, rows, version, madeOn } = input;
  const records = [
    recordOf('V042', `ABasisBook ${asciiOf(version)}`, `D${txfDay(madeOn)}`),
    ...dividendRecords(input),
    ...rows.flatMap((row) => saleRecord(row, report.taxYear)),
  ];
  return { text: `${records.join('\r\n')}\r\n`, left: leftOutOfTxf(input) };
}
