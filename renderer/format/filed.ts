/** What was filed for a year and is another figure, in words. */
import type { Answer } from '../../application/contract.ts';
import { formatDay } from './days.ts';
import { counted, listed } from './words.ts';

type FiledChange = Answer<'filed.changed'>[number];

/** How many figures are named. */
const NAMED = 3;

/** 'You filed 2002 on Apr 12, 2003. This would change 4 of its figures: Box 2a, …' */
export function filedSentence(
  { year, filedOn, figures }: FiledChange,
  how: 'would' | 'is',
): string {
  const day = filedOn === null ? '' : ` on ${formatDay(filedOn)}`;
  const names = figures.slice(0, NAMED).map(({ label }) => label.replace(/:.*/, ''));
  const more = figures.length - names.length;
  const which = listed(more === 0 ? names : [...names, `${more} more`]);
  const many = `${counted(figures.length, 'figure')} of that return`;
  return how === 'would'
    ? `You filed ${year}${day}. This changes ${many}: ${which}.`
    : `You filed ${year}${day}, and ${many} ${figures.length === 1 ? 'has' : 'have'} changed since: ${which}.`;
}
