/**
 * Where the year's figures go on the return, as a value for the wire: money with two digits, days and
 * names as they are.
 */
import { formatMoney, type Cents } from '../tax/values/money.ts';
import { figurePartJson, figurePartOrNull } from './figure-part-json.ts';
import type { ReturnLines } from '../tax/report/return-lines.ts';
import type { SaleGroup } from '../tax/report/sale-groups.ts';

function moneyOrNull(value: Cents | null): string | null {
  return value === null ? null : formatMoney(value);
}

/** A row of the form that lists the year's sales. */
export function saleFormRowJson(row: SaleGroup['rows'][number]) {
  return {
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
    figures: {
      proceeds: figurePartOrNull(row.figures.proceeds),
      basis: figurePartOrNull(row.figures.basis),
      adjustment: figurePartOrNull(row.figures.adjustment),
      gain: figurePartOrNull(row.figures.gain),
      postMay5Gain: figurePartOrNull(row.figures.postMay5Gain),
    },
  };
}

function groupJson({ totals, rows, ...group }: SaleGroup) {
  return {
    ...group,
    rowCount: rows.length,
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
      made: figurePartJson(line.made),
      parts: line.parts.map(({ label, amount, made }) => ({
        label,
        amount: formatMoney(amount),
        made: figurePartJson(made),
      })),
    })),
    payers: lines.payers && {
      ...lines.payers,
      over: formatMoney(lines.payers.over),
      rows: lines.payers.rows.map(({ payer, amount, made }) => ({
        payer,
        amount: formatMoney(amount),
        made: figurePartJson(made),
      })),
      total: formatMoney(lines.payers.total),
    },
    sales: lines.sales.map(groupJson),
    excess: lines.excess.map(({ amount, made, ...gain }) => ({
      ...gain,
      amount: formatMoney(amount),
      made: figurePartJson(made),
    })),
    unplaced: lines.unplaced.map(({ amount, made, ...box }) => ({
      ...box,
      amount: formatMoney(amount),
      made: figurePartJson(made),
    })),
    lineless: lines.lineless.map(({ label, amount, made, reason }) => ({
      label,
      amount: formatMoney(amount),
      made: figurePartJson(made),
      reason,
    })),
    notes: lines.notes.map(({ figure, heading, text, source }) => ({
      figure,
      heading: heading ?? null,
      text,
      source,
    })),
  };
}
