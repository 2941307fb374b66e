/** Orders, executions, closed lots and sums: each trade once. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { AccountHistory } from './history.ts';
import { readAccountHistory } from './read-account-history.ts';

function read(lines: readonly string[]): AccountHistory {
  const reading = readAccountHistory(`${lines.join('\n')}\n`, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

const told = ({ rows, questions, leftOut }: AccountHistory) => [
  ...rows.map(({ line, action, shares }) => `${line} ${action} ${shares ?? ''}`),
  ...questions.map(({ line }) => `${line} asked`),
  ...leftOut.map(({ line }) => `${line} left`),
];

const STATEMENT = [
  'Account Information,Header,Field Name,Field Value',
  'Account Information,Data,Account,U1234567',
  'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Code',
];
const trade = (level: string, day: string, shares: number): string => {
  const proceeds = String(-shares * 62);
  return `Trades,Data,${level},Stocks,USD,EQR,"${day}, 09:45:00",${shares},62,${proceeds},-1,O`;
};

describe('executions in a statement', () => {
  it('are the trades where no order is listed', () => {
    const rows = [trade('Trade', '2024-03-05', 60), trade('Trade', '2024-03-05', 40)];
    expect(told(read([...STATEMENT, ...rows]))).toEqual(['4 buy 60', '5 buy 40']);
  });

  it('are parts of the order that stands above, below, or a day before', () => {
    const above = [trade('Order', '2024-03-05', 100), trade('Trade', '2024-03-05', 60)];
    const below = [trade('Execution', '2024-03-07', 30), trade('Order', '2024-03-07', 30)];
    const later = [trade('Order', '2024-03-11', 20), trade('Trade', '2024-03-12', 20)];
    expect(told(read([...STATEMENT, ...above, ...below, ...later]))).toEqual([
      '4 buy 100',
      '7 buy 30',
      '8 buy 20',
      '5 left',
      '6 left',
      '9 left',
    ]);
  });

  it('are trades beside orders of other days, and are asked where the shares of an order do not fit', () => {
    const history = read([
      ...STATEMENT,
      trade('Order', '2024-03-05', 100),
      trade('Trade', '2024-03-05', 60),
      trade('Trade', '2024-03-05', 50),
      trade('Trade', '2024-06-05', 25),
      trade('ClosedLot', '2024-06-05', 25),
    ]);
    expect(told(history)).toEqual(['4 buy 100', '7 buy 25', '6 asked', '5 left', '8 left']);
    expect(history.questions[0]?.candidates.map(({ row }) => row?.shares ?? null)).toEqual([
      '50',
      null,
    ]);
  });
});

it('a query of executions, orders, closed lots and sums has each trade once', () => {
  const line = (level: string, day: string, side: string, shares: string, cash: string) =>
    `U1,USD,STK,EQR,${day},${shares},62,-1,${cash},${side},${level}`;
  const history = read([
    'ClientAccountID,CurrencyPrimary,AssetClass,Symbol,TradeDate,Quantity,TradePrice,IBCommission,NetCash,Buy/Sell,LevelOfDetail',
    line('EXECUTION', '20240305', 'BUY', '100', '-6201'),
    line('ORDER', '20240305', 'BUY', '100', '-6201'),
    line('EXECUTION', '20240305', 'BUY', '100', '-6201'),
    line('ORDER', '20240305', 'BUY', '100', '-6201'),
    line('EXECUTION', '20240605', 'SELL', '-50', '3099'),
    line('CLOSED_LOT', '20240305', 'SELL', '50', ''),
    line('SYMBOL_SUMMARY', '20240605', 'SELL', '-50', '3099'),
  ]);
  const [first, ...others] = told(history);
  expect(first).toBe('3 buy 100');
  // The second order is the same in every cell: asked, as any record that stands twice.
  expect(others).toEqual(['6 sell 50', '5 asked', '2 left', '4 left', '7 left', '8 left']);
});
