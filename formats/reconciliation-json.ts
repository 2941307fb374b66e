/**
 * The published JSON of a comparison with a broker's forms, `basisbook/reconciliation@1`. Scripts depend on
 * it: fields are added, never renamed. A difference is theirs less ours: dollars, shares, or days.
 */
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
import { RECONCILIATION_SCHEMA, type ReconciliationJson } from './reconciliation-schema.ts';

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

function aboutJson({ lots, ...about }: NamedCause['about']) {
  return { ...about, ...(lots === undefined ? {} : { lots: [...lots] }) };
}

function causeJson(cause: NamedCause) {
  const { code, explains, message, about, equalTo, together } = cause;
  return {
    code,
    explains: explains.map(amountJson),
    message,
    authority: CAUSE_AUTHORITIES[code],
    about: aboutJson(about),
    equalTo: [...equalTo],
    together: [...together],
  };
}

/** A difference that was accepted, as it was printed then. */
interface Accepted {
  readonly form: Field['form'];
  readonly row: number | null;
  readonly field: string;
  readonly theirs: string;
  readonly ours: string | null;
  readonly reason: string;
}

/** Why a difference was accepted, where its figures are those of then; else what was accepted of it before. */
function acceptanceOf(
  difference: ReturnType<typeof differenceJson>,
  accepted: readonly Accepted[],
): Pick<ReconciliationJson['differences'][number], 'accepted' | 'acceptedBefore'> {
  const own = accepted.find(
    ({ form, row, field }) =>
      form === difference.form && row === difference.row && field === difference.field,
  );
  if (own === undefined) return {};
  const { theirs, ours, reason } = own;
  const isSame = theirs === difference.theirs && ours === difference.ours;
  return isSame ? { accepted: reason } : { acceptedBefore: { theirs, ours, reason } };
}

/**
 * `accepted`: of these forms; one whose figures are others by now does not count any more, and is said to be of
 * before. `notCompared`: boxes of the form that there is nothing for.
 */
export function reconciliationJson(
  found: Reconciliation,
  accepted: readonly Accepted[] = [],
  notCompared: readonly string[] = [],
): ReconciliationJson {
  const differences = found.differences.map((one) => {
    const json = differenceJson(one);
    return { ...json, ...acceptanceOf(json, accepted) };
  });
  const isAccepted = ({ form, row, field }: Field): boolean =>
    differences.some(
      (one) =>
        one.accepted !== undefined && one.form === form && one.row === row && one.field === field,
    );
  return {
    schema: RECONCILIATION_SCHEMA,
    year: found.year,
    agreed: found.agreed.length,
    differences,
    causes: found.causes.map(causeJson),
    unexplained: found.unexplained.filter(({ field }) => !isAccepted(field)).map(amountJson),
    ...(found.remark === null ? {} : { remark: found.remark }),
    notCompared: [...notCompared],
    complete: !found.isLimited,
  };
}
