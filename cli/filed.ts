/** `basisbook filed`: what was filed for a year, kept in a book and compared with what it says now. */
import { filedHandlers } from '../application/handlers/filed.ts';
import { counted, dollars } from '../tax/facts/wording.ts';
import { parseMoney, type Cents } from '../tax/values/money.ts';
import type { FiledArguments } from './filed-arguments.ts';
import { changeOneBook, readOneBook } from './book.ts';
import { DONE, type Io } from './io.ts';
import { left, right, tableLines } from '../formats/text-table.ts';

const FILED_SCHEMA = 'basisbook/filed@1';

type Asked = Parameters<(typeof filedHandlers)['filed.get']>[1];
type Filed = ReturnType<(typeof filedHandlers)['filed.get']>;
type Row = Filed['rows'][number];

const isOther = ({ difference }: Row): boolean => difference !== '0.00';
const shown = (amount: string): string => dollars((parseMoney(amount) ?? 0n) as Cents);

/** The same sentences as on the Return of the window. */
function sentence({ filed, rows }: Filed, year: number): string {
  if (filed === null) {
    return `Nothing is kept of what you filed for ${year}. Keep its figures with --keep: when a correction comes later, you see what an amended return would change, line by line.`;
  }
  const on = filed.filedOn === null ? '' : ` on ${filed.filedOn}`;
  const changed = rows.filter(isOther);
  if (changed.length === 0) return `Filed${on}. Nothing has changed since.`;
  const lines = changed.filter(({ kind }) => kind === 'line').length;
  const are = changed.length === 1 ? 'is another one' : 'are others';
  const amended =
    lines === 0
      ? '; no line of the return changes.'
      : `. An amended return (Form 1040-X) would change ${counted(lines, 'line or total', 'lines or totals')}.`;
  return `Filed${on}. ${counted(changed.length, 'figure')} ${are} by now${amended}`;
}

function text(found: Filed, year: number): string {
  const changed = found.filed === null ? [] : found.rows.filter(isOther);
  const table = tableLines(
    [left('Figure'), right('Filed'), right('Now'), right('Change')],
    changed.map((row) => [
      row.label,
      shown(row.filed ?? '0.00'),
      shown(row.now),
      shown(row.difference),
    ]),
  );
  return `${[sentence(found, year), ...(changed.length > 0 ? ['', ...table] : [])].join('\n')}\n`;
}

export function filed(given: FiledArguments, io: Io): number {
  const { book, year, act, wholeDollars, filedOn } = given;
  const asked: Asked = { year, wholeDollars, brokerBasis: 'adjusted' };
  if (act === 'keep') {
    changeOneBook(io, book, (context) =>
      filedHandlers['filed.keep'](context, { ...asked, filedOn, fresh: true, typed: [] }),
    );
  }
  if (act === 'forget') {
    changeOneBook(io, book, (context) => filedHandlers['filed.forget'](context, { year }));
  }
  const found = readOneBook(io, book, (context) => filedHandlers['filed.get'](context, asked));
  io.stdout(
    given.json
      ? `${JSON.stringify({ schema: FILED_SCHEMA, taxYear: year, ...found }, null, 2)}\n`
      : text(found, year),
  );
  return DONE;
}
