/**
 * Which entries are shares that came in from outside of the book?
 *
 * A broker's line of a transfer in has the shares and nothing of their past. What a person says of it is the day
 * on which they were acquired and their cost, of one lot or of several; each becomes an acquisition on the day on
 * which the shares came in, with its own day of acquisition (section 1223(2) and Reg. 1.1012-1(c) look at that one).
 *
 * Example: `{ "acquired": "2000-06-12", "amount": "1650.00" }` for 40 shares, or a list of two such answers with
 * `shares` that add up to 40.
 * Awkward case: a transfer out of the very account that the shares came into would turn them around; it is refused.
 * Not handled: what was returned of the cost before they came in; the amount is the basis on that day.
 */
import { quoted } from '../csv-values.ts';
import { formatShares, parseShares } from '../../tax/values/money.ts';
import type { HistoryQuestion } from './history.ts';

export type AnswerColumns = Readonly<Record<string, string>>;

/** The kind of entry that brings shares in which have a past. */
export const CAME_IN = 'buy';

/** What a person says of each lot. */
export const CAME_IN_COLUMNS = ['acquired', 'amount'] as const;

/** How the question is answered, as a person writes it into a file of answers. */
export function howToAnswer({ id, asks }: HistoryQuestion): string | undefined {
  if (asks === undefined) return undefined;
  return `{ "${id}": { "acquired": "2000-06-12", "amount": "1650.00" } }, or of several lots a list of such answers, each with its "shares".`;
}

function turnedAround({ id, knows }: HistoryQuestion, given: AnswerColumns): string | undefined {
  if ((given['action'] ?? 'transfer') !== 'transfer' || given['to'] === undefined) return undefined;
  const here = knows['account'] ?? null;
  if ((given['account'] ?? here) !== here) return undefined;
  const instead = `Shares from outside of the book have "acquired" and "amount"; those of another account of it have that account as "account", and this one as "to".`;
  return `The shares of ${id} came in, and the answer sends them out to ${quoted(given['to'])}. ${instead}`;
}

function lacking({ id }: HistoryQuestion, given: AnswerColumns): string | undefined {
  const missing = CAME_IN_COLUMNS.filter((column) => (given[column] ?? '') === '');
  if (missing.length === 0) return undefined;
  const names = missing.map((column) => `"${column}"`).join(' and ');
  return `The answer to ${id} has no ${names}: of shares that came in it is the day on which they were acquired, and "amount" their cost.`;
}

function otherSum(
  { id, knows }: HistoryQuestion,
  lots: readonly AnswerColumns[],
): string | undefined {
  const came = parseShares(knows['shares'] ?? '');
  const each = lots.map(({ shares = '' }) => parseShares(shares));
  const place = each.findIndex((shares) => shares === undefined);
  if (place >= 0) {
    return `Lot ${place + 1} in the answer to ${id} has no number of shares. Write how many of the shares each lot has.`;
  }
  const sum = each.reduce<bigint>((total, shares) => total + (shares ?? 0n), 0n);
  if (came === undefined || sum === came) return undefined;
  return `The lots in the answer to ${id} have ${formatShares(sum as typeof came)} shares, and ${formatShares(came)} came in.`;
}

/** The columns of each entry that the answer is; or why it cannot be taken. */
export function cameIn(
  question: HistoryQuestion,
  answer: AnswerColumns | readonly AnswerColumns[],
): readonly AnswerColumns[] | { readonly problem: string } {
  const lots: readonly AnswerColumns[] = Array.isArray(answer) ? answer : [answer as AnswerColumns];
  const isOther = (given: AnswerColumns): boolean =>
    given['action'] !== undefined || given['to'] !== undefined;
  if (lots.length === 0) return { problem: `The answer to ${question.id} is an empty list.` };
  const problem =
    lots.map((given) => turnedAround(question, given)).find((each) => each !== undefined) ??
    lots
      .filter((given) => !isOther(given))
      .map((given) => lacking(question, given))
      .find((each) => each !== undefined) ??
    (lots.length > 1 ? otherSum(question, lots) : undefined);
  if (problem !== undefined) return { problem };
  return lots.map((given) => (isOther(given) ? given : { ...given, action: CAME_IN }));
}
