/**
 * The twelfth format: what a broker's forms show, version by version, which differences were accepted and
 * why, which form stands in for an allocation that nobody published, and what was filed for a year.
 *
 * The original form is version 1, the first corrected one version 2, and so on. A row of Form 1099-B keeps its
 * number on the form. An accepted difference keeps both figures: it is accepted as long as they are the same.
 * What was filed is what the return said, whatever the book says today.
 *
 * Awkward case: the payer of a form, where it is of one security alone. Null is the whole account, and SQLite
 * counts nulls as different, so the index has 0 for it; no key is 0.
 * Not handled: which keys of figures and boxes there are; that changes from year to year, and the calculation
 * knows it.
 */
import type { Connection } from '../sqlite.ts';

/** The largest number that SQLite keeps in six bytes. */
const SIX_BYTES = 2 ** 47 - 1;

const day = (column: string): string =>
  `${column} BETWEEN '1900-01-01' AND '2199-12-31' AND date(${column}) IS ${column}`;

const digits = (count: number): string => '[0-9]'.repeat(count);

/** A plain decimal: at most 18 digits before the point, `places` after it. */
const decimal = (value: string, places: number): string =>
  [
    `${value} GLOB '[0-9]*'`,
    `${value} GLOB '*[0-9]'`,
    `${value} NOT GLOB '*[^0-9.]*'`,
    `${value} NOT GLOB '*.*.*'`,
    `${value} NOT GLOB '0[0-9]*'`,
    `${value} NOT GLOB '${digits(19)}*'`,
    `${value} NOT GLOB '*.${digits(places + 1)}*'`,
    `length(${value}) <= ${18 + 1 + places}`,
    `octet_length(${value}) = length(${value})`,
  ].join(' AND ');

/** Dollars with exactly two places: "63.96". */
const dollars = (value: string): string => `${decimal(value, 2)} AND ${value} GLOB '*.[0-9][0-9]'`;

/** The same, or below zero. */
const anyDollars = (value: string): string =>
  `(${dollars(value)}) OR (${value} GLOB '-*[1-9]*' AND ${dollars(`substr(${value}, 2)`)})`;

/** Shares above zero, without trailing zeros: "12.5". */
const shares = (value: string): string =>
  `${decimal(value, 8)} AND ${value} NOT GLOB '*.*0' AND ${value} GLOB '*[1-9]*'`;

const YEAR = 'tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1900 AND 2199)';
const CHECKSUM = `checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND ${SIX_BYTES})`;
const OF_FORM = 'form_key INTEGER NOT NULL REFERENCES broker_form (key) ON DELETE CASCADE';

const SCHEMA = `
CREATE TABLE broker_form (
  key INTEGER PRIMARY KEY,
  ${YEAR},
  account_key INTEGER NOT NULL REFERENCES account (key),
  security_key INTEGER REFERENCES security (key),
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 999),
  received_on TEXT CHECK (${day('received_on')}),
  ${CHECKSUM}
) STRICT;

CREATE UNIQUE INDEX broker_form_versions
  ON broker_form (tax_year, account_key, ifnull(security_key, 0), version);

CREATE TABLE broker_form_box (
  ${OF_FORM},
  form TEXT NOT NULL CHECK (form IN ('1099-DIV', '2439')),
  box TEXT NOT NULL CHECK (box GLOB '[0-9]*' AND length(box) <= 3),
  amount TEXT NOT NULL CHECK (${dollars('amount')}),
  ${CHECKSUM},
  PRIMARY KEY (form_key, form, box)
) STRICT, WITHOUT ROWID;

CREATE TABLE broker_form_sale (
  ${OF_FORM},
  row INTEGER NOT NULL CHECK (row BETWEEN 1 AND 99999),
  security_key INTEGER REFERENCES security (key),
  acquired TEXT CHECK (${day('acquired')}),
  sold TEXT NOT NULL CHECK (${day('sold')}),
  shares TEXT NOT NULL CHECK (${shares('shares')}),
  proceeds TEXT CHECK (${dollars('proceeds')}),
  basis TEXT CHECK (${dollars('basis')}),
  wash_sale TEXT CHECK (${dollars('wash_sale')}),
  reporting TEXT CHECK (reporting IN ('basis', 'proceeds', 'nothing')),
  ${CHECKSUM},
  PRIMARY KEY (form_key, row),
  CHECK (acquired <= sold)
) STRICT, WITHOUT ROWID;

CREATE TABLE accepted_difference (
  ${OF_FORM},
  form TEXT NOT NULL CHECK (form IN ('1099-DIV', '1099-B', '2439')),
  row INTEGER NOT NULL CHECK (row BETWEEN 0 AND 99999 AND (row > 0) = (form = '1099-B')),
  field TEXT NOT NULL CHECK (field <> ''),
  theirs TEXT NOT NULL CHECK (theirs <> ''),
  ours TEXT CHECK (ours <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  ${CHECKSUM},
  PRIMARY KEY (form_key, form, row, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE stand_in (
  ${YEAR},
  security_key INTEGER NOT NULL REFERENCES security (key),
  account_key INTEGER NOT NULL REFERENCES account (key),
  ${CHECKSUM},
  PRIMARY KEY (tax_year, security_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE filed_return (
  tax_year INTEGER NOT NULL PRIMARY KEY CHECK (tax_year BETWEEN 1900 AND 2199),
  filed_on TEXT CHECK (${day('filed_on')}),
  whole_dollars INTEGER NOT NULL CHECK (whole_dollars IN (0, 1)),
  broker_basis TEXT NOT NULL CHECK (broker_basis IN ('adjusted', 'original')),
  ${CHECKSUM}
) STRICT, WITHOUT ROWID;

CREATE TABLE filed_figure (
  tax_year INTEGER NOT NULL REFERENCES filed_return (tax_year) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('box', 'gain', 'line')),
  name TEXT NOT NULL CHECK (name <> ''),
  amount TEXT NOT NULL CHECK (${anyDollars('amount')}),
  ${CHECKSUM},
  PRIMARY KEY (tax_year, kind, name)
) STRICT, WITHOUT ROWID;
`;

export function up(db: Connection): void {
  db.exec(SCHEMA);
}
