/** What a comparison of two versions says, in words and columns. */
import { formatDay } from '../../format/days.ts';
import { formatPercent, formatRate } from '../../format/money.ts';
import {
  COMPONENT_SHORT,
  COMPONENTS,
  counted,
  listed,
  STATUS_WORDS,
  SUBSET_SHORT,
  SUBSETS,
} from '../../format/words.ts';
import type { Component, Subset } from '../../../tax/facts/model.ts';
import type { ComparisonView } from './load.ts';

type Comparison = ComparisonView['comparison'];
export type ComparedSecurity = Comparison['securities'][number];
export type ComparedCell = ComparedSecurity['payments'][number]['cells'][number];
type Field = ComparedCell['field'];

const DATES: Partial<Record<Field, string>> = {
  declarationDate: 'Declared',
  recordDate: 'Record',
  exDate: 'Ex-date',
  payableDate: 'Payable',
};
const AMOUNTS: Partial<Record<Field, string>> = {
  amountPerShare: 'Per share',
  allocablePerShare: 'Of this year',
};

function isComponent(field: Field): field is Component {
  return (COMPONENTS as readonly string[]).includes(field);
}

function isSubset(field: Field): field is Subset {
  return (SUBSETS as readonly string[]).includes(field);
}

export function headOf(field: Field): string {
  if (isComponent(field)) return COMPONENT_SHORT[field];
  if (isSubset(field)) return `of which ${SUBSET_SHORT[field]}`;
  return DATES[field] ?? AMOUNTS[field] ?? field;
}

export function isNumeric(field: Field): boolean {
  return DATES[field] === undefined;
}

/** A cell's value as the other screens write it; a dash where there is none. */
export function written(
  field: Field,
  value: string | null,
  unit: ComparedSecurity['unit'],
): string {
  if (value === null) return '–';
  if (DATES[field] !== undefined) return formatDay(value);
  if (isComponent(field) || isSubset(field)) {
    return unit === 'percent' ? formatPercent(value) : formatRate(value);
  }
  return formatRate(value);
}

/** "Final of Jan 29, 2003, version 1". */
export function versionName(row: ComparisonView['before']): string {
  const day = row.publishedOn ? ` of ${formatDay(row.publishedOn)}` : '';
  return `${STATUS_WORDS[row.status]}${day}, version ${row.version}`;
}

/** "3 cells of 2 payments are different, and 1 payment is new." */
export function summaryOf(comparison: Comparison): string {
  const { changedCells, changedPayments, addedPayments, removedPayments } = comparison;
  const parts = [
    changedCells === 0
      ? ''
      : `${counted(changedCells, 'cell')} of ${counted(changedPayments, 'payment')} ${changedCells === 1 ? 'is' : 'are'} different`,
    addedPayments === 0
      ? ''
      : `${counted(addedPayments, 'payment')} ${addedPayments === 1 ? 'is' : 'are'} new`,
    removedPayments === 0
      ? ''
      : `${counted(removedPayments, 'payment')} ${removedPayments === 1 ? 'is' : 'are'} no longer there`,
  ].filter((part) => part !== '');
  return parts.length === 0
    ? 'Both versions have the same payments, dates and parts.'
    : `${listed(parts)}.`;
}

export function hasDifference(security: ComparedSecurity): boolean {
  return security.payments.some(
    (one) => one.presence !== 'both' || one.inKindChanged || one.cells.some((cell) => cell.changed),
  );
}
