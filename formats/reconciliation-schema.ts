/** The shape of `basisbook/reconciliation@1`: a comparison with a broker's forms. */
import * as v from 'valibot';
import { CAUSE_CODES } from '../tax/reconcile/cause.ts';

export const RECONCILIATION_SCHEMA = 'basisbook/reconciliation@1';

const place = {
  form: v.picklist(['1099-DIV', '1099-B', '2439']),
  /** Of Form 1099-B, from 1. */
  row: v.nullable(v.number()),
  field: v.string(),
};
const amount = v.strictObject({ ...place, amount: v.string() });

const given = v.exactOptional(v.string());
/** What a cause is about, as far as it is known. */
const about = v.strictObject({
  security: given,
  account: given,
  year: v.exactOptional(v.number()),
  document: given,
  distribution: given,
  payment: given,
  transaction: given,
  line: v.exactOptional(v.number()),
  day: given,
  lots: v.exactOptional(v.array(v.string())),
});

export const reconciliationSchema = v.strictObject({
  schema: v.literal(RECONCILIATION_SCHEMA),
  year: v.number(),
  agreed: v.number(),
  differences: v.array(
    v.strictObject({
      ...place,
      theirs: v.string(),
      /** Null where the book has nothing to compare with. */
      ours: v.nullable(v.string()),
      difference: v.string(),
      /** Why the holder accepted it, where both figures are still those that were accepted. */
      accepted: v.exactOptional(v.string()),
      /** What was accepted of it while the figures were others, and why. */
      acceptedBefore: v.exactOptional(
        v.strictObject({ theirs: v.string(), ours: v.nullable(v.string()), reason: v.string() }),
      ),
    }),
  ),
  causes: v.array(
    v.strictObject({
      code: v.picklist(CAUSE_CODES),
      explains: v.array(amount),
      message: v.string(),
      authority: v.string(),
      about,
      /** Causes that fit as well. */
      equalTo: v.array(v.picklist(CAUSE_CODES)),
      /** Causes without which this one does not explain it. */
      together: v.array(v.picklist(CAUSE_CODES)),
    }),
  ),
  unexplained: v.array(amount),
  /** What is seen of the unexplained, in words, where it is no proof of a cause. */
  remark: v.exactOptional(v.string()),
  /** Boxes of the form, as for tax withheld or foreign tax, that the book has nothing for. */
  notCompared: v.array(v.string()),
  /** False where the book was too large to try every cause. */
  complete: v.boolean(),
});
export type ReconciliationJson = v.InferOutput<typeof reconciliationSchema>;
