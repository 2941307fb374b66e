/**
 * What a lot is called before a person: the name that somebody gave it, else its day and its shares.
 *
 * Example: the lot AIV/2000-03-01 of 100 shares is "Mar 1, 2000 · 100 sh."; a second one of that day is
 * "Mar 1, 2000 · 100 sh. (2)". Shares that were given away two years after they were bought have the day on
 * which they were bought, whatever day their made name has; so do shares that came of a spin-off. The part of a
 * lot that replaces shares sold at a loss says so.
 * Awkward case: where the shares are not known, or stand beside it, the day alone.
 */
import { withThousands } from './wording.ts';

/**
 * A name that the program made: the security, a day, a number where there are several, and what became of the
 * shares since: the security that they were exchanged for or came from, "wash" for those that replaced others.
 */
const MADE = /^.+?\/(\d{4}-\d{2}-\d{2})(?:\/(\d+))?((?:\/[^/]*[^\d/][^/]*(?:\/\d+)?)*)$/;

/** The number of one of several that became so. */
const LATER = /\/(\d+)$/;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

interface TitledLot {
  readonly lot: string;
  /** Null where it is not known: that of the name counts. */
  readonly acquired: string | null;
  /** As exact text; null where they are not said. */
  readonly shares: string | null;
}

/** Whether a person, or the file that it came from, named it. */
export function isNamedLot(lot: string): boolean {
  return !MADE.test(lot);
}

function writtenDay(day: string): string {
  const month = MONTHS[Number.parseInt(day.slice(5, 7), 10) - 1] ?? '';
  return `${month} ${Number.parseInt(day.slice(8, 10), 10)}, ${day.slice(0, 4)}`;
}

/** "Mar 1, 2000 · 100 sh.", whatever name it has. */
export function lotDayAndShares({ lot, acquired, shares }: TitledLot): string {
  const [, made, place, since = ''] = MADE.exec(lot) ?? [];
  const day = acquired ?? made;
  if (day === undefined) return lot;
  const title =
    shares === null ? writtenDay(day) : `${writtenDay(day)} · ${withThousands(shares)} sh.`;
  const marks = [place, since.includes('/wash') ? 'wash sale' : undefined, LATER.exec(since)?.[1]];
  const told = marks.filter((mark) => mark !== undefined);
  return told.length === 0 ? title : `${title} (${told.join(', ')})`;
}

/** The name that it was given, or its day and its shares. */
export function lotTitle(titled: TitledLot): string {
  return isNamedLot(titled.lot) ? titled.lot : lotDayAndShares(titled);
}

/** What is said of a lot whose day and shares stand beside: its name, or what tells it from others of its day. */
export function lotBesideItsDay(titled: TitledLot): string {
  if (isNamedLot(titled.lot) || titled.acquired === null) return lotTitle(titled);
  const title = lotDayAndShares({ ...titled, shares: null });
  return title.endsWith(')') ? title : '';
}
