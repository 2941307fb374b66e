/**
 * The forms of what crosses the wire, as validators; the contract puts them together into calls. This
 * file has the rows of a book; the others are passed on from here.
 */
import * as v from 'valibot';
import { NOTICE_CODES } from '../tax/facts/notices.ts';
import { SALE_KINDS, term } from './wire-report.ts';
import { ACTIONS, FURTHER_PARTS } from '../tax/facts/entry-kinds.ts';
import { LOT_METHODS, RETURN_OF_CAPITAL_RULES } from '../tax/facts/model.ts';
import {
  base64,
  text,
  nullableText,
  decimal,
  money,
  day,
  year,
  count,
  field,
  bookKind,
  documentStatus,
} from './wire-values.ts';

export { valuePlace } from '../formats/allocation-document-schema.ts';
export { documentComparison } from '../formats/comparison-schema.ts';
export { draftCheckSchema, draftSchema } from '../formats/documents/draft/draft-schema.ts';
export * from './wire-derivation.ts';
export * from './wire-report.ts';
export * from './wire-values.ts';

// --- rows of the book -------------------------------------------------------------------------

export const actFields = { sequence: count, name: text };
const nextAct = v.nullable(v.strictObject(actFields));

/** What would be undone next, and what would be done again; null where there is nothing. */
export const nextActs = { undo: nextAct, redo: nextAct };

export const bookStatus = v.strictObject({
  version: text,
  host: v.picklist(['electron', 'browser']),
  /** The open book; null before the first one is chosen, or when it could not be opened. */
  book: v.nullable(
    v.strictObject({
      kind: bookKind,
      path: text,
      schemaVersion: count,
      ...nextActs,
      counts: v.strictObject({
        accounts: count,
        securities: count,
        documents: count,
        distributions: count,
        transactions: count,
      }),
    }),
  ),
  /** Which books exist beside it. */
  available: v.array(bookKind),
  /** Why a book that exists is not open: a sentence with the next step. */
  problem: nullableText,
  /** Whether the problem is that the book of the last time is not there any more. */
  isLost: v.boolean(),
  /** Why the open book takes no change any more: its file is not in its place. */
  gone: nullableText,
  /** What was done about a log of another file that lay beside the book. */
  logNotice: nullableText,
  /** Whether the problem is that the file cannot be read as a book. */
  isDamaged: v.boolean(),
  /** Tax years with something to show, oldest first. */
  years: v.array(year),
  /** The year that the window opens on. */
  defaultYear: v.nullable(year),
});

export const lotMethod = v.picklist(LOT_METHODS);
const returnOfCapitalRule = v.picklist(RETURN_OF_CAPITAL_RULES);

/** Which lots a sale takes that names none: the method from the start, and those that followed it. */
export const account = v.strictObject({
  id: text,
  name: text,
  taxDeferred: v.boolean(),
  method: lotMethod,
  /** In order of days, one a day at most. */
  methodChanges: v.array(v.strictObject({ from: day, method: lotMethod })),
  /** Which lots a return of capital reduces: each by its shares, or the earliest purchases first. */
  returnOfCapital: returnOfCapitalRule,
});

/** As typed; what is absent stays as it is, and is earliest first for a new account. */
export const accountFields = {
  name: field,
  taxDeferred: v.boolean(),
  method: v.exactOptional(lotMethod),
  methodChanges: v.exactOptional(v.array(v.strictObject({ from: field, method: lotMethod }))),
  returnOfCapital: v.exactOptional(returnOfCapitalRule),
};

export const security = v.strictObject({
  id: text,
  issuer: nullableText,
  name: text,
  symbol: nullableText,
  cusips: v.array(text),
  /** What the reports call it. */
  label: text,
});

export const identifierKind = v.picklist(['symbol', 'cusip', 'name']);

/** A ticker, a CUSIP or a former name, and the days on which it was in use; null where not known, or without end. */
export const identifier = v.strictObject({
  kind: identifierKind,
  value: text,
  validFrom: v.nullable(day),
  validTo: v.nullable(day),
});

export const action = v.picklist(ACTIONS);

/** New shares for old ones: "2:1". */
export const ratio = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/));

const lotPick = v.strictObject({ lot: text, shares: decimal });

export const transaction = v.strictObject({
  id: text,
  sequence: count,
  date: day,
  action,
  securityId: text,
  security: text,
  accountId: text,
  account: text,
  /** The security that came of it (spin-off, exchange), the account it went to (transfer). */
  toSecurityId: nullableText,
  toSecurity: nullableText,
  toAccountId: nullableText,
  toAccount: nullableText,
  /** Null where the kind of entry has none, and where it means all of them. */
  shares: v.nullable(decimal),
  /** Cost, proceeds, value, or cash for a fraction; null where the kind of entry has none. */
  amount: v.nullable(money),
  /** The lot it made, or the lot that it names; null where the method or `picks` choose. */
  lot: nullableText,
  /** Shares of several lots that a sale names; else empty. */
  picks: v.array(lotPick),
  ratio: v.nullable(ratio),
  /** The part of the basis that a spin-off gives to the new shares. */
  percent: v.nullable(decimal),
  /** The day that counts as the day of acquisition, where it is not the trade date. */
  acquired: v.nullable(day),
  /** The fraction of a share that was paid in cash, where it is stated. */
  cashShares: v.nullable(decimal),
  /** What few entries say, as a file would have it; what it does not say is not there. */
  further: v.record(v.picklist(FURTHER_PARTS), text),
  note: nullableText,
  /** The file and line it came from; null when it was typed in. */
  source: v.nullable(v.strictObject({ batchId: text, fileName: text, line: count })),
});

/**
 * As typed: each field is checked by the handler, which answers with a sentence per field. What a
 * kind of entry has no use for is empty, null or absent.
 */
export const transactionFields = {
  date: field,
  action: field,
  security: field,
  account: field,
  /** The other security, or the other account. */
  to: v.exactOptional(v.nullable(field)),
  shares: field,
  amount: field,
  lot: v.nullable(field),
  picks: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ lot: field, shares: field })),
      v.maxLength(10_000, 'These are more than 10,000 lots. Enter the sale in parts.'),
    ),
  ),
  ratio: v.exactOptional(v.nullable(field)),
  percent: v.exactOptional(v.nullable(field)),
  acquired: v.exactOptional(v.nullable(field)),
  cashShares: v.exactOptional(v.nullable(field)),
  further: v.exactOptional(v.record(v.picklist(FURTHER_PARTS), field)),
  note: v.nullable(field),
};

/** An account that an entry names for the first time; it is made with the entry, or not at all. */
const newAccount = v.exactOptional(v.strictObject({ taxDeferred: v.boolean() }));

/** An entry that is written: `account`, and `to` where it is an account, may be new ones. */
export const writtenFields = {
  ...transactionFields,
  newAccount,
  newToAccount: newAccount,
};

const previewFigures = v.nullable(
  v.strictObject({
    shares: decimal,
    cost: money,
    adjustedBasis: money,
    /** To four places; null without shares. */
    basisPerShare: v.nullable(decimal),
    /** Whether nobody has said yet what the shares were worth: cost and basis are nothing until then. */
    awaitsValue: v.boolean(),
  }),
);

/** What an entry makes of one lot: null where there is no such lot. */
const previewRow = v.strictObject({
  accountId: text,
  account: text,
  security: text,
  lot: text,
  acquired: day,
  change: v.picklist(['changed', 'new', 'gone']),
  before: previewFigures,
  after: previewFigures,
});

/** One lot's part of a sale that is not saved yet. */
const previewPiece = v.strictObject({
  kind: v.picklist(SALE_KINDS),
  account: text,
  security: text,
  lot: text,
  acquired: day,
  shares: decimal,
  proceeds: money,
  adjustedBasis: money,
  gain: money,
  term,
  disallowedLoss: money,
  longTermLoss: money,
  /** Whether the basis rests on a value that nobody has said yet. */
  awaitsValue: v.boolean(),
});

/** What a sale takes of each lot, and what it comes to: gains less losses, after what is disallowed. */
export const taken = {
  picks: v.array(lotPick),
  short: money,
  long: money,
  disallowed: money,
  counts: money,
};

/** Why an entry would be left out: the sentence, and the lots that it is about. */
export const previewProblem = v.strictObject({
  code: v.picklist(NOTICE_CODES),
  message: text,
});

export const entryPreview = v.strictObject({
  /** The first of those that change. */
  rows: v.array(previewRow),
  counts: v.strictObject({ changed: count, new: count, gone: count, same: count }),
  /** Whether the lots, those that stay as they are too, are of several accounts or securities. */
  severalAccounts: v.boolean(),
  severalSecurities: v.boolean(),
  /** The lots that the entry could name. */
  open: v.array(v.strictObject({ lot: text, shares: decimal, acquired: day })),
  /** A disallowed loss in the basis of the lots that the entry makes; null where there is none. */
  addedLoss: v.nullable(money),
  pieces: v.array(previewPiece),
  taken: v.strictObject(taken),
  /** What can be saved, and should be looked at first. */
  doubts: v.array(text),
  problem: v.nullable(previewProblem),
});

export const documentRow = v.strictObject({
  id: text,
  name: text,
  issuer: nullableText,
  taxYear: year,
  publishedOn: v.nullable(day),
  status: documentStatus,
  /** The statuses of documents that stay behind it, whatever their days. */
  outranks: v.array(documentStatus),
  /** 1 for the first document of its issuer and year, 2 for the next, … */
  version: count,
  sha256: text,
  acceptedAt: text,
  securities: v.array(
    v.strictObject({
      securityId: text,
      label: text,
      name: text,
      distributions: count,
      /** Whether this document is the one that counts for the security in its year. */
      inUse: v.boolean(),
    }),
  ),
});

/** Text as pasted, or a file's bytes in base64. */
export const documentContent = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), text: v.string() }),
  v.strictObject({ kind: v.literal('bytes'), base64 }),
]);
