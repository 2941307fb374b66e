import { expect, test } from 'vitest';
import { readAllocationText, type TextReading } from '../read-document.ts';
import { answered } from './draft/questions.ts';
import { checkDraft } from './draft/check-draft.ts';

const NOTE =
  '2 One share of Larkmoor Income REIT Corp. (NYSE:LKIC) per share held, valued at $38.0711 per share.';

function read(amount: string, known = [] as Parameters<typeof readAllocationText>[1]['known']) {
  const text = `Larkmoor Apartments, Inc. (NYSE: LKM) Announces 2020 Dividend Allocation

Class A Common Stock (CUSIP 99381T206)

Record Date | Payable Date | Distribution per Share | Ordinary Dividends | Return of Capital
11/4/2020 | 11/30/2020 | $8.2000 | 60.0% | 40.0%
12/5/2020 | 12/15/2020 | ${amount} | 50.0% | 50.0%
Annual | | $46.2711 | 51.8% | 48.2%

${NOTE}
`;
  return readAllocationText(text, { known });
}

function kindsIn({ securities }: TextReading['document']): boolean[] {
  return (securities[0]?.distributions ?? []).map(({ inKind }) => inKind);
}

test('a footnote’s number glued to an amount makes the payment one in shares', () => {
  const { document } = read('$38.07112');
  expect(document.notices.filter(({ level }) => level === 'error')).toEqual([]);
  expect(kindsIn(document)).toEqual([false, true]);
  expect(document.securities[0]?.distributions[1]?.amountPerShare).toBe('38.0711');
});

test('a footnote that no payment has asks which payment was made in shares', () => {
  const { draft, questions } = read('$38.0711');
  const [question] = questions;
  const paid = question?.candidates.find(({ label }) => label.includes('2020-12-15'));
  if (!question || !paid) throw new Error('nothing is asked');
  const check = checkDraft(answered(draft, paid, question.settles), { known: [] });
  expect(kindsIn(check.document)).toEqual([false, true]);
  expect(check.acceptable).toBe(true);
});

test('the ticker of another company in a footnote is not that of the security; the list’s is its own', () => {
  expect(read('$38.0711').draft.securities[0]?.symbol).toBe('LKM');
  const known = { issuer: 'Larkmoor', name: 'Class A Common Stock', symbol: 'LKA' };
  const listed = read('$38.0711', [{ ...known, cusips: ['99381T206'] }]);
  expect(listed.draft.securities[0]?.symbol).toBe('LKA');
});
