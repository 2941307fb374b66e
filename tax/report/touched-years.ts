/**
 * Which years' reports can a change of the facts touch?
 *
 * Authority: the order of events of the calculation's section 6.3 (ours): every event changes what
 * comes after it. A report looks back over everything, and ahead over a bounded time: 30 days past
 * December 31 for replacements of shares sold at a loss (section 1091), 60 days past an ex-date for
 * the holding periods of its payments, and as far as the days of its documents' rows lie.
 * Example: the amount of a sale of 2010-06-01 is corrected: 2010 and later years are touched; 2009,
 * whose sight ends on 2010-03-03, is as it was.
 * Awkward cases: the name of a lot counts for all time, because no other lot may have it: a purchase
 * "A/wash" of 2020 renames the part of lot "A" that a wash sale of 2003 split off. A row is compared
 * with the rows of other years that were paid on the same day. A first entry in an account puts the
 * account onto the forms of every year.
 * Not handled: proving that a later year comes out the same after all. It counts as touched.
 */
import { addDays, firstDayOfYear, lastDayOfYear, yearOf, type Day } from '../values/days.ts';
import {
  isAcquisition,
  type AllocationDocument,
  type Distribution,
  type Facts,
  type Transaction,
} from '../facts/model.ts';
import { listChange, sameValue } from '../values/same-value.ts';

/** Further than any rule looks ahead: 61 days, and the day itself. */
const DAYS_AHEAD = 62;

type IsTouched = (year: number) => boolean;

const NONE: IsTouched = () => false;
const ALL: IsTouched = () => true;

/** Answers for a year whether its report can be another one than before. */
export function touchedYears(before: Facts, after: Facts): IsTouched {
  if (before === after) return NONE;
  const entries = listChange(before.transactions, after.transactions);
  const documents = listChange(before.documents, after.documents);
  const claims = claimChange(before, after);
  if (!entries.inOrder || !documents.inOrder || !claims.inOrder) return ALL;
  if (!sameValue(before.estimates ?? [], after.estimates ?? [])) return ALL;
  if (touchesAll(before, after) || statesBasis(before) || statesBasis(after)) return ALL;

  const tables = documentsOfYears(before, after, documents.changed);
  const first = earliest([
    ...entries.changed.map(firstDayLookedAt),
    ...claims.changed.map(({ date }) => firstDayOfYear(yearOf(date))),
    ...namesReachBackTo(before, after, entries.changed),
    ...tables.flatMap(daysOfDocument),
  ]);
  if (first === undefined) return NONE;
  const sight = sightOf(before, after);
  const compared = yearsComparedWith(before, after, tables);
  return (year) => sight(year) >= first || compared.has(year);
}

/** Cash can correct what came in a year before, wherever in its own year it stands (`receipts.ts`). */
function firstDayLookedAt({ action, date }: Transaction): Day {
  return action === 'dividend' ? firstDayOfYear(yearOf(date)) : date;
}

/** Rows of brokers have no id: the same of one file are told by their number. */
function claimChange(before: Facts, after: Facts) {
  if (before.claims === after.claims) return { changed: [], inOrder: true };
  const named = ({ claims = [] }: Facts) => {
    const seen = new Map<string, number>();
    return claims.map(({ accountId, securityId, date, amount, fileName, line }) => {
      const row = JSON.stringify([accountId, securityId, date, String(amount), fileName, line]);
      const times = (seen.get(row) ?? 0) + 1;
      seen.set(row, times);
      return { id: `${row} ${times}`, date };
    });
  };
  return listChange(named(before), named(after));
}

/** Whether some basis is stated: then earlier years ask for no document, as long as its lot is there. */
function statesBasis({ transactions }: Facts): boolean {
  return transactions.some(({ action }) => action === 'opening-basis');
}

function earliest(days: readonly Day[]): Day | undefined {
  let first: Day | undefined;
  for (const day of days) if (first === undefined || day < first) first = day;
  return first;
}

/** Whether something changed that every year rests on: an account, a security, who is on the forms. */
function touchesAll(before: Facts, after: Facts): boolean {
  const changedAccounts = new Set(idsOfChanged(before.accounts, after.accounts));
  const changedSecurities = new Set(idsOfChanged(before.securities, after.securities));
  // The pass over all entries and documents is worth it only after a change.
  const accounts = [accountsWithEntries(before), accountsWithEntries(after)] as const;
  if (accounts[0].size !== accounts[1].size) return true;
  for (const id of accounts[0]) if (!accounts[1].has(id) || changedAccounts.has(id)) return true;
  return changedSecurities.size > 0 && usesAny(before, changedSecurities, after);
}

/** Those that are not in both lists with the same value. Their order in the list says nothing. */
function idsOfChanged<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): string[] {
  const now = new Map(after.map((item) => [item.id, item]));
  const changed = new Set(now.keys());
  for (const item of before) {
    if (sameValue(item, now.get(item.id))) changed.delete(item.id);
    else changed.add(item.id);
  }
  return [...changed];
}

function accountsWithEntries({ transactions }: Facts): ReadonlySet<string> {
  const ids = new Set<string>();
  let last = '';
  for (const entry of transactions) {
    if (entry.accountId !== last) ids.add(entry.accountId);
    last = entry.accountId;
    if (entry.action === 'transfer') ids.add(entry.toAccountId);
  }
  return ids;
}

/** Whether a security that changed was known before: one that only new facts name changes nothing else. */
function usesAny(before: Facts, changed: ReadonlySet<string>, after: Facts): boolean {
  const inBoth = (
    a: readonly { readonly id: string }[],
    b: readonly { readonly id: string }[],
  ): ReadonlySet<string> => {
    const ids = new Set(b.map((item) => item.id));
    return new Set(a.map((item) => item.id).filter((id) => ids.has(id)));
  };
  const entries = inBoth(before.transactions, after.transactions);
  const documents = inBoth(before.documents, after.documents);
  return [before, after].some(
    (facts) =>
      facts.transactions.some(
        (entry) =>
          entries.has(entry.id) &&
          (changed.has(entry.securityId) ||
            ('toSecurityId' in entry && changed.has(entry.toSecurityId))),
      ) ||
      facts.documents.some(
        (document) =>
          documents.has(document.id) &&
          document.securities.some(({ securityId }) => changed.has(securityId)),
      ),
  );
}

/** The names that begin at the start of a name and end before a slash: "A" and "A/B" of "A/B/2". */
function beginnings(name: string): string[] {
  const found: string[] = [];
  for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
    found.push(name.slice(0, at));
  }
  return found;
}

function namedLots(entry: Transaction): readonly string[] {
  if (isAcquisition(entry)) return [];
  const named = 'lot' in entry && entry.lot !== null ? [entry.lot] : [];
  return 'picks' in entry ? [...named, ...(entry.picks ?? []).map((pick) => pick.lot)] : named;
}

/**
 * From when on the names of changed lots can matter: the days of other lots of that name, of lots
 * whose moved parts could have been given it, and of entries that name it.
 */
function namesReachBackTo(before: Facts, after: Facts, changed: readonly Transaction[]): Day[] {
  const names = new Set(changed.filter(isAcquisition).map((entry) => entry.lot));
  if (names.size === 0) return [];
  const made = new Set([...names].flatMap(beginnings));
  const own = new Set(changed.map((entry) => entry.id));
  const days: Day[] = [];
  for (const { transactions } of [before, after]) {
    for (const entry of transactions) {
      if (isAcquisition(entry)) {
        if (made.has(entry.lot) || (names.has(entry.lot) && !own.has(entry.id)))
          days.push(entry.date);
      } else if (namedLots(entry).some((lot) => names.has(lot))) days.push(entry.date);
    }
  }
  return days;
}

function daysOfRow(row: Distribution): Day[] {
  return [row.declarationDate, row.recordDate, row.exDate, row.payableDate].filter(
    (day) => day !== null,
  );
}

function daysOfDocument(document: AllocationDocument): Day[] {
  return [
    firstDayOfYear(document.taxYear),
    ...document.securities.flatMap(({ distributions }) => distributions.flatMap(daysOfRow)),
  ];
}

/** All versions for the years of documents that changed: another one may count now. */
function documentsOfYears(
  before: Facts,
  after: Facts,
  changed: readonly AllocationDocument[],
): readonly AllocationDocument[] {
  const years = new Set(changed.map((document) => document.taxYear));
  return [...before.documents, ...after.documents].filter(({ taxYear }) => years.has(taxYear));
}

/** The last day that a year's report looks at, or one beyond it. */
function sightOf(before: Facts, after: Facts): (year: number) => Day {
  const lastRow = new Map<number, Day>();
  for (const document of [...before.documents, ...after.documents]) {
    for (const day of daysOfDocument(document)) {
      const last = lastRow.get(document.taxYear);
      if (last === undefined || day > last) lastRow.set(document.taxYear, day);
    }
  }
  return (year) => {
    const end = lastDayOfYear(year);
    const row = lastRow.get(year);
    return addDays(row !== undefined && row > end ? row : end, DAYS_AHEAD);
  };
}

/** Years of which a row has the security and the payable date of a row of these documents. */
function yearsComparedWith(
  before: Facts,
  after: Facts,
  tables: readonly AllocationDocument[],
): ReadonlySet<number> {
  const rowsOf = (document: AllocationDocument): string[] =>
    document.securities.flatMap(({ securityId, distributions }) =>
      distributions.map((row) => `${row.payableDate} ${securityId}`),
    );
  const rows = new Set(tables.flatMap(rowsOf));
  const years = new Set<number>();
  if (rows.size === 0) return years;
  for (const document of [...before.documents, ...after.documents]) {
    if (rowsOf(document).some((row) => rows.has(row))) years.add(document.taxYear);
  }
  return years;
}
