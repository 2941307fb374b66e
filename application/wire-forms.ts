/** A broker's forms beside ours, on the wire. */
import * as v from 'valibot';
import { brokerFormsSchema } from '../formats/broker-forms-schema.ts';
import { reconciliationSchema } from '../formats/reconciliation-schema.ts';
import { query } from './wire-calls.ts';
import { day, money, nullableText, text, year } from './wire-values.ts';

/** What we have for a form: of a whole account, or of one payer. */
const ourForms = v.strictObject({
  account: text,
  /** Null for all payers of the account together. */
  payer: nullableText,
  boxes: v.array(v.strictObject({ box: text, caption: text, amount: money })),
  sales: v.array(
    v.strictObject({
      security: text,
      acquired: day,
      sold: day,
      shares: text,
      proceeds: money,
      basis: money,
      washSale: money,
    }),
  ),
});

export const formsCalls = {
  /** What there is to compare in a year, for each taxable account and each of its payers. */
  'forms.ours': query(v.strictObject({ year }), v.array(ourForms)),
  /** Compares what was typed; of what cannot be read, what is wrong with it, by field. */
  'forms.compare': query(
    v.strictObject({ forms: brokerFormsSchema }),
    v.strictObject({
      problems: v.array(v.strictObject({ field: nullableText, message: text })),
      found: v.nullable(reconciliationSchema),
    }),
  ),
} as const;
