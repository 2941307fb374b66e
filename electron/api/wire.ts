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
import { COMPONENTS, SUBSETS } from '../../tax/model.ts';
import { NOTICE_CODES } from '../../tax/notices.ts';

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

const term = v.picklist(['short', 'long']);

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
      shares: decimal,
      cost: money,
      returnOfCapitalBefore: money,
      returnOfCapitalInYear: money,
      adjustedBasis: money,
    }),
  ),
  sales: v.array(
    v.strictObject({
      account: text,
      security: text,
      lot: text,
      acquired: day,
      sold: day,
      shares: decimal,
      proceeds: money,
      adjustedBasis: money,
      returnOfCapital: money,
      gain: money,
      term,
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
  notices: v.array(notice),
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

export const account = v.strictObject({
  id: text,
  name: text,
  taxDeferred: v.boolean(),
  method: v.picklist(['fifo']),
});

export const security = v.strictObject({
  id: text,
  issuer: nullableText,
  name: text,
  symbol: nullableText,
  cusips: v.array(text),
  /** What the reports call it. */
  label: text,
});

export const action = v.picklist(['buy', 'reinvest', 'sell']);

export const transaction = v.strictObject({
  id: text,
  sequence: count,
  date: day,
  action,
  securityId: text,
  security: text,
  accountId: text,
  account: text,
  shares: decimal,
  amount: money,
  /** The lot it made, or the lot that the sale names; null where the method chooses. */
  lot: nullableText,
  note: nullableText,
  /** The file and line it came from; null when it was typed in. */
  source: v.nullable(v.strictObject({ batchId: text, fileName: text, line: count })),
});

/** As typed: each field is checked by the handler, which answers with a sentence per field. */
export const transactionFields = {
  date: field,
  action: field,
  security: field,
  account: field,
  shares: field,
  amount: field,
  lot: v.nullable(field),
  note: v.nullable(field),
};

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
