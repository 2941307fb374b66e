import { describe, expect, it } from 'vitest';
import { parseRoute, to } from './routes.ts';

describe('addresses', () => {
  it.each([
    ['', { screen: 'home' }],
    [to.home, { screen: 'home' }],
    [to.taxYear(2002), { screen: 'tax-year', year: 2002, part: 'summary' }],
    [to.taxYear(null), { screen: 'tax-year', year: null, part: 'summary' }],
    ['#/tax-year/20021', { screen: 'tax-year', year: null, part: 'summary' }],
    [to.taxYear(2002, 'sales'), { screen: 'tax-year', year: 2002, part: 'sales' }],
    [to.holdings(2002), { screen: 'holdings', year: 2002 }],
    [to.holdings(null), { screen: 'holdings', year: null }],
    [to.security(2002, 'a/b'), { screen: 'security', year: 2002, security: 'a/b' }],
    [to.lots(2002), { screen: 'lots', year: 2002 }],
    [
      to.lot(2002, 'A/B & 100%', 'AIV/2000-03-01'),
      { screen: 'lot', year: 2002, account: 'A/B & 100%', lot: 'AIV/2000-03-01' },
    ],
    [to.entry('a b'), { screen: 'entries', entry: 'a b' }],
    [to.editEntry('x/y'), { screen: 'edit-entry', entry: 'x/y' }],
    [
      to.newEntry,
      {
        screen: 'new-entry',
        given: { action: '', security: '', date: '', account: '', lot: '' },
      },
    ],
    [
      to.newEntryOf({ action: 'sell', security: 'A/B', account: 'IRA' }),
      {
        screen: 'new-entry',
        given: { action: 'sell', security: 'A/B', date: '', account: 'IRA', lot: '' },
      },
    ],
    [to.import, { screen: 'import' }],
    [to.history, { screen: 'history' }],
    [to.backups, { screen: 'backups' }],
    [to.document('d1', 27), { screen: 'document', id: 'd1', line: 27 }],
    [to.document('d1'), { screen: 'document', id: 'd1', line: null }],
  ])('%s', (address, route) => {
    expect(parseRoute(address)).toEqual(route);
  });

  it.each([
    '#/nowhere',
    '#/tax-year/2002/nothing',
    '#/lots/2002/lot/only-an-account',
    '#/holdings/2002/a-security/more',
    '#/entries/what',
  ])('%s is said to be unknown', (address) => {
    expect(parseRoute(address)).toEqual({ screen: 'unknown', address });
  });

  it('survives a broken escape', () => {
    expect(parseRoute('#/entries/show/%E0%A4%A')).toEqual({
      screen: 'entries',
      entry: '%E0%A4%A',
    });
  });
});
