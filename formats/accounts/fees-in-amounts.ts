/**
 * Are the fees of a table's records in their amounts?
 *
 * One column means one thing: where shares, price and fees of some trades say that the fees are in it, they are in it
 * in every record; a payment has no price that could tell.
 *
 * Example: 100 at 60.00 with costs of 5.00 for 6,005.00: a dividend of 66.00 with costs of 1.50 is one of 67.50.
 * Awkward case: records that say both: nothing is taken from either.
 * Not handled: fees that are rounded otherwise than to the cent.
 */
import type { FileRecord } from './records.ts';
import type { TableCells } from './table-cells.ts';
import { centsOf, magnitude, times, type CellNumber, type Figure } from './values.ts';

/** A number of a cell without its sign; zero where there is none. */
export function figureOf(number: CellNumber): Figure {
  return number.kind === 'number' ? magnitude(number.value) : 0n;
}

/** The sum of a record's fees, without sign. */
export function feesOf(table: TableCells, cells: readonly string[]): Figure {
  let fees = 0n;
  for (const cell of table.all(cells, 'fees')) fees += figureOf(table.readNumber(cell));
  return fees;
}

/** Whether fees are in the figures of a role; undefined where no record tells, or they disagree. */
export function areFeesIn(
  table: TableCells,
  records: readonly FileRecord[],
  role: 'amount' | 'value',
): boolean | undefined {
  const said = new Set<boolean>();
  for (const { cells } of records) {
    const fees = centsOf(feesOf(table, cells));
    const own = figureOf(table.number(cells, role));
    if (fees === 0n || own === 0n) continue;
    const gross = figureOf(table.number(cells, 'gross'));
    const shares = figureOf(table.number(cells, 'quantity'));
    const whole = gross || times(shares, figureOf(table.number(cells, 'price')));
    const away = centsOf(magnitude(own - whole));
    if (whole !== 0n && (away === 0n || away === fees)) said.add(away === fees);
  }
  const [is] = said;
  return said.size === 1 ? is : undefined;
}
