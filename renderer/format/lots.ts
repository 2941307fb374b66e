/** What a lot is called: the name that a person gave it, else its day and its shares. */
import {
  isNamedLot,
  lotDayAndShares as dayAndShares,
  lotTitle as titleOf,
} from '../../application/contract.ts';
import { counted, listed } from './words.ts';

interface NamedLot {
  readonly lot: string;
  /** Null where it is not known. */
  readonly acquired: string | null;
  readonly shares?: string;
}

const titled = ({ lot, acquired, shares }: NamedLot) => ({
  ...{ lot, acquired },
  shares: shares ?? null,
});

/** Whether a person, or the file that it came from, named it. */
export function isNamed({ lot }: Pick<NamedLot, 'lot'>): boolean {
  return isNamedLot(lot);
}

/** 'Mar 1, 2000 · 100 sh.' */
export function lotDayAndShares(lot: NamedLot): string {
  return dayAndShares(titled(lot));
}

/** '5 lots', or '5 lots, 2 of them in IRA' where amounts leave out what is there. */
export function lotCount(
  found: number,
  { leftOut, foundLeftOut }: { readonly leftOut: readonly string[]; readonly foundLeftOut: number },
): string {
  const all = counted(found, 'lot');
  if (foundLeftOut === 0) return all;
  const where = listed(leftOut);
  if (foundLeftOut < found)
    return `${all}, ${foundLeftOut.toLocaleString('en-US')} of them in ${where}`;
  return `${all}, ${found === 1 ? 'which is' : 'all'} in ${where}`;
}

/** Its given name, or its day and its shares. */
export function lotTitle(lot: NamedLot): string {
  return titleOf(titled(lot));
}
