/**
 * What does one version of an allocation say that another does not, cell by cell?
 *
 * Securities are the same where the book says so; payments where their dates are: both the record
 * and the payable date, else the one of them that no other payment of the security shares. A table in
 * percent and one in dollars are compared in dollars per share.
 *
 * Awkward cases: a date that was corrected is a change of that payment, not one payment less and one
 * more; a part that one version has not printed is zero in both, and no change.
 */
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../tax/facts/model.ts';
import { formatRate, parseRate } from '../tax/values/money.ts';
import type { AllocationDocumentJson, DistributionJson } from './allocation-document.ts';
import {
  COMPARED_AMOUNTS,
  COMPARED_DATES,
  type ComparedField,
  type ComparedPayment,
  type ComparedSecurity,
  type DocumentComparison,
} from './comparison-schema.ts';
import { shareOf } from './documents/grid/values.ts';

export interface ComparedDocument {
  readonly document: AllocationDocumentJson;
  /** For each security of the document, the book's own. */
  readonly securityIds: readonly string[];
}

interface Pair {
  readonly before: DistributionJson | null;
  readonly after: DistributionJson | null;
}

function keyOf(one: DistributionJson, fields: readonly (typeof COMPARED_DATES)[number][]): string {
  return fields.map((field) => one[field] ?? '').join('/');
}

/** Payments of both lists that are the same one; the rest alone. */
function pairsOf(before: readonly DistributionJson[], after: readonly DistributionJson[]): Pair[] {
  let [left, right] = [[...before], [...after]];
  const pairs: Pair[] = [];
  for (const fields of [['recordDate', 'payableDate'], ['payableDate'], ['recordDate']] as const) {
    const usual = (list: readonly DistributionJson[], key: string): DistributionJson[] =>
      list.filter((one) => keyOf(one, fields) === key);
    for (const one of [...right]) {
      const key = keyOf(one, fields);
      const [mine, theirs] = [usual(right, key), usual(left, key)];
      // Twice on the same days: the first with the first, where both versions have as many.
      const other = theirs[0];
      if (/^\/*$/.test(key) || !other || mine.length !== theirs.length) continue;
      pairs.push({ before: other, after: one });
      left = left.filter((candidate) => candidate !== other);
      right = right.filter((candidate) => candidate !== one);
    }
  }
  return [
    ...pairs,
    ...left.map((one): Pair => ({ before: one, after: null })),
    ...right.map((one): Pair => ({ before: null, after: one })),
  ];
}

function isPart(field: ComparedField): field is Component | Subset {
  return (
    (COMPONENTS as readonly string[]).includes(field) ||
    (SUBSETS as readonly string[]).includes(field)
  );
}

function printed(one: DistributionJson, field: ComparedField): string | null {
  if (!isPart(field)) return one[field];
  return (
    (one.components as Readonly<Record<string, string>>)[field] ??
    (one.subsets as Readonly<Record<string, string>>)[field] ??
    null
  );
}

/** A part in dollars per share. */
function inDollars(one: DistributionJson, text: string): string {
  const [percent, whole] = [parseRate(text), parseRate(one.allocablePerShare ?? '')];
  if (one.unit === 'usd' || percent === undefined || whole === undefined) return text;
  return formatRate(shareOf(whole, percent));
}

function valueOf(
  one: DistributionJson | null,
  field: ComparedField,
  unit: 'percent' | 'usd',
): string | null {
  if (one === null) return null;
  const text = printed(one, field);
  if (!isPart(field)) return text;
  return unit === 'usd' ? inDollars(one, text ?? '0') : (text ?? '0');
}

function isSame(before: string | null, after: string | null): boolean {
  if (before === after) return true;
  const [a, b] = [parseRate(before ?? ''), parseRate(after ?? '')];
  return a !== undefined && a === b;
}

function compared(
  { before, after }: Pair,
  fields: readonly ComparedField[],
  unit: 'percent' | 'usd',
): ComparedPayment {
  const both = before !== null && after !== null;
  return {
    presence: both ? 'both' : before ? 'before' : 'after',
    cells: fields.map((field) => {
      const [old, now] = [valueOf(before, field, unit), valueOf(after, field, unit)];
      return { field, before: old, after: now, changed: both && !isSame(old, now) };
    }),
    inKindChanged: both && before.inKind !== after.inKind,
    lineBefore: before?.sourceLine ?? null,
    lineAfter: after?.sourceLine ?? null,
  };
}

/** What any payment of these has: an amount that is allocable to the year only where it is another. */
function fieldsOf(rows: readonly DistributionJson[]): ComparedField[] {
  const has = (field: ComparedField): boolean =>
    rows.some((row) => {
      const value = printed(row, field);
      if (field === 'allocablePerShare') return value !== row.amountPerShare;
      return value !== null && (!isPart(field) || parseRate(value) !== 0n);
    });
  return [...COMPARED_DATES, ...COMPARED_AMOUNTS, ...COMPONENTS, ...SUBSETS].filter(has);
}

function payableIn({ cells }: ComparedPayment): string {
  const cell = cells.find((one) => one.field === 'payableDate');
  return cell?.after ?? cell?.before ?? '';
}

/** Both versions beside each other; `before` is the one that the other is compared with. */
export function compareDocuments(
  before: ComparedDocument,
  after: ComparedDocument,
): DocumentComparison {
  const ids = [...new Set([...after.securityIds, ...before.securityIds])];
  const rowsIn = ({ document, securityIds }: ComparedDocument, id: string): DistributionJson[] =>
    document.securities.flatMap((one, i) => (securityIds[i] === id ? one.distributions : []));
  const nameIn = ({ document, securityIds }: ComparedDocument, id: string): string | undefined =>
    document.securities[securityIds.indexOf(id)]?.name;
  const securities = ids.map((securityId): ComparedSecurity => {
    const [old, now] = [rowsIn(before, securityId), rowsIn(after, securityId)];
    const units = new Set([...old, ...now].map((one) => one.unit));
    const unit = units.size === 1 && units.has('percent') ? 'percent' : 'usd';
    const fields = fieldsOf([...old, ...now]);
    return {
      securityId,
      name: nameIn(after, securityId) ?? nameIn(before, securityId) ?? '',
      presence: !before.securityIds.includes(securityId)
        ? 'after'
        : after.securityIds.includes(securityId)
          ? 'both'
          : 'before',
      unit,
      payments: pairsOf(old, now)
        .map((pair) => compared(pair, fields, unit))
        .toSorted((a, b) => (payableIn(a) < payableIn(b) ? -1 : 1)),
    };
  });
  const payments = securities.flatMap((one) => one.payments);
  const changes = payments.map(
    (one) => one.cells.filter((cell) => cell.changed).length + (one.inKindChanged ? 1 : 0),
  );
  return {
    securities,
    changedCells: changes.reduce((sum, one) => sum + one, 0),
    changedPayments: changes.filter((one) => one > 0).length,
    addedPayments: payments.filter((one) => one.presence === 'after').length,
    removedPayments: payments.filter((one) => one.presence === 'before').length,
  };
}
