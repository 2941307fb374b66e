import { describe, expect, it } from 'vitest';
import { identityOf, sameInput, unanswered, type SameQuestion } from './identity.ts';

const held = { securityId: 'held', label: 'BXP' };
const other = { securityId: 'other', label: 'EQR' };
const likely: SameQuestion = {
  security: 0,
  name: 'Common Stock',
  candidates: [held, other],
  proposed: 0,
};
const unlikely: SameQuestion = { ...likely, proposed: null };

describe('which security a release speaks of', () => {
  it('is proposed, and one button accepts it', () => {
    const chosen = identityOf([likely], new Map());
    expect(unanswered([likely], chosen)).toBeNull();
    expect(sameInput(chosen)).toEqual([{ security: 0, securityId: 'held' }]);
  });

  it('must be said where nothing speaks for it', () => {
    const chosen = identityOf([unlikely], new Map());
    expect(unanswered([unlikely], chosen)).toBe(
      'Say below whether “Common Stock” is a security that you hold.',
    );
    const said = new Map([[0, null]]);
    expect(unanswered([unlikely], said)).toBeNull();
    expect(sameInput(said)).toEqual([]);
  });

  it('keeps an answer while the table is edited, as long as it can be one', () => {
    expect(identityOf([likely], new Map([[0, null]]))).toEqual(new Map([[0, null]]));
    expect(identityOf([likely], new Map([[0, 'other']]))).toEqual(new Map([[0, 'other']]));
    expect(identityOf([likely], new Map([[0, 'gone']]))).toEqual(new Map([[0, 'held']]));
    expect(identityOf([], new Map([[0, 'held']]))).toEqual(new Map());
  });
});
