/**
 * The published JSON of a comparison with a broker's forms, `basisbook/reconciliation@1`. Scripts depend on
 * it: fields are added, never renamed. A difference is theirs less ours: dollars, shares, or days.
 */
import * as v from 'valibot';
import type { NoticeSubject } from '../tax/facts/notices.ts';
import type { Field } from '../tax/reconcile/broker-forms.ts';
import { CAUSE_AUTHORITIES } from '../tax/reconcile/cause.ts';
import type {
  Difference,
  Explained,
  NamedCause,
  Reconciliation,
} from '../tax/reconcile/reconcile.ts';
import { dayFromNumber } from '../tax/values/days.ts';
import { formatMoney, formatShares, type Cents, type Shares } from '../tax/values/money.ts';

export const RECONCILIATION_SCHEMA = 'basisbook/reconciliation@1';

const place = {
  form: v.picklist(['1099-DIV', '1099-B', '2439']),
  /** Of Form 1099-B, from 1. */
  row: v.nullable(v.number()),
  field: v.string(),
};
const amount = v.strictObject({ ...place, amount: v.string() });

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
    }),
  ),
  causes: v.array(
    v.strictObject({
      code: v.string(),
      explains: v.array(amount),
      message: v.string(),
      authority: v.string(),
      about: v.record(v.string(), v.unknown()),
      equalTo: v.array(v.string()),
      together: v.array(v.string()),
    }),
  ),
  unexplained: v.array(amount),
  /** False where the book was too large to try every cause. */
  complete: v.boolean(),
});
export type ReconciliationJson = v.InferOutput<typeof reconciliationSchema>;

function valueText({ unit }: Pick<Field, 'unit'>, value: bigint): string {
  if (unit === 'day') return dayFromNumber(Number(value));
  return differenceText({ unit }, value);
}

function differenceText({ unit }: Pick<Field, 'unit'>, value: bigint): string {
  if (unit === 'usd') return formatMoney(value as Cents);
  return unit === 'shares' ? formatShares(value as Shares) : String(value);
}

const placeOf = ({ form, row, field }: Field) => ({ form, row, field });

function differenceJson(difference: Difference) {
  const { theirs, ours } = difference;
  return {
    ...placeOf(difference),
    theirs: valueText(difference, theirs),
    ours: ours === null ? null : valueText(difference, ours),
    difference: differenceText(difference, difference.difference),
  };
}

function amountJson({ field, amount: value }: Explained) {
  return { ...placeOf(field), amount: differenceText(field, value) };
}

function causeJson(cause: NamedCause) {
  const { code, explains, message, about, equalTo, together } = cause;
  return {
    code,
    explains: explains.map(amountJson),
    message,
    authority: CAUSE_AUTHORITIES[code],
    about: about as NoticeSubject & Record<string, unknown>,
    equalTo: [...equalTo],
    together: [...together],
  };
}

export function reconciliationJson(found: Reconciliation): ReconciliationJson {
  return {
    schema: RECONCILIATION_SCHEMA,
    year: found.year,
    agreed: found.agreed.length,
    differences: found.differences.map(differenceJson),
    causes: found.causes.map(causeJson),
    unexplained: found.unexplained.map(amountJson),
    complete: !found.isLimited,
  };
}
