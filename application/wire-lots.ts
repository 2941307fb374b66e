/** The list of lots and one lot with its history, as validators. */
import * as v from 'valibot';
import { yearEndReport } from '../formats/year-report-schema.ts';
import { LOT_EVENT_KINDS } from '../tax/facts/entry-kinds.ts';
import { query } from './wire-calls.ts';
import { transaction } from './wire.ts';
import { count, day, decimal, field, money, nullableText, text, year } from './wire-values.ts';

const lotRow = v.strictObject({
  ...yearEndReport.entries.lots.item.entries,
  accountId: text,
  securityName: text,
  taxDeferred: v.boolean(),
  /** To four places; null when no share is left. */
  basisPerShare: v.nullable(decimal),
});

/** The lots of a year that answer to a search: `most` of them, from the row `from` on. */
const lotsRequest = v.strictObject({
  year,
  accountId: v.nullable(field),
  search: field,
  from: count,
  most: v.pipe(count, v.minValue(1), v.maxValue(1000)),
});

const lotsAnswer = v.strictObject({
  rows: v.array(lotRow),
  /** How many answer to the search, and how many there are. */
  found: count,
  all: count,
  /** That hold lots. */
  accounts: v.array(v.strictObject({ id: text, name: text })),
  anyDisallowedLoss: v.boolean(),
  /** Of all that answer; null where that is one, or more than anybody adds up. */
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

/** The calls about them. */
export const lotCalls = {
  'lots.list': query(lotsRequest, lotsAnswer),
  'lots.timeline': query(v.strictObject({ year, accountId: field, lot: field }), lotAnswer),
};
