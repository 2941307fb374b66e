/** What one entry would become in the book, and what it would break there. */
import { addAccount } from '../../db/accounts.ts';
import { addSecurity, listAllIdentifiers } from '../../db/securities.ts';
import { asRefusal, ImportPlanner, type ImportPlan } from '../imports/plan-import.ts';
import { checkTransactions } from '../../tax/compute-year.ts';
import type { Entry } from '../../tax/facts/entry.ts';
import { hasPart, paysFractions } from '../../tax/facts/entry-kinds.ts';
import type { Facts, Transaction } from '../../tax/facts/model.ts';
import type { NoticeCode } from '../../tax/facts/notices.ts';
import { knownSecurities, reference } from '../../resources/reference.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

/** The field of the form for one of the file: a split has no number of shares, but a fraction in cash. */
function formField(field: string | undefined, entry: Entry): string | null {
  if (field !== 'shares' || hasPart(entry.action, 'shares') || !paysFractions(entry.action)) {
    return field ?? null;
  }
  return entry.amount === null && entry.cashShares === null ? 'security' : 'cashShares';
}

/**
 * Plans entries beside the facts; refuses with the fields of the first one that cannot be. Whether
 * they fit what is held is not asked.
 */
export function planEntries(
  context: BookContext,
  existing: Facts,
  entries: readonly Entry[],
): ImportPlan {
  const planner = new ImportPlanner(existing, knownSecurities, {
    calendar: reference.calendar,
    newId: () => context.newId(),
    identifiers: listAllIdentifiers(context.book),
    checkHistory: false,
  });
  for (const entry of entries) {
    planner.add(entry);
    const [first] = planner.problems;
    if (!first) continue;
    const issues = planner.problems.map(({ field, message }) => ({
      field: formField(field, entry),
      line: null,
      message,
    }));
    throw new RefusalError('invalid-input', first.message, issues);
  }
  return planner.finish();
}

/** Plans one entry: what it brings, and itself. */
export function planOne(
  context: BookContext,
  existing: Facts,
  typed: Entry,
): { readonly plan: ImportPlan; readonly entry: Transaction } {
  const plan = planEntries(context, existing, [typed]);
  const [entry] = plan.transactions;
  if (!entry) throw new Error('the plan of one entry has no transaction');
  return { plan, entry };
}

/** Writes a plan's new accounts and securities. */
export function writeOwners(
  { book }: BookContext,
  plan: Pick<ImportPlan, 'accounts' | 'securities'>,
): void {
  for (const account of plan.accounts) addAccount(book, account, () => account.id);
  for (const security of plan.securities) addSecurity(book, security, () => security.id);
}

const FIELDS: Readonly<Partial<Record<NoticeCode, string>>> = {
  oversold: 'shares',
  'nothing-held': 'security',
  'no-fraction': 'cashShares',
};

/**
 * Refuses a change after which an entry would not fit that fitted before, and entries of its own
 * that do not fit. `before` are the facts without the change.
 */
export function refuseBrokenEntries(
  context: BookContext,
  before: Facts,
  what: string,
  ...ownIds: readonly string[]
): void {
  context.changed();
  const notices = checkTransactions(context.facts(), reference.calendar);
  if (notices.length === 0) return;
  const known = new Set(
    checkTransactions(before, reference.calendar).map((notice) => notice.about.transaction),
  );
  for (const id of ownIds) known.delete(id);
  const broken = notices.filter((notice) => !known.has(notice.about.transaction));
  const own = broken.filter(({ about }) => ownIds.includes(about.transaction ?? ''));
  if (own.length > 0) {
    throw fieldRefusal(
      own.map((notice) => ({ field: FIELDS[notice.code] ?? 'lot', message: asRefusal(notice) })),
    );
  }
  if (broken.length > 0) {
    const [first] = broken;
    throw new RefusalError(
      'conflict',
      `${what} ${first ? asRefusal(first) : ''}${broken.length > 1 ? ` (and ${broken.length - 1} more)` : ''}`,
      broken
        .slice(0, 20)
        .map((notice) => ({ field: null, line: null, message: asRefusal(notice) })),
    );
  }
}
