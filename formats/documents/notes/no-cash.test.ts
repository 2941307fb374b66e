/** What was paid to nobody in cash looks like a payment: words alone say that it is none. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const RELEASE = (
  name: string,
  note: string,
): string => `Skerry Trust Announces 2022 Tax Treatment of Dividends

Common Shares (CUSIP 55711A101)
Record Date | Payment Date | Distribution Per Share | Ordinary Dividends | Return of Capital
3/15/2022 | 3/31/2022 | $0.50 | $0.30 | $0.20
6/15/2022 | 6/30/2022 | $0.50 | $0.30 | $0.20

${name} (CUSIP 55711A200)
${note}
Record Date | Payment Date | Distribution Per Share | Ordinary Dividends | Return of Capital
3/15/2022 | 3/31/2022 | $0.05 | $0.03 | $0.02
6/15/2022 | 6/30/2022 | $0.05 | $0.03 | $0.02
`;
const PREFERRED = 'Series C Convertible Preferred Shares';

test.each([
  [
    'a sentence above its table',
    PREFERRED,
    'The following are deemed distributions under Section 305(c).',
  ],
  [
    'a sentence of cash',
    PREFERRED,
    'These result from adjustments of the conversion rate. No cash was paid.',
  ],
  ['its heading', `${PREFERRED} - Deemed (Non-Cash) Distributions`, ''],
])('%s is a question about that table alone, and nothing is proposed', (_, name, note) => {
  const { questions, proposal } = readAllocationText(RELEASE(name, note), { known: [] });
  expect(
    questions.map(({ text, proposed }) => [/nothing was paid in cash/.test(text), proposed]),
  ).toEqual([[true, null]]);
  expect(questions[0]?.settles).toEqual(['in-kind-unclear/no-cash/1']);
  expect(proposal).toBeNull();
});

test('that there were none of them is no question', () => {
  const none = 'There were no deemed distributions in 2022.';
  expect(readAllocationText(RELEASE(PREFERRED, none), { known: [] }).questions).toEqual([]);
});

test('what figures are of is asked about, and “as printed” is not proposed', () => {
  const text = `${RELEASE(PREFERRED, '').split('\n\n').slice(0, 2).join('\n\n')}
Ordinary dividends are stated as a percentage of the capital gain.
`;
  const { questions } = readAllocationText(text, { known: [] });
  expect(questions.map(({ id, proposed }) => [id, proposed])).toEqual([['notes/1', null]]);
});
