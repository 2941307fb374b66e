import { expect, it } from 'vitest';
import type { StateReason } from '../../../tax/facts/year-state.ts';
import { provisionalSentences } from './provisional.ts';

const basis = (security: string, year: number): StateReason => ({
  code: 'basis-of-another-year',
  message: `${security} in ${year}`,
  about: { security, year },
});
const other: StateReason = { code: 'missing-document', message: 'Other.', about: { year: 2013 } };

it('tells earlier years of a security in one sentence, and the rest as it is', () => {
  const years = [2001, 2000, 2002, 2005, 2008, 2009];
  const aiv = years.map((year) => basis('AIV', year));
  const [first, ...rest] = aiv as [StateReason, ...StateReason[]];
  expect(provisionalSentences([other, first, basis('EQR', 2004), ...rest])).toEqual([
    'Other.',
    'The basis rests on AIV in 2000 to 2002, 2005, 2008 and 2009, and these years are provisional. Complete them first, the earliest first.',
    'EQR in 2004',
  ]);
});
