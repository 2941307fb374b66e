/**
 * What does a record become? One of the published lists, and nothing twice.
 */
import { formatMoney, formatShares } from '../../tax/values/money.ts';
import type { ClaimKind } from '../../tax/facts/broker-claim.ts';
import type { Action } from '../../tax/facts/entry-kinds.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import type {
  Claim,
  HistoryCandidate,
  HistoryQuestion,
  HistoryRow,
  Knows,
  LeftOutLine,
} from './history.ts';
import { centsOf, magnitude, plainFigure, sharesOf, type Figure } from './values.ts';

export type Verdict =
  | { readonly kind: 'row'; readonly row: HistoryRow }
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'question'; readonly question: HistoryQuestion }
  | { readonly kind: 'leftOut'; readonly leftOut: LeftOutLine };

export function leftOut(line: number, why: string, claim?: Claim): Verdict {
  return { kind: 'leftOut', leftOut: { line, why, ...(claim === undefined ? {} : { claim }) } };
}

/** The number of shares as a column has it, without sign. */
export function sharesText(figure: Figure): string {
  const shares = sharesOf(magnitude(figure));
  return shares === undefined ? plainFigure(magnitude(figure)) : formatShares(shares);
}

export function amountText(figure: Figure): string {
  return formatMoney(centsOf(figure));
}

/** What is in the record's own columns, for a row or a question. */
export function rowOf(
  event: HistoryEvent,
  action: Action,
  shares: Figure | null,
  amount: Figure | null,
  more: Partial<HistoryRow> = {},
): HistoryRow {
  const { security, id } = event;
  return {
    line: event.line,
    date: event.day ?? '',
    action,
    security: rowSecurity(security),
    shares: shares === null ? null : sharesText(shares),
    amount: amount === null ? null : amountText(magnitude(amount)),
    account: event.account,
    ...(security.cusip !== null && security.symbol !== null ? { cusip: security.cusip } : {}),
    ...(id === null ? {} : { id }),
    ...more,
  };
}

export function claimOf(event: HistoryEvent, kind: ClaimKind, isReinvested: boolean): Claim {
  const { line, day, security, account, text, id } = event;
  const amount = event.amount ?? 0n;
  const claim: { -readonly [Part in keyof Claim]: Claim[Part] } = {
    line,
    date: day ?? '',
    kind,
    security: rowSecurity(security),
    amount: amountText(amount),
    account,
  };
  if (/\bQUAL/.test(text) && !/\bNON[\s-]?QUAL/.test(text)) claim.qualified = true;
  if (isReinvested) claim.reinvested = true;
  if (/\bPR(?:IOR)? Y(?:EA)?R\b/.test(text)) claim.priorYear = true;
  if (amount < 0n) claim.reversal = true;
  if (event.recordDate !== undefined) claim.recordDate = event.recordDate;
  if (event.payableDate !== undefined) claim.payableDate = event.payableDate;
  if (event.rate !== undefined) claim.rate = event.rate;
  if (event.paidShares !== undefined) claim.shares = event.paidShares;
  if (id !== null) claim.id = id;
  return claim;
}

/** What a question knows: only what the record says. */
function knowsOf(event: HistoryEvent, more: Readonly<Record<string, string | null>>): Knows {
  const { day, security, account } = event;
  const entries = Object.entries({
    date: day,
    security: rowSecurity(security) || null,
    name: rowSecurity(security) === '' ? security.name : null,
    account,
    ...more,
  });
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

export function asked(
  event: HistoryEvent,
  text: string,
  more: Readonly<Record<string, string | null>>,
  candidates: readonly HistoryCandidate[] = [],
  proposed: number | null = null,
): Verdict {
  return {
    kind: 'question',
    question: {
      id: `line/${event.line}`,
      line: event.line,
      text,
      knows: knowsOf(event, more),
      candidates,
      proposed,
    },
  };
}
