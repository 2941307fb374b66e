/**
 * What a broker's forms show, as the holder typed it: by tax year, account and payer, version by version, and
 * which differences from the book were accepted.
 *
 * A form without a figure and without a day is none: it goes when its last figure is taken out, unless a later
 * version stands on it.
 */
import {
  FORM_2439_BOXES,
  type BrokerForms,
  type BrokerSale,
  type Form2439Box,
} from '../tax/reconcile/broker-forms.ts';
import type { Reporting } from '../tax/report/reported-sales.ts';
import type { Day } from '../tax/values/days.ts';
import { formatMoney, formatShares, type Cents } from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import { toDay, toDayOrNull, toMoney, toShares } from './rows.ts';

/** Whose form of which year it is; `securityId` is the payer, null for the form of a whole account. */
export interface FormOwner {
  readonly year: number;
  readonly accountId: string;
  readonly securityId: string | null;
}

/** A difference that the holder accepted: it is accepted while both figures are these. */
export interface AcceptedDifference {
  readonly form: '1099-DIV' | '1099-B' | '2439';
  /** Of Form 1099-B, from 1. */
  readonly row: number | null;
  readonly field: string;
  /** As they are printed: "105.00", "2002-12-16". */
  readonly theirs: string;
  readonly ours: string | null;
  readonly reason: string;
}

export interface KeptForm extends BrokerForms {
  readonly key: number;
  /** 1 is the original, 2 the first corrected form. */
  readonly version: number;
  readonly receivedOn: Day | null;
  readonly accepted: readonly AcceptedDifference[];
}

/** What a form shows. */
export type FormContent = Pick<KeptForm, 'receivedOn' | 'boxes' | 'sales' | 'form2439'>;

interface FormRow {
  readonly key: number;
  readonly year: number;
  readonly accountId: string;
  readonly securityId: string | null;
  readonly version: number;
  readonly receivedOn: string | null;
}

interface SaleRow {
  readonly securityId: string | null;
  readonly acquired: string | null;
  readonly sold: string;
  readonly shares: string;
  readonly proceeds: string | null;
  readonly basis: string | null;
  readonly washSale: string | null;
  readonly reporting: Reporting | null;
}

const FORMS = `SELECT f.key, f.tax_year AS year, a.id AS accountId, s.id AS securityId, f.version,
    f.received_on AS receivedOn
  FROM broker_form f JOIN account a ON a.key = f.account_key
    LEFT JOIN security s ON s.key = f.security_key`;

const SALES = `SELECT s.id AS securityId, r.acquired, r.sold, r.shares, r.proceeds, r.basis,
    r.wash_sale AS washSale, r.reporting
  FROM broker_form_sale r LEFT JOIN security s ON s.key = r.security_key
  WHERE r.form_key = ? ORDER BY r.row`;

const moneyOrNull = (text: string | null): Cents | null => (text === null ? null : toMoney(text));

function boxesOf(book: Book, key: number, form: string): Map<string, Cents> {
  const rows = statement(
    book,
    'SELECT box, amount FROM broker_form_box WHERE form_key = ? AND form = ? ORDER BY box',
  ).all(key, form) as { box: string; amount: string }[];
  return new Map(rows.map(({ box, amount }) => [box, toMoney(amount)]));
}

function salesOf(book: Book, key: number): BrokerSale[] {
  return (statement(book, SALES).all(key) as SaleRow[]).map((row) => ({
    securityId: row.securityId,
    acquired: toDayOrNull(row.acquired),
    sold: toDay(row.sold),
    shares: toShares(row.shares),
    proceeds: moneyOrNull(row.proceeds),
    basis: moneyOrNull(row.basis),
    washSale: moneyOrNull(row.washSale),
    reporting: row.reporting,
  }));
}

function acceptedOf(book: Book, key: number): AcceptedDifference[] {
  const rows = statement(
    book,
    `SELECT form, nullif(row, 0) AS row, field, theirs, ours, reason FROM accepted_difference
     WHERE form_key = ? ORDER BY form, row, field`,
  ).all(key);
  return rows as AcceptedDifference[];
}

function toForm(book: Book, row: FormRow): KeptForm {
  const of2439 = boxesOf(book, row.key, '2439');
  return {
    ...row,
    receivedOn: toDayOrNull(row.receivedOn),
    boxes: boxesOf(book, row.key, '1099-DIV'),
    sales: salesOf(book, row.key),
    form2439: new Map(
      FORM_2439_BOXES.flatMap((box): [Form2439Box, Cents][] => {
        const amount = of2439.get(box);
        return amount === undefined ? [] : [[box, amount]];
      }),
    ),
    accepted: acceptedOf(book, row.key),
  };
}

/** All forms of a year, or of every year: by year, account and payer, versions in their order. */
export function listKeptForms(book: Book, year: number | null = null): KeptForm[] {
  const rows = statement(
    book,
    `${FORMS} WHERE @year IS NULL OR f.tax_year = @year
     ORDER BY f.tax_year, a.name, s.id IS NOT NULL, s.id, f.version`,
  ).all({ year }) as FormRow[];
  return rows.map((row) => toForm(book, row));
}

/** The versions of one form, oldest first. */
export function versionsOf(book: Book, { year, accountId, securityId }: FormOwner): KeptForm[] {
  const rows = statement(
    book,
    `${FORMS} WHERE f.tax_year = ? AND a.id = ? AND s.id IS ? ORDER BY f.version`,
  ).all(year, accountId, securityId) as FormRow[];
  return rows.map((row) => toForm(book, row));
}

/** The last version of each form: the one that counts. */
export function newestForms(forms: readonly KeptForm[]): KeptForm[] {
  const byOwner = Map.groupBy(forms, (one) =>
    JSON.stringify([one.year, one.accountId, one.securityId]),
  );
  return [...byOwner.values()].flatMap((versions) => versions.slice(-1));
}

const ACCOUNT_KEY = '(SELECT key FROM account WHERE id = ?)';
const SECURITY_KEY = '(SELECT key FROM security WHERE id = ?)';

/** Adds the next version of a form, without a figure; answers with its key. */
function addVersion(book: Book, owner: FormOwner, version: number): number {
  const { lastInsertRowid } = statement(
    book,
    `INSERT INTO broker_form (tax_year, account_key, security_key, version)
     VALUES (?, ${ACCOUNT_KEY}, ${SECURITY_KEY}, ?)`,
  ).run(owner.year, owner.accountId, owner.securityId, version);
  return Number(lastInsertRowid);
}

function writeContent(book: Book, key: number, content: FormContent): void {
  const { receivedOn, boxes, sales, form2439 } = content;
  statement(book, 'UPDATE broker_form SET received_on = ? WHERE key = ?').run(receivedOn, key);
  for (const table of ['broker_form_box', 'broker_form_sale']) {
    statement(book, `DELETE FROM ${table} WHERE form_key = ?`).run(key);
  }
  const box = statement(
    book,
    'INSERT INTO broker_form_box (form_key, form, box, amount) VALUES (?, ?, ?, ?)',
  );
  for (const [name, amount] of boxes) box.run(key, '1099-DIV', name, formatMoney(amount));
  for (const [name, amount] of form2439) box.run(key, '2439', name, formatMoney(amount));
  const sale = statement(
    book,
    `INSERT INTO broker_form_sale (form_key, row, security_key, acquired, sold, shares, proceeds,
       basis, wash_sale, reporting)
     VALUES (?, ?, ${SECURITY_KEY}, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const text = (amount: Cents | null): string | null =>
    amount === null ? null : formatMoney(amount);
  sales.forEach((row, place) =>
    sale.run(
      key,
      place + 1,
      row.securityId,
      row.acquired,
      row.sold,
      formatShares(row.shares),
      text(row.proceeds),
      text(row.basis),
      text(row.washSale),
      row.reporting,
    ),
  );
}

/** Whether a form says nothing. */
function isBlank({ receivedOn, boxes, sales, form2439 }: FormContent): boolean {
  return receivedOn === null && boxes.size + sales.length + form2439.size === 0;
}

/** Keeps what a version shows, in place of what it showed; one that there is not yet is added. */
export function keepForm(
  book: Book,
  owner: FormOwner,
  version: number,
  content: FormContent,
): void {
  const versions = versionsOf(book, owner);
  const known = versions.find((one) => one.version === version);
  if (isBlank(content) && versions.length <= 1) {
    if (known) removeVersion(book, owner, version);
    return;
  }
  const key = known?.key ?? addVersion(book, owner, version);
  writeContent(book, key, content);
  if (known) followRows(book, known, content.sales);
}

/** By what a row of Form 1099-B is known again. */
const identityOf = ({ securityId, acquired, sold, shares }: BrokerSale): string =>
  JSON.stringify([securityId, acquired, sold, String(shares)]);

/** What was accepted of a row goes with the row where its number on the form is another one now. */
function followRows(book: Book, { key, accepted, sales }: KeptForm, now: readonly BrokerSale[]) {
  const ofRows = accepted.filter(({ row }) => row !== null);
  for (const one of ofRows) withdrawAcceptance(book, key, one);
  const places = new Map(now.map((sale, place) => [identityOf(sale), place + 1]));
  for (const one of ofRows) {
    const sale = sales[(one.row ?? 0) - 1];
    const row = sale && places.get(identityOf(sale));
    if (row !== undefined) acceptDifference(book, key, { ...one, row });
  }
}

/** Adds a corrected form that shows, and of which is accepted, what the last version has. */
export function addCorrectedForm(book: Book, owner: FormOwner): number {
  const last = versionsOf(book, owner).at(-1);
  const version = (last?.version ?? 0) + 1;
  const key = addVersion(book, owner, version);
  if (last) {
    writeContent(book, key, { ...last, receivedOn: null });
    for (const one of last.accepted) acceptDifference(book, key, one);
  }
  return version;
}

/** Takes a version out; whether there was one. */
export function removeVersion(book: Book, owner: FormOwner, version: number): boolean {
  const found = versionsOf(book, owner).find((one) => one.version === version);
  if (!found) return false;
  statement(book, 'DELETE FROM broker_form WHERE key = ?').run(found.key);
  return true;
}

/** Accepts a difference of a form, in place of what was accepted of the figure before. */
export function acceptDifference(book: Book, key: number, one: AcceptedDifference): void {
  withdrawAcceptance(book, key, one);
  statement(
    book,
    `INSERT INTO accepted_difference (form_key, form, row, field, theirs, ours, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(key, one.form, one.row ?? 0, one.field, one.theirs, one.ours, one.reason);
}

/** Takes an acceptance back; whether there was one. */
export function withdrawAcceptance(
  book: Book,
  key: number,
  { form, row, field }: Pick<AcceptedDifference, 'form' | 'row' | 'field'>,
): boolean {
  const { changes } = statement(
    book,
    'DELETE FROM accepted_difference WHERE form_key = ? AND form = ? AND row = ? AND field = ?',
  ).run(key, form, row ?? 0, field);
  return changes > 0;
}

/** Gives forms of a security to another that is the same; versions of both are counted on. */
export function moveForms(book: Book, from: string, into: string): void {
  const own = statement(
    book,
    `SELECT key, tax_year AS year, account_key AS account, version FROM broker_form
     WHERE security_key = ${SECURITY_KEY} ORDER BY version`,
  ).all(from) as { key: number; year: number; account: number; version: number }[];
  const last = statement(
    book,
    `SELECT ifnull(max(version), 0) FROM broker_form
     WHERE tax_year = ? AND account_key = ? AND security_key = ${SECURITY_KEY}`,
  ).pluck();
  for (const { key, year, account } of own) {
    const version = (last.get(year, account, into) as number) + 1;
    statement(
      book,
      `UPDATE broker_form SET security_key = ${SECURITY_KEY}, version = ? WHERE key = ?`,
    ).run(into, version, key);
  }
  statement(
    book,
    `UPDATE broker_form_sale SET security_key = ${SECURITY_KEY} WHERE security_key = ${SECURITY_KEY}`,
  ).run(into, from);
  statement(
    book,
    `UPDATE OR IGNORE stand_in SET security_key = ${SECURITY_KEY} WHERE security_key = ${SECURITY_KEY}`,
  ).run(into, from);
  statement(book, `DELETE FROM stand_in WHERE security_key = ${SECURITY_KEY}`).run(from);
}
