/** The list of lots and one lot with its history, as validators. */
import * as v from 'valibot';
import { yearEndReport } from '../formats/year-report-schema.ts';
import { LOT_EVENT_KINDS } from '../tax/facts/entry-kinds.ts';
import { query } from './wire-calls.ts';
import { askedPage, pageOfRows } from './wire-pages.ts';
import { transaction } from './wire.ts';
import { count, day, decimal, field, money, nullableText, text, year } from './wire-values.ts';

const lotRow = v.strictObject({
  ...yearEndReport.entries.lots.item.entries,
  accountId: text,
  securityId: text,
  securityName: text,
  taxDeferred: v.boolean(),
  /** To four places; null when no share is left. */
  basisPerShare: v.nullable(decimal),
});

const LOT_COLUMNS = [
  ...(['lot', 'account', 'shares', 'cost', 'returnOfCapitalBefore'] as const),
  ...(['returnOfCapitalInYear', 'adjustedBasis', 'basisPerShare'] as const),
] as const;

/** The lots of a year that answer to a search. */
const lotsRequest = v.strictObject({
  year,
  accountId: v.nullable(field),
  /** Of one security, by its id. */
  securityId: v.exactOptional(v.nullable(field)),
  ...askedPage(LOT_COLUMNS),
});

const lotsAnswer = v.strictObject({
  ...pageOfRows(lotRow),
  /** That hold lots. */
  accounts: v.array(v.strictObject({ id: text, name: text })),
  anyDisallowedLoss: v.boolean(),
  /** Tax-deferred accounts whose lots answer and are in no sum; none where one account is asked for. */
  leftOut: v.array(text),
  /** How many of those that answer are theirs. */
  foundLeftOut: count,
  /** Of all that answer and are not left out; null where that is one, or more than anybody adds up. */
  sums: v.nullable(
    v.strictObject({
      cost: money,
      returnOfCapitalBefore: money,
      returnOfCapitalInYear: money,
      adjustedBasis: money,
    }),
  ),
});

/** Everything that happened to one lot up to the end of a year. */
const lotAnswer = v.strictObject({
  /** As it stands at the end of the year; null when it was sold. */
  lot: v.nullable(lotRow),
  /** What it is a lot of; the id is null when it cannot be told. */
  security: text,
  securityId: nullableText,
  /** The entry that made it; null when it cannot be told. */
  madeBy: nullableText,
  events: v.array(
    v.strictObject({
      kind: v.picklist(LOT_EVENT_KINDS),
      day,
      /** The entry that brought it about; null for what a payment or a wash sale did. */
      entry: v.nullable(transaction),
      payableDate: v.nullable(day),
      sharesAfter: decimal,
      basisChange: money,
      basisAfter: money,
      /** To six places; null when no share is left. */
      basisPerShareAfter: v.nullable(decimal),
      /** Whether the basis per share is another than before. */
      changesRate: v.boolean(),
    }),
  ),
});

/** A security at the end of a year; amounts are those of the accounts that are not tax-deferred. */
const holdingRow = v.strictObject({
  securityId: text,
  security: text,
  name: text,
  issuer: nullableText,
  /** In the accounts whose amounts these are. */
  lots: count,
  /** Null where none of its shares are in a taxable account. */
  counted: v.nullable(
    v.strictObject({
      shares: decimal,
      cost: money,
      returnOfCapitalInYear: money,
      adjustedBasis: money,
      /** To four places. */
      basisPerShare: decimal,
    }),
  ),
  /** Some of its shares wait for a value, so its basis is not known. */
  awaitsValue: v.boolean(),
  /** The year's document is missing: a zero that was returned is none. */
  lacksDocument: v.boolean(),
  /** Lots and shares in tax-deferred accounts, which are in no amount and no count. */
  deferred: v.array(v.strictObject({ account: text, lots: count, shares: decimal })),
});

const HOLDING_COLUMNS = [
  ...(['security', 'lots', 'shares', 'cost'] as const),
  ...(['returnOfCapitalInYear', 'adjustedBasis'] as const),
] as const;

const holdingsAnswer = v.strictObject({
  /** Those that are held, in the order that was asked for; then those of which no share is left. */
  rows: v.array(holdingRow),
  /** Of all of them; null where that is one. */
  sums: v.nullable(
    v.strictObject({ cost: money, returnOfCapitalInYear: money, adjustedBasis: money }),
  ),
  /** Tax-deferred accounts that hold some, and are in no sum. */
  leftOut: v.array(text),
});

const securityYear = v.strictObject({
  year,
  state: v.picklist(['complete', 'provisional']),
  /** Null where the allocation of the year is not in the book: what was paid and returned is not known. */
  paid: v.nullable(v.strictObject({ cash: money, returnOfCapital: money, exceedsBasis: money })),
  shares: decimal,
  adjustedBasis: money,
});

/** One security over all its years, newest first, up to the year that is asked for. */
const securityAnswer = v.strictObject({
  security: text,
  name: text,
  issuer: nullableText,
  years: v.array(securityYear),
  /** The basis per share of all its shares after each day on which something happened to it. */
  steps: v.array(
    v.strictObject({
      day,
      /** To six places; null when no share is left. */
      basisPerShareAfter: v.nullable(decimal),
      changesRate: v.boolean(),
    }),
  ),
  /** Tax-deferred accounts that held some, and are in no amount. */
  leftOut: v.array(text),
});

/** The calls about them. */
export const lotCalls = {
  'lots.list': query(lotsRequest, lotsAnswer),
  'holdings.list': query(
    v.strictObject({ year, sort: askedPage(HOLDING_COLUMNS).sort }),
    holdingsAnswer,
  ),
  'holdings.security': query(v.strictObject({ year, securityId: field }), securityAnswer),
  'lots.timeline': query(v.strictObject({ year, accountId: field, lot: field }), lotAnswer),
};
