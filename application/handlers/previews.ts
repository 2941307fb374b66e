/**
 * What would an entry do? The answer before anything is written: the lots before and after it, and
 * for a sale the open lots and what each method would make of it.
 */
import { getTransaction } from '../../db/transactions.ts';
import { dayHere, doubtsOf, type Doubt } from '../imports/doubts.ts';
import { asRefusal } from '../imports/plan-import.ts';
import { isSale, type Facts, type Transaction } from '../../tax/facts/model.ts';
import { yearOf } from '../../tax/values/days.ts';
import { formatMoney, formatRate, formatShares, ratePerShare } from '../../tax/values/money.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import { MOST_LOTS, previewEntry, saleChoices } from '../../tax/report/preview.ts';
import { methodOn } from '../../tax/lots/choose-lots.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { knownSecurities, reference } from '../../resources/reference.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
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
  const { plan, entry } = planOne(
    context,
    { ...facts, transactions },
    readFields(typed, 'preview'),
  );
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
    }),
  };
}

const problemOf = (problem: Notice | null): Preview['problem'] =>
  problem && { code: problem.code, message: asRefusal(problem) };

const inWords = (count: number): string => count.toLocaleString('en-US');

export const previewHandlers: Pick<Handlers, 'transactions.preview' | 'transactions.saleChoices'> =
  {
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

    'transactions.saleChoices': (context, request) => {
      const { facts, entry } = candidateOf(context, { ...request, lot: null, picks: [] });
      if (!isSale(entry)) {
        throw fieldRefusal([{ field: 'action', message: 'Lots are chosen for a sale only.' }]);
      }
      const account = facts.accounts.find((each) => each.id === entry.accountId);
      if (!account) throw new Error('the sale has no account');
      const choices = saleChoices(
        facts,
        entry,
        request.replacing,
        reference,
        context.watch(yearOf(entry.date)),
      );
      if (choices.lots.length > MOST_LOTS) {
        throw new RefusalError(
          'invalid-input',
          `There are ${inWords(choices.lots.length)} lots to choose from, more than can be laid side by side. Name one lot, or leave the choice to the method of the account.`,
        );
      }
      return {
        accountId: account.id,
        method: methodOn(account, entry.date),
        lots: choices.lots.map((lot) => ({
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
