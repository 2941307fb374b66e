/** More tables of brokers that no layout describes: sections, plans of one security, headings in their own words. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { AccountHistory } from './history.ts';
import { readAccountHistory } from './read-account-history.ts';

function read(...lines: readonly string[]): AccountHistory {
  const reading = readAccountHistory(`${lines.join('\n')}\n`, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

const trades = ({ rows }: AccountHistory) =>
  rows.map(({ date, action, shares, amount }) => [date, action, shares, amount].join(' '));

describe('a statement in sections', () => {
  it('has transactions in a section that nobody knows, where each line says its day, action and money', () => {
    const history = read(
      'Statement,Header,Field Name,Field Value',
      'Statement,Data,Title,Transaction History',
      'Transaction History,Header,Date,Account,Description,Transaction Type,Symbol,Quantity,Price,Price Currency,Gross Amount ,Commission,Net Amount',
      'Transaction History,Data,2025-06-12,U***4567,BOSTON PROPERTIES,Buy,BXP,200.0,7.9,USD,-1580.0,-1.0,-1581.0',
      'Transaction History,Data,2025-06-30,U***4567,BXP(US1011211018) Cash Dividend USD 0.12 per Share (Ordinary Dividend),Dividend,BXP,-,-,-,12.0,-,12.0',
      'Transaction History,Data,2025-07-03,U***4567,USD Credit Interest for Jun-2025,Credit Interest,-,-,-,-,2.11,-,2.11',
    );
    expect([trades(history), history.questions, history.notices]).toEqual([
      ['2025-06-12 buy 200 1581.00'],
      [],
      [],
    ]);
    expect(history.claims).toMatchObject([{ kind: 'dividend', amount: '12.00' }]);
    expect(history.leftOut).toEqual([{ line: 6, why: 'cash movement, no security' }]);
  });
});

describe('a plan of one security that its file does not name', () => {
  const PLAN = [
    'Date,Type,Transaction Amount,Fees,Net Amount Invested,Price,Shares,Share Balance',
    '01/31/2025,Reinvested Dividend,$82.00,$0.00,$82.00,$36.50,2.2466,102.2466',
    '02/15/2025,Voluntary Cash Purchase,$100.00,$2.50,$97.50,$39.00,2.5000,104.7466',
    '03/10/2025,Sale,$75.00,$15.12,$59.88,$37.50,-2.0000,102.7466',
  ];

  it('is asked for it once, as for a name', () => {
    const history = read(...PLAN);
    expect(history.questions.map(({ knows }) => knows)).toMatchObject([
      { name: 'the one security of this file', action: 'reinvest' },
      { name: 'the one security of this file', action: 'buy' },
      { name: 'the one security of this file', action: 'sell' },
    ]);
    const reading = readAccountHistory(`${PLAN.join('\n')}\n`, reference.calendar, [], {
      'the one security of this file': 'BXP',
    });
    if ('problem' in reading) throw new Error(reading.problem);
    expect(trades(reading.history)).toEqual([
      '2025-01-31 reinvest 2.2466 82.00',
      '2025-03-10 sell 2 59.88',
    ]);
    // The fee of the purchase is beside what was invested.
    expect(reading.history.questions[0]?.candidates[0]?.row).toMatchObject({ amount: '100.00' });
  });
});

describe('headings in a broker’s own words', () => {
  it('are those of actions, fees and amounts', () => {
    const history = read(
      'Symbol,Quantity,Price,ActionNameUS,TradeDate,SettledDate,Interest,Amount,Commission,Fees,CUSIP,Description,ActionId,TradeNumber,RecordType,TaxLotNumber',
      'BXP,100,25.1000,Buy,3/12/2012,3/15/2012,0,-2517.00,-7.00,0.00,101121101,BOSTON PROPERTIES,1,A1,Trade,',
      'BXP,0,0,Ordinary Dividend,5/31/2012,5/31/2012,0,18.00,0,0,101121101,BOSTON PROPERTIES,8,,Financial,',
      'BXP,-50,26.0000,Sell,6/12/2012,6/15/2012,0,1292.97,-7.00,-0.03,101121101,BOSTON PROPERTIES,2,A2,Trade,',
    );
    expect([trades(history), history.claims.length, history.questions]).toEqual([
      ['2012-03-12 buy 100 2517.00', '2012-06-12 sell 50 1292.97'],
      1,
      [],
    ]);
  });

  it('are those of a second table of the same file', () => {
    const history = read(
      'Account Number,Trade Date,Settlement Date,Transaction Type,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commissions and Fees,Net Amount',
      '57821940,2025-05-01,2025-05-02,Buy,BOSTON PROPERTIES,BXP,100.00000,5.95,-595.00,1.00,-596.00',
      '',
      'Account Number,Trade Date,Run Date,Transaction Activity,Investment Name,Share Price,Transaction Shares,Dollar Amount',
      '57821941,2025-06-02,2025-06-03,Purchase,REAL ESTATE INDEX ADM,120.50,8.299,1000.00',
    );
    expect([trades(history), history.questions.map(({ id }) => id)]).toEqual([
      ['2025-05-01 buy 100 596.00'],
      ['line/5'],
    ]);
  });

  it('stand above money whose dollar is before the bracket', () => {
    const history = read(
      'Trade Date,Transaction Type,Symbol,Quantity,Price,Amount',
      '2025-11-03,BUY,BXP,"1,000",$5.95,"$(5,950.00)"',
      '2025-12-12,SELL,BXP,(40),$6.01,$240.40',
    );
    expect([trades(history), history.questions]).toEqual([
      ['2025-11-03 buy 1000 5950.00', '2025-12-12 sell 40 240.40'],
      [],
    ]);
  });
});

it('a payment of a dividend is a dividend, and a substitute payment none of the issuer', () => {
  const history = read(
    'Date,Transaction,Ticker,Shares,Share Price,Total,Account Type',
    '2024-07-12,Dividend Payment,EQR,,,$1.02,Individual',
    '2024-07-12,Substitute Payment,EQR,,,$0.40,Individual',
    '2024-11-04,Bought,EQR,0.5,70.00,$35.00,Individual',
  );
  expect(history.claims).toMatchObject([{ line: 2, kind: 'dividend', amount: '1.02' }]);
  expect(history.leftOut.map(({ claim }) => claim?.kind)).toEqual(['paymentInLieu']);
});

it('headings that cut their words short are the columns that they mean', () => {
  const history = read(
    'ACTION\tTRD DT\tSETT DT\tSYM\tSHS\tPRC\tNET AMT\tCOMM',
    'BUY\t2024-05-20\t2024-05-22\tEQR\t100.000\t66.0000\t-6609.95\t9.95',
    'DIVIDEND\t2024-07-12\t2024-07-12\tEQR\t0\t0\t67.50\t0',
  );
  expect([trades(history), history.questions]).toEqual([['2024-05-20 buy 100 6609.95'], []]);
  expect(history.claims).toMatchObject([{ kind: 'dividend', amount: '67.50' }]);
});
