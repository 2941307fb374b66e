/** The entries of the book as the window gets them: names beside ids, values as exact text. */
import type { StoredTransaction } from '../../db/transactions.ts';
import {
  ENTRY_PARTS,
  FURTHER_PARTS,
  paysFractions,
  type FurtherPart,
} from '../../tax/facts/entry-kinds.ts';
import type { FurtherValues } from '../../tax/facts/entry.ts';
import {
  isSale,
  securityLabel,
  type Facts,
  type Ratio,
  type Transaction,
} from '../../tax/facts/model.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Rate,
} from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';

export type Row = HandlerAnswer<'transactions.add'>;

/** "2:1", new shares first. */
function formatRatio({ newShares, oldShares }: Ratio): string {
  return `${formatRate(newShares)}:${formatRate(oldShares)}`;
}

/** What an entry says besides its day, security and account; null where its kind has no such thing. */
export function partsOf(transaction: Transaction) {
  const { amount, shares, lot, ratio, percent, cashShares, acquired } = {
    amount: null,
    shares: null,
    lot: null,
    ratio: null,
    percent: null,
    cashShares: null,
    acquired: null,
    ...transaction,
  };
  // Zero is what an entry has whose new shares left no fraction.
  const none = amount === null || (paysFractions(transaction.action) && amount === 0n);
  return {
    shares: shares === null ? null : formatShares(shares),
    amount: none ? null : formatMoney(amount),
    lot,
    picks: isSale(transaction)
      ? transaction.picks.map((pick) => ({ lot: pick.lot, shares: formatShares(pick.shares) }))
      : [],
    ratio: ratio === null ? null : formatRatio(ratio),
    percent: percent === null ? null : formatRate(percent),
    cashShares: cashShares === null ? null : formatShares(cashShares),
    acquired,
    // An entry has of them what its kind has.
    further: furtherTexts(transaction as FurtherValues),
  };
}

/** Of the parts that few entries have, those that it has. */
function furtherTexts(values: FurtherValues): Partial<Record<FurtherPart, string>> {
  const texts: Partial<Record<FurtherPart, string>> = {};
  for (const part of FURTHER_PARTS) {
    const value = values[part];
    if (value === undefined) continue;
    if (value === true) texts[part] = 'yes';
    else if (ENTRY_PARTS[part].holds === 'rate') texts[part] = formatRate(value as Rate);
    else texts[part] = formatMoney(value as Cents);
  }
  return texts;
}

export function toSecurityOf(transaction: Transaction): string | null {
  return 'toSecurityId' in transaction ? transaction.toSecurityId : null;
}

export function toAccountOf(transaction: Transaction): string | null {
  return 'toAccountId' in transaction ? transaction.toAccountId : null;
}

/** Looks names up in the facts; an id that is not there stands for itself. */
export function namesOf(facts: Pick<Facts, 'securities' | 'accounts'>): {
  readonly security: (id: string) => string;
  readonly account: (id: string) => string;
} {
  const labels = new Map(facts.securities.map((each) => [each.id, securityLabel(each)]));
  const accounts = new Map(facts.accounts.map((each) => [each.id, each.name]));
  return {
    security: (id) => labels.get(id) ?? id,
    account: (id) => accounts.get(id) ?? id,
  };
}

export function rowsOf(facts: Facts, stored: readonly StoredTransaction[]): Row[] {
  const names = namesOf(facts);
  return stored.map((each) => {
    const toSecurityId = toSecurityOf(each);
    const toAccountId = toAccountOf(each);
    return {
      id: each.id,
      sequence: each.sequence,
      date: each.date,
      action: each.action,
      securityId: each.securityId,
      security: names.security(each.securityId),
      accountId: each.accountId,
      account: names.account(each.accountId),
      toSecurityId,
      toSecurity: toSecurityId === null ? null : names.security(toSecurityId),
      toAccountId,
      toAccount: toAccountId === null ? null : names.account(toAccountId),
      ...partsOf(each),
      note: each.note,
      source: each.source,
    };
  });
}
