/**
 * Which rows of a file would break an entry of the book, and what is said of them?
 *
 * Example: the book sells all shares in May, and a row of the file sells ten of them in February.
 * Awkward case: the entry came from another file, so that a line of its own means nothing to the reader of this one.
 * Not handled: which of several rows is the wrong one; the first is named with the lines of the others.
 */
import { kindOf } from '../../tax/facts/entry-kinds.ts';
import {
  isAcquisition,
  securityLabel,
  type Facts,
  type Transaction,
} from '../../tax/facts/model.ts';
import type { Notice, NoticeCode } from '../../tax/facts/notices.ts';
import { accountsOf, securitiesOf, targetOf } from '../../tax/facts/transactions.ts';
import { namesText, sharesText } from '../../tax/facts/wording.ts';
import type { ImportProblem } from '../../formats/transactions-csv.ts';

const WHY: Partial<Record<NoticeCode, string>> = {
  oversold: 'too few shares are left for it',
  'nothing-held': 'no shares are left for it',
  'unknown-lot': 'the lot that it names has none of them then',
  'no-fraction': 'its cash for a fraction does not fit what it finds',
};

const LINES_NAMED = 3;

function touches(row: Transaction, { accountId, securityId, date }: Transaction): boolean {
  const isHere = (place: ReturnType<typeof targetOf>): boolean =>
    place?.accountId === accountId && place.securityId === securityId;
  return row.date <= date && (isHere(row) || isHere(targetOf(row)));
}

/** The rows by which it can be: those that take shares, or where there is none whatever touches the position. */
function rowsBefore(broken: Transaction, rows: readonly Transaction[]): readonly Transaction[] {
  const near = rows.filter((row) => touches(row, broken));
  const taking = near.filter((row) => !isAcquisition(row) && kindOf(row.action).effect !== 'says');
  return taking.length > 0 ? taking : near;
}

/** "the sale of 2003-05-05 of 10 shares of X in the account A". */
function entryText(facts: Facts, entry: Transaction): string {
  const { noun } = kindOf(entry.action);
  const shares =
    'shares' in entry && entry.shares !== null ? `${sharesText(entry.shares)} of ` : '';
  const label = securityLabel(securitiesOf(facts)(entry.securityId));
  return `the ${noun} of ${entry.date} of ${shares}${label} in the account ${accountsOf(facts)(entry.accountId).name}`;
}

/** What is said of an entry of the book that would not fit any more; null where no row is known to do it. */
export function brokenByRows(
  facts: Facts,
  { code }: Notice,
  broken: Transaction,
  rows: readonly Transaction[],
): ImportProblem | null {
  const why = WHY[code];
  const [first, ...others] = rowsBefore(broken, rows);
  if (why === undefined || first === undefined) return null;
  const lines = others.flatMap(({ sourceLine }) => (sourceLine === null ? [] : [`${sourceLine}`]));
  const more = namesText(lines.slice(0, LINES_NAMED), lines.length);
  const row = lines.length === 1 ? 'the row of line' : 'the rows of lines';
  const together = lines.length === 0 ? '' : `, and ${row} ${more}`;
  const file = broken.sourceFile ?? 'the file that it came from';
  const from = broken.sourceLine === null ? '' : `, line ${broken.sourceLine} of ${file}`;
  return {
    line: first.sourceLine,
    message: `With this row, ${entryText(facts, first)}${together}, an entry that is in the book would not fit any more: ${entryText(facts, broken)}${from}: ${why}. Correct the shares, the day or the lot of this row, or leave it out; where it is right, correct that entry in the book first.`,
  };
}
