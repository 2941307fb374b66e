/** The year as files of CSV, one for each table, with a text that says what they are. */
import { stateAndLeftOut } from '../provisional-text.ts';
import { csvText } from './csv.ts';
import type { YearMaterial } from './material.ts';
import {
  excessTable,
  holdingTable,
  keptTable,
  liquidationsTable,
  lotsAfterTable,
  lotsBeforeTable,
} from './tables/lots.ts';
import { acceptedTable, filedTable, typedTable } from './tables/kept.ts';
import { boxesTable, boxSourcesTable, paymentLotsTable, paymentsTable } from './tables/payments.ts';
import { noticesTable, payersTable, returnTable, sourcesTable } from './tables/return.ts';
import { saleLotsTable, saleRowsTable, washTable } from './tables/sales.ts';
import type { Table } from './tables/table.ts';

/** A file of a report: its name and its text in UTF-8. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** Tables that are written even where they are empty: who looks for them should find that there is nothing. */
const ALWAYS = [
  boxesTable,
  boxSourcesTable,
  paymentsTable,
  paymentLotsTable,
  lotsBeforeTable,
  lotsAfterTable,
  saleRowsTable,
  saleLotsTable,
  excessTable,
  returnTable,
  sourcesTable,
  noticesTable,
] as const;
const WHERE_ANY = [
  washTable,
  payersTable,
  keptTable,
  liquidationsTable,
  holdingTable,
  typedTable,
  acceptedTable,
  filedTable,
] as const;

export function yearTables(material: YearMaterial): readonly Table[] {
  return [
    ...ALWAYS.map((make) => make(material)),
    ...WHERE_ANY.map((make) => make(material)).filter(({ rows }) => rows.length > 0),
  ];
}

function aboutText({ report, account, stamp }: YearMaterial, tables: readonly Table[]): string {
  const width = Math.max(...tables.map(({ name }) => name.length)) + 6;
  const list = tables.map(({ name, title, rows }) => {
    const rowsSaid = rows.length === 1 ? '1 row' : `${rows.length} rows`;
    return `  ${`${name}.csv`.padEnd(width)}${title} (${rowsSaid})`;
  });
  return [
    `Tax year ${report.taxYear}${account === null ? '' : `, account ${account}`}`,
    '',
    ...stateAndLeftOut(report),
    ...list,
    '',
    'Comma-separated, UTF-8, amounts in dollars with a point. A text that a spreadsheet would take for a',
    "formula has an apostrophe (') before it.",
    '',
    `Made on ${stamp.madeOn} by BasisBook ${stamp.version}.`,
    `Book ${stamp.bookHash}`,
    `Documents ${stamp.documentsHash}`,
    ...(stamp.formsHash === null ? [] : [`Typed forms ${stamp.formsHash}`]),
    '',
  ].join('\n');
}

/** The files of the folder, in a fixed order. */
export function csvFiles(material: YearMaterial): readonly ReportFile[] {
  const tables = yearTables(material);
  return [
    { name: 'about.txt', text: aboutText(material, tables) },
    ...tables.map((table) => ({ name: `${table.name}.csv`, text: csvText(table) })),
  ];
}
