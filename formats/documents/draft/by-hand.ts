/**
 * A table that a person types: which columns does it begin with?
 *
 * Those that a release of its year has as a rule: qualified dividends from 2003 on (section 1(h)(11)),
 * section 199A dividends from 2018 on.
 * Example: a table of 2002 has record and payable date, the amount per share, and four parts.
 * Awkward case: another tax year for a table in which nothing is typed yet gives it the columns of that
 * year; one that was begun keeps its own.
 */
import { yearOfDraft } from './years-of-draft.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import type { DocumentDraft, DraftSecurity } from './draft.ts';
import { bareColumn, bareSecurity, emptyDraft, NOTHING } from './table-of-draft.ts';

/** How many empty payments a new table has. */
const ROWS = 4;
/** Where the year is not written whole. */
const ANY_YEAR = 2020;

function usualColumns(taxYear: number): readonly ColumnMeaning[] {
  return [
    'recordDate',
    'payableDate',
    'amountPerShare',
    'ordinary',
    ...(taxYear >= 2003 ? (['qualified'] as const) : []),
    'capitalGain',
    'unrecaptured1250',
    'returnOfCapital',
    ...(taxYear >= 2018 ? (['section199A'] as const) : []),
  ];
}

/** A security with an empty table. */
function newSecurity(taxYear: number, rows: number): DraftSecurity {
  const columns = usualColumns(taxYear).map(bareColumn);
  const cells = columns.map(() => NOTHING);
  return bareSecurity({
    columns,
    rows: Array.from({ length: rows }, () => ({ cells, inKind: false, sourceLine: null })),
  });
}

function isBlank({ totals, rows }: DraftSecurity): boolean {
  return totals.length === 0 && rows.every((row) => row.cells.every((cell) => cell.text === ''));
}

/** The draft with another tax year, as typed. */
export function withTaxYear(draft: DocumentDraft, text: string): DocumentDraft {
  const next = { ...draft, taxYear: { text, place: null } };
  const year = yearOfDraft(next);
  if (year === null) return next;
  return {
    ...next,
    securities: draft.securities.map((security) => {
      if (!isBlank(security)) return security;
      const { columns, rows } = newSecurity(year, security.rows.length);
      return { ...security, columns, rows };
    }),
  };
}

/** The draft with one more security, whose table is empty. */
export function withSecurity(draft: DocumentDraft): DocumentDraft {
  const added = newSecurity(yearOfDraft(draft) ?? ANY_YEAR, ROWS);
  return { ...draft, securities: [...draft.securities, added] };
}

/** A draft for entry by hand: one security with an empty table. */
export function draftByHand(taxYear: string): DocumentDraft {
  return withSecurity({ ...emptyDraft(), taxYear: { text: taxYear, place: null } });
}
