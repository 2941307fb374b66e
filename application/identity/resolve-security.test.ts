import { describe, expect, it } from 'vitest';
import type { Day } from '../../tax/values/days.ts';
import type { Security } from '../../tax/facts/model.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import { cusipForm, SecurityResolver, type DatedIdentifier } from './resolve-security.ts';

const aimco: Security = {
  id: 's1',
  issuer: 'Aimco',
  name: 'Common Stock',
  symbol: 'AIV',
  cusips: ['03748R101', '03748R754'],
};
const weingarten: Security = {
  id: 's2',
  issuer: 'Weingarten',
  name: 'Common Stock',
  symbol: null,
  cusips: [],
};
const equity: KnownSecurity = {
  issuer: 'Equity Residential',
  name: 'Common Shares',
  symbol: 'EQR',
  cusips: ['29476L107'],
};
const boston: KnownSecurity = { ...equity, issuer: 'Boston', symbol: 'BXP', cusips: ['101121101'] };

const DAY = '2002-02-11' as Day;

function resolve(text: string, known: KnownSecurity[] = [equity, boston]) {
  const resolver = new SecurityResolver([aimco, weingarten], known, () => 'new');
  const answer = resolver.resolve(text, DAY);
  return 'problem' in answer ? answer.problem : answer.value;
}

describe('SecurityResolver', () => {
  it.each([
    'AIV',
    'aiv',
    '03748R101',
    '03748r-75-4',
    '03748R 10 1',
    'Aimco Common stock',
    'aimco,  common stock',
  ])('finds the existing security by %j', (text) => {
    expect(resolve(text)).toBe(aimco);
  });

  it('names the candidates of a text that fits several', () => {
    expect(resolve('common stock')).toBe(
      'The security "common stock" can be AIV (Aimco, Common Stock) or Common Stock (Weingarten). Write its ticker or CUSIP.',
    );
    const same = [boston, { ...boston, cusips: [], symbol: null }];
    expect(resolve('boston common shares', same)).toBe(
      'The security "boston common shares" can be BXP (Boston, Common Shares) or Common Shares (Boston). Write its ticker or CUSIP.',
    );
  });

  it('takes no bare name of the built-in list for an issuer', () => {
    expect(resolve('Common Shares', [equity])).toEqual({
      id: 'new',
      issuer: null,
      name: 'Common Shares',
      symbol: null,
      cusips: [],
    });
  });

  it('adds a security of the built-in list once, whatever names it is called by', () => {
    const resolver = new SecurityResolver([], [equity], () => 'new');
    for (const text of ['eqr', '29476L-10-7', 'Equity Residential Common Shares', 'EQR']) {
      expect(resolver.resolve(text, DAY)).toEqual({ value: { id: 'new', ...equity } });
    }
    expect(resolver.created).toHaveLength(1);
  });

  it('joins a security of the built-in list with one that is there under another of its names', () => {
    const known = { ...equity, symbol: 'AIMC', cusips: ['03748R101'] };
    expect(resolve('AIMC', [known])).toBe(aimco);
  });

  it('adds a security that nothing knows, by what the text is', () => {
    const added = (text: string) => resolve(text);
    expect(added('AVBPrB')).toEqual({
      id: 'new',
      issuer: null,
      name: 'AVBPrB',
      symbol: 'AVBPrB',
      cusips: [],
    });
    expect(added('053484-10-1')).toEqual({
      id: 'new',
      issuer: null,
      name: '053484101',
      symbol: null,
      cusips: ['053484101'],
    });
    expect(added('My own trust')).toEqual({
      id: 'new',
      issuer: null,
      name: 'My own trust',
      symbol: null,
      cusips: [],
    });
  });

  it('refuses a CUSIP whose check digit is wrong', () => {
    expect(resolve('053484-10-2')).toBe(
      'The security "053484-10-2" is not a valid CUSIP: its last digit does not fit the others. Check it against the statement.',
    );
  });
});

describe('preferred stock in every spelling of brokers', () => {
  const spellings = ['AIV-PD', 'AIV PRD', 'AIV/PD', 'AIV.PR.D', 'AIV-D', 'AIVPRD', 'AIVpD'];
  const classD = { ...aimco, id: 'd', name: 'Class D Preferred', symbol: 'AIVPrD', cusips: [] };

  it.each(spellings)('%s is the one that a release names', (text) => {
    const resolver = new SecurityResolver([aimco, classD], [], () => 'new');
    expect(resolver.resolve(text, DAY)).toEqual({ value: classD });
    expect(resolver.created).toEqual([]);
  });

  it.each(spellings)('%s is one with the others before there is a release', (first) => {
    const resolver = new SecurityResolver([aimco], [], () => 'new');
    resolver.resolve(first, DAY);
    for (const text of spellings) resolver.resolve(text, DAY);
    expect(resolver.created.map((security) => security.symbol)).toEqual([first]);
  });

  it('leaves a ticker of its own alone, however near it is', () => {
    const own = { ...aimco, id: 'own', symbol: 'AIV-D', cusips: [] };
    const resolver = new SecurityResolver([classD, own], [], () => 'new');
    expect(resolver.resolve('AIV-D', DAY)).toEqual({ value: own });
    expect(resolver.resolve('AIV-PD', DAY)).toEqual({ value: classD });
  });
});

describe('cusipForm', () => {
  it('knows the form with and without hyphens, and what has not that form', () => {
    expect(cusipForm('03748R-10-1')).toBe('03748R101');
    expect(cusipForm('03748R10')).toBeUndefined();
    expect(cusipForm('ABCDEFGHI')).toBeUndefined();
    expect(cusipForm('REALTYTR1')).toBeUndefined();
  });
});

describe('a ticker that passed from one security to another', () => {
  const old: Security = { ...aimco, id: 'old', symbol: null, cusips: ['03748R101'] };
  const next: Security = { ...weingarten, id: 'next', symbol: 'XYZ' };
  const named = (
    securityId: string,
    value: string,
    validFrom: string | null,
    validTo: string | null,
    kind: DatedIdentifier['kind'] = 'symbol',
  ): DatedIdentifier => ({
    securityId,
    kind,
    value,
    validFrom: validFrom as Day | null,
    validTo: validTo as Day | null,
  });
  const passed = [
    named('old', 'XYZ', '1994-07-29', '2009-12-31'),
    named('next', 'XYZ', '2010-01-04', null),
    named('old', 'OLD', '2010-01-01', null),
    named('old', '03748R101', null, null, 'cusip'),
    named('next', 'Former Name', null, '2005-12-31', 'name'),
    named('gone', 'XYZ', null, null),
  ];
  const resolver = new SecurityResolver([old, next], [equity], () => 'new', passed);
  const on = (text: string, day: string): unknown => {
    const answer = resolver.resolve(text, day as Day);
    return 'problem' in answer ? answer.problem : answer.value.id;
  };

  it('means the one that had it on the day', () => {
    expect(on('XYZ', '1994-07-29')).toBe('old');
    expect(on('xyz', '2009-12-31')).toBe('old');
    expect(on('XYZ', '2010-01-04')).toBe('next');
    // Asked again of an earlier day, it still depends on the day.
    expect(on('XYZ', '2001-01-02')).toBe('old');
  });

  it('is refused on a day on which nobody had it, or two', () => {
    expect(on('XYZ', '2010-01-02')).toBe(
      'The security "XYZ" has been 03748R101 (Aimco, Common Stock) or XYZ (Weingarten, Common Stock), but none of them on 2010-01-02. Write its CUSIP, or correct from when to when each had that name.',
    );
    const two = [named('old', 'XYZ', null, '2010-06-30'), ...passed.slice(1)];
    const both = new SecurityResolver([old, next], [], () => 'new', two);
    expect(both.resolve('XYZ', '2010-02-01' as Day)).toEqual({
      problem:
        'The security "XYZ" can be 03748R101 (Aimco, Common Stock) or XYZ (Weingarten, Common Stock) on 2010-02-01. Write its CUSIP, or correct from when to when each had that name.',
    });
  });

  it('is asked for no day where one security alone ever had the name', () => {
    expect(on('OLD', '1999-01-04')).toBe('old');
    expect(on('03748R-10-1', '2020-01-02')).toBe('old');
    expect(on('former name', '2020-01-02')).toBe('next');
    expect(on('EQR', '2020-01-02')).toBe('new');
  });
});
