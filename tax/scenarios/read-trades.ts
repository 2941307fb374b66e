/**
 * What does one row of a scenario's trades say?
 *
 * Each action has cells that it needs and cells that it may have (the table of kinds); a cell that it has no use for must
 * be `-`, so that no row says something that nobody reads.
 */
import { parseDay, type Day } from '../values/days.ts';
import { furtherOf, makeTransaction } from '../facts/entry.ts';
import {
  ACTIONS,
  hasPart,
  kindOf,
  makesLot,
  needsPart,
  partInColumn,
  type Action,
  type EntryPart,
} from '../facts/entry-kinds.ts';
import type { LotPick, Ratio, Transaction } from '../facts/model.ts';
import { parseMoney, parseRate, parseShares, type Cents, type Shares } from '../values/money.ts';
import { known, ScenarioError, type Line, type Row } from './scenario-tables.ts';

export const TRADE_COLUMNS_REQUIRED = ['date', 'action', 'security'];

/** Columns that an action may leave empty. */
const CELLS = [
  'shares',
  'amount',
  'lot',
  'to',
  'ratio',
  'percent',
  'acquired',
  'picks',
  'cash',
  'boot',
  'value',
  'tax',
  'unrecaptured1250',
  'section1202',
  'collectibles28',
  'last',
  'dividend',
  'confirmed',
] as const;
type Cell = (typeof CELLS)[number];

export const TRADE_COLUMNS_OPTIONAL = [...CELLS, 'account', 'note'];

/** What a cell says in an entry. */
function partOf(action: Action, cell: Cell): EntryPart {
  if (cell === 'cash') return 'cashShares';
  if (cell === 'boot') return 'cash';
  return cell === 'value' ? (partInColumn(action, cell) ?? cell) : cell;
}

/** The ids of what a row names. */
interface TradeNames {
  readonly security: (symbol: string) => string;
  readonly account: (name: string) => string;
}

/** Reads `2:1`, new shares for old ones. */
function ratioOf(text: string, line: Line): Ratio {
  const numbers = text.split(':');
  if (numbers.length !== 2) throw new ScenarioError(line.number, `no ratio: ${text}`);
  const [newShares, oldShares] = numbers.map((number) =>
    known(parseRate(number), line, `no ratio: ${text}`),
  );
  return { newShares, oldShares } as Ratio;
}

/** Reads `A=60,B=40`. */
function picksOf(text: string, line: Line): LotPick[] {
  return text.split(',').map((pick) => {
    const [lot, shares] = pick.split('=');
    return {
      lot: known(lot || undefined, line, `no lot in the pick ${pick}`),
      shares: known(parseShares(shares ?? ''), line, `no number of shares in the pick ${pick}`),
    };
  });
}

function dayOf(text: string, line: Line): Day {
  return known(parseDay(text), line, `no day: ${text}`);
}

function actionOf(row: Row, line: Line): Action {
  const word = row.get('action');
  const action = ACTIONS.find((each) => each === word);
  if (action === undefined) throw new ScenarioError(line.number, `unknown action ${word}`);
  // A scenario names each lot that it makes, because what it expects says the lot.
  const isNeeded = (cell: Cell): boolean =>
    needsPart(action, partOf(action, cell)) || (cell === 'lot' && makesLot(action));
  for (const cell of CELLS) {
    const isGiven = (row.get(cell) ?? '-') !== '-';
    if (!isGiven && isNeeded(cell)) throw new ScenarioError(line.number, `${action} needs ${cell}`);
    if (isGiven && !hasPart(action, partOf(action, cell)))
      throw new ScenarioError(line.number, `${action} has no ${cell}`);
  }
  return action;
}

/** The transaction of a row. Throws a `ScenarioError` at a word that does not belong to its action. */
export function readTrade(row: Row, line: Line, id: string, names: TradeNames): Transaction {
  const action = actionOf(row, line);
  /** The cell of a column, read; the stand-in where it is `-`. */
  const cell = <T, E>(column: Cell, read: (text: string) => T, empty: E): T | E => {
    const text = row.get(column) ?? '-';
    return text === '-' ? empty : read(text);
  };
  const text = (value: string): string => value;
  const readShares = (value: string): Shares =>
    known(parseShares(value), line, 'no number of shares');
  const readMoney = (value: string): Cents => known(parseMoney(value), line, 'no amount of money');
  const base = {
    id,
    date: dayOf(row.get('date') as string, line),
    securityId: names.security(row.get('security') as string),
    accountId: names.account(row.get('account') ?? 'default'),
    note: (row.get('note') ?? '-') === '-' ? null : (row.get('note') as string),
    sourceLine: line.number,
  };
  const to = cell('to', text, null);
  const values = {
    shares: cell('shares', readShares, null),
    amount: cell('amount', readMoney, null),
    lot: cell('lot', text, null),
    ratio: cell('ratio', (value) => ratioOf(value, line), null),
    percent: cell('percent', (value) => known(parseRate(value), line, 'no percentage'), null),
    acquired: cell('acquired', (value) => dayOf(value, line), null),
    cashShares: cell('cash', readShares, null),
    picks: cell('picks', (value) => picksOf(value, line), []),
    further: furtherOf(
      (part) => {
        const column = CELLS.find((each) => partOf(action, each) === part);
        return column === undefined ? null : cell(column, text, null);
      },
      {
        money: readMoney,
        rate: (value) => known(parseRate(value), line, 'no dollars per share'),
        yes: (value) => known(value === 'yes' ? true : undefined, line, 'neither yes nor -'),
      },
    ),
    toId: to === null ? null : names[kindOf(action).to ?? 'security'](to),
  };
  return makeTransaction(action, base, values, () => {
    return new ScenarioError(line.number, `${action} lacks what it needs`);
  });
}
