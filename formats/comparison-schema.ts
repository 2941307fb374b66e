/** The shape of what two versions of an allocation say of each other, as validators; `compare-documents.ts` makes it. */
import * as v from 'valibot';
import { COMPONENTS, SUBSETS } from '../tax/facts/model.ts';
import type { Immutable } from '../tax/values/immutable.ts';

export const COMPARED_DATES = ['declarationDate', 'recordDate', 'exDate', 'payableDate'] as const;
export const COMPARED_AMOUNTS = ['amountPerShare', 'allocablePerShare'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const presence = v.picklist(['both', 'before', 'after']);
const textOrNull = v.nullable(v.string());

export const documentComparison = v.strictObject({
  securities: v.array(
    v.strictObject({
      securityId: v.string(),
      /** As the later version names it, or the earlier where it is not in that. */
      name: v.string(),
      presence,
      /** In what the parts are given here. */
      unit: v.picklist(['percent', 'usd']),
      payments: v.array(
        v.strictObject({
          presence,
          /** Every field that a payment of the security has in either version, in the same order for all. */
          cells: v.array(
            v.strictObject({
              field: v.picklist([
                ...COMPARED_DATES,
                ...COMPARED_AMOUNTS,
                ...COMPONENTS,
                ...SUBSETS,
              ]),
              /** Null where a version does not have it. */
              before: textOrNull,
              after: textOrNull,
              changed: v.boolean(),
            }),
          ),
          /** Whether it was paid in shares or other property; both, as `cells`. */
          inKindChanged: v.boolean(),
          /** Lines of the two texts. */
          lineBefore: v.nullable(count),
          lineAfter: v.nullable(count),
        }),
      ),
    }),
  ),
  changedCells: count,
  changedPayments: count,
  addedPayments: count,
  removedPayments: count,
});

export type DocumentComparison = Immutable<v.InferOutput<typeof documentComparison>>;
export type ComparedSecurity = DocumentComparison['securities'][number];
export type ComparedPayment = ComparedSecurity['payments'][number];
export type ComparedField = ComparedPayment['cells'][number]['field'];
