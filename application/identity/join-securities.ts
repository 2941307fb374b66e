/**
 * What when a document shows that two securities of the book are one?
 *
 * A class of stock can be in the book under its CUSIP, from one document, and under its ticker, from
 * the user's own entries. The first document that states both joins them: the entries go to the one
 * that documents speak of. Where documents speak of both, nothing is guessed and the document is
 * refused.
 *
 * Not handled: lots that were entered under a new ticker of a security that has an older one. They
 * stay a security of their own, and the reports say that its allocation is missing.
 * Example: the release of 2002 gives a CUSIP and no ticker, lots were entered under "HBR", and the
 * release of 2003 gives both.
 */
import type { AllocationDocumentJson } from '../../formats/allocation-document.ts';
import { quoted } from '../../formats/csv-values.ts';
import { describeSecurity, nameKey, type DatedIdentifier } from './resolve-security.ts';
import { isSameTicker } from './ticker-spelling.ts';
import type { Facts, Security, Transaction } from '../../tax/facts/model.ts';
import { RefusalError } from '../refusal.ts';

/** Two securities that are one: everything of the first goes to the second. */
export interface Joined {
  readonly from: Security;
  readonly into: Security;
}

type Row = AllocationDocumentJson['securities'][number];

/** The facts with such securities joined, and which those were. Throws a RefusalError for two that documents speak of. */
export function joinSecurities(
  facts: Facts,
  document: AllocationDocumentJson,
  /** What the securities were called when, oldest first. */
  identifiers: readonly DatedIdentifier[],
): { readonly facts: Facts; readonly joined: readonly Joined[] } {
  const documented = new Set(
    facts.documents
      .filter(({ status }) => status !== 'derived')
      .flatMap((each) => each.securities.map(({ securityId }) => securityId)),
  );
  let after = facts;
  const joined: Joined[] = [];
  for (const row of document.securities) {
    const owners = ownersOf(row, after.securities);
    const into = owners.find((each) => documented.has(each.id)) ?? owners[0];
    for (const from of owners) {
      if (into === undefined || from === into) continue;
      const target = after.securities.find((each) => each.id === into.id) ?? into;
      // The ticker changed: the row is found by its CUSIP, and who has the new ticker keeps it.
      if (target.symbol !== null && !sharesCusip(from, row)) continue;
      if (documented.has(from.id) || !fits(from, target)) throw conflict(row, from, target);
      joined.push({ from, into: target });
      after = joinedFacts(after, from, target, identifiers);
    }
  }
  refuseShared(document, after.securities);
  return { facts: after, joined };
}

const sharesCusip = (security: Security, row: Row): boolean =>
  security.cusips.some((cusip) => row.cusips.includes(cusip));

/** Whoever has one of the row's CUSIPs, then whoever has its ticker. */
function ownersOf(row: Row, securities: readonly Security[]): Security[] {
  const byCusip = securities.filter((each) => sharesCusip(each, row));
  const bySymbol = securities.filter((each) => isSameTicker(each.symbol, row.symbol));
  return [...new Set([...byCusip, ...bySymbol])];
}

/** Another ticker says that these are two securities after all. */
function fits(from: Security, into: Security): boolean {
  return from.symbol === null || into.symbol === null || isSameTicker(from.symbol, into.symbol);
}

function joinedFacts(
  facts: Facts,
  from: Security,
  into: Security,
  identifiers: readonly DatedIdentifier[],
): Facts {
  const both = [...into.cusips, ...from.cusips];
  const oldestFirst = identifiers.filter(
    ({ kind, value }) => kind === 'cusip' && both.includes(value),
  );
  return {
    ...facts,
    securities: facts.securities
      .filter((each) => each.id !== from.id)
      .map((each) =>
        each.id === into.id
          ? {
              ...each,
              symbol: each.symbol ?? from.symbol,
              cusips: oldestFirst.map(({ value }) => value),
            }
          : each,
      ),
    transactions: facts.transactions.map((each) => joinedEntry(each, from.id, into.id)),
  };
}

/** Entries of the first security are the second one's, and so are those that lead to it. */
function joinedEntry(entry: Transaction, from: string, into: string): Transaction {
  const own = entry.securityId === from ? { ...entry, securityId: into } : entry;
  return 'toSecurityId' in own && own.toSecurityId === from ? { ...own, toSecurityId: into } : own;
}

function conflict(row: Row, one: Security, other: Security): RefusalError {
  const shared = [row.symbol, ...row.cusips].filter((each) => each !== null).join(', ');
  return new RefusalError(
    'conflict',
    `${quoted(row.name)} (${shared}) of this release is both ${describeSecurity(one)} and ${describeSecurity(other)} in the book. Compare its ticker and CUSIP with the release and correct them; if they are right, remove the earlier document that has them wrong.`,
  );
}

/** Two rows of one document with the same ticker or CUSIP cannot both be right. */
function refuseShared(document: AllocationDocumentJson, securities: readonly Security[]): void {
  const owners = new Map<string, Row>();
  for (const row of document.securities) {
    const keys = [...new Set(row.cusips), ...(row.symbol === null ? [] : [nameKey(row.symbol)])];
    for (const key of keys) {
      const other = owners.get(key);
      if (other !== undefined) {
        const known = securities.find(
          (each) => each.cusips.includes(key) || isSameTicker(each.symbol, key),
        );
        throw new RefusalError(
          'conflict',
          `${quoted(other.name)} and ${quoted(row.name)} have the same ${row.cusips.includes(key) ? 'CUSIP' : 'ticker'} in this release${known ? `, that of ${describeSecurity(known)} in the book` : ''}. Compare both with the release and correct one of them.`,
        );
      }
      owners.set(key, row);
    }
  }
}
