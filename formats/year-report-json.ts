/**
 * The published JSON of a year, `basisbook/year-end-report@1`. Scripts depend on it: fields are
 * added, never renamed. Money has two digits, shares and rates no trailing zeros, lists a stable order.
 */
import { rowsOf } from '../tax/values/list-of-many.ts';
import {
  COMPONENTS,
  securityLabel,
  SUBSETS,
  type Component,
  type Subset,
} from '../tax/facts/model.ts';
import { formatMoney, formatRate, formatShares, type Cents } from '../tax/values/money.ts';
import type { Notice } from '../tax/facts/notices.ts';
import type {
  ExcessGain,
  HoldingPeriod,
  KeptGain,
  LiquidatingPayment,
  LotState,
  Payment,
  PaymentLot,
  ProvisionalCash,
  Replacement,
  SalePiece,
  UncountedPart,
} from '../tax/lots/figures.ts';
import type { AccountForm, FormBox, YearReport } from '../tax/report/year-report.ts';
import type { ReturnLines } from '../tax/report/return-lines.ts';
import type { YearState } from '../tax/facts/year-state.ts';
import { formRowsJson, publishedReturnLines } from './published-return.ts';
import {
  type AccountFormJson,
  type ExcessGainJson,
  type FormBoxJson,
  type HoldingPeriodJson,
  type KeptGainJson,
  type LiquidationJson,
  type LotJson,
  type NoticeJson,
  type PaymentJson,
  type PaymentLotJson,
  type ProvisionalJson,
  type ReplacementJson,
  type SaleJson,
  type UncountedPartJson,
  type YearEndReportJson,
  type YearStateJson,
  YEAR_END_REPORT_SCHEMA,
} from './year-report-schema.ts';

export type { YearEndReportJson } from './year-report-schema.ts';

export function boxJson(box: FormBox): FormBoxJson {
  return {
    box: box.box,
    meaning: box.meaning,
    caption: box.caption,
    amount: formatMoney(box.amount),
  };
}

export function paymentLotJson(lot: PaymentLot): PaymentLotJson {
  return {
    lot: lot.lot,
    shares: formatShares(lot.shares),
    returnOfCapital: formatMoney(lot.returnOfCapital),
    basisReduction: formatMoney(lot.basisReduction),
    excessGain: formatMoney(lot.excessGain),
  };
}

export function componentsJson(
  amounts: Readonly<Record<Component, Cents>>,
): Readonly<Record<Component, string>> {
  const components = {} as Record<Component, string>;
  for (const name of COMPONENTS) components[name] = formatMoney(amounts[name]);
  return components;
}

/** A payment without its lots, of which there may be very many. */
export function paymentHeadJson(payment: Payment): Omit<PaymentJson, 'lots'> {
  const subsets: Partial<Record<Subset, string>> = {};
  for (const name of SUBSETS) {
    const amount = payment.subsets[name];
    if (amount !== undefined) subsets[name] = formatMoney(amount);
  }
  return {
    account: payment.account,
    security: securityLabel(payment.security),
    recordDate: payment.distribution.recordDate,
    exDate: payment.exDate,
    payableDate: payment.distribution.payableDate,
    shares: formatShares(payment.shares),
    amountPerShare: formatRate(payment.amountPerShare),
    cash: formatMoney(payment.cash),
    ...(payment.discount === 0n ? {} : { discount: formatMoney(payment.discount) }),
    components: componentsJson(payment.components),
    subsets,
  };
}

export function paymentJson(payment: Payment): PaymentJson {
  return { ...paymentHeadJson(payment), lots: payment.lots.map(paymentLotJson) };
}

export function lotJson(lot: LotState): LotJson {
  return {
    lot: lot.lot,
    account: lot.account,
    security: securityLabel(lot.security),
    acquired: lot.acquired,
    heldSince: lot.heldSince,
    shares: formatShares(lot.shares),
    cost: formatMoney(lot.cost),
    disallowedLossAdded: formatMoney(lot.disallowedLossAdded),
    otherBasisChanges: formatMoney(lot.otherBasisChanges),
    returnOfCapitalBefore: formatMoney(lot.returnOfCapitalBefore),
    returnOfCapitalInYear: formatMoney(lot.returnOfCapitalInYear),
    adjustedBasis: formatMoney(lot.adjustedBasis),
    openingBasis: lot.opening?.day ?? null,
    awaitsValue: lot.awaitsValue,
    lossBasis: lot.lossBasis === null ? null : formatMoney(lot.lossBasis),
  };
}

function replacementJson(replacement: Replacement): ReplacementJson {
  return {
    account: replacement.account,
    lot: replacement.lot,
    bought: replacement.bought,
    shares: formatShares(replacement.shares),
    disallowedLoss: formatMoney(replacement.disallowedLoss),
    addedToBasis: replacement.addedToBasis,
  };
}

export function saleJson(piece: SalePiece): SaleJson {
  return {
    kind: piece.kind,
    account: piece.account,
    security: securityLabel(piece.security),
    lot: piece.lot,
    acquired: piece.acquired,
    heldSince: piece.heldSince,
    giftRule: piece.giftRule,
    openingBasis: piece.opening?.day ?? null,
    awaitsValue: piece.awaitsValue,
    sold: piece.sold,
    shares: formatShares(piece.shares),
    proceeds: formatMoney(piece.proceeds),
    adjustedBasis: formatMoney(piece.adjustedBasis),
    returnOfCapital: formatMoney(piece.returnOfCapital),
    otherBasisChanges: formatMoney(piece.otherBasisChanges),
    gain: formatMoney(piece.gain),
    term: piece.term,
    disallowedLoss: formatMoney(piece.disallowedLoss),
    replacements: piece.replacements.map(replacementJson),
    longTermLoss: formatMoney(piece.longTermLoss),
  };
}

export function excessGainJson(gain: ExcessGain): ExcessGainJson {
  return {
    account: gain.account,
    security: securityLabel(gain.security),
    lot: gain.lot,
    date: gain.date,
    amount: formatMoney(gain.amount),
    term: gain.term,
  };
}

export function liquidationJson(one: LiquidatingPayment): LiquidationJson {
  return {
    account: one.account,
    security: securityLabel(one.security),
    date: one.date,
    amount: formatMoney(one.amount),
    inKind: one.inKind,
    last: one.last,
  };
}

export function keptGainJson(one: KeptGain): KeptGainJson {
  return {
    account: one.account,
    security: securityLabel(one.security),
    date: one.date,
    gain: formatMoney(one.gain),
    tax: formatMoney(one.tax),
    unrecaptured1250: formatMoney(one.unrecaptured1250),
    section1202: formatMoney(one.section1202),
    collectibles28: formatMoney(one.collectibles28),
  };
}

/** The payable dates of the payments, by their keys. */
type PayableDates = ReadonlyMap<string, string>;

export function payableDates(report: YearReport): PayableDates {
  return new Map(report.payments.map(({ key, distribution }) => [key, distribution.payableDate]));
}

function payableDate(dates: PayableDates, key: string): string {
  const day = dates.get(key);
  if (day === undefined) throw new Error(`the report has no payment ${key}`);
  return day;
}

export function holdingPeriodJson(period: HoldingPeriod, payable: PayableDates): HoldingPeriodJson {
  return {
    account: period.account,
    security: securityLabel(period.security),
    payableDate: payableDate(payable, period.paymentKey),
    exDate: period.exDate,
    part: period.part,
    lot: period.lot,
    shares: formatShares(period.shares),
    disposed: period.disposed,
    daysHeld: period.daysHeld,
    daysNeeded: period.daysNeeded,
  };
}

export function uncountedJson(part: UncountedPart, payable: PayableDates): UncountedPartJson {
  return {
    account: part.account,
    security: securityLabel(part.security),
    payableDate: payableDate(payable, part.paymentKey),
    part: part.part,
    amount: formatMoney(part.amount),
    shares: formatShares(part.shares),
    sharesTooShort: formatShares(part.sharesTooShort),
    notCounted: formatMoney(part.notCounted),
  };
}

export function provisionalJson(cash: ProvisionalCash): ProvisionalJson {
  return {
    account: cash.account,
    security: securityLabel(cash.security),
    cash: formatMoney(cash.cash),
    entries: cash.entries,
  };
}

function yearStateJson({ security, year, state, reasons }: YearState): YearStateJson {
  return {
    security: securityLabel(security),
    year,
    state,
    reasons: reasons.map(({ code, message, about }) => ({ code, message, about })),
  };
}

/** The name of the file that the line of a notice is in, where it is known. */
type FileOf = (about: Notice['about']) => string | undefined;

export function noticeJson({ level, code, message, about }: Notice, fileOf?: FileOf): NoticeJson {
  const file = about.line === undefined ? undefined : fileOf?.(about);
  return { level, code, message, about: file === undefined ? about : { ...about, file } };
}

function accountJson(account: AccountForm): AccountFormJson {
  return {
    account: account.account,
    taxDeferred: account.taxDeferred,
    form1099Div: account.form1099Div.map(boxJson),
  };
}

/**
 * Of what joined the published document later, scripts see only what says something: a lot that no
 * wash sale and no liquidation has touched looks as it always did.
 */
function publishedLot({
  heldSince,
  disallowedLossAdded,
  lossBasis,
  openingBasis,
  awaitsValue,
  otherBasisChanges,
  ...lot
}: LotJson): Partial<LotJson> {
  return {
    ...lot,
    ...(heldSince === lot.acquired ? {} : { heldSince }),
    ...(disallowedLossAdded === '0.00' ? {} : { disallowedLossAdded }),
    ...(lossBasis === null ? {} : { lossBasis }),
    ...(openingBasis === null ? {} : { openingBasis }),
    ...(awaitsValue ? { awaitsValue } : {}),
    ...(otherBasisChanges === '0.00' ? {} : { otherBasisChanges }),
  };
}

function publishedSale({
  kind,
  heldSince,
  giftRule,
  openingBasis,
  awaitsValue,
  otherBasisChanges,
  disallowedLoss,
  replacements,
  ...sale
}: SaleJson): Partial<SaleJson> {
  return {
    ...sale,
    ...(kind === 'sale' ? {} : { kind }),
    ...(giftRule === null ? {} : { giftRule }),
    ...(awaitsValue ? { awaitsValue } : {}),
    ...(openingBasis === null ? {} : { openingBasis }),
    ...(otherBasisChanges === '0.00' ? {} : { otherBasisChanges }),
    ...(heldSince === sale.acquired ? {} : { heldSince }),
    ...(replacements.length === 0 ? {} : { disallowedLoss, replacements }),
  };
}

/** The document that scripts read, from the one that the window is given. */
export function publishedReport(report: YearEndReportJson): unknown {
  const { liquidations, undistributedGains, ...more } = report;
  const { holdingPeriods, uncountedParts, provisional, years, ...rest } = more;
  return {
    ...rest,
    lots: report.lots.map(publishedLot),
    sales: report.sales.map(publishedSale),
    ...(liquidations.length === 0 ? {} : { liquidations }),
    ...(undistributedGains.length === 0 ? {} : { undistributedGains }),
    ...(holdingPeriods.length === 0 ? {} : { holdingPeriods }),
    ...(uncountedParts.length === 0 ? {} : { uncountedParts }),
    ...(provisional.length === 0 ? {} : { provisional }),
    ...(years.length === 0 ? {} : { years }),
  };
}

/** The report as a JSON value, with every field. */
export function yearReportJson(report: YearReport): YearEndReportJson {
  const payable = payableDates(report);
  return {
    schema: YEAR_END_REPORT_SCHEMA,
    taxYear: report.taxYear,
    form1099Div: report.form1099Div.map(boxJson),
    accounts: report.accounts.map(accountJson),
    payments: report.payments.map(paymentJson),
    lots: report.lots.map(lotJson),
    sales: report.sales.map(saleJson),
    excessGains: report.excessGains.map(excessGainJson),
    liquidations: report.liquidations.map(liquidationJson),
    undistributedGains: report.keptGains.map(keptGainJson),
    holdingPeriods: report.holdingPeriods.map((period) => holdingPeriodJson(period, payable)),
    uncountedParts: report.uncountedParts.map((part) => uncountedJson(part, payable)),
    provisional: report.provisional.map(provisionalJson),
    years: report.yearStates.map(yearStateJson),
    notices: report.notices.map((notice) => noticeJson(notice)),
  };
}

/**
 * The same value as text, in pieces: one line per box, payment, lot and so on. A report of very many
 * lots never stands in memory twice. With `lines`, the rows and lines of the return stand in it too.
 */
export function* yearReportJsonChunks(
  report: YearReport,
  lines: ReturnLines | null = null,
  fileOf: FileOf = () => undefined,
): Generator<string> {
  let chunk = '';
  for (const piece of jsonPieces(report, lines, fileOf)) {
    chunk += piece;
    if (chunk.length > CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

const CHUNK_CHARACTERS = 1 << 16;

function* jsonPieces(
  report: YearReport,
  lines: ReturnLines | null,
  fileOf: FileOf,
): Generator<string> {
  yield `{"schema":${JSON.stringify(YEAR_END_REPORT_SCHEMA)},"taxYear":${report.taxYear}`;
  yield* listPieces('form1099Div', report.form1099Div, boxJson);
  yield* listPieces('accounts', report.accounts, accountJson);
  yield ',\n"payments":[';
  let separator = '\n';
  for (const payment of report.payments) {
    yield `${separator}${JSON.stringify(paymentHeadJson(payment)).slice(0, -1)}`;
    yield* listPieces('lots', rowsOf(payment, 'lots'), paymentLotJson);
    yield '}';
    separator = ',\n';
  }
  yield ']';
  yield* listPieces('lots', rowsOf(report, 'lots'), (lot) => publishedLot(lotJson(lot)));
  yield* listPieces('sales', report.sales, (piece) => publishedSale(saleJson(piece)));
  yield* listPieces('excessGains', report.excessGains, excessGainJson);
  yield* unlessEmpty('liquidations', report.liquidations, liquidationJson);
  yield* unlessEmpty('undistributedGains', report.keptGains, keptGainJson);
  const payable = payableDates(report);
  yield* unlessEmpty('holdingPeriods', rowsOf(report, 'holdingPeriods'), (period) =>
    holdingPeriodJson(period, payable),
  );
  yield* unlessEmpty('uncountedParts', report.uncountedParts, (part) =>
    uncountedJson(part, payable),
  );
  yield* unlessEmpty('provisional', report.provisional, provisionalJson);
  yield* unlessEmpty('years', report.yearStates, yearStateJson);
  if (lines) {
    yield* listPieces('formRows', formRowsJson(lines), (row) => row);
    yield `,\n"returnLines":${JSON.stringify(publishedReturnLines(lines))}`;
  }
  yield* listPieces('notices', report.notices, (notice) => noticeJson(notice, fileOf));
  yield '}\n';
}

/** A list that stands in the document only where it has rows. */
function* unlessEmpty<T>(
  name: string,
  items: Iterable<T>,
  toJson: (item: T) => unknown,
): Generator<string> {
  const pieces = listPieces(name, items, toJson);
  const head = pieces.next();
  const first = pieces.next();
  // Head and end alone: no row between them.
  if (head.done === true || first.value === ']') return;
  yield head.value;
  yield first.value as string;
  yield* pieces;
}

function* listPieces<T>(
  name: string,
  items: Iterable<T>,
  toJson: (item: T) => unknown,
): Generator<string> {
  yield `,\n${JSON.stringify(name)}:[`;
  let separator = '\n';
  for (const item of items) {
    yield separator + JSON.stringify(toJson(item));
    separator = ',\n';
  }
  yield ']';
}
