/** What a lot is called: the name that a person gave it, else its day and its shares. */
import { formatDay } from './days.ts';
import { formatShares } from './money.ts';

/** A name that the program made: the security, the day, and a number where there are several. */
const MADE = /^.+\/\d{4}-\d{2}-\d{2}(\/\d+)?$/;

interface NamedLot {
  readonly lot: string;
  readonly acquired: string;
  readonly shares: string;
}

/** Whether a person, or the file that it came from, named it. */
export function isNamed({ lot }: Pick<NamedLot, 'lot'>): boolean {
  return !MADE.test(lot);
}

/** 'Mar 1, 2000 · 100 sh.' */
export function lotDayAndShares({ acquired, shares }: Omit<NamedLot, 'lot'>): string {
  return `${formatDay(acquired)} · ${formatShares(shares)} sh.`;
}

/** Its given name, or its day and its shares. */
export function lotTitle(lot: NamedLot): string {
  return isNamed(lot) ? lot.lot : lotDayAndShares(lot);
}
