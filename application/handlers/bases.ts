/**
 * "I know my basis": the lots of a security that are held as a day begins, and what a person says that
 * each of them costs then. Every basis becomes an entry of its own; all of them are one act.
 *
 * Example: 2005-01-01, 100 shares of 1999 at $2,415.00 and 20 of 2001 at $610.00 by the broker's list: two entries,
 * one step of Undo.
 * Awkward case: a lot whose basis is stated for this very day already; the entry that does so is named, to be
 * corrected there.
 */
import { heldBefore } from '../../tax/report/preview.ts';
import type { Entry } from '../../tax/facts/entry.ts';
import type { LotState } from '../../tax/lots/figures.ts';
import {
  addShares,
  formatMoney,
  formatShares,
  NO_SHARES,
  sumCents,
} from '../../tax/values/money.ts';
import { yearOf } from '../../tax/values/days.ts';
import { reference } from '../../resources/reference.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { pageOf, type Listing } from '../table-page.ts';
import { readFields, type Typed } from './entry-fields.ts';
import { candidateOf } from './previews.ts';
import { addEntries } from './transactions.ts';

type Asked = Request<'bases.held'>;
type Answer = HandlerAnswer<'bases.held'>;

const LOTS: Listing<LotState, NonNullable<Asked['sort']>['column']> = {
  columns: {
    lot: ({ acquired }) => acquired,
    shares: ({ shares }) => shares,
    adjustedBasis: ({ adjustedBasis }) => adjustedBasis,
  },
  text: ({ lot, acquired }) => `${lot} ${acquired}`,
};

interface Stated extends Pick<Asked, 'security' | 'date'> {
  readonly account: string;
}

const typedBasis = (of: Stated, lot: string, amount: string, note: string | null): Typed => ({
  ...{ date: of.date, security: of.security, account: of.account },
  ...{ action: 'opening-basis', shares: '', amount, lot, note },
});

/** A name that no lot has: what is held does not depend on the lot that the entry would name. */
const NO_LOT = '?';

interface Held {
  readonly day: Answer['day'];
  /** In every account. */
  readonly lots: readonly LotState[];
}

let looked: { readonly of: WeakRef<object>; readonly key: string; readonly held: Held } | undefined;

/** What is held as a day begins; a page, a search and an order more ask for the same. */
function heldOn(context: BookContext, { security, date, account }: Asked): Held {
  const facts = context.facts();
  const key = JSON.stringify([security, date]);
  if (looked?.of.deref() === facts && looked.key === key) return looked.held;
  const named = account ?? facts.accounts[0]?.name ?? '';
  const typed = typedBasis({ security, date, account: named }, NO_LOT, '0', null);
  const { facts: all, entry } = candidateOf(context, { ...typed, replacing: null });
  const lots = heldBefore(all, entry, reference, context.watch(yearOf(entry.date)));
  const held = { day: entry.date, lots };
  looked = { of: new WeakRef(facts), key, held };
  return held;
}

/** The account that is asked about; without one the first that holds some, a taxable one if there is any. */
function holderOf(lots: readonly LotState[], asked: string | null): LotState | undefined {
  if (asked !== null) return lots.find(({ account }) => account === asked);
  return lots.find(({ taxDeferred }) => !taxDeferred) ?? lots[0];
}

function statedOn({ facts }: BookContext, day: string, of: LotState): ReadonlyMap<string, string> {
  const own = facts().transactions.filter(
    (one) =>
      one.action === 'opening-basis' &&
      one.date === day &&
      one.accountId === of.accountId &&
      one.securityId === of.security.id,
  );
  return new Map(own.map((one) => ['lot' in one ? (one.lot ?? '') : '', one.id]));
}

/** Reads each basis; whatever is wrong with any of them is said at once. */
function readBases({ bases, note, ...of }: Request<'bases.state'>): readonly Entry[] {
  const problems: { readonly field: string; readonly message: string }[] = [];
  const entries = bases.flatMap(({ lot, amount }) => {
    try {
      return [readFields(typedBasis(of, lot, amount, note), 'write')];
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      for (const { field, message } of error.issues) {
        const place = field === 'amount' ? `basis/${lot}` : (field ?? '');
        // A day that is none is said once, and not for every lot.
        if (!problems.some((one) => one.field === place)) problems.push({ field: place, message });
      }
      return [];
    }
  });
  if (problems.length > 0) throw fieldRefusal(problems);
  return entries;
}

export const basisHandlers: Pick<BookHandlers<BookContext>, 'bases.held' | 'bases.state'> = {
  'bases.held': (context, asked) => {
    const { day, lots } = heldOn(context, asked);
    const holder = holderOf(lots, asked.account);
    const own = lots.filter(({ accountId }) => accountId === holder?.accountId);
    const stated = holder ? statedOn(context, day, holder) : new Map<string, string>();
    const page = pageOf(own, LOTS, asked);
    return {
      ...page,
      rows: page.rows.map((lot) => ({
        lot: lot.lot,
        acquired: lot.acquired,
        shares: formatShares(lot.shares),
        adjustedBasis: formatMoney(lot.adjustedBasis),
        awaitsValue: lot.awaitsValue,
        statedBy: stated.get(lot.lot) ?? null,
      })),
      day,
      account: holder ? { id: holder.accountId, name: holder.account } : null,
      holders: [...new Set(lots.map(({ account }) => account))],
      sums:
        own.length === 0
          ? null
          : {
              shares: formatShares(own.reduce((sum, one) => addShares(sum, one.shares), NO_SHARES)),
              adjustedBasis: formatMoney(sumCents(own.map(({ adjustedBasis }) => adjustedBasis))),
            },
    };
  },

  'bases.state': (context, request) => ({
    entries: addEntries(context, readBases(request)).length,
  }),
};
