/**
 * The forms of what crosses the wire, as validators: the published documents, the rows of a book,
 * derivations. The contract puts them together into calls.
 */
import * as v from 'valibot';
import {
  HOLDING_FIGURES,
  LOT_FIGURES,
  OPERATIONS,
  PAYMENT_LOT_FIGURES,
  SALE_FIGURES,
  UNCOUNTED_FIGURES,
  UNITS,
} from '../../tax/derivation.ts';
import { BOX_MEANINGS } from '../../tax/forms.ts';
import {
  ACTIONS,
  COMPONENTS,
  LOT_METHODS,
  RETURN_OF_CAPITAL_RULES,
  SUBSETS,
} from '../../tax/model.ts';
import { NOTICE_CODES } from '../../tax/notices.ts';
import { BROKER_BASES } from '../../tax/return-line-map.ts';
import type { SaleKind } from '../../tax/year-report.ts';

export const text = v.string();
export const nullableText = v.nullable(v.string());
export const decimal = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/));
export const money = v.pipe(v.string(), v.regex(/^-?\d+\.\d\d$/));
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
export const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2199));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What a person can type into one field. */
export const field = v.pipe(
  v.string(),
  v.maxLength(1000, 'This is longer than 1,000 characters. Shorten it.'),
);
export const fileName = v.pipe(v.string(), v.maxLength(1000));

export const documentStatus = v.picklist(['estimate', 'final', 'corrected']);
export const bookKind = v.picklist(['sample', 'own']);

// --- the published documents, as validators ---------------------------------------------------

const componentRates = v.strictObject(
  Object.fromEntries(COMPONENTS.map((name) => [name, decimal])) as Record<
    (typeof COMPONENTS)[number],
    typeof decimal
  >,
);
const componentAmounts = v.strictObject(
  Object.fromEntries(COMPONENTS.map((name) => [name, money])) as Record<
    (typeof COMPONENTS)[number],
    typeof money
  >,
);
const subsetRates = v.partial(
  v.strictObject(
    Object.fromEntries(SUBSETS.map((name) => [name, decimal])) as Record<
      (typeof SUBSETS)[number],
      typeof decimal
    >,
  ),
);
const subsetAmounts = v.partial(
  v.strictObject(
    Object.fromEntries(SUBSETS.map((name) => [name, money])) as Record<
      (typeof SUBSETS)[number],
      typeof money
    >,
  ),
);

const distribution = v.strictObject({
  declarationDate: v.nullable(day),
  recordDate: v.nullable(day),
  exDate: v.nullable(day),
  payableDate: v.nullable(day),
  amountPerShare: v.nullable(decimal),
  allocablePerShare: v.nullable(decimal),
  inKind: v.boolean(),
  unit: v.picklist(['percent', 'usd']),
  components: componentRates,
  subsets: subsetRates,
  sourceLine: v.nullable(count),
});

const documentNotice = v.strictObject({
  level: v.picklist(['error', 'warning', 'info']),
  code: text,
  message: text,
  line: v.nullable(count),
});

export const allocationDocument = v.strictObject({
  schema: v.literal('basisbook/allocation-document@1'),
  issuer: nullableText,
  taxYear: v.nullable(year),
  publishedOn: v.nullable(day),
  status: documentStatus,
  securities: v.array(
    v.strictObject({
      name: text,
      symbol: nullableText,
      cusips: v.array(text),
      distributions: v.array(distribution),
    }),
  ),
  notices: v.array(documentNotice),
});

const notice = v.strictObject({
  level: v.picklist(['error', 'warning', 'info']),
  code: v.picklist(NOTICE_CODES),
  message: text,
  about: v.strictObject({
    security: v.exactOptional(text),
    account: v.exactOptional(text),
    year: v.exactOptional(year),
    document: v.exactOptional(text),
    distribution: v.exactOptional(text),
    payment: v.exactOptional(text),
    transaction: v.exactOptional(text),
    line: v.exactOptional(count),
    day: v.exactOptional(day),
    lots: v.exactOptional(v.array(text)),
  }),
});

const formBox = v.strictObject({
  box: text,
  meaning: v.picklist(BOX_MEANINGS),
  caption: text,
  amount: money,
});

export const term = v.picklist(['short', 'long']);
const holdingPart = v.picklist(['qualified', 'section199A']);
const SALE_KINDS = [
  'sale',
  'redemption',
  'cash-for-fraction',
] as const satisfies readonly SaleKind[];

export const yearEndReport = v.strictObject({
  schema: v.literal('basisbook/year-end-report@1'),
  taxYear: year,
  form1099Div: v.array(formBox),
  accounts: v.array(
    v.strictObject({ account: text, taxDeferred: v.boolean(), form1099Div: v.array(formBox) }),
  ),
  payments: v.array(
    v.strictObject({
      account: text,
      security: text,
      recordDate: v.nullable(day),
      exDate: day,
      payableDate: day,
      shares: decimal,
      amountPerShare: decimal,
      cash: money,
      components: componentAmounts,
      subsets: subsetAmounts,
      lots: v.array(
        v.strictObject({
          lot: text,
          shares: decimal,
          returnOfCapital: money,
          basisReduction: money,
          excessGain: money,
        }),
      ),
    }),
  ),
  lots: v.array(
    v.strictObject({
      lot: text,
      account: text,
      security: text,
      acquired: day,
      heldSince: day,
      shares: decimal,
      cost: money,
      disallowedLossAdded: money,
      returnOfCapitalBefore: money,
      returnOfCapitalInYear: money,
      adjustedBasis: money,
    }),
  ),
  sales: v.array(
    v.strictObject({
      kind: v.picklist(SALE_KINDS),
      account: text,
      security: text,
      lot: text,
      acquired: day,
      heldSince: day,
      sold: day,
      shares: decimal,
      proceeds: money,
      adjustedBasis: money,
      returnOfCapital: money,
      gain: money,
      term,
      disallowedLoss: money,
      replacements: v.array(
        v.strictObject({
          account: text,
          lot: text,
          bought: day,
          shares: decimal,
          disallowedLoss: money,
          addedToBasis: v.boolean(),
        }),
      ),
      longTermLoss: money,
    }),
  ),
  excessGains: v.array(
    v.strictObject({
      account: text,
      security: text,
      lot: text,
      date: day,
      amount: money,
      term,
    }),
  ),
  holdingPeriods: v.array(
    v.strictObject({
      account: text,
      security: text,
      payableDate: day,
      exDate: day,
      part: holdingPart,
      lot: text,
      shares: decimal,
      disposed: v.nullable(day),
      daysHeld: count,
      daysNeeded: count,
    }),
  ),
  uncountedParts: v.array(
    v.strictObject({
      account: text,
      security: text,
      payableDate: day,
      part: holdingPart,
      amount: money,
      shares: decimal,
      sharesTooShort: decimal,
      notCounted: money,
    }),
  ),
  provisional: v.array(
    v.strictObject({ account: text, security: text, cash: money, entries: count }),
  ),
  notices: v.array(notice),
});

// --- the lines of the return --------------------------------------------------------------------

/** What decides how amounts are entered; `account` is one by name, or null for all taxable ones. */
export const returnLinesRequest = v.strictObject({
  year,
  account: v.nullable(field),
  wholeDollars: v.boolean(),
  brokerBasis: v.picklist(BROKER_BASES),
});

const formPlace = { form: text, line: nullableText };
const otherPlace = v.nullable(v.strictObject({ ...formPlace, when: text }));

export const returnLinesAnswer = v.strictObject({
  taxYear: year,
  /** False where no lines of the year are confirmed. */
  mapped: v.boolean(),
  /** The tax year whose forms the lines are from. */
  formsOf: year,
  wholeDollars: v.boolean(),
  style: v.nullable(v.picklist(['form8949', 'scheduleD', 'scheduleD2003'])),
  lines: v.array(
    v.strictObject({
      figure: v.picklist(BOX_MEANINGS),
      form: text,
      line: text,
      caption: text,
      amount: money,
      /** Exact, whatever the amount is rounded to. */
      parts: v.array(v.strictObject({ label: text, amount: money })),
      through: v.nullable(v.strictObject(formPlace)),
      instead: otherPlace,
      note: nullableText,
      source: text,
    }),
  ),
  /** Schedule B, part II; null where it is not needed. */
  payers: v.nullable(
    v.strictObject({
      form: text,
      line: text,
      totalLine: text,
      over: money,
      rows: v.array(v.strictObject({ payer: text, amount: money })),
      total: money,
      source: text,
    }),
  ),
  sales: v.array(
    v.strictObject({
      form: text,
      title: text,
      caption: text,
      term,
      line: text,
      instead: otherPlace,
      rows: v.array(
        v.strictObject({
          description: text,
          /** A day, "INHERITED", or null in a row that only corrects the one above it. */
          acquired: nullableText,
          sold: v.nullable(day),
          proceeds: v.nullable(money),
          basis: v.nullable(money),
          codes: text,
          adjustment: v.nullable(money),
          gain: money,
          postMay5Gain: v.nullable(money),
          statement: nullableText,
          account: text,
          lot: text,
          transaction: nullableText,
        }),
      ),
      totals: v.strictObject({
        proceeds: money,
        basis: money,
        adjustment: money,
        gain: money,
        postMay5Gain: v.nullable(money),
      }),
      source: text,
    }),
  ),
  /** Filled boxes without a line of their own. */
  unplaced: v.array(formBox),
  notes: v.array(v.strictObject({ figure: v.picklist(BOX_MEANINGS), text, source: text })),
});

// --- rows of the book -------------------------------------------------------------------------

export const bookStatus = v.strictObject({
  version: text,
  host: v.picklist(['electron', 'browser']),
  /** The open book; null before the first one is chosen, or when it could not be opened. */
  book: v.nullable(
    v.strictObject({
      kind: bookKind,
      path: text,
      schemaVersion: count,
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
  note: v.nullable(field),
};

/** A lot as it stands at one moment of a preview. */
export const lotSnapshot = v.strictObject({
  account: text,
  security: text,
  lot: text,
  acquired: day,
  shares: decimal,
  cost: money,
  adjustedBasis: money,
  /** To four places; null without shares. */
  basisPerShare: v.nullable(decimal),
});

/** One lot's part of a sale that is not saved yet. */
export const previewPiece = v.strictObject({
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
});

/** Why an entry would be left out: the sentence, and the lots that it is about. */
export const previewProblem = v.strictObject({
  code: v.picklist(NOTICE_CODES),
  message: text,
});

export const documentRow = v.strictObject({
  id: text,
  name: text,
  issuer: nullableText,
  taxYear: year,
  publishedOn: v.nullable(day),
  status: documentStatus,
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

export const valuePlace = v.strictObject({
  pointer: text,
  line: count,
  column: count,
  endColumn: count,
});

/** A decoder that leaves out what it does not know would read a part of the file. */
const base64 = v.pipe(
  v.string(),
  v.check(
    (value) => value.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(value),
    'The file did not arrive whole. Choose it again.',
  ),
);

/** Text as pasted, or a file's bytes in base64. */
export const documentContent = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), text: v.string() }),
  v.strictObject({ kind: v.literal('bytes'), base64 }),
]);

const paymentPart = v.picklist(['qualified', 'section199A']);

export const figureRef = v.variant('kind', [
  v.strictObject({ kind: v.literal('box'), box: field, account: v.nullable(field) }),
  v.strictObject({ kind: v.literal('paymentCash'), payment: field }),
  v.strictObject({ kind: v.literal('paymentShares'), payment: field }),
  v.strictObject({ kind: v.literal('paymentComponent'), payment: field, component: field }),
  v.strictObject({ kind: v.literal('lotReturnOfCapital'), payment: field, lot: field }),
  v.strictObject({
    kind: v.literal('paymentLot'),
    payment: field,
    lot: field,
    of: v.picklist(PAYMENT_LOT_FIGURES),
  }),
  v.strictObject({ kind: v.literal('excessGain'), payment: field, lot: field }),
  v.strictObject({ kind: v.literal('adjustedBasis'), account: field, lot: field }),
  v.strictObject({
    kind: v.literal('lot'),
    account: field,
    lot: field,
    of: v.picklist(LOT_FIGURES),
  }),
  v.strictObject({ kind: v.literal('saleGain'), transaction: field, lot: field }),
  v.strictObject({
    kind: v.literal('sale'),
    transaction: field,
    lot: field,
    of: v.picklist(SALE_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('holdingPeriod'),
    payment: field,
    part: paymentPart,
    lot: field,
    disposed: v.nullable(day),
    of: v.picklist(HOLDING_FIGURES),
  }),
  v.strictObject({
    kind: v.literal('uncountedPart'),
    payment: field,
    part: paymentPart,
    of: v.picklist(UNCOUNTED_FIGURES),
  }),
  v.strictObject({ kind: v.literal('provisionalCash'), account: field, security: field }),
]);

/** One figure of a derivation; `operands` are places in the list of all. */
const derivationStep = v.strictObject({
  label: text,
  value: text,
  unit: v.picklist(UNITS),
  operation: v.picklist(OPERATIONS),
  /** Which of all weights divides here; absent where nothing is divided by weights. */
  place: v.optional(count),
  explanation: text,
  rule: v.nullable(v.strictObject({ title: text, authority: text })),
  source: v.nullable(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('document'),
        documentId: text,
        name: text,
        line: v.nullable(count),
      }),
      v.strictObject({
        kind: v.literal('transaction'),
        transactionId: text,
        line: v.nullable(count),
      }),
    ]),
  ),
  operands: v.array(count),
});

/**
 * A tree of figures, each of them once: what two figures are made from would else be written twice,
 * and what that is made from four times. The first is the one that was asked for.
 */
export const derivation = v.strictObject({ steps: v.array(derivationStep) });
export type DerivationJson = v.InferOutput<typeof derivation>;
export type DerivationStepJson = v.InferOutput<typeof derivationStep>;

const nullableMoney = v.nullable(money);

/** Figures of one year that would be others; long lists are cut and `…Count` says how many there are. */
export const yearChanges = v.strictObject({
  year,
  paymentsBefore: count,
  paymentsAfter: count,
  boxes: v.array(
    v.strictObject({
      /** Null for the total of all taxable accounts. */
      account: nullableText,
      box: text,
      caption: text,
      before: nullableMoney,
      after: nullableMoney,
    }),
  ),
  lotCount: count,
  lots: v.array(
    v.strictObject({
      account: text,
      lot: text,
      adjustedBasisBefore: nullableMoney,
      adjustedBasisAfter: nullableMoney,
    }),
  ),
  saleCount: count,
  sales: v.array(
    v.strictObject({
      account: text,
      lot: text,
      sold: day,
      term,
      termBefore: v.nullable(term),
      gainBefore: nullableMoney,
      gainAfter: nullableMoney,
    }),
  ),
  excessGainCount: count,
  excessGains: v.array(
    v.strictObject({
      account: text,
      lot: text,
      date: day,
      before: nullableMoney,
      after: nullableMoney,
    }),
  ),
});

export const lineProblem = v.strictObject({ line: v.nullable(count), message: text });

export const nothing = v.strictObject({});
