/**
 * Where the year's figures go on the return, as a value for the wire: money with two digits, days and
 * names as they are.
 */
import { formatMoney, type Cents } from '../tax/values/money.ts';
import type { ReturnLines, SaleGroup } from '../tax/report/return-lines.ts';

function moneyOrNull(value: Cents | null): string | null {
  return value === null ? null : formatMoney(value);
}

function groupJson({ totals, rows, ...group }: SaleGroup) {
  return {
    ...group,
    rows: rows.map((row) => ({
      description: row.description,
      acquired: row.acquired,
      sold: row.sold,
      proceeds: moneyOrNull(row.proceeds),
      basis: moneyOrNull(row.basis),
      codes: row.codes,
      adjustment: moneyOrNull(row.adjustment),
      gain: formatMoney(row.gain),
      postMay5Gain: moneyOrNull(row.postMay5Gain),
      statement: row.statement,
      account: row.account,
      lot: row.lot,
      transaction: row.transactionId,
    })),
    totals: {
      proceeds: formatMoney(totals.proceeds),
      basis: formatMoney(totals.basis),
      adjustment: formatMoney(totals.adjustment),
      gain: formatMoney(totals.gain),
      postMay5Gain: moneyOrNull(totals.postMay5Gain),
    },
  };
}

export function returnLinesJson(lines: ReturnLines) {
  return {
    taxYear: lines.taxYear,
    mapped: lines.mapped,
    formsOf: lines.formsOf,
    wholeDollars: lines.wholeDollars,
    style: lines.style,
    lines: lines.lines.map((line) => ({
      ...line,
      amount: formatMoney(line.amount),
      parts: line.parts.map(({ label, amount }) => ({ label, amount: formatMoney(amount) })),
    })),
    payers: lines.payers && {
      ...lines.payers,
      over: formatMoney(lines.payers.over),
      rows: lines.payers.rows.map(({ payer, amount }) => ({ payer, amount: formatMoney(amount) })),
      total: formatMoney(lines.payers.total),
    },
    sales: lines.sales.map(groupJson),
    unplaced: lines.unplaced.map((box) => ({ ...box, amount: formatMoney(box.amount) })),
    notes: lines.notes.map(({ figure, text, source }) => ({ figure, text, source })),
  };
}
