/** An entry in words: what a list, a toast and a source say of it. */
import { entryForm, kindOf, lotsTaken, type Answer } from '../../application/contract.ts';
import { formatDay } from './days.ts';
import { lotTitle } from './lots.ts';
import { formatPercent, formatShares, formatUsd } from './money.ts';
import { ACTION_WORDS, listed } from './words.ts';

type Entry = Answer<'transactions.list'>[number];
/** What the words are made of; rows of an import have it as well. */
export type EntryParts = Pick<
  Entry,
  | 'date'
  | 'action'
  | 'security'
  | 'shares'
  | 'amount'
  | 'ratio'
  | 'percent'
  | 'acquired'
  | 'lot'
  | 'picks'
> & { readonly to: string | null };

/** An entry of the book with its other security or account in one place. */
export function partsOf(entry: Entry): EntryParts {
  return { ...entry, to: entry.toSecurity ?? entry.toAccount };
}

/** The day on which the shares of an entry were acquired, where it is another one than its own. */
function earlierDay({ action, acquired, date }: EntryParts): string | null {
  return kindOf(action).effect === 'acquires' && acquired !== date ? acquired : null;
}

/** What happened, as a list says it: shares with a past of their own were not bought on the day of the entry. */
export function entryWord(parts: EntryParts): string {
  return parts.action === 'buy' && earlierDay(parts) !== null
    ? 'Came in'
    : ACTION_WORDS[parts.action];
}

/** '2:1' as '2 for 1'. */
export function formatRatio(ratio: string): string {
  const [newShares = '', oldShares = ''] = ratio.split(':');
  return `${formatShares(newShares)} for ${formatShares(oldShares)}`;
}

/** What the kind of entry says besides shares and amount: '2 for 1', 'to Roth IRA'; empty for plain ones. */
export function entryDetail(parts: EntryParts): string {
  const form = entryForm(parts.action);
  const acquired = earlierDay(parts);
  const detail = [
    ...(form.to === null ? [] : [`${kindOf(parts.action).toward}${parts.to ?? ''}`]),
    ...(parts.ratio === null ? [] : [formatRatio(parts.ratio)]),
    ...(form.percent ? [`${formatPercent(parts.percent ?? '0')} of the basis`] : []),
    ...(acquired === null ? [] : [`acquired ${formatDay(acquired)}`]),
    ...(form.cash && parts.amount !== null ? [`${formatUsd(parts.amount)} for a fraction`] : []),
  ];
  return detail.join(', ');
}

/** The shares of an entry; 'all' where none are given and the kind could have some. */
export function entryShares(parts: EntryParts): string {
  if (parts.shares !== null) return formatShares(parts.shares);
  return entryForm(parts.action).shares === 'all' ? 'All' : '–';
}

const LOTS_WORDS = {
  own: '–',
  every: 'Every lot',
  'by-method': 'By the account’s method',
} as const;

/** The lots of an entry: its own, the ones that it names, or who chooses. */
export function entryLots(parts: EntryParts): string {
  const titleOf = (lot: string) => lotTitle({ lot, acquired: null });
  if (parts.lot !== null) return titleOf(parts.lot);
  if (parts.picks.length > 0) {
    return listed(
      parts.picks.map((pick) => `${formatShares(pick.shares)} of ${titleOf(pick.lot)}`),
    );
  }
  return LOTS_WORDS[lotsTaken(parts.action, parts.shares !== null)];
}

/** 'bought 100 AIV', 'split AIV 2 for 1': to name an entry within a sentence. */
export function entryName(parts: EntryParts): string {
  const shares =
    parts.shares !== null
      ? ` ${formatShares(parts.shares)}`
      : parts.action === 'dividend' && parts.amount !== null
        ? ` ${formatUsd(parts.amount)}`
        : '';
  const detail = entryDetail({ ...parts, amount: null });
  return `${entryWord(parts).toLowerCase()}${shares} ${parts.security}${detail === '' ? '' : ` ${detail}`}`;
}
