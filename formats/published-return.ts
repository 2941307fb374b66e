/**
 * Where the year's figures go on the return, as scripts read it: the rows of Schedule D or Form 8949, and
 * the lines. The same figures as the window's, without what each is made of and without ids, which no
 * two readings of the same files share. Fields are added, never renamed.
 */
import type { ReturnLines } from '../tax/report/return-lines.ts';
import type { SaleGroup } from '../tax/report/sale-groups.ts';
import type { SaleRow } from '../tax/report/sale-rows.ts';
import { formatMoney, type Cents } from '../tax/values/money.ts';

function moneyOrNull(value: Cents | null): string | null {
  return value === null ? null : formatMoney(value);
}

/** Column (g) of Schedule D of 2003; no other form has it. */
function withPostMay5(value: Cents | null): { readonly postMay5Gain?: string } {
  return value === null ? {} : { postMay5Gain: formatMoney(value) };
}

/** The columns of one row, from (a) on: by what they hold, because their letters changed from year to year. */
function rowJson({ form, title, box }: SaleGroup, row: SaleRow) {
  return {
    form,
    part: title,
    box,
    term: row.term,
    description: row.description,
    acquired: row.acquired,
    sold: row.sold,
    proceeds: moneyOrNull(row.proceeds),
    basis: moneyOrNull(row.basis),
    codes: row.codes,
    adjustment: moneyOrNull(row.adjustment),
    gain: formatMoney(row.gain),
    ...withPostMay5(row.postMay5Gain),
    statement: row.statement,
    account: row.account,
    lot: row.lot,
  };
}

/** The rows of every page, in the order of the return. */
export function* formRowsJson({ sales }: ReturnLines): Generator<ReturnType<typeof rowJson>> {
  for (const group of sales) for (const row of group.rows) yield rowJson(group, row);
}

/** The totals of a page, and where they go on Schedule D. */
function totalsJson({ form, title, caption, term, line, instead, totals, source }: SaleGroup) {
  return {
    form,
    part: title,
    caption,
    term,
    line,
    instead,
    proceeds: formatMoney(totals.proceeds),
    basis: formatMoney(totals.basis),
    adjustment: formatMoney(totals.adjustment),
    gain: formatMoney(totals.gain),
    ...withPostMay5(totals.postMay5Gain),
    source,
  };
}

/** The lines, the payers of Schedule B, the totals of the rows, and what has no line. */
export function publishedReturnLines(lines: ReturnLines) {
  const { payers } = lines;
  return {
    mapped: lines.mapped,
    formsOf: lines.formsOf,
    lines: lines.lines.map(({ made: _, parts, amount, ...line }) => ({
      ...line,
      amount: formatMoney(amount),
      parts: parts.map((part) => ({ label: part.label, amount: formatMoney(part.amount) })),
    })),
    payers: payers && {
      ...payers,
      over: formatMoney(payers.over),
      rows: payers.rows.map(({ payer, amount }) => ({ payer, amount: formatMoney(amount) })),
      total: formatMoney(payers.total),
    },
    sales: lines.sales.map(totalsJson),
    excess: lines.excess.map(({ term, amount, place }) => ({
      term,
      amount: formatMoney(amount),
      place: place && { form: place.form, part: place.title, line: place.line },
    })),
    unplaced: lines.unplaced.map(({ box, meaning, caption, amount }) => ({
      box,
      meaning,
      caption,
      amount: formatMoney(amount),
    })),
    ...(lines.lineless.length === 0
      ? {}
      : {
          lineless: lines.lineless.map(({ figure, label, amount, reason }) => ({
            figure,
            label,
            amount: formatMoney(amount),
            reason,
          })),
        }),
    notes: lines.notes.map(({ figure, heading, text, source }) => ({
      figure,
      heading: heading ?? null,
      text,
      source,
    })),
  };
}
