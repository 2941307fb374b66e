/** What a person calls the records of each table: one, several, and the column by which one is known. */
import { counted } from '../tax/facts/wording.ts';

type Words = readonly [one: string, several: string, by: string | null];

const WORDS: Readonly<Record<string, Words>> = {
  account: ['account', 'accounts', 'name'],
  account_method: [
    'change of the method of an account',
    'changes of the method of an account',
    'valid_from',
  ],
  security: ['security', 'securities', 'name'],
  security_identifier: [
    'ticker, CUSIP or former name',
    'tickers, CUSIPs and former names',
    'value',
  ],
  document: ['document', 'documents', 'file_name'],
  document_security: ['security of a document', 'securities of documents', 'printed_name'],
  distribution: ['payment of a document', 'payments of documents', 'payable_date'],
  holding_transaction: ['entry', 'entries', "action || ' of ' || trade_date"],
  lot_pick: ['lot that was picked for a sale', 'lots that were picked for sales', 'lot'],
  said_caption: ['explanation of a caption', 'explanations of captions', 'printed'],
  import_batch: ['import', 'imports', 'file_name'],
  broker_claim: [
    'payment that a broker lists',
    'payments that brokers list',
    "booked_on || ' ' || security",
  ],
  row_again: ['row that two files have', 'rows that two files have', 'line'],
  own_layout: ['layout of a file', 'layouts of files', 'name'],
  broker_form: ['form of a broker', 'forms of brokers', "tax_year || ', version ' || version"],
  broker_form_box: ["box of a broker's form", "boxes of brokers' forms", "form || ' box ' || box"],
  broker_form_sale: [
    'row of Form 1099-B',
    'rows of Form 1099-B',
    "sold || ', ' || shares || ' shares'",
  ],
  accepted_difference: ['difference that was accepted', 'differences that were accepted', 'reason'],
  stand_in: ['form that stands in for a release', 'forms that stand in for releases', 'tax_year'],
  filed_return: ['return that was filed', 'returns that were filed', 'tax_year'],
  filed_figure: ['figure of a return that was filed', 'figures of returns that were filed', 'name'],
  act: ['act of the history', 'acts of the history', 'name'],
  act_change: ['part of an act of the history', 'parts of acts of the history', 'name'],
  meta: ['record of the book itself', 'records of the book itself', null],
};

const wordsOf = (table: string): Words =>
  WORDS[table] ?? [`record of ${table}`, `records of ${table}`, null];

/** "entries" */
export const severalOf = (table: string): string => wordsOf(table)[1];

/** "1 entry", "629 entries" */
export function countedOf(table: string, count: number): string {
  const [one, several] = wordsOf(table);
  return counted(count, one, several);
}

/** "the entry 17, "buy of 2000-06-30"" */
export function calledOf(table: string, key: string, label: string | null): string {
  return `the ${wordsOf(table)[0]} ${key}${shown(label)}`;
}

/** The same for whoever looks for it in the file: "the entry 17 in holding_transaction, "buy of 2000-06-30"" */
export function nameOf(table: string, key: string, label: string | null): string {
  return `${calledOf(table, key, null)} in ${table}${shown(label)}`;
}

const shown = (label: string | null): string =>
  label === null ? '' : `, ${JSON.stringify(label)}`;

/** What a person knows a record of a table by, as an expression of text; NULL where there is nothing. */
export const labelOf = (table: string): string => `CAST(${wordsOf(table)[2] ?? 'NULL'} AS TEXT)`;
