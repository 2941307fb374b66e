import { describe, expect, it } from 'vitest';
import { ACTIONS, actionsThat } from '../../../tax/facts/entry-kinds.ts';
import { KIND_GROUPS, kindOf } from './kinds.ts';
import {
  lossAdded,
  picksOf,
  previewRows,
  previewSentence,
  type Piece,
  type Preview,
  type Snapshot,
} from './preview.ts';
import { gainTotals } from './preview-figures.ts';

const lot = (name: string, shares: string, more: Partial<Snapshot> = {}): Snapshot => ({
  account: 'Taxable',
  security: 'AIV',
  lot: name,
  acquired: '2000-03-01',
  shares,
  cost: '1000.00',
  adjustedBasis: '1000.00',
  basisPerShare: '10',
  ...more,
});

const preview = (before: Snapshot[], after: Snapshot[]): Preview => ({
  before,
  after,
  pieces: [],
  problem: null,
});

const piece = (more: Partial<Piece>): Piece => ({
  account: 'Taxable',
  security: 'AIV',
  lot: 'A',
  acquired: '2000-03-01',
  shares: '10',
  proceeds: '0.00',
  adjustedBasis: '0.00',
  gain: '0.00',
  term: 'short',
  disallowedLoss: '0.00',
  longTermLoss: '0.00',
  ...more,
});

describe('the kinds of entries', () => {
  it('has each action once', () => {
    const actions = KIND_GROUPS.flatMap((group) => group.kinds.map((kind) => kind.action));
    expect(actions.toSorted()).toEqual(ACTIONS.toSorted());
  });

  it('asks what the engine needs of each', () => {
    for (const action of ACTIONS) {
      const kind = kindOf(action);
      expect(kind.lot === 'new', action).toBe(
        (actionsThat('acquires') as readonly string[]).includes(action),
      );
      expect(kind.lot === 'sale', action).toBe(
        (actionsThat('sells') as readonly string[]).includes(action),
      );
      expect(kind.ratio !== undefined, action).toBe(
        ['split', 'spin-off', 'exchange'].includes(action),
      );
      expect(kind.to?.kind, action).toBe(
        action === 'transfer'
          ? 'account'
          : action === 'spin-off' || action === 'exchange'
            ? 'security'
            : undefined,
      );
    }
  });
});

describe('before and after', () => {
  it('marks what changes, is new and is gone', () => {
    const rows = previewRows(
      preview(
        [lot('A', '100'), lot('B', '50'), lot('C', '10')],
        [lot('A', '200'), lot('C', '10'), lot('B', '50', { account: 'Roth IRA' })],
      ),
    );
    expect(rows.map((row) => [row.before?.lot, row.after?.account, row.change])).toEqual([
      ['A', 'Taxable', 'changed'],
      ['B', undefined, 'gone'],
      ['C', 'Taxable', 'same'],
      [undefined, 'Roth IRA', 'new'],
    ]);
    expect(previewSentence(rows)).toBe('1 lot changes, 1 is new, 1 is gone.');
  });

  it('tells the loss of a wash sale from what was paid for the new lots', () => {
    const rows = previewRows(
      preview(
        [lot('A', '1')],
        [lot('A', '1'), lot('B', '3', { cost: '120.00' }), lot('B/wash', '7', { cost: '353.60' })],
      ),
    );
    expect(lossAdded(rows, '370')).toBe('103.60');
    expect(lossAdded(rows, '473.60')).toBeNull();
    expect(lossAdded(rows, '')).toBeNull();
    expect(lossAdded(previewRows(preview([], [])), '370')).toBeNull();
  });

  it('says so when nothing changes', () => {
    expect(previewSentence(previewRows(preview([lot('A', '1')], [lot('A', '1')])))).toBe(
      'No lot changes.',
    );
  });

  it('sees a change of basis alone', () => {
    const rows = previewRows(
      preview([lot('A', '1')], [lot('A', '1', { adjustedBasis: '900.00', cost: '900.00' })]),
    );
    expect(rows[0]?.change).toBe('changed');
  });
});

describe('the gains of a choice', () => {
  it('leaves out what a wash sale disallows, and moves what is long-term by section 857(b)(8)', () => {
    const gains = gainTotals([
      piece({ gain: '-100.00', disallowedLoss: '40.00', longTermLoss: '25.00' }),
      piece({ gain: '70.00', term: 'long' }),
    ]);
    expect(gains.short.value).toBe('-35.00');
    expect(gains.long.value).toBe('45.00');
    expect(gains.disallowed.value).toBe('40.00');
    expect(gains.counts.value).toBe('10.00');
  });

  it('adds up the shares of a lot that is sold in pieces', () => {
    expect(
      picksOf([piece({ shares: '10' }), piece({ shares: '2.5' }), piece({ lot: 'B' })]),
    ).toEqual({ A: '12.5', B: '10' });
  });
});
