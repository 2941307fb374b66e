CREATE UNIQUE INDEX broker_form_versions
  ON broker_form (tax_year, account_key, ifnull(security_key, 0), version);

CREATE INDEX documents_of_security ON document_security (security_id);

CREATE INDEX identifier_by_value ON security_identifier (kind, value);

CREATE UNIQUE INDEX one_entry_per_identifier
  ON security_identifier (security_id, kind, value, ifnull(valid_from, ''));

CREATE UNIQUE INDEX one_entry_per_own_id
  ON holding_transaction (own_id) WHERE own_id IS NOT NULL;

CREATE UNIQUE INDEX one_lot_per_name
  ON holding_transaction (account_key, lot) WHERE action = 'buy' OR action = 'reinvest' OR action = 'stock-dividend' OR action = 'in-kind' OR action = 'gift-received' OR action = 'inherit';

CREATE UNIQUE INDEX one_security_per_cusip ON security_identifier (value) WHERE kind = 'cusip';

CREATE UNIQUE INDEX one_security_per_symbol_in_use
  ON security_identifier (value) WHERE kind = 'symbol' AND valid_to IS NULL;

CREATE UNIQUE INDEX one_version_per_document ON document (ifnull(issuer, ''), tax_year, version);

CREATE INDEX rows_again_of_entry ON row_again (sequence);

CREATE TABLE accepted_difference (
  form_key INTEGER NOT NULL REFERENCES broker_form (key) ON DELETE CASCADE,
  form TEXT NOT NULL CHECK (form IN ('1099-DIV', '1099-B', '2439')),
  row INTEGER NOT NULL CHECK (row BETWEEN 0 AND 99999 AND (row > 0) = (form = '1099-B')),
  field TEXT NOT NULL CHECK (field <> ''),
  theirs TEXT NOT NULL CHECK (theirs <> ''),
  ours TEXT CHECK (ours <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (form_key, form, row, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE "account" (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  tax_deferred INTEGER NOT NULL CHECK (tax_deferred IN (0, 1)),
  method TEXT NOT NULL CHECK (method IN ('fifo', 'lifo', 'hifo', 'lofo', 'lowest-tax')),
  return_of_capital TEXT NOT NULL CHECK (return_of_capital IN ('by-shares', 'earliest-first')),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)
) STRICT;

CREATE TABLE account_method (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  valid_from TEXT NOT NULL CHECK (valid_from BETWEEN '1900-01-01' AND '2199-12-31' AND date(valid_from) IS valid_from),
  method TEXT NOT NULL CHECK (method IN ('fifo', 'lifo', 'hifo', 'lofo', 'lowest-tax')), checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (account_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT CHECK (sequence >= 1),
  happened_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', happened_at) IS happened_at OR strftime('%Y-%m-%dT%H:%M:%fZ', happened_at) IS happened_at),
  name TEXT NOT NULL CHECK (name <> ''),
  undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)
) STRICT;

CREATE TABLE act_change (
  act INTEGER NOT NULL REFERENCES act (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (name <> ''),
  first INTEGER CHECK (first >= 1),
  last INTEGER CHECK (last >= first),
  rows BLOB CHECK (length(rows) > 0),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (act, position),
  CHECK ((first IS NULL) = (last IS NULL)),
  CHECK (first IS NOT NULL OR rows IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE broker_claim (
  import_key INTEGER NOT NULL REFERENCES import_batch (entry) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line >= 1),
  account_key INTEGER NOT NULL REFERENCES account (key),
  security TEXT NOT NULL CHECK (security <> ''),
  booked_on TEXT NOT NULL CHECK (booked_on BETWEEN '1900-01-01' AND '2199-12-31' AND date(booked_on) IS booked_on),
  kind TEXT NOT NULL CHECK (kind IN ('dividend', 'capitalGain', 'unrecaptured1250', 'returnOfCapital', 'liquidation', 'paymentInLieu')),
  amount TEXT NOT NULL CHECK ((amount GLOB '[0-9]*' AND amount GLOB '*.[0-9][0-9]' AND amount NOT GLOB '*[^0-9.]*' AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '0[0-9]*' AND amount NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(amount) <= 21 AND octet_length(amount) = length(amount))
    OR (amount GLOB '-*[1-9]*' AND substr(amount, 2) GLOB '[0-9]*' AND substr(amount, 2) GLOB '*.[0-9][0-9]' AND substr(amount, 2) NOT GLOB '*[^0-9.]*' AND substr(amount, 2) NOT GLOB '*.*.*' AND substr(amount, 2) NOT GLOB '0[0-9]*' AND substr(amount, 2) NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(substr(amount, 2)) <= 21 AND octet_length(substr(amount, 2)) = length(substr(amount, 2)))),
  qualified INTEGER NOT NULL CHECK (qualified IN (0, 1)),
  reinvested INTEGER NOT NULL CHECK (reinvested IN (0, 1)),
  prior_year INTEGER NOT NULL CHECK (prior_year IN (0, 1)),
  reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
  record_date TEXT CHECK (record_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(record_date) IS record_date),
  payable_date TEXT CHECK (payable_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(payable_date) IS payable_date),
  broker_id TEXT CHECK (broker_id <> ''),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (import_key, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE broker_form (
  key INTEGER PRIMARY KEY,
  tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1900 AND 2199),
  account_key INTEGER NOT NULL REFERENCES account (key),
  security_key INTEGER REFERENCES security (key),
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 999),
  received_on TEXT CHECK (received_on BETWEEN '1900-01-01' AND '2199-12-31' AND date(received_on) IS received_on),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)
) STRICT;

CREATE TABLE broker_form_box (
  form_key INTEGER NOT NULL REFERENCES broker_form (key) ON DELETE CASCADE,
  form TEXT NOT NULL CHECK (form IN ('1099-DIV', '2439')),
  box TEXT NOT NULL CHECK (box GLOB '[0-9]*' AND length(box) <= 3),
  amount TEXT NOT NULL CHECK (amount GLOB '[0-9]*' AND amount GLOB '*[0-9]' AND amount NOT GLOB '*[^0-9.]*' AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '0[0-9]*' AND amount NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND amount NOT GLOB '*.[0-9][0-9][0-9]*' AND length(amount) <= 21 AND octet_length(amount) = length(amount) AND amount GLOB '*.[0-9][0-9]'),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (form_key, form, box)
) STRICT, WITHOUT ROWID;

CREATE TABLE broker_form_sale (
  form_key INTEGER NOT NULL REFERENCES broker_form (key) ON DELETE CASCADE,
  row INTEGER NOT NULL CHECK (row BETWEEN 1 AND 99999),
  security_key INTEGER REFERENCES security (key),
  acquired TEXT CHECK (acquired BETWEEN '1900-01-01' AND '2199-12-31' AND date(acquired) IS acquired),
  sold TEXT NOT NULL CHECK (sold BETWEEN '1900-01-01' AND '2199-12-31' AND date(sold) IS sold),
  shares TEXT NOT NULL CHECK (shares GLOB '[0-9]*' AND shares GLOB '*[0-9]' AND shares NOT GLOB '*[^0-9.]*' AND shares NOT GLOB '*.*.*' AND shares NOT GLOB '0[0-9]*' AND shares NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND shares NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(shares) <= 27 AND octet_length(shares) = length(shares) AND shares NOT GLOB '*.*0' AND shares GLOB '*[1-9]*'),
  proceeds TEXT CHECK (proceeds GLOB '[0-9]*' AND proceeds GLOB '*[0-9]' AND proceeds NOT GLOB '*[^0-9.]*' AND proceeds NOT GLOB '*.*.*' AND proceeds NOT GLOB '0[0-9]*' AND proceeds NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND proceeds NOT GLOB '*.[0-9][0-9][0-9]*' AND length(proceeds) <= 21 AND octet_length(proceeds) = length(proceeds) AND proceeds GLOB '*.[0-9][0-9]'),
  basis TEXT CHECK (basis GLOB '[0-9]*' AND basis GLOB '*[0-9]' AND basis NOT GLOB '*[^0-9.]*' AND basis NOT GLOB '*.*.*' AND basis NOT GLOB '0[0-9]*' AND basis NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND basis NOT GLOB '*.[0-9][0-9][0-9]*' AND length(basis) <= 21 AND octet_length(basis) = length(basis) AND basis GLOB '*.[0-9][0-9]'),
  wash_sale TEXT CHECK (wash_sale GLOB '[0-9]*' AND wash_sale GLOB '*[0-9]' AND wash_sale NOT GLOB '*[^0-9.]*' AND wash_sale NOT GLOB '*.*.*' AND wash_sale NOT GLOB '0[0-9]*' AND wash_sale NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND wash_sale NOT GLOB '*.[0-9][0-9][0-9]*' AND length(wash_sale) <= 21 AND octet_length(wash_sale) = length(wash_sale) AND wash_sale GLOB '*.[0-9][0-9]'),
  reporting TEXT CHECK (reporting IN ('basis', 'proceeds', 'nothing')),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (form_key, row),
  CHECK (acquired <= sold)
) STRICT, WITHOUT ROWID;

CREATE TABLE distribution (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  document_id TEXT NOT NULL,
  security_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  declaration_date TEXT CHECK (declaration_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(declaration_date) IS declaration_date),
  record_date TEXT CHECK (record_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(record_date) IS record_date),
  ex_date TEXT CHECK (ex_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(ex_date) IS ex_date),
  payable_date TEXT NOT NULL CHECK (payable_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(payable_date) IS payable_date),
  amount_per_share TEXT NOT NULL CHECK (amount_per_share GLOB '[0-9]*' AND amount_per_share GLOB '*[0-9]' AND amount_per_share NOT GLOB '*[^0-9.]*' AND amount_per_share NOT GLOB '*.*.*' AND amount_per_share NOT GLOB '0[0-9]*' AND amount_per_share NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND amount_per_share NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(amount_per_share) <= 31 AND octet_length(amount_per_share) = length(amount_per_share) AND amount_per_share NOT GLOB '*.*0'),
  allocable_per_share TEXT NOT NULL CHECK (allocable_per_share GLOB '[0-9]*' AND allocable_per_share GLOB '*[0-9]' AND allocable_per_share NOT GLOB '*[^0-9.]*' AND allocable_per_share NOT GLOB '*.*.*' AND allocable_per_share NOT GLOB '0[0-9]*' AND allocable_per_share NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND allocable_per_share NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(allocable_per_share) <= 31 AND octet_length(allocable_per_share) = length(allocable_per_share) AND allocable_per_share NOT GLOB '*.*0'),
  in_kind INTEGER NOT NULL CHECK (in_kind IN (0, 1)),
  unit TEXT NOT NULL CHECK (unit IN ('percent', 'usd')),
  ordinary TEXT NOT NULL CHECK (ordinary GLOB '[0-9]*' AND ordinary GLOB '*[0-9]' AND ordinary NOT GLOB '*[^0-9.]*' AND ordinary NOT GLOB '*.*.*' AND ordinary NOT GLOB '0[0-9]*' AND ordinary NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND ordinary NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(ordinary) <= 31 AND octet_length(ordinary) = length(ordinary) AND ordinary NOT GLOB '*.*0'),
  qualified TEXT NOT NULL CHECK (qualified GLOB '[0-9]*' AND qualified GLOB '*[0-9]' AND qualified NOT GLOB '*[^0-9.]*' AND qualified NOT GLOB '*.*.*' AND qualified NOT GLOB '0[0-9]*' AND qualified NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND qualified NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(qualified) <= 31 AND octet_length(qualified) = length(qualified) AND qualified NOT GLOB '*.*0'),
  capital_gain TEXT NOT NULL CHECK (capital_gain GLOB '[0-9]*' AND capital_gain GLOB '*[0-9]' AND capital_gain NOT GLOB '*[^0-9.]*' AND capital_gain NOT GLOB '*.*.*' AND capital_gain NOT GLOB '0[0-9]*' AND capital_gain NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND capital_gain NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(capital_gain) <= 31 AND octet_length(capital_gain) = length(capital_gain) AND capital_gain NOT GLOB '*.*0'),
  unrecaptured_1250 TEXT NOT NULL CHECK (unrecaptured_1250 GLOB '[0-9]*' AND unrecaptured_1250 GLOB '*[0-9]' AND unrecaptured_1250 NOT GLOB '*[^0-9.]*' AND unrecaptured_1250 NOT GLOB '*.*.*' AND unrecaptured_1250 NOT GLOB '0[0-9]*' AND unrecaptured_1250 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND unrecaptured_1250 NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(unrecaptured_1250) <= 31 AND octet_length(unrecaptured_1250) = length(unrecaptured_1250) AND unrecaptured_1250 NOT GLOB '*.*0'),
  section_1202 TEXT NOT NULL CHECK (section_1202 GLOB '[0-9]*' AND section_1202 GLOB '*[0-9]' AND section_1202 NOT GLOB '*[^0-9.]*' AND section_1202 NOT GLOB '*.*.*' AND section_1202 NOT GLOB '0[0-9]*' AND section_1202 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND section_1202 NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(section_1202) <= 31 AND octet_length(section_1202) = length(section_1202) AND section_1202 NOT GLOB '*.*0'),
  collectibles_28 TEXT NOT NULL CHECK (collectibles_28 GLOB '[0-9]*' AND collectibles_28 GLOB '*[0-9]' AND collectibles_28 NOT GLOB '*[^0-9.]*' AND collectibles_28 NOT GLOB '*.*.*' AND collectibles_28 NOT GLOB '0[0-9]*' AND collectibles_28 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND collectibles_28 NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(collectibles_28) <= 31 AND octet_length(collectibles_28) = length(collectibles_28) AND collectibles_28 NOT GLOB '*.*0'),
  return_of_capital TEXT NOT NULL CHECK (return_of_capital GLOB '[0-9]*' AND return_of_capital GLOB '*[0-9]' AND return_of_capital NOT GLOB '*[^0-9.]*' AND return_of_capital NOT GLOB '*.*.*' AND return_of_capital NOT GLOB '0[0-9]*' AND return_of_capital NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND return_of_capital NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(return_of_capital) <= 31 AND octet_length(return_of_capital) = length(return_of_capital) AND return_of_capital NOT GLOB '*.*0'),
  qualified_5_year TEXT CHECK (qualified_5_year GLOB '[0-9]*' AND qualified_5_year GLOB '*[0-9]' AND qualified_5_year NOT GLOB '*[^0-9.]*' AND qualified_5_year NOT GLOB '*.*.*' AND qualified_5_year NOT GLOB '0[0-9]*' AND qualified_5_year NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND qualified_5_year NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(qualified_5_year) <= 31 AND octet_length(qualified_5_year) = length(qualified_5_year) AND qualified_5_year NOT GLOB '*.*0'),
  section_199a TEXT CHECK (section_199a GLOB '[0-9]*' AND section_199a GLOB '*[0-9]' AND section_199a NOT GLOB '*[^0-9.]*' AND section_199a NOT GLOB '*.*.*' AND section_199a NOT GLOB '0[0-9]*' AND section_199a NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND section_199a NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(section_199a) <= 31 AND octet_length(section_199a) = length(section_199a) AND section_199a NOT GLOB '*.*0'),
  short_term_capital_gain TEXT CHECK (short_term_capital_gain GLOB '[0-9]*' AND short_term_capital_gain GLOB '*[0-9]' AND short_term_capital_gain NOT GLOB '*[^0-9.]*' AND short_term_capital_gain NOT GLOB '*.*.*' AND short_term_capital_gain NOT GLOB '0[0-9]*' AND short_term_capital_gain NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND short_term_capital_gain NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(short_term_capital_gain) <= 31 AND octet_length(short_term_capital_gain) = length(short_term_capital_gain) AND short_term_capital_gain NOT GLOB '*.*0'),
  post_may_5 TEXT CHECK (post_may_5 GLOB '[0-9]*' AND post_may_5 GLOB '*[0-9]' AND post_may_5 NOT GLOB '*[^0-9.]*' AND post_may_5 NOT GLOB '*.*.*' AND post_may_5 NOT GLOB '0[0-9]*' AND post_may_5 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND post_may_5 NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(post_may_5) <= 31 AND octet_length(post_may_5) = length(post_may_5) AND post_may_5 NOT GLOB '*.*0'),
  section_897_ordinary TEXT CHECK (section_897_ordinary GLOB '[0-9]*' AND section_897_ordinary GLOB '*[0-9]' AND section_897_ordinary NOT GLOB '*[^0-9.]*' AND section_897_ordinary NOT GLOB '*.*.*' AND section_897_ordinary NOT GLOB '0[0-9]*' AND section_897_ordinary NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND section_897_ordinary NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(section_897_ordinary) <= 31 AND octet_length(section_897_ordinary) = length(section_897_ordinary) AND section_897_ordinary NOT GLOB '*.*0'),
  section_897_capital_gain TEXT CHECK (section_897_capital_gain GLOB '[0-9]*' AND section_897_capital_gain GLOB '*[0-9]' AND section_897_capital_gain NOT GLOB '*[^0-9.]*' AND section_897_capital_gain NOT GLOB '*.*.*' AND section_897_capital_gain NOT GLOB '0[0-9]*' AND section_897_capital_gain NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND section_897_capital_gain NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(section_897_capital_gain) <= 31 AND octet_length(section_897_capital_gain) = length(section_897_capital_gain) AND section_897_capital_gain NOT GLOB '*.*0'),
  source_line INTEGER CHECK (source_line >= 1), checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  FOREIGN KEY (document_id, security_id)
    REFERENCES document_security (document_id, security_id) ON DELETE CASCADE,
  UNIQUE (document_id, security_id, position)
) STRICT;

CREATE TABLE document (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*' AND octet_length(sha256) = length(sha256)),
  status TEXT NOT NULL CHECK (status IN ('estimate', 'final', 'corrected')),
  issuer TEXT CHECK (issuer <> ''),
  tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1900 AND 2199),
  published_on TEXT CHECK (published_on BETWEEN '1900-01-01' AND '2199-12-31' AND date(published_on) IS published_on),
  version INTEGER NOT NULL CHECK (version >= 1),
  accepted_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', accepted_at) IS accepted_at OR strftime('%Y-%m-%dT%H:%M:%fZ', accepted_at) IS accepted_at),
  source_text TEXT NOT NULL
, checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)) STRICT;

CREATE TABLE document_security (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  security_id TEXT NOT NULL REFERENCES security (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  printed_name TEXT NOT NULL CHECK (printed_name <> ''), checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (document_id, security_id),
  UNIQUE (document_id, position)
) STRICT;

CREATE TABLE filed_figure (
  tax_year INTEGER NOT NULL REFERENCES filed_return (tax_year) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('box', 'gain', 'line')),
  name TEXT NOT NULL CHECK (name <> ''),
  amount TEXT NOT NULL CHECK ((amount GLOB '[0-9]*' AND amount GLOB '*[0-9]' AND amount NOT GLOB '*[^0-9.]*' AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '0[0-9]*' AND amount NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND amount NOT GLOB '*.[0-9][0-9][0-9]*' AND length(amount) <= 21 AND octet_length(amount) = length(amount) AND amount GLOB '*.[0-9][0-9]') OR (amount GLOB '-*[1-9]*' AND substr(amount, 2) GLOB '[0-9]*' AND substr(amount, 2) GLOB '*[0-9]' AND substr(amount, 2) NOT GLOB '*[^0-9.]*' AND substr(amount, 2) NOT GLOB '*.*.*' AND substr(amount, 2) NOT GLOB '0[0-9]*' AND substr(amount, 2) NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND substr(amount, 2) NOT GLOB '*.[0-9][0-9][0-9]*' AND length(substr(amount, 2)) <= 21 AND octet_length(substr(amount, 2)) = length(substr(amount, 2)) AND substr(amount, 2) GLOB '*.[0-9][0-9]')),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (tax_year, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE filed_return (
  tax_year INTEGER NOT NULL PRIMARY KEY CHECK (tax_year BETWEEN 1900 AND 2199),
  filed_on TEXT CHECK (filed_on BETWEEN '1900-01-01' AND '2199-12-31' AND date(filed_on) IS filed_on),
  whole_dollars INTEGER NOT NULL CHECK (whole_dollars IN (0, 1)),
  broker_basis TEXT NOT NULL CHECK (broker_basis IN ('adjusted', 'original')),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)
) STRICT, WITHOUT ROWID;

CREATE TABLE "holding_transaction" (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT CHECK (sequence BETWEEN 1 AND 281474976710655),
  own_id ANY CHECK (own_id IS NULL
    OR (typeof(own_id) = 'blob' AND length(own_id) = 16)
    OR (typeof(own_id) = 'text' AND own_id <> '' AND own_id NOT GLOB '[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]')),
  trade_date TEXT NOT NULL CHECK (trade_date BETWEEN '1900-01-01' AND '2199-12-31' AND date(trade_date) IS trade_date),
  action TEXT NOT NULL,
  account_key INTEGER NOT NULL REFERENCES account (key),
  security_key INTEGER NOT NULL REFERENCES security (key),
  shares TEXT CHECK (shares IS NULL OR (shares GLOB '[0-9]*' AND shares GLOB '*[0-9]' AND shares NOT GLOB '*[^0-9.]*' AND shares NOT GLOB '*.*.*' AND shares NOT GLOB '0[0-9]*' AND shares NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND shares NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(shares) <= 27 AND octet_length(shares) = length(shares) AND shares NOT GLOB '*.*0' AND shares GLOB '*[1-9]*')),
  amount TEXT CHECK (amount IS NULL OR (amount GLOB '[0-9]*' AND amount GLOB '*[0-9]' AND amount NOT GLOB '*[^0-9.]*' AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '0[0-9]*' AND amount NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND amount NOT GLOB '*.[0-9][0-9][0-9]*' AND length(amount) <= 21 AND octet_length(amount) = length(amount) AND amount GLOB '*.[0-9][0-9]')
    OR (action = 'dividend' AND amount GLOB '-*[1-9]*' AND (substr(amount, 2) IS NULL OR (substr(amount, 2) GLOB '[0-9]*' AND substr(amount, 2) GLOB '*[0-9]' AND substr(amount, 2) NOT GLOB '*[^0-9.]*' AND substr(amount, 2) NOT GLOB '*.*.*' AND substr(amount, 2) NOT GLOB '0[0-9]*' AND substr(amount, 2) NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND substr(amount, 2) NOT GLOB '*.[0-9][0-9][0-9]*' AND length(substr(amount, 2)) <= 21 AND octet_length(substr(amount, 2)) = length(substr(amount, 2)) AND substr(amount, 2) GLOB '*.[0-9][0-9]')))),
  lot TEXT CHECK (lot <> ''),
  note TEXT,
  import_key INTEGER REFERENCES import_batch (entry),
  source_line INTEGER CHECK (source_line >= 1),
  acquired TEXT CHECK (acquired IS NULL OR (acquired BETWEEN '1900-01-01' AND '2199-12-31' AND date(acquired) IS acquired)),
  ratio_new TEXT CHECK (ratio_new IS NULL OR (ratio_new GLOB '[0-9]*' AND ratio_new GLOB '*[0-9]' AND ratio_new NOT GLOB '*[^0-9.]*' AND ratio_new NOT GLOB '*.*.*' AND ratio_new NOT GLOB '0[0-9]*' AND ratio_new NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND ratio_new NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(ratio_new) <= 31 AND octet_length(ratio_new) = length(ratio_new) AND ratio_new NOT GLOB '*.*0' AND ratio_new GLOB '*[1-9]*')),
  ratio_old TEXT CHECK (ratio_old IS NULL OR (ratio_old GLOB '[0-9]*' AND ratio_old GLOB '*[0-9]' AND ratio_old NOT GLOB '*[^0-9.]*' AND ratio_old NOT GLOB '*.*.*' AND ratio_old NOT GLOB '0[0-9]*' AND ratio_old NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND ratio_old NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(ratio_old) <= 31 AND octet_length(ratio_old) = length(ratio_old) AND ratio_old NOT GLOB '*.*0' AND ratio_old GLOB '*[1-9]*')),
  cash_shares TEXT CHECK (cash_shares IS NULL OR (cash_shares GLOB '[0-9]*' AND cash_shares GLOB '*[0-9]' AND cash_shares NOT GLOB '*[^0-9.]*' AND cash_shares NOT GLOB '*.*.*' AND cash_shares NOT GLOB '0[0-9]*' AND cash_shares NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND cash_shares NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(cash_shares) <= 27 AND octet_length(cash_shares) = length(cash_shares) AND cash_shares NOT GLOB '*.*0' AND cash_shares GLOB '*[1-9]*')),
  percent TEXT CHECK (percent IS NULL OR (percent GLOB '[0-9]*' AND percent GLOB '*[0-9]' AND percent NOT GLOB '*[^0-9.]*' AND percent NOT GLOB '*.*.*' AND percent NOT GLOB '0[0-9]*' AND percent NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND percent NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(percent) <= 31 AND octet_length(percent) = length(percent) AND percent NOT GLOB '*.*0' AND (percent = '100' OR percent NOT GLOB '[0-9][0-9][0-9]*'))),
  to_security_key INTEGER REFERENCES security (key),
  to_account_key INTEGER REFERENCES account (key),
  cash TEXT CHECK (cash IS NULL OR (cash GLOB '[0-9]*' AND cash GLOB '*[0-9]' AND cash NOT GLOB '*[^0-9.]*' AND cash NOT GLOB '*.*.*' AND cash NOT GLOB '0[0-9]*' AND cash NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND cash NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(cash) <= 31 AND octet_length(cash) = length(cash) AND cash NOT GLOB '*.*0')),
  value TEXT CHECK (value IS NULL OR (CASE action WHEN 'exchange' THEN value GLOB '[0-9]*' AND value GLOB '*[0-9]' AND value NOT GLOB '*[^0-9.]*' AND value NOT GLOB '*.*.*' AND value NOT GLOB '0[0-9]*' AND value NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND value NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(value) <= 31 AND octet_length(value) = length(value) AND value NOT GLOB '*.*0' ELSE value GLOB '[0-9]*' AND value GLOB '*[0-9]' AND value NOT GLOB '*[^0-9.]*' AND value NOT GLOB '*.*.*' AND value NOT GLOB '0[0-9]*' AND value NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND value NOT GLOB '*.[0-9][0-9][0-9]*' AND length(value) <= 21 AND octet_length(value) = length(value) AND value GLOB '*.[0-9][0-9]' END)),
  tax TEXT CHECK (tax IS NULL OR (tax GLOB '[0-9]*' AND tax GLOB '*[0-9]' AND tax NOT GLOB '*[^0-9.]*' AND tax NOT GLOB '*.*.*' AND tax NOT GLOB '0[0-9]*' AND tax NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND tax NOT GLOB '*.[0-9][0-9][0-9]*' AND length(tax) <= 21 AND octet_length(tax) = length(tax) AND tax GLOB '*.[0-9][0-9]')),
  unrecaptured_1250 TEXT CHECK (unrecaptured_1250 IS NULL OR (unrecaptured_1250 GLOB '[0-9]*' AND unrecaptured_1250 GLOB '*[0-9]' AND unrecaptured_1250 NOT GLOB '*[^0-9.]*' AND unrecaptured_1250 NOT GLOB '*.*.*' AND unrecaptured_1250 NOT GLOB '0[0-9]*' AND unrecaptured_1250 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND unrecaptured_1250 NOT GLOB '*.[0-9][0-9][0-9]*' AND length(unrecaptured_1250) <= 21 AND octet_length(unrecaptured_1250) = length(unrecaptured_1250) AND unrecaptured_1250 GLOB '*.[0-9][0-9]')),
  section_1202 TEXT CHECK (section_1202 IS NULL OR (section_1202 GLOB '[0-9]*' AND section_1202 GLOB '*[0-9]' AND section_1202 NOT GLOB '*[^0-9.]*' AND section_1202 NOT GLOB '*.*.*' AND section_1202 NOT GLOB '0[0-9]*' AND section_1202 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND section_1202 NOT GLOB '*.[0-9][0-9][0-9]*' AND length(section_1202) <= 21 AND octet_length(section_1202) = length(section_1202) AND section_1202 GLOB '*.[0-9][0-9]')),
  collectibles_28 TEXT CHECK (collectibles_28 IS NULL OR (collectibles_28 GLOB '[0-9]*' AND collectibles_28 GLOB '*[0-9]' AND collectibles_28 NOT GLOB '*[^0-9.]*' AND collectibles_28 NOT GLOB '*.*.*' AND collectibles_28 NOT GLOB '0[0-9]*' AND collectibles_28 NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND collectibles_28 NOT GLOB '*.[0-9][0-9][0-9]*' AND length(collectibles_28) <= 21 AND octet_length(collectibles_28) = length(collectibles_28) AND collectibles_28 GLOB '*.[0-9][0-9]')),
  last INTEGER CHECK (last = 1),
  dividend INTEGER CHECK (dividend = 1),
  confirmed INTEGER CHECK (confirmed = 1),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  CHECK (CASE
    WHEN action = 'buy' OR action = 'stock-dividend' OR action = 'inherit'
      THEN shares IS NOT NULL AND amount IS NOT NULL AND lot IS NOT NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'in-kind'
      THEN shares IS NOT NULL AND lot IS NOT NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'reinvest' OR action = 'gift-received'
      THEN shares IS NOT NULL AND amount IS NOT NULL AND lot IS NOT NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'sell' OR action = 'redeem'
      THEN shares IS NOT NULL AND amount IS NOT NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'gift'
      THEN shares IS NOT NULL AND amount IS NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'split'
      THEN ratio_new IS NOT NULL AND ratio_old IS NOT NULL AND amount IS NOT NULL AND shares IS NULL AND lot IS NULL AND acquired IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'spin-off'
      THEN ratio_new IS NOT NULL AND ratio_old IS NOT NULL AND amount IS NOT NULL AND to_security_key IS NOT NULL AND percent IS NOT NULL AND shares IS NULL AND lot IS NULL AND acquired IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'exchange'
      THEN ratio_new IS NOT NULL AND ratio_old IS NOT NULL AND amount IS NOT NULL AND to_security_key IS NOT NULL AND acquired IS NULL AND percent IS NULL AND to_account_key IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND confirmed IS NULL
    WHEN action = 'transfer'
      THEN to_account_key IS NOT NULL AND amount IS NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'dividend'
      THEN amount IS NOT NULL AND shares IS NULL AND lot IS NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'liquidation'
      THEN amount IS NOT NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'undistributed-gain'
      THEN amount IS NOT NULL AND tax IS NOT NULL AND shares IS NULL AND lot IS NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'opening-basis'
      THEN lot IS NOT NULL AND amount IS NOT NULL AND shares IS NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'nothing-returned'
      THEN shares IS NULL AND amount IS NULL AND lot IS NULL AND acquired IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND last IS NULL AND dividend IS NULL AND confirmed IS NULL
    WHEN action = 'average-basis'
      THEN shares IS NULL AND amount IS NULL AND lot IS NULL AND ratio_new IS NULL AND ratio_old IS NULL AND cash_shares IS NULL AND percent IS NULL AND to_security_key IS NULL AND to_account_key IS NULL AND cash IS NULL AND value IS NULL AND tax IS NULL AND unrecaptured_1250 IS NULL AND section_1202 IS NULL AND collectibles_28 IS NULL AND dividend IS NULL
    ELSE 0 END),
  CHECK (acquired <= trade_date),
  CHECK (to_account_key <> account_key),
  CHECK ((import_key IS NULL) = (source_line IS NULL))
) STRICT;

CREATE TABLE import_batch (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*' AND octet_length(sha256) = length(sha256)),
  imported_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', imported_at) IS imported_at OR strftime('%Y-%m-%dT%H:%M:%fZ', imported_at) IS imported_at)
, checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)) STRICT;

CREATE TABLE log_mark (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  mark TEXT NOT NULL CHECK (length(mark) = 32 AND mark NOT GLOB '*[^0-9a-f]*')
) STRICT;

CREATE TABLE "lot_pick" (
  sequence INTEGER NOT NULL REFERENCES holding_transaction (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  lot TEXT NOT NULL CHECK (lot <> ''),
  shares TEXT NOT NULL CHECK (shares GLOB '[0-9]*' AND shares GLOB '*[0-9]' AND shares NOT GLOB '*[^0-9.]*' AND shares NOT GLOB '*.*.*' AND shares NOT GLOB '0[0-9]*' AND shares NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND shares NOT GLOB '*.[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND length(shares) <= 27 AND octet_length(shares) = length(shares) AND shares NOT GLOB '*.*0' AND shares GLOB '*[1-9]*'),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (sequence, position),
  UNIQUE (sequence, lot)
) STRICT, WITHOUT ROWID;

CREATE TABLE "meta" (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  kind TEXT NOT NULL CHECK (kind IN ('sample', 'own')),
  created_at TEXT NOT NULL CHECK (strftime('%Y-%m-%dT%H:%M:%SZ', created_at) IS created_at OR strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  id_prefix TEXT NOT NULL DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-8' ||
    substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + abs(random() % 4), 1) ||
    substr(hex(randomblob(2)), 2) || '-')) CHECK (id_prefix GLOB '[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-8[0-9a-f][0-9a-f][0-9a-f]-[89ab][0-9a-f][0-9a-f][0-9a-f]-'),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)
) STRICT;

CREATE TABLE own_layout (
  shape TEXT NOT NULL PRIMARY KEY CHECK (shape <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  headings TEXT NOT NULL CHECK (CASE WHEN json_valid(headings) THEN json_type(headings) = 'array' ELSE 0 END),
  columns TEXT NOT NULL CHECK (CASE WHEN json_valid(columns) THEN json_type(columns) = 'array' ELSE 0 END),
  words TEXT NOT NULL CHECK (CASE WHEN json_valid(words) THEN json_type(words) = 'object' ELSE 0 END),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  CHECK (json_array_length(columns) = json_array_length(headings))
) STRICT, WITHOUT ROWID;

CREATE TABLE row_again (
  import_key INTEGER NOT NULL REFERENCES import_batch (entry) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line >= 1),
  sequence INTEGER NOT NULL REFERENCES holding_transaction (sequence) ON DELETE CASCADE,
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (import_key, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE said_caption (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  caption TEXT NOT NULL CHECK (caption <> ''),
  nth INTEGER NOT NULL CHECK (nth >= 0),
  columns INTEGER NOT NULL CHECK (columns > nth),
  printed TEXT NOT NULL CHECK (printed <> ''),
  meaning TEXT NOT NULL CHECK (meaning <> ''),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (document_id, caption, nth, columns)
) STRICT, WITHOUT ROWID;

CREATE TABLE "security" (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  issuer TEXT CHECK (issuer <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327)
) STRICT;

CREATE TABLE security_identifier (
  entry INTEGER PRIMARY KEY,
  security_id TEXT NOT NULL REFERENCES security (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('symbol', 'cusip', 'name')),
  value TEXT NOT NULL CHECK (value <> ''),
  valid_from TEXT CHECK (valid_from BETWEEN '1900-01-01' AND '2199-12-31' AND date(valid_from) IS valid_from),
  valid_to TEXT CHECK (valid_to BETWEEN '1900-01-01' AND '2199-12-31' AND date(valid_to) IS valid_to), checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  CHECK (valid_from <= valid_to),
  CHECK (kind <> 'cusip' OR (length(value) = 9 AND value NOT GLOB '*[^0-9A-Z*@#]*' AND octet_length(value) = length(value)))
) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE stand_in (
  tax_year INTEGER NOT NULL CHECK (tax_year BETWEEN 1900 AND 2199),
  security_key INTEGER NOT NULL REFERENCES security (key),
  account_key INTEGER NOT NULL REFERENCES account (key),
  checksum INTEGER NOT NULL DEFAULT 0 CHECK (checksum BETWEEN 0 AND 140737488355327),
  PRIMARY KEY (tax_year, security_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
  name TEXT NOT NULL PRIMARY KEY,
  records INTEGER NOT NULL CHECK (records >= 0),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 140737488355327),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;
