/**
 * Which figures and days of a record cannot be read, or speak against each other? A sentence for each.
 *
 * Example: "1'000" can be one thousand or one; "ten" is no number.
 */
import type { Day } from '../../tax/values/days.ts';
import { CLAIM_KINDS } from '../../tax/facts/broker-claim.ts';
import { feesOf, figureOf } from './fees-in-amounts.ts';
import type { TableCells } from './table-cells.ts';
import { magnitude, type CellDay, type CellNumber } from './values.ts';
import type { Meaning } from './words.ts';

const MOST_SAID = 60;

interface ReadFigures {
  readonly meaning: Meaning | null;
  readonly found: CellDay | undefined;
  readonly quantity: CellNumber;
  readonly amount: CellNumber;
  readonly price: CellNumber;
  readonly included: boolean;
  readonly asOfBeside: Day | null;
}

/** As much of a cell as a sentence can have. */
export function clipped(cell: string): string {
  return cell.length <= MOST_SAID ? cell : `${cell.slice(0, MOST_SAID)}…`;
}

function isTrade(meaning: Meaning | null): boolean {
  return meaning === 'buy' || meaning === 'sell' || meaning === 'reinvest' || meaning === 'redeem';
}

function unreadable(what: string, text: string): string {
  return `the ${what} "${clipped(text)}" ${/\d/.test(text) ? 'can mean more than one thing' : 'cannot be read'}`;
}

const PAYMENTS: ReadonlySet<Meaning | null> = new Set(CLAIM_KINDS);

/** A payment of which more was kept than the record says. */
function keptOtherwise(
  table: TableCells,
  cells: readonly string[],
  meaning: Meaning | null,
): readonly string[] {
  if (!PAYMENTS.has(meaning) || !table.has('gross')) return [];
  const [gross, net] = [table.number(cells, 'gross'), table.number(cells, 'amount')];
  const kept = feesOf(table, cells) + figureOf(table.number(cells, 'withheld'));
  if (gross.kind !== 'number' || net.kind !== 'number' || kept === 0n) return [];
  const away = magnitude(gross.value) - magnitude(net.value);
  return away <= 0n || away === kept
    ? []
    : [`"${gross.text}" less what was kept is not "${net.text}"`];
}

/** The sentences, which have no full stop, about one record of a table. */
export function unclearFigures(
  table: TableCells,
  cells: readonly string[],
  { meaning, found, quantity, amount, price, included, asOfBeside }: ReadFigures,
): string[] {
  const unclear: string[] = [];
  const add = (sentences: readonly string[]): void => {
    // Nearly every record is clear.
    if (sentences.length > 0) unclear.push(...sentences);
  };
  add(table.lacks(cells, meaning));
  add(table.days.settlesBefore(cells, found, meaning));
  add(table.days.otherDays(cells, found, meaning));
  add(table.days.nightOfGreenwich(cells, meaning));
  add(keptOtherwise(table, cells, meaning));
  if (isTrade(meaning) && found !== undefined && asOfBeside !== null && asOfBeside < found.day)
    unclear.push(`the words say as of ${asOfBeside}, and the line is of ${found.day}`);
  if (quantity.kind === 'unclear') unclear.push(unreadable('number of shares', quantity.text));
  if (amount.kind === 'unclear') unclear.push(unreadable('amount', amount.text));
  if (table.inCents && amount.kind === 'number' && !included && /\.\d$/.test(amount.text))
    unclear.push(`the amount "${amount.text}" has one decimal where the others have two`);
  if (price.kind === 'unclear') unclear.push(`the price "${clipped(price.text)}" cannot be read`);
  return unclear;
}
