/**
 * What does one row of a transactions file say?
 *
 * Each action has columns that it needs and columns that it may have besides (the table of kinds of entries). A value in any other
 * column is refused: it says that the row was meant otherwise than it would be taken.
 *
 * Source: the published interface of the command line, "Transactions are CSV with a header", and the
 * calculation's section 8 for what a corporate action consists of.
 * Example: `2006-05-15,split,XYZ,,,2:1` with the column `ratio`: two shares in place of each one.
 * Awkward case: in a split and a spin-off `shares` is the fraction for which cash was paid. New
 * shares written there would be taken for it, so that shares without an amount are refused.
 * Not handled: lots picked by hand in one row; a row sells from one lot, or by the account's method.
 */
import {
  ACTIONS,
  ENTRY_PARTS,
  kindOf,
  PART_COLUMNS,
  partInColumn,
  type Action,
  type EntryPart,
  type PartColumn,
} from '../tax/facts/entry-kinds.ts';
import { furtherOf, NOTHING_FURTHER, type Entry, type FurtherValues } from '../tax/facts/entry.ts';
import type { LotPick } from '../tax/facts/model.ts';
import {
  quoted,
  readAmount,
  readDate,
  readName,
  readFurtherMoney,
  readNote,
  readPercent,
  readRate,
  readRatio,
  readShares,
  readYes,
  type FieldResult,
} from './csv-values.ts';

/** An entry that has its line: the row of a file. */
export type EntryOfFile = Entry & { readonly line: number };

/** Columns that every file has. */
export const ALWAYS_COLUMNS = ['date', 'action', 'security'] as const;
const [SHARES, AMOUNT, ...OTHERS] = PART_COLUMNS;
export const COLUMNS: readonly Column[] = [
  ...ALWAYS_COLUMNS,
  SHARES as PartColumn,
  AMOUNT as PartColumn,
  'account',
  ...OTHERS,
  'note',
];
export type Column = (typeof ALWAYS_COLUMNS)[number] | PartColumn | 'account' | 'note';

/** The columns that a row of the action must fill. */
export function neededColumns(action: Action): readonly PartColumn[] {
  return NEEDED.get(action) ?? [];
}

const NEEDED = new Map(
  ACTIONS.map((action) => [
    action,
    (Object.keys(kindOf(action).needs) as EntryPart[])
      .map((part) => ENTRY_PARTS[part].column)
      .filter((column) => column !== null),
  ]),
);

/** What stands in the columns of a row, without spaces around it; empty where nothing does. */
type RowValues = Readonly<Record<Column, string>>;

const MAX_NAME = 200;
const MAX_NOTE = 1000;
const NO_PICKS: readonly LotPick[] = [];

/** Words in a row, as in "a, b and c". */
export function list(words: readonly string[], last = 'and'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) as string}`;
}

/** Reads the rows of one file, and says of each what stands in the way. */
export class RowReader {
  readonly #columns: ReadonlySet<Column>;
  readonly #headerLine: number;
  readonly #problem: (line: number, message: string) => void;
  /** Columns that a row needs and the header lacks: said once, not for every row. */
  readonly #lacking = new Set<Column>();
  /** The few days and names that stand in very many rows, each read once. */
  readonly #date = once((text) => readDate(text));
  readonly #acquired = once((text) => readDate(text, 'day of acquisition'));
  readonly #security = once((text) => readName('security', text, MAX_NAME));
  readonly #account = once((text) => readName('account', text, MAX_NAME));

  constructor(
    columns: Iterable<Column>,
    headerLine: number,
    problem: (line: number, message: string) => void,
  ) {
    this.#columns = new Set(columns);
    this.#headerLine = headerLine;
    this.#problem = problem;
  }

  /** The row, or undefined when it has a problem. */
  read(values: RowValues, line: number): EntryOfFile | undefined {
    let sound = true;
    const refuse = (message: string): undefined => {
      sound = false;
      this.#problem(line, message);
    };
    const word = values.action.toLowerCase();
    const action = ACTIONS.find((each) => each === word);
    if (action === undefined && word !== '') {
      return refuse(
        `The action ${quoted(values.action)} is not known. Write ${list(ACTIONS, 'or')}.`,
      );
    }
    if (action !== undefined && this.#lacks(action, line)) return undefined;
    const missing = [
      ...ALWAYS_COLUMNS,
      ...(action === undefined ? [] : neededColumns(action)),
    ].filter((column) => values[column] === '');
    if (missing.length > 0) {
      const words = missing.map((column) => wordOf(column, action));
      const fill = `Fill ${missing.length === 1 ? 'it' : 'them'} in.`;
      // Whoever has a statement of a later day alone does not know what was paid.
      const unknown =
        action === 'buy' && missing.includes('amount')
          ? ' Where nobody knows the cost any more, write 0 and state the basis of the lot on a later day (opening-basis).'
          : '';
      refuse(`The row has no ${list(words)}. ${fill}${unknown}`);
    }
    if (action === undefined) return undefined;
    for (const column of PART_COLUMNS) {
      if (values[column] !== '' && !belongs(column, action))
        refuse(foreign(column, values, action));
    }
    const take = <T>(text: string, read: (text: string) => FieldResult<T>): T | null => {
      if (text === '') return null;
      const result = read(text);
      if ('value' in result) return result.value;
      refuse(result.problem);
      return null;
    };
    const date = take(values.date, this.#date);
    const security = take(values.security, this.#security);
    const shares = take(values.shares, readShares);
    const amount = take(values.amount, (text) => readAmount(text, kindOf(action).mayBeTakenBack));
    const account = take(values.account, this.#account);
    const lot = take(values.lot, (text) => readName('lot', text, MAX_NAME));
    const ratio = take(values.ratio, readRatio);
    const to = take(values.to, kindOf(action).to === 'account' ? this.#account : this.#security);
    const percent = take(values.percent, readPercent);
    const acquired = take(values.acquired, this.#acquired);
    const note = take(values.note, (text) => readNote(text, MAX_NOTE));
    const further = readFurther(action, values, take);
    const isFraction = partInColumn(action, 'shares') === 'cashShares';
    if (isFraction && values.shares !== '' && values.amount === '') {
      refuse(
        `The row has the number of shares ${quoted(values.shares)} and no amount. In a ${action}, shares are the fraction that was paid in cash: fill in the amount too, or leave both empty.`,
      );
    }
    if (action === 'exchange' && values.value !== '' && values.cash === '') {
      refuse(
        `The row has the value ${quoted(values.value)} of a new share and no cash per old share: in an exchange the value counts beside cash alone. Fill in the cash, or leave the value empty.`,
      );
    }
    if (!sound || date === null || security === null) return undefined;
    return {
      line,
      date,
      action,
      security,
      to,
      account,
      shares: isFraction ? null : shares,
      amount,
      lot,
      ratio,
      percent,
      acquired,
      cashShares: isFraction ? shares : null,
      picks: NO_PICKS,
      further,
      note,
    };
  }

  /** Whether the header has no column for something that the action needs. */
  #lacks(action: Action, line: number): boolean {
    let lacks = false;
    for (const column of neededColumns(action)) {
      if (this.#columns.has(column)) continue;
      lacks = true;
      if (this.#lacking.has(column)) continue;
      this.#lacking.add(column);
      this.#problem(
        this.#headerLine,
        `The column ${quoted(column)} is missing, and the ${action} on line ${line} needs it. Add it to the header, and fill it in.`,
      );
    }
    return lacks;
  }
}

/** The columns of the parts that few entries have. */
const FURTHER_COLUMNS = PART_COLUMNS.filter((column) => 'holds' in ENTRY_PARTS[column]);

function readFurther(
  action: Action,
  values: RowValues,
  take: <T>(text: string, read: (text: string) => FieldResult<T>) => T | null,
): FurtherValues {
  if (FURTHER_COLUMNS.every((column) => values[column] === '')) return NOTHING_FURTHER;
  const texts = new Map<EntryPart | null, string>();
  for (const column of FURTHER_COLUMNS) texts.set(partInColumn(action, column), values[column]);
  return furtherOf((part) => texts.get(part) ?? null, {
    money: (text, part) => take(text, (it) => readFurtherMoney(it, ENTRY_PARTS[part].word)),
    rate: (text, part) => take(text, (it) => readRate(it, ENTRY_PARTS[part].word)),
    yes: (text, part) => take(text, (it) => readYes(it, ENTRY_PARTS[part].word)),
  });
}

/** A column in a sentence: most are called by a word that says what stands there. */
function wordOf(column: Column, action: Action | undefined): string {
  if (column !== 'to' || action === undefined) return column;
  return `second ${kindOf(action).to ?? 'security'} (the column "to")`;
}

function belongs(column: PartColumn, action: Action): boolean {
  return partInColumn(action, column) !== null;
}

function foreign(column: PartColumn, values: RowValues, action: Action): string {
  const others = ACTIONS.filter((each) => belongs(column, each));
  return `The column ${quoted(column)} is not for the action ${action}, and holds ${quoted(values[column])}. Leave it empty, or correct the action: ${list(others, 'and')} ${others.length === 1 ? 'uses' : 'use'} it.`;
}

/** Reads each text once, and answers with the same value for equal ones. */
function once<T>(read: (text: string) => FieldResult<T>): (text: string) => FieldResult<T> {
  const known = new Map<string, FieldResult<T>>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      result = read(text);
      known.set(text, result);
    }
    return result;
  };
}
