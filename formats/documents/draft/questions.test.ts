/** Errors and doubts that have an answer are questions with it, and what adds nothing is not asked about. */
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';
import { likelyMeanings } from '../columns/likely.ts';
import { checkDraft } from './check-draft.ts';
import { withAnswers } from './questions.ts';

const NONE = { known: [] };
const HEAD = `Saltgrass Point Trust Announces 2014 Dividend Tax Treatment

Common Stock (CUSIP 99077R-10-0)

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
`;
const FIRST = '03/14/2014\t03/31/2014\t$0.4000\t61.0%\t39.0%\n';
const SECOND = '06/13/2014\t06/30/2014\t$0.4000\t61.0%\t39.0%\n';

interface Told {
  readonly questions: readonly string[];
  readonly proposed: readonly (string | undefined)[];
  readonly amounts: readonly string[];
}

function told(text: string): Told {
  const { questions, proposal } = readAllocationText(text, NONE);
  return {
    questions: questions.map((one) => one.id),
    proposed: questions.map((one) => one.candidates[one.proposed ?? -1]?.label),
    amounts: (proposal?.securities ?? []).flatMap((one) =>
      one.distributions.map((payment) => payment.amountPerShare ?? ''),
    ),
  };
}

describe('errors that one edit answers', () => {
  const short = `${HEAD}${FIRST}${SECOND}Annual\t\t$1.6000\t61.0%\t39.0%\n`;

  test('a row of totals that disagrees with payments that all add up', () => {
    expect(told(short)).toEqual({
      questions: ['totals/1'],
      // The row says more than the payments: one is missing in the copy, and the year must say so.
      proposed: [
        'Payments are missing here; those that were read are kept as an estimate until the whole release is read',
      ],
      amounts: ['0.4', '0.4'],
    });
  });

  test('the answer makes the draft acceptable, and nothing else does', () => {
    const { draft, document } = readAllocationText(short, NONE);
    expect(document.notices.map((notice) => notice.code)).toContain('annual-row-differs');
    const answer = withAnswers(draft, { 'totals/1': 0 }, NONE);
    if (!answer.ok) throw new Error(answer.message);
    expect(answer.draft.securities[0]?.totals[0]?.cells.map((cell) => cell.text)).toEqual([
      '',
      '',
      '',
      '',
      '',
    ]);
    expect(answer.draft.securities[0]?.rows).toEqual(draft.securities[0]?.rows);
    const { notices } = checkDraft(answer.draft, NONE).document;
    expect(notices.filter(({ code }) => code.includes('annual'))).toEqual([
      {
        level: 'warning',
        code: 'annual-row-left-out',
        line: 8,
        message:
          'The row of totals is left out. The payments that were read add up to $0.8 per share; where the row says more, a payment is missing and the year is not whole.',
      },
    ]);
  });

  test('that payments are missing makes the document an estimate, and leaves the row out', () => {
    const { draft } = readAllocationText(short, NONE);
    const answer = withAnswers(draft, { 'totals/1': 1 }, NONE);
    if (!answer.ok) throw new Error(answer.message);
    const { status, notices } = checkDraft(answer.draft, NONE).document;
    expect(status).toBe('estimate');
    expect(notices.map(({ code }) => code)).toContain('annual-row-left-out');
    expect(notices.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('nothing is proposed where a payment does not add up by itself', () => {
    const wrong = short.replace('61.0%', '62.0%');
    expect(told(wrong).proposed).not.toContain(
      'The payments are right as they stand; the row of totals is left out',
    );
  });

  test('a payment that is printed twice', () => {
    expect(told(`${HEAD}${FIRST}${FIRST}${SECOND}`)).toEqual({
      questions: ['rows/1'],
      proposed: ['It is the payment above it, printed twice; it is left out'],
      amounts: ['0.4', '0.4'],
    });
  });
});

describe('whose a table is', () => {
  const numbersOf = (text: string): (readonly string[])[] | undefined =>
    readAllocationText(text, NONE).proposal?.securities.map((one) => one.cusips);

  test('a CUSIP with the number of a footnote behind it is proposed without', () => {
    const text = `${HEAD.replace('99077R-10-0', '99077R1003')}${FIRST}${SECOND}`;
    expect(told(text).proposed).toEqual(['“99077R100” and the number of a footnote']);
    expect(numbersOf(text)).toEqual([['99077R100']]);
  });

  test('a number that is no CUSIP is proposed to be left out, and none is guessed', () => {
    const text = `${HEAD.replace('99077R-10-0', '99077R10')}${FIRST}${SECOND}`;
    expect(told(text).proposed).toEqual([
      'The number is misprinted and left out; the name says which security it is',
    ]);
    expect(numbersOf(text)).toEqual([[]]);
  });

  test('a number that checks is asked about, though the word before its sign is damaged', () => {
    const text = `Saltgrass Point Trust CUSI#99077R-10-0 says of its 2014 dividends:\n\n${HEAD.replace(' (CUSIP 99077R-10-0)', '').split('\n').slice(2).join('\n')}${FIRST}${SECOND}`;
    expect(
      readAllocationText(text, NONE)
        .questions.map((one) => one.text)
        .join(),
    ).toContain('99077R-10-0 belongs to none of the tables');
  });

  test('a table without a name is proposed to be that of the common stock', () => {
    const text = `Saltgrass Point Trust has common stock and Series B preferred stock. Its 2014 dividends:\n\n${HEAD.split('\n').slice(4).join('\n')}${FIRST}${SECOND}`;
    expect(told(text)).toMatchObject({ proposed: ['Common Stock'], amounts: ['0.4', '0.4'] });
    expect(readAllocationText(text, NONE).questions[0]?.candidates.map((one) => one.label)).toEqual(
      ['Common Stock', 'Preferred Stock'],
    );
  });
});

describe('a figure in doubt', () => {
  test('with a footnote’s number behind it is proposed without, and can stay', () => {
    const text = `${HEAD}${FIRST}06/13/2014\t06/30/2014\t$38.07112\t61.0%\t39.0%\n\n(2) The value of shares of a subsidiary.\n`;
    expect(told(text)).toEqual({
      questions: ['figures/1'],
      proposed: ['$38.0711, and footnote 2'],
      amounts: ['0.4', '38.0711'],
    });
    const { draft } = readAllocationText(text, NONE);
    const kept = withAnswers(draft, { 'figures/1': 1 }, NONE);
    expect(kept.ok && kept.draft.securities[0]?.rows[1]?.cells[2]?.text).toBe('$38.07112');
  });

  test('that may have lost a digit is proposed as printed', () => {
    const text = `${HEAD}${FIRST}06/13/2014\t06/30/2014\t$0.400\t61.0%\t39.0%\n`;
    const { questions } = readAllocationText(text, NONE);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.candidates.map((one) => one.label)).toEqual(['All as printed', '$0.4000']);
    expect(questions[0]?.proposed).toBe(0);
  });
});

test('a table of section 1061 below the payments is left aside, and said to be', () => {
  const table = `${HEAD}${FIRST}${SECOND}

Section 1061 disclosures per share:

Record Date\tPayable Date\tForm 1099-DIV Box 2a\tOne Year Amounts Disclosure\tThree Year Amounts Disclosure
03/14/2014\t03/31/2014\t$0.1600\t$0.0400\t$0.0400
06/13/2014\t06/30/2014\t$0.1600\t$0.0400\t$0.0400
`;
  const { document, questions } = readAllocationText(table, NONE);
  expect(questions).toEqual([]);
  expect(document.securities).toHaveLength(1);
  expect(document.securities[0]?.distributions).toHaveLength(2);
  expect(document.notices.filter((one) => one.code === 'table-left-aside')).toHaveLength(1);
});

describe('what is proposed of captions', () => {
  const single = (
    captions: string,
  ): string => `Rookhope Self Storage Announces Tax Treatment of 2020 Distributions
Common Stock (CUSIP 99077R-10-0)

${captions}
3/13/2020 3/31/2020 0.241000 0.030000 0.011000 0.049000 0.320000
6/15/2020 6/30/2020 0.241000 0.030000 0.011000 0.049000 0.320000
`;

  test('of two ways that say as much, and that sums cannot tell apart, none is', () => {
    const two = single(`Record Payment Ordinary Cap Gain Unrecap Non-Div Total Dist.
Date Date Dividends Distrib. Sec 1250 Distrib. Per Share`);
    expect(told(two)).toMatchObject({ amounts: [], proposed: [undefined] });
  });

  test('words of ordinary dividends are rather those than qualified ordinary ones', () => {
    const [first, second] = likelyMeanings('Ordinary Furlong', false);
    expect([first?.meaning, second?.meaning]).toEqual(['ordinary', 'qualified']);
    expect(first?.weight).toBeGreaterThan(second?.weight ?? 0);
  });

  test('the same caption over tables of several securities is one question, answered for all', () => {
    const rows = (name: string, number: string): string =>
      [3, 6]
        .map((month) => `${name} | ${number} | ${month}/28/2019 | $0.25 | $0.10 | $0.15`)
        .join('\n');
    const text = `Lakemoor Trust Announces Tax Treatment of 2019 Distributions

Class | CUSIP | Payable Date | Distribution Per Share | Ordinary Furlong | Return of Capital
${rows('Class A Shares', '99077R100')}
${rows('Class B Shares', '99077R209')}
`;
    const { questions, amounts } = told(text);
    expect(questions).toEqual(['columns/1']);
    expect(amounts).toHaveLength(4);
  });
});
