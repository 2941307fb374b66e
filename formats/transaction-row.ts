/**
 * What does one row of a transactions file say?
 *
 * Each action has columns that it needs and columns that it may have besides. A value in any other
 * column is refused: it says that the row was meant otherwise than it would be taken.
 *
 * Source: the published interface of the command line, "Transactions are CSV with a header", and the
 * calculation's section 8 for what a corporate action consists of.
 * Example: `2006-05-15,split,XYZ,,,2:1` with the column `ratio`: two shares in place of each one.
 * Awkward case: in a split and a spin-off `shares` is the fraction for which cash was paid. New
 * shares written there would be taken for it, so that shares without an amount are refused.
 * Not handled: lots picked by hand in one row; a row sells from one lot, or by the account's method.
 */
import type { Day } from '../tax/values/days.ts';
import { ACTIONS, type Action, type LotPick, type Ratio } from '../tax/facts/model.ts';
import type { Cents, Rate, Shares } from '../tax/values/money.ts';
import {
  quoted,
  readAmount,
  readDate,
  readName,
  readNote,
  readPercent,
  readRatio,
  readShares,
  type FieldResult,
} from './csv-values.ts';

/** One row of the file, with exact values; null where the row says nothing. */
export interface CsvTransaction {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly date: Day;
  readonly action: Action;
  /** Ticker, CUSIP or name, as written. */
  readonly security: string;
  /** The other security of a spin-off or an exchange, the other account of a transfer, as written. */
  readonly to: string | null;
  readonly account: string | null;
  /** Shares bought, received, sold, given, exchanged or moved; not those of a split or a spin-off. */
  readonly shares: Shares | null;
  readonly amount: Cents | null;
  /** The name of the new lot, or the lot that the shares come from. */
  readonly lot: string | null;
  readonly ratio: Ratio | null;
  /** The part of the basis that goes to the new shares of a spin-off. */
  readonly percent: Rate | null;
  /** The day of acquisition of a gift that was received, where it is not `date`. */
  readonly acquired: Day | null;
  /** The fraction of a split or a spin-off for which cash was paid. */
  readonly cashShares: Shares | null;
  /** Always empty in a file; entries that are typed in can name several lots. */
  readonly picks: readonly LotPick[];
  readonly note: string | null;
}

/** Columns that every file has. */
export const ALWAYS_COLUMNS = ['date', 'action', 'security'] as const;
export const COLUMNS = [
  ...ALWAYS_COLUMNS,
  'shares',
  'amount',
  'account',
  'lot',
  'ratio',
  'to',
  'percent',
  'acquired',
  'note',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Columns that some actions have and others have not. */
const OWN_COLUMNS = ['shares', 'amount', 'lot', 'ratio', 'to', 'percent', 'acquired'] as const;
type OwnColumn = (typeof OWN_COLUMNS)[number];

interface RowRules {
  readonly needs: readonly OwnColumn[];
  readonly takes: readonly OwnColumn[];
}

const PURCHASE: RowRules = { needs: ['shares', 'amount'], takes: ['lot'] };
/** From the named lot, or by the account's method. */
const SALE: RowRules = PURCHASE;

export const ROW_RULES: Readonly<Record<Action, RowRules>> = {
  buy: PURCHASE,
  reinvest: PURCHASE,
  'stock-dividend': PURCHASE,
  'in-kind': PURCHASE,
  'gift-received': { needs: ['shares', 'amount'], takes: ['lot', 'acquired'] },
  inherit: PURCHASE,
  sell: SALE,
  redeem: SALE,
  gift: { needs: ['shares'], takes: ['lot'] },
  split: { needs: ['ratio'], takes: ['amount', 'shares'] },
  'spin-off': { needs: ['to', 'ratio', 'percent'], takes: ['amount', 'shares'] },
  exchange: { needs: ['to', 'ratio'], takes: ['amount', 'shares', 'lot'] },
  transfer: { needs: ['to'], takes: ['shares', 'lot'] },
  dividend: { needs: ['amount'], takes: [] },
};

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
  read(values: RowValues, line: number): CsvTransaction | undefined {
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
      ...(action === undefined ? [] : ROW_RULES[action].needs),
    ].filter((column) => values[column] === '');
    if (missing.length > 0) {
      refuse(`The row has no ${list(missing)}. Fill ${missing.length === 1 ? 'it' : 'them'} in.`);
    }
    if (action === undefined) return undefined;
    for (const column of OWN_COLUMNS) {
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
    const amount = take(values.amount, readAmount);
    const account = take(values.account, this.#account);
    const lot = take(values.lot, (text) => readName('lot', text, MAX_NAME));
    const ratio = take(values.ratio, readRatio);
    const to = take(values.to, action === 'transfer' ? this.#account : this.#security);
    const percent = take(values.percent, readPercent);
    const acquired = take(values.acquired, this.#acquired);
    const note = take(values.note, (text) => readNote(text, MAX_NOTE));
    const isFraction = action === 'split' || action === 'spin-off';
    if (isFraction && values.shares !== '' && values.amount === '') {
      refuse(
        `The row has the number of shares ${quoted(values.shares)} and no amount. In a ${action}, shares are the fraction that was paid in cash: fill in the amount too, or leave both empty.`,
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
      note,
    };
  }

  /** Whether the header has no column for something that the action needs. */
  #lacks(action: Action, line: number): boolean {
    let lacks = false;
    for (const column of ROW_RULES[action].needs) {
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

function belongs(column: OwnColumn, action: Action): boolean {
  const { needs, takes } = ROW_RULES[action];
  return needs.includes(column) || takes.includes(column);
}

function foreign(column: OwnColumn, values: RowValues, action: Action): string {
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
