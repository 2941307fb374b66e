/** Files that were imported: which there are, what goes and stays where one is taken back, and taking it back. */
import { listClaims } from '../../db/claims.ts';
import { getImport, listImports, removeImport, sharedPlaces } from '../../db/imports.ts';
import { findTermsDocument, removeTermsDocument } from '../../db/terms-documents.ts';
import { placeOf, transactionIdsOf } from '../../db/transactions.ts';
import { reference } from '../../resources/reference.ts';
import { checkTransactions } from '../../tax/compute-year.ts';
import type { Transaction } from '../../tax/facts/model.ts';
import { claimsOnce } from '../../tax/report/broker-claims.ts';
import { act, entries } from '../act-names.ts';
import type { BookHandlers } from '../dispatch.ts';
import { asRefusal } from '../imports/plan-import.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { namesOf } from './entry-rows.ts';
import { importRow } from './imports.ts';
import { refuseBrokenEntries } from './plan-entry.ts';

type Handlers = BookHandlers<BookContext>;

const RESTS_ON = 'This import cannot be taken back, because entries rest on it.';

function importOf({ book }: BookContext, batchId: string) {
  const batch = getImport(book, batchId);
  if (batch) return batch;
  throw new RefusalError('not-found', 'This import is no longer in the book. Reload the list.');
}

/** Payments that no other file lists. */
function claimsThatGo({ book }: BookContext, batchId: string): number {
  const all = listClaims(book);
  const others = all.filter((claim) => claim.batchId !== batchId);
  return claimsOnce(all).length - claimsOnce(others).length;
}

/** Why the entries of the others could not stay as they are; null where they can. */
function whatRestsOn(context: BookContext, going: ReadonlySet<string>): string | null {
  const facts = context.facts();
  const left = facts.transactions.filter(({ id }) => !going.has(id));
  const after = checkTransactions({ ...facts, transactions: left }, reference.calendar);
  if (after.length === 0) return null;
  const before = new Set(
    checkTransactions(facts, reference.calendar).map(({ about }) => about.transaction),
  );
  const broken = after.filter(({ about }) => !before.has(about.transaction));
  const [first] = broken;
  if (!first) return null;
  const more = broken.length > 1 ? ` (and ${broken.length - 1} more)` : '';
  return `${RESTS_ON} ${asRefusal(first)}${more}`;
}

export const takenBackHandlers: Pick<
  Handlers,
  'imports.list' | 'imports.removal' | 'imports.remove'
> = {
  'imports.list': ({ book }) =>
    listImports(book).map(({ id, fileName, importedAt, entries: count, claims }) => ({
      batchId: id,
      fileName,
      importedAt,
      entries: count,
      claims,
    })),

  'imports.removal': (context, { batchId }) => {
    const { fileName } = importOf(context, batchId);
    const { book } = context;
    const facts = context.facts();
    const shared = sharedPlaces(book, batchId);
    const ids = new Set(transactionIdsOf(book, batchId));
    const own = facts.transactions.filter(({ id }) => ids.has(id));
    const heirOf = ({ id }: Transaction) => {
      const place = shared.size > 0 ? placeOf(book, id) : undefined;
      return place === undefined ? undefined : shared.get(place);
    };
    const names = namesOf(facts);
    const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;
    const goes = own.filter((one) => heirOf(one) === undefined);
    return {
      fileName,
      rows: goes.map((one) => importRow(one, names)).sort(byLine),
      stays: own
        .flatMap((one) => {
          const from = heirOf(one);
          return from ? [{ row: importRow(one, names), from }] : [];
        })
        .sort((a, b) => byLine(a.row, b.row)),
      claims: claimsThatGo(context, batchId),
      problem: whatRestsOn(context, new Set(goes.map(({ id }) => id))),
    };
  },

  'imports.remove': (context, { batchId }) => {
    const batch = importOf(context, batchId);
    const before = context.facts();
    const transactions = removeImport(context.book, batchId) ?? 0;
    const terms = findTermsDocument(context.book, { sha256: batch.sha256 });
    if (terms) removeTermsDocument(context.book, terms.id);
    refuseBrokenEntries(context, before, RESTS_ON);
    act(context, `Removal of the import of ${batch.fileName}: ${entries(transactions)}`);
    return { transactions };
  },
};
