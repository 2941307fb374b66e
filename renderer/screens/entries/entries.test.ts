import { describe, expect, it } from 'vitest';
import { ACTIONS, actionsThat } from '../../../tax/facts/entry-kinds.ts';
import { KIND_GROUPS, kindOf } from './kinds.ts';
import { previewSentence, waitingSentence, type Preview } from './preview.ts';

describe('the kinds of entries', () => {
  it('has each action once', () => {
    const actions = KIND_GROUPS.flatMap((group) => group.kinds.map((kind) => kind.action));
    expect(actions.toSorted()).toEqual(ACTIONS.toSorted());
  });

  it('asks what the engine needs of each', () => {
    for (const action of ACTIONS) {
      const kind = kindOf(action);
      expect(kind.lot === 'new', action).toBe(
        [...actionsThat('acquires'), 'liquidation'].includes(action),
      );
      expect(kind.lot === 'named', action).toBe(action === 'opening-basis');
      expect(kind.lot === 'sale', action).toBe(
        (actionsThat('sells') as readonly string[]).includes(action),
      );
      expect(kind.ratio !== undefined, action).toBe(
        ['split', 'spin-off', 'exchange'].includes(action),
      );
      expect(kind.to?.kind, action).toBe(
        action === 'transfer'
          ? 'account'
          : ['spin-off', 'exchange', 'liquidation'].includes(action)
            ? 'security'
            : undefined,
      );
    }
  });
});

describe('a lot whose value nobody has said', () => {
  const row = (lot: string, awaitsValue: boolean) =>
    ({ lot, after: { awaitsValue } }) as Preview['rows'][number];

  it('is said to have no basis yet, with what brings it', () => {
    expect(waitingSentence({ rows: [row('A', false)] })).toBe('');
    expect(waitingSentence({ rows: [row('A', false), row('N', true)] })).toContain(
      'the shares of lot N were worth is not known yet',
    );
    expect(waitingSentence({ rows: [row('M', true), row('N', true)] })).toContain(
      'the shares of 2 lots',
    );
  });
});

describe('before and after', () => {
  const sentence = (counts: Partial<Parameters<typeof previewSentence>[0]['counts']>) =>
    previewSentence({ counts: { changed: 0, new: 0, gone: 0, same: 0, ...counts } });

  it('is said in a sentence', () => {
    expect(sentence({ changed: 1, new: 1, gone: 1, same: 1 })).toBe(
      '1 lot changes, 1 is new, 1 is gone.',
    );
    expect(sentence({ new: 2, gone: 1000 })).toBe('2 lots are new, 1,000 are gone.');
    expect(sentence({ same: 3 })).toBe('No lot changes.');
  });
});
