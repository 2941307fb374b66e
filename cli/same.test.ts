/** A broker names shares by ticker, a release by class and CUSIP: the command asks, and takes the answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { YearEndReportJson } from '../formats/year-report-json.ts';
import { Workplace, type Outcome } from './testing/command.ts';

const RELEASE = `Harborlight Properties Announces Tax Treatment of Its 2019 Distributions

Common Stock (CUSIP 62844K204)

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
03/29/2019\t04/30/2019\t$0.95\t$0.90\t$0.05
06/28/2019\t07/31/2019\t$0.95\t$0.90\t$0.05
`;

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE);
  place.write(
    'trades.csv',
    'date,action,security,shares,amount\n2019-01-02,buy,HBP,100,12000.00\n',
  );
  place.write(
    'two.csv',
    'date,action,security,shares,amount\n2019-01-02,buy,HBP,100,12000.00\n2019-01-02,buy,XYZPrD,10,250.00\n',
  );
});
afterAll(() => {
  place.remove();
});

function report(trades: string, ...more: string[]): Promise<Outcome> {
  const files = ['--transactions', trades, '--documents', 'release.txt'];
  return place.run('report', '--year', '2019', '--json', ...files, ...more);
}

async function read(trades: string, ...more: string[]): Promise<YearEndReportJson> {
  const { status, stdout } = await report(trades, ...more);
  expect(status).toBe(0);
  return JSON.parse(stdout) as YearEndReportJson;
}

const errors = (value: YearEndReportJson) =>
  value.notices.filter((notice) => notice.level === 'error');

describe('a ticker that the release does not name', () => {
  it('is asked about, with both names and the next step', async () => {
    expect(errors(await read('trades.csv'))).toEqual([
      {
        level: 'error',
        code: 'same-security',
        message:
          "HBP is held without a release for 2019. Harborlight Properties, Common Stock (CUSIP 62844K204) is in release.txt, and nobody holds it under that name. Is it the HBP that is held? Its payments are in no figure until that is said: if it is, add --same HBP=62844K204; if not, add the issuer's release.",
        about: { security: 'HBP', year: 2019, document: 'document-1' },
      },
    ]);
  });

  it.each(['HBP=62844K204', 'hbp=62844K-20-4', 'HBP=Common Stock'])(
    'is the one that --same %s says',
    async (same) => {
      const value = await read('trades.csv', '--same', same);
      expect(errors(value)).toEqual([]);
      expect(value.payments.map(({ security, cash }) => [security, cash])).toEqual([
        ['HBP', '95.00'],
        ['HBP', '95.00'],
      ]);
      expect(
        value.form1099Div.find(({ meaning }) => meaning === 'ordinaryDividends'),
      ).toMatchObject({ amount: '180.00' });
      expect(value.lots.map(({ adjustedBasis }) => adjustedBasis)).toEqual(['11990.00']);
    },
  );

  it('is not asked of preferred stock, which the release does not have', async () => {
    const asked = errors(await read('two.csv')).map(({ about }) => about.security);
    expect(asked).toEqual(['HBP']);
  });

  it('refuses an answer that fits nothing', async () => {
    expect(await report('trades.csv', '--same', 'HBP=037833100')).toMatchObject({
      status: 1,
      stderr:
        'basisbook: --same "HBP=037833100": "037833100" is in none of the documents. There are: 62844K204.\n',
    });
    expect(await report('trades.csv', '--same', 'HPB=62844K204')).toMatchObject({
      status: 1,
      stderr:
        'basisbook: --same "HPB=62844K204": "HPB" is in none of the transactions. There are: HBP.\n',
    });
    expect(await report('trades.csv', '--same', 'HBP')).toMatchObject({
      status: 2,
      stderr:
        'basisbook: --same "HBP" is not of the form TICKER=CUSIP. "basisbook --help" says how to use it.\n',
    });
  });
});
