/**
 * What does one row of a scenario's trades say?
 *
 * Each action has cells that it needs and cells that it may have; a cell that it has no use for must
 * be `-`, so that no row says something that nobody reads.
 */
import { parseDay, type Day } from '../values/days.ts';
import {
  ACQUISITION_ACTIONS,
  ACTIONS,
  SALE_ACTIONS,
  type Action,
  type LotPick,
  type Ratio,
  type Transaction,
} from '../facts/model.ts';
import {
  NO_MONEY,
  parseMoney,
  parseRate,
  parseShares,
  type Cents,
  type Shares,
} from '../values/money.ts';
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
] as const;
type Cell = (typeof CELLS)[number];

export const TRADE_COLUMNS_OPTIONAL = [...CELLS, 'account'];

interface Needs {
  readonly needed: readonly Cell[];
  readonly possible: readonly Cell[];
}

const ACQUISITION: Needs = { needed: ['shares', 'amount', 'lot'], possible: ['acquired'] };
const SALE: Needs = { needed: ['shares', 'amount'], possible: ['lot', 'picks'] };

const NEEDS: Readonly<Record<Action, Needs>> = {
  buy: ACQUISITION,
  reinvest: ACQUISITION,
  'stock-dividend': ACQUISITION,
  'in-kind': ACQUISITION,
  'gift-received': ACQUISITION,
  inherit: ACQUISITION,
  sell: SALE,
  redeem: SALE,
  gift: { needed: ['shares'], possible: ['lot'] },
  split: { needed: ['ratio'], possible: ['amount', 'cash'] },
  'spin-off': { needed: ['to', 'ratio', 'percent'], possible: ['amount', 'cash'] },
  exchange: { needed: ['to', 'ratio'], possible: ['shares', 'lot', 'amount', 'cash'] },
  transfer: { needed: ['to'], possible: ['shares', 'lot'] },
  dividend: { needed: ['amount'], possible: [] },
};

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
  const { needed, possible } = NEEDS[action];
  for (const cell of CELLS) {
    const isGiven = (row.get(cell) ?? '-') !== '-';
    if (!isGiven && needed.includes(cell))
      throw new ScenarioError(line.number, `${action} needs ${cell}`);
    if (isGiven && ![...needed, ...possible].includes(cell))
      throw new ScenarioError(line.number, `${action} has no ${cell}`);
  }
  return action;
}

function isOneOf<T extends Action>(action: Action, list: readonly T[]): action is T {
  return (list as readonly Action[]).includes(action);
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
    note: null,
    sourceLine: line.number,
  };
  const shares = cell('shares', readShares, null);
  const lot = cell('lot', text, null);
  const amount = cell('amount', readMoney, NO_MONEY);
  if (isOneOf(action, ACQUISITION_ACTIONS)) {
    const acquired = cell('acquired', (value) => dayOf(value, line), null);
    return { ...base, action, shares: shares as Shares, amount, lot: lot as string, acquired };
  }
  if (isOneOf(action, SALE_ACTIONS)) {
    const picks = cell('picks', (value) => picksOf(value, line), []);
    return { ...base, action, shares: shares as Shares, amount, lot, picks };
  }
  if (action === 'gift') return { ...base, action, shares: shares as Shares, lot };
  if (action === 'dividend') return { ...base, action, amount };
  const to = cell('to', text, '');
  if (action === 'transfer')
    return { ...base, action, toAccountId: names.account(to), shares, lot };
  const conversion = {
    ratio: ratioOf(cell('ratio', text, ''), line),
    amount,
    cashShares: cell('cash', readShares, null),
  };
  if (action === 'split') return { ...base, action, ...conversion };
  const toSecurityId = names.security(to);
  if (action === 'exchange') return { ...base, action, ...conversion, toSecurityId, shares, lot };
  const percent = cell('percent', (value) => known(parseRate(value), line, 'no percentage'), null);
  return {
    ...base,
    action,
    ...conversion,
    toSecurityId,
    percent: known(percent ?? undefined, line, 'no percentage'),
  };
}
