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
  const { id: _, sourceLine: __, sourceFile: ___, note: ____, ...said } = entry;
  const lot = isAcquisition(entry) ? { lot: entry.lot.replace(/\/\d+$/, '') } : {};
  const written = (__key: string, value: unknown): unknown =>
    typeof value === 'bigint' ? String(value) : value;
  return JSON.stringify(Object.entries({ ...said, ...lot }).sort(), written);
}

/**
 * Whether a person said of two entries that they are two: each has a note, and these are not the same. It is the
 * answer to the question whether one was entered twice, and stays with the entries.
 */
export function areToldApart({ note: one }: Transaction, { note: other }: Transaction): boolean {
  const [mine, its] = [one?.trim() ?? '', other?.trim() ?? ''];
  return mine !== '' && its !== '' && mine !== its;
}

/**
 * What event an entry is, as one text, whatever its day and its cash: two sources give one event different days, that
 * of effect and that of booking. Null for what can come again: trades, and exchanges of a part of the shares.
 */
export function eventKey(entry: Transaction): string | null {
  const { action, accountId, securityId } = entry;
  if (action === 'buy' || action === 'reinvest' || action === 'sell') return null;
  const of = (...detail: readonly string[]): string =>
    JSON.stringify([action, accountId, securityId, ...detail]);
  switch (action) {
    case 'split': {
      const { newShares, oldShares } = entry.ratio;
      const common = commonDivisor(newShares, oldShares);
      // One for one changes nothing.
      return newShares === oldShares
        ? null
        : of(String(newShares / common), String(oldShares / common));
    }
    case 'spin-off':
      return of(entry.toSecurityId);
    case 'exchange':
      return entry.shares === null && entry.lot === null ? of(entry.toSecurityId) : null;
    case 'stock-dividend':
    case 'in-kind':
      return of(String(entry.shares));
    default:
      return null;
  }
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}
