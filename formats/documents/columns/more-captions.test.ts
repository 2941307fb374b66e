/** Rows with fewer cells than captions: whose the missing cell is, only figures can tell. */
import { describe, expect, test } from 'vitest';
import { readAllocationText, type TextReading } from '../../read-document.ts';
import { extractText } from '../source/extract-text.ts';

const TITLE = 'Birch Trust (NYSE: BCH) Announces Tax Treatment of 2019 Dividends';
const FRONT = ['Record Date', 'Payable Date', 'Dividend Per Share'];
const DAYS = [
  ['3/1/2019', '3/15/2019', '$0.50'],
  ['6/3/2019', '6/14/2019', '$0.50'],
];
const ALL = ['Ordinary Dividends', 'Qualified Dividends', 'Capital Gain', 'Return of Capital'];

type Table = readonly (readonly string[])[];

function tableOf(captions: readonly string[], figures: readonly string[]): Table {
  return [[...FRONT, ...captions], ...DAYS.map((day) => [...day, ...figures])];
}

const asText =
  (gap: string, end = '') =>
  (table: Table): string =>
    [TITLE, '', 'Common Shares', '', ...table.map((row) => row.join(gap) + end)].join('\n');

const RENDERINGS: Readonly<Record<string, (table: Table) => string>> = {
  tab: asText('\t'),
  pipe: asText(' | '),
  'closed pipe': asText(' | ', ' |'),
  'wide spaces': asText('   '),
  'a cell a line': asText('\n\n', '\n\n'),
  html: (table) =>
    `<h1>${TITLE}</h1><p>Common Shares</p><table>${table
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</table>`,
};

async function read(text: string, name: string): Promise<TextReading> {
  const extracted = await extractText(new TextEncoder().encode(text), name);
  if (!extracted.ok) throw new Error(extracted.message);
  return readAllocationText(extracted.text, { known: [] });
}

function errorsOf({ document }: TextReading): string[] {
  return document.notices.filter(({ level }) => level === 'error').map(({ code }) => code);
}

describe.each(Object.entries(RENDERINGS))('%s', (name, written) => {
  const file = name === 'html' ? 'table.html' : 'table.txt';

  test.each([[['60%', '20%', '20%']], [['$0.30', '$0.10', '$0.10']]])(
    'a row that closes wherever its gap is, is asked about: %j',
    async (figures) => {
      const reading = await read(written(tableOf(ALL, figures)), file);
      expect(errorsOf(reading)).toContain('columns-ambiguous');
      expect(reading.document.securities[0]?.distributions).toEqual([]);
      const question = reading.questions.find((one) => one.id.startsWith('columns/'));
      expect(question?.candidates).toHaveLength(4);
      expect(question?.proposed).toBeNull();
    },
  );

  test('figures that close in one way alone, without a part that could be inside another, prove it', async () => {
    const captions = ['Ordinary Dividends', 'Capital Gain', 'Unrecaptured Sec. 1250 Gain'];
    const table = tableOf([...captions, 'Return of Capital'], ['60%', '40%', '25%']);
    const reading = await read(written(table), file);
    expect(errorsOf(reading)).toEqual([]);
    expect(reading.document.securities[0]?.distributions[0]?.components).toMatchObject({
      ordinary: '60',
      capitalGain: '15',
      unrecaptured1250: '25',
      returnOfCapital: '0',
    });
  });

  test('a part that may be inside another is asked about, though the others close without it', async () => {
    const table = tableOf(
      ['Ordinary Dividends', 'Capital Gain', 'Section 199A Dividends'],
      ['60%', '40%'],
    );
    const reading = await read(written(table), file);
    expect(errorsOf(reading)).toContain('columns-ambiguous');
  });
});

test('a CSV file with short rows is asked about, one with empty cells is read', async () => {
  const csv = (end: string): string =>
    tableOf(ALL, ['60%', '20%', '20%'])
      .map((row, i) => row.join(',') + (i === 0 ? '' : end))
      .join('\n');
  const short = await read(`${TITLE}\n\nCommon Shares\n\n${csv('')}\n`, 'table.csv');
  expect(errorsOf(short)).toContain('columns-ambiguous');
  const whole = await read(`${TITLE}\n\nCommon Shares\n\n${csv(',')}\nTotal,,$1.00\n`, 'table.csv');
  expect(errorsOf(whole)).toEqual([]);
  expect(whole.document.securities[0]?.distributions[0]?.components.returnOfCapital).toBe('0');
});
