import { describe, expect, it } from 'vitest';
import { entryForm, lotsTaken } from './entry-form.ts';
import { ACTIONS, actionsThat } from './entry-kinds.ts';

describe('what a form asks of a kind of entry', () => {
  it('is what its entries need and may have', () => {
    const having = (what: keyof ReturnType<typeof entryForm>) =>
      ACTIONS.filter((action) => entryForm(action)[what] === true);
    expect(having('ratio')).toEqual(['split', 'spin-off', 'exchange']);
    expect(having('cash')).toEqual(['split', 'spin-off', 'exchange']);
    expect(having('everywhere')).toEqual(['split', 'spin-off', 'exchange']);
    expect(having('percent')).toEqual(['spin-off']);
    expect(having('acquired')).toEqual([...actionsThat('acquires'), 'average-basis']);
    const lots = (use: string | null) => ACTIONS.filter((action) => entryForm(action).lot === use);
    expect(lots('new')).toEqual([...actionsThat('acquires'), 'liquidation']);
    expect(lots('sale')).toEqual(actionsThat('sells'));
    expect(lots('from')).toEqual(['gift', 'exchange', 'transfer']);
    expect(lots('named')).toEqual(['opening-basis']);
    expect(ACTIONS.filter((action) => entryForm(action).shares === 'all')).toEqual([
      'exchange',
      'transfer',
      'liquidation',
    ]);
    expect(entryForm('transfer').to).toBe('account');
    // The amount of a company event is cash for a fraction, and has a field of its own.
    expect(entryForm('split')).toMatchObject({ amount: false, shares: null, lot: null });
    expect(entryForm('dividend')).toMatchObject({ amount: true, shares: null, cash: false });
  });

  it('tells which lots an entry takes that names none', () => {
    expect(lotsTaken('buy', true)).toBe('own');
    expect(lotsTaken('dividend', false)).toBe('own');
    expect(lotsTaken('sell', true)).toBe('by-method');
    expect(lotsTaken('gift', true)).toBe('by-method');
    expect(lotsTaken('split', false)).toBe('every');
    expect(lotsTaken('transfer', false)).toBe('every');
    expect(lotsTaken('transfer', true)).toBe('by-method');
  });
});
