/**
 * Every call that the window can make: its name, whether it reads (`query`) or writes (`command`),
 * and the validators of its request and its answer. Handlers, the Electron preload, the loopback
 * host and the renderer's client are all built from this list; a call without a handler does not
 * compile. Values on the wire are JSON: money, shares and rates as decimal strings, days as
 * `YYYY-MM-DD`.
 */
import * as v from 'valibot';
import { BOX_MEANINGS } from '../../tax/forms.ts';
import { COMPONENTS, SUBSETS } from '../../tax/model.ts';
import { NOTICE_CODES } from '../../tax/notices.ts';

const text = v.string();
const nullableText = v.nullable(v.string());
const decimal = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/));
const money = v.pipe(v.string(), v.regex(/^-?\d+\.\d\d$/));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2199));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What a person can type into one field. */
const field = v.pipe(
  v.string(),
  v.maxLength(1000, 'This is longer than 1,000 characters. Shorten it.'),
);
const fileName = v.pipe(v.string(), v.maxLength(1000));

const component = v.picklist(COMPONENTS);
const documentStatus = v.picklist(['estimate', 'final', 'corrected']);
const bookKind = v.picklist(['sample', 'own']);

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

const yearEndReport = v.strictObject({
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

const bookStatus = v.strictObject({
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

const account = v.strictObject({
  id: text,
  name: text,
  taxDeferred: v.boolean(),
  method: v.picklist(['fifo']),
});

const security = v.strictObject({
  id: text,
  issuer: nullableText,
  name: text,
  symbol: nullableText,
  cusips: v.array(text),
  /** What the reports call it. */
  label: text,
});

const action = v.picklist(['buy', 'reinvest', 'sell']);

const transaction = v.strictObject({
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
const transactionFields = {
  date: field,
  action: field,
  security: field,
  account: field,
  shares: field,
  amount: field,
  lot: v.nullable(field),
  note: v.nullable(field),
};

const documentRow = v.strictObject({
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

const valuePlace = v.strictObject({
  pointer: text,
  line: count,
  column: count,
  endColumn: count,
});

/** Text as pasted, or a file's bytes in base64. */
const documentContent = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), text: v.string() }),
  v.strictObject({ kind: v.literal('bytes'), base64: v.string() }),
]);

const figureRef = v.variant('kind', [
  v.strictObject({ kind: v.literal('box'), box: field, account: v.nullable(field) }),
  v.strictObject({ kind: v.literal('paymentCash'), payment: field }),
  v.strictObject({ kind: v.literal('paymentComponent'), payment: field, component: field }),
  v.strictObject({ kind: v.literal('lotReturnOfCapital'), payment: field, lot: field }),
  v.strictObject({ kind: v.literal('adjustedBasis'), account: field, lot: field }),
  v.strictObject({ kind: v.literal('saleGain'), transaction: field, lot: field }),
  v.strictObject({ kind: v.literal('excessGain'), payment: field, lot: field }),
]);

export interface DerivationJson {
  readonly label: string;
  readonly value: string;
  readonly unit: 'usd' | 'usdPerShare' | 'shares' | 'percent' | 'text' | 'day';
  readonly operation: 'sum' | 'difference' | 'product' | 'share' | 'choice' | 'fact';
  readonly explanation: string;
  readonly rule: { readonly title: string; readonly authority: string } | null;
  readonly source:
    | {
        readonly kind: 'document';
        readonly documentId: string;
        readonly name: string;
        readonly line: number | null;
      }
    | { readonly kind: 'transaction'; readonly transactionId: string; readonly line: number | null }
    | null;
  readonly operands: readonly DerivationJson[];
}

const derivation: v.GenericSchema<DerivationJson> = v.strictObject({
  label: text,
  value: text,
  unit: v.picklist(['usd', 'usdPerShare', 'shares', 'percent', 'text', 'day']),
  operation: v.picklist(['sum', 'difference', 'product', 'share', 'choice', 'fact']),
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
  operands: v.array(v.lazy(() => derivation)),
});

const nullableMoney = v.nullable(money);

/** Figures of one year that would be others; long lists are cut and `…Count` says how many there are. */
const yearChanges = v.strictObject({
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

const lineProblem = v.strictObject({ line: v.nullable(count), message: text });

const nothing = v.strictObject({});

// --- the calls --------------------------------------------------------------------------------

/** `application` calls choose the book; all others need an open one and run in one transaction of it. */
type Scope = 'application' | 'book';

const query = <I extends v.GenericSchema, O extends v.GenericSchema, S extends Scope = 'book'>(
  request: I,
  answer: O,
  scope: S = 'book' as S,
) => ({ mode: 'query', scope, request, answer }) as const;
const command = <I extends v.GenericSchema, O extends v.GenericSchema, S extends Scope = 'book'>(
  request: I,
  answer: O,
  scope: S = 'book' as S,
) => ({ mode: 'command', scope, request, answer }) as const;

export const contract = {
  /** What is open, and which years it has. Never refused. */
  'status.get': query(nothing, bookStatus, 'application'),
  /** Makes the sample book or an empty one and opens it; a book of the user's own is never replaced. */
  'book.create': command(v.strictObject({ kind: bookKind }), bookStatus, 'application'),
  /** Opens the other book that exists. */
  'book.open': command(v.strictObject({ kind: bookKind }), bookStatus, 'application'),

  'accounts.list': query(nothing, v.array(account)),
  'accounts.add': command(v.strictObject({ name: field, taxDeferred: v.boolean() }), account),
  'accounts.update': command(
    v.strictObject({ id: field, name: field, taxDeferred: v.boolean() }),
    account,
  ),

  'securities.list': query(nothing, v.array(security)),

  'transactions.list': query(nothing, v.array(transaction)),
  'transactions.add': command(v.strictObject(transactionFields), transaction),
  'transactions.update': command(v.strictObject({ id: field, ...transactionFields }), transaction),
  /** Answers with the row that was removed; `transactions.restore` puts it back where it was. */
  'transactions.remove': command(v.strictObject({ id: field }), transaction),
  'transactions.restore': command(v.strictObject({ transaction }), transaction),

  /** Reads a CSV without writing: what would be imported, and every reason against it. */
  'imports.preview': query(
    v.strictObject({ fileName, text: v.string() }),
    v.strictObject({
      rows: v.array(
        v.strictObject({
          line: count,
          date: day,
          action,
          security: text,
          account: text,
          shares: decimal,
          amount: money,
          lot: nullableText,
        }),
      ),
      newAccounts: v.array(text),
      newSecurities: v.array(text),
      problems: v.array(lineProblem),
    }),
  ),
  'imports.accept': command(
    v.strictObject({ fileName, text: v.string() }),
    v.strictObject({ batchId: text, transactions: count }),
  ),
  /** Takes a whole import back. */
  'imports.remove': command(
    v.strictObject({ batchId: field }),
    v.strictObject({ transactions: count }),
  ),

  'documents.list': query(nothing, v.array(documentRow)),
  /** One accepted document: its source text, and what was read from it. */
  'documents.get': query(
    v.strictObject({ id: field }),
    v.strictObject({ row: documentRow, text, document: allocationDocument }),
  ),
  /** Reads a release without writing: the values with their places, the checks, what it would replace. */
  'documents.read': query(
    v.strictObject({ fileName, content: documentContent }),
    v.strictObject({
      text,
      document: allocationDocument,
      places: v.array(valuePlace),
      /** The accepted document with the same text, if there is one. */
      duplicateOf: v.nullable(documentRow),
      /** Accepted documents of the same issuer and year that this one would take over from. */
      replaces: v.array(documentRow),
      /** Whether it can be accepted as it is; if not, the reasons are among the notices. */
      acceptable: v.boolean(),
    }),
  ),
  /** What accepting or removing a document would change, year by year, without writing. */
  'documents.changes': query(
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('accept'),
        fileName,
        content: documentContent,
        status: v.nullable(documentStatus),
      }),
      v.strictObject({ kind: v.literal('remove'), id: field }),
    ]),
    v.array(yearChanges),
  ),
  'documents.accept': command(
    v.strictObject({ fileName, content: documentContent, status: v.nullable(documentStatus) }),
    documentRow,
  ),
  /** Answers with what `documents.accept` needs to put it back. */
  'documents.remove': command(
    v.strictObject({ id: field }),
    v.strictObject({ fileName: text, text, status: documentStatus }),
  ),

  /** The year's figures. The key lists are parallel to the report's lists and name figures for `year.explain`. */
  'year.report': query(
    v.strictObject({ year }),
    v.strictObject({
      report: yearEndReport,
      paymentKeys: v.array(text),
      /** The transaction of each sale piece. */
      saleTransactions: v.array(text),
      /** The payment of each excess gain. */
      excessPayments: v.array(text),
      form: v.nullable(
        v.strictObject({
          title: text,
          source: text,
          linesSource: nullableText,
          boxes: v.array(
            v.strictObject({
              box: text,
              goesTo: v.array(v.strictObject({ form: text, line: text, note: v.nullable(text) })),
            }),
          ),
        }),
      ),
    }),
  ),
  'year.explain': query(v.strictObject({ year, figure: figureRef }), derivation),
  /** Everything that happened to one lot up to the end of a year. */
  'lots.timeline': query(
    v.strictObject({ year, account: field, lot: field }),
    v.array(
      v.strictObject({
        kind: v.picklist(['acquired', 'returnOfCapital', 'sold']),
        day,
        /** The payment that reduced the basis, for `year.explain`; null otherwise. */
        payment: nullableText,
        payableDate: v.nullable(day),
        sharesAfter: decimal,
        basisChange: money,
        basisAfter: money,
        /** To six places; null when no share is left. */
        basisPerShareAfter: v.nullable(decimal),
      }),
    ),
  ),
};

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** Calls that need an open book. */
export type BookCallName = {
  [N in CallName]: Contract[N]['scope'] extends 'book' ? N : never;
}[CallName];
/** Calls that choose the book. */
export type ApplicationCallName = Exclude<CallName, BookCallName>;
export type Request<N extends CallName> = v.InferOutput<Contract[N]['request']>;
export type Answer<N extends CallName> = v.InferOutput<Contract[N]['answer']>;
/** What a handler returns: the answer, of which nothing needs to be changeable. */
export type HandlerAnswer<N extends CallName> = Immutable<Answer<N>>;

type Immutable<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Immutable<T[K]> };

export const REFUSAL_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'no-book',
  'book-in-use',
  'book-read-only',
  'book-newer',
  'not-a-book',
  'unreadable-document',
  'unknown-call',
  'internal',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One reason, tied to a field of the form or a line of the file where it is about one. */
export interface Issue {
  readonly field: string | null;
  readonly line: number | null;
  readonly message: string;
}

export interface Refusal {
  readonly code: RefusalCode;
  /** A sentence that names the thing and the next step. */
  readonly message: string;
  readonly issues: readonly Issue[];
  /** For `internal`: what to quote when asking for help. */
  readonly reference: string | null;
}

export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export { component as componentSchema };
