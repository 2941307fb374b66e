import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const CAPTIONS =
  'Record Date   Payable Date   Total per Share   Ordinary Dividends   Capital Gain   Return of Capital';
const UNKNOWN = CAPTIONS.replace('Ordinary Dividends', 'Portfolio Portion ');
const ROWS = `03/15/2021    03/31/2021     0.50              0.30                 0.10           0.10
06/15/2021    06/30/2021     0.50              0.30                 0.10           0.10`;

const read = (...lines: string[]) => readAllocationText([...lines, ROWS].join('\n'), { known: [] });

const TITLES: readonly (readonly string[])[] = [
  ['HRT Common Stock 2021'],
  ['Harbor Row Trust (NYSE: HRT)', '2021 Dividend Tax Reporting'],
  ['Harbor Row Trust Announces the Tax Treatment of Its 2021 Distributions (NYSE: HRT)'],
];

test.each(TITLES)('a title right above captions is part of none: %s', (...title) => {
  for (const captions of [CAPTIONS, UNKNOWN]) {
    const { columns } = read(...title, captions).draft.securities[0] ?? {};
    const [known, apart] = [columns, read(...title, '', captions).draft.securities[0]?.columns];
    expect(known?.map((one) => one.caption)).toEqual(apart?.map((one) => one.caption));
    expect(known?.map((one) => one.meaning)).toEqual(apart?.map((one) => one.meaning));
    expect(known?.[0]).toMatchObject({ caption: 'Record Date', meaning: 'recordDate' });
  }
});

test('one unknown caption below a title is one question, and nothing beside it', () => {
  const { questions } = read('HRT Common Stock 2021', UNKNOWN);
  expect(questions.map(({ id }) => id)).toEqual(['columns/1']);
  expect(questions[0]?.text).toContain('“Portfolio Portion”');
  expect(questions[0]?.text).not.toContain('HRT');
});

test('a line that begins further right stays with the captions', () => {
  const over = `${' '.repeat(48)}Taxable as Ordinary Dividends`;
  const { columns } = read('2021 HRT', over, CAPTIONS).draft.securities[0] ?? {};
  expect(columns?.map((one) => one.meaning)).toEqual([
    ...['recordDate', 'payableDate', 'amountPerShare'],
    ...['ordinary', 'capitalGain', 'returnOfCapital'],
  ]);
});
