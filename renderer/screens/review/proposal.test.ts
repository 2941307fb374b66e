import { describe, expect, it } from 'vitest';
import { proposedAnswers, withProposal, type AskedQuestion } from './proposal.ts';

const question = (id: string, proposed: number | null): AskedQuestion => ({
  id,
  line: 3,
  text: 'What do the columns hold?',
  candidates: [{ label: 'one' }, { label: 'two' }],
  proposed,
});

describe('a proposal', () => {
  it('answers each question that has one, and no other', () => {
    const questions = [question('columns/1', 1), question('unit/1', null)];
    expect(proposedAnswers(questions)).toEqual({ 'columns/1': 1 });
    expect(withProposal(questions).map(({ id }) => id)).toEqual(['columns/1']);
  });
});
