/** The calls that state the basis of all lots of a security on a day, as validators. */
import * as v from 'valibot';
import { command, query } from './wire-calls.ts';
import { askedPage, pageOfRows } from './wire-pages.ts';
import { count, day, decimal, field, money, nullableText, text } from './wire-values.ts';

/** What is held of a security as a day begins; the account is null for the first one that holds some. */
const position = { security: field, date: field, account: v.nullable(field) } as const;

const heldLot = v.strictObject({
  lot: text,
  acquired: day,
  shares: decimal,
  adjustedBasis: money,
  /** Nobody has said yet what the shares were worth: the basis is nothing until then. */
  awaitsValue: v.boolean(),
  /** The entry that states its basis on this very day; null where none does. */
  statedBy: nullableText,
});

export const basisCalls = {
  'bases.held': query(
    v.strictObject({ ...position, ...askedPage(['lot', 'shares', 'adjustedBasis']) }),
    v.strictObject({
      ...pageOfRows(heldLot),
      day,
      /** Null where no account holds any. */
      account: v.nullable(v.strictObject({ id: text, name: text })),
      /** Names of the accounts that hold some. */
      holders: v.array(text),
      /** Of all lots; null where there are none. */
      sums: v.nullable(v.strictObject({ shares: decimal, adjustedBasis: money })),
    }),
  ),
  /** States them in one act. A refused amount has the field `basis/LOT`. */
  'bases.state': command(
    v.strictObject({
      ...position,
      account: field,
      note: v.nullable(field),
      bases: v.pipe(
        v.array(v.strictObject({ lot: field, amount: field })),
        v.minLength(1, 'No basis is typed. Type that of one lot at least.'),
        v.maxLength(1000, 'These are more than 1,000 lots. Import them from a file.'),
      ),
    }),
    v.strictObject({ entries: count }),
  ),
};
