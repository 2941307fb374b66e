/** The calls about entries besides writing them: pages of the list, what a form needs, what an entry would do. */
import * as v from 'valibot';
import { query } from './wire-calls.ts';
import { askedPage, pageOfRows } from './wire-pages.ts';
import {
  account,
  entryPreview,
  lotMethod,
  previewProblem,
  security,
  taken,
  transaction,
  transactionFields,
  yearChanges,
} from './wire.ts';
import { term } from './wire-report.ts';
import { count, day, decimal, field, money, nullableText, text } from './wire-values.ts';

/** An entry as it is typed, and the one that it takes the place of. */
const typedEntry = { ...transactionFields, replacing: v.nullable(field) };

/** A lot as an entry can name it. */
const nameableLot = v.strictObject({ lot: text, acquired: day, shares: decimal });

const saleChoices = v.strictObject({
  accountId: text,
  /** The account's method on that day. */
  method: lotMethod,
  /** Of those that answer to the search, a page. */
  lots: v.array(
    v.strictObject({
      lot: text,
      acquired: day,
      heldSince: day,
      shares: decimal,
      adjustedBasis: money,
      basisPerShare: decimal,
      /** Of all its shares, or of as many as the sale has, at the sale's price. */
      gainIfSold: money,
      term,
    }),
  ),
  /** How many answer to the search, and how many are open. */
  found: count,
  open: count,
  /** Of the lots that are named, those that are not open on that day. */
  notOpen: v.array(text),
  /** None where there are too many lots to try each method on. */
  methods: v.array(v.strictObject({ method: lotMethod, ...taken })),
  problem: v.nullable(previewProblem),
  /** All shares of the position, where the sale is of what is printed of them; else null. */
  all: v.nullable(decimal),
});

/** Of the open lots on the day of a sale. */
const CHOICE_COLUMNS = ['lot', 'shares', 'basisPerShare', 'gainIfSold'] as const;
const ENTRY_COLUMNS = ['date', 'what', 'security', 'account', 'shares', 'amount'] as const;

export const entryCalls = {
  /** A page of the list, newest first; of the page with the entry `around` where that is given. */
  'transactions.page': query(
    v.strictObject({ ...askedPage(ENTRY_COLUMNS), around: v.nullable(field) }),
    v.strictObject(pageOfRows(transaction)),
  ),
  /** What a form begins with: the entry that is changed, and what can be chosen. */
  'transactions.form': query(
    v.strictObject({ id: v.nullable(field) }),
    v.strictObject({
      /** Null for a new one, and where it is not in the book any more. */
      entry: v.nullable(transaction),
      accounts: v.array(account),
      securities: v.array(security),
      /** The name of the account that a new entry most likely belongs to; null without accounts. */
      likelyAccount: nullableText,
    }),
  ),
  /** Names of the lots of this security that were entered in this account up to a day, earliest first: the first 500. */
  'transactions.lotsOf': query(
    v.strictObject({ security: field, account: field, date: v.nullable(day) }),
    v.array(nameableLot),
  ),
  /** What an entry would do, without writing: the lots that it touches before and after it, its sales. */
  'transactions.preview': query(v.strictObject(typedEntry), entryPreview),
  /** What would be another figure in every year that an entry can touch, without writing. */
  'transactions.changes': query(v.strictObject(typedEntry), v.array(yearChanges)),
  /** The open lots on the day of a sale, and what each method would make of it, without writing. */
  'transactions.saleChoices': query(
    v.strictObject({
      ...typedEntry,
      /** Which of the lots are looked at; the first 100 where it is not said. */
      page: v.exactOptional(
        v.strictObject({
          ...askedPage(CHOICE_COLUMNS),
          /** Lots that are named by hand. */
          named: v.pipe(v.array(field), v.maxLength(10_000, 'These are more than 10,000 lots.')),
        }),
      ),
    }),
    saleChoices,
  ),
};
