/**
 * The shape of the published JSON of a year, `basisbook/year-end-report@1`, as validators; the types
 * are inferred from them. Scripts depend on it: fields are added, never renamed.
 */
import * as v from 'valibot';
import { BOX_MEANINGS } from '../tax/facts/forms.ts';
import { COMPONENTS, SUBSETS } from '../tax/facts/model.ts';
import { NOTICE_CODES } from '../tax/facts/notices.ts';
import type { SaleKind } from '../tax/lots/figures.ts';
import { STATE_REASONS } from '../tax/facts/year-state.ts';
import type { Immutable } from '../tax/values/immutable.ts';
import { count, day, decimal, money, text, year } from './schema-values.ts';

export const YEAR_END_REPORT_SCHEMA = 'basisbook/year-end-report@1';

const componentAmounts = v.strictObject(
  Object.fromEntries(COMPONENTS.map((name) => [name, money])) as Record<
    (typeof COMPONENTS)[number],
    typeof money
  >,
);
const subsetAmounts = v.partial(
  v.strictObject(
    Object.fromEntries(SUBSETS.map((name) => [name, money])) as Record<
      (typeof SUBSETS)[number],
      typeof money
    >,
  ),
);

export const noticeSchema = v.strictObject({
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
    /** That the line is in. */
    file: v.exactOptional(text),
    day: v.exactOptional(day),
    lots: v.exactOptional(v.array(text)),
  }),
});

export const formBox = v.strictObject({
  box: text,
  meaning: v.picklist(BOX_MEANINGS),
  caption: text,
  amount: money,
});

export const term = v.picklist(['short', 'long']);
const holdingPart = v.picklist(['qualified', 'section199A']);
export const SALE_KINDS = [
  'sale',
  'redemption',
  'cash-for-fraction',
  'boot',
  'boot-dividend',
  'liquidation',
] as const satisfies readonly SaleKind[];

const paymentLot = v.strictObject({
  lot: text,
  shares: decimal,
  returnOfCapital: money,
  basisReduction: money,
  excessGain: money,
});

const payment = v.strictObject({
  account: text,
  security: text,
  recordDate: v.nullable(day),
  exDate: day,
  payableDate: day,
  shares: decimal,
  amountPerShare: decimal,
  cash: money,
  /** What a plan's shares were worth beyond it, where they were. */
  discount: v.exactOptional(money),
  components: componentAmounts,
  subsets: subsetAmounts,
  lots: v.array(paymentLot),
});

const lot = v.strictObject({
  lot: text,
  account: text,
  security: text,
  acquired: day,
  /** From when the holding period counts: earlier than `acquired` after a wash sale. */
  heldSince: day,
  shares: decimal,
  cost: money,
  /** Of `cost`: losses that wash sales added to this lot. */
  disallowedLossAdded: money,
  /** What else changed the basis: added, or with a sign taken off. */
  otherBasisChanges: money,
  returnOfCapitalBefore: money,
  returnOfCapitalInYear: money,
  adjustedBasis: money,
  /** The basis for a loss, of a gift worth less than it had cost the giver. */
  lossBasis: v.nullable(money),
  /** The day for which its basis was stated last; null where it was computed from the start. */
  openingBasis: v.nullable(day),
  /** Received in kind, and nobody has said yet what the shares were worth: the basis is not known. */
  awaitsValue: v.boolean(),
});

/** Shares that took the place of sold ones within 30 days, and the loss that they took on. */
const replacement = v.strictObject({
  account: text,
  lot: text,
  bought: day,
  shares: decimal,
  disallowedLoss: money,
  addedToBasis: v.boolean(),
});

const sale = v.strictObject({
  kind: v.picklist(SALE_KINDS),
  account: text,
  security: text,
  lot: text,
  acquired: day,
  /** From when the holding period counts: earlier than `acquired` after a wash sale. */
  heldSince: day,
  /** What took the place of the giver's basis of such a gift: its value, or the proceeds. */
  giftRule: v.nullable(v.picklist(['loss', 'neither'])),
  openingBasis: v.nullable(day),
  awaitsValue: v.boolean(),
  sold: day,
  shares: decimal,
  proceeds: money,
  adjustedBasis: money,
  returnOfCapital: money,
  /** What else had changed the basis, with its sign. */
  otherBasisChanges: money,
  /** Proceeds less adjusted basis; what counts is this and the disallowed loss. */
  gain: money,
  term,
  /** The part of a loss that section 1091 disallows, not negative. */
  disallowedLoss: money,
  replacements: v.array(replacement),
  longTermLoss: money,
});

const excessGain = v.strictObject({
  account: text,
  security: text,
  lot: text,
  date: day,
  amount: money,
  term,
});

/** What a company in liquidation paid to an account. */
const liquidation = v.strictObject({
  account: text,
  security: text,
  date: day,
  amount: money,
  inKind: v.boolean(),
  /** Whether the shares are gone with it. */
  last: v.boolean(),
});

/** Gain that a trust kept: boxes 1a, 2, and 1b to 1d of Form 2439. */
const keptGain = v.strictObject({
  account: text,
  security: text,
  date: day,
  gain: money,
  tax: money,
  unrecaptured1250: money,
  section1202: money,
  collectibles28: money,
});

/** How long the shares of one lot were held around an ex-date, for one part of a payment. */
const holdingPeriod = v.strictObject({
  account: text,
  security: text,
  payableDate: day,
  exDate: day,
  part: holdingPart,
  lot: text,
  shares: decimal,
  /** Null where they were held to the end of the window. */
  disposed: v.nullable(day),
  daysHeld: count,
  daysNeeded: count,
});

/** A part of a payment that does not count on the return: shares were not held long enough. */
const uncountedPart = v.strictObject({
  account: text,
  security: text,
  payableDate: day,
  part: holdingPart,
  amount: money,
  shares: decimal,
  sharesTooShort: decimal,
  notCounted: money,
});

const accountForm = v.strictObject({
  account: text,
  taxDeferred: v.boolean(),
  form1099Div: v.array(formBox),
});

/** Cash of the year whose character no document tells. */
const provisionalCash = v.strictObject({
  account: text,
  security: text,
  cash: money,
  entries: count,
});

/** A year in which shares of a security were held, and what makes it provisional. */
const yearState = v.strictObject({
  security: text,
  year,
  state: v.picklist(['complete', 'provisional']),
  reasons: v.array(
    v.strictObject({
      code: v.picklist(STATE_REASONS),
      message: text,
      about: noticeSchema.entries.about,
    }),
  ),
});

export const yearEndReport = v.strictObject({
  schema: v.literal(YEAR_END_REPORT_SCHEMA),
  taxYear: year,
  form1099Div: v.array(formBox),
  accounts: v.array(accountForm),
  payments: v.array(payment),
  lots: v.array(lot),
  sales: v.array(sale),
  excessGains: v.array(excessGain),
  liquidations: v.array(liquidation),
  undistributedGains: v.array(keptGain),
  holdingPeriods: v.array(holdingPeriod),
  uncountedParts: v.array(uncountedPart),
  provisional: v.array(provisionalCash),
  years: v.array(yearState),
  notices: v.array(noticeSchema),
});

type Json<S extends v.GenericSchema> = Immutable<v.InferOutput<S>>;
export type FormBoxJson = Json<typeof formBox>;
export type AccountFormJson = Json<typeof accountForm>;
export type PaymentLotJson = Json<typeof paymentLot>;
export type PaymentJson = Json<typeof payment>;
export type LotJson = Json<typeof lot>;
export type ReplacementJson = Json<typeof replacement>;
export type SaleJson = Json<typeof sale>;
export type ExcessGainJson = Json<typeof excessGain>;
export type LiquidationJson = Json<typeof liquidation>;
export type KeptGainJson = Json<typeof keptGain>;
export type HoldingPeriodJson = Json<typeof holdingPeriod>;
export type UncountedPartJson = Json<typeof uncountedPart>;
export type ProvisionalJson = Json<typeof provisionalCash>;
export type YearStateJson = Json<typeof yearState>;
export type NoticeJson = Json<typeof noticeSchema>;
export type YearEndReportJson = Json<typeof yearEndReport>;
