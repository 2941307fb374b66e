/** Questions with a proposal: filled in as it most likely is, answered otherwise, accepted as shown. */
import { beforeEach, expect, it } from 'vitest';
import { makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

const TEXT = `Harbor Light Trust Announces 2014 Dividend Tax Treatment

Common Shares (CUSIP 62844K204)

Record Date\tPayable Date\tDistribution\tOrdinary Furlong\tReturn Portion\tCapital Gain
03/31/14\t04/15/14\t$1.16\t$0.76\t$0.16\t$0.24
06/30/14\t07/15/14\t$1.16\t$0.76\t$0.16\t$0.24
`;
const content = { kind: 'text', text: TEXT } as const;

beforeEach(() => makeOwnBook(use.app));

it('a proposal is accepted as it stands; what was proven alone is not', async () => {
  const read = await use.app.ok('documents.read', { fileName: 'a.txt', content });
  expect(read.acceptable).toBe(false);
  const { proposal } = read;
  expect(proposal?.acceptable).toBe(true);
  const proposed = read.questions.filter((question) => question.proposed !== null);
  expect(proposed.length).toBeGreaterThan(0);
  if (!proposal) return;
  const answers = Object.fromEntries(proposed.map(({ id, proposed: at }) => [id, at ?? 0]));
  const answered = await use.app.ok('documents.answer', { draft: read.draft, answers });
  expect(answered.draft).toEqual(proposal.draft);
  await use.app.ok('documents.accept', {
    fileName: 'a.txt',
    content,
    status: null,
    draft: proposal.draft,
  });
  const [row] = await use.app.ok('documents.list', {});
  expect(row?.securities.map(({ distributions }) => distributions)).toEqual([2]);
});

it('an answer that fits no question is refused with a sentence', async () => {
  const { draft } = await use.app.ok('documents.read', { fileName: 'a.txt', content });
  const refusal = await use.app.refused('documents.answer', { draft, answers: { 'units/9': 0 } });
  expect(refusal.message).toContain('has no question “units/9”');
});
