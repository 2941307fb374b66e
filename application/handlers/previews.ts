/**
 * What would an entry do? The answer before anything is written: the lots before and after it, and
 * for a sale the open lots and what each method would make of it.
 */
import { getTransaction } from '../../db/transactions.ts';
import { dayHere, doubtsOf, type Doubt } from '../imports/doubts.ts';
import { asRefusal } from '../imports/plan-import.ts';
import { isSale, type Facts, type Sale, type Transaction } from '../../tax/facts/model.ts';
import { yearOf } from '../../tax/values/days.ts';
import { formatMoney, formatRate, formatShares, ratePerShare } from '../../tax/values/money.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import { MOST_LOTS, previewEntry, saleChoices, withEntry } from '../../tax/report/preview.ts';
import { methodOn } from '../../tax/lots/choose-lots.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { knownSecurities, reference } from '../../resources/reference.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import { pageOf, type Listing } from '../table-page.ts';
import type { BookContext } from '../session.ts';
import { changedYears } from './changes.ts';
import { readFields } from './entry-fields.ts';
import { planOne } from './plan-entry.ts';
import { PER_SHARE_PLACES, previewRows, takenOf } from './preview-rows.ts';
import { GONE } from './transactions.ts';

type Handlers = BookHandlers<BookContext>;
type Preview = HandlerAnswer<'transactions.preview'>;

interface Candidate {
  readonly doubts: readonly Doubt[];
  /** With the accounts and securities that the entry would bring. */
  readonly facts: Facts;
  readonly entry: Transaction;
}

/** The entry as it would be written. */
export function candidateOf(
  context: BookContext,
  { replacing, ...typed }: Request<'transactions.preview'>,
): Candidate {
  if (replacing !== null && !getTransaction(context.book, replacing)) {
    throw new RefusalError('not-found', GONE);
  }
  const facts = context.facts();
  const transactions = facts.transactions.filter((each) => each.id !== replacing);
  const { plan, entry: planned } = planOne(
    context,
    { ...facts, transactions },
    readFields(typed, 'preview'),
  );
  // It stays the entry that it is: what it sold is the same sale, with other figures or none.
  const entry = replacing === null ? planned : { ...planned, id: replacing };
  return {
    facts: {
      ...facts,
      accounts: [...facts.accounts, ...plan.accounts],
      securities: [...facts.securities, ...plan.securities],
    },
    entry,
    doubts: doubtsOf(facts, plan, {
      known: knownSecurities,
      calendar: reference.calendar,
      today: dayHere(context.now()),
      asksEach: true,
    }),
  };
}

const problemOf = (problem: Notice | null): Preview['problem'] =>
  problem && { code: problem.code, message: asRefusal(problem) };

const inWords = (count: number): string => count.toLocaleString('en-US');

type Choices = ReturnType<typeof saleChoices>;
type AskedPage = NonNullable<Request<'transactions.saleChoices'>['page']>;
const FIRST_PAGE: AskedPage = { search: '', sort: null, from: 0, most: 100, named: [] };

const CHOICES: Listing<Choices['lots'][number], NonNullable<AskedPage['sort']>['column']> = {
  columns: {
    lot: ({ acquired }) => acquired,
    shares: ({ shares }) => shares,
    basisPerShare: ({ basisPerShare }) => basisPerShare,
    gainIfSold: (lot) => lot.gainIfSold,
  },
  text: ({ lot, acquired, term }) => `${lot} ${acquired} ${term}`,
};

let tried:
  { readonly of: WeakRef<Facts>; readonly key: string; readonly choices: Choices } | undefined;

/** A page, a letter of the search and a lot that is named ask about the same sale: it is tried once. */
function choicesOf(
  context: BookContext,
  request: Request<'transactions.preview'>,
): { readonly facts: Facts; readonly entry: Sale; readonly choices: Choices } {
  const { facts, entry } = candidateOf(context, { ...request, lot: null, picks: [] });
  if (!isSale(entry)) {
    throw fieldRefusal([{ field: 'action', message: 'Lots are chosen for a sale only.' }]);
  }
  const key = JSON.stringify({ ...request, lot: null, picks: [], note: null });
  if (tried?.of.deref() !== context.facts() || tried.key !== key) {
    const { replacing } = request;
    const watch = context.watch(yearOf(entry.date));
    const choices = saleChoices(facts, entry, replacing, reference, watch);
    tried = { of: new WeakRef(context.facts()), key, choices };
  }
  return { facts, entry, choices: tried.choices };
}

export const previewHandlers: Pick<
  Handlers,
  'transactions.preview' | 'transactions.changes' | 'transactions.saleChoices'
> = {
  'transactions.changes': (context, request) => {
    const { facts, entry } = candidateOf(context, request);
    return changedYears(context, { facts: withEntry(facts, entry, request.replacing), from: null });
  },

  'transactions.preview': (context, request) => {
    const { facts, entry, doubts } = candidateOf(context, request);
    const preview = previewEntry(
      facts,
      entry,
      request.replacing,
      reference,
      context.watch(yearOf(entry.date)),
    );
    const changing = Math.max(preview.before.length, preview.after.length);
    if (changing > 2 * MOST_LOTS) {
      throw new RefusalError(
        'invalid-input',
        `This changes ${inWords(changing)} lots, more than can be shown beforehand. Save it, and look at the lots afterwards; it can be undone.`,
      );
    }
    return {
      ...previewRows(preview, entry),
      doubts: doubts.map(({ message }) => message),
      problem: problemOf(preview.problem),
    };
  },

  'transactions.saleChoices': (context, { page = FIRST_PAGE, ...request }) => {
    const { named } = page;
    const { facts, entry, choices } = choicesOf(context, request);
    const account = facts.accounts.find((each) => each.id === entry.accountId);
    if (!account) throw new Error('the sale has no account');
    const open = new Set(named.length === 0 ? [] : choices.lots.map(({ lot }) => lot));
    const found = pageOf(choices.lots, CHOICES, page);
    return {
      accountId: account.id,
      method: methodOn(account, entry.date),
      found: found.found,
      open: choices.lots.length,
      notOpen: named.filter((lot) => !open.has(lot)),
      lots: found.rows.map((lot) => ({
        lot: lot.lot,
        acquired: lot.acquired,
        heldSince: lot.heldSince,
        shares: formatShares(lot.shares),
        adjustedBasis: formatMoney(lot.adjustedBasis),
        basisPerShare: formatRate(ratePerShare(lot.adjustedBasis, lot.shares, PER_SHARE_PLACES)),
        gainIfSold: formatMoney(lot.gainIfSold),
        term: lot.term,
      })),
      methods: choices.methods.map(({ method, pieces }) => ({ method, ...takenOf(pieces) })),
      problem: problemOf(choices.problem),
      all: choices.all === null ? null : formatShares(choices.all),
    };
  },
};
