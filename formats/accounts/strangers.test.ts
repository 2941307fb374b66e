/** Tables of brokers that no layout describes: kinds of headings, words and signs that were met in the wild. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { AccountHistory } from './history.ts';
import { namesAmong } from './named-securities.ts';
import { readAccountHistory } from './read-account-history.ts';

function read(...lines: readonly string[]): AccountHistory {
  const reading = readAccountHistory(`${lines.join('\n')}\n`, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

const trades = ({ rows }: AccountHistory) =>
  rows.map(({ date, action, shares, amount }) => [date, action, shares, amount].join(' '));
const asked = ({ questions }: AccountHistory) => questions.map(({ id }) => id);

describe('words of options that are said of shares', () => {
  const HEADER = 'Date,Activity,Qty,Sym,Description,Price,Comm,Amount';

  it('are asked about where the figures are those of shares', () => {
    const history = read(
      HEADER,
      '10/22/2019,Sold To Close,-25,BXP,BOSTON PPTYS INC,134.125,-4.95,3348.17',
      '10/01/2019,Bought To Open,100,BXP,BOSTON PPTYS INC,134.00,-4.95,-13404.95',
    );
    expect([asked(history), history.leftOut]).toEqual([['line/2', 'line/3'], []]);
    expect(history.questions[1]?.candidates[0]?.row).toMatchObject({
      action: 'buy',
      amount: '13404.95',
    });
  });

  it('are left out where a contract of 100 is meant, or an option is named', () => {
    const history = read(
      HEADER,
      '10/22/2019,Bought To Open,1,BXP,BOSTON PPTYS INC,1.20,-0.65,-120.65',
      '10/22/2019,Sold To Close,1,BXP,BXP 11/15/19 CALL 135,120.00,-0.65,119.35',
    );
    expect(history.leftOut.map(({ why }) => why)).toEqual(['option', 'option']);
  });

  it('are a purchase and a sale where the record says that it is about shares', () => {
    const history = read(
      'Date,Type,Sub Type,Action,Symbol,Instrument Type,Value,Quantity,Average Price,Fees',
      '2022-03-02,Trade,Buy to Open,BUY_TO_OPEN,EQR,Equity,"-7,000.00",100,70.00,-0.08',
      '2022-11-04,Trade,Sell to Close,SELL_TO_CLOSE,EQR,Equity,"2,524.80",40,63.12,-0.06',
      '2022-12-15,Money Movement,Dividend,,EQR,Equity,37.50,0,,0.00',
    );
    expect(trades(history)).toEqual(['2022-03-02 buy 100 7000.08', '2022-11-04 sell 40 2524.74']);
    expect(history.claims).toHaveLength(1);
  });
});

it('money out and money in are one amount, and both at once are asked about', () => {
  const history = read(
    'Date,Activity,Symbol,Quantity,Price,Debit,Credit,Balance',
    '03/02/2022,Purchase,EQR,100,70.00,7000.00,,3000.00',
    '11/04/2022,Sale,EQR,40,63.12,,2524.80,5524.80',
    '11/07/2022,Sale,EQR,10,63.12,5.00,631.20,6151.00',
  );
  expect(trades(history)).toEqual(['2022-03-02 buy 100 7000.00', '2022-11-04 sell 40 2524.80']);
  expect(asked(history)).toEqual(['line/4']);
});

it('days with points have the day first, where both orders would do', () => {
  const history = read(
    'Date;Action;Ticker;Units;Price;Amount',
    '04.01.2022;Buy;EQR;100;70.00;7000.00',
  );
  expect(trades(history)).toEqual(['2022-01-04 buy 100 7000.00']);
  const slashes = read(
    'Date;Action;Ticker;Units;Price;Amount',
    '04/01/2022;Buy;EQR;100;70.00;7000.00',
  );
  expect(slashes.rows[0]?.date).toBe('2022-04-01');
});

it('the price of an order is the one at which it was filled', () => {
  const history = read(
    'Symbol,Side,Status,Filled,Price,Avg Price,Filled Time',
    'EQR,Buy,Filled,100,@70.05,70.00,03/02/2022 09:41:12',
  );
  expect(history.questions[0]?.candidates[0]?.label).toBe('The cost is $7000.00');
});

it('the side of a trade is one letter', () => {
  const history = read(
    'Trade Date,Entry Type,Symbol,Side,Quantity,Price,Net Amount',
    '2022-03-02,TRD,EQR,B,100,70.00,-7000.00',
    '2022-11-04,TRD,EQR,S,40,63.12,2524.80',
  );
  expect(trades(history)).toEqual(['2022-03-02 buy 100 7000.00', '2022-11-04 sell 40 2524.80']);
});

describe('a trade that is taken back', () => {
  const HEADER = 'Date,Activity,Description,Symbol,Quantity,Price,Amount';
  const BUY = '03/02/2022,BOUGHT,EQUITY RESIDENTIAL,EQR,100.000,$70.00,"-$7,000.00"';
  const BACK = '03/02/2022,BOUGHT,EQUITY RESIDENTIAL CXL,EQR,-100.000,$70.00,"$7,000.00"';

  it('is left out with the record that does so', () => {
    const history = read(HEADER, BACK, BUY);
    expect([history.rows, history.leftOut.map(({ line }) => line)]).toEqual([[], [2, 3]]);
  });

  it('is one of two that are alike, and none of a later day', () => {
    const again = BUY.replace('RESIDENTIAL', 'RESIDENTIAL SHS');
    expect(trades(read(HEADER, again, BUY, BACK))).toEqual(['2022-03-02 buy 100 7000.00']);
    const other = read(HEADER, BACK.replace('03/02', '03/01'), BUY);
    expect([other.rows.length, asked(other)]).toEqual([1, ['line/2']]);
  });
});

it('shares that came with a word of cash are asked about, though only a name is there', () => {
  const history = read(
    'Date,Investment,Transaction Type,Amount,Shares/Unit',
    '11/04/2022,REIT INDEX,Exchange Out,-2524.80,-40.000',
    '03/02/2022,REIT INDEX,Contribution,7000.00,100.000',
  );
  expect([asked(history), history.leftOut]).toEqual([['line/2', 'line/3'], []]);
});

describe('a name without ticker and CUSIP', () => {
  const FILE = `Issue,Transaction Date,Transaction Description,Net Amount,Price Per Share,Transaction Shares
AIMCO CLASS A,01/31/2005,DRIP Purchase - Dividend,58.50,39.0000,1.500000
AIMCO CLASS A,02/15/2005,Optional Cash Investment,100.00,40.0000,2.500000
OTHER TRUST,06/20/2005,Sell Shares,400.00,40.0000,-10.000000
`;

  it('is said once for all its lines, among the answers', () => {
    const answers = { 'security/AIMCO CLASS A': { security: 'AIV' }, 'line/4': null };
    const { names, others } = namesAmong(answers);
    expect(others).toEqual({ 'line/4': null });
    const reading = readAccountHistory(FILE, reference.calendar, [], names);
    if ('problem' in reading) throw new Error(reading.problem);
    expect(reading.history.rows.map(({ security, shares }) => [security, shares])).toEqual([
      ['AIV', '1.5'],
      ['AIV', '2.5'],
    ]);
    expect(asked(reading.history)).toEqual(['line/4']);
  });

  it('is refused where no line has it', () => {
    const reading = readAccountHistory(FILE, reference.calendar, [], { AIMCO: 'AIV' });
    expect(reading).toMatchObject({
      problem: expect.stringMatching(/names "AIMCO" as its security/),
    });
  });
});

describe('headings that are written without spaces, or for units as well', () => {
  it('mean the same', () => {
    const history = read(
      'ClientAccountID,CurrencyPrimary,AssetClass,Symbol,TradeDate,SettleDateTarget,Buy/Sell,Quantity,TradePrice,Proceeds,IBCommission,NetCash,CostBasis,FifoPnlRealized,TradeID',
      'U7654321,USD,STK,BXP,20250115,20250116,BUY,300,7.93,-2379,-1.5,-2380.5,2380.5,0,7001',
      'U7654321,USD,STK,BXP,20250220,20250221,SELL,-100,8.50,850,-1,849,-793.5,55.5,7002',
    );
    expect([trades(history), history.questions]).toEqual([
      ['2025-01-15 buy 300 2380.50', '2025-02-20 sell 100 849.00'],
      [],
    ]);
  });

  it('are those of a plan: shares and units, a balance, and a line on which nothing moved', () => {
    const history = read(
      'Holder Account Number,C0009990000',
      'Company,NORTHGATE HOMES TRUST',
      'Transaction Date,Transaction Type,Transaction Description,Price Per Share/Unit ($),Transaction Shares/Units,Total Shares/Units,Gross Amount ($),Fees ($),Net Amount ($)',
      '31 Dec 2025,Dividend Reinvestment,DRIP,5.95,2.016807,102.016807,12.00,0.00,12.00',
      '15 Oct 2025,Purchase,Optional Cash Purchase,7.98,12.531328,100,102.50,2.50,100.00',
      '01 Sep 2025,Opening balance,,,,87.468672,,,',
    );
    expect([trades(history), asked(history), history.leftOut]).toEqual([
      // What was paid in is what is invested and its fee.
      ['2025-12-31 reinvest 2.016807 12.00', '2025-10-15 buy 12.531328 102.50'],
      [],
      [{ line: 6, why: 'no shares and no money moved' }],
    ]);
  });

  it('are shorthand of days, sides and fees', () => {
    const history = read(
      'Account,T/D,S/D,Currency,Type,Side,Symbol,Qty,Price,Exec Time,Comm,SEC,TAF,Gross Proceeds,Net Proceeds,Clr Broker',
      'TZ123,03/14/2025,03/17/2025,USD,2,B,BXP,10,8.00,09:45:00,1.00,0,0,-80,-81.00,VISION',
      'TZ123,03/14/2025,03/17/2025,USD,2,S,BXP,10,8.50,14:15:30,1.00,0.02,0.01,85,83.97,VISION',
    );
    expect([trades(history), history.questions]).toEqual([
      ['2025-03-14 buy 10 81.00', '2025-03-14 sell 10 83.97'],
      [],
    ]);
  });
});

describe('fees of which nobody says whether the amount has them', () => {
  it('are asked about where the amount is exactly shares times price, however small they are', () => {
    const history = read(
      'Date/Time,Transaction Code,Transaction Subcode,Symbol,Buy/Sell,Quantity,Price,Fees,Amount',
      '01/29/2021 3:00 PM,Trade,Buy,BXP,Buy,100,4.55,0.080,-455.00',
    );
    expect(asked(history)).toEqual(['line/2']);
    expect(history.questions[0]?.candidates.map(({ row }) => row?.amount)).toEqual([
      '455.08',
      '455.00',
    ]);
  });

  it('are asked about beside a value without a price', () => {
    const history = read(
      'Date;Type;Value;Transaction Currency;Gross Amount;Fees;Taxes;Shares;ISIN;Ticker Symbol;Security Name',
      '2025-01-15T00:00:00;Buy;2380.50;USD;;1.50;;300;;BXP;Boston Properties',
      '2025-02-20T00:00:00;Buy;849.00;USD;;;;100;;BXP;Boston Properties',
      '2025-03-31T00:00:00;Dividend;12.00;USD;;;;200;;BXP;Boston Properties',
    );
    expect([asked(history), trades(history)]).toEqual([['line/2'], ['2025-02-20 buy 100 849.00']]);
    expect(history.questions[0]?.candidates.map(({ row }) => row?.amount)).toEqual([
      '2380.50',
      '2382.00',
    ]);
    expect(history.claims.map(({ amount }) => amount)).toEqual(['12.00']);
  });

  it('stand in the candidates for shares that words of options were said of', () => {
    const history = read(
      'Date,Action,Symbol,Quantity,Price,Fees,Amount',
      '01/29/2021,Buy to Open,BXP,100,4.55,0.08,-455.00',
    );
    expect(history.questions[0]?.candidates.map(({ row }) => row?.amount ?? null)).toEqual([
      '455.08',
      '455.00',
      null,
    ]);
  });
});

describe('records that must be in a list', () => {
  it('leave out an order that was cancelled and has neither day nor figures', () => {
    const history = read(
      'Name,Symbol,Side,Status,Filled,Total Qty,Price,Avg Price,Time-in-Force,Placed Time,Filled Time',
      'Boston Properties,BXP,Buy,Filled,100,100,@7.93,7.9312,DAY,10/01/2025 09:30:11 EDT,10/01/2025 09:30:12 EDT',
      'Boston Properties,BXP,Sell,Cancelled,0,60,@9.50,,GTC,10/15/2025 15:59:00 EDT,',
    );
    expect([asked(history), history.leftOut.map(({ line }) => line)]).toEqual([['line/2'], [3]]);
  });

  it('leave out an option that its words alone name', () => {
    const history = read(
      'Symbol,Quantity,Price,Action,Description,TradeDate,SettledDate,Amount,Commission,CUSIP,RecordType',
      ',1.00,5.50,BUY,CALL BXP    01/17/26     70     BOSTON PROPERTIES   UNSOLICITED,2025-01-10,2025-01-13,-550.02,0.00,,Trade',
    );
    expect(history.leftOut).toEqual([{ line: 2, why: 'option' }]);
  });

  it('name a security by its description where no column has a name for it', () => {
    const history = read(
      'Activity Date,Transaction Date,Account,Activity,Description,Memo,Quantity,Price($),Amount($)',
      '12/31/2025,12/31/2025,AAA - 6789,Dividend,EQUITY RESIDENTIAL,,,,67.50',
      '12/19/2025,12/18/2025,AAA - 6789,Sold,NORTHGATE HOMES TR,of 2024,-25,6.01,150.25',
    );
    expect(history.questions.map(({ knows }) => (knows as { name?: string }).name)).toEqual([
      'EQUITY RESIDENTIAL',
      'NORTHGATE HOMES TR',
    ]);
  });
});

describe('one thing that stands in two records or two columns', () => {
  const HEADER = 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount';

  it('is a redemption whose money and shares come apart, where there is one of each', () => {
    const whole = read(
      HEADER,
      '09/15/2025,Cash Merger,QRST,QRST PROPERTIES,,,,"$2,150.00"',
      '09/15/2025,Cash Merger Adj,QRST,QRST PROPERTIES,-50,,,',
    );
    expect([trades(whole), asked(whole), whole.joined]).toEqual([
      ['2025-09-15 redeem 50 2150.00'],
      [],
      [{ line: 2, belongsTo: 3 }],
    ]);
    const two = read(
      HEADER,
      '09/15/2025,Cash Merger,QRST,QRST PROPERTIES,,,,"$2,150.00"',
      '09/15/2025,Cash Merger,QRST,QRST PROPERTIES,,,,$150.00',
      '09/15/2025,Cash Merger Adj,QRST,QRST PROPERTIES,-50,,,',
    );
    expect([trades(two), asked(two).length, two.joined]).toEqual([[], 3, []]);
  });

  it('is a reinvestment for which no cash moved, with what was invested beside it', () => {
    const history = read(
      'Date,Action,Symbol,Price,Shares,Commission,Cash Amt,Invest Amt,Cash + Invest',
      '11/3/2025,Bought,BXP,5.95,100,10.00,-605.00,605.00,0.00',
      '12/31/2025,ReinvDiv,BXP,61.00,1.10656,,0.00,67.50,67.50',
      '12/31/2025,DivX,BXP,,,,12.00,,12.00',
    );
    expect([trades(history), asked(history), history.claims.length]).toEqual([
      ['2025-11-03 buy 100 605.00', '2025-12-31 reinvest 1.10656 67.50'],
      [],
      1,
    ]);
  });

  it('is a dividend that is taken back as an adjusted one, and shares from a certificate', () => {
    const history = read(
      HEADER,
      '11/14/2025,Adjusted dividend,BXP,BOSTON PROPERTIES,,,,-$1.00',
      '11/13/2025,Certificate Deposit,BXP,BOSTON PROPERTIES,100,,,',
      '11/12/2025,Stock Plan Activity,BXP,BOSTON PROPERTIES,10,,,',
    );
    expect(history.claims).toMatchObject([{ kind: 'dividend', amount: '-1.00', reversal: true }]);
    expect(history.questions.every(({ text }) => text.startsWith('When were the'))).toBe(true);
  });

  it('names its account in a title of activity', () => {
    const history = read(
      'Account Activity for Individual Brokerage -1234 from Current Year',
      HEADER,
      '11/03/2025,Buy,BXP,BOSTON PROPERTIES,100,$5.95,,-$595.00',
    );
    expect(history.rows[0]?.account).toBe('Individual Brokerage -1234');
  });
});

it('money that came in with the shares of a reinvestment is asked about, where others paid for them', () => {
  const history = read(
    'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount',
    '02/05/2024,Reinvest Shares,EQR,EQUITY RESIDENTIAL,1.1066,$60.9977,,-$67.50',
    '01/16/2024,Reinvestment Adj,EQR,EQUITY RESIDENTIAL,0.5,,,$30.40',
  );
  expect([trades(history), asked(history)]).toEqual([
    ['2024-02-05 reinvest 1.1066 67.50'],
    ['line/3'],
  ]);
});

it('a sale into a fund that stands for cash is no cash movement of its own', () => {
  const history = read(
    'Date,Type,Description,Name,Symbol,Shares,Price,Amount',
    '06/20/2024,Exchange To,Exchange To SOME MONEY MARKET FUND,Real Estate Index,VGSLX,-5,119.10,-595.50',
    '06/20/2024,Exchange From,Exchange From REAL ESTATE INDEX,SOME MONEY MARKET FUND,SMMXX,595.50,1.00,595.50',
  );
  expect([asked(history), history.leftOut.map(({ line }) => line)]).toEqual([['line/2'], [3]]);
});

it('a title of an account between tables is no security, and a short sale of OFX no sale', () => {
  const history = read(
    'IRA - Rollover',
    'Date,Type,Shares,Price,Amount',
    '03/02/2022,Buy,100,61.00,-6100.00',
    '10/03/2022,Sell,-40,62.00,2480.00',
  );
  expect(history.rows).toEqual([]);
  const [open, body, close] = [
    'OFXHEADER:100\n\n<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><INVTRANLIST>',
    '<SELLSTOCK><INVSELL><INVTRAN><FITID>4<DTTRADE>20241104</INVTRAN><SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID><UNITS>-10<UNITPRICE>70<TOTAL>700</INVSELL><SELLTYPE>SELLSHORT</SELLSTOCK>',
    '</INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1></OFX>',
  ];
  expect(asked(read(open, body, close))).toEqual(['line/4']);
});
