/**
 * Do two entries say the same?
 *
 * All but the note, the line of a file, and the number that was made for a lot's name: two purchases of one
 * day that are alike in day, account, security, shares and amount may be one that was entered twice.
 */
import { isAcquisition, type Transaction } from './model.ts';

/** The few entries that can be alike: of one kind and day, in one account, of one security, with the same shares and amount. */
export function alike<Entry extends Transaction>(entries: Iterable<Entry>): Map<string, Entry[]> {
  return Map.groupBy(entries, (entry) =>
    [
      entry.date,
      entry.action,
      entry.securityId,
      entry.accountId,
      'shares' in entry ? entry.shares : '',
      'amount' in entry ? entry.amount : '',
    ].join('\n'),
  );
}

/** What two entries that are one have in common, as one text. */
export function keyOf(entry: Transaction): string {
  const { id: _, sourceLine: __, note: ___, ...said } = entry;
  const lot = isAcquisition(entry) ? { lot: entry.lot.replace(/\/\d+$/, '') } : {};
  const written = (__key: string, value: unknown): unknown =>
    typeof value === 'bigint' ? String(value) : value;
  return JSON.stringify(Object.entries({ ...said, ...lot }).sort(), written);
}
