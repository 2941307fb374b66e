/**
 * Does the ratio that a person answers go the way in which the shares of the record go?
 *
 * Example: "10:1" for a reverse split that took 90 of 100 shares out would leave 1,000; it is refused.
 */
import type { HistoryQuestion, HistoryRow } from './history.ts';
import { readNumber } from './values.ts';

/** What is known of a record that leaves fewer shares, or more. */
const FEWER = ['sharesTakenOut'];
const MORE = ['sharesAdded'];

/** The sentence that refuses a ratio; undefined where it can be the record's. */
export function wrongWay(
  { id, knows, candidates }: HistoryQuestion,
  { action, ratio }: HistoryRow,
): string | undefined {
  const isProposed = candidates.some(({ row }) => row !== null && row.ratio === ratio);
  if (action !== 'split' || ratio === undefined || isProposed) return undefined;
  const [news, olds] = ratio.split(':').map(readNumber);
  if (news?.kind !== 'number' || olds?.kind !== 'number') return undefined;
  const isKnown = (names: readonly string[]): boolean => names.some((name) => name in knows);
  const isReverse = knows['kind'] === 'reverse split' || isKnown(FEWER);
  const instead = `Write the new shares first: ${olds.text}:${news.text}.`;
  if (isReverse && news.value > olds.value) {
    return `The ratio ${ratio} in the answer to ${id} gives more shares, and the line is of fewer. ${instead}`;
  }
  return !isReverse && isKnown(MORE) && news.value < olds.value
    ? `The ratio ${ratio} in the answer to ${id} leaves fewer shares, and the line adds some. ${instead}`
    : undefined;
}
