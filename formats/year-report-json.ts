/**
 * The published JSON of a year, `basisbook/year-end-report@1`. Scripts depend on it: fields are
 * added, never renamed. Money has two digits, shares and rates no trailing zeros, lists a stable order.
 */
import type { BoxMeaning } from '../tax/forms.ts';
import { COMPONENTS, securityLabel, SUBSETS, type Component, type Subset } from '../tax/model.ts';
import { formatMoney, formatRate, formatShares } from '../tax/money.ts';
import type { Notice, NoticeCode, NoticeLevel, NoticeSubject } from '../tax/notices.ts';
import type {
  AccountForm,
  ExcessGain,
  FormBox,
  LotState,
  Payment,
  PaymentLot,
  SalePiece,
  Term,
  YearReport,
} from '../tax/year-report.ts';

export const YEAR_END_REPORT_SCHEMA = 'basisbook/year-end-report@1';

export interface FormBoxJson {
  readonly box: string;
  readonly meaning: BoxMeaning;
  readonly caption: string;
  readonly amount: string;
}

export interface AccountFormJson {
  readonly account: string;
  readonly taxDeferred: boolean;
  readonly form1099Div: readonly FormBoxJson[];
}

export interface PaymentLotJson {
  readonly lot: string;
  readonly shares: string;
  readonly returnOfCapital: string;
  readonly basisReduction: string;
  readonly excessGain: string;
}

export interface PaymentJson {
  readonly account: string;
  readonly security: string;
  readonly recordDate: string | null;
  readonly exDate: string;
  readonly payableDate: string;
  readonly shares: string;
  readonly amountPerShare: string;
  readonly cash: string;
  readonly components: Readonly<Record<Component, string>>;
  readonly subsets: Readonly<Partial<Record<Subset, string>>>;
  readonly lots: readonly PaymentLotJson[];
}

export interface LotJson {
  readonly lot: string;
  readonly account: string;
  readonly security: string;
  readonly acquired: string;
  readonly shares: string;
  readonly cost: string;
  readonly returnOfCapitalBefore: string;
  readonly returnOfCapitalInYear: string;
  readonly adjustedBasis: string;
}

export interface SaleJson {
  readonly account: string;
  readonly security: string;
  readonly lot: string;
  readonly acquired: string;
  readonly sold: string;
  readonly shares: string;
  readonly proceeds: string;
  readonly adjustedBasis: string;
  readonly returnOfCapital: string;
  readonly gain: string;
  readonly term: Term;
  readonly longTermLoss: string;
}

export interface ExcessGainJson {
  readonly account: string;
  readonly security: string;
  readonly lot: string;
  readonly date: string;
  readonly amount: string;
  readonly term: Term;
}

export interface NoticeJson {
  readonly level: NoticeLevel;
  readonly code: NoticeCode;
  readonly message: string;
  readonly about: NoticeSubject;
}

export interface YearEndReportJson {
  readonly schema: typeof YEAR_END_REPORT_SCHEMA;
  readonly taxYear: number;
  readonly form1099Div: readonly FormBoxJson[];
  readonly accounts: readonly AccountFormJson[];
  readonly payments: readonly PaymentJson[];
  readonly lots: readonly LotJson[];
  readonly sales: readonly SaleJson[];
  readonly excessGains: readonly ExcessGainJson[];
  readonly notices: readonly NoticeJson[];
}

function boxJson(box: FormBox): FormBoxJson {
  return {
    box: box.box,
    meaning: box.meaning,
    caption: box.caption,
    amount: formatMoney(box.amount),
  };
}

function paymentLotJson(lot: PaymentLot): PaymentLotJson {
  return {
    lot: lot.lot,
    shares: formatShares(lot.shares),
    returnOfCapital: formatMoney(lot.returnOfCapital),
    basisReduction: formatMoney(lot.basisReduction),
    excessGain: formatMoney(lot.excessGain),
  };
}

/** A payment without its lots, of which there may be very many. */
function paymentHeadJson(payment: Payment): Omit<PaymentJson, 'lots'> {
  const components = {} as Record<Component, string>;
  for (const name of COMPONENTS) components[name] = formatMoney(payment.components[name]);
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
    components,
    subsets,
  };
}

function paymentJson(payment: Payment): PaymentJson {
  return { ...paymentHeadJson(payment), lots: payment.lots.map(paymentLotJson) };
}

function lotJson(lot: LotState): LotJson {
  return {
    lot: lot.lot,
    account: lot.account,
    security: securityLabel(lot.security),
    acquired: lot.acquired,
    shares: formatShares(lot.shares),
    cost: formatMoney(lot.cost),
    returnOfCapitalBefore: formatMoney(lot.returnOfCapitalBefore),
    returnOfCapitalInYear: formatMoney(lot.returnOfCapitalInYear),
    adjustedBasis: formatMoney(lot.adjustedBasis),
  };
}

function saleJson(piece: SalePiece): SaleJson {
  return {
    account: piece.account,
    security: securityLabel(piece.security),
    lot: piece.lot,
    acquired: piece.acquired,
    sold: piece.sold,
    shares: formatShares(piece.shares),
    proceeds: formatMoney(piece.proceeds),
    adjustedBasis: formatMoney(piece.adjustedBasis),
    returnOfCapital: formatMoney(piece.returnOfCapital),
    gain: formatMoney(piece.gain),
    term: piece.term,
    longTermLoss: formatMoney(piece.longTermLoss),
  };
}

function excessGainJson(gain: ExcessGain): ExcessGainJson {
  return {
    account: gain.account,
    security: securityLabel(gain.security),
    lot: gain.lot,
    date: gain.date,
    amount: formatMoney(gain.amount),
    term: gain.term,
  };
}

function noticeJson({ level, code, message, about }: Notice): NoticeJson {
  return { level, code, message, about };
}

function accountJson(account: AccountForm): AccountFormJson {
  return {
    account: account.account,
    taxDeferred: account.taxDeferred,
    form1099Div: account.form1099Div.map(boxJson),
  };
}

/** The report as the published JSON value. */
export function yearReportJson(report: YearReport): YearEndReportJson {
  return {
    schema: YEAR_END_REPORT_SCHEMA,
    taxYear: report.taxYear,
    form1099Div: report.form1099Div.map(boxJson),
    accounts: report.accounts.map(accountJson),
    payments: report.payments.map(paymentJson),
    lots: report.lots.map(lotJson),
    sales: report.sales.map(saleJson),
    excessGains: report.excessGains.map(excessGainJson),
    notices: report.notices.map(noticeJson),
  };
}

/**
 * The same value as text, in pieces: one line per box, payment, lot and so on. A report of very many
 * lots never stands in memory twice.
 */
export function* yearReportJsonChunks(report: YearReport): Generator<string> {
  let chunk = '';
  for (const piece of jsonPieces(report)) {
    chunk += piece;
    if (chunk.length > CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

const CHUNK_CHARACTERS = 1 << 16;

function* jsonPieces(report: YearReport): Generator<string> {
  yield `{"schema":${JSON.stringify(YEAR_END_REPORT_SCHEMA)},"taxYear":${report.taxYear}`;
  yield* listPieces('form1099Div', report.form1099Div, boxJson);
  yield* listPieces('accounts', report.accounts, accountJson);
  yield ',\n"payments":[';
  let separator = '\n';
  for (const payment of report.payments) {
    yield `${separator}${JSON.stringify(paymentHeadJson(payment)).slice(0, -1)}`;
    yield* listPieces('lots', payment.lots, paymentLotJson);
    yield '}';
    separator = ',\n';
  }
  yield ']';
  yield* listPieces('lots', report.lots, lotJson);
  yield* listPieces('sales', report.sales, saleJson);
  yield* listPieces('excessGains', report.excessGains, excessGainJson);
  yield* listPieces('notices', report.notices, noticeJson);
  yield '}\n';
}

function* listPieces<T>(
  name: string,
  items: readonly T[],
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
