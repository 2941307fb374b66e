/** Every broker's spelling of one preferred stock, through the command: one security, or one question. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { YearEndReportJson } from '../formats/year-report-json.ts';
import { Workplace } from './testing/command.ts';

const table = (cusip: string) => `(CUSIP ${cusip})

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend
03/29/2019\t04/15/2019\t$0.50\t100%
06/28/2019\t07/15/2019\t$0.50\t100%
`;
const release = (
  tickers: string,
) => `Harborlight Properties${tickers} Announces 2019 Dividend Allocation

Series B Preferred Stock ${table('62844K303')}
Series C Preferred Stock ${table('62844K402')}`;

const SPELLINGS = ['HLTPrB', 'HLTPRB', 'HLT-PB', 'HLT PRB', 'HLT/PB', 'HLT.PR.B', 'HLT-B', 'HLTpB'];
const trades = (names: readonly string[]) =>
  [
    'date,action,security,shares,amount',
    ...names.map((name, i) => `2018-03-0${i + 1},buy,${name},100,2500.00`),
    '',
  ].join('\n');

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('named.txt', release(' (NYSE: HLT, HLTPrB and HLTPrC)'));
  place.write('unnamed.txt', release(''));
});
afterAll(() => {
  place.remove();
});

async function report(names: readonly string[], ...more: string[]): Promise<YearEndReportJson> {
  place.write('trades.csv', trades(names));
  const files = ['--transactions', 'trades.csv', '--documents', ...more];
  const { status, stdout } = await place.run('report', '--year', '2019', '--json', ...files);
  expect(status).toBe(0);
  return JSON.parse(stdout) as YearEndReportJson;
}

const ordinary = ({ form1099Div }: YearEndReportJson) =>
  form1099Div.find(({ meaning }) => meaning === 'ordinaryDividends')?.amount;
const asked = ({ notices }: YearEndReportJson) =>
  notices.filter(({ code }) => code === 'same-security').map(({ message }) => message);

describe('where the release names its tickers', () => {
  it('all spellings and the CUSIP are one security', async () => {
    const value = await report([...SPELLINGS, '62844K303'], 'named.txt');
    expect(asked(value)).toEqual([]);
    expect(new Set(value.payments.map(({ security }) => security))).toEqual(new Set(['HLTPrB']));
    // 900 shares, two payments of $0.50.
    expect(value.payments.map(({ cash }) => cash)).toEqual(['450.00', '450.00']);
    expect(ordinary(value)).toBe('900.00');
  });
});

describe('where it names none', () => {
  it.each(SPELLINGS)('%s is asked to be its Series B, and is on --same', async (name) => {
    const [message, ...others] = asked(await report([name], 'unnamed.txt'));
    expect(others).toEqual([]);
    expect(message).toContain('Series B Preferred Stock (CUSIP 62844K303)');
    expect(message).not.toContain('Series C');
    expect(message).toContain('--same');
    const answered = await report([name], 'unnamed.txt', '--same', `${name}=62844K303`);
    expect(asked(answered)).toEqual([]);
    expect(ordinary(answered)).toBe('100.00');
  });

  it('two spellings are asked about once', async () => {
    expect(asked(await report(['HLT-PB', 'HLT.PR.B', 'HLTpB'], 'unnamed.txt'))).toHaveLength(1);
    const answered = await report(SPELLINGS, 'unnamed.txt', '--same', 'HLT/PB=62844K303');
    expect(ordinary(answered)).toBe('800.00');
  });

  it('common stock is none of them', async () => {
    expect(asked(await report(['HLT'], 'unnamed.txt'))).toEqual([]);
  });
});
