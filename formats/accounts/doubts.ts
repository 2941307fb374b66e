/**
 * What is asked of a record that can be read, and of which something beside its figures makes a person look twice?
 *
 * What it would become is the first candidate, so that one answer takes it; an account that it lacks is chosen among
 * those of its table.
 *
 * Example: a purchase whose notes say "cancelled": as it stands, or left out.
 * Awkward case: a payment becomes a claim and no row; the candidate has the claim.
 */
import { rowSecurity, type HistoryEvent } from './event.ts';
import type { HistoryCandidate } from './history.ts';
import { magnitude } from './values.ts';
import { amountText, asked, sharesText, type Verdict } from './verdict.ts';

const LEAVE_OUT: HistoryCandidate = { label: 'Leave it out', row: null };

function known({ quantity, amount }: HistoryEvent): Readonly<Record<string, string | null>> {
  return {
    shares: quantity === null ? null : sharesText(quantity),
    amount: amount === null ? null : amountText(magnitude(amount)),
  };
}

/** What a record becomes as a candidate; undefined where it becomes nothing. */
function candidateOf(
  label: string,
  verdict: Verdict,
  account?: string,
): HistoryCandidate | undefined {
  const other = account === undefined ? {} : { account };
  if (verdict.kind === 'row') return { label, row: { ...verdict.row, ...other } };
  if (verdict.kind === 'claim') return { label, row: null, claim: { ...verdict.claim, ...other } };
  return undefined;
}

/** The account of a record that names none, in a table whose other records do. */
function askedForAccount(event: HistoryEvent, verdict: Verdict): Verdict {
  const candidates = (event.accounts ?? []).flatMap(
    (account) => candidateOf(account, verdict, account) ?? [],
  );
  const text = `In which account was this${rowSecurity(event.security) === '' ? '' : ` of ${rowSecurity(event.security)}`}? The line names none, and other lines of the table do.`;
  return asked(event, text, { ...actionOf(verdict), ...known(event) }, candidates);
}

function actionOf(verdict: Verdict): Readonly<Record<string, string>> {
  return verdict.kind === 'row' ? { action: verdict.row.action } : {};
}

/** A record as it was judged, or the question whether it is right. */
export function withDoubts(event: HistoryEvent, verdict: Verdict): Verdict {
  const { doubts = [], accounts = [] } = event;
  if (verdict.kind !== 'row' && verdict.kind !== 'claim') return verdict;
  if (doubts.length > 0) {
    const asIs = candidateOf('It is right as it stands', verdict);
    return asked(
      event,
      `${doubts.join(' ')} Is the line right as it stands?`,
      { ...actionOf(verdict), ...known(event) },
      [...(asIs === undefined ? [] : [asIs]), LEAVE_OUT],
    );
  }
  return accounts.length > 0 ? askedForAccount(event, verdict) : verdict;
}

/** The last record of a file that ends in the middle of it. */
export function cutOff(event: HistoryEvent): Verdict {
  const text =
    'The file ends in the middle of this line, so lines behind it may be missing as well. Download it again.';
  return asked(event, text, known(event), [LEAVE_OUT]);
}
