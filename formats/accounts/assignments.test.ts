/** Shares that an option brought or took, and words of options beside the figures of shares. */
import { describe, expect, it } from 'vitest';
import { askedOf, leftOf, readLines, readText, rowsOf } from './testing/read-lines.ts';

const HEADER = 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount';
const PUT = 'O 08/16/2024 50.00 P,PUT REALTY INCOME $50 EXP 08/16/24';
const CALL = 'O 08/16/2024 60.00 C,CALL REALTY INCOME $60 EXP 08/16/24';
const BUY = '2024-08-16,Buy,O,REALTY INCOME,100,$50.00,,-$5000.00';
const SELL = '2024-08-16,Sell,O,REALTY INCOME,100,$60.00,$1.00,$5999.00';

const asked = (...lines: string[]) => askedOf(readLines(HEADER, ...lines));

describe('shares that an option brought or took', () => {
  it('cost less by what a written put brought, in a file that names the option in lines of its own', () => {
    const history = readLines(
      HEADER,
      `2024-08-16,Assigned,${PUT},1,,,`,
      BUY,
      `2024-07-12,Sell to Open,${PUT},1,$1.00,$0.66,$99.34`,
    );
    expect([askedOf(history), leftOf(history)]).toEqual([
      ['line/3 [$4900.66: with the $99.34 of line 4 | $5000.00, in which it is already]'],
      ['2 option', '4 option'],
    ]);
    expect(history.questions[0]?.proposed).toBe(0);
    expect(history.questions[0]?.text).toMatch(
      /a put that you wrote was assigned.* lowers their cost/,
    );
  });

  it('bring more by what a written call brought, and of two contracts half of it', () => {
    const written = `2024-07-12,Sell to Open,${CALL},2,$1.00,$1.32,$198.68`;
    expect(asked(written, `2024-08-16,Assigned,${CALL},1,,,`, SELL)).toEqual([
      'line/4 [$6098.34: with the $99.34 of line 2 | $5999.00, in which it is already]',
    ]);
  });

  it('cost more by what a held call cost, and bring less by what a held put cost', () => {
    const held = (option: string) => `2024-07-12,Buy to Open,${option},1,$1.00,,-$100.00`;
    expect(asked(held(CALL), `2024-08-16,Exercised,${CALL},1,,,`, BUY)).toEqual([
      'line/4 [$5100.00: with the $100.00 of line 2 | $5000.00, in which it is already]',
    ]);
    expect(asked(held(PUT), `2024-08-16,Exercised,${PUT},1,,,`, SELL)).toEqual([
      'line/4 [$5899.00: with the $100.00 of line 2 | $5999.00, in which it is already]',
    ]);
  });

  it('are asked about by their own words alone', () => {
    const [question] = readLines(HEADER, BUY.replace('REALTY INCOME', 'Assigned Put')).questions;
    expect(question?.candidates.map(({ label }) => label)).toEqual([
      '$5000.00, in which it is already',
    ]);
  });

  it('are told by a code of a statement in sections', () => {
    const trade = (rest: string) => `Trades,Data,Order,${rest}`;
    const history = readText(
      [
        'Statement,Header,Field Name,Field Value',
        'Statement,Data,BrokerName,A Broker',
        'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code',
        trade(
          'Equity and Index Options,USD,EQR 21JUN24 60 P,"2024-03-07, 09:45:00",-1,1.1,,110,-1,,0,0,O',
        ),
        trade(
          'Equity and Index Options,USD,EQR 21JUN24 60 P,"2024-06-21, 16:20:00",1,0,,0,0,,0,0,A;C',
        ),
        trade('Stocks,USD,EQR,"2024-06-21, 16:20:00",100,60,62.4,-6000,0,5891,0,0,A;O'),
        trade('Stocks,USD,AVB,"2024-06-21, 16:20:00",10,60,62.4,-600,0,600,0,0,O'),
      ].join('\n'),
    );
    expect(askedOf(history)).toEqual([
      'line/6 [$5891.00: with the $109.00 of line 4 | $6000.00, in which it is already]',
    ]);
    expect(rowsOf(history)).toEqual(['2024-06-21 buy 10 600.00']);
  });

  it('are those of its own security, day and number', () => {
    const option = `2024-08-16,Assigned,${PUT},1,,,`;
    expect(asked(option, BUY.replace(',O,', ',EQR,'))).toEqual([]);
    expect(asked(option, BUY.replace('2024-08-16', '2024-08-06'))).toEqual([]);
    expect(asked(option, BUY.replace('100,$50.00,,-$5000', '30,$50.00,,-$1500'))).toEqual([]);
  });
});

describe('words of options beside the figures of shares', () => {
  const WHICH = '[They were bought | They were sold | An option: leave it out]';

  it('are asked about where shares can have come', () => {
    expect(
      asked(
        '2024-03-13,Exercise,EQR,,100,50,,5000',
        '2024-03-14,Assignment,EQR,,100,,,5000',
        '2024-03-15,Bought Option,EQR,,28,60,,1680',
        '2024-03-16,Purchase of rights,EQR,,25,60,,1500',
      ),
    ).toEqual([
      `line/2 ${WHICH}`,
      `line/3 ${WHICH}`,
      'line/4 [Shares | An option: leave it out]',
      'line/5 [Shares | An option: leave it out]',
    ]);
  });

  it('are of options where nothing of shares is there', () => {
    const history = readLines(
      HEADER,
      '2024-03-13,Exercised,EQR,,1,,,',
      '2024-03-14,Sold Call,EQR,,1,2.00,,200',
      '2024-03-15,Expired,EQR,,1,,,',
    );
    expect([askedOf(history), leftOf(history)]).toEqual([[], ['2 option', '3 option', '4 option']]);
  });

  it('are those of a register as well', () => {
    const record = (action: string) => `D4/18'05\nN${action}\nYAIV\nI38\nQ1\nT38\n^`;
    const register = (...actions: string[]) =>
      `!Type:Security\nNAIV\nSAIV\nTStock\n^\n!Type:Invst\n${actions.map(record).join('\n')}\n`;
    expect(askedOf(readText(register('Exercise', 'Vest', 'Expire')))).toEqual([
      `line/7 ${WHICH}`,
      `line/14 ${WHICH}`,
    ]);
  });
});
